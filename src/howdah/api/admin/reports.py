"""Reports as a moderator sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...core.operation import D, Section, get, listing, post, put
from ...core.server import GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from ..references import AdminAccountRef, AdminReportRef, RuleRef

if TYPE_CHECKING:
    from ...models import AdminReport, ReportCategory


class Reports(Section[D]):
    """What people reported, and what becomes of it."""

    @listing(
        "/api/v1/admin/reports",
        scope="admin:read:reports",
        added="2.9.1",
        servers=MASTODON | GOTOSOCIAL | PLEROMA,
        changed=("4.0.0: custom roles",),
    )
    def get_reports(
        self,
        *,
        resolved: bool | None = None,
        account_id: AdminAccountRef | None = None,
        target_account_id: AdminAccountRef | None = None,
        max_id: AdminReportRef | None = None,
        since_id: AdminReportRef | None = None,
        min_id: AdminReportRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[AdminReport]:
        """List reports, newest first; on Mastodon the open ones unless told otherwise.

        Args:
            resolved: only those dealt with.
            account_id: only those that this account made.
            target_account_id: only those about this account.
            max_id: only reports older than this one.
            since_id: only reports newer than this one, from the newest.
            min_id: only reports newer than this one, from the oldest.
            limit: reports per page, at most 200 (GoToSocial: 100); 100 by default (GoToSocial: 20).
            offset: leave out this many (Pleroma).

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/reports/{report_id}",
        scope="admin:read:reports",
        added="2.9.1",
        servers=MASTODON | GOTOSOCIAL | PLEROMA,
        unsure=SNAC,
    )
    def get_report(self, report_id: AdminReportRef) -> AdminReport:
        """Fetch one report.

        Args:
            report_id: the report, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such report.
        """
        ...

    @put(
        "/api/v1/admin/reports/{report_id}",
        scope="admin:write:reports",
        added="3.5.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def update_report(
        self,
        report_id: AdminReportRef,
        *,
        category: ReportCategory | str | None = None,
        rule_ids: Sequence[RuleRef] | None = None,
    ) -> AdminReport:
        """Change what a report is about.

        Args:
            report_id: the report, or its ID.
            category: ``spam``, ``legal``, ``violation`` or ``other``.
            rule_ids: the rules broken, for a ``violation``.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such report.
            UnprocessedError: there is no such category or rule.
        """
        ...

    @post(
        "/api/v1/admin/reports/{report_id}/assign_to_self",
        scope="admin:write:reports",
        added="2.9.1",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def assign_report_to_self(self, report_id: AdminReportRef) -> AdminReport:
        """Take a report upon yourself.

        Args:
            report_id: the report, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such report.
        """
        ...

    @post(
        "/api/v1/admin/reports/{report_id}/unassign",
        scope="admin:write:reports",
        added="2.9.1",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def unassign_report(self, report_id: AdminReportRef) -> AdminReport:
        """Leave a report to others, whoever had taken it.

        Args:
            report_id: the report, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such report.
        """
        ...

    @post(
        "/api/v1/admin/reports/{report_id}/resolve",
        scope="admin:write:reports",
        added="2.9.1",
        servers=MASTODON | GOTOSOCIAL | PLEROMA,
        unsure=SNAC,
        repeat="always",
    )
    def resolve_report(self, report_id: AdminReportRef, *, action_taken_comment: str | None = None) -> AdminReport:
        """Close a report.

        Args:
            report_id: the report, or its ID.
            action_taken_comment: what was done, which the person who reported gets to read (GoToSocial).

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such report.
        """
        ...

    @post(
        "/api/v1/admin/reports/{report_id}/reopen",
        scope="admin:write:reports",
        added="2.9.1",
        servers=MASTODON | PLEROMA,
        unsure=SNAC,
        repeat="always",
    )
    def reopen_report(self, report_id: AdminReportRef) -> AdminReport:
        """Open a closed report again.

        Args:
            report_id: the report, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such report.
        """
        ...
