"""Differences that are meant, each with the reason for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .comparing import Difference


@dataclass(frozen=True)
class Reason:
    """Why something differs.

    Attributes:
        why: in a sentence.
        step: which steps, as a regular expression found in them.
        where: where in the result, likewise.
        values: what differs, likewise, as ``one != other``.
    """

    why: str
    step: str = ""
    where: str = ""
    values: str = ""

    def covers(self, difference: Difference) -> bool:
        """Whether this is why."""
        said = f"{difference.one} != {difference.other}"
        return bool(
            re.search(self.step, difference.step)
            and re.search(self.where, difference.where)
            and re.search(self.values, said)
        )


def sorted_out(
    differences: Iterable[Difference], reasons: Sequence[Reason]
) -> tuple[list[tuple[Difference, Reason | None]], list[Reason]]:
    """Each difference with its reason, and the reasons that are none any more."""
    found = [(each, next((reason for reason in reasons if reason.covers(each)), None)) for each in differences]
    met = {reason for _, reason in found}
    return found, [reason for reason in reasons if reason not in met]
