"""Filters, applied here rather than by the server, as Mastodon applies them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from .models.enums import FilterAction, FilterContext
from .models.filter import Filter, FilterKeyword, FilterResult, FilterV2
from .models.notification import Notification
from .models.status import Status
from .text.plain import plain_text, without_markup
from .text.words import is_word

Shown = TypeVar("Shown", Status, Notification)

FRACTIONS = frozenset("²³¹¼½¾")
"""No letters or digits, but for Ruby there is no end of a word before or after them."""


def filters_apply(
    objects: Iterable[Shown],
    filters: Iterable[Filter | FilterV2],
    context: FilterContext | str,
    *,
    keep_warned: bool = True,
    me: str | None = None,
    now: datetime | None = None,
) -> list[Shown]:
    """Filter statuses or notifications, as the server or its web client would.

    What a filter hides is left out. What it only warns of (or blurs) stays, with the filter in ``filtered`` of the
    status. Looked at are content warning, text, the answers of a poll and the descriptions of media; of a boost, those
    of the boosted status. Notifications without a status stay.

    Args:
        objects: statuses or notifications; they are not changed, but copied where a filter matches.
        filters: what ``get_filters`` or ``get_filters_v2`` gave, or both; those that are over match nothing.
        context: where they are to be shown: ``home`` (lists, too), ``notifications``, ``public`` (hashtags, too),
            ``thread`` or ``account``.
        keep_warned: keep what filters only warn of; if false, it is left out as well.
        me: your account's ID; your own statuses are not filtered.
        now: the time to which filters are held, if not this moment.
    """
    active = _active(filters, context, now or datetime.now(UTC))
    shown: list[Shown] = []
    for item in objects:
        results = [] if _is_by(item, me) else _results(item, active)
        hiding = [result for result in results if not keep_warned or _hides(result.filter)]
        if not hiding:
            shown.append(_marked(item, results) if results else item)
    return shown


def filter_results(
    shown: Status | Notification,
    filters: Iterable[Filter | FilterV2],
    context: FilterContext | str,
    *,
    now: datetime | None = None,
) -> list[FilterResult]:
    """Find the filters that match a status or notification, as the server puts them in ``filtered``.

    Args:
        shown: the status or notification.
        filters: what ``get_filters`` or ``get_filters_v2`` gave, or both.
        context: where it is to be shown.
        now: the time to which filters are held, if not this moment.
    """
    return _results(shown, _active(filters, context, now or datetime.now(UTC)))


@dataclass(slots=True)
class _Folded:
    """A text in which capital letters do not matter, and where its characters were."""

    original: str
    text: str
    places: dict[int, int] | None
    """Where the characters of the original begin; ``None`` if each is one still."""

    @classmethod
    def of(cls, original: str) -> _Folded:
        """Fold a text: ``ß`` is ``ss``, to Ruby too."""
        text = original.casefold()
        if len(text) == len(original):
            return cls(original, text, None)
        places: dict[int, int] = {}
        parts: list[str] = []
        length = 0
        for place, character in enumerate(original):
            places[length] = place
            parts.append(character.casefold())
            length += len(parts[-1])
        places[length] = len(original)
        return cls(original, "".join(parts), places)

    def find(self, word: str) -> Iterator[tuple[int, int]]:
        """Where in the original a folded word begins and ends, each time that it is there."""
        found = self.text.find(word)
        while found >= 0:
            start, end = self._place(found), self._place(found + len(word))
            if start is not None and end is not None:
                yield start, end
            found = self.text.find(word, found + 1)

    def _place(self, position: int) -> int | None:
        return position if self.places is None else self.places.get(position)


@dataclass(slots=True)
class _Active:
    """A filter that is to be applied."""

    filter: FilterV2
    keywords: list[tuple[str, bool, bool]]
    """Words, folded, and whether one must begin and end there."""
    statuses: frozenset[str]

    @classmethod
    def of(cls, given: FilterV2) -> _Active:
        """Make a filter ready."""
        keywords = [
            (text.casefold(), whole and is_word(text[0]), whole and is_word(text[-1]))
            for keyword in given.keywords
            if (text := str(getattr(keyword, "keyword", "")))
            for whole in (bool(getattr(keyword, "whole_word", True)),)
        ]
        return cls(given, keywords, frozenset(str(getattr(entry, "status_id", "")) for entry in given.statuses))

    def result(self, status: Status, text: _Folded) -> FilterResult | None:
        """What of a status it matches, if anything."""
        spans = [span for keyword in self.keywords if (span := _first(text, *keyword))]
        first = min(spans, default=None)
        words = [text.original[first[0] : first[1]]] if first else []
        statuses = [identity for identity in _identities(status) if identity in self.statuses]
        if not words and not statuses:
            return None
        return FilterResult(filter=self.filter, keyword_matches=words, status_matches=statuses)


def _active(filters: Iterable[Filter | FilterV2], context: FilterContext | str, now: datetime) -> list[_Active]:
    moment = now if now.tzinfo else now.replace(tzinfo=UTC)
    return [
        _Active.of(_as_v2(given))
        for given in filters
        if context in given.context and (given.expires_at is None or given.expires_at > moment)
    ]


def _as_v2(given: Filter | FilterV2) -> FilterV2:
    """A filter in the form of version 2, in which one of version 1 has one keyword."""
    if isinstance(given, FilterV2):
        return given
    return FilterV2(
        id=given.id,
        title=given.phrase,
        context=given.context,
        expires_at=given.expires_at,
        filter_action=FilterAction.HIDE if given.irreversible else FilterAction.WARN,
        keywords=[FilterKeyword(id=given.id, keyword=given.phrase, whole_word=bool(given.whole_word))],
    )


def _hides(given: FilterV2) -> bool:
    return getattr(given, "filter_action", None) == FilterAction.HIDE


def _status_of(shown: Status | Notification) -> Status | None:
    return shown if isinstance(shown, Status) else shown.status


def _is_by(shown: Status | Notification, me: str | None) -> bool:
    status = _status_of(shown)
    if status is None or me is None:
        return False
    account = getattr(status.reblog or status, "account", None)
    return getattr(account, "id", None) == me


def _results(shown: Status | Notification, active: list[_Active]) -> list[FilterResult]:
    status = _status_of(shown)
    if status is None or not active:
        return []
    text = _Folded.of(_searched(status.reblog or status))
    return [result for one in active if (result := one.result(status, text))]


def _marked(shown: Shown, results: list[FilterResult]) -> Shown:
    """A copy with filters in its ``filtered``, beside others that the server put there."""
    if isinstance(shown, Notification):
        status = None if shown.status is None else _marked(shown.status, results)
        return shown.model_copy(update={"status": status})
    ours = {result.filter.id for result in results}
    others: list[FilterResult] = [result for result in shown.filtered if getattr(result.filter, "id", None) not in ours]
    return shown.model_copy(update={"filtered": [*results, *others]})


def _searched(status: Status) -> str:
    """What of a status filters look at."""
    poll = status.poll.options if status.poll else ()
    parts: list[Any] = [
        getattr(status, "spoiler_text", ""),
        _text(status),
        "\n\n".join(getattr(option, "title", "") for option in poll),
        "\n\n".join(media.description or "" for media in status.media_attachments),
    ]
    return "\n\n".join(map(str, parts))


def _text(status: Status) -> str:
    """A status's text: as it was typed if it is of this server, else what its HTML says."""
    acct = str(getattr(getattr(status, "account", None), "acct", ""))
    if "@" in acct:
        return without_markup(status.content)
    return status.text or plain_text(status.content, status.mentions)


def _identities(status: Status) -> list[str]:
    boosted = status.reblog
    return list(dict.fromkeys(one.id for one in (status, boosted) if one is not None))


def _first(text: _Folded, word: str, whole_start: bool, whole_end: bool) -> tuple[int, int] | None:
    """Where a word is first, as a whole word if it must be."""
    for start, end in text.find(word):
        begins = not whole_start or start == 0 or not _goes_on(text.original[start - 1])
        if begins and (not whole_end or end == len(text.original) or not _goes_on(text.original[end])):
            return start, end
    return None


def _goes_on(character: str) -> bool:
    """Whether a word goes on with a character."""
    return is_word(character) or character in FRACTIONS
