"""Small pictures, made here."""

from __future__ import annotations

from .blurhash import blurhash_components as blurhash_components
from .blurhash import blurhash_png as blurhash_png
from .blurhash import decode_blurhash as decode_blurhash
from .png import png as png

__all__ = ["blurhash_components", "blurhash_png", "decode_blurhash", "png"]
