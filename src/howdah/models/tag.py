"""Hashtags."""

from __future__ import annotations

from typing import ClassVar

from .entity import Entity, Id, NumberInText, OptionalTime, Time


class TrendHistory(Entity):
    """How much something was used on one day."""

    day: Time
    """The day, at midnight UTC."""
    uses: NumberInText
    """How often it was used."""
    accounts: NumberInText
    """How many accounts used it."""


class StatusTag(Entity):
    """A hashtag, as a status names it."""

    identity: ClassVar[str | None] = "name"

    name: str
    """The hashtag, without ``#``."""
    url: str
    """Its web page on this server."""


class ShallowTag(StatusTag):
    """A hashtag, as a collection names it; Mastodon 4.6."""


class Tag(StatusTag):
    """A hashtag."""

    id: Id | None = None
    """The hashtag, as Mastodon numbers it since 3.5."""
    history: list[TrendHistory] = []
    """How much it was used on the last days; empty where the server does not count."""
    following: bool | None = None
    """You follow it; Mastodon 4.0 and GoToSocial."""
    featuring: bool | None = None
    """You feature it on your profile; Mastodon 4.4."""


class FeaturedTag(Entity):
    """A hashtag that someone features on their profile."""

    id: Id
    """The featuring of the hashtag; not the hashtag's own ID."""
    name: str
    """The hashtag, without ``#``."""
    url: str | None = None
    """Web page of their statuses with it; Mastodon 3.3."""
    statuses_count: NumberInText
    """How many statuses they used it in."""
    last_status_at: OptionalTime = None
    """When they last used it; newer Mastodon gives the day only."""
