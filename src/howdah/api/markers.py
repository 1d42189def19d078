"""Markers: how far you have read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from ..core.operation import Operations, Wire, get, post
from .references import NotificationRef, StatusRef

if TYPE_CHECKING:
    from ..models import Marker


class Markers(Operations):
    """How far you have read, shared between your clients."""

    @get("/api/v1/markers", scope="read:statuses", added="3.0.0")
    def get_markers(self, timelines: Annotated[Sequence[str], Wire("timeline")]) -> dict[str, Marker]:
        """Find out how far you have read, by timeline; a timeline never marked is left out.

        Args:
            timelines: ``home``, ``notifications`` or both.
        """
        ...

    @post("/api/v1/markers", scope="write:statuses", added="3.0.0", repeat="always")
    def save_markers(
        self,
        home_last_read_id: Annotated[StatusRef | None, Wire("home[last_read_id]")] = None,
        notifications_last_read_id: Annotated[NotificationRef | None, Wire("notifications[last_read_id]")] = None,
    ) -> dict[str, Marker]:
        """Save how far you have read; gives the markers saved, by timeline.

        Args:
            home_last_read_id: the newest status that you have read in the home timeline, or its ID.
            notifications_last_read_id: the newest notification that you have read, or its ID.

        Raises:
            ConflictError: another client has saved one at the same time; try again.
        """
        ...
