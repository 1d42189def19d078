"""A receiver of push messages: an ASGI application on one side, an iterator of notifications on the other."""

from __future__ import annotations

import logging
import re
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Self, TypeAlias

import anyio

from ..core.errors import ConfigurationError
from ..core.limits import Clock
from ..core.wire import Headers
from ..models.push import WebPushNotification
from .decryption import sealed_message
from .errors import PushError, PushReplayError
from .keys import PushKeys
from .reader import REMEMBERED, PushReader

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
OnNotification: TypeAlias = Callable[[WebPushNotification], Awaitable[object]]

MAX_BODY = 8192
"""Bytes of a message beyond which it is not read; Web Push promises 4096."""
MAX_WAITING = 1000
"""How many notifications may wait to be taken."""
RETRY_AFTER = 60
"""Seconds after which a server may try again what cannot be taken now."""
BODY_TIMEOUT = 10.0
"""Seconds that a message may take to arrive."""

EXPECTED = {401: {"www-authenticate": "vapid"}, 415: {"accept-encoding": "aes128gcm, aesgcm"}}
"""Headers that say what a message lacks, by the status of the answer."""

_SEGMENT = re.compile(r"[A-Za-z0-9._~-]+")

logger = logging.getLogger("howdah.push")


class _Refused(Exception):
    """A request that is answered without being looked into."""

    def __init__(self, status: int, reason: str, **headers: str) -> None:
        super().__init__(reason)
        self.status = status
        self.headers = headers


class Receiver:
    """Takes push messages by HTTP and yields notifications.

    It is an ASGI application, to be served by itself or mounted in another (``Mount("/push", receiver)``), on asyncio
    or trio. ``async for notification in receiver`` gives the notifications, in the event loop that serves it. When
    too many wait, servers are told to come back (503), which Mastodon does.

    Mastodon drops a subscription whose push is refused. So make the receiver before the subscription, serve it under
    the address that the endpoint names, and keep the machine's clock right.

    Attributes:
        endpoint: the URL to give to ``create_push_subscription``.
        keys: the keys to give to it.

    Args:
        keys: the keys of the subscription.
        url: where the receiver is reached from outside, such as ``https://bot.example/push``.
        server_key: ``subscription.server_key``; it can be set later. From then on, messages must be signed by it.
        secret: a last segment of the path, so that whoever does not know it is told that there is nothing here.
        on_notification: awaited with each notification before the server is answered, instead of iterating. Only
            then is it taken: if it raises, the server is told to come back, and so it is (503) when it sends the
            same message again in the meantime.
        max_waiting: how many notifications may wait to be taken.
        max_body: bytes of a message beyond which it is refused.
        remembered: how many messages are remembered, so that none is taken twice.
        clock: where the time comes from.

    Raises:
        ConfigurationError: the URL is no HTTPS address (HTTP goes for this machine), the secret is no segment of a
            path, or the server's key is no key.
    """

    def __init__(
        self,
        keys: PushKeys,
        url: str,
        *,
        server_key: str | None = None,
        secret: str | None = None,
        on_notification: OnNotification | None = None,
        max_waiting: int = MAX_WAITING,
        max_body: int = MAX_BODY,
        remembered: int = REMEMBERED,
        clock: Clock | None = None,
    ) -> None:
        if secret is not None and (not _SEGMENT.fullmatch(secret) or secret in (".", "..")):
            raise ConfigurationError("the secret must be one segment of a path: letters, digits, and any of ._~-")
        endpoint = url if secret is None else f"{url.rstrip('/')}/{secret}"
        self._reader = PushReader(keys, endpoint, server_key=server_key, remembered=remembered, clock=clock)
        self._secret = secret
        self._on_notification = on_notification
        self._max_waiting = max_waiting
        self._max_body = max_body
        self._waiting: deque[WebPushNotification] = deque()
        self._under_way: set[bytes] = set()
        self._changed: anyio.Event | None = None
        self._closed = False

    @property
    def keys(self) -> PushKeys:
        """The keys of the subscription: ``create_push_subscription(receiver.endpoint, **receiver.keys.shared)``."""
        return self._reader.keys

    @property
    def endpoint(self) -> str:
        """The URL to give to ``create_push_subscription``."""
        return self._reader.endpoint

    @property
    def server_key(self) -> str | None:
        """The server's public key, as in ``subscription.server_key``; once it is set, messages must be signed."""
        return self._reader.server_key

    @server_key.setter
    def server_key(self, text: str | None) -> None:
        self._reader.server_key = text

    @property
    def waiting(self) -> int:
        """How many notifications wait to be taken."""
        return len(self._waiting)

    def close(self) -> None:
        """Take no more messages; whoever iterates is given what waits, and then the end.

        A receiver that is served by itself closes when its server shuts down.
        """
        self._closed = True
        self._wake()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> WebPushNotification:
        while not self._waiting:
            if self._closed:
                raise StopAsyncIteration
            if self._changed is None:
                self._changed = anyio.Event()
            await self._changed.wait()
        return self._waiting.popleft()

    def _wake(self) -> None:
        if self._changed is not None:
            self._changed.set()
            self._changed = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve a connection, as ASGI has it."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        else:
            await self._respond(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            stage = (await receive())["type"]
            if stage == "lifespan.shutdown":
                self.close()
            await send({"type": f"{stage}.complete"})
            if stage == "lifespan.shutdown":
                return

    async def _respond(self, scope: Message, receive: Receive, send: Send) -> None:
        try:
            await self._take(scope, receive)
        except _Refused as refused:
            await _answer(send, refused.status, str(refused), refused.headers)
        except PushError as error:
            logger.warning("a push was not taken (HTTP %d): %s", error.status, error)
            await _answer(send, error.status, str(error), EXPECTED.get(error.status))
        else:
            await _answer(send, 201)

    async def _take(self, scope: Message, receive: Receive) -> None:
        self._check_request(scope)
        headers = Headers((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
        body = await self._body(headers, receive)
        self._check_room()
        try:
            notification = self._reader.read(headers, body)
        except PushReplayError:
            if sealed_message(headers, body).fingerprint in self._under_way:
                raise self._come_back("the message is being dealt with") from None
            raise
        if self._on_notification is None:
            # Nothing is awaited since there was room.
            self._waiting.append(notification)
            self._wake()
            return
        fingerprint = sealed_message(headers, body).fingerprint
        self._under_way.add(fingerprint)
        try:
            await self._on_notification(notification)
        except BaseException:
            self._reader.forget(headers, body)
            raise
        finally:
            self._under_way.discard(fingerprint)

    def _check_request(self, scope: Message) -> None:
        segment = scope["path"].rpartition("/")[2]
        if self._secret is not None and not secrets.compare_digest(
            segment.encode(errors="replace"), self._secret.encode()
        ):
            raise _Refused(404, "there is nothing here")
        if scope["method"] != "POST":
            raise _Refused(405, "push messages are posted", allow="POST")

    def _check_room(self) -> None:
        if self._closed or len(self._waiting) >= self._max_waiting:
            raise self._come_back("no more can be taken now")

    def _come_back(self, reason: str) -> _Refused:
        return _Refused(503, reason, **{"retry-after": str(RETRY_AFTER)})

    async def _body(self, headers: Headers, receive: Receive) -> bytes:
        said = headers.get("content-length", "")
        if said.isascii() and said.isdecimal() and (len(said) > 9 or int(said) > self._max_body):
            raise self._too_large()
        try:
            with anyio.fail_after(BODY_TIMEOUT):
                return await self._parts(receive)
        except TimeoutError:
            raise _Refused(408, "the message took too long to arrive") from None

    async def _parts(self, receive: Receive) -> bytes:
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Refused(400, "the message is cut short")
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._max_body:
                raise self._too_large()
        return bytes(body)

    def _too_large(self) -> _Refused:
        return _Refused(413, f"a push message has at most {self._max_body} bytes")

    def __repr__(self) -> str:
        return f"Receiver({self.keys!r}, waiting={self.waiting})"


async def _answer(send: Send, status: int, reason: str = "", headers: dict[str, str] | None = None) -> None:
    body = reason.encode()
    fields = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body)), **(headers or {})}
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in fields.items()]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": body})
