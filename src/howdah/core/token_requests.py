"""Asking a server's token endpoint: the request, and what its refusals mean."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from .call import build_request, decode, exchange
from .errors import ActivityPubError, ApiError, UnexpectedAnswerError
from .flow import Flow
from .oauth_errors import (
    AuthorizationError,
    GrantNotSupportedError,
    InvalidClientError,
    InvalidCodeError,
    NotAServerError,
    PasswordRefusedError,
    RefreshRefusedError,
    ScopeRefusedError,
    TwoFactorRequiredError,
)
from .plan import encode_body
from .session import Session
from .shapes import is_json_object
from .wire import Reply, Request

if TYPE_CHECKING:
    from ..models import Token

Grant: TypeAlias = Literal["authorization_code", "client_credentials", "password", "refresh_token"]

TOKEN_ENDPOINT = "/oauth/token"  # noqa: S105 - a path
REVOCATION_ENDPOINT = "/oauth/revoke"
MFA_ENDPOINT = "/oauth/mfa/challenge"
SECRETS = ("client_secret", "code", "code_verifier", "password", "refresh_token", "mfa_token", "token")
"""The parameters that must not be shown, should a server send them back."""


def request_token(
    session: Session, grant: Grant, fields: Mapping[str, str | None], endpoint: str = TOKEN_ENDPOINT
) -> Flow[Token]:
    """Get a token.

    Args:
        session: whose server it is; it has no token itself.
        grant: in which way.
        fields: the request's other parameters; ``None`` is not sent.
        endpoint: the path to ask at.

    Raises:
        AuthorizationError: the server refuses; the type says why.
        ApiError: the server failed, or answered something else.
        NetworkError: no answer came.
    """
    try:
        return (yield from ask_for_token(session, endpoint, {"grant_type": grant, **fields}))
    except ApiError as error:
        raise refusal(session, grant, error) from None


def answer_challenge(session: Session, fields: Mapping[str, str]) -> Flow[Token]:
    """Get a token with the second factor, after the password was right.

    Raises:
        TwoFactorRequiredError: the code is wrong, or the challenge too old.
    """
    try:
        return (yield from ask_for_token(session, MFA_ENDPOINT, fields))
    except ApiError as error:
        if error.status >= 500 or error.status == 429 or isinstance(error, UnexpectedAnswerError):
            raise
        raise TwoFactorRequiredError(
            f"{session.host} does not take the code from the authenticator", error=error.error
        ) from None


def revoke_tokens(
    session: Session,
    client_id: str,
    client_secret: str,
    tokens: Iterable[str | None],
    endpoint: str = REVOCATION_ENDPOINT,
) -> Flow[None]:
    """Give up tokens: an access token, and what would get another one, for servers differ in whether one voids both.

    Raises:
        ApiError: the server refused or failed.
        NetworkError: no answer came.
    """
    given = [token for token in tokens if token]
    session.hide(client_secret, *given)
    for token in given:
        fields = {"client_id": client_id, "client_secret": client_secret, "token": token}
        yield from exchange(session, _request(session, endpoint, fields), repeat="always")


def _request(session: Session, endpoint: str, fields: Mapping[str, str | None]) -> Request:
    # Both in the body: GoToSocial answers 400 to client credentials in the Authorization header.
    content, content_type = encode_body([(name, value) for name, value in fields.items() if value is not None])
    return build_request(session, "POST", endpoint, content, content_type)


def ask_for_token(session: Session, endpoint: str, fields: Mapping[str, str | None]) -> Flow[Token]:
    """Make a request that is answered with a token.

    Raises:
        ApiError: the server refused, failed, or answered something else.
        NetworkError: no answer came.
    """
    from ..models import Token

    session.hide(*(fields.get(name) for name in SECRETS))
    request = _request(session, endpoint, fields)
    reply = yield from exchange(session, request, repeat="never")
    _hide_tokens(session, request, reply)
    token: Token = decode(session, Token, request, reply)
    return token


_TOKEN = re.compile(r"[!-~]+")


def _hide_tokens(session: Session, request: Request, reply: Reply) -> None:
    """Keep the tokens in an answer out of everything that may be said of it; one without a token is no answer."""
    try:
        document = json.loads(reply.body)
    except (ValueError, RecursionError):
        document = None
    token = document.get("access_token") if is_json_object(document) else None
    if not is_json_object(document) or not isinstance(token, str) or not token:
        # What it sent may hold a token in a place where it cannot be found, so it is not shown.
        raise UnexpectedAnswerError(
            f"{session.host}: the answer to {request.method} {request.url} holds no token",
            status=reply.status,
            method=request.method,
            url=request.url,
        )
    refresh = document.get("refresh_token")
    if not _TOKEN.fullmatch(token):
        raise UnexpectedAnswerError(
            f"{session.host}: the token in the answer to {request.method} {request.url} holds a character "
            "that no token can have",
            status=reply.status,
            method=request.method,
            url=request.url,
        )
    session.hide(token, refresh if isinstance(refresh, str) else None)


_WRONG: Mapping[Grant, tuple[type[AuthorizationError], str]] = {
    "authorization_code": (
        InvalidCodeError,
        "does not take the code: it is wrong, has expired, was used before, or was made for another application",
    ),
    "client_credentials": (InvalidClientError, "does not give the application a token"),
    "password": (PasswordRefusedError, "does not take the name and password; it may take none at all: use login()"),
    "refresh_token": (RefreshRefusedError, "does not take the refresh token; log in again"),
}


def _no_such_grant(host: str, grant: Grant, said: ApiError) -> AuthorizationError:
    hint = "; Mastodon takes no passwords since 4.4: use login()" if grant == "password" else ""
    return GrantNotSupportedError(f"{host} gives no tokens by {grant}{hint}", error=said.error)


def _unknown_app(host: str, _: Grant, said: ApiError) -> AuthorizationError:
    return InvalidClientError(
        f"{host} does not know the application, or its secret is another: register it again", error=said.error
    )


def _no_such_scope(host: str, _: Grant, said: ApiError) -> AuthorizationError:
    return ScopeRefusedError(
        f"{host} does not grant these scopes to the application", error=said.error, description=said.description
    )


_BY_WORD: Mapping[str, Callable[[str, Grant, ApiError], AuthorizationError]] = {
    "unsupported_grant_type": _no_such_grant,
    "unauthorized_client": _no_such_grant,
    "invalid_client": _unknown_app,
    "invalid_scope": _no_such_scope,
}
"""OAuth's own words for what is wrong; they are the same in every language."""


def refusal(session: Session, grant: Grant, error: ApiError) -> ActivityPubError:
    """What a refusal of the token endpoint means; failures of the server's own stay what they are."""
    if error.status >= 500 or error.status == 429 or error.status < 400:
        return error
    if error.status in (404, 405):
        return NotAServerError(f"{session.host} has no token endpoint; is it a server with the Mastodon API?")
    if known := _BY_WORD.get(error.error or ""):
        return known(session.host, grant, error)
    if error.status == 401 and error.error != "invalid_grant":
        return _unknown_app(session.host, grant, error)
    kind, what = _WRONG[grant]
    return kind(f"{session.host} {what}", error=error.error)
