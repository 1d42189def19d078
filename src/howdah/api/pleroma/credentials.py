"""Your own account: e-mail, password, leaving and moving, aliases, sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, delete, get, post, put
from ..references import PleromaOAuthTokenRef
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import PleromaAliases, PleromaOAuthApp, PleromaOAuthToken, PleromaResult


class Credentials(Section[D]):
    """Your own account.

    What is refused here is often no error: look at ``error`` of the answer.
    """

    @post("/api/pleroma/change_email", scope="write:accounts", servers=PLEROMAS)
    def change_email(self, password: str, email: Annotated[str, Wire(blank=True)]) -> PleromaResult:
        """Change your e-mail address; if it could not be changed, ``error`` of the answer says why.

        Args:
            password: your password.
            email: the new address; an empty one removes it.
        """
        ...

    @post("/api/pleroma/change_password", scope="write:accounts", servers=PLEROMAS)
    def change_password(self, password: str, new_password: str, new_password_confirmation: str) -> PleromaResult:
        """Change your password; if it could not be changed, ``error`` of the answer says why.

        Args:
            password: your password until now.
            new_password: the new one.
            new_password_confirmation: the new one again.
        """
        ...

    @post("/auth/password", auth="none", servers=PLEROMAS)
    def request_password_reset(self, email: str | None = None, nickname: str | None = None) -> None:
        """Have a link to choose a new password sent by e-mail; whether there is such an account is not told.

        Args:
            email: the e-mail address of the account.
            nickname: instead, its username.
        """
        ...

    @post(
        "/api/v1/pleroma/accounts/confirmation_resend",
        auth="none",
        servers=PLEROMAS,
    )
    def resend_confirmation(
        self,
        email: Annotated[str | None, Wire(place="query")] = None,
        nickname: Annotated[str | None, Wire(place="query")] = None,
    ) -> None:
        """Have the e-mail with the link that confirms an address sent again.

        Args:
            email: the e-mail address of the account.
            nickname: instead, its username.
        """
        ...

    @post("/api/pleroma/delete_account", scope="write:accounts", servers=PLEROMAS)
    def delete_account(self, password: str) -> PleromaResult:
        """Delete your account, for good; if it is not deleted, ``error`` of the answer says why.

        Args:
            password: your password.
        """
        ...

    @post("/api/pleroma/disable_account", scope="write:accounts", servers=PLEROMAS)
    def disable_account(self, password: Annotated[str, Wire(place="query")]) -> PleromaResult:
        """Turn off your account; only a moderator can turn it on again.

        If it is not turned off, ``error`` of the answer says why. Newer servers take the password from the address
        only, where it may end up in their logs.

        Args:
            password: your password.
        """
        ...

    @post("/api/pleroma/move_account", scope="write:accounts", servers=PLEROMAS)
    def move_account(self, password: str, target_account: str) -> PleromaResult:
        """Move your followers to another account, which has to name yours as an alias (newer Pleroma, Akkoma).

        If they are not moved, ``error`` of the answer says why.

        Args:
            password: your password.
            target_account: the address of the other account, as ``foo@example.org``.

        Raises:
            NotFoundError: there is no such account, or the server is older.
        """
        ...

    @get("/api/pleroma/aliases", scope="read:accounts", servers=PLEROMAS)
    def get_aliases(self) -> PleromaAliases:
        """List the other accounts that you said are yours (newer Pleroma, Akkoma)."""
        ...

    @put("/api/pleroma/aliases", scope="write:accounts", servers=PLEROMAS)
    def add_alias(self, alias: str) -> PleromaResult:
        """Say that another account is yours, so that it can move here (newer Pleroma, Akkoma).

        Args:
            alias: the address of the other account, as ``foo@example.org``; the server has to know it already.

        Raises:
            NotFoundError: there is no such account, or the server is older.
        """
        ...

    @delete("/api/pleroma/aliases", scope="write:accounts", servers=PLEROMAS)
    def delete_alias(self, alias: Annotated[str, Wire(place="body")]) -> PleromaResult:
        """Say no longer that another account is yours (newer Pleroma, Akkoma).

        Args:
            alias: the address of the other account.

        Raises:
            NotFoundError: you did not say so, or the server is older.
        """
        ...

    @get("/api/oauth_tokens", servers=PLEROMAS)
    def get_oauth_tokens(self) -> list[PleromaOAuthToken]:
        """List the access tokens to your account, by application."""
        ...

    @delete("/api/oauth_tokens/{token_id}", servers=PLEROMAS)
    def revoke_oauth_token(self, token_id: PleromaOAuthTokenRef) -> None:
        """Revoke an access token to your account.

        Args:
            token_id: the token as ``get_oauth_tokens`` gives it, or its ID.
        """
        ...

    @get("/api/v1/pleroma/apps", scope="read", servers=PLEROMAS)
    def get_apps(self) -> list[PleromaOAuthApp]:
        """List the OAuth applications that you registered (newer Pleroma, Akkoma)."""
        ...
