"""Versions, caches and the server's clock."""

from __future__ import annotations

from .calling import Calls
from .return_types import Instance
from .versions import parse_version


class Utility(Calls):
    """Versions, caches and the server's clock."""

    def retrieve_mastodon_version(self, fail_hard: bool = False) -> str:
        """Ask for the server's version of Mastodon, and remember it.

        Args:
            fail_hard: raise where it cannot be told, instead of taking it for the oldest.
        """
        instance: Instance = self._request("GET", "/api/v1/instance", Instance)
        self._set_version(parse_version(instance.version))
        return instance.version
