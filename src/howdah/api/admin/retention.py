"""How many stay of those who sign up."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from ...core.operation import D, Section, post
from ...core.server import MASTODON, SNAC

if TYPE_CHECKING:
    from ...models import AdminCohort, CohortFrequency


class Retention(Section[D]):
    """How many stay of those who sign up."""

    @post(
        "/api/v1/admin/retention",
        scope="admin:read",
        added="3.5.0",
        servers=MASTODON,
        unsure=SNAC,
        changed=("4.0.0: custom roles",),
        repeat="always",
    )
    def get_retention(
        self,
        start_at: datetime | date | str,
        end_at: datetime | date | str,
        frequency: CohortFrequency | str,
    ) -> list[AdminCohort]:
        """Count, for those who signed up in each period, how many were still there in the periods after it.

        Args:
            start_at: the first day of sign-ups.
            end_at: the last day.
            frequency: length of a period: ``day`` or ``month``.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
        """
        ...
