"""What moderators see: accounts, reports, blocks, and the figures of the dashboard."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .account import Account, Role
from .card import TrendsLink
from .entity import OPEN, Entity, Id, NumberInText, OptionalTime, Time
from .enums import (
    CohortFrequency,
    DimensionKey,
    DomainBlockSeverity,
    DomainPermissionType,
    IpBlockSeverity,
    MeasureKey,
    ReportCategory,
)
from .instance import Rule
from .nulls import NONE_AS_EMPTY
from .status import Status
from .tag import Tag, TrendHistory


class AdminIp(Entity):
    """An IP address that somebody signed in from."""

    identity: ClassVar[str | None] = "ip"

    ip: str
    """The address."""
    used_at: OptionalTime = None
    """When it was last used."""


class AdminAccount(Entity):
    """An account as moderators see it."""

    id: Id
    """The ID of the account."""
    username: str
    """The name without the domain."""
    domain: str | None = None
    """The domain of a remote account; ``None`` for a local one."""
    created_at: Time
    """When the account was created or first seen."""
    email: str | None = None
    """The e-mail address; empty or missing for a remote account."""
    ip: str | None = None
    """The IP address last signed in from."""
    ips: Annotated[list[AdminIp], NONE_AS_EMPTY] = []
    """All known IP addresses; Mastodon 3.5, always empty on GoToSocial."""
    locale: str | None = None
    """The language of the interface."""
    invite_request: str | None = None
    """Why the person wanted to join, in their words."""
    role: Role | None = None
    """The role of a local account."""
    confirmed: bool | None = None
    """Whether the e-mail address is confirmed."""
    approved: bool | None = None
    """Whether the sign-up was approved."""
    disabled: bool | None = None
    """Whether signing in is barred."""
    sensitized: bool | None = None
    """Whether all its media are marked as sensitive; Mastodon 4.0."""
    silenced: bool | None = None
    """Whether the account is limited."""
    suspended: bool | None = None
    """Whether the account is suspended."""
    account: Account
    """The account as everybody sees it."""
    created_by_application_id: Id | None = None
    """The application that signed the account up."""
    invited_by_account_id: Id | None = None
    """The account whose invite was used."""


class AdminReport(Entity):
    """A report as moderators see it."""

    id: Id
    """The ID of the report."""
    action_taken: bool
    """Whether it was dealt with."""
    action_taken_at: OptionalTime = None
    """When it was dealt with."""
    category: Annotated[ReportCategory | str | None, OPEN] = None
    """What it is about; Mastodon 3.5."""
    comment: str | None = None
    """What the reporter wrote."""
    forwarded: bool | None = None
    """Whether it was passed on to the account's server; Mastodon 4.0."""
    created_at: Time
    """When it was sent."""
    updated_at: Time
    """When anything last happened to it."""
    account: AdminAccount
    """Who reported."""
    target_account: AdminAccount
    """Who is reported."""
    assigned_account: AdminAccount | None = None
    """The moderator who sees to it."""
    action_taken_by_account: AdminAccount | None = None
    """The moderator who dealt with it."""
    statuses: list[Status] = []
    """The statuses reported."""
    rules: list[Rule] = []
    """The rules said to be broken; Mastodon 3.5."""
    action_taken_comment: str | None = None
    """What the moderator answered; GoToSocial only."""


class AdminDomainAllow(Entity):
    """A domain that may federate with a server which otherwise federates with none."""

    id: Id
    """The ID of the entry."""
    domain: str
    """The domain."""
    created_at: Time
    """When it was added."""
    public_comment: str | None = None
    """Why, for everybody; GoToSocial only."""
    private_comment: str | None = None
    """Why, for moderators; GoToSocial only."""
    obfuscate: bool = False
    """Whether the domain is shown garbled in public; GoToSocial only."""
    created_by: Id | None = None
    """The account that added it; GoToSocial only."""
    subscription_id: Id | None = None
    """The subscription it came from; GoToSocial only."""


class AdminDomainBlock(Entity):
    """A domain that is limited or shut out."""

    id: Id
    """The ID of the block."""
    domain: str
    """The domain, in clear."""
    digest: str | None = None
    """The SHA-256 hash of the domain, in hexadecimal; Mastodon 4.3."""
    created_at: Time
    """When it was blocked."""
    severity: Annotated[DomainBlockSeverity | str | None, OPEN] = None
    """How harshly; GoToSocial only knows ``suspend``."""
    reject_media: bool | None = None
    """Whether its media are refused; Mastodon only."""
    reject_reports: bool | None = None
    """Whether its reports are refused; Mastodon only."""
    private_comment: str | None = None
    """Why, for moderators."""
    public_comment: str | None = None
    """Why, for everybody."""
    obfuscate: bool = False
    """Whether the domain is shown garbled in public."""
    comment: str | None = None
    """Another name of ``public_comment``; GoToSocial only."""
    created_by: Id | None = None
    """The account that blocked it; GoToSocial only."""
    permission_type: Annotated[DomainPermissionType | str | None, OPEN] = None
    """Whether a draft is a block or an allow; GoToSocial only."""
    silenced_at: OptionalTime = None
    """When it was limited; GoToSocial only."""
    subscription_id: Id | None = None
    """The subscription it came from; GoToSocial only."""
    suspended_at: OptionalTime = None
    """When it was suspended; GoToSocial only."""


class AdminEmailDomainBlock(Entity):
    """An e-mail domain that nobody may sign up with; Mastodon 4.0."""

    id: Id
    """The ID of the block."""
    domain: str
    """The e-mail domain."""
    created_at: Time
    """When it was blocked."""
    history: list[TrendHistory] = []
    """How many tried to sign up with it on the last days, newest first."""
    allow_with_approval: bool | None = None
    """Whether sign-ups wait for approval instead of being refused."""


class AdminCanonicalEmailBlock(Entity):
    """An e-mail address that nobody may sign up with, known by its hash alone; Mastodon 4.0."""

    id: Id
    """The ID of the block."""
    canonical_email_hash: str
    """The SHA-256 hash of the normalised address, in hexadecimal."""


class AdminIpBlock(Entity):
    """An IP range that is shut out; Mastodon 4.0."""

    id: Id
    """The ID of the block."""
    ip: str
    """The range, in CIDR notation."""
    severity: Annotated[IpBlockSeverity | str | None, OPEN] = None
    """What is kept from it."""
    comment: str | None = None
    """Why, for moderators."""
    created_at: Time
    """When it was blocked."""
    expires_at: OptionalTime = None
    """When the block ends, if ever."""


class AdminCohortData(Entity):
    """How many people of a cohort were still there in one period."""

    date: Time
    """When the period begins."""
    rate: float
    """The share that was active, from 0 to 1."""
    value: NumberInText
    """How many were active."""


class AdminCohort(Entity):
    """The people who signed up in one period, and how long they stayed; Mastodon 3.5."""

    period: Time
    """When the period of sign-up begins."""
    frequency: Annotated[CohortFrequency | str | None, OPEN] = None
    """How long a period is."""
    data: list[AdminCohortData] = []
    """One entry for each period since."""


class AdminDimensionData(Entity):
    """One row of a breakdown."""

    key: str
    """What the row is about, for programs."""
    human_key: str | None = None
    """What the row is about, for people."""
    value: str
    """The figure, or the version of a program."""
    unit: str | None = None
    """What is counted, as ``bytes``."""
    human_value: str | None = None
    """The figure with its unit, for people."""


class AdminDimension(Entity):
    """Statistics broken down by something; Mastodon 3.5."""

    key: Annotated[DimensionKey | str, OPEN]
    """What it is broken down by."""
    data: list[AdminDimensionData] = []
    """The rows, largest first."""


class AdminMeasureData(Entity):
    """What was counted in one day."""

    date: Time
    """The day, at midnight."""
    value: NumberInText
    """The count."""


class AdminMeasure(Entity):
    """Something counted over time; Mastodon 3.5."""

    key: Annotated[MeasureKey | str, OPEN]
    """What is counted."""
    unit: str | None = None
    """The unit, as ``bytes``; ``None`` for plain counts."""
    total: NumberInText
    """The sum over the whole time."""
    human_value: str | None = None
    """The sum with its unit, for people."""
    previous_total: NumberInText | None = None
    """The sum over a time of the same length before."""
    data: list[AdminMeasureData] = []
    """The count of each day."""


class AdminTag(Tag):
    """A hashtag as moderators see it; Mastodon 3.5."""

    trendable: bool | None = None
    """Whether it may trend."""
    usable: bool | None = None
    """Whether it may be used."""
    requires_review: bool | None = None
    """Whether a moderator has yet to look at it."""
    listable: bool | None = None
    """Whether searches and suggestions may show it."""


class AdminTrendsLink(TrendsLink):
    """A trending link as moderators see it; Mastodon 4.1."""

    id: Id | None = None
    """What it is approved or rejected by."""
    requires_review: bool | None = None
    """Whether a moderator has yet to look at it."""


class AdminTrendsStatus(Status):
    """A trending status as moderators see it; Mastodon 4.1."""

    requires_review: bool | None = None
    """Whether a moderator has yet to look at it."""


class AdminPreviewCardProvider(Entity):
    """A site whose links may trend, or not; Mastodon 4.1."""

    id: Id
    """What it is approved or rejected by."""
    domain: str
    """The domain of the site."""
    trendable: bool | None = None
    """Whether its links may trend; ``None`` while nobody has decided."""
    reviewed_at: OptionalTime = None
    """When a moderator last decided."""
    requested_review_at: OptionalTime = None
    """When moderators were last asked to decide."""
    requires_review: bool | None = None
    """Whether a moderator has yet to look at it."""
