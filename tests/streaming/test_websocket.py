"""A stream's WebSocket: frames in, messages out, and what is said in between."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Ping, Pong, TextMessage

from howdah.core.wire import Headers, Reply
from howdah.streaming.messages import BEAT, BrokenStreamError, Message, TooLargeError
from howdah.streaming.websocket import WebSocket, is_upgraded, read_text, upgrade_headers


def server() -> Connection:
    return Connection(ConnectionType.SERVER)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"stream":["user"],"event":"delete","payload":"1"}', Message("user", "delete", "1")),
        ('{"stream":["hashtag","x"],"event":"update","payload":"{}"}', Message("hashtag:x", "update", "{}")),
        ('{"stream":"user","event":"update","payload":{"id":"1"}}', Message("user", "update", '{"id": "1"}')),
        ('{"event":"filters_changed"}', Message(None, "filters_changed", "")),
        ('{"error":"no"}', Message(None, "message", '{"error":"no"}', is_refusal=True)),
        ('{"event":7}', Message(None, "message", '{"event":7}')),
        ("", BEAT),
        ("  ", BEAT),
        ("[]", Message(None, "message", "[]")),
        ("half{", Message(None, "message", "half{")),
    ],
)
def test_messages_are_read(text: str, expected: Message) -> None:
    assert read_text(text) == expected


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(read_text(text), Message)


@given(st.binary(max_size=200))
def test_rubbish_never_breaks_more_than_the_connection(data: bytes) -> None:
    socket = WebSocket(1000)
    with contextlib.suppress(BrokenStreamError, TooLargeError):
        assert all(isinstance(message, Message) for message in socket.feed(data))


@given(st.lists(st.integers(1, 400), max_size=10))
def test_where_the_bytes_are_cut_does_not_matter(places: list[int]) -> None:
    said = [json.dumps({"stream": ["user"], "event": "delete", "payload": str(number)}) for number in range(5)]
    sending = server()
    data = b"".join(sending.send(TextMessage(text)) for text in said)
    socket, got = WebSocket(1000), []
    for start, end in zip([0, *sorted(places)], [*sorted(places), len(data)], strict=True):
        got += socket.feed(data[start:end])
    assert [message.payload for message in got if message is not BEAT] == ["0", "1", "2", "3", "4"]


def test_a_message_in_several_frames_is_one() -> None:
    sending = server()
    data = sending.send(TextMessage('{"event":"del', message_finished=False)) + sending.send(
        TextMessage('ete","payload":"1"}')
    )
    assert list(WebSocket(1000).feed(data)) == [Message(None, "delete", "1")]


def test_pings_are_answered_and_goodbyes_noted() -> None:
    sending, socket = server(), WebSocket(1000)
    assert list(socket.feed(sending.send(Ping(b"?")) + sending.send(TextMessage("")))) == [BEAT, BEAT]
    sending.receive_data(socket.outgoing)
    assert [type(event) for event in sending.events()] == [Pong]
    assert list(socket.feed(sending.send(CloseConnection(1001, "going")))) == []
    assert socket.said_goodbye == "going"


def test_what_is_too_large_or_no_text_ends_it() -> None:
    with pytest.raises(TooLargeError):
        list(WebSocket(100).feed(server().send(TextMessage("x" * 101))))
    with pytest.raises(BrokenStreamError):
        list(WebSocket(100).feed(server().send(BytesMessage(b"x"))))


def test_only_an_answer_to_our_own_question_opens_it() -> None:
    headers = upgrade_headers()
    assert headers["sec-websocket-key"] != upgrade_headers()["sec-websocket-key"]
    assert not is_upgraded(headers, Reply(101, Headers(), b""))
    assert not is_upgraded(headers, Reply(101, Headers([("sec-websocket-accept", "made up")]), b""))
