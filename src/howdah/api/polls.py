"""Polls: reading them and voting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..core.operation import Operations, get, post
from ..core.server import AKKOMA, GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from .references import PollRef

if TYPE_CHECKING:
    from ..models import Poll

ALL_BUT_SNAC = MASTODON | GOTOSOCIAL | PLEROMA | AKKOMA


class Polls(Operations):
    """Questions that statuses ask."""

    @get(
        "/api/v1/polls/{poll_id}",
        auth="optional",
        scope="read:statuses",
        added="2.8.0",
        servers=ALL_BUT_SNAC,
        unsure=SNAC,
    )
    def get_poll(self, poll_id: PollRef) -> Poll:
        """Fetch a poll with its present counts.

        Args:
            poll_id: the poll, or its ID.

        Raises:
            NotFoundError: no such poll, or its status is private and you may not see it.
        """
        ...

    @post("/api/v1/polls/{poll_id}/votes", scope="write:statuses", added="2.8.0")
    def vote_poll(self, poll_id: PollRef, choices: Sequence[int]) -> Poll:
        """Vote in a poll; gives it with its new counts.

        Args:
            poll_id: the poll, or its ID.
            choices: the chosen options, counted from 0; exactly one unless the poll allows several.

        Raises:
            NotFoundError: no such poll, or its status is private and you may not see it.
            UnprocessedError: the poll is over, you have voted already, or there is no such option.
        """
        ...
