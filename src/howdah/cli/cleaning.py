"""Text from elsewhere, made harmless to a terminal."""

from __future__ import annotations

import unicodedata

from rich.text import Text


def clean(text: str, style: str = "") -> Text:
    """Text from elsewhere: no markup, and nothing that would command the terminal."""
    kept = (
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs") else "\N{REPLACEMENT CHARACTER}" for c in text
    )
    return Text("".join(kept), style=style)
