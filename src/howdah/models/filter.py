"""Filters, of version 2 and of version 1."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from .entity import OPEN, Entity, Id, OptionalTime
from .enums import FilterAction, FilterContext
from .nulls import NONE_AS_EMPTY


class FilterKeyword(Entity):
    """A word or phrase that a filter looks for."""

    id: Id
    """The keyword."""
    keyword: str
    """The word or phrase."""
    whole_word: bool
    """It must stand alone, not within a longer word."""


class FilterStatus(Entity):
    """A status that a filter looks for."""

    model_config = ConfigDict(populate_by_name=True)

    id: Id
    """The entry in the filter; not the status."""
    status_id: Id = Field(alias="phrase", serialization_alias="status_id")
    """The status; GoToSocial sends it as ``phrase``."""


class FilterV2(Entity):
    """A filter, version 2: many keywords and statuses, and an action."""

    id: Id
    """The filter."""
    title: str
    """What you called it."""
    context: list[Annotated[FilterContext | str, OPEN]] = []
    """Where it applies."""
    expires_at: OptionalTime = None
    """When it ends, if it does."""
    filter_action: Annotated[FilterAction | str, OPEN]
    """What it does to a status that it matches."""
    keywords: Annotated[list[FilterKeyword], NONE_AS_EMPTY] = []
    """Words it looks for; not sent with a status."""
    statuses: Annotated[list[FilterStatus], NONE_AS_EMPTY] = []
    """Statuses it looks for; not sent with a status."""


class FilterResult(Entity):
    """A filter that matches a status, and why."""

    identity: ClassVar[str | None] = None

    filter: FilterV2
    """The filter."""
    keyword_matches: Annotated[list[str], NONE_AS_EMPTY] = []
    """Its keywords that were found."""
    status_matches: Annotated[list[Id], NONE_AS_EMPTY] = []
    """Its statuses that were found."""


class Filter(Entity):
    """A filter, version 1: one keyword."""

    id: Id
    """The filter; with Mastodon 4.0 and later, the keyword of a filter of version 2."""
    phrase: str
    """The word or phrase."""
    context: list[Annotated[FilterContext | str, OPEN]] = []
    """Where it applies."""
    expires_at: OptionalTime = None
    """When it ends, if it does."""
    irreversible: bool | None = None
    """The server drops what it matches rather than marking it."""
    whole_word: bool | None = None
    """The phrase must stand alone, not within a longer word."""
