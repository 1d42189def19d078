"""Streams of events."""

from __future__ import annotations

from .calling import Calls


class Streaming(Calls):
    """Streams of events."""
