"""What blocks, called in a thread so that the event loop goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class CallsInThreads:
    """What an async transport does with what may block, such as waiting for a file's lock."""

    async def call(self, work: Callable[[], T]) -> T:
        """Call it in a thread; to cancel this is to wait for it all the same, for it may be half done."""
        from anyio import to_thread

        return await to_thread.run_sync(work)
