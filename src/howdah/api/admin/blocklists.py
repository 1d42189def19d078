"""Bringing a server's blocked domains in line with a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...core.flow import Flow
from ...core.operation import D, Section, operation
from ...core.server import GOTOSOCIAL, MASTODON
from ..housekeeping.applying import apply_plan, checked_plan
from ..housekeeping.blocklists import (
    Blocklist,
    BlocklistChange,
    BlocklistPlan,
    BlocklistReport,
    normal_domain,
    plan_blocklist,
)
from ..housekeeping.exporting import local_domain
from ..housekeeping.walking import every
from .domain_blocks import DomainBlocks


class Blocklists(Section[D]):
    """The domains that a server limits or shuts out, and lists of such."""

    @operation(
        uses=["GET /api/v1/admin/domain_blocks", "GET /api/v2/instance", "GET /api/v1/instance"],
        scope="admin:read:domain_blocks",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
    )
    def plan_domain_blocks(
        self, wanted: Blocklist, *, remove: bool = False, weaken: bool = False
    ) -> Flow[BlocklistPlan]:
        """Say what would have to be done for your server to block the domains of a list; changes nothing.

        The server's own domain is never blocked.

        Args:
            wanted: the list, as ``read_blocklist`` or ``Blocklist.of`` gives it.
            remove: lift blocks of domains that are not on it.
            weaken: also make blocks milder; else they stay as they are where that would let more in, and what is
                garbled in public stays so.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
        """
        present = Blocklist.of((yield from every(DomainBlocks.get_domain_blocks, self, limit=200)))
        own = yield from local_domain(self)
        return plan_blocklist(present, wanted, own_domain=own, remove=remove, weaken=weaken)

    @operation(
        uses=[
            "GET /api/v1/admin/domain_blocks",
            "POST /api/v1/admin/domain_blocks",
            "PUT /api/v1/admin/domain_blocks/{block_id}",
            "DELETE /api/v1/admin/domain_blocks/{block_id}",
        ],
        scope="admin:read:domain_blocks admin:write:domain_blocks",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
    )
    def apply_domain_blocks(
        self,
        plan: BlocklistPlan,
        *,
        dry_run: bool = False,
        on_progress: Callable[[BlocklistChange, BlocklistReport], object] | None = None,
    ) -> Flow[BlocklistReport]:
        """Change which domains your server blocks, as planned; what was suspended ends follows for good.

        Args:
            plan: what ``admin.plan_domain_blocks`` gave.
            dry_run: change nothing.
            on_progress: called with each change, and all until now.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NetworkError: no answer came; a new plan says what is left.
        """
        ids: dict[str, str] = {}
        if any(change.kind != "add" for change in checked_plan(plan).changes) and not dry_run:
            # Not every server has them as a plan does: in ASCII and small letters.
            ids = {
                normal_domain(one.domain) or one.domain: one.id
                for one in (yield from every(DomainBlocks.get_domain_blocks, self))
            }

        def apply(change: BlocklistChange) -> Flow[Any]:
            return (yield from _apply_to_server(self, ids, change))

        return (yield from apply_plan(self.session, plan, apply, dry_run, on_progress))


def _apply_to_server(section: Section[Any], ids: dict[str, str], change: BlocklistChange) -> Flow[Any]:
    block, known = change.block, ids.get(change.block.domain)
    if change.kind == "remove":
        return None if known is None else (yield from DomainBlocks.delete_domain_block.flow(section, known))
    settings: dict[str, Any] = {
        "reject_media": block.reject_media,
        "reject_reports": block.reject_reports,
        "public_comment": block.public_comment or None,
        "private_comment": block.private_comment or None,
        "obfuscate": block.obfuscate,
    }
    if known is not None:
        return (yield from DomainBlocks.update_domain_block.flow(section, known, block.severity, **settings))
    return (yield from DomainBlocks.create_domain_block.flow(section, block.domain, block.severity, **settings))
