"""Custom emoji."""

from __future__ import annotations

from typing import ClassVar

from .entity import Entity


class Emoji(Entity):
    """A custom emoji, written ``:shortcode:`` in text."""

    identity: ClassVar[str | None] = "shortcode"

    shortcode: str
    """Its name, without colons."""
    url: str
    """The image, animated if the emoji is."""
    static_url: str
    """The image, never animated."""
    visible_in_picker: bool | None = None
    """Whether it should be offered in a picker."""
    category: str | None = None
    """The category it is sorted under; Mastodon 3.0 and GoToSocial."""
