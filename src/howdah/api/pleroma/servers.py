"""Who has these operations, and where."""

from __future__ import annotations

from typing import Final

from ...core.operation import Move
from ...core.server import AKKOMA, PLEROMA

PLEROMAS: Final = PLEROMA | AKKOMA
MOVED: Final = Move("/api/v1/pleroma/", "/api/pleroma/")
"""Pleroma 2.3 moved most of its own API; Akkoma, which is younger, has it only where it is now."""
