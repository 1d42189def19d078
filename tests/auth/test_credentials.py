"""What programs see of stored accounts and applications."""

from __future__ import annotations

import copy
import json
import logging
import os
import pickle
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import howdah
from howdah.auth import Account, App, CredentialStore, UserSecret
from howdah.core.errors import (
    ConfigurationError,
    CredentialsError,
    ExposedCredentialsError,
    MissingExtraError,
    UnknownAccountError,
)

ALICE = Account(
    "alice@example.social",
    "https://example.social",
    "alices-token",
    scopes=("read", "write:statuses"),
    refresh_token="alices-refresh",
    expires_at=datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC),
    client_id="an-id",
    client_secret="an-apps-secret",
)
BOB = Account("bob@other.example", "https://other.example", "bobs-token")
CAROL = Account("carol@example.social", "https://example.social", "carols-token")
APP = App(
    "https://example.social",
    "an-id",
    "an-apps-secret",
    ("http://127.0.0.1/", "urn:ietf:wg:oauth:2.0:oob"),
    ("read", "write"),
    "a bot",
    "https://bot.example",
)
WORDS = ("alices-token", "alices-refresh", "an-apps-secret", "bobs-token", "carols-token")


@pytest.fixture
def store(tmp_path: Path) -> CredentialStore:
    return CredentialStore(tmp_path / "howdah")


def written(store: CredentialStore) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(store.path.read_text())
    return document


def rewrite(store: CredentialStore, document: Any) -> None:
    store.path.write_text(document if isinstance(document, str) else json.dumps(document))


class TestAccounts:
    def test_nothing_is_stored_at_first_and_nothing_is_made_by_looking(self, store: CredentialStore) -> None:
        assert store.accounts() == []
        assert store.known_accounts() == []
        assert store.app("example.social") is None
        assert not store.path.parent.exists()

    def test_come_back_as_they_were_saved_in_their_order(self, store: CredentialStore) -> None:
        for account in (BOB, ALICE, CAROL, replace(BOB, access_token="newer")):
            store.save_account(account)
        again = CredentialStore(store.path.parent)
        assert again.accounts() == [replace(BOB, access_token="newer"), ALICE, CAROL]
        assert again.account("alice@example.social") == ALICE

    @pytest.mark.parametrize("spelling", ["alice@example.social", "@Alice@EXAMPLE.social", " alice@example.social "])
    def test_are_found_however_the_handle_is_written(self, store: CredentialStore, spelling: str) -> None:
        store.save_account(ALICE)
        assert store.account(spelling) == ALICE
        store.forget_account(spelling)
        assert store.accounts() == []

    def test_an_unknown_one_is_an_error_that_names_the_known(self, store: CredentialStore) -> None:
        with pytest.raises(UnknownAccountError, match="known: none"):
            store.account("dora@example.social")
        store.save_account(ALICE)
        store.save_account(BOB)
        with pytest.raises(UnknownAccountError, match=r"'dora@.*known: alice@example\.social, bob@other") as caught:
            store.account("dora@example.social")
        assert caught.value.known == ("alice@example.social", "bob@other.example")
        assert isinstance(caught.value, howdah.ActivityPubError)
        assert pickle.loads(pickle.dumps(caught.value)).known == caught.value.known

    @pytest.mark.parametrize("handle", ["alice", "", "@", "@example.social", "alice@"])
    def test_what_is_no_handle_is_said_to_be_none(self, store: CredentialStore, handle: str) -> None:
        with pytest.raises(ConfigurationError, match="no handle"):
            store.save_account(replace(ALICE, handle=handle))
        assert store.accounts() == []

    def test_a_time_without_zone_is_utc(self) -> None:
        assert replace(ALICE, expires_at=datetime(2031, 2, 3, 4, 5, 6)).expires_at == ALICE.expires_at  # noqa: DTZ001

    def test_forgetting_what_is_not_known_does_nothing(self, store: CredentialStore) -> None:
        store.save_account(ALICE)
        before = store.path.read_bytes()
        store.forget_account("dora@example.social")
        store.forget_app("example.social")
        assert store.path.read_bytes() == before

    def test_can_be_listed_without_their_secrets(self, store: CredentialStore) -> None:
        store.save_account(ALICE)
        store.save_account(BOB)
        alice, bob = store.known_accounts()
        assert (alice.handle, alice.instance, alice.scopes, alice.expires_at) == (
            ALICE.handle,
            ALICE.instance,
            ALICE.scopes,
            ALICE.expires_at,
        )
        assert (alice.default, bob.default, alice.in_keyring) == (True, False, False)


class TestDefault:
    def test_is_the_first_until_another_is_chosen(self, store: CredentialStore) -> None:
        for account in (ALICE, BOB):
            store.save_account(account)
        assert store.account() == ALICE
        store.set_default("bob@other.example")
        assert store.account() == BOB
        with pytest.raises(UnknownAccountError):
            store.set_default("dora@example.social")
        assert store.account() == BOB

    def test_is_named_by_the_environment(self, store: CredentialStore, monkeypatch: pytest.MonkeyPatch) -> None:
        for account in (ALICE, BOB):
            store.save_account(account)
        monkeypatch.setenv("HOWDAH_ACCOUNT", "bob@other.example")
        assert store.account() == BOB
        assert store.account("alice@example.social") == ALICE

    def test_no_other_takes_its_place_unasked(self, store: CredentialStore) -> None:
        for account in (ALICE, BOB, CAROL):
            store.save_account(account)
        store.forget_account(ALICE.handle)
        with pytest.raises(UnknownAccountError, match=r"none is the default; name one of bob@.*carol@"):
            store.account()
        store.save_account(ALICE)
        with pytest.raises(UnknownAccountError):
            store.account()
        store.forget_account(ALICE.handle)
        store.forget_account(BOB.handle)
        with pytest.raises(UnknownAccountError, match=r"carol@.*not the default: .*--default carol@"):
            store.account()
        store.forget_account(CAROL.handle)
        store.save_account(BOB)
        assert store.account() == BOB, "the first of all"

    def test_of_nothing_says_how_to_log_in(self, store: CredentialStore) -> None:
        with pytest.raises(UnknownAccountError, match="howdah login"):
            store.account()


class TestApps:
    def test_one_is_remembered_for_each_server(self, store: CredentialStore) -> None:
        store.save_app(APP)
        other = replace(APP, instance="http://127.0.0.1:8080", client_id="another")
        store.save_app(other)
        assert store.app("example.social") == APP
        assert store.app("https://EXAMPLE.social/") == APP
        assert store.app("http://127.0.0.1:8080/") == other
        store.save_app(replace(APP, client_id="registered again"))
        assert store.app("example.social") == replace(APP, client_id="registered again")
        store.forget_app("example.social")
        assert store.app("example.social") is None
        assert store.app(other.instance) == other


class TestSecrecy:
    @pytest.mark.parametrize("item", [ALICE, APP, UserSecret("https://example.social", "alices-token", "id", WORDS[2])])
    def test_no_secret_is_shown_and_nothing_is_pickled(self, item: Any) -> None:
        assert not any(word in f"{item!r} {item}" for word in WORDS)
        with pytest.raises(TypeError, match="secrets"):
            pickle.dumps(item)
        assert copy.deepcopy([item]) == [item] == [copy.copy(item)]

    def test_the_store_shows_none(self, store: CredentialStore, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        store.save_account(ALICE)
        store.save_app(APP)
        assert not any(word in f"{store!r} {caplog.text} {store.known_accounts()!r}" for word in WORDS)

    @pytest.mark.parametrize(
        "document",
        [
            "alices-token",
            '["alices-token"]',
            '{"access_token": "alices-token"',
            {"version": "alices-token"},
            {"version": 1, "accounts": "alices-token"},
            {"version": 1, "accounts": {"alice@example.social": "alices-token"}},
            {"version": 1, "accounts": {"alice@example.social": {"access_token": ["alices-token"]}}},
            {
                "version": 1,
                "accounts": {
                    "alice@example.social": {
                        "handle": "alice@example.social",
                        "instance": "https://example.social",
                        "access_token": "x",
                        "expires_at": "alices-token",
                    }
                },
            },
        ],
    )
    def test_a_damaged_file_is_said_to_be_so_and_not_repeated(self, store: CredentialStore, document: Any) -> None:
        store.save_account(BOB)
        rewrite(store, document)
        with pytest.raises(CredentialsError, match="damaged") as caught:
            store.account("alice@example.social")
        shown = f"{caught.value} {caught.value!r} {caught.value.__cause__!r}"
        assert "alices-token" not in shown
        assert b"alices-token" not in pickle.dumps(caught.value)
        assert "alices-token" in store.path.read_text(), "and left alone"

    def test_a_damaged_account_bars_no_other(self, store: CredentialStore) -> None:
        store.save_account(ALICE)
        store.save_account(BOB)
        document = written(store)
        document["accounts"][ALICE.handle]["access_token"] = None
        rewrite(store, document)
        assert store.account(BOB.handle) == BOB
        with pytest.raises(CredentialsError, match=r"account alice@example\.social is damaged \(access_token\)"):
            store.account(ALICE.handle)
        store.forget_account(ALICE.handle)
        assert store.accounts() == [BOB]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
class TestModes:
    def test_a_file_of_its_owner_in_a_folder_of_its_owner(self, tmp_path: Path) -> None:
        before = os.umask(0)
        try:
            store = CredentialStore(tmp_path / "deep" / "howdah")
            store.save_account(ALICE)
            store.save_account(BOB)
        finally:
            os.umask(before)
        folder = store.path.parent
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {
            "credentials.json": 0o600,
            "credentials.lock": 0o600,
        }

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o602, 0o666, 0o610])
    def test_a_file_that_is_open_to_others_is_refused(self, store: CredentialStore, mode: int) -> None:
        store.save_account(ALICE)
        store.path.chmod(mode)
        before = store.path.read_bytes()
        for call in (store.accounts, store.account, store.known_accounts, lambda: store.save_account(BOB)):
            with pytest.raises(ExposedCredentialsError) as caught:
                call()
            assert caught.value.remedy == f"chmod 600 {store.path}"
            assert caught.value.remedy in str(caught.value)
            assert "alices-token" not in str(caught.value)
        assert store.path.read_bytes() == before
        subprocess.run(caught.value.remedy, shell=True, check=True)
        assert store.account() == ALICE

    @pytest.mark.parametrize("mode", [0o750, 0o705, 0o755, 0o777, 0o711])
    def test_a_folder_that_is_open_to_others_is_refused(self, store: CredentialStore, mode: int) -> None:
        store.save_account(ALICE)
        store.path.parent.chmod(mode)
        for call in (store.accounts, lambda: store.save_account(BOB)):
            with pytest.raises(ExposedCredentialsError) as caught:
                call()
            assert caught.value.path == str(store.path.parent)
        subprocess.run(caught.value.remedy, shell=True, check=True)
        assert store.accounts() == [ALICE]

    def test_the_remedy_works_for_a_folder_with_an_apostrophe(self, tmp_path: Path) -> None:
        store = CredentialStore(tmp_path / "it's mine")
        store.save_account(ALICE)
        store.path.chmod(0o644)
        with pytest.raises(ExposedCredentialsError) as caught:
            store.accounts()
        subprocess.run(caught.value.remedy, shell=True, check=True)
        assert store.accounts() == [ALICE]

    def test_a_link_stays_one(self, tmp_path: Path) -> None:
        dotfiles = CredentialStore(tmp_path / "dotfiles")
        dotfiles.save_account(ALICE)
        store = CredentialStore(tmp_path / "howdah")
        store.path.parent.mkdir(mode=0o700)
        store.path.symlink_to(dotfiles.path)
        store.save_account(BOB)
        assert store.path.is_symlink()
        assert dotfiles.accounts() == [ALICE, BOB]

    def test_a_place_that_is_none_is_one_error(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        store = CredentialStore(tmp_path / "file" / "howdah")
        with pytest.raises(CredentialsError, match="cannot be"):
            store.save_account(ALICE)
        with pytest.raises(CredentialsError, match="cannot be read"):
            store.accounts()
        folder = CredentialStore(tmp_path / "howdah")
        folder.path.mkdir(parents=True)
        with pytest.raises(CredentialsError):
            folder.accounts()


class TestFormat:
    def test_what_a_later_version_adds_is_kept(self, store: CredentialStore) -> None:
        store.save_account(ALICE)
        store.save_app(APP)
        document = written(store)
        document["themes"] = {"dark": True}
        document["accounts"][ALICE.handle]["nickname"] = "al"
        document["apps"][APP.instance]["vapid_key"] = "key"
        document["accounts"]["x@y"] = {"kind": "of another protocol"}
        rewrite(store, document)
        assert store.account(ALICE.handle) == ALICE
        store.save_account(replace(ALICE, access_token="newer", refresh_token=None))
        store.save_app(replace(APP, website=None))
        store.save_account(BOB)
        after = written(store)
        assert after["themes"] == {"dark": True}
        assert after["accounts"]["x@y"] == {"kind": "of another protocol"}
        assert after["accounts"][ALICE.handle]["nickname"] == "al"
        assert after["apps"][APP.instance]["vapid_key"] == "key"
        assert "refresh_token" not in after["accounts"][ALICE.handle]
        assert "website" not in after["apps"][APP.instance]

    def test_another_layout_is_left_alone(self, store: CredentialStore) -> None:
        store.save_account(ALICE)
        document = {**written(store), "version": 2}
        rewrite(store, document)
        for call in (store.accounts, lambda: store.save_account(BOB), lambda: store.forget_account(ALICE.handle)):
            with pytest.raises(CredentialsError, match="newer Howdah"):
                call()
        assert written(store) == document

    def test_the_first_layout_can_be_read_for_ever(self, store: CredentialStore) -> None:
        store.path.parent.mkdir(mode=0o700)
        store.path.touch(mode=0o600)
        rewrite(
            store,
            """{"version": 1, "default": "alice@example.social",
            "apps": {"https://example.social": {"instance": "https://example.social", "client_id": "an-id",
                "client_secret": "an-apps-secret", "redirect_uris": ["http://127.0.0.1/", "urn:ietf:wg:oauth:2.0:oob"],
                "scopes": ["read", "write"], "name": "a bot", "website": "https://bot.example"}},
            "accounts": {"alice@example.social": {"handle": "alice@example.social",
                "instance": "https://example.social", "access_token": "alices-token",
                "scopes": ["read", "write:statuses"], "refresh_token": "alices-refresh",
                "expires_at": "2031-02-03T04:05:06Z", "client_id": "an-id", "client_secret": "an-apps-secret"}}}""",
        )
        assert store.account() == ALICE
        assert store.app("example.social") == APP


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="@"), min_size=1, max_size=20).filter(
    lambda name: bool(name.strip()) and name == name.strip()
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
ACCOUNTS = st.builds(
    Account,
    handle=st.builds("{}@{}".format, NAMES, NAMES),
    instance=TEXTS,
    access_token=TEXTS,
    scopes=st.lists(TEXTS, max_size=4).map(tuple),
    refresh_token=st.none() | TEXTS,
    expires_at=st.none() | st.datetimes(datetime(1970, 1, 2), datetime(9000, 1, 1), timezones=st.timezones()),  # noqa: DTZ001
    client_id=TEXTS,
    client_secret=TEXTS,
)
APPS = st.builds(
    App,
    instance=st.from_regex(r"https://[a-z]{1,10}\.example(:[1-9][0-9]{0,3})?", fullmatch=True),
    client_id=TEXTS,
    client_secret=TEXTS,
    redirect_uris=st.lists(TEXTS, max_size=3).map(tuple),
    scopes=st.lists(TEXTS, max_size=3).map(tuple),
    name=TEXTS,
    website=st.none() | TEXTS,
)


@settings(max_examples=40)
@given(
    accounts=st.lists(ACCOUNTS, max_size=4, unique_by=lambda account: account.handle.lower()),
    apps=st.lists(APPS, max_size=3, unique_by=lambda app: app.instance),
)
def test_whatever_is_stored_comes_back(
    tmp_path_factory: pytest.TempPathFactory, accounts: list[Account], apps: list[App]
) -> None:
    store = CredentialStore(tmp_path_factory.mktemp("store") / "howdah")
    for account in accounts:
        store.save_account(account)
    for app in apps:
        store.save_app(app)
    assert store.accounts() == accounts
    assert [store.app(app.instance) for app in apps] == apps
    for account in accounts:
        assert store.account(account.handle) == account
        store.forget_account(account.handle)
    assert store.accounts() == []


def run(program: str, *blocked: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program where some modules are not installed."""
    code = f"import sys; sys.modules.update(dict.fromkeys({list(blocked)!r}))\n{program}"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**{name: value for name, value in os.environ.items() if not name.startswith("HOWDAH_")}, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


class TestPlace:
    WHERE = "from howdah.auth import CredentialStore; print(CredentialStore().path)"

    @pytest.mark.skipif(sys.platform != "linux", reason="each platform has its own place")
    def test_is_where_the_platform_keeps_settings(self, tmp_path: Path) -> None:
        said = run(self.WHERE, XDG_CONFIG_HOME=str(tmp_path))
        assert said.stdout.strip() == str(tmp_path / "howdah" / "credentials.json"), said.stderr

    def test_is_where_the_environment_says(self, tmp_path: Path) -> None:
        said = run(self.WHERE, "platformdirs", "filelock", HOWDAH_CONFIG_DIR=str(tmp_path))
        assert said.stdout.strip() == str(tmp_path / "credentials.json"), said.stderr

    def test_reading_needs_no_extra_where_the_place_is_named(self, store: CredentialStore) -> None:
        store.save_account(ALICE)
        program = "from howdah import Client; print(Client.from_account())"
        said = run(program, "platformdirs", "filelock", HOWDAH_CONFIG_DIR=str(store.path.parent))
        assert said.stdout.strip() == "Client('https://example.social', with a token)", said.stderr

    def test_a_missing_extra_is_named(self, tmp_path: Path) -> None:
        said = run(self.WHERE, "platformdirs")
        assert said.returncode == 1
        assert "MissingExtraError" in said.stderr
        assert "pip install 'howdah[auth]'" in said.stderr
        program = f"from howdah.auth import CredentialStore; CredentialStore({str(tmp_path)!r}).forget_account('a@b')"
        said = run(program, "filelock")
        assert "storing credentials needs an extra that is not installed: pip install 'howdah[auth]'" in said.stderr

    def test_a_missing_keyring_is_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "keyring", None)
        with pytest.raises(MissingExtraError, match=r"howdah\[keyring\]"):
            CredentialStore(tmp_path, keyring=True)

    @pytest.mark.parametrize("said", ["maybe", "2"])
    def test_a_setting_that_is_neither_yes_nor_no(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
    ) -> None:
        monkeypatch.setenv("HOWDAH_KEYRING", said)
        with pytest.raises(ConfigurationError, match="HOWDAH_KEYRING"):
            CredentialStore(tmp_path)
