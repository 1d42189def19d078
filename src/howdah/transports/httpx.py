"""The default transport: httpx2; a caller's own httpx2 or httpx client serves as well."""

from __future__ import annotations

import logging
import re
import ssl
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any

from ..core.errors import ConfigurationError, NetworkError
from ..core.wire import Headers, Multipart, Reply, Request
from .connecting import MOST_CONNECTIONS, authorities, check_proxy
from .live import AsyncLive, Live
from .receiving import Body, no_answer, unexpected_answer
from .uploading import async_chunks, chunks, length

if TYPE_CHECKING:
    from . import TransportOptions, Verify

BOUNDED_CODINGS = frozenset({"", "identity", "gzip", "deflate"})
"""What ``httpx`` can decompress without a small answer growing beyond all bounds before it can be counted."""


def _trust(verify: Verify) -> bool | ssl.SSLContext:
    if isinstance(verify, (bool, ssl.SSLContext)):
        return verify
    try:
        return ssl.create_default_context(cadata=authorities(verify))
    except ssl.SSLError as error:
        raise ConfigurationError(f"the certificates in {verify} cannot be used: {error}") from error


def _settings(package: Any, options: TransportOptions) -> dict[str, Any]:
    return {
        "timeout": options.timeout,
        "verify": _trust(options.verify),
        "proxy": options.proxy,
        "follow_redirects": False,
        "trust_env": not options.direct,
        "limits": package.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS),
        # A token says who is calling; cookies would have the server remember more than that.
        "cookies": CookieJar(DefaultCookiePolicy(allowed_domains=())),
    }


def _package_of(client: Any, kind: str) -> Any:
    """The library that a caller's client comes from: its exceptions are the ones to expect."""
    for base in type(client).__mro__:
        name = base.__module__.partition(".")[0]
        if name in ("httpx2", "httpx") and isinstance(client, getattr(sys.modules[name], kind)):
            return sys.modules[name]
    raise TypeError(
        f"client must be an httpx2.{kind} or httpx.{kind}, not {type(client).__module__}.{type(client).__name__}"
    )


def _failure(package: Any, error: Exception, request: Request) -> NetworkError:
    """What a transport's exception means."""
    unsent = isinstance(error, (package.ConnectError, package.ConnectTimeout, package.PoolTimeout, package.ProxyError))
    causes = list(_causes(error))
    carried = getattr(error, "_request", None)
    if carried is not None:
        carried.headers.pop("authorization", None)  # the exception keeps the request, and must not keep the token
    return no_answer(
        request,
        next((said for cause in causes if (said := str(cause))), type(error).__name__),
        timed_out=isinstance(error, package.TimeoutException),
        sent=not unsent,
        retryable=not any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes),
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _prepare(
    client: Any, package: Any, request: Request, content: Any, size: int | None, quiet: float | None = None
) -> Any:
    if client.is_closed:
        raise no_answer(request, "the client is closed", sent=False, retryable=False)
    headers = request.headers
    if size is not None:
        headers = {**headers, "content-length": str(size)}
    if package.__name__ == "httpx":
        headers = {"accept-encoding": "gzip, deflate", **headers}
    url, timeout = request.url, request.timeout if quiet is None else package.Timeout(request.timeout, read=quiet)
    try:
        return client.build_request(request.method, url, headers=headers, content=content, timeout=timeout)
    except package.InvalidURL as error:
        raise ConfigurationError(f"{request.method} {url:.200}: {error}") from None


QUERY_PARAMETER = "access_token="
"""Some servers take a stream's token in the query only."""


class _WithoutTokens(logging.Filter):
    """Takes tokens out of the URLs that a library logs."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_without_token(each) for each in record.args)
        return True


def _without_token(argument: object) -> object:
    if QUERY_PARAMETER not in str(argument):
        return argument
    return re.sub(f"({QUERY_PARAMETER})[^&\\s]*", r"\1***", str(argument))


@cache
def _keep_tokens_out_of_its_log(package: str) -> None:
    logging.getLogger(package).addFilter(_WithoutTokens())


def _body_of(package: Any, request: Request, response: Any, limit: int) -> Body:
    if package.__name__ == "httpx" and response.headers.get("content-encoding", "").lower() not in BOUNDED_CODINGS:
        raise unexpected_answer(request, "the answer is compressed in a way that was not asked for")
    return Body(request, limit)


class HttpxTransport:
    """Blocking requests over httpx2; safe to use from many threads.

    Args:
        options: how to connect.
        client: an ``httpx2.Client`` or ``httpx.Client`` to send with instead; it is left open.

    Raises:
        ConfigurationError: the proxy cannot be used.
        TypeError: the client is of another kind.
    """

    def __init__(self, options: TransportOptions, client: Any = None) -> None:
        check_proxy(options.proxy)
        self._options = options
        self._client = client
        self._package = None if client is None else _package_of(client, "Client")
        self._owned = client is None
        self._lock = threading.Lock()

    def _opened(self) -> tuple[Any, Any]:
        if self._client is None:
            import httpx2

            with self._lock:
                if self._client is None:
                    self._package = httpx2
                    self._client = httpx2.Client(**_settings(httpx2, self._options))
        return self._client, self._package

    def send(self, request: Request) -> Reply:
        """Send a request and read its reply whole."""
        client, package = self._opened()
        content: bytes | Iterator[bytes] | None
        if isinstance(request.body, Multipart):
            content = chunks(request.body, size := length(request.body))
        else:
            content, size = request.body, None
        try:
            prepared = _prepare(client, package, request, content, size)
            response = client.send(prepared, stream=True, auth=None, follow_redirects=False)
            try:
                body = _body_of(package, request, response, self._options.max_body)
                for chunk in response.iter_bytes():
                    body.add(chunk)
            finally:
                response.close()
        except (package.TransportError, package.DecodingError, package.StreamError) as error:
            raise _failure(package, error, request) from error
        return Reply(response.status_code, Headers(response.headers.multi_items()), body.joined())

    def open(self, request: Request, quiet: float | None = None) -> Live:
        """Send a request whose answer goes on, and leave the answer to be read.

        Args:
            request: what to send.
            quiet: seconds to wait for each piece of the answer, where that is not the request's timeout.
        """
        client, package = self._opened()
        try:
            if QUERY_PARAMETER in request.url:
                _keep_tokens_out_of_its_log(package.__name__)
            prepared = _prepare(client, package, request, None, None, quiet)
            response = client.send(prepared, stream=True, auth=None, follow_redirects=False)
        except (package.TransportError, package.DecodingError, package.StreamError) as error:
            raise _failure(package, error, request) from error
        return Live(package, request, response)

    def sleep(self, seconds: float) -> None:
        """Block this thread."""
        time.sleep(seconds)

    def close(self) -> None:
        """Close the connections, unless the client is the caller's own."""
        if self._owned and self._client is not None:
            self._client.close()


class AsyncHttpxTransport:
    """Async requests over httpx2, on asyncio or trio.

    Args:
        options: how to connect.
        client: an ``httpx2.AsyncClient`` or ``httpx.AsyncClient`` to send with instead; it is left open.

    Raises:
        ConfigurationError: the proxy cannot be used.
        TypeError: the client is of another kind.
    """

    def __init__(self, options: TransportOptions, client: Any = None) -> None:
        check_proxy(options.proxy)
        self._options = options
        self._client = client
        self._package = None if client is None else _package_of(client, "AsyncClient")
        self._owned = client is None

    def _opened(self) -> tuple[Any, Any]:
        if self._client is None:
            import httpx2

            self._package = httpx2
            self._client = httpx2.AsyncClient(**_settings(httpx2, self._options))
        return self._client, self._package

    async def send(self, request: Request) -> Reply:
        """Send a request and read its reply whole."""
        if not isinstance(request.body, Multipart):
            return await self._send(request, request.body, None)
        size = length(request.body)
        # However the sending ends, the file that is being read is closed with it.
        async with aclosing(async_chunks(request.body, size)) as content:
            return await self._send(request, content, size)

    async def _send(self, request: Request, content: bytes | AsyncIterator[bytes] | None, size: int | None) -> Reply:
        client, package = self._opened()
        try:
            prepared = _prepare(client, package, request, content, size)
            response = await client.send(prepared, stream=True, auth=None, follow_redirects=False)
            try:
                body = _body_of(package, request, response, self._options.max_body)
                async with aclosing(response.aiter_bytes()) as received:
                    async for chunk in received:
                        body.add(chunk)
            finally:
                await response.aclose()
        except (package.TransportError, package.DecodingError, package.StreamError) as error:
            raise _failure(package, error, request) from error
        return Reply(response.status_code, Headers(response.headers.multi_items()), body.joined())

    async def open(self, request: Request, quiet: float | None = None) -> AsyncLive:
        """Send a request whose answer goes on, and leave the answer to be read.

        Args:
            request: what to send.
            quiet: seconds to wait for each piece of the answer, where that is not the request's timeout.
        """
        client, package = self._opened()
        try:
            if QUERY_PARAMETER in request.url:
                _keep_tokens_out_of_its_log(package.__name__)
            prepared = _prepare(client, package, request, None, None, quiet)
            response = await client.send(prepared, stream=True, auth=None, follow_redirects=False)
        except (package.TransportError, package.DecodingError, package.StreamError) as error:
            raise _failure(package, error, request) from error
        return AsyncLive(package, request, response)

    async def sleep(self, seconds: float) -> None:
        """Let other tasks run."""
        import anyio

        await anyio.sleep(seconds)

    async def close(self) -> None:
        """Close the connections, unless the client is the caller's own."""
        if self._owned and self._client is not None:
            await self._client.aclose()
