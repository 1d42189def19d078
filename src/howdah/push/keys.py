"""The keys of a subscription: what the server encrypts with, and the half that only the receiver has."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn, Self, TypedDict

from cryptography.hazmat.primitives.asymmetric import ec

from ..core.errors import ConfigurationError
from ..core.shapes import is_json_object
from .base64url import decode, encode
from .points import CURVE, key_at, point_of

AUTH_LENGTH = 16


class SharedKeys(TypedDict):
    """What the server is given: ``client.create_push_subscription(endpoint, **keys.shared)``."""

    p256dh: str
    auth: str


class StoredKeys(TypedDict):
    """Keys as text, to be stored; all of it is secret."""

    private: str
    p256dh: str
    auth: str


class MastodonPyPrivateKeys(TypedDict):
    """The first of the dictionaries that Mastodon.py's ``push_subscription_generate_keys`` gives."""

    privkey: int
    auth: bytes


class MastodonPySharedKeys(TypedDict):
    """The second of them."""

    pubkey: bytes
    auth: bytes


class PushKeys:
    """A key pair on the curve P-256, and a secret that receiver and server share.

    They must outlive the program: what was pushed while it did not run is encrypted for them.

    Attributes:
        p256dh: the public key, in URL-safe base64.
        auth: the shared secret, 16 bytes.
        point: the public key, 65 bytes.

    Args:
        private: the private key, a number between 1 and the order of the curve.
        auth: the shared secret, 16 bytes.

    Raises:
        ConfigurationError: they cannot be keys.
    """

    __slots__ = ("_key", "auth", "p256dh", "point")

    def __init__(self, private: int, auth: bytes) -> None:
        if len(auth) != AUTH_LENGTH:
            raise ConfigurationError(f"the shared secret of push keys has {AUTH_LENGTH} bytes, not {len(auth)}")
        try:
            self._key = ec.derive_private_key(private, CURVE)
        except ValueError:
            raise ConfigurationError("the private half of the push keys is no key on the curve P-256") from None
        self.auth = auth
        self.point = point_of(self._key.public_key())
        self.p256dh = encode(self.point)

    @classmethod
    def generate(cls) -> Self:
        """Make new keys."""
        private = ec.generate_private_key(CURVE).private_numbers().private_value
        return cls(private, secrets.token_bytes(AUTH_LENGTH))

    @property
    def shared(self) -> SharedKeys:
        """What the server is given; ``client.create_push_subscription(endpoint, **keys.shared)``."""
        return {"p256dh": self.p256dh, "auth": encode(self.auth)}

    def exchange(self, point: bytes) -> bytes:
        """The secret that these keys share with the owner of a public key (ECDH).

        Raises:
            ValueError: it is no public key.
        """
        return self._key.exchange(ec.ECDH(), key_at(point))

    def to_dict(self) -> StoredKeys:
        """The keys as text in URL-safe base64; all of it is secret."""
        return {"private": encode(self._private.to_bytes(32)), "p256dh": self.p256dh, "auth": encode(self.auth)}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The keys that ``to_dict`` gave.

        Raises:
            ConfigurationError: it holds no keys, or halves that do not belong together.
        """
        try:
            keys = cls(int.from_bytes(decode(stored["private"])), decode(stored["auth"]))
        except (KeyError, AttributeError, TypeError, ValueError):
            raise ConfigurationError("these are no stored push keys") from None
        if stored.get("p256dh", keys.p256dh) != keys.p256dh:
            raise ConfigurationError("the public half of the stored push keys does not belong to the private one")
        return keys

    def to_json(self) -> str:
        """The keys as JSON; all of it is secret."""
        return json.dumps(self.to_dict())

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The keys that ``to_json`` gave.

        Raises:
            ConfigurationError: it holds no keys.
        """
        try:
            stored = json.loads(text)
        except (ValueError, RecursionError):
            stored = None
        if not is_json_object(stored):
            raise ConfigurationError("these are no stored push keys")
        return cls.from_dict(stored)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the keys to a file that only its owner can read; one that is there is replaced, whole or not at all.

        Raises:
            OSError: it cannot be written.
        """
        place = Path(path)
        beside = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
        try:
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(self.to_json())
            beside.replace(place)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Read the keys that ``save`` wrote.

        Raises:
            OSError: the file cannot be read.
            ConfigurationError: it holds no keys.
        """
        return cls.from_json(Path(path).read_text(encoding="utf-8", errors="replace"))

    @classmethod
    def from_mastodon_py(cls, private: Mapping[str, Any]) -> Self:
        """The keys of a subscription that was made with Mastodon.py.

        Args:
            private: the first dictionary that ``push_subscription_generate_keys`` gave, with ``privkey`` and ``auth``.

        Raises:
            ConfigurationError: it holds no keys.
        """
        try:
            return cls(int(private["privkey"]), bytes(private["auth"]))
        except (KeyError, TypeError, ValueError):
            raise ConfigurationError("this is not the dictionary with Mastodon.py's private key") from None

    def to_mastodon_py(self) -> tuple[MastodonPyPrivateKeys, MastodonPySharedKeys]:
        """The two dictionaries that Mastodon.py's push functions take; both are secret."""
        return {"privkey": self._private, "auth": self.auth}, {"pubkey": self.point, "auth": self.auth}

    @property
    def _private(self) -> int:
        return self._key.private_numbers().private_value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PushKeys):
            return NotImplemented
        return self.point == other.point and secrets.compare_digest(self.auth, other.auth)

    def __hash__(self) -> int:
        return hash(self.point)

    def __repr__(self) -> str:
        return f"PushKeys(p256dh={self.p256dh!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("push keys are secret and are not pickled; to_json() writes them down")
