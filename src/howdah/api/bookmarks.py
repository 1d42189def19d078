"""Bookmarks: statuses that you keep for yourself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.operation import Operations, listing
from .references import BookmarkFolderRef

if TYPE_CHECKING:
    from ..models import Status


class Bookmarks(Operations):
    """Statuses that you bookmarked; nobody else sees which."""

    @listing("/api/v1/bookmarks", scope="read:bookmarks", added="3.1.0")
    def get_bookmarks(
        self,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        *,
        since_id: str | None = None,
        offset: int | None = None,
        folder_id: BookmarkFolderRef | None = None,
    ) -> list[Status]:
        """List the statuses that you bookmarked, the latest bookmark first.

        The bounds are marks of the server's own, not IDs of statuses; ``walk`` and ``next_page`` handle them.

        Args:
            max_id: only what comes after this mark.
            min_id: only what comes right before this mark.
            limit: statuses per page, at most 40; 20 by default (GoToSocial: 30).
            since_id: only what comes before this mark, from the latest; not on GoToSocial.
            offset: leave out this many from the start (Pleroma, Akkoma).
            folder_id: only what is in this bookmark folder (Pleroma).
        """
        ...
