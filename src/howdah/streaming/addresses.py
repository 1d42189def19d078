"""Where a server streams: what it announces, set right, and where the token may go.

A token goes to the server's own host and, where the server itself announces it, to the hosts below its own name, such
as ``streaming.example.social`` for ``example.social``; to those only over TLS. Another port of its own host counts as
its own over TLS, and on this machine, where development servers stream on a port of their own; without TLS it does not,
for anyone may stand there. Anywhere else it goes only if the program says so with ``streaming_url``.
"""

from __future__ import annotations

import json
import logging
from typing import Any
from urllib.parse import urlsplit

from ..core.call import build_request, exchange
from ..core.errors import ApiError, ConfigurationError
from ..core.flow import Flow
from ..core.session import Session, is_loopback
from ..core.shapes import is_json_object
from .channels import STREAMING

logger = logging.getLogger("howdah")

SCHEMES = {"wss": "https", "https": "https", "ws": "http", "http": "http"}
LEARNED = "streaming addresses"
LONGEST_URL = 2000


def find_addresses(session: Session) -> Flow[tuple[str, ...]]:
    """Where the server streams, the likeliest first, as base URLs with ``http`` or ``https``; asked once.

    Raises:
        NetworkError: it cannot be reached.
    """
    known: tuple[str, ...] | None = session.learned.get(LEARNED)
    if known is not None:
        return known
    announced: list[str] = []
    for path in ("/api/v2/instance", "/api/v1/instance"):
        announced += _announced((yield from _document(session, path)))
        if announced:
            break
    found = usable_addresses(session, announced)
    session.learned[LEARNED] = found
    return found


def _document(session: Session, path: str) -> Flow[Any]:
    try:
        reply = yield from exchange(session, build_request(session, "GET", path))
        return json.loads(reply.body)
    except ApiError as error:
        if error.retryable:
            raise
    except (ValueError, RecursionError):
        pass
    return None


def _announced(instance: Any) -> list[str]:
    """The streaming URLs in an instance's description, wherever it has them."""
    if not is_json_object(instance):
        return []
    found: list[str] = []
    configuration = instance.get("configuration")
    places = [configuration.get("urls") if is_json_object(configuration) else None, instance.get("urls")]
    for urls in places:
        if is_json_object(urls):
            found += [url for name in ("streaming", "streaming_api") if isinstance(url := urls.get(name), str)]
    return found


def usable_addresses(session: Session, announced: list[str]) -> tuple[str, ...]:
    """What a server announces, set right, and then its own address.

    Args:
        session: whose server it is.
        announced: the URLs it gives.
    """
    found: dict[str, None] = {}
    for url in announced:
        address = _corrected(session, url)
        if address is not None:
            found[address] = None
    found[session.base_url] = None
    return tuple(found)


def _corrected(session: Session, url: str) -> str | None:
    """A streaming address that the token may go to, or ``None``."""
    own = urlsplit(session.base_url)
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    scheme = SCHEMES.get(parts.scheme)
    if scheme is None or not host or parts.username is not None or len(url) > LONGEST_URL or not url.isascii():
        return None
    path = parts.path.rstrip("/").removesuffix(STREAMING).rstrip("/")
    if host == own.hostname or (is_loopback(host) and session.on_this_machine):
        # A development server calls itself wss, and one behind a proxy ws: it is spoken to as we speak to it.
        if port is None or port == own.port or (port in (80, 443) and own.port is None):
            return f"{own.scheme}://{own.netloc}{path or own.path}"
        if own.scheme == "https" or session.on_this_machine:
            return f"{own.scheme}://{_netloc(own.hostname or host, port)}{path}"
    elif own.scheme == "https" and scheme == "https" and host.endswith(f".{own.hostname}"):
        return f"https://{_netloc(host, port)}{path}"
    logger.warning(
        "%s announces that it streams at %.100s, which is not below its own name; your token does not go there "
        "(streaming_url= lets it)",
        session.host,
        host,
    )
    return None


def _netloc(host: str, port: int | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    return shown if port is None else f"{shown}:{port}"


def address_given(url: str, *, plain: bool) -> str:
    """The base URL in a streaming address that a program gives itself.

    Args:
        url: the address.
        plain: allow it to be without TLS, and not on this machine.

    Raises:
        ConfigurationError: it is none, or is without TLS.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    scheme = SCHEMES.get(parts.scheme)
    if scheme is None or not host or parts.username is not None or parts.query:
        raise ConfigurationError("streaming_url must be a URL such as 'wss://streaming.example.social'")
    if scheme == "http" and not plain and not is_loopback(host):
        raise ConfigurationError(f"without TLS, {host} would show the token to everyone on the way; use wss")
    return f"{scheme}://{_netloc(host, port)}{parts.path.rstrip('/').removesuffix(STREAMING).rstrip('/')}"
