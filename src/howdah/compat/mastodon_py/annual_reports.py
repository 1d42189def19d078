"""Reports on your years."""

from __future__ import annotations

from .calling import Calls, calls
from .return_types import AnnualReportState, WrappedAnnualReports
from .types_base import EmptyResponse


class AnnualReports(Calls):
    """Reports on your years."""

    @calls("get_annual_report", "4.4.0", "4.4.0")
    def annual_report(self, year: int) -> WrappedAnnualReports:
        """Fetch the report on a year."""
        ...

    @calls("generate_annual_report", "4.6.0", "4.6.0")
    def annual_report_generate(self, year: int) -> EmptyResponse:
        """Have the report on a year made."""
        ...

    @calls("read_annual_report", "4.3.0", "4.3.0")
    def annual_report_read(self, year: int) -> None:
        """Mark the report on a year as read."""
        ...

    @calls("get_annual_report_state", "4.6.0", "4.6.0")
    def annual_report_state(self, year: int) -> AnnualReportState:
        """Tell whether there is, or can be, a report on a year."""
        ...

    @calls("get_annual_reports", "4.3.0", "4.3.0")
    def annual_reports(self) -> WrappedAnnualReports:
        """Fetch the reports that you have not read."""
        ...
