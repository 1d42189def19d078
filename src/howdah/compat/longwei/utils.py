"""What longwei keeps here: reading when a rate limit is full again."""

from __future__ import annotations

from datetime import UTC, datetime


def parse_rate_limit_reset(time_value: str | None) -> datetime | None:
    """When a rate limit is full again, from ISO 8601 or seconds since 1970; ``None`` for anything else.

    Args:
        time_value: the header's value; a time without a zone is UTC.
    """
    if not time_value:
        return None
    try:
        if time_value.replace(".", "", 1).isdecimal():
            return datetime.fromtimestamp(float(time_value), UTC)
        moment = datetime.fromisoformat(time_value)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
