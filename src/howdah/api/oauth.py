"""Tokens, what a server's OAuth can do, and who signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ..core.errors import ConfigurationError
from ..core.flow import Flow
from ..core.operation import Operations, Wire, get, operation, post
from ..core.server import MASTODON
from ..core.token_requests import TOKEN_ENDPOINT, ask_for_token

if TYPE_CHECKING:
    from ..models import OAuthServerMetadata, OAuthUserInfo, Token


class OAuth(Operations):
    """Tokens, what a server's OAuth can do, and who signed in."""

    @operation(uses=["POST /oauth/token"], auth="none", added="0.1.0", changed=("4.3.0: code_verifier",))
    def request_token(
        self,
        grant_type: str,
        client_id: str,
        client_secret: str,
        *,
        code: str | None = None,
        redirect_uri: str | None = None,
        code_verifier: str | None = None,
        scope: str | None = None,
        username: str | None = None,
        password: str | None = None,
        refresh_token: str | None = None,
    ) -> Flow[Token]:
        """Get a token; ``howdah.auth.login`` does all of it, ``validate_authorization_code`` and its kin one kind each.

        Args:
            grant_type: ``authorization_code``, ``client_credentials``, or where the server has it ``password`` or
                ``refresh_token``.
            client_id: the application's name in OAuth.
            client_secret: the application's secret in OAuth.
            code: what the person was given on the server's page.
            redirect_uri: where the code was sent, exactly as it was asked for.
            code_verifier: what the code challenge was made from.
            scope: what the token shall allow, separated by spaces.
            username: name or e-mail address (Pleroma, Akkoma, Mastodon before 4.4).
            password: password (likewise).
            refresh_token: what came with a token that expires (Pleroma, Akkoma).

        Raises:
            UnauthorizedError: the application is unknown, or its secret is another.
            ClientError: the code, the password or the refresh token is wrong; ``error`` is OAuth's word for it.
            ForbiddenError: Pleroma and Akkoma want a second factor; ``get_auth_token`` gives it.
        """
        fields = {
            "grant_type": grant_type,
            "client_id": client_id,
            "client_secret": client_secret,
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": code_verifier,
            "scope": scope,
            "username": username,
            "password": password,
            "refresh_token": refresh_token,
        }
        return (yield from ask_for_token(self.session, TOKEN_ENDPOINT, fields))

    @post("/oauth/revoke", auth="none", added="0.1.0", repeat="always")
    def revoke_token(self, client_id: str, client_secret: Annotated[str, Wire(blank=True)], token: str) -> None:
        """Give up a token, so that nobody can use it any more.

        Args:
            client_id: the application that the token was made for, by its name in OAuth.
            client_secret: that application's secret.
            token: the token.

        Raises:
            ForbiddenError: the token was made for another application.
        """
        ...

    @operation(uses=["POST /oauth/revoke"], added="0.1.0")
    def revoke_access_token(self, client_id: str, client_secret: str) -> Flow[None]:
        """Give up this client's own token; what is called afterwards is refused by the server.

        Args:
            client_id: the application that the token was made for, by its name in OAuth.
            client_secret: that application's secret.

        Raises:
            ConfigurationError: the client has no token.
            ForbiddenError: the token was made for another application.
        """
        if self.session.token is None:
            raise ConfigurationError("this client has no token that could be revoked")
        yield from OAuth.revoke_token.flow(self, client_id, client_secret, self.session.token)

    @get("/oauth/userinfo", scope="profile", added="4.4.0", servers=MASTODON)
    def get_userinfo(self) -> OAuthUserInfo:
        """Fetch who signed in, in OpenID Connect's terms; ``verify_credentials`` tells more.

        Raises:
            ForbiddenError: the token lacks the scope.
        """
        ...

    @get(
        "/.well-known/oauth-authorization-server",
        auth="none",
        added="4.3.0",
        servers=MASTODON,
        changed=("4.4.0: userinfo_endpoint",),
    )
    def get_oauth_server_metadata(self) -> OAuthServerMetadata:
        """Fetch what the server's OAuth can do, and where (RFC 8414)."""
        ...
