"""E-mail addresses that nobody may sign up with, known by their hashes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, listing, post
from ...core.server import MASTODON, SNAC
from ..references import AdminCanonicalEmailBlockRef

if TYPE_CHECKING:
    from ...models import AdminCanonicalEmailBlock


class CanonicalEmailBlocks(Section[D]):
    """E-mail addresses that nobody may sign up with: in any spelling that reaches the same mailbox."""

    @listing(
        "/api/v1/admin/canonical_email_blocks",
        scope="admin:read:canonical_email_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_canonical_email_blocks(
        self,
        *,
        max_id: AdminCanonicalEmailBlockRef | None = None,
        since_id: AdminCanonicalEmailBlockRef | None = None,
        min_id: AdminCanonicalEmailBlockRef | None = None,
        limit: int | None = None,
    ) -> list[AdminCanonicalEmailBlock]:
        """List the blocked e-mail addresses, the latest first; the addresses themselves are not kept.

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
        "/api/v1/admin/canonical_email_blocks/{block_id}",
        scope="admin:read:canonical_email_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_canonical_email_block(self, block_id: AdminCanonicalEmailBlockRef) -> AdminCanonicalEmailBlock:
        """Fetch one block of an e-mail address.

        Args:
            block_id: the block, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such block.
        """
        ...

    @post(
        "/api/v1/admin/canonical_email_blocks/test",
        scope="admin:read:canonical_email_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def test_canonical_email_block(self, email: str) -> list[AdminCanonicalEmailBlock]:
        """Find the blocks that an e-mail address falls under; none if it could be signed up with.

        Args:
            email: the address, in any spelling.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/admin/canonical_email_blocks",
        scope="admin:write:canonical_email_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def create_canonical_email_block(
        self, email: str | None = None, canonical_email_hash: str | None = None
    ) -> AdminCanonicalEmailBlock:
        """Let nobody sign up with an e-mail address, given either itself or by its hash.

        Args:
            email: the address, in any spelling.
            canonical_email_hash: SHA-256 hash of the normalised address, in hexadecimal.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            UnprocessedError: it is blocked already, or neither is given.
        """
        ...

    @delete(
        "/api/v1/admin/canonical_email_blocks/{block_id}",
        scope="admin:write:canonical_email_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def delete_canonical_email_block(self, block_id: AdminCanonicalEmailBlockRef) -> None:
        """Let people sign up with an e-mail address again.

        Args:
            block_id: the block, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such block.
        """
        ...
