"""Logging in, and what is kept of it: applications, accounts and their tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..api.authorization import OOB as OOB
    from ..core.pkce import make_code_verifier as make_code_verifier
    from ..core.scopes import DEFAULT_SCOPES as DEFAULT_SCOPES
    from ..core.scopes import Scope as Scope
    from ..core.scopes import covers as covers
    from ..core.scopes import missing_scopes as missing_scopes
    from ..core.scopes import parse_scopes as parse_scopes
    from .accounts import Account as Account
    from .accounts import App as App
    from .accounts import KnownAccount as KnownAccount
    from .credentials import CredentialStore as CredentialStore
    from .logging_in import async_login as async_login
    from .logging_in import login as login
    from .secret_files import UserSecret as UserSecret
    from .secret_files import read_client_secret as read_client_secret
    from .secret_files import read_user_secret as read_user_secret

_HOMES = {
    "..api.authorization": ("OOB",),
    "..core.pkce": ("make_code_verifier",),
    "..core.scopes": ("DEFAULT_SCOPES", "Scope", "covers", "missing_scopes", "parse_scopes"),
    ".accounts": ("Account", "App", "KnownAccount"),
    ".credentials": ("CredentialStore",),
    ".logging_in": ("async_login", "login"),
    ".secret_files": ("UserSecret", "read_client_secret", "read_user_secret"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [*_HOME_OF]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home, __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
