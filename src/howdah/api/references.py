"""What may stand where an ID is expected: the ID, or the entity itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from ..core.operation import MOMENT

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import (
        Account,
        Announcement,
        Conversation,
        MediaAttachment,
        Notification,
        Poll,
        ScheduledStatus,
        Status,
        Tag,
        UserList,
    )

    AccountRef: TypeAlias = str | Account
    AnnouncementRef: TypeAlias = str | Announcement
    ConversationRef: TypeAlias = str | Conversation
    HashtagRef: TypeAlias = str | Tag
    ListRef: TypeAlias = str | UserList
    MediaRef: TypeAlias = str | MediaAttachment
    NotificationRef: TypeAlias = str | Notification
    PollRef: TypeAlias = str | Poll
    ScheduledStatusRef: TypeAlias = str | ScheduledStatus
    StatusRef: TypeAlias = str | Status
    Bound: TypeAlias = str | Status | Notification | datetime
else:
    # Declaring an endpoint must not import a model; the planner only needs to know that these are single values.
    AccountRef = AnnouncementRef = ConversationRef = HashtagRef = ListRef = MediaRef = NotificationRef = str
    PollRef = ScheduledStatusRef = StatusRef = str
    Bound = Annotated[str, MOMENT]
