"""The fast transport: pyreqwest, in Rust; for bulk work, where the time that each call takes in Python counts."""

from __future__ import annotations

import asyncio
import atexit
import importlib.util
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from ssl import SSLContext
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..core.errors import ConfigurationError, MissingExtraError, NetworkError
from ..core.wire import Headers, Multipart, Reply, Request
from .connecting import LONGEST_IDLE, MOST_CONNECTIONS, authorities, check_proxy
from .httpx import AsyncHttpxTransport, HttpxTransport
from .live import AsyncLive, Live
from .receiving import PATIENCE, Body, no_answer, no_such_host
from .threads import CallsInThreads

if TYPE_CHECKING:
    from pyreqwest.client import BaseClientBuilder, Client, SyncClient
    from pyreqwest.exceptions import PyreqwestError
    from pyreqwest.http import HeaderMap
    from pyreqwest.request import RequestBuilder, SyncRequestBuilder

    from . import TransportOptions

    Builder = TypeVar("Builder", bound=BaseClientBuilder)
    AnyRequestBuilder = TypeVar("AnyRequestBuilder", RequestBuilder, SyncRequestBuilder)

T = TypeVar("T")

NEVER_CONNECTED = "client error (Connect)"
"""What stands among the causes of a failure when the connection was never made, proxy and TLS included."""

NOT_FOUND = "dns error"
"""What stands among the causes when a host's name leads nowhere."""

NOT_NOW = "Temporary failure"
"""What it says when that may be the fault of whoever was asked."""

NOT_TRUSTED = "invalid peer certificate"
"""How the cause begins when the server's certificate is refused."""


@dataclass(slots=True, frozen=True)
class _Opened(Generic[T]):
    """A client of pyreqwest's, and how long an exchange with it may take as a whole."""

    client: T
    patience: timedelta | None


def _check(options: TransportOptions) -> None:
    if importlib.util.find_spec("pyreqwest") is None:
        raise MissingExtraError("the reqwest transport", "fast")
    if isinstance(options.verify, SSLContext):
        raise ConfigurationError(
            "the reqwest transport does its own TLS and cannot use Python's SSLContext; "
            "give the file with the certificate authorities, or use transport='httpx'"
        )
    check_proxy(options.proxy)


def _configured(builder: Builder, options: TransportOptions, timeout: float | None, *, kept: bool) -> Builder:
    builder = builder.follow_redirects(False).referer(False).http1_lower_case_headers()
    builder = builder.max_connections(MOST_CONNECTIONS).pool_idle_timeout(timedelta(seconds=LONGEST_IDLE))
    if not kept:
        builder = builder.pool_max_idle_per_host(0)
    if timeout is not None:
        builder = builder.connect_timeout(timedelta(seconds=timeout)).pool_timeout(timedelta(seconds=timeout))
        # The first read is counted from before the connecting. A connection that is not made in time must fail as
        # such, for only then is it known that nothing was sent.
        builder = builder.read_timeout(timedelta(seconds=timeout * 1.05 + 0.02))
    if options.proxy is not None:
        from pyreqwest.proxy import ProxyBuilder

        builder = builder.proxy(ProxyBuilder.all(options.proxy))
    elif options.direct:
        builder = builder.no_proxy()
    if options.verify is False:
        builder = builder.danger_accept_invalid_certs(True)
    elif not isinstance(options.verify, (bool, SSLContext)):
        builder = builder.add_root_certificate_pem(authorities(options.verify).encode())
    return builder


def _patience(timeout: float | None) -> timedelta | None:
    return None if timeout is None else timedelta(seconds=PATIENCE * timeout)


def _prepared(builder: AnyRequestBuilder, request: Request, patience: timedelta | None) -> AnyRequestBuilder:
    builder = builder.headers(request.headers)
    if isinstance(request.body, bytes):
        builder = builder.body_bytes(request.body)
    return builder if patience is None else builder.timeout(patience)


def _headers(received: HeaderMap) -> Headers:
    try:
        return Headers(received.items())
    except ValueError:  # one is not ASCII, and pyreqwest gives no way to read it
        return Headers(_legible(received))


def _legible(received: HeaderMap) -> Iterable[tuple[str, str]]:
    for name in set(received.keys()):
        try:
            values = received.getall(name)
        except ValueError:
            continue
        yield from ((name, value) for value in values)


def _failure(error: PyreqwestError, request: Request, options: TransportOptions) -> NetworkError:
    """What an exception of pyreqwest's means; its classes do not tell a connection from an answer that never came."""
    from pyreqwest.exceptions import ClientClosedError, PoolTimeoutError, RequestTimeoutError

    details: Any = getattr(error, "details", None) or {}
    causes = [str(cause["message"]) for cause in details.get("causes") or ()]
    closed = isinstance(error, ClientClosedError)
    said = causes[-1] if causes else error.message
    if NOT_FOUND in causes:
        return no_such_host(request, said, options, passing=NOT_NOW in said)
    return no_answer(
        request,
        said,
        timed_out=isinstance(error, RequestTimeoutError),
        sent=NEVER_CONNECTED not in causes and not isinstance(error, PoolTimeoutError),
        retryable=not closed and not any(cause.startswith(NOT_TRUSTED) for cause in causes),
    )


@cache
def _let_threads_finish() -> None:
    """Let the process end in peace.

    The thread that tells asyncio of an answer may still be on its way back when that answer was the program's last.
    Python before 3.14 then ends the thread within Rust, which aborts the process.
    """
    atexit.register(time.sleep, 0.01)


class ReqwestTransport:
    """Blocking requests over pyreqwest; safe to use from many threads.

    Files are uploaded over httpx2: pyreqwest counts the time of sending as waiting for the answer, so that a large
    upload would time out. A call that waits for a server is only interrupted by Ctrl-C once that wait is over. A
    ``verify`` that is a file or folder is trusted in addition to the system's authorities.

    Args:
        options: how to connect.

    Raises:
        ConfigurationError: an option is not possible with this transport.
        MissingExtraError: pyreqwest is not installed.
    """

    def __init__(self, options: TransportOptions) -> None:
        _check(options)
        self._options = options
        self._clients: dict[tuple[float | None, bool], _Opened[SyncClient]] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._uploads = HttpxTransport(options)

    def _opened(self, request: Request) -> _Opened[SyncClient]:
        timeout = request.timeout
        wanted = timeout, request.fresh
        opened = self._clients.get(wanted)
        if opened is None:
            from pyreqwest.client import SyncClientBuilder

            with self._lock:
                if self._closed:
                    raise no_answer(request, "the client is closed", sent=False, retryable=False)
                opened = self._clients.get(wanted)
                if opened is None:
                    client = _configured(SyncClientBuilder(), self._options, timeout, kept=not request.fresh).build()
                    opened = self._clients[wanted] = _Opened(client, _patience(timeout))
        return opened

    def send(self, request: Request) -> Reply:
        """Send a request and read its reply whole."""
        from pyreqwest.exceptions import PyreqwestError

        if isinstance(request.body, Multipart):
            return self._uploads.send(request)
        opened = self._opened(request)
        try:
            builder = _prepared(opened.client.request(request.method, request.url), request, opened.patience)
            with builder.build_streamed() as response:
                body = Body(request, self._options.max_body)
                reader = response.body_reader
                while (chunk := reader.read_chunk()) is not None:
                    body.add(chunk.to_bytes())
                return Reply(response.status, _headers(response.headers), body.joined())
        except PyreqwestError as error:
            raise _failure(error, request, self._options) from error

    def open(self, request: Request, quiet: float | None = None) -> Live:
        """Send a request whose answer goes on; over httpx2, for pyreqwest cannot be woken from a read."""
        return self._uploads.open(request, quiet)

    def sleep(self, seconds: float) -> None:
        """Block this thread."""
        time.sleep(seconds)

    def close(self) -> None:
        """Close the connections."""
        self._uploads.close()
        # pyreqwest keeps idle connections for as long as there is a client, closed or not.
        with self._lock:
            self._closed = True
            clients, self._clients = self._clients, {}
        for opened in clients.values():
            opened.client.close()


class AsyncReqwestTransport(CallsInThreads):
    """Async requests over pyreqwest, on asyncio only.

    Files are uploaded over httpx2: pyreqwest counts the time of sending as waiting for the answer, so that a large
    upload would time out. A call that is cancelled before its answer begins leaves its connection to end by itself,
    with the answer or the timeout. A ``verify`` that is a file or folder is trusted in addition to the system's
    authorities.

    Args:
        options: how to connect.

    Raises:
        ConfigurationError: an option is not possible with this transport.
        MissingExtraError: pyreqwest is not installed.
    """

    def __init__(self, options: TransportOptions) -> None:
        _check(options)
        self._options = options
        self._clients: dict[tuple[float | None, bool], _Opened[Client]] = {}
        self._closed = False
        self._uploads = AsyncHttpxTransport(options)

    def _opened(self, request: Request) -> _Opened[Client]:
        timeout = request.timeout
        wanted = timeout, request.fresh
        opened = self._clients.get(wanted)
        if opened is None:
            if self._closed:
                raise no_answer(request, "the client is closed", sent=False, retryable=False)
            from pyreqwest.client import ClientBuilder

            _let_threads_finish()
            client = _configured(ClientBuilder(), self._options, timeout, kept=not request.fresh).build()
            opened = self._clients[wanted] = _Opened(client, _patience(timeout))
        return opened

    async def send(self, request: Request) -> Reply:
        """Send a request and read its reply whole.

        Raises:
            ConfigurationError: no asyncio is running.
        """
        from anyio.lowlevel import checkpoint_if_cancelled
        from pyreqwest.exceptions import PyreqwestError

        try:
            asyncio.get_running_loop()
        except RuntimeError:
            raise ConfigurationError("the reqwest transport works on asyncio only; use transport='httpx'") from None
        if isinstance(request.body, Multipart):
            return await self._uploads.send(request)
        opened = self._opened(request)
        try:
            builder = _prepared(opened.client.request(request.method, request.url), request, opened.patience)
            async with builder.build_streamed() as response:
                body = Body(request, self._options.max_body)
                reader = response.body_reader
                while (chunk := await reader.read_chunk()) is not None:
                    body.add(chunk.to_bytes())
                return Reply(response.status, _headers(response.headers), body.joined())
        except PyreqwestError as error:
            raise _failure(error, request, self._options) from error
        except asyncio.CancelledError:
            # It is one of pyreqwest's own, and anyio's cancel scopes only know theirs; here they get to raise it.
            await checkpoint_if_cancelled()
            raise

    async def open(self, request: Request, quiet: float | None = None) -> AsyncLive:
        """Send a request whose answer goes on; over httpx2, for pyreqwest cannot be woken from a read."""
        return await self._uploads.open(request, quiet)

    async def sleep(self, seconds: float) -> None:
        """Let other tasks run."""
        await asyncio.sleep(seconds)

    async def close(self) -> None:
        """Close the connections."""
        self._closed = True
        # pyreqwest keeps idle connections for as long as there is a client, closed or not.
        clients, self._clients = self._clients, {}
        for opened in clients.values():
            await opened.client.close()
        await self._uploads.close()
