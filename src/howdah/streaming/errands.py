"""Waits for a server that can be left at once, whatever they hang on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Generic, TypeVar

T = TypeVar("T")


class Errand(Generic[T]):
    """Something that waits for a server, done in a thread of its own: it cannot be interrupted, but it can be left.

    Args:
        work: what to do.
        undo: what to do with its result where nobody waits for that any more.
    """

    def __init__(self, work: Callable[[], T], undo: Callable[[T], object]) -> None:
        self._work = work
        self._undo = undo
        self._changed = threading.Condition()
        self._left = False
        self._outcome: tuple[T] | BaseException | None = None
        run = copy_context().run
        threading.Thread(target=run, args=(self._run,), name="howdah errand", daemon=True).start()

    def _run(self) -> None:
        outcome: tuple[T] | BaseException
        try:
            outcome = (self._work(),)
        except BaseException as error:
            outcome = error
        with self._changed:
            self._outcome = outcome
            self._changed.notify_all()
        if self._left:
            self._discard()

    def _discard(self) -> None:
        if isinstance(self._outcome, tuple):
            self._undo(self._outcome[0])

    def wait(self) -> T | None:
        """Its result, or ``None`` if it was left before there was one.

        Raises:
            BaseException: what it failed with.
        """
        try:
            with self._changed:
                self._changed.wait_for(lambda: self._left or self._outcome is not None)
        except BaseException:
            if not self.leave():
                self._discard()
            raise
        if self._left or self._outcome is None:
            return None
        if isinstance(self._outcome, BaseException):
            raise self._outcome
        return self._outcome[0]

    def leave(self) -> bool:
        """Wait no longer, and let it end by itself; tells whether it has not ended yet."""
        with self._changed:
            if self._outcome is None:
                self._left = True
                self._changed.notify_all()
            return self._left
