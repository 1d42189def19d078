"""IP addresses that are shut out, or that nobody may sign up from."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, listing, post, put
from ...core.server import MASTODON, SNAC
from ..references import AdminIpBlockRef

if TYPE_CHECKING:
    from ...models import AdminIpBlock, IpBlockSeverity


class IpBlocks(Section[D]):
    """IP addresses that are shut out, or that nobody may sign up from."""

    @listing(
        "/api/v1/admin/ip_blocks",
        scope="admin:read:ip_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_ip_blocks(
        self,
        *,
        max_id: AdminIpBlockRef | None = None,
        since_id: AdminIpBlockRef | None = None,
        min_id: AdminIpBlockRef | None = None,
        limit: int | None = None,
    ) -> list[AdminIpBlock]:
        """List the blocked IP addresses, the latest first.

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
        "/api/v1/admin/ip_blocks/{block_id}",
        scope="admin:read:ip_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_ip_block(self, block_id: AdminIpBlockRef) -> AdminIpBlock:
        """Fetch one block of IP addresses.

        Args:
            block_id: the block, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such block.
        """
        ...

    @post(
        "/api/v1/admin/ip_blocks",
        scope="admin:write:ip_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def create_ip_block(
        self,
        ip: str,
        severity: IpBlockSeverity | str,
        *,
        comment: str | None = None,
        expires_in: int | timedelta | None = None,
    ) -> AdminIpBlock:
        """Block an IP address or a range of them.

        Args:
            ip: the address, or a range such as ``192.0.2.0/24``.
            severity: ``sign_up_requires_approval``, ``sign_up_block``, or ``no_access`` to shut them out.
            comment: why, for moderators.
            expires_in: seconds (or a ``timedelta``) until it ends; by default it does not.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            UnprocessedError: it is blocked already, no address, or there is no such severity.
        """
        ...

    @put(
        "/api/v1/admin/ip_blocks/{block_id}",
        scope="admin:write:ip_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def update_ip_block(
        self,
        block_id: AdminIpBlockRef,
        *,
        ip: str | None = None,
        severity: IpBlockSeverity | str | None = None,
        comment: str | None = None,
        expires_in: int | timedelta | None = None,
    ) -> AdminIpBlock:
        """Change a block of IP addresses; what is not given stays as it is.

        Args:
            block_id: the block, or its ID.
            ip: the address, or a range such as ``192.0.2.0/24``.
            severity: ``sign_up_requires_approval``, ``sign_up_block``, or ``no_access`` to shut them out.
            comment: why, for moderators.
            expires_in: seconds (or a ``timedelta``) from now until it ends.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such block.
            UnprocessedError: it is no address, or there is no such severity.
        """
        ...

    @delete(
        "/api/v1/admin/ip_blocks/{block_id}",
        scope="admin:write:ip_blocks",
        added="4.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def delete_ip_block(self, block_id: AdminIpBlockRef) -> None:
        """Block IP addresses no longer.

        Args:
            block_id: the block, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such block.
        """
        ...
