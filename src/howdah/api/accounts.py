"""Accounts: signing up, finding them, and what can be seen of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from ..core.errors import NotSupportedError
from ..core.flow import Flow
from ..core.operation import Operations, Wire, get, listing, operation, post
from ..core.server import AKKOMA, EVERY, GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from .references import AccountRef, Bound, HashtagRef

if TYPE_CHECKING:
    from ..models import (
        Account,
        CredentialAccount,
        FeaturedTag,
        IdentityProof,
        Status,
        Token,
        UserList,
        Visibility,
    )


class Accounts(Operations):
    """Accounts, and what can be seen of them."""

    @post(
        "/api/v1/accounts",
        auth="app",
        scope="write:accounts",
        added="2.7.0",
        servers=EVERY - SNAC,
        unsure=SNAC,
        changed=("3.0.0: reason", "3.4.0: errors come with details", "4.4.0: date_of_birth"),
    )
    def create_account(
        self,
        *,
        username: str,
        email: str,
        password: str,
        agreement: bool,
        locale: str,
        reason: str | None = None,
        date_of_birth: date | str | None = None,
        fullname: str | None = None,
        bio: str | None = None,
        captcha_solution: str | None = None,
        captcha_token: str | None = None,
        captcha_answer_data: str | None = None,
        token: str | None = None,
        birthday: date | str | None = None,
        language: str | None = None,
    ) -> Token:
        """Sign up; the token works once the address is confirmed and, where the server asks for it, a moderator agrees.

        Args:
            username: the name, without server; letters, digits and underscores.
            email: address for logging in and for the confirmation.
            password: password for logging in.
            agreement: the person has read the server's rules and agrees to them.
            locale: language of the confirmation, such as ``en``.
            reason: why they want to join, for the moderators; some servers require it.
            date_of_birth: required where the server has a minimum age (Mastodon 4.4).
            fullname: display name (Pleroma, Akkoma).
            bio: text of the profile (Pleroma, Akkoma).
            captcha_solution: what was read from the captcha (Pleroma, Akkoma).
            captcha_token: the captcha's token, as the server gave it (Pleroma, Akkoma).
            captcha_answer_data: the captcha's answer data, as the server gave it (Pleroma, Akkoma).
            token: an invitation's token (Pleroma, Akkoma).
            birthday: date of birth (Pleroma).
            language: language of the interface (Pleroma, Akkoma).

        Raises:
            ForbiddenError: the server takes no new accounts, or the token lacks the scope.
            UnprocessedError: something is missing, taken or refused; ``problems`` says what, by parameter, such as
                ``error.problems["username"][0].code is ProblemCode.TAKEN``.
            RatelimitError: too many sign-ups from this address.
        """
        ...

    @get("/api/v1/accounts/verify_credentials", scope="read:accounts", changed=("4.3.0: scope profile suffices",))
    def verify_credentials(self) -> CredentialAccount:
        """Fetch your own account, with your profile as you wrote it; tells whether the token is good.

        Raises:
            UnauthorizedError: the token is missing, revoked, or belongs to an app.
            ForbiddenError: the account is suspended, or not confirmed yet.
        """
        ...

    @get(
        "/api/v1/accounts/{account_id}",
        auth="optional",
        scope="read:accounts",
        changed=("3.3.0: suspended accounts are shown as such",),
    )
    def get_account(self, account_id: AccountRef, *, with_relationships: bool | None = None) -> Account:
        """Fetch one account.

        Args:
            account_id: the account, or its ID; Pleroma and Akkoma take a nickname too.
            with_relationships: say how you stand to it (Pleroma, Akkoma).

        Raises:
            NotFoundError: no such account.
            UnauthorizedError: the server shows accounts only to those who are logged in.
        """
        ...

    @get("/api/v1/accounts", auth="optional", added="4.3.0", servers=MASTODON, unsure=SNAC)
    def get_accounts(self, ids: Annotated[Sequence[AccountRef], Wire("id")]) -> list[Account]:
        """Fetch several accounts at once; those that do not exist are left out.

        Args:
            ids: the accounts, or their IDs; at most 40.

        Raises:
            UnprocessedError: too many.
        """
        ...

    @listing(
        "/api/v1/accounts/{account_id}/statuses",
        by="id",
        auth="optional",
        scope="read:statuses",
        changed=("1.6.0: pinned", "2.6.0: min_id", "2.7.0: exclude_reblogs", "2.8.0: tagged"),
    )
    def get_account_statuses(
        self,
        account_id: AccountRef,
        *,
        max_id: Bound | None = None,
        min_id: Bound | None = None,
        since_id: Bound | None = None,
        limit: int | None = None,
        only_media: bool | None = None,
        exclude_replies: bool | None = None,
        exclude_reblogs: bool | None = None,
        tagged: HashtagRef | None = None,
        pinned: bool | None = None,
        only_public: bool | None = None,
        with_muted: bool | None = None,
        exclude_visibilities: Sequence[Visibility | str] | None = None,
        only_reblogs: bool | None = None,
        offset: int | None = None,
    ) -> list[Status]:
        """List an account's statuses that you may see, newest first.

        Args:
            account_id: the account, or its ID; Pleroma and Akkoma take a nickname too.
            max_id: only statuses older than this one.
            min_id: only statuses newer than this one, from the oldest; the one way forward that leaves no gap.
            since_id: only statuses newer than this one, from the newest; GoToSocial does not know it.
            limit: statuses per page, at most 40; 20 by default (GoToSocial: 30).
            only_media: only statuses with media.
            exclude_replies: leave out replies to other accounts.
            exclude_reblogs: leave out boosts.
            tagged: only statuses with this hashtag, without its ``#``; not on GoToSocial.
            pinned: only those pinned to the profile.
            only_public: only public ones (GoToSocial).
            with_muted: also from those you mute (Pleroma, Akkoma).
            exclude_visibilities: leave out those with one of these visibilities (Pleroma, Akkoma).
            only_reblogs: only boosts (Pleroma).
            offset: leave out this many from the start (Pleroma, Akkoma).

        Raises:
            NotFoundError: no such account.
            UnauthorizedError: the server shows statuses only to those who are logged in.
        """
        ...

    @listing(
        "/api/v1/accounts/{account_id}/followers",
        auth="optional",
        scope="read:accounts",
        changed=("4.0.0: open to anyone",),
    )
    def get_account_followers(
        self,
        account_id: AccountRef,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        *,
        since_id: str | None = None,
        with_relationships: bool | None = None,
        offset: int | None = None,
    ) -> list[Account]:
        """List the accounts that follow an account, the latest first; nothing if it hides them.

        The bounds are marks of the server's own, not IDs of accounts; ``walk`` and ``next_page`` handle them.

        Args:
            account_id: the account, or its ID.
            max_id: only what comes after this mark.
            min_id: only what comes right before this mark.
            limit: accounts per page, at most 80; 40 by default.
            since_id: only what comes before this mark, from the latest.
            with_relationships: say how you stand to each (Pleroma, Akkoma).
            offset: leave out this many from the start (Pleroma, Akkoma).

        Raises:
            NotFoundError: no such account.
        """
        ...

    @listing(
        "/api/v1/accounts/{account_id}/following",
        auth="optional",
        scope="read:accounts",
        changed=("4.0.0: open to anyone",),
    )
    def get_account_following(
        self,
        account_id: AccountRef,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        *,
        since_id: str | None = None,
        with_relationships: bool | None = None,
        offset: int | None = None,
    ) -> list[Account]:
        """List the accounts that an account follows, the latest first; nothing if it hides them.

        The bounds are marks of the server's own, not IDs of accounts; ``walk`` and ``next_page`` handle them.

        Args:
            account_id: the account, or its ID.
            max_id: only what comes after this mark.
            min_id: only what comes right before this mark.
            limit: accounts per page, at most 80; 40 by default.
            since_id: only what comes before this mark, from the latest.
            with_relationships: say how you stand to each (Pleroma, Akkoma).
            offset: leave out this many from the start (Pleroma, Akkoma).

        Raises:
            NotFoundError: no such account.
        """
        ...

    @get(
        "/api/v1/accounts/{account_id}/featured_tags",
        auth="optional",
        scope="read:accounts",
        added="3.3.0",
        servers=MASTODON | GOTOSOCIAL | SNAC,
        hollow=GOTOSOCIAL,
    )
    def get_account_featured_tags(self, account_id: AccountRef) -> list[FeaturedTag]:
        """List the hashtags that an account features on its profile; GoToSocial has none.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @get("/api/v1/accounts/{account_id}/lists", scope="read:lists", added="2.1.0", servers=EVERY - SNAC)
    def get_account_lists(self, account_id: AccountRef) -> list[UserList]:
        """List those of your lists that an account is on.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @listing(
        "/api/v1/accounts/search",
        by="offset",
        scope="read:accounts",
        changed=("2.8.0: limit, offset, following",),
    )
    def search_accounts(
        self,
        q: Annotated[str, Wire(blank=True)],
        limit: int | None = None,
        resolve: bool | None = None,
        following: bool | None = None,
        *,
        offset: int | None = None,
        capabilities: Sequence[str] | None = None,
    ) -> list[Account]:
        """Search for accounts by name and handle.

        Args:
            q: what to look for: part of a name, or a handle such as ``@user@example.social``.
            limit: accounts per page, at most 80; 40 by default.
            resolve: also ask the server that a handle belongs to.
            following: only accounts that you follow.
            offset: leave out this many from the start (Mastodon, GoToSocial).
            capabilities: only accounts that can do all of these, such as ``accepts_chat_messages`` (Pleroma).

        Raises:
            UnauthorizedError: the token is missing, or belongs to an app.
        """
        ...

    @get("/api/v1/accounts/lookup", scope="read:accounts", added="3.4.0")
    def lookup_account(self, acct: str) -> Account:
        """Fetch the account with a handle, if the server knows it already; no other server is asked.

        Args:
            acct: the handle, ``user`` or ``user@example.social``.

        Raises:
            NotFoundError: the server does not know it; ``search_accounts`` with ``resolve`` can find it.
        """
        ...

    @operation(
        uses=["GET /api/v1/accounts/{account_id}"],
        auth="optional",
        scope="read:accounts",
    )
    def get_account_moved_to(self, account_id: AccountRef) -> Flow[Account | None]:
        """Find the account that an account has moved to; ``None`` if it has not.

        No known server has an endpoint of its own for this; the account itself says it.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account.
        """
        account = yield from Accounts.get_account.flow(self, account_id)
        return account.moved

    @operation(
        uses=["GET /api/v1/accounts/{account_id}", "GET /api/v1/accounts/verify_credentials"],
        scope="read:accounts",
        servers=GOTOSOCIAL | PLEROMA | AKKOMA,
    )
    def get_account_aliases(self, account_id: AccountRef) -> Flow[list[str]]:
        """List the URIs of the other accounts that an account says it is too.

        No known server has an endpoint of its own for this. Pleroma and Akkoma tell it of every account, GoToSocial
        of your own; Mastodon never does, so that there your own list is empty.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account.
            NotSupportedError: it is somebody else's account, and the server does not tell.
        """
        account = yield from Accounts.get_account.flow(self, account_id)
        if account.pleroma is not None:
            return account.pleroma.also_known_as
        own = yield from Accounts.verify_credentials.flow(self)
        if own.id != account.id:
            raise NotSupportedError(f"{self.session.host} does not tell the aliases of accounts other than your own")
        return own.source.also_known_as_uris

    @get(
        "/api/v1/accounts/{account_id}/identity_proofs",
        added="2.8.0",
        servers=MASTODON | PLEROMA | AKKOMA,
        unsure=SNAC,
        changed=("3.5.0: always empty",),
        hollow=MASTODON | PLEROMA | AKKOMA,
    )
    def get_account_identity_proofs(self, account_id: AccountRef) -> list[IdentityProof]:
        """List proofs of who an account is elsewhere; empty on every server of today.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account, or the server has given the endpoint up.
        """
        ...
