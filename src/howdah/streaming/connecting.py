"""How a stream gets to its server: over what, to which address, and where in the request the token is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from ..core.encoding import urlencode
from ..core.errors import ApiError
from ..core.session import Session
from ..core.wire import Request
from .channels import STREAMING, Channel
from .effects import NO_STREAMS
from .settings import Settings, StreamTransport
from .websocket import upgrade_headers

Placement: TypeAlias = Literal["header", "subprotocol", "query", "none"]

WITHOUT_SSE: Final = frozenset({"gotosocial", "pleroma", "akkoma"})
WITHOUT_STREAMS: Final = frozenset({"snac", "hollo", "pixelfed"})
ONE_PER_SOCKET: Final = frozenset({"pleroma", "akkoma"})
"""Servers that take one stream for each WebSocket."""

_SUBPROTOCOL = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""What may stand in ``Sec-WebSocket-Protocol``."""


@dataclass(slots=True, frozen=True)
class Way:
    """One way to a stream.

    Attributes:
        transport: over what.
        address: the base URL.
    """

    transport: StreamTransport
    address: str

    def carries_several(self, session: Session) -> bool:
        """Whether one connection takes several streams."""
        if self.transport == "websocket":
            return session.server is None or session.server.family not in ONE_PER_SOCKET
        return self.transport == "polling"


def ways_to(session: Session, settings: Settings, addresses: tuple[str, ...]) -> list[Way]:
    """The ways to try, the best first."""
    family = "" if session.server is None else session.server.family
    transports: list[StreamTransport]
    if settings.transport is not None:
        transports = [settings.transport]
    elif family in WITHOUT_STREAMS:
        transports = ["polling"]
    elif family in WITHOUT_SSE:
        transports = ["websocket", "polling"]
    else:
        transports = ["websocket", "sse", "polling"]
    return [
        Way(transport, address)
        for transport in transports
        for address in (addresses if transport != "polling" else (session.base_url,))
    ]


def placements(session: Session, way: Way) -> tuple[Placement, ...]:
    """Where the token may be put, the safest first; only there where it has worked."""
    if session.token is None:
        return ("none",)
    order: list[Placement] = ["header", "query"]
    if way.transport == "websocket" and _SUBPROTOCOL.fullmatch(session.token):
        order.insert(1, "subprotocol")
    worked: Placement | None = session.learned.get(_learned_as(way))
    return (worked,) if worked is not None and worked in order else tuple(order)


def note_placement(session: Session, way: Way, placement: Placement) -> None:
    """Remember where the token was taken."""
    session.learned[_learned_as(way)] = placement


def _learned_as(way: Way) -> str:
    return f"token for {way.transport} at {way.address}"


@dataclass(slots=True, frozen=True)
class Asking:
    """A request for a stream, and the same as it may be shown: without the token."""

    request: Request
    shown: Request


def ask(session: Session, way: Way, channel: Channel, placement: Placement) -> Asking:
    """The request that opens a stream."""
    headers = {**session.headers, "cache-control": "no-store", "accept-encoding": "identity"}
    if way.transport == "websocket":
        where, query = STREAMING, dict(channel.wire)
    else:
        where, query = channel.path, dict(channel.query)
        headers["accept"] = "text/event-stream"
    shown = Request("GET", _url(way.address + where, query), headers, None, session.timeout)
    for asking in session.on_request:
        asking(shown)
    headers = dict(shown.headers)
    if way.transport == "websocket":
        headers.update(upgrade_headers())
    token = session.token or ""
    if placement == "header":
        headers["authorization"] = f"Bearer {token}"
    elif placement == "subprotocol":
        headers["sec-websocket-protocol"] = token
    elif placement == "query":
        query["access_token"] = token
    return Asking(replace(shown, url=_url(way.address + where, query), headers=headers), shown)


def _url(where: str, query: dict[str, str]) -> str:
    return f"{where}?{urlencode(list(query.items()))}" if query else where


def subscription(channel: Channel) -> str:
    """The message that adds a stream to a WebSocket."""
    return json.dumps({"type": "subscribe", **channel.wire})


def is_refusal(error: ApiError) -> bool:
    """Whether a server knows who asks, and does not let them."""
    return error.status in (401, 403)


def is_absent(error: ApiError) -> bool:
    """Whether an answer says that there is no such way, rather than that it is closed for now.

    A page instead of a stream is put up while a server is repaired; it says nothing.
    """
    if is_refusal(error) or error.status in (408, 429) or error.status < 300:
        return False
    return error.status < 500 or error.status == NO_STREAMS


def is_no_feed(error: ApiError) -> bool:
    """Whether an answer says that there are no such pages, or that one may not have them."""
    return error.status in (403, 404, 405, 410, NO_STREAMS)
