"""Announcements, as administrators make them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, listing, patch, post
from ..references import AnnouncementRef
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import Announcement


class AdminAnnouncements(Section[D]):
    """Announcements, as administrators make them (newer Pleroma, Akkoma)."""

    @listing(
        "/api/v1/pleroma/admin/announcements",
        by="offset",
        scope="admin:read",
        servers=PLEROMAS,
    )
    def get_announcements(self, *, limit: int | None = None, offset: int | None = None) -> list[Announcement]:
        """List all announcements, past and future ones too.

        Args:
            limit: announcements per page; 20 by default.
            offset: leave out this many.

        Raises:
            ForbiddenError: you lack the right ``announcements_manage_announcements`` (Akkoma: do not administer the
                server), or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/pleroma/admin/announcements/{announcement_id}",
        scope="admin:read",
        servers=PLEROMAS,
    )
    def get_announcement(self, announcement_id: AnnouncementRef) -> Announcement:
        """Fetch one announcement.

        Args:
            announcement_id: the announcement, or its ID.

        Raises:
            ForbiddenError: you lack the right ``announcements_manage_announcements`` (Akkoma: do not administer the
                server), or the token lacks the scope.
            NotFoundError: no such announcement.
        """
        ...

    @post("/api/v1/pleroma/admin/announcements", scope="admin:write", servers=PLEROMAS)
    def create_announcement(
        self,
        content: str,
        *,
        starts_at: datetime | str | None = None,
        ends_at: datetime | str | None = None,
        all_day: bool | None = None,
    ) -> Announcement:
        """Announce something.

        Args:
            content: what to say, in HTML.
            starts_at: when to begin to show it; at once by default.
            ends_at: when to show it no longer; never by default.
            all_day: only the days of these times matter, not the hours.

        Raises:
            ForbiddenError: you lack the right ``announcements_manage_announcements`` (Akkoma: do not administer the
                server), or the token lacks the scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/announcements/{announcement_id}",
        scope="admin:write",
        servers=PLEROMAS,
        repeat="always",
    )
    def update_announcement(
        self,
        announcement_id: AnnouncementRef,
        *,
        content: str | None = None,
        starts_at: datetime | str | None = None,
        ends_at: datetime | str | None = None,
        all_day: bool | None = None,
    ) -> Announcement:
        """Change an announcement; what is not given stays as it is.

        Args:
            announcement_id: the announcement, or its ID.
            content: what to say, in HTML.
            starts_at: when to begin to show it.
            ends_at: when to show it no longer.
            all_day: only the days of these times matter, not the hours.

        Raises:
            ForbiddenError: you lack the right ``announcements_manage_announcements`` (Akkoma: do not administer the
                server), or the token lacks the scope.
            NotFoundError: no such announcement.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/announcements/{announcement_id}",
        scope="admin:write",
        servers=PLEROMAS,
    )
    def delete_announcement(self, announcement_id: AnnouncementRef) -> None:
        """Delete an announcement.

        Args:
            announcement_id: the announcement, or its ID.

        Raises:
            ForbiddenError: you lack the right ``announcements_manage_announcements`` (Akkoma: do not administer the
                server), or the token lacks the scope.
            NotFoundError: no such announcement.
        """
        ...
