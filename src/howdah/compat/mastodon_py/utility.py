"""Versions, caches and the server's clock."""

from __future__ import annotations

from .calling import Calls
from .errors import MastodonError, MastodonVersionError
from .return_types import Instance
from .versions import Version, parse_version

OLDEST: Version = (1, 0, 0)
"""What a server is taken for that does not say."""


class Utility(Calls):
    """Versions, caches and the server's clock."""

    def retrieve_mastodon_version(self, fail_hard: bool = False) -> str:
        """Ask for the server's version of Mastodon, and remember it.

        Args:
            fail_hard: raise where it cannot be told, instead of taking it for the oldest.

        Raises:
            MastodonVersionError: it cannot be told, and ``fail_hard`` is set.
        """
        try:
            instance = self._request("GET", "/api/v1/instance", Instance)
            self._set_version(parse_version(instance.version))
        except MastodonError as error:
            if fail_hard:
                raise MastodonVersionError("the version of Mastodon cannot be told") from error
            self._set_version(OLDEST)
            return ".".join(map(str, OLDEST))
        return instance.version
