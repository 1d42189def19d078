"""Logging in, from a server's name to a stored account: ``login(server)`` and ``await async_login(server)``.

What talks to the server is in ``steps``. Between its two steps a person does, in a browser or by pasting a code;
waiting for that is all that the two functions do themselves.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import webbrowser
from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from secrets import token_urlsafe
from typing import Literal, TypeAlias, TypeVar, Unpack

from ..api.authorization import NAME, OOB
from ..core.errors import ActivityPubError, ConfigurationError
from ..core.flow import AsyncDriver, SyncDriver
from ..core.oauth_errors import InvalidCodeError
from ..core.retry import Retry
from ..core.scopes import DEFAULT_SCOPES, Scopes, with_identity
from ..core.session import Session, default_headers, normalise_instance
from ..core.static import Connection
from ..transports import TransportOptions, make_async_transport, make_transport
from .accounts import Account, App
from .credentials import CredentialStore
from .loopback import Loopback, loopback_uris
from .page import failed_page, logged_in_page
from .steps import Attempt, Ending, Store, Wish, begin

Redirect: TypeAlias = Literal["loopback", "oob"]
"""How the code comes back: the browser brings it to a port of this machine, or the person copies it."""

PATIENCE = Retry(attempts=3, budget=15.0)
"""A person is waiting."""


BEAT = 0.05
"""Seconds between two looks whether the person is done, where the event loop goes on."""
LONGEST_WAIT = 15.0
"""Seconds for giving a token up, cancelled or not: for the server, and for a store that is just being written."""

logger = logging.getLogger("howdah")
T = TypeVar("T")


def _ask_code() -> str:
    try:
        piped = None if sys.stdin.isatty() else sys.stdin.fileno()
    except (AttributeError, OSError, ValueError):  # closed, or something else in its place
        piped = None
    try:
        return input("Code: ") if piped is None else _line_from(piped)
    except (EOFError, RuntimeError):
        raise InvalidCodeError("no code was given") from None


def _line_from(file: int) -> str:
    """A line of a file, which is not read through Python's own ``stdin``: a thread left in that aborts the program."""
    line = b""
    while not line.endswith(b"\n") and (byte := os.read(file, 1)):
        line += byte
    if not line:
        raise EOFError
    return line.decode(errors="replace")


def _tell(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - it is for a person


@dataclass(frozen=True)
class _Person:
    """How to reach the one who logs in, and for how long to wait."""

    open_browser: Callable[[str], object]
    ask_code: Callable[[], str]
    tell: Callable[[str], None]
    wait: float

    def answer(self, attempt: Attempt, loopback: Loopback | None) -> Mapping[str, str] | str:
        """Have the person log in, and the browser bring the answer, or themselves paste it."""
        self.tell(f"Log in at: {attempt.url}")
        if loopback is None:
            return self.ask_code()
        # In a thread, for some browsers are there until they are closed, which may be after the page that ends it all.
        threading.Thread(target=self._open, args=(attempt.url,), daemon=True).start()
        return loopback.wait(self.wait)

    def warn(self, text: str) -> None:
        """Tell them of something while they are away; if that cannot be done, it cannot."""
        with suppress(Exception):
            self.tell(text)

    def _open(self, url: str) -> None:
        try:
            self.open_browser(url)
        except Exception as error:  # the person knows where to go
            logger.info("the browser could not be opened (%s)", type(error).__name__)


@contextmanager
def _listening(
    known: App | None, redirect: Redirect, state: str, wish: Wish, person: _Person
) -> Generator[Loopback | None]:
    """The port to which the browser comes back, if it is to; it shows how the login went."""
    if redirect not in ("loopback", "oob"):
        raise ConfigurationError(f"redirect is 'loopback' or 'oob', not {redirect!r:.40}")
    if redirect == "oob":
        yield None
        return
    with Loopback(
        [*(known.redirect_uris if known else ()), *loopback_uris()], state, wish.client_name, person.warn
    ) as loopback:
        try:
            yield loopback
        except Exception as error:
            reason = str(error) if isinstance(error, ActivityPubError) else "the program failed"
            loopback.show(400, failed_page(reason, wish.client_name))
            raise


def _show(loopback: Loopback | None, ending: Ending, wish: Wish) -> None:
    """Have the browser show that it worked, if it did."""
    if loopback is not None and ending.account is not None:
        loopback.show(200, logged_in_page(ending.account.handle, ending.account.scopes, wish.client_name))


async def _in_a_thread(work: Callable[[], T]) -> T:
    """Call what waits for a person. It is left to itself when that is cancelled, and keeps no program from ending."""
    import anyio

    future: Future[T] = Future()
    context = copy_context()

    def run() -> None:
        try:
            future.set_result(context.run(work))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    while not future.done():  # noqa: ASYNC110 - an event is set from a thread in another way on each event loop
        await anyio.sleep(BEAT)
    return future.result()


def login(
    server: str,
    *,
    scopes: Scopes = DEFAULT_SCOPES,
    client_name: str = NAME,
    website: str | None = None,
    redirect: Redirect = "loopback",
    store: Store | None = None,
    force_login: bool = False,
    language: str | None = None,
    wait: float = 300.0,
    open_browser: Callable[[str], object] = webbrowser.open,
    ask_code: Callable[[], str] = _ask_code,
    tell: Callable[[str], None] = _tell,
    user_agent: str | None = None,
    **connection: Unpack[Connection],
) -> Account:
    """Log in: a browser opens, a person says yes, and the account is stored.

    The application is registered once per server. A token that allows less than was asked for is given back.

    Args:
        server: ``example.social``, or its URL.
        scopes: what the token shall allow; by default ``read``: to see everything, and to change nothing. Where they
            do not even tell who you are, ``read:accounts`` is asked for besides.
        client_name: your application's name, as the server's page shows it.
        website: its web page.
        redirect: ``loopback``, by which the browser brings the code, or ``oob``, by which the person pastes it.
        store: where to keep what comes of it; by default where ``Client.from_account`` looks.
        force_login: have the person log in even if they are, so as to be somebody else (Mastodon).
        language: the server's page in another language, as a BCP 47 tag (Mastodon).
        wait: seconds to wait for the browser to come back.
        open_browser: opens a URL, in a thread of its own; what it gives or raises is not looked at.
        ask_code: asks for the code, with ``oob``.
        tell: tells the person where to log in; what it is given holds no secret.
        user_agent: your application's name and version, for the server's log.
        connection: how to reach the server, as ``Client`` takes it.

    Returns:
        The account, as stored.

    Raises:
        AccessDeniedError: the person said no.
        InvalidCodeError: the server does not take the code; ``ExpiredCodeError`` if it must be too old.
        ScopeRefusedError: less was granted than asked for.
        StateMismatchError: what came back was not the answer to this login.
        LoginTimeoutError: nobody came back.
        ForeignEndpointError: the server would have the login go elsewhere.
        NotAServerError: it is no server with the Mastodon API.
        CredentialsError: the account cannot be stored.
        ApiError: the server failed.
        NetworkError: no answer came.
    """
    wish = Wish(with_identity(scopes), client_name, website, force_login, language)
    person = _Person(open_browser, ask_code, tell, wait)
    kept = store if store is not None else CredentialStore()
    state = token_urlsafe(24)
    session, options = _session(server, user_agent, connection)
    with _listening(kept.app(session.base_url), redirect, state, wish, person) as loopback:
        uri = loopback.uri if loopback else OOB
        with _connected(session, options, connection) as driver:
            attempt = driver.run(begin(session, kept, wish, uri, state))
        answer = person.answer(attempt, loopback)
        # Connected anew: a connection may have died while the person took their time, and a code is sent but once.
        with _connected(session, options, connection) as driver:
            ending = Ending(session, kept, attempt)
            try:
                return driver.run(ending.finish(answer))
            except BaseException:
                driver.run(ending.give_up())
                raise
            finally:
                _show(loopback, ending, wish)


async def async_login(
    server: str,
    *,
    scopes: Scopes = DEFAULT_SCOPES,
    client_name: str = NAME,
    website: str | None = None,
    redirect: Redirect = "loopback",
    store: Store | None = None,
    force_login: bool = False,
    language: str | None = None,
    wait: float = 300.0,
    open_browser: Callable[[str], object] = webbrowser.open,
    ask_code: Callable[[], str] = _ask_code,
    tell: Callable[[str], None] = _tell,
    user_agent: str | None = None,
    **connection: Unpack[Connection],
) -> Account:
    """Log in as ``login`` does, without blocking the event loop; ``open_browser`` and its kin are called in threads.

    Args:
        server: ``example.social``, or its URL.
        scopes: what the token shall allow.
        client_name: your application's name.
        website: its web page.
        redirect: ``loopback`` or ``oob``.
        store: where to keep what comes of it.
        force_login: have the person log in even if they are.
        language: the page's language.
        wait: seconds to wait for the browser to come back.
        open_browser: opens a URL.
        ask_code: asks for the code, with ``oob``.
        tell: tells the person where to log in.
        user_agent: your application's name and version.
        connection: how to reach the server, as ``AsyncClient`` takes it.

    Returns:
        The account, as stored.

    Raises:
        AuthorizationError: it failed; ``login`` lists the kinds, and what else may be raised.
    """
    from anyio import move_on_after, to_thread

    wish = Wish(with_identity(scopes), client_name, website, force_login, language)
    person = _Person(open_browser, ask_code, tell, wait)
    kept = store if store is not None else CredentialStore()
    state = token_urlsafe(24)
    session, options = _session(server, user_agent, connection)
    known = await to_thread.run_sync(kept.app, session.base_url)
    with _listening(known, redirect, state, wish, person) as loopback:
        uri = loopback.uri if loopback else OOB
        async with _async_connected(session, options, connection) as driver:
            attempt = await driver.run(begin(session, kept, wish, uri, state))
        answer = await _in_a_thread(partial(person.answer, attempt, loopback))
        async with _async_connected(session, options, connection) as driver:
            ending = Ending(session, kept, attempt)
            try:
                return await driver.run(ending.finish(answer))
            except BaseException:
                with move_on_after(LONGEST_WAIT, shield=True):
                    await driver.run(ending.give_up())
                raise
            finally:
                _show(loopback, ending, wish)


def _session(server: str, user_agent: str | None, connection: Connection) -> tuple[Session, TransportOptions]:
    timeout = connection.get("timeout", 30.0)
    session = Session(
        base_url=normalise_instance(server, allow_http=connection.get("allow_http", False)),
        retry=PATIENCE,
        timeout=timeout,
        headers=default_headers(user_agent, None),
    )
    options = TransportOptions(
        timeout,
        connection.get("proxy"),
        connection.get("verify", True),
        session.max_body,
        direct=session.on_this_machine,
    )
    return session, options


@contextmanager
def _connected(session: Session, options: TransportOptions, connection: Connection) -> Generator[SyncDriver]:
    transport = make_transport(connection.get("transport", "httpx"), options, connection.get("client"))
    try:
        yield SyncDriver(session, transport)
    finally:
        transport.close()


@asynccontextmanager
async def _async_connected(
    session: Session, options: TransportOptions, connection: Connection
) -> AsyncGenerator[AsyncDriver]:
    transport = make_async_transport(connection.get("transport", "httpx"), options, connection.get("client"))
    try:
        yield AsyncDriver(session, transport)
    finally:
        await transport.close()
