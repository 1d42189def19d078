"""Web Push."""

from __future__ import annotations

from .calling import Calls


class Push(Calls):
    """Web Push."""
