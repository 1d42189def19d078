"""What two libraries made of two servers, held against each other: field by field and type for type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from .script import Outcome, Raised

OWN = re.compile(
    r"""
    \d{4}-\d\d-\d\d[T\ ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?  # a time
    | [A-Za-z0-9_-]{20,}                                          # a token, a key or a hash
    | [0-9a-f]{12,}                                               # a file's name
    | \d{10,}                                                     # an ID, or seconds
    """,
    re.VERBOSE,
)
"""What a server makes up itself."""
BESIDE = ("_mastopy_type", "_pagination_next", "_pagination_prev", "_async_refresh")
"""What entities carry beside what the server sent."""
FIRST_SECOND = 1.7e9
"""A number beyond this is a time."""
LONGEST_RUN = timedelta(minutes=10)


class Difference(NamedTuple):
    """One thing that is not equal."""

    step: str
    where: str
    one: str
    other: str

    def __str__(self) -> str:
        return f"{self.step}: {self.where}: {self.one} != {self.other}"


@dataclass
class Pairs:
    """What the two servers call the same thing by: an ID of the one stands for exactly one of the other."""

    hosts: tuple[Sequence[str], Sequence[str]]
    forth: dict[str, str] = field(default_factory=dict)
    back: dict[str, str] = field(default_factory=dict)

    def match(self, one: str, other: str) -> bool:
        """Whether two texts are the same, once what each server has made up is mapped."""
        for here, there in zip(*self.hosts, strict=True):
            one, other = one.replace(here, "host"), other.replace(there, "host")
        if one == other:
            return all(self.pair(own, own) for own in OWN.findall(one))
        if OWN.sub("*", one) != OWN.sub("*", other):
            return False
        return all(self.pair(*both) for both in zip(OWN.findall(one), OWN.findall(other), strict=True))

    def pair(self, one: str, other: str) -> bool:
        """Whether two names can stand for one thing, given what was paired before; times of today need be close."""
        try:
            return same_moment(datetime.fromisoformat(one), datetime.fromisoformat(other))
        except ValueError:
            return self.forth.setdefault(one, other) == other and self.back.setdefault(other, one) == one


def same_moment(one: datetime, other: datetime) -> bool:
    """Whether two times are the same, or close and so late that each run has made its own."""
    if (one.tzinfo is None) != (other.tzinfo is None) or one.utcoffset() != other.utcoffset():
        return False
    if one == other:
        return True
    since = datetime.now(one.tzinfo or UTC).replace(tzinfo=one.tzinfo) - timedelta(days=1)
    return min(one, other) > since and abs(one - other) < LONGEST_RUN


def same_number(one: float, other: float) -> bool:
    """Whether two numbers are the same but for rounding, or seconds since 1970 from the time of the runs."""
    return abs(one - other) < (LONGEST_RUN.total_seconds() if one > FIRST_SECOND else 1e-9)


class Comparison:
    """Goes through two results at once, and notes what is not equal.

    Args:
        pairs: what the servers call the same; it is added to.
    """

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self.differences: list[Difference] = []
        self._step = ""

    def outcomes(self, step: str, one: Outcome, other: Outcome) -> None:
        """Compare what came of a step."""
        self._step = step
        self.values("", one.result, other.result)
        self.values(" warned", one.warned, other.warned)

    def requests(self, step: str, one: Sequence[Any], other: Sequence[Any]) -> None:
        """Compare what went over the wire; what only one side has asked for is a difference of its own."""
        self._step = step
        places = [{place_of(asked) for asked in each} for each in (one, other)]
        for asked in one:
            if place_of(asked) not in places[1]:
                self._note(" requests (missing)", place_of(asked), "nothing")
        for asked in other:
            if place_of(asked) not in places[0]:
                self._note(" requests (more)", "nothing", place_of(asked))
        both = places[0] & places[1]
        self.values(" requests", *([asked for asked in each if place_of(asked) in both] for each in (one, other)))

    def values(self, where: str, one: Any, other: Any) -> None:
        """Compare two values and all within them."""
        if isinstance(one, type) and isinstance(other, type):
            self._check(where, one.__name__ == other.__name__, one, other)
        elif type(one).__name__ != type(other).__name__:
            self._note(f"{where} (type)", described(one), described(other))
        elif isinstance(one, Raised):
            self.values(f"{where} raised", one.kinds, other.kinds)
            self.values(f"{where} raised with", one.args, other.args)
        elif isinstance(one, Mapping):
            self._mappings(where, one, other)
        elif isinstance(one, (list, tuple)):
            self._sequences(where, one, other)
        elif isinstance(one, datetime):
            self._check(where, same_moment(one, other), one, other)
        elif isinstance(one, (str, int)) and not isinstance(one, bool):
            self._check(where, self.pairs.match(str(one), str(other)), one, other)
        elif isinstance(one, float):
            self._check(where, same_number(one, other), one, other)
        elif isinstance(one, (bool, bytes, date, type(None))):
            self._check(where, one == other, one, other)

    def _mappings(self, where: str, one: Any, other: Any) -> None:
        if list(one) != list(other):
            lacks = [name for name in one if name not in other]
            more = [name for name in other if name not in one]
            order = "in another order" if not lacks and not more else ""
            self._note(f"{where} (fields)", f"{lacks or order or []}", f"{more or order or []}")
        for name in one:
            if name in other:
                self.values(f"{where}.{name}", one[name], other[name])
        self._beside(where, one, other)

    def _sequences(self, where: str, one: Any, other: Any) -> None:
        if len(one) != len(other):
            self._note(f"{where} (length)", f"{len(one)} {described(one)}", f"{len(other)} {described(other)}")
        for index, both in enumerate(zip(one, other, strict=False)):
            self.values(f"{where}[{index}]", *both)
        self._beside(where, one, other)

    def _beside(self, where: str, one: Any, other: Any) -> None:
        for name in BESIDE:
            mine, yours = ([getattr(each, name)] if hasattr(each, name) else [] for each in (one, other))
            if mine or yours:
                same_type = name == "_mastopy_type" and [*map(bare, mine)] == [*map(bare, yours)]
                if not same_type:
                    self.values(f"{where} {name}", mine, yours)

    def _check(self, where: str, same: bool, one: Any, other: Any) -> None:
        if not same:
            self._note(where, described(one), described(other))

    def _note(self, where: str, one: str, other: str) -> None:
        self.differences.append(Difference(self._step, where or "result", one, other))


def place_of(asked: Mapping[str, Any]) -> str:
    """What was asked of a server, without its own IDs."""
    return f"{asked['method']} {OWN.sub('*', asked['path'])}"


def bare(type_name: Any) -> str:
    """A type's name, without what it says of items of which nothing is known."""
    return str(type_name).removesuffix("[~T]").removesuffix("[typing.Any]")


def described(value: Any) -> str:
    """A value in a line."""
    said = repr(value)
    return f"{type(value).__name__} {said[:300]}{'...' if len(said) > 300 else ''}"


def values_in(value: Any) -> Iterator[Any]:
    """A value and all within it."""
    yield value
    for inner in value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else ():
        yield from values_in(inner)
