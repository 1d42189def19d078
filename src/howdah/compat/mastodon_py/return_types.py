"""The entities that calls give: dicts whose values are attributes as well, named as in Mastodon.py.

A field that the server did not send is ``None``; what it sent beyond these fields is there, too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from .types_base import AttribAccessDict, IdType, MaybeSnowflakeIdType, NonPaginatableList


class Account(AttribAccessDict):
    """Someone's account and profile."""

    _version: ClassVar[str] = "4.7.0"
    id: MaybeSnowflakeIdType
    username: str
    acct: str
    display_name: str
    discoverable: bool | None
    group: bool
    locked: bool
    created_at: datetime
    following_count: int
    followers_count: int
    statuses_count: int
    note: str
    url: str
    uri: str
    avatar: str
    header: str
    avatar_static: str
    header_static: str
    moved: Account | None
    suspended: bool | None
    limited: bool | None
    bot: bool
    fields: NonPaginatableList[AccountField]
    emojis: NonPaginatableList[CustomEmoji]
    last_status_at: datetime | None
    noindex: bool | None
    roles: NonPaginatableList[Any] | None
    role: Role | None
    source: CredentialAccountSource | None
    mute_expires_at: datetime | None
    indexable: bool
    hide_collections: bool
    memorial: bool | None
    avatar_description: str
    header_description: str
    show_media: bool
    show_media_replies: bool
    show_featured: bool
    feature_approval: FeatureApproval
    invalid_handle: bool | None
    state: CredentialAccountState | None

    @property
    def moved_to_account(self) -> Account | None:
        """The account that this one has moved to, as it was called once."""
        return self.moved


class AccountField(AttribAccessDict):
    """A name and a value that an account shows on its profile."""

    _version: ClassVar[str] = "2.6.0"
    name: str
    value: str
    verified_at: str | None


class Role(AttribAccessDict):
    """A role, with the rights it gives."""

    _version: ClassVar[str] = "4.6.0"
    id: IdType
    name: str
    permissions: str
    color: str
    highlighted: bool
    collection_limit: int


class CredentialAccountSource(AttribAccessDict):
    """What an account's owner sees of its settings."""

    _version: ClassVar[str] = "4.5.0"
    privacy: str
    sensitive: bool
    note: str
    language: str | None
    fields: NonPaginatableList[AccountField]
    follow_requests_count: int
    indexable: bool
    hide_collections: bool
    discoverable: bool | None
    attribution_domains: NonPaginatableList[str]
    quote_policy: str


class CredentialAccountState(AttribAccessDict):
    """The state of the account that is logged in."""

    _version: ClassVar[str] = "0.0.0"
    functional: bool
    confirmed: bool
    approved: bool
    error_code: str | None
    error: str | None


class Status(AttribAccessDict):
    """A status: what someone posted or boosted."""

    _version: ClassVar[str] = "4.6.0"
    _access_map: ClassVar[dict[str, str]] = {"source": "text"}
    id: MaybeSnowflakeIdType
    uri: str
    url: str | None
    account: Account
    in_reply_to_id: MaybeSnowflakeIdType | None
    in_reply_to_account_id: MaybeSnowflakeIdType | None
    reblog: Status | None
    content: str
    created_at: datetime
    reblogs_count: int
    favourites_count: int
    reblogged: bool | None
    favourited: bool | None
    sensitive: bool
    spoiler_text: str
    visibility: str
    mentions: NonPaginatableList[StatusMention]
    media_attachments: NonPaginatableList[MediaAttachment]
    emojis: NonPaginatableList[CustomEmoji]
    tags: NonPaginatableList[Tag]
    bookmarked: bool | None
    application: Application | None
    language: str | None
    muted: bool | None
    pinned: bool | None
    replies_count: int
    card: PreviewCard | None
    poll: Poll | None
    edited_at: datetime | None
    filtered: NonPaginatableList[FilterResult] | None
    quote: Quote | ShallowQuote | None
    quotes_count: int
    tagged_collections: NonPaginatableList[Collection]
    quote_approval: QuoteApproval | None


class Quote(AttribAccessDict):
    """A quote and the quoted status; one within a quoted status has its ID alone. Mastodon 4.4."""

    _version: ClassVar[str] = "4.5.7"
    state: str
    quoted_status: Status | None


class ShallowQuote(AttribAccessDict):
    """A quote that names the quoted status but does not include it; Mastodon 4.4."""

    _version: ClassVar[str] = "4.5.7"
    quoted_status_id: MaybeSnowflakeIdType | None
    state: str


class QuoteApproval(AttribAccessDict):
    """Who may quote a status; Mastodon 4.5."""

    _version: ClassVar[str] = "4.5.0"
    automatic: NonPaginatableList[str]
    manual: NonPaginatableList[str]
    current_user: str


class StatusEdit(AttribAccessDict):
    """A status as it once was."""

    _version: ClassVar[str] = "3.5.0"
    content: str
    spoiler_text: str
    sensitive: bool
    created_at: datetime
    account: Account
    media_attachments: NonPaginatableList[MediaAttachment]
    emojis: NonPaginatableList[CustomEmoji]
    poll: Poll | None


class FilterResult(AttribAccessDict):
    """A filter that matches a status, and why."""

    _version: ClassVar[str] = "4.0.0"
    filter: Filter | FilterV2
    keyword_matches: NonPaginatableList[str] | None
    status_matches: NonPaginatableList[Any] | None


class StatusMention(AttribAccessDict):
    """An account that a status mentions."""

    _version: ClassVar[str] = "0.6.0"
    url: str
    username: str
    acct: str
    id: IdType


class ScheduledStatus(AttribAccessDict):
    """A status that is posted later."""

    _version: ClassVar[str] = "2.7.0"
    id: IdType
    scheduled_at: datetime
    params: ScheduledStatusParams
    media_attachments: NonPaginatableList[Any]


class ScheduledStatusParams(AttribAccessDict):
    """What will be posted."""

    _version: ClassVar[str] = "4.5.0"
    text: str
    in_reply_to_id: MaybeSnowflakeIdType | None
    media_ids: NonPaginatableList[str] | None
    sensitive: bool | None
    visibility: str | None
    idempotency: str | None
    scheduled_at: datetime | None
    spoiler_text: str | None
    application_id: IdType
    poll: Poll | None
    language: str | None
    allowed_mentions: NonPaginatableList[str] | None
    with_rate_limit: bool
    quoted_status_id: MaybeSnowflakeIdType | None
    quote_approval_policy: str | None


class Poll(AttribAccessDict):
    """A poll attached to a status."""

    _version: ClassVar[str] = "2.8.0"
    id: IdType
    expires_at: datetime | None
    expired: bool
    multiple: bool
    votes_count: int
    voted: bool
    options: NonPaginatableList[PollOption]
    emojis: NonPaginatableList[CustomEmoji]
    own_votes: NonPaginatableList[int]
    voters_count: int | None


class PollOption(AttribAccessDict):
    """An answer to choose."""

    _version: ClassVar[str] = "2.8.0"
    title: str
    votes_count: int | None


class Conversation(AttribAccessDict):
    """A thread of direct statuses."""

    _version: ClassVar[str] = "2.6.0"
    id: IdType
    unread: bool
    accounts: NonPaginatableList[Account]
    last_status: Status | None


class Tag(AttribAccessDict):
    """A hashtag."""

    _version: ClassVar[str] = "4.4.0"
    name: str
    url: str
    history: NonPaginatableList[TagHistory] | None
    following: bool | None
    id: str | None
    trendable: bool | None
    usable: bool | None
    requires_review: bool | None
    featuring: bool | None


class TagHistory(AttribAccessDict):
    """How often a hashtag was used on one day."""

    _version: ClassVar[str] = "2.4.1"
    day: datetime
    uses: str
    accounts: str


class CustomEmoji(AttribAccessDict):
    """An emoji of a server's own."""

    _version: ClassVar[str] = "3.0.0"
    shortcode: str
    url: str
    static_url: str
    visible_in_picker: bool
    category: str | None


class Application(AttribAccessDict):
    """A program that uses the API."""

    _version: ClassVar[str] = "4.3.0"
    id: IdType
    name: str
    website: str | None
    vapid_key: str
    redirect_uri: str
    redirect_uris: NonPaginatableList[str]
    scopes: NonPaginatableList[str]


class Relationship(AttribAccessDict):
    """How you and another account stand to each other."""

    _version: ClassVar[str] = "4.6.0"
    id: IdType
    following: bool
    followed_by: bool
    blocking: bool
    blocked_by: bool
    muting: bool
    muting_notifications: bool
    requested: bool
    domain_blocking: bool
    showing_reblogs: bool
    endorsed: bool
    note: str
    notifying: bool
    languages: NonPaginatableList[str] | None
    requested_by: bool
    muting_expires_at: datetime | None


class Filter(AttribAccessDict):
    """A filter, version 1: one keyword."""

    _version: ClassVar[str] = "3.1.0"
    id: IdType
    phrase: str
    context: NonPaginatableList[str]
    expires_at: datetime | None
    irreversible: bool
    whole_word: bool


class FilterV2(AttribAccessDict):
    """A filter, version 2: many keywords and statuses, and an action."""

    _version: ClassVar[str] = "4.0.0"
    id: IdType
    context: NonPaginatableList[str]
    expires_at: datetime | None
    title: str
    filter_action: str
    keywords: NonPaginatableList[FilterKeyword]
    statuses: NonPaginatableList[FilterStatus]


class Notification(AttribAccessDict):
    """Something that happened and concerns you."""

    _version: ClassVar[str] = "4.6.0"
    id: IdType
    type: str
    created_at: datetime
    account: Account
    status: Status | None
    group_key: str
    report: Report | None
    event: RelationshipSeveranceEvent | None
    moderation_warning: AccountWarning | None
    fallback: NotificationFallback | None
    collection: Collection | None


class Context(AttribAccessDict):
    """The thread around a status."""

    _version: ClassVar[str] = "0.6.0"
    ancestors: NonPaginatableList[Status]
    descendants: NonPaginatableList[Status]


class UserList(AttribAccessDict):
    """A list of accounts."""

    _version: ClassVar[str] = "4.2.0"
    id: IdType
    title: str
    replies_policy: str
    exclusive: bool | None


class MediaAttachment(AttribAccessDict):
    """A file attached to a status, or uploaded to be."""

    _version: ClassVar[str] = "4.0.0"
    id: MaybeSnowflakeIdType
    type: str
    url: str
    remote_url: str | None
    preview_url: str | None
    text_url: str | None
    meta: MediaAttachmentMetadataContainer
    blurhash: str
    description: str | None
    preview_remote_url: str | None


class MediaAttachmentMetadataContainer(AttribAccessDict):
    """What is known of a file's versions."""

    _version: ClassVar[str] = "4.0.0"
    original: MediaAttachmentImageMetadata | MediaAttachmentVideoMetadata | MediaAttachmentAudioMetadata
    small: MediaAttachmentImageMetadata
    colors: MediaAttachmentColors | None
    focus: MediaAttachmentFocusPoint | None


class MediaAttachmentImageMetadata(AttribAccessDict):
    """Size of an image."""

    _version: ClassVar[str] = "0.6.0"
    width: int
    height: int
    aspect: float
    size: str


class MediaAttachmentVideoMetadata(AttribAccessDict):
    """Size and length of a video."""

    _version: ClassVar[str] = "0.6.0"
    width: int
    height: int
    frame_rate: str
    duration: float
    bitrate: int


class MediaAttachmentAudioMetadata(AttribAccessDict):
    """Length and rate of a sound."""

    _version: ClassVar[str] = "0.6.0"
    duration: float
    bitrate: int


class MediaAttachmentFocusPoint(AttribAccessDict):
    """The point of an image that previews keep in sight."""

    _version: ClassVar[str] = "2.3.0"
    x: float
    y: float


class MediaAttachmentColors(AttribAccessDict):
    """Colours that go with a file."""

    _version: ClassVar[str] = "4.0.0"
    foreground: str
    background: str
    accent: str


class PreviewCard(AttribAccessDict):
    """A preview of what a status links to."""

    _version: ClassVar[str] = "4.6.0"
    url: str
    title: str
    description: str
    type: str
    image: str | None
    author_name: str
    author_url: str
    width: int
    height: int
    html: str
    provider_name: str
    provider_url: str
    blurhash: str | None
    language: str | None
    embed_url: str
    authors: NonPaginatableList[PreviewCardAuthor]
    image_description: str
    published_at: datetime | None
    history: NonPaginatableList[TrendingLinkHistory] | None
    missing_attribution: bool | None


class TrendingLinkHistory(AttribAccessDict):
    """How often a link was shared on one day."""

    _version: ClassVar[str] = "3.5.0"
    day: datetime
    uses: int
    accounts: int


class PreviewCardAuthor(AttribAccessDict):
    """Who wrote the page that a card previews; Mastodon 4.3."""

    _version: ClassVar[str] = "4.3.0"
    name: str
    url: str
    account: Account


class Search(AttribAccessDict):
    """What a search in version 1 found."""

    _version: ClassVar[str] = "3.0.0"
    accounts: NonPaginatableList[Account]
    hashtags: NonPaginatableList[str]
    statuses: NonPaginatableList[Status]


class SearchV2(AttribAccessDict):
    """What a search found."""

    _version: ClassVar[str] = "4.6.0"
    accounts: NonPaginatableList[Account]
    hashtags: NonPaginatableList[Tag]
    statuses: NonPaginatableList[Status]
    collections: NonPaginatableList[Collection]


class Collection(AttribAccessDict):
    """A list of accounts that somebody recommends."""

    _version: ClassVar[str] = "4.6.0"
    _rename_map: ClassVar[dict[str, str]] = {"collection_items": "items"}
    id: MaybeSnowflakeIdType
    account_id: MaybeSnowflakeIdType
    uri: str
    url: str | None
    name: str
    description: str
    language: str | None
    local: bool
    sensitive: bool
    discoverable: bool
    tag: ShallowTag | None
    created_at: datetime
    updated_at: datetime
    item_count: int
    collection_items: NonPaginatableList[CollectionItem]


class CollectionItem(AttribAccessDict):
    """An account's place in a collection."""

    _version: ClassVar[str] = "4.6.0"
    id: MaybeSnowflakeIdType
    account_id: MaybeSnowflakeIdType | None
    state: str
    created_at: datetime


class Instance(AttribAccessDict):
    """A server, as version 1 of the API describes it."""

    _version: ClassVar[str] = "4.0.0"
    _access_map: ClassVar[dict[str, str]] = {
        "uri": "domain",
        "short_description": "description",
        "email": "contact.email",
        "urls": "configuration.urls",
        "contact_account": "contact.account",
    }
    uri: str
    title: str
    short_description: str
    description: str
    email: str
    version: str
    urls: InstanceURLs
    stats: InstanceStatistics | None
    thumbnail: str | None
    languages: NonPaginatableList[str]
    registrations: bool
    approval_required: bool
    invites_enabled: bool
    configuration: InstanceConfiguration
    contact_account: Account
    rules: NonPaginatableList[Rule]


class InstanceConfiguration(AttribAccessDict):
    """What a server allows."""

    _version: ClassVar[str] = "3.4.2"
    accounts: InstanceAccountConfiguration
    statuses: InstanceStatusConfiguration
    media_attachments: InstanceMediaConfiguration
    polls: InstancePollConfiguration


class InstanceURLs(AttribAccessDict):
    """Where else a server can be reached."""

    _version: ClassVar[str] = "3.4.2"
    _access_map: ClassVar[dict[str, str]] = {"streaming_api": "streaming"}
    streaming_api: str


class InstanceV2(AttribAccessDict):
    """A server."""

    _version: ClassVar[str] = "4.6.0"
    domain: str
    title: str
    version: str
    source_url: str
    description: str
    usage: InstanceUsage
    thumbnail: InstanceThumbnail | None
    languages: NonPaginatableList[str]
    configuration: InstanceConfigurationV2
    registrations: InstanceRegistrations
    contact: InstanceContact
    rules: NonPaginatableList[Rule]
    icon: NonPaginatableList[InstanceIcon]
    api_versions: AttribAccessDict
    wrapstodon: int | None


class InstanceIcon(AttribAccessDict):
    """A server's icon in one size; Mastodon 4.3."""

    _version: ClassVar[str] = "4.3.0"
    src: str
    size: str


class InstanceConfigurationV2(AttribAccessDict):
    """What a server allows and is set up with."""

    _version: ClassVar[str] = "4.5.0"
    accounts: InstanceAccountConfiguration
    statuses: InstanceStatusConfiguration
    media_attachments: InstanceMediaConfiguration
    polls: InstancePollConfiguration
    translation: InstanceTranslationConfiguration
    urls: InstanceURLsV2
    vapid: InstanceVapidKey
    limited_federation: bool
    timelines_access: InstanceTimelinesAccessConfiguration


class InstanceVapidKey(AttribAccessDict):
    """The key that a server signs Web Push messages with."""

    _version: ClassVar[str] = "4.3.0"
    public_key: str


class InstanceURLsV2(AttribAccessDict):
    """Where a server's other parts are."""

    _version: ClassVar[str] = "4.4.0"
    streaming: str
    status: str | None
    about: str | None
    privacy_policy: str | None
    terms_of_service: str | None


class InstanceThumbnail(AttribAccessDict):
    """A server's banner."""

    _version: ClassVar[str] = "4.6.0"
    url: str
    blurhash: str | None
    versions: InstanceThumbnailVersions | None
    description: str


class InstanceThumbnailVersions(AttribAccessDict):
    """A server's banner in several sizes."""

    _version: ClassVar[str] = "4.0.0"
    _rename_map: ClassVar[dict[str, str]] = {"at1x": "@1x", "at2x": "@2x"}
    at1x: str | None
    at2x: str | None


class InstanceStatistics(AttribAccessDict):
    """How large a server is."""

    _version: ClassVar[str] = "1.6.0"
    user_count: int
    status_count: int
    domain_count: int


class InstanceUsage(AttribAccessDict):
    """How much a server is used."""

    _version: ClassVar[str] = "3.0.0"
    users: InstanceUsageUsers


class InstanceUsageUsers(AttribAccessDict):
    """How many people use a server."""

    _version: ClassVar[str] = "3.0.0"
    active_month: int


class RuleTranslation(AttribAccessDict):
    """A rule in another language; Mastodon 4.4."""

    _version: ClassVar[str] = "4.4.0"
    text: str
    hint: str


class Rule(AttribAccessDict):
    """A rule of a server."""

    _version: ClassVar[str] = "4.4.0"
    id: IdType
    text: str
    hint: str
    translations: dict[str, RuleTranslation]


class InstanceRegistrations(AttribAccessDict):
    """How to get an account on a server."""

    _version: ClassVar[str] = "4.4.0"
    approval_required: bool
    enabled: bool
    message: str | None
    url: str | None
    sign_up_url: str | None
    reason_required: bool | None
    min_age: int | None


class InstanceContact(AttribAccessDict):
    """Whom to write to about a server."""

    _version: ClassVar[str] = "4.0.0"
    account: Account
    email: str


class InstanceAccountConfiguration(AttribAccessDict):
    """What accounts may have."""

    _version: ClassVar[str] = "4.6.0"
    max_featured_tags: int
    max_pinned_statuses: int
    max_display_name_length: int
    max_note_length: int
    max_avatar_description_length: int
    max_header_description_length: int
    max_profile_fields: int
    profile_field_name_limit: int
    profile_field_value_limit: int


class InstanceStatusConfiguration(AttribAccessDict):
    """How long statuses may be, and what they may hold."""

    _version: ClassVar[str] = "3.4.2"
    max_characters: int
    max_media_attachments: int
    characters_reserved_per_url: int


class InstanceTranslationConfiguration(AttribAccessDict):
    """Whether a server translates statuses."""

    _version: ClassVar[str] = "4.0.0"
    enabled: bool


class InstanceMediaConfiguration(AttribAccessDict):
    """What files a server takes."""

    _version: ClassVar[str] = "4.4.0"
    supported_mime_types: NonPaginatableList[str]
    image_size_limit: int
    image_matrix_limit: int
    video_size_limit: int
    video_frame_rate_limit: int
    video_matrix_limit: int
    description_limit: int


class InstancePollConfiguration(AttribAccessDict):
    """What polls may have."""

    _version: ClassVar[str] = "3.4.2"
    max_options: int
    max_characters_per_option: int
    min_expiration: int
    max_expiration: int


class InstanceTimelinesAccessConfiguration(AttribAccessDict):
    """Who may see a server's timelines."""

    _version: ClassVar[str] = "4.5.0"
    live_feeds: InstanceTimelinesAccessFeedConfiguration
    hashtag_feeds: InstanceTimelinesAccessFeedConfiguration
    trending_link_feeds: InstanceTimelinesAccessFeedConfiguration


class InstanceTimelinesAccessFeedConfiguration(AttribAccessDict):
    """Who may see the two halves of a timeline."""

    _version: ClassVar[str] = "4.5.0"
    local: str
    remote: str


class Nodeinfo(AttribAccessDict):
    """A server's description of itself, after the NodeInfo protocol."""

    _version: ClassVar[str] = "3.0.0"
    version: str
    software: NodeinfoSoftware
    protocols: NonPaginatableList[str]
    services: NodeinfoServices
    usage: NodeinfoUsage
    openRegistrations: bool
    metadata: NodeinfoMetadata


class NodeinfoSoftware(AttribAccessDict):
    """The program that a server runs."""

    _version: ClassVar[str] = "3.0.0"
    name: str
    version: str


class NodeinfoServices(AttribAccessDict):
    """Other services that a server exchanges posts with."""

    _version: ClassVar[str] = "3.0.0"
    outbound: NonPaginatableList[Any]
    inbound: NonPaginatableList[Any]


class NodeinfoUsage(AttribAccessDict):
    """How much a server is used."""

    _version: ClassVar[str] = "3.0.0"
    users: NodeinfoUsageUsers
    localPosts: int


class NodeinfoUsageUsers(AttribAccessDict):
    """How many people use a server."""

    _version: ClassVar[str] = "3.0.0"
    total: int
    activeMonth: int
    activeHalfyear: int


class NodeinfoMetadata(AttribAccessDict):
    """What else a server says of itself in its nodeinfo."""

    _version: ClassVar[str] = "4.4.0"
    nodeName: str
    nodeDescription: str | None
    optInServerDirectory: bool | None
    optInServerRecommendation: bool | None


class Activity(AttribAccessDict):
    """What happened on a server in one week; Mastodon."""

    _version: ClassVar[str] = "2.1.2"
    week: datetime
    logins: int
    registrations: int
    statuses: int


class Report(AttribAccessDict):
    """Something reported to moderators."""

    _version: ClassVar[str] = "4.0.0"
    id: IdType
    action_taken: bool
    comment: str
    created_at: datetime
    target_account: Account
    status_ids: NonPaginatableList[IdType]
    action_taken_at: datetime | None
    category: str
    forwarded: bool
    rules_ids: NonPaginatableList[IdType]


class AdminReport(AttribAccessDict):
    """A report as moderators see it."""

    _version: ClassVar[str] = "4.0.0"
    id: IdType
    action_taken: bool
    comment: str
    created_at: datetime
    updated_at: datetime
    account: Account
    target_account: Account
    assigned_account: AdminAccount | None
    action_taken_by_account: AdminAccount | None
    statuses: NonPaginatableList[Status]
    action_taken_at: datetime | None
    category: str
    forwarded: bool | None
    rules: NonPaginatableList[Rule]


class WebPushSubscription(AttribAccessDict):
    """An order to push notifications somewhere."""

    _version: ClassVar[str] = "4.4.0"
    id: IdType
    endpoint: str
    server_key: str
    alerts: WebPushSubscriptionAlerts
    policy: str
    standard: bool


class WebPushSubscriptionAlerts(AttribAccessDict):
    """What a subscription sends messages about."""

    _version: ClassVar[str] = "4.5.0"
    follow: bool | None
    favourite: bool | None
    reblog: bool | None
    mention: bool | None
    poll: bool | None
    follow_request: bool | None
    status: bool | None
    update: bool | None  # type: ignore[assignment] # pyright: ignore[reportIncompatibleMethodOverride, reportAssignmentType]
    admin_sign_up: bool | None
    admin_report: bool | None
    quote: bool | None
    quoted_update: bool | None


class PushNotification(AttribAccessDict):
    """What a Web Push message says."""

    _version: ClassVar[str] = "2.4.0"
    access_token: str
    body: str
    icon: str
    notification_id: IdType
    notification_type: str
    preferred_locale: str
    title: str


class Preferences(AttribAccessDict):
    """How you want to post and to read; snac has none of it."""

    _version: ClassVar[str] = "4.5.0"
    _rename_map: ClassVar[dict[str, str]] = {
        "posting_default_visibility": "posting:default:visibility",
        "posting_default_sensitive": "posting:default:sensitive",
        "posting_default_language": "posting:default:language",
        "reading_expand_media": "reading:expand:media",
        "reading_expand_spoilers": "reading:expand:spoilers",
        "reading_autoplay_gifs": "reading:autoplay:gifs",
        "posting_default_quote_policy": "posting:default:quote_policy",
    }
    posting_default_visibility: str
    posting_default_sensitive: bool
    posting_default_language: str | None
    reading_expand_media: str
    reading_expand_spoilers: bool
    reading_autoplay_gifs: bool
    posting_default_quote_policy: str


class FeaturedTag(AttribAccessDict):
    """A hashtag that someone features on their profile."""

    _version: ClassVar[str] = "3.3.0"
    id: IdType
    name: str
    statuses_count: str
    last_status_at: datetime | None
    url: str


class Marker(AttribAccessDict):
    """How far you read a timeline."""

    _version: ClassVar[str] = "3.0.0"
    last_read_id: IdType
    version: int
    updated_at: datetime


class Announcement(AttribAccessDict):
    """Something that a server's staff announces to everybody on it."""

    _version: ClassVar[str] = "3.1.0"
    id: IdType
    content: str
    starts_at: datetime | None
    ends_at: datetime | None
    all_day: bool
    published_at: datetime
    updated_at: datetime
    read: bool
    mentions: NonPaginatableList[StatusMention]
    tags: NonPaginatableList[Any]
    emojis: NonPaginatableList[Any]
    reactions: NonPaginatableList[Reaction]
    statuses: NonPaginatableList[Any]


class Reaction(AttribAccessDict):
    """An emoji with which people have reacted to an announcement."""

    _version: ClassVar[str] = "3.1.0"
    name: str
    count: int
    me: bool
    url: str | None
    static_url: str | None


class StreamReaction(AttribAccessDict):
    """A reaction to an announcement, as a stream tells of it."""

    _version: ClassVar[str] = "3.1.0"
    name: str
    count: int
    announcement_id: IdType


class FamiliarFollowers(AttribAccessDict):
    """Those you follow who follow an account."""

    _version: ClassVar[str] = "3.5.0"
    id: IdType
    accounts: NonPaginatableList[Account]


class AdminAccount(AttribAccessDict):
    """An account as moderators see it."""

    _version: ClassVar[str] = "4.0.0"
    id: IdType
    username: str
    domain: str | None
    created_at: datetime
    email: str
    ip: str | None
    role: Role
    confirmed: bool
    suspended: bool
    silenced: bool
    disabled: bool
    approved: bool
    locale: str
    invite_request: str | None
    account: Account
    sensitized: bool
    ips: NonPaginatableList[AdminIp]
    created_by_application_id: IdType | None
    invited_by_account_id: IdType | None


class AdminIp(AttribAccessDict):
    """An IP address that somebody signed in from."""

    _version: ClassVar[str] = "3.5.0"
    ip: str
    used_at: str


class AdminMeasure(AttribAccessDict):
    """Something counted over time; Mastodon 3.5."""

    _version: ClassVar[str] = "3.5.0"
    key: str
    unit: str | None
    total: str
    human_value: str | None
    previous_total: str | None
    data: NonPaginatableList[AdminMeasureData]


class AdminMeasureData(AttribAccessDict):
    """What was counted in one day."""

    _version: ClassVar[str] = "3.5.0"
    date: datetime
    value: int


class AdminDimension(AttribAccessDict):
    """Statistics broken down by something; Mastodon 3.5."""

    _version: ClassVar[str] = "3.5.0"
    key: str
    data: NonPaginatableList[AdminDimensionData]


class AdminDimensionData(AttribAccessDict):
    """One row of a breakdown."""

    _version: ClassVar[str] = "3.5.0"
    key: str
    human_key: str
    value: int


class AdminRetention(AttribAccessDict):
    """How many of those who signed up came back."""

    _version: ClassVar[str] = "3.5.0"
    period: datetime
    frequency: str
    data: NonPaginatableList[AdminCohort]


class AdminCohort(AttribAccessDict):
    """The people who signed up in one period, and how long they stayed; Mastodon 3.5."""

    _version: ClassVar[str] = "3.5.0"
    date: datetime
    rate: float
    value: int


class AdminDomainBlock(AttribAccessDict):
    """A domain that is limited or shut out."""

    _version: ClassVar[str] = "4.3.0"
    id: IdType
    domain: str
    created_at: datetime
    severity: str
    reject_media: bool
    reject_reports: bool
    private_comment: str | None
    public_comment: str | None
    obfuscate: bool
    digest: str | None


class AdminCanonicalEmailBlock(AttribAccessDict):
    """An e-mail address that nobody may sign up with, known by its hash alone; Mastodon 4.0."""

    _version: ClassVar[str] = "4.0.0"
    id: IdType
    canonical_email_hash: str


class AdminDomainAllow(AttribAccessDict):
    """A domain that may federate with a server which otherwise federates with none."""

    _version: ClassVar[str] = "4.0.0"
    id: IdType
    domain: str
    created_at: datetime


class AdminEmailDomainBlock(AttribAccessDict):
    """An e-mail domain that nobody may sign up with; Mastodon 4.0."""

    _version: ClassVar[str] = "4.0.0"
    id: IdType
    domain: str
    created_at: datetime
    history: NonPaginatableList[AdminEmailDomainBlockHistory]


class AdminEmailDomainBlockHistory(AttribAccessDict):
    """How many tried to sign up from a domain on one day."""

    _version: ClassVar[str] = "4.0.0"
    day: datetime
    accounts: int
    uses: int


class AdminIpBlock(AttribAccessDict):
    """An IP range that is shut out; Mastodon 4.0."""

    _version: ClassVar[str] = "4.0.0"
    id: IdType
    ip: str
    severity: str
    comment: str
    created_at: datetime
    expires_at: datetime | None


class DomainBlock(AttribAccessDict):
    """A server that this server limits or blocks."""

    _version: ClassVar[str] = "4.0.0"
    domain: str
    digest: str
    severity: str
    comment: str | None


class ExtendedDescription(AttribAccessDict):
    """What a server tells about itself at length; Mastodon 4.0."""

    _version: ClassVar[str] = "4.0.0"
    updated_at: datetime
    content: str


class FilterKeyword(AttribAccessDict):
    """A word or phrase that a filter looks for."""

    _version: ClassVar[str] = "4.0.0"
    id: IdType
    keyword: str
    whole_word: bool


class FilterStatus(AttribAccessDict):
    """A status that a filter looks for."""

    _version: ClassVar[str] = "4.0.0"
    id: IdType
    status_id: MaybeSnowflakeIdType


class IdentityProof(AttribAccessDict):
    """Proof that an account is also someone elsewhere; gone since Mastodon 3.5."""

    _version: ClassVar[str] = "2.8.0"
    provider: str
    provider_username: str
    updated_at: datetime
    proof_url: str
    profile_url: str


class StatusSource(AttribAccessDict):
    """A status as its author typed it."""

    _version: ClassVar[str] = "3.5.0"
    id: IdType
    text: str
    spoiler_text: str


class Suggestion(AttribAccessDict):
    """An account that you might like to follow."""

    _version: ClassVar[str] = "4.3.0"
    source: str
    sources: NonPaginatableList[str]
    account: Account


class Translation(AttribAccessDict):
    """A status in another language."""

    _version: ClassVar[str] = "4.0.0"
    content: str
    detected_source_language: str
    provider: str


class AccountCreationError(AttribAccessDict):
    """Why an account could not be created."""

    _version: ClassVar[str] = "3.4.0"
    error: str
    details: AccountCreationErrorDetails


class AccountCreationErrorDetails(AttribAccessDict):
    """What was wrong, field by field."""

    _version: ClassVar[str] = "4.4.0"
    username: NonPaginatableList[AccountCreationErrorDetailsField] | None
    password: NonPaginatableList[AccountCreationErrorDetailsField] | None
    email: NonPaginatableList[AccountCreationErrorDetailsField] | None
    agreement: NonPaginatableList[AccountCreationErrorDetailsField] | None
    locale: NonPaginatableList[AccountCreationErrorDetailsField] | None
    reason: NonPaginatableList[AccountCreationErrorDetailsField] | None
    date_of_birth: NonPaginatableList[AccountCreationErrorDetailsField] | None


class AccountCreationErrorDetailsField(AttribAccessDict):
    """What was wrong with one field."""

    _version: ClassVar[str] = "3.4.0"
    error: str
    description: str


class NotificationPolicy(AttribAccessDict):
    """Whose notifications you get; Mastodon 4.3."""

    _version: ClassVar[str] = "4.3.0"
    for_not_following: str
    for_not_followers: str
    for_new_accounts: str
    for_private_mentions: str
    for_limited_accounts: str
    summary: NotificationPolicySummary
    for_bots: str


class NotificationPolicySummary(AttribAccessDict):
    """What a notification policy holds back."""

    _version: ClassVar[str] = "4.3.0"
    pending_requests_count: int
    pending_notifications_count: int


class RelationshipSeveranceEvent(AttribAccessDict):
    """Something that ended follow relationships; Mastodon 4.3."""

    _version: ClassVar[str] = "4.3.0"
    id: str
    type: str
    purged: bool
    target_name: str
    followers_count: int
    following_count: int
    created_at: datetime


class GroupedNotificationsResults(AttribAccessDict):
    """Groups of notifications, and the accounts and statuses that they name; Mastodon 4.3."""

    _version: ClassVar[str] = "4.3.0"
    accounts: NonPaginatableList[Account]
    partial_accounts: NonPaginatableList[PartialAccountWithAvatar] | None
    statuses: NonPaginatableList[Status]
    notification_groups: NonPaginatableList[NotificationGroup]


class PartialAccountWithAvatar(AttribAccessDict):
    """Just enough of an account to show its avatar."""

    _version: ClassVar[str] = "4.6.0"
    id: str
    acct: str
    url: str
    avatar: str
    avatar_static: str
    locked: bool
    bot: bool
    avatar_description: str


class NotificationGroup(AttribAccessDict):
    """Notifications that are shown as one; Mastodon 4.3."""

    _version: ClassVar[str] = "4.6.0"
    group_key: str
    notifications_count: int
    type: str
    most_recent_notification_id: str
    page_min_id: str | None
    page_max_id: str | None
    latest_page_notification_at: datetime | None
    sample_account_ids: NonPaginatableList[str]
    status_id: str | None
    report: Report | None
    event: RelationshipSeveranceEvent | None
    moderation_warning: AccountWarning | None
    fallback: NotificationFallback | None
    collection: Collection | None
    annual_report: AnnualReportEvent | None


class AccountWarning(AttribAccessDict):
    """What a moderator did to an account; Mastodon 4.3."""

    _version: ClassVar[str] = "4.3.0"
    id: str
    action: str
    text: str
    status_ids: NonPaginatableList[str] | None
    target_account: Account
    appeal: Appeal | None
    created_at: datetime


class UnreadNotificationsCount(AttribAccessDict):
    """How many notifications are unread."""

    _version: ClassVar[str] = "4.3.0"
    count: int


class Appeal(AttribAccessDict):
    """Someone's appeal against a moderator's decision."""

    _version: ClassVar[str] = "4.3.0"
    text: str
    state: str


class NotificationRequest(AttribAccessDict):
    """Notifications from one account that are held back; Mastodon 4.3."""

    _version: ClassVar[str] = "4.3.0"
    id: str
    created_at: datetime
    updated_at: datetime
    account: Account
    notifications_count: str
    last_status: Status | None


class SupportedLocale(AttribAccessDict):
    """A language that a server can be used in; Mastodon 4.2."""

    _version: ClassVar[str] = "4.2.0"
    code: str
    name: str


class OAuthServerInfo(AttribAccessDict):
    """What a server says of its OAuth."""

    _version: ClassVar[str] = "4.4.0"
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str
    userinfo_endpoint: str
    scopes_supported: NonPaginatableList[str]
    response_types_supported: NonPaginatableList[str]
    response_modes_supported: NonPaginatableList[str]
    grant_types_supported: NonPaginatableList[str]
    token_endpoint_auth_methods_supported: NonPaginatableList[str]
    code_challenge_methods_supported: NonPaginatableList[str]
    service_documentation: str | None
    app_registration_endpoint: str | None


class OAuthUserInfo(AttribAccessDict):
    """Who signed in, in OpenID Connect's terms; Mastodon 4.4."""

    _version: ClassVar[str] = "4.4.0"
    iss: str
    sub: str
    name: str
    preferred_username: str
    profile: str
    picture: str


class TermsOfService(AttribAccessDict):
    """A server's terms of service; Mastodon 4.4."""

    _version: ClassVar[str] = "4.4.0"
    effective_date: datetime
    effective: bool
    content: str
    succeeded_by: datetime | None


class AsyncRefresh(AttribAccessDict):
    """How far something is that the server does in the background; Mastodon 4.4."""

    _version: ClassVar[str] = "4.4.0"
    id: IdType
    status: str
    result_count: int | None


class Profile(AttribAccessDict):
    """Your profile as you edit it; Mastodon 4.6."""

    _version: ClassVar[str] = "4.6.0"
    id: MaybeSnowflakeIdType
    display_name: str
    note: str
    fields: NonPaginatableList[ProfileField]
    avatar: str | None
    avatar_static: str | None
    avatar_description: str
    header: str | None
    header_static: str | None
    header_description: str
    locked: bool
    bot: bool
    hide_collections: bool | None
    discoverable: bool | None
    indexable: bool
    show_media: bool
    show_media_replies: bool
    show_featured: bool
    attribution_domains: NonPaginatableList[str]
    featured_tags: NonPaginatableList[FeaturedTag]
    formatted_note: str
    formatted_fields: NonPaginatableList[AccountField]


class ProfileField(AttribAccessDict):
    """A field of a profile, as its owner edits it."""

    _version: ClassVar[str] = "4.6.0"
    name: str
    value: str
    verified_at: datetime | None


class ShallowTag(AttribAccessDict):
    """A hashtag, as a collection names it; Mastodon 4.6."""

    _version: ClassVar[str] = "4.6.0"
    name: str
    url: str


class FeatureApproval(AttribAccessDict):
    """Who may feature an account in collections."""

    _version: ClassVar[str] = "4.6.0"
    automatic: NonPaginatableList[str]
    manual: NonPaginatableList[str]
    current_user: str


class WrappedCollection(AttribAccessDict):
    """A collection, as the server wraps it."""

    _version: ClassVar[str] = "4.6.0"
    collection: Collection


class Collections(AttribAccessDict):
    """Several collections."""

    _version: ClassVar[str] = "4.6.0"
    collections: NonPaginatableList[Collection]


class CollectionWithAccounts(AttribAccessDict):
    """A collection together with its accounts."""

    _version: ClassVar[str] = "4.6.0"
    accounts: NonPaginatableList[Account]
    collection: Collection


class WrappedCollectionItem(AttribAccessDict):
    """An account's place in a collection, as the server wraps it."""

    _version: ClassVar[str] = "4.6.0"
    collection_item: CollectionItem


class NotificationFallback(AttribAccessDict):
    """What to show of a notification that a client does not know; Mastodon 4.6."""

    _version: ClassVar[str] = "4.6.0"
    title: str
    summary: str | None
    details: str | None


class AnnualReportEvent(AttribAccessDict):
    """That a report on a year is there."""

    _version: ClassVar[str] = "4.4.0"
    year: str


class AnnualReportState(AttribAccessDict):
    """Whether the report of a year can be had; Mastodon 4.6."""

    _version: ClassVar[str] = "4.6.0"
    state: str


class AnnualReport(AttribAccessDict):
    """What somebody's year was like; Mastodon 4.3."""

    _version: ClassVar[str] = "4.6.0"
    year: int
    data: AnnualReportDataV2 | AnnualReportDataV1 | AttribAccessDict
    schema_version: int
    share_url: str | None
    account_id: MaybeSnowflakeIdType


class WrappedAnnualReports(AttribAccessDict):
    """Annual reports with the accounts and statuses they speak of; Mastodon 4.3."""

    _version: ClassVar[str] = "4.3.0"
    annual_reports: NonPaginatableList[AnnualReport]
    accounts: NonPaginatableList[Account]
    statuses: NonPaginatableList[Status]


class AnnualReportDataV2(AttribAccessDict):
    """What a report on a year says, in its newer form."""

    _version: ClassVar[str] = "4.6.0"
    archetype: str
    top_statuses: AnnualReportTopStatusesV2
    time_series: NonPaginatableList[AnnualReportTimeSeriesEntryV2]
    top_hashtags: NonPaginatableList[AnnualReportNameAndCount]


class AnnualReportDataV1(AttribAccessDict):
    """What a report on a year says, in its older form."""

    _version: ClassVar[str] = "4.3.0"
    archetype: str
    type_distribution: AnnualReportTypeDistribution
    top_statuses: AnnualReportTopStatusesV1
    most_used_apps: NonPaginatableList[AnnualReportNameAndCount]
    commonly_interacted_with_accounts: NonPaginatableList[AnnualReportAccountAndCount]
    time_series: NonPaginatableList[AnnualReportTimeSeriesEntryV1]
    top_hashtags: NonPaginatableList[AnnualReportNameAndCount]
    most_reblogged_accounts: NonPaginatableList[AnnualReportAccountAndCount]
    percentiles: AnnualReportPercentiles


class AnnualReportTopStatusesV2(AttribAccessDict):
    """A year's statuses with the most attention, in the newer form."""

    _version: ClassVar[str] = "4.6.0"
    by_reblogs: MaybeSnowflakeIdType | None
    by_favourites: MaybeSnowflakeIdType | None
    by_replies: MaybeSnowflakeIdType | None


class AnnualReportTopStatusesV1(AttribAccessDict):
    """A year's statuses with the most attention, in the older form."""

    _version: ClassVar[str] = "4.3.0"
    by_reblogs: MaybeSnowflakeIdType | None
    by_favourites: MaybeSnowflakeIdType | None
    by_replies: MaybeSnowflakeIdType | None


class AnnualReportTimeSeriesEntryV2(AttribAccessDict):
    """What happened in one month, in the newer form."""

    _version: ClassVar[str] = "4.6.0"
    month: int
    statuses: int
    followers: int


class AnnualReportTimeSeriesEntryV1(AttribAccessDict):
    """What happened in one month, in the older form."""

    _version: ClassVar[str] = "4.3.0"
    month: int
    statuses: int
    following: int
    followers: int


class AnnualReportTypeDistribution(AttribAccessDict):
    """How many statuses of each kind somebody posted; until Mastodon 4.6."""

    _version: ClassVar[str] = "4.3.0"
    total: int
    reblogs: int
    replies: int
    standalone: int


class AnnualReportNameAndCount(AttribAccessDict):
    """A name, and how often it came up."""

    _version: ClassVar[str] = "4.3.0"
    name: str
    count: int


class AnnualReportAccountAndCount(AttribAccessDict):
    """An account, and how often it came up."""

    _version: ClassVar[str] = "4.3.0"
    account_id: MaybeSnowflakeIdType
    count: int


class AnnualReportPercentiles(AttribAccessDict):
    """How many on the same server did less, in percent; until Mastodon 4.6."""

    _version: ClassVar[str] = "4.3.0"
    statuses: float
