"""Timelines, conversations, and lists of statuses."""

from __future__ import annotations

from .calling import Front, calls
from .conventions import takes_positions
from .models import Account, Card, Conversation, Marker, Status, Tag


class Timelines(Front):
    """Timelines, conversations, and lists of statuses."""

    @takes_positions
    @calls(unsent=("local", "remote", "only_media"))
    async def get_public_timeline(
        self,
        *,
        local: bool = False,
        remote: bool = False,
        only_media: bool = False,
        max_id: str | None = None,
        since_id: str | None = None,
        min_id: str | None = None,
        limit: int = 20,
    ) -> list[Status]:
        """A page of all public statuses that the server knows."""
        ...

    @calls()
    async def get_home_timeline(
        self, max_id: str | None = None, since_id: str | None = None, min_id: str | None = None, limit: int = 20
    ) -> list[Status]:
        """A page of what those whom you follow have posted."""
        ...

    @takes_positions
    @calls()
    async def get_hashtag_timeline(
        self,
        hashtag: str,
        *,
        any_tags: list[str] | None = None,
        all_tags: list[str] | None = None,
        none_tags: list[str] | None = None,
        local: bool = False,
        remote: bool = False,
        only_media: bool = False,
        max_id: str | None = None,
        since_id: str | None = None,
        min_id: str | None = None,
        limit: int = 20,
    ) -> list[Status]:
        """A page of public statuses with a hashtag."""
        ...

    @takes_positions
    @calls(unsent=("only_media", "exclude_replies", "exclude_reblogs"))
    async def get_account_statuses(
        self,
        account_id: str,
        *,
        max_id: str | None = None,
        min_id: str | None = None,
        since_id: str | None = None,
        limit: int | None = None,
        only_media: bool | None = None,
        exclude_replies: bool | None = None,
        exclude_reblogs: bool | None = None,
        tagged: str | None = None,
    ) -> list[Status]:
        """A page of what an account has posted."""
        ...

    @calls()
    async def get_list_timeline(
        self,
        list_id: str,
        max_id: str | None = None,
        since_id: str | None = None,
        min_id: str | None = None,
        limit: int = 20,
    ) -> list[Status]:
        """A page of what those on a list have posted."""
        ...

    @calls()
    async def get_link_timeline(
        self,
        url: str,
        max_id: str | None = None,
        since_id: str | None = None,
        min_id: str | None = None,
        limit: int = 20,
    ) -> list[Status]:
        """A page of public statuses that link to a page that trends."""
        ...

    @calls()
    async def get_conversations(
        self, max_id: str | None = None, since_id: str | None = None, min_id: str | None = None, limit: int = 20
    ) -> list[Conversation]:
        """A page of your conversations in direct messages."""
        ...

    @calls()
    async def delete_conversation(self, conversation_id: str) -> None:
        """Take a conversation off the list of yours."""
        ...

    @calls()
    async def read_conversation(self, conversation_id: str) -> Conversation:
        """Mark a conversation as read."""
        ...

    @calls()
    async def get_markers(self, timelines: list[str]) -> dict[str, Marker]:
        """How far timelines (``home``, ``notifications``) were read."""
        ...

    @calls()
    async def save_markers(
        self, home_last_read_id: str | None = None, notifications_last_read_id: str | None = None
    ) -> dict[str, Marker]:
        """Keep how far timelines were read."""
        ...

    @calls()
    async def get_favourites(
        self, max_id: str | None = None, min_id: str | None = None, limit: int | None = None
    ) -> list[Status]:
        """A page of what you have favourited."""
        ...

    @calls()
    async def get_bookmarks(
        self, max_id: str | None = None, min_id: str | None = None, limit: int | None = None
    ) -> list[Status]:
        """A page of what you have bookmarked."""
        ...

    @calls()
    async def get_trending_statuses(self, limit: int | None = None, offset: int | None = None) -> list[Status]:
        """The statuses that trend."""
        ...

    @calls()
    async def get_trending_accounts(self, limit: int | None = None, offset: int | None = None) -> list[Account]:
        """The accounts that trend; no server that is known has this."""
        ...

    @calls()
    async def get_trending_hashtags(self, limit: int | None = None, offset: int | None = None) -> list[Tag]:
        """The hashtags that trend."""
        ...

    @calls()
    async def get_trending_links(self, limit: int | None = None, offset: int | None = None) -> list[Card]:
        """The pages that trend."""
        ...
