"""Servers that a server limits or blocks."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .entity import OPEN, Entity, OptionalTime
from .enums import DomainBlockSeverity


class DomainBlock(Entity):
    """A server that this server limits or blocks."""

    identity: ClassVar[str | None] = "domain"

    domain: str
    """The server, perhaps with parts starred out."""
    digest: str | None = None
    """SHA-256 of the domain, in hexadecimal; Mastodon."""
    severity: Annotated[DomainBlockSeverity | str | None, OPEN] = None
    """How it is treated."""
    comment: str | None = None
    """Why, if it is told."""
    public_comment: str | None = None
    """Why, if it is told; GoToSocial."""
    silenced_at: OptionalTime = None
    """Since when it is limited; GoToSocial."""
    suspended_at: OptionalTime = None
    """Since when it is blocked; GoToSocial."""
