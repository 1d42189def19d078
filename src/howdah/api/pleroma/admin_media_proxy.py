"""The proxy for other servers' media: what it keeps, and what it refuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...core.operation import D, Section, get, post
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import MediaProxyCaches


class AdminMediaProxy(Section[D]):
    """The proxy for other servers' media: what it keeps, and what it refuses."""

    @get(
        "/api/v1/pleroma/admin/media_proxy_caches",
        scope="admin:read:media_proxy_caches",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_media_proxy_caches(
        self, query: str | None = None, *, page: int | None = None, page_size: int | None = None
    ) -> MediaProxyCaches:
        """List the media that the server refuses to pass on.

        Args:
            query: only URLs with this in them.
            page: the page, from 1.
            page_size: URLs per page; 50 by default.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/media_proxy_caches/delete",
        scope="admin:write:media_proxy_caches",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def delete_media_proxy_caches(self, urls: Sequence[str]) -> None:
        """Have the server pass media on again that it refused to.

        Args:
            urls: where they are.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/media_proxy_caches/purge",
        scope="admin:write:media_proxy_caches",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def purge_media_proxy_caches(self, urls: Sequence[str], *, ban: bool | None = None) -> None:
        """Have the server forget its copies of media, and refuse to pass them on from now on.

        Args:
            urls: where they are.
            ban: refuse to pass them on; ``False`` only forgets the copies.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...
