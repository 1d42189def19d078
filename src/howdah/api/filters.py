"""Filters: what you do not want to see. Version 2 has many keywords and statuses each, version 1 one keyword."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from ..core.encoding import check_list, scalar
from ..core.errors import ApiError, ConfigurationError, NetworkError
from ..core.fallback import ABSENT, first_supported
from ..core.flow import Flow
from ..core.operation import Operations, delete, get, operation, post, put
from ..core.server import EVERY, GOTOSOCIAL, MASTODON, SNAC
from ..core.session import Session
from ..core.shapes import is_mapping
from .references import FilterKeywordRef, FilterRef, FilterStatusRef, FilterV2Ref, StatusRef

if TYPE_CHECKING:
    from ..models import Filter, FilterAction, FilterContext, FilterKeyword, FilterStatus, FilterV2


T = TypeVar("T")

LEARNED = "filters"
VERSION_1 = 1


class FiltersV2(Operations):
    """What you do not want to see, as filters with many keywords and statuses (version 2)."""

    @operation(uses=["GET /api/v2/filters", "GET /api/v1/filters"], scope="read:filters", added="2.4.3")
    def get_filters_v2(self) -> Flow[list[FilterV2]]:
        """List your filters.

        Where the server has version 1 only (Pleroma, Akkoma), each of those comes as a filter with one keyword, which
        ``update_filter_v2`` changes and ``delete_filter_v2`` deletes.
        """

        def of_version_1() -> Flow[list[FilterV2]]:
            if _has_version_2(self.session):  # and does not find it just now; the IDs of the others would mislead
                return (yield from _get_filters_v2.flow(self))
            found = yield from Filters.get_filters.flow(self)
            return [as_version_2(one) for one in found if {"id", "phrase"} <= one.__dict__.keys()]

        return (yield from first_supported(self.session, LEARNED, lambda: _get_filters_v2.flow(self), of_version_1))

    @operation(
        uses=["GET /api/v2/filters/{filter_id}", "GET /api/v1/filters/{filter_id}", "GET /api/v2/filters"],
        scope="read:filters",
        added="2.4.3",
        servers=EVERY - SNAC,
        unsure=SNAC,
    )
    def get_filter_v2(self, filter_id: FilterV2Ref) -> Flow[FilterV2]:
        """Fetch one filter.

        Of version 1 where the server has that only, as ``get_filters_v2`` gives them.

        Args:
            filter_id: the filter, or its ID.

        Raises:
            NotFoundError: no such filter.
        """

        def of_version_1() -> Flow[FilterV2]:
            return as_version_2((yield from Filters.get_filter.flow(self, scalar(filter_id))))

        return (yield from _in_either_version(self, lambda: _get_filter_v2.flow(self, filter_id), of_version_1))

    @operation(
        uses=["POST /api/v2/filters", "POST /api/v1/filters", "GET /api/v2/filters"],
        scope="write:filters",
        added="2.4.3",
        servers=EVERY - SNAC,
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
    ) -> Flow[FilterV2]:
        """Create a filter.

        Where the server has version 1 only (Pleroma, Akkoma), it must have exactly one keyword, and is called by that
        instead of its title; what it hides, the server drops from home and notifications.

        Args:
            title: what to call it.
            context: where it applies: ``home``, ``notifications``, ``public``, ``thread``, ``account``; at least one.
            filter_action: what it does to a status: ``warn`` (so it is unless told otherwise), ``hide``, or ``blur``
                its media (Mastodon 4.4).
            expires_in: seconds (or a ``timedelta``) until it ends; by default it does not.
            keywords_attributes: its keywords, each a mapping with ``keyword`` and perhaps ``whole_word``.
            statuses_attributes: its statuses, each a mapping with ``status_id`` (GoToSocial).

        Raises:
            ConfigurationError: the server has version 1 only, which cannot say this.
            ConflictError: there is one of that title already (GoToSocial).
            UnprocessedError: the title or the context is missing or wrong.
        """

        def of_version_1() -> Flow[FilterV2]:
            if statuses_attributes:
                raise _beyond_version_1(self.session, "no statuses")
            word = _only_keyword(self.session, keywords_attributes)
            made = yield from Filters.create_filter.flow(
                self,
                word.get("keyword", ""),
                context,
                irreversible=_drops(self.session, filter_action),
                whole_word=word.get("whole_word"),
                expires_in=expires_in,
            )
            return as_version_2(made)

        def of_version_2() -> Flow[FilterV2]:
            return _create_filter_v2.flow(
                self,
                title,
                context,
                filter_action,
                expires_in,
                keywords_attributes,
                statuses_attributes=statuses_attributes,
            )

        return (yield from _in_either_version(self, of_version_2, of_version_1))

    @operation(
        uses=[
            "PUT /api/v2/filters/{filter_id}",
            "PUT /api/v1/filters/{filter_id}",
            "GET /api/v1/filters/{filter_id}",
            "GET /api/v2/filters",
        ],
        scope="write:filters",
        added="2.4.3",
        servers=EVERY - SNAC,
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
    ) -> Flow[FilterV2]:
        """Change a filter; what is not given stays as it is.

        Where the server has version 1 only (Pleroma, Akkoma), its one keyword can be changed, which is its title too.

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
            ConfigurationError: the server has version 1 only, which cannot say this.
            NotFoundError: no such filter, or no such keyword in it.
            UnprocessedError: a value is wrong.
        """

        def of_version_1() -> Flow[FilterV2]:
            if statuses_attributes:
                raise _beyond_version_1(self.session, "no statuses")
            identity = scalar(filter_id)
            word = _changed_keyword(self.session, identity, keywords_attributes)
            irreversible = _drops(self.session, filter_action)
            known = yield from Filters.get_filter.flow(self, identity)
            phrase = word.get("keyword", known.phrase)
            if title not in (None, phrase):
                raise _beyond_version_1(self.session, "no title but their keyword")
            changed = yield from _put_filter.flow(
                self,
                identity,
                phrase,
                known.context if context is None else context,
                irreversible=known.irreversible if irreversible is None else irreversible,
                whole_word=word.get("whole_word", known.whole_word),
                expires_in=_time_left(self.session, known) if expires_in is None else expires_in,
            )
            return as_version_2(changed)

        def of_version_2() -> Flow[FilterV2]:
            return _update_filter_v2.flow(
                self,
                filter_id,
                title=title,
                context=context,
                filter_action=filter_action,
                expires_in=expires_in,
                keywords_attributes=keywords_attributes,
                statuses_attributes=statuses_attributes,
            )

        return (yield from _in_either_version(self, of_version_2, of_version_1))

    @operation(
        uses=["DELETE /api/v2/filters/{filter_id}", "DELETE /api/v1/filters/{filter_id}", "GET /api/v2/filters"],
        scope="write:filters",
        added="2.4.3",
        servers=EVERY - SNAC,
        unsure=SNAC,
    )
    def delete_filter_v2(self, filter_id: FilterV2Ref) -> Flow[None]:
        """Delete a filter with its keywords and statuses; of version 1 where the server has that only.

        Args:
            filter_id: the filter, or its ID.

        Raises:
            NotFoundError: no such filter.
        """
        return (
            yield from _in_either_version(
                self,
                lambda: _delete_filter_v2.flow(self, filter_id),
                lambda: Filters.delete_filter.flow(self, scalar(filter_id)),
            )
        )

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


@get("/api/v2/filters/{filter_id}", scope="read:filters", added="4.0.0", servers=MASTODON | GOTOSOCIAL, unsure=SNAC)
def _get_filter_v2(self: Operations, filter_id: FilterV2Ref) -> FilterV2: ...


@post("/api/v2/filters", scope="write:filters", added="4.0.0", servers=MASTODON | GOTOSOCIAL, unsure=SNAC)
def _create_filter_v2(
    self: Operations,
    title: str,
    context: Sequence[FilterContext | str],
    filter_action: FilterAction | str | None = None,
    expires_in: int | timedelta | None = None,
    keywords_attributes: Sequence[Mapping[str, Any]] | None = None,
    *,
    statuses_attributes: Sequence[Mapping[str, Any]] | None = None,
) -> FilterV2: ...


@put("/api/v2/filters/{filter_id}", scope="write:filters", added="4.0.0", servers=MASTODON | GOTOSOCIAL, unsure=SNAC)
def _update_filter_v2(
    self: Operations,
    filter_id: FilterV2Ref,
    *,
    title: str | None = None,
    context: Sequence[FilterContext | str] | None = None,
    filter_action: FilterAction | str | None = None,
    expires_in: int | timedelta | None = None,
    keywords_attributes: Sequence[Mapping[str, Any]] | None = None,
    statuses_attributes: Sequence[Mapping[str, Any]] | None = None,
) -> FilterV2: ...


@delete("/api/v2/filters/{filter_id}", scope="write:filters", added="4.0.0", servers=MASTODON | GOTOSOCIAL, unsure=SNAC)
def _delete_filter_v2(self: Operations, filter_id: FilterV2Ref) -> None: ...


def _in_either_version(
    owner: Operations, of_version_2: Callable[[], Flow[T]], of_version_1: Callable[[], Flow[T]]
) -> Flow[T]:
    """What is done to a filter, in the version that the server has.

    On Mastodon an ID of version 1 is a keyword's: only where there is no version 2 may one stand for the other. That a
    filter is not found does not say so; that the server has no list of them does.
    """
    session = owner.session
    first, second = of_version_2, of_version_1
    if session.learned.get(LEARNED) == VERSION_1 and not _has_version_2(session):
        first, second = second, first
    try:
        return (yield from first())
    except ApiError as error:
        if error.status not in ABSENT or (yield from _lacks_version_2(owner)) is (first is of_version_1):
            raise
    return (yield from second())


def _has_version_2(session: Session) -> bool:
    """Whether the server is one that has filters of version 2, whatever it answers at the moment."""
    return session.server is not None and session.server.supports(MASTODON | GOTOSOCIAL, "4.0.0") is True


def _lacks_version_2(owner: Operations) -> Flow[bool]:
    """Whether the server is known to have filters of version 1 only; where that was not so, it is asked."""
    session = owner.session
    if _has_version_2(session) or session.learned.get(LEARNED, VERSION_1) != VERSION_1:
        return False
    try:
        yield from _get_filters_v2.flow(owner)
    except (ApiError, NetworkError) as error:
        if not isinstance(error, ApiError) or error.status not in ABSENT:
            return session.learned.get(LEARNED) == VERSION_1
        session.learned[LEARNED] = VERSION_1
        return True
    session.learned[LEARNED] = 0
    return False


def _beyond_version_1(session: Session, what: str) -> ConfigurationError:
    return ConfigurationError(f"{session.host} has filters of version 1 only, and those have {what}")


def _only_keyword(session: Session, keywords: Sequence[Mapping[str, Any]] | None) -> Mapping[str, Any]:
    """The one keyword that a filter of version 1 has.

    Raises:
        ConfigurationError: there is another number of them.
    """
    check_list(keywords, "keywords_attributes")
    if len(keywords or ()) != 1 or not keywords or not is_mapping(keywords[0]) or not keywords[0].get("keyword"):
        raise _beyond_version_1(session, "exactly one keyword")
    return keywords[0]


def _changed_keyword(
    session: Session, filter_id: str, keywords: Sequence[Mapping[str, Any]] | None
) -> Mapping[str, Any]:
    """What becomes of the one keyword of a filter of version 1; empty if nothing does.

    Raises:
        ConfigurationError: it is to go, or there is to be another one.
    """
    check_list(keywords, "keywords_attributes")
    if not keywords:
        return {}
    word = keywords[0]
    if len(keywords) > 1 or str(word.get("id")) != filter_id or word.get("_destroy"):
        raise _beyond_version_1(session, "exactly one keyword, whose ID is theirs")
    return {name: value for name, value in word.items() if value is not None}


def _drops(session: Session, action: FilterAction | str | None) -> bool | None:
    """Whether a filter of version 1 has to be irreversible for its action.

    Raises:
        ConfigurationError: version 1 knows no such action.
    """
    if action not in (None, "warn", "hide"):
        raise _beyond_version_1(session, f"no action {scalar(action)!r}")
    return None if action is None else action == "hide"


def _time_left(session: Session, one: Filter) -> int | None:
    """Seconds until a filter ends, for sending it again."""
    ends = one.expires_at
    return None if ends is None else max(1, round(ends.timestamp() - session.clock.time()))


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
