"""Both clients over both kinds of stream, against a server that does wrong on command."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.both_clients import proxy_for
from tests.streaming.server import StreamServer
from tests.streaming.stubborn import StubbornServer

from howdah import AsyncClient, Client, Reconnect, Retry
from howdah.streaming.settings import StreamSettings

QUICK: StreamSettings = {
    "reconnect": Reconnect(first_delay=0.01, longest_delay=0.05, healthy_after=0.0),
    "silence": 5.0,
}


@dataclass
class Streamed:
    """One client over one kind of stream.

    Attributes:
        kind: ``sync`` or ``async``.
        transport: ``websocket`` or ``sse``.
    """

    kind: str
    transport: Any
    _opened: list[AsyncClient | Client] = field(default_factory=list)

    def client(self, server: StreamServer | StubbornServer, **settings: Any) -> Any:
        """A client of a server, to be used as ``AsyncClient`` is; closed after the test."""
        made: dict[str, Any] = {"retry": Retry(first_delay=0.01, longest_delay=0.02), "timeout": 10.0, **settings}
        if self.kind == "sync":
            blocking = Client(server.base_url, server.token, **made)
            self._opened.append(blocking)
            return proxy_for(blocking)
        client = AsyncClient(server.base_url, server.token, **made)
        self._opened.append(client)
        return client

    @property
    def settings(self) -> StreamSettings:
        """How a stream is to be had."""
        return {**QUICK, "transport": self.transport}

    async def close(self) -> None:
        while self._opened:
            client = self._opened.pop()
            if isinstance(client, AsyncClient):
                await client.close()
            else:
                client.close()


@pytest.fixture(params=["sync-websocket", "sync-sse", "async-websocket", "async-sse"])
async def streamed(request: pytest.FixtureRequest, anyio_backend: str, bounded: None) -> AsyncIterator[Streamed]:
    """Either client over either kind of stream."""
    kind, transport = request.param.split("-")
    streamed = Streamed(kind, transport)
    yield streamed
    await streamed.close()
