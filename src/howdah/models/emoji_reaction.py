"""Reactions to statuses with emoji; Pleroma, Akkoma and kin."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .account import Account
from .entity import Entity, Id
from .nulls import NONE_AS_EMPTY


class EmojiReaction(Entity):
    """How many reacted to a status with one emoji; Pleroma and Akkoma."""

    identity: ClassVar[str | None] = None

    name: str
    """The emoji, or a custom one's shortcode."""
    count: int
    """How many reacted with it."""
    me: bool = False
    """You did."""
    url: str | None = None
    """Address of a custom emoji's image; newer Pleroma and Akkoma."""
    accounts: Annotated[list[Account], NONE_AS_EMPTY] = []
    """Who did; not sent with a status."""
    account_ids: Annotated[list[Id], NONE_AS_EMPTY] = []
    """Who did; newer Pleroma and Akkoma, with a status."""
