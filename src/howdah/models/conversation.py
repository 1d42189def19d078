"""Conversations: threads of direct statuses."""

from __future__ import annotations

from .account import Account
from .entity import Entity, Id
from .status import Status


class PleromaConversation(Entity):
    """What Pleroma and Akkoma tell about a conversation beyond Mastodon's fields."""

    recipients: list[Account] = []
    """Who gets what is posted in it."""


class Conversation(Entity):
    """A thread of direct statuses."""

    id: Id
    """The conversation."""
    unread: bool
    """You have not read its last status."""
    accounts: list[Account] = []
    """Who takes part."""
    last_status: Status | None = None
    """The newest status."""
    pleroma: PleromaConversation | None = None
    """What Pleroma and Akkoma add."""
