"""Answers that come as they should, and exactly what is sent to get them."""

from __future__ import annotations

import gzip
import json
import zlib

import pytest
from tests.hostile import HostileServer, Peer, Received, bytes_answer, head, json_answer, raw, redirect

from .conftest import HEADERS, Carrier, MakeCarrier, get, post

pytestmark = pytest.mark.anyio

ADDED = {"host", "accept-encoding", "connection", "content-length"}
"""What a transport may add to the headers it is given."""


async def test_status_headers_and_body_arrive(server: HostileServer, carrier: Carrier) -> None:
    server.on("/a", json_answer({"id": "1"}, status=202, headers=[("X-RateLimit-Limit", "300")]))
    reply = await carrier.get(server.url + "/a?limit=2&types[]=status")
    assert (reply.status, json.loads(reply.body)) == (202, {"id": "1"})
    assert reply.headers["x-ratelimit-limit"] == "300"
    assert server.requests[0].target == "/a?limit=2&types[]=status"


async def test_headers_are_sent_as_given_and_no_others(server: HostileServer, carrier: Carrier) -> None:
    await carrier.get(server.url + "/a")
    await carrier.send(post(server.url + "/b", b"{}"))
    for received in server.requests:
        sent = {name.lower(): value for name, value in received.headers}
        given = HEADERS if received.method == "GET" else {**HEADERS, "content-type": "application/json"}
        assert {name: value for name, value in sent.items() if name not in ADDED} == given
        assert len(sent) == len(received.headers)


async def test_a_body_is_sent_whole(server: HostileServer, carrier: Carrier) -> None:
    body = json.dumps({"status": "Grüße 🐘" * 10_000}, ensure_ascii=False).encode()
    await carrier.send(post(server.url + "/a", body))
    assert server.requests[0].body == body
    assert server.requests[0].header("content-length") == str(len(body))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "HEAD", "POST"])
async def test_every_method(server: HostileServer, carrier: Carrier, method: str) -> None:
    server.on("/a", json_answer({}))
    request = get(server.url + "/a")
    request.method = method
    assert (await carrier.send(request)).status == 200
    assert (server.requests[0].method, server.requests[0].body) == (method, b"")


@pytest.mark.parametrize(
    "path", ["/a%2E%2E/b", "/a%2Fb%3Fc%23d", "/%E2%98%83", "/a;b=c@d:e", "/a+b", "/@someone%40b.example"]
)
async def test_paths_are_left_as_they_are(server: HostileServer, carrier: Carrier, path: str) -> None:
    await carrier.get(server.url + path + "?q=%27a%20b%27+c%26%23&x=%E2%98%83")
    assert server.requests[0].target == path + "?q=%27a%20b%27+c%26%23&x=%E2%98%83"


async def test_repeated_headers_all_arrive(server: HostileServer, carrier: Carrier) -> None:
    links = [
        ("Link", '<https://a.example/?max_id=1>; rel="next"'),
        ("link", '<https://a.example/?min_id=2>; rel="prev"'),
    ]
    server.on("/a", json_answer([], headers=links))
    reply = await carrier.get(server.url + "/a")
    assert reply.headers["Link"] == f"{links[0][1]}, {links[1][1]}"


async def test_headers_beyond_ascii_do_no_harm(server: HostileServer, carrier: Carrier) -> None:
    strange = [("X-Strange", "caf\xe9"), ("X-Plain", "a"), ("X-Plain", "b")]
    server.on("/a", json_answer({}, headers=strange))
    reply = await carrier.get(server.url + "/a")
    assert reply.headers["x-plain"] == "a, b"
    assert reply.headers.get("x-strange") in ("caf\xe9", None)


async def test_chunks_and_compression(server: HostileServer, carrier: Carrier) -> None:
    body = json.dumps([{"id": str(n), "content": "x" * n} for n in range(1000)]).encode()
    packed = gzip.compress(body)
    pieces = [packed[at : at + 999] for at in range(0, len(packed), 999)]
    chunked = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    server.on("/gzip", bytes_answer(packed, headers=[("content-encoding", "gzip")]))
    server.on("/deflate", bytes_answer(zlib.compress(body), headers=[("content-encoding", "deflate")]))
    coded = [("content-encoding", "gzip"), ("transfer-encoding", "chunked"), ("connection", "close")]
    server.on("/chunked", raw(head(200, coded) + chunked))
    server.on("/to-the-end", raw(head(200) + body))
    for path in ("/gzip", "/deflate", "/chunked", "/to-the-end"):
        assert (await carrier.get(server.url + path)).body == body


async def test_no_content(server: HostileServer, carrier: Carrier) -> None:
    def no_content(request: Received, peer: Peer) -> None:
        peer.send(head(204))

    server.on("/a", no_content)
    for _ in range(2):
        reply = await carrier.get(server.url + "/a")
        assert (reply.status, reply.body) == (204, b"")


async def test_early_hints_are_passed_over(server: HostileServer, carrier: Carrier) -> None:
    hints = head(103, [("link", "</style.css>; rel=preload")])
    server.on("/a", raw(hints + head(200, [("content-length", "2")]) + b"{}"))
    reply = await carrier.get(server.url + "/a")
    assert (reply.status, reply.body) == (200, b"{}")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_not_followed(server: HostileServer, carrier: Carrier, status: int) -> None:
    server.on("/a", redirect("/b", status))
    reply = await carrier.get(server.url + "/a")
    assert (reply.status, reply.headers["location"]) == (status, "/b")
    assert len(server.requests) == 1


async def test_cookies_are_not_kept(server: HostileServer, carrier: Carrier) -> None:
    server.on("/a", json_answer({}, headers=[("set-cookie", "a=b; path=/"), ("set-cookie", "c=d; path=/")]))
    for _ in range(2):
        await carrier.get(server.url + "/a")
    assert server.requests[1].header("cookie") is None


async def test_errors_are_answers_too(server: HostileServer, carrier: Carrier) -> None:
    server.on("/a", json_answer({"error": "no"}, status=503))
    assert (await carrier.get(server.url + "/a")).status == 503


async def test_a_body_as_large_as_allowed(server: HostileServer, make_carrier: MakeCarrier) -> None:
    body = b"x" * 200_000
    server.on("/a", bytes_answer(body))
    reply = await make_carrier(max_body=len(body)).get(server.url + "/a")
    assert reply.body == body


async def test_without_a_timeout(server: HostileServer, make_carrier: MakeCarrier) -> None:
    server.on("/a", json_answer({}))
    assert (await make_carrier(timeout=None).get(server.url + "/a", None)).status == 200
