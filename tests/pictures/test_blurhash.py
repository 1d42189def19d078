"""A BlurHash becomes the picture that everyone else makes of it."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import blurhash as reference
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from howdah import blurhash_components, blurhash_png, decode_blurhash
from howdah.pictures.blurhash import DIGITS

MASTODON = "UQDv}bWDt8xvocWCkAWCROj@s;oet9ofjXV@"


def unpacked(png: bytes) -> tuple[int, int, list[bytes]]:
    """A PNG's width, height and rows."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks: dict[bytes, bytes] = {}
    position = 8
    while position < len(png):
        (size,) = struct.unpack_from(">I", png, position)
        kind, data = png[position + 4 : position + 8], png[position + 8 : position + 8 + size]
        assert struct.unpack_from(">I", png, position + 8 + size)[0] == zlib.crc32(kind + data)
        chunks[kind] = data
        position += 12 + size
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    width, height, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert rest == [8, 2, 0, 0, 0]
    raw = zlib.decompress(chunks[b"IDAT"])
    lines = [raw[start : start + 1 + 3 * width] for start in range(0, len(raw), 1 + 3 * width)]
    assert all(line[0] == 0 for line in lines)
    return width, height, [line[1:] for line in lines]


def hashes() -> st.SearchStrategy[str]:
    def rest(size: tuple[int, int]) -> st.SearchStrategy[str]:
        across, down = size
        first = DIGITS[across - 1 + 9 * (down - 1)]
        average = st.integers(0, 256**3 - 1).map(lambda value: encoded(value, 4))
        others = st.lists(
            st.integers(0, 19**3 - 1).map(lambda value: encoded(value, 2)),
            min_size=across * down - 1,
            max_size=across * down - 1,
        ).map("".join)
        return st.tuples(st.just(first), st.sampled_from(DIGITS), average, others).map("".join)

    return st.tuples(st.integers(1, 9), st.integers(1, 9)).flatmap(rest)


def encoded(value: int, length: int) -> str:
    digits = ""
    for _ in range(length):
        value, digit = divmod(value, 83)
        digits = DIGITS[digit] + digits
    return digits


@settings(deadline=None, max_examples=50)
@given(hashes(), st.integers(1, 12), st.integers(1, 12), st.floats(0.1, 3))
def test_the_picture_is_that_of_the_reference(blurhash: str, width: int, height: int, punch: float) -> None:
    library: Any = reference
    assert blurhash_components(blurhash) == library.components(blurhash)
    ours = decode_blurhash(blurhash, width, height, punch=punch, linear=True)
    theirs = library.decode(blurhash, width, height, punch=punch, linear=True)
    assert [[pytest.approx(pixel) for pixel in row] for row in theirs] == ours
    shown = decode_blurhash(blurhash, width, height, punch=punch)
    theirs = library.decode(blurhash, width, height, punch=punch)
    for our_row, their_row in zip(shown, theirs, strict=True):
        for our_pixel, their_pixel in zip(our_row, their_row, strict=True):
            assert all(abs(our - their) <= 1 for our, their in zip(our_pixel, their_pixel, strict=True))


def test_a_png_has_the_pixels() -> None:
    width, height, rows = unpacked(blurhash_png(MASTODON, 20, 10))
    assert (width, height) == (20, 10)
    pixels = decode_blurhash(MASTODON, 20, 10)
    assert rows == [bytes(part for pixel in row for part in pixel) for row in pixels]
    assert len({tuple(pixel) for row in pixels for pixel in row}) > 20


def test_one_colour_is_one_colour() -> None:
    assert decode_blurhash("00" + encoded(0xFF8000, 4), 2, 1) == [[[255, 128, 0], [255, 128, 0]]]


@pytest.mark.parametrize(
    ("blurhash", "complaint"),
    [
        ("", "at least 6 characters"),
        ("UQDv", "at least 6 characters"),
        (MASTODON[:-1], "has 36 characters, not 35"),
        (MASTODON + "a", "has 36 characters, not 37"),
        (MASTODON[:-1] + '"', "'\"' is not in a BlurHash"),
        ("é" + MASTODON[1:], "'é' is not"),
    ],
)
def test_what_is_no_blurhash_is_refused(blurhash: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        decode_blurhash(blurhash)


def test_a_picture_has_pixels() -> None:
    with pytest.raises(ValueError, match="not 0 by 3"):
        blurhash_png(MASTODON, 0, 3)
