"""What only Akkoma has: ``client.akkoma``."""

from __future__ import annotations

from ...core.operation import D
from .frontends import Frontends
from .metrics import Metrics
from .statuses import Statuses
from .timelines import Timelines


class Akkoma(Frontends[D], Metrics[D], Statuses[D], Timelines[D]):
    """What only Akkoma has: ``client.akkoma``; what it shares with Pleroma is ``client.pleroma``."""
