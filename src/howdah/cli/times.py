"""Times and lengths of time as people type them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import typer

Typed = TypeVar("Typed")

UNITS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "w": 7 * 86400, "y": 365 * 86400}
_PART = re.compile(r"(\d+)\s*([a-z]+)")


def typed(parse: Callable[[str], Typed]) -> Callable[[str], Typed]:
    """What reads an option's value, so that what is wrong with it is told in its own words alone."""

    def read(text: str) -> Typed:
        try:
            return parse(text)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None

    return read


def duration(text: str) -> timedelta:
    """A length of time: ``90s``, ``30m``, ``1h30m``, ``7d``, ``2w``, ``1y``.

    Raises:
        ValueError: it is none.
    """
    parts = _PART.findall(text.strip().lower())
    rest = _PART.sub("", text.strip().lower()).strip()
    if not parts or rest or any(unit not in UNITS for _, unit in parts):
        raise ValueError(f"{text!r} is no length of time such as 30m, 12h, 7d, 2w or 1y")
    return timedelta(seconds=sum(int(number) * UNITS[unit] for number, unit in parts))


def moment(text: str) -> datetime:
    """A time: ``2027-01-31 18:00`` on the clock here, ``2027-01-31T18:00Z``, or how long from now, such as ``2h``.

    Raises:
        ValueError: it is none.
    """
    try:
        return datetime.fromisoformat(text.strip()).astimezone()
    except ValueError:
        pass
    try:
        return datetime.now(UTC) + duration(text)
    except ValueError:
        raise ValueError(f"{text!r} is no time such as '2027-01-31 18:00', nor a length of time such as 2h") from None
