"""What a ``requests.Session`` of a program's own says of how to send, in Howdah's words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, TypedDict

from ...core.session import RequestHook
from ...core.wire import Request

SENT_ANYWAY = frozenset({"user-agent", "accept", "accept-encoding", "connection"})
"""Headers that every session has, and that are not the program's doing."""


def longest(timeout: float | tuple[float | None, float | None] | None) -> float | None:
    """Seconds to wait; of a pair, for connections and for reads, as ``requests`` takes it, the longer."""
    if not isinstance(timeout, tuple):
        return timeout
    connecting, reading = timeout
    return None if connecting is None or reading is None else max(connecting, reading)


class Sending(TypedDict, total=False):
    """Those of a client's settings that a session decides.

    Attributes:
        client: an ``httpx`` client to send with.
        verify: what servers' certificates are held against.
        proxy: URL of a proxy.
        on_request: what adds the session's headers.
    """

    client: Any
    verify: Any
    proxy: str
    on_request: tuple[RequestHook, ...]


def sending(session: Any, url: str) -> Sending:
    """How to send what a session would have sent: over its proxy, by its certificates, with its headers.

    Args:
        session: a ``requests.Session``, without its adapters, cookies and hooks; or an ``httpx`` client.
        url: the server's address.
    """
    if session is None:
        return {}
    if not hasattr(session, "proxies"):
        return {"client": session}
    found = Sending(verify=session.verify)
    proxies: Mapping[str, str] = session.proxies or {}
    proxy = proxies.get(url.partition(":")[0]) or proxies.get("all")
    if proxy:
        found["proxy"] = proxy
    named = [(name, value) for name, value in session.headers.items() if value is not None]
    headers = {name: value for name, value in named if name.lower() not in SENT_ANYWAY}
    if headers:
        found["on_request"] = (partial(_add_headers, headers),)
    return found


def _add_headers(headers: Mapping[str, str], request: Request) -> None:
    for name, value in headers.items():
        request.headers.setdefault(name.lower(), value)
