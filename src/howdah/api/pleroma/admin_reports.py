"""Reports as moderators handle them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, patch, post
from ...core.server import PLEROMA
from ..references import AccountRef, PleromaReportNoteRef, PleromaReportRef, RuleRef
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import PleromaReport, PleromaReports, ReportState


class AdminReports(Section[D]):
    """Reports as moderators handle them."""

    @get(
        "/api/v1/pleroma/admin/reports",
        scope="admin:read:reports",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_staff_reports(
        self,
        *,
        state: ReportState | str | None = None,
        rule_id: RuleRef | None = None,
        assigned_account: AccountRef | None = None,
        limit: int | None = None,
        page: int | None = None,
        page_size: int | None = None,
    ) -> PleromaReports:
        """List the reports that people sent.

        Args:
            state: only those that are ``open``, ``closed`` or ``resolved``.
            rule_id: only those about the breach of this rule, or of the rule of this ID (newer Pleroma).
            assigned_account: only those given to this moderator, or to the account of this ID (newer Pleroma).
            limit: how many to look for at all.
            page: the page, from 1.
            page_size: reports per page; 50 by default.

        Raises:
            ForbiddenError: you lack the right ``reports_manage_reports`` (Akkoma: are no staff), or the token lacks the
                scope.
        """
        ...

    @get(
        "/api/v1/pleroma/admin/reports/{report_id}",
        scope="admin:read:reports",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_staff_report(self, report_id: PleromaReportRef) -> PleromaReport:
        """Fetch one report, with moderators' notes.

        Args:
            report_id: the report, or its ID.

        Raises:
            ForbiddenError: you lack the right ``reports_manage_reports`` (Akkoma: are no staff), or the token lacks the
                scope.
            NotFoundError: no such report.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/reports",
        scope="admin:write:reports",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def update_reports(self, reports: Sequence[Mapping[str, ReportState | str]]) -> None:
        """Open, close or resolve reports.

        Args:
            reports: for each a mapping with its ``id``, and the ``state`` that it is to have: ``open``, ``closed`` or
                ``resolved``.

        Raises:
            ClientError: one could not be changed; the others are.
            ForbiddenError: you lack the right ``reports_manage_reports`` (Akkoma: are no staff), or the token lacks the
                scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/reports/assign_account",
        scope="admin:write:reports",
        servers=PLEROMA,
        repeat="always",
    )
    def assign_reports(self, reports: Sequence[Mapping[str, str | None]]) -> None:
        """Give reports to moderators (newer Pleroma).

        Args:
            reports: for each a mapping with its ``id``, and as ``assigned_account`` the nickname of the moderator, or
                ``None`` for nobody.

        Raises:
            ClientError: one could not be given; the others are.
            ForbiddenError: you lack the right ``reports_manage_reports``, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/reports/{report_id}/notes",
        scope="admin:write:reports",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def add_report_note(self, report_id: PleromaReportRef, content: str) -> None:
        """Write a note on a report, for other moderators.

        Args:
            report_id: the report, or its ID.
            content: what to say.

        Raises:
            ClientError: no such report.
            ForbiddenError: you lack the right ``reports_manage_reports`` (Akkoma: are no staff), or the token lacks the
                scope.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/reports/{report_id}/notes/{note_id}",
        scope="admin:write:reports",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def delete_report_note(self, report_id: PleromaReportRef, note_id: PleromaReportNoteRef) -> None:
        """Delete a note on a report.

        Args:
            report_id: the report, or its ID.
            note_id: the note, or its ID.

        Raises:
            ClientError: no such note.
            ForbiddenError: you lack the right ``reports_manage_reports`` (Akkoma: are no staff), or the token lacks the
                scope.
        """
        ...
