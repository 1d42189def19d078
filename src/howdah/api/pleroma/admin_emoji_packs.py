"""Making and changing packs of custom emoji."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, delete, get, patch, post
from ...core.server import PLEROMA
from ...core.wire import FileLike
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import EmojiPackInfo, EmojiPacks


class AdminEmojiPacks(Section[D]):
    """Packs of custom emoji, as those change them who have the right ``emoji_manage_emoji`` (Akkoma: any staff)."""

    @post(
        "/api/v1/pleroma/admin/reload_emoji",
        scope="admin:write",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def reload_emoji(self) -> None:
        """Have the server read its emoji from disk again.

        Raises:
            ForbiddenError: you may not manage emoji, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/pleroma/emoji/pack",
        scope="admin:write",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def create_emoji_pack(self, name: Annotated[str, Wire(place="query")]) -> None:
        """Create an emoji pack with nothing in it.

        Args:
            name: what to call it.

        Raises:
            ConflictError: there is one of that name.
            ForbiddenError: you may not manage emoji, or the token lacks the scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/emoji/pack",
        scope="admin:write",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def update_emoji_pack(
        self,
        name: Annotated[str, Wire(place="query")],
        *,
        description: Annotated[str | None, Wire("metadata[description]")] = None,
        homepage: Annotated[str | None, Wire("metadata[homepage]")] = None,
        license: Annotated[str | None, Wire("metadata[license]")] = None,  # noqa: A002 - its name everywhere
        share_files: Annotated[bool | None, Wire("metadata[share-files]")] = None,
        fallback_src: Annotated[str | None, Wire("metadata[fallback-src]")] = None,
        fallback_src_sha256: Annotated[str | None, Wire("metadata[fallback-src-sha256]")] = None,
    ) -> EmojiPackInfo:
        """Replace what an emoji pack says of itself; what is not given is gone.

        Args:
            name: what it is called.
            description: what is in it.
            homepage: its web page.
            license: the licence of the images.
            share_files: let other servers copy it.
            fallback_src: where else its archive can be had.
            fallback_src_sha256: the SHA-256 hash of that archive.

        Raises:
            ClientError: no such pack, or the archive lacks files of it.
            ForbiddenError: you may not manage emoji, or the token lacks the scope.
        """
        ...

    @delete("/api/v1/pleroma/emoji/pack", scope="admin:write", servers=PLEROMAS, moved=MOVED)
    def delete_emoji_pack(self, name: str) -> None:
        """Delete an emoji pack and what is in it.

        Args:
            name: what it is called.

        Raises:
            ForbiddenError: you may not manage emoji, or the token lacks the scope.
            NotFoundError: no such pack.
        """
        ...

    @get(
        "/api/v1/pleroma/emoji/packs/import",
        scope="admin:write",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def import_emoji_packs(self) -> list[str]:
        """Make packs of the emoji in folders on the server's disk; gives their names.

        Raises:
            ForbiddenError: you may not manage emoji, or the token lacks the scope.
            ServerError: the server cannot read or write the folder.
        """
        ...

    @get(
        "/api/v1/pleroma/emoji/packs/remote",
        scope="admin:write",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_remote_emoji_packs(self, url: str, *, page: int | None = None, page_size: int | None = None) -> EmojiPacks:
        """List the emoji packs of another server.

        Args:
            url: the other server's address, as ``https://example.org``.
            page: the page, from 1.
            page_size: packs per page; 50 by default.

        Raises:
            ForbiddenError: you may not manage emoji, or the token lacks the scope.
            ServerError: the other server shares no packs.
        """
        ...

    @post(
        "/api/v1/pleroma/emoji/packs/download",
        scope="admin:write",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def download_emoji_pack(self, url: str, name: str, save_as: Annotated[str | None, Wire("as")] = None) -> None:
        """Have the server copy an emoji pack from another server.

        Args:
            url: the other server's address, as ``https://example.org``.
            name: what the pack is called there.
            save_as: what to call it here; the same by default.

        Raises:
            ForbiddenError: you may not manage emoji, or the token lacks the scope.
            ServerError: the other server does not share it, or it arrived damaged.
        """
        ...

    @post("/api/v1/pleroma/emoji/packs/download_zip", scope="admin:write", servers=PLEROMA)
    def create_emoji_pack_from_zip(
        self,
        name: str,
        url: str | None = None,
        *,
        file: Annotated[FileLike | None, Wire(place="file")] = None,
    ) -> None:
        """Make an emoji pack of a ZIP archive (newer Pleroma).

        Args:
            name: what to call it.
            url: where the archive is.
            file: instead, the archive: a path, bytes, a file open in binary mode, or an async iterable of bytes
                (``AsyncClient`` only).

        Raises:
            ClientError: there is a pack of that name, or the archive cannot be had or read.
            ForbiddenError: you may not manage emoji, or the token lacks the scope.
            FileNotFoundError: the path leads nowhere.
        """
        ...

    @post(
        "/api/v1/pleroma/emoji/packs/files",
        scope="admin:write",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def add_pack_emoji(
        self,
        name: Annotated[str, Wire(place="query")],
        file: Annotated[FileLike | None, Wire(place="file")] = None,
        *,
        url: Annotated[str | None, Wire("file")] = None,
        shortcode: str | None = None,
        filename: str | None = None,
    ) -> dict[str, str]:
        """Add an emoji to a pack; gives the pack's files by shortcode.

        Args:
            name: what the pack is called.
            file: the image: a path, bytes, a file open in binary mode, or an async iterable of bytes (``AsyncClient``
                only); or a ZIP archive of several.
            url: instead, where it is.
            shortcode: the emoji's shortcode, without colons; by default from the file's name.
            filename: what to call the file; its own name by default.

        Raises:
            ConflictError: there is an emoji of that shortcode.
            ForbiddenError: you may not manage emoji, or the token lacks the scope.
            NotFoundError: no such pack.
            FileNotFoundError: the path leads nowhere.
        """
        ...

    @patch(
        "/api/v1/pleroma/emoji/packs/files",
        scope="admin:write",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def rename_pack_emoji(
        self,
        name: Annotated[str, Wire(place="query")],
        shortcode: str,
        new_shortcode: str,
        new_filename: str,
        *,
        force: bool | None = None,
    ) -> dict[str, str]:
        """Give an emoji of a pack another shortcode and file name; gives the pack's files by shortcode.

        Args:
            name: what the pack is called.
            shortcode: the emoji's shortcode until now, without colons.
            new_shortcode: the new one.
            new_filename: the file's new name.
            force: replace an emoji that has the new shortcode.

        Raises:
            ConflictError: there is an emoji of the new shortcode.
            ForbiddenError: you may not manage emoji, or the token lacks the scope.
            NotFoundError: no such pack or emoji.
        """
        ...

    @delete(
        "/api/v1/pleroma/emoji/packs/files",
        scope="admin:write",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def remove_pack_emoji(self, name: str, shortcode: str) -> dict[str, str]:
        """Remove an emoji from a pack; gives the files that are left, by shortcode.

        Args:
            name: what the pack is called.
            shortcode: the emoji's shortcode, without colons.

        Raises:
            ForbiddenError: you may not manage emoji, or the token lacks the scope.
            NotFoundError: no such pack or emoji.
        """
        ...
