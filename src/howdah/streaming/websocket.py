"""A stream's WebSocket without its socket: what to ask for, bytes to messages, and what to say meanwhile.

The frames are wsproto's, as in httpx2. httpx2's own sessions read in threads and tasks of their own, which would have
to be left behind somewhere, and keep to themselves that a server has pinged.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterator

from ..core.shapes import is_json_array, is_json_object
from ..core.wire import Reply
from .messages import BEAT, BrokenStreamError, Message, TooLargeError

SWITCHED = 101


def upgrade_headers() -> dict[str, str]:
    """What asks for a WebSocket."""
    return {
        "connection": "upgrade",
        "upgrade": "websocket",
        "sec-websocket-key": base64.b64encode(secrets.token_bytes(16)).decode("ascii"),
        "sec-websocket-version": "13",
    }


def is_upgraded(headers: dict[str, str], reply: Reply) -> bool:
    """Whether an answer opens the WebSocket that was asked for."""
    from wsproto.utilities import generate_accept_token

    key = headers["sec-websocket-key"].encode("ascii")
    return reply.status == SWITCHED and reply.headers.get("sec-websocket-accept", "").encode() == generate_accept_token(
        key
    )


class WebSocket:
    """Reads and writes the frames of a connection that has been upgraded.

    Args:
        largest: bytes that a message may have.

    Attributes:
        outgoing: what has to be sent.
        said_goodbye: the server's reason for closing, once it has closed.
    """

    def __init__(self, largest: int) -> None:
        from wsproto.connection import Connection, ConnectionType

        self._connection = Connection(ConnectionType.CLIENT)
        self._largest = largest
        self._parts: list[str] = []
        self._size = 0
        self.outgoing = b""
        self.said_goodbye: str | None = None

    def ping(self) -> bytes:
        """What asks the server whether it is there."""
        from wsproto.events import Ping

        return self._connection.send(Ping(b"howdah"))

    def text(self, text: str) -> bytes:
        """A message."""
        from wsproto.events import TextMessage

        return self._connection.send(TextMessage(text))

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages that are complete with these bytes.

        Raises:
            TooLargeError: a message grows beyond its limit.
            BrokenStreamError: these are no frames.
        """
        from wsproto.events import BytesMessage, CloseConnection, Ping, TextMessage
        from wsproto.utilities import ProtocolError

        if self.said_goodbye is not None:
            return
        try:
            self._connection.receive_data(data)
            for event in self._connection.events():
                if isinstance(event, TextMessage):
                    self._size += len(event.data)
                    if self._size > self._largest:
                        raise TooLargeError(self._largest)
                    self._parts.append(event.data)
                    if event.message_finished:
                        text = "".join(self._parts)
                        self._parts.clear()
                        self._size = 0
                        yield read_text(text)
                    continue
                if isinstance(event, Ping):
                    self.outgoing += self._connection.send(event.response())
                elif isinstance(event, CloseConnection):
                    self.said_goodbye = event.reason or str(int(event.code))
                    return
                elif isinstance(event, BytesMessage):
                    raise BrokenStreamError("the server sent bytes where text is due")
                yield BEAT
        except (ProtocolError, UnicodeError) as error:
            raise BrokenStreamError(f"the server sent what is no WebSocket frame ({error})") from error


def read_text(text: str) -> Message:
    """The message in a frame's text; an empty one is a sign of life."""
    if not text.strip():
        return BEAT
    from pydantic_core import from_json

    try:
        said = from_json(text)
    except ValueError:
        return Message(None, "message", text)
    if not is_json_object(said):
        return Message(None, "message", text)
    name, payload, stream = said.get("event"), said.get("payload"), said.get("stream")
    if not isinstance(name, str):
        return Message(None, "message", text, is_refusal="error" in said)
    if not isinstance(payload, str):
        payload = "" if payload is None else json.dumps(payload)
    if is_json_array(stream):
        stream = ":".join(str(part) for part in stream)
    return Message(stream if isinstance(stream, str) else None, name, payload)
