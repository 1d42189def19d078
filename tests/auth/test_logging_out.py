"""Logging out voids all that acts for an account, and what still runs does not bring it back."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.auth.test_credentials import ALICE, BOB
from tests.auth.test_renewal import NEW, Caller
from tests.core.conversation import StillClock, converse, make_session, reply

from howdah import ForeignEndpointError, UnknownAccountError
from howdah.auth import CredentialStore
from howdah.auth.renewal import Renewal
from howdah.auth.revoking import revoke_account
from howdah.core.flow import Send
from howdah.core.wire import Request


@pytest.fixture
def store(tmp_path: Path) -> CredentialStore:
    return CredentialStore(tmp_path / "howdah")


@pytest.fixture
def clock() -> StillClock:
    assert ALICE.expires_at is not None
    return StillClock(ALICE.expires_at.timestamp() + 1)


def sent(request: Request) -> str:
    assert isinstance(request.body, bytes)
    return f"{request.url} {request.body.decode()}"


def test_both_tokens_are_voided_where_the_server_says(clock: StillClock) -> None:
    session = make_session(clock)
    metadata = reply({"revocation_endpoint": "https://example.social/give/up"})
    _, said = converse(revoke_account(session, ALICE), [metadata, reply({}), reply({})], clock)
    first, second = (sent(request) for request in said.requests[1:])
    assert first.startswith("https://example.social/give/up ")
    assert f"&token={ALICE.access_token}" in first
    assert f"&token={ALICE.refresh_token}" in second
    assert not any(secret in session.redact(first + second) for secret in ("alices-token", "alices-refresh"))


@pytest.mark.parametrize("status", [404, 403, 200])
def test_they_are_voided_in_the_usual_place_otherwise(clock: StillClock, status: int) -> None:
    account = replace(ALICE, refresh_token=None)
    _, said = converse(revoke_account(make_session(clock), account), [reply({}, status), reply({})], clock)
    assert [sent(request).partition(" ")[0] for request in said.requests[1:]] == ["https://example.social/oauth/revoke"]


def test_they_are_sent_to_nobody_else(clock: StillClock) -> None:
    metadata = reply({"revocation_endpoint": "https://evil.example/oauth/revoke"})
    with pytest.raises(ForeignEndpointError):
        converse(revoke_account(make_session(clock), ALICE), [metadata], clock)


def test_an_account_that_was_forgotten_is_not_renewed(clock: StillClock, store: CredentialStore) -> None:
    renewal = Renewal(make_session(clock), ALICE, store)
    for _ in range(2):
        with pytest.raises(UnknownAccountError, match="logged out of meanwhile"):
            Caller(renewal).go_on()


def test_an_account_that_is_forgotten_meanwhile_is_not_brought_back(clock: StillClock, store: CredentialStore) -> None:
    store.save_account(ALICE)
    renewal = Renewal(make_session(clock), ALICE, store)
    caller = Caller(renewal)
    caller.go_on()
    store.forget_account(ALICE.handle)
    caller.go_on(reply(NEW))
    asked: list[str] = []
    with pytest.raises(UnknownAccountError, match="logged out of meanwhile"):
        while isinstance(caller.effect, Send):
            asked.append(f"{caller.effect.request.url} {caller.effect.request.body!r}")
            caller.go_on(reply({}, 404 if "well-known" in asked[-1] else 200))
    assert store.accounts() == []
    assert "token=newer-token" in asked[1]
    assert "token=newer-refresh" in asked[2]


def test_only_what_is_stored_is_updated(store: CredentialStore) -> None:
    with pytest.raises(UnknownAccountError):
        store.update_account(ALICE)
    assert store.accounts() == []
    store.save_account(ALICE)
    store.update_account(replace(ALICE, access_token="newer"))
    assert store.account() == replace(ALICE, access_token="newer")


def test_a_damaged_account_is_told_of_and_spoils_nothing_else(store: CredentialStore) -> None:

    for account in (ALICE, BOB):
        store.save_account(account)
    for damage in ("scribble", {"handle": ALICE.handle, "access_token": 7}):
        document: dict[str, Any] = json.loads(store.path.read_bytes())
        document["accounts"][ALICE.handle] = damage
        store.path.write_text(json.dumps(document))
        alice, bob = store.known_accounts()
        assert (alice.handle, bob.handle, bob.problem) == (ALICE.handle, BOB.handle, None)
        assert "damaged" in (alice.problem or "")
        assert store.account(BOB.handle) == BOB
        assert store.holds_token(BOB.access_token)
        with pytest.raises(Exception, match="damaged"):
            store.account(ALICE.handle)
    store.save_account(replace(ALICE, access_token="newer"))
    assert [known.problem for known in store.known_accounts()] == [None, None]
    store.forget_account(ALICE.handle)
    assert store.accounts() == [BOB]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_no_store(store: CredentialStore) -> None:

    store.path.parent.mkdir(mode=0o700)
    os.mkfifo(store.path, 0o600)
    with pytest.raises(ValueError, match="is not a file"):
        store.accounts()


def test_a_version_is_a_number(store: CredentialStore) -> None:
    store.save_account(ALICE)
    store.path.write_text(store.path.read_text().replace('"version": 1', '"version": true'))
    with pytest.raises(ValueError, match="damaged"):
        store.accounts()


def test_nobody_follows_a_default_that_leaves(store: CredentialStore) -> None:
    for account in (ALICE, BOB):
        store.save_account(account)
    store.forget_account(ALICE.handle)
    with pytest.raises(UnknownAccountError, match=r"--default bob@other\.example"):
        store.account()
    assert [known.default for known in store.known_accounts()] == [False]
