"""Polls."""

from __future__ import annotations

from typing import Any

from .calling import Calls, calls
from .return_types import Poll
from .types_base import IdType


class Polls(Calls):
    """Polls."""

    @calls("get_poll", "2.8.0", "2.8.0", id="poll_id")
    def poll(self, id: Poll | IdType) -> Poll:
        """Fetch a poll."""
        ...

    @calls("vote_poll", "2.8.0", "2.8.0", id="poll_id")
    def poll_vote(self, id: Poll | IdType, choices: int | list[int]) -> Poll:
        """Vote in a poll: by the indices of the options, from 0."""
        ...

    def make_poll(
        self, options: list[str], expires_in: int, multiple: bool = False, hide_totals: bool = False
    ) -> dict[str, Any]:
        """Describe a poll for ``status_post``; nothing is sent.

        Args:
            options: what can be voted for.
            expires_in: seconds after which it ends.
            multiple: one may vote for several.
            hide_totals: do not show the votes before it ends.
        """
        self._check_version("2.8.0", "2.8.0")
        return {"options": options, "expires_in": expires_in, "multiple": multiple, "hide_totals": hide_totals}
