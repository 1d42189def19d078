"""``howdah delete-old``, ``export`` and ``import``: an account kept in order, and carried from server to server."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.errors import ActivityPubError, ConfigurationError
from .ending import Code, say
from .output import Raw, document
from .progress import counting
from .rehearsal import is_rehearsal
from .times import duration, typed
from .verb import given_text, verb

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..api.housekeeping.account_csv import ImportedRow
    from ..api.housekeeping.csv_files import CsvKind
    from ..api.housekeeping.old_statuses import CleanUp, CleanUpStep
    from ..client import Client

KINDS = ("follows", "lists", "blocks", "mutes", "domain-blocks", "bookmarks")

_MINUTES = re.compile(r"\d\s*m(?!in)", re.IGNORECASE)

KindArgument = Annotated[
    str,
    typer.Argument(metavar="WHAT", autocompletion=lambda: list(KINDS), help=f"{', '.join(KINDS[:-1])} or {KINDS[-1]}."),
]


def age(text: str) -> timedelta | datetime:
    """How old something is: a length of time, or a day.

    Raises:
        ValueError: it is neither, it could be minutes as well as months, or the day is yet to come.
    """
    try:
        day = datetime.fromisoformat(text).astimezone()
    except ValueError:
        length = duration(text)
        if _MINUTES.search(text):
            raise ValueError(f"{text!r} could be minutes or months: say 30min, or count days, such as 180d") from None
        return length
    if day > datetime.now(UTC):
        raise ValueError(f"{text!r} is yet to come, so that nothing would be too young; 0s means all")
    return day


class Cleaned:
    """What became of old statuses.

    Args:
        report: all of it.
        deleted: the steps at which one was deleted, or would be.
    """

    def __init__(self, report: CleanUp, deleted: list[CleanUpStep]) -> None:
        self._report = report
        self._deleted = deleted
        self.code = Code.REFUSED if report.failed else Code.DONE

    def document(self) -> Any:
        """It, for a program."""
        return document(self._report)

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.text import Text

        from ..display.cleaning import clean
        from ..display.rendering import with_id
        from ..display.terminal import ago, excerpt

        report = self._report
        verb = "would be deleted" if report.dry_run else "deleted"
        lines = [
            with_id(Text.assemble(excerpt(step.status), (f"  {ago(step.status.created_at)}", "dim")), step.status.id)
            for step in self._deleted
        ]
        kept = ", ".join(f"{number} {reason}" for reason, number in report.kept.most_common())
        summary = f"{len(report.deleted)} {verb}; {report.kept.total()} kept{f' ({kept})' if kept else ''}"
        failed = [clean(f"{identity}: {reason}", "red") for identity, reason in report.failed.items()]
        return Group(*lines, *failed, Text(summary, "bold"))


@verb("delete-old", writes=True, patient=True)
def delete_old(
    client: Client,
    older_than: Annotated[
        Any,
        typer.Option(
            "--older-than",
            parser=typed(age),
            metavar="AGE",
            help="Only statuses as old as this: 90d, 2y; or before a day, 2026-01-31.",
        ),
    ],
    visibility: Annotated[
        list[str] | None,
        typer.Option("--visibility", "-v", metavar="WHO", help="Only statuses for these; can be given again."),
    ] = None,
    delete_pinned: Annotated[
        bool, typer.Option("--delete-pinned", help="Also what is pinned to your profile.")
    ] = False,
    delete_bookmarked: Annotated[bool, typer.Option("--delete-bookmarked", help="Also what you bookmarked.")] = False,
    keep_favourited: Annotated[bool, typer.Option("--keep-favourited", help="Keep what you favourited.")] = False,
    keep_media: Annotated[bool, typer.Option("--keep-media", help="Keep what has media.")] = False,
    keep_polls: Annotated[bool, typer.Option("--keep-polls", help="Keep polls.")] = False,
    keep_replies: Annotated[bool, typer.Option("--keep-replies", help="Keep what answers somebody else.")] = False,
    keep_boosts: Annotated[bool, typer.Option("--keep-boosts", help="Keep your boosts; else they are undone.")] = False,
    keep_hashtag: Annotated[
        list[str] | None, typer.Option(metavar="HASHTAG", help="Keep what has this hashtag; can be given again.")
    ] = None,
    fewer_favourites_than: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=0, help="Only what so many people have not favourited.")
    ] = None,
    fewer_boosts_than: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=0, help="Only what so many people have not boosted.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=0, help="Delete so many at most.")] = None,
    cursor: Annotated[
        str | None,
        typer.Option(metavar="CURSOR", help="Go on where an earlier run ended; without it, all are looked at again."),
    ] = None,
) -> Cleaned:
    """Delete your old statuses by rule, as fast as the server lets you; try it with --dry-run first."""
    from ..api.housekeeping.deletion_rules import DeletionRule

    rule = DeletionRule(
        older_than=older_than,
        visibilities=visibility,
        keep_pinned=not delete_pinned,
        keep_bookmarked=not delete_bookmarked,
        keep_favourited=keep_favourited,
        keep_media=keep_media,
        keep_polls=keep_polls,
        keep_replies=keep_replies,
        keep_boosts=keep_boosts,
        keep_hashtags=keep_hashtag or (),
        fewer_favourites_than=fewer_favourites_than,
        fewer_reblogs_than=fewer_boosts_than,
    )
    deleted: list[CleanUpStep] = []
    with counting("Statuses looked at") as tell:

        def step(one: CleanUpStep) -> None:
            tell(len(one.so_far.deleted) + one.so_far.kept.total() + len(one.so_far.failed))
            if one.outcome == "deleted":
                deleted.append(one)

        try:
            report = client.delete_old_statuses(
                rule, dry_run=is_rehearsal(client), max_deleted=limit, cursor=cursor, on_progress=step
            )
        except ActivityPubError as error:
            if where := getattr(error, "cursor", None):
                say(f"howdah delete-old: {len(deleted)} deleted; to go on: --cursor {where}")
            raise
    return Cleaned(report, deleted)


@dataclass
class Exported:
    """A file that was written."""

    kind: str
    rows: int
    file: str

    def __rich__(self) -> RenderableType:
        from ..display.cleaning import clean

        return clean(f"{self.rows} {self.kind} are in {self.file}")


@verb("export", patient=True)
def export(
    client: Client,
    kind: KindArgument,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it to this file instead of standard output."),
    ] = None,
) -> object:
    """Write what your account has as a CSV file that Mastodon's import takes."""
    from ..api.housekeeping.csv_files import read_csv

    named = _kind(kind)
    with counting(f"{kind} fetched") as tell:
        text = client.export_csv(named, on_progress=tell)
    rows = read_csv(named, text) if text else []
    if output is None:
        return Raw(text.encode(), rows)
    _write_file(output, text)
    return Exported(kind, len(rows), str(output))


def _write_file(output: Path, text: str) -> None:
    """Write a file, at once or not at all; what is no file, such as a device or a pipe, is written to as it is."""
    if output.exists() and not output.is_file():
        output.write_text(text, encoding="utf-8", newline="")
        return
    target = Path(os.path.realpath(output))  # a link stays one
    new = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        new.write_text(text, encoding="utf-8", newline="")
        if target.exists():
            shutil.copymode(target, new)
        new.replace(target)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


class Imported:
    """What became of a row of a file."""

    def __init__(self, row: ImportedRow) -> None:
        self._row = row

    def document(self) -> Any:
        """It, for a program."""
        return document(self._row)

    def __rich__(self) -> RenderableType:
        from rich.text import Text

        from ..display.cleaning import clean_line

        row = self._row
        on = f" on {row.row.list_title}" if row.row.list_title else ""
        line = Text.assemble((f"{row.outcome:8}", "red" if row.error else "green"), clean_line(f"{row.row.target}{on}"))
        return line.append_text(clean_line(f": {row.error}")) if row.error else line


@verb("import", writes=True, patient=True)
def import_(
    client: Client,
    kind: KindArgument,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="The CSV file; - or a pipe for standard input.")
    ] = None,
) -> Generator[Imported]:
    """Add what a CSV file of Mastodon's holds to your account; nothing is taken away."""
    source = given_text(None) or "" if file in (None, "-") else Path(file or "")
    with counting("Rows dealt with") as tell:
        report = client.import_csv(
            _kind(kind),
            source,
            dry_run=is_rehearsal(client),
            on_progress=lambda _, so_far: tell(len(so_far.rows), so_far.total),
        )
    yield from map(Imported, report.rows)
    counts = {outcome: len(report.having(outcome)) for outcome in ("done", "planned", "already", "failed")}
    say("; ".join(f"{number} {outcome}" for outcome, number in counts.items() if number), "dim")
    if report.failed:
        raise typer.Exit(Code.REFUSED)


def _kind(text: str) -> CsvKind:
    """What a file holds.

    Raises:
        ConfigurationError: there is no such kind.
    """
    if text not in KINDS:
        raise ConfigurationError(f"there are no files of {text!r}; there are those of {', '.join(KINDS)}")
    kind: Any = text.replace("-", "_")
    return kind  # type: ignore[no-any-return]
