"""Announcements of a server's staff."""

from __future__ import annotations

from typing import ClassVar

from .emoji import Emoji
from .entity import Entity, Html, Id, OptionalTime, Time
from .tag import StatusTag


class AnnouncementReaction(Entity):
    """How many reacted to an announcement with one emoji."""

    identity: ClassVar[str | None] = None

    name: str
    """The emoji, or a custom one's shortcode."""
    count: int
    """How many reacted with it."""
    me: bool | None = None
    """You did; ``None`` if you are not logged in."""
    url: str | None = None
    """Address of a custom emoji's image."""
    static_url: str | None = None
    """Address of the image, never animated."""


class AnnouncementAccount(Entity):
    """Someone whom an announcement mentions."""

    id: Id
    """The account."""
    username: str
    """The name without server."""
    url: str
    """The profile's web page."""
    acct: str
    """The name, with ``@server`` unless it is this server."""


class AnnouncementStatus(Entity):
    """A status that an announcement links to."""

    id: Id
    """The status."""
    url: str
    """Its web page."""


class Announcement(Entity):
    """Something that a server's staff announces to everybody on it."""

    id: Id
    """The announcement."""
    content: Html
    """What it says; HTML."""
    starts_at: OptionalTime = None
    """When what it announces begins."""
    ends_at: OptionalTime = None
    """When what it announces ends."""
    all_day: bool | None = None
    """The times mean whole days."""
    published_at: Time
    """When it was published."""
    updated_at: OptionalTime = None
    """When it was last changed."""
    read: bool | None = None
    """You dismissed it; ``None`` if you are not logged in."""
    mentions: list[AnnouncementAccount] = []
    """Whom it mentions."""
    statuses: list[AnnouncementStatus] = []
    """Statuses it links to."""
    tags: list[StatusTag] = []
    """Its hashtags."""
    emojis: list[Emoji] = []
    """Custom emoji used in it."""
    reactions: list[AnnouncementReaction] = []
    """Reactions with emoji."""
