"""The clients that a plugin holds: one for each server and token that its actions are for."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...client import Client
from ...core.decoding import Asked, EntityDecoder
from ...core.response import Response
from ...core.session import normalise_instance
from ...core.wire import Reply
from ...settings import ClientSettings
from ...version import __version__
from .arguments import text

OVERRIDES = ("base_url", "access_token", "timeout", "verify")
"""What each action takes beside its own arguments."""


class StoppedError(RuntimeError):
    """The plugin has been stopped, and does nothing more."""


class Item(dict[str, Any]):
    """An item of a page as the server sent it, by whose ID the page before and the next are found."""

    identity = "id"

    @property
    def id(self) -> Any:
        """Its ID."""
        return self.get("id")


JSON = EntityDecoder()
"""Reads JSON, also where it is not quite that, when it is not told what to make of it."""


def as_sent(response: Response[Any]) -> Any:
    """What a server answered, without making entities of it."""
    reply = Reply(response.status, response.headers, response.body)
    return JSON.decode(Any, reply, Asked(response.url, response.method, response.url))


class AsSent:
    """Decodes the pages of listings as they are, without making entities of them."""

    def decode(self, into: Any, reply: Reply, asked: Asked) -> Any:
        """Decode a page into its items.

        Raises:
            UnexpectedAnswerError: the body is no list of JSON objects.
        """
        del into  # a list, whatever of
        items: list[dict[str, Any]] = JSON.decode(list[dict[str, Any]], reply, asked)
        return [Item(item) for item in items]


@dataclass(slots=True, frozen=True)
class Connection:
    """A client, and a view of it whose listings give what the server sent.

    Attributes:
        client: the client.
        listings: the view.
    """

    client: Client
    listings: Client


class Connections:
    """Clients by server and token; each is made when it is first needed, and kept. Safe to share between threads.

    Args:
        base_url: the server that actions are for if they name no other.
        access_token: the token for that server; it goes nowhere else.
        settings: what all clients are set up with.

    Raises:
        ConfigurationError: the address is none, or is plain HTTP.
    """

    def __init__(self, base_url: str, access_token: str | None, settings: ClientSettings) -> None:
        self._settings: ClientSettings = {"user_agent": f"howdah-platypush/{__version__}", **settings}
        self._allow_http = settings.get("allow_http", False)
        self.base_url = normalise_instance(base_url, allow_http=self._allow_http)
        self._access_token = access_token
        self._open: dict[Any, Connection] | None = {}
        self._lock = threading.Lock()

    @property
    def identity(self) -> str:
        """What tells this server and account from others; it holds the token."""
        return f"{self.base_url} {self._access_token}"

    def to(self, overrides: Mapping[str, Any]) -> Connection:
        """The connection that an action is to use.

        Args:
            overrides: ``base_url`` and ``access_token`` of another server or account; ``timeout`` in seconds and
                ``verify`` as ``howdah.Client`` takes them. Another server without a token is asked anonymously.

        Raises:
            ConfigurationError: the address is none, or is plain HTTP; a value cannot be used.
            StoppedError: the plugin has been stopped.
            TypeError: there is something else in it.
        """
        for name in overrides.keys() - set(OVERRIDES):
            raise TypeError(f"unknown argument {name!r}; beside its own, an action takes {', '.join(OVERRIDES)}")
        base_url, token = self._target(overrides.get("base_url"), text(overrides.get("access_token")))
        settings: ClientSettings = {**self._settings}
        if "verify" in overrides:
            settings["verify"] = overrides["verify"]
        key = base_url, token, repr(settings.get("verify"))
        with self._lock:
            if self._open is None:
                raise StoppedError("the plugin has been stopped")
            if key not in self._open:
                self._open[key] = _connect(base_url, token, settings)
            connection = self._open[key]
        if "timeout" not in overrides:
            return connection
        timeout = overrides["timeout"]
        return Connection(*(view.with_options(timeout=timeout) for view in (connection.client, connection.listings)))

    def _target(self, base_url: str | None, token: str | None) -> tuple[str, str | None]:
        where = normalise_instance(base_url, allow_http=self._allow_http) if base_url else self.base_url
        return where, token or (self._access_token if where == self.base_url else None)

    def close(self) -> None:
        """Close all clients, and with them their streams; there are no more from here on."""
        with self._lock:
            connections, self._open = self._open or {}, None
        for connection in connections.values():
            connection.client.close()


def _connect(base_url: str, token: str | None, settings: ClientSettings) -> Connection:
    client = Client(base_url, token, **settings)
    listings = client.with_options()
    listings.session = replace(listings.session, decoder=AsSent())
    return Connection(client, listings)
