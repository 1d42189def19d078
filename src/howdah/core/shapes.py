"""What kind of thing a value is, told in a way that type checkers follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import IO, Any, TypeGuard


def is_mapping(value: Any) -> TypeGuard[Mapping[Any, Any]]:
    """A mapping: what goes over the wire as a hash."""
    return isinstance(value, Mapping)


def is_array(value: Any) -> TypeGuard[Iterable[Any]]:
    """A collection that goes over the wire as several values."""
    return isinstance(value, (Sequence, Set)) and not isinstance(value, (str, bytes, bytearray))


def is_json_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """A parsed JSON object."""
    return isinstance(value, dict)


def is_json_array(value: Any) -> TypeGuard[list[Any]]:
    """A parsed JSON array."""
    return isinstance(value, list)


def is_file(value: Any) -> TypeGuard[IO[bytes]]:
    """An open file; it gives its lines as an iterator would, but is read otherwise."""
    return callable(getattr(value, "read", None))
