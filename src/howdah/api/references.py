"""What may stand where an ID is expected: the ID, or the entity itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from ..core.operation import MOMENT, Refers, Wire

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
        PartialAccountWithAvatar,
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

    AccountRef: TypeAlias = str | Account | PartialAccountWithAvatar
    AdminAccountRef: TypeAlias = str | Account | AdminAccount
    AdminCanonicalEmailBlockRef: TypeAlias = str | AdminCanonicalEmailBlock
    AdminDomainAllowRef: TypeAlias = str | AdminDomainAllow
    AdminDomainBlockRef: TypeAlias = str | AdminDomainBlock
    AdminEmailDomainBlockRef: TypeAlias = str | AdminEmailDomainBlock
    AdminEmojiRef: TypeAlias = str | AdminEmoji
    AdminIpBlockRef: TypeAlias = str | AdminIpBlock
    AdminReportRef: TypeAlias = str | Report | AdminReport
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
    # Declaring an endpoint must not import a model; the planner knows an entity by the name of its class.
    def _to(*kinds: str) -> Any:
        return Annotated[str, Refers(frozenset(kinds))]

    AccountRef = _to("Account", "PartialAccountWithAvatar")
    AdminAccountRef = _to("Account", "AdminAccount")
    AdminCanonicalEmailBlockRef = _to("AdminCanonicalEmailBlock")
    AdminDomainAllowRef = _to("AdminDomainAllow")
    AdminDomainBlockRef = _to("AdminDomainBlock")
    AdminEmailDomainBlockRef = _to("AdminEmailDomainBlock")
    AdminEmojiRef = _to("AdminEmoji")
    AdminIpBlockRef = _to("AdminIpBlock")
    AdminReportRef = _to("Report", "AdminReport")
    AdminTagRef = Annotated[_to("AdminTag"), Wire(identity="id")]
    AdminTrendsLinkRef = Annotated[_to("AdminTrendsLink"), Wire(identity="id")]
    AnnouncementRef = _to("Announcement")
    ApplicationRef = _to("Application")
    AsyncRefreshRef = _to("AsyncRefresh")
    BookmarkFolderRef = _to("BookmarkFolder")
    ChatMessageRef = _to("ChatMessage")
    ChatRef = _to("Chat")
    CollectionItemRef = _to("CollectionItem")
    CollectionRef = _to("Collection")
    ConversationRef = _to("Conversation")
    DomainPermissionRef = _to("DomainPermission")
    DomainPermissionSubscriptionRef = _to("DomainPermissionSubscription")
    EmojiRef = _to("Emoji")
    FeaturedTagRef = _to("FeaturedTag")
    FilterKeywordRef = _to("FilterKeyword")
    FilterRef = _to("Filter")
    FilterStatusRef = _to("FilterStatus")
    FilterV2Ref = _to("FilterV2")
    FrontendRef = _to("PleromaFrontend")
    HashtagRef = _to("StatusTag")
    HeaderFilterRef = _to("HeaderFilter")
    InteractionRequestRef = _to("InteractionRequest")
    ListRef = _to("UserList")
    MediaRef = _to("MediaAttachment")
    NotificationGroupRef = _to("NotificationGroup")
    NotificationRef = _to("Notification")
    NotificationRequestRef = _to("NotificationRequest")
    PleromaOAuthAppRef = _to("PleromaOAuthApp")
    PleromaOAuthTokenRef = _to("PleromaOAuthToken")
    PleromaReportNoteRef = _to("PleromaReportNote")
    PleromaReportRef = _to("PleromaReport")
    PollRef = _to("Poll")
    PreviewCardProviderRef = _to("AdminPreviewCardProvider")
    RelayRef = _to("Relay")
    ReportRef = _to("Report")
    RuleRef = _to("Rule")
    ScheduledStatusRef = _to("ScheduledStatus")
    ScrobbleRef = _to("Scrobble")
    StatusRef = _to("Status")
    TokenInfoRef = _to("TokenInfo")
    Bound = Annotated[_to("Status", "Notification"), MOMENT]
