"""How far a timeline was read."""

from __future__ import annotations

from .entity import Entity, Id, Time


class PleromaMarker(Entity):
    """What Pleroma and Akkoma tell about a marker beyond Mastodon's fields."""

    unread_count: int | None = None
    """How many are unread."""


class Marker(Entity):
    """How far you read a timeline."""

    last_read_id: Id
    """The newest status or notification that you read."""
    version: int
    """Counts the changes, so that two clients do not undo each other's."""
    updated_at: Time
    """When it was last set."""
    pleroma: PleromaMarker | None = None
    """What Pleroma and Akkoma add."""
