"""What a server says of where to log in, taken only as far as it speaks for itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.conversation import StillClock, converse, make_session, reply

from howdah import ForeignEndpointError, NetworkError, RedirectRefusedError, ServerError
from howdah.auth.endpoints import Endpoints, find_endpoints
from howdah.core.retry import NO_RETRY
from howdah.core.wire import Reply


def ask(answer: Reply | Exception, clock: StillClock | None = None) -> Endpoints:
    clock = clock or StillClock()
    session = make_session(clock, retry=NO_RETRY)
    found, said = converse(find_endpoints(session), [answer], clock)
    assert [request.url for request in said.requests] == [
        "https://example.social/.well-known/oauth-authorization-server"
    ]
    return found


def test_what_the_server_names_is_used() -> None:
    said = {
        "issuer": "https://example.social/",
        "authorization_endpoint": "https://example.social/auth/start?tenant=1",
        "token_endpoint": "https://example.social/auth/token",
        "revocation_endpoint": "/auth/revoke",
        "code_challenge_methods_supported": ["plain", "S256"],
    }
    assert ask(reply(said)) == Endpoints("/auth/start?tenant=1", "/auth/token", "/auth/revoke", pkce=True)


def test_a_server_behind_a_proxy_may_think_itself_on_plain_http() -> None:
    said = {"issuer": "http://example.social/", "token_endpoint": "http://example.social/auth/token"}
    assert ask(reply(said)).token == "/auth/token"


@pytest.mark.parametrize(
    "answer",
    [
        reply({"error": "Record not found"}, 404),
        reply(None, 405),
        reply(b"<!doctype html>", 200),
        reply([], 200),
        reply("no", 200),
        reply({}, 200),
        reply({"token_endpoint": None}, 200),
        reply(b"[" * 100_000, 200),
    ],
)
def test_what_says_nothing_leaves_what_every_server_has(answer: Reply) -> None:
    assert ask(answer) == Endpoints("/oauth/authorize", "/oauth/token", "/oauth/revoke", pkce=True)


@pytest.mark.parametrize(
    ("methods", "pkce"), [(["S256"], True), (["plain"], False), ([], False), (None, True), ("S256", True)]
)
def test_a_challenge_is_sent_unless_the_server_knows_others_only(methods: Any, pkce: bool) -> None:
    assert ask(reply({"code_challenge_methods_supported": methods})).pkce is pkce


def test_a_server_that_is_elsewhere_is_not_followed() -> None:
    with pytest.raises(RedirectRefusedError, match="use its new address"):
        ask(reply(None, 301, location="https://evil.example/.well-known/oauth-authorization-server"))


def test_a_server_that_fails_is_not_taken_to_say_nothing() -> None:
    with pytest.raises(ServerError):
        ask(reply(None, 500))
    with pytest.raises(NetworkError):
        ask(NetworkError("no route"))


HOSTS = st.sampled_from(
    ["evil.example", "example.social.evil.example", "user@example.social", "example.social:8443", "xn--e.example"]
)


@given(host=HOSTS, scheme=st.sampled_from(["https", "http", "HTTPS", ""]), path=st.text(max_size=20))
def test_nothing_leads_elsewhere(host: str, scheme: str, path: str) -> None:
    url = f"{scheme}:" * bool(scheme) + f"//{host}/{path}"
    with pytest.raises(ForeignEndpointError):
        ask(reply({"token_endpoint": url}))


@given(named=st.text(max_size=60) | st.integers() | st.lists(st.text(max_size=3)) | st.booleans())
def test_whatever_is_named_is_a_path_of_the_server_or_refused(named: Any) -> None:
    try:
        found = ask(reply({"token_endpoint": named})).token
    except ForeignEndpointError:
        return
    assert found.startswith("/")
    assert not found.startswith("//evil")
