"""What may stand where an ID is expected: the ID, or the entity itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from ..core.operation import MOMENT, Wire

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import (
        Account,
        AdminAccount,
        AdminCanonicalEmailBlock,
        AdminDomainAllow,
        AdminDomainBlock,
        AdminEmailDomainBlock,
        AdminEmoji,
        AdminIpBlock,
        AdminPreviewCardProvider,
        AdminReport,
        AdminTag,
        AdminTrendsLink,
        Announcement,
        Application,
        AsyncRefresh,
        BookmarkFolder,
        Chat,
        ChatMessage,
        Collection,
        CollectionItem,
        Conversation,
        DomainPermission,
        DomainPermissionSubscription,
        Emoji,
        FeaturedTag,
        Filter,
        FilterKeyword,
        FilterStatus,
        FilterV2,
        HeaderFilter,
        InteractionRequest,
        MediaAttachment,
        Notification,
        NotificationGroup,
        NotificationRequest,
        PleromaFrontend,
        PleromaOAuthApp,
        PleromaOAuthToken,
        PleromaReport,
        PleromaReportNote,
        Poll,
        Relay,
        Report,
        Rule,
        ScheduledStatus,
        Scrobble,
        Status,
        StatusTag,
        TokenInfo,
        UserList,
    )

    AccountRef: TypeAlias = str | Account
    AdminAccountRef: TypeAlias = str | Account | AdminAccount
    AdminCanonicalEmailBlockRef: TypeAlias = str | AdminCanonicalEmailBlock
    AdminDomainAllowRef: TypeAlias = str | AdminDomainAllow
    AdminDomainBlockRef: TypeAlias = str | AdminDomainBlock
    AdminEmailDomainBlockRef: TypeAlias = str | AdminEmailDomainBlock
    AdminEmojiRef: TypeAlias = str | AdminEmoji
    AdminIpBlockRef: TypeAlias = str | AdminIpBlock
    AdminReportRef: TypeAlias = str | AdminReport
    AdminTagRef: TypeAlias = str | AdminTag
    AdminTrendsLinkRef: TypeAlias = str | AdminTrendsLink
    AnnouncementRef: TypeAlias = str | Announcement
    ApplicationRef: TypeAlias = str | Application
    AsyncRefreshRef: TypeAlias = str | AsyncRefresh
    BookmarkFolderRef: TypeAlias = str | BookmarkFolder
    ChatMessageRef: TypeAlias = str | ChatMessage
    ChatRef: TypeAlias = str | Chat
    CollectionItemRef: TypeAlias = str | CollectionItem
    CollectionRef: TypeAlias = str | Collection
    ConversationRef: TypeAlias = str | Conversation
    DomainPermissionRef: TypeAlias = str | DomainPermission
    DomainPermissionSubscriptionRef: TypeAlias = str | DomainPermissionSubscription
    EmojiRef: TypeAlias = str | Emoji
    FeaturedTagRef: TypeAlias = str | FeaturedTag
    FilterKeywordRef: TypeAlias = str | FilterKeyword
    FilterRef: TypeAlias = str | Filter
    FilterStatusRef: TypeAlias = str | FilterStatus
    FilterV2Ref: TypeAlias = str | FilterV2
    FrontendRef: TypeAlias = str | PleromaFrontend
    HashtagRef: TypeAlias = str | StatusTag
    HeaderFilterRef: TypeAlias = str | HeaderFilter
    InteractionRequestRef: TypeAlias = str | InteractionRequest
    ListRef: TypeAlias = str | UserList
    MediaRef: TypeAlias = str | MediaAttachment
    NotificationGroupRef: TypeAlias = str | NotificationGroup
    NotificationRef: TypeAlias = str | Notification
    NotificationRequestRef: TypeAlias = str | NotificationRequest
    PleromaOAuthAppRef: TypeAlias = str | PleromaOAuthApp
    PleromaOAuthTokenRef: TypeAlias = str | PleromaOAuthToken
    PleromaReportNoteRef: TypeAlias = str | PleromaReportNote
    PleromaReportRef: TypeAlias = str | PleromaReport
    PollRef: TypeAlias = str | Poll
    PreviewCardProviderRef: TypeAlias = str | AdminPreviewCardProvider
    RelayRef: TypeAlias = str | Relay
    ReportRef: TypeAlias = str | Report
    RuleRef: TypeAlias = str | Rule
    ScheduledStatusRef: TypeAlias = str | ScheduledStatus
    ScrobbleRef: TypeAlias = str | Scrobble
    StatusRef: TypeAlias = str | Status
    TokenInfoRef: TypeAlias = str | TokenInfo
    Bound: TypeAlias = str | Status | Notification | datetime
else:
    # Declaring an endpoint must not import a model; the planner only needs to know that these are single values.
    AccountRef = AnnouncementRef = ConversationRef = HashtagRef = ListRef = MediaRef = NotificationRef = str
    PollRef = ScheduledStatusRef = StatusRef = str
    CollectionRef = EmojiRef = FeaturedTagRef = NotificationGroupRef = NotificationRequestRef = RuleRef = str
    FilterKeywordRef = FilterRef = FilterStatusRef = FilterV2Ref = str
    AdminEmojiRef = ApplicationRef = DomainPermissionRef = DomainPermissionSubscriptionRef = str
    HeaderFilterRef = InteractionRequestRef = ReportRef = TokenInfoRef = str
    AdminAccountRef = AdminCanonicalEmailBlockRef = AdminDomainAllowRef = AdminDomainBlockRef = str
    AdminEmailDomainBlockRef = AdminIpBlockRef = AdminReportRef = AsyncRefreshRef = str
    CollectionItemRef = PreviewCardProviderRef = str
    ScrobbleRef = BookmarkFolderRef = ChatMessageRef = ChatRef = FrontendRef = PleromaOAuthAppRef = str
    PleromaOAuthTokenRef = PleromaReportNoteRef = PleromaReportRef = RelayRef = str
    AdminTagRef = AdminTrendsLinkRef = Annotated[str, Wire(identity="id")]
    Bound = Annotated[str, MOMENT]
