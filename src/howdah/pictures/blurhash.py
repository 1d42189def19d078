"""BlurHash: the few colours that stand for a picture until it is there (https://blurha.sh)."""

from __future__ import annotations

from itertools import chain
from math import cos, pi
from typing import Literal, TypeAlias, overload

from .png import png

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
VALUES = {digit: value for value, digit in enumerate(DIGITS)}

Light: TypeAlias = tuple[float, float, float]
"""Red, green and blue as amounts of light, from 0 to 1."""


def blurhash_components(blurhash: str) -> tuple[int, int]:
    """Tell how many components a BlurHash has from left to right, and from top to bottom; 1 to 9 each.

    Raises:
        ValueError: it is no BlurHash.
    """
    if len(blurhash) < 6:
        raise ValueError(f"a BlurHash has at least 6 characters, not {len(blurhash)}")
    down, across = divmod(_value(blurhash[0]), 9)
    expected = 4 + 2 * (across + 1) * (down + 1)
    if len(blurhash) != expected:
        raise ValueError(f"a BlurHash that begins like this one has {expected} characters, not {len(blurhash)}")
    return across + 1, down + 1


@overload
def decode_blurhash(
    blurhash: str, width: int = 32, height: int = 32, *, punch: float = 1.0, linear: Literal[False] = False
) -> list[list[list[int]]]: ...


@overload
def decode_blurhash(
    blurhash: str, width: int = 32, height: int = 32, *, punch: float = 1.0, linear: Literal[True]
) -> list[list[list[float]]]: ...


@overload
def decode_blurhash(
    blurhash: str, width: int = 32, height: int = 32, *, punch: float = 1.0, linear: bool
) -> list[list[list[int]]] | list[list[list[float]]]: ...


def decode_blurhash(
    blurhash: str, width: int = 32, height: int = 32, *, punch: float = 1.0, linear: bool = False
) -> list[list[list[int]]] | list[list[list[float]]]:
    """Make the blurred picture that a BlurHash stands for: rows of pixels, each of red, green and blue.

    Args:
        blurhash: what the server sent, as in ``media.blurhash``.
        width: pixels; 32 are plenty, since there is nothing sharp in it.
        height: pixels.
        punch: how strong the contrast is to be; 1 is as it was.
        linear: give amounts of light (about 0 to 1) for calculating with, rather than colours to show (0 to 255).

    Raises:
        ValueError: it is no BlurHash, or the picture would have no pixels.
    """
    across, down = blurhash_components(blurhash)
    if width < 1 or height < 1:
        raise ValueError(f"a picture has at least one pixel, not {width} by {height}")
    colours = _colours(blurhash, punch)
    weights = [[cos(pi * x * i / width) for i in range(across)] for x in range(width)]
    rows: list[list[list[float]]] = []
    for y in range(height):
        down_weights = [cos(pi * y * j / height) for j in range(down)]
        row = [_sum(colours[i::across], down_weights) for i in range(across)]
        rows.append([list(_sum(row, across_weights)) for across_weights in weights])
    return rows if linear else [[[_shown(light) for light in pixel] for pixel in row] for row in rows]


def blurhash_png(blurhash: str, width: int = 32, height: int = 32, *, punch: float = 1.0) -> bytes:
    """Make the blurred picture that a BlurHash stands for, as a PNG file.

    Args:
        blurhash: what the server sent, as in ``media.blurhash``.
        width: pixels.
        height: pixels.
        punch: how strong the contrast is to be; 1 is as it was.

    Raises:
        ValueError: it is no BlurHash, or the picture would have no pixels.
    """
    return png([chain.from_iterable(row) for row in decode_blurhash(blurhash, width, height, punch=punch)])


def _value(digits: str) -> int:
    value = 0
    for digit in digits:
        if digit not in VALUES:
            raise ValueError(f"{digit!r} is not in a BlurHash")
        value = value * len(DIGITS) + VALUES[digit]
    return value


def _colours(blurhash: str, punch: float) -> list[Light]:
    """The average colour, then how much of each pattern is added to it, row by row."""
    average = _value(blurhash[2:6])
    strongest = punch * (_value(blurhash[1]) + 1) / 166
    colours = [(_light(average >> 16 & 255), _light(average >> 8 & 255), _light(average & 255))]
    for start in range(6, len(blurhash), 2):
        rest, blue = divmod(_value(blurhash[start : start + 2]), 19)
        red, green = divmod(rest, 19)
        colours.append((_signed(red) * strongest, _signed(green) * strongest, _signed(blue) * strongest))
    return colours


def _signed(step: int) -> float:
    share = (step - 9) / 9
    return share * abs(share)


def _sum(colours: list[Light], weights: list[float]) -> Light:
    red = green = blue = 0.0
    for (r, g, b), weight in zip(colours, weights, strict=True):
        red += r * weight
        green += g * weight
        blue += b * weight
    return red, green, blue


def _light(shown: int) -> float:
    """The amount of light of a colour in sRGB."""
    share = shown / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _shown(light: float) -> int:
    """The colour in sRGB of an amount of light."""
    light = min(max(light, 0.0), 1.0)
    return int((light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055) * 255 + 0.5)
