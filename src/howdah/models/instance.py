"""Servers: what they are, what they allow, and what they say about themselves."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field

from .account import Account
from .entity import OPEN, Entity, Html, Id, NumberInText, OptionalTime, Time, date
from .enums import TimelineAccess


class RuleTranslation(Entity):
    """A rule in another language; Mastodon 4.4."""

    text: str
    """What it says."""
    hint: str | None = None
    """What it means."""


class Rule(Entity):
    """A rule of a server."""

    id: Id
    """The rule."""
    text: str
    """What it says."""
    hint: str | None = None
    """What it means; Mastodon 4.3."""
    translations: dict[str, RuleTranslation] = {}
    """The rule in other languages, by language; Mastodon 4.4."""


class InstanceIcon(Entity):
    """A server's icon in one size; Mastodon 4.3."""

    src: str
    """Address of the image."""
    size: str
    """Width and height in pixels, as ``36x36``."""


class InstanceUsers(Entity):
    """How many people use a server."""

    active_month: int
    """How many did in the last four weeks."""


class InstanceUsage(Entity):
    """How much a server is used."""

    users: InstanceUsers
    """By how many people."""


class InstanceThumbnailVersions(Entity):
    """A server's banner in several sizes."""

    model_config = ConfigDict(populate_by_name=True)

    at_1x: str | None = Field(default=None, alias="@1x")
    """Address of the image for common screens."""
    at_2x: str | None = Field(default=None, alias="@2x")
    """Address of the image for dense screens."""


class InstanceThumbnail(Entity):
    """A server's banner."""

    url: str
    """Address of the image."""
    description: str | None = None
    """What it shows, in words; Mastodon 4.6."""
    blurhash: str | None = None
    """A blurred preview as a BlurHash."""
    versions: InstanceThumbnailVersions | None = None
    """The image in several sizes."""
    static_url: str | None = None
    """Address of the image, never animated; GoToSocial."""
    thumbnail_description: str | None = None
    """What it shows, in words; GoToSocial."""
    thumbnail_type: str | None = None
    """MIME type of the image; GoToSocial."""
    thumbnail_static_type: str | None = None
    """MIME type of the image that is never animated; GoToSocial."""


class InstanceUrls(Entity):
    """Addresses that belong to a server."""

    streaming: str | None = None
    """Where WebSocket streams are."""
    status: str | None = None
    """Web page that tells whether the server is up; Mastodon 4.1."""
    about: str | None = None
    """Web page about the server; Mastodon 4.4 and GoToSocial."""
    privacy_policy: str | None = None
    """Web page of its privacy policy; Mastodon 4.4 and GoToSocial."""
    terms_of_service: str | None = None
    """Web page of its terms of service; Mastodon 4.4 and GoToSocial."""


class InstanceVapid(Entity):
    """A server's Web Push key; Mastodon 4.3 and GoToSocial."""

    public_key: str
    """The public half, in URL-safe base64."""


class InstanceAccounts(Entity):
    """What a server allows in accounts."""

    max_display_name_length: int | None = None
    """Characters in a display name; Mastodon 4.6."""
    max_note_length: int | None = None
    """Characters in a bio; Mastodon 4.6."""
    max_avatar_description_length: int | None = None
    """Characters in the avatar's description; Mastodon 4.6."""
    max_header_description_length: int | None = None
    """Characters in the header's description; Mastodon 4.6."""
    max_featured_tags: int | None = None
    """Hashtags featured on a profile."""
    max_pinned_statuses: int | None = None
    """Statuses pinned to a profile; Mastodon 4.3."""
    max_profile_fields: int | None = None
    """Rows in the table on a profile; Mastodon 4.6 and GoToSocial."""
    profile_field_name_limit: int | None = None
    """Characters in a row's name; Mastodon 4.6."""
    profile_field_value_limit: int | None = None
    """Characters in a row's value; Mastodon 4.6."""
    allow_custom_css: bool | None = None
    """Profiles may have style sheets; GoToSocial."""


class InstanceStatuses(Entity):
    """What a server allows in statuses."""

    max_characters: int
    """Characters, a link counting as many as said below."""
    max_media_attachments: int
    """Attached files."""
    characters_reserved_per_url: int | None = None
    """Characters that a link counts for, however long it is."""
    supported_mime_types: list[str] = []
    """MIME types that a status may be written in; GoToSocial."""


class InstanceMediaAttachments(Entity):
    """What a server allows in media."""

    supported_mime_types: list[str] = []
    """MIME types that may be uploaded."""
    description_limit: int | None = None
    """Characters in a description; Mastodon 4.4 and GoToSocial."""
    description_minimum: int | None = None
    """Characters that a description must have; GoToSocial."""
    image_size_limit: int | None = None
    """Bytes in an image."""
    image_matrix_limit: int | None = None
    """Pixels (width times height) in an image."""
    video_size_limit: int | None = None
    """Bytes in a video or sound."""
    video_frame_rate_limit: int | None = None
    """Frames per second in a video."""
    video_matrix_limit: int | None = None
    """Pixels (width times height) in a video."""


class InstancePolls(Entity):
    """What a server allows in polls."""

    max_options: int | None = None
    """Answers to choose from."""
    max_characters_per_option: int | None = None
    """Characters in an answer."""
    min_expiration: int | None = None
    """The shortest a poll may run; seconds."""
    max_expiration: int | None = None
    """The longest a poll may run; seconds."""


class InstanceEmojis(Entity):
    """What a server allows in custom emoji; GoToSocial."""

    emoji_size_limit: int | None = None
    """Bytes in an emoji's image."""


class InstanceTranslation(Entity):
    """Whether a server translates."""

    enabled: bool
    """It does."""


class InstanceTimelineAccess(Entity):
    """Who may read a kind of timeline; Mastodon 4.5."""

    local: Annotated[TimelineAccess | str | None, OPEN] = None
    """Statuses of this server."""
    remote: Annotated[TimelineAccess | str | None, OPEN] = None
    """Statuses of other servers."""


class InstanceTimelinesAccess(Entity):
    """Who may read which timelines; Mastodon 4.5."""

    live_feeds: InstanceTimelineAccess | None = None
    """The public timelines."""
    hashtag_feeds: InstanceTimelineAccess | None = None
    """Timelines of hashtags."""
    trending_link_feeds: InstanceTimelineAccess | None = None
    """Timelines of trending links."""


class InstanceConfiguration(Entity):
    """What a server allows."""

    urls: InstanceUrls | None = None
    """Addresses that belong to the server; not in version 1."""
    vapid: InstanceVapid | None = None
    """The Web Push key; Mastodon 4.3 and GoToSocial."""
    accounts: InstanceAccounts | None = None
    """What it allows in accounts."""
    statuses: InstanceStatuses
    """What it allows in statuses."""
    media_attachments: InstanceMediaAttachments
    """What it allows in media."""
    polls: InstancePolls | None = None
    """What it allows in polls."""
    emojis: InstanceEmojis | None = None
    """What it allows in custom emoji; GoToSocial."""
    translation: InstanceTranslation | None = None
    """Whether it translates."""
    timelines_access: InstanceTimelinesAccess | None = None
    """Who may read which timelines; Mastodon 4.5."""
    limited_federation: bool | None = None
    """It talks to chosen servers only; Mastodon 4.4."""
    oidc_enabled: bool | None = None
    """One logs in with another service; GoToSocial."""


class InstanceRegistrations(Entity):
    """How to get an account on a server."""

    enabled: bool
    """Anyone may ask for one."""
    approval_required: bool | None = None
    """A moderator must approve it."""
    message: Html | None = None
    """Why it is closed, if it is; HTML."""
    min_age: int | None = None
    """How old one must be, in years; Mastodon 4.4."""
    reason_required: bool | None = None
    """One must say why; Mastodon 4.4."""
    url: str | None = None
    """Web page to sign up on; Mastodon 4.2."""


class InstanceContact(Entity):
    """Whom to write to about a server."""

    email: str | None = None
    """E-mail address."""
    account: Account | None = None
    """Account."""


class PleromaInstanceMetadata(Entity):
    """What a Pleroma or Akkoma server can do and allows."""

    account_activation_required: bool | None = None
    """One must confirm the e-mail address."""
    features: list[str] = []
    """What it can do."""
    federation: dict[str, Any] = {}
    """How it treats other servers."""
    fields_limits: dict[str, Any] = {}
    """Limits on the table on a profile."""
    post_formats: list[str] = []
    """MIME types that a status may be written in."""
    privileged_staff: bool | None = None
    """Staff may act for users; Akkoma."""


class PleromaInstanceStats(Entity):
    """How much a Pleroma or Akkoma server is used."""

    mau: int | None = None
    """How many people used it in the last month."""


class PleromaInstance(Entity):
    """What Pleroma and Akkoma tell about themselves beyond Mastodon's fields."""

    metadata: PleromaInstanceMetadata | None = None
    """What it can do and allows."""
    stats: PleromaInstanceStats | None = None
    """How much it is used."""
    vapid_public_key: str | None = None
    """The public half of its Web Push key, in URL-safe base64."""


class PleromaPollLimits(Entity):
    """What a Pleroma or Akkoma server allows in polls."""

    max_options: int | None = None
    """Answers to choose from."""
    max_option_chars: int | None = None
    """Characters in an answer."""
    min_expiration: int | None = None
    """The shortest a poll may run; seconds."""
    max_expiration: int | None = None
    """The longest a poll may run; seconds."""


class InstanceInfo(Entity):
    """A server, as it describes itself since version 2 of the API."""

    identity: ClassVar[str | None] = "domain"

    domain: str
    """The server's host name."""
    title: str
    """What it is called."""
    version: str
    """The software's version, as it likes to tell it."""
    source_url: str | None = None
    """Where the software's source is."""
    description: str | None = None
    """A few words about it; HTML on some servers."""
    wrapstodon: str | None = None
    """The year that annual reports are made for, if they are; Mastodon 4.6."""
    usage: InstanceUsage | None = None
    """How much it is used."""
    thumbnail: InstanceThumbnail | None = None
    """Its banner."""
    icon: list[InstanceIcon] = []
    """Its icon in several sizes; Mastodon 4.3."""
    languages: list[str] = []
    """Languages it is for (ISO 639-1)."""
    configuration: InstanceConfiguration
    """What it allows."""
    registrations: InstanceRegistrations | None = None
    """How to get an account."""
    api_versions: dict[str, int] = {}
    """Versions of the API, by whose API it is; Mastodon 4.3."""
    contact: InstanceContact | None = None
    """Whom to write to."""
    rules: list[Rule] = []
    """Its rules."""
    account_domain: str | None = None
    """The domain of account names, if it is another one; GoToSocial."""
    custom_css: str | None = None
    """The server's own style sheet; GoToSocial."""
    debug: bool | None = None
    """Runs in debug mode; GoToSocial."""
    description_text: str | None = None
    """The description; plain text. GoToSocial."""
    terms: Html | None = None
    """Terms and conditions; HTML. GoToSocial."""
    terms_text: str | None = None
    """Terms and conditions; plain text. GoToSocial."""
    pleroma: PleromaInstance | None = None
    """What Pleroma and Akkoma add."""


class InstanceV1Urls(Entity):
    """Addresses that belong to a server."""

    streaming_api: str | None = None
    """Where WebSocket streams are."""


class InstanceV1Stats(Entity):
    """How large a server is."""

    user_count: int | None = None
    """Accounts on it."""
    status_count: int | None = None
    """Statuses posted on it."""
    domain_count: int | None = None
    """Servers it knows."""


class InstanceV1(Entity):
    """A server, as it describes itself in version 1 of the API."""

    identity: ClassVar[str | None] = "uri"

    uri: str
    """The server's host name; a URL on Pleroma and Akkoma."""
    title: str
    """What it is called."""
    short_description: str | None = None
    """A few words about it; HTML on some servers. Mastodon 2.9.2."""
    description: Html
    """More about it; HTML."""
    email: str | None = None
    """E-mail address of whom to write to."""
    version: str
    """The software's version; other software says which of Mastodon it claims to be first."""
    urls: InstanceV1Urls | None = None
    """Addresses that belong to the server."""
    stats: InstanceV1Stats | None = None
    """How large it is."""
    thumbnail: str | None = None
    """Address of its banner."""
    languages: list[str] = []
    """Languages it is for (ISO 639-1)."""
    registrations: bool | None = None
    """Anyone may ask for an account."""
    approval_required: bool | None = None
    """A moderator must approve accounts; Mastodon 2.9.2."""
    invites_enabled: bool | None = None
    """Users may invite others; Mastodon 3.1.4."""
    configuration: InstanceConfiguration | None = None
    """What it allows; Mastodon 3.4.2."""
    contact_account: Account | None = None
    """Account of whom to write to."""
    rules: list[Rule] = []
    """Its rules; Mastodon 3.4."""
    domain: str | None = None
    """The server's host name; snac."""
    source_url: str | None = None
    """Where the software's source is; snac."""
    account_domain: str | None = None
    """The domain of account names, if it is another one; GoToSocial."""
    custom_css: str | None = None
    """The server's own style sheet; GoToSocial."""
    debug: bool | None = None
    """Runs in debug mode; GoToSocial."""
    description_text: str | None = None
    """The description; plain text. GoToSocial."""
    short_description_text: str | None = None
    """The short description; plain text. GoToSocial."""
    terms: Html | None = None
    """Terms and conditions; HTML. GoToSocial."""
    terms_text: str | None = None
    """Terms and conditions; plain text. GoToSocial."""
    thumbnail_description: str | None = None
    """What the banner shows, in words; GoToSocial."""
    thumbnail_static: str | None = None
    """Address of the banner, never animated; GoToSocial."""
    thumbnail_static_type: str | None = None
    """MIME type of the banner that is never animated; GoToSocial."""
    thumbnail_type: str | None = None
    """MIME type of the banner; GoToSocial."""
    max_toot_chars: int | None = None
    """Characters in a status; GoToSocial, Pleroma and Akkoma."""
    chat_limit: int | None = None
    """Characters in a chat message; Pleroma and Akkoma."""
    description_limit: int | None = None
    """Characters in a media description; Pleroma and Akkoma."""
    poll_limits: PleromaPollLimits | None = None
    """What it allows in polls; Pleroma and Akkoma."""
    upload_limit: int | None = None
    """Bytes in an uploaded file; Pleroma and Akkoma."""
    avatar_upload_limit: int | None = None
    """Bytes in an avatar; Pleroma and Akkoma."""
    background_upload_limit: int | None = None
    """Bytes in a profile's background; Pleroma and Akkoma."""
    banner_upload_limit: int | None = None
    """Bytes in a profile's header; Pleroma and Akkoma."""
    background_image: str | None = None
    """Address of the web client's background; Pleroma and Akkoma."""
    pleroma: PleromaInstance | None = None
    """What Pleroma and Akkoma add."""


class Activity(Entity):
    """What happened on a server in one week; Mastodon."""

    identity: ClassVar[str | None] = "week"

    week: Time
    """A moment in the week."""
    statuses: NumberInText
    """Statuses posted."""
    logins: NumberInText
    """People who came."""
    registrations: NumberInText
    """Accounts opened."""


class ExtendedDescription(Entity):
    """What a server tells about itself at length; Mastodon 4.0."""

    updated_at: OptionalTime = None
    """When it was last changed, if it ever was."""
    content: Html
    """What it says; HTML."""


class PrivacyPolicy(Entity):
    """A server's privacy policy; Mastodon 4.0."""

    updated_at: OptionalTime = None
    """When it was last changed."""
    content: Html
    """What it says; HTML."""


class TermsOfService(Entity):
    """A server's terms of service; Mastodon 4.4."""

    identity: ClassVar[str | None] = "effective_date"

    effective_date: date | None = None
    """The day from which they are in force."""
    effective: bool
    """They are in force."""
    content: Html
    """What they say; HTML."""
    succeeded_by: date | None = None
    """The day from which others are in force, if there are others."""


class SupportedLocale(Entity):
    """A language that a server can be used in; Mastodon 4.2."""

    identity: ClassVar[str | None] = "code"

    code: str
    """The language, as ``pt-BR``."""
    name: str
    """What its speakers call it."""
