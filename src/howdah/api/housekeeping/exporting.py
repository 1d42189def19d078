"""What an account has, as the rows of a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from ...core.flow import Flow
from ...core.operation import Listing, Operations
from ..accounts import Accounts
from ..bookmarks import Bookmarks
from ..domain_blocks import DomainBlocks
from ..instance_info import InstancePages
from ..lists import Lists
from ..relationships import Relationships
from .csv_files import CsvKind, CsvRow
from .walking import next_items

if TYPE_CHECKING:
    from ...models import Account, Relationship

PAGE = 80
RELATIONSHIPS = 40
"""Accounts to ask about at a time."""

Tell: TypeAlias = "Callable[[int], object] | None"


class Rows:
    """Rows that are being put together, and told of."""

    def __init__(self, tell: Tell) -> None:
        self.found: list[CsvRow] = []
        self._tell = tell

    def add(self, rows: Sequence[CsvRow]) -> None:
        """Put rows to the others."""
        self.found += rows
        if self._tell is not None:
            self._tell(len(self.found))


def rows_of(owner: Operations, kind: CsvKind, tell: Tell) -> Flow[list[CsvRow]]:
    """The rows of a kind."""
    rows = Rows(tell)
    yield from _FILL[kind](owner, rows)
    return rows.found


def local_domain(owner: Operations) -> Flow[str]:
    """The domain in the handles of the server's own accounts, which need not be its address's."""
    info = yield from InstancePages.get_instance_info.flow(owner)
    return str(vars(info).get("domain") or owner.session.host).lower()


def handle_of(account: Account, domain: str) -> str:
    """An account's handle with its domain."""
    return account.acct if "@" in account.acct else f"{account.acct}@{domain}"


def relationships_of(owner: Operations, accounts: Sequence[Account]) -> Flow[dict[str, Relationship]]:
    """How you stand to accounts, by their IDs."""
    found: dict[str, Relationship] = {}
    for start in range(0, len(accounts), RELATIONSHIPS):
        ids = [account.id for account in accounts[start : start + RELATIONSHIPS]]
        found.update({one.id: one for one in (yield from Relationships.get_relationships.flow(owner, ids))})
    return found


def _accounts(listing: Listing[..., Any], *args: Any) -> Callable[[Operations, Rows], Flow[None]]:
    def fill(owner: Operations, rows: Rows) -> Flow[None]:
        domain = yield from local_domain(owner)
        course = listing.course(owner, args, {"limit": PAGE})
        while page := (yield from next_items(course)):
            rows.add([CsvRow(handle_of(account, domain)) for account in page])

    return fill


def _mutes(owner: Operations, rows: Rows) -> Flow[None]:
    domain = yield from local_domain(owner)
    course = Relationships.get_mutes.course(owner, (), {"limit": PAGE})
    while page := (yield from next_items(course)):
        known = yield from relationships_of(owner, page)
        made: list[CsvRow] = []
        for account in page:
            relationship = known.get(account.id)
            hidden = relationship is None or relationship.muting_notifications is not False
            made.append(CsvRow(handle_of(account, domain), hide_notifications=hidden))
        rows.add(made)


def _follows(owner: Operations, rows: Rows) -> Flow[None]:
    domain = yield from local_domain(owner)
    me = yield from Accounts.verify_credentials.flow(owner)
    course = Accounts.get_account_following.course(owner, (me.id,), {"limit": PAGE})
    while page := (yield from next_items(course)):
        known = yield from relationships_of(owner, page)
        rows.add([_follow(handle_of(account, domain), known.get(account.id)) for account in page])


def _follow(handle: str, relationship: Relationship | None) -> CsvRow:
    if relationship is None:
        return CsvRow(handle, reblogs=True, notify=False)
    return CsvRow(
        handle,
        reblogs=relationship.showing_reblogs is not False,
        notify=relationship.notifying,
        languages=tuple(relationship.languages),
    )


def _lists(owner: Operations, rows: Rows) -> Flow[None]:
    domain = yield from local_domain(owner)
    for one in (yield from Lists.get_lists.flow(owner)):
        course = Lists.get_list_accounts.course(owner, (one.id,), {"limit": PAGE})
        while page := (yield from next_items(course)):
            rows.add([CsvRow(handle_of(account, domain), list_title=one.title) for account in page])


def _domain_blocks(owner: Operations, rows: Rows) -> Flow[None]:
    course = DomainBlocks.get_domain_blocks.course(owner, (), {"limit": 200})
    while page := (yield from next_items(course)):
        rows.add([CsvRow(domain) for domain in page])


def _bookmarks(owner: Operations, rows: Rows) -> Flow[None]:
    course = Bookmarks.get_bookmarks.course(owner, (), {"limit": 40})
    while page := (yield from next_items(course)):
        rows.add([CsvRow(status.uri) for status in page])


_FILL: dict[CsvKind, Callable[[Operations, Rows], Flow[None]]] = {
    "follows": _follows,
    "lists": _lists,
    "blocks": _accounts(Relationships.get_blocks),
    "mutes": _mutes,
    "domain_blocks": _domain_blocks,
    "bookmarks": _bookmarks,
}
