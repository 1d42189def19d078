"""Search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.fallback import first_supported
from ..core.flow import Flow
from ..core.operation import Operations, call, operation
from .references import AccountRef

if TYPE_CHECKING:
    from ..models import SearchResults, SearchType

V1_LACKS = ("exclude_unreviewed", "with_relationships")


class Search(Operations):
    """Finding accounts, statuses and hashtags."""

    @operation(
        uses=["GET /api/v2/search", "GET /api/v1/search"],
        auth="optional",
        scope="read:search",
        added="2.4.1",
        changed=("2.8.0: type, account_id, paging", "3.0.0: exclude_unreviewed", "4.0.0: open to anyone, in part"),
    )
    def search(
        self,
        query: str,
        query_type: SearchType | str | None = None,
        resolve: bool | None = None,
        following: bool | None = None,
        account_id: AccountRef | None = None,
        exclude_unreviewed: bool | None = None,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        *,
        with_relationships: bool | None = None,
        since_id: str | None = None,
    ) -> Flow[SearchResults]:
        """Search for accounts, statuses and hashtags.

        Args:
            query: what to look for: words, a handle such as ``@user@example.social``, or a URL.
            query_type: only ``accounts``, ``hashtags`` or ``statuses``.
            resolve: also ask the server that a handle or URL belongs to; needs a user's token.
            following: only accounts that you follow.
            account_id: only statuses of this account.
            exclude_unreviewed: leave out hashtags that moderators have not looked at (Mastodon, GoToSocial).
            max_id: only results older than this; with ``query_type`` only.
            min_id: only results right after this; with ``query_type`` only.
            limit: results of each kind, at most 40; 20 by default.
            offset: leave out this many results; with ``query_type`` only.
            with_relationships: say how you stand to each account (Pleroma, Akkoma).
            since_id: only results newer than this (Pleroma, Akkoma).

        Raises:
            UnauthorizedError: the server lets only its own people search.
        """
        asked: dict[str, Any] = {
            "q": query,
            "type": query_type,
            "resolve": resolve,
            "following": following,
            "account_id": account_id,
            "exclude_unreviewed": exclude_unreviewed,
            "max_id": max_id,
            "min_id": min_id,
            "limit": limit,
            "offset": offset,
            "with_relationships": with_relationships,
            "since_id": since_id,
        }
        older = {name: value for name, value in asked.items() if name not in V1_LACKS}

        def at(path: str, query: dict[str, Any]) -> Flow[SearchResults]:
            from ..models import SearchResults

            return (yield from call(self.session, "GET", path, SearchResults, query=query))[0]

        return (
            yield from first_supported(
                self.session, "search", lambda: at("/api/v2/search", asked), lambda: at("/api/v1/search", older)
            )
        )
