"""A clock that goes forward only when told."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


class FakeClock:
    """A clock that stands still until something advances it; a client's waiting does.

    Attributes:
        sleeps: the waits so far, in seconds; none of them took any time.
    """

    def __init__(self, start: datetime = START) -> None:
        self.sleeps: list[float] = []
        self._start = start.timestamp()
        self._passed = 0.0
        self._lock = threading.Lock()

    @property
    def now(self) -> datetime:
        """The time it shows, in UTC."""
        return datetime.fromtimestamp(self.time(), UTC)

    def monotonic(self) -> float:
        """Seconds since it was made."""
        return self._passed

    def time(self) -> float:
        """Seconds since 1970."""
        return self._start + self._passed

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self._passed += seconds

    def sleep(self, seconds: float) -> None:
        """Note a wait, and let that time pass."""
        self.sleeps.append(seconds)
        self.advance(seconds)

    def __repr__(self) -> str:
        return f"FakeClock({self.now:%Y-%m-%d %H:%M:%S})"
