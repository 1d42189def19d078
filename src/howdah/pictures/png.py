"""PNG files of pixels: three bytes each, no palette, no transparency."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence


def png(rows: Sequence[Iterable[int]]) -> bytes:
    """Write a PNG file.

    Args:
        rows: the lines from top to bottom, each with red, green and blue (0 to 255) of its pixels from left to right.
    """
    lines = [bytes(row) for row in rows]
    width = len(lines[0]) // 3
    header = struct.pack(">IIBBBBB", width, len(lines), 8, 2, 0, 0, 0)
    unfiltered = b"".join(b"\0" + line for line in lines)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(unfiltered)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
