"""Reports to moderators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..core.operation import Operations, listing, post
from ..core.server import EVERY, GOTOSOCIAL, SNAC
from .references import AccountRef, CollectionRef, RuleRef, StatusRef

if TYPE_CHECKING:
    from ..models import Report, ReportCategory


class Reports(Operations):
    """What you report to moderators."""

    @post(
        "/api/v1/reports",
        scope="write:reports",
        added="1.1.0",
        servers=EVERY - SNAC,
        unsure=SNAC,
        bucket="report",
        changed=(
            "2.3.0: forward",
            "3.5.0: category, rule_ids",
            "4.2.0: category legal",
            "4.6.0: collection_ids",
        ),
    )
    def create_report(
        self,
        account_id: AccountRef,
        *,
        status_ids: Sequence[StatusRef] | None = None,
        comment: str | None = None,
        forward: bool | None = None,
        category: ReportCategory | str | None = None,
        rule_ids: Sequence[RuleRef] | None = None,
        collection_ids: Sequence[CollectionRef] | None = None,
    ) -> Report:
        """Report an account to the server's moderators.

        Args:
            account_id: the account, or its ID.
            status_ids: statuses of it that show what is wrong.
            comment: what you have to say, at most 1000 characters.
            forward: tell the moderators of its own server too, if that is another one.
            category: ``spam``, ``legal``, ``violation`` or ``other``; it is ``violation`` where rules are named and
                else ``other`` unless told otherwise (Mastodon, GoToSocial).
            rule_ids: rules of the server that it broke (Mastodon, GoToSocial, Pleroma).
            collection_ids: collections of it that show what is wrong (Mastodon 4.6).

        Raises:
            NotFoundError: no such account.
            UnprocessedError: a status is another account's, or there is no such rule.
        """
        ...

    @listing("/api/v1/reports", by="id", scope="read:reports", servers=GOTOSOCIAL)
    def get_reports(
        self,
        *,
        resolved: bool | None = None,
        target_account_id: AccountRef | None = None,
        max_id: str | None = None,
        since_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
    ) -> list[Report]:
        """List the reports that you made, newest first; GoToSocial only, Mastodon has dropped it in 2.5.

        Args:
            resolved: only those that moderators have dealt with, or only the others.
            target_account_id: only those about this account.
            max_id: only reports older than this ID.
            since_id: only reports newer than this ID, from the newest.
            min_id: only reports newer than this ID, from the oldest.
            limit: reports per page, at most 100; 20 by default.
        """
        ...
