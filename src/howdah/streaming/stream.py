"""Streams as a program has them: iterators of events, blocking and awaited."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ..core.errors import ConfigurationError
from ..core.flow import AsyncDriver, SyncDriver
from ..core.session import Session
from .channels import Channel, channels
from .course import StreamCourse
from .effects import Fork
from .events import Heartbeat, StreamEvent
from .lanes import AsyncLane, Lane
from .merging import AsyncMergedLanes, MergedLanes
from .positions import Marks, read_position, write_position
from .settings import Settings, StreamSettings, complete

if TYPE_CHECKING:
    from anyio.abc import TaskGroup

    from .listener import StreamHandle, StreamListener


class Subscription:
    """What is to be streamed, and how, before a client is found to do it.

    Args:
        names: the streams.
        settings: how they are to be had.

    Raises:
        ConfigurationError: there is no stream of a name, or a setting makes no sense.
    """

    def __init__(self, names: Sequence[str], settings: StreamSettings) -> None:
        self.channels: tuple[Channel, ...] = channels(names)
        self.settings: Settings = complete(settings)
        if self.settings.since is not None and self.settings.catch_up is False:
            raise ConfigurationError("since is where to catch up from; it makes no sense with catch_up=False")
        since = self.settings.since
        self.since = None if since is None else read_position(since)
        self.marks = {} if self.since is None else self.since.marks
        feeds = {feed.key for channel in self.channels for feed in channel.feeds}
        if self.marks and feeds.isdisjoint(self.marks):
            raise ConfigurationError(f"this position is of {', '.join(self.marks):.60}, not of {self!r:.60}")

    def course(self, session: Session) -> StreamCourse:
        """The course that it takes.

        Raises:
            ConfigurationError: its position is another server's.
        """
        if self.since is not None and self.since.server not in ("", session.host):
            raise ConfigurationError(f"this position is of {self.since.server:.100}, not of {session.host}")
        return StreamCourse(session, self.channels, self.settings, dict(self.marks))

    def __repr__(self) -> str:
        return ",".join(channel.name for channel in self.channels)


class _AnyStream:
    """What streams of both clients share: what has been given, and what waits to be."""

    def __init__(self, subscription: Subscription, server: str) -> None:
        self._name = repr(subscription)
        self._server = server
        self._marks: Marks = dict(subscription.marks)
        self._waiting: deque[StreamEvent] = deque()
        self._closed = False

    @property
    def position(self) -> str:
        """Where the stream is: a string to store, and to give as ``since`` to the next stream."""
        return write_position(self._marks, self._server)

    def _noted(self, event: StreamEvent) -> StreamEvent:
        if event.marks:
            self._marks = {**self._marks, **event.marks}
        event.marks, event.server = self._marks, self._server
        return event

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._name}{', closed' if self._closed else ''})"


class Stream(_AnyStream, Iterator[StreamEvent]):
    """Events as they happen, one after the other; it waits for the next one, and comes back by itself.

    ``with`` connects at once, so that nothing that happens from then on is missed, and closes the stream at the end.
    Without it, it connects when the first event is asked for, and ``close`` or the client's own closing ends it.
    Another thread may close it; the one that waits is then told that it is over.
    """

    def __init__(self, driver: SyncDriver, subscription: Subscription) -> None:
        super().__init__(subscription, driver.session.host)
        self._driver = driver
        self._source: Lane | MergedLanes = Lane(driver, subscription.course(driver.session))
        driver.dependents.add(self)

    @property
    def is_receiving(self) -> bool:
        """Whether there is a connection now."""
        return not self._closed and self._source.is_connected

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> StreamEvent:
        """Wait for the next event.

        Raises:
            StopIteration: the stream is closed.
            ApiError: the server refuses the stream.
            NetworkError: it can never be reached.
        """
        while True:
            event = self.receive()
            if event is None:
                raise StopIteration
            if not isinstance(event, Heartbeat):
                return event

    def receive(self) -> StreamEvent | None:
        """Wait for the next event or heartbeat; ``None`` once the stream is closed.

        Raises:
            ApiError: the server refuses the stream.
            NetworkError: it can never be reached.
        """
        event = self._next()
        return None if event is None else self._noted(event)

    def _next(self) -> StreamEvent | None:
        if self._waiting and not self._closed:
            return self._waiting.popleft()
        given = self._source.next()
        if isinstance(given, Fork):
            self._source = MergedLanes([Lane(self._driver, course) for course in given.courses])
            if self._closed:
                self._source.close()
            given = self._source.next()
        if isinstance(given, StreamEvent):
            return given
        self._closed = True
        return None

    def run(self, listener: StreamListener) -> None:
        """Call a listener's methods as things happen, until the stream is closed.

        Raises:
            TypeError: a method is async, which needs ``AsyncClient``.
            ApiError: the server refuses the stream; ``on_abort`` has been told.
            NetworkError: it can never be reached; likewise.
        """
        from .listener import check_blocking, dispatch_blocking

        check_blocking(listener)
        try:
            with self:
                while (event := self.receive()) is not None:
                    dispatch_blocking(listener, event)
        except Exception as error:
            listener.on_abort(error)
            raise

    def run_async(self, listener: StreamListener) -> StreamHandle:
        """Call a listener's methods as things happen, in a thread of its own.

        Returns:
            A handle to close it with; the stream comes back by itself until then.

        Raises:
            ConfigurationError: the stream is closed.
            TypeError: a method is async, which needs ``AsyncClient``.
        """
        from .listener import StreamHandle, check_blocking

        if self._closed:
            raise ConfigurationError(f"{self!r} is over; a new one goes on where it ended, with since=stream.position")
        check_blocking(listener)
        return StreamHandle(self, listener)

    def close(self) -> None:
        """Close the connection; the stream is over."""
        self._closed = True
        self._source.close()

    def __enter__(self) -> Self:
        try:
            given = self._next()
        except BaseException:
            self.close()
            raise
        if given is not None:
            self._waiting.append(given)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        with suppress(Exception):
            self.close()


class AsyncStream(_AnyStream, AsyncIterator[StreamEvent]):
    """Events as they happen, one after the other; it waits for the next one, and comes back by itself.

    ``async with`` connects at once, so that nothing that happens from then on is missed, and closes the stream at the
    end. Without it, it connects when the first event is asked for, and ``close`` or the client's own closing ends it.
    A wait that is cancelled loses nothing: asking again goes on, over the same connection or another. Only closing ends
    it. A stream is for one task.
    """

    def __init__(self, driver: AsyncDriver, subscription: Subscription) -> None:
        super().__init__(subscription, driver.session.host)
        self._driver = driver
        self._source: AsyncLane | AsyncMergedLanes = AsyncLane(driver, subscription.course(driver.session))
        self._tasks: TaskGroup | None = None
        self._read = False
        driver.dependents.add(self)

    @property
    def is_receiving(self) -> bool:
        """Whether there is a connection now."""
        return not self._closed and self._source.is_connected

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> StreamEvent:
        """Wait for the next event.

        Raises:
            StopAsyncIteration: the stream is closed.
            ApiError: the server refuses the stream.
            NetworkError: it can never be reached.
        """
        while True:
            event = await self.receive()
            if event is None:
                raise StopAsyncIteration
            if not isinstance(event, Heartbeat):
                return event

    async def receive(self) -> StreamEvent | None:
        """Wait for the next event or heartbeat; ``None`` once the stream is closed.

        Raises:
            ConfigurationError: this server takes a connection for each stream, and ``async with`` is needed for that.
            RuntimeError: another task is reading it.
            ApiError: the server refuses the stream.
            NetworkError: it can never be reached.
        """
        if self._read:
            raise RuntimeError(f"{self!r} is being read by another task already; a stream is for one task")
        self._read = True
        try:
            event = await self._next()
        finally:
            self._read = False
        return None if event is None else self._noted(event)

    async def _next(self) -> StreamEvent | None:
        if self._waiting and not self._closed:
            return self._waiting.popleft()
        given = await self._source.next()
        if isinstance(given, Fork):
            if self._tasks is None:
                await self.close()
                raise ConfigurationError(
                    f"here {self._name} takes several connections at a time; use 'async with client.stream(...)'"
                )
            self._source = AsyncMergedLanes([AsyncLane(self._driver, course) for course in given.courses], self._tasks)
            given = await self._source.next()
        if isinstance(given, StreamEvent):
            return given
        self._closed = True
        return None

    async def run(self, listener: StreamListener) -> None:
        """Call a listener's methods, which may be async, as things happen, until the stream is closed.

        Raises:
            ApiError: the server refuses the stream; ``on_abort`` has been told.
            NetworkError: it can never be reached; likewise.
        """
        from .listener import dispatch

        try:
            async with self:
                while (event := await self.receive()) is not None:
                    result: Any = dispatch(listener, event)
                    if hasattr(result, "__await__"):
                        await result
        except Exception as error:
            result = listener.on_abort(error)
            if hasattr(result, "__await__"):
                await result
            raise

    async def close(self) -> None:
        """Close the connection; the stream is over."""
        self._closed = True
        await self._source.close()

    async def __aenter__(self) -> Self:
        from anyio import create_task_group

        tasks = await create_task_group().__aenter__()
        self._tasks = tasks
        try:
            given = await self._next()
        except BaseException:
            await self._leave()
            raise
        if given is not None:
            self._waiting.append(given)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._leave()

    async def _leave(self) -> None:
        tasks, self._tasks = self._tasks, None
        try:
            await self.close()
        finally:
            if tasks is not None:
                tasks.cancel_scope.cancel()
                # Without what ended the program's own block, which goes on as it is rather than within a group.
                await tasks.__aexit__(None, None, None)
