"""Notifications, one by one, in groups, and held back."""

from __future__ import annotations

from .calling import Calls, calls
from .errors import MastodonIllegalArgumentError
from .identities import unpack_id
from .return_types import (
    Account,
    GroupedNotificationsResults,
    Notification,
    NotificationPolicy,
    NotificationRequest,
    UnreadNotificationsCount,
)
from .types_base import AttribAccessDict, IdType, NonPaginatableList, PaginatableList


class NotificationCalls(Calls):
    """Notifications, one by one, in groups, and held back."""

    @calls("accept_notification_requests", "4.3.0", "4.3.0")
    def accept_multiple_notification_requests(self, ids: list[NotificationRequest | IdType]) -> None:
        """Let the notifications of several requests through."""
        ...

    @calls("accept_notification_request", "4.3.0", "4.3.0", id="request_id")
    def accept_notification_request(self, id: NotificationRequest | IdType) -> None:
        """Let an account's notifications through, those held back and those to come."""
        ...

    @calls("dismiss_notification_group", "4.3.0", "4.3.0")
    def dismiss_grouped_notification(self, group_key: str) -> None:
        """Dismiss all notifications of a group."""
        ...

    @calls("dismiss_notification_requests", "4.3.0", "4.3.0")
    def dismiss_multiple_notification_requests(self, ids: list[NotificationRequest | IdType]) -> None:
        """Dismiss several requests, and what is held back with them."""
        ...

    @calls("dismiss_notification_request", "4.3.0", "4.3.0", id="request_id")
    def dismiss_notification_request(self, id: NotificationRequest | IdType) -> None:
        """Dismiss a request, and what is held back with it."""
        ...

    @calls("get_notification_group", "4.3.0", "4.6.0")
    def grouped_notification(
        self, group_key: str, supported_types: list[str] | None = None
    ) -> GroupedNotificationsResults:
        """Fetch one group of notifications."""
        ...

    @calls("get_notification_group_accounts", "4.3.0", "4.3.0")
    def grouped_notification_accounts(self, group_key: str) -> NonPaginatableList[Account]:
        """Fetch the accounts behind a group of notifications."""
        ...

    @calls("get_notifications_v2", "4.3.0", "4.6.0")
    def grouped_notifications(
        self,
        max_id: IdType | None = None,
        since_id: IdType | None = None,
        min_id: IdType | None = None,
        limit: int | None = None,
        types: list[str] | None = None,
        exclude_types: list[str] | None = None,
        account_id: Account | IdType | None = None,
        expand_accounts: str | None = "partial_avatars",
        grouped_types: list[str] | None = None,
        include_filtered: bool | None = None,
        supported_types: list[str] | None = None,
    ) -> GroupedNotificationsResults:
        """Fetch a page of notifications in groups, with the accounts and statuses that they name."""
        ...

    @calls("get_notification_request", "4.3.0", "4.3.0", id="request_id")
    def notification_request(self, id: NotificationRequest | IdType) -> NotificationRequest:
        """Fetch what is held back from one account."""
        ...

    @calls("get_notification_requests", "4.3.0", "4.3.0")
    def notification_requests(
        self,
        max_id: IdType | None = None,
        since_id: IdType | None = None,
        min_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[NotificationRequest]:
        """Fetch a page of the accounts whose notifications are held back."""
        ...

    @calls("clear_notifications", "1.0.0", "1.0.0")
    def notifications_clear(self) -> None:
        """Delete all notifications."""
        ...

    @calls("get_notification_policy", "4.3.0", "4.3.0")
    def notifications_policy(self) -> NotificationPolicy:
        """Fetch whose notifications are held back."""
        ...

    @calls("get_unread_notification_count", "4.3.0", "4.3.0")
    def notifications_unread_count(self) -> UnreadNotificationsCount:
        """Tell how many notifications are unread."""
        ...

    @calls("update_notification_policy", "4.3.0", "4.3.0")
    def update_notifications_policy(
        self,
        for_not_following: str | None = None,
        for_not_followers: str | None = None,
        for_new_accounts: str | None = None,
        for_private_mentions: str | None = None,
        for_limited_accounts: str | None = None,
    ) -> NotificationPolicy:
        """Set whose notifications come through, are held back or dropped: ``accept``, ``filter`` or ``drop``."""
        ...

    @calls("get_notifications", "1.0.0", "4.6.0")
    def _notifications(
        self,
        account_id: Account | IdType | None = None,
        max_id: Notification | IdType | None = None,
        min_id: Notification | IdType | None = None,
        since_id: Notification | IdType | None = None,
        limit: int | None = None,
        exclude_types: list[str] | None = None,
        types: list[str] | None = None,
        supported_types: list[str] | None = None,
    ) -> PaginatableList[Notification]:
        """Fetch a page of notifications."""
        ...

    @calls("get_notification", "1.0.0", "4.6.0", id="notification_id")
    def _notification(self, id: Notification | IdType) -> Notification:
        """Fetch a notification."""
        ...

    def notifications(
        self,
        id: Notification | IdType | None = None,
        account_id: Account | IdType | None = None,
        max_id: Notification | IdType | None = None,
        min_id: Notification | IdType | None = None,
        since_id: Notification | IdType | None = None,
        limit: int | None = None,
        exclude_types: list[str] | None = None,
        types: list[str] | None = None,
        mentions_only: bool | None = None,
        supported_types: list[str] | None = None,
    ) -> PaginatableList[Notification] | Notification:
        """Fetch a page of notifications, or one of them.

        Args:
            id: the one to fetch, alone.
            account_id: only those that this account has caused.
            max_id: only what is older than this.
            min_id: the page just after this.
            since_id: only what is newer than this; the newest first.
            limit: how many.
            exclude_types: all but these, such as ``follow``.
            types: only these, such as ``mention``.
            mentions_only: only mentions.
            supported_types: what you can show; the rest comes in a simpler form.

        Raises:
            MastodonIllegalArgumentError: both mentions and types are asked for.
        """
        if id is not None:
            return self._notification(id)
        if mentions_only:
            if types is not None or exclude_types is not None:
                raise MastodonIllegalArgumentError("Cannot specify exclude_types/types when mentions_only is present")
            types = ["mention"]
        return self._notifications(account_id, max_id, min_id, since_id, limit, exclude_types, types, supported_types)

    def notifications_dismiss(self, id: Notification | IdType) -> None:
        """Delete a notification.

        Args:
            id: the notification.
        """
        self._check_version("1.3.0", "2.9.2")
        self._operate("dismiss_notification", AttribAccessDict, {"notification_id": unpack_id(id)})

    def notifications_merged(self) -> bool:
        """Tell whether what was let through, or dropped, has joined the other notifications."""
        self._check_version("4.3.0", "4.3.0")
        return bool(self._operate("get_notifications_merged", AttribAccessDict, {}).merged)

    @calls("get_unread_notification_count_v2", "4.3.0", "4.3.0")
    def _unread_groups(
        self,
        limit: int | None = None,
        types: list[str] | None = None,
        exclude_types: list[str] | None = None,
        account_id: Account | IdType | None = None,
        grouped_types: list[str] | None = None,
    ) -> AttribAccessDict:
        """Tell how many groups of notifications are unread."""
        ...

    def unread_grouped_notifications_count(
        self,
        limit: int | None = None,
        types: list[str] | None = None,
        exclude_types: list[str] | None = None,
        account_id: Account | IdType | None = None,
        grouped_types: list[str] | None = None,
    ) -> int:
        """Tell how many groups of notifications are unread.

        Args:
            limit: up to which number is counted.
            types: only these.
            exclude_types: all but these.
            account_id: only those that this account has caused.
            grouped_types: what is counted in groups.
        """
        return int(self._unread_groups(limit, types, exclude_types, account_id, grouped_types).count)
