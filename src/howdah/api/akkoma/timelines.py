"""The bubble: the timeline of the server and those related to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...core.operation import D, Section, listing
from ...core.server import AKKOMA
from ..references import StatusRef

if TYPE_CHECKING:
    from ...models import Status, Visibility


class Timelines(Section[D]):
    """Statuses as they come in."""

    @listing(
        "/api/v1/timelines/bubble",
        by="id",
        auth="optional",
        scope="read:statuses",
        servers=AKKOMA,
    )
    def get_bubble_timeline(
        self,
        *,
        max_id: StatusRef | None = None,
        since_id: StatusRef | None = None,
        min_id: StatusRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
        only_media: bool | None = None,
        remote: bool | None = None,
        with_muted: bool | None = None,
        exclude_visibilities: Sequence[Visibility | str] | None = None,
        reply_visibility: str | None = None,
    ) -> list[Status]:
        """List the public statuses of this server and of those that its administrators relate it to, newest first.

        Args:
            max_id: only statuses older than this one.
            since_id: only statuses newer than this one, from the newest.
            min_id: only statuses newer than this one, from the oldest; the one way forward that leaves no gap.
            limit: statuses per page, at most 40; 20 by default.
            offset: leave out this many.
            only_media: only statuses with media.
            remote: only statuses from other servers.
            with_muted: also statuses of muted accounts.
            exclude_visibilities: leave out statuses of these visibilities.
            reply_visibility: which replies to see: ``following`` for those to accounts you follow, ``self`` for
                those to you.

        Raises:
            NotFoundError: the server has no bubble.
        """
        ...
