"""``howdah compat check``: what the fronts have of what a program uses."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .ending import told_in_one_line, writing

if TYPE_CHECKING:
    from ..compat.checking import Report

LACKING = 1
"""What the command ends with when something is missing."""

compat = typer.Typer(
    name="compat",
    help="Programs written for other libraries: what the fronts have of what they use.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@compat.callback()
def fronts() -> None:
    """Programs written for other libraries: what the fronts have of what they use."""


@compat.command(
    epilog="Exit codes: 0 all is there; 1 something is missing, or a file cannot be read; 2 the arguments are wrong."
)
def check(
    path: Annotated[Path, typer.Argument(exists=True, help="The program: a file, or a folder with all its files.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")] = False,
) -> None:
    """Read a program written for longwei or Mastodon.py, and tell whether it runs on Howdah's front.

    No line of it is run. What is told are the lines to change, and every call with whether the front has it.
    """
    from ..compat.checking import check as check_program

    with told_in_one_line("compat check"):
        report = check_program(path)
        with writing():
            if as_json:
                typer.echo(json.dumps(_document(report), indent=2))
            else:
                _show(report)
    if not report.complete:
        raise typer.Exit(LACKING)


def _document(report: Report) -> dict[str, Any]:
    return {
        "files": report.files,
        "complete": report.complete,
        "changes": [asdict(change) for change in report.changes],
        "uses": [{**asdict(one.use), "there": one.lacking is None, "lacking": one.lacking} for one in report.checked],
        "unreadable": report.unreadable,
    }


def _show(report: Report) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from ..display.cleaning import clean

    console = Console(highlight=False)
    for change in report.changes:
        console.print(clean(f"{change.file}:{change.line}", "bold"), soft_wrap=True)
        console.print(Text.assemble("  - ", clean(change.before, "red")), soft_wrap=True)
        console.print(Text.assemble("  + ", clean(change.after, "green")), soft_wrap=True)
    called = [one for one in report.checked if one.use.kind in ("call", "client")]
    if called:
        table = Table("call", "times", "there", box=None, header_style="bold", padding=(0, 2, 0, 0))
        missing = {one.use.name for one in called if one.lacking is not None}
        for name, times in sorted(Counter(one.use.name for one in called).items()):
            table.add_row(clean(name), str(times), Text("no", "red") if name in missing else Text("yes", "green"))
        console.print(table)
    for one in report.checked:
        if one.lacking is not None:
            console.print(clean(f"{one.use.file}:{one.use.line}: {one.lacking}", "red"), soft_wrap=True)
    for file, problem in report.unreadable.items():
        console.print(clean(f"{file} cannot be read: {problem}", "red"), soft_wrap=True)
    console.print(_summary(report), soft_wrap=True)


def _summary(report: Report) -> str:
    if not report.checked and not report.changes and not report.unreadable:
        return f"Nothing of longwei or Mastodon.py is used here ({report.files} files read)."
    lacking = sum(one.lacking is not None for one in report.checked)
    lines = f"{len(report.changes)} line{'' if len(report.changes) == 1 else 's'} to change"
    found = f"{len(report.checked)} uses found, {lacking} of them missing"
    return f"{found}; {lines}." + (f" {len(report.unreadable)} files cannot be read." if report.unreadable else "")
