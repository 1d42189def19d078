"""longwei's types."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from .models import Status as Status

if TYPE_CHECKING:
    from .client import APClient

APClientClass = TypeVar("APClientClass", bound="APClient")
