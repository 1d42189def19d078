"""Notifications: one by one, in groups, filtered, and what they tell of."""

from __future__ import annotations

from typing import Annotated

from .account import Account, PartialAccountWithAvatar
from .collection import Collection
from .entity import OPEN, Entity, Html, Id, NumberInText, OptionalTime, Time
from .enums import AccountWarningAction, AppealState, NotificationPolicyAction, NotificationType, SeveranceType
from .nulls import NONE_AS_EMPTY
from .pleroma import ChatMessage
from .report import Report
from .status import Status


class Appeal(Entity):
    """Someone's appeal against a moderator's decision."""

    text: str
    """What they had to say."""
    state: Annotated[AppealState | str, OPEN]
    """What became of it."""


class AccountWarning(Entity):
    """What a moderator did to an account; Mastodon 4.3."""

    id: Id
    """The warning."""
    action: Annotated[AccountWarningAction | str, OPEN]
    """What the moderator did."""
    text: str
    """What the moderator had to say."""
    status_ids: Annotated[list[Id], NONE_AS_EMPTY] = []
    """Statuses it is about."""
    target_account: Account
    """The account that is warned."""
    appeal: Appeal | None = None
    """The appeal against it."""
    created_at: Time
    """When it happened."""


class RelationshipSeveranceEvent(Entity):
    """Something that ended follow relationships; Mastodon 4.3."""

    id: Id
    """The event."""
    type: Annotated[SeveranceType | str, OPEN]
    """What it was."""
    purged: bool
    """The list of ended relationships is gone."""
    target_name: str
    """The domain or account it was about."""
    followers_count: int
    """How many followers you lost."""
    following_count: int
    """How many you no longer follow."""
    created_at: Time
    """When it happened."""


class NotificationFallback(Entity):
    """What to show of a notification that a client does not know; Mastodon 4.6."""

    title: Html
    """The headline; HTML."""
    summary: Html | None = None
    """A line below it; HTML."""
    details: Html | None = None
    """More; HTML."""


class PleromaNotification(Entity):
    """What Pleroma and Akkoma tell about a notification beyond Mastodon's fields."""

    is_seen: bool | None = None
    """You have read it."""
    is_muted: bool | None = None
    """It is about something you muted."""


class Notification(Entity):
    """Something that happened and concerns you."""

    id: Id
    """The notification."""
    type: Annotated[NotificationType | str, OPEN]
    """What happened."""
    created_at: Time
    """When it happened."""
    account: Account
    """Who did it."""
    group_key: str | None = None
    """Notifications that share it can be shown as one; Mastodon 4.3."""
    status: Status | None = None
    """The status it is about."""
    report: Report | None = None
    """The report it is about; Mastodon 4.0."""
    event: RelationshipSeveranceEvent | None = None
    """What ended relationships; Mastodon 4.3."""
    moderation_warning: AccountWarning | None = None
    """The warning it is about; Mastodon 4.3."""
    fallback: NotificationFallback | None = None
    """What to show if you do not know the type; Mastodon 4.6."""
    collection: Collection | None = None
    """The collection it is about; Mastodon 4.6."""
    target: Account | None = None
    """Where the account moved to; Pleroma and Akkoma."""
    emoji: str | None = None
    """The emoji someone reacted with; Pleroma and Akkoma."""
    chat_message: ChatMessage | None = None
    """The chat message it is about; Pleroma."""
    pleroma: PleromaNotification | None = None
    """What Pleroma and Akkoma add."""


class NotificationGroup(Entity):
    """Notifications that are shown as one; Mastodon 4.3."""

    identity = "group_key"

    group_key: str
    """The group."""
    notifications_count: int
    """How many notifications it has."""
    type: Annotated[NotificationType | str, OPEN]
    """What happened."""
    most_recent_notification_id: Id
    """The newest notification in it."""
    page_min_id: Id | None = None
    """The oldest notification of it on this page."""
    page_max_id: Id | None = None
    """The newest notification of it on this page."""
    latest_page_notification_at: OptionalTime = None
    """When the newest one on this page happened."""
    sample_account_ids: list[Id] = []
    """Some who did it, newest first."""
    status_id: Id | None = None
    """The status it is about."""
    report: Report | None = None
    """The report it is about."""
    event: RelationshipSeveranceEvent | None = None
    """What ended relationships."""
    moderation_warning: AccountWarning | None = None
    """The warning it is about."""
    fallback: NotificationFallback | None = None
    """What to show if you do not know the type; Mastodon 4.6."""


class GroupedNotificationsResults(Entity):
    """Groups of notifications, and the accounts and statuses that they name; Mastodon 4.3."""

    accounts: list[Account] = []
    """Accounts named in the groups."""
    partial_accounts: list[PartialAccountWithAvatar] = []
    """More accounts named in the groups, if asked for in short."""
    statuses: list[Status] = []
    """Statuses named in the groups."""
    notification_groups: list[NotificationGroup] = []
    """The groups."""


class NotificationPolicySummary(Entity):
    """What a notification policy holds back."""

    pending_requests_count: int
    """How many accounts have notifications held back."""
    pending_notifications_count: int
    """How many notifications are held back."""


class NotificationPolicy(Entity):
    """Whose notifications you get; Mastodon 4.3."""

    for_not_following: Annotated[NotificationPolicyAction | str | None, OPEN] = None
    """From people you do not follow."""
    for_not_followers: Annotated[NotificationPolicyAction | str | None, OPEN] = None
    """From people who do not follow you."""
    for_new_accounts: Annotated[NotificationPolicyAction | str | None, OPEN] = None
    """From accounts created in the last 30 days."""
    for_private_mentions: Annotated[NotificationPolicyAction | str | None, OPEN] = None
    """Of unsolicited private mentions."""
    for_limited_accounts: Annotated[NotificationPolicyAction | str | None, OPEN] = None
    """From accounts that moderators limited."""
    for_bots: Annotated[NotificationPolicyAction | str | None, OPEN] = None
    """From automated accounts; newer Mastodon."""
    summary: NotificationPolicySummary | None = None
    """What it holds back."""


class NotificationPolicyV1(Entity):
    """Whose notifications you get, as Mastodon 4.3 first had it."""

    filter_not_following: bool
    """Hold back those from people you do not follow."""
    filter_not_followers: bool
    """Hold back those from people who do not follow you."""
    filter_new_accounts: bool
    """Hold back those from accounts created in the last 30 days."""
    filter_private_mentions: bool
    """Hold back unsolicited private mentions."""
    summary: NotificationPolicySummary | None = None
    """What it holds back."""


class NotificationRequest(Entity):
    """Notifications from one account that are held back; Mastodon 4.3."""

    id: Id
    """The request."""
    created_at: Time
    """When the first was held back."""
    updated_at: Time
    """When the last was held back."""
    account: Account
    """Whom they are from."""
    notifications_count: NumberInText
    """How many are held back."""
    last_status: Status | None = None
    """The newest status among them."""
