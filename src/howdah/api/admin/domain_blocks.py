"""Servers that a server limits or shuts out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, listing, post, put
from ...core.server import GOTOSOCIAL, MASTODON, SNAC
from ..references import AdminDomainBlockRef

if TYPE_CHECKING:
    from ...models import AdminDomainBlock, DomainBlockSeverity


class DomainBlocks(Section[D]):
    """Servers that this server limits or shuts out."""

    @listing(
        "/api/v1/admin/domain_blocks",
        scope="admin:read:domain_blocks",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
    )
    def get_domain_blocks(
        self,
        *,
        max_id: AdminDomainBlockRef | None = None,
        since_id: AdminDomainBlockRef | None = None,
        min_id: AdminDomainBlockRef | None = None,
        limit: int | None = None,
    ) -> list[AdminDomainBlock]:
        """List the blocked domains, the latest first; GoToSocial gives them all at once.

        Args:
            max_id: only blocks older than this one (Mastodon).
            since_id: only blocks newer than this one, from the newest (Mastodon).
            min_id: only blocks newer than this one, from the oldest (Mastodon).
            limit: blocks per page, at most 200; 100 by default (Mastodon).

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/domain_blocks/{block_id}",
        scope="admin:read:domain_blocks",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def get_domain_block(self, block_id: AdminDomainBlockRef) -> AdminDomainBlock:
        """Fetch one blocked domain.

        Args:
            block_id: the block, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such block.
        """
        ...

    @post(
        "/api/v1/admin/domain_blocks",
        scope="admin:write:domain_blocks",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def create_domain_block(
        self,
        domain: str,
        severity: DomainBlockSeverity | str | None = None,
        *,
        reject_media: bool | None = None,
        reject_reports: bool | None = None,
        private_comment: str | None = None,
        public_comment: str | None = None,
        obfuscate: bool | None = None,
    ) -> AdminDomainBlock:
        """Block a domain; with ``suspend``, follows across it end and are not restored by lifting the block.

        Args:
            domain: the domain; those below it are blocked with it.
            severity: ``silence`` to limit it (which is what happens unless told otherwise), ``suspend`` to shut it out,
                or ``noop`` for neither (Mastodon); GoToSocial always suspends.
            reject_media: keep none of its media (Mastodon).
            reject_reports: take no reports from it (Mastodon).
            private_comment: why, for moderators.
            public_comment: why, for everybody.
            obfuscate: show it garbled in public.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            UnprocessedError: it is no domain, or blocked already; ``details`` says by which block.
            ConflictError: the server is still busy with another change that this one touches (GoToSocial).
        """
        ...

    @put(
        "/api/v1/admin/domain_blocks/{block_id}",
        scope="admin:write:domain_blocks",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def update_domain_block(
        self,
        block_id: AdminDomainBlockRef,
        severity: DomainBlockSeverity | str | None = None,
        *,
        reject_media: bool | None = None,
        reject_reports: bool | None = None,
        private_comment: str | None = None,
        public_comment: str | None = None,
        obfuscate: bool | None = None,
    ) -> AdminDomainBlock:
        """Change how a domain is blocked; what is not given stays as it is.

        Args:
            block_id: the block, or its ID.
            severity: ``silence`` to limit it, ``suspend`` to shut it out, or ``noop`` for neither (Mastodon).
            reject_media: keep none of its media (Mastodon).
            reject_reports: take no reports from it (Mastodon).
            private_comment: why, for moderators.
            public_comment: why, for everybody.
            obfuscate: show it garbled in public.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such block.
            UnprocessedError: there is no such severity.
        """
        ...

    @delete(
        "/api/v1/admin/domain_blocks/{block_id}",
        scope="admin:write:domain_blocks",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def delete_domain_block(self, block_id: AdminDomainBlockRef) -> None:
        """Block a domain no longer.

        Args:
            block_id: the block, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such block.
            ConflictError: the server is still busy with another change that this one touches (GoToSocial).
        """
        ...
