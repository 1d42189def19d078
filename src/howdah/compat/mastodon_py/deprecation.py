"""Warnings of functions that should not be used any more."""

from __future__ import annotations

import warnings
from urllib.parse import urlsplit

from ...core.wire import Reply, Request
from .errors import MastodonDeprecationWarning


def warn_of_endpoint(request: Request, reply: Reply) -> None:
    """Warn of an endpoint that the server is going to drop; a client's ``on_response``."""
    if "deprecation" in reply.headers:
        said = f"Endpoint {urlsplit(request.url).path} is marked as deprecated and may be removed in future Mastodon versions."
        warnings.warn(said, MastodonDeprecationWarning, stacklevel=3)


def warn_of(name: str, instead: str) -> None:
    """Warn whoever called a deprecated function.

    Args:
        name: the function.
        instead: what to use.
    """
    warnings.warn(f"{name} is deprecated; use {instead}", MastodonDeprecationWarning, stacklevel=3)
