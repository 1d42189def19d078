"""Other accounts: what they like and endorse, their birthdays, being told of their statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, get, listing, post
from ...core.server import PLEROMA
from ..references import AccountRef, StatusRef
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import Account, Relationship, Status


class Accounts(Section[D]):
    """Other accounts, and you and them."""

    @listing(
        "/api/v1/pleroma/accounts/{account_id}/favourites",
        by="id",
        auth="optional",
        scope="read:favourites",
        servers=PLEROMAS,
    )
    def get_account_favourites(
        self,
        account_id: AccountRef,
        *,
        max_id: StatusRef | None = None,
        since_id: StatusRef | None = None,
        min_id: StatusRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[Status]:
        """List the statuses that an account likes, if it lets others see them; the newest status first.

        Args:
            account_id: the account, or its ID.
            max_id: only statuses older than this one.
            since_id: only statuses newer than this one, from the newest.
            min_id: only statuses newer than this one, from the oldest.
            limit: statuses per page, at most 40; 20 by default.
            offset: leave out this many.

        Raises:
            ForbiddenError: it keeps to itself what it likes.
            NotFoundError: no such account.
        """
        ...

    @get(
        "/api/v1/pleroma/accounts/{account_id}/endorsements",
        auth="optional",
        servers=PLEROMA,
    )
    def get_account_endorsements(
        self, account_id: AccountRef, *, with_relationships: bool | None = None
    ) -> list[Account]:
        """List the accounts that an account shows on its profile (newer Pleroma).

        Args:
            account_id: the account, or its ID.
            with_relationships: say of each how you stand to it.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/pleroma/accounts/{account_id}/subscribe",
        scope="write:follows",
        servers=PLEROMAS,
        repeat="always",
    )
    def subscribe_account(self, account_id: AccountRef) -> Relationship:
        """Be notified of everything that an account posts.

        ``follow_account`` with ``notify=True`` does the same in the way that newer servers prefer.

        Args:
            account_id: the account, or its ID.

        Raises:
            ForbiddenError: it blocks you.
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/pleroma/accounts/{account_id}/unsubscribe",
        scope="write:follows",
        servers=PLEROMAS,
        repeat="always",
    )
    def unsubscribe_account(self, account_id: AccountRef) -> Relationship:
        """Be notified of what an account posts no longer.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @get("/api/v1/pleroma/birthdays", scope="read:accounts", servers=PLEROMA)
    def get_birthdays(self, day: int | None = None, month: int | None = None) -> list[Account]:
        """List the accounts you follow whose birthday is on a day, today unless told otherwise (newer Pleroma).

        Args:
            day: the day of the month, from 1.
            month: the month, from 1.
        """
        ...

    @listing("/api/v1/pleroma/outgoing_follow_requests", scope="read:follows", servers=PLEROMA)
    def get_outgoing_follow_requests(
        self, *, max_id: str | None = None, since_id: str | None = None, limit: int | None = None
    ) -> list[Account]:
        """List the accounts that have yet to let you follow them (newer Pleroma).

        Args:
            max_id: only requests older than this one, by the ID from a page's link.
            since_id: only requests newer than this one, likewise.
            limit: accounts per page, at most 40; 20 by default.
        """
        ...
