"""Figures for those who run the server."""

from __future__ import annotations

from ...core.operation import D, Section, get
from ...core.server import AKKOMA


class Metrics(Section[D]):
    """Figures for those who run the server."""

    @get("/api/v1/akkoma/metrics", scope="admin:metrics", servers=AKKOMA)
    def get_metrics(self) -> str:
        """Fetch the server's figures, in the text form that Prometheus reads.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...
