"""Clients made from a stored account or from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_type_hints

import pytest
from tests.auth.test_credentials import ALICE, BOB

from howdah import AsyncClient, Client
from howdah.auth import Account, CredentialStore
from howdah.core.errors import ConfigurationError, UnknownAccountError
from howdah.sandbox import Sandbox
from howdah.settings import ClientSettings

KINDS = pytest.mark.parametrize("kind", [Client, AsyncClient])
Kind = type[Client | AsyncClient]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CredentialStore:
    monkeypatch.setenv("HOWDAH_CONFIG_DIR", str(tmp_path / "howdah"))
    monkeypatch.delenv("HOWDAH_ACCOUNT", raising=False)
    store = CredentialStore()
    store.save_account(ALICE)
    store.save_account(BOB)
    return store


@KINDS
def test_from_an_account(store: CredentialStore, kind: Kind, tmp_path: Path) -> None:
    client = kind.from_account("bob@other.example", timeout=3.0, user_agent="mybot/1.0")
    assert type(client) is kind
    assert (client.instance, client.session.token, client.session.timeout) == (BOB.instance, "bobs-token", 3.0)
    assert client.session.headers["user-agent"].startswith("mybot/1.0")
    assert kind.from_account().session.token == "alices-token", "the default"
    elsewhere = CredentialStore(tmp_path / "elsewhere")
    with pytest.raises(UnknownAccountError, match="known: none"):
        kind.from_account("bob@other.example", store=elsewhere)
    elsewhere.save_account(BOB)
    assert kind.from_account(store=elsewhere).session.token == "bobs-token"


@KINDS
def test_an_unknown_account_names_the_known(store: CredentialStore, kind: Kind) -> None:
    with pytest.raises(UnknownAccountError, match=r"alice@example\.social, bob@other\.example"):
        kind.from_account("carol@example.social")


def test_a_subclass_gets_one_of_its_own(store: CredentialStore) -> None:
    class Bot(Client):
        pass

    assert isinstance(Bot.from_account(), Bot)


@KINDS
def test_from_the_environment(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOWDAH_SERVER", "example.social")
    monkeypatch.setenv("HOWDAH_TOKEN", " a-token\n")
    client = kind.from_env(strict=True)
    assert type(client) is kind
    assert (client.instance, client.session.token) == ("https://example.social", "a-token")
    assert "a-token" not in repr(client)


@KINDS
@pytest.mark.parametrize(
    ("server", "token", "missing"),
    [
        (None, "a-token", "HOWDAH_SERVER must"),
        ("example.social", None, "HOWDAH_TOKEN must"),
        ("example.social", " ", "HOWDAH_TOKEN must"),
        (None, None, "HOWDAH_SERVER and HOWDAH_TOKEN must"),
    ],
)
def test_a_missing_variable_is_named(
    kind: Kind, monkeypatch: pytest.MonkeyPatch, server: str | None, token: str | None, missing: str
) -> None:
    for name, value in (("HOWDAH_SERVER", server), ("HOWDAH_TOKEN", token)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=missing) as caught:
        kind.from_env()
    assert "a-token" not in str(caught.value)


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_a_setting_that_is_none_is_no_setting(store: CredentialStore, kind: Any) -> None:
    with pytest.raises(TypeError, match="timeuot"):
        kind.from_account(timeuot=3)


@KINDS
def test_the_settings_are_those_of_the_client(kind: Kind) -> None:
    own = get_type_hints(kind.__init__)
    assert get_type_hints(ClientSettings) == {
        name: own[name] for name in own if name not in ("instance", "access_token", "return")
    }


def test_the_sandbox_knows_who_it_is(howdah_sandbox: Sandbox, store: CredentialStore) -> None:
    handle = f"carol@{howdah_sandbox.base_url.removeprefix('http://')}"
    store.save_account(Account(handle, howdah_sandbox.base_url, howdah_sandbox.token_of("carol")))
    with Client.from_account(handle) as client:
        assert client.verify_credentials().username == "carol"
