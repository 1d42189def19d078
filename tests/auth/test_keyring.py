"""Secrets in the system's keyring, and the rest in the file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import pytest
from tests.auth.test_credentials import ALICE, APP, BOB, WORDS

from howdah.auth import CredentialStore, private_file
from howdah.core.errors import CredentialsError


class Memory(keyring.backend.KeyringBackend):
    """A keyring that lasts as long as its test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Locked(Memory):
    """A keyring that its owner does not unlock, and that says too much about it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError(f"locked: {self.kept}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError(f"locked; cannot store {password}")


@pytest.fixture
def memory() -> Iterator[Memory]:
    before = keyring.get_keyring()
    memory = Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def store(memory: Memory, tmp_path: Any) -> CredentialStore:
    return CredentialStore(tmp_path / "howdah", keyring=True)


def test_secrets_are_there_and_the_rest_in_the_file(store: CredentialStore, memory: Memory) -> None:
    store.save_account(ALICE)
    store.save_app(APP)
    text = store.path.read_text()
    assert not any(word in text for word in WORDS)
    assert ALICE.handle in text
    assert [json.loads(kept) for kept in memory.kept.values()] == [
        {"access_token": "alices-token", "refresh_token": "alices-refresh", "client_secret": "an-apps-secret"},
        {"client_secret": "an-apps-secret"},
    ]
    assert {service for service, _ in memory.kept} == {"howdah"}
    assert store.accounts() == [ALICE]
    assert store.app("example.social") == APP
    assert [account.in_keyring for account in store.known_accounts()] == [True]


def test_what_is_in_it_is_found_without_saying_so_again(store: CredentialStore) -> None:
    store.save_account(ALICE)
    again = CredentialStore(store.path.parent)
    assert again.account() == ALICE
    again.save_account(replace(ALICE, access_token="newer"))
    again.save_account(BOB)
    assert [account.in_keyring for account in again.known_accounts()] == [True, False], (
        "each where it was, or in the file"
    )
    assert again.accounts() == [replace(ALICE, access_token="newer"), BOB]


def test_the_environment_chooses(memory: Memory, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOWDAH_KEYRING", "1")
    CredentialStore(tmp_path / "howdah").save_account(ALICE)
    assert len(memory.kept) == 1
    CredentialStore(tmp_path / "howdah", keyring=False).save_account(BOB)
    assert len(memory.kept) == 1
    monkeypatch.setenv("HOWDAH_KEYRING", "0")
    assert CredentialStore(tmp_path / "howdah").accounts() == [ALICE, BOB]


def test_nothing_old_stays_in_it(store: CredentialStore, memory: Memory) -> None:
    for _ in range(3):
        store.save_account(ALICE)
    store.save_app(APP)
    assert len(memory.kept) == 2
    CredentialStore(store.path.parent, keyring=False).save_account(ALICE)
    store.forget_app(APP.instance)
    assert memory.kept == {}
    assert store.accounts() == [ALICE], "in the file now"
    store.save_account(ALICE)
    store.forget_account(ALICE.handle)
    assert memory.kept == {}


def test_whoever_reads_while_it_is_written_sees_one_state(
    store: CredentialStore, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save_account(ALICE)
    newer = replace(ALICE, access_token="newer")
    look_up = Memory.get_password

    def get_password(self: Memory, service: str, username: str) -> str | None:
        monkeypatch.setattr(Memory, "get_password", look_up)
        store.save_account(newer)
        return look_up(self, service, username)

    for look in (store.account, lambda: store.accounts()[0]):
        monkeypatch.setattr(Memory, "get_password", get_password)
        assert look() == newer


def test_two_stores_do_not_get_in_each_others_way(store: CredentialStore, memory: Memory, tmp_path: Any) -> None:
    other = CredentialStore(tmp_path / "other", keyring=True)
    store.save_account(ALICE)
    other.save_account(ALICE)
    other.forget_account(ALICE.handle)
    assert store.accounts() == [ALICE]


def test_a_failure_to_write_the_file_leaves_both_as_they_were(
    store: CredentialStore, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save_account(ALICE)
    before = dict(memory.kept)

    def fail(*_: Any) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        with pytest.raises(CredentialsError):
            store.save_account(BOB)
    assert memory.kept == before
    assert store.accounts() == [ALICE]


def test_a_crash_after_the_file_is_written_has_lost_nothing(
    store: CredentialStore, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save_account(ALICE)

    def crash(_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(private_file, "_settle", crash)
        with pytest.raises(KeyboardInterrupt):
            store.save_account(replace(ALICE, access_token="newer"))
    assert store.account() == replace(ALICE, access_token="newer")


@pytest.mark.parametrize(
    ("backend", "why"),
    [
        (keyring.backends.fail.Keyring(), r"cannot be used \(NoKeyringError\)"),
        (keyring.backends.null.Keyring(), "does not keep"),
        (Locked(), r"cannot be used \(OSError\)"),
    ],
)
def test_one_that_keeps_nothing_is_an_error_and_no_secret_goes_elsewhere(
    store: CredentialStore, backend: Any, why: str
) -> None:
    keyring.set_keyring(backend)
    with pytest.raises(CredentialsError, match=why) as caught:
        store.save_account(ALICE)
    assert not any(word in f"{caught.value!r} {caught.value.__cause__!r}" for word in WORDS)
    assert not store.path.exists()


def test_secrets_that_are_gone_or_damaged_are_said_to_be(store: CredentialStore, memory: Memory) -> None:
    store.save_account(ALICE)
    (key,) = memory.kept
    memory.kept[key] = "alices-token"
    with pytest.raises(CredentialsError, match="damaged") as caught:
        store.account()
    assert "alices-token" not in str(caught.value)
    memory.kept.clear()
    with pytest.raises(CredentialsError, match="nothing under"):
        store.account()
    assert [account.handle for account in store.known_accounts()] == [ALICE.handle]
    store.forget_account(ALICE.handle)
    assert store.known_accounts() == []


def test_old_secrets_that_cannot_be_removed_are_told_of(
    store: CredentialStore, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    store.save_account(ALICE)
    locked = Locked()
    keyring.set_keyring(locked)
    CredentialStore(store.path.parent, keyring=False).save_account(ALICE)
    assert "still in the keyring" in caplog.text
    assert not any(word in caplog.text for word in WORDS)
    assert store.account() == ALICE
