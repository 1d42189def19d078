"""Lists of accounts."""

from __future__ import annotations

from .calling import Front, calls
from .models import Account, UserList


class Lists(Front):
    """Lists of accounts."""

    @calls()
    async def get_lists(self) -> list[UserList]:
        """List your lists."""
        ...

    @calls()
    async def create_list(
        self, title: str, replies_policy: str | None = None, exclusive: bool | None = None
    ) -> UserList:
        """Make a list."""
        ...

    @calls()
    async def get_list(self, list_id: str) -> UserList:
        """Fetch a list."""
        ...

    @calls()
    async def update_list(
        self, list_id: str, title: str, replies_policy: str | None = None, exclusive: bool | None = None
    ) -> UserList:
        """Change a list."""
        ...

    @calls()
    async def delete_list(self, list_id: str) -> None:
        """Delete a list."""
        ...

    @calls()
    async def get_list_accounts(
        self,
        list_id: str,
        max_id: str | None = None,
        min_id: str | None = None,
        since_id: str | None = None,
        limit: int | None = None,
    ) -> list[Account]:
        """A page of who is on a list."""
        ...

    @calls()
    async def add_list_accounts(self, list_id: str, account_ids: list[str]) -> None:
        """Put accounts that you follow on a list."""
        ...

    @calls()
    async def delete_list_accounts(self, list_id: str, account_ids: list[str]) -> None:
        """Take accounts off a list."""
        ...
