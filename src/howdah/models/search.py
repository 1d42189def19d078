"""What a search finds."""

from __future__ import annotations

from typing import Annotated, Any, cast

from pydantic import BeforeValidator

from .account import Account
from .collection import Collection
from .entity import Entity
from .nulls import NONE_AS_EMPTY
from .status import Status
from .tag import Tag


def _as_tag(value: Any) -> Any:
    """The older search gives names only, and snac the words that it was asked for, with their ``#``."""
    if isinstance(value, str):
        return {"name": value, "url": ""}
    if not isinstance(value, dict):
        return value
    sent = cast("dict[str, Any]", value)
    name = sent.get("name")
    return {**sent, "name": name.removeprefix("#")} if isinstance(name, str) else sent


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
