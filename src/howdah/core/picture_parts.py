"""What a picture's file is made of, told without decoding it: is there anything that is not for showing it?"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Final

PNG_SHOWN: Final = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"bKGD", b"sBIT"),
        *(b"hIST", b"sPLT", b"cICP", b"mDCV", b"cLLI", b"mDCv", b"cLLi", b"acTL", b"fcTL", b"fdAT"),
        b"eXIf",  # may say which way up it is; Pillow tells what else it says
    }
)
WEBP_SHOWN: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF"})
GIF_SHOWN: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
JPEG_SHOWN: Final = {
    0xE0: (b"JFIF\0", b"JFXX\0"),
    0xE1: (b"Exif\0\0",),
    0xE2: (b"ICC_PROFILE\0",),
    0xEE: (b"Adobe",),
}
"""Which of the segments that are for applications are for showing it; Pillow tells what Exif says."""
TIFF_TELLING: Final = frozenset(
    {0x010D, 0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x013C, 0x02BC, 0x8298, 0x83BB, 0x8649, 0x8769, 0x8825}
)
"""Names, makers, times, places, and what other programs put there."""


def has_more(data: bytes, form: str) -> bool:
    """Whether a picture's file has parts that are not for showing it, or anything behind its end.

    A file that is not of this form, or broken, has none that could be told.

    Args:
        data: the file.
        form: ``JPEG``, ``PNG``, ``WEBP``, ``GIF`` or ``TIFF``; of others nothing is known.
    """
    look = _LOOKS.get(form)
    try:
        return look is not None and look(data)
    except (IndexError, struct.error):
        return False


def _has_tail(data: bytes, end: int) -> bool:
    return bool(data[end:].strip(b"\0\r\n "))


def _jpeg(data: bytes) -> bool:
    if not data.startswith(b"\xff\xd8"):
        return False
    at = 2
    while True:
        while data[at] == data[at + 1] == 0xFF:  # padding
            at += 1
        marker = data[at + 1]
        if data[at] != 0xFF:
            return False
        if marker == 0xD9:
            return _has_tail(data, at + 2)
        (length,) = struct.unpack_from(">H", data, at + 2)
        shown = JPEG_SHOWN.get(marker, () if 0xE0 <= marker <= 0xEF or marker == 0xFE else None)
        if shown is not None and not data.startswith(shown, at + 4):
            return True
        at += 2 + length
        if marker == 0xDA:
            at = _next_marker(data, at)


def _next_marker(data: bytes, at: int) -> int:
    """Where what follows the picture's own bytes begins."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise IndexError
        if data[at + 1] and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _png(data: bytes) -> bool:
    at = 8
    while data.startswith(b"\x89PNG\r\n\x1a\n"):
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        if kind not in PNG_SHOWN:
            return bytes(kind).isalpha()
        if kind == b"IEND":
            return _has_tail(data, at)
    return False


def _webp(data: bytes) -> bool:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return False
    end = 8 + int(struct.unpack_from("<I", data, 4)[0])
    at = 12
    while at + 8 <= min(end, len(data)):
        kind, length = struct.unpack_from("<4sI", data, at)
        if kind not in WEBP_SHOWN:
            return True
        at += 8 + length + length % 2
    return _has_tail(data, end)


def _gif(data: bytes) -> bool:
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        return False
    at = 13 + _colours(data[10])
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            at += 11 + _colours(data[at + 9])
        elif data[at] != 0x21:
            return False
        elif data[at + 1] == 0xF9 or (data[at + 1] == 0xFF and data.startswith(GIF_SHOWN, at + 3)):
            at += 2
        else:
            return True
        while data[at]:
            at += 1 + data[at]
        at += 1
    return _has_tail(data, at + 1)


def _colours(flags: int) -> int:
    """Bytes of a table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _tiff(data: bytes) -> bool:
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return False
    (at,) = struct.unpack_from(f"{order}I", data, 4)
    (count,) = struct.unpack_from(f"{order}H", data, at)
    tags = {int(struct.unpack_from(f"{order}H", data, at + 2 + 12 * number)[0]) for number in range(count)}
    return not tags.isdisjoint(TIFF_TELLING)


_LOOKS: Final[dict[str, Callable[[bytes], bool]]] = {
    "JPEG": _jpeg,
    "PNG": _png,
    "WEBP": _webp,
    "GIF": _gif,
    "TIFF": _tiff,
}
