"""What goes to a server and what comes back, as plain data that any transport can carry."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from typing import IO, TypeAlias, cast

FileLike: TypeAlias = str | PathLike[str] | bytes | IO[bytes] | Iterator[bytes] | AsyncIterable[bytes]
"""A file to upload: a path, its bytes, an open binary file, an iterator of bytes, or an async iterable of bytes
(``AsyncClient`` only)."""

Progress: TypeAlias = Callable[[int, int | None], object]
"""Called while a file is uploaded, with the bytes that have gone out and the bytes that there are; ``None`` where
that cannot be told."""


@dataclass(slots=True)
class FilePart:
    """A file within a multipart body, not read yet."""

    source: FileLike
    file_name: str
    content_type: str
    start: int | None = None
    """Where an open file stood; sending it again begins there."""
    on_progress: Progress | None = None
    """Told how much of it has gone out; when it is sent again, from 0."""
    keep_metadata: bool | None = None
    """Whether a picture goes out with what it tells beyond what it shows; ``None`` as its client has it."""
    recognised: bool = True
    """Whether its type is known: it was said, its first bytes or its name tell it, or nobody could look."""

    @property
    def repeatable(self) -> bool:
        """Whether it can be read a second time."""
        return self.start is not None or isinstance(self.source, (str, bytes, bytearray, PathLike))

    def size(self) -> int | None:
        """Its size in bytes, or ``None`` where that cannot be told before it is read.

        Raises:
            FileNotFoundError: a path leads nowhere.
        """
        if isinstance(self.source, (bytes, bytearray)):
            return len(self.source)
        if isinstance(self.source, (str, PathLike)):
            return os.path.getsize(self.source)
        if self.start is None:
            return None
        file = cast("IO[bytes]", self.source)
        end = file.seek(0, os.SEEK_END)
        file.seek(self.start)
        return end - self.start


@dataclass(slots=True)
class Multipart:
    """A body whose files are read while it is sent; a transport joins the segments in order."""

    boundary: str
    segments: list[bytes | FilePart]

    @property
    def content_type(self) -> str:
        """The ``Content-Type`` header that goes with this body."""
        return f"multipart/form-data; boundary={self.boundary}"

    @property
    def repeatable(self) -> bool:
        """Whether this body can be sent a second time."""
        return all(isinstance(part, bytes) or part.repeatable for part in self.segments)


@dataclass(slots=True)
class Request:
    """One HTTP request, complete but for the connection that carries it."""

    method: str
    url: str
    headers: dict[str, str] = field(repr=False)
    body: bytes | Multipart | None = field(default=None, repr=False)
    timeout: float | None = None
    """Seconds to wait for a connection, for each read and each write; ``None`` waits for ever."""
    fresh: bool = False
    """Whether it needs a connection of its own: one that was kept may have ended meanwhile, and take it along."""
    check: Callable[[], None] | None = field(default=None, repr=False, compare=False)
    """Called each time that it is about to go out, after any wait; what it raises keeps it from going."""


class Headers(Mapping[str, str]):
    """Response headers, found under any spelling of their name; repeated ones are joined by commas."""

    __slots__ = ("_values",)

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        values: dict[str, str] = {}
        for name, value in pairs:
            key = name.lower()
            values[key] = f"{values[key]}, {value}" if key in values else value
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Headers({self._values!r})"


@dataclass(slots=True)
class Reply:
    """What a server answered, its body read whole and decompressed."""

    status: int
    headers: Headers
    body: bytes = field(repr=False)
