"""An end to answers that never end: a bound for all reads of one answer, where httpx2 bounds each read alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from .receiving import PATIENCE

_opening = threading.local()
"""Until when the stream that this thread opens has to be open."""


def bound_reads(client: Any) -> Any:
    """Have a new ``httpx2.Client`` wait for each answer no longer than ``PATIENCE`` times its read timeout.

    A byte now and then, in a header that goes on and on, would hold it for days otherwise. An ``AsyncClient`` is left
    as it is: its calls can be ended from outside.
    """
    return _bound(client, _Stream)


def bound_opening(client: Any) -> Any:
    """Have a new ``httpx2.Client`` for streams wait no longer for the head of an answer than ``opened_in_time`` says.

    What comes after the head goes on for as long as it does.
    """
    return _bound(client, _OpeningStream)


@contextmanager
def opened_in_time(timeout: float | None) -> Generator[None]:
    """Bound what this thread reads meanwhile, for a request with a timeout."""
    _opening.until = None if timeout is None else time.monotonic() + PATIENCE * timeout
    try:
        yield
    finally:
        _opening.until = None


def _bound(client: Any, kind: type[_Stream]) -> Any:
    if hasattr(client, "aclose"):
        return client
    for transport in (client._transport, *client._mounts.values()):  # noqa: SLF001
        pool = getattr(transport, "_pool", None)  # there is none where the environment names no proxy
        if pool is not None:
            # The pool takes its network from whoever makes it, and that is httpx2, which takes none from us.
            pool._network_backend = _Network(pool._network_backend, kind)  # noqa: SLF001
    return client


class _Network:
    """Makes connections as another network does, and bounds what is read from them."""

    def __init__(self, network: Any, kind: type[_Stream]) -> None:
        self._network = network
        self._kind = kind

    def connect_tcp(self, *args: Any, **kwargs: Any) -> _Stream:
        return self._kind(self._network.connect_tcp(*args, **kwargs))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._network, name)


class _Stream:
    """A connection whose reads end together: they share one deadline, which starts when something was written."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._written = time.monotonic()

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)
        self._written = time.monotonic()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        until = self._until(timeout)
        if until is not None:
            left = until - time.monotonic()
            if left <= 0:
                from httpcore2 import ReadTimeout

                raise ReadTimeout("the answer comes too slowly")
            timeout = left if timeout is None else min(timeout, left)
        received: bytes = self._stream.read(max_bytes, timeout)
        return received

    def _until(self, timeout: float | None) -> float | None:
        """When reading has to be over."""
        return None if timeout is None else self._written + PATIENCE * timeout

    def start_tls(self, *args: Any, **kwargs: Any) -> _Stream:
        return type(self)(self._stream.start_tls(*args, **kwargs))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _OpeningStream(_Stream):
    """A connection whose reads end together while a stream is being opened."""

    def _until(self, timeout: float | None) -> float | None:  # noqa: ARG002 - the request's own timeout counts
        until: float | None = getattr(_opening, "until", None)
        return until
