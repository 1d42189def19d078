"""Where Howdah's front differs from Mastodon.py on purpose, and why."""

from __future__ import annotations

from .side_by_side.reasons import Reason

REASONS: list[Reason] = []
"""In what comes back."""

WIRE_REASONS: list[Reason] = []
"""In what is sent."""
