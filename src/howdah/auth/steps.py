"""The two steps of a login that talk to the server, as flows: to begin, and to make an account of the code."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Protocol

from ..api.apps import Apps
from ..api.authorization import OOB, authorization_path
from ..core.call import build_request, exchange
from ..core.detection import get_server
from ..core.errors import (
    ApiError,
    ConfigurationError,
    CredentialsError,
    MissingExtraError,
    NetworkError,
    UnexpectedAnswerError,
)
from ..core.flow import Flow, do
from ..core.oauth_errors import (
    AuthorizationError,
    ExpiredCodeError,
    InvalidClientError,
    InvalidCodeError,
    NotAServerError,
    ScopeRefusedError,
)
from ..core.operation import Operations
from ..core.pkce import make_code_verifier
from ..core.plan import call
from ..core.retry import Retry
from ..core.scopes import check_known, missing_scopes, parse_scopes
from ..core.server import EVERY, SNAC
from ..core.session import Session
from ..core.token_requests import request_token, revoke_tokens
from .accounts import Account, App, expiry
from .endpoints import Endpoints, find_endpoints
from .loopback import loopback_uris
from .redirects import code_in, code_pasted

if TYPE_CHECKING:
    from ..models import Token

LONGEST_LIFE = 600.0
"""Seconds after which servers take no code any more."""
LONGEST_FAREWELL = 5.0
"""Seconds that a server may take to void a token of a login that failed; somebody is waiting."""
CHECK_CODES = EVERY - SNAC
"""Servers that say what they think of an application when it brings a wrong code. snac gives it a token."""

UNKNOWN = frozenset({400, 401, 404, 422})
"""What servers' pages answer for an application that they do not know; a 403 or 429 is about something else."""


class Store(Protocol):
    """Where applications and accounts are kept, such as a ``CredentialStore``."""

    def app(self, instance: str) -> App | None:
        """The application that is registered with a server, if one is remembered."""
        ...

    def save_app(self, app: App) -> None:
        """Remember an application."""
        ...

    def forget_app(self, instance: str) -> None:
        """Forget the application that is registered with a server."""
        ...

    def save_account(self, account: Account) -> None:
        """Remember an account."""
        ...

    def holds_token(self, access_token: str) -> bool:
        """Whether an account that is remembered acts by this token."""
        ...

    def check_writable(self) -> None:
        """Raise what ``save_account`` would raise, if nothing can be remembered now."""
        ...


@dataclass(frozen=True)
class Wish:
    """What a login is to be.

    Attributes:
        scopes: what the token shall allow.
        client_name: the application's name.
        website: its web page.
        force_login: have the person log in even if they are.
        language: the page's language.
    """

    scopes: tuple[str, ...]
    client_name: str
    website: str | None
    force_login: bool
    language: str | None


@dataclass(frozen=True)
class Attempt:
    """A login that has begun: a person is at the server's page, or on the way there.

    Attributes:
        app: the application.
        endpoints: where the server has what is needed.
        redirect_uri: where the code is to be sent.
        scopes: what was asked for.
        state: what has to come back.
        url: the server's page.
        began: when, on the session's clock.
        verifier: what proves that the code is ours.
    """

    app: App
    endpoints: Endpoints
    redirect_uri: str
    scopes: tuple[str, ...]
    state: str
    url: str
    began: float
    verifier: str | None = field(repr=False)


class _Caller(Operations):
    """Makes operations' flows on a session."""

    def __init__(self, session: Session) -> None:
        self.session = session


def begin(session: Session, store: Store, wish: Wish, redirect_uri: str, state: str) -> Flow[Attempt]:
    """Find out where to log in, and have an application to do it with.

    Raises:
        CredentialsError: nothing that comes of it could be stored.
        ConfigurationError: a scope is none that anybody knows.
        ForeignEndpointError: the server names an address that is not its own.
        NotAServerError: it is no server with the Mastodon API.
        ApiError: the server failed.
        NetworkError: no answer came.
    """
    yield from do(store.check_writable)
    endpoints = yield from find_endpoints(session)
    check_known(wish.scopes, endpoints.scopes)
    known = yield from do(lambda: store.app(session.base_url))
    app = known
    if app is None or not (yield from _will_do(session, app, endpoints, wish, redirect_uri)):
        app = yield from _register(session, known, wish, redirect_uri)
        yield from do(partial(store.save_app, app))
    verifier = make_code_verifier() if endpoints.pkce else None
    session.hide(app.client_secret, verifier)
    path = authorization_path(
        app.client_id,
        redirect_uri=redirect_uri,
        scopes=wish.scopes,
        state=state,
        force_login=wish.force_login,
        language=wish.language,
        code_verifier=verifier,
        endpoint=endpoints.authorization,
    )
    url = session.base_url + path
    return Attempt(app, endpoints, redirect_uri, wish.scopes, state, url, session.clock.monotonic(), verifier)


def _will_do(session: Session, app: App, endpoints: Endpoints, wish: Wish, redirect_uri: str) -> Flow[bool]:
    """Whether the application that is remembered is what is wished for, and the server still knows it."""
    if redirect_uri not in app.redirect_uris or missing_scopes(app.scopes, wish.scopes):
        return False
    if app.name != wish.client_name or app.website != wish.website:
        return False
    session.hide(app.client_secret)
    return (yield from _is_known(session, app, endpoints, wish))


def _is_known(session: Session, app: App, endpoints: Endpoints, wish: Wish) -> Flow[bool]:
    """Whether the server still knows an application; the person could not tell us, stranded on a page of errors."""
    uri = app.redirect_uris[0]
    try:
        server = yield from get_server(session)
        family = server.family
    except ApiError:
        family = ""
    try:
        if family in CHECK_CODES:
            fields = {"client_id": app.client_id, "client_secret": app.client_secret}
            wrong = {"code": token_urlsafe(8), "redirect_uri": uri, "code_verifier": make_code_verifier()}
            yield from request_token(session, "authorization_code", {**fields, **wrong}, endpoints.token)
        else:
            page = authorization_path(
                app.client_id, redirect_uri=uri, scopes=wish.scopes, endpoint=endpoints.authorization
            )
            yield from exchange(session, build_request(session, "GET", page))
    except AuthorizationError as error:
        return not isinstance(error, InvalidClientError)
    except ApiError as error:
        return error.status not in UNKNOWN
    return True


def _register(session: Session, known: App | None, wish: Wish, redirect_uri: str) -> Flow[App]:
    uris = [*dict.fromkeys([*loopback_uris(), OOB, redirect_uri])]
    # What was asked for before stays possible, so that two programs do not take turns in registering.
    scopes = parse_scopes([*(known.scopes if known else ()), *wish.scopes])
    try:
        app = yield from Apps.register_app.flow(_Caller(session), wish.client_name, uris, scopes, wish.website)
        client_id, client_secret = app.client_id, app.client_secret
    except (AttributeError, UnexpectedAnswerError):
        raise _no_server(session) from None
    except ApiError as error:
        if error.status in (404, 405, 410, 501):
            raise _no_server(session) from None
        # Mastodon says so in its own language, in which they are called scopes all the same.
        if error.status not in (400, 422) or "scope" not in (error.error or "").lower():
            raise
        raise ScopeRefusedError(
            f"{session.host} registers no application with these scopes: {' '.join(wish.scopes)}",
            error=error.error,
            description=error.error,
        ) from None
    session.hide(client_secret)
    return App(session.base_url, client_id, client_secret, tuple(uris), scopes, wish.client_name, wish.website)


def _no_server(session: Session) -> NotAServerError:
    return NotAServerError(f"{session.host} does not speak the Mastodon client API; is that its name?")


class Ending:
    """The second step: a token is made of the code, and an account of the token; or the token is given up.

    Args:
        session: the login's.
        store: where the account is kept.
        attempt: the login, as it began.
    """

    def __init__(self, session: Session, store: Store, attempt: Attempt) -> None:
        self._session = session
        self._store = store
        self._attempt = attempt
        self._token: Token | None = None
        self._account: Account | None = None
        self._storing = threading.Lock()
        self._kept = self._over = False

    @property
    def account(self) -> Account | None:
        """What was stored, if anything was."""
        return self._account if self._kept else None

    def finish(self, answer: Mapping[str, str] | str) -> Flow[Account]:
        """Make a token of the code, see what it allows and whose it is, and store it.

        Args:
            answer: what a browser brought back, or what a person pasted.

        Raises:
            StateMismatchError: it is the answer to something else.
            AccessDeniedError: the person said no.
            InvalidCodeError: the server does not take the code.
            ScopeRefusedError: it allows less than was asked for.
            InvalidClientError: the server has forgotten the application meanwhile.
            ApiError: the server failed, or says something odd.
            NetworkError: no answer came.
        """
        state = self._attempt.state
        try:
            code = code_pasted(answer, state) if isinstance(answer, str) else code_in(answer, state)
            self._token = yield from _exchange_code(self._session, self._attempt, code)
        except InvalidClientError:
            yield from do(partial(self._store.forget_app, self._session.base_url))
            raise
        account = yield from _account_for(self._session, self._attempt, self._token)
        yield from do(partial(self._store_account, account))
        return account

    def give_up(self) -> Flow[None]:
        """Revoke a token that is of no use; if the server does not, nobody has it anyway.

        A token that the store holds is of use: servers give the same one out again, and this very login may have been
        interrupted when all was done.
        """
        if self._token is None or (yield from do(self._is_held)):
            return
        app, endpoints = self._attempt.app, self._attempt.endpoints
        session = replace(self._session, token=None, timeout=LONGEST_FAREWELL, retry=Retry(attempts=1))
        try:
            yield from revoke_tokens(
                session,
                app.client_id,
                app.client_secret,
                (self._token.access_token, self._token.refresh_token),
                endpoints.revocation,
            )
        except (ApiError, NetworkError):
            return

    def _store_account(self, account: Account) -> None:
        with self._storing:
            if self._over:
                return
            self._account = account
            try:
                self._store.save_account(account)
            except Exception:
                self._account = None
                raise
            self._kept = True

    def _is_held(self) -> bool:
        with self._storing:  # where it is being stored while a task is cancelled, that is waited for
            self._over = True
            try:
                held = self._token is None or self._store.holds_token(self._token.access_token)
            except (CredentialsError, MissingExtraError):
                return True  # nobody knows
            self._kept = self._kept or held
            return held


def _exchange_code(session: Session, attempt: Attempt, code: str) -> Flow[Token]:
    fields = {
        "client_id": attempt.app.client_id,
        "client_secret": attempt.app.client_secret,
        "code": code,
        "redirect_uri": attempt.redirect_uri,
        "code_verifier": attempt.verifier,
    }
    try:
        return (yield from request_token(session, "authorization_code", fields, attempt.endpoints.token))
    except InvalidClientError as error:
        raise InvalidClientError(
            f"{session.host} has forgotten the application meanwhile; log in again, for that registers it anew",
            error=error.error,
        ) from None
    except InvalidCodeError as error:
        minutes = (session.clock.monotonic() - attempt.began) / 60
        if minutes * 60 < LONGEST_LIFE:
            raise
        raise ExpiredCodeError(
            f"{session.host} does not take the code any more: the login was begun {minutes:.0f} minutes ago; "
            "begin again",
            error=error.error,
        ) from None


_USERNAME = re.compile(r"\w(?:[\w.-]*\w)?")


def _account_for(session: Session, attempt: Attempt, token: Token) -> Flow[Account]:
    from ..models import CredentialAccount

    # No scope in the answer means: as asked (RFC 6749, 5.1).
    granted = _granted(session, token.scope) if token.scope and token.scope.split() else attempt.scopes
    if missing := missing_scopes(granted, attempt.scopes):
        raise ScopeRefusedError(
            f"{session.host} granted less than was asked for; missing: {' '.join(missing)}", missing=missing
        )
    session.token = token.access_token
    me, _ = yield from call(session, "GET", "/api/v1/accounts/verify_credentials", CredentialAccount)
    # The name alone: a server speaks for its own people only, whatever it says of their handles.
    name = str(getattr(me, "username", "")).partition("@")[0]
    if not _USERNAME.fullmatch(name):
        raise UnexpectedAnswerError(f"{session.host} does not say whose account it is")
    return Account(
        handle=f"{name}@{session.host}",
        instance=session.base_url,
        access_token=token.access_token,
        scopes=granted,
        refresh_token=token.refresh_token,
        expires_at=expiry(session.clock.time(), token.expires_in),
        client_id=attempt.app.client_id,
        client_secret=attempt.app.client_secret,
    )


def _granted(session: Session, scope: str) -> tuple[str, ...]:
    try:
        return parse_scopes(scope)
    except ConfigurationError:
        raise UnexpectedAnswerError(f"{session.host} says that it grants scopes whose names can be none") from None
