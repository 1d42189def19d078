"""Chats: private messages outside statuses; Pleroma only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, delete, get, listing, post
from ...core.server import PLEROMA
from ..references import AccountRef, ChatMessageRef, ChatRef, MediaRef
from .wire_forms import with_key

if TYPE_CHECKING:
    from ...models import Chat, ChatMessage


class Chats(Section[D]):
    """Your chats, each with one other account."""

    @get("/api/v1/pleroma/chats", scope="read:chats", servers=PLEROMA)
    def get_chats(
        self,
        *,
        max_id: ChatRef | None = None,
        since_id: ChatRef | None = None,
        min_id: ChatRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
        with_muted: bool | None = None,
        pinned: bool | None = None,
    ) -> list[Chat]:
        """List your chats, the one that changed last first.

        Most versions give all of them, however many are asked for; ``get_chats_v2`` gives pages.

        Args:
            max_id: only chats older than this one.
            since_id: only chats newer than this one.
            min_id: only chats right after this one.
            limit: how many.
            offset: leave out this many.
            with_muted: also chats with accounts that you mute.
            pinned: only pinned chats, or only others (newer Pleroma).
        """
        ...

    @listing("/api/v2/pleroma/chats", scope="read:chats", servers=PLEROMA)
    def get_chats_v2(
        self,
        *,
        max_id: ChatRef | None = None,
        since_id: ChatRef | None = None,
        min_id: ChatRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
        with_muted: bool | None = None,
        pinned: bool | None = None,
    ) -> list[Chat]:
        """List your chats, page by page (newer Pleroma).

        Args:
            max_id: only chats older than this one.
            since_id: only chats newer than this one.
            min_id: only chats right after this one.
            limit: chats per page, at most 40; 20 by default.
            offset: leave out this many.
            with_muted: also chats with accounts that you mute.
            pinned: only pinned chats, or only others.
        """
        ...

    @get("/api/v1/pleroma/chats/{chat_id}", scope="read:chats", servers=PLEROMA)
    def get_chat(self, chat_id: ChatRef) -> Chat:
        """Fetch one chat.

        Args:
            chat_id: the chat, or its ID.

        Raises:
            NotFoundError: you have no such chat.
        """
        ...

    @post(
        "/api/v1/pleroma/chats/by-account-id/{account_id}",
        scope="write:chats",
        servers=PLEROMA,
        repeat="always",
    )
    def open_chat(self, account_id: AccountRef) -> Chat:
        """Fetch your chat with an account, which is begun if there is none yet.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @listing("/api/v1/pleroma/chats/{chat_id}/messages", by="id", scope="read:chats", servers=PLEROMA)
    def get_chat_messages(
        self,
        chat_id: ChatRef,
        *,
        max_id: ChatMessageRef | None = None,
        since_id: ChatMessageRef | None = None,
        min_id: ChatMessageRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[ChatMessage]:
        """List the messages of a chat, newest first.

        Args:
            chat_id: the chat, or its ID.
            max_id: only messages older than this one.
            since_id: only messages newer than this one, from the newest.
            min_id: only messages newer than this one, from the oldest.
            limit: messages per page, at most 40; 20 by default.
            offset: leave out this many.

        Raises:
            NotFoundError: you have no such chat.
        """
        ...

    @with_key
    @post("/api/v1/pleroma/chats/{chat_id}/messages", scope="write:chats", servers=PLEROMA)
    def post_chat_message(
        self,
        chat_id: ChatRef,
        content: str | None = None,
        media_id: MediaRef | None = None,
        *,
        idempotency_key: Annotated[str | None, Wire("idempotency-key", place="header")] = None,
    ) -> ChatMessage:
        """Send a message.

        It is sent once: should it come a second time, the server knows it by its key.

        Args:
            chat_id: the chat, or its ID.
            content: what to say; needed unless there is a file.
            media_id: an upload to send along, or its ID (from ``post_media``).
            idempotency_key: what makes it the same message when sent twice; one is made if not given.

        Raises:
            NotFoundError: you have no such chat.
            ClientError: the message is empty or too long.
            UnprocessedError: a policy of the server refuses it.
        """
        ...

    @delete(
        "/api/v1/pleroma/chats/{chat_id}/messages/{message_id}",
        scope="write:chats",
        servers=PLEROMA,
    )
    def delete_chat_message(self, chat_id: ChatRef, message_id: ChatMessageRef) -> ChatMessage:
        """Delete a message: your own for both, theirs for you only.

        Args:
            chat_id: the chat, or its ID.
            message_id: the message, or its ID.

        Raises:
            ClientError: there is no such message in that chat.
        """
        ...

    @post(
        "/api/v1/pleroma/chats/{chat_id}/read",
        scope="write:chats",
        servers=PLEROMA,
        repeat="always",
    )
    def read_chat(self, chat_id: ChatRef, last_read_id: ChatMessageRef) -> Chat:
        """Mark the messages of a chat as read.

        Args:
            chat_id: the chat, or its ID.
            last_read_id: the newest message that you have read, or its ID.

        Raises:
            NotFoundError: you have no such chat.
        """
        ...

    @post(
        "/api/v1/pleroma/chats/{chat_id}/messages/{message_id}/read",
        scope="write:chats",
        servers=PLEROMA,
        repeat="always",
    )
    def read_chat_message(self, chat_id: ChatRef, message_id: ChatMessageRef) -> ChatMessage:
        """Mark one message as read.

        Args:
            chat_id: the chat, or its ID.
            message_id: the message, or its ID.

        Raises:
            NotFoundError: there is no such message in that chat.
        """
        ...

    @post("/api/v1/pleroma/chats/{chat_id}/pin", scope="write:chats", servers=PLEROMA, repeat="always")
    def pin_chat(self, chat_id: ChatRef) -> Chat:
        """Keep a chat at the top (newer Pleroma).

        Args:
            chat_id: the chat, or its ID.

        Raises:
            NotFoundError: you have no such chat, or the server is older.
        """
        ...

    @post(
        "/api/v1/pleroma/chats/{chat_id}/unpin",
        scope="write:chats",
        servers=PLEROMA,
        repeat="always",
    )
    def unpin_chat(self, chat_id: ChatRef) -> Chat:
        """Keep a chat at the top no longer (newer Pleroma).

        Args:
            chat_id: the chat, or its ID.

        Raises:
            NotFoundError: you have no such chat, or the server is older.
        """
        ...
