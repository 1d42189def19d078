"""What stands between you and another account."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .entity import Entity, Id, OptionalTime
from .nulls import NONE_AS_EMPTY


class Relationship(Entity):
    """How you and another account stand to each other."""

    identity: ClassVar[str | None] = None

    id: Id
    """The other account."""
    following: bool
    """You follow them."""
    followed_by: bool
    """They follow you."""
    blocking: bool
    """You block them."""
    muting: bool
    """You mute them."""
    requested: bool
    """You asked to follow them, and they have not answered."""
    showing_reblogs: bool | None = None
    """Their boosts show in your home timeline."""
    notifying: bool = False
    """You are notified of their statuses; Mastodon 3.3."""
    languages: Annotated[list[str], NONE_AS_EMPTY] = []
    """Languages in which you follow them (ISO 639-1), all if empty; Mastodon 4.0."""
    blocked_by: bool = False
    """They block you; Mastodon 2.8."""
    muting_notifications: bool | None = None
    """You also mute notifications from them."""
    muting_expires_at: OptionalTime = None
    """When the mute ends, if it does; Mastodon 4.6."""
    requested_by: bool = False
    """They asked to follow you; Mastodon 4.1."""
    domain_blocking: bool | None = None
    """You block their server."""
    endorsed: bool = False
    """You feature them on your profile."""
    note: str | None = None
    """Your private note about them; Mastodon 3.2."""
    subscribing: bool | None = None
    """You are notified of their statuses; Pleroma."""
