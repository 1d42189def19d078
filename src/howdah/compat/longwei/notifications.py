"""Notifications."""

from __future__ import annotations

from .calling import Front, calls
from .conventions import takes_positions
from .models import Account, GroupedNotificationsResults, Notification


class Notifications(Front):
    """Notifications."""

    @takes_positions
    @calls()
    async def get_notifications(
        self,
        *,
        max_id: str | None = None,
        since_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        types: list[str] | None = None,
        exclude_types: list[str] | None = None,
        account_id: str | None = None,
    ) -> list[Notification]:
        """A page of your notifications."""
        ...

    @calls()
    async def get_notification(self, notification_id: str) -> Notification:
        """Fetch a notification."""
        ...

    @calls()
    async def clear_notifications(self) -> None:
        """Dismiss all of your notifications."""
        ...

    @calls()
    async def dismiss_notification(self, notification_id: str) -> None:
        """Dismiss a notification."""
        ...

    @takes_positions
    @calls()
    async def get_notifications_v2(
        self,
        *,
        max_id: str | None = None,
        since_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        types: list[str] | None = None,
        exclude_types: list[str] | None = None,
        account_id: str | None = None,
        grouped_types: list[str] | None = None,
    ) -> GroupedNotificationsResults:
        """A page of your notifications in groups (Mastodon 4.3; elsewhere each is a group of its own)."""
        ...

    @calls()
    async def get_notification_group_accounts(self, group_key: str) -> list[Account]:
        """List the accounts of a group of notifications."""
        ...
