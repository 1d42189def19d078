"""What people listen to; Pleroma only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, listing, post
from ...core.server import PLEROMA
from ..references import AccountRef, ScrobbleRef

if TYPE_CHECKING:
    from ...models import Scrobble, Visibility


class Scrobbles(Section[D]):
    """What people listen to."""

    @listing(
        "/api/v1/pleroma/accounts/{account_id}/scrobbles",
        by="id",
        auth="optional",
        scope="read",
        servers=PLEROMA,
    )
    def get_account_scrobbles(
        self,
        account_id: AccountRef,
        *,
        max_id: ScrobbleRef | None = None,
        since_id: ScrobbleRef | None = None,
        min_id: ScrobbleRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[Scrobble]:
        """List what an account has listened to, the latest first.

        Args:
            account_id: the account, or its ID.
            max_id: only entries older than this ID.
            since_id: only entries newer than this ID, from the newest.
            min_id: only entries newer than this ID, from the oldest.
            limit: entries per page, at most 40; 20 by default.
            offset: leave out this many.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @post("/api/v1/pleroma/scrobble", scope="write", servers=PLEROMA)
    def post_scrobble(
        self,
        title: str,
        *,
        artist: str | None = None,
        album: str | None = None,
        length: int | None = None,
        external_link: Annotated[str | None, Wire("external_link", also="externalLink")] = None,
        visibility: Visibility | str | None = None,
    ) -> Scrobble:
        """Tell what you are listening to.

        Args:
            title: what it is called.
            artist: whose it is.
            album: what it is from.
            length: how long it is, in milliseconds by custom.
            external_link: a page about it (newer Pleroma).
            visibility: who may see it; everybody by default.
        """
        ...
