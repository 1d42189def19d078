"""The person behind an account: password, e-mail address and two-factor login."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, get, post
from ...core.server import GOTOSOCIAL

if TYPE_CHECKING:
    from ...models import User


class Login(Section[D]):
    """How you log in.

    Where logging in is left to another service (OpenID Connect), the server refuses to change any of it.
    """

    @get("/api/v1/user", scope="read:accounts", servers=GOTOSOCIAL)
    def get_user(self) -> User:
        """Fetch what the server knows of you as somebody who logs in: e-mail address, two-factor login and so on."""
        ...

    @post("/api/v1/user/password_change", scope="write:accounts", servers=GOTOSOCIAL)
    def change_password(self, old_password: str, new_password: str) -> None:
        """Change your password.

        Args:
            old_password: the password so far.
            new_password: the password from now on; the server refuses one that is easily guessed.

        Raises:
            UnauthorizedError: the password so far is another one.
            ClientError: the new one is too weak, or the same.
            UnprocessedError: logging in is left to another service.
        """
        ...

    @post("/api/v1/user/email_change", scope="write:accounts", servers=GOTOSOCIAL)
    def change_email(self, password: str, new_email: str) -> User:
        """Change your e-mail address; it counts once you have opened the link in the e-mail that comes there.

        Args:
            password: your password, as a confirmation.
            new_email: the new address.

        Raises:
            UnauthorizedError: the password is wrong.
            ConflictError: somebody has that address.
            ClientError: it is no address, or yours already.
            UnprocessedError: logging in is left to another service.
        """
        ...

    @get("/api/v1/user/2fa/qr.png", scope="read:accounts", servers=GOTOSOCIAL, accept="image/png")
    def get_two_factor_qr_code(self) -> bytes:
        """Fetch the secret for an authenticator app, as the QR code that it scans: a PNG.

        Raises:
            ConflictError: two-factor login is on already; its secret is not shown again.
            UnprocessedError: logging in is left to another service.
        """
        ...

    @get("/api/v1/user/2fa/qruri", scope="read:accounts", servers=GOTOSOCIAL, accept="text/plain")
    def get_two_factor_uri(self) -> str:
        """Fetch the secret for an authenticator app, as an ``otpauth://`` URI.

        Raises:
            ConflictError: two-factor login is on already; its secret is not shown again.
            UnprocessedError: logging in is left to another service.
        """
        ...

    @post("/api/v1/user/2fa/enable", scope="write:accounts", servers=GOTOSOCIAL)
    def enable_two_factor(self, code: str) -> list[str]:
        """Turn two-factor login on; gives the recovery codes, each good for one login without the app.

        They are not shown again.

        Args:
            code: what the authenticator app shows now, such as ``123456``.

        Raises:
            ForbiddenError: the code is wrong or late, or neither the QR code nor the URI was ever fetched.
            ConflictError: two-factor login is on already.
            UnprocessedError: logging in is left to another service.
        """
        ...

    @post("/api/v1/user/2fa/disable", scope="write:accounts", servers=GOTOSOCIAL)
    def disable_two_factor(self, password: str) -> None:
        """Turn two-factor login off.

        Args:
            password: your password, as a confirmation.

        Raises:
            UnauthorizedError: the password is wrong.
            ConflictError: two-factor login is off already.
            UnprocessedError: logging in is left to another service.
        """
        ...
