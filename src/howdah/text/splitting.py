"""A long text as several that fit into statuses."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from .graphemes import count_graphemes
from .length import LimitedInstance, countable_slice, url_length
from .typed import Link, TypedMention, find_typed

MOST_CHARACTERS = 500
"""Characters of a status, where the server does not say otherwise."""
NUMBERING = " ({n}/{total})"

_SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_HASHTAG = re.compile(r"[#\uff03][\w\u00b7]+")
_SENTENCE_ENDS = frozenset(".!?…。！？｡")  # noqa: RUF001
_NAMES_BEGIN = frozenset("@#\uff20\uff03")


class _Rank(IntEnum):
    """How good a place is for ending a part; the higher the better."""

    WORD = 0
    SENTENCE = 1
    LINE = 2
    PARAGRAPH = 3


@dataclass(frozen=True, slots=True)
class _Break:
    """A place where a text can be broken."""

    end: int
    """Where what is before it ends."""
    start: int
    """Where what is after it begins; between the two are spaces."""
    rank: _Rank


def split_text(
    text: str,
    limit: int | None = None,
    *,
    numbering: bool | str = False,
    spoiler: str | None = None,
    instance: LimitedInstance | None = None,
) -> list[str]:
    """Split a text into parts that each fit into a status, as ``status_length`` counts.

    Words, links, mentions and hashtags stay whole; in Chinese and Japanese a part may also end between two characters.
    A part ends with a paragraph if it is then at least half full, else with a line, a sentence or a word. Each part is
    a piece of the text, and only spaces are lost between them.

    Args:
        text: what is to be posted, as it is typed.
        limit: characters in a part; by default as many as ``instance`` takes, else 500.
        numbering: end each part with its number if there are several: ``" (1/3)"``, or as in a text of your own with
            ``{n}`` and ``{total}``.
        spoiler: the content warning that all of them will have, for it counts in each.
        instance: the server (from ``get_instance_info`` or ``get_instance_v1``).

    Returns:
        The parts in order; none if there is nothing but spaces in the text.

    Raises:
        ValueError: a word or link is longer than what fits, or the warning leaves no room.
    """
    text = text.strip()
    if not text:
        return []
    room = (_most_characters(instance) if limit is None else limit) - count_graphemes((spoiler or "").strip())
    template = NUMBERING if numbering is True else numbering or ""
    measured = _Measured(text, url_length(instance))
    if measured.length(0, len(text)) <= room:
        return [text]
    digits = 1
    while True:
        most = 10**digits - 1
        parts = list(measured.parts(room - count_graphemes(template.format(n=most, total=most))))
        if not template:
            return parts
        if len(parts) <= most:
            return [part + template.format(n=n, total=len(parts)) for n, part in enumerate(parts, 1)]
        digits += 1


def _most_characters(instance: LimitedInstance | None) -> int:
    statuses = getattr(getattr(instance, "configuration", None), "statuses", None)
    return getattr(statuses, "max_characters", None) or getattr(instance, "max_toot_chars", None) or MOST_CHARACTERS


class _Measured:
    """A text with its breaks, and how long it is up to each."""

    def __init__(self, text: str, per_link: int) -> None:
        self.text = text
        typed = find_typed(text)
        self.breaks = [*_breaks(text, typed), _Break(len(text), len(text), _Rank.PARAGRAPH)]
        self.lengths = {0: 0}
        before = 0
        position = 0
        for place in sorted({place for one in self.breaks for place in (one.end, one.start)} - {0}):
            while position < len(typed) and typed[position].end <= before:
                position += 1
            piece = countable_slice(text, typed[position:], before, place, per_link)
            self.lengths[place] = self.lengths[before] + count_graphemes(piece)
            before = place

    def length(self, start: int, end: int) -> int:
        """How long a piece is that begins and ends at breaks."""
        return self.lengths[end] - self.lengths[start]

    def parts(self, room: int) -> Iterator[str]:
        """Pieces that are no longer than the room that there is."""
        start = index = 0
        while index < len(self.breaks):
            index = self._next(index, start, room)
            one = self.breaks[index]
            yield self.text[start : one.end]
            start = one.start
            index += 1

    def _next(self, index: int, start: int, room: int) -> int:
        """The break at which a piece is to end."""
        over = bisect_right(self.breaks, room, lo=index, key=lambda one: self.length(start, one.end))
        if over == index:
            word = self.text[start : self.breaks[index].end]
            raise ValueError(
                f"{word[:40]!r}{'...' if len(word) > 40 else ''} counts for {self.length(start, start + len(word))} "
                f"characters and cannot be split; there is room for {max(room, 0)}"
            )
        if over == len(self.breaks):
            return over - 1
        full = [at for at in range(index, over) if 2 * self.length(start, self.breaks[at].end) >= room]
        return max(full, key=lambda at: (self.breaks[at].rank, at)) if full else over - 1


def _breaks(text: str, typed: Sequence[Link | TypedMention]) -> Iterator[_Break]:
    """Where a text can be broken, in order: at spaces and between wide characters, in no link, mention or hashtag."""
    whole = sorted([(item.start, item.end) for item in typed] + [found.span() for found in _HASHTAG.finditer(text)])
    index = 0
    for one in _possible(text):
        while index < len(whole) and whole[index][1] <= one.end:
            index += 1
        if index == len(whole) or one.end <= whole[index][0]:
            yield one


def _possible(text: str) -> Iterator[_Break]:
    position = 0
    for space in _SPACE.finditer(text):
        yield from _between_wide(text, position, space.start())
        yield _Break(space.start(), space.end(), _rank(text, space.start(), space[0]))
        position = space.end()
    yield from _between_wide(text, position, len(text))


def _rank(text: str, end: int, space: str) -> _Rank:
    lines = space.count("\n") + space.count("\u2028") + 2 * space.count("\u2029")
    if lines:
        return _Rank.PARAGRAPH if lines > 1 else _Rank.LINE
    return _Rank.SENTENCE if text[end - 1] in _SENTENCE_ENDS else _Rank.WORD


def _between_wide(text: str, start: int, end: int) -> Iterator[_Break]:
    if text[start:end].isascii():
        return
    for place in range(start + 1, end):
        before, after = text[place - 1], text[place]
        if _is_wide(before) and _is_wide(after) and _may_part(before, after):
            yield _Break(place, place, _Rank.SENTENCE if before in _SENTENCE_ENDS else _Rank.WORD)


def _is_wide(character: str) -> bool:
    return character >= "\u2e80" and unicodedata.east_asian_width(character) in "WF"


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two wide characters: not after a bracket that opens, not before what closes."""
    if before in _NAMES_BEGIN or after in _NAMES_BEGIN:
        return False
    return unicodedata.category(before) in ("Lo", "Pe", "Pf", "Po") and unicodedata.category(after) in (
        "Lo",
        "Ps",
        "Pi",
    )
