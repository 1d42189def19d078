"""What moderators and administrators do: ``client.admin``."""

from __future__ import annotations

from ...core.operation import D
from .accounts import Accounts
from .blocklists import Blocklists
from .canonical_email_blocks import CanonicalEmailBlocks
from .dimensions import Dimensions
from .domain_allows import DomainAllows
from .domain_blocks import DomainBlocks
from .email_domain_blocks import EmailDomainBlocks
from .ip_blocks import IpBlocks
from .measures import Measures
from .reports import Reports
from .retention import Retention
from .tags import Tags
from .trends import Trends


class Admin(
    Accounts[D],
    Blocklists[D],
    CanonicalEmailBlocks[D],
    Dimensions[D],
    DomainAllows[D],
    DomainBlocks[D],
    EmailDomainBlocks[D],
    IpBlocks[D],
    Measures[D],
    Reports[D],
    Retention[D],
    Tags[D],
    Trends[D],
):
    """What moderators and administrators do (Mastodon, in part GoToSocial and Pleroma): ``client.admin``."""
