"""What goes wrong while logging in, by what it was; part of the tree in ``errors``."""

from __future__ import annotations

from collections.abc import Iterable

from .errors import ActivityPubError, UnauthorizedError


class AuthorizationError(ActivityPubError):
    """Logging in failed; what is below this says how. No password, code or token is ever in it.

    Attributes:
        error: the server's own word for it, such as ``invalid_grant``, if it gave one.
        description: the server's longer explanation, if it gave one.
    """

    def __init__(self, message: str, *, error: str | None = None, description: str | None = None) -> None:
        super().__init__(f"{message} (it says: {description})" if description else message)
        self.error = error
        self.description = description


class AccessDeniedError(AuthorizationError):
    """The person said no on the server's page."""


class InvalidCodeError(AuthorizationError):
    """The server does not take the code: it is wrong, was used before, or was made for another application."""


class ExpiredCodeError(InvalidCodeError):
    """The server does not take the code, and so much time has passed that it must have expired."""


class StateMismatchError(AuthorizationError):
    """The answer belongs to no login of ours; someone may be trying to have you use their account."""


class ScopeRefusedError(AuthorizationError):
    """The server, or the person, did not grant every scope that was asked for.

    Attributes:
        missing: what was asked for and not granted, as far as the server tells.
    """

    def __init__(
        self,
        message: str,
        *,
        missing: Iterable[str] = (),
        error: str | None = None,
        description: str | None = None,
    ) -> None:
        super().__init__(message, error=error, description=description)
        self.missing = tuple(missing)


class InvalidClientError(AuthorizationError):
    """The server does not know the application, or its secret is another; it has to be registered again."""


class PasswordRefusedError(AuthorizationError):
    """The server does not take the name and password."""


class GrantNotSupportedError(AuthorizationError):
    """The server gives no tokens in this way, such as for a password; Mastodon does not since 4.4."""


class TwoFactorRequiredError(AuthorizationError):
    """The password is right, and a code from the authenticator is wanted besides; or that code is wrong."""


class RefreshRefusedError(AuthorizationError):
    """The server does not take the refresh token: it expired, or was used or revoked; log in again."""


class ForeignEndpointError(AuthorizationError):
    """The server would have logins go through an address that is not its own; nothing was sent there."""


class LoginTimeoutError(AuthorizationError):
    """Nobody came back from the server's page in time."""


class NotAServerError(AuthorizationError):
    """Something answers at the address, but it does not speak the Mastodon client API."""


class AppTokenError(UnauthorizedError):
    """The token belongs to an app, not to a user, and only a user can do this; log in to get one."""
