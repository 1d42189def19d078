"""Where a client goes, and what it refuses to do."""

from __future__ import annotations

import pickle
import socket

import pytest

from howdah import AsyncClient, Client, ConfigurationError, __version__
from howdah.core.session import normalise_instance


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("example.social", "https://example.social"),
        (" example.social/ ", "https://example.social"),
        ("https://example.social/", "https://example.social"),
        ("example.social:8443", "https://example.social:8443"),
        ("https://example.social/snac/", "https://example.social/snac"),
        ("EXAMPLE.Social", "https://example.social"),
        ("bücher.example", "https://xn--bcher-kva.example"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("http://localhost:3000/", "http://localhost:3000"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ],
)
def test_a_server_is_named_as_people_write_it(written: str, url: str) -> None:
    assert normalise_instance(written) == url


@pytest.mark.parametrize(
    "written",
    ["", "  ", "https://", "exa mple.social", "@user@example.social", "https://user:pw@example.social", "ftp://example.social",
     "example.social:port", "https://example.social?x=1", "https://example.social#x", "-.example", "exam\nple.social",
     "https://[::1", "example.social\\@evil.example", "a..b", "x" * 64 + ".example", "user:pw@example.social", "https://user:a/pw@x"],
)  # fmt: skip
def test_what_is_no_server_is_refused(written: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Client(written)
    assert "pw" not in str(raised.value)


@pytest.mark.parametrize("path", ["/api", "/api/v1", "/api/v2/", "/here/api/v1"])
def test_the_address_is_that_of_the_server_not_of_its_api(path: str) -> None:
    with pytest.raises(ConfigurationError, match="the server's address alone"):
        Client(f"https://example.social{path}")


def test_plain_http_is_for_this_machine_only() -> None:
    with pytest.raises(ConfigurationError, match="allow_http=True"):
        Client("http://example.social")
    with pytest.raises(ConfigurationError):
        AsyncClient("http://127.0.0.1.example.social")
    assert Client("http://example.social", allow_http=True).instance == "http://example.social"


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize("transport", ["httpx", "reqwest"])
def test_making_a_client_touches_no_network(
    kind: type[Client] | type[AsyncClient], transport: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if transport == "reqwest":
        pytest.importorskip("pyreqwest", reason="the fast extra is not installed")

    def no_network(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    client = kind("example.social", "token", transport=transport)
    assert client.server is None
    assert client.rate_limit is None
    assert client.supports("get_link_timeline") is None
    assert client.supports(client.get_link_timeline) is None


def test_a_client_shows_no_token() -> None:
    client = Client("example.social", "s3cret-token")
    assert repr(client) == "Client('https://example.social', with a token)"
    shown = f"{client!r} {client.session!r} {client.transport!r} {client.get_status!r}"
    assert "s3cret" not in shown


@pytest.mark.parametrize("value", ["two\r\nX-Evil: 1", "nul\x00", "snow ☃"])
def test_headers_cannot_be_smuggled_in(value: str) -> None:
    with pytest.raises(ConfigurationError, match="header"):
        Client("example.social", user_agent=value)
    with pytest.raises(ConfigurationError, match="header"):
        Client("example.social", language=value)
    with pytest.raises(ConfigurationError, match="header") as raised:
        Client("example.social", value)
    assert value not in str(raised.value)


def test_the_user_agent_names_the_application_and_howdah() -> None:
    headers = Client("example.social", user_agent="elephantbot/2.1", language="de").session.headers
    assert headers["user-agent"].startswith(f"elephantbot/2.1 howdah/{__version__} (Python 3.")
    assert headers["accept-language"] == "de"


def test_unknown_settings_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="use 'httpx' or 'reqwest'"):
        Client("example.social", transport="carrier-pigeon")
    with pytest.raises(ConfigurationError, match="rate_limit must be"):
        Client("example.social", rate_limit="hope")  # type: ignore[arg-type]


def test_null_is_one_object() -> None:
    from howdah import NULL

    assert pickle.loads(pickle.dumps(NULL)) is NULL
    assert repr(NULL) == "howdah.NULL"
