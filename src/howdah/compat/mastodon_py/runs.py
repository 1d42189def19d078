"""A stream that runs for a listener: connected, told of, and closed."""

from __future__ import annotations

import logging
import threading
from collections import deque
from contextlib import AbstractContextManager, nullcontext
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from ...core.errors import ApiError, NetworkError
from ...streaming.events import Connected, Disconnected, Gap, Heartbeat, StreamEvent
from .errors import MastodonError, MastodonMalformedEventError, MastodonNetworkError
from .happenings import happening_of, tell
from .refusals import refusal

if TYPE_CHECKING:
    from ...client import Client
    from ...streaming.stream import Stream
    from .streaming import StreamListener

logger = logging.getLogger("howdah")


class StreamRun:
    """A stream with a client of its own, for one listener.

    Args:
        client: the client; it is closed with the stream.
        stream: the stream.
        listener: whom to tell of what happens.
        for_stream: what the listener is told that it is from.
        lasting: whether it goes on trying where there has been no connection yet, and passes over events that cannot
            be read.
        turn: what is held while the listener is called, for those that share one.
    """

    def __init__(
        self,
        client: Client,
        stream: Stream,
        listener: StreamListener,
        *,
        for_stream: list[str] | None = None,
        lasting: bool = False,
        turn: AbstractContextManager[Any] | None = None,
    ) -> None:
        self.listener = listener
        self.for_stream = for_stream
        self._client = client
        self._stream = stream
        self._lasting = lasting
        self._turn: AbstractContextManager[Any] = nullcontext() if turn is None else turn
        self._waiting: deque[StreamEvent] = deque()
        self._connected = False
        self._settled = threading.Event()
        self._closed = threading.Event()

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        return self._closed.is_set()

    @property
    def is_receiving(self) -> bool:
        """Whether there is a connection now."""
        return not self.closed and self._stream.is_receiving

    def wait(self, seconds: float) -> None:
        """Wait until it is connected, or has failed to be for once.

        Args:
            seconds: how long at most.
        """
        self._settled.wait(seconds)

    def _receive(self) -> StreamEvent | None:
        event = self._stream.receive()
        if event is None or isinstance(event, (Connected, Disconnected)):
            self._settled.set()
        return event

    def connect(self) -> None:
        """Make the first connection.

        Raises:
            MastodonNetworkError: there is none to be had.
        """
        try:
            while (event := self._receive()) is not None and not isinstance(event, Connected):
                if isinstance(event, Disconnected):
                    raise MastodonNetworkError(f"Could not connect to streaming server: {event.reason}")
                self._waiting.append(event)
            self._connected = True
        except (ApiError, NetworkError) as error:
            self._end()
            raise MastodonNetworkError(f"Could not connect to streaming server: {_reason(error)}") from error
        except BaseException:
            self._end()
            raise

    def listen(self) -> None:
        """Tell the listener of what happens, until the stream is closed.

        Raises:
            MastodonNetworkError: there has never been a connection, and it is not to go on trying.
            MastodonError: the stream is over; ``on_abort`` has been told.
        """
        if not (self._lasting or self._connected):
            self.connect()
        try:
            while (event := self._next()) is not None:
                self._tell(event)
        finally:
            self._end()

    def _next(self) -> StreamEvent | None:
        if self._waiting:
            return self._waiting.popleft()
        try:
            return self._receive()
        except (ApiError, NetworkError) as error:
            known = refusal(error) or MastodonNetworkError(str(error))
            self._abort(known)
            raise known from error

    def _tell(self, event: StreamEvent) -> None:
        if isinstance(event, Heartbeat):
            with self._turn:
                self.listener.handle_heartbeat()
            return
        if isinstance(event, Gap):
            logger.warning("the stream %s has a gap: %s", event.stream, event.reason)
        try:
            happening = happening_of(event)
        except MastodonMalformedEventError as error:
            self._abort(error)
            if not self._lasting:
                raise
            return
        if happening is not None and not self.closed:
            with self._turn:
                tell(self.listener, happening, self.for_stream)

    def _abort(self, error: MastodonError) -> None:
        if not self.closed:
            with self._turn:
                self.listener.on_abort(error)

    def close(self) -> None:
        """End it, from whichever thread."""
        self._closed.set()
        self._stream.close()

    def _end(self) -> None:
        self.close()
        self._client.close()
        self._settled.set()


def _reason(error: ApiError | NetworkError) -> str:
    if isinstance(error, ApiError):
        try:
            return HTTPStatus(error.status).phrase
        except ValueError:
            return str(error.status)
    return str(error)
