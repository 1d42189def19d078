"""Headers made of parameters, as Web Push has them: ``a=1;b="two", c=3``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..core.wire import Headers

# Possessive throughout, so that no header takes longer than its length.
_PIECE = re.compile(
    r"\s*+(?:([!#$%&'*+.^`|~\w-]++)\s*+=\s*+(?:\"((?:[^\"\\]|\\.)*+)\"|([^\s\",;]*+))\s*+)?+([;,]|\Z)", re.ASCII
)
_ESCAPED = re.compile(r"\\(.)")


def parameter_groups(value: str) -> list[dict[str, str]]:
    """The groups between commas, each with its parameters by lower-case name; the first of a name counts.

    Raises:
        ValueError: it is not made of parameters.
    """
    groups: list[dict[str, str]] = [{}]
    at = 0
    while at < len(value):
        piece = _PIECE.match(value, at)
        if piece is None:
            raise ValueError("not made of parameters")
        name, quoted, bare, end = piece.groups()
        if name is not None:
            groups[-1].setdefault(name.lower(), bare if quoted is None else _ESCAPED.sub(r"\1", quoted))
        if end == ",":
            groups.append({})
        at = piece.end()
    return groups


def with_parameter(name: str, groups: list[dict[str, str]], keyid: str | None = None) -> dict[str, str]:
    """The group that has a parameter: the one with a key's ID if there is one, else the first; else an empty one."""
    having = [group for group in groups if name in group]
    having.sort(key=lambda group: group.get("keyid") != keyid)
    return having[0] if having else {}


def headers_of(given: Mapping[str, str]) -> Headers:
    """Headers that are found under any spelling of their name."""
    return given if isinstance(given, Headers) else Headers(given.items())
