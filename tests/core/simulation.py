"""Many calls at once, in simulated time: flows, a server with fixed windows, and what lies between."""

from __future__ import annotations

import heapq
import itertools
import random
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import formatdate
from typing import Any

from howdah.core.call import build_request, exchange
from howdah.core.flow import Effect, Flow, Send
from howdah.core.limits import Limiter
from howdah.core.session import Session
from howdah.core.wire import Headers, Reply, Request

BEGINNING = 1_800_000_000.0
"""A multiple of every window's length, as Mastodon aligns its windows."""


@dataclass
class Simulation:
    """A scheduler whose time jumps from one event to the next; it is a ``Clock`` as well."""

    now: float = BEGINNING
    events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    numbers: itertools.count[int] = field(default_factory=itertools.count)
    failures: list[Exception] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now - BEGINNING + 1000

    def time(self) -> float:
        return self.now

    def after(self, seconds: float, happening: Callable[[], None]) -> None:
        assert 0 <= seconds < 90_000, f"a wait of {seconds} s"
        heapq.heappush(self.events, (self.now + seconds, next(self.numbers), happening))

    def run(self, until: float = BEGINNING + 90_000) -> None:
        while self.events:
            moment, _, happening = heapq.heappop(self.events)
            assert moment <= until, "it does not end"
            self.now = max(self.now, moment)
            happening()

    def start(self, flow: Generator[Effect, Any, Any], server: MastodonServer, oversleep: float = 0.0) -> None:
        """Run a flow over the simulated network."""

        def go_on(answer: Any = None) -> None:
            if flow.gi_frame is None:
                return  # called off meanwhile
            try:
                effect = flow.send(answer)
            except StopIteration:
                return
            except Exception as error:
                self.failures.append(error)
                return
            if isinstance(effect, Send):
                request = effect.request
                self.after(server.latency(), lambda: arrive(request))
            else:
                self.after(effect.seconds + random.uniform(0, oversleep), go_on)

        def arrive(request: Request) -> None:
            reply = server.answer(request)
            self.after(server.latency(), lambda: go_on(reply))

        self.after(0.0, go_on)


@dataclass
class MastodonServer:
    """Counts in windows aligned to the clock, per throttle; tells of the one with the least left, as Mastodon does.

    Attributes:
        throttles: for each, a name, calls per window, the window's seconds, and what it counts.
        ahead: seconds by which its clock goes wrong.
    """

    clock: Simulation
    throttles: list[tuple[str, int, float, Callable[[Request], bool]]] = field(
        default_factory=lambda: [("general", 300, 300.0, lambda _: True)]
    )
    latency: Callable[[], float] = lambda: 0.1
    ahead: float = 0.0
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)
    served: int = 0
    refused: int = 0
    moments: list[float] = field(default_factory=list)

    def spend(self, throttle: int = 0) -> None:
        """Another client's call."""
        name, _, period, _ = self.throttles[throttle]
        self.counts[name, int(self.clock.now // period)] += 1

    def answer(self, request: Request) -> Reply:
        now = self.clock.now
        theirs = now + self.ahead
        nearest: tuple[int, int, float] | None = None
        for name, limit, period, counted in self.throttles:
            if not counted(request):
                continue
            key = name, int(now // period)
            self.counts[key] += 1
            left = limit - self.counts[key]
            if nearest is None or left < nearest[1]:
                nearest = limit, left, period
            if left < 0:
                break
        self.moments.append(now)
        headers = [("Date", formatdate(int(theirs), usegmt=True))]
        refused = False
        if nearest is not None:
            limit, left, period = nearest
            refused = left < 0
            # As Mastodon reckons it: the fraction of the second is added to the window's end.
            reset = theirs + (period - int(now) % period)
            headers += [
                ("X-RateLimit-Limit", str(limit)),
                ("X-RateLimit-Remaining", str(max(0, left))),
                ("X-RateLimit-Reset", datetime.fromtimestamp(reset, UTC).isoformat(timespec="microseconds")),
            ]
        self.refused += refused
        self.served += not refused
        return Reply(429 if refused else 200, Headers(headers), b"{}")


@dataclass
class SilentServer(MastodonServer):
    """Says nothing of limits, and refuses what comes too fast without a word on when to come back, as Pleroma does."""

    most: int = 10**9
    per: float = 1.0

    def answer(self, request: Request) -> Reply:
        key = "silent", int(self.clock.now // self.per)
        self.counts[key] += 1
        refused = self.counts[key] > self.most
        self.refused += refused
        self.served += not refused
        self.moments.append(self.clock.now)
        return Reply(429 if refused else 200, Headers(), b"{}")


@dataclass
class GoToSocialServer(MastodonServer):
    """Counts all that comes from one address, from the first call on, and tells the end in whole seconds."""

    ends: float = 0.0

    def answer(self, request: Request) -> Reply:
        now = self.clock.now
        if now >= self.ends:
            self.ends = now + 300
            self.counts.clear()
        self.counts["address", 0] += 1
        left = 300 - self.counts["address", 0]
        self.refused += left < 0
        self.served += left >= 0
        headers = [
            ("Date", formatdate(int(now), usegmt=True)),
            ("X-Ratelimit-Limit", "300"),
            ("X-Ratelimit-Remaining", str(max(0, left))),
            ("X-Ratelimit-Reset", str(int(self.ends))),
        ]
        return Reply(429 if left < 0 else 200, Headers(headers), b"{}")


@dataclass
class Work:
    """Calls that several tasks share out among themselves.

    Attributes:
        requests: method and path of each call.
        done: when each was answered, with its number.
    """

    session: Session
    requests: Iterable[tuple[str, str]]
    bucket: str = "general"
    done: list[tuple[float, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._left = enumerate(self.requests)

    def task(self) -> Flow[None]:
        for number, (method, path) in self._left:
            yield from exchange(self.session, build_request(self.session, method, path), self.bucket)
            self.done.append((self.session.clock.monotonic(), number))


def session_on(simulation: Simulation, limiter: Limiter, token: str | None = "s3cret-token") -> Session:
    return Session("https://example.social", token, limiter=limiter, clock=simulation)


def ride(
    simulation: Simulation,
    server: MastodonServer,
    limiter: Limiter,
    calls: int,
    tasks: int,
    path: str = "/api/v1/accounts/1",
    oversleep: float = 0.05,
) -> Work:
    """Make so many calls with so many tasks, and return when all are done."""
    work = Work(session_on(simulation, limiter), (("GET", path) for _ in range(calls)))
    for _ in range(tasks):
        simulation.start(work.task(), server, oversleep)
    simulation.run()
    return work
