"""What a search finds."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from .account import Account
from .collection import Collection
from .entity import Entity
from .nulls import NONE_AS_EMPTY
from .status import Status
from .tag import Tag


def _as_tag(value: Any) -> Any:
    return {"name": value, "url": ""} if isinstance(value, str) else value


class SearchResults(Entity):
    """What a search found."""

    accounts: list[Account] = []
    """Accounts."""
    statuses: list[Status] = []
    """Statuses."""
    hashtags: list[Annotated[Tag, BeforeValidator(_as_tag)]] = []
    """Hashtags; the older search gives their names only."""
    collections: Annotated[list[Collection], NONE_AS_EMPTY] = []
    """Collections; Mastodon 4.6."""
