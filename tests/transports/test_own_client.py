"""A client of the caller's own: it is used as it is, and stays open."""

from __future__ import annotations

import importlib
import json
from types import ModuleType
from typing import Any

import pytest
from tests import hostile
from tests.hostile import HostileServer, bytes_answer, json_answer, redirect

from howdah import AsyncClient, Client
from howdah.core.errors import NetworkError, RequestTimeoutError, UnexpectedAnswerError

from .conftest import GIVE_UP, VARIANTS, MakeCarrier, Variant, post

pytestmark = pytest.mark.anyio


@pytest.fixture(params=[each for each in VARIANTS if each.transport == "httpx"], ids=str)
def variant(request: pytest.FixtureRequest) -> Variant:
    chosen: Variant = request.param
    return chosen


@pytest.fixture(params=["httpx2", "httpx"])
def package(request: pytest.FixtureRequest) -> ModuleType:
    found: ModuleType = pytest.importorskip(request.param, reason=f"{request.param} is not installed")
    return found


def _make(package: ModuleType, variant: Variant, **options: Any) -> Any:
    return (package.Client if variant.blocking else package.AsyncClient)(**options)


async def _close(client: Any) -> None:
    if hasattr(client, "aclose"):
        await client.aclose()
    else:
        client.close()


async def test_it_is_used_and_left_open(
    server: HostileServer, make_carrier: MakeCarrier, package: ModuleType, variant: Variant
) -> None:
    server.on("/a", json_answer({"id": "1"}))
    client = _make(package, variant, headers={"x-own": "yes"}, follow_redirects=True)
    carrier = make_carrier(client=client)
    assert json.loads((await carrier.get(server.url + "/a")).body) == {"id": "1"}
    assert server.requests[0].header("x-own") == "yes"
    assert server.requests[0].header("authorization") == "Bearer secret-token"
    await carrier.close()
    assert not client.is_closed
    assert (await carrier.get(server.url + "/a")).status == 200
    assert len(server.peers) == 1
    await _close(client)
    with pytest.raises(NetworkError, match="closed"):
        await carrier.get(server.url + "/a")


async def test_its_own_ways_do_not_lead_the_token_astray(
    server: HostileServer, make_carrier: MakeCarrier, package: ModuleType, variant: Variant
) -> None:
    server.on("/a", redirect("/b"))
    client = _make(package, variant, follow_redirects=True, auth=("someone", "else"))
    reply = await make_carrier(client=client).get(server.url + "/a")
    assert reply.status == 302
    assert server.requests[0].header("authorization") == "Bearer secret-token"
    await _close(client)


async def test_its_errors_are_understood(
    server: HostileServer, make_carrier: MakeCarrier, package: ModuleType, variant: Variant
) -> None:
    server.on("/stall", hostile.stall).on("/reset", hostile.reset).on("/gzip", hostile.invalid_gzip)
    client = _make(package, variant)
    carrier = make_carrier(client=client)
    with pytest.raises(RequestTimeoutError):
        await carrier.get(server.url + "/stall", 0.1)
    with pytest.raises(NetworkError):
        await carrier.get(server.url + "/reset")
    with pytest.raises(NetworkError) as caught:
        await carrier.send(post("http://localhost:1/", b"{}"))
    assert caught.value.sent is False
    await _close(client)


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "zstd"])
async def test_httpx_does_not_decompress_what_it_cannot_count(
    server: HostileServer, make_carrier: MakeCarrier, variant: Variant, coding: str
) -> None:
    package = pytest.importorskip("httpx", reason="httpx is not installed")
    server.on("/a", bytes_answer(b"x" * 100, headers=[("content-encoding", coding)])).on("/b", json_answer({}))
    client = _make(package, variant, headers={"accept-encoding": "br, zstd"})
    carrier = make_carrier(client=client)
    with pytest.raises(UnexpectedAnswerError, match="not asked for"):
        await carrier.get(server.url + "/a")
    assert server.requests[0].header("accept-encoding") == "gzip, deflate"
    assert (await carrier.get(server.url + "/b")).status == 200
    await _close(client)


async def test_a_mock_transport(make_carrier: MakeCarrier, package: ModuleType, variant: Variant) -> None:
    def handle(request: Any) -> Any:
        return package.Response(200, json={"path": request.url.path}, headers=[("x-a", "1"), ("x-a", "2")])

    client = _make(package, variant, transport=package.MockTransport(handle))
    reply = await make_carrier(client=client).get("https://example.invalid/a")
    assert json.loads(reply.body) == {"path": "/a"}
    assert reply.headers["x-a"] == "1, 2"
    await _close(client)


async def test_through_a_client(server: HostileServer, package: ModuleType, variant: Variant) -> None:
    server.on("/api/v1/timelines/home", json_answer([]))
    own = _make(package, variant)
    if variant.blocking:
        with Client(server.url, client=own) as client:
            assert list(client.get_home_timeline()) == []
    else:
        async with AsyncClient(server.url, client=own, timeout=GIVE_UP) as async_client:
            assert list(await async_client.get_home_timeline()) == []
    assert not own.is_closed
    await _close(own)


async def test_a_client_of_the_other_kind(make_carrier: MakeCarrier, package: ModuleType, variant: Variant) -> None:
    other = Variant("httpx", blocking=not variant.blocking)
    client = _make(package, other)
    with pytest.raises(TypeError, match=r"httpx2\.(Async)?Client"):
        make_carrier(client=client)
    await _close(client)


async def test_something_else_entirely(make_carrier: MakeCarrier) -> None:
    session = importlib.import_module("urllib.request").build_opener()
    with pytest.raises(TypeError, match="OpenerDirector"):
        make_carrier(client=session)
