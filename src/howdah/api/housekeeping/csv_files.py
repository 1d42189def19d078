"""The CSV files in which Mastodon gives and takes follows, lists, blocks, mutes, domain blocks and bookmarks."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from ...core.errors import ConfigurationError

CsvKind: TypeAlias = Literal["follows", "lists", "blocks", "mutes", "domain_blocks", "bookmarks"]
"""What a file holds."""
CsvSource: TypeAlias = str | bytes | os.PathLike[str]
"""A file: its path, as a ``Path``, or what is in it."""

LARGEST = 20 * 1024 * 1024
"""Bytes of a file; Mastodon takes no more."""

ADDRESS, BOOSTS, NOTIFY, LANGUAGES = "Account address", "Show boosts", "Notify on new posts", "Languages"
HIDE, DOMAIN, URI, LIST = "Hide notifications", "#domain", "#uri", "List name"
FIRST_HEADERS = frozenset({ADDRESS, DOMAIN, URI, LIST})


@dataclass(slots=True, frozen=True)
class CsvFormat:
    """How a kind of file is written.

    Attributes:
        columns: its columns, in order.
        with_header: whether Mastodon writes their names in the first line.
        target: the column that says what a row is about.
        file_name: what Mastodon calls the file.
    """

    columns: tuple[str, ...]
    with_header: bool
    target: str
    file_name: str


FORMATS: Mapping[CsvKind, CsvFormat] = {
    "follows": CsvFormat((ADDRESS, BOOSTS, NOTIFY, LANGUAGES), True, ADDRESS, "following_accounts.csv"),
    "lists": CsvFormat((LIST, ADDRESS), False, ADDRESS, "lists.csv"),
    "blocks": CsvFormat((ADDRESS,), False, ADDRESS, "blocked_accounts.csv"),
    "mutes": CsvFormat((ADDRESS, HIDE), True, ADDRESS, "muted_accounts.csv"),
    "domain_blocks": CsvFormat((DOMAIN,), False, DOMAIN, "blocked_domains.csv"),
    "bookmarks": CsvFormat((URI,), False, URI, "bookmarks.csv"),
}


@dataclass(slots=True, frozen=True)
class CsvRow:
    """A row of a file; what its kind has no column for is ``None``.

    Attributes:
        target: what it is about: the handle of an account (``user@example.social``), a domain, or a status's address.
        list_title: the list that the account is on.
        reblogs: whether the account's boosts are shown.
        notify: whether there is a notification for each of its statuses.
        languages: the languages in which it is followed; all if there are none.
        hide_notifications: whether its notifications are muted, too.
        line: where in the file it is, from 1.
    """

    target: str
    list_title: str | None = None
    reblogs: bool | None = None
    notify: bool | None = None
    languages: tuple[str, ...] | None = None
    hide_notifications: bool | None = None
    line: int = 0


def check_kind(kind: str) -> CsvFormat:
    """The format of a kind of file.

    Raises:
        ConfigurationError: there is no such kind.
    """
    found = next((said for name, said in FORMATS.items() if name == kind), None)
    if found is None:
        raise ConfigurationError(f"{kind!r:.60} is none of these: {', '.join(get_args(CsvKind))}")
    return found


def write_csv(kind: CsvKind, rows: Iterable[CsvRow]) -> str:
    """A file as Mastodon writes it, byte for byte.

    Args:
        kind: what it holds.
        rows: its rows.

    Raises:
        ConfigurationError: there is no such kind.
    """
    said = check_kind(kind)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    if said.with_header:
        writer.writerow(said.columns)
    for row in rows:
        cells = {
            said.target: row.target,
            LIST: row.list_title or "",
            BOOSTS: _written(row.reblogs),
            NOTIFY: _written(row.notify),
            LANGUAGES: ", ".join(row.languages or ()),
            HIDE: _written(row.hide_notifications),
        }
        writer.writerow([cells[column] for column in said.columns])
    return text.getvalue()


def _written(flag: bool | None) -> str:
    return "" if flag is None else str(flag).lower()


def read_csv(kind: CsvKind, source: CsvSource) -> list[CsvRow]:
    """The rows of a file, with or without a header, with all of the columns or only the first.

    Args:
        kind: what it holds.
        source: its path, as a ``Path``; or what is in it.

    Raises:
        ConfigurationError: there is no such kind, the file is of another kind, is empty, too large, no text, or cannot
            be read.
    """
    said = check_kind(kind)
    lines = list(_lines(read_text(source)))
    if not lines:
        raise ConfigurationError("the file is empty")
    columns = said.columns
    if lines[0][1][0].strip() in FIRST_HEADERS:
        columns = tuple(cell.strip() for cell in lines.pop(0)[1])
        foreign = {column for one in FORMATS.values() for column in one.columns} - set(said.columns)
        if said.target not in columns or (LIST in said.columns) != (LIST in columns) or foreign & set(columns):
            raise ConfigurationError(f"a file of {kind} has the columns {', '.join(said.columns)}, not {columns}")
    return [_row(said, line, dict(zip(columns, cells, strict=False))) for line, cells in lines]


def read_text(source: CsvSource) -> str:
    """What is in a file.

    Raises:
        ConfigurationError: it is too large, no text, or cannot be read.
    """
    if not isinstance(source, (str, bytes)):
        try:
            with Path(source).open("rb") as file:
                source = file.read(LARGEST + 1)
        except OSError as error:
            raise ConfigurationError(f"{error.filename} cannot be read: {error.strerror}") from error
    if len(source) > LARGEST:
        raise ConfigurationError(f"the file has more than {LARGEST} bytes")
    try:
        return source if isinstance(source, str) else source.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigurationError("the file is no text in UTF-8") from None


def _lines(text: str) -> Iterable[tuple[int, list[str]]]:
    """The lines that are not blank, with their numbers."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise ConfigurationError(f"line {reader.line_num} is no CSV: {error}") from None


def _row(said: CsvFormat, line: int, cells: Mapping[str, str]) -> CsvRow:
    target = cells.get(said.target, "").strip()
    languages = cells.get(LANGUAGES)
    return CsvRow(
        target.lower() if said.target == DOMAIN else target.removeprefix("@") if said.target == ADDRESS else target,
        list_title=cells[LIST].strip() if LIST in cells else None,
        reblogs=read_flag(cells.get(BOOSTS)),
        notify=read_flag(cells.get(NOTIFY)),
        languages=None if languages is None else tuple(one.strip() for one in languages.split(",") if one.strip()),
        hide_notifications=read_flag(cells.get(HIDE)),
        line=line,
    )


NO = frozenset({"false", "f", "0", "off", "no", "n"})


def read_flag(text: str | None) -> bool | None:
    """Yes or no as a file says it; ``None`` if it does not."""
    said = (text or "").strip().lower()
    return None if not said else said not in NO
