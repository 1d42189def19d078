"""Packs of custom emoji."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, get
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import EmojiPack, EmojiPacks


class EmojiPackPages(Section[D]):
    """Packs of custom emoji, as anybody sees them."""

    @get("/api/v1/pleroma/emoji/packs", auth="none", servers=PLEROMAS, moved=MOVED)
    def get_emoji_packs(self, *, page: int | None = None, page_size: int | None = None) -> EmojiPacks:
        """List the emoji packs of the server, by name.

        Args:
            page: the page, from 1.
            page_size: packs per page; 50 by default.
        """
        ...

    @get("/api/v1/pleroma/emoji/pack", auth="none", servers=PLEROMAS, moved=MOVED)
    def get_emoji_pack(self, name: str, *, page: int | None = None, page_size: int | None = None) -> EmojiPack:
        """Fetch one emoji pack.

        Args:
            name: what it is called.
            page: the page of its files, from 1.
            page_size: files per page; 30 by default.

        Raises:
            NotFoundError: no such pack.
        """
        ...

    @get("/api/v1/pleroma/emoji/packs/archive", auth="none", servers=PLEROMAS, moved=MOVED)
    def get_emoji_pack_archive(self, name: str) -> bytes:
        """Fetch an emoji pack as a ZIP archive.

        Args:
            name: what it is called.

        Raises:
            ForbiddenError: the pack is not for others.
            NotFoundError: no such pack.
        """
        ...
