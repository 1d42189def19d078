"""Public keys on the curve P-256, in the one form that Web Push knows: uncompressed, 65 bytes."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
LENGTH = 65


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def key_at(point: bytes) -> ec.EllipticCurvePublicKey:
    """The public key that bytes stand for.

    Raises:
        ValueError: they stand for none.
    """
    if len(point) != LENGTH:
        raise ValueError("not an uncompressed point")
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
