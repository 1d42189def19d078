"""Keys: made, stored, handed to the server, shared with Mastodon.py, and never shown."""

from __future__ import annotations

import json
import os
import pickle
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from mastodon import Mastodon
from tests.push.pushing import unb64

from howdah import ActivityPubError, ConfigurationError
from howdah.push import PushKeys
from howdah.testing import FakeServer


@pytest.fixture
def mastodon_py() -> Mastodon:
    return Mastodon(api_base_url="https://social.example", access_token="x", version_check_mode="none")


def test_what_the_server_gets_is_a_point_and_a_secret(keys: PushKeys) -> None:
    shared = keys.shared
    assert shared.keys() == {"p256dh", "auth"}
    assert len(unb64(shared["p256dh"])) == 65
    assert unb64(shared["p256dh"])[0] == 4
    assert len(unb64(shared["auth"])) == 16
    assert not {"=", "+", "/"} & set(shared["p256dh"] + shared["auth"])


def test_no_two_keys_are_alike() -> None:
    made = [PushKeys.generate() for _ in range(20)]
    assert len({keys.p256dh for keys in made}) == len({keys.auth for keys in made}) == 20


def test_they_are_handed_straight_to_the_server(keys: PushKeys) -> None:
    fake = FakeServer()
    fake.on("POST", "/api/v1/push/subscription").reply(json={"id": "1", "endpoint": "https://bot.example/push"})
    fake.client().create_push_subscription("https://bot.example/push", **keys.shared, mention=True)
    assert fake.requests[0].form["subscription[keys][p256dh]"] == keys.p256dh
    assert fake.requests[0].form["subscription[keys][auth]"] == keys.shared["auth"]


def test_they_are_written_down_and_read_again(keys: PushKeys, tmp_path: Path) -> None:
    assert PushKeys.from_dict(keys.to_dict()) == keys
    assert PushKeys.from_json(keys.to_json()) == keys
    keys.save(tmp_path / "push.json")
    assert PushKeys.load(tmp_path / "push.json") == keys
    assert PushKeys.load(str(tmp_path / "push.json")) != PushKeys.generate()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_only_the_owner_reads_them_even_where_others_could_before(keys: PushKeys, tmp_path: Path) -> None:
    path = tmp_path / "push.json"
    path.write_text("{}")
    path.chmod(0o644)
    before = os.umask(0)
    try:
        keys.save(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["push.json"]


def test_a_save_that_fails_leaves_what_was_there(keys: PushKeys, tmp_path: Path) -> None:
    (tmp_path / "push.json").mkdir()
    with pytest.raises(OSError, match=r"push\.json"):
        keys.save(tmp_path / "push.json")
    assert [entry.name for entry in tmp_path.iterdir()] == ["push.json"]


def test_they_are_not_shown(keys: PushKeys) -> None:
    stored = keys.to_dict()
    shown = f"{keys!r} {keys} {[keys]}"
    assert keys.p256dh in shown
    assert stored["private"] not in shown
    assert stored["auth"] not in shown
    with pytest.raises(TypeError, match=r"to_json"):
        pickle.dumps(keys)


@pytest.mark.parametrize(
    "change",
    [
        {"private": "short"},
        {"private": "!" * 43},
        {"private": "A" * 43},
        {"private": "_" * 43},
        {"private": 7},
        {"private": None},
        {"auth": "c2hvcnQ"},
        {"auth": ""},
        {"p256dh": PushKeys.generate().p256dh},
    ],
)
def test_what_is_no_key_is_refused_and_not_shown(keys: PushKeys, change: dict[str, Any]) -> None:
    stored = {**keys.to_dict(), **change}
    with pytest.raises(ConfigurationError) as refused:
        PushKeys.from_dict(stored)
    assert keys.to_dict()["private"] not in str(refused.value)
    with pytest.raises(ConfigurationError):
        PushKeys.from_json(json.dumps(stored))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"keys"', "{}", "[" * 100_000])
def test_a_file_without_keys_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "push.json").write_text(text)
    with pytest.raises(ActivityPubError):
        PushKeys.load(tmp_path / "push.json")


def test_keys_of_mastodon_py_are_taken_over(mastodon_py: Mastodon) -> None:
    private, public = mastodon_py.push_subscription_generate_keys()
    keys = PushKeys.from_mastodon_py(private)
    assert unb64(keys.p256dh) == public["pubkey"]
    assert keys.auth == public["auth"]
    assert keys.to_mastodon_py() == (private, public)


@pytest.mark.parametrize(
    "given", [{}, {"privkey": 5}, {"privkey": "x", "auth": b"0" * 16}, {"privkey": 5, "auth": "x"}]
)
def test_other_dictionaries_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        PushKeys.from_mastodon_py(given)
