"""Letters: which characters are part of a word, as Ruby's regular expressions have it, and with them Mastodon."""

from __future__ import annotations

import unicodedata

WORD_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
CIRCLED_LETTERS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))
"""Symbols that count as letters."""


def is_word(character: str) -> bool:
    """Whether a character can be part of a word: a letter, a mark, a digit or a connector such as ``_``."""
    if character.isascii():
        return character.isalnum() or character == "_"
    if unicodedata.category(character) in WORD_CATEGORIES:
        return True
    code = ord(character)
    return any(first <= code <= last for first, last in CIRCLED_LETTERS)
