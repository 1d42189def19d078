"""Hashtags as a moderator sees them: all that the server knows, and what may be done with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, get, listing, put
from ...core.server import MASTODON, SNAC
from ..references import AdminTagRef

if TYPE_CHECKING:
    from ...models import AdminTag


class Tags(Section[D]):
    """Every hashtag that the server knows, and whether it may be used, listed and trend."""

    @listing("/api/v1/admin/tags", scope="admin:read", added="4.2.0", servers=MASTODON, unsure=SNAC)
    def get_hashtags(
        self,
        *,
        max_id: AdminTagRef | None = None,
        since_id: AdminTagRef | None = None,
        min_id: AdminTagRef | None = None,
        limit: int | None = None,
    ) -> list[AdminTag]:
        """List every hashtag that the server knows, the newest first.

        Args:
            max_id: only hashtags known for longer than this one.
            since_id: only hashtags known for less long than this one, from the newest.
            min_id: only hashtags known for less long than this one, from the oldest.
            limit: hashtags per page, at most 200; 100 by default.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
        """
        ...

    @get("/api/v1/admin/tags/{tag_id}", scope="admin:read", added="4.2.0", servers=MASTODON, unsure=SNAC)
    def get_hashtag(self, tag_id: AdminTagRef) -> AdminTag:
        """Fetch a hashtag as moderators see it.

        Args:
            tag_id: the hashtag, or its ``id``; not its name.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such hashtag.
        """
        ...

    @put("/api/v1/admin/tags/{tag_id}", scope="admin:write", added="4.2.0", servers=MASTODON, unsure=SNAC)
    def update_hashtag(
        self,
        tag_id: AdminTagRef,
        *,
        display_name: str | None = None,
        trendable: bool | None = None,
        usable: bool | None = None,
        listable: bool | None = None,
    ) -> AdminTag:
        """Say what may be done with a hashtag; it counts as reviewed from then on.

        Args:
            tag_id: the hashtag, or its ``id``; not its name.
            display_name: how it is written; it may differ from its name in case and accents only.
            trendable: whether it may trend.
            usable: whether statuses may use it.
            listable: whether searches and suggestions may show it.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such hashtag.
            UnprocessedError: the name would be another hashtag.
        """
        ...
