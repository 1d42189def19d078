"""Whom to follow."""

from __future__ import annotations

from typing import Any, cast

from .calling import Calls, calls
from .errors import MastodonNotFoundError, MastodonVersionError
from .return_types import Account, Suggestion
from .types_base import IdType, NonPaginatableList


class Suggestions(Calls):
    """Whom to follow."""

    @calls("delete_follow_suggestion", "2.4.3", "2.4.3")
    def suggestion_delete(self, account_id: Account | IdType) -> None:
        """Suggest an account no more."""
        ...

    def suggestions(self) -> NonPaginatableList[Suggestion] | NonPaginatableList[Account]:
        """Fetch suggested accounts, without where the suggestions come from."""
        try:
            accounts: Any = [suggestion.account for suggestion in self.suggestions_v2()]
            return cast("NonPaginatableList[Account]", accounts)
        except (MastodonNotFoundError, MastodonVersionError):
            return self.suggestions_v1()

    def suggestions_v1(self) -> NonPaginatableList[Account]:
        """Fetch suggested accounts, alone."""
        found: NonPaginatableList[Account] = self._request(
            "GET", "/api/v1/suggestions", NonPaginatableList[Account], added="2.4.3"
        )
        return found

    def suggestions_v2(self) -> NonPaginatableList[Suggestion]:
        """Fetch suggested accounts, with where each suggestion comes from."""
        found: NonPaginatableList[Suggestion] = self._request(
            "GET", "/api/v2/suggestions", NonPaginatableList[Suggestion], added="3.4.0"
        )
        return found
