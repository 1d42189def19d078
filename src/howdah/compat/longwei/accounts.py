"""Accounts, your own profile, and how you and others stand to each other."""

from __future__ import annotations

from typing import IO

from .calling import Front, calls
from .conventions import takes_positions
from .exceptions import NotFoundError
from .models import Account, FamiliarFollowers, FeaturedTag, LongweiModel, MediaAttachment, Relationship, UserList


class Suggestion(LongweiModel):
    """An account that you might like to follow, with the reasons."""

    account: Account | None = None


class Accounts(Front):
    """Accounts, your own profile, and how you and others stand to each other."""

    @calls()
    async def verify_credentials(self) -> Account:
        """The account that the token belongs to."""
        ...

    @calls()
    async def get_account(self, account_id: str) -> Account:
        """Fetch an account."""
        ...

    @calls()
    async def get_account_followers(
        self, account_id: str, max_id: str | None = None, min_id: str | None = None, limit: int | None = None
    ) -> list[Account]:
        """List who follows an account."""
        ...

    @calls()
    async def get_account_following(
        self, account_id: str, max_id: str | None = None, min_id: str | None = None, limit: int | None = None
    ) -> list[Account]:
        """List whom an account follows."""
        ...

    @calls()
    async def get_account_featured_tags(self, account_id: str) -> list[FeaturedTag]:
        """List the hashtags that an account shows on its profile."""
        ...

    @calls()
    async def get_account_lists(self, account_id: str) -> list[UserList]:
        """List those of your lists that an account is on."""
        ...

    @calls()
    async def follow_account(
        self,
        account_id: str,
        reblogs: bool | None = None,
        notify: bool | None = None,
        languages: list[str] | None = None,
    ) -> Relationship:
        """Follow an account, or change how it is followed."""
        ...

    @calls()
    async def unfollow_account(self, account_id: str) -> Relationship:
        """Follow an account no more."""
        ...

    @calls()
    async def block_account(self, account_id: str) -> Relationship:
        """Block an account."""
        ...

    @calls()
    async def unblock_account(self, account_id: str) -> Relationship:
        """Block an account no more."""
        ...

    @calls()
    async def mute_account(
        self, account_id: str, notifications: bool | None = None, duration: int | None = None
    ) -> Relationship:
        """Mute an account; ``duration`` is in seconds, and 0 is for ever."""
        ...

    @calls()
    async def unmute_account(self, account_id: str) -> Relationship:
        """Mute an account no more."""
        ...

    @calls()
    async def add_account_note(self, account_id: str, comment: str) -> Relationship:
        """Note something about an account that only you see; an empty text clears it."""
        ...

    @calls()
    async def get_relationships(self, ids: list[str]) -> list[Relationship]:
        """How you and some accounts stand to each other."""
        ...

    @calls()
    async def get_familiar_followers(self, ids: list[str]) -> list[FamiliarFollowers]:
        """List, for some accounts, who follows them of those that you follow."""
        ...

    @calls()
    async def search_accounts(
        self, q: str, limit: int | None = None, resolve: bool | None = None, following: bool | None = None
    ) -> list[Account]:
        """Search for accounts."""
        ...

    @calls()
    async def lookup_account(self, acct: str) -> Account:
        """Find an account by its handle."""
        ...

    @takes_positions
    @calls()
    async def update_credentials(
        self,
        *,
        display_name: str | None = None,
        note: str | None = None,
        locked: bool | None = None,
        bot: bool | None = None,
        discoverable: bool | None = None,
        source_privacy: str | None = None,
        source_sensitive: bool | None = None,
        source_language: str | None = None,
        avatar: IO[bytes] | None = None,
        avatar_mime_type: str = "image/jpeg",
        header: IO[bytes] | None = None,
        header_mime_type: str = "image/jpeg",
    ) -> Account:
        """Change your profile; only what is given is changed."""
        ...

    @calls()
    async def get_mutes(
        self, max_id: str | None = None, min_id: str | None = None, limit: int | None = None
    ) -> list[Account]:
        """List whom you mute."""
        ...

    @calls()
    async def get_blocks(
        self, max_id: str | None = None, min_id: str | None = None, limit: int | None = None
    ) -> list[Account]:
        """List whom you block."""
        ...

    @calls()
    async def get_follow_requests(
        self, max_id: str | None = None, min_id: str | None = None, limit: int | None = None
    ) -> list[Account]:
        """List who asks to follow you."""
        ...

    @calls()
    async def authorize_follow_request(self, account_id: str) -> Relationship:
        """Let an account follow you."""
        ...

    @calls()
    async def reject_follow_request(self, account_id: str) -> Relationship:
        """Do not let an account follow you."""
        ...

    @calls()
    async def delete_follow_suggestion(self, account_id: str) -> None:
        """Have an account suggested no more."""
        ...

    @calls()
    async def delete_profile_avatar(self) -> Account:
        """Delete your avatar."""
        ...

    @calls()
    async def delete_profile_header(self) -> Account:
        """Delete the picture at the top of your profile."""
        ...

    @calls(as_made=True)
    async def get_account_aliases(self, account_id: str) -> list[str]:
        """List the other accounts that an account says are the same person's; from the account itself."""
        ...

    @calls(as_made=True)
    async def get_profile_avatar(self) -> MediaAttachment:
        """Your avatar, from your account: no server has a page for it."""
        ...

    @calls(as_made=True)
    async def get_profile_header(self) -> MediaAttachment:
        """The picture at the top of your profile, from your account: no server has a page for it."""
        ...

    async def get_account_moved_to(self, account_id: str) -> Account | None:
        """Where an account has moved to, by the account itself: no server has a page for it."""
        try:
            account = await self.get_account(account_id)
        except NotFoundError:
            return None
        moved = (account.model_extra or {}).get("moved")
        return Account.model_validate(moved) if moved else None

    async def get_follow_suggestions(self, limit: int | None = None) -> list[Account]:
        """List accounts that you might like to follow."""
        suggested = await self.ask("get_suggestions", list[Suggestion], {"limit": limit})
        return [suggestion.account for suggestion in suggested if suggestion.account]
