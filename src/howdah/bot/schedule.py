"""How often something is to be done, and when it is due."""

from __future__ import annotations

import math
import re
from datetime import timedelta

from ..core.errors import ConfigurationError

UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([smhdw])")


def seconds_of(interval: str | float | timedelta) -> float:
    """An interval in seconds: ``30m``, ``1h30m``, ``1d``, a number of seconds or a ``timedelta``.

    Raises:
        ConfigurationError: it is none, or not above 0.
    """
    if isinstance(interval, timedelta):
        seconds = interval.total_seconds()
    elif isinstance(interval, str):
        text = interval.strip().lower()
        whole = re.fullmatch(rf"(?:{_PART.pattern}\s*)+", text) is not None
        seconds = sum(float(count) * UNITS[unit] for count, unit in _PART.findall(text)) if whole else 0.0
    else:
        seconds = float(interval)
    if not (math.isfinite(seconds) and seconds > 0):
        raise ConfigurationError(f"{interval!r:.60} is no interval; write 30s, 15m, 1h30m, 1d or 1w")
    return seconds


def next_due(due: float, every: float, now: float) -> float:
    """When it is due after it was done; what was missed meanwhile is not made up for.

    Args:
        due: when it was due.
        every: seconds from one time to the next.
        now: the time now.
    """
    return due + every * max(1, math.floor((now - due) / every) + 1)
