"""IDs that are made of time: when a thing was made, from its ID, and the ID that a moment would have."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Literal

from .errors import ConfigurationError

CROCKFORD = {character: number for number, character in enumerate("0123456789ABCDEFGHJKMNPQRSTVWXYZ")}
BASE62 = {
    character: number
    for number, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
}
ULID_LENGTH = 26
FLAKE_LENGTH = 18
SNOWFLAKE_BITS = 16
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = 253402300799999
"""Milliseconds since 1970 beyond which no ``datetime`` goes."""


def id_to_datetime(identifier: str) -> datetime:
    """When a thing was made, from its ID, in UTC and to the millisecond.

    Args:
        identifier: a snowflake (Mastodon), ULID (GoToSocial), flake (Pleroma, Akkoma) or UUID of version 7 (Hollo).

    Raises:
        ConfigurationError: this ID is not made of time, such as one from before Mastodon 2.0.
    """
    milliseconds = _milliseconds(identifier)
    if milliseconds is None or not 0 < milliseconds <= LATEST:
        raise ConfigurationError(f"the ID {identifier!r:.60} is not made of time")
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _milliseconds(identifier: str) -> int | None:
    if not identifier.isascii():
        return None
    if identifier.isdecimal():
        return int(identifier[:30]) >> SNOWFLAKE_BITS
    if len(identifier) == ULID_LENGTH and set(identifier.upper()) <= CROCKFORD.keys() and identifier[0] < "8":
        return _number(identifier[:10].upper(), CROCKFORD)
    if len(identifier) == FLAKE_LENGTH and set(identifier) <= BASE62.keys():
        return _number(identifier, BASE62) >> 64
    try:
        parsed = uuid.UUID(identifier)
    except ValueError:
        return None
    return parsed.int >> 80 if parsed.version == 7 else None


def _number(text: str, digits: dict[str, int]) -> int:
    number = 0
    for character in text:
        number = number * len(digits) + digits[character]
    return number


def datetime_to_id(moment: datetime, kind: Literal["snowflake", "ulid"] = "snowflake") -> str:
    """The lowest ID that a thing made at a moment can have.

    Args:
        moment: the moment; a naive ``datetime`` is UTC.
        kind: ``snowflake`` for Mastodon, ``ulid`` for GoToSocial.

    Raises:
        ConfigurationError: the moment is before 1970.
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    milliseconds = (aware - EPOCH) // timedelta(milliseconds=1)
    if milliseconds < 0:
        raise ConfigurationError(f"no ID is from {moment}")
    if kind == "snowflake":
        return str(milliseconds << SNOWFLAKE_BITS)
    characters = list(CROCKFORD)
    return "".join(characters[milliseconds >> (5 * place) & 31] for place in range(9, -1, -1)) + "0" * 16
