"""Custom emoji, for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, delete, get, listing, patch, post
from ...core.server import GOTOSOCIAL
from ...core.wire import FileLike
from ..mime_types import with_mime_types
from ..references import AdminEmojiRef

if TYPE_CHECKING:
    from ...models import AdminEmoji, Emoji, EmojiCategory


class Emojis(Section[D]):
    """Custom emoji, for administrators."""

    @listing("/api/v1/admin/custom_emojis", scope="admin:read", servers=GOTOSOCIAL)
    def get_custom_emojis(
        self,
        *,
        filter: str | None = None,  # noqa: A002
        limit: int | None = None,
        max_shortcode_domain: str | None = None,
        min_shortcode_domain: str | None = None,
    ) -> list[AdminEmoji]:
        """List the emoji of this and other servers by shortcode, then domain.

        Args:
            filter: which ones, with commas between: ``domain:local``, ``domain:all`` or ``domain:example.org``;
                ``enabled`` or ``disabled``; ``shortcode:blobcat``. All by default.
            limit: emoji per page, at most 200; 50 by default, 0 for all of them.
            max_shortcode_domain: only emoji that come after this one, such as ``blobcat@example.org`` or, for one of
                this server, ``blobcat@``.
            min_shortcode_domain: only emoji that come before this one.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/custom_emojis/categories",
        scope="admin:read",
        servers=GOTOSOCIAL,
    )
    def get_custom_emoji_categories(self) -> list[EmojiCategory]:
        """List the categories that emoji are sorted under.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/custom_emojis/{emoji_id}",
        scope="admin:read",
        servers=GOTOSOCIAL,
    )
    def get_custom_emoji(self, emoji_id: AdminEmojiRef) -> AdminEmoji:
        """Fetch one emoji.

        Args:
            emoji_id: the emoji, or its ID.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such emoji.
        """
        ...

    @with_mime_types
    @post("/api/v1/admin/custom_emojis", scope="admin:write", servers=GOTOSOCIAL)
    def create_custom_emoji(
        self,
        shortcode: str,
        image: Annotated[FileLike, Wire(place="file")],
        category: str | None = None,
        *,
        image_mime_type: str | None = None,
    ) -> Emoji:
        """Give the server a new emoji.

        Args:
            shortcode: its name, without colons; no other emoji of this server may have it.
            image: a PNG or GIF, animated or not, of at most 50 KiB unless the server allows more: a path, bytes, a file
                open in binary mode, or an async iterable of bytes (``AsyncClient`` only).
            category: what to sort it under; made where it is new.
            image_mime_type: its MIME type; told from its first bytes or its name if not given.

        Raises:
            ConflictError: the shortcode is taken.
            ForbiddenError: you are no administrator, or the token lacks the scope.
            FileNotFoundError: a path leads nowhere.
        """
        ...

    @with_mime_types
    @patch(
        "/api/v1/admin/custom_emojis/{emoji_id}",
        scope="admin:write",
        servers=GOTOSOCIAL,
    )
    def update_custom_emoji(
        self,
        emoji_id: AdminEmojiRef,
        type: str,  # noqa: A002
        *,
        shortcode: str | None = None,
        image: Annotated[FileLike | None, Wire(place="file")] = None,
        category: str | None = None,
        image_mime_type: str | None = None,
    ) -> AdminEmoji:
        """Change an emoji of this server, or copy or disable one of another.

        Args:
            emoji_id: the emoji, or its ID.
            type: what to do: ``modify`` one of this server; ``copy`` one of another server to this one, under a
                shortcode; or ``disable`` one of another server, so that it is not shown here.
            shortcode: the copy's name, without colons.
            image: another image, as for ``create_custom_emoji``; with ``modify`` alone.
            category: what to sort it under; made where it is new.
            image_mime_type: its MIME type; told from its first bytes or its name if not given.

        Raises:
            ClientError: something is missing, or cannot be done to this emoji.
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such emoji.
            FileNotFoundError: a path leads nowhere.
        """
        ...

    @delete(
        "/api/v1/admin/custom_emojis/{emoji_id}",
        scope="admin:write",
        servers=GOTOSOCIAL,
    )
    def delete_custom_emoji(self, emoji_id: AdminEmojiRef) -> AdminEmoji:
        """Delete an emoji of this server; gives it as it was. Those of others can be disabled.

        Args:
            emoji_id: the emoji, or its ID.

        Raises:
            ClientError: it belongs to another server.
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such emoji.
        """
        ...
