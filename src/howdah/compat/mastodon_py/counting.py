"""How long statuses are, and other sums that need no server."""

from __future__ import annotations

from .calling import Calls


class Counting(Calls):
    """How long statuses are, and other sums that need no server."""
