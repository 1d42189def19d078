"""Lists of accounts that have a timeline of their own."""

from __future__ import annotations

from typing import Annotated

from .entity import OPEN, Entity, Id
from .enums import RepliesPolicy


class UserList(Entity):
    """A list of accounts."""

    id: Id
    """The list."""
    title: str
    """What you called it."""
    replies_policy: Annotated[RepliesPolicy | str | None, OPEN] = None
    """Which replies its timeline shows; Mastodon 3.3 and GoToSocial."""
    exclusive: bool = False
    """Its members' statuses stay out of your home timeline; Mastodon 4.2 and GoToSocial."""
