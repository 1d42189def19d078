"""What became of your reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, get
from ...core.server import GOTOSOCIAL
from ..references import ReportRef

if TYPE_CHECKING:
    from ...models import Report


class Reports(Section[D]):
    """What became of your reports."""

    @get("/api/v1/reports/{report_id}", scope="read:accounts", servers=GOTOSOCIAL)
    def get_report(self, report_id: ReportRef) -> Report:
        """Fetch one of the reports that you made; ``client.get_reports`` lists them.

        Args:
            report_id: the report, or its ID.

        Raises:
            NotFoundError: no such report, or somebody else made it.
        """
        ...
