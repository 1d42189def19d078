"""What a response says of rate limits: ``X-RateLimit-*`` and ``Retry-After``, in every form that servers use."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TypeAlias

LONGEST_WINDOW = 24 * 3600.0
"""Seconds; a server that names a reset further away than this is not believed."""
LATE = 60.0
"""Seconds; a reset that was longer ago than this is no late answer but nonsense."""
LARGEST_LIMIT = 1_000_000
"""Calls per window; a server that claims more has no limit worth keeping."""

Ignored: TypeAlias = Callable[[str, str], object]
"""Told the name and the value of a header that is not believed."""


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


def read_rate_limit(headers: Mapping[str, str], now: float, ignored: Ignored | None = None) -> RateLimit | None:
    """The rate limit in a response's headers, or ``None`` where there is none.

    Args:
        headers: the response's headers; ``Date`` corrects a server's clock that goes wrong.
        now: the time now, in seconds since 1970.
        ignored: told of each header whose value is not believed.
    """
    said_limit, said_remaining = headers.get("x-ratelimit-limit"), headers.get("x-ratelimit-remaining")
    if said_limit is None and said_remaining is None:
        return None
    limit, remaining = _count(said_limit, 1), _count(said_remaining, 0)
    if remaining is not None and limit is not None and remaining > limit:
        remaining = None
    seconds = _seconds_until(headers, "x-ratelimit-reset", now, ignored)
    if ignored is not None:
        if said_limit and limit is None:
            ignored("x-ratelimit-limit", said_limit)
        if said_remaining and remaining is None:
            ignored("x-ratelimit-remaining", said_remaining)
    if limit is None and remaining is None:
        return None
    reset = None if seconds is None else datetime.fromtimestamp(now + seconds, UTC)
    return RateLimit(limit, remaining, reset)


def read_retry_after(headers: Mapping[str, str], now: float, ignored: Ignored | None = None) -> float | None:
    """Seconds until the server wants to be asked again, or ``None`` where it does not say."""
    return _seconds_until(headers, "retry-after", now, ignored)


def _count(text: str | None, least: int) -> int | None:
    try:
        number = float(text) if text else math.nan
    except ValueError:
        return None
    return int(number) if least <= number <= LARGEST_LIMIT else None


def _seconds_until(headers: Mapping[str, str], name: str, now: float, ignored: Ignored | None) -> float | None:
    """A reset or a ``Retry-After`` as seconds from now: ISO, HTTP date, epoch (s or ms) or seconds."""
    text = headers.get(name)
    if not text:
        return None
    seconds = _until(text.strip(), headers.get("date"), now)
    if seconds is not None and -LATE <= seconds <= LONGEST_WINDOW:
        return max(0.0, seconds)
    if ignored is not None:
        ignored(name, text)
    return None


def _until(text: str, date: str | None, now: float) -> float | None:
    number = _number(text)
    if number is None:
        moment = _moment(text)
    elif number < 1_000_000_000:
        return number if number >= 0 else None
    else:
        moment = number / 1000 if number > 100_000_000_000 else number
    if moment is None:
        return None
    server_now = _http_date(date) if date else None
    return moment - (now if server_now is None else server_now)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _moment(text: str) -> float | None:
    try:
        return _timestamp(datetime.fromisoformat(text))
    except ValueError:
        return _http_date(text)


@lru_cache(maxsize=16)
def _http_date(text: str) -> float | None:
    # Parsing a date costs more than all else here, and every answer within a second has the same.
    try:
        return _timestamp(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _timestamp(moment: datetime) -> float | None:
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, ValueError):
        return None
