"""A server that answers what a test tells it, and remembers what it was asked."""

from __future__ import annotations

import fnmatch
import json as json_module
import math
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, Literal, Self, TypeAlias
from urllib.parse import parse_qsl, unquote

from ..api.media_limits import LIMITS_LEARNED, MediaLimits
from ..core.errors import ConfigurationError, NetworkError, RequestTimeoutError
from ..core.limits import Limiter, RateLimitPolicy
from ..core.server import Server
from ..core.session import Session, normalise_instance
from ..core.token_owner import OWNER_LEARNED
from ..core.wire import Headers, Reply, Request
from .clock import FakeClock
from .requests import FakeRequest, Fields, read_fields, read_request
from .transports import AsyncFakeTransport, FakeTransport

if TYPE_CHECKING:
    from ..client import AsyncClient, Client

Answer: TypeAlias = Callable[[FakeRequest], Reply]
NOTHING: Final[Any] = object()
NEWEST: Final = Server("mastodon", "4.6.0")
SOMEBODY: Final = "token-of-the-test"


class UnexpectedRequestError(AssertionError):
    """The program under test asked for something that its test did not prepare."""


def answer(
    json: Any = NOTHING,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    body: str | bytes | None = None,
    next_page: str | None = None,
    previous_page: str | None = None,
) -> Reply:
    """An answer, for ``Route.reply_with``.

    Args:
        json: the body, as JSON.
        status: the HTTP status.
        headers: more headers.
        body: the body as it is, instead of ``json``.
        next_page: where the next page is, as a path with its query; goes into the ``Link`` header.
        previous_page: where the page before is.

    Raises:
        ConfigurationError: both ``json`` and ``body`` are given.
    """
    if body is not None and json is not NOTHING:
        raise ConfigurationError("an answer has either json or a body")
    if body is None:
        if json is NOTHING:
            json = {} if status < 400 else {"error": _phrase(status)}
        body = json_module.dumps(json)
    said = {"content-type": "application/json; charset=utf-8"}
    links = [f'<{page}>; rel="{name}"' for name, page in (("next", next_page), ("prev", previous_page)) if page]
    if links:
        said["link"] = ", ".join(links)
    said.update({name.lower(): value for name, value in (headers or {}).items()})
    return Reply(status, Headers(said.items()), body.encode() if isinstance(body, str) else body)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Error {status}"


class Route:
    """What a fake server does when it is asked one thing. Answers are given in turn, and the last one for ever after.

    Attributes:
        requests: the requests that came this way.
    """

    def __init__(self, server: FakeServer, method: str, path: str, query: Mapping[str, str | list[str]] | None) -> None:
        self.method = method.upper()
        self.path, _, in_path = path.partition("?")
        self.query: Fields = {**read_fields(parse_qsl(in_path, keep_blank_values=True)), **(query or {})}
        self.requests: list[FakeRequest] = []
        self._server = server
        self._turns: list[tuple[Answer, float]] = []

    def reply(
        self,
        json: Any = NOTHING,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        body: str | bytes | None = None,
        next_page: str | None = None,
        previous_page: str | None = None,
        takes: float = 0.0,
        times: int = 1,
    ) -> Self:
        """Answer; and after that, whatever is told next.

        Args:
            json: the body, as JSON; by default an empty object, or ``{"error": ...}`` from status 400 up.
            status: the HTTP status.
            headers: more headers, such as ``{"Retry-After": "30"}``.
            body: the body as it is, instead of ``json``: text or bytes.
            next_page: where the next page is, as a path with its query; goes into the ``Link`` header.
            previous_page: where the page before is.
            takes: seconds that the fake clock goes forward meanwhile; more than the client's timeout is a
                ``RequestTimeoutError``.
            times: how often, before the next answer's turn.
        """
        reply = answer(
            json, status=status, headers=headers, body=body, next_page=next_page, previous_page=previous_page
        )
        return self._add(lambda _: reply, takes, times)

    def reply_with(self, function: Callable[[FakeRequest], Reply], *, takes: float = 0.0, times: int = 1) -> Self:
        """Answer with what a function makes of the request (see ``answer``); what it raises, the client gets.

        Args:
            function: gets the request and gives the reply.
            takes: seconds that the fake clock goes forward meanwhile.
            times: how often, before the next answer's turn.
        """
        return self._add(function, takes, times)

    def fail(
        self,
        error: Exception | None = None,
        *,
        sent: bool = True,
        timeout: bool = False,
        takes: float = 0.0,
        times: int = 1,
    ) -> Self:
        """Give no answer.

        Args:
            error: raise this; by default a ``NetworkError``.
            sent: whether the request may have reached the server before the connection failed.
            timeout: raise a ``RequestTimeoutError`` instead.
            takes: seconds that the fake clock goes forward meanwhile.
            times: how often, before the next answer's turn.
        """

        def failing(request: FakeRequest) -> Reply:
            if error is not None:
                raise error
            raise _failure(request, "timed out" if timeout else "the connection failed", timeout, sent)

        return self._add(failing, takes, times)

    def _add(self, turn: Answer, takes: float, times: int) -> Self:
        self._turns += [(turn, takes)] * times
        return self

    def meets(self, request: FakeRequest) -> bool:
        """Whether a request is for this route; the query may say more than the route does."""
        return (
            request.method == self.method
            and (fnmatch.fnmatchcase(request.path, self.path) or unquote(request.path) == self.path)
            and all(request.query.get(name) == value for name, value in self.query.items())
        )

    def take_turn(self, request: FakeRequest) -> tuple[Answer, float]:
        """Note a request, and give the answer whose turn it is, and how long it takes."""
        if not self._turns:
            raise UnexpectedRequestError(f"the test does not say what {self} is answered with: use reply() or fail()")
        self.requests.append(request)
        return self._turns.pop(0) if len(self._turns) > 1 else self._turns[0]

    def __str__(self) -> str:
        return f"{self.method} {self.path}" + (f" query={self.query!r}" if self.query else "")

    def __repr__(self) -> str:
        return f"Route({self})"


def _failure(request: FakeRequest, said: str, timeout: bool, sent: bool) -> NetworkError:
    kind = RequestTimeoutError if timeout else NetworkError
    return kind(f"{request.method} {request.path}: {said}", method=request.method, url=request.path, sent=sent)


class FakeServer:
    """A server that exists in a test alone: it answers what it is told, remembers what it is asked, and keeps the time.

    Its clients never touch a network and never really wait: where they would, ``clock`` goes forward.

        fake = FakeServer()
        fake.on("GET", "/api/v1/statuses/1").reply(status=503).reply(json=make_status("hi", id="1"))
        assert fake.client().get_status("1").content == "hi"
        assert len(fake.requests) == 2 and len(fake.sleeps) == 1

    Args:
        instance: the address that it pretends to have.
        server: the software that it pretends to be, which its clients know without asking, as they know that it takes
            any file; with ``None`` they have to ask, and get what the routes say.
        unexpected: what to do when asked for something unprepared: answer ``404``, or ``raise`` an
            ``UnexpectedRequestError``, an ``AssertionError`` that names the request and what was prepared.

    Attributes:
        requests: what it was asked, in order.
        unprepared: those of the requests that no route was for.
        clock: the time, for its clients.
    """

    def __init__(
        self,
        instance: str = "https://fake.example",
        *,
        server: Server | None = NEWEST,
        unexpected: Literal["404", "raise"] = "404",
    ) -> None:
        if unexpected not in ("404", "raise"):
            raise ConfigurationError(f"unexpected must be '404' or 'raise', not {unexpected!r}")
        self.instance = normalise_instance(instance, allow_http=True)
        self.server = server
        self.unexpected = unexpected
        self.clock = FakeClock()
        self.requests: list[FakeRequest] = []
        self.unprepared: list[FakeRequest] = []
        self._routes: list[Route] = []
        self._lock = threading.Lock()

    @property
    def sleeps(self) -> list[float]:
        """How long its clients would have waited, each time, in seconds."""
        return self.clock.sleeps

    def on(self, method: str, path: str, *, query: Mapping[str, str | list[str]] | None = None) -> Route:
        """Prepare for a request; say with ``reply`` or ``fail`` what happens then.

        Where several fit a request, the newest counts.

        Args:
            method: ``GET``, ``POST`` and so on.
            path: the path, in which ``*`` stands for anything; it may have a query.
            query: what the query has to contain; it may contain more. Names in ``[]`` have lists.
        """
        route = Route(self, method, path, query)
        with self._lock:
            self._routes.append(route)
        return route

    def client(self, access_token: str | None = SOMEBODY, **settings: Any) -> Client:
        """A client whose requests come here.

        Args:
            access_token: its token; ``None`` for an anonymous one.
            settings: as ``Client`` takes them.
        """
        from ..client import Client

        client = Client(self.instance, access_token, **self._settings(settings))
        client.transport = FakeTransport(self)
        self._introduce(client.session)
        return client

    def async_client(self, access_token: str | None = SOMEBODY, **settings: Any) -> AsyncClient:
        """An async client whose requests come here, for asyncio and trio.

        Args:
            access_token: its token; ``None`` for an anonymous one.
            settings: as ``AsyncClient`` takes them.
        """
        from ..client import AsyncClient

        client = AsyncClient(self.instance, access_token, **self._settings(settings))
        client.transport = AsyncFakeTransport(self)
        self._introduce(client.session)
        return client

    def _settings(self, settings: dict[str, Any]) -> dict[str, Any]:
        policy: RateLimitPolicy | Limiter = settings.get("rate_limit", "wait")
        limiter = policy if isinstance(policy, Limiter) else Limiter(policy, clock=self.clock)
        return {"allow_http": True, **settings, "rate_limit": limiter}

    def _introduce(self, session: Session) -> None:
        session.clock = self.clock
        session.server = self.server
        if self.server is not None:
            session.learned[LIMITS_LEARNED] = (math.inf, MediaLimits())
        session.learned[OWNER_LEARNED] = "user"  # so that a refusal is not looked into

    def respond(self, request: Request, body: bytes) -> Reply:
        """Answer a request; what transports call.

        Raises:
            NetworkError: the test wants it to fail.
            UnexpectedRequestError: the test is not prepared for it.
        """
        asked = read_request(request, body, self.instance)
        with self._lock:
            self.requests.append(asked)
            route = next((route for route in reversed(self._routes) if route.meets(asked)), None)
            if route is None:
                self.unprepared.append(asked)
            turn, takes = (self._answer_unprepared, 0.0) if route is None else route.take_turn(asked)
        if request.timeout is not None and takes > request.timeout:
            self.clock.advance(request.timeout)
            raise _failure(asked, "timed out", timeout=True, sent=True)
        self.clock.advance(takes)
        return turn(asked)

    def _answer_unprepared(self, request: FakeRequest) -> Reply:
        if self.unexpected == "404":
            return answer({"error": "Record not found"}, status=404)
        known = "".join(f"\n  {route}" for route in self._routes) or " nothing"
        raise UnexpectedRequestError(f"unexpected request: {request}\nThe test prepared:{known}")

    def __repr__(self) -> str:
        return f"FakeServer({self.instance!r}, {len(self._routes)} routes, {len(self.requests)} requests)"
