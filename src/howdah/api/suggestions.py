"""Suggestions of accounts to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.fallback import first_supported
from ..core.flow import Flow
from ..core.operation import Operations, delete, get, operation
from ..core.server import AKKOMA, EVERY, GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from .references import AccountRef

if TYPE_CHECKING:
    from ..models import Account, Suggestion


class Suggestions(Operations):
    """Accounts that you might like to follow."""

    @operation(
        uses=["GET /api/v2/suggestions", "GET /api/v1/suggestions"],
        scope="read",
        added="2.4.3",
        servers=EVERY - SNAC,
        hollow=GOTOSOCIAL,
    )
    def get_follow_suggestions(self, limit: int | None = None) -> Flow[list[Account]]:
        """List accounts that you might like to follow; GoToSocial suggests none.

        The newer endpoint is asked first, the older one where there is none. ``get_suggestions`` also gives the
        reasons.

        Args:
            limit: how many, at most 80; 40 by default (Mastodon).
        """
        found = yield from Suggestions.get_suggestions.flow(self, limit)
        return [suggestion.account for suggestion in found if "account" in vars(suggestion)]

    @operation(
        uses=["GET /api/v2/suggestions", "GET /api/v1/suggestions"],
        scope="read",
        added="2.4.3",
        servers=EVERY - SNAC,
        hollow=GOTOSOCIAL,
    )
    def get_suggestions(self, limit: int | None = None) -> Flow[list[Suggestion]]:
        """List accounts that you might like to follow, with the reasons; GoToSocial suggests none.

        A server that has only the older endpoint gives no reasons.

        Args:
            limit: how many, at most 80; 40 by default (Mastodon).
        """

        def without_reasons() -> Flow[list[Suggestion]]:
            from ..models import Suggestion

            found = yield from _get_suggestions_v1.flow(self, limit)
            return [Suggestion(account=account) for account in found]

        return (
            yield from first_supported(
                self.session, "suggestions", lambda: _get_suggestions_v2.flow(self, limit), without_reasons
            )
        )

    @delete("/api/v1/suggestions/{account_id}", scope="read", added="2.4.3", servers=MASTODON | PLEROMA | AKKOMA)
    def delete_follow_suggestion(self, account_id: AccountRef) -> None:
        """Have an account suggested no more.

        Args:
            account_id: the account, or its ID.
        """
        ...


@get("/api/v2/suggestions", scope="read", added="3.4.0", servers=EVERY - SNAC)
def _get_suggestions_v2(self: Operations, limit: int | None = None) -> list[Suggestion]: ...


@get("/api/v1/suggestions", scope="read", added="2.4.3", servers=MASTODON | PLEROMA | AKKOMA)
def _get_suggestions_v1(self: Operations, limit: int | None = None) -> list[Account]: ...
