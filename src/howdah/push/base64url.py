"""URL-safe base64, as keys, salts and headers have it: written without padding, read with or without."""

from __future__ import annotations

import base64

_TO_STANDARD = str.maketrans("-_", "+/")


def encode(value: bytes) -> str:
    """Bytes as URL-safe base64, without padding."""
    return base64.urlsafe_b64encode(value).decode("ascii").rstrip("=")


def decode(text: str) -> bytes:
    """The bytes that a text stands for, in either alphabet, padded or not.

    Raises:
        ValueError: it is not base64.
    """
    bare = text.rstrip("=").translate(_TO_STANDARD)
    return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
