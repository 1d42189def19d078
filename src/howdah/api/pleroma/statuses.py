"""Who quotes a status; Pleroma only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, listing
from ...core.server import PLEROMA
from ..references import StatusRef

if TYPE_CHECKING:
    from ...models import Status


class Statuses(Section[D]):
    """What is said about statuses."""

    @listing(
        "/api/v1/pleroma/statuses/{status_id}/quotes",
        by="id",
        auth="optional",
        scope="read:statuses",
        servers=PLEROMA,
    )
    def get_quotes(
        self,
        status_id: StatusRef,
        *,
        max_id: StatusRef | None = None,
        since_id: StatusRef | None = None,
        min_id: StatusRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[Status]:
        """List the statuses that quote a status, newest first (newer Pleroma).

        Args:
            status_id: the status, or its ID.
            max_id: only statuses older than this one.
            since_id: only statuses newer than this one, from the newest.
            min_id: only statuses newer than this one, from the oldest.
            limit: statuses per page, at most 40; 20 by default.
            offset: leave out this many.

        Raises:
            NotFoundError: no such status, or you may not see it.
        """
        ...
