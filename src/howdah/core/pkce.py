"""PKCE: proof that whoever brings a code is who asked for it (RFC 7636, method S256)."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from secrets import token_urlsafe


def make_code_verifier() -> str:
    """A new secret for one login: its hash goes with the person to the server, it itself with the code."""
    return token_urlsafe(48)


def code_challenge(verifier: str) -> str:
    """What is shown of a verifier beforehand."""
    return urlsafe_b64encode(sha256(verifier.encode("ascii")).digest()).rstrip(b"=").decode("ascii")
