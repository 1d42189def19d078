"""Mastodon.py and the front that stands in for it: the same tests for both."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

LIBRARIES = {"Mastodon.py": "mastodon", "Howdah": "howdah.compat.mastodon_py"}


def library(name: str) -> Any:
    """The module that a program imports."""
    return importlib.import_module(LIBRARIES[name])


def plain(value: Any) -> Any:
    """A value without what is a library's own: types of dicts, of lists and of time zones."""
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, str) else value


def parameters(function: Any) -> list[tuple[str, Any, Any]]:
    """Name, kind and default of a function's parameters, in order."""
    return [(each.name, each.kind, each.default) for each in inspect.signature(function).parameters.values()]
