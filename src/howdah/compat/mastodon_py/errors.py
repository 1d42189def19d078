"""What goes wrong, as Mastodon.py names it; each error has Howdah's own as its cause."""

from __future__ import annotations


class MastodonError(Exception):
    """Base of all that goes wrong."""


class MastodonVersionError(MastodonError):
    """The server is too old for a call, or has changed it since the version that is asked for."""


class MastodonIllegalArgumentError(ValueError, MastodonError):
    """An argument, or a combination of arguments, makes no sense; nothing was sent."""


class MastodonIOError(OSError, MastodonError):
    """A file or the network failed."""


class MastodonFileNotFoundError(MastodonIOError):
    """A file to upload is not there."""


class MastodonNetworkError(MastodonIOError):
    """No answer came from the server."""


class MastodonReadTimeout(MastodonNetworkError):
    """The server took too long."""


class MastodonAPIError(MastodonError):
    """The server refused or failed: ``args`` are a message, the HTTP status, its reason and the server's own words."""


class MastodonServerError(MastodonAPIError):
    """The server, or something in front of it, failed (5xx)."""


class MastodonInternalServerError(MastodonServerError):
    """The server failed (500)."""


class MastodonBadGatewayError(MastodonServerError):
    """Something in front of the server could not reach it (502)."""


class MastodonServiceUnavailableError(MastodonServerError):
    """The server is overloaded or down (503)."""


class MastodonGatewayTimeoutError(MastodonServerError):
    """Something in front of the server waited too long for it (504)."""


class MastodonNotFoundError(MastodonAPIError):
    """There is no such thing, or no such endpoint (404)."""


class MastodonUnauthorizedError(MastodonAPIError):
    """The token is missing, wrong or revoked (401)."""


class MastodonRatelimitError(MastodonError):
    """The rate limit is spent."""


class MastodonMalformedEventError(MastodonError):
    """A stream sent something that is no event."""


class MastodonWarning(Warning):
    """Base of the warnings."""


class MastodonDeprecationWarning(MastodonWarning):
    """A function is called that should not be used any more."""
