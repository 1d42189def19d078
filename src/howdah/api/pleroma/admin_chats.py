"""Other people's chats, as moderators see them; Pleroma only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, listing
from ...core.server import PLEROMA
from ..references import ChatMessageRef, ChatRef
from .servers import MOVED

if TYPE_CHECKING:
    from ...models import Chat, ChatMessage


class AdminChats(Section[D]):
    """Other people's chats, as moderators see them."""

    @get(
        "/api/v1/pleroma/admin/users/{nickname}/chats",
        scope="admin:read:chats",
        servers=PLEROMA,
        moved=MOVED,
    )
    def get_user_chats(self, nickname: str) -> list[Chat]:
        """List the chats of an account, each with ``sender`` and ``receiver``.

        Args:
            nickname: its nickname, or its ID.

        Raises:
            ForbiddenError: you lack the right ``messages_read``, or the token lacks the scope.
            NotFoundError: no such account.
        """
        ...

    @get(
        "/api/v1/pleroma/admin/chats/{chat_id}",
        scope="admin:read:chats",
        servers=PLEROMA,
        moved=MOVED,
    )
    def get_staff_chat(self, chat_id: ChatRef) -> Chat:
        """Fetch somebody's chat, with ``sender`` and ``receiver``.

        Args:
            chat_id: the chat, or its ID.

        Raises:
            ForbiddenError: you lack the right ``messages_read``, or the token lacks the scope.
            NotFoundError: no such chat.
        """
        ...

    @listing(
        "/api/v1/pleroma/admin/chats/{chat_id}/messages",
        by="id",
        scope="admin:read:chats",
        servers=PLEROMA,
        moved=MOVED,
    )
    def get_staff_chat_messages(
        self,
        chat_id: ChatRef,
        *,
        max_id: ChatMessageRef | None = None,
        since_id: ChatMessageRef | None = None,
        min_id: ChatMessageRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[ChatMessage]:
        """List the messages of somebody's chat, newest first.

        Args:
            chat_id: the chat, or its ID.
            max_id: only messages older than this one.
            since_id: only messages newer than this one, from the newest.
            min_id: only messages newer than this one, from the oldest.
            limit: messages per page, at most 40; 20 by default.
            offset: leave out this many.

        Raises:
            ForbiddenError: you lack the right ``messages_read``, or the token lacks the scope.
            NotFoundError: no such chat.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/chats/{chat_id}/messages/{message_id}",
        scope="admin:write:chats",
        servers=PLEROMA,
        moved=MOVED,
    )
    def delete_staff_chat_message(self, chat_id: ChatRef, message_id: ChatMessageRef) -> ChatMessage:
        """Delete somebody's message, for both; gives it as it was.

        Args:
            chat_id: the chat, or its ID.
            message_id: the message, or its ID.

        Raises:
            ClientError: there is no such message in that chat.
            ForbiddenError: you lack the right ``messages_delete``, or the token lacks the scope.
        """
        ...
