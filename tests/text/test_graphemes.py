"""Characters are counted as people count them, and as Ruby does on the server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howdah.text import count_graphemes, graphemes


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("", []),
        ("abc", ["a", "b", "c"]),
        ("a\r\nb\n\r", ["a", "\r\n", "b", "\n", "\r"]),
        ("e\u0301e", ["e\u0301", "e"]),
        ("\u0301", ["\u0301"]),
        ("\n\u0301", ["\n", "\u0301"]),
        ("\u00ad\u0301", ["\u00ad", "\u0301"]),
        ("👩\u200d👩\u200d👧\u200d👦!", ["👩\u200d👩\u200d👧\u200d👦", "!"]),
        ("👍🏽👍🏿", ["👍🏽", "👍🏿"]),
        ("🏳\ufe0f\u200d🌈", ["🏳\ufe0f\u200d🌈"]),
        ("👩🏽\u200d🚀", ["👩🏽\u200d🚀"]),
        ("a\u200d👩", ["a\u200d", "👩"]),
        ("©\u200d\u0301\u200d❤", ["©\u200d\u0301\u200d", "❤"]),
        ("🇩🇪🇫🇷🇯", ["🇩🇪", "🇫🇷", "🇯"]),
        ("1\ufe0f\u20e3", ["1\ufe0f\u20e3"]),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", None),
        ("한국", ["한", "국"]),
        ("\u1112\u1161\u11ab\u1100", ["\u1112\u1161\u11ab", "\u1100"]),
        ("가\u11a8\u11a8한\u1161", ["가\u11a8\u11a8", "한", "\u1161"]),
        ("\u0e01\u0e33", ["\u0e01\u0e33"]),
        ("\u0600\u0661", ["\u0600\u0661"]),
        ("நி", ["நி"]),
        ("\u0915\u094d\u0937", ["\u0915\u094d", "\u0937"]),  # as Ruby has it; Unicode joins them since 15.1
        ("\u200b\u200d", ["\u200b", "\u200d"]),
    ],
)
def test_characters_as_people_count_them(text: str, characters: list[str] | None) -> None:
    characters = [text] if characters is None else characters
    assert list(graphemes(text)) == characters
    assert count_graphemes(text) == len(characters)


@given(st.text())
def test_the_characters_of_a_text_are_the_text(text: str) -> None:
    characters = list(graphemes(text))
    assert "".join(characters) == text
    assert all(characters)
    assert count_graphemes(text) == len(characters)


@given(st.text(st.characters(max_codepoint=0x2FF)))
def test_the_short_way_counts_as_the_long_one(text: str) -> None:
    assert count_graphemes(text) == count_graphemes(text + " 日") - 2
