"""Reports that you sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, get
from ..references import PleromaReportRef
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import PleromaReport, PleromaReports, ReportState


class Reports(Section[D]):
    """Reports that you sent, and what became of them (newer Pleroma, Akkoma)."""

    @get("/api/v0/pleroma/reports", scope="read:reports", servers=PLEROMAS)
    def get_reports(
        self,
        *,
        state: ReportState | str | None = None,
        limit: int | None = None,
        page: int | None = None,
        page_size: int | None = None,
    ) -> PleromaReports:
        """List the reports that you sent.

        Args:
            state: only those that are ``open``, ``closed`` or ``resolved``.
            limit: how many to look for at all.
            page: the page, from 1.
            page_size: reports per page; 50 by default.
        """
        ...

    @get("/api/v0/pleroma/reports/{report_id}", scope="read:reports", servers=PLEROMAS)
    def get_report(self, report_id: PleromaReportRef) -> PleromaReport:
        """Fetch a report that you sent.

        Args:
            report_id: the report, or its ID.

        Raises:
            NotFoundError: you sent no such report.
        """
        ...
