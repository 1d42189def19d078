"""How a login may end: what it leaves behind, what it never voids, and what the person sees of it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import anyio.from_thread
import anyio.lowlevel
import anyio.to_thread
import httpx2
import pytest
from tests.auth.authorization_server import Answer, StrictServer
from tests.auth.person import Person, loopback_of, text_of

from howdah import ApiError, ClientError, ConfigurationError, CredentialsError, ServerError, UnexpectedAnswerError
from howdah.auth import Account, CredentialStore, async_login, login
from howdah.auth.loopback import Loopback
from howdah.auth.redirects import code_pasted
from howdah.core.oauth_errors import InvalidClientError, InvalidCodeError, ScopeRefusedError, StateMismatchError

pytestmark = pytest.mark.anyio
LogIn = Callable[..., Awaitable[Account]]
WHO = "/api/v1/accounts/verify_credentials"


def gives_again(account: Account) -> Callable[[Any], Answer]:
    """A token endpoint like Mastodon's: the same token for the same application, person and scopes."""
    return lambda _: Answer(200, {"access_token": account.access_token, "token_type": "Bearer", "scope": "read"})


# What is kept, and what is voided


async def test_a_token_that_is_stored_outlives_a_second_login_that_fails(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore
) -> None:
    account = await log_in(strict_server.base_url, open_browser=Person())
    strict_server._token = gives_again(account)  # type: ignore[method-assign]
    strict_server.failing[WHO] = Answer(500, {"error": "oops"})
    with pytest.raises(ServerError):
        await log_in(strict_server.base_url, open_browser=Person())
    assert strict_server.posted("/oauth/revoke") == []
    assert account.access_token in strict_server.tokens
    assert store.accounts() == [account]


async def test_nor_is_it_voided_when_the_store_cannot_be_asked(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> bool:
        raise CredentialsError("the keyring is locked")

    monkeypatch.setattr(store, "holds_token", fail)
    strict_server.failing[WHO] = Answer(500, {"error": "oops"})
    with pytest.raises(ServerError):
        await log_in(strict_server.base_url, open_browser=Person())
    assert strict_server.posted("/oauth/revoke") == []


async def test_what_cannot_be_stored_is_found_out_before_the_person_is_sent_anywhere(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore
) -> None:
    store.path.parent.mkdir(mode=0o700)
    store.path.with_name("credentials.json.new").mkdir()  # root may write wherever modes forbid it
    asked: list[str] = []
    with pytest.raises(CredentialsError, match="cannot be written"):
        await log_in(strict_server.base_url, redirect="oob", ask_code=lambda: asked.append("asked") or "x")
    assert asked == []
    assert strict_server.apps == {}


@pytest.mark.parametrize("native", [False, True])
async def test_a_login_that_is_cancelled_gives_its_token_back(
    strict_server: StrictServer, store: CredentialStore, native: bool, anyio_backend_name: str
) -> None:
    if native and anyio_backend_name != "asyncio":
        return
    original, loop = strict_server._who, anyio.lowlevel.current_token()
    cancel: list[Callable[[], Any]] = []

    def interrupted(asked: Any) -> Answer:
        anyio.from_thread.run_sync(cancel[0], token=loop)
        return original(asked)

    strict_server._who = interrupted  # type: ignore[method-assign]
    person = Person()
    if native:
        task = asyncio.ensure_future(
            async_login(strict_server.base_url, store=store, open_browser=person, tell=lambda text: None)
        )
        cancel.append(task.cancel)
        with pytest.raises(asyncio.CancelledError):
            await task
    else:
        with anyio.move_on_after(20) as scope:
            cancel.append(scope.cancel)
            await async_login(strict_server.base_url, store=store, open_browser=person, tell=lambda text: None)
        assert scope.cancelled_caught
    assert len(strict_server.posted("/oauth/token")) == 1
    assert strict_server.tokens == {}
    assert store.accounts() == []
    assert "given up" in person.join().page


def test_ctrl_c_gives_the_token_back(
    strict_server: StrictServer, store: CredentialStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: Account) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "save_account", interrupt)
    with pytest.raises(KeyboardInterrupt):
        login(strict_server.base_url, store=store, open_browser=Person(), tell=lambda text: None, wait=10)
    assert len(strict_server.posted("/oauth/token")) == 1
    assert strict_server.tokens == {}


def test_ctrl_c_when_all_is_stored_voids_nothing(
    strict_server: StrictServer, store: CredentialStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = store.save_account

    def interrupt(account: Account) -> None:
        save(account)
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "save_account", interrupt)
    person = Person()
    with pytest.raises(KeyboardInterrupt):
        login(strict_server.base_url, store=store, open_browser=person, tell=lambda text: None, wait=10)
    assert store.account().access_token in strict_server.tokens
    assert "You are logged in" in person.join().page


async def test_the_event_loop_does_not_wait_for_the_store(strict_server: StrictServer, store: CredentialStore) -> None:
    threads: dict[str, threading.Thread] = {}

    class Watched:
        def __getattr__(self, name: str) -> Any:
            def call(*args: Any) -> Any:
                threads[name] = threading.current_thread()
                return getattr(store, name)(*args)

            return call

    watched: Any = Watched()
    strict_server.failing[WHO] = Answer(500, {"error": "oops"})
    with pytest.raises(ServerError):
        await async_login(strict_server.base_url, store=watched, open_browser=Person(), tell=lambda text: None)
    strict_server.failing.clear()
    await async_login(strict_server.base_url, store=watched, open_browser=Person(), tell=lambda text: None)
    assert threads.keys() == {"check_writable", "app", "save_app", "holds_token", "save_account"}
    assert threading.current_thread() not in threads.values()


def test_a_program_that_gives_up_asking_can_end(strict_server: StrictServer, tmp_path: Path) -> None:
    program = (
        "import asyncio, sys; from howdah.auth import async_login\n"
        "try: asyncio.run(asyncio.wait_for(async_login(sys.argv[1], redirect='oob'), 1.5))\n"
        "except TimeoutError: print('gave up')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, strict_server.base_url],
        env={**os.environ, "HOWDAH_CONFIG_DIR": str(tmp_path / "howdah")},
        stdin=subprocess.PIPE,  # open, and nothing comes
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        try:
            assert running.wait(30) == 0
        finally:
            running.kill()
        assert "gave up" in running.stdout.read()


# Browsers


async def test_a_browser_that_is_there_until_it_is_closed(log_in: LogIn, strict_server: StrictServer) -> None:
    person = Person()
    done = threading.Event()

    def browse(url: str) -> None:
        person._visit(url)  # and does not return before the last page was seen
        done.set()

    account = await log_in(strict_server.base_url, open_browser=browse)
    assert await anyio.to_thread.run_sync(done.wait, 10)
    assert "You are logged in" in person.page
    assert account.handle in person.page


@pytest.mark.parametrize("error", [OSError("no such program"), RuntimeError("x")])
async def test_a_browser_that_cannot_be_opened_is_no_matter(
    log_in: LogIn, strict_server: StrictServer, error: BaseException
) -> None:
    person = Person()

    def fail(url: str) -> None:
        raise error

    def tell(text: str) -> None:
        person(text.removeprefix("Log in at: "))

    assert await log_in(strict_server.base_url, open_browser=fail, tell=tell)
    assert "You are logged in" in person.join().page


def test_a_page_does_not_tell_an_ending_that_is_not_known(bounded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("howdah.auth.loopback.LONGEST_PAGE", 0.01)
    with Loopback([], "the-state", "mybot") as loopback:
        page = httpx2.get(loopback.uri, params={"state": "the-state", "code": "x"}, trust_env=False)
    assert page.status_code == 200
    assert "Nothing was kept" not in text_of(page.text)
    assert "not logged in" not in text_of(page.text)
    assert "mybot is still at it" in text_of(page.text)


async def test_an_answer_without_the_state_is_told_of_at_once(log_in: LogIn, strict_server: StrictServer) -> None:
    told: list[str] = []

    def refused(url: str) -> None:
        for _ in range(2):
            httpx2.get(loopback_of(url), params={"error": "access_denied"}, trust_env=False)

    with pytest.raises(StateMismatchError):
        await log_in(strict_server.base_url, open_browser=refused, tell=told.append, wait=1.0)
    assert [text for text in told if "does not belong to this login" in text] == told[1:]
    assert len(told) == 2, "it is said once"


# What is wrong, and with whom


@pytest.mark.parametrize("token", ["REALTOKEN\n", "REAL TOKEN", "REALTOKÉN", "REALTOKEN\x00"])
async def test_a_token_that_can_be_none_is_refused_unseen(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore, token: str
) -> None:
    strict_server.failing["/oauth/token"] = Answer(200, {"access_token": token, "token_type": "Bearer"})
    with pytest.raises(UnexpectedAnswerError, match="/oauth/token") as raised:
        await log_in(strict_server.base_url, redirect="oob", ask_code=lambda: "x1234567")
    assert "REAL" not in f"{raised.value!r} {vars(raised.value)} {raised.value.__context__!r}"
    assert store.accounts() == []


async def test_odd_scopes_of_the_servers_are_its_own_fault(log_in: LogIn, strict_server: StrictServer) -> None:
    strict_server.failing["/oauth/token"] = Answer(
        200, {"access_token": "a-token-of-ours", "token_type": "Bearer", "scope": "read wri\x07te"}
    )
    with pytest.raises(UnexpectedAnswerError, match="grants scopes"):
        await log_in(strict_server.base_url, redirect="oob", ask_code=lambda: "x1234567")


async def test_a_refusal_to_register_is_not_always_about_scopes(log_in: LogIn, strict_server: StrictServer) -> None:
    strict_server.failing["/api/v1/apps"] = Answer(422, {"error": "Validation failed: Website is not a valid URL"})
    with pytest.raises(ClientError, match="Website is not a valid URL") as raised:
        await log_in(strict_server.base_url, open_browser=Person())
    assert not isinstance(raised.value, ScopeRefusedError)
    assert isinstance(raised.value, ApiError)


async def test_a_forgotten_application_is_registered_by_logging_in_again(
    log_in: LogIn, strict_server: StrictServer
) -> None:
    def forget() -> str:
        strict_server.apps.clear()
        return "some-code"

    with pytest.raises(InvalidClientError, match="log in again"):
        await log_in(strict_server.base_url, redirect="oob", ask_code=forget)


@pytest.mark.parametrize("status", [403, 429])
async def test_an_application_is_not_forgotten_for_a_refusal_of_another_kind(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore, status: int
) -> None:
    strict_server.software = "something-new"
    await log_in(strict_server.base_url, open_browser=Person())
    app = store.app(strict_server.base_url)
    strict_server.failing["/oauth/authorize"] = Answer(status, {"error": "no"}, [("retry-after", "1")])

    with pytest.raises(InvalidCodeError):
        await log_in(strict_server.base_url, redirect="oob", ask_code=lambda: "wr0ng-c0de")
    assert len(strict_server.apps) == 1
    assert store.app(strict_server.base_url) == app


@pytest.mark.parametrize(
    ("scopes", "hint"), [("read,write", "by spaces"), ("wrtie", "did you mean write"), ("frobnicate", "Scope")]
)
async def test_scopes_that_nobody_knows_are_not_asked_for(
    log_in: LogIn, strict_server: StrictServer, scopes: str, hint: str
) -> None:
    with pytest.raises(ConfigurationError, match=hint):
        await log_in(strict_server.base_url, scopes=scopes, open_browser=Person())
    assert strict_server.apps == {}


async def test_scopes_that_the_server_names_are_asked_for(log_in: LogIn, strict_server: StrictServer) -> None:
    strict_server.metadata = {"scopes_supported": ["read", "frobnicate"]}
    with pytest.raises(ScopeRefusedError, match="frobnicate"):  # by the server
        await log_in(strict_server.base_url, scopes="read frobnicate", open_browser=Person())
    assert len(strict_server.posted("/api/v1/apps")) == 1


@pytest.mark.parametrize("text", ["http://[::1/?code=1", "https://x]/?code=1&state=s"])
def test_an_address_that_is_none_is_no_code(text: str) -> None:
    with pytest.raises(InvalidCodeError, match="no address"):
        code_pasted(text, "s")


def test_what_is_stored_is_found_by_its_token(store: CredentialStore) -> None:
    account = Account("alice@example.social", "https://example.social", "a-token")
    store.save_account(account)
    assert store.holds_token("a-token")
    assert not store.holds_token("another")
    store.save_account(replace(account, access_token="another"))
    assert not store.holds_token("a-token")
