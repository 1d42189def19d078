"""Collections: lists of accounts that somebody recommends; Mastodon 4.6."""

from __future__ import annotations

from typing import Annotated

from .account import Account
from .entity import OPEN, Entity, Html, Id, Time
from .enums import CollectionItemState
from .tag import ShallowTag


class CollectionItem(Entity):
    """An account's place in a collection."""

    id: Id
    """The ID of the place, not of the account."""
    account_id: Id | None = None
    """The account, once it is known and agrees."""
    state: Annotated[CollectionItemState | str | None, OPEN] = None
    """Whether the account agreed to be here."""
    created_at: Time
    """When it was added."""


class Collection(Entity):
    """A list of accounts that somebody recommends."""

    id: Id
    """The ID of the collection."""
    account_id: Id
    """Who keeps it."""
    uri: str
    """What it is called among servers."""
    url: str | None = None
    """Its web page."""
    name: str
    """What it is called."""
    description: Html | None = None
    """What it is about, in HTML."""
    language: str | None = None
    """The language it is written in."""
    local: bool | None = None
    """Whether this server keeps it."""
    sensitive: bool | None = None
    """Whether it may not be fit for everybody."""
    discoverable: bool | None = None
    """Whether it shows on the profile, in searches and among suggestions."""
    tag: ShallowTag | None = None
    """A hashtag that says what it is about."""
    created_at: Time
    """When it was made."""
    updated_at: Time
    """When it last changed."""
    item_count: int
    """How many accounts are in it."""
    items: list[CollectionItem] = []
    """The accounts in it."""


class WrappedCollection(Entity):
    """A collection, as the server wraps it."""

    collection: Collection
    """The collection itself."""


class Collections(Entity):
    """Several collections."""

    collections: list[Collection] = []
    """The collections themselves."""


class CollectionWithAccounts(Entity):
    """A collection together with its accounts."""

    collection: Collection
    """The collection itself."""
    accounts: list[Account] = []
    """Who keeps it and who is in it."""


class WrappedCollectionItem(Entity):
    """An account's place in a collection, as the server wraps it."""

    collection_item: CollectionItem
    """The place itself."""
