"""What is wrong with which part of a request, where a server says so in a form that programs can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .shapes import is_json_array, is_json_object


class ProblemCode(StrEnum):
    """What can be wrong with a value; Mastodon's words, to which servers may add."""

    ACCEPTED = "ERR_ACCEPTED"
    """It has to be agreed to."""
    BELOW_LIMIT = "ERR_BELOW_LIMIT"
    """Too young."""
    BLANK = "ERR_BLANK"
    BLOCKED = "ERR_BLOCKED"
    """The e-mail provider is not allowed."""
    INCLUSION = "ERR_INCLUSION"
    """Not one of the values that are possible."""
    INVALID = "ERR_INVALID"
    RESERVED = "ERR_RESERVED"
    TAKEN = "ERR_TAKEN"
    TOO_LONG = "ERR_TOO_LONG"
    TOO_SHORT = "ERR_TOO_SHORT"
    UNREACHABLE = "ERR_UNREACHABLE"
    """No mail can be sent there."""


@dataclass(slots=True, frozen=True)
class Problem:
    """One thing that is wrong with a value.

    Attributes:
        code: what it is.
        description: the same in words, in the server's language.
    """

    code: ProblemCode | str
    description: str = ""


def read_problems(details: Any) -> Mapping[str, tuple[Problem, ...]]:
    """What an error's details say, by the name of the value; nothing where they are of another form."""
    if not is_json_object(details):
        return {}
    found = {name: tuple(_problems(given)) for name, given in details.items()}
    return {name: problems for name, problems in found.items() if problems}


def _problems(given: Any) -> Iterator[Problem]:
    for item in given if is_json_array(given) else ():
        code = item.get("error") if is_json_object(item) else None
        if isinstance(code, str):
            yield Problem(_known(code), str(item.get("description") or ""))


def _known(code: str) -> ProblemCode | str:
    try:
        return ProblemCode(code)
    except ValueError:
        return code
