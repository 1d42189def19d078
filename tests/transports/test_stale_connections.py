"""Connections that a server ends without a word, and servers that are not there."""

from __future__ import annotations

import socket
from typing import Any

import anyio
import pytest
from tests import hostile
from tests.hostile import HostileServer, Peer, Received, json_answer

from howdah import NO_RETRY, Attempt, NetworkError, OutcomeUnknownError, Retry
from howdah.core.server import Server
from howdah.core.wire import Request
from howdah.testing import make_status
from howdah.transports.connecting import LONGEST_IDLE

from .conftest import HEADERS, Carrier, MakeCarrier, MakeFace, Variant, get, post

pytestmark = pytest.mark.anyio

STATUSES = "/api/v1/statuses"


def fresh(url: str) -> Request:
    return Request("POST", url, dict(HEADERS), b"{}", 5.0, fresh=True)


async def test_a_fresh_request_has_a_connection_of_its_own(server: HostileServer, carrier: Carrier) -> None:
    server.otherwise(json_answer({}))
    await carrier.get(server.url + "/kept")
    for _ in range(2):
        assert (await carrier.send(fresh(server.url + "/fresh"))).status == 200
    await carrier.get(server.url + "/kept")
    first, one, two, last = [request.peer for request in server.requests]
    assert first is last
    assert len({first, one, two}) == 3
    assert await anyio.to_thread.run_sync(one.over.wait, 5), "it is not kept"


@pytest.mark.over("httpx")
async def test_a_kept_connection_that_ends_without_a_word_is_known_as_such(
    server: HostileServer, carrier: Carrier
) -> None:
    server.on("/a", json_answer({}), hostile.close).on("/b", hostile.close)
    with pytest.raises(NetworkError) as caught:
        await carrier.send(post(server.url + "/b", b"{}"))
    assert caught.value.stale is False, "it was new"
    await carrier.get(server.url + "/a")
    with pytest.raises(NetworkError) as caught:
        await carrier.send(post(server.url + "/a", b"{}"))
    assert caught.value.stale is True
    assert caught.value.sent is True, "the server had it before it ended the connection"


@pytest.mark.over("httpx")
async def test_an_answer_that_breaks_off_or_is_late_is_not_stale(server: HostileServer, carrier: Carrier) -> None:
    def half(request: Received, peer: Peer) -> None:
        peer.send(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{")
        peer.close()

    server.on("/a", json_answer({}), half, json_answer({}), hostile.stall)
    for _ in range(2):
        await carrier.get(server.url + "/a")
        with pytest.raises(NetworkError) as caught:
            await carrier.get(server.url + "/a", 0.3)
        assert caught.value.stale is False


async def test_connections_are_not_kept_longer_than_servers_do() -> None:
    assert LONGEST_IDLE < 5, "Node's and uvicorn's limit"


async def test_a_read_over_a_stale_connection_is_repeated_at_once(
    server: HostileServer, make_face: MakeFace, variant: Variant
) -> None:
    seen: list[Attempt] = []
    server.on(f"{STATUSES}/1", json_answer(make_status()), hostile.close, json_answer(make_status()))
    face = make_face(server.url, retry=Retry(first_delay=0.05, on_attempt=seen.append))
    for _ in range(2):
        await face.call("get_status", "1")
    assert [attempt.outcome for attempt in seen] == ["succeeded", "again", "succeeded"]
    assert (seen[1].wait == 0) is (variant.transport == "httpx"), "pyreqwest does not tell"


@pytest.mark.over("httpx")
async def test_after_one_connection_ended_posts_go_over_new_ones(server: HostileServer, make_face: MakeFace) -> None:
    server.on(f"{STATUSES}/1", json_answer(make_status()), hostile.close, json_answer(make_status()))
    server.on(STATUSES, json_answer(make_status()))
    face = make_face(server.url, retry=Retry(first_delay=0.01))
    for _ in range(2):
        await face.call("get_status", "1")
    reading = server.requests[-1].peer
    await face.call("post_status", "Hello")
    assert server.requests[-1].peer is not reading
    assert len(server.to(STATUSES)) == 1


@pytest.mark.parametrize(("software", "kept"), [("mastodon", True), ("gotosocial", False), ("snac", False)])
async def test_posts_that_cannot_be_repeated_go_over_new_connections(
    server: HostileServer, make_face: MakeFace, software: str, kept: bool
) -> None:
    server.on(f"{STATUSES}/1", json_answer(make_status())).on(STATUSES, json_answer(make_status()))
    face = make_face(server.url)
    face.client.session.server = Server(software, "1.0")
    await face.call("get_status", "1")
    await face.call("post_status", "Hello")
    assert (server.requests[0].peer is server.requests[1].peer) is kept


async def test_snac_is_known_by_its_answers(server: HostileServer, make_face: MakeFace) -> None:
    def as_snac(request: Received, peer: Peer) -> None:
        """Answer, and end the connection without having said so."""
        json_answer(make_status(), headers=[("x-creator", "snac/2.75")])(request, peer)
        peer.close()

    server.on(f"{STATUSES}/1", as_snac).on(STATUSES, as_snac)
    face = make_face(server.url, retry=Retry(first_delay=0.01))
    for number in range(20):
        await face.call("get_status", "1")
        await face.call("post_status", f"Post {number}")
    assert face.client.server == Server("snac", "2.75")
    assert len(server.to(STATUSES)) == 20


async def test_what_a_server_has_got_is_never_repeated_by_a_transport(
    server: HostileServer, make_face: MakeFace
) -> None:
    server.on(f"{STATUSES}/1", json_answer(make_status())).on(STATUSES, hostile.close)
    face = make_face(server.url)
    await face.call("get_status", "1")
    with pytest.raises(OutcomeUnknownError):
        await face.call("post_status", "Hello")
    assert len(server.to(STATUSES)) == 1


async def test_a_name_that_does_not_exist_is_said_to(make_face: MakeFace) -> None:
    seen: list[Attempt] = []
    face = make_face("https://no-such-server.invalid", retry=Retry(on_attempt=seen.append))
    with pytest.raises(NetworkError, match=r"'no-such-server\.invalid' does not exist; is its name right\?") as caught:
        await face.call("get_status", "1")
    assert (caught.value.sent, caught.value.retryable) == (False, False)
    assert [attempt.outcome for attempt in seen] == ["failed"], "once is enough"


async def test_so_is_a_proxys(make_face: MakeFace) -> None:
    face = make_face("https://example.social", proxy="http://me:secret@no-such-proxy.invalid:3128", retry=NO_RETRY)
    with pytest.raises(NetworkError, match=r"'no-such-proxy\.invalid' does not exist") as caught:
        await face.call("get_status", "1")
    assert "secret" not in str(caught.value)


@pytest.mark.over("httpx")
async def test_a_look_up_that_fails_for_now_is_repeated(
    make_carrier: MakeCarrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any, **kwargs: Any) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(NetworkError, match=r"'example\.social' cannot be looked up at the moment") as caught:
        await make_carrier().send(get("https://example.social/"))
    assert (caught.value.sent, caught.value.retryable) == (False, True)
