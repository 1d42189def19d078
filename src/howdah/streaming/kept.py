"""Streams whose position is kept in a store: what comes while the program is not there is given when it is back."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar

from ..core.errors import ConfigurationError
from ..core.flow import AsyncDriver, Flow, SyncDriver, do
from .events import Gap, NotificationEvent, StreamEvent
from .settings import StreamSettings
from .stores import PositionStore
from .stream import AsyncStream, Stream, Subscription

if TYPE_CHECKING:
    from ..models import Notification

T = TypeVar("T")

logger = logging.getLogger("howdah")

Pick: TypeAlias = Callable[[StreamEvent], T | None]
"""Makes of an event what is to be given, or ``None`` where it is not."""


class KeptSubscription(Generic[T]):
    """What is to be streamed, where the position is kept, and what is to be given of it.

    Args:
        names: the streams.
        store: keeps the position.
        pick: says what is given of an event.
        settings: how the streams are to be had.

    Raises:
        ConfigurationError: a setting makes no sense.
    """

    def __init__(self, names: Sequence[str], store: PositionStore, pick: Pick[T], settings: StreamSettings) -> None:
        if settings.get("since") is not None:
            raise ConfigurationError("where to go on is what the store says; leave since out")
        self.names = names
        self.store = store
        self.pick = pick
        self.settings = settings
        self.subscription(None)

    def subscription(self, position: str | None) -> Subscription:
        """The subscription that goes on from a position.

        Raises:
            ConfigurationError: it is no position, or one of other streams.
        """
        return Subscription(self.names, {**self.settings, "since": position})


class _AnyKept(Generic[T]):
    """What both clients' kept streams share: what has been given, and what of it is saved."""

    def __init__(self, wanted: KeptSubscription[T]) -> None:
        self._wanted = wanted
        self._position: str | None = None
        self._saved: str | None = None

    def _load(self) -> Flow[Subscription]:
        self._saved = yield from do(self._wanted.store.load)
        return self._wanted.subscription(self._saved)

    def _settled(self) -> Flow[None]:
        position = self._position
        if position is not None and position != self._saved:
            yield from do(partial(self._wanted.store.save, position))
            self._saved = position

    def _take(self, event: StreamEvent) -> T | None:
        self._position = event.position
        if isinstance(event, Gap):
            logger.warning("something on %s was missed: %s", event.server, event.reason)
        return self._wanted.pick(event)


class KeptStream(_AnyKept[T], Iterator[T]):
    """What happens, oldest first, from where the store says on; it waits for the next, and comes back by itself.

    What was given counts as dealt with when the next is asked for, or when ``settle`` is called. What was not is given
    again to the next that reads the store: each at least once.
    """

    def __init__(self, driver: SyncDriver, wanted: KeptSubscription[T]) -> None:
        super().__init__(wanted)
        self._driver = driver
        self._stream: Stream | None = None
        self._closed = False

    def _opened(self) -> Stream:
        if self._stream is None:
            self._stream = Stream(self._driver, self._driver.run(self._load()))
            if self._closed:
                self._stream.close()
        return self._stream

    def settle(self) -> None:
        """Note that all that was given has been dealt with."""
        self._driver.run(self._settled())

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        """Wait for the next.

        Raises:
            StopIteration: it is closed.
            ConfigurationError: the store cannot be read or written, or holds no position of this stream.
            ApiError: the server refuses the stream.
            NetworkError: it can never be reached.
        """
        self.settle()
        for event in self._opened():
            item = self._take(event)
            if item is not None:
                return item
            self.settle()
        raise StopIteration

    def close(self) -> None:
        """End it; what was given last is not settled by that."""
        self._closed = True
        if self._stream is not None:
            self._stream.close()

    def __enter__(self) -> Self:
        self._opened().__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncKeptStream(_AnyKept[T], AsyncIterator[T]):
    """What happens, oldest first, from where the store says on; it waits for the next, and comes back by itself.

    What was given counts as dealt with when the next is asked for, or when ``settle`` is awaited. What was not is given
    again to the next that reads the store: each at least once.
    """

    def __init__(self, driver: AsyncDriver, wanted: KeptSubscription[T]) -> None:
        super().__init__(wanted)
        self._driver = driver
        self._stream: AsyncStream | None = None
        self._closed = False

    async def _opened(self) -> AsyncStream:
        if self._stream is None:
            self._stream = AsyncStream(self._driver, await self._driver.run(self._load()))
            if self._closed:
                await self._stream.close()
        return self._stream

    async def settle(self) -> None:
        """Note that all that was given has been dealt with."""
        await self._driver.run(self._settled())

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        """Wait for the next.

        Raises:
            StopAsyncIteration: it is closed.
            ConfigurationError: the store cannot be read or written, or holds no position of this stream.
            ApiError: the server refuses the stream.
            NetworkError: it can never be reached.
        """
        await self.settle()
        async for event in await self._opened():
            item = self._take(event)
            if item is not None:
                return item
            await self.settle()
        raise StopAsyncIteration

    async def close(self) -> None:
        """End it; what was given last is not settled by that."""
        self._closed = True
        if self._stream is not None:
            await self._stream.close()

    async def __aenter__(self) -> Self:
        await (await self._opened()).__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._closed = True
        if self._stream is not None:
            await self._stream.__aexit__(kind, error, traceback)


def notifications_of(types: Sequence[str]) -> Pick[Notification]:
    """Picks notifications of some types; all if none is given."""
    wanted = frozenset(str(kind) for kind in types)

    def pick(event: StreamEvent) -> Notification | None:
        if not isinstance(event, NotificationEvent):
            return None
        notification = event.notification
        kind: Any = vars(notification).get("type")
        return notification if not wanted or kind in wanted else None

    return pick
