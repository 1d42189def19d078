"""Polls."""

from __future__ import annotations

from typing import Annotated

from .emoji import Emoji
from .entity import Entity, Id, OptionalTime
from .nulls import NONE_AS_EMPTY


class PollOption(Entity):
    """An answer to choose."""

    title: str
    """What it says; plain text."""
    votes_count: int | None = None
    """How many chose it; ``None`` while results are hidden."""


class Poll(Entity):
    """A poll attached to a status."""

    id: Id
    """The poll."""
    expires_at: OptionalTime = None
    """When it ends, if it does."""
    expired: bool
    """It has ended."""
    multiple: bool
    """More than one answer may be chosen."""
    votes_count: int
    """How many votes it got."""
    voters_count: int | None = None
    """How many people voted; ``None`` where it is unknown or the same as ``votes_count``."""
    options: list[PollOption] = []
    """The answers to choose from."""
    emojis: list[Emoji] = []
    """Custom emoji used in the answers."""
    voted: bool | None = None
    """You voted; ``None`` if you are not logged in."""
    own_votes: Annotated[list[int], NONE_AS_EMPTY] = []
    """The answers that you chose, counted from 0."""
