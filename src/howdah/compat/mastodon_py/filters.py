"""Filters, in both versions."""

from __future__ import annotations

from typing import Any

from .calling import Calls, calls
from .errors import MastodonIllegalArgumentError
from .return_types import Filter, FilterKeyword, FilterStatus, FilterV2, Status
from .types_base import IdType, NonPaginatableList

CONTEXTS = frozenset({"home", "notifications", "public", "thread", "account"})
"""Where a filter can apply."""


class Filters(Calls):
    """Filters, in both versions."""

    @calls("add_filter_keyword", "4.0.0", "4.0.0", always=("whole_word",))
    def add_filter_keyword_v2(
        self, filter_id: FilterV2 | IdType, keyword: str, whole_word: bool = False
    ) -> FilterKeyword:
        """Add a keyword to a filter."""
        ...

    @calls("add_filter_status", "4.0.0", "4.0.0")
    def add_filter_status_v2(self, filter_id: FilterV2 | IdType, status_id: Status | IdType) -> FilterStatus:
        """Add a status to a filter."""
        ...

    @calls("create_filter_v2", "4.0.0", "4.0.0")
    def create_filter_v2(
        self,
        title: str,
        context: list[str],
        filter_action: str,
        expires_in: int | None = None,
        keywords_attributes: list[dict[str, str | bool]] | None = None,
    ) -> FilterV2:
        """Create a filter; ``expires_in`` is in seconds."""
        ...

    @calls("delete_filter_keyword", "4.0.0", "4.0.0")
    def delete_filter_keyword_v2(self, keyword_id: FilterKeyword | IdType) -> None:
        """Delete a filter's keyword."""
        ...

    @calls("delete_filter_status", "4.0.0", "4.0.0")
    def delete_filter_status_v2(self, filter_status_id: FilterStatus | IdType) -> None:
        """Take a status out of a filter."""
        ...

    @calls("delete_filter_v2", "4.0.0", "4.0.0")
    def delete_filter_v2(self, filter_id: FilterV2 | IdType) -> None:
        """Delete a filter."""
        ...

    @calls("get_filter", "2.4.3", "2.4.3", id="filter_id")
    def filter(self, id: Filter | IdType) -> Filter:
        """Fetch a filter of version 1."""
        ...

    @calls("delete_filter", "2.4.3", "2.4.3", id="filter_id")
    def filter_delete(self, id: Filter | FilterV2 | IdType) -> None:
        """Delete a filter of version 1."""
        ...

    @calls("get_filter_keywords", "4.0.0", "4.0.0")
    def filter_keywords_v2(self, filter_id: FilterV2 | IdType) -> NonPaginatableList[FilterKeyword]:
        """Fetch a filter's keywords."""
        ...

    @calls("get_filter_status", "4.0.0", "4.0.0")
    def filter_status_v2(self, filter_status_id: FilterStatus | IdType) -> FilterStatus:
        """Fetch a status of a filter."""
        ...

    @calls("get_filter_statuses", "4.0.0", "4.0.0")
    def filter_statuses_v2(self, filter_id: FilterV2 | IdType) -> list[FilterStatus]:
        """Fetch a filter's statuses."""
        ...

    @calls("update_filter", "2.4.3", "2.4.3", id="filter_id")
    def filter_update(
        self,
        id: Filter | IdType,
        phrase: str | None = None,
        context: str | None = None,
        irreversible: bool | None = None,
        whole_word: bool | None = None,
        expires_in: int | None = None,
    ) -> Filter:
        """Change a filter of version 1."""
        ...

    @calls("get_filter_v2", "4.0.0", "4.0.0")
    def filter_v2(self, filter_id: Filter | IdType) -> Filter:
        """Fetch a filter."""
        ...

    @calls("get_filters", "2.4.3", "2.4.3")
    def filters(self) -> NonPaginatableList[Filter]:
        """Fetch your filters of version 1."""
        ...

    @calls("get_filters_v2", "4.0.0", "4.0.0")
    def filters_v2(self) -> NonPaginatableList[FilterV2]:
        """Fetch your filters."""
        ...

    @calls("update_filter_v2", "4.0.0", "4.0.0")
    def update_filter_v2(
        self,
        filter_id: FilterV2 | IdType,
        title: str | None = None,
        context: list[str] | None = None,
        filter_action: str | None = None,
        expires_in: int | None = None,
        keywords_attributes: list[dict[str, str | bool | int]] | None = None,
    ) -> FilterV2:
        """Change a filter; ``expires_in`` is in seconds."""
        ...

    def filter_create(
        self,
        phrase: str,
        context: str,
        irreversible: bool = False,
        whole_word: bool = True,
        expires_in: int | None = None,
    ) -> Filter:
        """Create a filter of version 1.

        Args:
            phrase: the text that it looks for.
            context: where it applies, one or several of ``home``, ``notifications``, ``public`` and ``thread``.
            irreversible: whether the server drops what it finds.
            whole_word: whether it looks for whole words only.
            expires_in: seconds until it applies no more.

        Raises:
            MastodonIllegalArgumentError: it cannot apply there.
        """
        several: Any = context
        contexts: list[str] = [several] if isinstance(several, str) else list(several)
        if not CONTEXTS.issuperset(contexts):
            raise MastodonIllegalArgumentError("Invalid filter context.")
        values: dict[str, Any] = {"phrase": phrase, "context": contexts, "irreversible": irreversible}
        values |= {"whole_word": whole_word, "expires_in": expires_in}
        self._check_version("2.4.3", "2.4.3")
        return self._operate("create_filter", Filter, values)
