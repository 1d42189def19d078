"""Housekeeping: old statuses deleted, lists of people and servers carried from account to account."""

from __future__ import annotations

from .account_csv import AccountCsv
from .domain_blocks import BlockedDomains
from .old_statuses import OldStatuses


class Housekeeping(AccountCsv, BlockedDomains, OldStatuses):
    """What keeps an account in order."""
