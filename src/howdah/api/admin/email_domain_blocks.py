"""E-mail providers whose addresses nobody may sign up with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, listing, post
from ...core.server import MASTODON, SNAC
from ..references import AdminEmailDomainBlockRef

if TYPE_CHECKING:
    from ...models import AdminEmailDomainBlock


class EmailDomainBlocks(Section[D]):
    """E-mail providers whose addresses nobody may sign up with."""

    @listing(
        "/api/v1/admin/email_domain_blocks",
        scope="admin:read:email_domain_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_email_domain_blocks(
        self,
        *,
        max_id: AdminEmailDomainBlockRef | None = None,
        since_id: AdminEmailDomainBlockRef | None = None,
        min_id: AdminEmailDomainBlockRef | None = None,
        limit: int | None = None,
    ) -> list[AdminEmailDomainBlock]:
        """List the blocked e-mail domains, the latest first, with how often each was tried of late.

        Args:
            max_id: only blocks older than this one.
            since_id: only blocks newer than this one, from the newest.
            min_id: only blocks newer than this one, from the oldest.
            limit: blocks per page, at most 200; 100 by default.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/email_domain_blocks/{block_id}",
        scope="admin:read:email_domain_blocks",
        added="4.1.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_email_domain_block(self, block_id: AdminEmailDomainBlockRef) -> AdminEmailDomainBlock:
        """Fetch one block of an e-mail domain.

        Args:
            block_id: the block, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such block.
        """
        ...

    @post(
        "/api/v1/admin/email_domain_blocks",
        scope="admin:write:email_domain_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def create_email_domain_block(
        self, domain: str, *, allow_with_approval: bool | None = None
    ) -> AdminEmailDomainBlock:
        """Let nobody sign up with addresses of an e-mail domain.

        Args:
            domain: the domain behind the ``@``, or the name of the server that takes its mail.
            allow_with_approval: let sign-ups wait for approval instead (newer Mastodon).

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            UnprocessedError: it is blocked already, or no domain.
        """
        ...

    @delete(
        "/api/v1/admin/email_domain_blocks/{block_id}",
        scope="admin:write:email_domain_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def delete_email_domain_block(self, block_id: AdminEmailDomainBlockRef) -> None:
        """Let people sign up with addresses of an e-mail domain again.

        Args:
            block_id: the block, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such block.
        """
        ...
