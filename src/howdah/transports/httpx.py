"""The default transport: httpx2; a caller's own httpx2 or httpx client serves as well."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

from ..core.errors import NetworkError, RequestTimeoutError, UnexpectedAnswerError
from ..core.wire import Headers, Multipart, Reply, Request
from .uploading import async_chunks, chunks, length

if TYPE_CHECKING:
    from . import TransportOptions, Verify

PATIENCE = 10
"""How many times its read timeout a whole response body may take."""


def _ssl_context(verify: Verify) -> bool | ssl.SSLContext:
    if isinstance(verify, (bool, ssl.SSLContext)):
        return verify
    import os

    return ssl.create_default_context(**{"capath" if os.path.isdir(verify) else "cafile": str(verify)})


def _settings(options: TransportOptions) -> dict[str, Any]:
    return {
        "timeout": options.timeout,
        "verify": _ssl_context(options.verify),
        "proxy": options.proxy,
        "follow_redirects": False,
    }


def _package_of(client: Any) -> Any:
    """The library that a caller's client comes from: its exceptions are the ones to expect."""
    import sys

    for kind in type(client).__mro__:
        name = kind.__module__.partition(".")[0]
        if name in ("httpx2", "httpx"):
            return sys.modules[name]
    raise TypeError(f"client must be an httpx2 or httpx client, not {type(client).__name__}")


def _failure(package: Any, error: Exception, request: Request) -> NetworkError:
    """What a transport's exception means."""
    unsent = isinstance(error, (package.ConnectError, package.ConnectTimeout, package.PoolTimeout, package.ProxyError))
    kind = RequestTimeoutError if isinstance(error, package.TimeoutException) else NetworkError
    what = str(error) or type(error).__name__
    return kind(f"{request.method} {request.url}: {what}", method=request.method, url=request.url, sent=not unsent)


class _Body:
    """Collects a response's body within its limits."""

    def __init__(self, request: Request, limit: int) -> None:
        self.request = request
        self.limit = limit
        self.until = None if request.timeout is None else time.monotonic() + PATIENCE * request.timeout
        self.chunks: list[bytes] = []
        self.size = 0

    def add(self, chunk: bytes) -> None:
        """Take a chunk.

        Raises:
            UnexpectedAnswerError: the body is too large.
            RequestTimeoutError: it comes too slowly.
        """
        self.size += len(chunk)
        if self.size > self.limit:
            raise UnexpectedAnswerError(
                f"{self.request.method} {self.request.url}: the answer is larger than {self.limit} bytes",
                method=self.request.method,
                url=self.request.url,
            )
        if self.until is not None and time.monotonic() > self.until:
            raise RequestTimeoutError(
                f"{self.request.method} {self.request.url}: the answer comes too slowly",
                method=self.request.method,
                url=self.request.url,
            )
        self.chunks.append(chunk)

    def joined(self) -> bytes:
        """The whole body."""
        return self.chunks[0] if len(self.chunks) == 1 else b"".join(self.chunks)


def _prepare(client: Any, request: Request, content: bytes | Iterator[bytes] | AsyncIterator[bytes] | None) -> Any:
    headers = request.headers
    if isinstance(request.body, Multipart) and (size := length(request.body)) is not None:
        headers = {**headers, "content-length": str(size)}
    return client.build_request(request.method, request.url, headers=headers, content=content, timeout=request.timeout)


class HttpxTransport:
    """Blocking requests over httpx2; safe to use from many threads."""

    def __init__(self, options: TransportOptions, client: Any = None) -> None:
        self._options = options
        self._client = client
        self._package = None if client is None else _package_of(client)
        self._owned = client is None
        self._lock = threading.Lock()

    def _opened(self) -> tuple[Any, Any]:
        if self._client is None:
            import httpx2

            with self._lock:
                if self._client is None:
                    self._package = httpx2
                    self._client = httpx2.Client(**_settings(self._options))
        return self._client, self._package

    def send(self, request: Request) -> Reply:
        """Send a request and read its reply whole."""
        client, package = self._opened()
        content = chunks(request.body) if isinstance(request.body, Multipart) else request.body
        try:
            response = client.send(_prepare(client, request, content), stream=True, auth=None, follow_redirects=False)
            try:
                body = _Body(request, self._options.max_body)
                for chunk in response.iter_bytes():
                    body.add(chunk)
            finally:
                response.close()
        except (package.TransportError, package.DecodingError, package.StreamError) as error:
            raise _failure(package, error, request) from error
        return Reply(response.status_code, Headers(response.headers.multi_items()), body.joined())

    def sleep(self, seconds: float) -> None:
        """Block this thread."""
        time.sleep(seconds)

    def close(self) -> None:
        """Close the connections, unless the client is the caller's own."""
        if self._owned and self._client is not None:
            self._client.close()


class AsyncHttpxTransport:
    """Async requests over httpx2, on asyncio or trio."""

    def __init__(self, options: TransportOptions, client: Any = None) -> None:
        self._options = options
        self._client = client
        self._package = None if client is None else _package_of(client)
        self._owned = client is None

    def _opened(self) -> tuple[Any, Any]:
        if self._client is None:
            import httpx2

            self._package = httpx2
            self._client = httpx2.AsyncClient(**_settings(self._options))
        return self._client, self._package

    async def send(self, request: Request) -> Reply:
        """Send a request and read its reply whole."""
        client, package = self._opened()
        content = async_chunks(request.body) if isinstance(request.body, Multipart) else request.body
        try:
            prepared = _prepare(client, request, content)
            response = await client.send(prepared, stream=True, auth=None, follow_redirects=False)
            try:
                body = _Body(request, self._options.max_body)
                async for chunk in response.aiter_bytes():
                    body.add(chunk)
            finally:
                await response.aclose()
        except (package.TransportError, package.DecodingError, package.StreamError) as error:
            raise _failure(package, error, request) from error
        return Reply(response.status_code, Headers(response.headers.multi_items()), body.joined())

    async def sleep(self, seconds: float) -> None:
        """Let other tasks run."""
        import anyio

        await anyio.sleep(seconds)

    async def close(self) -> None:
        """Close the connections, unless the client is the caller's own."""
        if self._owned and self._client is not None:
            await self._client.aclose()
