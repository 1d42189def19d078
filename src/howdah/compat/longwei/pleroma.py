"""What only Pleroma and Akkoma have, under longwei's flat names."""

from __future__ import annotations

from typing import IO

from .calling import Front, calls
from .exceptions import NotFoundError
from .models import Account, Chat, ChatMessage, EmojiReaction, Status


class Pleroma(Front):
    """What only Pleroma and Akkoma have, under longwei's flat names."""

    @calls("pleroma.get_account_favourites")
    async def get_pleroma_account_favourites(self, account_id: str) -> list[Status]:
        """List what an account has favourited."""
        ...

    @calls("pleroma.update_avatar")
    async def update_pleroma_avatar(self, img: IO[bytes], filename: str, mime_type: str) -> Account:
        """Change your avatar."""
        ...

    @calls("pleroma.update_banner")
    async def update_pleroma_banner(self, img: IO[bytes], filename: str, mime_type: str) -> Account:
        """Change the picture at the top of your profile."""
        ...

    @calls("pleroma.update_background")
    async def update_pleroma_background(self, img: IO[bytes], filename: str, mime_type: str) -> Account:
        """Change the picture behind your page."""
        ...

    @calls("pleroma.get_reactions")
    async def get_pleroma_reactions(self, status_id: str) -> list[EmojiReaction]:
        """List the emojis with which people reacted to a status."""
        ...

    @calls("pleroma.add_reaction")
    async def add_pleroma_reaction(self, status_id: str, emoji: str) -> Status:
        """React to a status with an emoji."""
        ...

    @calls("pleroma.remove_reaction")
    async def remove_pleroma_reaction(self, status_id: str, emoji: str) -> Status:
        """Take a reaction to a status back."""
        ...

    @calls("pleroma.get_chats")
    async def get_pleroma_chats(self) -> list[Chat]:
        """List your chats."""
        ...

    @calls("pleroma.open_chat")
    async def open_pleroma_chat(self, account_id: str) -> Chat:
        """The chat with an account; it is begun if there is none."""
        ...

    @calls("pleroma.get_chat")
    async def get_pleroma_chat(self, chat_id: str) -> Chat:
        """Fetch a chat."""
        ...

    @calls("pleroma.get_chat_messages")
    async def get_pleroma_chat_messages(self, chat_id: str) -> list[ChatMessage]:
        """List the messages of a chat, the newest first."""
        ...

    @calls("pleroma.post_chat_message")
    async def post_pleroma_chat_message(self, chat_id: str, content: str) -> ChatMessage:
        """Write a message in a chat."""
        ...

    async def delete_pleroma_chat_message(self, chat_id: str, message_id: str) -> ChatMessage | None:
        """Delete a message of a chat; ``None`` where there is none."""
        try:
            return await self.ask(
                "pleroma.delete_chat_message", ChatMessage, {"chat_id": chat_id, "message_id": message_id}
            )
        except NotFoundError:
            return None
