"""Preferences, and how far you have read."""

from __future__ import annotations

from typing import Any

from .calling import Calls, calls
from .errors import MastodonIllegalArgumentError
from .identities import unpack_id
from .return_types import Marker, Preferences, Status
from .types_base import IdType


class PreferenceCalls(Calls):
    """Preferences, and how far you have read."""

    @calls("get_markers", "3.0.0", "3.0.0", timeline="timelines")
    def markers_get(self, timeline: str | list[str] = ["home"]) -> dict[str, Marker]:
        """Fetch how far you have read: ``home``, ``notifications`` or both."""
        ...

    @calls("get_preferences", "2.8.0", "2.8.0")
    def preferences(self) -> Preferences:
        """Fetch your preferences."""
        ...

    def markers_set(
        self, timelines: str | list[str], last_read_ids: Status | list[Status] | list[IdType] | IdType
    ) -> dict[str, Marker]:
        """Say how far you have read.

        Args:
            timelines: ``home``, ``notifications`` or both.
            last_read_ids: the last status or notification that you have read of each.

        Raises:
            MastodonIllegalArgumentError: there are not as many of one as of the other.
        """
        names = [timelines] if isinstance(timelines, str) else list(timelines)
        read: list[Any] = list(last_read_ids) if isinstance(last_read_ids, (list, tuple)) else [last_read_ids]
        if len(names) != len(read):
            raise MastodonIllegalArgumentError("Number of specified timelines and ids must be the same")
        body = {name: {"last_read_id": unpack_id(last)} for name, last in zip(names, read, strict=True)}
        return self._request("POST", "/api/v1/markers", dict[str, Marker], {"body": body}, added="3.0.0")
