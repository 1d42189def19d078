"""Accounts, and how you stand with them."""

from __future__ import annotations

from typing import Any

from .calling import Calls, calls
from .deprecation import warn_of
from .errors import MastodonNotFoundError
from .files import file_to_send, rows_of
from .identities import unpack_id
from .return_types import Account, FamiliarFollowers, Relationship, Status, Tag, UserList
from .types_base import IdType, NonPaginatableList, PaginatableList, PathOrFile


class Accounts(Calls):
    """Accounts, and how you stand with them."""

    @calls("get_account", "1.0.0", "1.0.0", id="account_id")
    def account(self, id: Account | IdType) -> Account:
        """Fetch an account."""
        ...

    @calls("block_account", "1.0.0", "1.4.0", id="account_id")
    def account_block(self, id: Account | IdType) -> Relationship:
        """Block an account."""
        ...

    @calls("delete_profile_avatar", "4.2.0", "4.2.0")
    def account_delete_avatar(self) -> Account:
        """Delete your avatar."""
        ...

    @calls("delete_profile_header", "4.2.0", "4.2.0")
    def account_delete_header(self) -> Account:
        """Delete your header picture."""
        ...

    @calls("endorse_account", "4.4.0", "4.4.0", id="account_id")
    def account_endorse(self, id: Account | IdType) -> Relationship:
        """Show an account on your profile."""
        ...

    @calls("get_familiar_followers", "3.5.0", "3.5.0", id="ids")
    def account_familiar_followers(
        self, id: list[Account | IdType] | Account | IdType
    ) -> NonPaginatableList[FamiliarFollowers]:
        """Tell who of those that you follow follows each of some accounts."""
        ...

    @calls("get_account_featured_tags", "3.3.0", "3.3.0", id="account_id")
    def account_featured_tags(self, id: Account | IdType) -> NonPaginatableList[Tag]:
        """Fetch the hashtags that an account shows on its profile."""
        ...

    @calls("follow_account", "1.0.0", "3.3.0", always=("notify",), id="account_id")
    def account_follow(self, id: Account | IdType, reblogs: bool = True, notify: bool = False) -> Relationship:
        """Follow an account, or change how you follow it."""
        ...

    @calls("get_account_followers", "1.0.0", "2.6.0", id="account_id")
    def account_followers(
        self,
        id: Account | IdType,
        max_id: Account | IdType | None = None,
        min_id: Account | IdType | None = None,
        since_id: Account | IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[Account]:
        """Fetch a page of an account's followers."""
        ...

    @calls("get_account_following", "1.0.0", "2.6.0", id="account_id")
    def account_following(
        self,
        id: Account | IdType,
        max_id: Account | IdType | None = None,
        min_id: Account | IdType | None = None,
        since_id: Account | IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[Account]:
        """Fetch a page of whom an account follows."""
        ...

    @calls("get_account_lists", "2.1.0", "2.1.0", id="account_id")
    def account_lists(self, id: Account | IdType) -> NonPaginatableList[UserList]:
        """Fetch your lists that an account is on."""
        ...

    @calls("lookup_account", "3.4.0", "3.4.0")
    def account_lookup(self, acct: str) -> Account:
        """Find an account by its address, among those that the server knows."""
        ...

    @calls("mute_account", "1.1.0", "2.4.3", id="account_id")
    def account_mute(
        self, id: Account | IdType, notifications: bool = True, duration: int | None = None
    ) -> Relationship:
        """Mute an account, for ``duration`` seconds or for good."""
        ...

    def account_note_set(self, id: Account | IdType, comment: str) -> Relationship:
        """Keep a note on an account that nobody else sees.

        Args:
            id: the account.
            comment: the note; without text, there is none any more.
        """
        self._check_version("3.2.0", "3.2.0")
        return self._operate("add_account_note", Relationship, {"account_id": unpack_id(id), "comment": comment or ""})

    @calls("endorse_account", "2.5.0", "2.5.0", id="account_id")
    def account_pin(self, id: Account | IdType) -> Relationship:
        """Show an account on your profile; as ``account_endorse``."""
        ...

    @calls("get_relationships", "1.0.0", "1.4.0", id="ids")
    def account_relationships(
        self, id: list[Account | IdType] | Account | IdType, with_suspended: bool | None = None
    ) -> NonPaginatableList[Relationship]:
        """Tell how you stand with some accounts."""
        ...

    @calls("remove_from_followers", "3.5.0", "3.5.0", id="account_id")
    def account_remove_from_followers(self, id: Account | IdType) -> Relationship:
        """Make an account follow you no more."""
        ...

    @calls("search_accounts", "1.0.0", "2.8.0", always=("following", "resolve"))
    def account_search(
        self,
        q: str,
        limit: int | None = None,
        following: bool = False,
        resolve: bool = False,
        offset: int | None = None,
    ) -> PaginatableList[Account]:
        """Search for accounts; with ``resolve``, on other servers too."""
        ...

    @calls("get_account_statuses", "1.0.0", "4.6.0", id="account_id")
    def account_statuses(
        self,
        id: Account | IdType,
        only_media: bool = False,
        pinned: bool = False,
        exclude_replies: bool = False,
        exclude_reblogs: bool = False,
        tagged: str | None = None,
        max_id: Status | IdType | None = None,
        min_id: Status | IdType | None = None,
        since_id: Status | IdType | None = None,
        limit: int | None = None,
        exclude_direct: bool = False,
    ) -> PaginatableList[Status]:
        """Fetch a page of an account's statuses."""
        ...

    @calls("unblock_account", "1.0.0", "1.4.0", id="account_id")
    def account_unblock(self, id: Account | IdType) -> Relationship:
        """Unblock an account."""
        ...

    @calls("unendorse_account", "4.4.0", "4.4.0", id="account_id")
    def account_unendorse(self, id: Account | IdType) -> Relationship:
        """Show an account on your profile no more."""
        ...

    @calls("unfollow_account", "1.0.0", "1.4.0", id="account_id")
    def account_unfollow(self, id: Account | IdType) -> Relationship:
        """Follow an account no more."""
        ...

    @calls("unmute_account", "1.1.0", "1.4.0", id="account_id")
    def account_unmute(self, id: Account | IdType) -> Relationship:
        """Unmute an account."""
        ...

    @calls("unendorse_account", "2.5.0", "2.5.0", id="account_id")
    def account_unpin(self, id: Account | IdType) -> Relationship:
        """Show an account on your profile no more; as ``account_unendorse``."""
        ...

    @calls("verify_credentials", "1.0.0", "2.1.0")
    def account_verify_credentials(self) -> Account:
        """Fetch your own account, with its settings."""
        ...

    @calls("get_accounts", "4.3.0", "4.3.0")
    def accounts(self, ids: list[Account | IdType]) -> list[Account]:
        """Fetch several accounts."""
        ...

    @calls("verify_credentials", "1.0.0", "2.1.0")
    def me(self) -> Account:
        """Fetch your own account, with its settings."""
        ...

    def account_update_credentials(
        self,
        display_name: str | None = None,
        note: str | None = None,
        avatar: PathOrFile | None = None,
        avatar_mime_type: str | None = None,
        header: PathOrFile | None = None,
        header_mime_type: str | None = None,
        locked: bool | None = None,
        bot: bool | None = None,
        discoverable: bool | None = None,
        fields: list[tuple[str, str]] | None = None,
        hide_collections: bool | None = None,
        indexable: bool | None = None,
        attribution_domains: list[str] | None = None,
        default_privacy: str | None = None,
        default_sensitive: bool | None = None,
        default_language: str | None = None,
        default_quote_policy: str | None = None,
        avatar_description: str | None = None,
        header_description: str | None = None,
    ) -> Account:
        """Change your account; what is left out stays as it is.

        Args:
            display_name: the name that is shown.
            note: the text about you.
            avatar: a picture, as a path, bytes or a file.
            avatar_mime_type: its type, if it cannot be told.
            header: a picture, as a path, bytes or a file.
            header_mime_type: its type, if it cannot be told.
            locked: whether followers have to be let in.
            bot: whether it is a program's.
            discoverable: whether it may be recommended.
            fields: up to four pairs of a name and a value; they replace those that there are.
            hide_collections: whether nobody sees whom you follow and who follows you.
            indexable: whether public statuses may be found.
            attribution_domains: whose pages may name you as their author.
            default_privacy: who sees statuses, if nothing else is said.
            default_sensitive: whether files are sensitive, if nothing else is said.
            default_language: the statuses' language, if nothing else is said.
            default_quote_policy: who may quote statuses, if nothing else is said.
            avatar_description: what the avatar shows.
            header_description: what the header shows.

        Raises:
            MastodonIllegalArgumentError: there are more than four fields.
        """
        values: dict[str, Any] = {
            "display_name": display_name,
            "note": note,
            "avatar": file_to_send(avatar, avatar_mime_type),
            "header": file_to_send(header, header_mime_type),
            "avatar_description": avatar_description,
            "header_description": header_description,
            "locked": locked,
            "bot": bot,
            "discoverable": discoverable,
            "fields_attributes": rows_of(fields),
            "hide_collections": hide_collections,
            "indexable": indexable,
            "attribution_domains": attribution_domains,
            "source_privacy": default_privacy,
            "source_sensitive": default_sensitive,
            "source_language": default_language,
            "source_quote_policy": default_quote_policy,
        }
        self._check_version("1.1.1", "4.6.0")
        return self._operate("update_credentials", Account, values)

    def follows(self, uri: str) -> Relationship:
        """Follow an account by its address.

        Args:
            uri: ``user@example.social``.

        Raises:
            MastodonNotFoundError: there is no such account.
        """
        warn_of("follows", "account_follow")
        found = self.account_search(uri)
        if not found:
            raise MastodonNotFoundError("User not found")
        return self.account_follow(found[0])
