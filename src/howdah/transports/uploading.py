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


def chunks(body: Multipart) -> Iterator[bytes]:
    """The body piece by piece, from its beginning.

    Raises:
        ConfigurationError: a part is an async iterable, which only an async client can read.
    """
    for part in body.segments:
        if isinstance(part, bytes):
            yield part
        elif isinstance(part.source, (bytes, bytearray)):
            yield bytes(part.source)
        elif isinstance(part.source, AsyncIterable):
            raise ConfigurationError("an async iterable can only be uploaded by AsyncClient")
        else:
            file = _opened(part)
            try:
                while chunk := file.read(CHUNK):
                    yield chunk
            finally:
                if file is not part.source:
                    file.close()


async def async_chunks(body: Multipart) -> AsyncGenerator[bytes]:
    """The body piece by piece, from its beginning; files are read in a thread."""
    from anyio import to_thread

    for part in body.segments:
        if isinstance(part, bytes):
            yield part
        elif isinstance(part.source, (bytes, bytearray)):
            yield bytes(part.source)
        elif isinstance(part.source, AsyncIterable):
            async for chunk in part.source:
                yield chunk
        else:
            file = await to_thread.run_sync(_opened, part)
            try:
                while chunk := await to_thread.run_sync(file.read, CHUNK):
                    yield chunk
            finally:
                if file is not part.source:
                    file.close()
