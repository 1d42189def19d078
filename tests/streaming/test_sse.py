"""Server-sent events, however their bytes are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howdah.streaming.messages import BEAT, Message, TooLargeError
from howdah.streaming.sse import EventStream

MANY = 1_000_000


def read(*chunks: bytes, largest: int = MANY) -> list[Message]:
    stream = EventStream(largest)
    return [message for chunk in chunks for message in stream.feed(chunk)]


def cut(data: bytes, places: list[int]) -> list[bytes]:
    places = sorted({place % (len(data) + 1) for place in places})
    return [data[start:end] for start, end in zip([0, *places], [*places, len(data)], strict=True)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"event: delete\ndata: 1\n\n", [Message(None, "delete", "1")]),
        (b"event:delete\r\ndata:1\r\n\r\n", [Message(None, "delete", "1")]),
        (b"event: delete\rdata: 1\r\r", [Message(None, "delete", "1")]),
        (b"data: a\ndata:  b\n\n", [Message(None, "message", "a\n b")]),
        (b"\xef\xbb\xbfevent: x\ndata: 1\n\n", [Message(None, "x", "1")]),
        (b":)\n:thump\n", [BEAT, BEAT]),
        (b"id: 7\nretry: 10\nnonsense\n\n", []),
        (b"event: filters_changed\n\n", [Message(None, "filters_changed", "")]),
        (b"event: x\ndata: \xff\n\n", [Message(None, "x", "\ufffd")]),
        (b"event: x\ndata: half", []),
        (b"\n\n\n", []),
    ],
)
def test_events_are_read(data: bytes, expected: list[Message]) -> None:
    assert read(data) == expected


EVENTS = st.lists(
    st.tuples(st.sampled_from(["update", "delete", "x"]), st.lists(st.text("ab🐘 :", max_size=5), min_size=1)),
    max_size=5,
)


@given(EVENTS, st.sampled_from(["\n", "\r\n", "\r"]), st.lists(st.integers(0, 500), max_size=10))
def test_where_the_bytes_are_cut_does_not_matter(
    events: list[tuple[str, list[str]]], end: str, places: list[int]
) -> None:
    text = "".join(
        f"event: {name}{end}" + "".join(f"data: {line}{end}" for line in lines) + end for name, lines in events
    )
    expected = [Message(None, name, "\n".join(lines)) for name, lines in events]
    assert read(*cut(text.encode(), places)) == expected


@given(st.binary(max_size=300), st.lists(st.integers(0, 300), max_size=8))
def test_rubbish_is_read_alike_however_it_is_cut(data: bytes, places: list[int]) -> None:
    assert read(*cut(data, places)) == read(data) == read(*(bytes([byte]) for byte in data))


@pytest.mark.parametrize("chunk", [b"data: " + b"x" * 200, b"data: xxxxxxxxxxxxxxxxxx\n" * 10, b"x" * 101])
def test_an_event_is_no_larger_than_allowed(chunk: bytes) -> None:
    with pytest.raises(TooLargeError, match="more than 100 bytes"):
        read(chunk, largest=100)


def test_a_small_event_after_many_others_is_not_too_large() -> None:
    assert len(read(b"data: 12345678901234567890\n\n" * 50, largest=100)) == 50
