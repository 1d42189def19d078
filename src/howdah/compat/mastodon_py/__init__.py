"""Mastodon.py's functions on Howdah: write ``from howdah.compat.mastodon_py import Mastodon``, and change nothing else."""

from . import Mastodon as _module
from .errors import (
    MastodonAPIError,
    MastodonBadGatewayError,
    MastodonError,
    MastodonFileNotFoundError,
    MastodonGatewayTimeoutError,
    MastodonIllegalArgumentError,
    MastodonInternalServerError,
    MastodonIOError,
    MastodonMalformedEventError,
    MastodonNetworkError,
    MastodonNotFoundError,
    MastodonRatelimitError,
    MastodonServerError,
    MastodonServiceUnavailableError,
    MastodonUnauthorizedError,
    MastodonVersionError,
)
from .types_base import AttribAccessDict

Mastodon = _module.Mastodon  # type: ignore[assignment]

__all__ = [
    "AttribAccessDict",
    "Mastodon",
    "MastodonAPIError",
    "MastodonBadGatewayError",
    "MastodonError",
    "MastodonFileNotFoundError",
    "MastodonGatewayTimeoutError",
    "MastodonIOError",
    "MastodonIllegalArgumentError",
    "MastodonInternalServerError",
    "MastodonMalformedEventError",
    "MastodonNetworkError",
    "MastodonNotFoundError",
    "MastodonRatelimitError",
    "MastodonServerError",
    "MastodonServiceUnavailableError",
    "MastodonUnauthorizedError",
    "MastodonVersionError",
]
