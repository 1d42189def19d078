"""The profile directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.operation import Operations, listing
from ..core.server import AKKOMA, MASTODON, PLEROMA
from .references import AccountRef

if TYPE_CHECKING:
    from ..models import Account


class Directory(Operations):
    """Accounts that want to be found."""

    @listing(
        "/api/v1/directory",
        by="offset",
        auth="none",
        added="3.0.0",
        servers=MASTODON | PLEROMA | AKKOMA,
    )
    def get_directory(
        self,
        limit: int | None = None,
        offset: int | None = None,
        order: str | None = None,
        local: bool | None = None,
        *,
        max_id: AccountRef | None = None,
        min_id: AccountRef | None = None,
        since_id: AccountRef | None = None,
    ) -> list[Account]:
        """List the accounts in the server's profile directory.

        Args:
            limit: accounts per page, at most 80; 40 by default.
            offset: leave out this many from the start.
            order: ``active`` (those that posted last first; so it is unless told otherwise) or ``new``.
            local: only accounts of this server.
            max_id: only accounts older than this ID (Pleroma, Akkoma).
            min_id: only accounts right after this ID (Pleroma, Akkoma).
            since_id: only accounts newer than this ID (Pleroma, Akkoma).

        Raises:
            NotFoundError: the server keeps no directory.
        """
        ...
