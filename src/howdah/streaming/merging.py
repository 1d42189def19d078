"""Several lanes as one: what each gives, as it comes. Needed where one connection does not carry several streams."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, TypeAlias

from .events import StreamEvent
from .lanes import AsyncLane, Lane

if TYPE_CHECKING:
    from anyio.abc import TaskGroup

AHEAD = 100
"""Events that wait to be taken; beyond that the lanes wait."""
LOOK = 0.25
"""Seconds; a lane whose events nobody takes looks this often whether it has been closed."""

Given: TypeAlias = StreamEvent | Exception | None
"""What a lane gives: an event, what ended it, or that it is closed."""


class MergedLanes:
    """Several lanes, each with a thread of its own."""

    def __init__(self, lanes: list[Lane]) -> None:
        self._lanes = lanes
        self._given: queue.Queue[Given] = queue.Queue(AHEAD)
        self._ended = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(lane,), name="howdah stream", daemon=True) for lane in lanes
        ]
        for thread in self._threads:
            thread.start()

    @property
    def is_connected(self) -> bool:
        """Whether every lane has a connection now."""
        return all(lane.is_connected for lane in self._lanes)

    def _run(self, lane: Lane) -> None:
        while not self._ended.is_set():
            given: Given
            try:
                found = lane.next()
                given = found if isinstance(found, StreamEvent) else None
            except Exception as error:
                given = error
            if given is not None:
                self._put(given)
            if not isinstance(given, StreamEvent):
                return

    def _put(self, given: Given) -> None:
        while not self._ended.is_set():
            try:
                self._given.put(given, timeout=LOOK)
            except queue.Full:
                continue
            return

    def next(self) -> StreamEvent | None:
        """The next event of any of them; ``None`` once they are closed.

        Raises:
            ActivityPubError: what ended one of them; the others end with it.
        """
        while not self._ended.is_set():
            try:
                given = self._given.get(timeout=LOOK)
            except queue.Empty:
                continue
            if isinstance(given, Exception):
                self.close()
                raise given
            return given
        return None

    def close(self) -> None:
        """End them all."""
        self._ended.set()
        for lane in self._lanes:
            lane.close()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()


class AsyncMergedLanes:
    """Several lanes, each with a task of its own.

    Args:
        lanes: the lanes.
        tasks: where their tasks run.
    """

    def __init__(self, lanes: list[AsyncLane], tasks: TaskGroup) -> None:
        import anyio

        self._lanes = lanes
        self._sender, self._receiver = anyio.create_memory_object_stream[Given](AHEAD)
        for lane in lanes:
            tasks.start_soon(self._run, lane)

    @property
    def is_connected(self) -> bool:
        """Whether every lane has a connection now."""
        return all(lane.is_connected for lane in self._lanes)

    async def _run(self, lane: AsyncLane) -> None:
        import anyio

        given: Given = None
        while True:
            try:
                found = await lane.next()
                given = found if isinstance(found, StreamEvent) else None
            except Exception as error:
                given = error
            try:
                await self._sender.send(given)
            except (anyio.ClosedResourceError, anyio.BrokenResourceError):
                return
            if not isinstance(given, StreamEvent):
                return

    async def next(self) -> StreamEvent | None:
        """The next event of any of them; ``None`` once they are closed.

        Raises:
            ActivityPubError: what ended one of them; the others end with it.
        """
        import anyio

        try:
            given = await self._receiver.receive()
        except (anyio.ClosedResourceError, anyio.EndOfStream):
            return None
        if isinstance(given, Exception):
            await self.close()
            raise given
        return given

    async def close(self) -> None:
        """End them all."""
        self._sender.close()
        self._receiver.close()
        for lane in self._lanes:
            await lane.close()
