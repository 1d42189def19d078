"""Polls: reading them and voting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from ..core.drafts import PollFields
from ..core.operation import Operations, get, post
from ..core.server import AKKOMA, GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from .references import PollRef
from .statuses import check_poll

if TYPE_CHECKING:
    from ..models import Poll

ALL_BUT_SNAC = MASTODON | GOTOSOCIAL | PLEROMA | AKKOMA


def make_poll(
    options: Sequence[str],
    expires_in: int | timedelta,
    *,
    multiple: bool | None = None,
    hide_totals: bool | None = None,
) -> PollFields:
    """Put a poll together, for all that takes one: ``client.post_status("Tea?", **make_poll(["Yes", "No"], 3600))``.

    Args:
        options: the answers, at least two.
        expires_in: seconds (or a ``timedelta``) until it closes.
        multiple: let people choose several answers.
        hide_totals: hide the counts until it closes.

    Raises:
        ConfigurationError: there are less than two answers, or no time to vote.
    """
    check_poll(options, expires_in)
    return {
        "poll_options": list(options),
        "poll_expires_in": expires_in,
        "poll_multiple": multiple,
        "poll_hide_totals": hide_totals,
    }


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
