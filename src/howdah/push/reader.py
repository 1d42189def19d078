"""Push messages read, without any I/O: signature, encryption, replay; for any kind of web framework."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping

from ..core.decoding import Asked, EntityDecoder
from ..core.errors import ConfigurationError, UnexpectedAnswerError
from ..core.limits import Clock, SystemClock
from ..core.session import normalise_instance
from ..core.shapes import is_json_object
from ..core.wire import Headers, Reply
from ..models.push import WebPushNotification
from . import points
from .base64url import decode
from .decryption import decrypt_message, sealed_message
from .errors import PushDecryptionError, PushReplayError
from .headers import headers_of
from .keys import PushKeys
from .vapid import check_signature

REMEMBERED = 10_000
"""How many messages are remembered, so that none is taken twice."""


def decrypt_notification(headers: Mapping[str, str], body: bytes, keys: PushKeys) -> WebPushNotification:
    """Open a push message, without asking who sent it or whether it came before; ``PushReader`` does ask.

    Args:
        headers: the request's headers; ``Content-Encoding`` says how it is encrypted.
        body: the request's body.
        keys: the keys that the subscription was made with.

    Raises:
        PushDecryptionError: it is not for these keys, was changed on the way, is cut short, or holds no notification.
    """
    return _notification(decrypt_message(headers, body, keys), EntityDecoder())


class PushReader:
    """Reads push messages that arrive in whichever way; ``Receiver`` is one that answers HTTP by itself.

    Safe to use from many threads.

    Attributes:
        endpoint: where the messages arrive.

    Args:
        keys: the keys that the subscription was made with.
        endpoint: the URL that was given to ``create_push_subscription``. Servers sign for its origin.
        server_key: ``subscription.server_key``; it can be set later. Without it, a message that is not signed is
            taken, too: it is encrypted with a secret that the server was given, but nothing else shows who sent it.
        remembered: how many messages are remembered, so that none is taken twice.
        clock: where the time comes from.

    Raises:
        ConfigurationError: the endpoint is no HTTPS address, or the server's key no key.
    """

    def __init__(
        self,
        keys: PushKeys,
        endpoint: str,
        *,
        server_key: str | None = None,
        remembered: int = REMEMBERED,
        clock: Clock | None = None,
    ) -> None:
        self.keys = keys
        self.endpoint = _reachable(endpoint)
        self.server_key = server_key
        self._remembered = remembered
        self._clock = clock or SystemClock()
        self._decoder = EntityDecoder()
        self._seen: dict[bytes, None] = {}
        self._lock = threading.Lock()

    @property
    def server_key(self) -> str | None:
        """The server's public key, as in ``subscription.server_key``; once it is set, messages must be signed."""
        return self._server_key

    @server_key.setter
    def server_key(self, text: str | None) -> None:
        self._server_point = None if text is None else _server_point(text)
        self._server_key = text

    def read(self, headers: Mapping[str, str], body: bytes) -> WebPushNotification:
        """Read a message: make sure of who sent it, open it, and take it once only.

        Args:
            headers: the request's headers.
            body: the request's body, as received.

        Raises:
            PushSignatureError: it is not signed by the server, or not for this endpoint, or not now.
            PushDecryptionError: it is not for these keys, was changed on the way, or holds no notification.
            PushReplayError: it has been read before.
        """
        received = headers_of(headers)
        check_signature(received, self.endpoint, self._server_point, self._clock.time())
        message = sealed_message(received, body)
        notification = _notification(message.open(self.keys), self._decoder)
        self._take(message.fingerprint)
        return notification

    def forget(self, headers: Mapping[str, str], body: bytes) -> None:
        """Let a message be read again, because what was to be done with it has failed.

        Raises:
            PushDecryptionError: it is none.
        """
        fingerprint = sealed_message(headers_of(headers), body).fingerprint
        with self._lock:
            self._seen.pop(fingerprint, None)

    def _take(self, fingerprint: bytes) -> None:
        with self._lock:
            if fingerprint in self._seen:
                raise PushReplayError("the message has been taken before")
            self._seen[fingerprint] = None
            if len(self._seen) > self._remembered:
                del self._seen[next(iter(self._seen))]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.keys!r})"


def _reachable(endpoint: str) -> str:
    try:
        return normalise_instance(endpoint)
    except ConfigurationError:
        # The address is not shown, for its last segment may be a secret.
        raise ConfigurationError(
            "servers cannot push there: it must be an https:// address without a query (http:// on this machine alone)"
        ) from None


def _server_point(text: str) -> bytes:
    try:
        point = decode(text)
        points.key_at(point)
    except ValueError:
        raise ConfigurationError(f"{text!r} is no server's key") from None
    return point


def _notification(plaintext: bytes, decoder: EntityDecoder) -> WebPushNotification:
    try:
        sent = json.loads(plaintext)
        if is_json_object(sent) and not isinstance(sent.get("access_token", ""), str):
            sent = {**sent, "access_token": None}  # as drift it would be shown
        said = Reply(200, Headers(), json.dumps(sent).encode())
        notification: WebPushNotification = decoder.decode(
            WebPushNotification, said, Asked("a push server", "POST", "")
        )
    except (UnexpectedAnswerError, ValueError, RecursionError):
        raise PushDecryptionError("the message was opened, but holds no notification") from None
    return notification
