"""Values that fields and parameters take; every one is open, since servers add their own."""

from __future__ import annotations

from enum import StrEnum


class Visibility(StrEnum):
    """Who may see a status."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    PRIVATE = "private"
    DIRECT = "direct"
    MUTUALS_ONLY = "mutuals_only"
    """GoToSocial: accounts that follow each other."""
    LOCAL = "local"
    """Pleroma and Akkoma: people on the same server."""
    LIST = "list"
    """Pleroma: the members of a list."""


class InteractionPolicyValue(StrEnum):
    """GoToSocial: whom an interaction policy speaks of; an account's URI may stand there too."""

    PUBLIC = "public"
    """Everyone who can see the status."""
    FOLLOWERS = "followers"
    """Followers of the author."""
    FOLLOWING = "following"
    """Accounts that the author follows."""
    MUTUALS = "mutuals"
    """Both at once; reserved, unused so far."""
    MENTIONED = "mentioned"
    """Accounts that the status mentions or replies to."""
    AUTHOR = "author"
    """The author alone."""
    ME = "me"
    """Whoever asks, when signed in."""


class InteractionType(StrEnum):
    """GoToSocial: what an interaction request asks leave for."""

    FAVOURITE = "favourite"
    REPLY = "reply"
    REBLOG = "reblog"


class DomainPermissionType(StrEnum):
    """GoToSocial: what a domain permission does."""

    BLOCK = "block"
    ALLOW = "allow"


class IpBlockSeverity(StrEnum):
    """What an IP block keeps people from doing."""

    SIGN_UP_REQUIRES_APPROVAL = "sign_up_requires_approval"
    SIGN_UP_BLOCK = "sign_up_block"
    NO_ACCESS = "no_access"


class CohortFrequency(StrEnum):
    """How long the periods of a retention table are."""

    DAY = "day"
    MONTH = "month"


class DimensionKey(StrEnum):
    """What admin statistics can be broken down by."""

    LANGUAGES = "languages"
    SOURCES = "sources"
    SERVERS = "servers"
    SPACE_USAGE = "space_usage"
    SOFTWARE_VERSIONS = "software_versions"
    TAG_SERVERS = "tag_servers"
    TAG_LANGUAGES = "tag_languages"
    INSTANCE_ACCOUNTS = "instance_accounts"
    INSTANCE_LANGUAGES = "instance_languages"


class MeasureKey(StrEnum):
    """What admin statistics can be counted over time."""

    ACTIVE_USERS = "active_users"
    NEW_USERS = "new_users"
    INTERACTIONS = "interactions"
    OPENED_REPORTS = "opened_reports"
    RESOLVED_REPORTS = "resolved_reports"
    TAG_ACCOUNTS = "tag_accounts"
    TAG_USES = "tag_uses"
    TAG_SERVERS = "tag_servers"
    INSTANCE_ACCOUNTS = "instance_accounts"
    INSTANCE_MEDIA_ATTACHMENTS = "instance_media_attachments"
    INSTANCE_REPORTS = "instance_reports"
    INSTANCE_STATUSES = "instance_statuses"
    INSTANCE_FOLLOWS = "instance_follows"
    INSTANCE_FOLLOWERS = "instance_followers"


class Archetype(StrEnum):
    """What kind of poster an annual report makes somebody out to be."""

    LURKER = "lurker"
    BOOSTER = "booster"
    POLLSTER = "pollster"
    REPLIER = "replier"
    ORACLE = "oracle"


class AnnualReportAvailability(StrEnum):
    """Whether a year's report can be had."""

    AVAILABLE = "available"
    GENERATING = "generating"
    ELIGIBLE = "eligible"
    """It can be asked for."""
    INELIGIBLE = "ineligible"


class AsyncRefreshStatus(StrEnum):
    """How far a background refresh is."""

    RUNNING = "running"
    FINISHED = "finished"


class CollectionItemState(StrEnum):
    """Whether an account agreed to be in a collection."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REVOKED = "revoked"


class OEmbedType(StrEnum):
    """What an oEmbed answer describes."""

    LINK = "link"
    PHOTO = "photo"
    RICH = "rich"
    VIDEO = "video"


class InviteType(StrEnum):
    """Pleroma: how often and how long an invite can be used."""

    ONE_TIME = "one_time"
    REUSABLE = "reusable"
    DATE_LIMITED = "date_limited"
    REUSABLE_DATE_LIMITED = "reusable_date_limited"


class CaptchaType(StrEnum):
    """Pleroma: what makes the sign-up captcha."""

    NATIVE = "native"
    KOCAPTCHA = "kocaptcha"
    NONE = "none"
    """No captcha is asked for."""


class ReportState(StrEnum):
    """Pleroma: what became of a report."""

    OPEN = "open"
    CLOSED = "closed"
    RESOLVED = "resolved"


class MediaType(StrEnum):
    """What kind of file a media attachment is."""

    UNKNOWN = "unknown"
    """Not supported, or not fetched yet."""
    IMAGE = "image"
    GIFV = "gifv"
    """A looping video without sound, made from an animated GIF."""
    VIDEO = "video"
    AUDIO = "audio"


class CardType(StrEnum):
    """What a preview card shows."""

    LINK = "link"
    PHOTO = "photo"
    VIDEO = "video"
    RICH = "rich"


class NotificationType(StrEnum):
    """What a notification tells of."""

    MENTION = "mention"
    STATUS = "status"
    REBLOG = "reblog"
    FOLLOW = "follow"
    FOLLOW_REQUEST = "follow_request"
    FAVOURITE = "favourite"
    POLL = "poll"
    UPDATE = "update"
    QUOTE = "quote"
    QUOTED_UPDATE = "quoted_update"
    SEVERED_RELATIONSHIPS = "severed_relationships"
    MODERATION_WARNING = "moderation_warning"
    ADDED_TO_COLLECTION = "added_to_collection"
    COLLECTION_UPDATE = "collection_update"
    ADMIN_SIGN_UP = "admin.sign_up"
    ADMIN_REPORT = "admin.report"
    PENDING_FAVOURITE = "pending.favourite"
    """GoToSocial: a favourite that waits for your approval."""
    PENDING_REPLY = "pending.reply"
    """GoToSocial: a reply that waits for your approval."""
    PENDING_REBLOG = "pending.reblog"
    """GoToSocial: a boost that waits for your approval."""
    MOVE = "move"
    """Pleroma and Akkoma: someone you follow moved to another account."""
    PLEROMA_EMOJI_REACTION = "pleroma:emoji_reaction"
    PLEROMA_CHAT_MENTION = "pleroma:chat_mention"
    PLEROMA_REPORT = "pleroma:report"


class NotificationPolicyAction(StrEnum):
    """What happens to notifications of some kind."""

    ACCEPT = "accept"
    FILTER = "filter"
    DROP = "drop"


class FilterContext(StrEnum):
    """Where a filter applies."""

    HOME = "home"
    NOTIFICATIONS = "notifications"
    PUBLIC = "public"
    THREAD = "thread"
    ACCOUNT = "account"


class FilterAction(StrEnum):
    """What a filter does to a status that it matches."""

    WARN = "warn"
    HIDE = "hide"
    BLUR = "blur"


class RepliesPolicy(StrEnum):
    """Which replies a list shows."""

    FOLLOWED = "followed"
    LIST = "list"
    NONE = "none"


class ReportCategory(StrEnum):
    """Why something is reported."""

    SPAM = "spam"
    LEGAL = "legal"
    VIOLATION = "violation"
    OTHER = "other"


class QuoteState(StrEnum):
    """How things stand with a quote."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REVOKED = "revoked"
    DELETED = "deleted"
    UNAUTHORIZED = "unauthorized"
    BLOCKED_ACCOUNT = "blocked_account"
    BLOCKED_DOMAIN = "blocked_domain"
    MUTED_ACCOUNT = "muted_account"


class QuotePolicy(StrEnum):
    """Who may quote your statuses."""

    PUBLIC = "public"
    FOLLOWERS = "followers"
    NOBODY = "nobody"


class ApprovalGroup(StrEnum):
    """People who may quote a status or feature an account."""

    PUBLIC = "public"
    FOLLOWERS = "followers"
    FOLLOWING = "following"
    UNSUPPORTED_POLICY = "unsupported_policy"
    DISABLED = "disabled"


class CurrentUserApproval(StrEnum):
    """Whether you may quote a status or feature an account."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"
    DENIED = "denied"
    UNKNOWN = "unknown"
    MISSING = "missing"


class DomainBlockSeverity(StrEnum):
    """How a server treats another one."""

    NOOP = "noop"
    SILENCE = "silence"
    SUSPEND = "suspend"


class AccountWarningAction(StrEnum):
    """What a moderator did to an account."""

    NONE = "none"
    DISABLE = "disable"
    MARK_STATUSES_AS_SENSITIVE = "mark_statuses_as_sensitive"
    DELETE_STATUSES = "delete_statuses"
    SENSITIVE = "sensitive"
    SILENCE = "silence"
    SUSPEND = "suspend"


class AppealState(StrEnum):
    """What became of an appeal."""

    APPROVED = "approved"
    REJECTED = "rejected"
    PENDING = "pending"


class SeveranceType(StrEnum):
    """What ended follow relationships."""

    DOMAIN_BLOCK = "domain_block"
    USER_DOMAIN_BLOCK = "user_domain_block"
    ACCOUNT_SUSPENSION = "account_suspension"


class SuggestionSource(StrEnum):
    """Why an account is suggested."""

    FEATURED = "featured"
    MOST_FOLLOWED = "most_followed"
    MOST_INTERACTIONS = "most_interactions"
    SIMILAR_TO_RECENTLY_FOLLOWED = "similar_to_recently_followed"
    FRIENDS_OF_FRIENDS = "friends_of_friends"
    STAFF = "staff"
    """Before Mastodon 4.3, like the two below."""
    PAST_INTERACTIONS = "past_interactions"
    GLOBAL = "global"


class ExpandMedia(StrEnum):
    """Which media a client should show without being asked."""

    DEFAULT = "default"
    """Hide what is marked as sensitive."""
    SHOW_ALL = "show_all"
    HIDE_ALL = "hide_all"


class TimelineAccess(StrEnum):
    """Who may read a timeline."""

    PUBLIC = "public"
    AUTHENTICATED = "authenticated"
    DISABLED = "disabled"


class PushPolicy(StrEnum):
    """Whose doings are pushed."""

    ALL = "all"
    FOLLOWED = "followed"
    FOLLOWER = "follower"
    NONE = "none"


class ActorType(StrEnum):
    """What kind of actor an account is, in ActivityPub's terms."""

    APPLICATION = "Application"
    GROUP = "Group"
    ORGANIZATION = "Organization"
    PERSON = "Person"
    SERVICE = "Service"


class SearchType(StrEnum):
    """What a search looks for."""

    ACCOUNTS = "accounts"
    HASHTAGS = "hashtags"
    STATUSES = "statuses"
