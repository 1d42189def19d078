"""A long text becomes parts that fit, and nothing of it is lost or cut."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from howdah import split_text, status_length
from howdah.models import InstanceInfo
from howdah.text.typed import find_typed

LINK = "https://example.com/" + "a" * 100


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("", 10, []),
        (" \n ", 10, []),
        (" short ", 10, ["short"]),
        ("one two three", 8, ["one two", "three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 5, ["one", "two", "three"]),
        ("one\n\ntwo three four", 14, ["one\n\ntwo three", "four"]),
        ("one two\n\nthree four", 14, ["one two", "three four"]),
        ("one two\nthree four", 14, ["one two", "three four"]),
        ("It is. And so on", 12, ["It is.", "And so on"]),
        ("a\u00a0b c\u00a0d", 4, ["a\u00a0b", "c\u00a0d"]),
        (f"see {LINK} there", 30, [f"see {LINK}", "there"]),
        (f"see {LINK} there", 26, ["see", LINK, "there"]),
        ("hi @bob@far.example.com you", 11, ["hi @bob@far.example.com you"]),
        ("hi @bob@far.example.com you", 8, ["hi @bob@far.example.com", "you"]),
        ("日本語の文章です。次の文。", 9, ["日本語の文章です。", "次の文。"]),
        ("「日本」『東京』", 4, ["「日本」", "『東京』"]),
        ("タグ #日本語タグ です", 7, ["タグ", "#日本語タグ", "です"]),
        ("é👩\u200d👧 👩\u200d👧é", 3, ["é👩\u200d👧", "👩\u200d👧é"]),
    ],
)
def test_parts(text: str, limit: int, parts: list[str]) -> None:
    assert split_text(text, limit) == parts


def test_numbers() -> None:
    assert split_text("short", 10, numbering=True) == ["short"]
    assert split_text("one two three", 13 - 1, numbering=True) == ["one (1/3)", "two (2/3)", "three (3/3)"]
    assert split_text("one two three four", 12, numbering="\n{n} of {total}")[1] == "two\n2 of 4"
    parts = split_text("word " * 100, 30, numbering=True)
    assert len(parts) > 9
    assert parts[-1].endswith(f" ({len(parts)}/{len(parts)})")
    assert all(status_length(part) <= 30 for part in parts)


@pytest.mark.parametrize(
    ("text", "limit", "spoiler", "complaint"),
    [
        (
            "a " + "b" * 60,
            50,
            None,
            r"'b{40}'\.\.\. counts for 60 characters and cannot be split; there is room for 50",
        ),
        (f"x {LINK}", 20, None, r"'https://.*'\.\.\. counts for 23 .* room for 20"),
        ("hello", 10, "a warning", "'hello' counts for 5 .* room for 1"),
        ("hello", 5, "a warning", "room for 0"),
    ],
)
def test_what_does_not_fit_is_refused(text: str, limit: int, spoiler: str | None, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        split_text(text, limit, spoiler=spoiler)


def test_the_server_says_how_much_fits() -> None:
    statuses = {"max_characters": 40, "max_media_attachments": 4, "characters_reserved_per_url": 38}
    said = {"statuses": statuses, "media_attachments": {}}
    instance = InstanceInfo.model_validate({"domain": "x", "title": "X", "version": "1", "configuration": said})
    assert split_text(f"see {LINK}", instance=instance) == ["see", LINK]
    assert split_text(f"see {LINK}") == [f"see {LINK}"]
    assert [len(part) for part in split_text("word " * 200)] == [499, 499]
    assert split_text("one two", 12, spoiler="a warning") == ["one", "two"]


WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Zs", "Zl", "Zp", "Cc", "Cs"]), min_size=1, max_size=8),
    st.sampled_from(
        [LINK, "@bob@far.example.com", "#tag", "#日本語", "日本語の文章。", "「見て」", "あ@b", "👩\u200d👧", "end."]
    ),
)
SPACES = st.sampled_from([" ", "  ", "\n", "\n\n", " \n", "\r\n", "\u3000", "\u00a0", "", "。"])


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.tuples(WORDS, SPACES), max_size=30).map(lambda pairs: "".join(word + space for word, space in pairs)),
    st.integers(40, 120),
    st.sampled_from([False, True, "\n{n}/{total}"]),
)
def test_nothing_is_lost_or_cut(text: str, limit: int, numbering: bool | str) -> None:
    try:
        parts = split_text(text, limit, numbering=numbering)
    except ValueError:
        longest = max(status_length(word) for word in re.split(r"[^\S\u00a0\u2007\u202f]+", text.strip()))
        assert longest > limit - 10
        return
    assert all(0 < status_length(part) <= limit for part in parts)
    if numbering and len(parts) > 1:
        shape = r" \((\d+)/(\d+)\)\Z" if numbering is True else r"\n(\d+)/(\d+)\Z"
        numbers = [re.search(shape, part) for part in parts]
        assert [found and found.groups() for found in numbers] == [
            (str(n), str(len(parts))) for n in range(1, len(parts) + 1)
        ]
        parts = [part[: found.start()] for part, found in zip(parts, numbers, strict=True) if found]
    position = 0
    for part in parts:
        start = text.index(part, position)
        assert text[position:start].strip() == ""
        position = start + len(part)
    assert text[position:].strip() == ""
    whole = text.strip()
    assert [part[item.start : item.end] for part in parts for item in find_typed(part)] == [
        whole[item.start : item.end] for item in find_typed(whole)
    ]


@pytest.mark.parametrize("piece", ["word ", "日本語。", "a@b ", "http://a.com/x ", "#日本 ", "\n", "é\u0301 "])
def test_a_book_is_split_quickly(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.perf_counter()
    split_text(text, 500, numbering=True)
    assert time.perf_counter() - begun < 10
