"""Conversations: threads of direct statuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..core.operation import Operations, delete, listing, post
from ..core.server import EVERY, SNAC
from .references import AccountRef, ConversationRef

if TYPE_CHECKING:
    from ..models import Conversation


class Conversations(Operations):
    """Threads of direct statuses."""

    @listing("/api/v1/conversations", scope="read:statuses", added="2.6.0")
    def get_conversations(
        self,
        max_id: str | None = None,
        since_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        *,
        recipients: Sequence[AccountRef] | None = None,
        offset: int | None = None,
    ) -> list[Conversation]:
        """List your conversations, the one with the newest status first.

        The bounds are marks of the server's own, not IDs of conversations; ``walk`` and ``next_page`` handle them.

        Args:
            max_id: only what comes after this mark.
            since_id: only what comes before this mark, from the newest.
            min_id: only what comes right before this mark.
            limit: conversations per page, at most 40; 20 by default (GoToSocial: 80 and 40).
            recipients: only those with all of these accounts (Pleroma, Akkoma).
            offset: leave out this many from the start (Pleroma, Akkoma).
        """
        ...

    @delete(
        "/api/v1/conversations/{conversation_id}",
        scope="write:conversations",
        added="2.6.0",
        servers=EVERY - SNAC,
        unsure=SNAC,
    )
    def delete_conversation(self, conversation_id: ConversationRef) -> None:
        """Remove a conversation from your list; its statuses stay, and a new one brings it back.

        Args:
            conversation_id: the conversation, or its ID.

        Raises:
            NotFoundError: no such conversation.
        """
        ...

    @post(
        "/api/v1/conversations/{conversation_id}/read",
        scope="write:conversations",
        added="2.6.0",
        servers=EVERY - SNAC,
        unsure=SNAC,
        repeat="always",
    )
    def read_conversation(self, conversation_id: ConversationRef) -> Conversation:
        """Mark a conversation as read.

        Args:
            conversation_id: the conversation, or its ID.

        Raises:
            NotFoundError: no such conversation.
        """
        ...
