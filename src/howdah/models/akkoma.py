"""What only Akkoma has."""

from __future__ import annotations

from typing import Any, ClassVar

from .entity import Entity


class AkkomaTranslation(Entity):
    """A status in another language, in Akkoma's older form."""

    detected_language: str
    """The language it was written in."""
    text: str
    """What it says in the other."""


class AkkomaLanguage(Entity):
    """A language that statuses can be translated from or to."""

    identity: ClassVar[str | None] = "code"

    code: str
    """The code of the language."""
    name: str | None = None
    """What it is called."""


class AkkomaTranslationLanguages(Entity):
    """The languages that statuses can be translated between; none if translation is off."""

    source: list[AkkomaLanguage] = []
    """Those to translate from."""
    target: list[AkkomaLanguage] = []
    """Those to translate to."""


class FrontendProfile(Entity):
    """Settings that a web interface keeps on the server."""

    name: str | None = None
    """What they are called; in lists only."""
    version: int
    """How often they were written; the next writing has to name the next number."""
    settings: dict[str, Any] = {}
    """The settings themselves; not in lists."""


class AkkomaDeletion(Entity):
    """The receipt for something deleted."""

    deleted: str
    """``ok``."""
