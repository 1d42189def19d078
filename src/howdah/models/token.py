"""Access tokens."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .entity import Entity, OptionalTime


class Token(Entity):
    """What lets a program act for someone."""

    secretive: ClassVar[bool] = True

    access_token: str = Field(repr=False)
    """The token; a secret."""
    token_type: str
    """``Bearer``."""
    scope: str | None = None
    """What it allows, separated by spaces."""
    created_at: OptionalTime = None
    """When it was issued."""
    refresh_token: str | None = Field(default=None, repr=False)
    """What a new one can be had with; a secret. Pleroma and Akkoma."""
    expires_in: int | None = None
    """How long it lasts; seconds. Pleroma and Akkoma."""
    me: str | None = None
    """The account's ActivityPub ID; Pleroma and Akkoma."""
