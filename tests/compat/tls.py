"""TLS before a server that has none, with a certificate of our own making."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import trustme
from anyio.from_thread import BlockingPortal, start_blocking_portal


class TlsProxy:
    """``https://localhost`` before a server on this machine.

    Args:
        behind: the server's URL.
        folder: where to put the authority's certificate.

    Attributes:
        authority: the file with the certificate of the authority, for ``SSL_CERT_FILE``.
    """

    def __init__(self, behind: str, folder: Path) -> None:
        self._behind = urlsplit(behind)
        ca = trustme.CA()
        self.authority = folder / "authority.pem"
        ca.cert_pem.write_to_path(self.authority)
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        ca.issue_cert("localhost").configure_cert(self._context)
        self._conversations: set[asyncio.Task[Any]] = set()

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://localhost:{self.port}"

    def __enter__(self) -> Self:
        self._running: AbstractContextManager[BlockingPortal] = start_blocking_portal()
        self._portal = self._running.__enter__()
        self.port: int = self._portal.call(self._start)
        return self

    def __exit__(self, *failure: Any) -> None:
        self._portal.call(self._stop)
        self._running.__exit__(None, None, None)

    async def _start(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._context)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def _stop(self) -> None:
        self._server.close()
        for conversation in list(self._conversations):
            conversation.cancel()
        await asyncio.gather(*self._conversations, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._conversations.add(task)
        behind = await asyncio.open_connection(self._behind.hostname, self._behind.port)
        try:
            ways = (_carry(reader, behind[1]), _carry(behind[0], writer))
            await asyncio.wait([asyncio.ensure_future(way) for way in ways], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in (writer, behind[1]):
                end.transport.abort()
            self._conversations.discard(task)


async def _carry(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError, ssl.SSLError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
