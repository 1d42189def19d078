"""Previews of links."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .account import Account
from .entity import OPEN, Entity, Html, OptionalTime
from .enums import CardType
from .tag import TrendHistory


class PreviewCardAuthor(Entity):
    """Who wrote the page that a card previews; Mastodon 4.3."""

    name: str
    """What the page calls them."""
    url: str | None = None
    """Their web page."""
    account: Account | None = None
    """Their account, if they have one that the page names."""


class Card(Entity):
    """A preview of the page that a status links to."""

    identity: ClassVar[str | None] = "url"

    url: str
    """The page."""
    title: str
    """Its title."""
    description: str | None = None
    """What it is about."""
    type: Annotated[CardType | str, OPEN]
    """What the card shows."""
    language: str | None = None
    """The page's language (ISO 639-1); newer Mastodon."""
    authors: list[PreviewCardAuthor] = []
    """Who wrote it; Mastodon 4.3."""
    author_name: str | None = None
    """Who wrote it; superseded by ``authors`` in Mastodon 4.3."""
    author_url: str | None = None
    """The author's web page; superseded by ``authors`` in Mastodon 4.3."""
    provider_name: str | None = None
    """The site it is on."""
    provider_url: str | None = None
    """The site's web page."""
    html: Html | None = None
    """What to embed for a photo, video or rich card; HTML."""
    width: int | None = None
    """Pixels; 0 if unknown."""
    height: int | None = None
    """Pixels; 0 if unknown."""
    image: str | None = None
    """Address of an image."""
    image_description: str | None = None
    """What the image shows, in words; newer Mastodon."""
    embed_url: str | None = None
    """Address of the photo itself; Mastodon 2.1."""
    blurhash: str | None = None
    """A blurred preview of the image as a BlurHash; Mastodon 3.2 and GoToSocial."""
    missing_attribution: bool | None = None
    """The page names you as author, but you do not list its site; Mastodon 4.6."""
    published_at: OptionalTime = None
    """When the page was published, if it says; Mastodon."""


class TrendsLink(Card):
    """A link that many share these days."""

    history: list[TrendHistory] = []
    """How much it was shared on the last days."""
