"""Reading a multipart body while it is sent, so that a large file is never whole in memory."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, AsyncIterable, Generator, Iterator
from contextlib import aclosing, closing
from functools import partial
from typing import IO, cast

from ..core.encoding import open_file
from ..core.errors import ConfigurationError, MediaError
from ..core.shapes import is_file
from ..core.wire import FilePart, Multipart

CHUNK = 64 * 1024


def length(body: Multipart) -> int | None:
    """The body's size in bytes, or ``None`` where a part's size cannot be told before it is read."""
    total = 0
    for part in body.segments:
        size = len(part) if isinstance(part, bytes) else part.size()
        if size is None:
            return None
        total += size
    return total


def _opened(part: FilePart) -> IO[bytes]:
    if isinstance(part.source, (str, os.PathLike)):
        return open_file(part.source)
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
                raise MediaError("a file grew while it was uploaded")
        return chunk

    def end(self) -> None:
        """There are no more pieces."""
        if self._left:
            raise MediaError("a file shrank while it was uploaded")


class _Told:
    """Tells the caller how much of a file has gone out."""

    def __init__(self, part: FilePart) -> None:
        self._tell = part.on_progress
        self._total = None if self._tell is None else part.size()
        self._sent = 0
        self.add(0)

    def add(self, size: int) -> None:
        """So many more bytes are on their way."""
        self._sent += size
        if self._tell is not None:
            self._tell(self._sent, self._total)


def chunks(body: Multipart, size: int | None) -> Iterator[bytes]:
    """The body piece by piece, from its beginning.

    Args:
        body: what to read.
        size: the length that was promised, if any.

    Raises:
        ConfigurationError: a part is an async iterable, which only an async client can read.
        MediaError: a file has changed since its length was taken, or is none any more.
        OSError: a file cannot be read.
    """
    promise = _Promise(size)
    for part in body.segments:
        if isinstance(part, bytes):
            yield promise.spend(part)
            continue
        told = _Told(part)
        with closing(_pieces(part)) as pieces:
            for piece in pieces:
                yield promise.spend(piece)
                told.add(len(piece))
    promise.end()


def _pieces(part: FilePart) -> Generator[bytes]:
    source = part.source
    if isinstance(source, (bytes, bytearray)):
        yield from _slices(source)
    elif isinstance(source, AsyncIterable):
        raise ConfigurationError("an async iterable can only be uploaded by AsyncClient")
    elif isinstance(source, Iterator) and not is_file(source):
        for piece in source:
            yield from _slices(piece)
    else:
        file = _opened(part)
        try:
            while piece := file.read(CHUNK):
                yield piece
        finally:
            if file is not source:
                file.close()


async def async_chunks(body: Multipart, size: int | None) -> AsyncGenerator[bytes]:
    """The body piece by piece, from its beginning; files are read, and iterators run, in a thread.

    Args:
        body: what to read.
        size: the length that was promised, if any.

    Raises:
        MediaError: a file has changed since its length was taken, or is none any more.
        OSError: a file cannot be read.
    """
    promise = _Promise(size)
    for part in body.segments:
        if isinstance(part, bytes):
            yield promise.spend(part)
            continue
        told = _Told(part)
        async with aclosing(_async_pieces(part)) as pieces:
            async for piece in pieces:
                yield promise.spend(piece)
                told.add(len(piece))
    promise.end()


async def _async_pieces(part: FilePart) -> AsyncGenerator[bytes]:
    from anyio import to_thread

    source = part.source
    if isinstance(source, (bytes, bytearray)):
        for piece in _slices(source):
            yield piece
    elif isinstance(source, AsyncIterable):
        async for given in source:
            for piece in _slices(given):
                yield piece
    elif isinstance(source, Iterator) and not is_file(source):
        take = partial(next, source, None)
        while (given := await to_thread.run_sync(take)) is not None:
            for piece in _slices(given):
                yield piece
    else:
        file = await to_thread.run_sync(_opened, part)
        try:
            while piece := await to_thread.run_sync(file.read, CHUNK):
                yield piece
        finally:
            if file is not source:
                file.close()
