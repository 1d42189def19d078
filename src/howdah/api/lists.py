"""Lists: accounts put together for a timeline of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from ..core.operation import Operations, Wire, delete, get, listing, post, put
from ..core.server import EVERY, SNAC
from .references import AccountRef, ListRef

if TYPE_CHECKING:
    from ..models import Account, RepliesPolicy, UserList


class Lists(Operations):
    """Accounts put together for a timeline of their own."""

    @get("/api/v1/lists", scope="read:lists", added="2.1.0")
    def get_lists(self) -> list[UserList]:
        """List your lists."""
        ...

    @get("/api/v1/lists/{list_id}", scope="read:lists", added="2.1.0")
    def get_list(self, list_id: ListRef) -> UserList:
        """Fetch one list.

        Args:
            list_id: the list, or its ID.

        Raises:
            NotFoundError: no such list, or it is another account's.
        """
        ...

    @post(
        "/api/v1/lists",
        scope="write:lists",
        added="2.1.0",
        changed=("3.3.0: replies_policy", "4.2.0: exclusive"),
    )
    def create_list(
        self, title: str, replies_policy: RepliesPolicy | str | None = None, exclusive: bool | None = None
    ) -> UserList:
        """Create a list.

        Args:
            title: what to call it.
            replies_policy: whose replies its timeline shows: those to accounts you follow (``followed``), to members
                (``list``; so it is unless told otherwise), or ``none`` (Mastodon, GoToSocial).
            exclusive: keep its members' statuses out of your home timeline (Mastodon, GoToSocial, Pleroma).

        Raises:
            UnprocessedError: it has no title, or you have as many lists as you may.
        """
        ...

    @put(
        "/api/v1/lists/{list_id}",
        scope="write:lists",
        added="2.1.0",
        servers=EVERY - SNAC,
        unsure=SNAC,
        changed=("3.3.0: replies_policy", "4.2.0: exclusive"),
    )
    def update_list(
        self,
        list_id: ListRef,
        title: str,
        replies_policy: RepliesPolicy | str | None = None,
        exclusive: bool | None = None,
    ) -> UserList:
        """Change a list.

        Args:
            list_id: the list, or its ID.
            title: what to call it; servers want it even where it stays.
            replies_policy: whose replies its timeline shows: ``followed``, ``list`` or ``none``, as in ``create_list``.
            exclusive: keep its members' statuses out of your home timeline (Mastodon, GoToSocial, Pleroma).

        Raises:
            NotFoundError: no such list, or it is another account's.
            ConfigurationError: the title is empty.
        """
        ...

    @delete("/api/v1/lists/{list_id}", scope="write:lists", added="2.1.0")
    def delete_list(self, list_id: ListRef) -> None:
        """Delete a list; you go on following its members.

        Args:
            list_id: the list, or its ID.

        Raises:
            NotFoundError: no such list, or it is another account's.
        """
        ...

    @listing("/api/v1/lists/{list_id}/accounts", scope="read:lists", added="2.1.0")
    def get_list_accounts(
        self,
        list_id: ListRef,
        max_id: str | None = None,
        min_id: str | None = None,
        since_id: str | None = None,
        limit: int | None = None,
    ) -> list[Account]:
        """List the members of a list.

        Pleroma and Akkoma give all at once and know neither bounds nor limit.

        Args:
            list_id: the list, or its ID.
            max_id: only what comes after this mark of the server's own.
            min_id: only what comes right before this mark.
            since_id: only what comes before this mark.
            limit: accounts per page, at most 80; 40 by default, and 0 for all at once.

        Raises:
            NotFoundError: no such list, or it is another account's.
        """
        ...

    @post("/api/v1/lists/{list_id}/accounts", scope="write:lists", added="2.1.0")
    def add_list_accounts(self, list_id: ListRef, account_ids: Sequence[AccountRef]) -> None:
        """Put accounts on a list.

        Args:
            list_id: the list, or its ID.
            account_ids: the accounts, or their IDs; you must follow them.

        Raises:
            NotFoundError: no such list or account, or you do not follow one of them.
            UnprocessedError: one of them is on the list already.
        """
        ...

    @delete(
        "/api/v1/lists/{list_id}/accounts",
        scope="write:lists",
        added="2.1.0",
    )
    def delete_list_accounts(
        self, list_id: ListRef, account_ids: Annotated[Sequence[AccountRef], Wire(place="body")]
    ) -> None:
        """Take accounts off a list.

        Args:
            list_id: the list, or its ID.
            account_ids: the accounts, or their IDs.

        Raises:
            NotFoundError: no such list, or it is another account's.
        """
        ...
