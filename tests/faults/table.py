"""The table of faults: for people, as JSON, and as a page of the documentation."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path
from typing import IO, Any, get_args

from tests.faults.rows import WAYS, Harm, Outcome, Problem, Row

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
PACKAGES = ("howdah", "httpx2", "httpcore2", "h11", "anyio", "pyreqwest", "pydantic")

INTRODUCTION = """\
# When things go wrong

What Howdah does when a server or the network misbehaves. Each line is a server of our own on this machine that does so
on command, and a call by each client over each transport ({ways}).
The tests run every line as well.

Made by `python -m tests.faults --write` (`make faults` prints it) on {day}, with
{versions}.

**{verdict}**

*Lost* is a post or file that is not what the caller was told: made twice, missing, or there although the caller was
told that it is not. *Leaked* is anything at all that reached another origin, and the token in an exception or in the
log. Times are the longest of all ways, with a `timeout` of 0.15 or 0.25 seconds where the server stalls or drips; an
answer that drips is cut at ten times the timeout.
"""


@dataclass(frozen=True)
class Line:
    """A row, and what came of it each way."""

    row: Row
    outcomes: dict[str, Outcome]

    @property
    def saw(self) -> str:
        """What callers see: once if it is the same each way, else by way."""
        by_sight: dict[str, list[str]] = {}
        for way, outcome in self.outcomes.items():
            by_sight.setdefault(outcome.saw, []).append(way)
        if len(by_sight) == 1:
            return next(iter(by_sight))
        return "; ".join(f"{', '.join(ways)}: {saw}" for saw, ways in by_sight.items())

    @property
    def seconds(self) -> float:
        """The longest that it took."""
        return max(outcome.seconds for outcome in self.outcomes.values())

    @property
    def requests(self) -> str:
        """How many requests the server got, each way if they differ."""
        numbers = sorted({outcome.requests for outcome in self.outcomes.values()})
        return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"

    def problems(self) -> Iterator[tuple[str, Problem]]:
        """What must not be, with the way that it was seen."""
        for way, outcome in self.outcomes.items():
            yield from ((way, problem) for problem in outcome.problems)


def harms(lines: list[Line]) -> dict[Harm, int]:
    """How often each kind of harm was done."""
    counted = Counter(problem.harm for line in lines for _, problem in line.problems())
    return {harm: counted[harm] for harm in get_args(Harm)}


def verdict(lines: list[Line]) -> str:
    """The whole in a sentence."""
    runs = sum(len(line.outcomes) for line in lines)
    done = harms(lines)
    return (
        f"{len(lines)} faults, {runs} runs: {done['lost']} lost, {done['leaked']} leaked, {done['hung']} hung, "
        f"{done['outside']} outside the error tree, {done['unexpected']} otherwise than they should be."
    )


def versions() -> dict[str, str]:
    """What the table was made with."""
    found = {"Python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def as_json(lines: list[Line]) -> dict[str, Any]:
    """The table for programs."""
    return {
        "date": date.today().isoformat(),  # noqa: DTZ011 # the day it is here
        "versions": versions(),
        "harms": harms(lines),
        "rows": [
            {
                "group": line.row.group,
                "name": line.row.name,
                "ways": {
                    way: {
                        "saw": outcome.saw,
                        "seconds": round(outcome.seconds, 3),
                        "requests": outcome.requests,
                        "problems": [{"harm": problem.harm, "said": problem.said} for problem in outcome.problems],
                    }
                    for way, outcome in line.outcomes.items()
                },
            }
            for line in lines
        ],
    }


def print_table(lines: list[Line], to: IO[str]) -> None:
    """The table for people."""
    from rich.console import Console
    from rich.table import Table

    console = Console(file=to, width=None if to.isatty() else 140)
    for group, members in groupby(lines, lambda line: line.row.group):
        table = Table(title=group, title_justify="left", expand=True)
        table.add_column("The server ...", ratio=5)
        table.add_column("The caller sees", ratio=5)
        table.add_column("requests", justify="right", no_wrap=True)
        table.add_column("longest", justify="right", no_wrap=True)
        table.add_column("", no_wrap=True)
        for line in members:
            found = ", ".join(sorted({problem.harm for _, problem in line.problems()}))
            mark = f"[red]{found}[/red]" if found else "[green]ok[/green]"
            table.add_row(line.row.name, line.saw, line.requests, f"{line.seconds:.2f} s", mark)
        console.print(table)
    for line in lines:
        for way, problem in line.problems():
            console.print(f"{problem.harm}: {line.row.group}, {line.row.name}, {way}: {problem.said}", markup=False)
    console.print(verdict(lines), markup=False, highlight=False)


def page(lines: list[Line]) -> str:
    """The table as a page of the documentation."""
    made_with = ",\n".join(
        ", ".join(some) for some in batched(f"{name} {number}" for name, number in versions().items())
    )
    parts = [
        INTRODUCTION.format(
            ways=", ".join(map(str, WAYS)),
            day=date.today().isoformat(),  # noqa: DTZ011 # the day it is here
            versions=made_with,
            verdict=verdict(lines),
        )
    ]
    for group, members in groupby(lines, lambda line: line.row.group):
        parts.append(
            f"\n## {group}\n\n| the server ... | the caller sees | requests | longest |\n|---|---|---:|---:|\n"
        )
        parts += [
            f"| {_cell(line.row.name)} | {_cell(line.saw)} | {line.requests} | {line.seconds:.1f} s |\n"
            for line in members
        ]
    return "".join(parts)


def batched(words: Iterable[str], size: int = 4) -> Iterator[list[str]]:
    """A few words to a line."""
    rest = list(words)
    while rest:
        yield rest[:size]
        rest = rest[size:]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
