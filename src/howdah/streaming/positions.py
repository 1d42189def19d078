"""Where a stream is: per feed, what has been given, so that what was missed can be told from what was not."""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from ..core.errors import ConfigurationError
from ..core.shapes import is_json_array, is_json_object

WINDOW = 200
"""How many of the newest IDs a mark remembers one by one, at the most.

A status from another server gets an ID as old as it is, so it may come after newer ones. Fetching what was missed
begins at the mark's floor, below these IDs, and what is remembered is not given again.
"""
LONGEST_POSITION = 1024 * 1024
SERVER = "server"
"""What a position says its server under; no feed is called so."""


def order(identifier: str) -> tuple[int, str]:
    """What IDs are sorted by: numbers by value, and those that are made of time by time."""
    return len(identifier), identifier


class Mark(NamedTuple):
    """What of a feed has been given.

    Attributes:
        floor: everything up to this ID has been dealt with.
        above: the IDs above it that have been given, in order.
    """

    floor: str
    above: tuple[str, ...] = ()

    def note(self, identifier: str, *, hold: bool = False) -> Mark:
        """The mark once an ID has been given.

        Args:
            identifier: the ID.
            hold: keep the floor where it is, since something above it could not be fetched yet.
        """
        if identifier in self.above or order(identifier) <= order(self.floor):
            return self
        if not self.above or order(identifier) > order(self.above[-1]):
            above = (*self.above, identifier)
        else:
            sorting = list(self.above)
            insort(sorting, identifier, key=order)
            above = tuple(sorting)
        if len(above) <= WINDOW:
            return Mark(self.floor, above)
        return Mark(self.floor if hold else above[0], above[1:])

    def without_oldest(self, count: int) -> Mark:
        """The mark with its floor raised over so many of the IDs above it."""
        return Mark(self.above[count - 1], self.above[count:]) if count else self

    def has(self, identifier: str) -> bool:
        """Whether an ID has been dealt with."""
        return identifier in self.above or order(identifier) <= order(self.floor)


Marks: TypeAlias = Mapping[str, Mark]
"""Marks by the key of their feed."""


def write_position(marks: Marks, server: str) -> str:
    """A position as a string that can be stored."""
    said = {key: [mark.floor, *mark.above] for key, mark in marks.items()}
    return json.dumps({SERVER: server, **said}, separators=(",", ":"))


class Position(NamedTuple):
    """A stored position.

    Attributes:
        server: the host whose stream it is of; empty if it does not say.
        marks: what of its feeds has been given.
    """

    server: str
    marks: dict[str, Mark]


def read_position(position: str) -> Position:
    """A stored position.

    Raises:
        ConfigurationError: it is none.
        TypeError: it is no string.
    """
    if not isinstance(position, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"since is a string that event.position gave, not {position!r:.60}")
    try:
        found = _read(position)
    except (ValueError, RecursionError):
        found = None
    if found is None:
        raise ConfigurationError(f"{position!r:.80} is no position of a stream; store what event.position gives")
    return found


def _read(position: str) -> Position | None:
    document = json.loads(position) if len(position) <= LONGEST_POSITION else None
    if not is_json_object(document):
        return None
    server = document.pop(SERVER, "")
    if not isinstance(server, str):
        return None
    marks: dict[str, Mark] = {}
    for key, ids in document.items():
        if not is_json_array(ids) or not ids or not all(isinstance(one, str) for one in ids):
            return None
        floor, *above = (str(one) for one in ids)
        "".join((floor, *above)).encode()  # a lone surrogate is no part of an ID
        marks[key] = Mark(floor, tuple(sorted(above, key=order)[-WINDOW:]))
    return Position(server, marks)
