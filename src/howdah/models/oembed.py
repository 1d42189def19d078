"""oEmbed: how to show a status in another page."""

from __future__ import annotations

from typing import Annotated

from .entity import OPEN, Entity, Html
from .enums import OEmbedType


class OEmbed(Entity):
    """What another page needs to show a status; Mastodon only."""

    type: Annotated[OEmbedType | str | None, OPEN] = None
    """What is shown."""
    version: str | None = None
    """The version of oEmbed."""
    title: str | None = None
    """The title."""
    author_name: str | None = None
    """The display name of the author."""
    author_url: str | None = None
    """The web page of the author."""
    provider_name: str | None = None
    """The domain of the server."""
    provider_url: str | None = None
    """The URL of the server."""
    cache_age: int | None = None
    """How long it may be kept, in seconds."""
    html: Html | None = None
    """What to put into the page, in HTML."""
    width: int | None = None
    """The width in pixels."""
    height: int | None = None
    """The height in pixels; ``None`` where the contents decide."""
