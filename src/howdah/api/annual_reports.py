"""Annual reports: what your year was like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.operation import Operations, get, post
from ..core.server import MASTODON, SNAC

if TYPE_CHECKING:
    from ..models import AnnualReportState, WrappedAnnualReports


class AnnualReports(Operations):
    """What your years were like."""

    @get("/api/v1/annual_reports", scope="read:accounts", added="4.3.0", servers=MASTODON, unsure=SNAC)
    def get_annual_reports(self) -> WrappedAnnualReports:
        """Fetch the annual reports that you have not read yet."""
        ...

    @get("/api/v1/annual_reports/{year}", scope="read:accounts", added="4.4.0", servers=MASTODON, unsure=SNAC)
    def get_annual_report(self, year: int) -> WrappedAnnualReports:
        """Fetch the annual report of one year.

        Args:
            year: the year.

        Raises:
            NotFoundError: there is none; ``get_annual_report_state`` tells whether it can be had.
        """
        ...

    @get("/api/v1/annual_reports/{year}/state", scope="read:accounts", added="4.6.0", servers=MASTODON, unsure=SNAC)
    def get_annual_report_state(self, year: int) -> AnnualReportState:
        """Find out whether the annual report of a year is there, in the making, or can be asked for.

        Args:
            year: the year.
        """
        ...

    @post(
        "/api/v1/annual_reports/{year}/read",
        scope="write:accounts",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def read_annual_report(self, year: int) -> None:
        """Mark an annual report as read.

        Args:
            year: the year.

        Raises:
            NotFoundError: there is no report of that year.
        """
        ...

    @post(
        "/api/v1/annual_reports/{year}/generate",
        scope="write:accounts",
        added="4.6.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def generate_annual_report(self, year: int) -> None:
        """Ask the server to make an annual report; ``get_annual_report_state`` tells when it is there.

        Args:
            year: the year; nothing happens if its report cannot be asked for.
        """
        ...
