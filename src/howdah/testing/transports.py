"""Transports that carry requests to a fake server, without a network and without waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.wire import Multipart, Reply, Request
from ..transports.threads import CallsInThreads
from ..transports.uploading import async_chunks, chunks, length

if TYPE_CHECKING:
    from .fake_server import FakeServer


class FakeTransport:
    """What a ``Client`` sends with when a fake server answers; ``FakeServer.client`` puts it in."""

    def __init__(self, server: FakeServer) -> None:
        self.server = server

    def send(self, request: Request) -> Reply:
        """Give the fake server's answer."""
        body = request.body
        if isinstance(body, Multipart):
            body = b"".join(chunks(body, length(body)))
        return self.server.respond(request, body or b"")

    def sleep(self, seconds: float) -> None:
        """Advance the fake server's clock; take no time."""
        self.server.clock.sleep(seconds)

    def close(self) -> None:
        """There is nothing to close."""


class AsyncFakeTransport(CallsInThreads):
    """What an ``AsyncClient`` sends with when a fake server answers; ``FakeServer.async_client`` puts it in."""

    def __init__(self, server: FakeServer) -> None:
        self.server = server

    async def send(self, request: Request) -> Reply:
        """Let other tasks run, as a network would, and give the fake server's answer."""
        from anyio.lowlevel import checkpoint

        await checkpoint()
        body = request.body
        if isinstance(body, Multipart):
            body = b"".join([chunk async for chunk in async_chunks(body, length(body))])
        return self.server.respond(request, body or b"")

    async def sleep(self, seconds: float) -> None:
        """Advance the fake server's clock; take no time, but let other tasks run."""
        from anyio.lowlevel import checkpoint

        self.server.clock.sleep(seconds)
        await checkpoint()

    async def close(self) -> None:
        """There is nothing to close."""
