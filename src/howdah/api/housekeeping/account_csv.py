"""Writing and reading Mastodon's CSV files for an account, over the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ...core.errors import ApiError, ForbiddenError, RatelimitError, ServerError, UnauthorizedError
from ...core.flow import Flow, do
from ...core.operation import Operations, operation
from .csv_files import CsvKind, CsvRow, CsvSource, check_kind, read_csv, write_csv
from .exporting import rows_of
from .importing import Importer, importer_for
from .patience import patiently

MOST_FAILURES_IN_A_ROW = 5
"""After so many failures of the server, one after the other, it is the server that is at fault."""

ImportOutcome: TypeAlias = Literal["done", "planned", "already", "failed"]


@dataclass(slots=True, frozen=True)
class ImportedRow:
    """What became of a row of a file.

    Attributes:
        row: the row.
        outcome: ``done``; ``planned``, in a dry run; ``already`` so before; or ``failed``.
        error: why it failed.
    """

    row: CsvRow
    outcome: ImportOutcome
    error: str | None = None


@dataclass(slots=True)
class ImportReport:
    """What became of a file.

    Attributes:
        kind: what it held.
        rows: what became of each of its rows.
        total: how many rows it has.
        dry_run: whether it was only tried: nothing was changed, and nobody looked up.
    """

    kind: CsvKind
    total: int
    dry_run: bool = False
    rows: list[ImportedRow] = field(default_factory=list[ImportedRow])

    def having(self, outcome: ImportOutcome) -> list[ImportedRow]:
        """The rows that ended so."""
        return [row for row in self.rows if row.outcome == outcome]

    @property
    def failed(self) -> list[ImportedRow]:
        """The rows that failed."""
        return self.having("failed")


class AccountCsv(Operations):
    """What an account has, in the files in which people carry it to another one."""

    @operation(
        uses=[
            "GET /api/v1/accounts/verify_credentials",
            "GET /api/v2/instance",
            "GET /api/v1/instance",
            "GET /api/v1/accounts/{account_id}/following",
            "GET /api/v1/accounts/relationships",
            "GET /api/v1/lists",
            "GET /api/v1/lists/{list_id}/accounts",
            "GET /api/v1/blocks",
            "GET /api/v1/mutes",
            "GET /api/v1/domain_blocks",
            "GET /api/v1/bookmarks",
        ],
        scope="read:accounts read:follows read:lists read:blocks read:mutes read:bookmarks",
    )
    def export_csv(self, kind: CsvKind, *, on_progress: Callable[[int], object] | None = None) -> Flow[str]:
        """Write what your account has as a file that Mastodon's import takes.

        Args:
            kind: ``follows``, ``lists``, ``blocks``, ``mutes``, ``domain_blocks`` or ``bookmarks``.
            on_progress: called with the number of rows so far.

        Returns:
            The file's text; to be written as UTF-8, with its line ends as they are (``newline=""``).

        Raises:
            ConfigurationError: there is no such kind.
            NotSupportedError: the server does not give this.
        """
        check_kind(kind)
        return write_csv(kind, (yield from rows_of(self, kind, on_progress)))

    @operation(
        uses=[
            "GET /api/v1/accounts/verify_credentials",
            "GET /api/v2/instance",
            "GET /api/v1/instance",
            "GET /api/v1/accounts/{account_id}/following",
            "GET /api/v1/accounts/relationships",
            "GET /api/v1/lists",
            "GET /api/v1/lists/{list_id}/accounts",
            "GET /api/v1/blocks",
            "GET /api/v1/mutes",
            "GET /api/v1/domain_blocks",
            "GET /api/v1/bookmarks",
            "GET /api/v1/accounts/lookup",
            "GET /api/v2/search",
            "POST /api/v1/accounts/{account_id}/follow",
            "POST /api/v1/accounts/{account_id}/block",
            "POST /api/v1/accounts/{account_id}/mute",
            "POST /api/v1/lists",
            "POST /api/v1/lists/{list_id}/accounts",
            "POST /api/v1/domain_blocks",
            "POST /api/v1/statuses/{status_id}/bookmark",
        ],
        scope="read:accounts read:search read:follows read:lists read:blocks read:mutes read:bookmarks "
        "write:follows write:lists write:blocks write:mutes write:bookmarks",
    )
    def import_csv(
        self,
        kind: CsvKind,
        source: CsvSource,
        *,
        dry_run: bool = False,
        on_progress: Callable[[ImportedRow, ImportReport], object] | None = None,
    ) -> Flow[ImportReport]:
        """Add what a file of Mastodon's holds to your account; nothing is taken away.

        What is so already is left alone, so that after an interruption another call does the rest. Who is put on a list
        is followed, too, as Mastodon does it.

        Args:
            kind: ``follows``, ``lists``, ``blocks``, ``mutes``, ``domain_blocks`` or ``bookmarks``.
            source: the file's path, as a ``Path``; or what is in it, as ``str`` or ``bytes``.
            dry_run: change nothing, and tell what would be done.
            on_progress: called with each row that was dealt with, and all until now.

        Returns:
            What became of each row, and why those failed that did.

        Raises:
            ConfigurationError: there is no such kind, or the file is not of it.
            UnauthorizedError: the token is missing, or belongs to an app.
            ForbiddenError: the token's scopes do not allow it.
            ServerError: the server has failed at five rows, one after the other.
            NetworkError: no answer came; another call goes on.
        """
        rows = yield from do(lambda: read_csv(kind, source))
        importer = yield from importer_for(self, kind, rows)
        report = ImportReport(kind, len(rows), dry_run)
        failures = 0
        for row in rows:
            result: ImportedRow
            try:
                result = ImportedRow(row, (yield from _take_over(self, importer, row, dry_run)))
                failures = 0
            except (UnauthorizedError, RatelimitError):
                raise
            except (ApiError, ValueError) as error:
                failures += isinstance(error, ServerError)
                if failures >= MOST_FAILURES_IN_A_ROW or _lacks_scope(error):
                    raise
                result = ImportedRow(row, "failed", str(error))
            report.rows.append(result)
            if on_progress is not None:
                on_progress(result, report)
        return report


def _take_over(owner: Operations, importer: Importer, row: CsvRow, dry_run: bool) -> Flow[ImportOutcome]:
    if importer.has(row):
        return "already"
    if dry_run:
        return "planned"
    added = yield from patiently(owner.session, lambda: importer.add(row))
    return "done" if added else "already"


def _lacks_scope(error: Exception) -> bool:
    return isinstance(error, ForbiddenError) and "scope" in str(error)
