"""All transports behind one face, so that every test is written once and runs over each of them."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import pytest
import trustme
from anyio import to_thread
from tests.hostile import HostileServer

from howdah import AsyncClient, Client
from howdah.core.flow import AsyncTransport, Transport
from howdah.core.retry import Retry
from howdah.core.wire import Multipart, Reply, Request
from howdah.transports import TransportOptions, make_async_transport, make_transport

GIVE_UP = 12.0
"""Seconds that one request of a test may take, however badly it goes."""

HEADERS = {"accept": "application/json", "user-agent": "test/1.0", "authorization": "Bearer secret-token"}

UNREAD = pytest.mark.filterwarnings("ignore:Async generator 'http(x|core)2:ResourceWarning")
"""For tests that stop reading an answer: httpx2 then leaves generators of its own to the garbage collector, and trio
says so."""


@dataclass(frozen=True)
class Variant:
    """One way to send a request."""

    transport: str
    blocking: bool
    backend: str = "asyncio"

    def __str__(self) -> str:
        return f"{self.transport}-{'sync' if self.blocking else self.backend}"


VARIANTS = [
    Variant("httpx", blocking=True),
    Variant("httpx", blocking=False),
    Variant("httpx", blocking=False, backend="trio"),
    Variant("reqwest", blocking=True),
    Variant("reqwest", blocking=False),
]


class Carrier:
    """A transport, blocking or async, used as if it were async."""

    def __init__(self, transport: Transport | AsyncTransport) -> None:
        self.transport = transport

    async def send(self, request: Request) -> Reply:
        with anyio.fail_after(GIVE_UP):
            reply: Reply = await call(self.transport.send, request)
        return reply

    async def get(self, url: str, patience: float | None = 5.0) -> Reply:
        return await self.send(get(url, patience))

    async def close(self) -> None:
        await call(self.transport.close)


async def call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call a method of a blocking or an async object."""
    owner = getattr(function, "session", None) or getattr(function, "__self__", None)
    if isinstance(owner, Client) or "Async" not in type(owner).__name__:
        return await to_thread.run_sync(lambda: function(*args, **kwargs), abandon_on_cancel=True)
    return await function(*args, **kwargs)


def get(url: str, timeout: float | None = 5.0) -> Request:
    return Request("GET", url, dict(HEADERS), None, timeout)


def post(url: str, body: bytes | Multipart, timeout: float | None = 5.0) -> Request:
    headers = {**HEADERS, "content-type": "application/json"}
    if isinstance(body, Multipart):
        headers["content-type"] = body.content_type
    return Request("POST", url, headers, body, timeout)


@pytest.fixture(params=VARIANTS, ids=str)
def variant(request: pytest.FixtureRequest) -> Variant:
    chosen: Variant = request.param
    if chosen.transport == "reqwest":
        pytest.importorskip("pyreqwest", reason="the extra 'fast' is not installed")
    return chosen


@pytest.fixture
def anyio_backend(variant: Variant) -> str:
    return variant.backend


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tls: Tls) -> None:
    """No proxies, and a system that knows a single authority, which also spares every test reading a hundred others."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.system_file))


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with HostileServer() as running:
        yield running
    assert running.failures == []


MakeCarrier = Callable[..., Carrier]


@pytest.fixture
async def make_carrier(variant: Variant) -> AsyncIterator[MakeCarrier]:
    """Makes transports of the variant; options and ``client`` as keywords."""
    made: list[Carrier] = []

    def make(client: Any = None, **options: Any) -> Carrier:
        make_one: Callable[..., Any] = make_transport if variant.blocking else make_async_transport
        made.append(Carrier(make_one(variant.transport, TransportOptions(**options), client)))
        return made[-1]

    yield make
    for carrier in made:
        await carrier.close()


@pytest.fixture
def carrier(make_carrier: MakeCarrier) -> Carrier:
    return make_carrier()


class Face:
    """A ``Client`` or ``AsyncClient``, used as if it were async."""

    def __init__(self, client: Client | AsyncClient) -> None:
        self.client = client

    async def call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        operation = getattr(self.client, name)
        with anyio.fail_after(GIVE_UP):
            if isinstance(self.client, Client):
                return await to_thread.run_sync(lambda: operation(*args, **kwargs), abandon_on_cancel=True)
            return await operation(*args, **kwargs)


MakeFace = Callable[..., Face]


@pytest.fixture
async def make_face(variant: Variant) -> AsyncIterator[MakeFace]:
    """Makes clients with a token over the variant."""
    made: list[Face] = []

    def make(url: str, **options: Any) -> Face:
        options = {
            "timeout": 2.0,
            "retry": Retry(attempts=3, first_delay=0.01),
            "transport": variant.transport,
            **options,
        }
        made.append(Face((Client if variant.blocking else AsyncClient)(url, "secret-token", **options)))
        return made[-1]

    yield make
    for face in made:
        closing: Any = face.client.close()
        if isinstance(closing, Awaitable):
            await closing


class Tls:
    """Certificates for tests, from three authorities: our own, the system's, and a stranger whom nobody trusts."""

    def __init__(self, folder: Path) -> None:
        self._authorities = {name: trustme.CA() for name in ("own", "system", "stranger")}
        self._folder = folder
        for name, authority in self._authorities.items():
            authority.cert_pem.write_to_path(str(folder / f"{name}.pem"))

    @property
    def file(self) -> Path:
        return self._folder / "own.pem"

    @property
    def system_file(self) -> Path:
        return self._folder / "system.pem"

    @property
    def folder(self) -> Path:
        return self._folder

    def server_context(self, host: str = "localhost", authority: str = "own") -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authorities[authority].issue_cert(host).configure_cert(context)
        return context


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    return Tls(tmp_path_factory.mktemp("tls"))
