"""Accounts: who they are, how they look, and what they may do."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field as PydanticField

from .emoji import Emoji
from .entity import OPEN, Entity, Html, Id, NumberInText, OptionalTime, Time
from .enums import ActorType, ApprovalGroup, CurrentUserApproval, QuotePolicy, SuggestionSource, Visibility
from .nulls import NONE_AS_EMPTY
from .relationship import Relationship


class Field(Entity):
    """A row of the table on a profile."""

    name: str
    """What the row is about."""
    value: Html
    """What it says; HTML, but plain text within ``source``."""
    verified_at: OptionalTime = None
    """When the link in it was found to link back, if it was; Mastodon 2.6."""


class AccountRole(Entity):
    """A role as it shows on a profile."""

    id: Id
    """The role."""
    name: str
    """What it is called."""
    color: str | None = None
    """The badge's colour, as ``#rrggbb``; empty if it has none."""


class Role(Entity):
    """A role, with the rights it gives."""

    id: Id
    """The role."""
    name: str
    """What it is called; empty for the role that everybody has."""
    color: str | None = None
    """The badge's colour, as ``#rrggbb``; empty if it has none."""
    permissions: NumberInText
    """The rights, as a bitmask."""
    highlighted: bool = False
    """Whether it shows as a badge on profiles."""
    collection_limit: int | None = None
    """How many collections its holders may have; Mastodon 4.6."""


class FeatureApproval(Entity):
    """Who may feature an account in collections."""

    automatic: list[Annotated[ApprovalGroup | str, OPEN]] = []
    """Who may without asking."""
    manual: list[Annotated[ApprovalGroup | str, OPEN]] = []
    """Who may after asking."""
    current_user: Annotated[CurrentUserApproval | str | None, OPEN] = None
    """What goes for you."""


class PleromaNotificationSettings(Entity):
    """Which notifications an account wants; Pleroma."""

    block_from_strangers: bool | None = None
    """None from accounts that it does not follow."""
    hide_notification_contents: bool | None = None
    """Push notifications come without their contents."""


class PleromaAccount(Entity):
    """What Pleroma and Akkoma tell about an account beyond Mastodon's fields."""

    ap_id: str | None = None
    """The account's ActivityPub ID."""
    also_known_as: Annotated[list[str], NONE_AS_EMPTY] = []
    """ActivityPub IDs of accounts that are the same person."""
    allow_following_move: bool | None = None
    """Followers may follow a move by themselves; own account only."""
    background_image: str | None = None
    """Address of the profile's background."""
    chat_token: str | None = PydanticField(default=None, repr=False)
    """Secret for the shoutbox; own account only."""
    confirmation_pending: bool | None = None
    """The e-mail address is not confirmed yet."""
    hide_favorites: bool | None = None
    """Its favourites are private."""
    hide_followers_count: bool | None = None
    """How many follow it is private."""
    hide_followers: bool | None = None
    """Who follows it is private."""
    hide_follows_count: bool | None = None
    """How many it follows is private."""
    hide_follows: bool | None = None
    """Whom it follows is private."""
    is_admin: bool | None = None
    """An administrator of its server."""
    is_moderator: bool | None = None
    """A moderator of its server."""
    skip_thread_containment: bool | None = None
    """Shows threads also where parts of them are hidden from it."""
    tags: list[str] = []
    """Tags that moderators put on it."""
    unread_conversation_count: int | None = None
    """Unread conversations; own account only."""
    notification_settings: PleromaNotificationSettings | None = None
    """Which notifications it wants; own account only."""
    relationship: Relationship | None = None
    """How you stand to it, where asked for."""
    settings_store: Annotated[dict[str, Any], NONE_AS_EMPTY] = {}
    """What clients stored, by client; own account only."""
    accepts_chat_messages: bool | None = None
    """Can be chatted with; unknown for some remote accounts."""
    favicon: str | None = None
    """Address of its server's icon."""
    deactivated: bool | None = None
    """Turned off by a moderator."""
    unread_notifications_count: int | None = None
    """Unread notifications; own account only."""


class Account(Entity):
    """Someone's account and profile."""

    id: Id
    """The account, as this server numbers it."""
    username: str
    """The name without server."""
    acct: str
    """The name, with ``@server`` unless it is this server."""
    url: str | None = None
    """The profile's web page."""
    uri: str | None = None
    """The account's ActivityPub ID; Mastodon 4.2."""
    display_name: str
    """The name they go by; may be empty."""
    note: Html
    """The bio; HTML."""
    avatar: str
    """Address of the avatar."""
    avatar_static: str
    """Address of the avatar, never animated."""
    avatar_description: str | None = None
    """What the avatar shows, in words; Mastodon 4.6 and GoToSocial."""
    header: str
    """Address of the profile's header image; empty if there is none."""
    header_static: str
    """Address of the header image, never animated."""
    header_description: str | None = None
    """What the header shows, in words; Mastodon 4.6 and GoToSocial."""
    locked: bool
    """Approves followers by hand."""
    fields: list[Field] = []
    """The table on the profile."""
    emojis: list[Emoji] = []
    """Custom emoji used in the profile."""
    bot: bool
    """Run by a program."""
    group: bool = False
    """Stands for a group; Mastodon 3.1."""
    discoverable: bool | None = None
    """Wants to be found in the directory and in recommendations; ``None`` if it never said."""
    indexable: bool | None = None
    """Lets its public statuses be searched; Mastodon 4.3."""
    noindex: bool | None = None
    """Keeps search engines out; Mastodon 4.0."""
    moved: Account | None = None
    """The account it moved to."""
    memorial: bool = False
    """Kept in memory of someone; Mastodon 4.2."""
    suspended: bool | None = None
    """Suspended on this server."""
    limited: bool | None = None
    """Hidden by this server's moderators; Mastodon 3.5.3."""
    created_at: Time
    """When it was created; Mastodon rounds it to the day."""
    last_status_at: OptionalTime = None
    """When it last posted; most servers give the day only."""
    statuses_count: int
    """How many statuses it posted."""
    followers_count: int
    """How many follow it."""
    following_count: int
    """How many it follows."""
    hide_collections: bool | None = None
    """Whom it follows and who follows it is private; Mastodon 4.3."""
    show_media: bool | None = None
    """The profile has a media tab; Mastodon 4.6."""
    show_media_replies: bool | None = None
    """The media tab includes replies; Mastodon 4.6."""
    show_featured: bool | None = None
    """The profile has a tab of featured things; Mastodon 4.6."""
    roles: Annotated[list[AccountRole], NONE_AS_EMPTY] = []
    """Roles that show as badges; Mastodon 4.1 and GoToSocial."""
    feature_approval: FeatureApproval | None = None
    """Who may feature it in collections; Mastodon 4.6."""
    avatar_media_id: Id | None = None
    """The avatar's media attachment; GoToSocial."""
    header_media_id: Id | None = None
    """The header's media attachment; GoToSocial."""
    custom_css: str | None = None
    """The profile's own style sheet; GoToSocial."""
    enable_rss: bool | None = None
    """Has an RSS feed; GoToSocial."""
    theme: str | None = None
    """File name of the profile's theme; GoToSocial."""
    follow_requests_count: int | None = None
    """Follow requests to answer; Pleroma, own account only."""
    pleroma: PleromaAccount | None = None
    """What Pleroma and Akkoma add."""

    def _repr_html_(self) -> str:
        """A card for notebooks: sanitised, without scripts, and without remote images unless they are wanted."""
        from ..display.html import account_html

        return account_html(self)

    @property
    def plain_note(self) -> str:
        """The bio as plain text."""
        from ..text import plain_text

        return plain_text(self.note)


class PleromaAccountSource(Entity):
    """What Pleroma and Akkoma add to the source of a profile."""

    actor_type: Annotated[ActorType | str | None, OPEN] = None
    """What kind of actor it is, in ActivityPub's terms."""
    discoverable: bool | None = None
    """Lets search engines and recommendations find it."""
    no_rich_text: bool | None = None
    """Shows statuses without formatting."""
    show_role: bool | None = None
    """Shows that it is staff."""


class AccountSource(Entity):
    """Your profile as you wrote it, and how you post unless told otherwise."""

    note: str | None = None
    """The bio; plain text."""
    fields: list[Field] = []
    """The table on the profile; plain text."""
    privacy: Annotated[Visibility | str | None, OPEN] = None
    """Visibility of your statuses."""
    sensitive: bool | None = None
    """Your media are marked as sensitive."""
    language: str | None = None
    """Language of your statuses (ISO 639-1)."""
    follow_requests_count: int | None = None
    """Follow requests to answer."""
    hide_collections: bool | None = None
    """Whom you follow and who follows you is private; Mastodon 4.1."""
    discoverable: bool | None = None
    """You want to be found; Mastodon 3.1."""
    indexable: bool | None = None
    """Your public statuses may be searched; Mastodon 4.3."""
    attribution_domains: list[str] = []
    """Sites that may name you as author; Mastodon 4.4."""
    quote_policy: Annotated[QuotePolicy | str | None, OPEN] = None
    """Who may quote your statuses; Mastodon 4.5."""
    bot: bool | None = None
    """Run by a program; snac and Pleroma."""
    also_known_as_uris: Annotated[list[str], NONE_AS_EMPTY] = []
    """ActivityPub IDs of your other accounts; GoToSocial."""
    status_content_type: str | None = None
    """MIME type you write statuses in; GoToSocial."""
    web_layout: str | None = None
    """Layout of your profile's page; GoToSocial."""
    web_visibility: str | None = None
    """Least visible of your statuses that show on your profile's page; GoToSocial."""
    pleroma: PleromaAccountSource | None = None
    """What Pleroma and Akkoma add."""


class CredentialAccount(Account):
    """Your own account."""

    source: AccountSource
    """Your profile as you wrote it."""
    role: Role | None = None
    """Your role on this server; Mastodon 4.0 and GoToSocial."""


class MutedAccount(Account):
    """An account that you mute."""

    mute_expires_at: OptionalTime = None
    """When the mute ends, if it does; Mastodon 3.3 and GoToSocial."""


class PartialAccountWithAvatar(Entity):
    """Just enough of an account to show its avatar."""

    id: Id
    """The account."""
    acct: str
    """The name, with ``@server`` unless it is this server."""
    url: str
    """The profile's web page."""
    avatar: str
    """Address of the avatar."""
    avatar_static: str
    """Address of the avatar, never animated."""
    avatar_description: str | None = None
    """What the avatar shows, in words; Mastodon 4.6."""
    locked: bool
    """Approves followers by hand."""
    bot: bool
    """Run by a program."""


class Profile(Entity):
    """Your profile as you edit it; Mastodon 4.6."""

    id: Id
    """Your account."""
    display_name: str
    """The name you go by."""
    note: str
    """The bio; plain text."""
    fields: list[Field] = []
    """The table on the profile; plain text."""
    avatar: str | None = None
    """Address of the avatar, if you chose one."""
    avatar_static: str | None = None
    """Address of the avatar, never animated."""
    avatar_description: str | None = None
    """What the avatar shows, in words."""
    header: str | None = None
    """Address of the header image, if you chose one."""
    header_static: str | None = None
    """Address of the header image, never animated."""
    header_description: str | None = None
    """What the header shows, in words."""
    locked: bool | None = None
    """You approve followers by hand."""
    bot: bool | None = None
    """Run by a program."""
    hide_collections: bool | None = None
    """Whom you follow and who follows you is private."""
    discoverable: bool | None = None
    """You want to be found in the directory and in recommendations."""
    indexable: bool | None = None
    """Your public statuses may be searched."""
    show_media: bool | None = None
    """The profile has a media tab."""
    show_media_replies: bool | None = None
    """The media tab includes replies."""
    show_featured: bool | None = None
    """The profile has a tab of featured things."""
    attribution_domains: list[str] = []
    """Sites that may name you as author."""


class FamiliarFollowers(Entity):
    """Those you follow who follow an account."""

    id: Id
    """The account that they follow."""
    accounts: list[Account] = []
    """The followers that you know."""


class Suggestion(Entity):
    """An account that you might like to follow."""

    identity: ClassVar[str | None] = None

    account: Account
    """The account."""
    source: Annotated[SuggestionSource | str | None, OPEN] = None
    """Why it is suggested; superseded by ``sources`` in Mastodon 4.3."""
    sources: list[Annotated[SuggestionSource | str, OPEN]] = []
    """All reasons for which it is suggested; Mastodon 4.3."""


class IdentityProof(Entity):
    """Proof that an account is also someone elsewhere; gone since Mastodon 3.5."""

    provider: str
    """Who proves it."""
    provider_username: str
    """Their name there."""
    updated_at: OptionalTime = None
    """When it was last checked."""
    proof_url: str | None = None
    """Web page of the proof."""
    profile_url: str | None = None
    """Web page of the profile there."""
