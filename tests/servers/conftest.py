"""The real servers that the tests in this folder talk to."""

from __future__ import annotations

from tests.servers.snac import snac, snac_household

__all__ = ["snac", "snac_household"]
