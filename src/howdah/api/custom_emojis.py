"""Custom emoji."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.operation import Operations, get

if TYPE_CHECKING:
    from ..models import Emoji


class CustomEmojis(Operations):
    """Emoji of the server's own."""

    @get(
        "/api/v1/custom_emojis",
        auth="none",
        scope="read:custom_emojis",
        added="2.0.0",
        changed=("3.0.0: category in the answer",),
    )
    def get_custom_emojis(self) -> list[Emoji]:
        """List the server's custom emoji, all at once.

        Raises:
            UnauthorizedError: the token is missing (GoToSocial, which alone asks for one and for the scope).
        """
        ...
