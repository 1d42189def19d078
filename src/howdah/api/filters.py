"""Filters: what you do not want to see. Version 2 has many keywords and statuses each, version 1 one keyword."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ..core.fallback import first_supported
from ..core.flow import Flow
from ..core.operation import Operations, delete, get, operation, post, put
from ..core.server import EVERY, GOTOSOCIAL, MASTODON, SNAC
from .references import FilterKeywordRef, FilterRef, FilterStatusRef, FilterV2Ref, StatusRef

if TYPE_CHECKING:
    from ..models import Filter, FilterAction, FilterContext, FilterKeyword, FilterStatus, FilterV2


class FiltersV2(Operations):
    """What you do not want to see, as filters with many keywords and statuses (version 2)."""

    @operation(uses=["GET /api/v2/filters", "GET /api/v1/filters"], scope="read:filters", added="2.4.3")
    def get_filters_v2(self) -> Flow[list[FilterV2]]:
        """List your filters.

        Where the server has version 1 only (Pleroma, Akkoma), each of those comes as a filter with one keyword;
        ``update_filter`` and ``delete_filter`` change it.
        """

        def of_version_1() -> Flow[list[FilterV2]]:
            found = yield from Filters.get_filters.flow(self)
            return [as_version_2(one) for one in found if {"id", "phrase"} <= one.__dict__.keys()]

        return (yield from first_supported(self.session, "filters", lambda: _get_filters_v2.flow(self), of_version_1))

    @get(
        "/api/v2/filters/{filter_id}",
        scope="read:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def get_filter_v2(self, filter_id: FilterV2Ref) -> FilterV2:
        """Fetch one filter.

        Args:
            filter_id: the filter, or its ID.

        Raises:
            NotFoundError: no such filter.
        """
        ...

    @post(
        "/api/v2/filters",
        scope="write:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
        changed=("4.4.0: filter_action blur",),
    )
    def create_filter_v2(
        self,
        title: str,
        context: Sequence[FilterContext | str],
        filter_action: FilterAction | str | None = None,
        expires_in: int | timedelta | None = None,
        keywords_attributes: Sequence[Mapping[str, Any]] | None = None,
        *,
        statuses_attributes: Sequence[Mapping[str, Any]] | None = None,
    ) -> FilterV2:
        """Create a filter.

        Args:
            title: what to call it.
            context: where it applies: ``home``, ``notifications``, ``public``, ``thread``, ``account``; at least one.
            filter_action: what it does to a status: ``warn`` (so it is unless told otherwise), ``hide``, or ``blur``
                its media (Mastodon 4.4).
            expires_in: seconds (or a ``timedelta``) until it ends; by default it does not.
            keywords_attributes: its keywords, each a mapping with ``keyword`` and perhaps ``whole_word``.
            statuses_attributes: its statuses, each a mapping with ``status_id`` (GoToSocial).

        Raises:
            ConflictError: there is one of that title already (GoToSocial).
            UnprocessedError: the title or the context is missing or wrong.
        """
        ...

    @put(
        "/api/v2/filters/{filter_id}",
        scope="write:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
        changed=("4.4.0: filter_action blur",),
    )
    def update_filter_v2(
        self,
        filter_id: FilterV2Ref,
        *,
        title: str | None = None,
        context: Sequence[FilterContext | str] | None = None,
        filter_action: FilterAction | str | None = None,
        expires_in: int | timedelta | None = None,
        keywords_attributes: Sequence[Mapping[str, Any]] | None = None,
        statuses_attributes: Sequence[Mapping[str, Any]] | None = None,
    ) -> FilterV2:
        """Change a filter; what is not given stays as it is.

        Args:
            filter_id: the filter, or its ID.
            title: what to call it.
            context: where it applies, as in ``create_filter_v2``.
            filter_action: what it does to a status: ``warn``, ``hide`` or ``blur``.
            expires_in: seconds (or a ``timedelta``) from now until it ends.
            keywords_attributes: keywords to add, each a mapping with ``keyword`` and perhaps ``whole_word``; with the
                ``id`` of one it has, that one is changed, and with ``_destroy`` true besides, removed.
            statuses_attributes: statuses to add, each a mapping with ``status_id`` (GoToSocial).

        Raises:
            NotFoundError: no such filter, or no such keyword in it.
            UnprocessedError: a value is wrong.
        """
        ...

    @delete(
        "/api/v2/filters/{filter_id}",
        scope="write:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def delete_filter_v2(self, filter_id: FilterV2Ref) -> None:
        """Delete a filter with its keywords and statuses.

        Args:
            filter_id: the filter, or its ID.

        Raises:
            NotFoundError: no such filter.
        """
        ...

    @get(
        "/api/v2/filters/{filter_id}/keywords",
        scope="read:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def get_filter_keywords(self, filter_id: FilterV2Ref) -> list[FilterKeyword]:
        """List a filter's keywords.

        Args:
            filter_id: the filter, or its ID.

        Raises:
            NotFoundError: no such filter.
        """
        ...

    @post(
        "/api/v2/filters/{filter_id}/keywords",
        scope="write:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def add_filter_keyword(self, filter_id: FilterV2Ref, keyword: str, whole_word: bool | None = None) -> FilterKeyword:
        """Add a keyword to a filter.

        Args:
            filter_id: the filter, or its ID.
            keyword: the word or phrase.
            whole_word: find it only where it stands alone, not within a longer word.

        Raises:
            NotFoundError: no such filter.
            ConflictError: the filter has it already (GoToSocial).
        """
        ...

    @get(
        "/api/v2/filters/keywords/{keyword_id}",
        scope="read:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def get_filter_keyword(self, keyword_id: FilterKeywordRef) -> FilterKeyword:
        """Fetch one keyword of a filter.

        Args:
            keyword_id: the keyword, or its ID.

        Raises:
            NotFoundError: no such keyword.
        """
        ...

    @put(
        "/api/v2/filters/keywords/{keyword_id}",
        scope="write:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def update_filter_keyword(
        self, keyword_id: FilterKeywordRef, keyword: str, whole_word: bool | None = None
    ) -> FilterKeyword:
        """Change a keyword of a filter.

        Args:
            keyword_id: the keyword, or its ID.
            keyword: the word or phrase; servers want it even where it stays.
            whole_word: find it only where it stands alone, not within a longer word.

        Raises:
            NotFoundError: no such keyword.
        """
        ...

    @delete(
        "/api/v2/filters/keywords/{keyword_id}",
        scope="write:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def delete_filter_keyword(self, keyword_id: FilterKeywordRef) -> None:
        """Remove a keyword from its filter.

        Args:
            keyword_id: the keyword, or its ID.

        Raises:
            NotFoundError: no such keyword.
        """
        ...

    @get(
        "/api/v2/filters/{filter_id}/statuses",
        scope="read:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def get_filter_statuses(self, filter_id: FilterV2Ref) -> list[FilterStatus]:
        """List the statuses that a filter looks for.

        Args:
            filter_id: the filter, or its ID.

        Raises:
            NotFoundError: no such filter.
        """
        ...

    @post(
        "/api/v2/filters/{filter_id}/statuses",
        scope="write:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def add_filter_status(self, filter_id: FilterV2Ref, status_id: StatusRef) -> FilterStatus:
        """Add a status to a filter.

        Args:
            filter_id: the filter, or its ID.
            status_id: the status, or its ID.

        Raises:
            NotFoundError: no such filter or status.
            ConflictError: the filter has it already (GoToSocial).
        """
        ...

    @get(
        "/api/v2/filters/statuses/{filter_status_id}",
        scope="read:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def get_filter_status(self, filter_status_id: FilterStatusRef) -> FilterStatus:
        """Fetch one of the statuses that a filter looks for.

        Args:
            filter_status_id: the entry in the filter, or its ID; not the status's.

        Raises:
            NotFoundError: no such entry.
        """
        ...

    @delete(
        "/api/v2/filters/statuses/{filter_status_id}",
        scope="write:filters",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def delete_filter_status(self, filter_status_id: FilterStatusRef) -> None:
        """Remove a status from the filter that looks for it.

        Args:
            filter_status_id: the entry in the filter, or its ID; not the status's.

        Raises:
            NotFoundError: no such entry.
        """
        ...


class Filters(Operations):
    """What you do not want to see, as filters with one keyword (version 1)."""

    @get("/api/v1/filters", scope="read:filters", added="2.4.3", changed=("4.0.0: deprecated",))
    def get_filters(self) -> list[Filter]:
        """List your filters; where the server has version 2, one for each keyword of those."""
        ...

    @get(
        "/api/v1/filters/{filter_id}",
        scope="read:filters",
        added="2.4.3",
        servers=EVERY - SNAC,
        unsure=SNAC,
        changed=("4.0.0: deprecated",),
    )
    def get_filter(self, filter_id: FilterRef) -> Filter:
        """Fetch one filter.

        Args:
            filter_id: the filter, or its ID.

        Raises:
            NotFoundError: no such filter.
        """
        ...

    @post(
        "/api/v1/filters",
        scope="write:filters",
        added="2.4.3",
        servers=EVERY - SNAC,
        unsure=SNAC,
        changed=("3.1.0: context account", "4.0.0: deprecated; makes a filter of version 2 with one keyword"),
    )
    def create_filter(
        self,
        phrase: str,
        context: Sequence[FilterContext | str],
        irreversible: bool | None = None,
        whole_word: bool | None = None,
        expires_in: int | timedelta | None = None,
        *,
        expires_at: datetime | None = None,
    ) -> Filter:
        """Create a filter.

        Args:
            phrase: the word or phrase to look for.
            context: where it applies: ``home``, ``notifications``, ``public``, ``thread``, ``account``; at least one.
            irreversible: have the server drop what it matches, from home and notifications, rather than mark it.
            whole_word: find the phrase only where it stands alone, not within a longer word.
            expires_in: seconds (or a ``timedelta``) until it ends; by default it does not.
            expires_at: when it ends (Akkoma).

        Raises:
            UnprocessedError: the phrase or the context is missing or wrong.
        """
        ...

    @operation(
        uses=["PUT /api/v1/filters/{filter_id}", "GET /api/v1/filters/{filter_id}"],
        scope="write:filters",
        added="2.4.3",
        servers=EVERY - SNAC,
        unsure=SNAC,
        changed=("3.1.0: context account", "4.0.0: deprecated; changes a keyword of a filter of version 2"),
    )
    def update_filter(
        self,
        filter_id: FilterRef,
        *,
        phrase: str | None = None,
        context: Sequence[FilterContext | str] | None = None,
        irreversible: bool | None = None,
        whole_word: bool | None = None,
        expires_in: int | timedelta | None = None,
        expires_at: datetime | None = None,
    ) -> Flow[Filter]:
        """Change a filter; what is not given stays as it is, but servers may end its time limit.

        Servers want the phrase and the context even where they stay. If one of them is not given, the filter is
        fetched first and what it says is sent again.

        Args:
            filter_id: the filter, or its ID.
            phrase: the word or phrase to look for.
            context: where it applies: ``home``, ``notifications``, ``public``, ``thread``, ``account``.
            irreversible: have the server drop what it matches, from home and notifications, rather than mark it.
            whole_word: find the phrase only where it stands alone, not within a longer word.
            expires_in: seconds (or a ``timedelta``) from now until it ends.
            expires_at: when it ends (Akkoma).

        Raises:
            NotFoundError: no such filter.
            UnprocessedError: a value is wrong, or it is one of several keywords of a filter of version 2, of which
                only phrase and ``whole_word`` can be changed here.
        """
        if phrase is None or context is None:
            known = yield from Filters.get_filter.flow(self, filter_id)
            phrase = known.phrase if phrase is None else phrase
            context = known.context if context is None else context
            irreversible = known.irreversible if irreversible is None else irreversible
            whole_word = known.whole_word if whole_word is None else whole_word
        return (
            yield from _put_filter.flow(
                self,
                filter_id,
                phrase,
                context,
                irreversible=irreversible,
                whole_word=whole_word,
                expires_in=expires_in,
                expires_at=expires_at,
            )
        )

    @delete(
        "/api/v1/filters/{filter_id}",
        scope="write:filters",
        added="2.4.3",
        servers=EVERY - SNAC,
        unsure=SNAC,
        changed=("4.0.0: deprecated; removes a keyword of a filter of version 2, not the filter",),
    )
    def delete_filter(self, filter_id: FilterRef) -> None:
        """Delete a filter.

        Args:
            filter_id: the filter, or its ID.

        Raises:
            NotFoundError: no such filter.
        """
        ...


@put("/api/v1/filters/{filter_id}", scope="write:filters", added="2.4.3", servers=EVERY - SNAC, unsure=SNAC)
def _put_filter(
    self: Operations,
    filter_id: FilterRef,
    phrase: str,
    context: Sequence[FilterContext | str],
    *,
    irreversible: bool | None = None,
    whole_word: bool | None = None,
    expires_in: int | timedelta | None = None,
    expires_at: datetime | None = None,
) -> Filter: ...


@get("/api/v2/filters", scope="read:filters", added="4.0.0", servers=MASTODON | GOTOSOCIAL | SNAC)
def _get_filters_v2(self: Operations) -> list[FilterV2]: ...


def as_version_2(one: Filter) -> FilterV2:
    """A filter of version 1 as one of version 2: with its word as title and only keyword."""
    from ..models import FilterAction, FilterKeyword, FilterV2

    return FilterV2(
        id=one.id,
        title=one.phrase,
        context=one.context,
        expires_at=one.expires_at,
        filter_action=FilterAction.HIDE if one.irreversible else FilterAction.WARN,
        keywords=[FilterKeyword(id=one.id, keyword=one.phrase, whole_word=bool(one.whole_word))],
    )
