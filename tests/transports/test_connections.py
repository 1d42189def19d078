"""Connections: TLS, proxies, keeping, sharing, closing, cancelling."""

from __future__ import annotations

import base64
import json
import ssl
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import pytest
from tests import hostile
from tests.hostile import HostileServer, Peer, Received, json_answer

from howdah.core.errors import ConfigurationError, NetworkError, RequestTimeoutError

from .conftest import Carrier, MakeCarrier, Tls, Variant, get, post

pytestmark = pytest.mark.anyio


def echo(request: Received, peer: Peer) -> None:
    """Answer with what was asked for."""
    peer.answer(200, json.dumps(request.target).encode())


async def test_connections_are_kept(server: HostileServer, carrier: Carrier) -> None:
    server.otherwise(echo)
    for at in range(5):
        assert json.loads((await carrier.get(f"{server.url}/{at}")).body) == f"/{at}"
    assert len(server.peers) == 1


@pytest.mark.blocking
async def test_threads_share_a_transport(server: HostileServer, make_carrier: MakeCarrier) -> None:
    server.otherwise(echo)
    transport = make_carrier().transport
    ready = threading.Barrier(16)

    def work(worker: int) -> list[str]:
        ready.wait()
        replies = [transport.send(get(f"{server.url}/{worker}/{at}")) for at in range(50)]
        return [json.loads(reply.body) for reply in replies]  # type: ignore[union-attr]

    def work_all() -> list[list[str]]:
        with ThreadPoolExecutor(16) as pool:
            return list(pool.map(work, range(16)))

    got = await anyio.to_thread.run_sync(work_all)
    assert got == [[f"/{worker}/{at}" for at in range(50)] for worker in range(16)]
    assert len(server.peers) <= 32


@pytest.mark.awaited
async def test_tasks_share_a_transport(server: HostileServer, carrier: Carrier) -> None:
    server.otherwise(echo)
    got: dict[int, str] = {}

    async def work(task: int) -> None:
        got[task] = json.loads((await carrier.get(f"{server.url}/{task}")).body)

    async with anyio.create_task_group() as group:
        for task in range(200):
            group.start_soon(work, task)
    assert got == {task: f"/{task}" for task in range(200)}
    assert len(server.peers) < 150  # not many more than may be open at a time


async def test_closing_closes_the_connections(server: HostileServer, carrier: Carrier) -> None:
    server.otherwise(echo)
    await carrier.get(server.url + "/a")
    assert not server.peers[0].gone.is_set()
    await carrier.close()
    assert server.all_over()
    await carrier.close()


async def test_closing_before_the_first_request(carrier: Carrier) -> None:
    await carrier.close()


async def test_a_closed_transport_sends_nothing(server: HostileServer, carrier: Carrier) -> None:
    server.otherwise(echo)
    await carrier.get(server.url + "/a")
    await carrier.close()
    with pytest.raises(NetworkError, match="closed") as caught:
        await carrier.get(server.url + "/a")
    assert caught.value.retryable is False
    assert len(server.requests) == 1


@pytest.mark.awaited
async def test_cancelled_while_waiting(server: HostileServer, carrier: Carrier) -> None:
    server.on("/a", hostile.stall).on("/b", echo)
    with anyio.move_on_after(0.1) as scope:
        await carrier.get(server.url + "/a", 0.5)
    assert scope.cancelled_caught
    assert json.loads((await carrier.get(server.url + "/b")).body) == "/b"
    assert await anyio.to_thread.run_sync(server.peers[0].gone.wait, 2)
    assert server.to("/b")[0].peer is not server.peers[0]


@pytest.mark.awaited
async def test_cancelled_before_a_late_answer(server: HostileServer, carrier: Carrier) -> None:
    server.on("/a", hostile.after(0.2, hostile.bytes_answer(b"x" * 300_000))).otherwise(echo)
    with anyio.move_on_after(0.1) as scope:
        await carrier.get(server.url + "/a")
    assert scope.cancelled_caught
    for at in range(5):
        assert json.loads((await carrier.get(f"{server.url}/{at}")).body) == f"/{at}"
        await anyio.sleep(0.05)


@pytest.mark.awaited
async def test_cancelled_in_the_body(server: HostileServer, carrier: Carrier) -> None:
    def much_and_no_more(request: Received, peer: Peer) -> None:
        peer.send(hostile.head(200, [("content-length", "1000000")]) + b"x" * 200_000)
        peer.stall()

    server.on("/a", much_and_no_more).on("/b", echo)
    with anyio.move_on_after(0.2) as scope:
        await carrier.get(server.url + "/a", 5.0)
    assert scope.cancelled_caught
    assert await anyio.to_thread.run_sync(server.peers[0].gone.wait, 2)
    assert json.loads((await carrier.get(server.url + "/b")).body) == "/b"
    assert len(server.peers) == 2


async def test_a_certificate_of_a_known_authority(make_carrier: MakeCarrier, tls: Tls) -> None:
    with HostileServer(tls.server_context()) as server:
        server.otherwise(echo)
        carrier = make_carrier(verify=str(tls.file))
        for _ in range(2):
            assert (await carrier.get(server.url + "/a")).status == 200
        assert len(server.peers) == 1


async def test_a_folder_of_authorities(make_carrier: MakeCarrier, tls: Tls, tmp_path: Path) -> None:
    (tmp_path / "README").write_text("not a certificate")
    (tmp_path / "more").mkdir()
    for file in tls.folder.glob("*.pem"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with HostileServer(tls.server_context()) as server:
        server.otherwise(echo)
        assert (await make_carrier(verify=tmp_path).get(server.url + "/a")).status == 200


@pytest.mark.parametrize(("host", "authority"), [("localhost", "stranger"), ("other.example", "own")])
async def test_a_certificate_that_is_not_good(make_carrier: MakeCarrier, tls: Tls, host: str, authority: str) -> None:
    with HostileServer(tls.server_context(host, authority)) as server:
        with pytest.raises(NetworkError, match="certificate") as caught:
            await make_carrier(verify=tls.file).send(post(server.url + "/a", b"{}"))
        assert server.requests == []
    assert (caught.value.sent, caught.value.retryable) == (False, False)


async def test_the_systems_authorities(carrier: Carrier, tls: Tls) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere they are not in a file")
    with HostileServer(tls.server_context(authority="system")) as server:
        server.otherwise(echo)
        assert (await carrier.get(server.url + "/a")).status == 200


async def test_an_authority_unknown_to_the_system(carrier: Carrier, tls: Tls) -> None:
    with HostileServer(tls.server_context()) as server, pytest.raises(NetworkError, match="certificate"):
        await carrier.get(server.url + "/a")


async def test_no_certificate_is_asked_for(make_carrier: MakeCarrier, tls: Tls) -> None:
    with HostileServer(tls.server_context("other.example", "stranger")) as server:
        server.otherwise(echo)
        assert (await make_carrier(verify=False).get(server.url + "/a")).status == 200


async def test_an_ssl_context(make_carrier: MakeCarrier, variant: Variant, tls: Tls) -> None:
    context = ssl.create_default_context(cafile=str(tls.file))
    if variant.transport == "reqwest":
        with pytest.raises(ConfigurationError, match="SSLContext"):
            make_carrier(verify=context)
        return
    with HostileServer(tls.server_context()) as server:
        server.otherwise(echo)
        assert (await make_carrier(verify=context).get(server.url + "/a")).status == 200


@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_authorities_that_are_none(make_carrier: MakeCarrier, tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content)
    with pytest.raises(ConfigurationError, match=r"ca\.pem"):
        await make_carrier(verify=file).get("https://localhost:1/")


async def test_a_reset_within_tls(make_carrier: MakeCarrier, tls: Tls) -> None:
    with HostileServer(tls.server_context()) as server:
        server.on("/a", hostile.reset_in_body).on("/b", hostile.stall_in_body)
        carrier = make_carrier(verify=tls.file)
        with pytest.raises(NetworkError):
            await carrier.get(server.url + "/a")
        with pytest.raises(RequestTimeoutError):
            await carrier.get(server.url + "/b", 0.2)


async def test_a_proxy_carries_plain_requests(server: HostileServer, make_carrier: MakeCarrier) -> None:
    server.otherwise(echo)
    with HostileServer().otherwise(hostile.forward) as proxy:
        url = proxy.url.replace("//", "//user:pass%20word@")
        reply = await make_carrier(proxy=url).get(server.url + "/a?b=c")
        assert json.loads(reply.body) == "/a?b=c"
        assert proxy.requests[0].target == server.url + "/a?b=c"
        assert proxy.requests[0].header("proxy-authorization") == _basic("user:pass word")
    assert server.requests[0].header("via") == "test"
    assert server.requests[0].header("proxy-authorization") is None


async def test_a_proxy_carries_tls(make_carrier: MakeCarrier, tls: Tls) -> None:
    with HostileServer(tls.server_context()) as server, HostileServer().otherwise(hostile.forward) as proxy:
        server.otherwise(echo)
        url = proxy.url.replace("//", "//user:pass@")
        reply = await make_carrier(proxy=url, verify=tls.file).get(server.url + "/a")
        assert json.loads(reply.body) == "/a"
        connect = proxy.requests[0]
        assert (connect.method, connect.target) == ("CONNECT", f"localhost:{server.port}")
        assert connect.header("proxy-authorization") == _basic("user:pass")
        assert connect.header("authorization") is None
        assert server.requests[0].header("proxy-authorization") is None


def _basic(userinfo: str) -> str:
    return "Basic " + base64.b64encode(userinfo.encode()).decode()


async def test_a_proxy_that_refuses(make_carrier: MakeCarrier) -> None:
    with HostileServer().otherwise(json_answer({}, status=407)) as proxy, pytest.raises(NetworkError) as caught:
        url = proxy.url.replace("//", "//user:hidden@")
        await make_carrier(proxy=url).send(post("https://localhost:1/a", b"{}"))
    assert caught.value.sent is False
    assert "hidden" not in str(caught.value)


async def test_a_proxy_that_is_not_there(server: HostileServer, make_carrier: MakeCarrier) -> None:
    with pytest.raises(NetworkError) as caught:
        await make_carrier(proxy="http://user:hidden@localhost:1").send(post(server.url + "/a", b"{}"))
    assert caught.value.sent is False
    assert "hidden" not in str(caught.value)
    assert server.requests == []


@pytest.mark.parametrize(
    "proxy", ["ftp://user:hidden@localhost", "localhost:3128", "http://", "http://a b", "http://a:b"]
)
async def test_a_proxy_that_is_none(make_carrier: MakeCarrier, proxy: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        make_carrier(proxy=proxy)
    assert "hidden" not in str(caught.value)


async def test_the_environments_proxy(
    server: HostileServer, make_carrier: MakeCarrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.otherwise(echo)
    with HostileServer().otherwise(hostile.forward) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert (await make_carrier().get(server.url + "/a")).status == 200
        assert len(proxy.requests) == 1
