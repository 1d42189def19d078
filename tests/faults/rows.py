"""Rows of the table of faults: something goes wrong, once for each client and transport, and what came of it.

A module with rows has a list ``ROWS`` and is named in ``MODULES``. A row is a ``Case``, or anything else that has a
group, a name and a ``run``.
"""

from __future__ import annotations

import logging
import time
import traceback
import warnings
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal, Protocol

from tests.both_clients import proxy_for
from tests.hostile import Board, HostileServer

from howdah import ActivityPubError, AsyncClient, Client, Limiter, Retry, SchemaDriftWarning
from howdah.core.limits import RateLimitPolicy
from howdah.testing import FakeClock

MODULES = (
    "tests.faults.answers",
    "tests.faults.elsewhere",
    "tests.faults.refusals",
    "tests.faults.posts",
    "tests.faults.uploads",
)

TOKEN = "s3cret-token-of-the-table"


@dataclass(frozen=True)
class Way:
    """One client over one transport."""

    kind: Literal["sync", "async"]
    transport: Literal["httpx", "reqwest"]

    def __str__(self) -> str:
        return f"{self.kind} {self.transport}"


WAYS = [Way("sync", "httpx"), Way("async", "httpx"), Way("sync", "reqwest"), Way("async", "reqwest")]

Harm = Literal["lost", "leaked", "hung", "outside", "unexpected"]
"""A post or file lost or doubled; something told to another origin; no end in time; an exception that is not ours;
anything else than what should come of it."""


@dataclass(frozen=True)
class Problem:
    """Something that must not happen."""

    harm: Harm
    said: str


@dataclass
class Outcome:
    """What came of a row, one way.

    Attributes:
        saw: what the caller sees, in a few words.
        seconds: how long it took.
        requests: how many requests the server got.
        problems: what must not be.
    """

    saw: str
    seconds: float = 0.0
    requests: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])


class Row(Protocol):
    """One thing that goes wrong."""

    @property
    def group(self) -> str:
        """What it is about."""
        ...

    @property
    def name(self) -> str:
        """What the server does."""
        ...

    async def run(self, way: Way) -> Outcome:
        """Let it go wrong, and see."""
        ...


@dataclass
class Stage:
    """What a case plays on.

    Attributes:
        server: the client's own server.
        other: a server at another origin, which nobody should hear of.
        way: which client over which transport.
        board: where statuses are posted.
        clock: the client's time, where the case has one of its own.
        client: the client, to be used as ``AsyncClient`` is.
    """

    server: HostileServer
    other: HostileServer
    way: Way
    board: Board = field(default_factory=Board)
    clock: FakeClock = field(default_factory=FakeClock)
    client: Any = None
    _opened: list[Any] = field(default_factory=list[Any])

    def connect(self, **settings: Any) -> Any:
        """Another client of the same kind, to be used as ``AsyncClient`` is."""
        settings = {"timeout": 1.0, "retry": Retry(attempts=2, first_delay=0.01), **settings}
        client = (Client if self.way.kind == "sync" else AsyncClient)(
            self.server.url, TOKEN, transport=self.way.transport, **settings
        )
        self._opened.append(client)
        return proxy_for(client) if isinstance(client, Client) else client

    def connect_unhurried(self, rate_limit: RateLimitPolicy = "wait", **settings: Any) -> Any:
        """A client whose waiting takes no time: its clock goes forward instead."""
        client = self.connect(rate_limit=Limiter(rate_limit, clock=self.clock), timeout=5.0, **settings)
        bare = self._opened[-1]
        bare.session.clock = self.clock
        bare.transport = _Unhurried(bare.transport, self.clock, waits=isinstance(bare, AsyncClient))
        return client

    async def close(self) -> None:
        """Close the clients."""
        for client in self._opened:
            closing: Any = client.close()
            if isinstance(closing, Awaitable):
                await closing


class _Unhurried:
    """A transport that sends as another one does, and only pretends to wait."""

    def __init__(self, transport: Any, clock: FakeClock, *, waits: bool) -> None:
        self._transport = transport
        self._clock = clock
        self.send = transport.send
        self.close = transport.close
        if waits:
            self.call = transport.call
        self.sleep = self._sleep_async if waits else clock.sleep

    async def _sleep_async(self, seconds: float) -> None:
        self._clock.sleep(seconds)


@dataclass(frozen=True)
class Ending:
    """How a case ended: with a result or with an exception of ours."""

    result: Any = None
    error: ActivityPubError | None = None


Check = Callable[[Stage, Ending], Iterator[Problem]]


@dataclass(frozen=True)
class Case:
    """A row: a server that does something, a call, and how that should end.

    Attributes:
        group: what it is about.
        name: what the server does.
        arrange: has the server do so.
        act: what is called.
        ends: the type of the exception it ends with, exactly; ``None`` for success.
        or_well: it may end well, too: what the server does is wrong, but can be understood.
        settings: the client's settings.
        within: seconds in which it must end.
        check: more that must be; gives what is wrong.
        saw: what the caller sees, if the exception's name or "success" does not say it.
        unhurried: the client's waiting takes no time.
    """

    group: str
    name: str
    arrange: Callable[[Stage], Any]
    act: Callable[[Stage], Awaitable[Any]]
    ends: type[ActivityPubError] | None = None
    or_well: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    within: float = 6.0
    check: Check | None = None
    saw: Callable[[Stage, Ending], str] | None = None
    unhurried: bool = False

    async def run(self, way: Way) -> Outcome:
        """Let it go wrong, and see."""
        with HostileServer() as server, HostileServer() as other, _listening() as heard:
            stage = Stage(server, other, way)
            self.arrange(stage)
            stage.client = (stage.connect_unhurried if self.unhurried else stage.connect)(**self.settings)
            began = time.monotonic()
            try:
                ending = await self._act(stage)
            except Exception as error:
                outside = Problem("outside", repr(error))
                return Outcome(type(error).__name__, time.monotonic() - began, len(server.requests), [outside])
            finally:
                seconds = time.monotonic() - began
                await stage.close()
            saw = self.saw(stage, ending) if self.saw else _plainly(ending)
            problems = [*self._ending(ending), *self._time(seconds), *leaks(stage, ending, heard())]
            if self.check is not None:
                problems += self.check(stage, ending)
            return Outcome(saw, seconds, len(server.requests), problems)

    async def _act(self, stage: Stage) -> Ending:
        try:
            return Ending(result=await self.act(stage))
        except ActivityPubError as error:
            return Ending(error=error)

    def _ending(self, ending: Ending) -> Iterator[Problem]:
        wanted = "success" if self.ends is None else self.ends.__name__
        if wanted != _plainly(ending) and not (self.or_well and ending.error is None):
            yield Problem("unexpected", f"{wanted} was due, not {ending.error or ending.result!r:.200}")

    def _time(self, seconds: float) -> Iterator[Problem]:
        if seconds > self.within:
            yield Problem("hung", f"it took {seconds:.1f} s; {self.within:g} s are allowed")


def _plainly(ending: Ending) -> str:
    return "success" if ending.error is None else type(ending.error).__name__


def leaks(stage: Stage, ending: Ending, heard: list[str]) -> Iterator[Problem]:
    """Whatever came to another origin, and the token wherever it can be read."""
    if stage.other.peers:
        asked = ", ".join(f"{request.method} {request.target}" for request in stage.other.requests) or "nothing"
        yield Problem("leaked", f"the other origin was reached, and asked for {asked}")
    if any(TOKEN in str(request.headers) for request in stage.other.requests):
        yield Problem("leaked", "the other origin got the token")
    error = ending.error
    if error is not None and TOKEN in "".join([repr(error), str(vars(error)), *traceback.format_exception(error)]):
        yield Problem("leaked", "the exception, or what caused it, holds the token")
    if any(TOKEN in line for line in heard):
        yield Problem("leaked", "the log or a warning holds the token")


@contextmanager
def _listening() -> Iterator[Callable[[], list[str]]]:
    """Everything that the library logs and warns of meanwhile."""
    heard: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("howdah")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always", SchemaDriftWarning)
            yield lambda: [*heard, *(str(warning.message) for warning in warned)]
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def all_rows() -> list[Row]:
    """Every row, in the order of the table."""
    return [row for module in MODULES for row in import_module(module).ROWS]
