"""Filters of both versions."""

from __future__ import annotations

from typing import Any

from .calling import Front, calls
from .conventions import takes_positions
from .models import Filter, FilterKeyword, FilterStatus, FilterV2


class Filters(Front):
    """Filters of both versions."""

    @calls()
    async def get_filters(self) -> list[Filter]:
        """List your filters of version 1."""
        ...

    @calls()
    async def create_filter(
        self,
        phrase: str,
        context: list[str],
        irreversible: bool = False,
        whole_word: bool = False,
        expires_in: int | None = None,
    ) -> Filter:
        """Make a filter of version 1; ``expires_in`` is in seconds."""
        ...

    @calls()
    async def get_filter(self, filter_id: str) -> Filter:
        """Fetch a filter of version 1."""
        ...

    @takes_positions
    @calls()
    async def update_filter(
        self,
        filter_id: str,
        *,
        phrase: str | None = None,
        context: list[str] | None = None,
        irreversible: bool | None = None,
        whole_word: bool | None = None,
        expires_in: int | None = None,
    ) -> Filter:
        """Change a filter of version 1; what is not given stays as it is."""
        ...

    @calls()
    async def delete_filter(self, filter_id: str) -> None:
        """Delete a filter of version 1."""
        ...

    @calls()
    async def get_filters_v2(self) -> list[FilterV2]:
        """List your filters; where a server has version 1 only, those."""
        ...

    @calls()
    async def create_filter_v2(
        self,
        title: str,
        context: list[str],
        filter_action: str = "warn",
        expires_in: int | None = None,
        keywords_attributes: list[dict[str, Any]] | None = None,
    ) -> FilterV2:
        """Make a filter; ``expires_in`` is in seconds."""
        ...

    @calls()
    async def get_filter_v2(self, filter_id: str) -> FilterV2:
        """Fetch a filter."""
        ...

    @takes_positions
    @calls()
    async def update_filter_v2(
        self,
        filter_id: str,
        *,
        title: str | None = None,
        context: list[str] | None = None,
        filter_action: str | None = None,
        expires_in: int | None = None,
        keywords_attributes: list[dict[str, Any]] | None = None,
    ) -> FilterV2:
        """Change a filter; what is not given stays as it is."""
        ...

    @calls()
    async def delete_filter_v2(self, filter_id: str) -> None:
        """Delete a filter."""
        ...

    @calls()
    async def get_filter_keywords(self, filter_id: str) -> list[FilterKeyword]:
        """List the keywords of a filter."""
        ...

    @calls()
    async def add_filter_keyword(self, filter_id: str, keyword: str, whole_word: bool = False) -> FilterKeyword:
        """Add a keyword to a filter."""
        ...

    @calls()
    async def get_filter_statuses(self, filter_id: str) -> list[FilterStatus]:
        """List the statuses of a filter."""
        ...

    @calls()
    async def add_filter_status(self, filter_id: str, status_id: str) -> FilterStatus:
        """Add a status to a filter."""
        ...
