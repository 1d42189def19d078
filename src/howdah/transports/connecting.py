"""What every transport makes of the options for a connection."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from ..core.errors import ConfigurationError

MOST_CONNECTIONS = 100
"""Connections that one transport keeps open at a time; further calls wait for one of them."""

LONGEST_IDLE = 4.0
"""Seconds that a connection is kept for the next request; servers end theirs after 5 seconds at the earliest."""

PROXY_SCHEMES = frozenset({"http", "https", "socks5", "socks5h"})


def check_proxy(proxy: str | None) -> None:
    """Refuse a proxy that cannot be used, rather than go without; what it says is not repeated, as it holds a password.

    Raises:
        ConfigurationError: it is no proxy's URL.
    """
    if proxy is None:
        return
    try:
        parts = urlsplit(proxy)
        usable = parts.scheme in PROXY_SCHEMES and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or any(c.isspace() for c in proxy):
        raise ConfigurationError("proxy must be a URL such as 'http://proxy.example:3128' or 'socks5://localhost:1080'")


def authorities(path: str | os.PathLike[str]) -> str:
    """The certificates of a PEM file, or of all PEM files in a folder.

    Raises:
        ConfigurationError: there is none.
    """
    place = Path(path)
    try:
        files = sorted(file for file in place.iterdir() if file.is_file()) if place.is_dir() else [place]
        texts = [file.read_text("utf-8", "replace") for file in files]
    except OSError as error:
        raise ConfigurationError(f"the certificate authorities in {place} cannot be read: {error}") from error
    found = [text for text in texts if "-----BEGIN CERTIFICATE-----" in text]
    if not found:
        raise ConfigurationError(f"there is no certificate in {place}")
    return "\n".join(found)
