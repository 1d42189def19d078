"""Applications, logging in, and signing up."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ...api.authorization import AUTHORIZATION_ENDPOINT, OOB, authorization_path
from ...auth.endpoints import METADATA
from ...auth.private_file import PrivateFile
from ...auth.secret_files import read_client_secret
from ...client import Client
from ...core.errors import ApiError, CredentialsError
from ...core.flow import Flow
from ...core.oauth_errors import AuthorizationError
from ...core.scopes import missing_scopes
from ...core.session import normalise_instance
from ...core.static import Connection
from ...core.token_requests import REVOCATION_ENDPOINT, TOKEN_ENDPOINT, Grant, request_token, revoke_tokens
from .calling import Calls, calls
from .conversion import entity_converter
from .errors import (
    MastodonAPIError,
    MastodonError,
    MastodonIllegalArgumentError,
    MastodonIOError,
)
from .refusals import refusal, refusals
from .return_types import AccountCreationError, Application, OAuthServerInfo, OAuthUserInfo
from .sessions import longest, sending
from .types_base import AttribAccessDict

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from ...core.session import Session
    from ...models import Token

T = TypeVar("T")

DEFAULT_SCOPES = ["read", "write", "follow", "push"]
REFUSED: Mapping[Grant, str] = {
    "password": "Invalid user name, password, or redirect_uris",
    "authorization_code": "Invalid access token or redirect_uris",
    "refresh_token": "Invalid request",
    "client_credentials": "Invalid request during oauth phase",
}
"""How a refusal begins, for each way to a token."""


def write_secrets(path: str | PurePath, *lines: str) -> None:
    """Write a file of secrets, one a line, that only its owner can read; one that is there is replaced as a whole.

    Raises:
        MastodonIOError: it cannot be written.
    """
    try:
        PrivateFile(Path(path)).replace("".join(f"{line}\n" for line in lines).encode())
    except CredentialsError as error:
        raise MastodonIOError(str(error)) from error


@contextmanager
def refused_as(beginning: str) -> Generator[None]:
    """Raise what the token endpoint refuses as an argument that makes no sense, as Mastodon.py does."""
    try:
        with refusals():
            yield
    except AuthorizationError as error:
        word = f" ({error.error})" if error.error else ""
        raise MastodonIllegalArgumentError(f"{beginning}: {error}{word}") from error
    except MastodonAPIError as error:
        raise MastodonIllegalArgumentError(f"{beginning}: {error}") from error


def check_scopes(token: Token, scopes: Sequence[str]) -> None:
    """Refuse a token that allows less than what was asked for.

    Raises:
        MastodonAPIError: it does.
    """
    if token.scope is not None and scopes and missing_scopes(token.scope, scopes):
        asked = " ".join(scopes)
        raise MastodonAPIError(f'Granted scopes "{token.scope}" do not contain all of the requested scopes "{asked}".')


class Authentication(Calls):
    """Applications, logging in, and signing up."""

    if TYPE_CHECKING:
        client_id: str | None
        client_secret: str | None
        api_base_url: str

        @property
        def access_token(self) -> str | None:
            """The account's token."""

        @access_token.setter
        def access_token(self, token: str | None) -> None: ...
        def _connect(self, token: str | None) -> Client: ...

    @staticmethod
    def create_app(
        client_name: str,
        scopes: list[str] = DEFAULT_SCOPES,
        redirect_uris: str | list[str] | None = None,
        website: str | None = None,
        to_file: str | PurePath | None = None,
        api_base_url: str | None = None,
        request_timeout: float = 300,
        session: Any = None,
        user_agent: str = "mastodonpy",
    ) -> tuple[str, str]:
        """Register an application with a server; once is enough, if the file is kept.

        Args:
            client_name: its name, as people see it when they log in.
            scopes: everything that it may ever ask for.
            redirect_uris: where a login may return to, one or several; by default the server shows a code instead.
            website: its web page.
            to_file: where to write down what came of it, for ``client_id`` of ``Mastodon``; only its owner can read it.
            api_base_url: the server.
            request_timeout: seconds to wait for a connection, for each read and each write.
            session: as for ``Mastodon``.
            user_agent: the program's name.

        Returns:
            The application's ID and its secret.

        Raises:
            MastodonIllegalArgumentError: the server is not named.
            MastodonAPIError: it does not take a URI or a scope.
            MastodonNetworkError: no answer came.
        """
        if api_base_url is None:
            raise MastodonIllegalArgumentError("API base URL is required.")
        connection: dict[str, Any] = dict(sending(session, api_base_url))
        # Headers of a session are for the account's own calls.
        connection = {name: value for name, value in connection.items() if name in Connection.__annotations__}
        with refusals():
            app = Client.create_app(
                api_base_url,
                user_agent,
                website,
                client_name=client_name,
                redirect_uris=redirect_uris or OOB,
                scopes=scopes,
                timeout=longest(request_timeout),
                allow_http=True,
                **connection,
            )
        if to_file is not None:
            server = normalise_instance(api_base_url, allow_http=True)
            write_secrets(to_file, app.client_id, app.client_secret, server, client_name)
        return app.client_id, app.client_secret

    def auth_request_url(
        self,
        client_id: str | PurePath | None = None,
        redirect_uris: str = OOB,
        scopes: list[str] = DEFAULT_SCOPES,
        force_login: bool = False,
        state: str | None = None,
        lang: str | None = None,
        skip_server_info: bool = False,
        allow_http: bool = False,
    ) -> str:
        """The address of the page on which a person logs in, and gets a code for ``log_in``.

        Args:
            client_id: the application's ID or file; by default that of this.
            redirect_uris: where to return to, one of those registered; by default the server shows a code.
            scopes: what the token shall allow, the same as for ``log_in``.
            force_login: have the person log in even if they are.
            state: a text that comes back with the code; one that cannot be guessed shows that it is your login.
            lang: the page's language, as ISO 639.
            skip_server_info: take the page to be where it usually is, instead of asking.
            allow_http: take an address without TLS from the server.

        Raises:
            MastodonIllegalArgumentError: the application is not named, or the server names an address that is not its
                own or without TLS.
        """
        with refusals():
            if client_id is None:
                client_id = self.client_id
            elif os.path.isfile(client_id):
                client_id = read_client_secret(client_id, instance=self.api_base_url).client_id
            if client_id is None:
                raise MastodonIllegalArgumentError(
                    "There is no client ID; give one, or the file that create_app wrote."
                )
            endpoint = AUTHORIZATION_ENDPOINT
            if not skip_server_info:
                info = self.oauth_authorization_server_info()
                endpoint = self._endpoint(info, "authorization_endpoint", endpoint, allow_http)
            path = authorization_path(
                str(client_id),
                redirect_uri=redirect_uris,
                scopes=scopes,
                state=state,
                force_login=force_login,
                language=lang,
                endpoint=endpoint,
            )
        return self.api_base_url + path

    def oauth_authorization_server_info(self) -> OAuthServerInfo | AttribAccessDict:
        """Fetch what the server's OAuth can do, and where; an empty dict where it does not say."""
        try:
            info: OAuthServerInfo = self._request("GET", METADATA, OAuthServerInfo)
        except MastodonAPIError:
            return AttribAccessDict()
        return info

    def _endpoint(self, info: Mapping[str, Any], name: str, usual: str, allow_http: bool) -> str:
        """The path of an endpoint that the server may have named.

        Raises:
            MastodonIllegalArgumentError: what it names is not its own, or without TLS.
        """
        named = info.get(name)
        if named is None:
            return usual
        path = self._client.session.path_of(str(named))
        if path is None:
            raise MastodonIllegalArgumentError(f"The server names {named!r:.100} as its {name}, which is not its own.")
        if self.api_base_url.startswith("http:") and not allow_http:
            raise MastodonIllegalArgumentError("OAuth URLs must use with https.")
        return path

    @calls("get_userinfo", "4.3.0", "4.4.0")
    def oauth_userinfo(self) -> OAuthUserInfo:
        """Fetch who is logged in, in OpenID Connect's terms."""
        ...

    def log_in(
        self,
        username: str | None = None,
        password: str | None = None,
        code: str | None = None,
        redirect_uri: str = OOB,
        refresh_token: str | None = None,
        scopes: list[str] = DEFAULT_SCOPES,
        to_file: str | PurePath | None = None,
        allow_http: bool = False,
    ) -> str:
        """Get a token for a code, a name and password, or a refresh token; calls are made with it from now on.

        Args:
            username: name or e-mail address, where the server takes passwords (Pleroma, Akkoma, Mastodon before 4.4).
            password: password, likewise.
            code: the code from the page of ``auth_request_url``.
            redirect_uri: the same as for the page.
            refresh_token: what came with a token that has expired (Pleroma, Akkoma).
            scopes: what the token shall allow, the same as for the page.
            to_file: where to write the token down, for ``access_token`` of ``Mastodon``; only its owner can read it.
            allow_http: take an address without TLS from the server.

        Returns:
            The token.

        Raises:
            MastodonIllegalArgumentError: the code, name or password is wrong, or the application is unknown; or
                nothing is given to log in with.
            MastodonAPIError: the token does not allow all that was asked for.
            MastodonNetworkError: no answer came.
        """
        grant: Grant
        given: dict[str, str | None]
        if username is not None and password is not None:
            grant, given = "password", {"username": username, "password": password, "redirect_uri": redirect_uri}
        elif code is not None:
            grant, given = "authorization_code", {"code": code.strip(), "redirect_uri": redirect_uri}
        elif refresh_token is not None:
            grant, given = "refresh_token", {"refresh_token": refresh_token, "redirect_uri": redirect_uri}
        else:
            raise MastodonIllegalArgumentError("Invalid arguments given. username and password or code are required.")
        info: Mapping[str, Any] = self.oauth_authorization_server_info()
        known = info.get("grant_types_supported")
        if known and grant not in known:
            raise MastodonIllegalArgumentError(
                f"Getting a token by {grant} is not supported here; the server knows {', '.join(map(str, known))}."
            )
        endpoint = self._endpoint(info, "token_endpoint", TOKEN_ENDPOINT, allow_http)
        token = self._token(grant, given, scopes, endpoint)
        self.access_token = token.access_token
        check_scopes(token, scopes)
        if to_file is not None:
            write_secrets(to_file, *self._login_credentials())
        return token.access_token

    def _token(
        self, grant: Grant, given: Mapping[str, str | None], scopes: Sequence[str], endpoint: str = TOKEN_ENDPOINT
    ) -> Token:
        """Ask for a token."""
        application = {"client_id": self.client_id, "client_secret": self.client_secret}
        fields = {**given, **application, "scope": " ".join(scopes) or None}
        with refused_as(REFUSED[grant]):
            return self._anonymously(lambda session: request_token(session, grant, fields, endpoint))

    def _anonymously(self, flow: Callable[[Session], Flow[T]]) -> T:
        """Run a flow without the account's token."""
        with self._connect(None) as client:
            return client.run(flow(client.session))

    def _login_credentials(self) -> tuple[str, ...]:
        return (
            cast(str, self.access_token),
            self.api_base_url,
            *(text for text in (self.client_id, self.client_secret) if text is not None),
        )

    def persistable_login_credentials(self) -> str:
        """What ``log_in`` writes to its file, to be written down elsewhere; it is secret.

        Raises:
            MastodonIllegalArgumentError: there is no token, or the application that it was made for is not known.
        """
        self._check_logged_in("persist")
        return "".join(f"{line}\n" for line in self._login_credentials())

    def _check_logged_in(self, what_for: str) -> None:
        if self.access_token is None:
            raise MastodonIllegalArgumentError(f"Not logged in, do not have a token to {what_for}.")
        if self.client_id is None or self.client_secret is None:
            raise MastodonIllegalArgumentError(f"Client authentication (id + secret) is required to {what_for} tokens.")

    def revoke_access_token(self, allow_http: bool = False) -> None:
        """Give up the token, so that nobody can use it any more; calls are anonymous from now on.

        Args:
            allow_http: take an address without TLS from the server.

        Raises:
            MastodonIllegalArgumentError: there is no token, or the application that it was made for is not known.
            MastodonAPIError: the server refused; the token is kept.
        """
        self._check_logged_in("revoke")
        info = self.oauth_authorization_server_info()
        endpoint = self._endpoint(info, "revocation_endpoint", REVOCATION_ENDPOINT, allow_http)
        client_id, client_secret = cast(str, self.client_id), cast(str, self.client_secret)
        with refusals():
            self._anonymously(
                lambda session: revoke_tokens(session, client_id, client_secret, [self.access_token], endpoint)
            )
        self.access_token = None

    @calls("verify_app_credentials", "2.0.0", "4.3.0")
    def app_verify_credentials(self) -> Application:
        """Fetch the application that the token was made for."""
        ...

    def create_account(
        self,
        username: str,
        password: str,
        email: str,
        agreement: bool = False,
        reason: str | None = None,
        locale: str = "en",
        scopes: list[str] = DEFAULT_SCOPES,
        to_file: str | PurePath | None = None,
        return_detailed_error: bool = False,
        date_of_birth: datetime | None = None,
    ) -> str | tuple[str | None, AccountCreationError] | None:
        """Sign someone up; the token works once the address is confirmed.

        Args:
            username: the name, without server.
            password: password for logging in.
            email: address for logging in and for the confirmation.
            agreement: the person has read the server's rules and agrees to them.
            reason: why they want to join, for the moderators; some servers require it.
            locale: language of the confirmation, as ISO 639.
            scopes: what the token shall allow.
            to_file: where to write the token down; only its owner can read it.
            return_detailed_error: give what the server says against it as well, instead of raising.
            date_of_birth: required where the server has a minimum age.

        Returns:
            The token, with which calls are made from now on; or with ``return_detailed_error`` the token or ``None``,
            and what the server says.

        Raises:
            MastodonIllegalArgumentError: the server refuses; or a date of birth is no ``datetime``.
            MastodonAPIError: the token does not allow all that was asked for.
        """
        self._check_version("2.7.0", "2.7.0")
        if date_of_birth is not None and not isinstance(date_of_birth, datetime):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise MastodonIllegalArgumentError("date_of_birth must be a datetime object")
        app = self._token("client_credentials", {}, scopes)
        asked = {
            "username": username,
            "password": password,
            "email": email,
            "agreement": agreement,
            "reason": reason,
            "locale": locale,
            "date_of_birth": None if date_of_birth is None else date_of_birth.strftime("%Y-%m-%d"),
        }
        said = AccountCreationError()
        try:
            token: Token = self._sign_up(app.access_token, asked)
        except ApiError as error:
            refused = refusal(error)
            if isinstance(refused, MastodonError) and not isinstance(refused, MastodonAPIError):
                raise refused from error
            if not return_detailed_error:
                raise MastodonIllegalArgumentError(f"Invalid request: {error.error or error}") from error
            document = {"error": error.error, "details": error.details}
            said = entity_converter(AccountCreationError)(document)
            return None, said
        self.access_token = token.access_token
        check_scopes(token, scopes)
        if to_file is not None:
            write_secrets(to_file, token.access_token, self.api_base_url)
        return (token.access_token, said) if return_detailed_error else token.access_token

    def _sign_up(self, app_token: str, asked: Mapping[str, Any]) -> Token:
        with self._connect(app_token) as client:
            token: Token = client.create_account(**asked)
        return token

    @calls("resend_confirmation_email", "3.4.0", "3.4.0")
    def email_resend_confirmation(self) -> None:
        """Send the e-mail again that confirms the address of an account that this application signed up."""
        ...
