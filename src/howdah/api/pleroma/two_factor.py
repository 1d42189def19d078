"""Two-factor login: codes from an authenticator besides the password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, delete, get, post
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import MfaBackupCodes, MfaSetup, Token, WrappedMfaSettings


class TwoFactor(Section[D]):
    """Two-factor login."""

    @get("/api/pleroma/accounts/mfa", scope="read:security", servers=PLEROMAS)
    def get_mfa_settings(self) -> WrappedMfaSettings:
        """Find out which ways of two-factor login you use."""
        ...

    @get("/api/pleroma/accounts/mfa/backup_codes", scope="write:security", servers=PLEROMAS)
    def get_mfa_backup_codes(self) -> MfaBackupCodes:
        """Make new codes for when the authenticator is lost; those from before work no longer.

        Raises:
            UnprocessedError: they could not be made.
        """
        ...

    @get("/api/pleroma/accounts/mfa/setup/{method}", scope="write:security", servers=PLEROMAS)
    def get_mfa_setup(self, method: str) -> MfaSetup:
        """Begin to set up two-factor login: fetch what an authenticator needs; ``confirm_mfa`` completes it.

        Args:
            method: ``totp``, for codes from an authenticator.

        Raises:
            ClientError: there is no such method.
        """
        ...

    @post("/api/pleroma/accounts/mfa/confirm/{method}", scope="write:security", servers=PLEROMAS)
    def confirm_mfa(self, method: str, password: str, code: str) -> None:
        """Turn on two-factor login, once the authenticator is set up.

        Args:
            method: ``totp``.
            password: your password.
            code: what the authenticator shows now.

        Raises:
            UnprocessedError: the password or the code is wrong.
        """
        ...

    @delete("/api/pleroma/accounts/mfa/{method}", scope="write:security", servers=PLEROMAS)
    def disable_mfa(self, method: str, password: Annotated[str, Wire(place="body")]) -> None:
        """Turn off two-factor login.

        Args:
            method: ``totp``, or ``mfa`` for every way.
            password: your password.

        Raises:
            UnprocessedError: the password is wrong.
        """
        ...

    @post("/oauth/mfa/challenge", auth="none", servers=PLEROMAS)
    def answer_mfa_challenge(
        self, mfa_token: str, challenge_type: str, code: str, client_id: str, client_secret: str
    ) -> Token:
        """Log in with the second factor, after the server answered ``mfa_required`` to the password.

        Args:
            mfa_token: the token from that answer.
            challenge_type: ``totp``, or ``recovery`` for a backup code.
            code: what the authenticator shows now, or the backup code.
            client_id: the application's name in OAuth.
            client_secret: the application's secret in OAuth.

        Raises:
            ClientError: the code or the token is wrong, or too old.
        """
        ...
