"""What happens on the server, as it happens: one call for each stream, for listeners.

Streams come back by themselves, over whatever the server has (WebSocket, server-sent events, or asking again and
again), and give what was missed in between.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Any

from ...streaming.settings import Reconnect, Settings, StreamSettings
from .calling import Calls
from .errors import MastodonIllegalArgumentError
from .happenings import StreamDecoder
from .identities import unpack_id
from .refusals import refusals
from .runs import StreamRun
from .streaming import SSEStreamHandle, StreamListener
from .streaming_websocket import WebSocketStreamHandle

if TYPE_CHECKING:
    from ...client import Client

LONGEST_START = 10.0
"""Seconds to wait until a stream in a thread is connected, or is not."""


def _settings(timeout: Any, wait: float) -> StreamSettings:
    """How a stream is to be had.

    Args:
        timeout: seconds without a byte after which a connection is dead, also as ``requests`` takes them; it is taken
            for dead no later than by default, since it comes back without losing anything.
        wait: seconds to wait before connecting again, at first.
    """
    silence = timeout[-1] if isinstance(timeout, tuple) else timeout  # pyright: ignore[reportUnknownVariableType]
    usual = Settings()
    longest_delay = max(wait, usual.reconnect.longest_delay)
    return {
        "silence": min(silence or usual.silence, usual.silence),  # pyright: ignore[reportUnknownArgumentType]
        "reconnect": Reconnect(first_delay=wait, longest_delay=longest_delay),
    }


class Streaming(Calls):
    """What happens on the server, as it happens."""

    if TYPE_CHECKING:
        _access_token: str | None
        _connect: Callable[[str | None], Client]

    def _open_run(
        self,
        settings: StreamSettings,
        lasting: bool,
        name: str,
        listener: StreamListener,
        for_stream: list[str] | None = None,
        turn: AbstractContextManager[Any] | None = None,
    ) -> StreamRun:
        """A stream with a client of its own, which other calls do not close."""
        client = self._connect(self._access_token)
        client.session.decoder = StreamDecoder()
        try:
            with refusals():
                stream = client.stream(name, **settings)
        except BaseException:
            client.close()
            raise
        return StreamRun(client, stream, listener, for_stream=for_stream, lasting=lasting, turn=turn)

    def _stream(
        self,
        parts: tuple[str, ...],
        listener: StreamListener,
        run_async: bool,
        timeout: Any,
        reconnect_async: bool,
        reconnect_async_wait_sec: float,
        websocket_handle: WebSocketStreamHandle | None,
    ) -> Any:
        if websocket_handle is not None:
            name, *rest = parts
            given = {"list" if name == "list" else "tag": value for value in rest}
            return websocket_handle.subscribe(name, listener, **given)
        lasting = run_async and reconnect_async
        run = self._open_run(_settings(timeout, reconnect_async_wait_sec), lasting, ":".join(parts), listener)
        if run_async:
            handle = SSEStreamHandle(run)
            run.wait(LONGEST_START)  # so that what happens from now on is not missed
            return handle
        run.listen()
        return None

    def stream_user(
        self,
        listener: StreamListener,
        run_async: bool = False,
        timeout: float = 300,
        reconnect_async: bool = False,
        reconnect_async_wait_sec: float = 5,
        websocket_handle: WebSocketStreamHandle | None = None,
    ) -> Any:
        """Stream what the account's home page shows: its home timeline and its notifications.

        Args:
            listener: whom to tell.
            run_async: go on in a thread, and give a handle to close it with; else wait until it is over.
            timeout: seconds without a sign of life after which the connection is made anew, 75 at most.
            reconnect_async: go on trying also where there has been no connection yet.
            reconnect_async_wait_sec: seconds to wait before connecting again; with each failure in a row twice as
                long, up to a minute.
            websocket_handle: what ``stream_open_websocket`` gave, to subscribe there instead.

        Returns:
            A ``StreamHandle``, or a ``WebSocketSubscription`` of the handle that was given; ``None`` once a stream that
            has neither is over.

        Raises:
            MastodonNetworkError: there is no connection to be had.
            MastodonMalformedEventError: the server sent something that is no event.
        """
        self._check_version("1.1.0", "1.4.2")
        return self._stream(
            ("user",), listener, run_async, timeout, reconnect_async, reconnect_async_wait_sec, websocket_handle
        )

    def stream_user_notifications(
        self,
        listener: StreamListener,
        run_async: bool = False,
        timeout: float = 300,
        reconnect_async: bool = False,
        reconnect_async_wait_sec: float = 5,
        websocket_handle: WebSocketStreamHandle | None = None,
    ) -> Any:
        """Stream the account's notifications.

        Args:
            listener: whom to tell.
            run_async: as for ``stream_user``, and so is what follows.
            timeout: likewise.
            reconnect_async: likewise.
            reconnect_async_wait_sec: likewise.
            websocket_handle: likewise.
        """
        self._check_version("1.4.2", "1.4.2")
        parts = ("user:notification",)
        return self._stream(
            parts, listener, run_async, timeout, reconnect_async, reconnect_async_wait_sec, websocket_handle
        )

    def stream_public(
        self,
        listener: StreamListener,
        run_async: bool = False,
        timeout: float = 300,
        reconnect_async: bool = False,
        reconnect_async_wait_sec: float = 5,
        local: bool = False,
        remote: bool = False,
        only_media: bool = False,
        websocket_handle: WebSocketStreamHandle | None = None,
    ) -> Any:
        """Stream public statuses.

        Args:
            listener: whom to tell.
            run_async: as for ``stream_user``, and so is what follows.
            timeout: likewise.
            reconnect_async: likewise.
            reconnect_async_wait_sec: likewise.
            local: only those of this server.
            remote: only those of other servers.
            only_media: only those with media.
            websocket_handle: as for ``stream_user``.

        Raises:
            MastodonIllegalArgumentError: both ``local`` and ``remote`` are given.
        """
        self._check_version("1.1.0", "1.4.2")
        if local and remote:
            raise MastodonIllegalArgumentError("Cannot pass both local and remote - use either one or the other.")
        where = ":local" if local else ":remote" if remote else ""
        parts = (f"public{where}{':media' if only_media else ''}",)
        return self._stream(
            parts, listener, run_async, timeout, reconnect_async, reconnect_async_wait_sec, websocket_handle
        )

    def stream_local(
        self,
        listener: StreamListener,
        run_async: bool = False,
        timeout: float = 300,
        reconnect_async: bool = False,
        reconnect_async_wait_sec: float = 5,
        only_media: bool = False,
        websocket_handle: WebSocketStreamHandle | None = None,
    ) -> Any:
        """Stream public statuses of this server; ``stream_public(local=True)`` does the same.

        Args:
            listener: whom to tell.
            run_async: as for ``stream_user``, and so is what follows.
            timeout: likewise.
            reconnect_async: likewise.
            reconnect_async_wait_sec: likewise.
            only_media: only those with media.
            websocket_handle: as for ``stream_user``.
        """
        self._check_version("1.1.0", "1.4.2")
        parts = (f"public:local{':media' if only_media else ''}",)
        return self._stream(
            parts, listener, run_async, timeout, reconnect_async, reconnect_async_wait_sec, websocket_handle
        )

    def stream_hashtag(
        self,
        tag: str,
        listener: StreamListener,
        local: bool = False,
        run_async: bool = False,
        timeout: float = 300,
        reconnect_async: bool = False,
        reconnect_async_wait_sec: float = 5,
        websocket_handle: WebSocketStreamHandle | None = None,
    ) -> Any:
        """Stream public statuses with a hashtag.

        Args:
            tag: the hashtag, without its ``#``.
            listener: whom to tell.
            local: only those of this server.
            run_async: as for ``stream_user``, and so is what follows.
            timeout: likewise.
            reconnect_async: likewise.
            reconnect_async_wait_sec: likewise.
            websocket_handle: likewise.

        Raises:
            MastodonIllegalArgumentError: the hashtag is empty, or has its ``#``.
        """
        self._check_version("1.1.0", "1.4.2")
        if tag.startswith("#"):
            raise MastodonIllegalArgumentError("Tag parameter should omit leading #")
        parts = (f"hashtag{':local' if local else ''}", tag)
        return self._stream(
            parts, listener, run_async, timeout, reconnect_async, reconnect_async_wait_sec, websocket_handle
        )

    def stream_list(
        self,
        id: Any,
        listener: StreamListener,
        run_async: bool = False,
        timeout: float = 300,
        reconnect_async: bool = False,
        reconnect_async_wait_sec: float = 5,
        websocket_handle: WebSocketStreamHandle | None = None,
    ) -> Any:
        """Stream the statuses of a list's accounts.

        Args:
            id: the list, or its ID.
            listener: whom to tell.
            run_async: as for ``stream_user``, and so is what follows.
            timeout: likewise.
            reconnect_async: likewise.
            reconnect_async_wait_sec: likewise.
            websocket_handle: likewise.
        """
        self._check_version("2.1.0", "2.1.0")
        parts = ("list", str(unpack_id(id)))
        return self._stream(
            parts, listener, run_async, timeout, reconnect_async, reconnect_async_wait_sec, websocket_handle
        )

    def stream_direct(
        self,
        listener: StreamListener,
        run_async: bool = False,
        timeout: float = 300,
        reconnect_async: bool = False,
        reconnect_async_wait_sec: float = 5,
        websocket_handle: WebSocketStreamHandle | None = None,
    ) -> Any:
        """Stream the account's direct conversations.

        Args:
            listener: whom to tell.
            run_async: as for ``stream_user``, and so is what follows.
            timeout: likewise.
            reconnect_async: likewise.
            reconnect_async_wait_sec: likewise.
            websocket_handle: likewise.
        """
        self._check_version("2.6.0", "2.6.0")
        return self._stream(
            ("direct",), listener, run_async, timeout, reconnect_async, reconnect_async_wait_sec, websocket_handle
        )

    def stream_open_websocket(
        self,
        listener: StreamListener | None = None,
        timeout: float = 300,
        reconnect_async: bool = False,
        reconnect_async_wait_sec: float = 5,
    ) -> WebSocketStreamHandle:
        """A handle to subscribe to any number of streams with; it connects for each one when that is subscribed to.

        Args:
            listener: whom to tell of what happens on all of them that have no listener of their own.
            timeout: as for ``stream_user``.
            reconnect_async: pass over events that cannot be read, instead of ending the stream that had one.
            reconnect_async_wait_sec: as for ``stream_user``.
        """
        open_run = partial(self._open_run, _settings(timeout, reconnect_async_wait_sec), reconnect_async)
        return WebSocketStreamHandle(open_run, listener)

    def stream_healthy(self) -> bool:
        """Ask the server whether its streaming is up.

        Raises:
            MastodonNetworkError: the server cannot be reached.
        """
        self._check_version("2.5.0", "2.5.0")
        with refusals():
            return self._client.stream_healthy()
