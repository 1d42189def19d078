"""Notifications one by one, the policy that holds some back, and the requests of those held back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from ..core.operation import Operations, Wire, get, listing, patch, post
from ..core.server import AKKOMA, EVERY, MASTODON, PLEROMA, SNAC
from .references import AccountRef, NotificationRef, NotificationRequestRef

if TYPE_CHECKING:
    from ..models import (
        Notification,
        NotificationPolicy,
        NotificationPolicyAction,
        NotificationRequest,
        NotificationsMerged,
        NotificationType,
        UnreadCount,
        Visibility,
    )


class Notifications(Operations):
    """What happened and concerns you."""

    @listing(
        "/api/v1/notifications",
        by="id",
        scope="read:notifications",
        changed=(
            "2.6.0: min_id",
            "2.9.0: account_id",
            "3.5.0: types",
            "4.1.0: up to 80 a page",
            "4.3.0: include_filtered",
            "4.6.0: supported_types",
        ),
    )
    def get_notifications(
        self,
        *,
        max_id: NotificationRef | None = None,
        since_id: NotificationRef | None = None,
        min_id: NotificationRef | None = None,
        limit: int | None = None,
        types: Annotated[Sequence[NotificationType | str] | None, Wire(also="include_types")] = None,
        exclude_types: Sequence[NotificationType | str] | None = None,
        account_id: AccountRef | None = None,
        include_filtered: bool | None = None,
        supported_types: Sequence[NotificationType | str] | None = None,
        exclude_visibilities: Sequence[Visibility | str] | None = None,
        with_muted: bool | None = None,
        offset: int | None = None,
    ) -> list[Notification]:
        """List your notifications, newest first.

        Args:
            max_id: only notifications older than this one.
            since_id: only notifications newer than this one, from the newest.
            min_id: only notifications newer than this one, from the oldest; the one way forward that leaves no gap.
            limit: notifications per page, at most 80; 40 by default (before Mastodon 4.1: 30 and 15; GoToSocial: 20).
            types: only these types, such as ``mention``.
            exclude_types: none of these types.
            account_id: only those that this account caused (Mastodon, Pleroma, Akkoma).
            include_filtered: also those that the policy holds back (Mastodon 4.3).
            supported_types: types that you can show; the others come with a ``fallback`` (Mastodon 4.6).
            exclude_visibilities: none about statuses with one of these visibilities (Pleroma, Akkoma).
            with_muted: also from those you mute (Pleroma, Akkoma).
            offset: leave out this many from the start (Pleroma, Akkoma).

        Raises:
            UnauthorizedError: the token is missing, or belongs to an app.
        """
        ...

    @get(
        "/api/v1/notifications/{notification_id}",
        scope="read:notifications",
        servers=EVERY - SNAC,
        changed=("4.6.0: supported_types",),
    )
    def get_notification(
        self,
        notification_id: NotificationRef,
        *,
        supported_types: Sequence[NotificationType | str] | None = None,
    ) -> Notification:
        """Fetch one notification.

        Args:
            notification_id: the notification, or its ID.
            supported_types: types that you can show; another comes with a ``fallback`` (Mastodon 4.6).

        Raises:
            NotFoundError: no such notification, or you have dismissed it.
        """
        ...

    @post("/api/v1/notifications/clear", scope="write:notifications", repeat="always")
    def clear_notifications(self) -> None:
        """Dismiss all your notifications; they do not come back."""
        ...

    @post(
        "/api/v1/notifications/{notification_id}/dismiss",
        scope="write:notifications",
        added="1.3.0",
        servers=MASTODON | PLEROMA | AKKOMA,
        unsure=SNAC,
        repeat="always",
    )
    def dismiss_notification(self, notification_id: NotificationRef) -> None:
        """Dismiss one notification; it does not come back.

        Args:
            notification_id: the notification, or its ID.

        Raises:
            NotFoundError: no such notification, or you have dismissed it already.
        """
        ...

    @get("/api/v1/notifications/unread_count", scope="read:notifications", added="4.3.0", servers=MASTODON)
    def get_unread_notification_count(
        self,
        limit: int | None = None,
        types: Sequence[NotificationType | str] | None = None,
        exclude_types: Sequence[NotificationType | str] | None = None,
        account_id: AccountRef | None = None,
    ) -> UnreadCount:
        """Count the notifications that came since your marker for them.

        Args:
            limit: how far to count, at most 1000; 100 by default.
            types: only these types.
            exclude_types: none of these types.
            account_id: only those that this account caused.
        """
        ...

    @get("/api/v2/notifications/policy", scope="read:notifications", added="4.3.0", servers=MASTODON)
    def get_notification_policy(self) -> NotificationPolicy:
        """Fetch whose notifications you get, and how many are held back."""
        ...

    @patch(
        "/api/v2/notifications/policy",
        scope="write:notifications",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def update_notification_policy(
        self,
        *,
        for_not_following: NotificationPolicyAction | str | None = None,
        for_not_followers: NotificationPolicyAction | str | None = None,
        for_new_accounts: NotificationPolicyAction | str | None = None,
        for_private_mentions: NotificationPolicyAction | str | None = None,
        for_limited_accounts: NotificationPolicyAction | str | None = None,
        for_bots: NotificationPolicyAction | str | None = None,
    ) -> NotificationPolicy:
        """Change whose notifications you get; what is not given stays as it is.

        Each kind is taken (``accept``), held back as a request (``filter``) or thrown away (``drop``).

        Args:
            for_not_following: from people you do not follow.
            for_not_followers: from people who do not follow you.
            for_new_accounts: from accounts created in the last 30 days.
            for_private_mentions: unsolicited private mentions.
            for_limited_accounts: from accounts that moderators limited.
            for_bots: from automated accounts (newer Mastodon).

        Raises:
            UnprocessedError: there is no such action.
        """
        ...


class NotificationRequests(Operations):
    """Those whose notifications the policy holds back."""

    @listing(
        "/api/v1/notifications/requests",
        by="id",
        scope="read:notifications",
        added="4.3.0",
        servers=MASTODON,
    )
    def get_notification_requests(
        self,
        max_id: NotificationRequestRef | None = None,
        since_id: NotificationRequestRef | None = None,
        min_id: NotificationRequestRef | None = None,
        limit: int | None = None,
    ) -> list[NotificationRequest]:
        """List the accounts whose notifications are held back.

        Args:
            max_id: only requests older than this one.
            since_id: only requests newer than this one, from the newest.
            min_id: only requests newer than this one, from the oldest.
            limit: requests per page, at most 80; 40 by default.
        """
        ...

    @get(
        "/api/v1/notifications/requests/{request_id}",
        scope="read:notifications",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_notification_request(self, request_id: NotificationRequestRef) -> NotificationRequest:
        """Fetch one account's request.

        Args:
            request_id: the request, or its ID.

        Raises:
            NotFoundError: no such request, or it is accepted or dismissed.
        """
        ...

    @post(
        "/api/v1/notifications/requests/{request_id}/accept",
        scope="write:notifications",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def accept_notification_request(self, request_id: NotificationRequestRef) -> None:
        """Let an account's notifications through, those held back and those to come.

        Those held back join the others a little later; ``get_notifications_merged`` tells when.

        Args:
            request_id: the request, or its ID.

        Raises:
            NotFoundError: no such request, or it is accepted or dismissed already.
        """
        ...

    @post(
        "/api/v1/notifications/requests/{request_id}/dismiss",
        scope="write:notifications",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def dismiss_notification_request(self, request_id: NotificationRequestRef) -> None:
        """Throw away an account's request and what it held back; new notifications make a new request.

        Args:
            request_id: the request, or its ID.

        Raises:
            NotFoundError: no such request, or it is accepted or dismissed already.
        """
        ...

    @post(
        "/api/v1/notifications/requests/accept",
        scope="write:notifications",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def accept_notification_requests(self, ids: Annotated[Sequence[NotificationRequestRef], Wire("id")]) -> None:
        """Let the notifications of several accounts through, as ``accept_notification_request`` does.

        Args:
            ids: the requests, or their IDs.
        """
        ...

    @post(
        "/api/v1/notifications/requests/dismiss",
        scope="write:notifications",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def dismiss_notification_requests(self, ids: Annotated[Sequence[NotificationRequestRef], Wire("id")]) -> None:
        """Throw away the requests of several accounts, as ``dismiss_notification_request`` does.

        Args:
            ids: the requests, or their IDs.
        """
        ...

    @get(
        "/api/v1/notifications/requests/merged",
        scope="read:notifications",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_notifications_merged(self) -> NotificationsMerged:
        """Find out whether the notifications of accepted requests have joined the others."""
        ...
