"""IDs that are made of time: when a thing was made, from its ID, and the ID that a moment would have."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from .encoding import identity_of, scalar
from .errors import ConfigurationError

if TYPE_CHECKING:
    from ..models.entity import Entity

CROCKFORD = {character: number for number, character in enumerate("0123456789ABCDEFGHJKMNPQRSTVWXYZ")}
BASE62 = {
    character: number
    for number, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
}
ULID_LENGTH = 26
FLAKE_LENGTH = 18
UUID_LENGTH = 36
SNOWFLAKE_BITS = 16
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
EARLIEST = datetime(2008, 1, 1, tzinfo=UTC)
"""The fediverse is no older; what seems to be is a number that was counted, not a time."""
LEEWAY = timedelta(days=1)
"""How far a server's clock may be ahead."""


def id_to_datetime(identifier: str | Entity) -> datetime:
    """When a thing was made, from its ID, in UTC and to the millisecond.

    Args:
        identifier: a snowflake (Mastodon), ULID (GoToSocial), flake (Pleroma, Akkoma) or UUID of version 7 (Hollo); or
            the entity that has it.

    Raises:
        ConfigurationError: this ID is not made of time, such as one from before Mastodon 2.0 or one of snac's; or its
            time is before 2008, or still to come.
        TypeError: it is neither a text nor an entity.
    """
    text = identifier if isinstance(identifier, str) else _id_of(identifier)
    milliseconds = _milliseconds(text)
    latest = (datetime.now(UTC) + LEEWAY - EPOCH) // MILLISECOND
    if milliseconds is None or not (EARLIEST - EPOCH) // MILLISECOND <= milliseconds <= latest:
        raise ConfigurationError(f"the ID {text!r:.60} is not made of time")
    return EPOCH + milliseconds * MILLISECOND


def _id_of(entity: Any) -> str:
    if identity_of(entity) is None:
        raise TypeError(f"an ID is a str, or the entity that has it, not {type(entity).__name__} {entity!r:.60}")
    return scalar(entity)


def _milliseconds(identifier: str) -> int | None:
    """Milliseconds since 1970, if an ID of this form is made of them."""
    if not identifier.isascii():
        return None
    if identifier.isdecimal() and len(identifier) < ULID_LENGTH:
        return int(identifier) >> SNOWFLAKE_BITS
    if len(identifier) == ULID_LENGTH and set(identifier.upper()) <= CROCKFORD.keys() and identifier[0] < "8":
        return _number(identifier[:10].upper(), CROCKFORD)
    if len(identifier) == FLAKE_LENGTH and set(identifier) <= BASE62.keys():
        return _number(identifier, BASE62) >> 64
    if len(identifier) != UUID_LENGTH:  # without its hyphens it could as well be one of snac's, which are digests
        return None
    try:
        parsed = uuid.UUID(identifier)
    except ValueError:
        return None
    return parsed.int >> 80 if parsed.version == 7 and parsed.variant == uuid.RFC_4122 else None


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
        ConfigurationError: the moment is before 1970, or IDs of this kind are not made here.
        TypeError: the moment is no ``datetime``.
    """
    if not isinstance(moment, datetime):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"a moment is a datetime, not {type(moment).__name__} {moment!r:.60}")
    if kind not in ("snowflake", "ulid"):
        raise ConfigurationError(f"the kind of an ID is snowflake or ulid, not {kind!r:.60}")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    milliseconds = (aware - EPOCH) // MILLISECOND
    if milliseconds < 0:
        raise ConfigurationError(f"no ID is from {moment}")
    if kind == "snowflake":
        return str(milliseconds << SNOWFLAKE_BITS)
    characters = list(CROCKFORD)
    return "".join(characters[milliseconds >> (5 * place) & 31] for place in range(9, -1, -1)) + "0" * 16
