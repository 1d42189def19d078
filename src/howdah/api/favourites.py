"""Favourites: statuses that you marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.operation import Operations, listing

if TYPE_CHECKING:
    from ..models import Status


class Favourites(Operations):
    """Statuses that you favourited."""

    @listing("/api/v1/favourites", scope="read:favourites")
    def get_favourites(
        self,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        *,
        since_id: str | None = None,
        offset: int | None = None,
    ) -> list[Status]:
        """List the statuses that you favourited, the latest favourite first.

        The bounds are marks of the server's own, not IDs of statuses; ``walk`` and ``next_page`` handle them.

        Args:
            max_id: only what comes after this mark.
            min_id: only what comes right before this mark.
            limit: statuses per page, at most 40; 20 by default.
            since_id: only what comes before this mark, from the latest; not on GoToSocial.
            offset: leave out this many from the start (Pleroma, Akkoma).
        """
        ...
