"""``howdah blocklist``: blocked domains compared, planned and applied, for yourself or for a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .ending import CODES, Code, say
from .output import Raw, document
from .progress import counting
from .rehearsal import is_rehearsal
from .verb import given_text, verb

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from ..api.housekeeping.blocklists import (
        BlockedDomain,
        Blocklist,
        BlocklistChange,
        BlocklistDiff,
        BlocklistPlan,
        BlocklistReport,
    )
    from ..client import Client

MARKS = {"add": ("+", "green"), "change": ("~", "yellow"), "remove": ("-", "red")}

SOURCES = (
    "A CSV or JSON file, - for standard input, mine, ours (your server's, for its moderators), or a server's name."
)
WantedArgument = Annotated[str, typer.Argument(metavar="LIST", help=f"What is to be blocked. {SOURCES}")]
ServerOption = Annotated[
    bool, typer.Option("--server", help="Block for your whole server, as its moderator, instead of for yourself.")
]
RemoveOption = Annotated[bool, typer.Option("--remove", help="Lift blocks that are not on the list.")]
WeakenOption = Annotated[
    bool, typer.Option("--weaken", help="Also make blocks milder, where the list says so; with --server.")
]


class Difference:
    """What is different between two lists."""

    def __init__(self, diff: BlocklistDiff) -> None:
        self._diff = diff

    def document(self) -> Any:
        """It, for a program."""
        return document(self._diff)

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.text import Text

        diff = self._diff
        lines = [_line("add", block) for block in diff.added]
        lines += [_line("change", block, was) for was, block in diff.changed]
        lines += [_line("remove", block) for block in diff.removed]
        return Group(*lines, Text(f"{len(lines)} different, {diff.same} the same", "bold"))


class Changes:
    """What is to be changed, or was."""

    def __init__(self, plan: BlocklistPlan, report: BlocklistReport | None = None) -> None:
        self._plan = plan
        self._report = report
        self.code = Code.REFUSED if report is not None and report.failed else Code.DONE

    def document(self) -> Any:
        """It, for a program."""
        return document(self._report or self._plan)

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.text import Text

        from ..display.cleaning import clean_line

        plan, report = self._plan, self._report
        changes = plan.changes if report is None else report.done
        lines = [_line(change.kind, change.block, change.was) for change in changes]
        lines += [clean_line(f"left out: {domain}: {reason}", "dim") for domain, reason in plan.left_out.items()]
        if report is not None:
            lines += [clean_line(f"failed: {domain}: {reason}", "red") for domain, reason in report.failed.items()]
        verb = "done" if report is not None and not report.dry_run else "to be done"
        return Group(*lines, Text(f"{len(changes)} {verb}, {plan.same} as wanted already", "bold"))


@verb("blocklist show")
def show(client: Client, which: Annotated[str, typer.Argument(metavar="LIST", help=SOURCES)] = "mine") -> Raw:
    """Print a list as CSV, in the form that servers import."""
    blocks = _list(client, which)
    return Raw(blocks.to_csv().encode(), list(blocks.values()))


@verb("blocklist diff")
def diff(
    client: Client,
    old: Annotated[str, typer.Argument(metavar="OLD", help=SOURCES)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What it is compared with, named in the same ways.")],
) -> Difference:
    """Show what is different between two lists."""
    from ..api.housekeeping.blocklists import diff_blocklists

    return Difference(diff_blocklists(_list(client, old), _list(client, new)))


@verb("blocklist plan")
def plan(
    client: Client,
    wanted: WantedArgument,
    server: ServerOption = False,
    remove: RemoveOption = False,
    weaken: WeakenOption = False,
) -> Changes:
    """Show what would have to be done to block what a list names; nothing is changed."""
    return Changes(_plan(client, wanted, server, remove, weaken))


@verb("blocklist apply", writes=True, patient=True)
def apply(
    client: Client,
    wanted: WantedArgument,
    server: ServerOption = False,
    remove: RemoveOption = False,
    weaken: WeakenOption = False,
) -> Changes:
    """Block what a list names."""
    planned = _plan(client, wanted, server, remove, weaken)
    act = client.admin.apply_domain_blocks if server else client.apply_domain_blocks
    with counting("Domains dealt with") as tell:

        def step(_: BlocklistChange, so_far: BlocklistReport) -> None:
            tell(len(so_far.done) + len(so_far.failed), len(planned.changes))

        report = act(planned, dry_run=is_rehearsal(client), on_progress=step)
    return Changes(planned, report)


def _plan(client: Client, wanted: str, server: bool, remove: bool, weaken: bool) -> BlocklistPlan:
    blocks = _list(client, wanted)
    if server:
        return client.admin.plan_domain_blocks(blocks, remove=remove, weaken=weaken)
    return client.plan_domain_blocks(blocks, remove=remove)


def _list(client: Client, source: str) -> Blocklist:
    """A list of blocked domains, wherever it is.

    Raises:
        ActivityPubError: it cannot be had.
    """
    from ..api.housekeeping.blocklists import Blocklist, read_blocklist

    if source == "-":
        return _told(read_blocklist(given_text("-") or ""))
    if source == "mine":
        return Blocklist.of(client.get_domain_blocks.walk())
    if source == "ours":
        return Blocklist.of(client.admin.get_domain_blocks.walk())
    if Path(source).exists() or "." not in source or source.endswith((".csv", ".json", ".txt")):
        return _told(read_blocklist(Path(source)))
    from ..client import Client

    with Client(source) as other:
        return _told(Blocklist.of(other.get_instance_domain_blocks()))


def _told(blocks: Blocklist) -> Blocklist:
    """A list, of which it is said what could not be used."""
    if blocks.unusable:
        say(f"{len(blocks.unusable)} left out, such as {next(iter(blocks.unusable.items()))}", "dim")
    return blocks


def _line(kind: str, block: BlockedDomain, was: BlockedDomain | None = None) -> Text:
    from rich.text import Text

    from ..display.cleaning import clean_line

    mark, style = MARKS[kind]
    before = f"{was.severity} -> " if was is not None and was != block else ""
    return Text.assemble((f"{mark} ", style), clean_line(f"{block.domain} {before}{block.severity}", style))


blocklist = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Compare lists of blocked domains, and block what they name.",
    epilog=CODES,
)
for command, function in {"show": show, "diff": diff, "plan": plan, "apply": apply}.items():
    blocklist.command(command, epilog=CODES)(function)
