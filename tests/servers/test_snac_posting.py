"""Posting to a real snac, which ends each connection after its answer without having said so, and keeps no keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from tests.both_clients import proxy_for
from tests.servers.snac import Snac

from howdah import AsyncClient, Client, NetworkError, OutcomeUnknownError, Reply, Request, Retry

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]


@pytest.fixture(params=["sync-httpx", "async-httpx", "sync-reqwest", "async-reqwest"])
async def make(request: pytest.FixtureRequest, snac: Snac, bounded: None) -> AsyncIterator[Any]:
    """Makes alice's clients, to be used as ``AsyncClient`` is."""
    kind, _, transport = request.param.partition("-")
    if transport == "reqwest":
        pytest.importorskip("pyreqwest")
    opened: list[Any] = []

    def make(**settings: Any) -> Any:
        settings = {"transport": transport, "timeout": 10.0, "retry": Retry(first_delay=0.01), **settings}
        client = (Client if kind == "sync" else AsyncClient)(snac.base_url, snac.token_of("alice"), **settings)
        opened.append(proxy_for(client) if isinstance(client, Client) else client)
        return opened[-1]

    yield make
    for client in opened:
        await client.close()


async def test_no_post_is_lost_with_a_connection_that_had_ended(make: Any) -> None:
    alice = make()
    for number in range(30):
        await alice.get_home_timeline(limit=1)
        await alice.post_status(f"Post {number}")
    me = await alice.verify_credentials()
    posted = await alice.get_account_statuses(me.id, limit=40)
    assert sorted(status.content for status in posted) == sorted(f"Post {number}<br>" for number in range(30))


@pytest.mark.parametrize("visibility", ["public", "unlisted", "private", "direct"])
@pytest.mark.parametrize("text", ["Hello", "*Hark*, @bob: https://example.org/a/very/long/way?to=go\n\n#tag & <more>"])
async def test_a_lost_post_is_found(make: Any, text: str, visibility: str) -> None:
    def lose(request: Request, reply: Reply) -> None:
        if request.method == "POST":
            raise NetworkError("the answer is lost", sent=True)

    alice = make(on_response=[lose])
    lost: list[OutcomeUnknownError] = []
    for _ in range(2):
        with pytest.raises(OutcomeUnknownError) as raised:
            await alice.post_status(text, spoiler_text="hush", visibility=visibility)
        lost.append(raised.value)
    found = [await alice.confirm_post(error) for error in lost]
    assert len({confirmed.status.id for confirmed in found}) == 2
    assert {confirmed.status.spoiler_text for confirmed in found} == {"hush"}


async def test_a_post_that_never_arrived_is_not_found(make: Any) -> None:
    def lose(request: Request) -> None:
        if request.method == "POST":
            raise NetworkError("the request is lost", sent=True)

    alice = make(on_request=[lose])
    await alice.verify_credentials()
    with pytest.raises(OutcomeUnknownError) as raised:
        await alice.post_status("Hello")
    assert not await alice.confirm_post(raised.value, wait=0)
