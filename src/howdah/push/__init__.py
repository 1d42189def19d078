"""Web Push: notifications that the server brings to you, encrypted for you alone.

    keys = PushKeys.generate()
    receiver = Receiver(keys, "https://bot.example/push")
    subscription = client.create_push_subscription(receiver.endpoint, **keys.shared, mention=True)
    receiver.server_key = subscription.server_key

``receiver`` is an ASGI application; ``async for notification in receiver`` gives what arrives. It needs the extra
``push``: ``pip install 'howdah[push]'``.
"""

from __future__ import annotations

from importlib.util import find_spec

from ..core.errors import MissingExtraError

if any(find_spec(package) is None for package in ("cryptography", "jwt")):
    raise MissingExtraError("howdah.push", "push")

from ..models.push import WebPushNotification as PushNotification
from .decryption import decrypt_message
from .errors import PushDecryptionError, PushError, PushReplayError, PushSignatureError
from .keys import MastodonPyPrivateKeys, MastodonPySharedKeys, PushKeys, SharedKeys, StoredKeys
from .reader import PushReader, decrypt_notification
from .receiver import Receiver

__all__ = [
    "MastodonPyPrivateKeys",
    "MastodonPySharedKeys",
    "PushDecryptionError",
    "PushError",
    "PushKeys",
    "PushNotification",
    "PushReader",
    "PushReplayError",
    "PushSignatureError",
    "Receiver",
    "SharedKeys",
    "StoredKeys",
    "decrypt_message",
    "decrypt_notification",
]
