"""From page to page."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, cast

from .calling import Calls
from .conversion import converter_of_page
from .errors import MastodonIllegalArgumentError
from .pages import beside, request_of
from .types_base import Entity, PaginatableList, PaginationInfo

T = TypeVar("T")

DIRECTIONS = {
    "next": "_pagination_next",
    "previous": "_pagination_prev",
    "prev": "_pagination_prev",
}


class Paging(Calls):
    """From page to page."""

    def fetch_next(self, previous_page: PaginatableList[T] | T | PaginationInfo) -> PaginatableList[T] | T | None:
        """Fetch the page after one.

        Args:
            previous_page: the page, its last item, or what ``get_pagination_info`` gives.

        Returns:
            the page, or ``None`` if there is none.

        Raises:
            MastodonIllegalArgumentError: it is nothing that has a next page.
        """
        return cast("PaginatableList[T] | T | None", self._page_beside(previous_page, "_pagination_next"))

    def fetch_previous(self, next_page: PaginatableList[T] | T | PaginationInfo) -> PaginatableList[T] | T | None:
        """Fetch the page before one: what has come since.

        Args:
            next_page: the page, its first item, or what ``get_pagination_info`` gives.

        Returns:
            the page, or ``None`` if there is none.

        Raises:
            MastodonIllegalArgumentError: it is nothing that has a previous page.
        """
        return cast("PaginatableList[T] | T | None", self._page_beside(next_page, "_pagination_prev"))

    def fetch_remaining(self, first_page: PaginatableList[T]) -> PaginatableList[T]:
        """Fetch all pages after one, and give everything, with what is on the first.

        Args:
            first_page: the page to begin with.
        """
        everything: list[Any] = list(first_page)
        seen = [first_page]
        page: Any = first_page
        while page and (page := self.fetch_next(page)) and page != seen[-1]:
            everything.extend(page)
            seen = [page]
        return cast("PaginatableList[T]", everything)

    def get_pagination_info(
        self, page: PaginatableList[Entity] | Entity, pagination_direction: str
    ) -> PaginationInfo | None:
        """Where the page next to one is, to be stored and given to ``fetch_next`` or ``fetch_previous``.

        Args:
            page: the page.
            pagination_direction: ``next`` or ``previous``.
        """
        found: PaginationInfo | None = getattr(page, DIRECTIONS.get(pagination_direction, ""), None)
        return found

    def pagination_iterator(
        self,
        start_page: PaginatableList[T] | PaginationInfo,
        direction: str = "next",
        return_pagination_info: bool = False,
    ) -> Iterator[T]:
        """Go through a listing item by item, fetching pages as they are needed.

        Args:
            start_page: the page to begin with, or where it is.
            direction: ``next`` or ``previous``.
            return_pagination_info: give pairs of an item and where the page after its own is.
        """
        for page, info in self._pages(start_page, direction):
            if not page:
                return
            for item in page:
                yield (item, info) if return_pagination_info else item  # type: ignore[misc]

    def pagination_page_iterator(
        self, start_page: Any, direction: str = "next", return_pagination_info: bool = False
    ) -> Iterator[Any]:
        """Go through a listing page by page.

        Args:
            start_page: the page to begin with, or where it is.
            direction: ``next`` or ``previous``.
            return_pagination_info: give pairs of a page and where the page after it is.
        """
        for page, info in self._pages(start_page, direction):
            yield (page, info) if return_pagination_info else page

    def _pages(self, start: Any, direction: str) -> Iterator[tuple[Any, PaginationInfo | None]]:
        if direction not in DIRECTIONS:
            raise MastodonIllegalArgumentError(f"Invalid pagination direction: {direction}")
        toward = DIRECTIONS[direction]
        page: Any = self._page_beside(start, toward) if isinstance(start, dict) else start
        while page is not None:
            info = getattr(page, toward, None)
            yield page, info
            following = self._page_beside(page, toward) if info is not None else None
            page = following if following != page else None

    def _page_beside(self, page: Any, direction: str) -> Any:
        info = beside(page, direction)
        if info is None:
            return None
        method, path, asked, kind = request_of(info)
        by_offset = bool(info.get("_pagination_offset"))
        return self._fetch(method, path, converter_of_page(kind), {"query": asked}, by_offset)
