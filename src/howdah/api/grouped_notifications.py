"""Notifications in groups: many favourites of one status shown as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..core.fallback import first_supported
from ..core.flow import Flow
from ..core.operation import Operations, get, listing, operation, post
from ..core.server import MASTODON, SNAC
from .notifications import Notifications
from .references import AccountRef, NotificationGroupRef, NotificationRef

if TYPE_CHECKING:
    from ..models import (
        Account,
        GroupedNotificationsResults,
        Notification,
        NotificationGroup,
        NotificationType,
        Status,
        UnreadCount,
    )


class GroupedNotifications(Operations):
    """What happened and concerns you, in groups."""

    @operation(
        uses=["GET /api/v2/notifications", "GET /api/v1/notifications"],
        scope="read:notifications",
        changed=("4.3.0: groups of several", "4.4.0: admin.sign_up is grouped too", "4.6.0: supported_types"),
    )
    def get_notifications_v2(
        self,
        *,
        max_id: NotificationRef | None = None,
        since_id: NotificationRef | None = None,
        min_id: NotificationRef | None = None,
        limit: int | None = None,
        types: Sequence[NotificationType | str] | None = None,
        exclude_types: Sequence[NotificationType | str] | None = None,
        account_id: AccountRef | None = None,
        grouped_types: Sequence[NotificationType | str] | None = None,
        expand_accounts: str | None = None,
        include_filtered: bool | None = None,
        supported_types: Sequence[NotificationType | str] | None = None,
    ) -> Flow[GroupedNotificationsResults]:
        """Fetch a page of your notifications in groups, newest first, with the accounts and statuses they name.

        Where the server does not group, each notification is a group of its own.

        For the next page give the ``page_min_id`` of the last group as ``max_id``; a group may come again there.

        Args:
            max_id: only what is older than this notification.
            since_id: only what is newer than this notification, from the newest.
            min_id: only what is newer than this notification, from the oldest.
            limit: groups per page, at most 80; 40 by default.
            types: only these types, such as ``mention``.
            exclude_types: none of these types.
            account_id: only those that this account caused.
            grouped_types: group only these types; by default all that the server can group (``favourite``, ``follow``,
                ``reblog``, ``admin.sign_up``).
            expand_accounts: ``full``, or ``partial_avatars`` to have most accounts in short in ``partial_accounts``.
            include_filtered: also those that the policy holds back.
            supported_types: types that you can show; the others come with a ``fallback`` (Mastodon 4.6).
        """
        asked: dict[str, Any] = {
            "max_id": max_id,
            "since_id": since_id,
            "min_id": min_id,
            "limit": limit,
            "types": types,
            "exclude_types": exclude_types,
            "account_id": account_id,
            "include_filtered": include_filtered,
            "supported_types": supported_types,
        }

        def one_by_one() -> Flow[GroupedNotificationsResults]:
            return each_alone((yield from Notifications.get_notifications.flow(self, **asked)).items)

        return (
            yield from first_supported(
                self.session,
                "grouped notifications",
                lambda: _get_groups.flow(self, **asked, grouped_types=grouped_types, expand_accounts=expand_accounts),
                one_by_one,
            )
        )

    @get(
        "/api/v2/notifications/{group_key}",
        scope="read:notifications",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
        changed=("4.6.0: supported_types",),
    )
    def get_notification_group(
        self,
        group_key: NotificationGroupRef,
        *,
        supported_types: Sequence[NotificationType | str] | None = None,
    ) -> GroupedNotificationsResults:
        """Fetch one group of notifications, with the accounts and statuses it names.

        Args:
            group_key: the group, or its key.
            supported_types: types that you can show; another comes with a ``fallback`` (Mastodon 4.6).

        Raises:
            NotFoundError: no such group, or you have dismissed it.
        """
        ...

    @post(
        "/api/v2/notifications/{group_key}/dismiss",
        scope="write:notifications",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def dismiss_notification_group(self, group_key: NotificationGroupRef) -> None:
        """Dismiss all notifications of a group; they do not come back.

        Args:
            group_key: the group, or its key.
        """
        ...

    @listing(
        "/api/v2/notifications/{group_key}/accounts",
        scope="read:notifications",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_notification_group_accounts(
        self,
        group_key: NotificationGroupRef,
        *,
        max_id: NotificationRef | None = None,
        since_id: NotificationRef | None = None,
        limit: int | None = None,
    ) -> list[Account]:
        """List the accounts that caused the notifications of a group, the latest first.

        Args:
            group_key: the group, or its key.
            max_id: only those of notifications older than this one.
            since_id: only those of notifications newer than this one.
            limit: accounts per page, at most 80; 40 by default.
        """
        ...

    @operation(
        uses=["GET /api/v2/notifications/unread_count", "GET /api/v1/notifications/unread_count"],
        scope="read:notifications",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_unread_notification_count_v2(
        self,
        limit: int | None = None,
        types: Sequence[NotificationType | str] | None = None,
        exclude_types: Sequence[NotificationType | str] | None = None,
        account_id: AccountRef | None = None,
        grouped_types: Sequence[NotificationType | str] | None = None,
    ) -> Flow[UnreadCount]:
        """Count the groups of notifications that came since your marker for them.

        Where the server does not group, each notification is a group of its own.

        Args:
            limit: how far to count, at most 1000; 100 by default.
            types: only these types.
            exclude_types: none of these types.
            account_id: only those that this account caused.
            grouped_types: count only these types by group, the others one by one.
        """
        asked: dict[str, Any] = {
            "limit": limit,
            "types": types,
            "exclude_types": exclude_types,
            "account_id": account_id,
        }
        return (
            yield from first_supported(
                self.session,
                "grouped notifications",
                lambda: _count_groups.flow(self, **asked, grouped_types=grouped_types),
                lambda: Notifications.get_unread_notification_count.flow(self, **asked),
            )
        )


def each_alone(notifications: Sequence[Notification]) -> GroupedNotificationsResults:
    """Notifications as groups of one, named as Mastodon names such groups; without those whose ID is unreadable."""
    from ..models import GroupedNotificationsResults

    shown = [one for one in notifications if "id" in one.__dict__ and "type" in one.__dict__]
    accounts = {name: one.account for one in shown if (name := _id_of(one.__dict__.get("account"))) is not None}
    statuses = {name: one.status for one in shown if (name := _id_of(one.status)) is not None and one.status}
    return GroupedNotificationsResults(
        accounts=list(accounts.values()),
        statuses=list(statuses.values()),
        notification_groups=[_group_of(one) for one in shown],
    )


def _group_of(one: Notification) -> NotificationGroup:
    from ..models import NotificationGroup

    account_id = _id_of(one.__dict__.get("account"))
    return NotificationGroup(
        group_key=f"ungrouped-{one.id}",
        notifications_count=1,
        type=one.type,
        most_recent_notification_id=one.id,
        page_min_id=one.id,
        page_max_id=one.id,
        latest_page_notification_at=one.__dict__.get("created_at"),
        sample_account_ids=[] if account_id is None else [account_id],
        status_id=_id_of(one.status),
        report=one.report,
        event=one.event,
        moderation_warning=one.moderation_warning,
        fallback=one.fallback,
    )


def _id_of(entity: Account | Status | None) -> str | None:
    """An entity's ID, if it could be read."""
    return None if entity is None else entity.__dict__.get("id")


@get("/api/v2/notifications", scope="read:notifications", added="4.3.0", servers=MASTODON)
def _get_groups(
    self: Operations,
    *,
    max_id: NotificationRef | None = None,
    since_id: NotificationRef | None = None,
    min_id: NotificationRef | None = None,
    limit: int | None = None,
    types: Sequence[NotificationType | str] | None = None,
    exclude_types: Sequence[NotificationType | str] | None = None,
    account_id: AccountRef | None = None,
    grouped_types: Sequence[NotificationType | str] | None = None,
    expand_accounts: str | None = None,
    include_filtered: bool | None = None,
    supported_types: Sequence[NotificationType | str] | None = None,
) -> GroupedNotificationsResults: ...


@get("/api/v2/notifications/unread_count", scope="read:notifications", added="4.3.0", servers=MASTODON, unsure=SNAC)
def _count_groups(
    self: Operations,
    *,
    limit: int | None = None,
    types: Sequence[NotificationType | str] | None = None,
    exclude_types: Sequence[NotificationType | str] | None = None,
    account_id: AccountRef | None = None,
    grouped_types: Sequence[NotificationType | str] | None = None,
) -> UnreadCount: ...
