"""Scopes: what a token allows, and how one covers another."""

from __future__ import annotations

from collections.abc import Container, Iterable
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeAlias

from .encoding import check_list
from .errors import ConfigurationError

Scopes: TypeAlias = str | Iterable[str]
"""Scopes: several of ``Scope`` or of their names, or a string of names separated by spaces."""


class Scope(StrEnum):
    """What a token can allow. ``read`` covers every ``read:...``, ``write`` every ``write:...``, and so on."""

    PROFILE = "profile"
    """Who you are, and no more; Mastodon 4.3, GoToSocial."""
    READ = "read"
    """Everything that you can see, your direct messages included."""
    READ_ACCOUNTS = "read:accounts"
    READ_APPLICATIONS = "read:applications"
    """GoToSocial."""
    READ_BLOCKS = "read:blocks"
    READ_BOOKMARKS = "read:bookmarks"
    READ_CHATS = "read:chats"
    """Pleroma and Akkoma."""
    READ_COLLECTIONS = "read:collections"
    READ_FAVOURITES = "read:favourites"
    READ_FILTERS = "read:filters"
    READ_FOLLOWS = "read:follows"
    READ_LISTS = "read:lists"
    READ_MUTES = "read:mutes"
    READ_NOTIFICATIONS = "read:notifications"
    READ_REPORTS = "read:reports"
    READ_SEARCH = "read:search"
    READ_SECURITY = "read:security"
    """Pleroma and Akkoma."""
    READ_STATUSES = "read:statuses"
    WRITE = "write"
    """Everything that you can do, except for moderating."""
    WRITE_ACCOUNTS = "write:accounts"
    WRITE_APPLICATIONS = "write:applications"
    """GoToSocial."""
    WRITE_BLOCKS = "write:blocks"
    WRITE_BOOKMARKS = "write:bookmarks"
    WRITE_CHATS = "write:chats"
    """Pleroma and Akkoma."""
    WRITE_COLLECTIONS = "write:collections"
    WRITE_CONVERSATIONS = "write:conversations"
    WRITE_FAVOURITES = "write:favourites"
    WRITE_FILTERS = "write:filters"
    WRITE_FOLLOWS = "write:follows"
    WRITE_LISTS = "write:lists"
    WRITE_MEDIA = "write:media"
    WRITE_MUTES = "write:mutes"
    WRITE_NOTIFICATIONS = "write:notifications"
    WRITE_REPORTS = "write:reports"
    WRITE_SECURITY = "write:security"
    """Pleroma and Akkoma."""
    WRITE_STATUSES = "write:statuses"
    FOLLOW = "follow"
    """Reading and writing follows, blocks and mutes; older than the finer scopes, and on its way out."""
    PUSH = "push"
    """Push notifications."""
    ADMIN = "admin"
    """All of moderating; GoToSocial, Pleroma and Akkoma."""
    ADMIN_METRICS = "admin:metrics"
    """Pleroma and Akkoma."""
    ADMIN_READ = "admin:read"
    ADMIN_READ_ACCOUNTS = "admin:read:accounts"
    ADMIN_READ_CANONICAL_EMAIL_BLOCKS = "admin:read:canonical_email_blocks"
    ADMIN_READ_CHATS = "admin:read:chats"
    """Pleroma and Akkoma."""
    ADMIN_READ_DOMAIN_ALLOWS = "admin:read:domain_allows"
    ADMIN_READ_DOMAIN_BLOCKS = "admin:read:domain_blocks"
    ADMIN_READ_EMAIL_DOMAIN_BLOCKS = "admin:read:email_domain_blocks"
    ADMIN_READ_INVITES = "admin:read:invites"
    """Pleroma and Akkoma."""
    ADMIN_READ_IP_BLOCKS = "admin:read:ip_blocks"
    ADMIN_READ_MEDIA_PROXY_CACHES = "admin:read:media_proxy_caches"
    """Pleroma and Akkoma."""
    ADMIN_READ_REPORTS = "admin:read:reports"
    ADMIN_READ_STATUSES = "admin:read:statuses"
    """Pleroma and Akkoma."""
    ADMIN_WRITE = "admin:write"
    ADMIN_WRITE_ACCOUNTS = "admin:write:accounts"
    ADMIN_WRITE_CANONICAL_EMAIL_BLOCKS = "admin:write:canonical_email_blocks"
    ADMIN_WRITE_CHATS = "admin:write:chats"
    """Pleroma and Akkoma."""
    ADMIN_WRITE_DOMAIN_ALLOWS = "admin:write:domain_allows"
    ADMIN_WRITE_DOMAIN_BLOCKS = "admin:write:domain_blocks"
    ADMIN_WRITE_EMAIL_DOMAIN_BLOCKS = "admin:write:email_domain_blocks"
    ADMIN_WRITE_FOLLOWS = "admin:write:follows"
    """Pleroma and Akkoma."""
    ADMIN_WRITE_INVITES = "admin:write:invites"
    """Pleroma and Akkoma."""
    ADMIN_WRITE_IP_BLOCKS = "admin:write:ip_blocks"
    ADMIN_WRITE_MEDIA_PROXY_CACHES = "admin:write:media_proxy_caches"
    """Pleroma and Akkoma."""
    ADMIN_WRITE_REPORTS = "admin:write:reports"
    ADMIN_WRITE_STATUSES = "admin:write:statuses"
    """Pleroma and Akkoma."""


DEFAULT_SCOPES = (Scope.READ,)
"""Read everything, change nothing: the least that every server knows and that is of use to look around with."""

_FOLLOW = frozenset(f"{verb}:{noun}" for verb in ("read", "write") for noun in ("follows", "blocks", "mutes"))


def parse_scopes(scopes: Scopes) -> tuple[str, ...]:
    """Scopes by name, each once, in their order.

    Raises:
        ConfigurationError: there are none, or one is no name.
    """
    if not isinstance(scopes, str):
        scopes = tuple(scopes)
        check_list(scopes, "scopes")
    names = scopes.split() if isinstance(scopes, str) else [str(scope).strip() for scope in scopes]
    if not names or not all(name.isascii() and name.isprintable() and name.split() == [name] for name in names):
        raise ConfigurationError("scopes are names such as 'read' and 'write:statuses', and at least one of them")
    return tuple(dict.fromkeys(names))


_KINDS = frozenset(scope.partition(":")[0] for scope in Scope)


def check_known(scopes: Iterable[str], supported: Container[str]) -> None:
    """Refuse what nobody knows, such as a misspelt scope; of finer ones, the server knows best.

    Args:
        scopes: by name.
        supported: what the server says that it knows.

    Raises:
        ConfigurationError: a name is no scope.
    """
    for scope in scopes:
        if scope in supported or ("," not in scope and scope.partition(":")[0] in _KINDS):
            continue
        near = get_close_matches(scope, [*Scope], 1)
        hint = (
            "separate them by spaces" if "," in scope else f"did you mean {near[0]}?" if near else "see Scope for all"
        )
        raise ConfigurationError(f"{scope!r:.80} is no scope; {hint}")


def covers(granted: Scopes, scope: str) -> bool:
    """Whether granted scopes allow what a scope allows: ``read`` covers ``read:accounts``, not the other way round."""
    names = granted.split() if isinstance(granted, str) else {str(name) for name in granted}
    parts = scope.split(":")
    wider = {":".join(parts[:count]) for count in range(1, len(parts) + 1)}
    return not wider.isdisjoint(names) or ("follow" in names and scope in _FOLLOW)


def missing_scopes(granted: Scopes, asked: Scopes) -> tuple[str, ...]:
    """What was asked for and is not covered by what was granted."""
    granted = granted.split() if isinstance(granted, str) else tuple(granted)
    return tuple(scope for scope in parse_scopes(asked) if not covers(granted, scope))


def with_identity(scopes: Scopes) -> tuple[str, ...]:
    """Scopes with which can be found out whose the token is; without one that tells, ``read:accounts`` is added."""
    names = parse_scopes(scopes)
    tells = any(covers(names, scope) for scope in (Scope.READ_ACCOUNTS, Scope.PROFILE))
    return names if tells else (*names, str(Scope.READ_ACCOUNTS))
