"""What ends with a client: its streams, as long as somebody has them."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")


class Dependents(Generic[T]):
    """Things that are to be closed with another one, as far as they are still there; for many threads."""

    def __init__(self) -> None:
        self._there: WeakSet[T] = WeakSet()
        self._lock = threading.RLock()

    def add(self, dependent: T) -> None:
        """Remember one, without keeping it."""
        with self._lock:
            self._there.add(dependent)

    def there(self) -> list[T]:
        """Those that are still there."""
        with self._lock:
            return list(self._there)
