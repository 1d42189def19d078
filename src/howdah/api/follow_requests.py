"""Follow requests: who wants to follow you."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.operation import Operations, listing, post
from ..core.server import EVERY, SNAC
from .references import AccountRef

if TYPE_CHECKING:
    from ..models import Account, Relationship


class FollowRequests(Operations):
    """Who asks to follow you, where you approve followers by hand."""

    @listing("/api/v1/follow_requests", scope="read:follows")
    def get_follow_requests(
        self,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        *,
        since_id: str | None = None,
    ) -> list[Account]:
        """List the accounts that ask to follow you.

        The bounds are marks of the server's own, not IDs of accounts; ``walk`` and ``next_page`` handle them.

        Args:
            max_id: only what comes after this mark.
            min_id: only what comes right before this mark (GoToSocial).
            limit: accounts per page, at most 80; 40 by default.
            since_id: only what comes before this mark, from the latest.
        """
        ...

    @post(
        "/api/v1/follow_requests/{account_id}/authorize",
        scope="write:follows",
        servers=EVERY - SNAC,
        repeat="always",
        changed=("3.0.0: gives the relationship",),
    )
    def authorize_follow_request(self, account_id: AccountRef) -> Relationship:
        """Let an account that asked for it follow you.

        Args:
            account_id: the account that asks, or its ID.

        Raises:
            NotFoundError: it does not ask, or does no more.
        """
        ...

    @post(
        "/api/v1/follow_requests/{account_id}/reject",
        scope="write:follows",
        servers=EVERY - SNAC,
        repeat="always",
        changed=("3.0.0: gives the relationship",),
    )
    def reject_follow_request(self, account_id: AccountRef) -> Relationship:
        """Refuse to be followed by an account that asked for it.

        Args:
            account_id: the account that asks, or its ID.

        Raises:
            NotFoundError: it does not ask, or does no more.
        """
        ...
