"""One script run twice, on Mastodon.py and on Howdah's front, each against its own fresh sandbox, and compared.

    python -m tests.compat.mastodon_py_side_by_side

It prints how many methods were compared and how many results differ, and fails if one does without a reason that is
known, or if a reason is known that no longer applies.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .mastodon_py_reasons import REASONS, WIRE_REASONS
from .mastodon_py_script import ANSWERS, the_script
from .side_by_side.comparing import Comparison, Difference, Pairs
from .side_by_side.reasons import Reason, sorted_out
from .side_by_side.script import Outcome, Script, run
from .side_by_side.servers import fresh_sandbox, playing

REAL = "mastodon"
FRONT = "howdah.compat.mastodon_py"


@dataclass
class Report:
    """What came of a run.

    Attributes:
        methods: how often each was called.
        failed: steps that raised on both sides.
        differences: in results, with the reason where there is one.
        on_the_wire: in requests, likewise.
        outdated: reasons that met nothing.
    """

    methods: dict[str, int]
    steps: int
    failed: int
    differences: list[tuple[Difference, Reason | None]]
    on_the_wire: list[tuple[Difference, Reason | None]]
    outdated: list[Reason] = field(default_factory=list)

    @property
    def unexplained(self) -> list[Difference]:
        """What differs without a reason."""
        return [difference for difference, reason in (*self.differences, *self.on_the_wire) if reason is None]


def documented(library: str) -> set[str]:
    """The names of a library's methods."""
    client = importlib.import_module(library).Mastodon
    return {name for name in dir(client) if not name.startswith("_") and callable(getattr(client, name))}


def carry_out(script: Script, library: str) -> tuple[dict[str, Outcome], tuple[str, ...]]:
    """Run the script on one library; gives what came of it, and where its servers were."""
    module = importlib.import_module(library)
    for name in ("return_types", "types_base"):
        importlib.import_module(f"{library}.{name}")
    with fresh_sandbox() as server, playing(ANSWERS) as odd:
        given = {"library": module, "Mastodon": module.Mastodon, "server": server, "odd": odd}
        outcomes = run(script, given, lambda: [*server.recorder.take(), *odd.recorder.take()], library)
    return outcomes, tuple(each.url.removeprefix("http://") for each in (server, odd))


def compare(one: str = REAL, other: str = FRONT, script_in: Callable[[Path], Script] = the_script) -> Report:
    """Run a script on two libraries and compare all that came of it."""
    with tempfile.TemporaryDirectory() as folder:
        script = script_in(Path(folder))
        mine, here = carry_out(script, one)
        yours, there = carry_out(script, other)
    pairs = Pairs((here, there))
    results, wire = Comparison(pairs), Comparison(pairs)
    methods: dict[str, int] = {}
    for name, step in script.steps.items():
        label = f"{name} {step}"
        results.outcomes(label, mine[name], yours[name])
        wire.requests(label, mine[name].requests, yours[name].requests)
        for method in filter(documented(one).__contains__, step.methods()):
            methods[method] = methods.get(method, 0) + 1
    failed = sum(type(outcome.result).__name__ == "Raised" for outcome in mine.values())
    explained, outdated = sorted_out(results.differences, REASONS)
    explained_wire, outdated_wire = sorted_out(wire.differences, WIRE_REASONS)
    return Report(methods, len(script.steps), failed, explained, explained_wire, [*outdated, *outdated_wire])


def said_of(report: Report) -> list[str]:
    """A report in lines."""
    met = Counter(reason.why for _, reason in (*report.differences, *report.on_the_wire) if reason)
    return [
        *map(str, report.unexplained),
        *(f"no longer so: {reason}" for reason in report.outdated),
        *(f"{count} differences: {why}" for why, count in sorted(met.items())),
        f"{len(report.methods)} methods compared in {report.steps} steps, {report.failed} of which both refuse",
        f"differences in results without a reason: {sum(reason is None for _, reason in report.differences)}",
        f"differences in requests without a reason: {sum(reason is None for _, reason in report.on_the_wire)}",
    ]


def main(arguments: list[str]) -> int:
    """Compare, and say what came of it."""
    report = compare(*arguments)
    sys.stdout.writelines(f"{line}\n" for line in said_of(report))
    return bool(report.unexplained or report.outdated)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
