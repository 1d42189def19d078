"""Handles that carry any number of streams, each subscribed to and given up by itself, named as in Mastodon.py."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, NoReturn, Self

from .errors import MastodonError, MastodonIllegalArgumentError, MastodonNetworkError
from .runs import StreamRun
from .streaming import StreamHandle, StreamListener

Key = tuple[str, ...]
OpenRun = Callable[[str, StreamListener, list[str], Any], StreamRun]
"""Opens a stream by its name, for a listener, that is told where it is from, while something is held."""


class WebSocketSubscription:
    """One stream of a handle."""

    def __init__(self, handle: WebSocketStreamHandle, key: Key, run: StreamRun) -> None:
        self.key = key
        self._handle = handle
        self._run = run
        self._thread = threading.Thread(target=self._listen, name="howdah stream", daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with suppress(MastodonError):  # the listener has been told
            self._run.listen()
        self._handle._forget(self)  # pyright: ignore[reportPrivateUsage]

    def close(self) -> None:
        """Give the stream up."""
        self._run.close()
        self._handle._forget(self)  # pyright: ignore[reportPrivateUsage]

    def is_alive(self) -> bool:
        """Whether it is running, connected or not."""
        return self._thread.is_alive() and not self._run.closed

    def is_receiving(self) -> bool:
        """Whether it is connected now."""
        return self.is_alive() and self._run.is_receiving

    def join(self, timeout: float | None = None) -> None:
        """Wait until it has ended.

        Args:
            timeout: seconds to wait at most.
        """
        if self._thread is not threading.current_thread():
            self._thread.join(timeout)


class WebSocketStreamHandle(StreamHandle):
    """Any number of streams with one listener, or one for each; no two methods of theirs are called at a time."""

    def __init__(self, open_run: OpenRun, listener: StreamListener | None = None) -> None:
        self._open_run = open_run
        self._listener = listener
        self._subscriptions: dict[Key, WebSocketSubscription] = {}
        self._lock = threading.RLock()
        self._turn = threading.RLock()
        self._closed = False

    def subscribe(self, stream: str, listener: StreamListener | None = None, **params: Any) -> WebSocketSubscription:
        """Subscribe to a stream.

        Args:
            stream: ``user``, ``user:notification``, ``direct``, ``public``, ``public:local``, ``public:remote`` (each
                of these three with ``:media`` at the end for statuses with media only), ``hashtag``,
                ``hashtag:local`` or ``list``.
            listener: whom to tell, instead of the handle's listener.
            params: ``tag`` for a hashtag, without its ``#``; ``list`` for a list's ID.

        Raises:
            MastodonIllegalArgumentError: there is no such stream, or it is subscribed to already; no listener is given.
            MastodonNetworkError: the handle is closed, or the stream cannot be had.
        """
        listener = listener or self._listener
        if listener is None:
            raise MastodonIllegalArgumentError("A listener is required when subscribing to a WebSocket stream.")
        key = _key(stream, params)
        with self._lock:
            if self._closed:
                raise MastodonNetworkError("WebSocket streaming connection is closed.")
            if key in self._subscriptions:
                raise MastodonIllegalArgumentError(f"Already subscribed to WebSocket stream {key!r}.")
            run = self._open_run(":".join(key), listener, list(key), self._turn)
            try:
                run.connect()
            except MastodonNetworkError as error:
                listener.on_websocket_error(error.__cause__ or error, list(key))
                raise
            subscription = self._subscriptions[key] = WebSocketSubscription(self, key, run)
        return subscription

    def unsubscribe(self, stream: str, **params: Any) -> None:
        """Give a stream up.

        Args:
            stream: its name, as for ``subscribe``.
            params: the hashtag or list, likewise.

        Raises:
            MastodonIllegalArgumentError: it is not subscribed to.
        """
        key = _key(stream, params)
        with self._lock:
            subscription = self._subscriptions.get(key)
        if subscription is None:
            raise MastodonIllegalArgumentError(f"Not subscribed to WebSocket stream {key!r}.")
        subscription.close()

    def subscriptions(self) -> list[WebSocketSubscription]:
        """The streams that are subscribed to."""
        with self._lock:
            return list(self._subscriptions.values())

    def _forget(self, subscription: WebSocketSubscription) -> None:
        with self._lock:
            if self._subscriptions.get(subscription.key) is subscription:
                del self._subscriptions[subscription.key]

    def close(self) -> None:
        """Give all streams up, for good."""
        self._closed = True
        for subscription in self.subscriptions():
            subscription.close()

    def is_alive(self) -> bool:
        """Whether streams can be subscribed to."""
        return not self._closed

    def is_receiving(self) -> bool:
        """Whether all streams that are subscribed to are connected now."""
        return not self._closed and all(each.is_receiving() for each in self.subscriptions())

    def join(self, timeout: float | None = None) -> None:
        """Wait until all streams have ended; the handle has to be closed for that.

        Args:
            timeout: seconds to wait at most.
        """
        until = None if timeout is None else time.monotonic() + timeout
        for subscription in self.subscriptions():
            subscription.join(None if until is None else max(0.0, until - time.monotonic()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("streams that run cannot be pickled")


def _key(stream: str, params: dict[str, Any]) -> Key:
    return (stream, *(str(params[name]) for name in ("tag", "list") if params.get(name) is not None))
