"""Searching."""

from __future__ import annotations

from typing import Any

from .calling import Calls
from .errors import MastodonIllegalArgumentError, MastodonNotFoundError, MastodonVersionError
from .identities import unpack_id
from .return_types import Account, Search, SearchV2
from .types_base import IdType

RESULT_TYPES = frozenset({"accounts", "hashtags", "statuses"})
"""What can be searched for alone."""


class Searching(Calls):
    """Searching."""

    def search(
        self,
        q: str,
        resolve: bool = True,
        result_type: str | None = None,
        account_id: Account | IdType | None = None,
        offset: int | None = None,
        min_id: IdType | None = None,
        max_id: IdType | None = None,
        exclude_unreviewed: bool = True,
        limit: int | None = None,
    ) -> Search | SearchV2:
        """Search for accounts, statuses and hashtags; on servers that only have the first version, with that.

        The arguments are those of ``search_v2``; the first version knows the first two only.

        Raises:
            MastodonIllegalArgumentError: the server has the first version only, which does not know one of them.
        """
        try:
            return self.search_v2(
                q, resolve, result_type, account_id, offset, min_id, max_id, exclude_unreviewed, limit
            )
        except (MastodonNotFoundError, MastodonVersionError):
            if any(value is not None for value in (result_type, account_id, offset, min_id, max_id)):
                raise MastodonIllegalArgumentError(
                    "only the first version of search is available, which takes no more than text and resolve"
                ) from None
            return self.search_v1(q, resolve)

    def search_v1(self, q: str, resolve: bool = False) -> Search:
        """Search with the first version, which gives hashtags as text.

        Args:
            q: what to look for.
            resolve: ask other servers, too.
        """
        asked: dict[str, Any] = {"q": q, "resolve": resolve or None}
        found: Search = self._request("GET", "/api/v1/search", Search, {"query": asked}, added="1.1.0")
        return found

    def search_v2(
        self,
        q: str,
        resolve: bool = True,
        result_type: str | None = None,
        account_id: Account | IdType | None = None,
        offset: int | None = None,
        min_id: IdType | None = None,
        max_id: IdType | None = None,
        exclude_unreviewed: bool = True,
        limit: int | None = None,
    ) -> SearchV2:
        """Search for accounts, statuses and hashtags.

        Args:
            q: what to look for.
            resolve: ask other servers, too.
            result_type: ``accounts``, ``statuses`` or ``hashtags``, for these alone.
            account_id: only statuses of this account.
            offset: how many to leave out first.
            min_id: only what is newer than this.
            max_id: only what is older than this.
            exclude_unreviewed: leave hashtags out that no moderator has looked at.
            limit: how many of each.

        Raises:
            MastodonIllegalArgumentError: there is no such type.
        """
        if result_type is not None and result_type not in RESULT_TYPES:
            raise MastodonIllegalArgumentError(
                "Invalid result_type. Must be one of 'accounts', 'hashtags', or 'statuses'."
            )
        asked: dict[str, Any] = {
            "q": q,
            "resolve": resolve,
            "type": result_type,
            "account_id": unpack_id(account_id),
            "offset": offset,
            "min_id": unpack_id(min_id),
            "max_id": unpack_id(max_id),
            "exclude_unreviewed": exclude_unreviewed,
            "limit": limit,
        }
        return self._request("GET", "/api/v2/search", SearchV2, {"query": asked}, added="2.4.1")
