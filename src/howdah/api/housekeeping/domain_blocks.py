"""Bringing an account's blocked domains in line with a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...core.flow import Flow
from ...core.operation import Operations, operation
from ...core.server import AKKOMA, MASTODON, PLEROMA
from ..domain_blocks import DomainBlocks
from .applying import apply_plan
from .blocklists import Blocklist, BlocklistChange, BlocklistPlan, BlocklistReport, plan_blocklist
from .exporting import local_domain
from .walking import every


class BlockedDomains(Operations):
    """The domains that you block for yourself, and lists of such."""

    @operation(
        uses=["GET /api/v1/domain_blocks", "GET /api/v2/instance", "GET /api/v1/instance"],
        scope="read:blocks",
        added="1.4.0",
        servers=MASTODON | PLEROMA | AKKOMA,
    )
    def plan_domain_blocks(self, wanted: Blocklist, *, remove: bool = False) -> Flow[BlocklistPlan]:
        """Say which domains you would have to block for yourself to block those of a list; changes nothing.

        For yourself, a domain is blocked or not: those that a list has with ``noop`` are not, all others are.

        Args:
            wanted: the list, as ``read_blocklist`` or ``Blocklist.of`` gives it.
            remove: lift your blocks of domains that are not on it.
        """
        blocked = yield from every(DomainBlocks.get_domain_blocks, self, limit=200)
        own = yield from local_domain(self)
        return plan_blocklist(Blocklist.of(blocked), _for_an_account(wanted), own_domain=own, remove=remove)

    @operation(
        uses=["POST /api/v1/domain_blocks", "DELETE /api/v1/domain_blocks"],
        scope="write:blocks",
        added="1.4.0",
        servers=MASTODON | PLEROMA | AKKOMA,
    )
    def apply_domain_blocks(
        self,
        plan: BlocklistPlan,
        *,
        dry_run: bool = False,
        on_progress: Callable[[BlocklistChange, BlocklistReport], object] | None = None,
    ) -> Flow[BlocklistReport]:
        """Block domains for yourself, and lift blocks, as planned; can be repeated after an interruption.

        Args:
            plan: what ``plan_domain_blocks`` gave.
            dry_run: change nothing.
            on_progress: called with each change, and all until now.

        Raises:
            UnauthorizedError: the token is missing, or belongs to an app.
            ForbiddenError: the token's scopes do not allow it.
            NetworkError: no answer came; a new plan says what is left.
        """

        def apply(change: BlocklistChange) -> Flow[Any]:
            done = DomainBlocks.unblock_domain if change.kind == "remove" else DomainBlocks.block_domain
            return (yield from done.flow(self, change.block.domain))

        return (yield from apply_plan(self.session, plan, apply, dry_run, on_progress))


def _for_an_account(wanted: Blocklist) -> Blocklist:
    made = Blocklist.of(block.domain for block in wanted.values() if block.severity != "noop")
    made.unusable.update(wanted.unusable)
    return made
