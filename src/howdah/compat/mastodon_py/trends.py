"""What trends."""

from __future__ import annotations

from typing import cast

from .calling import Calls, calls
from .return_types import PreviewCard, Status, Tag
from .types_base import NonPaginatableList, PaginatableList


class Trends(Calls):
    """What trends."""

    @calls("get_trending_links", "3.5.0", "3.5.0")
    def trending_links(
        self, limit: int | None = None, offset: int | None = None, lang: str | None = None
    ) -> PaginatableList[PreviewCard]:
        """Fetch a page of the links that trend."""
        ...

    @calls("get_trending_statuses", "3.5.0", "3.5.0")
    def trending_statuses(
        self, limit: int | None = None, offset: int | None = None, lang: str | None = None
    ) -> PaginatableList[Status]:
        """Fetch a page of the statuses that trend."""
        ...

    @calls("get_trending_hashtags", "2.4.3", "3.5.0")
    def trending_tags(
        self, limit: int | None = None, offset: int | None = None, lang: str | None = None
    ) -> PaginatableList[Tag]:
        """Fetch a page of the hashtags that trend.

        Args:
            limit: how many.
            offset: how many to leave out first.
            lang: the language that you understand, as ISO 639.
        """
        ...

    def trends(self, limit: int | None = None) -> NonPaginatableList[Tag]:
        """Fetch the hashtags that trend; as ``trending_tags``.

        Args:
            limit: how many.
        """
        return cast("NonPaginatableList[Tag]", self.trending_tags(limit))
