"""A small picture to post, made here: an elephant with a howdah at sunrise, 64 by 64 pixels."""

from __future__ import annotations

from ..pictures import png

DESCRIPTION = (
    "Pixel art: a grey elephant with a red howdah on its back stands in green grass under an orange morning sky."
)

# A letter is a block of four by four pixels.
ROWS = (
    "................",
    "......RRRRR.....",
    "......R...R.....",
    "......R...R.....",
    ".....RRRRRRR....",
    "....GGGGGGGGGG..",
    "..GGGGGGGGGGGGG.",
    ".GGGGDGGGGGGGGG.",
    ".GKGGDDGGGGGGGGG",
    ".GGGGDDGGGGGGG.G",
    "GGGGGDGGGGGGGG.G",
    "GWWG.GGGGGGGGG..",
    "G....GGG..GGGG..",
    "G....GGG...GGG..",
    "mGmmmGGGmmmGGGmm",
    "mmmmmmmmmmmmmmmm",
)
COLOURS = {"G": (128, 132, 140), "D": (100, 104, 114), "R": (196, 48, 56), "K": (24, 24, 28), "W": (246, 240, 220)}
BLOCK = 4
SIZE = len(ROWS) * BLOCK


def elephant() -> bytes:
    """The picture as a PNG file."""
    return png([[part for x in range(SIZE) for part in _colour(x, y)] for y in range(SIZE)])


def _colour(x: int, y: int) -> tuple[int, int, int]:
    letter = ROWS[y // BLOCK][x // BLOCK]
    if letter == "m":
        return (70, 140 + 10 * ((x + y) % 3), 60)
    return COLOURS.get(letter, (255, 170 + y, 90 + 2 * y))
