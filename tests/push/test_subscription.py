"""Subscriptions: every kind of notification on the wire; made, changed and ended on the sandbox by either client."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from tests.both_clients import Ride

from howdah import AsyncClient, Client, NotFoundError
from howdah.push import PushKeys, Receiver
from howdah.testing import FakeServer

PATH = "/api/v1/push/subscription"
ALERTS = {
    "mention": "mention",
    "status": "status",
    "reblog": "reblog",
    "follow": "follow",
    "follow_request": "follow_request",
    "favourite": "favourite",
    "poll": "poll",
    "update": "update",
    "quote": "quote",
    "quoted_update": "quoted_update",
    "admin_sign_up": "admin.sign_up",
    "admin_report": "admin.report",
    "pending_favourite": "pending.favourite",
    "pending_reply": "pending.reply",
    "pending_reblog": "pending.reblog",
    "pleroma_chat_mention": "pleroma:chat_mention",
    "pleroma_emoji_reaction": "pleroma:emoji_reaction",
}
POLICIES = ["all", "followed", "follower", "none"]


def test_every_kind_of_notification_can_be_asked_for() -> None:
    fake = FakeServer()
    client = fake.client()
    for operation in (client.create_push_subscription, client.update_push_subscription):
        parameters = set(inspect.signature(operation).parameters)
        assert parameters - {"endpoint", "p256dh", "auth", "standard", "policy"} == ALERTS.keys()


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("wanted", [True, False])
def test_what_is_asked_for_is_what_the_server_gets(policy: str, wanted: bool, keys: PushKeys) -> None:
    fake = FakeServer()
    alerts = dict.fromkeys(ALERTS.values(), wanted)
    subscription = {"id": 7, "endpoint": "https://bot.example/push", "alerts": alerts, "policy": policy}
    fake.on("POST", PATH).reply(json=subscription)
    fake.on("PUT", PATH).reply(json=subscription)
    client = fake.client()
    asked: dict[str, Any] = dict.fromkeys(ALERTS, wanted)
    made = client.create_push_subscription(
        "https://bot.example/push", **keys.shared, standard=wanted, policy=policy, **asked
    )
    client.update_push_subscription(policy=policy, **asked)
    said = str(wanted).lower()
    on_the_wire = {f"data[alerts][{name}]": said for name in ALERTS.values()}
    assert fake.requests[0].form == {
        "subscription[endpoint]": "https://bot.example/push",
        "subscription[keys][p256dh]": keys.p256dh,
        "subscription[keys][auth]": keys.shared["auth"],
        "subscription[standard]": said,
        "data[policy]": policy,
        **on_the_wire,
    }
    # Mastodon's documentation puts it at the top level, its code and the other servers do not.
    assert fake.requests[1].form == {"policy": policy, "data[policy]": policy, **on_the_wire}
    assert made.alerts is not None
    assert {name: getattr(made.alerts, name) for name in ALERTS} == asked
    assert (made.id, made.policy) == ("7", policy)


@pytest.mark.anyio
async def test_a_subscription_is_made_changed_and_ended(ride: Ride) -> None:
    alice: Client | AsyncClient | Any = ride.client("alice")
    receiver = Receiver(PushKeys.generate(), "https://bot.example/push", secret="secret")
    with pytest.raises(NotFoundError):
        await alice.get_push_subscription()
    made = await alice.create_push_subscription(
        receiver.endpoint, **receiver.keys.shared, standard=True, mention=True, admin_sign_up=True, poll=False
    )
    assert made.endpoint == "https://bot.example/push/secret"
    assert (made.alerts.mention, made.alerts.admin_sign_up, made.alerts.poll) == (True, True, False)
    changed = await alice.update_push_subscription(policy="follower", poll=True, mention=False)
    kept = await alice.get_push_subscription()
    assert changed == kept == made
    assert kept.policy == "follower"
    assert (kept.alerts.mention, kept.alerts.admin_sign_up, kept.alerts.poll) == (False, True, True)
    assert await alice.delete_push_subscription() is None
    assert await alice.delete_push_subscription() is None
    with pytest.raises(NotFoundError):
        await alice.get_push_subscription()
