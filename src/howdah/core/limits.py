"""Rate limits: windows per server, account and bucket, and how long to wait for a place in one."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Literal, Protocol, TypeAlias
from urllib.parse import urlsplit

from .errors import ConfigurationError
from .rate_headers import RateLimit, read_rate_limit, read_retry_after
from .window import Wait, Window
from .wire import Reply

logger = logging.getLogger("howdah")

RateLimitPolicy: TypeAlias = Literal["wait", "raise", "pace"]

JITTER = 0.25
"""Seconds; how much later than a window's end a waiting call may come, so that not all clients come at once."""
APART = 0.01
"""Seconds between those who wait for the same window."""
GLANCE = 0.05
"""Seconds after which one looks again for what may change at any moment."""
LONGEST_GLANCE = 0.5
PROBE = 2.0
"""Seconds that the first answer of a server is waited for when pacing, before another call is risked."""
LONG_WAIT = 10.0
"""Seconds; a longer wait for the rate limit is announced."""


class Clock(Protocol):
    """Where the time comes from; tests put their own in."""

    def monotonic(self) -> float:
        """Seconds that only grow."""
        ...

    def time(self) -> float:
        """Seconds since 1970."""
        ...


class SystemClock:
    """The machine's clock."""

    monotonic = staticmethod(time.monotonic)
    time = staticmethod(time.time)


@dataclass(slots=True, frozen=True)
class RateWait:
    """A long wait for a rate limit that is about to begin.

    Attributes:
        host: the server.
        bucket: which of its limits: ``general``, ``media``, ``delete`` and so on.
        seconds: how long the first call that waits has to wait.
        until: when that is, by this machine's clock.
    """

    host: str
    bucket: str
    seconds: float
    until: datetime


def _answered(reply: Reply) -> bool:
    """Whether it is the server's own word on the call, rather than a refusal or a failure on the way."""
    return reply.status < 500 and reply.status != 429


class Limiter:
    """Keeps calls within servers' limits; may be shared by clients, threads and tasks.

    What is learnt is kept apart by server and by account. So clients with the same token share their limit, clients
    without one share that of their address, and all others do not get in each other's way.

    Args:
        policy: ``wait`` for a place, ``raise`` when there is none, or ``pace`` calls so that it never comes to that.
        max_wait: the longest that a server's limit is waited for, in seconds; a call that would have to wait longer
            fails at once. A few seconds more are granted, since servers round.
        share: the part of the limit to use when pacing, from 0 to 1.
        on_wait: called before a wait of more than ten seconds, once per window and bucket, however many wait; what it
            raises is logged and changes nothing.
        clock: where the time comes from.

    Raises:
        ConfigurationError: a value cannot be used.
    """

    def __init__(
        self,
        policy: RateLimitPolicy = "wait",
        *,
        max_wait: float = 300.0,
        share: float = 1.0,
        on_wait: Callable[[RateWait], object] | None = None,
        clock: Clock | None = None,
    ) -> None:
        if policy not in ("wait", "raise", "pace"):
            raise ConfigurationError(f"rate_limit must be 'wait', 'raise' or 'pace', not {policy!r}")
        if not 0 < share <= 1:
            raise ConfigurationError(f"share must be above 0 and at most 1, not {share!r}")
        if not max_wait >= 0:
            raise ConfigurationError(f"max_wait must be seconds, 0 or more, not {max_wait!r}")
        self.policy: RateLimitPolicy = policy
        self.max_wait = max_wait
        self.share = share
        self.on_wait = on_wait
        self.clock: Clock = clock or SystemClock()
        self._quotas: dict[tuple[str, int], Quota] = {}

    def with_policy(self, policy: RateLimitPolicy) -> Limiter:
        """The same limits kept by another policy: what is learnt by one, both know."""
        return _SameLimits(self, policy)

    @property
    def longest(self) -> float:
        """The longest wait with what is granted for servers that round, in seconds."""
        return self.max_wait + min(5.0, self.max_wait * 0.05)

    def quota(self, base_url: str, token: str | None = None) -> Quota:
        """What may be spent on a server with a token, or without one.

        Args:
            base_url: the server's address.
            token: the access token; it is not kept.
        """
        key = (base_url, hash(token))
        quota = self._quotas.get(key)
        if quota is None:
            quota = self._quotas.setdefault(key, Quota(self, urlsplit(base_url).netloc))
        return quota


class _SameLimits(Limiter):
    """Another limiter's limits, kept by another policy."""

    def __init__(self, origin: Limiter, policy: RateLimitPolicy) -> None:
        super().__init__(
            policy, max_wait=origin.max_wait, share=origin.share, on_wait=origin.on_wait, clock=origin.clock
        )
        self._origin = origin

    def quota(self, base_url: str, token: str | None = None) -> Quota:
        key = (base_url, hash(token))
        quota = self._quotas.get(key)
        if quota is None:
            quota = self._quotas.setdefault(key, self._origin.quota(base_url, token).kept_by(self))
        return quota


class Quota:
    """What one account, or one address without an account, may still do on one server; safe in threads and tasks.

    A call takes a place with ``acquire`` and gives it back with ``release``. In between it counts as under way.
    """

    def __init__(self, limiter: Limiter, host: str) -> None:
        self.limiter = limiter
        self.host = host
        self._clock = limiter.clock
        self.paces = limiter.policy == "pace"
        self._general = Window("general")
        self._windows: dict[str, tuple[Window, ...]] = {"general": (self._general,)}
        self._numbers = count(1)
        self._ignored: set[str] = set()
        self._lock = threading.Lock()

    def kept_by(self, limiter: Limiter) -> Quota:
        """The same windows, kept by another policy."""
        other = copy(self)
        other.limiter, other.paces = limiter, limiter.policy == "pace"
        return other

    def acquire(self, bucket: str, wait: Wait | None = None) -> Wait | None:
        """Ask for a place: ``None`` when it is taken, else how long to wait before asking again.

        Args:
            bucket: what the call counts against; ``general`` is counted besides.
            wait: what was given when asked before; it keeps the place in the line. Who asks no more calls ``leave``.
        """
        with self._lock:
            windows = self._windows.get(bucket) or self._open(bucket)
            window = windows[0]
            if wait is None and window is self._general and not window.known and not self.paces:
                window.in_flight += 1
                return None
            now = self._clock.monotonic()
            number = self._leave(wait) if wait is not None else next(self._numbers)
            for window in windows:
                obstacle = self._obstacle(window, number, now)
                if obstacle is not None:
                    return self._line_up(window, obstacle, now)
            for window in windows:
                self._take(window, now)
            return None

    def release(self, bucket: str, reply: Reply | None = None, *, spent: bool = True) -> str:
        """Give back a place after the answer, and learn from it.

        Args:
            bucket: the bucket that ``acquire`` took from.
            reply: the answer, or ``None`` where there was none.
            spent: without an answer, whether the server may have counted the call.

        Returns:
            the bucket that the answer was about.
        """
        said, retry_after = (None, None) if reply is None else self._read(reply)
        with self._lock:
            windows = self._windows[bucket]
            if reply is not None and said is None and _answered(reply) and self._is_quiet(windows):
                self._general.in_flight -= 1
                self._general.silent = True
                return bucket
            return self._learn(windows, reply, said, retry_after, spent=spent).bucket

    def announce(self, wait: Wait) -> None:
        """Tell the user of a long wait that begins."""
        logger.warning("%s: waiting %.0f s for the %s rate limit", self.host, wait.opens_in, wait.bucket)
        if self.limiter.on_wait is not None:
            until = datetime.fromtimestamp(self._clock.time(), UTC) + timedelta(seconds=wait.opens_in)
            try:
                self.limiter.on_wait(RateWait(self.host, wait.bucket, wait.opens_in, until))
            except Exception:
                logger.exception("on_wait failed")

    def leave(self, wait: Wait) -> None:
        """Give up waiting."""
        with self._lock:
            self._leave(wait)

    def state(self, bucket: str = "general") -> RateLimit | None:
        """What is known of a bucket now, or ``None`` before the first answer and after a window is over."""
        with self._lock:
            windows = self._windows.get(bucket)
            return None if windows is None else self._state(windows[0])

    def states(self) -> dict[str, RateLimit]:
        """What is known now, by bucket."""
        with self._lock:
            known = {bucket: self._state(windows[0]) for bucket, windows in self._windows.items()}
        return {bucket: state for bucket, state in known.items() if state is not None}

    def _state(self, window: Window) -> RateLimit | None:
        now = self._clock.monotonic()
        if not window.told or now >= window.ends:
            return None
        reset = datetime.fromtimestamp(self._clock.time(), UTC) + timedelta(seconds=window.ends - now)
        return RateLimit(window.limit, max(0, window.left - window.in_flight), reset)

    def _open(self, bucket: str) -> tuple[Window, ...]:
        windows = self._windows[bucket] = (Window(bucket), self._general)
        return windows

    def _is_quiet(self, windows: tuple[Window, ...]) -> bool:
        """Whether there is nothing to learn from one more answer that says nothing."""
        return windows[0] is self._general and not self._general.known and not self._general.refusals

    def _read(self, reply: Reply) -> tuple[RateLimit | None, float | None]:
        """What an answer says of the limit, and after a refusal the seconds to stay away, if it says so."""
        now = self._clock.time()
        said = read_rate_limit(reply.headers, now, self._ignore)
        if reply.status != 429:
            return said, None
        retry_after = read_retry_after(reply.headers, now, self._ignore)
        if retry_after is None and said is not None and said.reset is not None:
            retry_after = said.reset.timestamp() - now
        return said, retry_after

    def _learn(
        self,
        windows: tuple[Window, ...],
        reply: Reply | None,
        said: RateLimit | None,
        retry_after: float | None,
        *,
        spent: bool,
    ) -> Window:
        now = self._clock.monotonic()
        about, ends, limit, remaining = windows[0], None, None, 0
        if said is not None and said.remaining is not None and said.reset is not None:
            limit, remaining = said.limit, said.remaining
            ends = now + max(0.0, said.reset.timestamp() - self._clock.time())
            about = self._about(windows, limit, ends, now)
        for window in windows:
            window.in_flight -= 1
            window.roll_over(now)
            if spent and (ends is None or window is not about):
                window.charge(now)
        if reply is not None and reply.status == 429:
            about.refuse(None if said is None else said.limit, retry_after, now)
        elif ends is not None:
            about.hear(limit, remaining, ends, now)
        if reply is not None and _answered(reply):
            for window in windows:
                window.refusals = 0
                window.silent = ends is None
        return about

    def _about(self, windows: tuple[Window, ...], limit: int | None, ends: float, now: float) -> Window:
        """Whose numbers an answer has: a server that counts a call several times shows the limit that is nearest."""
        own, general = windows[0], self._general
        if own is general or own.is_about(limit, ends):
            return own
        if not general.is_about(limit, ends) and not general.has_become(limit, ends, now):
            return own
        own.covered_until = ends
        return general

    def _obstacle(self, window: Window, number: int, now: float) -> Wait | None:
        """What stands between a call and its place in a window, if anything."""
        window.roll_over(now)
        if not window.known:
            return self._probing(window, number, now) if self.paces else None
        usable = window.left - ((1 - self.limiter.share) * (window.limit or 0) if self.paces else 0)
        ahead = window.line.ahead_of(number, now)
        if usable <= window.in_flight:
            return self._shut(window, number, ahead, now, only_for_now=usable > 0)
        if self.paces:
            wait = self._turn(window, number, ahead, now)
            if wait is not None:
                return wait
        enough = usable - window.in_flight > ahead and not self.paces
        if ahead == 0 or enough or not window.line.first_is_coming(now):
            return None
        return Wait(number, window.bucket, GLANCE + ahead * APART)

    def _turn(self, window: Window, number: int, ahead: int, now: float) -> Wait | None:
        interval = self._interval(window, now)
        window.next_turn = min(window.next_turn, now + interval)
        turn = window.next_turn - now
        if turn <= 0.001:
            return None
        if ahead == 0:
            return Wait(number, window.bucket, turn, turn)
        # Those further back ask again when half of it is over, since the pace may have changed by then.
        half = min(turn + ahead * interval, window.opens - now, self.limiter.longest) / 2
        return Wait(number, window.bucket, max(half, GLANCE), turn)

    def _probing(self, window: Window, number: int, now: float) -> Wait | None:
        """When pacing, the first answer shows what there is to pace; until it comes, one call is under way."""
        if window.silent or now < window.covered_until or not window.in_flight or now >= window.probe_until:
            return None
        ahead = window.line.ahead_of(number, now)
        return Wait(number, window.bucket, min(GLANCE * (ahead + 1), LONGEST_GLANCE))

    def _shut(self, window: Window, number: int, ahead: int, now: float, *, only_for_now: bool) -> Wait:
        opens_in = window.opens - now
        if only_for_now and self.limiter.policy != "raise":
            # Some of what is under way may have been counted already; its answer gives the place back.
            return Wait(number, window.bucket, min(opens_in + JITTER, LONGEST_GLANCE + ahead * APART))
        hopeless = self.limiter.policy == "raise" or opens_in > self.limiter.longest
        seconds = min(opens_in, self.limiter.longest) + random.uniform(APART, JITTER) + ahead * APART
        return Wait(number, window.bucket, seconds, opens_in, hopeless)

    def _line_up(self, window: Window, wait: Wait, now: float) -> Wait:
        if wait.hopeless:
            return wait
        wait.due = now + wait.seconds
        wait.announce = wait.opens_in > LONG_WAIT and not window.announced
        window.announced = window.announced or wait.announce
        window.line.join(wait)
        return wait

    def _leave(self, wait: Wait) -> int:
        if wait.line is not None:
            wait.line.leave(wait)
        return wait.number

    def _take(self, window: Window, now: float) -> None:
        if self.paces:
            if window.known:
                window.next_turn = now + self._interval(window, now)
            window.probe_until = now + PROBE
        window.in_flight += 1

    def _interval(self, window: Window, now: float) -> float:
        """Seconds from one paced call to the next, so that those left fill the window."""
        usable = window.left - (1 - self.limiter.share) * (window.limit or 0) - window.in_flight
        return min((window.ends - now) / max(usable, 1.0), self.limiter.max_wait)

    def _ignore(self, name: str, value: str) -> None:
        if name not in self._ignored:
            self._ignored.add(name)
            logger.warning("%s: ignoring %s: %.60r is not believable", self.host, name, value)
