"""Logging in step by step, on the client classes: an application, a page to log in at, and a token for the code.

``howdah.auth.login`` takes all of these steps at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Unpack

from ..core.encoding import urlencode
from ..core.errors import ApiError, ConfigurationError
from ..core.flow import Flow
from ..core.oauth_errors import TwoFactorRequiredError
from ..core.operation import Operations
from ..core.pkce import code_challenge
from ..core.scopes import DEFAULT_SCOPES, Scopes, parse_scopes
from ..core.shapes import is_json_object
from ..core.static import Connection, static
from ..core.token_requests import TOKEN_ENDPOINT, answer_challenge, ask_for_token, refusal, request_token
from .apps import Apps

if TYPE_CHECKING:
    from ..models import CredentialApplication, Token

OOB = "urn:ietf:wg:oauth:2.0:oob"
"""The redirect URI with which the server shows the code, for the person to carry it over."""
AUTHORIZATION_ENDPOINT = "/oauth/authorize"
NAME = "howdah"


def authorization_path(
    client_id: str,
    *,
    redirect_uri: str,
    scopes: Scopes,
    state: str | None = None,
    force_login: bool | None = None,
    language: str | None = None,
    code_verifier: str | None = None,
    endpoint: str = AUTHORIZATION_ENDPOINT,
) -> str:
    """The path and query of the page on which a person logs in."""
    asked = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "scope": " ".join(parse_scopes(scopes)),
        "state": state,
        "force_login": "true" if force_login else None,
        "lang": language,
        "code_challenge": code_challenge(code_verifier) if code_verifier else None,
        "code_challenge_method": "S256" if code_verifier else None,
    }
    query = urlencode([(name, value) for name, value in asked.items() if value is not None])
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"


class Authorization(Operations):
    """Logging in step by step; each step is called on the class, and has a connection of its own."""

    @static
    def create_app(
        self,
        instance_url: str,
        user_agent: str | None = None,
        client_website: str | None = None,
        *,
        client_name: str | None = None,
        redirect_uris: str | Sequence[str] = OOB,
        scopes: Scopes = DEFAULT_SCOPES,
        **connection: Unpack[Connection],
    ) -> Flow[CredentialApplication]:
        """Register an application with a server; once is enough, if its ``client_id`` and ``client_secret`` are kept.

        Args:
            instance_url: the server: ``example.social``, or its URL.
            user_agent: your application's name and version, as the server's log shows it.
            client_website: its web page.
            client_name: its name, as people see it when they log in; ``user_agent`` if not given.
            redirect_uris: where a login may return to, one or several; by default the server shows a code instead.
            scopes: everything that it may ever ask for.
            connection: how to reach the server, as ``Client`` takes it.

        Raises:
            ConfigurationError: the address is none.
            UnprocessedError: the server does not take a URI or a scope.
            NetworkError: no answer came.
        """
        uris = [redirect_uris] if isinstance(redirect_uris, str) else list(redirect_uris)
        name = client_name or user_agent or NAME
        return (yield from Apps.register_app.flow(self, name, uris, parse_scopes(scopes), client_website))

    @static
    def generate_authorization_url(
        self,
        instance_url: str,
        client_id: str,
        user_agent: str | None = None,
        *,
        redirect_uri: str = OOB,
        scopes: Scopes = DEFAULT_SCOPES,
        state: str | None = None,
        force_login: bool | None = None,
        language: str | None = None,
        code_verifier: str | None = None,
        **connection: Unpack[Connection],
    ) -> Flow[str]:
        """The URL of the page on which a person logs in and agrees; nothing is sent.

        Args:
            instance_url: the server: ``example.social``, or its URL.
            client_id: the application's, from ``create_app``.
            user_agent: your application's name and version; it goes nowhere.
            redirect_uri: where to return to, one of those registered; by default the server shows a code.
            scopes: what the token shall allow.
            state: a text that comes back with the code; one that cannot be guessed shows that it is your login.
            force_login: have the person log in even if they are (Mastodon).
            language: the page's language, as a BCP 47 tag (Mastodon).
            code_verifier: from ``howdah.auth.make_code_verifier``; the page is given its hash (PKCE), and the code is
                of use only together with it, on servers that know of it (Mastodon 4.3).
            connection: as for ``create_app``.

        Raises:
            ConfigurationError: the address is none, or the scopes are.
        """
        yield from ()
        path = authorization_path(
            client_id,
            redirect_uri=redirect_uri,
            scopes=scopes,
            state=state,
            force_login=force_login,
            language=language,
            code_verifier=code_verifier,
        )
        return self.session.base_url + path

    @static
    def validate_authorization_code(
        self,
        instance_url: str,
        authorization_code: str,
        client_id: str,
        client_secret: str,
        *,
        redirect_uri: str = OOB,
        code_verifier: str | None = None,
        user_agent: str | None = None,
        **connection: Unpack[Connection],
    ) -> Flow[Token]:
        """Get a token for the code from the page on which a person logged in.

        Args:
            instance_url: the server: ``example.social``, or its URL.
            authorization_code: the code.
            client_id: the application's, from ``create_app``.
            client_secret: likewise.
            redirect_uri: the same as for the page.
            code_verifier: the same as for the page.
            user_agent: your application's name and version.
            connection: as for ``create_app``.

        Raises:
            InvalidCodeError: the code is wrong, was used, has expired, or is another application's.
            InvalidClientError: the server does not know the application.
            NetworkError: no answer came.
        """
        fields = {
            "client_id": client_id,
            "client_secret": client_secret,
            "code": authorization_code.strip(),
            "redirect_uri": redirect_uri,
            "code_verifier": code_verifier,
        }
        return (yield from request_token(self.session, "authorization_code", fields))

    @static
    def get_auth_token(
        self,
        instance_url: str,
        username: str,
        password: str,
        user_agent: str | None = None,
        client_website: str | None = None,
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
        scopes: Scopes = DEFAULT_SCOPES,
        mfa_code: str | Callable[[], str] | None = None,
        **connection: Unpack[Connection],
    ) -> Flow[Token]:
        """Get a token for a name and password, where the server takes them: Pleroma, Akkoma, Mastodon before 4.4.

        Args:
            instance_url: the server: ``example.social``, or its URL.
            username: name; on Mastodon, the e-mail address.
            password: password.
            user_agent: your application's name and version.
            client_website: its web page.
            client_id: the application's, from ``create_app``; if not given, one is registered.
            client_secret: likewise.
            scopes: what the token shall allow.
            mfa_code: what the authenticator shows, or what asks for it when it is wanted (Pleroma, Akkoma).
            connection: as for ``create_app``.

        Raises:
            PasswordRefusedError: the name or the password is wrong.
            GrantNotSupportedError: the server takes no passwords.
            TwoFactorRequiredError: the server wants ``mfa_code``, or that is wrong.
            InvalidClientError: the server does not know the application.
            NetworkError: no answer came.
        """
        self.session.hide(password)
        if (client_id is None) != (client_secret is None):
            raise ConfigurationError("client_id and client_secret belong together")
        if client_id is None or client_secret is None:
            name = user_agent or NAME
            app = yield from Apps.register_app.flow(self, name, [OOB], parse_scopes(scopes), client_website)
            client_id, client_secret = app.client_id, app.client_secret
        client = {"client_id": client_id, "client_secret": client_secret}
        asked = {
            "grant_type": "password",
            "username": username,
            "password": password,
            "scope": " ".join(parse_scopes(scopes)),
            **client,
        }
        try:
            return (yield from ask_for_token(self.session, TOKEN_ENDPOINT, asked))
        except ApiError as error:
            challenge = _challenge(error)
            if challenge is None:
                raise refusal(self.session, "password", error) from None
        if mfa_code is None:
            raise TwoFactorRequiredError(
                f"{self.session.host} wants a code from the authenticator; give it as mfa_code", error="mfa_required"
            )
        code = mfa_code if isinstance(mfa_code, str) else mfa_code()
        answer = {"mfa_token": challenge, "challenge_type": "totp", "code": code.strip(), **client}
        return (yield from answer_challenge(self.session, answer))

    @static
    def get_app_token(
        self,
        instance_url: str,
        client_id: str,
        client_secret: str,
        *,
        scopes: Scopes = DEFAULT_SCOPES,
        user_agent: str | None = None,
        **connection: Unpack[Connection],
    ) -> Flow[Token]:
        """Get a token for the application itself, with which it can sign people up and see what is public.

        Args:
            instance_url: the server: ``example.social``, or its URL.
            client_id: the application's, from ``create_app``.
            client_secret: likewise.
            scopes: what the token shall allow; ``write:accounts`` for ``create_account``.
            user_agent: your application's name and version.
            connection: as for ``create_app``.

        Raises:
            InvalidClientError: the server does not know the application.
            GrantNotSupportedError: the server gives applications no tokens (snac).
            NetworkError: no answer came.
        """
        fields = {
            "client_id": client_id,
            "client_secret": client_secret,
            "redirect_uri": OOB,
            "scope": " ".join(parse_scopes(scopes)),
        }
        return (yield from request_token(self.session, "client_credentials", fields))

    @static
    def refresh_auth_token(
        self,
        instance_url: str,
        refresh_token: str,
        client_id: str,
        client_secret: str,
        *,
        user_agent: str | None = None,
        **connection: Unpack[Connection],
    ) -> Flow[Token]:
        """Get a new token for one that expires; the old one, and mostly the old refresh token, are then void.

        Args:
            instance_url: the server: ``example.social``, or its URL.
            refresh_token: what came with the old token (Pleroma, Akkoma).
            client_id: the application's, from ``create_app``.
            client_secret: likewise.
            user_agent: your application's name and version.
            connection: as for ``create_app``.

        Raises:
            RefreshRefusedError: it expired, or was used or revoked; log in again.
            InvalidClientError: the server does not know the application.
            GrantNotSupportedError: the server's tokens are not refreshed.
            NetworkError: no answer came.
        """
        fields = {"client_id": client_id, "client_secret": client_secret, "refresh_token": refresh_token}
        return (yield from request_token(self.session, "refresh_token", fields))


def _challenge(error: ApiError) -> str | None:
    """The token with which to answer, if a refused password is right and lacks its second factor."""
    if error.status != 403 or error.error != "mfa_required" or not is_json_object(error.details):
        return None
    token = error.details.get("mfa_token")
    return token if isinstance(token, str) else None
