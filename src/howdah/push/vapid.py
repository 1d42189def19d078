"""Who sent a push message: the server's signature, by RFC 8292 or by the draft that Mastodon kept to before 4.4."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from jwt import PyJWS, PyJWTError

from ..core.shapes import is_json_array, is_json_object
from ..core.wire import Headers
from . import points
from .base64url import decode
from .errors import PushSignatureError
from .headers import parameter_groups, with_parameter

LONGEST_VALIDITY = 24 * 60 * 60
"""Seconds that a signature may be valid from now on."""
LEEWAY = 300
"""Seconds by which the server's clock and ours may differ; Mastodon's signatures use the whole 24 hours."""

DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(slots=True, frozen=True)
class Signature:
    """What a message carries to show who sent it.

    Attributes:
        token: a signed JWT.
        point: the public key that it claims to be signed with, if it names one.
    """

    token: str
    point: bytes | None


def check_signature(headers: Headers, audience: str, server_key: bytes | None, now: float) -> None:
    """Make sure that a message comes from the server and is meant for us, now.

    Args:
        headers: the request's headers.
        audience: a URL of the receiver; its origin counts.
        server_key: the server's public key, 65 bytes. If ``None``, a message need not be signed; if it is, then
            by the key that it names.
        now: seconds since 1970.

    Raises:
        PushSignatureError: it is not so.
    """
    signature = _signature_in(headers)
    if signature is None:
        if server_key is not None:
            raise PushSignatureError("the message is not signed", status=401)
        return
    if server_key is not None and not secrets.compare_digest(signature.point or server_key, server_key):
        raise PushSignatureError("the message is signed with another key than the server's", status=403)
    _check_claims(_claims(signature, server_key or signature.point), audience, now)


def _signature_in(headers: Headers) -> Signature | None:
    scheme, _, rest = headers.get("authorization", "").strip().partition(" ")
    try:
        if scheme.lower() == "vapid":
            given = {name: value for group in parameter_groups(rest) for name, value in group.items()}
            return Signature(given.get("t", ""), _point(given.get("k") or _draft_key(headers)))
        if scheme.lower() == "webpush":
            return Signature(rest.strip(), _point(_draft_key(headers)))
    except ValueError:
        raise PushSignatureError("the header Authorization or Crypto-Key is malformed", status=403) from None
    return None


def _draft_key(headers: Headers) -> str | None:
    groups = parameter_groups(headers.get("crypto-key", ""))
    return with_parameter("p256ecdsa", groups).get("p256ecdsa")


def _point(text: str | None) -> bytes | None:
    return None if text is None else decode(text)


def _claims(signature: Signature, point: bytes | None) -> dict[str, Any]:
    """What the JWT says, once its signature holds."""
    if point is None:
        raise PushSignatureError("the message does not name the key that it is signed with", status=403)
    try:
        said = PyJWS().decode(signature.token, points.key_at(point), algorithms=["ES256"])
        claims = json.loads(said)
    except (PyJWTError, ValueError, TypeError, RecursionError):
        raise PushSignatureError("the message's signature does not hold", status=403) from None
    if not is_json_object(claims):
        raise PushSignatureError("the message's signature claims nothing", status=403)
    return claims


def _check_claims(claims: dict[str, Any], audience: str, now: float) -> None:
    named = claims.get("aud")
    audiences = named if is_json_array(named) else [named]
    if origin(audience) not in [origin(each) for each in audiences if isinstance(each, str)]:
        raise PushSignatureError("the message is signed for another receiver", status=403)
    expires = claims.get("exp")
    if isinstance(expires, bool) or not isinstance(expires, (int, float)):
        raise PushSignatureError("the message's signature does not say when it expires", status=403)
    if not expires > now - LEEWAY:
        raise PushSignatureError("the message's signature has expired", status=403)
    if not expires <= now + LONGEST_VALIDITY + LEEWAY:
        raise PushSignatureError("the message's signature is valid for more than 24 hours", status=403)


def origin(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of a URL, so that two spellings of the same are equal; ``None`` if it is no URL."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, host, port) if host and port else None
