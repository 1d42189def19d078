"""What moderators and administrators do: ``client.admin``."""

from __future__ import annotations

from .accounts import Accounts, D


class Admin(Accounts[D]):
    """What moderators and administrators do (Mastodon): ``client.admin``."""
