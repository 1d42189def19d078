"""Long runs: whole with ``HOWDAH_SOAK=1`` (``make soak``), and otherwise a part of them that does not vary."""

from __future__ import annotations

import os
from typing import TypeVar

T = TypeVar("T")

WHOLE = os.environ.get("HOWDAH_SOAK") == "1"
"""Whether long runs are run whole."""


def length(whole: T, part: T) -> T:
    """How long a run is: as long as it can be, or as long as every test run can bear."""
    return whole if WHOLE else part
