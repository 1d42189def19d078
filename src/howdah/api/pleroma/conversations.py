"""Conversations: threads of direct statuses, and who takes part in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, get, listing, patch, post
from ..references import AccountRef, ConversationRef, StatusRef
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import Conversation, Status


class Conversations(Section[D]):
    """Your threads of direct statuses; ``post_status`` joins one with ``in_reply_to_conversation_id``."""

    @get(
        "/api/v1/pleroma/conversations/{conversation_id}",
        scope="read:statuses",
        servers=PLEROMAS,
    )
    def get_conversation(self, conversation_id: ConversationRef) -> Conversation:
        """Fetch one conversation.

        Args:
            conversation_id: the conversation, or its ID (a status's ``pleroma.direct_conversation_id``).

        Raises:
            NotFoundError: you take part in no such conversation.
        """
        ...

    @listing(
        "/api/v1/pleroma/conversations/{conversation_id}/statuses",
        by="id",
        scope="read:statuses",
        servers=PLEROMAS,
    )
    def get_conversation_statuses(
        self,
        conversation_id: ConversationRef,
        *,
        max_id: StatusRef | None = None,
        since_id: StatusRef | None = None,
        min_id: StatusRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[Status]:
        """List the statuses of a conversation, newest first.

        Args:
            conversation_id: the conversation, or its ID.
            max_id: only statuses older than this one.
            since_id: only statuses newer than this one, from the newest.
            min_id: only statuses newer than this one, from the oldest.
            limit: statuses per page, at most 40; 20 by default.
            offset: leave out this many.

        Raises:
            NotFoundError: you take part in no such conversation.
        """
        ...

    @patch(
        "/api/v1/pleroma/conversations/{conversation_id}",
        scope="write:conversations",
        servers=PLEROMAS,
        repeat="always",
    )
    def update_conversation(
        self,
        conversation_id: ConversationRef,
        recipients: Annotated[Sequence[AccountRef], Wire(place="query")],
    ) -> Conversation:
        """Say who gets what is posted in a conversation from now on.

        Args:
            conversation_id: the conversation, or its ID.
            recipients: all of them, as accounts or their IDs; you are always one of them.

        Raises:
            NotFoundError: you take part in no such conversation.
        """
        ...

    @post(
        "/api/v1/pleroma/conversations/read",
        scope="write:conversations",
        servers=PLEROMAS,
        repeat="always",
    )
    def read_conversations(self) -> list[Conversation]:
        """Mark all your conversations as read; gives those that were not."""
        ...
