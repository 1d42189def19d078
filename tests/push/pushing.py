"""A server that pushes: encrypts with ``http_ece`` and signs with ``py_vapid``, in both generations of Web Push."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import http_ece
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from howdah.push import PushKeys
from howdah.testing import FakeClock

ENCODINGS = ["aes128gcm", "aesgcm"]
ENDPOINT = "https://bot.example/push"
TOKEN = "a-token-that-nobody-may-see"
NOTIFICATION: dict[str, Any] = {
    "access_token": TOKEN,
    "body": "Hello from the other side",
    "icon": "https://social.example/avatar.png",
    "notification_id": 4711,
    "notification_type": "mention",
    "preferred_locale": "en",
    "title": "bob mentioned you",
}


def b64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encrypted(plaintext: bytes, keys: PushKeys, encoding: str, rs: int = 4096) -> tuple[dict[str, str], bytes]:
    """Headers and body of a push message, as ``http_ece`` makes it."""
    sender, salt = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16)
    shared = keys.shared
    body = http_ece.encrypt(
        plaintext,
        salt=salt,
        private_key=sender,
        dh=unb64(shared["p256dh"]),
        auth_secret=unb64(shared["auth"]),
        version=encoding,
        rs=rs,
    )
    headers = {"Content-Encoding": encoding}
    if encoding == "aesgcm":
        headers |= {"Encryption": f"salt={b64(salt)};rs={rs}", "Crypto-Key": f"dh={b64(point_of(sender))}"}
    return headers, body


@dataclass
class PushingServer:
    """A server with a key to sign with.

    Attributes:
        keys: of the receiver that it pushes to.
        clock: its clock.
    """

    keys: PushKeys
    clock: FakeClock = field(default_factory=FakeClock)
    signing: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def server_key(self) -> str:
        return b64(point_of(self.signing))

    def token(self, signing: ec.EllipticCurvePrivateKey | None = None, **claims: Any) -> str:
        """A JWT as Mastodon makes it, but for what is given; ``None`` leaves a claim out."""
        stated = {
            "aud": "https://bot.example",
            "exp": int(self.clock.time()) + 24 * 60 * 60,
            "sub": "mailto:admin@social.example",
            **claims,
        }
        stated = {name: value for name, value in stated.items() if value is not None}
        return jwt.encode(stated, signing or self.signing, "ES256")

    def push(
        self, said: dict[str, Any] | bytes = b"", encoding: str = "aes128gcm", token: str | None = None
    ) -> tuple[dict[str, str], bytes]:
        """Headers and body of a signed push message: by the standard, or as Mastodon did before 4.4."""
        plaintext = said if isinstance(said, bytes) and said else json.dumps(said or NOTIFICATION).encode()
        headers, body = encrypted(plaintext, self.keys, encoding)
        token = token or self.token()
        if encoding == "aesgcm":
            headers["Crypto-Key"] += f";p256ecdsa={self.server_key}"
            return {**headers, "Authorization": f"WebPush {token}"}, body
        return {**headers, "Authorization": f"vapid t={token}, k={self.server_key}"}, body
