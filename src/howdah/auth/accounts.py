"""What is remembered of a login: the application registered with a server, and an account there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn, Self


class Secretive:
    """Holds secrets, so it is not pickled; a copy of it is itself."""

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds secrets and is not pickled; keep it in a CredentialStore")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self


@dataclass(frozen=True)
class App(Secretive):
    """An application as it is registered with one server.

    Attributes:
        instance: the server's base URL.
        client_id: its public name in OAuth.
        client_secret: its password in OAuth; not shown.
        redirect_uris: where a login may return to.
        scopes: what it may ask for.
        name: what it is called there.
        website: its web page.
    """

    instance: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uris: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    name: str = ""
    website: str | None = None


@dataclass(frozen=True)
class Account(Secretive):
    """An account, and what acts for it.

    Attributes:
        handle: who it is: ``alice@example.social``.
        instance: the server's base URL.
        access_token: the token; not shown.
        scopes: what the token allows.
        refresh_token: what a new token is had with, on servers whose tokens expire; not shown.
        expires_at: when the token expires; ``None`` if never or not known. Naive means UTC.
        client_id: the application that the token was made for.
        client_secret: its password, with which the token can be revoked; not shown.
    """

    handle: str
    instance: str
    access_token: str = field(repr=False)
    scopes: tuple[str, ...] = ()
    refresh_token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None
    client_id: str = ""
    client_secret: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.expires_at is not None:
            aware = self.expires_at if self.expires_at.tzinfo else self.expires_at.replace(tzinfo=UTC)
            object.__setattr__(self, "expires_at", aware.astimezone(UTC))


def expiry(now: float, lasts: int | None) -> datetime | None:
    """When a token expires; ``None`` if the server does not say so, or says nothing that could be.

    Args:
        now: when it was given, in seconds since 1970.
        lasts: seconds.
    """
    if not lasts or lasts < 0:
        return None
    try:
        return datetime.fromtimestamp(now, UTC) + timedelta(seconds=lasts)
    except OverflowError:
        return None


@dataclass(frozen=True)
class KnownAccount:
    """What can be told of a stored account without opening its secrets.

    Attributes:
        handle: who it is: ``alice@example.social``.
        instance: the server's base URL.
        scopes: what its token allows.
        expires_at: when the token expires; ``None`` if never or not known.
        in_keyring: its secrets are in the system's keyring, not in the file.
        default: it is the one that is meant when none is named.
        problem: why it cannot be used, if what is stored of it is damaged; the rest is then not known.
    """

    handle: str
    instance: str
    scopes: tuple[str, ...] = ()
    expires_at: datetime | None = None
    in_keyring: bool = False
    default: bool = False
    problem: str | None = None
