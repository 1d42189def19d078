"""Applications, logging in, and signing up."""

from __future__ import annotations

from .calling import Calls


class Authentication(Calls):
    """Applications, logging in, and signing up."""
