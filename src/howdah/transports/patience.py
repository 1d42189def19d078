"""An end to answers that never end: a bound for all reads of one answer, where httpx2 bounds each read alone."""

from __future__ import annotations

import time
from typing import Any

from .receiving import PATIENCE


def bound_reads(client: Any) -> Any:
    """Have a new ``httpx2.Client`` wait for each answer no longer than ``PATIENCE`` times its read timeout.

    A byte now and then, in a header that goes on and on, would hold it for days otherwise. An ``AsyncClient`` is left
    as it is: its calls can be ended from outside.
    """
    if hasattr(client, "aclose"):
        return client
    for transport in (client._transport, *client._mounts.values()):  # noqa: SLF001
        pool = getattr(transport, "_pool", None)  # there is none where the environment names no proxy
        if pool is not None:
            # The pool takes its network from whoever makes it, and that is httpx2, which takes none from us.
            pool._network_backend = _Network(pool._network_backend)  # noqa: SLF001
    return client


class _Network:
    """Makes connections as another network does, and bounds what is read from them."""

    def __init__(self, network: Any) -> None:
        self._network = network

    def connect_tcp(self, *args: Any, **kwargs: Any) -> _Stream:
        return _Stream(self._network.connect_tcp(*args, **kwargs))

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
        if timeout is not None:
            left = self._written + PATIENCE * timeout - time.monotonic()
            if left <= 0:
                from httpcore2 import ReadTimeout

                raise ReadTimeout("the answer comes too slowly")
            timeout = min(timeout, left)
        received: bytes = self._stream.read(max_bytes, timeout)
        return received

    def start_tls(self, *args: Any, **kwargs: Any) -> _Stream:
        return _Stream(self._stream.start_tls(*args, **kwargs))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
