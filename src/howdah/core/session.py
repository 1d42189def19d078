"""What a client knows: where its server is, who it is there, and how its calls are to be made."""

from __future__ import annotations

import ipaddress
import json
import platform
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus, urljoin, urlsplit

from ..version import __version__
from .decoding import Decoder, EntityDecoder
from .errors import ConfigurationError
from .limits import Clock, Limiter, SystemClock
from .retry import Retry
from .server import Server
from .wire import Headers, Reply, Request

if TYPE_CHECKING:
    from .flow import Flow

RequestHook = Callable[[Request], None]
ResponseHook = Callable[[Request, Reply], None]

MOST_POSTED = 1000
"""Statuses of which it is remembered that we posted them."""
LONG_ENOUGH = 8
"""Characters of a secret from which on it is looked for within words as well."""
MAX_BODY = 64 * 1024 * 1024
"""Bytes of a response, decompressed, beyond which it is not read."""


@dataclass(slots=True)
class Known:
    """What has been found out about a server; one object for a client and all its views.

    Attributes:
        server: the software behind the address, once known.
        learned: what this server has shown about itself, such as which of two endpoints it has.
        posted: which of our posts each of the last statuses is, by its ID.
    """

    server: Server | None = None
    learned: dict[str, Any] = field(default_factory=dict[str, Any], repr=False)
    posted: dict[str, str] = field(default_factory=dict[str, str], repr=False)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def is_post(self, status_id: str, post: str) -> None:
        """Note that a status is what became of a post."""
        with self.lock:
            self.posted[status_id] = post
            while len(self.posted) > MOST_POSTED:
                del self.posted[next(iter(self.posted))]


@dataclass(slots=True)
class Session:
    """The state that the calls of one client share; safe to use from many threads and tasks.

    Attributes:
        base_url: the server's address, without a trailing slash.
        token: the access token, or ``None`` for anonymous calls.
        decoder: turns bodies into entities.
        limiter: keeps calls within the server's limits.
        retry: what is tried again.
        timeout: seconds to wait for a connection, for each read and each write; ``None`` for ever.
        headers: sent with every request.
        known: what has been found out about the server.
        secrets: what else must not be shown, such as passwords and codes while logging in.
        keep_metadata: whether pictures go out with what they tell beyond what they show; ``None`` if Pillow is missing.
        renew: what gives a request of a call a token that has not expired, where tokens do.
    """

    base_url: str
    token: str | None = field(default=None, repr=False)
    decoder: Decoder = field(default_factory=EntityDecoder, repr=False)
    limiter: Limiter = field(default_factory=Limiter, repr=False)
    retry: Retry = field(default_factory=Retry)
    timeout: float | None = 30.0
    max_body: int = MAX_BODY
    headers: dict[str, str] = field(default_factory=dict[str, str], repr=False)
    clock: Clock = field(default_factory=SystemClock, repr=False)
    on_request: tuple[RequestHook, ...] = ()
    on_response: tuple[ResponseHook, ...] = ()
    known: Known = field(default_factory=Known, repr=False)
    secrets: frozenset[str] = field(default=frozenset(), repr=False)
    keep_metadata: bool | None = None
    renew: Callable[[Request], Flow[None]] | None = field(default=None, repr=False)

    @property
    def server(self) -> Server | None:
        """The software behind the address, once known."""
        return self.known.server

    @server.setter
    def server(self, server: Server | None) -> None:
        self.known.server = server

    @property
    def learned(self) -> dict[str, Any]:
        """What this server has shown about itself, such as which of two endpoints it has."""
        return self.known.learned

    @property
    def host(self) -> str:
        """The server's name, as errors and warnings call it."""
        return urlsplit(self.base_url).netloc

    @property
    def on_this_machine(self) -> bool:
        """Whether the server's name can only mean this machine."""
        return is_loopback(urlsplit(self.base_url).hostname or "")

    def hide(self, *secrets: str | None) -> None:
        """Keep secrets other than the token out of errors and logs as well."""
        self.secrets |= {form for secret in secrets if secret for form in _forms(secret)}

    def redact(self, text: str) -> str:
        """A text without this session's token and other secrets."""
        secrets = self.secrets | _forms(self.token) if self.token else self.secrets
        for secret in sorted(secrets, key=len, reverse=True):
            if secret not in text:
                continue
            if len(secret) < LONG_ENOUGH:  # elsewhere than by itself it is a part of other words
                text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", "***", text)
            else:
                text = text.replace(secret, "***")
        return text

    def redact_headers(self, headers: Headers) -> Headers:
        """Headers without this session's token, should the server have sent it back."""
        return Headers((name, self.redact(value)) for name, value in headers.items())

    def path_of(self, url: str, relative_to: str | None = None) -> str | None:
        """The path and query of a URL that the server gave, if it leads to this server; else ``None``.

        A server behind a proxy may think itself on plain HTTP; its links are taken as meant, over our own scheme.

        Args:
            url: what the server gave.
            relative_to: what it was given in answer to, if it may be relative to that.
        """
        try:
            parts = urlsplit(urljoin(relative_to or self.base_url + "/", url))
            own = urlsplit(self.base_url)
            same_port = _port(parts.scheme, parts.port) == _port(own.scheme, own.port)
            upgraded = own.scheme == "https" and parts.scheme == "http" and parts.port in (None, 80)
        except ValueError:
            return None
        if parts.username is not None or parts.hostname != own.hostname:
            return None
        if not ((parts.scheme == own.scheme and same_port) or (upgraded and own.port in (None, 443))):
            return None
        if own.path and not (parts.path + "/").startswith(own.path + "/"):
            return None
        path = parts.path[len(own.path) :] or "/"
        try:
            return _NOT_IN_URLS.sub(lambda found: quote(found[0]), f"{path}?{parts.query}" if parts.query else path)
        except UnicodeEncodeError:
            return None


_SAME_EVERYWHERE = re.compile(r"[A-Za-z0-9_.-]+")


def _forms(secret: str) -> set[str]:
    """A secret as it may stand in a text: as it is, or as URLs, forms and JSON write it."""
    if _SAME_EVERYWHERE.fullmatch(secret):
        return {secret}
    plain = secret.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    quoted = {quote(plain), quote(plain, safe=""), quote_plus(plain), quote_plus(plain, safe="~")}
    jsons = {json.dumps(secret, ensure_ascii=escaped)[1:-1] for escaped in (True, False)}
    return {secret, *quoted, *(form.replace("%7E", "~") for form in quoted), *jsons}


_NOT_IN_URLS = re.compile(r"[^!-~]+")


def _port(scheme: str, port: int | None) -> int:
    return port if port is not None else (443 if scheme == "https" else 80)


_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\]")


def normalise_instance(instance: str, *, allow_http: bool = False) -> str:
    """A server's base URL from what a person writes: ``example.social``, or a URL with or without a trailing slash.

    Raises:
        ConfigurationError: it is no server's address, or plain HTTP to somewhere other than this machine.
    """
    text = instance.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _no_address(instance) from None
    if ":" in host:
        host = f"[{host}]"
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    plain = text.isprintable() and not set(text) & set(" @\\")
    if parts.scheme not in ("https", "http") or not _HOST.fullmatch(host) or not plain:
        raise _no_address(instance)
    if re.search(r"/api(/v\d+\w*)?/?$", parts.path):
        raise ConfigurationError(f"give the server's address alone, without {parts.path!r}")
    if parts.query or parts.fragment:
        raise ConfigurationError("a server's address has no query and no fragment")
    if parts.scheme == "http" and not allow_http and not is_loopback(host):
        raise ConfigurationError(
            f"plain HTTP to {host} would show the token to everyone on the way; use https, or allow_http=True"
        )
    netloc = host if port in (None, _port(parts.scheme, None)) else f"{host}:{port}"
    path = quote(parts.path.rstrip("/"), safe="/%!$&'()*+,;=:")
    return f"{parts.scheme}://{netloc}{path}"


def _no_address(text: str) -> ConfigurationError:
    _, sign, server = text.strip().rpartition("@")
    alone = bool(sign) and _HOST.fullmatch(server) is not None
    hint = f"; give the server's name alone: {server!r}" if alone else ", such as 'example.social'"
    return ConfigurationError(f"{_without_userinfo(text)!r} is not a server's address{hint}")


def _without_userinfo(text: str) -> str:
    return "***@" + text.rpartition("@")[2] if "@" in text else text


def is_loopback(host: str) -> bool:
    """Whether a host name can only mean this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def default_headers(user_agent: str | None, language: str | None) -> dict[str, str]:
    """The headers of every request.

    Args:
        user_agent: the application's name and version, such as ``mybot/1.0 (+https://example.org)``.
        language: the language in which the server should answer, as a BCP 47 tag.

    Raises:
        ConfigurationError: a value cannot stand in a header.
    """
    agent = f"{user_agent} {own_user_agent()}" if user_agent else own_user_agent()
    headers = {"accept": "application/json", "user-agent": agent}
    if language:
        headers["accept-language"] = language
    check_headers(headers)
    return headers


_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def check_headers(headers: Mapping[str, str]) -> None:
    """Refuse header values that would add lines of their own.

    Raises:
        ConfigurationError: a value holds a control character, is not ASCII, or begins or ends with a space; a name is
            none.
    """
    for name, value in headers.items():
        if not _HEADER_NAME.fullmatch(name):
            raise ConfigurationError(f"{name!r:.60} is no name of a header")
        if not (value.isascii() and value.isprintable() and value == value.strip()):
            raise ConfigurationError(f"the {name} header holds a character that headers cannot have")


@cache
def own_user_agent() -> str:
    """What Howdah calls itself to servers."""
    return f"howdah/{__version__} (Python {platform.python_version()})"
