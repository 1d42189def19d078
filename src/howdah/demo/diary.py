"""What was called, what went over the wire for it, and how long it took."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import urlsplit

from ..core.wire import Reply, Request


@dataclass(slots=True)
class Exchange:
    """A request and its answer.

    Attributes:
        method: HTTP method.
        path: path and query.
        status: HTTP status code.
        ms: milliseconds from the one to the other.
    """

    method: str
    path: str
    status: int
    ms: float


@dataclass(slots=True)
class Call:
    """One operation of a client.

    Attributes:
        name: what it is called, such as ``post_status``.
        who: whose client it was.
        what: what it was for, in words.
        client: which of the two clients: ``Client`` or ``AsyncClient``.
        ms: milliseconds that it took.
        exchanges: what went over the wire.
        asked: when its latest request was sent, in seconds of no particular beginning.
    """

    name: str
    who: str
    what: str
    client: str
    ms: float = 0.0
    exchanges: list[Exchange] = field(default_factory=list[Exchange])
    asked: float = 0.0


class Diary:
    """Keeps what happens. Its ``asked`` and ``answered`` are the hooks of the clients that it watches.

    Attributes:
        calls: every call, in the order in which they began.
        announce: told of each call as it begins.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.announce: Callable[[Call], None] = lambda _: None
        self._current: ContextVar[Call] = ContextVar("call")  # each task of an AsyncClient has its own

    @contextmanager
    def call(self, name: str, who: str, what: str, client: str = "Client") -> Generator[None]:
        """Whatever is requested within belongs to this call."""
        call = Call(name, who, what, client)
        self.calls.append(call)
        self.announce(call)
        before, began = self._current.set(call), perf_counter()
        try:
            yield
        finally:
            self._current.reset(before)
            call.ms = (perf_counter() - began) * 1000

    def asked(self, _request: Request) -> None:
        """A request is about to be sent."""
        self._current.get().asked = perf_counter()

    def answered(self, request: Request, reply: Reply) -> None:
        """The answer is there."""
        call, parts = self._current.get(), urlsplit(request.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        call.exchanges.append(Exchange(request.method, path, reply.status, (perf_counter() - call.asked) * 1000))
