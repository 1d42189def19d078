"""Polls."""

from __future__ import annotations

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
