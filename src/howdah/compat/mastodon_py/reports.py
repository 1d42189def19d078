"""Reports to moderators."""

from __future__ import annotations

from typing import Any

from .calling import Calls
from .errors import MastodonIllegalArgumentError, MastodonVersionError
from .identities import unpack_id
from .return_types import Account, Collection, Report, Rule, Status
from .statuses import ids_of
from .types_base import IdType, NonPaginatableList


class Reports(Calls):
    """Reports to moderators."""

    def report(
        self,
        account_id: Account | IdType,
        status_ids: Status | IdType | None = None,
        comment: str | None = None,
        forward: bool = False,
        category: str | None = None,
        rule_ids: list[Rule | IdType] | None = None,
        forward_to_domains: list[str] | None = None,
        collection_ids: list[Collection | IdType] | None = None,
    ) -> Report:
        """Report an account to the moderators.

        Args:
            account_id: the account.
            status_ids: its statuses that show why; one may be given alone.
            comment: what is wrong.
            forward: tell the account's own server as well.
            category: ``spam``, ``legal``, ``violation`` or ``other``.
            rule_ids: the rules that are broken.
            forward_to_domains: further servers to tell.
            collection_ids: its collections that show why.

        Raises:
            MastodonIllegalArgumentError: there is no such category, or rules are named in another than ``violation``.
        """
        if category is not None and category not in ("spam", "violation", "legal", "other"):
            raise MastodonIllegalArgumentError("Invalid report category (must be spam, violation, legal or other)")
        if rule_ids is not None and category != "violation":
            raise MastodonIllegalArgumentError("rule_ids can only be passed with category=violation")
        values: dict[str, Any] = {
            "account_id": unpack_id(account_id),
            "status_ids": ids_of(status_ids),
            "comment": comment,
            "forward": forward or None,
            "category": category,
            "rule_ids": ids_of(rule_ids),
            "forward_to_domains": forward_to_domains,
            "collection_ids": ids_of(collection_ids),
        }
        made: Report = self._request("POST", "/api/v1/reports", Report, {"body": values}, added="1.1.0")
        return made

    def reports(self) -> NonPaginatableList[Report]:
        """Fetch your reports; no server can since Mastodon 2.5.

        Raises:
            MastodonVersionError: always.
        """
        raise MastodonVersionError("API removed in Mastodon 2.5.0")
