"""Accounts on your profile."""

from __future__ import annotations

from .calling import Calls, calls
from .return_types import Account
from .types_base import NonPaginatableList


class Endorsements(Calls):
    """Accounts on your profile."""

    @calls("get_endorsements", "2.5.0", "2.5.0")
    def endorsements(self) -> NonPaginatableList[Account]:
        """Fetch the accounts that you show on your profile."""
        ...
