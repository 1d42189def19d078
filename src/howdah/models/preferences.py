"""How someone wants to post and to read."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from .entity import OPEN, Entity
from .enums import ExpandMedia, QuotePolicy, Visibility


class Preferences(Entity):
    """How you want to post and to read; snac has none of it."""

    model_config = ConfigDict(populate_by_name=True)

    posting_default_visibility: Annotated[Visibility | str | None, OPEN] = Field(
        default=None, alias="posting:default:visibility"
    )
    """Visibility of your statuses."""
    posting_default_sensitive: bool | None = Field(default=None, alias="posting:default:sensitive")
    """Your media are marked as sensitive."""
    posting_default_language: str | None = Field(default=None, alias="posting:default:language")
    """Language of your statuses (ISO 639-1)."""
    posting_default_quote_policy: Annotated[QuotePolicy | str | None, OPEN] = Field(
        default=None, alias="posting:default:quote_policy"
    )
    """Who may quote your statuses; Mastodon 4.5."""
    reading_expand_media: Annotated[ExpandMedia | str | None, OPEN] = Field(default=None, alias="reading:expand:media")
    """Which media show without being asked for."""
    reading_expand_spoilers: bool | None = Field(default=None, alias="reading:expand:spoilers")
    """Statuses with a content warning show without being asked for."""
    reading_autoplay_gifs: bool | None = Field(default=None, alias="reading:autoplay:gifs")
    """Animations play by themselves; Mastodon 4.1."""
