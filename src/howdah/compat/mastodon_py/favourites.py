"""Favourites and bookmarks."""

from __future__ import annotations

from .calling import Calls, calls
from .return_types import Status
from .types_base import IdType, PaginatableList


class Favourites(Calls):
    """Favourites and bookmarks."""

    @calls("get_bookmarks", "3.1.0", "3.1.0")
    def bookmarks(
        self,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[Status]:
        """Fetch a page of your bookmarks; it is bounded by IDs of its own, not by those of statuses."""
        ...

    @calls("get_favourites", "1.0.0", "2.6.0")
    def favourites(
        self,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[Status]:
        """Fetch a page of your favourites; it is bounded by IDs of its own, not by those of statuses."""
        ...
