"""What only GoToSocial has."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .account import Account
from .emoji import Emoji
from .entity import OPEN, Entity, Id, OptionalTime, Time
from .enums import DomainBlockSeverity, DomainPermissionType, InteractionType
from .interaction_policy import InteractionPolicy
from .status import Status


class User(Entity):
    """The person behind an account: what concerns signing in."""

    id: Id
    """The ID of the user, not of the account."""
    created_at: Time
    """When they signed up."""
    email: str | None = None
    """The confirmed e-mail address."""
    unconfirmed_email: str | None = None
    """An e-mail address yet to be confirmed."""
    reason: str | None = None
    """Why they wanted to join."""
    last_emailed_at: OptionalTime = None
    """When they were last sent an e-mail."""
    confirmed_at: OptionalTime = None
    """When the e-mail address was confirmed."""
    confirmation_sent_at: OptionalTime = None
    """When they were last asked to confirm it."""
    reset_password_sent_at: OptionalTime = None
    """When they were last sent a way to reset the password."""
    moderator: bool = False
    """Whether they moderate."""
    admin: bool = False
    """Whether they administer the server."""
    disabled: bool = False
    """Whether signing in is barred."""
    approved: bool = False
    """Whether the sign-up was approved."""
    two_factor_enabled_at: OptionalTime = None
    """When two-factor login was turned on, if it is."""


class AccountExportStats(Entity):
    """How much there is to export."""

    media_storage: str | None = None
    """What the media take up, in words; a stand-in so far."""
    followers_count: int
    """Followers."""
    following_count: int
    """Accounts followed."""
    statuses_count: int
    """Statuses."""
    lists_count: int
    """Lists."""
    blocks_count: int
    """Accounts blocked."""
    mutes_count: int
    """Accounts muted."""


class Theme(Entity):
    """A look for the web page of an account."""

    identity: ClassVar[str | None] = "file_name"

    title: str
    """What it is called."""
    description: str | None = None
    """What it is like."""
    file_name: str
    """What it is chosen by."""


class InteractionRequest(Entity):
    """Somebody's wish to like, answer or boost a status whose author wants to be asked."""

    id: Id
    """The ID of the request."""
    type: Annotated[InteractionType | str, OPEN]
    """What they wish to do."""
    created_at: Time
    """When they asked."""
    account: Account
    """Who asks."""
    status: Status | None = None
    """The status in question."""
    reply: Status | None = None
    """The answer that waits, if it is one."""
    accepted_at: OptionalTime = None
    """When it was accepted."""
    rejected_at: OptionalTime = None
    """When it was rejected."""


class DefaultPolicies(Entity):
    """The interaction policies that new statuses start with, by visibility."""

    public: InteractionPolicy | None = None
    """For public ones."""
    unlisted: InteractionPolicy | None = None
    """For unlisted ones."""
    private: InteractionPolicy | None = None
    """For those to followers."""
    direct: InteractionPolicy | None = None
    """For those to the people mentioned."""


class DomainPermission(Entity):
    """A domain blocked or allowed, in draft or in force, or left out of subscriptions."""

    id: Id | None = None
    """The ID of the entry; missing where entries are exported."""
    domain: str
    """The domain."""
    permission_type: Annotated[DomainPermissionType | str | None, OPEN] = None
    """Whether a draft is a block or an allow."""
    severity: Annotated[DomainBlockSeverity | str | None, OPEN] = None
    """``suspend`` for a block."""
    obfuscate: bool = False
    """Whether the domain is shown garbled in public."""
    comment: str | None = None
    """Another name of ``public_comment``."""
    public_comment: str | None = None
    """Why, for everybody."""
    private_comment: str | None = None
    """Why, for moderators."""
    created_at: OptionalTime = None
    """When it was made; missing where entries are exported."""
    created_by: Id | None = None
    """The account that made it."""
    subscription_id: Id | None = None
    """The subscription it came from."""
    silenced_at: OptionalTime = None
    """When the domain was limited."""
    suspended_at: OptionalTime = None
    """When the domain was suspended."""


class DomainPermissionSubscription(Entity):
    """A list of domains kept elsewhere, which the server follows."""

    id: Id
    """The ID of the subscription."""
    permission_type: Annotated[DomainPermissionType | str | None, OPEN] = None
    """Whether the list blocks or allows."""
    priority: int | None = None
    """Which list wins, from 0 to 255, the highest first."""
    title: str | None = None
    """What moderators call it."""
    uri: str
    """Where the list is."""
    content_type: str | None = None
    """The MIME type of the list."""
    as_draft: bool | None = None
    """Whether what it brings waits for a moderator."""
    adopt_orphans: bool | None = None
    """Whether it takes over entries that no subscription owns."""
    remove_retracted: bool | None = None
    """Whether entries go when the list drops them."""
    fetch_username: str | None = None
    """The name to fetch it with."""
    fetch_password: str | None = Field(default=None, repr=False)
    """The password to fetch it with; a secret."""
    created_at: OptionalTime = None
    """When it was made."""
    created_by: Id | None = None
    """The account that made it."""
    fetched_at: OptionalTime = None
    """When the list was last asked for."""
    successfully_fetched_at: OptionalTime = None
    """When the list was last had."""
    error: str | None = None
    """What went wrong the last time."""
    count: int | None = None
    """How many entries the list had."""


class HeaderFilter(Entity):
    """A rule on requests by one of their headers."""

    id: Id
    """The ID of the rule."""
    header: str
    """The name of the header."""
    regex: str
    """What its value has to match, a regular expression."""
    created_by: Id | None = None
    """The account that made it."""
    created_at: OptionalTime = None
    """When it was made."""


class AdminEmoji(Emoji):
    """A custom emoji as moderators see it."""

    identity: ClassVar[str | None] = "id"

    id: Id
    """The ID of the emoji."""
    disabled: bool = False
    """Whether a moderator turned it off."""
    domain: str | None = None
    """The server it is from, if not this one."""
    updated_at: OptionalTime = None
    """When its image last changed."""
    total_file_size: int | None = None
    """What its images take up, in bytes."""
    content_type: str | None = None
    """The MIME type of the image."""
    uri: str | None = None
    """What it is called among servers."""


class EmojiCategory(Entity):
    """A group of custom emoji."""

    id: Id
    """The ID of the category."""
    name: str
    """What it is called."""


class AdminActionResponse(Entity):
    """The receipt for something that the server does in the background."""

    identity: ClassVar[str | None] = "action_id"

    action_id: Id
    """What the server's log calls it."""


class DebugAPUrlResponse(Entity):
    """What came of fetching an ActivityPub object; only in debug builds."""

    request_url: str | None = None
    """What was fetched."""
    request_headers: dict[str, list[str]] = {}
    """The headers sent."""
    response_code: int | None = None
    """The HTTP status that came back."""
    response_headers: dict[str, list[str]] = {}
    """The headers that came back."""
    response_body: str | None = None
    """The body that came back, or an error, or both."""
