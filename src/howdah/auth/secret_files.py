"""The files that Mastodon.py keeps secrets in, in every layout that it has written since 1.0: one value a line.

A client file holds ID and secret, since 1.5 also the server, since 1.8 also the application's name. A user file holds
the token, since 1.5 also the server, since 1.8 also the client's ID and secret.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from ..core.errors import ConfigurationError, CredentialsError
from ..core.session import normalise_instance
from .accounts import App, Secretive

LONGEST = 64 * 1024
"""Bytes; a larger file is none of Mastodon.py's."""


@dataclass(frozen=True)
class UserSecret(Secretive):
    """What a user file of Mastodon.py's holds.

    Attributes:
        instance: the server's base URL.
        access_token: the token; not shown.
        client_id: the application that the token was made for, where the file says so.
        client_secret: its password in OAuth; not shown.
    """

    instance: str
    access_token: str = field(repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)


def read_client_secret(path: str | os.PathLike[str], *, instance: str | None = None) -> App:
    """Read what Mastodon.py's ``create_app(to_file=...)`` has written.

    Args:
        path: the file.
        instance: the server, where the file is too old to name it.

    Raises:
        CredentialsError: the file cannot be read, is of another kind, or names another server.
        ConfigurationError: the server is not named.
    """
    lines = _lines(path, "client")
    if len(lines) < 2 or _names_server(lines[1]):
        raise CredentialsError("this is no client file of Mastodon.py's: it has no client's ID and secret")
    server = _agreed(*lines[2:3], instance)
    return App(server, lines[0], lines[1], name="".join(lines[3:4]))


def read_user_secret(
    path: str | os.PathLike[str],
    client_file: str | os.PathLike[str] | None = None,
    *,
    instance: str | None = None,
) -> UserSecret:
    """Read what Mastodon.py's ``log_in(to_file=...)`` has written.

    Args:
        path: the file.
        client_file: the client file that belongs to it, for what old user files leave out.
        instance: the server, where no file names it.

    Raises:
        CredentialsError: a file cannot be read, is of another kind, or names another server.
        ConfigurationError: the server is not named.
    """
    lines = _lines(path, "user")
    if len(lines) > 1 and lines[1] and not _names_server(lines[1]):
        raise CredentialsError("this is no user file of Mastodon.py's: its second line is no server")
    its_server = _lines(client_file, "client")[2:3] if client_file is not None else []
    server = _agreed(*lines[1:2], *its_server, instance)
    if len(lines) > 3:
        return UserSecret(server, lines[0], lines[2], lines[3])
    if client_file is None:
        return UserSecret(server, lines[0])
    app = read_client_secret(client_file, instance=server)
    return UserSecret(server, lines[0], app.client_id, app.client_secret)


def _lines(path: str | os.PathLike[str], kind: str) -> list[str]:
    try:
        with Path(path).open("rb") as file:
            text = file.read(LONGEST).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        # The path is not repeated: where it is none, it may be a token, which Mastodon.py takes in its place.
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise CredentialsError(f"the {kind} file of Mastodon.py's cannot be read: {why}") from None
    lines = [line.strip() for line in text.strip().splitlines()]
    if not lines:
        raise CredentialsError(f"the {kind} file of Mastodon.py's is empty")
    return lines


def _names_server(line: str) -> bool:
    """Whether a line is a server's address rather than a secret, which has no dots and colons."""
    return ":" in line or "." in line


def _agreed(*named: str | None) -> str:
    """The one server that is named."""
    try:
        servers = {normalise_instance(name, allow_http=True) for name in named if name}
    except ConfigurationError:
        raise CredentialsError("what should be the server's address in a file of Mastodon.py's is none") from None
    if not servers:
        raise ConfigurationError("the file is too old to name its server; give instance='example.social'")
    if len(servers) > 1:
        raise CredentialsError(f"different servers are named: {' and '.join(sorted(servers))}")
    return servers.pop()
