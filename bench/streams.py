"""How fast a stream's bytes become events: all that happens to them but the reading from a socket."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from wsproto.connection import Connection, ConnectionType
from wsproto.events import TextMessage
from wsproto.utilities import generate_accept_token

from howdah.core.decoding import Decoder
from howdah.core.server import Server
from howdah.core.session import Session
from howdah.core.wire import Headers, Reply, Request
from howdah.streaming.effects import Open, Read
from howdah.streaming.events import StreamEvent, UpdateEvent
from howdah.streaming.settings import StreamTransport
from howdah.streaming.stream import Subscription

from .pages import page_of_statuses

CHUNK = 64 * 1024
"""Bytes that come at a time when a stream is busy."""


def statuses_as_sent(count: int) -> list[bytes]:
    """Statuses, each as JSON, the oldest first."""
    return [json.dumps(each).encode() for each in json.loads(page_of_statuses(count))[::-1]]


def wire_bytes(transport: StreamTransport, statuses: list[bytes]) -> bytes:
    """Updates as they come over a connection."""
    if transport == "sse":
        return b"".join(b"event: update\ndata: " + each + b"\n\n" for each in statuses)
    server = Connection(ConnectionType.SERVER)
    messages = ({"stream": ["user"], "event": "update", "payload": each.decode()} for each in statuses)
    return b"".join(server.send(TextMessage(json.dumps(message))) for message in messages)


def listen(
    transport: StreamTransport,
    data: bytes,
    decoder: Decoder | None = None,
    hear: Callable[[StreamEvent], object] | None = None,
) -> int:
    """Go through what comes over a connection as a stream does; gives the number of updates.

    Args:
        transport: over what it comes.
        data: what comes.
        decoder: what makes entities of it, if not the client's own.
        hear: what is told of each update.
    """
    session = Session("https://example.social")
    session.decoder = decoder or session.decoder
    session.server = Server("mastodon", "4.5.0")
    session.learned["streaming addresses"] = (session.base_url,)
    steps = Subscription(["user"], {"transport": transport, "catch_up": False}).course(session).steps()
    answer: object = None
    updates = at = 0
    while True:
        effect = steps.send(answer)
        answer = None
        if isinstance(effect, UpdateEvent):
            updates += 1
            if hear is not None:
                hear(effect)
        elif isinstance(effect, Read):
            if at >= len(data):
                steps.close()
                return updates
            answer, at = data[at : at + CHUNK], at + CHUNK
        elif isinstance(effect, Open):
            answer = opened(effect.request)


def opened(request: Request) -> Reply:
    """A server's answer to a stream that is asked for."""
    key = request.headers.get("sec-websocket-key")
    if key is None:
        return Reply(200, Headers([("content-type", "text/event-stream")]), b"")
    return Reply(101, Headers([("sec-websocket-accept", generate_accept_token(key.encode()).decode())]), b"")


class Body:
    """A response whose stream is read as Mastodon.py reads it."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def iter_content(self, chunk_size: int) -> Iterator[bytes]:
        """The stream in pieces of so many bytes."""
        yield from (self._data[at : at + chunk_size] for at in range(0, len(self._data), chunk_size))
