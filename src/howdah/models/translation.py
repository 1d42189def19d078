"""Translations of statuses."""

from __future__ import annotations

from typing import ClassVar

from .entity import Entity, Html, Id


class TranslationPollOption(Entity):
    """A translated answer of a poll."""

    title: str
    """What it says."""


class TranslationPoll(Entity):
    """A translated poll; Mastodon 4.2."""

    identity: ClassVar[str | None] = None

    id: Id
    """The poll."""
    options: list[TranslationPollOption] = []
    """The answers, in their order."""


class TranslationAttachment(Entity):
    """A translated description of a media attachment; Mastodon 4.2."""

    identity: ClassVar[str | None] = None

    id: Id
    """The attachment."""
    description: str | None = None
    """What it shows, in words."""


class Translation(Entity):
    """A status in another language."""

    content: Html
    """What it says; HTML."""
    spoiler_text: str | None = None
    """The content warning; Mastodon 4.2."""
    language: str | None = None
    """The language it was translated into (ISO 639-1)."""
    poll: TranslationPoll | None = None
    """The poll."""
    media_attachments: list[TranslationAttachment] = []
    """Descriptions of the attached files."""
    detected_source_language: str | None = None
    """The language it was translated from (ISO 639-1)."""
    provider: str | None = None
    """The service that translated it."""
