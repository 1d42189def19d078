"""What may stand where an ID is expected: the ID, or the entity itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from ..core.operation import MOMENT

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import (
        Account,
        Announcement,
        Collection,
        Conversation,
        Emoji,
        FeaturedTag,
        Filter,
        FilterKeyword,
        FilterStatus,
        FilterV2,
        MediaAttachment,
        Notification,
        NotificationGroup,
        NotificationRequest,
        Poll,
        Rule,
        ScheduledStatus,
        Status,
        StatusTag,
        UserList,
    )

    AccountRef: TypeAlias = str | Account
    AnnouncementRef: TypeAlias = str | Announcement
    CollectionRef: TypeAlias = str | Collection
    ConversationRef: TypeAlias = str | Conversation
    EmojiRef: TypeAlias = str | Emoji
    FeaturedTagRef: TypeAlias = str | FeaturedTag
    FilterKeywordRef: TypeAlias = str | FilterKeyword
    FilterRef: TypeAlias = str | Filter
    FilterStatusRef: TypeAlias = str | FilterStatus
    FilterV2Ref: TypeAlias = str | FilterV2
    HashtagRef: TypeAlias = str | StatusTag
    ListRef: TypeAlias = str | UserList
    MediaRef: TypeAlias = str | MediaAttachment
    NotificationGroupRef: TypeAlias = str | NotificationGroup
    NotificationRef: TypeAlias = str | Notification
    NotificationRequestRef: TypeAlias = str | NotificationRequest
    PollRef: TypeAlias = str | Poll
    RuleRef: TypeAlias = str | Rule
    ScheduledStatusRef: TypeAlias = str | ScheduledStatus
    StatusRef: TypeAlias = str | Status
    Bound: TypeAlias = str | Status | Notification | datetime
else:
    # Declaring an endpoint must not import a model; the planner only needs to know that these are single values.
    AccountRef = AnnouncementRef = ConversationRef = HashtagRef = ListRef = MediaRef = NotificationRef = str
    PollRef = ScheduledStatusRef = StatusRef = str
    CollectionRef = EmojiRef = FeaturedTagRef = NotificationGroupRef = NotificationRequestRef = RuleRef = str
    FilterKeywordRef = FilterRef = FilterStatusRef = FilterV2Ref = str
    Bound = Annotated[str, MOMENT]
