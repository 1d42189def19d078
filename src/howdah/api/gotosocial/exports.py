"""Taking along what an account has: to a file, and from one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, get, post
from ...core.server import GOTOSOCIAL
from ...core.wire import FileLike

if TYPE_CHECKING:
    from ...models import AccountExportStats

CSV = "text/csv"


class Exports(Section[D]):
    """What an account has, as CSV files that Mastodon reads and writes too."""

    @get("/api/v1/exports/stats", scope="read:accounts", servers=GOTOSOCIAL)
    def get_export_stats(self) -> AccountExportStats:
        """Count what your account has that can be exported."""
        ...

    @get("/api/v1/exports/following.csv", scope="read:follows", servers=GOTOSOCIAL, accept=CSV)
    def export_following(self) -> str:
        """Write the accounts that you follow as CSV, with how you follow each."""
        ...

    @get("/api/v1/exports/followers.csv", scope="read:accounts", servers=GOTOSOCIAL, accept=CSV)
    def export_followers(self) -> str:
        """Write the accounts that follow you as CSV."""
        ...

    @get("/api/v1/exports/lists.csv", scope="read:lists", servers=GOTOSOCIAL, accept=CSV)
    def export_lists(self) -> str:
        """Write your lists as CSV: a list's title and an account on it in each row."""
        ...

    @get("/api/v1/exports/blocks.csv", scope="read:blocks", servers=GOTOSOCIAL, accept=CSV)
    def export_blocks(self) -> str:
        """Write the accounts that you block as CSV."""
        ...

    @get("/api/v1/exports/mutes.csv", scope="read:mutes", servers=GOTOSOCIAL, accept=CSV)
    def export_mutes(self) -> str:
        """Write the accounts that you mute as CSV, with whether their notifications are hidden too."""
        ...

    @post("/api/v1/import", scope="write", servers=GOTOSOCIAL, repeat="always")
    def import_data(
        self,
        data: Annotated[FileLike, Wire(place="file")],
        type: str,  # noqa: A002
        mode: str | None = None,
    ) -> None:
        """Read a CSV file of this or another server into your account; it goes on after the answer.

        Entries that the server blocks or cannot find are left out.

        Args:
            data: the CSV: a path, bytes (``export_blocks().encode()``), a file open in binary mode, or an async
                iterable of bytes (``AsyncClient`` only).
            type: what it lists: ``following``, ``blocks`` or ``mutes``.
            mode: ``merge`` to add to what there is, ``overwrite`` to replace it; ``merge`` by default.

        Raises:
            ClientError: the file is no such CSV, or there is no such type or mode.
            FileNotFoundError: a path leads nowhere.
        """
        ...
