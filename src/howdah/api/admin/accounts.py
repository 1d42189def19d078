"""Accounts as a moderator sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from ...core.operation import Section, get, listing
from ...core.server import GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from ..references import AccountRef

if TYPE_CHECKING:
    from ...models import AdminAccount

D = TypeVar("D", covariant=True)

STAFFED = MASTODON | GOTOSOCIAL | PLEROMA


class Accounts(Section[D]):
    """Accounts as a moderator sees them."""

    @listing("/api/v2/admin/accounts", scope="admin:read:accounts", added="3.5.0", servers=STAFFED)
    def get_accounts(
        self,
        *,
        origin: str | None = None,
        status: str | None = None,
        permissions: str | None = None,
        role_ids: Sequence[str] | None = None,
        invited_by: str | None = None,
        username: str | None = None,
        display_name: str | None = None,
        by_domain: str | None = None,
        email: str | None = None,
        ip: str | None = None,
        max_id: str | None = None,
        since_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[AdminAccount]:
        """List accounts by criteria.

        Args:
            origin: ``local`` or ``remote``.
            status: ``active``, ``pending``, ``disabled``, ``silenced`` or ``suspended``.
            permissions: ``staff`` for accounts with a role that may moderate.
            role_ids: only accounts with one of these roles.
            invited_by: only accounts invited by this account.
            username: search in user names.
            display_name: search in display names.
            by_domain: only accounts from this domain.
            email: only the account with this e-mail address.
            ip: only accounts seen at this IP address.
            max_id: only accounts older than this ID.
            since_id: only accounts newer than this ID, newest first.
            min_id: only accounts right after this ID.
            limit: accounts per page, at most 200; 100 by default.
            offset: leave out this many (Pleroma).

        Raises:
            ForbiddenError: the account may not moderate, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/accounts/{account_id}",
        scope="admin:read:accounts",
        added="2.9.1",
        servers=STAFFED,
        unsure=SNAC,
    )
    def get_account(self, account_id: AccountRef) -> AdminAccount:
        """Fetch one account as a moderator sees it.

        Args:
            account_id: the account, or its ID.

        Raises:
            ForbiddenError: the account may not moderate, or the token lacks the scope.
            NotFoundError: no such account.
        """
        ...
