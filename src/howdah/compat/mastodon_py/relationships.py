"""Blocks, mutes and follow requests."""

from __future__ import annotations

from .calling import Calls, calls
from .return_types import Account, Relationship
from .types_base import IdType, PaginatableList


class Relationships(Calls):
    """Blocks, mutes and follow requests."""

    @calls("get_blocks", "1.0.0", "2.6.0")
    def blocks(
        self,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[Account]:
        """Fetch a page of the accounts that you block."""
        ...

    @calls("block_domain", "1.4.0", "1.4.0")
    def domain_block(self, domain: str) -> None:
        """Block a domain for yourself."""
        ...

    @calls("get_domain_blocks", "1.4.0", "2.6.0")
    def domain_blocks(
        self,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[str]:
        """Fetch a page of the domains that you block."""
        ...

    @calls("unblock_domain", "1.4.0", "1.4.0")
    def domain_unblock(self, domain: str) -> None:
        """Unblock a domain for yourself."""
        ...

    @calls("authorize_follow_request", "1.0.0", "3.0.0", id="account_id")
    def follow_request_authorize(self, id: Account | IdType) -> Relationship:
        """Let somebody follow you."""
        ...

    @calls("reject_follow_request", "1.0.0", "3.0.0", id="account_id")
    def follow_request_reject(self, id: Account | IdType) -> Relationship:
        """Let somebody not follow you."""
        ...

    @calls("get_follow_requests", "1.0.0", "2.6.0")
    def follow_requests(
        self,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[Account]:
        """Fetch a page of the accounts that want to follow you."""
        ...

    @calls("get_mutes", "1.1.0", "2.6.0")
    def mutes(
        self,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[Account]:
        """Fetch a page of the accounts that you mute."""
        ...
