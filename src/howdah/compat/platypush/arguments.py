"""Arguments as platypush hands them over: a text that looks like JSON has become what it looks like."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from ...core.shapes import is_mapping

Id: TypeAlias = str | int
"""An ID; platypush makes numbers of those that look like one."""


def text(value: Any) -> str | None:
    """A text, also where platypush has made a number, a flag or a list of it; ``None`` is none."""
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def words(value: Any) -> str:
    """A text that must be there; nothing at all is an empty one."""
    return text(value) or ""


def texts(value: Any) -> list[str] | None:
    """Texts, or one alone."""
    if value is None:
        return None
    if isinstance(value, (str, int, float)):
        return [words(value)]
    return [words(item) for item in value]


def identifier(value: Any) -> str:
    """An ID, given as text, as a number, or as the entity that has it.

    Raises:
        TypeError: it is none.
    """
    if is_mapping(value):
        value = value.get("id")
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"an ID is a text or a number, not {value!r:.60}")


def bound(value: Any) -> str | None:
    """The ID that a page begins or ends at, if any."""
    return identifier(value) if value else None


def identifiers(value: Any) -> list[str] | None:
    """IDs, or one alone."""
    if value is None:
        return None
    if isinstance(value, (str, int, Mapping)):
        return [identifier(value)]
    return [identifier(item) for item in value]


def path(value: Any) -> str | None:
    """Where a file is, with ``~`` for the home folder; ``None`` is none."""
    return os.path.expanduser(words(value)) if value else None


def profile_fields(value: Iterable[Mapping[str, Any]] | None) -> list[dict[str, str]] | None:
    """The rows of a profile, each a name and a value."""
    if value is None:
        return None
    return [{"name": words(row.get("name")), "value": words(row.get("value"))} for row in value]


def policy(value: str | None) -> str | None:
    """Whose replies a list shows; platypush's page says ``following`` where the API says ``followed``."""
    return "followed" if value == "following" else value or None
