"""Domains that you block for yourself."""

from __future__ import annotations

from typing import Annotated

from ..core.operation import Operations, Wire, delete, listing, post
from ..core.server import AKKOMA, MASTODON, PLEROMA, SNAC


class DomainBlocks(Operations):
    """Domains that you block for yourself."""

    @listing(
        "/api/v1/domain_blocks",
        scope="read:blocks",
        added="1.4.0",
        servers=MASTODON | PLEROMA | AKKOMA,
    )
    def get_domain_blocks(
        self,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        *,
        since_id: str | None = None,
    ) -> list[str]:
        """List the domains that you block.

        The bounds are marks of the server's own; ``walk`` and ``next_page`` handle them.

        Args:
            max_id: only what comes after this mark (Mastodon).
            min_id: only what comes right before this mark (Mastodon).
            limit: domains per page, at most 200; 100 by default (Mastodon).
            since_id: only what comes before this mark, from the latest (Mastodon).
        """
        ...

    @post(
        "/api/v1/domain_blocks",
        scope="write:blocks",
        added="1.4.0",
        servers=MASTODON | PLEROMA | AKKOMA,
        unsure=SNAC,
        repeat="always",
    )
    def block_domain(self, domain: str) -> None:
        """Hide everybody on a domain from you; your followers there are lost.

        Args:
            domain: the domain, such as ``example.social``.

        Raises:
            UnprocessedError: it is no domain.
        """
        ...

    @delete(
        "/api/v1/domain_blocks",
        scope="write:blocks",
        added="1.4.0",
        servers=MASTODON | PLEROMA | AKKOMA,
        unsure=SNAC,
    )
    def unblock_domain(self, domain: Annotated[str, Wire(place="body")]) -> None:
        """Block a domain no longer; followers lost by it stay lost.

        Args:
            domain: the domain, such as ``example.social``.
        """
        ...
