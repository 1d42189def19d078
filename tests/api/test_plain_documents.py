"""Documents that are no entities, and documents whose address has to be found first."""

from __future__ import annotations

import pytest

from howdah import NotFoundError, UnexpectedAnswerError
from howdah.testing import FakeServer

SCHEMA = "http://nodeinfo.diaspora.software/ns/schema"
XRD = '<?xml version="1.0"?><XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0"/>'


def with_nodeinfo(*versions: str, host: str = "https://fake.example") -> FakeServer:
    fake = FakeServer()
    links = [{"rel": f"{SCHEMA}/{version}", "href": f"{host}/nodeinfo/{version}"} for version in versions]
    fake.on("GET", "/.well-known/nodeinfo").reply(json={"links": links})
    for version in versions:
        software = {"name": "gotosocial", "version": "0.20.0"}
        fake.on("GET", f"/nodeinfo/{version}").reply(json={"version": version, "software": software})
    return fake


def test_health_is_plain_text() -> None:
    fake = FakeServer()
    fake.on("GET", "/health").reply(body="OK", headers={"Content-Type": "text/plain; charset=utf-8"})
    fake.on("GET", "/api/v1/streaming/health").reply(body="OK", headers={"Content-Type": "text/plain"})
    client = fake.client(None)
    assert client.get_health() == "OK"
    assert client.get_streaming_health() == "OK"


def test_host_meta_is_asked_for_as_xml() -> None:
    fake = FakeServer()
    fake.on("GET", "/.well-known/host-meta").reply(body=XRD, headers={"Content-Type": "application/xrd+xml"})
    assert fake.client(None).get_host_meta() == XRD
    assert fake.requests[0].headers["accept"] == "application/xrd+xml"


def test_the_newest_nodeinfo_is_fetched_unless_told_otherwise() -> None:
    client = with_nodeinfo("2.1", "2.0").client(None)
    assert client.get_nodeinfo().version == "2.1"
    assert client.get_nodeinfo("2.0").version == "2.0"


def test_a_nodeinfo_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFoundError, match=r"has no NodeInfo 1\.0 \(it has 2\.0\)"):
        with_nodeinfo("2.0").client(None).get_nodeinfo("1.0")
    with pytest.raises(NotFoundError, match=r"has no NodeInfo \(it has none\)"):
        with_nodeinfo().client(None).get_nodeinfo()


def test_a_nodeinfo_on_another_server_is_not_fetched() -> None:
    fake = with_nodeinfo("2.0", host="https://elsewhere.example")
    with pytest.raises(NotFoundError, match=r"has no NodeInfo"):
        fake.client(None).get_nodeinfo()
    assert len(fake.requests) == 1


def test_a_confirmation_is_true_or_false() -> None:
    fake = FakeServer()
    fake.on("GET", "/api/v1/emails/check_confirmation").reply(json=False).reply(json=True).reply(json={})
    client = fake.client()
    assert client.check_email_confirmation() is False
    assert client.check_email_confirmation() is True
    with pytest.raises(UnexpectedAnswerError):
        client.check_email_confirmation()


def test_a_push_subscription_is_made_and_changed() -> None:
    fake = FakeServer()
    subscription = {"id": "1", "endpoint": "https://push.example/1"}
    fake.on("POST", "/api/v1/push/subscription").reply(json=subscription)
    fake.on("PUT", "/api/v1/push/subscription").reply(json={**subscription, "alerts": {"admin.sign_up": True}})
    client = fake.client()
    client.create_push_subscription(
        "https://push.example/1", "BKey", "secret", standard=True, policy="followed", mention=True
    )
    changed = client.update_push_subscription(policy="all", admin_sign_up=True, poll=False)
    assert fake.requests[0].form == {
        "subscription[endpoint]": "https://push.example/1",
        "subscription[keys][p256dh]": "BKey",
        "subscription[keys][auth]": "secret",
        "subscription[standard]": "true",
        "data[policy]": "followed",
        "data[alerts][mention]": "true",
    }
    assert fake.requests[1].form == {
        "data[policy]": "all",
        "policy": "all",
        "data[alerts][admin.sign_up]": "true",
        "data[alerts][poll]": "false",
    }
    assert changed.alerts is not None
    assert changed.alerts.admin_sign_up is True
