"""What only Pleroma and Akkoma have."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, cast

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from .account import Account, AccountRole
from .account import Field as AccountField
from .card import Card
from .emoji import Emoji
from .entity import OPEN, Entity, Html, Id, OptionalTime, Time
from .enums import ActorType, CaptchaType, InviteType, ReportState, Visibility
from .instance import Rule
from .media import MediaAttachment
from .status import Status


class ChatMessage(Entity):
    """One message of a chat."""

    id: Id
    """The ID of the message."""
    account_id: Id
    """Who wrote it."""
    chat_id: Id
    """The chat it is in."""
    content: Html | None = None
    """What it says, in HTML; ``None`` if it is only an attachment."""
    created_at: Time
    """When it was written."""
    emojis: list[Emoji] = []
    """The custom emoji in it."""
    attachment: MediaAttachment | None = None
    """A file sent with it."""
    card: Card | None = None
    """A preview of a link in it."""
    unread: bool | None = None
    """Whether you have yet to read it."""
    idempotency_key: str | None = None
    """The key it was sent with, for a while and for the sender."""


class Chat(Entity):
    """A private chat with one other account."""

    id: Id
    """The ID of the chat."""
    account: Account | None = None
    """The other account; moderators are given ``sender`` and ``receiver`` instead."""
    unread: int = 0
    """How many messages you have yet to read."""
    last_message: ChatMessage | None = None
    """The newest message."""
    updated_at: OptionalTime = None
    """When it last changed."""
    pinned: bool | None = None
    """Whether you pinned it; newer Pleroma."""
    sender: Account | None = None
    """Whose chat it is, for moderators."""
    receiver: Account | None = None
    """Whom it is with, for moderators."""


class Scrobble(Entity):
    """Something somebody listened to; Pleroma only."""

    model_config = ConfigDict(populate_by_name=True)

    id: Id
    """The ID of the entry."""
    account: Account | None = None
    """Who listened."""
    created_at: Time
    """When."""
    title: str | None = None
    """What."""
    artist: str | None = None
    """By whom."""
    album: str | None = None
    """On which album."""
    length: int | None = None
    """How long it is, in milliseconds by custom."""
    external_link: str | None = Field(default=None, alias="externalLink")
    """A page about it; newer Pleroma."""


class Backup(Entity):
    """An archive of an account."""

    id: Id
    """The ID of the archive."""
    content_type: str | None = None
    """Its MIME type."""
    url: str | None = None
    """Where it is, once processed."""
    file_size: int | None = None
    """Its size in bytes; 0 until processed."""
    processed: bool | None = None
    """Whether it is ready."""
    inserted_at: Time
    """When it was asked for."""


class BookmarkFolder(Entity):
    """A folder for bookmarks; newer Pleroma."""

    id: Id
    """The ID of the folder."""
    name: str
    """What it is called."""
    emoji: str | None = None
    """An emoji to know it by: a character or a shortcode."""
    emoji_url: str | None = None
    """The image of a custom emoji."""


class MascotFile(Entity):
    """The file of a mascot."""

    mime_type: str | None = None
    """Its MIME type."""


class Mascot(Entity):
    """The image that keeps somebody company in the web interface."""

    id: Id
    """The ID of the image."""
    url: str | None = None
    """Where it is."""
    preview_url: str | None = None
    """Where a smaller one is."""
    type: str | None = None
    """Always ``image``; the default mascot lacks it."""
    pleroma: MascotFile | None = None
    """Its MIME type."""


class Captcha(Entity):
    """A riddle to solve before signing up."""

    identity: ClassVar[str | None] = "token"

    type: Annotated[CaptchaType | str | None, OPEN] = None
    """Who makes it, or ``none`` where none is asked for."""
    token: str | None = None
    """What to send along with the answer."""
    url: str | None = None
    """The image, often as a ``data:`` URL."""
    answer_data: str | None = None
    """To be sent back as it is."""
    seconds_valid: int | None = None
    """How long there is to answer, in seconds."""


class Healthcheck(Entity):
    """How the server is doing."""

    healthy: bool
    """Whether all is well."""
    pool_size: int | None = None
    """How many database connections there may be."""
    active: int | None = None
    """How many are at work."""
    idle: int | None = None
    """How many are idle."""
    memory_used: float | None = None
    """Memory taken, in MiB."""
    job_queue_stats: dict[str, Any] = {}
    """Figures on the background jobs."""


class FederationStatus(Entity):
    """Which servers cannot be reached."""

    unreachable: dict[str, OptionalTime] = {}
    """Since when, by domain."""


class PleromaEmoji(Entity):
    """A custom emoji in the server's own list, which is keyed by shortcode."""

    image_url: str
    """The image; on Pleroma a path without the domain."""
    tags: list[str] = []
    """The groups it is in."""


class EmojiPackInfo(Entity):
    """What an emoji pack says of itself."""

    model_config = ConfigDict(populate_by_name=True)

    description: str | None = None
    """What is in it."""
    homepage: str | None = None
    """Its web page."""
    license: str | None = None
    """The licence of the images."""
    share_files: bool | None = Field(default=None, alias="share-files")
    """Whether other servers may copy it."""
    can_download: bool | None = Field(default=None, alias="can-download")
    """Whether it can be had as an archive."""
    download_sha256: str | None = Field(default=None, alias="download-sha256")
    """The SHA-256 hash of the archive."""
    fallback_src: str | None = Field(default=None, alias="fallback-src")
    """Where else it can be had."""
    fallback_src_sha256: str | None = Field(default=None, alias="fallback-src-sha256")
    """The SHA-256 hash of what is there."""


class EmojiPack(Entity):
    """A pack of custom emoji."""

    files: dict[str, str] = {}
    """File names by shortcode; where paged, those of this page."""
    files_count: int | None = None
    """How many there are on all pages."""
    pack: EmojiPackInfo | None = None
    """What the pack says of itself."""


class EmojiPacks(Entity):
    """The emoji packs of a server, a page of them."""

    packs: dict[str, EmojiPack] = {}
    """The packs by name."""
    count: int | None = None
    """How many there are on all pages."""


class MfaSettings(Entity):
    """Which ways of two-factor login are on."""

    enabled: bool
    """Whether any is."""
    totp: bool | None = None
    """Whether codes from an authenticator are."""


class WrappedMfaSettings(Entity):
    """Two-factor settings, as the server wraps them."""

    settings: MfaSettings
    """The settings themselves."""


class MfaSetup(Entity):
    """What an authenticator needs to know."""

    key: str = Field(repr=False)
    """What codes are made from; a secret."""
    provisioning_uri: str = Field(repr=False)
    """The same as an ``otpauth:`` URI, for a QR code; a secret."""


class MfaBackupCodes(Entity):
    """Codes for when the authenticator is lost."""

    codes: list[str] = Field(default=[], repr=False)
    """The codes, each good for once; secrets."""


class PleromaOAuthToken(Entity):
    """An access token of the user's, without the token itself."""

    id: Id
    """What it is revoked by."""
    valid_until: OptionalTime = None
    """When it ends."""
    app_name: str | None = None
    """The application it was made for."""
    scopes: list[str] = []
    """What it allows; newer Pleroma."""


class PleromaOAuthApp(Entity):
    """An OAuth application, with its secret."""

    id: Id
    """The ID of the application."""
    name: str | None = None
    """What it is called."""
    client_id: str | None = None
    """Its name in OAuth."""
    client_secret: str | None = Field(default=None, repr=False)
    """Its secret in OAuth."""
    redirect_uri: str | None = None
    """Where it wants codes sent."""
    website: str | None = None
    """Its web page."""
    trusted: bool | None = None
    """Whether the server trusts it; for administrators."""
    vapid_key: str | None = None
    """The server's key for Web Push."""


class PleromaResult(Entity):
    """Whether something was done."""

    status: str | None = None
    """``success``, if it was."""
    error: str | None = None
    """Why not, if it was not: that too may come with HTTP status 200."""


class PleromaAliases(Entity):
    """Other accounts of the same person."""

    aliases: list[str] = []
    """Their addresses."""


class RemoteInteraction(Entity):
    """Where a remote account can act on something here."""

    url: str | None = None
    """The page on their server."""
    error: str | None = None
    """Why there is none."""


class PreferredFrontend(Entity):
    """Which web interface a visitor chose."""

    frontend_name: str
    """What it is called."""


class PleromaRoles(Entity):
    """What an account may do on the server."""

    admin: bool = False
    """Whether it administers."""
    moderator: bool = False
    """Whether it moderates."""


class PleromaAdminUser(Entity):
    """An account as Pleroma's administrators see it."""

    id: Id
    """The ID of the account."""
    nickname: str
    """The username; with the domain for a remote account."""
    display_name: str | None = None
    """The display name, without HTML."""
    email: str | None = None
    """The e-mail address of a local account."""
    avatar: str | None = None
    """The URL of the avatar."""
    url: str | None = None
    """The account's URI."""
    local: bool | None = None
    """Whether it is from this server."""
    roles: PleromaRoles | None = None
    """What it may do here."""
    tags: list[str] = []
    """What policies treat it by, as ``mrf_tag:media-strip``."""
    actor_type: Annotated[ActorType | str | None, OPEN] = None
    """What kind of actor it is."""
    registration_reason: str | None = None
    """Why the person wanted to join."""
    deactivated: bool | None = None
    """Whether it is turned off; older Pleroma, now ``is_active``."""
    confirmation_pending: bool | None = None
    """Whether the e-mail address is yet to be confirmed; older Pleroma, now ``is_confirmed``."""
    approval_pending: bool | None = None
    """Whether the sign-up is yet to be approved; older Pleroma, now ``is_approved``."""
    is_active: bool | None = None
    """Whether it is not turned off; newer Pleroma and Akkoma."""
    is_confirmed: bool | None = None
    """Whether the e-mail address is confirmed; newer Pleroma and Akkoma."""
    is_approved: bool | None = None
    """Whether the sign-up was approved; newer Pleroma and Akkoma."""
    is_suggested: bool | None = None
    """Whether it is suggested to others; newer Pleroma and Akkoma."""
    created_at: OptionalTime = None
    """When it was created; newer Pleroma and Akkoma."""


class PleromaAdminUsers(Entity):
    """Accounts as Pleroma's administrators see them, perhaps a page of them."""

    users: list[PleromaAdminUser] = []
    """The accounts."""
    count: int | None = None
    """How many there are on all pages."""
    page_size: int | None = None
    """How many make a page."""


class PleromaAdminUserCredentials(Entity):
    """The settings of an account, for administrators."""

    id: Id
    """The ID of the account."""
    nickname: str
    """The username."""
    email: str | None = None
    """The e-mail address."""
    name: str | None = None
    """The display name."""
    bio: Html | None = None
    """What it says about itself, in HTML."""
    avatar: str | None = None
    """The URL of the avatar."""
    banner: str | None = None
    """The URL of the header image."""
    background: str | None = None
    """The URL of the background image."""
    actor_type: Annotated[ActorType | str | None, OPEN] = None
    """What kind of actor it is."""
    default_scope: Annotated[Visibility | str | None, OPEN] = None
    """Who may see its statuses unless it says otherwise."""
    is_locked: bool | None = None
    """Whether followers have to be approved."""
    is_discoverable: bool | None = None
    """Whether it wants to be found."""
    no_rich_text: bool | None = None
    """Whether it is spared formatted text."""
    hide_follows: bool | None = None
    """Whether it hides whom it follows."""
    hide_follows_count: bool | None = None
    """Whether it hides how many it follows."""
    hide_followers: bool | None = None
    """Whether it hides who follows it."""
    hide_followers_count: bool | None = None
    """Whether it hides how many follow it."""
    hide_favorites: bool | None = None
    """Whether it hides what it likes."""
    allow_following_move: bool | None = None
    """Whether it follows accounts that move."""
    show_role: bool | None = None
    """Whether it shows its role."""
    skip_thread_containment: bool | None = None
    """Whether it is shown broken threads."""
    fields: list[AccountField] = []
    """The table on its profile, in HTML."""
    raw_fields: list[AccountField] = []
    """The table on its profile, as it was typed."""
    pleroma_settings_store: dict[str, Any] = {}
    """What web interfaces keep with the account."""


class PleromaCreatedUserData(Entity):
    """Which account was, or was not, created."""

    nickname: str | None = None
    """The username."""
    email: str | None = None
    """The e-mail address."""
    password_reset_link: str | None = Field(default=None, repr=False)
    """Where to choose a password, if that is due; a secret."""


class PleromaCreatedUser(Entity):
    """What came of creating one account among several."""

    type: str | None = None
    """``success`` or ``error``."""
    code: int | None = None
    """The HTTP status of this one."""
    error: str | None = None
    """What went wrong."""
    data: PleromaCreatedUserData | None = None
    """Which account it is about."""


class PleromaPermissions(Entity):
    """Which groups of staff an account is in; an answer about one group names that one only."""

    is_admin: bool | None = None
    """Whether it administers."""
    is_moderator: bool | None = None
    """Whether it moderates."""


class PasswordReset(Entity):
    """A way for somebody to choose a new password."""

    identity: ClassVar[str | None] = "token"

    link: str = Field(repr=False)
    """The page to open; a secret."""
    token: str = Field(repr=False)
    """The token in the link; a secret."""


class Invite(Entity):
    """A token to sign up with."""

    id: Id
    """The ID of the invite."""
    token: str
    """What to sign up with."""
    used: bool | None = None
    """Whether it can no longer be used."""
    expires_at: date | None = None
    """The last day it can be used, if there is one."""
    uses: int | None = None
    """How often it was used."""
    max_use: int | None = None
    """How often it can be used."""
    invite_type: Annotated[InviteType | str | None, OPEN] = None
    """What limits it."""


class PleromaInvites(Entity):
    """Invites."""

    invites: list[Invite] = []
    """The invites themselves."""


def _drop_empty(value: Any) -> Any:
    return None if value == {} else value


_GONE = BeforeValidator(_drop_empty)
"""Marks an account that is ``{}`` once it is gone."""


def _name_roles(value: Any) -> Any:
    if not isinstance(value, dict):
        return [] if value is None else value
    held = [name for name, holds in cast("dict[str, Any]", value).items() if holds is True]
    return [{"id": name, "name": name} for name in held]


class PleromaStaffAccount(Account):
    """An account in a report or a status, with what administrators see of it if you are one."""

    roles: Annotated[list[AccountRole], BeforeValidator(_name_roles)] = []
    """What it may do here: ``admin`` and ``moderator``, from two flags that administrators are sent."""
    nickname: str | None = None
    """The username; with the domain for a remote account."""
    email: str | None = None
    """The e-mail address of a local account."""
    local: bool | None = None
    """Whether it is from this server."""
    tags: list[str] = []
    """What policies treat it by, as ``mrf_tag:media-strip``."""
    actor_type: Annotated[ActorType | str | None, OPEN] = None
    """What kind of actor it is."""
    registration_reason: str | None = None
    """Why the person wanted to join."""
    deactivated: bool | None = None
    """Whether it is turned off; older Pleroma, now ``is_active``."""
    confirmation_pending: bool | None = None
    """Whether the e-mail address is yet to be confirmed; older Pleroma, now ``is_confirmed``."""
    approval_pending: bool | None = None
    """Whether the sign-up is yet to be approved; older Pleroma, now ``is_approved``."""
    is_active: bool | None = None
    """Whether it is not turned off; newer Pleroma and Akkoma."""
    is_confirmed: bool | None = None
    """Whether the e-mail address is confirmed; newer Pleroma and Akkoma."""
    is_approved: bool | None = None
    """Whether the sign-up was approved; newer Pleroma and Akkoma."""
    is_suggested: bool | None = None
    """Whether it is suggested to others; newer Pleroma and Akkoma."""


class PleromaStaffStatus(Status):
    """A status as administrators see it."""

    account: PleromaStaffAccount  # pyright: ignore[reportIncompatibleVariableOverride]
    """Who posted it."""


class PleromaStaffStatuses(Entity):
    """Statuses as administrators see them, a page of them."""

    activities: list[PleromaStaffStatus] = []
    """The statuses themselves."""
    total: int | None = None
    """How many there are on all pages; not in Pleroma before 2.3."""

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:
        """Pleroma before 2.3 sent the statuses alone."""
        return {"activities": cast("list[dict[str, Any]]", value)} if isinstance(value, list) else value


class PleromaReportNote(Entity):
    """A moderator's note on a report."""

    id: Id
    """The ID of the note."""
    content: str
    """What it says."""
    user: Annotated[PleromaStaffAccount | None, _GONE] = None
    """Who wrote it; ``None`` if the account is gone."""
    created_at: OptionalTime = None
    """When."""


class PleromaReport(Entity):
    """A report, as its author or an administrator sees it."""

    id: Id
    """The ID of the report."""
    state: Annotated[ReportState | str | None, OPEN] = None
    """What became of it."""
    account: Annotated[PleromaStaffAccount | None, _GONE] = None
    """Who is reported; ``None`` if the account is gone."""
    actor: Annotated[PleromaStaffAccount | None, _GONE] = None
    """Who reported; ``None`` if the account is gone."""
    content: Html | None = None
    """What the reporter wrote, in HTML."""
    created_at: OptionalTime = None
    """When it was sent."""
    statuses: list[Status] = []
    """The statuses reported."""
    notes: list[PleromaReportNote] = []
    """What moderators noted; for administrators."""


class PleromaReports(Entity):
    """Reports, a page of them."""

    reports: list[PleromaReport] = []
    """The reports themselves."""
    total: int | None = None
    """How many there are on all pages."""


class PleromaRule(Rule):
    """A rule of the server, with its place among the others; Pleroma only."""

    priority: int | None = None
    """Where it stands: the lowest comes first."""


class ModerationLogEntry(Entity):
    """Something that a moderator did."""

    id: Id | None = None
    """The ID of the entry; newer Pleroma and Akkoma."""
    time: Time
    """When."""
    message: str
    """What, in words."""
    data: dict[str, Any] = {}
    """Who did what to whom."""


class ModerationLog(Entity):
    """What moderators did, a page of it."""

    items: list[ModerationLogEntry] = []
    """The entries, newest first."""
    total: int | None = None
    """How many there are on all pages."""


class PleromaConfigEntry(Entity):
    """One setting of the server, or several under one key."""

    group: str
    """The part of the program, as ``:pleroma``."""
    key: str | None = None
    """The setting."""
    value: Any = None
    """What it is set to, with Elixir's terms put into JSON."""
    db: list[str] = []
    """Which of the values come from the database."""


class PleromaConfig(Entity):
    """The configuration of the server."""

    configs: list[PleromaConfigEntry] = []
    """The settings."""
    need_reboot: bool = False
    """Whether some take effect only after a restart."""


class PleromaConfigDescription(Entity):
    """What a setting of the server is for."""

    group: str | None = None
    """The part of the program; on the outermost level only."""
    key: str | None = None
    """The setting."""
    label: str | None = None
    """What to call it."""
    type: Any = None
    """What it may be: the name of a type, or several."""
    description: str | None = None
    """What it does."""
    suggestions: list[Any] = []
    """Values it may have."""
    children: list[PleromaConfigDescription] = []
    """The settings within it."""


class PleromaNeedReboot(Entity):
    """Whether the server is to be restarted."""

    need_reboot: bool
    """Whether settings wait for it."""


class PleromaStatusCounts(Entity):
    """How many statuses there are, by who may see them."""

    public: int = 0
    """Public ones."""
    unlisted: int = 0
    """Unlisted ones."""
    private: int = 0
    """Those to followers."""
    direct: int = 0
    """Those to the people mentioned."""


class PleromaStats(Entity):
    """Figures on a server."""

    status_visibility: PleromaStatusCounts
    """How many statuses there are."""


class PleromaOAuthApps(Entity):
    """OAuth applications, a page of them."""

    apps: list[PleromaOAuthApp] = []
    """The applications."""
    count: int | None = None
    """How many there are on all pages."""
    page_size: int | None = None
    """How many make a page."""


class Relay(Entity):
    """A relay that the server follows."""

    identity: ClassVar[str | None] = "actor"

    actor: str
    """Its actor's URI."""
    followed_back: bool | None = None
    """Whether it follows the server."""


class Relays(Entity):
    """The relays that the server follows."""

    relays: list[Relay] = []
    """The relays themselves."""


class MediaProxyCaches(Entity):
    """Media that the server refuses to pass on, a page of them."""

    urls: list[str] = []
    """Their URLs."""
    count: int | None = None
    """How many there are on all pages."""
    page_size: int | None = None
    """How many make a page."""


class PleromaFrontend(Entity):
    """A web interface that the server can be given."""

    identity: ClassVar[str | None] = "name"

    name: str
    """What it is called."""
    git: str | None = None
    """Where its source code is."""
    build_url: str | None = None
    """Where it is downloaded from, with ``${ref}`` for the version."""
    ref: str | None = None
    """The version to install."""
    installed: bool | None = None
    """Whether it is installed."""


class InstanceDocument(Entity):
    """A page of the server's own, as its terms."""

    identity: ClassVar[str | None] = "url"

    url: str
    """Where it is."""
