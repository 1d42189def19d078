"""What needs no server, through the front for Mastodon.py: lengths, filters and BlurHashes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.compat.libraries import LIBRARIES, library

BLURHASH = "LEHV6nWB2yk8pyo0adR*.7kCMdnj"
NOWHERE = "http://127.0.0.1:9"


def each_library() -> list[Any]:
    return [library(name).Mastodon(api_base_url=NOWHERE) for name in LIBRARIES]


@pytest.fixture
def front() -> Any:
    return library("Howdah").Mastodon(api_base_url=NOWHERE)


@pytest.mark.parametrize("size_per_component", [True, False])
@pytest.mark.parametrize("return_linear", [True, False])
@pytest.mark.parametrize("out_size", [(16, 16), (1, 1), (3, 2), (2, 5)])
def test_pictures(out_size: tuple[int, int], size_per_component: bool, return_linear: bool) -> None:
    theirs, ours = (
        each.decode_blurhash({"blurhash": BLURHASH}, out_size, size_per_component, return_linear)
        for each in each_library()
    )
    width, height = out_size
    if size_per_component:
        width, height = width * 4, height * 3
    assert (len(ours), len(ours[0]), len(ours[0][0])) == (height, width, 3)
    assert {type(value) for row in ours for pixel in row for value in pixel} == {float if return_linear else int}
    for row, their_row in zip(ours, theirs, strict=True):
        for pixel, their_pixel in zip(row, their_row, strict=True):
            assert pixel == pytest.approx(their_pixel, abs=1e-12)


def test_pictures_of_whole_attachments(front: Any) -> None:
    types = library("Howdah").return_types
    assert front.decode_blurhash(types.MediaAttachment(blurhash=BLURHASH)) == front.decode_blurhash(
        {"blurhash": BLURHASH}, (16, 16), True, True
    )


@pytest.mark.parametrize("blurhash", ["", "abc", BLURHASH[:-1], BLURHASH[:-1] + " "])
def test_what_is_no_picture(front: Any, blurhash: str) -> None:
    with pytest.raises(ValueError, match="BlurHash"):
        front.decode_blurhash({"blurhash": blurhash})


@pytest.mark.parametrize(
    ("text", "spoiler", "length"),
    [
        ("hello", "", 5),
        ("", "", 0),
        ("https://example.com/a/very/long/address/that/goes/on", "", 23),
        ("@user@example.com hi", "", 8),
        ("👨\u200d👩\u200d👧\u200d👦", "", 1),
        ("hello", "cw https://example.com/x", 29),
    ],
)
def test_lengths(text: str, spoiler: str, length: int) -> None:
    Mastodon = library("Howdah").Mastodon
    assert Mastodon.get_status_length(text, spoiler) == length
    assert Mastodon(api_base_url=NOWHERE).get_status_length(text, spoiler_text=spoiler) == length


def filter_of(phrase: str, *context: str, **fields: Any) -> dict[str, Any]:
    usual = {"id": "1", "whole_word": True, "irreversible": False, "expires_at": None}
    return {**usual, "phrase": phrase, "context": list(context), **fields}


def status_of(content: str, **fields: Any) -> dict[str, Any]:
    return {"id": "1", "content": content, "spoiler_text": "", **fields}


STATUSES = [
    status_of("<p>foo</p>"),
    status_of("<p>food</p>"),
    status_of("<p>a foo b</p>"),
    status_of("<p>bar</p>"),
    status_of("<p>b.r</p>"),
    status_of("<p>a<br>foo</p>"),
    status_of("a &amp; foo"),
]


@pytest.mark.parametrize("context", ["home", "public"])
def test_filters_leave_the_same(context: str) -> None:
    filters = [filter_of("foo", "home"), filter_of("b.r", "public", "home", whole_word=False)]
    theirs, ours = (each.filters_apply(STATUSES, filters, context) for each in each_library())
    assert list(ours) == list(theirs)
    assert 0 < len(ours) < len(STATUSES)
    assert all(any(kept is status for status in STATUSES) for kept in ours)


def test_filters_on_notifications() -> None:
    notifications = [{"id": "1", "type": "mention", "status": status} for status in STATUSES]
    filters = [filter_of("foo", "notifications")]
    theirs, ours = (each.filters_apply(notifications, filters, "notifications") for each in each_library())
    assert list(ours) == list(theirs) == [notifications[1], notifications[3], notifications[4]]


def test_filters_where_mastodon_py_goes_wrong(front: Any) -> None:
    poll = status_of("fine", poll={"options": [{"title": "foo"}]})
    media = status_of("fine", media_attachments=[{"id": "1", "type": "image", "description": "foo"}])
    boost = status_of("", reblog=status_of("foo"))
    follow = {"id": "2", "type": "follow", "status": None}
    warned = status_of("fine", spoiler_text="foo")
    shown = [status_of("FOO"), warned, poll, media, boost, follow]
    filters = [filter_of("foo", "home")]
    assert list(front.filters_apply(shown, filters, "home")) == [follow]
    assert list(front.filters_apply(shown, filters, "thread")) == shown  # no filter is for that
    assert list(front.filters_apply(shown, [], "home")) == shown


def test_a_filter_that_a_program_makes_needs_no_id() -> None:
    made = {"phrase": "foo", "context": ["home"], "whole_word": True}
    theirs, ours = (each.filters_apply(STATUSES, [made], "home") for each in each_library())
    assert list(ours) == list(theirs)
    assert 0 < len(ours) < len(STATUSES)


def test_filters_that_are_over(front: Any) -> None:
    over = filter_of("foo", "home", expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert list(front.filters_apply(STATUSES, [over], "home")) == STATUSES


def test_filters_of_version_2(front: Any) -> None:
    keyword = {"id": "1", "keyword": "foo", "whole_word": True}
    newer = {"id": "1", "title": "x", "context": ["home"], "filter_action": "warn", "keywords": [keyword]}
    kept = front.filters_apply(STATUSES, [newer], "home")
    assert list(kept) == [STATUSES[1], STATUSES[3], STATUSES[4]]
    assert type(kept) is list
