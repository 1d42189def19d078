"""How you stand to other accounts: following, blocking, muting, notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from ..core.operation import Operations, Wire, get, listing, post
from ..core.server import AKKOMA, EVERY, MASTODON, PLEROMA, SNAC
from .references import AccountRef

if TYPE_CHECKING:
    from ..models import Account, FamiliarFollowers, MutedAccount, Relationship


class Relationships(Operations):
    """How you stand to other accounts."""

    @get("/api/v1/accounts/relationships", scope="read:follows", changed=("4.3.0: with_suspended",))
    def get_relationships(
        self, ids: Annotated[Sequence[AccountRef], Wire("id")], *, with_suspended: bool | None = None
    ) -> list[Relationship]:
        """Find out how you stand to each of several accounts.

        Args:
            ids: the accounts, or their IDs; those that do not exist are left out.
            with_suspended: also accounts that are suspended (Mastodon 4.3).

        Raises:
            UnauthorizedError: the token is missing, or belongs to an app.
        """
        ...

    @get("/api/v1/accounts/familiar_followers", scope="read:follows", added="3.5.0", servers=MASTODON | PLEROMA)
    def get_familiar_followers(self, ids: Annotated[Sequence[AccountRef], Wire("id")]) -> list[FamiliarFollowers]:
        """List, for each of several accounts, those of its followers whom you follow.

        Args:
            ids: the accounts, or their IDs.
        """
        ...

    @post(
        "/api/v1/accounts/{account_id}/follow",
        scope="write:follows",
        bucket="follow",
        repeat="always",
        changed=("3.3.0: notify", "4.0.0: languages"),
    )
    def follow_account(
        self,
        account_id: AccountRef,
        reblogs: bool | None = None,
        notify: bool | None = None,
        languages: Sequence[str] | None = None,
    ) -> Relationship:
        """Follow an account, or ask to; or change how you follow it.

        Args:
            account_id: the account, or its ID.
            reblogs: show its boosts in your home timeline; it does unless told otherwise.
            notify: notify you of its statuses.
            languages: only its statuses in these languages, as ISO 639-1 codes (Mastodon 4.0).

        Raises:
            ForbiddenError: it blocks you, you block it, it has moved, or it is you.
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/accounts/{account_id}/unfollow",
        scope="write:follows",
        repeat="always",
    )
    def unfollow_account(self, account_id: AccountRef) -> Relationship:
        """Stop following an account, or take back that you asked to.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @post("/api/v1/follows", scope="write:follows", servers=PLEROMA | AKKOMA, unsure=SNAC, repeat="always")
    def follow_by_uri(self, uri: str) -> Relationship:
        """Follow an account by its handle; Mastodon has this no more since 3.0 (use ``lookup_account``).

        Args:
            uri: the handle, ``user@example.social``.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/accounts/{account_id}/remove_from_followers",
        scope="write:follows",
        added="3.5.0",
        servers=MASTODON | PLEROMA | AKKOMA,
        repeat="always",
    )
    def remove_from_followers(self, account_id: AccountRef) -> Relationship:
        """Make an account follow you no longer.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @listing(
        "/api/v1/blocks",
        scope="read:blocks",
        servers=EVERY - SNAC,
    )
    def get_blocks(
        self,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        *,
        since_id: str | None = None,
        offset: int | None = None,
        with_relationships: bool | None = None,
    ) -> list[Account]:
        """List the accounts that you block.

        The bounds are marks of the server's own, not IDs of accounts; ``walk`` and ``next_page`` handle them.

        Args:
            max_id: only what comes after this mark.
            min_id: only what comes right before this mark.
            limit: accounts per page, at most 80; 40 by default.
            since_id: only what comes before this mark, from the latest.
            offset: leave out this many from the start (Pleroma, Akkoma).
            with_relationships: say how you stand to each (Pleroma, Akkoma).
        """
        ...

    @post("/api/v1/accounts/{account_id}/block", scope="write:blocks", repeat="always")
    def block_account(self, account_id: AccountRef, *, duration: int | timedelta | None = None) -> Relationship:
        """Block an account: neither of you sees or follows the other.

        Args:
            account_id: the account, or its ID.
            duration: seconds (or a ``timedelta``) until the block ends; 0 for never (Pleroma).

        Raises:
            NotFoundError: no such account.
        """
        ...

    @post("/api/v1/accounts/{account_id}/unblock", scope="write:blocks", repeat="always")
    def unblock_account(self, account_id: AccountRef) -> Relationship:
        """Block an account no longer.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @listing(
        "/api/v1/mutes",
        scope="read:mutes",
        servers=EVERY - SNAC,
        changed=("3.3.0: mute_expires_at in the answer",),
    )
    def get_mutes(
        self,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        *,
        since_id: str | None = None,
        offset: int | None = None,
        with_relationships: bool | None = None,
    ) -> list[MutedAccount]:
        """List the accounts that you mute.

        The bounds are marks of the server's own, not IDs of accounts; ``walk`` and ``next_page`` handle them.

        Args:
            max_id: only what comes after this mark.
            min_id: only what comes right before this mark; not on Mastodon.
            limit: accounts per page, at most 80; 40 by default.
            since_id: only what comes before this mark, from the latest.
            offset: leave out this many from the start (Pleroma, Akkoma).
            with_relationships: say how you stand to each (Pleroma, Akkoma).
        """
        ...

    @post(
        "/api/v1/accounts/{account_id}/mute",
        scope="write:mutes",
        servers=EVERY - SNAC,
        repeat="always",
        changed=("3.3.0: duration",),
    )
    def mute_account(
        self,
        account_id: AccountRef,
        notifications: bool | None = None,
        duration: int | timedelta | None = None,
        *,
        expires_in: Annotated[int | timedelta | None, Wire(place="query")] = None,
    ) -> Relationship:
        """Mute an account: its statuses no longer show in your timelines.

        Args:
            account_id: the account, or its ID.
            notifications: mute notifications from it too; so it is unless told otherwise.
            duration: seconds (or a ``timedelta``) until the mute ends; 0 for never.
            expires_in: the same, as Akkoma and older Pleroma call it.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/accounts/{account_id}/unmute",
        scope="write:mutes",
        servers=EVERY - SNAC,
        repeat="always",
    )
    def unmute_account(self, account_id: AccountRef) -> Relationship:
        """Mute an account no longer.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/accounts/{account_id}/note",
        scope="write:accounts",
        added="3.2.0",
        servers=EVERY - SNAC,
        repeat="always",
    )
    def add_account_note(self, account_id: AccountRef, comment: Annotated[str, Wire(blank=True)]) -> Relationship:
        """Set your private note on an account; only you see it.

        Args:
            account_id: the account, or its ID.
            comment: the note, at most 2000 characters on Mastodon; empty removes it.

        Raises:
            NotFoundError: no such account.
        """
        ...
