"""Rate limits: what a server says of them, kept per bucket, and how long to wait for a place."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal, Protocol, TypeAlias

from .errors import ConfigurationError

logger = logging.getLogger("howdah")

RateLimitPolicy: TypeAlias = Literal["wait", "raise", "pace"]
Bucket: TypeAlias = Literal["general", "media", "delete"]

JITTER = 0.25
"""Seconds; how much later than a window's end a waiting call may come, so that not all come at once."""
LONGEST_WINDOW = 24 * 3600.0
"""Seconds; a server that names a reset further away than this is not believed."""


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
class RateLimit:
    """What a server said of a rate limit.

    Attributes:
        limit: calls allowed per window.
        remaining: calls left in this window.
        reset: when the window ends, by this machine's clock.
    """

    limit: int | None = None
    remaining: int | None = None
    reset: datetime | None = None


def read_rate_limit(headers: Mapping[str, str], now: float) -> RateLimit | None:
    """The rate limit in a response's headers, or ``None`` where there is none.

    Args:
        headers: the response's headers; ``Date`` corrects a server's clock that goes wrong.
        now: the time now, in seconds since 1970.
    """
    limit, remaining = (_whole(headers.get(f"x-ratelimit-{name}")) for name in ("limit", "remaining"))
    seconds = _seconds_until(headers.get("x-ratelimit-reset"), headers, now)
    if limit is None and remaining is None:
        return None
    reset = None if seconds is None else datetime.fromtimestamp(now + seconds, UTC)
    return RateLimit(limit, remaining, reset)


def read_retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds until the server wants to be asked again, or ``None`` where it does not say."""
    return _seconds_until(headers.get("retry-after"), headers, now)


def _whole(text: str | None) -> int | None:
    try:
        return max(0, int(float(text))) if text else None
    except (ValueError, OverflowError):
        return None


def _seconds_until(text: str | None, headers: Mapping[str, str], now: float) -> float | None:
    """A reset or a ``Retry-After`` as seconds from now: ISO, HTTP date, epoch (s or ms) or seconds."""
    if not text:
        return None
    number = _number(text.strip())
    if number is None:
        moment = _moment(text.strip())
        if moment is None:
            logger.debug("ignoring a time that cannot be read: %.60r", text)
            return None
    elif number < 1_000_000_000:
        return _believed(number, text)
    else:
        moment = number / 1000 if number > 100_000_000_000 else number
    server_now = _moment(headers.get("date", ""))
    return _believed(moment - (now if server_now is None else server_now), text)


def _believed(seconds: float, text: str) -> float | None:
    if seconds > LONGEST_WINDOW:
        logger.debug("ignoring an absurd time: %.60r", text)
        return None
    return max(0.0, seconds)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if -1e15 < number < 1e15 else None


def _moment(text: str) -> float | None:
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            parsed = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        try:
            return aware.timestamp()
        except (OverflowError, ValueError):
            return None
    return None


class _Window:
    """One bucket's window as far as it is known; times are monotonic."""

    __slots__ = ("ends", "in_flight", "known", "limit", "next_turn", "remaining")

    def __init__(self) -> None:
        self.limit: int | None = None
        self.remaining = 0
        self.ends = 0.0
        self.known = False
        self.in_flight = 0
        self.next_turn = 0.0

    def roll_over(self, now: float) -> None:
        """Start a new window if the known one is over."""
        if self.known and now >= self.ends:
            self.known = False


class Limiter:
    """Keeps calls within a server's limits; may be shared by clients that share a token, threads and tasks alike.

    Args:
        policy: ``wait`` for a place, ``raise`` when there is none, or ``pace`` calls so that it never comes to that.
        max_wait: the longest single wait, in seconds; a call that would have to wait longer fails at once.
        share: the part of the limit to use when pacing, from 0 to 1.
        clock: where the time comes from.
    """

    def __init__(
        self,
        policy: RateLimitPolicy = "wait",
        *,
        max_wait: float = 300.0,
        share: float = 1.0,
        clock: Clock | None = None,
    ) -> None:
        if policy not in ("wait", "raise", "pace"):
            raise ConfigurationError(f"rate_limit must be 'wait', 'raise' or 'pace', not {policy!r}")
        if not 0 < share <= 1:
            raise ConfigurationError(f"share must be above 0 and at most 1, not {share!r}")
        self.policy = policy
        self.max_wait = max_wait
        self.share = share
        self._clock: Clock = clock or SystemClock()
        self._windows: dict[str, _Window] = {}
        self._lock = threading.Lock()

    def with_policy(self, policy: RateLimitPolicy) -> Limiter:
        """The same limits kept by another policy: what is learnt by one, both know."""
        other = copy(self)
        other.policy = Limiter(policy).policy
        return other

    def acquire(self, bucket: str) -> float:
        """Ask for a place: 0 when it is taken, else the seconds to wait before asking again."""
        with self._lock:
            window = self._windows.get(bucket)
            if window is None:
                window = self._windows[bucket] = _Window()
            now = self._clock.monotonic()
            window.roll_over(now)
            if window.known and window.remaining <= 0:
                return window.ends - now + random.uniform(0.01, JITTER)
            if self.policy == "pace" and window.known:
                if window.next_turn > now + 0.001:
                    return window.next_turn - now
                places = max(1.0, window.remaining - (1 - self.share) * (window.limit or 0))
                window.next_turn = now + (window.ends - now) / places
            window.remaining -= 1
            window.in_flight += 1
            return 0.0

    def release(self, bucket: str, said: RateLimit | None, refused_for: float | None = None) -> None:
        """Give back a place after the answer, with what it said.

        Args:
            bucket: the bucket that ``acquire`` took from.
            said: the answer's rate limit, if any.
            refused_for: after a 429, the seconds for which the bucket is shut.
        """
        with self._lock:
            window = self._windows[bucket]
            window.in_flight = max(0, window.in_flight - 1)
            now = self._clock.monotonic()
            if said is not None and said.remaining is not None and said.reset is not None:
                ends = now + max(0.0, said.reset.timestamp() - self._clock.time())
                left = said.remaining - window.in_flight
                same = window.known and abs(ends - window.ends) < 2.0
                window.remaining = min(window.remaining, left) if same else left
                window.ends, window.limit, window.known = ends, said.limit, True
            if refused_for is not None:
                window.remaining, window.ends, window.known = 0, now + refused_for, True

    def state(self, bucket: str = "general") -> RateLimit | None:
        """What is known of a bucket now, or ``None`` before the first answer and after a window is over."""
        with self._lock:
            window = self._windows.get(bucket)
            if window is None:
                return None
            now = self._clock.monotonic()
            window.roll_over(now)
            if not window.known:
                return None
            reset = datetime.fromtimestamp(self._clock.time(), UTC) + timedelta(seconds=window.ends - now)
            return RateLimit(window.limit, max(0, window.remaining), reset)
