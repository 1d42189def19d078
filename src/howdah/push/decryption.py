"""Push messages opened: ``aes128gcm`` (RFC 8291 over RFC 8188), and ``aesgcm``, its draft 4, as Mastodon had it before.

Both are one record of AES-128-GCM, under keys derived from what receiver and sender share. They differ in where salt
and sender's key stand (in the body, or in headers), in what is mixed into the derivation, and in the padding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ..core.wire import Headers
from . import points
from .base64url import decode
from .errors import PushDecryptionError
from .headers import headers_of, parameter_groups, with_parameter
from .keys import PushKeys

SALT_LENGTH = 16
TAG_LENGTH = 16
PREAMBLE = SALT_LENGTH + 4 + 1
"""Bytes before the sender's key in ``aes128gcm``: salt, record size, length of the key."""
DRAFT_RECORD_SIZE = 4096
"""What the draft takes for the size of a record where the sender does not say."""


@dataclass(slots=True, frozen=True)
class Encryption:
    """One of the two ways: its name, what is mixed into the keys, and how the padding comes off."""

    name: bytes
    mixed_into_secret: Callable[[bytes, bytes], bytes]
    mixed_into_keys: Callable[[bytes, bytes], bytes]
    unpadded: Callable[[bytes], bytes]


@dataclass(slots=True, frozen=True)
class SealedMessage:
    """A push message, taken apart but not opened."""

    encryption: Encryption
    salt: bytes
    sender: bytes
    record: bytes

    @property
    def fingerprint(self) -> bytes:
        """What is the same whenever this message is sent again, even if what is not sealed about it was changed."""
        return hashlib.sha256(self.salt + self.record).digest()

    def open(self, keys: PushKeys) -> bytes:
        """What the message says.

        Raises:
            PushDecryptionError: it is not for these keys, or was changed on the way.
        """
        way = self.encryption
        try:
            agreed = keys.exchange(self.sender)
        except ValueError:
            raise PushDecryptionError("the sender's key is no key on the curve P-256") from None
        secret = _derive(agreed, keys.auth, way.mixed_into_secret(keys.point, self.sender), 32)
        mixed_in = way.mixed_into_keys(keys.point, self.sender)
        key = _derive(secret, self.salt, b"Content-Encoding: " + way.name + b"\0" + mixed_in, 16)
        nonce = _derive(secret, self.salt, b"Content-Encoding: nonce\0" + mixed_in, 12)
        try:
            padded = AESGCM(key).decrypt(nonce, self.record, None)
        except InvalidTag:
            raise PushDecryptionError("the message is not for these keys, or was changed on the way") from None
        return way.unpadded(padded)


def decrypt_message(headers: Mapping[str, str], body: bytes, keys: PushKeys) -> bytes:
    """Open a push message; what it says need not be a notification.

    Args:
        headers: the request's headers; ``Content-Encoding`` says how it is encrypted.
        body: the request's body.
        keys: the keys that the subscription was made with.

    Raises:
        PushDecryptionError: it is not for these keys, was changed on the way, or is cut short.
    """
    return sealed_message(headers_of(headers), body).open(keys)


def sealed_message(headers: Headers, body: bytes) -> SealedMessage:
    """Take a push message apart.

    Raises:
        PushDecryptionError: it is none, or encrypted in a way that Web Push does not know.
    """
    name = headers.get("content-encoding", "").strip().lower()
    if name == "aes128gcm":
        return _standard_message(body)
    if name == "aesgcm":
        return _draft_message(headers, body)
    said = f"it says {name!r:.40}" if name else "it does not say how"
    raise PushDecryptionError(f"a push message is encrypted as aes128gcm or aesgcm; {said}", status=415)


def _standard_message(body: bytes) -> SealedMessage:
    start = PREAMBLE + points.LENGTH
    record = body[start:]
    if len(record) <= TAG_LENGTH:
        raise PushDecryptionError("the message is cut short")
    if body[PREAMBLE - 1] != points.LENGTH:
        raise PushDecryptionError("the message does not begin with its sender's key")
    if len(record) > int.from_bytes(body[SALT_LENGTH : SALT_LENGTH + 4]):
        raise PushDecryptionError("the message has more than one record")
    return SealedMessage(STANDARD, body[:SALT_LENGTH], body[PREAMBLE:start], record)


def _draft_message(headers: Headers, body: bytes) -> SealedMessage:
    try:
        encryptions = parameter_groups(headers.get("encryption", ""))
        crypto_keys = parameter_groups(headers.get("crypto-key", ""))
        how = with_parameter("salt", encryptions)
        sender = with_parameter("dh", crypto_keys, keyid=how.get("keyid"))
        salt, point = decode(how["salt"]), decode(sender["dh"])
        record_size = int(how.get("rs", DRAFT_RECORD_SIZE))
    except KeyError as missing:
        header = "Encryption" if missing.args[0] == "salt" else "Crypto-Key"
        raise PushDecryptionError(f"the header {header} lacks {missing.args[0]}") from None
    except ValueError:
        raise PushDecryptionError("the header Encryption or Crypto-Key is malformed") from None
    if len(salt) != SALT_LENGTH:
        raise PushDecryptionError(f"a salt has {SALT_LENGTH} bytes, not {len(salt)}")
    if len(body) <= TAG_LENGTH:
        raise PushDecryptionError("the message is cut short")
    if len(body) >= record_size + TAG_LENGTH:
        raise PushDecryptionError("the message has more than one record, or lacks the last")
    return SealedMessage(DRAFT, salt, point, body)


def _derive(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(material)


def _standard_secret_info(receiver: bytes, sender: bytes) -> bytes:
    return b"WebPush: info\0" + receiver + sender


def _standard_unpadded(padded: bytes) -> bytes:
    text = padded.rstrip(b"\0")
    if not text.endswith(b"\x02"):
        raise PushDecryptionError("the message's padding is malformed, or its last record is missing")
    return text[:-1]


def _draft_keys_info(receiver: bytes, sender: bytes) -> bytes:
    return b"P-256\0" + b"".join(len(point).to_bytes(2) + point for point in (receiver, sender))


def _draft_unpadded(padded: bytes) -> bytes:
    start = 2 + int.from_bytes(padded[:2])
    if len(padded) < start or any(padded[2:start]):
        raise PushDecryptionError("the message's padding is malformed")
    return padded[start:]


STANDARD = Encryption(b"aes128gcm", _standard_secret_info, lambda _receiver, _sender: b"", _standard_unpadded)
DRAFT = Encryption(b"aesgcm", lambda _receiver, _sender: b"Content-Encoding: auth\0", _draft_keys_info, _draft_unpadded)
