"""Where streams are, and where the token goes."""

from __future__ import annotations

import logging

import pytest

from howdah import ConfigurationError
from howdah.core.session import Session
from howdah.streaming.addresses import address_given, usable_addresses

OWN = "https://example.social"


@pytest.mark.parametrize(
    ("base", "announced", "first"),
    [
        (OWN, [], OWN),
        (OWN, ["wss://example.social"], OWN),
        (OWN, ["ws://example.social"], OWN),
        (OWN, ["http://example.social/"], OWN),
        (OWN, ["wss://example.social:443"], OWN),
        (OWN, ["wss://example.social:4000"], f"{OWN}:4000"),
        (OWN, ["wss://streaming.example.social"], "https://streaming.example.social"),
        (OWN, ["wss://Streaming.Example.Social./api/v1/streaming/"], "https://streaming.example.social"),
        (OWN, ["ws://streaming.example.social"], OWN),
        (OWN, ["wss://evil.example"], OWN),
        (OWN, ["wss://example.social.evil.example"], OWN),
        (OWN, ["wss://evilexample.social"], OWN),
        (OWN, ["wss://social"], OWN),
        (OWN, ["wss://user@streaming.example.social"], OWN),
        (OWN, ["wss://127.0.0.1"], OWN),
        (OWN, ["", "nonsense", "wss://", "wss://[", "ftp://example.social", "wss://a:b"], OWN),
        ("http://127.0.0.1:3000", ["wss://127.0.0.1:3000"], "http://127.0.0.1:3000"),
        ("http://127.0.0.1:3000", ["wss://localhost:4000"], "http://127.0.0.1:4000"),
        ("http://127.0.0.1:3000", ["ws://127.0.0.1:4000"], "http://127.0.0.1:4000"),
        ("http://127.0.0.1:3000", ["wss://streaming.127.0.0.1"], "http://127.0.0.1:3000"),
        ("https://example.social/fedi", ["wss://example.social"], "https://example.social/fedi"),
    ],
)
def test_what_a_server_announces_is_set_right(base: str, announced: list[str], first: str) -> None:
    found = usable_addresses(Session(base, "token"), announced)
    assert found[0] == first
    assert base in found, "the server's own address is always tried"


def test_without_tls_another_port_is_another_place() -> None:
    base = "http://example.social:8080"
    found = usable_addresses(Session(base, "token"), ["ws://example.social:4000"])
    assert found == (base,)
    found = usable_addresses(Session(base, "token"), ["ws://example.social:8080/streams"])
    assert found == (f"{base}/streams", base)


def test_a_host_elsewhere_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "howdah"):
        usable_addresses(Session(OWN, "s3cret"), ["wss://elsewhere.example"])
    assert "elsewhere.example" in caplog.text
    assert "s3cret" not in caplog.text


def test_a_program_may_say_where_its_token_goes() -> None:
    assert address_given("wss://elsewhere.example/api/v1/streaming", plain=False) == "https://elsewhere.example"
    assert address_given("ws://127.0.0.1:4000", plain=False) == "http://127.0.0.1:4000"
    assert address_given("ws://elsewhere.example", plain=True) == "http://elsewhere.example"


@pytest.mark.parametrize(
    "url", ["ws://elsewhere.example", "elsewhere.example", "wss://", "wss://a@b", "wss://[", "wss://a?b"]
)
def test_but_not_in_the_clear_or_to_nowhere(url: str) -> None:
    with pytest.raises(ConfigurationError):
        address_given(url, plain=False)
