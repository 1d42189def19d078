"""The default transport: httpx2; a caller's own httpx2 or httpx client serves as well."""

from __future__ import annotations

import logging
import re
import socket
import ssl
import sys
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..core.errors import ConfigurationError, NetworkError
from ..core.wire import Headers, Multipart, Reply, Request
from .connecting import LONGEST_IDLE, MOST_CONNECTIONS, authorities, check_proxy
from .live import AsyncLive, Live
from .patience import bound_opening, bound_reads, opened_in_time
from .receiving import PATIENCE, Body, no_answer, no_such_host, unexpected_answer
from .threads import CallsInThreads
from .uploading import async_chunks, chunks, length

if TYPE_CHECKING:
    import anyio

    from . import TransportOptions, Verify

BOUNDED_CODINGS = frozenset({"", "identity", "gzip", "deflate"})
"""What ``httpx`` can decompress without a small answer growing beyond all bounds before it can be counted."""


def _trust(package: Any, verify: Verify) -> ssl.SSLContext:
    if isinstance(verify, ssl.SSLContext):
        return verify
    if isinstance(verify, bool):
        context: ssl.SSLContext = package.create_ssl_context(verify)
        return context
    try:
        return ssl.create_default_context(cadata=authorities(verify))
    except ssl.SSLError as error:
        raise ConfigurationError(f"the certificates in {verify} cannot be used: {error}") from error


def _settings(package: Any, options: TransportOptions, trust: Any, *, kept: bool) -> dict[str, Any]:
    return {
        "timeout": options.timeout,
        "verify": trust,
        "proxy": options.proxy,
        "follow_redirects": False,
        "trust_env": not options.direct,
        "limits": package.Limits(
            max_connections=MOST_CONNECTIONS,
            max_keepalive_connections=MOST_CONNECTIONS if kept else 0,
            keepalive_expiry=LONGEST_IDLE,
        ),
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


READS = frozenset({"GET", "HEAD"})

IN_ONE_GO = 4096
"""Bytes that a connection takes whole or not at all."""


class _Trail:
    """How far a request has come, as ``httpcore`` tells: its names of steps, each with how it went.

    Reads do without, as the telling takes time: they can be repeated anyhow.
    """

    __slots__ = ("_kept", "_steps", "answered")

    def __init__(self, *, kept: bool) -> None:
        self._steps: set[str] = set()
        self._kept = kept
        self.answered = False
        """Whether the head of an answer has come."""

    def extensions(self, request: Request, note: Any) -> dict[str, Any]:
        """What has ``httpcore`` tell."""
        return {} if request.method in READS else {"trace": note}

    def note(self, step: str, _: object) -> None:
        """Note a step: ``connection.connect_tcp.started``, ``http11.send_request_body.complete``."""
        self._steps.add(step.partition(".")[2])

    async def anote(self, step: str, info: object) -> None:
        """Note a step of an async request."""
        self.note(step, info)

    def unsent(self, request: Request) -> bool:
        """Whether the server cannot have got what was to be carried out; ``False`` too where nothing is known.

        A small body goes out whole or not at all; where a kept connection does not take it, that was over before.
        """
        in_one_go = not isinstance(request.body, Multipart) and len(request.body or b"") <= IN_ONE_GO
        last = "send_request_body.complete" if in_one_go and self.stale else "send_request_headers.complete"
        return bool(self._steps) and last not in self._steps

    @property
    def stale(self) -> bool:
        """Whether nothing came back over a connection that had been used before; of reads, that may have been."""
        if self.answered or not self._steps:
            return not self.answered and self._kept
        connected = any(step.startswith("connect") for step in self._steps)
        return not connected and "send_request_headers.started" in self._steps


UNKNOWN_NAME = frozenset(
    code for name in ("EAI_NONAME", "EAI_NODATA") if (code := getattr(socket, name, None)) is not None
)
"""How the system says that there is no such host, rather than that it cannot tell just now."""


def _failure(clients: _Clients, error: Exception, request: Request, trail: _Trail) -> NetworkError:
    """What a transport's exception means."""
    package: Any = clients.package
    unsent = isinstance(error, (package.ConnectError, package.ConnectTimeout, package.PoolTimeout, package.ProxyError))
    causes = list(_causes(error))
    carried = getattr(error, "_request", None)
    if carried is not None:
        carried.headers.pop("authorization", None)  # the exception keeps the request, and must not keep the token
    said = next((said for cause in causes if (said := str(cause))), type(error).__name__)
    lookup = next((cause for cause in causes if isinstance(cause, socket.gaierror)), None)
    if lookup is not None and unsent:
        return no_such_host(request, said, clients.options, passing=lookup.errno not in UNKNOWN_NAME)
    timed_out = isinstance(error, package.TimeoutException)
    failure = no_answer(
        request,
        said,
        timed_out=timed_out,
        sent=not (unsent or trail.unsent(request)),
        retryable=not any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes),
    )
    failure.stale = trail.stale and not timed_out and not unsent
    return failure


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _prepare(
    client: Any,
    package: Any,
    request: Request,
    content: Any,
    size: int | None,
    told: dict[str, Any],
    quiet: float | None = None,
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
        return client.build_request(
            request.method, url, headers=headers, content=content, timeout=timeout, extensions=told
        )
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


Kind: TypeAlias = Literal["kept", "fresh", "stream"]
"""Which of a transport's clients: one that keeps its connections, one that keeps none, one for answers that go on."""


class _Clients:
    """The clients of a transport, made when they are needed.

    A caller's own serves as both.
    """

    def __init__(self, kind: str, options: TransportOptions, own: Any) -> None:
        check_proxy(options.proxy)
        self.options = options
        self.package: Any = None if own is None else _package_of(own, kind)
        self._kind = kind
        self._own = own
        self._made: dict[Kind, Any] = {}
        self._trust: ssl.SSLContext | None = None
        self._closed = False
        self._lock = threading.Lock()
        self.last_answer = -LONGEST_IDLE
        """When a connection was kept last."""

    def trail(self, request: Request) -> _Trail:
        """A trail for a request."""
        return _Trail(kept=not request.fresh and time.monotonic() - self.last_answer < LONGEST_IDLE)

    def client_for(self, request: Request) -> Any:
        """The client that a request goes by."""
        if self._own is not None:
            return self._own
        kind: Kind = "fresh" if request.fresh else "kept"
        client = self._made.get(kind)
        return self._make(kind, request) if client is None else client

    def client_for_stream(self, request: Request) -> Any:
        """The client for an answer that goes on: its reads have an end in common only until it is there."""
        return self._own or self._made.get("stream") or self._make("stream", request)

    def _make(self, kind: Kind, request: Request) -> Any:
        import httpx2

        with self._lock:
            if self._closed:
                raise no_answer(request, "the client is closed", sent=False, retryable=False)
            if self._trust is None:
                self._trust = _trust(httpx2, self.options.verify)
            client = self._made.get(kind)
            if client is None:
                self.package = httpx2
                settings = _settings(httpx2, self.options, self._trust, kept=kind == "kept")
                client = getattr(httpx2, self._kind)(**settings)
                self._made[kind] = client = (bound_opening if kind == "stream" else bound_reads)(client)
            return client

    def to_close(self) -> list[Any]:
        """Those that are to be closed now; from here on there are no others."""
        with self._lock:
            self._closed = True
            return list(self._made.values())


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
        self._clients = _Clients("Client", options, client)

    def send(self, request: Request) -> Reply:
        """Send a request and read its reply whole."""
        client = self._clients.client_for(request)
        package, trail = self._clients.package, self._clients.trail(request)
        content: bytes | Iterator[bytes] | None
        if isinstance(request.body, Multipart):
            content = chunks(request.body, size := length(request.body))
        else:
            content, size = request.body, None
        try:
            prepared = _prepare(client, package, request, content, size, trail.extensions(request, trail.note))
            response = client.send(prepared, stream=True, auth=None, follow_redirects=False)
            trail.answered = True
            try:
                body = _body_of(package, request, response, self._clients.options.max_body)
                for chunk in response.iter_bytes():
                    body.add(chunk)
            finally:
                response.close()
        except (package.TransportError, package.DecodingError, package.StreamError) as error:
            raise _failure(self._clients, error, request, trail) from error
        self._clients.last_answer = time.monotonic()
        return Reply(response.status_code, Headers(response.headers.multi_items()), body.joined())

    def open(self, request: Request, quiet: float | None = None) -> Live:
        """Send a request whose answer goes on, and leave the answer to be read.

        Args:
            request: what to send.
            quiet: seconds to wait for each piece of the answer, where that is not the request's timeout.
        """
        client, package, trail = self._clients.client_for_stream(request), self._clients.package, _Trail(kept=False)
        try:
            if QUERY_PARAMETER in request.url:
                _keep_tokens_out_of_its_log(package.__name__)
            prepared = _prepare(client, package, request, None, None, {}, quiet)
            with opened_in_time(request.timeout):
                response = client.send(prepared, stream=True, auth=None, follow_redirects=False)
        except (package.TransportError, package.DecodingError, package.StreamError) as error:
            raise _failure(self._clients, error, request, trail) from error
        return Live(package, request, response)

    def sleep(self, seconds: float) -> None:
        """Block this thread."""
        time.sleep(seconds)

    def close(self) -> None:
        """Close the connections, unless the client is the caller's own."""
        for client in self._clients.to_close():
            client.close()


def _wait_no_longer(scope: anyio.CancelScope, request: Request) -> None:
    """From now on, the answer may take as long as an answer may; each byte of it starts the timeout anew."""
    import anyio

    if request.timeout is not None:
        scope.deadline = anyio.current_time() + PATIENCE * request.timeout


async def _counted_from_the_end(
    request: Request, body: Multipart, size: int | None, scope: anyio.CancelScope
) -> AsyncGenerator[bytes]:
    """A body to send, however long that takes; what is bounded is the wait for the answer to it."""
    async with aclosing(async_chunks(body, size)) as pieces:
        async for piece in pieces:
            yield piece
    _wait_no_longer(scope, request)


class AsyncHttpxTransport(CallsInThreads):
    """Async requests over httpx2, on asyncio or trio.

    Args:
        options: how to connect.
        client: an ``httpx2.AsyncClient`` or ``httpx.AsyncClient`` to send with instead; it is left open.

    Raises:
        ConfigurationError: the proxy cannot be used.
        TypeError: the client is of another kind.
    """

    def __init__(self, options: TransportOptions, client: Any = None) -> None:
        self._clients = _Clients("AsyncClient", options, client)

    async def send(self, request: Request) -> Reply:
        """Send a request and read its reply whole."""
        import anyio

        with anyio.CancelScope() as scope:
            if not isinstance(request.body, Multipart):
                _wait_no_longer(scope, request)
                return await self._send(request, request.body, None)
            size = length(request.body)
            # However the sending ends, the file that is being read is closed with it.
            async with aclosing(_counted_from_the_end(request, request.body, size, scope)) as content:
                return await self._send(request, content, size)
        raise no_answer(request, "the answer comes too slowly", timed_out=True)

    async def _send(self, request: Request, content: bytes | AsyncIterator[bytes] | None, size: int | None) -> Reply:
        client = self._clients.client_for(request)
        package, trail = self._clients.package, self._clients.trail(request)
        try:
            prepared = _prepare(client, package, request, content, size, trail.extensions(request, trail.anote))
            response = await client.send(prepared, stream=True, auth=None, follow_redirects=False)
            trail.answered = True
            try:
                body = _body_of(package, request, response, self._clients.options.max_body)
                async with aclosing(response.aiter_bytes()) as received:
                    async for chunk in received:
                        body.add(chunk)
            finally:
                await response.aclose()
        except (package.TransportError, package.DecodingError, package.StreamError) as error:
            raise _failure(self._clients, error, request, trail) from error
        self._clients.last_answer = time.monotonic()
        return Reply(response.status_code, Headers(response.headers.multi_items()), body.joined())

    async def open(self, request: Request, quiet: float | None = None) -> AsyncLive:
        """Send a request whose answer goes on, and leave the answer to be read.

        Args:
            request: what to send.
            quiet: seconds to wait for each piece of the answer, where that is not the request's timeout.
        """
        import anyio

        with anyio.CancelScope() as scope:
            _wait_no_longer(scope, request)
            return await self._open(request, quiet)
        raise no_answer(request, "the answer comes too slowly", timed_out=True)

    async def _open(self, request: Request, quiet: float | None) -> AsyncLive:
        client, package, trail = self._clients.client_for_stream(request), self._clients.package, _Trail(kept=False)
        try:
            if QUERY_PARAMETER in request.url:
                _keep_tokens_out_of_its_log(package.__name__)
            prepared = _prepare(client, package, request, None, None, {}, quiet)
            response = await client.send(prepared, stream=True, auth=None, follow_redirects=False)
        except (package.TransportError, package.DecodingError, package.StreamError) as error:
            raise _failure(self._clients, error, request, trail) from error
        return AsyncLive(package, request, response)

    async def sleep(self, seconds: float) -> None:
        """Let other tasks run."""
        import anyio

        await anyio.sleep(seconds)

    async def close(self) -> None:
        """Close the connections, unless the client is the caller's own."""
        for client in self._clients.to_close():
            await client.aclose()
