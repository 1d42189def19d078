"""What only GoToSocial has: ``client.gotosocial``."""

from __future__ import annotations

from ...core.operation import D
from .accounts import Accounts
from .domain_permissions import DomainPermissions
from .domain_subscriptions import DomainSubscriptions
from .emojis import Emojis
from .exports import Exports
from .header_filters import HeaderFilters
from .instance import Instance
from .interactions import Interactions
from .login import Login
from .maintenance import Maintenance
from .reports import Reports
from .tokens import Tokens


class GoToSocial(
    Accounts[D],
    DomainPermissions[D],
    DomainSubscriptions[D],
    Emojis[D],
    Exports[D],
    HeaderFilters[D],
    Instance[D],
    Interactions[D],
    Login[D],
    Maintenance[D],
    Reports[D],
    Tokens[D],
):
    """What only GoToSocial has: ``client.gotosocial``.

    What its administrators share with Mastodon's is in ``client.admin``.
    """
