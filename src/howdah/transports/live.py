"""Answers that go on: a WebSocket, or a body without an end, read as it comes."""

from __future__ import annotations

import socket
import sys
import time
from contextlib import suppress
from typing import Any

from ..core.errors import NetworkError
from ..core.wire import Headers, Request
from .receiving import no_answer

SWITCHED = 101
MOST_READ = 256 * 1024
"""Bytes to take at a time."""
MOST_OF_A_REFUSAL = 64 * 1024
"""Bytes of a refusal's body that are read."""
EVENT_STREAM = "text/event-stream"


def goes_on(status: int, headers: Headers) -> bool:
    """Whether an answer is a stream, and no refusal."""
    if status == SWITCHED:
        return True
    plain = headers.get("content-encoding", "identity") == "identity"
    return status == 200 and plain and headers.get("content-type", "").partition(";")[0].strip() == EVENT_STREAM


class _AnyLive:
    """What both kinds share: an answer, and what its exceptions mean."""

    def __init__(self, package: Any, request: Request, response: Any) -> None:
        self.request = request
        self.response = response
        self.status: int = response.status_code
        self.headers = Headers(response.headers.multi_items())
        self.wire: Any = response.extensions.get("network_stream")
        self.open = goes_on(self.status, self.headers)
        core: Any = sys.modules.get(package.__name__.replace("httpx", "httpcore"))
        below = () if core is None else (core.NetworkError, core.TimeoutException, core.ProtocolError)
        self.late: tuple[type[BaseException], ...] = (
            package.TimeoutException,
            TimeoutError,
            *(() if core is None else (core.TimeoutException,)),
        )
        self.broken: tuple[type[BaseException], ...] = (package.TransportError, package.StreamError, OSError, *below)

    def failure(self, error: BaseException) -> NetworkError:
        """What an exception means."""
        late = isinstance(error, self.late)
        said = "nothing came" if late else str(error) or "the connection broke"
        return no_answer(self.request, said, timed_out=late)

    def interrupt(self) -> None:
        """End a read that waits in another thread, by ending the connection under it."""
        below = self.wire.get_extra_info("socket") if self.wire is not None else None
        if below is not None:
            with suppress(OSError, AttributeError):
                # Of the plain socket, whatever lies above it: another thread may be within TLS.
                socket.socket.shutdown(below, socket.SHUT_RDWR)


class Live(_AnyLive):
    """A connection on which an answer goes on, blocking."""

    def __init__(self, package: Any, request: Request, response: Any) -> None:
        super().__init__(package, request, response)
        self._chunks = None if self.status == SWITCHED else response.iter_raw()

    def read(self, seconds: float | None) -> bytes:
        """What came, as soon as something has; empty at the end.

        Args:
            seconds: how long to wait; a body that is no WebSocket has its own, given when it was asked for.

        Raises:
            RequestTimeoutError: nothing came.
            NetworkError: the connection broke.
        """
        try:
            if self._chunks is None:
                return bytes(self.wire.read(MOST_READ, timeout=seconds))
            return bytes(next(self._chunks, b""))
        except self.broken + self.late as error:
            raise self.failure(error) from error

    def refusal(self) -> bytes:
        """The first bytes of a body that has an end, as far as they come within the request's timeout."""
        said = b""
        until = None if self.request.timeout is None else time.monotonic() + self.request.timeout
        try:
            while len(said) < MOST_OF_A_REFUSAL and (chunk := self.read(self.request.timeout)):
                said += chunk
                if until is not None and time.monotonic() > until:
                    break
        except NetworkError:
            pass
        return said

    def write(self, data: bytes, seconds: float | None) -> None:
        """Send something, within so many seconds.

        Raises:
            NetworkError: the connection broke.
        """
        try:
            self.wire.write(data, timeout=seconds)
        except self.broken + self.late as error:
            raise self.failure(error) from error

    def close(self) -> None:
        """Close the connection."""
        with suppress(*self.broken):
            if self._chunks is not None:
                self._chunks.close()
            self.response.close()


class AsyncLive(_AnyLive):
    """A connection on which an answer goes on, awaited."""

    def __init__(self, package: Any, request: Request, response: Any) -> None:
        super().__init__(package, request, response)
        import anyio

        self.broken = (*self.broken, anyio.ClosedResourceError, anyio.BrokenResourceError)
        self._chunks = None if self.status == SWITCHED else response.aiter_raw()

    async def read(self, seconds: float | None) -> bytes:
        """What came, as soon as something has; empty at the end.

        Args:
            seconds: how long to wait; a body that is no WebSocket has its own, given when it was asked for.

        Raises:
            RequestTimeoutError: nothing came.
            NetworkError: the connection broke.
        """
        try:
            if self._chunks is None:
                return bytes(await self.wire.read(MOST_READ, timeout=seconds))
            return bytes(await anext(self._chunks, b""))
        except self.broken + self.late as error:
            raise self.failure(error) from error

    async def refusal(self) -> bytes:
        """The first bytes of a body that has an end, as far as they come within the request's timeout."""
        from anyio import move_on_after

        said = b""
        with suppress(NetworkError), move_on_after(self.request.timeout):
            while len(said) < MOST_OF_A_REFUSAL and (chunk := await self.read(self.request.timeout)):
                said += chunk
        return said

    async def write(self, data: bytes, seconds: float | None) -> None:
        """Send something, within so many seconds.

        Raises:
            NetworkError: the connection broke.
        """
        try:
            await self.wire.write(data, timeout=seconds)
        except self.broken + self.late as error:
            raise self.failure(error) from error

    async def close(self) -> None:
        """Close the connection."""
        if self._chunks is not None:
            with suppress(*self.broken, *self.late):
                await self._finish(self._chunks)
        with suppress(*self.broken):
            await self.response.aclose()

    async def _finish(self, chunks: Any) -> None:
        """End the generators that a body comes through.

        Closing the outer one would leave those within it to the garbage collector, which trio forbids. A wait that is
        cancelled ends them all, and the connection with them.
        """
        from anyio import CancelScope

        with CancelScope() as waiting:
            waiting.cancel()
            async for _ in chunks:
                pass
