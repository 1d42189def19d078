"""Tokens that expire are renewed while they are used, once, and kept."""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.auth.test_credentials import ALICE, BOB
from tests.core.conversation import StillClock, converse, make_session, reply

import howdah
from howdah import AsyncClient, Client
from howdah.auth import Account, CredentialStore
from howdah.auth.renewal import Renewal
from howdah.core.flow import Do, Flow, Send, Sleep
from howdah.core.oauth_errors import RefreshRefusedError
from howdah.core.wire import Request
from howdah.testing import FakeServer
from howdah.testing.transports import AsyncFakeTransport, FakeTransport

NEW = {
    "access_token": "newer-token",
    "token_type": "Bearer",
    "scope": "read",
    "refresh_token": "newer-refresh",
    "expires_in": 3600,
}
HOME = "/api/v1/timelines/home"
SECRETS = ("alices-token", "alices-refresh", "an-apps-secret", "newer-token", "newer-refresh")


@pytest.fixture
def fake() -> FakeServer:
    fake = FakeServer("https://example.social")
    fake.on("GET", HOME).reply(json=[], times=100)
    return fake


@pytest.fixture
def account(fake: FakeServer) -> Account:
    return replace(ALICE, expires_at=fake.clock.now + timedelta(hours=1))


@pytest.fixture
def store(tmp_path: Path, account: Account) -> CredentialStore:
    store = CredentialStore(tmp_path / "howdah")
    store.save_account(account)
    return store


def opened(kind: type[Client | AsyncClient], fake: FakeServer, store: CredentialStore) -> Any:
    client = kind.from_account(store=store)
    client.transport = FakeTransport(fake) if isinstance(client, Client) else AsyncFakeTransport(fake)
    client.session.clock = fake.clock
    client.session.limiter.clock = fake.clock
    return client


async def ask(client: Any) -> Any:
    answer = client.get_home_timeline()
    return answer if isinstance(client, Client) else await answer


pytestmark = pytest.mark.anyio
KINDS = pytest.mark.parametrize("kind", [Client, AsyncClient])


@KINDS
async def test_a_token_is_used_as_long_as_it_lasts(kind: Any, fake: FakeServer, store: CredentialStore) -> None:
    client = opened(kind, fake, store)
    await ask(client)
    fake.clock.advance(3500)
    await ask(client)
    assert [request.headers["authorization"] for request in fake.requests] == ["Bearer alices-token"] * 2


@KINDS
async def test_it_is_renewed_before_it_ends_and_the_new_one_kept(
    kind: Any, fake: FakeServer, store: CredentialStore, account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fake.on("POST", "/oauth/token").reply(json=NEW)
    client = opened(kind, fake, store)
    fake.clock.advance(3550)
    await ask(client)
    await ask(client)
    asked, *used = fake.requests
    assert asked.form == {
        "grant_type": "refresh_token",
        "refresh_token": "alices-refresh",
        "client_id": "an-id",
        "client_secret": "an-apps-secret",
    }
    assert "authorization" not in asked.headers
    assert [request.headers["authorization"] for request in used] == ["Bearer newer-token"] * 2
    kept = store.account()
    assert kept == replace(
        account,
        access_token="newer-token",
        refresh_token="newer-refresh",
        scopes=("read",),
        expires_at=fake.clock.now + timedelta(hours=1),
    )
    assert not any(secret in caplog.text + repr(client) + repr(client.session) for secret in SECRETS)
    fake.on("POST", "/oauth/token").reply(json={**NEW, "access_token": "newest-token"})
    fake.clock.advance(3550)
    await ask(client)
    assert fake.requests[-2].form["refresh_token"] == "newer-refresh"
    assert store.account().access_token == "newest-token"


@KINDS
async def test_a_refresh_token_that_is_not_replaced_stays(
    kind: Any, fake: FakeServer, store: CredentialStore, account: Account
) -> None:
    fake.on("POST", "/oauth/token").reply(json={"access_token": "newer-token", "token_type": "Bearer"})
    client = opened(kind, fake, store)
    fake.clock.advance(7200)
    await ask(client)
    assert store.account() == replace(account, access_token="newer-token", expires_at=None)
    fake.clock.advance(1e7)
    await ask(client)
    assert len(fake.requests) == 3, "one that does not say when it ends does not end"


@KINDS
async def test_a_refusal_says_so_and_keeps_what_is_stored(
    kind: Any, fake: FakeServer, store: CredentialStore, account: Account
) -> None:
    fake.on("POST", "/oauth/token").reply(
        status=400, json={"error": "invalid_grant", "error_description": "alices-refresh"}, times=9
    )
    client = opened(kind, fake, store)
    fake.clock.advance(7200)
    with pytest.raises(RefreshRefusedError, match="log in again") as caught:
        await ask(client)
    assert not any(secret in f"{caught.value!r} {caught.value.__context__!r}" for secret in SECRETS)
    assert [request.path for request in fake.requests] == ["/oauth/token"]
    assert store.account() == account
    with pytest.raises(RefreshRefusedError):
        await ask(client)


@KINDS
async def test_a_lost_answer_is_a_network_error(kind: Any, fake: FakeServer, store: CredentialStore) -> None:
    fake.on("POST", "/oauth/token").fail(times=9)
    client = opened(kind, fake, store)
    fake.clock.advance(7200)
    with pytest.raises(howdah.NetworkError):
        await ask(client)
    assert len(fake.requests) == 1, "what works once is not sent twice"


@KINDS
async def test_what_cannot_be_stored_is_used_all_the_same(
    kind: Any,
    fake: FakeServer,
    store: CredentialStore,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    fake.on("POST", "/oauth/token").reply(json=NEW)
    client = opened(kind, fake, store)
    fake.clock.advance(7200)
    monkeypatch.setattr(os, "replace", fail)
    await ask(client)
    await ask(client)
    assert fake.requests[-1].headers["authorization"] == "Bearer newer-token"
    assert "could not be stored" in caplog.text
    assert not any(secret in caplog.text for secret in SECRETS)


def test_an_account_whose_token_does_not_expire_costs_nothing(store: CredentialStore) -> None:
    store.save_account(BOB)
    assert Client.from_account(BOB.handle, store=store).session.renew is None
    assert Client.from_account(store=store).session.renew is not None


# Many at once, by hand


class Caller:
    """A call that waits for its token."""

    def __init__(self, renewal: Renewal) -> None:
        self.request = Request("GET", "https://example.social" + HOME, {"authorization": "Bearer alices-token"})
        self.flow: Flow[None] = renewal(self.request)
        self.effect: Any = None
        self.done = False

    def go_on(self, answer: Any = None) -> None:
        try:
            self.effect = self.flow.send(answer)
            while isinstance(self.effect, Do):
                self.effect = self._done(self.effect)
        except StopIteration:
            self.done = True

    def _done(self, effect: Do) -> Any:
        try:
            answer = effect.work()
        except Exception as error:
            return self.flow.throw(error)
        return self.flow.send(answer)


@pytest.fixture
def clock(account: Account) -> StillClock:
    assert account.expires_at is not None
    return StillClock(account.expires_at.timestamp() + 1)


def test_many_calls_at_once_renew_it_once(clock: StillClock, account: Account, store: CredentialStore) -> None:
    renewal = Renewal(make_session(clock), account, store)
    first, second = Caller(renewal), Caller(renewal)
    first.go_on()
    second.go_on()
    assert isinstance(first.effect, Send)
    assert isinstance(second.effect, Sleep)
    second.go_on()
    assert isinstance(second.effect, Sleep), "as long as it takes"
    first.go_on(reply(NEW))
    second.go_on()
    assert first.done
    assert second.done
    assert first.request.headers == second.request.headers == {"authorization": "Bearer newer-token"}


def test_a_call_that_is_given_up_lets_the_next_one_try(
    clock: StillClock, account: Account, store: CredentialStore
) -> None:
    renewal = Renewal(make_session(clock), account, store)
    first, second = Caller(renewal), Caller(renewal)
    first.go_on()
    second.go_on()
    first.flow.close()
    second.go_on()
    assert isinstance(second.effect, Send)
    second.go_on(reply(NEW))
    assert second.done


def test_what_another_process_has_stored_is_taken(clock: StillClock, account: Account, store: CredentialStore) -> None:
    ours, theirs = (Renewal(make_session(clock), account, store) for _ in range(2))
    converse(theirs(Caller(theirs).request), [reply(NEW)], clock)
    waiting = Caller(ours)
    waiting.go_on()
    assert waiting.done, "without asking"
    assert waiting.request.headers == {"authorization": "Bearer newer-token"}


def test_who_comes_second_takes_what_the_first_is_about_to_store(
    clock: StillClock, account: Account, store: CredentialStore
) -> None:
    ours, theirs = (Caller(Renewal(make_session(clock), account, store)) for _ in range(2))
    ours.go_on()
    theirs.go_on()
    ours.go_on(reply({"error": "invalid_grant"}, 400))
    assert isinstance(ours.effect, Sleep)
    theirs.go_on(reply(NEW))
    ours.go_on()
    assert ours.done
    assert ours.request.headers == {"authorization": "Bearer newer-token"}


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer another"}, {"authorization": "Basic x"}])
def test_a_request_that_carries_another_token_or_none_stays_as_it_is(
    clock: StillClock, account: Account, store: CredentialStore, headers: dict[str, str]
) -> None:
    caller = Caller(Renewal(make_session(clock), account, store))
    caller.request.headers = dict(headers)
    caller.go_on()
    assert caller.done
    assert caller.request.headers == headers


def test_no_waiting_for_ever_for_a_token_that_ends_at_once(
    clock: StillClock, account: Account, store: CredentialStore
) -> None:
    renewal = Renewal(make_session(clock), account, store)
    caller = Caller(renewal)
    caller.go_on()
    caller.go_on(reply({**NEW, "expires_in": 1}))
    assert caller.done
    assert caller.request.headers == {"authorization": "Bearer newer-token"}


@pytest.mark.parametrize("lasts", [None, 0, -1, 10**18])
def test_a_lifetime_that_cannot_be_is_none(
    clock: StillClock, account: Account, store: CredentialStore, lasts: int | None
) -> None:
    caller = Caller(Renewal(make_session(clock), account, store))
    caller.go_on()
    caller.go_on(reply({**NEW, "expires_in": lasts}))
    assert caller.done
    assert store.account().expires_at is None
