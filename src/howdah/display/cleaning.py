"""Text from elsewhere, made harmless to a terminal."""

from __future__ import annotations

import unicodedata

from rich.text import Text

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters, not to be seen, that change the direction of the text around them."""


def clean_line(text: str, style: str = "") -> Text:
    """The same on one line, so that no name can look like a line of its own."""
    return clean(" ".join(text.split()), style)


def clean(text: str, style: str = "") -> Text:
    """Text from elsewhere: no markup, and nothing that would command the terminal or turn what follows around."""
    kept = (
        c if c == "\n" or not (unicodedata.category(c) in ("Cc", "Cs") or c in TURNING) else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )
    return Text("".join(kept), style=style)
