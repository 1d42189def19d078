"""Folders for bookmarks; Pleroma only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, patch, post
from ...core.server import PLEROMA
from ..references import BookmarkFolderRef

if TYPE_CHECKING:
    from ...models import BookmarkFolder


class BookmarkFolders(Section[D]):
    """Folders for bookmarks (newer Pleroma); ``bookmark`` and ``get_bookmarks`` take a folder's ID."""

    @get("/api/v1/pleroma/bookmark_folders", scope="read:bookmarks", servers=PLEROMA)
    def get_bookmark_folders(self) -> list[BookmarkFolder]:
        """List your folders for bookmarks."""
        ...

    @post("/api/v1/pleroma/bookmark_folders", scope="write:bookmarks", servers=PLEROMA)
    def create_bookmark_folder(self, name: str, emoji: str | None = None) -> BookmarkFolder:
        """Create a folder for bookmarks.

        Args:
            name: what to call it.
            emoji: an emoji to know it by: a character, or a shortcode between colons.

        Raises:
            UnprocessedError: there is no such emoji.
        """
        ...

    @patch(
        "/api/v1/pleroma/bookmark_folders/{folder_id}",
        scope="write:bookmarks",
        servers=PLEROMA,
        repeat="always",
    )
    def update_bookmark_folder(
        self, folder_id: BookmarkFolderRef, *, name: str | None = None, emoji: str | None = None
    ) -> BookmarkFolder:
        """Change a folder; what is not given stays as it is.

        Args:
            folder_id: the folder, or its ID.
            name: what to call it.
            emoji: an emoji to know it by: a character, or a shortcode between colons.

        Raises:
            ForbiddenError: it is not yours.
            NotFoundError: no such folder.
        """
        ...

    @delete("/api/v1/pleroma/bookmark_folders/{folder_id}", scope="write:bookmarks", servers=PLEROMA)
    def delete_bookmark_folder(self, folder_id: BookmarkFolderRef) -> BookmarkFolder:
        """Delete a folder; what is in it stays bookmarked. Gives the folder as it was.

        Args:
            folder_id: the folder, or its ID.

        Raises:
            ForbiddenError: it is not yours.
            NotFoundError: no such folder.
        """
        ...
