"""Endorsements: accounts that are featured on a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.fallback import first_supported
from ..core.flow import Flow
from ..core.operation import Operations, listing, operation, post
from ..core.server import AKKOMA, MASTODON, PLEROMA, SNAC
from .references import AccountRef

if TYPE_CHECKING:
    from ..models import Account, Relationship


class Endorsements(Operations):
    """Accounts that are featured on a profile."""

    @listing("/api/v1/endorsements", scope="read:accounts", added="2.5.0", servers=MASTODON | PLEROMA | AKKOMA)
    def get_endorsements(
        self, max_id: str | None = None, since_id: str | None = None, limit: int | None = None
    ) -> list[Account]:
        """List the accounts that you feature on your profile.

        The bounds are marks of the server's own, not IDs of accounts; ``walk`` and ``next_page`` handle them.

        Args:
            max_id: only what comes after this mark.
            since_id: only what comes before this mark.
            limit: accounts per page, at most 80; 40 by default.
        """
        ...

    @listing(
        "/api/v1/accounts/{account_id}/endorsements",
        auth="optional",
        added="4.4.0",
        servers=MASTODON | PLEROMA,
        unsure=SNAC,
    )
    def get_account_endorsements(
        self,
        account_id: AccountRef,
        max_id: str | None = None,
        since_id: str | None = None,
        limit: int | None = None,
        *,
        with_relationships: bool | None = None,
    ) -> list[Account]:
        """List the accounts that an account features on its profile.

        The bounds are marks of the server's own, not IDs of accounts; ``walk`` and ``next_page`` handle them.

        Args:
            account_id: the account, or its ID.
            max_id: only what comes after this mark.
            since_id: only what comes before this mark.
            limit: accounts per page, at most 80; 40 by default.
            with_relationships: say how you stand to each (Pleroma).

        Raises:
            NotFoundError: no such account.
        """
        ...

    @operation(
        uses=["POST /api/v1/accounts/{account_id}/endorse", "POST /api/v1/accounts/{account_id}/pin"],
        scope="write:accounts",
        added="2.5.0",
        servers=MASTODON | PLEROMA,
        unsure=SNAC,
    )
    def endorse_account(self, account_id: AccountRef) -> Flow[Relationship]:
        """Feature an account on your profile; a server without the newer endpoint is asked by its old name, ``pin``.

        Args:
            account_id: the account, or its ID; you must follow it.

        Raises:
            ForbiddenError: you do not follow it.
            NotFoundError: no such account.
        """
        return (
            yield from first_supported(
                self.session,
                "endorse",
                lambda: _endorse.flow(self, account_id),
                lambda: _pin.flow(self, account_id),
            )
        )

    @operation(
        uses=["POST /api/v1/accounts/{account_id}/unendorse", "POST /api/v1/accounts/{account_id}/unpin"],
        scope="write:accounts",
        added="2.5.0",
        servers=MASTODON | PLEROMA,
        unsure=SNAC,
    )
    def unendorse_account(self, account_id: AccountRef) -> Flow[Relationship]:
        """Feature an account no longer; a server without the newer endpoint is asked by its old name, ``unpin``.

        Args:
            account_id: the account, or its ID.

        Raises:
            NotFoundError: no such account.
        """
        return (
            yield from first_supported(
                self.session,
                "endorse",
                lambda: _unendorse.flow(self, account_id),
                lambda: _unpin.flow(self, account_id),
            )
        )


@post(
    "/api/v1/accounts/{account_id}/endorse",
    scope="write:accounts",
    added="4.4.0",
    servers=MASTODON | PLEROMA,
    unsure=SNAC,
    repeat="always",
)
def _endorse(self: Operations, account_id: AccountRef) -> Relationship: ...


@post(
    "/api/v1/accounts/{account_id}/pin",
    scope="write:accounts",
    added="2.5.0",
    servers=MASTODON | PLEROMA,
    repeat="always",
)
def _pin(self: Operations, account_id: AccountRef) -> Relationship: ...


@post(
    "/api/v1/accounts/{account_id}/unendorse",
    scope="write:accounts",
    added="4.4.0",
    servers=MASTODON | PLEROMA,
    unsure=SNAC,
    repeat="always",
)
def _unendorse(self: Operations, account_id: AccountRef) -> Relationship: ...


@post(
    "/api/v1/accounts/{account_id}/unpin",
    scope="write:accounts",
    added="2.5.0",
    servers=MASTODON | PLEROMA,
    repeat="always",
)
def _unpin(self: Operations, account_id: AccountRef) -> Relationship: ...
