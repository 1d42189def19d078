"""Reading a multipart body while it is sent, so that a large file is never whole in memory."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, AsyncIterable, Iterator
from typing import IO, cast

from ..core.errors import ConfigurationError
from ..core.wire import FilePart, Multipart

CHUNK = 64 * 1024


def length(body: Multipart) -> int | None:
    """The body's size in bytes, or ``None`` where a part's size cannot be told before it is read."""
    total = 0
    for part in body.segments:
        size = len(part) if isinstance(part, bytes) else _size(part)
        if size is None:
            return None
        total += size
    return total


def _size(part: FilePart) -> int | None:
    source = part.source
    if isinstance(source, (bytes, bytearray)):
        return len(source)
    if isinstance(source, (str, os.PathLike)):
        return os.path.getsize(source)
    if part.start is None:
        return None
    file = cast("IO[bytes]", source)
    end = file.seek(0, os.SEEK_END)
    file.seek(part.start)
    return end - part.start


def _opened(part: FilePart) -> IO[bytes]:
    if isinstance(part.source, (str, os.PathLike)):
        return open(part.source, "rb")
    file = cast("IO[bytes]", part.source)
    if part.start is not None:
        file.seek(part.start)
    return file


def _slices(data: bytes | bytearray) -> Iterator[bytes]:
    """Bytes in pieces: a timeout goes for each piece, and a slow connection does not take much in one go."""
    for at in range(0, len(data), CHUNK):
        yield bytes(data[at : at + CHUNK])


class _Promise:
    """Sees to it that a body is as long as its ``Content-Length`` says."""

    def __init__(self, size: int | None) -> None:
        self._left = size

    def spend(self, chunk: bytes) -> bytes:
        """Count a piece."""
        if self._left is not None:
            self._left -= len(chunk)
            if self._left < 0:
                raise OSError("a file grew while it was uploaded")
        return chunk

    def end(self) -> None:
        """There are no more pieces."""
        if self._left:
            raise OSError("a file shrank while it was uploaded")


def chunks(body: Multipart, size: int | None) -> Iterator[bytes]:
    """The body piece by piece, from its beginning.

    Args:
        body: what to read.
        size: the length that was promised, if any.

    Raises:
        ConfigurationError: a part is an async iterable, which only an async client can read.
        OSError: a file cannot be read, or has changed since its length was taken.
    """
    promise = _Promise(size)
    for part in body.segments:
        if isinstance(part, bytes):
            yield promise.spend(part)
        elif isinstance(part.source, (bytes, bytearray)):
            yield from map(promise.spend, _slices(part.source))
        elif isinstance(part.source, AsyncIterable):
            raise ConfigurationError("an async iterable can only be uploaded by AsyncClient")
        else:
            file = _opened(part)
            try:
                while chunk := file.read(CHUNK):
                    yield promise.spend(chunk)
            finally:
                if file is not part.source:
                    file.close()
    promise.end()


async def async_chunks(body: Multipart, size: int | None) -> AsyncGenerator[bytes]:
    """The body piece by piece, from its beginning; files are read in a thread.

    Args:
        body: what to read.
        size: the length that was promised, if any.

    Raises:
        OSError: a file cannot be read, or has changed since its length was taken.
    """
    from anyio import to_thread

    promise = _Promise(size)
    for part in body.segments:
        if isinstance(part, bytes):
            yield promise.spend(part)
        elif isinstance(part.source, (bytes, bytearray)):
            for chunk in _slices(part.source):
                yield promise.spend(chunk)
        elif isinstance(part.source, AsyncIterable):
            async for chunk in part.source:
                yield promise.spend(chunk)
        else:
            file = await to_thread.run_sync(_opened, part)
            try:
                while chunk := await to_thread.run_sync(file.read, CHUNK):
                    yield promise.spend(chunk)
            finally:
                if file is not part.source:
                    file.close()
    promise.end()
