"""Answers that do not come, or not as they should: which error, whether the request was sent, and no hang."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable, Iterator

import anyio
import pytest
from tests import hostile
from tests.hostile import Behaviour, HostileServer, Peer, json_answer

from howdah.core.encoding import file_part, multipart
from howdah.core.errors import NetworkError, RequestTimeoutError, UnexpectedAnswerError

from .conftest import UNREAD, Carrier, MakeCarrier, Tls, Variant, get, post

pytestmark = [pytest.mark.anyio, UNREAD]

SHORT = 0.1
MIB = 1024 * 1024

FAULTS: dict[str, tuple[Behaviour, type[NetworkError]]] = {
    "stall": (hostile.stall, RequestTimeoutError),
    "stall_in_head": (hostile.stall_in_head, RequestTimeoutError),
    "stall_after_head": (hostile.stall_after_head, RequestTimeoutError),
    "stall_in_body": (hostile.stall_in_body, RequestTimeoutError),
    "close": (hostile.close, NetworkError),
    "reset": (hostile.reset, NetworkError),
    "reset_in_body": (hostile.reset_in_body, NetworkError),
    "close_in_body": (hostile.close_in_body, NetworkError),
    "close_in_chunk": (hostile.close_in_chunk, NetworkError),
    "close_between_chunks": (hostile.close_between_chunks, NetworkError),
    "bad_chunk_size": (hostile.bad_chunk_size, NetworkError),
    "bad_length": (hostile.bad_length, NetworkError),
    "two_lengths": (hostile.two_lengths, NetworkError),
    "invalid_gzip": (hostile.invalid_gzip, NetworkError),
    "no_http": (hostile.no_http, NetworkError),
    "huge_headers": (hostile.huge_headers, NetworkError),
    "endless_headers": (hostile.endless_headers, NetworkError),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_fault(server: HostileServer, carrier: Carrier, fault: str) -> None:
    behaviour, kind = FAULTS[fault]
    server.on("/a", behaviour).on("/b", json_answer({}))
    began = time.monotonic()
    with pytest.raises(NetworkError) as caught:
        await carrier.get(server.url + "/a", SHORT if kind is RequestTimeoutError else 5.0)
    assert time.monotonic() - began < 15
    error = caught.value
    assert type(error) is kind
    assert (error.sent, error.retryable) == (True, True)
    assert (error.method, error.url) == ("GET", server.url + "/a")
    assert str(error).startswith(f"GET {server.url}/a: ")
    assert "secret" not in repr(error)
    assert len(server.to("/a")) == 1
    assert (await carrier.get(server.url + "/b")).status == 200
    if fault != "invalid_gzip":  # its framing is whole, so its connection may well be used again
        assert server.peers[0].over.wait(2)


async def test_a_body_that_drips_is_cut(server: HostileServer, carrier: Carrier) -> None:
    server.on("/a", hostile.drip(every=0.01))
    began = time.monotonic()
    with pytest.raises(RequestTimeoutError):
        await carrier.get(server.url + "/a", 0.05)
    assert time.monotonic() - began < 15
    assert server.all_over()


async def test_a_head_that_drips_is_cut(server: HostileServer, carrier: Carrier) -> None:
    server.on("/a", hostile.drip_head(every=0.02))
    began = time.monotonic()
    with pytest.raises(RequestTimeoutError):
        await carrier.get(server.url + "/a", 0.1)
    assert time.monotonic() - began < 15
    assert server.all_over()


async def test_a_head_that_drips_over_tls_is_cut(make_carrier: MakeCarrier, tls: Tls) -> None:
    with HostileServer(tls.server_context()) as server:
        server.on("/a", json_answer({}), hostile.drip_head(every=0.02))
        carrier = make_carrier(verify=tls.file)
        assert (await carrier.get(server.url + "/a", 5.0)).status == 200
        began = time.monotonic()
        with pytest.raises(RequestTimeoutError):
            await carrier.get(server.url + "/a", 0.1)
        assert time.monotonic() - began < 15
        assert server.to("/a")[-1].peer.over.wait(3)


async def test_a_head_that_drips_through_a_proxy_is_cut(make_carrier: MakeCarrier, tls: Tls) -> None:
    with HostileServer(tls.server_context()) as server, HostileServer().otherwise(hostile.forward) as proxy:
        server.on("/a", hostile.drip_head(every=0.02))
        with pytest.raises(RequestTimeoutError):
            await make_carrier(proxy=proxy.url, verify=tls.file).get(server.url + "/a", 0.2)
        assert len(proxy.requests) == 1


async def test_an_answer_that_drips_after_an_upload_is_cut(server: HostileServer, carrier: Carrier) -> None:
    server.on("/media", hostile.drip_head(every=0.02))
    body = multipart([], [("file", file_part(b"x" * MIB))])
    with pytest.raises(RequestTimeoutError) as caught:
        await carrier.send(post(server.url + "/media", body, 0.1))
    assert caught.value.sent is True
    assert server.all_over()


async def test_the_time_for_an_answer_begins_when_the_upload_ends(
    server: HostileServer, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("httpx", "patience"):
        monkeypatch.setattr(f"howdah.transports.{module}.PATIENCE", 1)

    @hostile.early
    def read_slowly(request: hostile.Received, peer: Peer) -> None:
        for _ in request.body_pieces():
            time.sleep(0.006)
        peer.answer(200, b"{}")

    server.on("/media", read_slowly)
    body = multipart([], [("file", file_part(bytes(24 * MIB)))])
    began = time.monotonic()
    assert (await carrier.send(post(server.url + "/media", body, 1.0))).status == 200
    assert time.monotonic() - began > 1.0


@pytest.mark.parametrize("extra", [1, 10 * MIB])
async def test_a_body_too_large(server: HostileServer, make_carrier: MakeCarrier, extra: int) -> None:
    server.on("/a", hostile.bytes_answer(b"x" * (MIB + extra)))
    with pytest.raises(UnexpectedAnswerError, match=f"larger than {MIB} bytes"):
        await make_carrier(max_body=MIB).get(server.url + "/a")


async def test_an_endless_body(server: HostileServer, make_carrier: MakeCarrier) -> None:
    server.on("/a", hostile.endless)
    with pytest.raises(UnexpectedAnswerError):
        await make_carrier(max_body=MIB).get(server.url + "/a")
    assert server.all_over()


@pytest.mark.parametrize("layers", [1, 2])
async def test_gzip_bomb(server: HostileServer, make_carrier: MakeCarrier, layers: int) -> None:
    server.on("/a", hostile.gzip_bomb(256 * MIB, layers))
    before = _memory()
    try:
        reply = await make_carrier(max_body=MIB).get(server.url + "/a")
    except UnexpectedAnswerError:
        pass
    else:
        # pyreqwest does not undo what has been done twice
        assert layers == 2
        assert len(reply.body) < MIB
    assert _memory() - before < 64 * MIB


def _memory() -> int:
    """The most memory that this process ever had."""
    resource = pytest.importorskip("resource", reason="only Unix tells")
    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


async def test_nobody_listens(carrier: Carrier) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(NetworkError) as caught:
        await carrier.send(post(f"http://localhost:{port}/a", b"{}"))
    assert type(caught.value) is NetworkError
    assert (caught.value.sent, caught.value.retryable) == (False, True)


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port whose queue of connections is full, so that further ones are never made."""
    if sys.platform != "linux":
        pytest.skip("only Linux drops what does not fit in the queue")
    waiting: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        for _ in range(4):
            waiting.append(socket.socket())
            waiting[-1].setblocking(False)
            waiting[-1].connect_ex(listener.getsockname())
        yield listener.getsockname()[1]
        for one in waiting:
            one.close()


async def test_a_connection_that_is_never_made(carrier: Carrier, deaf_port: int) -> None:
    with pytest.raises(RequestTimeoutError) as caught:
        await carrier.send(post(f"http://127.0.0.1:{deaf_port}/a", b"{}", SHORT))
    assert caught.value.sent is False


def _stall(peer: Peer) -> None:
    peer.stall()


def _talk_plain(peer: Peer) -> None:
    peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    peer.close()


@pytest.mark.parametrize(
    ("on_connect", "kind"), [(_stall, RequestTimeoutError), (_talk_plain, NetworkError), (Peer.close, NetworkError)]
)
async def test_no_tls_where_it_is_expected(
    carrier: Carrier, on_connect: Callable[[Peer], None], kind: type[NetworkError]
) -> None:
    with HostileServer(on_connect=on_connect) as plain, pytest.raises(NetworkError) as caught:
        await carrier.send(
            post(plain.url.replace("http:", "https:") + "/a", b"{}", SHORT if kind is RequestTimeoutError else 5.0)
        )
    assert type(caught.value) is kind
    assert caught.value.sent is False


def _take_some(peer: Peer) -> None:
    peer.receive()
    peer.reset()


async def test_a_connection_accepted_and_reset_may_have_taken_the_request(carrier: Carrier) -> None:
    with HostileServer(on_connect=_take_some) as server, pytest.raises(NetworkError) as caught:
        await carrier.send(post(server.url + "/a", b"{}"))
    assert caught.value.sent is True


async def test_a_connection_closed_between_requests_is_replaced(server: HostileServer, carrier: Carrier) -> None:
    server.on("/a", hostile.then_close(json_answer({})))
    for _ in range(3):
        assert (await carrier.send(post(server.url + "/a", b"{}"))).status == 200
        await anyio.sleep(0.05)
    assert len(server.requests) == len(server.peers) == 3


async def test_a_request_that_was_taken_is_never_repeated(server: HostileServer, carrier: Carrier) -> None:
    server.on("/a", json_answer({}), hostile.close)
    await carrier.send(post(server.url + "/a", b"{}"))
    with pytest.raises(NetworkError) as caught:
        await carrier.send(post(server.url + "/a", b"{}"))
    assert caught.value.sent is True
    assert len(server.requests) == 2


async def test_bytes_after_the_answer_are_no_answer(
    server: HostileServer, carrier: Carrier, variant: Variant, request: pytest.FixtureRequest
) -> None:
    if variant.transport == "httpx":
        request.applymarker(pytest.mark.xfail(reason="httpcore2 takes them for the next answer"))
    smuggled = hostile.head(200, [("content-length", "9")]) + b'"smuggle"'
    server.on("/a", hostile.raw(hostile.head(200, [("content-length", "2")]) + b"{}" + smuggled, lambda peer: None))
    server.on("/b", json_answer("right"))
    assert (await carrier.get(server.url + "/a")).body == b"{}"
    await anyio.sleep(0.05)
    assert (await carrier.get(server.url + "/b")).body == b'"right"'


async def test_the_timeout_is_each_requests_own(server: HostileServer, make_carrier: MakeCarrier) -> None:
    carrier = make_carrier(timeout=0.1)
    server.on("/a", hostile.after(0.2, json_answer({})))
    assert (await carrier.get(server.url + "/a", 3.0)).status == 200
    assert (await carrier.get(server.url + "/a", None)).status == 200
    with pytest.raises(RequestTimeoutError):
        await carrier.get(server.url + "/a", 0.1)


async def test_a_body_that_comes_slowly_but_comes(server: HostileServer, carrier: Carrier) -> None:
    def slow(request: hostile.Received, peer: Peer) -> None:
        peer.send(hostile.head(200, [("content-length", "6")]))
        for _ in range(6):
            peer.pause(0.04)
            peer.send(b"x")

    server.on("/a", slow)
    assert (await carrier.send(get(server.url + "/a", 0.17))).body == b"xxxxxx"
