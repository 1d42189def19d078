"""What commands show, as a person would like to see it."""

from __future__ import annotations

import json
from typing import Any

from rich.console import RenderableType, RichCast

from ..display.cleaning import clean
from ..display.rendering import drawn
from ..models.entity import Entity
from .output import document


def rendered(thing: Any) -> RenderableType:
    """Something in a terminal: a picture if there is one of its kind, else its JSON."""
    picture = drawn(thing)
    if picture is not None:
        return picture
    if isinstance(thing, RichCast) and not isinstance(thing, Entity):
        return thing.__rich__()
    return clean(thing if isinstance(thing, str) else json.dumps(document(thing), indent=2, ensure_ascii=False))
