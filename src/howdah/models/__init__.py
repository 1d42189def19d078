"""What servers send, as typed entities; each is loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .account import Account as Account
    from .account import AccountRole as AccountRole
    from .account import AccountSource as AccountSource
    from .account import CredentialAccount as CredentialAccount
    from .account import FamiliarFollowers as FamiliarFollowers
    from .account import FeatureApproval as FeatureApproval
    from .account import Field as Field
    from .account import IdentityProof as IdentityProof
    from .account import MutedAccount as MutedAccount
    from .account import PartialAccountWithAvatar as PartialAccountWithAvatar
    from .account import PleromaAccount as PleromaAccount
    from .account import PleromaAccountSource as PleromaAccountSource
    from .account import PleromaNotificationSettings as PleromaNotificationSettings
    from .account import Profile as Profile
    from .account import Role as Role
    from .account import Suggestion as Suggestion
    from .admin import AdminAccount as AdminAccount
    from .admin import AdminCanonicalEmailBlock as AdminCanonicalEmailBlock
    from .admin import AdminCohort as AdminCohort
    from .admin import AdminCohortData as AdminCohortData
    from .admin import AdminDimension as AdminDimension
    from .admin import AdminDimensionData as AdminDimensionData
    from .admin import AdminDomainAllow as AdminDomainAllow
    from .admin import AdminDomainBlock as AdminDomainBlock
    from .admin import AdminEmailDomainBlock as AdminEmailDomainBlock
    from .admin import AdminIp as AdminIp
    from .admin import AdminIpBlock as AdminIpBlock
    from .admin import AdminMeasure as AdminMeasure
    from .admin import AdminMeasureData as AdminMeasureData
    from .admin import AdminPreviewCardProvider as AdminPreviewCardProvider
    from .admin import AdminReport as AdminReport
    from .admin import AdminTag as AdminTag
    from .admin import AdminTrendsLink as AdminTrendsLink
    from .admin import AdminTrendsStatus as AdminTrendsStatus
    from .akkoma import AkkomaDeletion as AkkomaDeletion
    from .akkoma import AkkomaLanguage as AkkomaLanguage
    from .akkoma import AkkomaTranslation as AkkomaTranslation
    from .akkoma import AkkomaTranslationLanguages as AkkomaTranslationLanguages
    from .akkoma import FrontendProfile as FrontendProfile
    from .announcement import Announcement as Announcement
    from .announcement import AnnouncementAccount as AnnouncementAccount
    from .announcement import AnnouncementReaction as AnnouncementReaction
    from .announcement import AnnouncementStatus as AnnouncementStatus
    from .annual_report import AnnualReport as AnnualReport
    from .annual_report import AnnualReportAccountCount as AnnualReportAccountCount
    from .annual_report import AnnualReportData as AnnualReportData
    from .annual_report import AnnualReportMonth as AnnualReportMonth
    from .annual_report import AnnualReportNameCount as AnnualReportNameCount
    from .annual_report import AnnualReportPercentiles as AnnualReportPercentiles
    from .annual_report import AnnualReportState as AnnualReportState
    from .annual_report import AnnualReportTopStatuses as AnnualReportTopStatuses
    from .annual_report import AnnualReportTypeDistribution as AnnualReportTypeDistribution
    from .annual_report import WrappedAnnualReports as WrappedAnnualReports
    from .application import Application as Application
    from .application import CredentialApplication as CredentialApplication
    from .async_refresh import AsyncRefresh as AsyncRefresh
    from .async_refresh import WrappedAsyncRefresh as WrappedAsyncRefresh
    from .card import Card as Card
    from .card import PreviewCardAuthor as PreviewCardAuthor
    from .card import TrendsLink as TrendsLink
    from .collection import Collection as Collection
    from .collection import CollectionItem as CollectionItem
    from .collection import Collections as Collections
    from .collection import CollectionWithAccounts as CollectionWithAccounts
    from .collection import WrappedCollection as WrappedCollection
    from .collection import WrappedCollectionItem as WrappedCollectionItem
    from .conversation import Conversation as Conversation
    from .conversation import PleromaConversation as PleromaConversation
    from .domain_block import DomainBlock as DomainBlock
    from .emoji import Emoji as Emoji
    from .emoji_reaction import EmojiReaction as EmojiReaction
    from .entity import Entity as Entity
    from .enums import AccountWarningAction as AccountWarningAction
    from .enums import ActorType as ActorType
    from .enums import AnnualReportAvailability as AnnualReportAvailability
    from .enums import AppealState as AppealState
    from .enums import ApprovalGroup as ApprovalGroup
    from .enums import Archetype as Archetype
    from .enums import AsyncRefreshStatus as AsyncRefreshStatus
    from .enums import CaptchaType as CaptchaType
    from .enums import CardType as CardType
    from .enums import CohortFrequency as CohortFrequency
    from .enums import CollectionItemState as CollectionItemState
    from .enums import CurrentUserApproval as CurrentUserApproval
    from .enums import DimensionKey as DimensionKey
    from .enums import DomainBlockSeverity as DomainBlockSeverity
    from .enums import DomainPermissionType as DomainPermissionType
    from .enums import ExpandMedia as ExpandMedia
    from .enums import FilterAction as FilterAction
    from .enums import FilterContext as FilterContext
    from .enums import InteractionPolicyValue as InteractionPolicyValue
    from .enums import InteractionType as InteractionType
    from .enums import InviteType as InviteType
    from .enums import IpBlockSeverity as IpBlockSeverity
    from .enums import MeasureKey as MeasureKey
    from .enums import MediaType as MediaType
    from .enums import NotificationPolicyAction as NotificationPolicyAction
    from .enums import NotificationType as NotificationType
    from .enums import OEmbedType as OEmbedType
    from .enums import PushPolicy as PushPolicy
    from .enums import QuotePolicy as QuotePolicy
    from .enums import QuoteState as QuoteState
    from .enums import RepliesPolicy as RepliesPolicy
    from .enums import ReportCategory as ReportCategory
    from .enums import ReportState as ReportState
    from .enums import SearchType as SearchType
    from .enums import SeveranceType as SeveranceType
    from .enums import SuggestionSource as SuggestionSource
    from .enums import TimelineAccess as TimelineAccess
    from .enums import Visibility as Visibility
    from .filter import Filter as Filter
    from .filter import FilterKeyword as FilterKeyword
    from .filter import FilterResult as FilterResult
    from .filter import FilterStatus as FilterStatus
    from .filter import FilterV2 as FilterV2
    from .gotosocial import AccountExportStats as AccountExportStats
    from .gotosocial import AdminActionResponse as AdminActionResponse
    from .gotosocial import AdminEmoji as AdminEmoji
    from .gotosocial import DebugAPUrlResponse as DebugAPUrlResponse
    from .gotosocial import DefaultPolicies as DefaultPolicies
    from .gotosocial import DomainPermission as DomainPermission
    from .gotosocial import DomainPermissionSubscription as DomainPermissionSubscription
    from .gotosocial import EmojiCategory as EmojiCategory
    from .gotosocial import HeaderFilter as HeaderFilter
    from .gotosocial import InteractionRequest as InteractionRequest
    from .gotosocial import Theme as Theme
    from .gotosocial import User as User
    from .instance import Activity as Activity
    from .instance import ExtendedDescription as ExtendedDescription
    from .instance import InstanceAccounts as InstanceAccounts
    from .instance import InstanceConfiguration as InstanceConfiguration
    from .instance import InstanceContact as InstanceContact
    from .instance import InstanceEmojis as InstanceEmojis
    from .instance import InstanceIcon as InstanceIcon
    from .instance import InstanceInfo as InstanceInfo
    from .instance import InstanceMediaAttachments as InstanceMediaAttachments
    from .instance import InstancePolls as InstancePolls
    from .instance import InstanceRegistrations as InstanceRegistrations
    from .instance import InstanceStatuses as InstanceStatuses
    from .instance import InstanceThumbnail as InstanceThumbnail
    from .instance import InstanceThumbnailVersions as InstanceThumbnailVersions
    from .instance import InstanceTimelineAccess as InstanceTimelineAccess
    from .instance import InstanceTimelinesAccess as InstanceTimelinesAccess
    from .instance import InstanceTranslation as InstanceTranslation
    from .instance import InstanceUrls as InstanceUrls
    from .instance import InstanceUsage as InstanceUsage
    from .instance import InstanceUsers as InstanceUsers
    from .instance import InstanceV1 as InstanceV1
    from .instance import InstanceV1Stats as InstanceV1Stats
    from .instance import InstanceV1Urls as InstanceV1Urls
    from .instance import InstanceVapid as InstanceVapid
    from .instance import PleromaInstance as PleromaInstance
    from .instance import PleromaInstanceMetadata as PleromaInstanceMetadata
    from .instance import PleromaInstanceStats as PleromaInstanceStats
    from .instance import PleromaPollLimits as PleromaPollLimits
    from .instance import PrivacyPolicy as PrivacyPolicy
    from .instance import Rule as Rule
    from .instance import RuleTranslation as RuleTranslation
    from .instance import SupportedLocale as SupportedLocale
    from .instance import TermsOfService as TermsOfService
    from .interaction_policy import InteractionPolicy as InteractionPolicy
    from .interaction_policy import InteractionPolicyRules as InteractionPolicyRules
    from .marker import Marker as Marker
    from .marker import PleromaMarker as PleromaMarker
    from .media import MediaAttachment as MediaAttachment
    from .media import MediaColors as MediaColors
    from .media import MediaDimensions as MediaDimensions
    from .media import MediaFocus as MediaFocus
    from .media import MediaMeta as MediaMeta
    from .media import PleromaMedia as PleromaMedia
    from .nodeinfo import Nodeinfo as Nodeinfo
    from .nodeinfo import NodeinfoLink as NodeinfoLink
    from .nodeinfo import NodeinfoLinks as NodeinfoLinks
    from .nodeinfo import NodeinfoServices as NodeinfoServices
    from .nodeinfo import NodeinfoSoftware as NodeinfoSoftware
    from .nodeinfo import NodeinfoUsage as NodeinfoUsage
    from .nodeinfo import NodeinfoUsers as NodeinfoUsers
    from .nodeinfo import WellKnownLink as WellKnownLink
    from .nodeinfo import WellKnownResponse as WellKnownResponse
    from .notification import AccountWarning as AccountWarning
    from .notification import Appeal as Appeal
    from .notification import GroupedNotificationsResults as GroupedNotificationsResults
    from .notification import Notification as Notification
    from .notification import NotificationFallback as NotificationFallback
    from .notification import NotificationGroup as NotificationGroup
    from .notification import NotificationPolicy as NotificationPolicy
    from .notification import NotificationPolicySummary as NotificationPolicySummary
    from .notification import NotificationPolicyV1 as NotificationPolicyV1
    from .notification import NotificationRequest as NotificationRequest
    from .notification import PleromaNotification as PleromaNotification
    from .notification import RelationshipSeveranceEvent as RelationshipSeveranceEvent
    from .notification_state import NotificationsMerged as NotificationsMerged
    from .notification_state import UnreadCount as UnreadCount
    from .oauth import OAuthServerMetadata as OAuthServerMetadata
    from .oauth import OAuthUserInfo as OAuthUserInfo
    from .oauth import TokenInfo as TokenInfo
    from .oembed import OEmbed as OEmbed
    from .pending_refresh import PendingRefresh as PendingRefresh
    from .pleroma import Backup as Backup
    from .pleroma import BookmarkFolder as BookmarkFolder
    from .pleroma import Captcha as Captcha
    from .pleroma import Chat as Chat
    from .pleroma import ChatMessage as ChatMessage
    from .pleroma import EmojiPack as EmojiPack
    from .pleroma import EmojiPackInfo as EmojiPackInfo
    from .pleroma import EmojiPacks as EmojiPacks
    from .pleroma import FederationStatus as FederationStatus
    from .pleroma import Healthcheck as Healthcheck
    from .pleroma import InstanceDocument as InstanceDocument
    from .pleroma import Invite as Invite
    from .pleroma import Mascot as Mascot
    from .pleroma import MascotFile as MascotFile
    from .pleroma import MediaProxyCaches as MediaProxyCaches
    from .pleroma import MfaBackupCodes as MfaBackupCodes
    from .pleroma import MfaSettings as MfaSettings
    from .pleroma import MfaSetup as MfaSetup
    from .pleroma import ModerationLog as ModerationLog
    from .pleroma import ModerationLogEntry as ModerationLogEntry
    from .pleroma import PasswordReset as PasswordReset
    from .pleroma import PleromaAdminUser as PleromaAdminUser
    from .pleroma import PleromaAdminUserCredentials as PleromaAdminUserCredentials
    from .pleroma import PleromaAdminUsers as PleromaAdminUsers
    from .pleroma import PleromaAliases as PleromaAliases
    from .pleroma import PleromaConfig as PleromaConfig
    from .pleroma import PleromaConfigDescription as PleromaConfigDescription
    from .pleroma import PleromaConfigEntry as PleromaConfigEntry
    from .pleroma import PleromaCreatedUser as PleromaCreatedUser
    from .pleroma import PleromaCreatedUserData as PleromaCreatedUserData
    from .pleroma import PleromaEmoji as PleromaEmoji
    from .pleroma import PleromaFrontend as PleromaFrontend
    from .pleroma import PleromaInvites as PleromaInvites
    from .pleroma import PleromaNeedReboot as PleromaNeedReboot
    from .pleroma import PleromaOAuthApp as PleromaOAuthApp
    from .pleroma import PleromaOAuthApps as PleromaOAuthApps
    from .pleroma import PleromaOAuthToken as PleromaOAuthToken
    from .pleroma import PleromaPermissions as PleromaPermissions
    from .pleroma import PleromaReport as PleromaReport
    from .pleroma import PleromaReportNote as PleromaReportNote
    from .pleroma import PleromaReports as PleromaReports
    from .pleroma import PleromaResult as PleromaResult
    from .pleroma import PleromaRoles as PleromaRoles
    from .pleroma import PleromaRule as PleromaRule
    from .pleroma import PleromaStaffAccount as PleromaStaffAccount
    from .pleroma import PleromaStaffStatus as PleromaStaffStatus
    from .pleroma import PleromaStaffStatuses as PleromaStaffStatuses
    from .pleroma import PleromaStats as PleromaStats
    from .pleroma import PleromaStatusCounts as PleromaStatusCounts
    from .pleroma import PreferredFrontend as PreferredFrontend
    from .pleroma import Relay as Relay
    from .pleroma import Relays as Relays
    from .pleroma import RemoteInteraction as RemoteInteraction
    from .pleroma import Scrobble as Scrobble
    from .pleroma import WrappedMfaSettings as WrappedMfaSettings
    from .poll import Poll as Poll
    from .poll import PollOption as PollOption
    from .preferences import Preferences as Preferences
    from .push import WebPushAlerts as WebPushAlerts
    from .push import WebPushNotification as WebPushNotification
    from .push import WebPushSubscription as WebPushSubscription
    from .relationship import Relationship as Relationship
    from .report import Report as Report
    from .scheduled_status import ScheduledStatus as ScheduledStatus
    from .scheduled_status import ScheduledStatusParams as ScheduledStatusParams
    from .scheduled_status import ScheduledStatusPoll as ScheduledStatusPoll
    from .search import SearchResults as SearchResults
    from .status import Context as Context
    from .status import Mention as Mention
    from .status import PleromaStatus as PleromaStatus
    from .status import Quote as Quote
    from .status import QuoteApproval as QuoteApproval
    from .status import ShallowQuote as ShallowQuote
    from .status import Status as Status
    from .status import StatusEdit as StatusEdit
    from .status import StatusEditPoll as StatusEditPoll
    from .status import StatusSource as StatusSource
    from .tag import FeaturedTag as FeaturedTag
    from .tag import ShallowTag as ShallowTag
    from .tag import StatusTag as StatusTag
    from .tag import Tag as Tag
    from .tag import TrendHistory as TrendHistory
    from .token import Token as Token
    from .translation import Translation as Translation
    from .translation import TranslationAttachment as TranslationAttachment
    from .translation import TranslationPoll as TranslationPoll
    from .translation import TranslationPollOption as TranslationPollOption
    from .user_list import UserList as UserList

_HOME = {
    "Account": "account",
    "AccountRole": "account",
    "AccountSource": "account",
    "CredentialAccount": "account",
    "FamiliarFollowers": "account",
    "FeatureApproval": "account",
    "Field": "account",
    "IdentityProof": "account",
    "MutedAccount": "account",
    "PartialAccountWithAvatar": "account",
    "PleromaAccount": "account",
    "PleromaAccountSource": "account",
    "PleromaNotificationSettings": "account",
    "Profile": "account",
    "Role": "account",
    "Suggestion": "account",
    "AdminAccount": "admin",
    "AdminCanonicalEmailBlock": "admin",
    "AdminCohort": "admin",
    "AdminCohortData": "admin",
    "AdminDimension": "admin",
    "AdminDimensionData": "admin",
    "AdminDomainAllow": "admin",
    "AdminDomainBlock": "admin",
    "AdminEmailDomainBlock": "admin",
    "AdminIp": "admin",
    "AdminIpBlock": "admin",
    "AdminMeasure": "admin",
    "AdminMeasureData": "admin",
    "AdminPreviewCardProvider": "admin",
    "AdminReport": "admin",
    "AdminTag": "admin",
    "AdminTrendsLink": "admin",
    "AdminTrendsStatus": "admin",
    "AkkomaDeletion": "akkoma",
    "AkkomaLanguage": "akkoma",
    "AkkomaTranslation": "akkoma",
    "AkkomaTranslationLanguages": "akkoma",
    "FrontendProfile": "akkoma",
    "Announcement": "announcement",
    "AnnouncementAccount": "announcement",
    "AnnouncementReaction": "announcement",
    "AnnouncementStatus": "announcement",
    "AnnualReport": "annual_report",
    "AnnualReportAccountCount": "annual_report",
    "AnnualReportData": "annual_report",
    "AnnualReportMonth": "annual_report",
    "AnnualReportNameCount": "annual_report",
    "AnnualReportPercentiles": "annual_report",
    "AnnualReportState": "annual_report",
    "AnnualReportTopStatuses": "annual_report",
    "AnnualReportTypeDistribution": "annual_report",
    "WrappedAnnualReports": "annual_report",
    "Application": "application",
    "CredentialApplication": "application",
    "AsyncRefresh": "async_refresh",
    "WrappedAsyncRefresh": "async_refresh",
    "Card": "card",
    "PreviewCardAuthor": "card",
    "TrendsLink": "card",
    "Collection": "collection",
    "CollectionItem": "collection",
    "CollectionWithAccounts": "collection",
    "Collections": "collection",
    "WrappedCollection": "collection",
    "WrappedCollectionItem": "collection",
    "Conversation": "conversation",
    "PleromaConversation": "conversation",
    "DomainBlock": "domain_block",
    "Emoji": "emoji",
    "EmojiReaction": "emoji_reaction",
    "Entity": "entity",
    "AccountWarningAction": "enums",
    "ActorType": "enums",
    "AnnualReportAvailability": "enums",
    "AppealState": "enums",
    "ApprovalGroup": "enums",
    "Archetype": "enums",
    "AsyncRefreshStatus": "enums",
    "CaptchaType": "enums",
    "CardType": "enums",
    "CohortFrequency": "enums",
    "CollectionItemState": "enums",
    "CurrentUserApproval": "enums",
    "DimensionKey": "enums",
    "DomainBlockSeverity": "enums",
    "DomainPermissionType": "enums",
    "ExpandMedia": "enums",
    "FilterAction": "enums",
    "FilterContext": "enums",
    "InteractionPolicyValue": "enums",
    "InteractionType": "enums",
    "InviteType": "enums",
    "IpBlockSeverity": "enums",
    "MeasureKey": "enums",
    "MediaType": "enums",
    "NotificationPolicyAction": "enums",
    "NotificationType": "enums",
    "OEmbedType": "enums",
    "PushPolicy": "enums",
    "QuotePolicy": "enums",
    "QuoteState": "enums",
    "RepliesPolicy": "enums",
    "ReportCategory": "enums",
    "ReportState": "enums",
    "SearchType": "enums",
    "SeveranceType": "enums",
    "SuggestionSource": "enums",
    "TimelineAccess": "enums",
    "Visibility": "enums",
    "Filter": "filter",
    "FilterKeyword": "filter",
    "FilterResult": "filter",
    "FilterStatus": "filter",
    "FilterV2": "filter",
    "AccountExportStats": "gotosocial",
    "AdminActionResponse": "gotosocial",
    "AdminEmoji": "gotosocial",
    "DebugAPUrlResponse": "gotosocial",
    "DefaultPolicies": "gotosocial",
    "DomainPermission": "gotosocial",
    "DomainPermissionSubscription": "gotosocial",
    "EmojiCategory": "gotosocial",
    "HeaderFilter": "gotosocial",
    "InteractionRequest": "gotosocial",
    "Theme": "gotosocial",
    "User": "gotosocial",
    "Activity": "instance",
    "ExtendedDescription": "instance",
    "InstanceAccounts": "instance",
    "InstanceConfiguration": "instance",
    "InstanceContact": "instance",
    "InstanceEmojis": "instance",
    "InstanceIcon": "instance",
    "InstanceInfo": "instance",
    "InstanceMediaAttachments": "instance",
    "InstancePolls": "instance",
    "InstanceRegistrations": "instance",
    "InstanceStatuses": "instance",
    "InstanceThumbnail": "instance",
    "InstanceThumbnailVersions": "instance",
    "InstanceTimelineAccess": "instance",
    "InstanceTimelinesAccess": "instance",
    "InstanceTranslation": "instance",
    "InstanceUrls": "instance",
    "InstanceUsage": "instance",
    "InstanceUsers": "instance",
    "InstanceV1": "instance",
    "InstanceV1Stats": "instance",
    "InstanceV1Urls": "instance",
    "InstanceVapid": "instance",
    "PleromaInstance": "instance",
    "PleromaInstanceMetadata": "instance",
    "PleromaInstanceStats": "instance",
    "PleromaPollLimits": "instance",
    "PrivacyPolicy": "instance",
    "Rule": "instance",
    "RuleTranslation": "instance",
    "SupportedLocale": "instance",
    "TermsOfService": "instance",
    "InteractionPolicy": "interaction_policy",
    "InteractionPolicyRules": "interaction_policy",
    "Marker": "marker",
    "PleromaMarker": "marker",
    "MediaAttachment": "media",
    "MediaColors": "media",
    "MediaDimensions": "media",
    "MediaFocus": "media",
    "MediaMeta": "media",
    "PleromaMedia": "media",
    "Nodeinfo": "nodeinfo",
    "NodeinfoLink": "nodeinfo",
    "NodeinfoLinks": "nodeinfo",
    "NodeinfoServices": "nodeinfo",
    "NodeinfoSoftware": "nodeinfo",
    "NodeinfoUsage": "nodeinfo",
    "NodeinfoUsers": "nodeinfo",
    "WellKnownLink": "nodeinfo",
    "WellKnownResponse": "nodeinfo",
    "AccountWarning": "notification",
    "Appeal": "notification",
    "GroupedNotificationsResults": "notification",
    "Notification": "notification",
    "NotificationFallback": "notification",
    "NotificationGroup": "notification",
    "NotificationPolicy": "notification",
    "NotificationPolicySummary": "notification",
    "NotificationPolicyV1": "notification",
    "NotificationRequest": "notification",
    "PleromaNotification": "notification",
    "RelationshipSeveranceEvent": "notification",
    "NotificationsMerged": "notification_state",
    "UnreadCount": "notification_state",
    "OAuthServerMetadata": "oauth",
    "OAuthUserInfo": "oauth",
    "TokenInfo": "oauth",
    "OEmbed": "oembed",
    "PendingRefresh": "pending_refresh",
    "Backup": "pleroma",
    "BookmarkFolder": "pleroma",
    "Captcha": "pleroma",
    "Chat": "pleroma",
    "ChatMessage": "pleroma",
    "EmojiPack": "pleroma",
    "EmojiPackInfo": "pleroma",
    "EmojiPacks": "pleroma",
    "FederationStatus": "pleroma",
    "Healthcheck": "pleroma",
    "InstanceDocument": "pleroma",
    "Invite": "pleroma",
    "Mascot": "pleroma",
    "MascotFile": "pleroma",
    "MediaProxyCaches": "pleroma",
    "MfaBackupCodes": "pleroma",
    "MfaSettings": "pleroma",
    "MfaSetup": "pleroma",
    "ModerationLog": "pleroma",
    "ModerationLogEntry": "pleroma",
    "PasswordReset": "pleroma",
    "PleromaAdminUser": "pleroma",
    "PleromaAdminUserCredentials": "pleroma",
    "PleromaAdminUsers": "pleroma",
    "PleromaAliases": "pleroma",
    "PleromaConfig": "pleroma",
    "PleromaConfigDescription": "pleroma",
    "PleromaConfigEntry": "pleroma",
    "PleromaCreatedUser": "pleroma",
    "PleromaCreatedUserData": "pleroma",
    "PleromaEmoji": "pleroma",
    "PleromaFrontend": "pleroma",
    "PleromaInvites": "pleroma",
    "PleromaNeedReboot": "pleroma",
    "PleromaOAuthApp": "pleroma",
    "PleromaOAuthApps": "pleroma",
    "PleromaOAuthToken": "pleroma",
    "PleromaPermissions": "pleroma",
    "PleromaReport": "pleroma",
    "PleromaReportNote": "pleroma",
    "PleromaReports": "pleroma",
    "PleromaResult": "pleroma",
    "PleromaRoles": "pleroma",
    "PleromaRule": "pleroma",
    "PleromaStaffAccount": "pleroma",
    "PleromaStaffStatus": "pleroma",
    "PleromaStaffStatuses": "pleroma",
    "PleromaStats": "pleroma",
    "PleromaStatusCounts": "pleroma",
    "PreferredFrontend": "pleroma",
    "Relay": "pleroma",
    "Relays": "pleroma",
    "RemoteInteraction": "pleroma",
    "Scrobble": "pleroma",
    "WrappedMfaSettings": "pleroma",
    "Poll": "poll",
    "PollOption": "poll",
    "Preferences": "preferences",
    "WebPushAlerts": "push",
    "WebPushNotification": "push",
    "WebPushSubscription": "push",
    "Relationship": "relationship",
    "Report": "report",
    "ScheduledStatus": "scheduled_status",
    "ScheduledStatusParams": "scheduled_status",
    "ScheduledStatusPoll": "scheduled_status",
    "SearchResults": "search",
    "Context": "status",
    "Mention": "status",
    "PleromaStatus": "status",
    "Quote": "status",
    "QuoteApproval": "status",
    "ShallowQuote": "status",
    "Status": "status",
    "StatusEdit": "status",
    "StatusEditPoll": "status",
    "StatusSource": "status",
    "FeaturedTag": "tag",
    "ShallowTag": "tag",
    "StatusTag": "tag",
    "Tag": "tag",
    "TrendHistory": "tag",
    "Token": "token",
    "Translation": "translation",
    "TranslationAttachment": "translation",
    "TranslationPoll": "translation",
    "TranslationPollOption": "translation",
    "UserList": "user_list",
}
"""The module that each class lives in."""

__all__ = list(_HOME)  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name, obj=__name__)
    value = globals()[name] = getattr(import_module(f".{_HOME[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
