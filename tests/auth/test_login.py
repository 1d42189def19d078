"""Logging in at a strict server: what a person sees and gets, and what an attacker does not get."""

from __future__ import annotations

import logging
import re
import socket
import threading
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import anyio
import anyio.from_thread
import anyio.lowlevel
import httpx2
import pytest
from tests.auth.authorization_server import OOB, PASSWORD, Answer, StrictServer, with_query
from tests.auth.person import Person, logged, loopback_of

from howdah import ActivityPubError, Client, NetworkError, ServerError, UnexpectedAnswerError
from howdah.auth import Account, CredentialStore, async_login
from howdah.core import oauth_errors
from howdah.core.oauth_errors import (
    AccessDeniedError,
    AuthorizationError,
    ExpiredCodeError,
    ForeignEndpointError,
    InvalidClientError,
    InvalidCodeError,
    LoginTimeoutError,
    NotAServerError,
    ScopeRefusedError,
    StateMismatchError,
)

pytestmark = pytest.mark.anyio
LogIn = Callable[..., Awaitable[Account]]


async def test_a_person_logs_in(log_in: LogIn, strict_server: StrictServer, store: CredentialStore) -> None:
    person = Person()
    account = await log_in(strict_server.base_url, open_browser=person)
    assert account.handle == f"alice@{strict_server.host}"
    assert account.scopes == ("read",)
    assert account.expires_at is None
    assert "You are logged in" in person.join().page
    assert account.handle in person.page
    assert store.account(account.handle) == account
    with Client.from_account(account.handle, store=store) as client:
        assert client.verify_credentials().username == "alice"


async def test_the_page_is_asked_for_with_pkce_and_a_state(log_in: LogIn, strict_server: StrictServer) -> None:
    person = Person()
    await log_in(strict_server.base_url, open_browser=person, scopes="read write:statuses", language="de")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(person.join().opened[0]).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 32
    assert asked["scope"] == "read write:statuses"
    assert asked["lang"] == "de"
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/howdah/login", asked["redirect_uri"])


async def test_each_login_has_a_state_and_a_verifier_of_its_own(log_in: LogIn, strict_server: StrictServer) -> None:
    first, second = Person(), Person()
    for person in (first, second):
        await log_in(strict_server.base_url, open_browser=person)
    queries = [parse_qs(urlsplit(person.opened[0]).query) for person in (first, second)]
    assert queries[0]["state"] != queries[1]["state"]
    assert queries[0]["code_challenge"] != queries[1]["code_challenge"]


async def test_the_application_is_registered_once(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore
) -> None:
    await log_in(strict_server.base_url, open_browser=Person())
    await log_in(
        strict_server.base_url, open_browser=Person({"username": "bob", "password": PASSWORD, "decision": "allow"})
    )
    assert len(strict_server.apps) == 1
    assert [account.handle.partition("@")[0] for account in store.accounts()] == ["alice", "bob"]


@pytest.mark.parametrize("software", ["mastodon", "snac", "something-new"])
async def test_an_application_that_the_server_forgot_is_registered_again(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore, software: str
) -> None:
    strict_server.software = software
    await log_in(strict_server.base_url, open_browser=Person())
    await log_in(strict_server.base_url, open_browser=Person())
    assert len(strict_server.apps) == 1
    strict_server.apps.clear()
    account = await log_in(strict_server.base_url, open_browser=Person())
    assert len(strict_server.apps) == 1
    assert account.client_id in strict_server.apps
    assert store.app(strict_server.base_url).client_id == account.client_id  # type: ignore[union-attr]


async def test_an_application_that_is_forgotten_meanwhile_is_registered_anew_next_time(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore
) -> None:
    def forget() -> str:
        strict_server.apps.clear()
        return "some-code"

    with pytest.raises(InvalidClientError):
        await log_in(strict_server.base_url, redirect="oob", ask_code=forget)
    assert store.app(strict_server.base_url) is None
    account = await log_in(strict_server.base_url, open_browser=Person())
    assert store.accounts() == [account]


@pytest.mark.parametrize(
    ("said", "kind", "remembered"),
    [
        ({"error": "invalid_client"}, InvalidClientError, False),
        ({"error": "server_error", "error_description": "<b>oops</b>"}, AuthorizationError, True),
        ({"error": "access_denied"}, AccessDeniedError, True),
        ({}, AuthorizationError, True),
        ({"code": ""}, AuthorizationError, True),
    ],
)
async def test_the_server_sends_the_browser_back_without_a_code(
    log_in: LogIn,
    strict_server: StrictServer,
    store: CredentialStore,
    said: dict[str, str],
    kind: type[AuthorizationError],
    remembered: bool,
) -> None:
    def sent_back(url: str) -> str:
        state = parse_qs(urlsplit(url).query)["state"][0]
        return f"{loopback_of(url)}?{urlencode({**said, 'state': state})}"

    person = Person(detour=sent_back)
    with pytest.raises(kind) as raised:
        await log_in(strict_server.base_url, open_browser=person)
    assert type(raised.value) is kind
    assert "You are not logged in" in person.join().page
    assert "<b>" not in person.pages[-1][1]
    assert (store.app(strict_server.base_url) is not None) is remembered
    assert store.accounts() == []


async def test_more_scopes_need_another_registration(log_in: LogIn, strict_server: StrictServer) -> None:
    await log_in(strict_server.base_url, open_browser=Person())
    account = await log_in(strict_server.base_url, open_browser=Person(), scopes=["write"])
    assert account.scopes == ("write", "read:accounts"), "it has to be found out whose the token is"
    await log_in(strict_server.base_url, open_browser=Person(), scopes=["read:statuses"])
    assert [app.scopes for app in strict_server.apps.values()] == [["read"], ["read", "write", "read:accounts"]]


async def test_a_port_that_is_taken_is_left_alone(log_in: LogIn, strict_server: StrictServer) -> None:
    from howdah.auth.loopback import PORTS, Loopback

    with Loopback([], "", "") as other:
        assert other.port not in PORTS
    taken = [socket.create_server(("127.0.0.1", port)) for port in PORTS[:2]]
    try:
        person = Person()
        await log_in(strict_server.base_url, open_browser=person)
    finally:
        for listener in taken:
            listener.close()
    assert urlsplit(loopback_of(person.opened[0])).port in PORTS[2:]


async def test_a_port_of_no_registration_is_registered(
    log_in: LogIn, strict_server: StrictServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await log_in(strict_server.base_url, open_browser=Person())
    monkeypatch.setattr("howdah.auth.loopback._port_of", lambda uri: None)
    person = Person()
    await log_in(strict_server.base_url, open_browser=person)
    assert len(strict_server.apps) == 2
    assert loopback_of(person.opened[0]) in [*strict_server.apps.values()][1].redirect_uris


# Without a browser


async def test_a_code_is_pasted(log_in: LogIn, strict_server: StrictServer, store: CredentialStore) -> None:
    told: list[str] = []

    def ask() -> str:
        person = Person()
        person(told[0].removeprefix("Log in at: "))
        return f"  {person.join().page}\n"

    account = await log_in(strict_server.base_url, redirect="oob", tell=told.append, ask_code=ask)
    assert store.account(account.handle) == account
    assert parse_qs(urlsplit(told[0]).query)["redirect_uri"] == [OOB]


@pytest.mark.parametrize("pasted", ["", "   ", "two words", "a\x00b"])
async def test_what_is_no_code_is_not_sent(log_in: LogIn, strict_server: StrictServer, pasted: str) -> None:
    with pytest.raises(InvalidCodeError, match="no code"):
        await log_in(strict_server.base_url, redirect="oob", ask_code=lambda: pasted)
    assert strict_server.posted("/oauth/token") == []


async def test_a_wrong_code_is_refused(log_in: LogIn, strict_server: StrictServer, store: CredentialStore) -> None:
    with pytest.raises(InvalidCodeError) as refused:
        await log_in(strict_server.base_url, redirect="oob", ask_code=lambda: "wr0ng-c0de")
    assert type(refused.value) is InvalidCodeError
    assert refused.value.error == "invalid_grant"
    assert "wr0ng-c0de" not in str(refused.value)
    assert store.accounts() == []


async def test_an_old_code_is_said_to_be_old(
    log_in: LogIn, strict_server: StrictServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict_server.life = 0.0
    monkeypatch.setattr("howdah.auth.steps.LONGEST_LIFE", 0.0)
    person = Person()
    with pytest.raises(ExpiredCodeError, match="begin again"):
        await log_in(strict_server.base_url, open_browser=person)
    assert "You are not logged in" in person.join().page


# What can go wrong


async def test_a_person_says_no(log_in: LogIn, strict_server: StrictServer, store: CredentialStore) -> None:
    person = Person({"decision": "deny"})
    with pytest.raises(AccessDeniedError, match="you said no"):
        await log_in(strict_server.base_url, open_browser=person)
    assert "You said no" in person.join().page
    assert store.accounts() == []


async def test_nobody_comes_back(log_in: LogIn, strict_server: StrictServer, store: CredentialStore) -> None:
    with pytest.raises(LoginTimeoutError):
        await log_in(strict_server.base_url, open_browser=lambda url: False, wait=0.01)
    assert store.accounts() == []


async def test_scopes_that_the_server_does_not_know_are_refused(log_in: LogIn, strict_server: StrictServer) -> None:
    with pytest.raises(ScopeRefusedError, match="admin:write"):
        await log_in(strict_server.base_url, scopes="admin:write", open_browser=Person())


async def test_scopes_that_the_page_refuses_are_refused(log_in: LogIn, strict_server: StrictServer) -> None:
    def narrowed(url: str) -> str:
        return with_query(url, scope="read nonsense")

    with pytest.raises(ScopeRefusedError):
        await log_in(strict_server.base_url, open_browser=Person(detour=narrowed))


async def test_a_token_that_allows_less_is_given_back(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore
) -> None:
    strict_server.grants = ("read",)
    person = Person()
    with pytest.raises(ScopeRefusedError, match="missing: write:statuses") as refused:
        await log_in(strict_server.base_url, scopes="read write:statuses", open_browser=person)
    assert refused.value.missing == ("write:statuses",)
    assert "write:statuses" in person.join().page
    assert store.accounts() == []
    assert strict_server.tokens == {}


async def test_a_broader_scope_covers_a_finer_one(log_in: LogIn, strict_server: StrictServer) -> None:
    strict_server.grants = ("read",)
    account = await log_in(strict_server.base_url, scopes="read:accounts read", open_browser=Person())
    assert account.scopes == ("read",)


async def test_a_server_without_metadata_is_logged_in_at(log_in: LogIn, strict_server: StrictServer) -> None:
    strict_server.metadata = None
    assert (await log_in(strict_server.base_url, open_browser=Person())).handle.startswith("alice@")


async def test_a_server_without_pkce_is_sent_none(log_in: LogIn, strict_server: StrictServer) -> None:
    strict_server.metadata = {"code_challenge_methods_supported": ["plain"]}
    person = Person()
    await log_in(strict_server.base_url, open_browser=person)
    assert "code_challenge" not in person.opened[0]


@pytest.mark.parametrize("kind", ["page of some kind", "nothing at all"])
async def test_what_is_no_server_is_called_so(log_in: LogIn, strict_server: StrictServer, kind: str) -> None:
    answer = Answer(200, "<!doctype html>Hello") if kind == "page of some kind" else Answer(404, {"error": "no"})
    strict_server.metadata = None
    strict_server.failing["/api/v1/apps"] = answer
    with pytest.raises(NotAServerError, match="does not speak the Mastodon client API"):
        await log_in(strict_server.base_url, open_browser=Person())


async def test_a_server_that_is_down_is_called_unreachable(log_in: LogIn) -> None:
    with pytest.raises(NetworkError, match=re.escape("127.0.0.1:9")):
        await log_in("http://127.0.0.1:9", open_browser=Person())


async def test_a_server_that_fails_says_so(log_in: LogIn, strict_server: StrictServer) -> None:
    strict_server.failing["/api/v1/accounts/verify_credentials"] = Answer(500, {"error": "oops"})
    person = Person()
    with pytest.raises(ServerError):
        await log_in(strict_server.base_url, open_browser=person)
    assert "You are not logged in" in person.join().page
    assert strict_server.tokens == {}


@pytest.mark.parametrize("says", ["alice@example.social", "a/b", "", "../x"])
async def test_a_server_speaks_for_its_own_people_only(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore, says: str
) -> None:
    strict_server.usernames["alice"] = says
    if says.startswith("alice"):
        assert (await log_in(strict_server.base_url, open_browser=Person())).handle == f"alice@{strict_server.host}"
        return
    with pytest.raises(UnexpectedAnswerError, match="whose account"):
        await log_in(strict_server.base_url, open_browser=Person())
    assert store.accounts() == []
    assert strict_server.tokens == {}


@pytest.mark.parametrize("body", ["<html>s3cret-t0ken</html>", {"token_type": "Bearer"}, {"access_token": 1234567}, []])
async def test_an_answer_without_a_token_is_not_shown(log_in: LogIn, strict_server: StrictServer, body: Any) -> None:
    strict_server.failing["/oauth/token"] = Answer(200, body)
    with pytest.raises(UnexpectedAnswerError, match="holds no token") as raised:
        await log_in(strict_server.base_url, redirect="oob", ask_code=lambda: "x")
    assert "s3cret" not in f"{raised.value!r} {vars(raised.value)}"
    assert "1234567" not in f"{raised.value!r} {vars(raised.value)}"


async def test_giving_up_frees_the_port(strict_server: StrictServer, store: CredentialStore) -> None:
    opened: list[str] = []
    token = anyio.lowlevel.current_token()
    with anyio.move_on_after(10) as scope:

        def give_up(url: str) -> None:
            opened.append(url)
            anyio.from_thread.run_sync(scope.cancel, token=token)

        await async_login(strict_server.base_url, store=store, open_browser=give_up, tell=lambda text: None)
    assert scope.cancelled_caught
    with socket.socket() as visitor, pytest.raises(ConnectionRefusedError):
        visitor.connect(("127.0.0.1", urlsplit(loopback_of(opened[0])).port))


# Attacks


async def test_a_forged_state_is_turned_away(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    forged: list[httpx2.Response] = []
    person = Person()

    def attacked(url: str) -> bool:
        app = next(iter(strict_server.apps.values()))
        code = strict_server.code_for(app, loopback_of(url), "bob")
        query = {"code": code, "state": "forged"}
        forged.append(httpx2.get(loopback_of(url), params=query, trust_env=False))
        return person(url)

    account = await log_in(strict_server.base_url, open_browser=attacked)
    assert account.handle.startswith("alice@")
    assert forged[0].status_code == 400
    assert "belongs to no login" in forged[0].text
    assert all(asked.form["code"] not in logged(caplog) for asked in strict_server.posted("/oauth/token"))


@pytest.mark.parametrize("query", [{"state": "forged", "code": "x"}, {"code": "x"}, {"state": "", "error": "no"}])
async def test_a_forged_answer_alone_is_no_login(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore, query: dict[str, str]
) -> None:
    def attacked(url: str) -> None:
        httpx2.get(loopback_of(url), params=query, trust_env=False)

    with pytest.raises(StateMismatchError):
        await log_in(strict_server.base_url, open_browser=attacked, wait=0.05)
    assert strict_server.posted("/oauth/token") == []
    assert store.accounts() == []


async def test_two_states_at_once_are_none(log_in: LogIn, strict_server: StrictServer) -> None:
    def attacked(url: str) -> None:
        state = parse_qs(urlsplit(url).query)["state"][0]
        httpx2.get(f"{loopback_of(url)}?code=x&state={state}&state=forged", trust_env=False)

    with pytest.raises(StateMismatchError):
        await log_in(strict_server.base_url, open_browser=attacked, wait=0.05)


async def test_a_pasted_address_has_to_have_the_state(log_in: LogIn, strict_server: StrictServer) -> None:
    with pytest.raises(StateMismatchError):
        await log_in(
            strict_server.base_url, redirect="oob", ask_code=lambda: "http://127.0.0.1:1/howdah/login?code=x&state=y"
        )
    assert strict_server.posted("/oauth/token") == []


async def test_a_second_visit_is_turned_away(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore
) -> None:
    person, seconds, original = Person(), [], strict_server._who

    def seen_to(asked: Any) -> Answer:
        seconds.append(httpx2.get(person.last_url, trust_env=False))
        return original(asked)

    strict_server._who = seen_to  # type: ignore[method-assign]
    account = await log_in(strict_server.base_url, open_browser=person)
    assert [second.status_code for second in seconds] == [400]
    assert "You are logged in" in person.join().page
    assert [stored.handle for stored in store.accounts()] == [account.handle]
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(person.last_url, trust_env=False)


async def test_the_port_answers_to_its_own_name_only(log_in: LogIn, strict_server: StrictServer) -> None:
    person, seen = Person(), []

    def attacked(url: str) -> bool:
        for path, host in ((loopback_of(url), "evil.example"), (loopback_of(url) + "/x", None), ("/favicon.ico", None)):
            where = path if "://" in path else loopback_of(url).partition("/howdah")[0] + path
            query = {"code": "x", "state": parse_qs(urlsplit(url).query)["state"][0]}
            seen.append(httpx2.get(where, params=query, headers={"host": host} if host else {}, trust_env=False))
        seen.append(httpx2.post(loopback_of(url), trust_env=False))
        return person(url)

    await log_in(strict_server.base_url, open_browser=attacked)
    assert [reply.status_code for reply in seen] == [404, 404, 404, 501]


async def test_a_code_for_another_client_is_refused(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    other = strict_server.register()
    code = strict_server.code_for(other, OOB, "bob")
    with pytest.raises(InvalidCodeError) as refused:
        await log_in(strict_server.base_url, redirect="oob", ask_code=lambda: code)
    assert store.accounts() == []
    assert strict_server.tokens == {}
    assert code not in logged(caplog) + repr(refused.value) + repr(vars(refused.value))


async def test_a_code_that_was_asked_for_elsewhere_is_refused(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore
) -> None:
    def injected(url: str) -> None:
        app = next(iter(strict_server.apps.values()))
        query = {
            "code": strict_server.code_for(app, loopback_of(url), "bob"),
            "state": parse_qs(urlsplit(url).query)["state"][0],
        }

        threading.Thread(
            target=httpx2.get, args=(loopback_of(url),), kwargs={"params": query, "trust_env": False}
        ).start()

    with pytest.raises((InvalidCodeError, AuthorizationError)):
        await log_in(strict_server.base_url, open_browser=injected)
    assert store.accounts() == []
    assert strict_server.tokens == {}


async def test_a_redirect_uri_on_another_host_is_refused_by_the_server(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore
) -> None:
    person = Person(detour=lambda url: with_query(url, redirect_uri="http://evil.example/howdah/login"))
    with pytest.raises(LoginTimeoutError):
        await log_in(strict_server.base_url, open_browser=person, wait=0.3)
    assert [status for status, _ in person.join().pages] == [400]
    assert strict_server.codes == {}
    assert store.accounts() == []


@pytest.mark.parametrize("name", ["issuer", "authorization_endpoint", "token_endpoint", "revocation_endpoint"])
@pytest.mark.parametrize(
    "where", ["https://evil.example/oauth", "//evil.example/x", "http://127.0.0.1.evil.example/", 7]
)
async def test_metadata_that_leads_elsewhere_is_refused(
    log_in: LogIn, strict_server: StrictServer, store: CredentialStore, name: str, where: Any
) -> None:
    strict_server.metadata = {name: where}
    person = Person()
    with pytest.raises(ForeignEndpointError, match=name):
        await log_in(strict_server.base_url, open_browser=person)
    assert person.opened == []
    assert strict_server.apps == {}
    assert store.accounts() == []


async def test_no_secret_is_in_logs_errors_or_what_is_told(
    log_in: LogIn, strict_server: StrictServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    account = await log_in(strict_server.base_url, open_browser=Person(), tell=told.append)
    posted = strict_server.posted("/oauth/token")[-1].form
    secrets = [account.access_token, account.client_secret, posted["code"], posted["code_verifier"]]
    said = logged(caplog) + " ".join(told) + repr(account)
    assert [secret for secret in secrets if secret in said] == []


async def test_a_server_that_sends_secrets_back_gives_none_away(
    log_in: LogIn, strict_server: StrictServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def echo(asked: Any) -> Answer:
        return Answer(500, {"error": str(asked.form), "error_description": str(asked.form)})

    strict_server._token = echo  # type: ignore[method-assign]
    with pytest.raises(ActivityPubError) as raised:
        await log_in(strict_server.base_url, redirect="oob", ask_code=lambda: "s3cret-c0de")
    form = strict_server.posted("/oauth/token")[0].form
    secrets = [form["code"], form["client_secret"], form["code_verifier"]]
    said = logged(caplog) + str(raised.value) + repr(vars(raised.value))
    assert [secret for secret in secrets if secret in said] == []


def test_every_error_is_below_the_one_root() -> None:
    kinds = [kind for name, kind in vars(oauth_errors).items() if name.endswith("Error")]
    assert len(kinds) > 10
    assert all(issubclass(kind, ActivityPubError) for kind in kinds)
