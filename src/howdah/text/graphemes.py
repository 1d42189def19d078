"""Characters as people count them: an emoji of several code points, or a letter and its accents, is one.

These are the extended grapheme clusters of Unicode (UAX #29) without its rule for Indian conjuncts (GB9c), which Ruby,
and with it Mastodon, does not have. The libraries that there are do, so that they count too little.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache

SIMPLE_BELOW = "\u0300"
"""Below this character each is a grapheme of its own, but for a line end of two."""


class _Kind(Enum):
    """What a character does to those next to it."""

    OTHER = auto()
    CONTROL = auto()
    EXTEND = auto()
    SPACING = auto()
    PREPEND = auto()
    JOINER = auto()
    FLAG = auto()
    PICTURE = auto()
    LEADING = auto()
    VOWEL = auto()
    TRAILING = auto()
    SYLLABLE = auto()
    CLOSED_SYLLABLE = auto()


def _codes(ranges: str) -> frozenset[int]:
    codes: set[int] = set()
    for item in ranges.split():
        first, _, last = item.partition("-")
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(codes)


def _kinds(table: dict[_Kind, str]) -> dict[int, _Kind]:
    return {code: kind for kind, ranges in table.items() for code in _codes(ranges)}


_EXCEPTIONS = _kinds(
    {
        _Kind.CONTROL: "2065 fff0-fff8 e0000 e0002-e001f",
        _Kind.EXTEND: """
            9be 9d7 b3e b57 bbe bd7 cc0 cc2 cc7-cc8 cca-ccb cd5-cd6 d3e d57 dcf ddf 1715 1734 1b35 1b3b 1b3d 1b43-1b44
            1baa 1bf2-1bf3 200c 302e-302f a953 a9c0 ff9e-ff9f 111c0 11235 1133e 1134d 11357 114b0 114bd 115af 116b6
            11930 1193d 16ff0-16ff1 1d165-1d166 1d16d-1d172 1f3fb-1f3ff e0020-e007f""",
        _Kind.SPACING: "e33 eb3 1171e",
        _Kind.OTHER: """
            102b-102c 1038 1062-1064 1067-106d 1083 1087-108c 108f 109a-109c 1a61 1a63-1a64 aa7b aa7d 11720-11721""",
        _Kind.PREPEND: """
            600-605 6dd 70f 890-891 8e2 d4e 110bd 110cd 111c2-111c3 113d1 1193f 11941 11a3a 11a84-11a89 11d46 11f02""",
        _Kind.JOINER: "200d",
        _Kind.FLAG: "1f1e6-1f1ff",
        _Kind.LEADING: "1100-115f a960-a97c",
        _Kind.VOWEL: "1160-11a7 d7b0-d7c6",
        _Kind.TRAILING: "11a8-11ff d7cb-d7fb",
        _Kind.PICTURE: """
            a9 ae 203c 2049 2122 2139 2194-2199 21a9-21aa 231a-231b 2328 2388 23cf 23e9-23f3 23f8-23fa 24c2 25aa-25ab
            25b6 25c0 25fb-25fe 2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271d 2721 2728 2733-2734
            2744 2747 274c 274e 2753-2755 2757 2763-2767 2795-2797 27a1 27b0 27bf 2934-2935 2b05-2b07 2b1b-2b1c 2b50
            2b55 3030 303d 3297 3299 1f000-1f0ff 1f10d-1f10f 1f12f 1f16c-1f171 1f17e-1f17f 1f18e 1f191-1f19a
            1f1ad-1f1e5 1f201-1f20f 1f21a 1f22f 1f232-1f23a 1f23c-1f23f 1f249-1f3fa 1f400-1f53d 1f546-1f64f 1f680-1f6ff
            1f774-1f77f 1f7d5-1f7ff 1f80c-1f80f 1f848-1f84f 1f85a-1f85f 1f888-1f88f 1f8ae-1f8ff 1f90c-1f93a 1f93c-1f945
            1f947-1faff 1fc00-1fffd""",
    }
)
"""Characters whose category does not say what they do."""
_BY_CATEGORY = {
    "Mn": _Kind.EXTEND,
    "Me": _Kind.EXTEND,
    "Mc": _Kind.SPACING,
    "Cc": _Kind.CONTROL,
    "Cf": _Kind.CONTROL,
    "Zl": _Kind.CONTROL,
    "Zp": _Kind.CONTROL,
}
_FIRST_SYLLABLE, _LAST_SYLLABLE, _ENDINGS = 0xAC00, 0xD7A3, 28
_TOGETHER = {
    _Kind.LEADING: {_Kind.LEADING, _Kind.VOWEL, _Kind.SYLLABLE, _Kind.CLOSED_SYLLABLE},
    _Kind.SYLLABLE: {_Kind.VOWEL, _Kind.TRAILING},
    _Kind.VOWEL: {_Kind.VOWEL, _Kind.TRAILING},
    _Kind.CLOSED_SYLLABLE: {_Kind.TRAILING},
    _Kind.TRAILING: {_Kind.TRAILING},
}
"""Parts of Korean syllables, and what may follow them."""


@lru_cache(maxsize=4096)
def _kind(character: str) -> _Kind:
    code = ord(character)
    if _FIRST_SYLLABLE <= code <= _LAST_SYLLABLE:
        return _Kind.CLOSED_SYLLABLE if (code - _FIRST_SYLLABLE) % _ENDINGS else _Kind.SYLLABLE
    return _EXCEPTIONS.get(code) or _BY_CATEGORY.get(unicodedata.category(character), _Kind.OTHER)


def graphemes(text: str) -> Iterator[str]:
    """Go through a text's characters as people count them; together they are the text."""
    start = 0
    for position in _ends(text):
        yield text[start:position]
        start = position


def count_graphemes(text: str) -> int:
    """Count the characters of a text as people do."""
    if text < SIMPLE_BELOW and max(text, default="") < SIMPLE_BELOW:
        return len(text) - text.count("\r\n")
    return sum(1 for _ in _ends(text))


def _ends(text: str) -> Iterator[int]:
    """Where each character ends."""
    before: _Kind | None = None
    previous = ""
    flags = 0
    picture = waiting = False  # a picture and its modifiers came last; and then a joiner
    for position, character in enumerate(text):
        kind = _kind(character)
        joined = before is not None and (
            (previous == "\r" and character == "\n")
            if before is _Kind.CONTROL or kind is _Kind.CONTROL
            else _stay(before, kind, odd=flags % 2 == 1, waiting=waiting)
        )
        if before is not None and not joined:
            yield position
        flags = flags + 1 if kind is _Kind.FLAG else 0
        waiting = picture and kind is _Kind.JOINER
        picture = kind is _Kind.PICTURE or (picture and kind is _Kind.EXTEND)
        before, previous = kind, character
    if text:
        yield len(text)


def _stay(before: _Kind, kind: _Kind, *, odd: bool, waiting: bool) -> bool:
    """Whether two characters, neither of them a control character, are one.

    Args:
        before: what the first is.
        kind: what the second is.
        odd: the first is a letter of a flag that wants another.
        waiting: the first joins a picture to another.
    """
    if kind in (_Kind.EXTEND, _Kind.JOINER, _Kind.SPACING) or before is _Kind.PREPEND:
        return True
    if kind is _Kind.PICTURE:
        return waiting
    if kind is _Kind.FLAG:
        return before is _Kind.FLAG and odd
    return kind in _TOGETHER.get(before, ())
