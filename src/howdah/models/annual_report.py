"""Annual reports: what somebody's year on a Mastodon server was like."""

from __future__ import annotations

from typing import Annotated

from .account import Account
from .entity import OPEN, Entity, Id
from .enums import AnnualReportAvailability, Archetype
from .status import Status


class AnnualReportTypeDistribution(Entity):
    """How many statuses of each kind somebody posted; until Mastodon 4.6."""

    total: int | None = None
    """All of them."""
    reblogs: int | None = None
    """Boosts."""
    replies: int | None = None
    """Answers to others."""
    standalone: int | None = None
    """Neither boosts nor answers."""


class AnnualReportTopStatuses(Entity):
    """The IDs of the statuses that did best."""

    by_reblogs: Id | None = None
    """The one boosted most."""
    by_favourites: Id | None = None
    """The one liked most; reports of Mastodon 4.6 may lack it."""
    by_replies: Id | None = None
    """The one answered most; reports of Mastodon 4.6 may lack it."""


class AnnualReportNameCount(Entity):
    """How often something was used."""

    name: str
    """The name of the application or hashtag."""
    count: int
    """In how many statuses."""


class AnnualReportAccountCount(Entity):
    """How often somebody had to do with an account."""

    account_id: Id
    """The account."""
    count: int
    """In how many statuses."""


class AnnualReportMonth(Entity):
    """One month of a year."""

    month: int
    """The month, from 1 to 12."""
    statuses: int = 0
    """Statuses posted."""
    following: int = 0
    """Accounts newly followed."""
    followers: int = 0
    """Followers gained."""


class AnnualReportPercentiles(Entity):
    """How many on the same server did less, in percent; until Mastodon 4.6."""

    followers: float | None = None
    """By followers gained."""
    statuses: float | None = None
    """By statuses posted."""


class AnnualReportData(Entity):
    """The contents of an annual report; what is in it depends on ``AnnualReport.schema_version``."""

    archetype: Annotated[Archetype | str | None, OPEN] = None
    """What kind of poster somebody is, in play."""
    type_distribution: AnnualReportTypeDistribution | None = None
    """Statuses by kind; until Mastodon 4.6."""
    top_statuses: AnnualReportTopStatuses | None = None
    """The statuses that did best."""
    most_used_apps: list[AnnualReportNameCount] = []
    """Applications posted from, most used first; until Mastodon 4.6."""
    commonly_interacted_with_accounts: list[AnnualReportAccountCount] = []
    """Accounts answered most; until Mastodon 4.6."""
    time_series: list[AnnualReportMonth] = []
    """The year by months."""
    top_hashtags: list[AnnualReportNameCount] = []
    """Hashtags used most."""
    most_reblogged_accounts: list[AnnualReportAccountCount] = []
    """Accounts boosted most; until Mastodon 4.6."""
    percentiles: AnnualReportPercentiles | None = None
    """The place among others on the server; until Mastodon 4.6."""


class AnnualReport(Entity):
    """What somebody's year was like; Mastodon 4.3."""

    year: int
    """The year."""
    data: AnnualReportData | None = None
    """The contents."""
    schema_version: int | None = None
    """Which form the contents have."""
    share_url: str | None = None
    """A page to show to others, if it is shared; Mastodon 4.6."""
    account_id: Id | None = None
    """Whose year it was; Mastodon 4.6."""


class WrappedAnnualReports(Entity):
    """Annual reports with the accounts and statuses they speak of; Mastodon 4.3."""

    annual_reports: list[AnnualReport] = []
    """The reports."""
    accounts: list[Account] = []
    """The accounts they name."""
    statuses: list[Status] = []
    """The statuses they name."""


class AnnualReportState(Entity):
    """Whether the report of a year can be had; Mastodon 4.6."""

    state: Annotated[AnnualReportAvailability | str, OPEN]
    """Ready, in the making, to be asked for, or not to be had."""
