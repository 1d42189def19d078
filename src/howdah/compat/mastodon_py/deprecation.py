"""Warnings of functions that should not be used any more."""

from __future__ import annotations

import warnings

from ...core.decoding import callers_level
from .errors import MastodonDeprecationWarning


def warn_of_endpoint(path: str) -> None:
    """Warn whoever called what the server is going to drop.

    Args:
        path: the endpoint.
    """
    said = f"Endpoint {path} is marked as deprecated and may be removed in future Mastodon versions."
    warnings.warn(said, MastodonDeprecationWarning, stacklevel=callers_level())


def warn_of(name: str, instead: str) -> None:
    """Warn whoever called a deprecated function.

    Args:
        name: the function.
        instead: what to use.
    """
    warnings.warn(f"{name} is deprecated; use {instead}", MastodonDeprecationWarning, stacklevel=callers_level())
