"""Where a stream is: per feed, what has been given, so that what was missed can be told from what was not."""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from ..core.errors import ConfigurationError
from ..core.shapes import is_json_array, is_json_object

WINDOW = 20
"""How many of the newest IDs a mark remembers one by one.

A status from another server gets an ID as old as it is, so it may come after newer ones. Fetching what was missed
begins this many IDs back, and what is remembered is not given again.
"""
LONGEST_POSITION = 64 * 1024


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

    def note(self, identifier: str) -> Mark:
        """The mark once an ID has been given."""
        if identifier in self.above or order(identifier) <= order(self.floor):
            return self
        if not self.above or order(identifier) > order(self.above[-1]):
            above = (*self.above, identifier)
        else:
            sorting = list(self.above)
            insort(sorting, identifier, key=order)
            above = tuple(sorting)
        return Mark(self.floor, above) if len(above) <= WINDOW else Mark(above[0], above[1:])

    def has(self, identifier: str) -> bool:
        """Whether an ID has been dealt with."""
        return identifier in self.above or order(identifier) <= order(self.floor)


Marks: TypeAlias = Mapping[str, Mark]
"""Marks by the key of their feed."""


def write_position(marks: Marks) -> str:
    """A position as a string that can be stored."""
    return json.dumps({key: [mark.floor, *mark.above] for key, mark in marks.items()}, separators=(",", ":"))


def read_position(position: str) -> dict[str, Mark]:
    """The marks of a stored position.

    Raises:
        ConfigurationError: it is none.
    """
    try:
        document = json.loads(position) if len(position) <= LONGEST_POSITION else None
    except (ValueError, RecursionError):
        document = None
    marks: dict[str, Mark] = {}
    for key, ids in document.items() if is_json_object(document) else ():
        if not is_json_array(ids) or not ids or not all(isinstance(one, str) for one in ids):
            document = None
            break
        marks[key] = Mark(str(ids[0]), tuple(sorted((str(one) for one in ids[1 : WINDOW + 1]), key=order)))
    if document is None or not is_json_object(document):
        raise ConfigurationError(f"{position!r:.80} is no position of a stream; store what event.position gives")
    return marks
