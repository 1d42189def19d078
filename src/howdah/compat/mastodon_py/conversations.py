"""Conversations in direct statuses."""

from __future__ import annotations

from .calling import Calls, calls
from .return_types import Conversation
from .types_base import IdType, PaginatableList


class Conversations(Calls):
    """Conversations in direct statuses."""

    @calls("get_conversations", "2.6.0", "2.6.0")
    def conversations(
        self,
        max_id: Conversation | IdType | None = None,
        min_id: Conversation | IdType | None = None,
        since_id: Conversation | IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[Conversation]:
        """Fetch a page of your conversations."""
        ...

    @calls("read_conversation", "2.6.0", "2.6.0", id="conversation_id")
    def conversations_read(self, id: Conversation | IdType) -> Conversation:
        """Mark a conversation as read."""
        ...
