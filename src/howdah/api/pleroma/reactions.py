"""Reacting to statuses with emoji."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, put
from ..references import EmojiRef, StatusRef
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import EmojiReaction, Status


class Reactions(Section[D]):
    """Who reacted to a status, and with which emoji."""

    @get(
        "/api/v1/pleroma/statuses/{status_id}/reactions",
        auth="optional",
        scope="read:statuses",
        servers=PLEROMAS,
    )
    def get_reactions(self, status_id: StatusRef, *, with_muted: bool | None = None) -> list[EmojiReaction]:
        """List the reactions to a status by emoji, each with the accounts that reacted; the oldest emoji first.

        Args:
            status_id: the status, or its ID; an unknown one has no reactions.
            with_muted: also reactions of accounts that you mute.
        """
        ...

    @get(
        "/api/v1/pleroma/statuses/{status_id}/reactions/{emoji}",
        auth="optional",
        scope="read:statuses",
        servers=PLEROMAS,
    )
    def get_reactions_with(
        self, status_id: StatusRef, emoji: EmojiRef, *, with_muted: bool | None = None
    ) -> list[EmojiReaction]:
        """Find out who reacted to a status with one emoji; an empty list means nobody.

        Args:
            status_id: the status, or its ID.
            emoji: the emoji: a character, a custom one, or the shortcode of that.
            with_muted: also reactions of accounts that you mute.
        """
        ...

    @put(
        "/api/v1/pleroma/statuses/{status_id}/reactions/{emoji}",
        scope="write:statuses",
        servers=PLEROMAS,
    )
    def add_reaction(self, status_id: StatusRef, emoji: EmojiRef) -> Status:
        """React to a status; you can with several emoji.

        Args:
            status_id: the status, or its ID.
            emoji: the emoji: a character, a custom one, or the shortcode of that.

        Raises:
            ClientError: there is no such emoji, or no such status.
        """
        ...

    @delete(
        "/api/v1/pleroma/statuses/{status_id}/reactions/{emoji}",
        scope="write:statuses",
        servers=PLEROMAS,
    )
    def remove_reaction(self, status_id: StatusRef, emoji: EmojiRef) -> Status:
        """Take back a reaction of yours.

        Args:
            status_id: the status, or its ID.
            emoji: the emoji that you reacted with.

        Raises:
            ClientError: you did not react with it.
        """
        ...
