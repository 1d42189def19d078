"""Announcements: what a server's staff tells everybody on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.operation import Operations, delete, get, post, put
from ..core.server import AKKOMA, GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from .references import AnnouncementRef, EmojiRef

if TYPE_CHECKING:
    from ..models import Announcement


class Announcements(Operations):
    """What the server's staff tells everybody on it."""

    @get("/api/v1/announcements", added="3.1.0", hollow=GOTOSOCIAL)
    def get_announcements(self) -> list[Announcement]:
        """List the announcements in force; GoToSocial has none."""
        ...

    @post(
        "/api/v1/announcements/{announcement_id}/dismiss",
        scope="write:accounts",
        added="3.1.0",
        servers=MASTODON | PLEROMA | AKKOMA,
        unsure=SNAC,
        repeat="always",
    )
    def dismiss_announcement(self, announcement_id: AnnouncementRef) -> None:
        """Mark an announcement as read.

        Args:
            announcement_id: the announcement, or its ID.

        Raises:
            NotFoundError: no such announcement.
        """
        ...

    @put(
        "/api/v1/announcements/{announcement_id}/reactions/{name}",
        scope="write:favourites",
        added="3.1.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def add_announcement_reaction(self, announcement_id: AnnouncementRef, name: EmojiRef) -> None:
        """React to an announcement with an emoji.

        Args:
            announcement_id: the announcement, or its ID.
            name: a Unicode emoji, or a custom one or its shortcode, without colons.

        Raises:
            NotFoundError: no such announcement.
            UnprocessedError: no such emoji, or the announcement has as many different ones as it may.
        """
        ...

    @delete(
        "/api/v1/announcements/{announcement_id}/reactions/{name}",
        scope="write:favourites",
        added="3.1.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def remove_announcement_reaction(self, announcement_id: AnnouncementRef, name: EmojiRef) -> None:
        """Take back a reaction to an announcement.

        Args:
            announcement_id: the announcement, or its ID.
            name: the emoji that you reacted with, as in ``add_announcement_reaction``.

        Raises:
            NotFoundError: no such announcement, or you did not react with it.
        """
        ...
