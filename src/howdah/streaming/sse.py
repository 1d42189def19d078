"""Server-sent events out of bytes, however they are cut."""

from __future__ import annotations

from collections.abc import Iterator

from .messages import BEAT, Message, TooLargeError


class EventStream:
    """Reads an event stream. httpx2's own reader hides heartbeats, and reads nothing but its own responses.

    Args:
        largest: bytes that an event may have.
    """

    outgoing = b""
    said_goodbye: str | None = None

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._tail: list[bytes] = []
        self._tail_size = 0
        self._after_return = False
        self._begun = False
        self._name = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages that are complete with these bytes.

        Raises:
            TooLargeError: an event grows beyond its limit.
        """
        if self._after_return and data[:1] == b"\n":
            data = data[1:]
            self._after_return = False
        if data:
            self._after_return = data.endswith(b"\r")
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, tail = data.split(b"\n")
        for line in lines:
            if self._tail:
                line = b"".join((*self._tail, line))
                self._tail.clear()
                self._tail_size = 0
            if not self._begun:
                self._begun = True
                line = line.removeprefix(b"\xef\xbb\xbf")
            message = self._line(line)
            if message is not None:
                yield message
        if tail:
            self._tail.append(tail)
            self._tail_size += len(tail)
        if self._size + self._tail_size > self._largest:
            raise TooLargeError(self._largest)

    def _line(self, line: bytes) -> Message | None:
        if not line:
            return self._end()
        if line.startswith(b":"):
            return BEAT
        self._size += len(line)
        if self._size > self._largest:
            raise TooLargeError(self._largest)
        field, _, value = line.partition(b":")
        if field == b"data":
            self._data.append(value.removeprefix(b" ").decode("utf-8", "replace"))
        elif field == b"event":
            self._name = value.removeprefix(b" ").decode("utf-8", "replace")
        return None

    def _end(self) -> Message | None:
        name, data = self._name, self._data
        self._name, self._data, self._size = "", [], 0
        if not name and not data:
            return None
        return Message(None, name or "message", "\n".join(data))
