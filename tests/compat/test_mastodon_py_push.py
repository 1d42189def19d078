"""Web Push through the front for Mastodon.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.auth.authorization_server import Answer, Asked, StrictServer
from tests.compat.libraries import LIBRARIES, library, plain
from tests.push.pushing import NOTIFICATION, encrypted

from howdah.push import PushKeys

pytestmark = [
    pytest.mark.usefixtures("bounded"),
    # Mastodon.py leaves its connections to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
ALERTS = ("follow", "favourite", "reblog", "mention", "poll", "follow_request", "status", "update", "quote")
PATH = "/api/v1/push/subscription"


class Server(StrictServer):
    """A server that keeps one subscription, as Mastodon does: alerts that are not sent are off."""

    subscription: dict[str, Any] | None = None

    def answer(self, asked: Asked) -> Answer:
        if asked.path.rstrip("/") in ("/api/v1/instance", "/api/v2/instance"):
            return Answer(200, {"uri": "x", "version": "4.6.0", "api_versions": {"mastodon": 7}})
        if asked.path != PATH:
            return super().answer(asked)
        self.asked.append(asked)
        form = asked.form
        if asked.method == "DELETE":
            self.subscription = None
            return Answer(200, {})
        if asked.method != "GET":
            alerts = {name: form.get(f"data[alerts][{name}]") in ("1", "true") for name in ALERTS}
            kept = self.subscription or {}
            self.subscription = {
                "id": 7,
                "endpoint": form.get("subscription[endpoint]", kept.get("endpoint")),
                "server_key": "BK",
                "standard": form.get("subscription[standard]") in ("1", "true"),
                "policy": form.get("data[policy]", form.get("policy", "all")),
                "alerts": alerts,
            }
        return (
            Answer(404, {"error": "Record not found"}) if self.subscription is None else Answer(200, self.subscription)
        )


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture(params=LIBRARIES)
def module(request: pytest.FixtureRequest) -> Any:
    """Either library, for what is the same in both."""
    return library(request.param)


@pytest.fixture
def front() -> Any:
    return library("Howdah")


def account(module: Any, server: Server) -> Any:
    return module.Mastodon(access_token="t", api_base_url=server.base_url)


def test_subscriptions(module: Any, server: Server) -> None:
    mastodon = account(module, server)
    with pytest.raises(module.MastodonNotFoundError):
        mastodon.push_subscription()
    kept, told = mastodon.push_subscription_generate_keys()
    made = mastodon.push_subscription_set(
        "https://bot.example/push",
        told,
        True,
        False,
        mention_events=True,
        policy="followed",
        quote_events=True,
    )
    assert type(made).__name__ == "WebPushSubscription"
    assert (str(made.id), made.endpoint, made.policy) == ("7", "https://bot.example/push", "followed")
    assert {name for name, on in made.alerts.items() if on} == {"follow", "mention", "quote"}
    form = server.asked[-1].form
    keys = PushKeys.from_mastodon_py(kept).shared
    for name, key in keys.items():  # in Mastodon.py's alphabet, or that of URLs
        assert form[f"subscription[keys][{name}]"].rstrip("=").replace("+", "-").replace("/", "_") == key
    assert form["data[alerts][favourite]"] in ("0", "false")
    assert "data[alerts][reblog]" not in form
    assert plain(mastodon.push_subscription()) == plain(made)
    changed = mastodon.push_subscription_update(poll_events=True, policy="none")
    assert {name for name, on in changed.alerts.items() if on} == {"poll"}
    assert changed.policy == "none"
    assert changed.endpoint == made.endpoint
    assert mastodon.push_subscription_delete() is None
    assert server.subscription is None


def test_subscriptions_look_the_same(server: Server) -> None:
    made = []
    for name in LIBRARIES:
        told = {"pubkey": b"\x04" * 65, "auth": b"a" * 16}
        made.append(plain(account(library(name), server).push_subscription_set("https://bot.example/push", told, True)))
    assert made[0] == made[1]


def test_the_final_standard_is_asked_for(front: Any, server: Server) -> None:
    told = {"pubkey": b"\x04" * 65, "auth": b"a" * 16}
    for standard in (True, False):  # Mastodon.py leaves it out
        made = account(front, server).push_subscription_set("https://bot.example/push", told, standard=standard)
        assert made.standard is standard


@pytest.mark.parametrize("policy", ["everybody", None])
def test_policies_that_there_are_not(module: Any, server: Server, policy: str | None) -> None:
    with pytest.raises(module.MastodonIllegalArgumentError, match="Valid values for policy"):
        account(module, server).push_subscription_set(
            "https://bot.example/", {"pubkey": b"\x04" * 65, "auth": b"a" * 16}, policy=policy
        )
    assert server.subscription is None


def test_keys(module: Any, server: Server) -> None:
    kept, told = account(module, server).push_subscription_generate_keys()
    assert kept.keys() == {"privkey", "auth"}
    assert told.keys() == {"pubkey", "auth"}
    assert kept["auth"] == told["auth"]
    assert len(kept["auth"]) == 16
    assert len(told["pubkey"]) == 65
    assert PushKeys.from_mastodon_py(kept).point == told["pubkey"]


def sealed(kept: dict[str, Any], said: bytes, encoding: str = "aesgcm") -> tuple[bytes, str, str]:
    """A push message: its body, and its two headers in the form that Mastodon sends them."""
    headers, body = encrypted(said, PushKeys.from_mastodon_py(kept), encoding)
    salt = headers.get("Encryption", "").partition(";")[0]
    return body, salt, f"{headers['Crypto-Key']};p256ecdsa=BK" if salt else ""


def test_messages(server: Server) -> None:
    mastodons = [account(library(name), server) for name in LIBRARIES]
    kept, _ = mastodons[0].push_subscription_generate_keys()
    body, encryption, crypto_key = sealed(kept, json.dumps(NOTIFICATION).encode())
    opened = [mastodon.push_subscription_decrypt_push(body, kept, encryption, crypto_key) for mastodon in mastodons]
    assert plain(opened[0]) == plain(opened[1]) == {**NOTIFICATION, "notification_id": "4711"}
    assert type(opened[1]) is library("Howdah").return_types.PushNotification
    assert opened[1].title == "bob mentioned you"


def test_messages_that_only_the_front_opens(front: Any, server: Server) -> None:
    mastodon = account(front, server)
    kept, _ = mastodon.push_subscription_generate_keys()
    said = json.dumps(NOTIFICATION).encode()
    headers, body = encrypted(
        said, PushKeys.from_mastodon_py(kept), "aesgcm"
    )  # with a record size, without a signature
    opened = mastodon.push_subscription_decrypt_push(body, kept, headers["Encryption"], headers["Crypto-Key"])
    assert opened.body == NOTIFICATION["body"]
    standard, *_ = sealed(kept, said, "aes128gcm")  # the final standard, as Mastodon sends it since 4.4
    for nothing in ("", None):
        assert mastodon.push_subscription_decrypt_push(standard, kept, nothing, nothing).body == NOTIFICATION["body"]


@pytest.mark.parametrize("spoilt", ["body", "encryption", "crypto_key", "keys", "no keys", "text", "list"])
def test_messages_that_are_none(front: Any, server: Server, spoilt: str) -> None:
    mastodon = account(front, server)
    kept, _ = mastodon.push_subscription_generate_keys()
    said = {"text": b"no JSON", "list": b"[1]"}.get(spoilt, json.dumps(NOTIFICATION).encode())
    body, encryption, crypto_key = sealed(kept, said)
    if spoilt == "body":
        body = body[:-1] + bytes([body[-1] ^ 1])
    elif spoilt == "encryption":
        encryption = "nonsense"
    elif spoilt == "crypto_key":
        crypto_key = "nonsense"
    elif spoilt == "keys":
        kept, _ = mastodon.push_subscription_generate_keys()
    elif spoilt == "no keys":
        kept = {}
    with pytest.raises(front.MastodonIllegalArgumentError) as caught:
        mastodon.push_subscription_decrypt_push(body, kept, encryption, crypto_key)
    assert NOTIFICATION["access_token"] not in str(caught.value)
