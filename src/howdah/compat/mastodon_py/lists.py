"""Lists of accounts."""

from __future__ import annotations

from collections.abc import Sequence

from .calling import Calls, calls
from .return_types import Account, UserList
from .types_base import IdType, NonPaginatableList, PaginatableList


class Lists(Calls):
    """Lists of accounts."""

    @calls("get_list", "2.1.0", "2.1.0", id="list_id")
    def list(self, id: UserList | IdType) -> UserList:
        """Fetch a list."""
        ...

    @calls("get_list_accounts", "2.1.0", "2.6.0", id="list_id")
    def list_accounts(
        self,
        id: UserList | IdType,
        max_id: UserList | IdType | None = None,
        min_id: UserList | IdType | None = None,
        since_id: UserList | IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[Account]:
        """Fetch a page of the accounts on a list."""
        ...

    @calls("add_list_accounts", "2.1.0", "2.1.0", id="list_id")
    def list_accounts_add(self, id: UserList | IdType, account_ids: Sequence[Account | IdType]) -> None:
        """Put accounts that you follow on a list."""
        ...

    @calls("delete_list_accounts", "2.1.0", "2.1.0", id="list_id")
    def list_accounts_delete(self, id: UserList | IdType, account_ids: Sequence[Account | IdType]) -> None:
        """Take accounts off a list."""
        ...

    @calls("create_list", "2.1.0", "4.2.0", always=("exclusive",))
    def list_create(self, title: str, replies_policy: str = "list", exclusive: bool = False) -> UserList:
        """Create a list; ``replies_policy`` is ``followed``, ``list`` or ``none``."""
        ...

    @calls("delete_list", "2.1.0", "2.1.0", id="list_id")
    def list_delete(self, id: UserList | IdType) -> None:
        """Delete a list."""
        ...

    @calls("update_list", "2.1.0", "4.2.0", always=("exclusive",), id="list_id")
    def list_update(
        self, id: UserList | IdType, title: str, replies_policy: str = "list", exclusive: bool = False
    ) -> UserList:
        """Change a list; ``replies_policy`` is ``followed``, ``list`` or ``none``."""
        ...

    @calls("get_lists", "2.1.0", "2.1.0")
    def lists(self) -> NonPaginatableList[UserList]:
        """Fetch your lists."""
        ...
