"""HTML of strangers, made safe to show."""

from __future__ import annotations

from .core.errors import MissingExtraError
from .text.safe import clean_html


def safe_html(html: str, *, images: bool = False) -> str:
    """Make what a server sent as HTML safe to put into a page.

    Text, emphasis, quotes, lists and links stay; scripts, styles, forms, frames and what would load something from
    elsewhere go. Links open no door back to the page (``rel="nofollow noopener noreferrer"``). It is well-formed
    whatever comes in, so it cannot reach beyond the element that it is put into.

    Args:
        html: a status's ``content``, an account's ``note``, a card's ``html``.
        images: keep pictures over HTTPS, such as custom emoji; showing them tells their server that they are seen.

    Raises:
        MissingExtraError: the extra ``html`` is not installed.
    """
    try:
        return clean_html(html, images=images)
    except ImportError:
        raise MissingExtraError("making HTML safe", "html") from None
