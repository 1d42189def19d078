"""How things stand with notifications."""

from __future__ import annotations

from .entity import Entity


class UnreadCount(Entity):
    """How many notifications, or groups of them, are unread; Mastodon 4.3."""

    count: int
    """How many, up to the limit that was asked for."""


class NotificationsMerged(Entity):
    """Whether notifications just accepted have joined the others; Mastodon 4.3."""

    merged: bool = False
    """They have."""
