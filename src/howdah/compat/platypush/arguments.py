"""Arguments as platypush hands them over: a text that looks like JSON has become what it looks like."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from ...core.shapes import is_mapping
from ...models.enums import Visibility

KNOWN = frozenset(kind.value for kind in Visibility)
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
    """The rows of a profile, each a name and a value.

    Raises:
        TypeError: something of it is no such row; the rows that are there would be replaced by an empty one.
    """
    if value is None:
        return None
    rows = [value] if is_mapping(value) else list(value)
    for row in rows:
        if not is_mapping(row) or not row.keys() >= {"name", "value"}:
            raise TypeError(f"metadata are rows with name and value, not {row!r:.60}")
    return [{name: words(row[name]) for name in ("name", "value")} for row in rows]


def audience(value: Any) -> str | None:
    """Who can see a status, as servers write it: some show to everyone what they do not know, such as ``Direct``."""
    said = (text(value) or "").strip()
    return said.lower() if said.lower() in KNOWN else said or None


def policy(value: str | None) -> str | None:
    """Whose replies a list shows; platypush's page says ``following`` where the API says ``followed``."""
    return "followed" if value == "following" else value or None
