"""A thousand posts through a connection that fails 30 % of the time: none is lost, none is there twice.

A tenth of them by default; all of them with ``HOWDAH_SOAK=1``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
from tests.both_clients import proxy_for
from tests.posting.board import Board
from tests.posting.lossy_connection import BoardServer, Luck, simulate
from tests.soak import length

from howdah import AsyncClient, Client, NetworkError, OutcomeUnknownError, Retry
from howdah.testing import FakeServer

pytestmark = [pytest.mark.anyio, pytest.mark.soak]

SIMULATED = length(1000, 100)
REAL = length(100, 10)
SEED = 20260101


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


class Simulation:
    """A board behind a simulated connection, and a client that posts there."""

    def __init__(self, kind: str, software: str, *, honours: bool, known: bool = True) -> None:
        self.fake = FakeServer(server=None)
        self.board = Board(software, honours=honours, now=lambda: self.fake.clock.now)
        self.luck = Luck(SEED)
        simulate(self.fake, self.board, self.luck)
        client = self.fake.client() if kind == "sync" else self.fake.async_client()
        self.client: Any = proxy_for(client) if isinstance(client, Client) else client


async def post_until_known(client: Any, text: str, key: str) -> int:
    """Post with one key until the server says that it is posted; how often nobody knew."""
    unknown = 0
    while True:
        try:
            await client.post_status(text, idempotency_key=key)
        except OutcomeUnknownError as error:
            unknown += error.idempotency_key == key
        except NetworkError as error:
            if error.sent:
                raise
        else:
            return unknown


async def post_or_confirm(client: Any, text: str, wait: float) -> int:
    """Post until it is known to be there, looking whether it is before each further time; how often nobody knew."""
    unknown = 0
    while True:
        try:
            return unknown if await client.post_status(text) else 0
        except OutcomeUnknownError as error:
            unknown += 1
            if await confirmed(client, error, wait):
                return unknown
        except NetworkError as error:
            if error.sent:
                raise


async def confirmed(client: Any, error: OutcomeUnknownError, wait: float) -> bool:
    while True:
        try:
            return bool(await client.confirm_post(error, wait=wait))
        except NetworkError:
            continue


async def test_each_is_there_once_where_keys_are_kept(kind: str) -> None:
    run = Simulation(kind, "mastodon", honours=True)
    unknown = sum([await post_until_known(run.client, f"Post {n}", f"key-{n}") for n in range(SIMULATED)])
    assert run.board.texts() == [f"Post {n}" for n in range(SIMULATED)]
    assert run.luck.fates["after"] > SIMULATED // 25
    assert unknown < SIMULATED // 10, "what can be known by sending it again is found out"


async def test_none_is_there_twice_where_keys_are_ignored(kind: str) -> None:
    run = Simulation(kind, "gotosocial", honours=False)
    outcomes: dict[str, str] = {}
    for n in range(SIMULATED):
        text = f"Post {n}"
        try:
            posted = await run.client.post_status(text)
            assert run.board.sources[posted.id] == text
            outcomes[text] = "posted"
        except OutcomeUnknownError as error:
            outcomes[text] = "shown" if text in f"{error} {error!r} {error.post!r}" else "unknown"
        except NetworkError as error:
            outcomes[text] = "sent" if error.sent else "unsent"
    assert set(outcomes.values()) == {"posted", "unknown"} | ({"unsent"} & set(outcomes.values()))
    there = Counter(run.board.texts())
    assert max(there.values()) == 1
    assert all(there[text] == 1 for text, outcome in outcomes.items() if outcome == "posted")
    assert all(there[text] == 0 for text, outcome in outcomes.items() if outcome == "unsent")
    lost = [text for text, outcome in outcomes.items() if outcome == "unknown"]
    assert {there[text] for text in lost} == {0, 1}, "some of them were posted and some were not"
    assert set(there) <= {text for text, outcome in outcomes.items() if outcome != "unsent"}


@pytest.mark.parametrize("same", [False, True], ids=["each its own text", "all one text"])
async def test_each_is_there_once_where_they_are_confirmed(kind: str, same: bool) -> None:
    run = Simulation(kind, "snac", honours=False)
    texts = ["Good morning" if same else f"Post {n}" for n in range(SIMULATED)]
    unknown = sum([await post_or_confirm(run.client, text, 15.0) for text in texts])
    assert Counter(run.board.texts()) == Counter(texts)
    assert unknown > SIMULATED // 10


@pytest.fixture(params=["sync-httpx", "async-httpx", "sync-reqwest", "async-reqwest"])
async def caller(request: pytest.FixtureRequest, bounded: None) -> AsyncIterator[Any]:
    """Makes clients of either kind over either transport, to be used as ``AsyncClient`` is."""
    kind, _, transport = request.param.partition("-")
    if transport == "reqwest":
        pytest.importorskip("pyreqwest")
    opened: list[Any] = []

    def make(url: str) -> Any:
        settings: Any = {"timeout": 5.0, "transport": transport, "retry": Retry(first_delay=0.01, longest_delay=0.05)}
        opened.append(
            proxy_for(Client(url, "token", **settings)) if kind == "sync" else AsyncClient(url, "token", **settings)
        )
        return opened[-1]

    yield make
    for client in opened:
        await client.close()


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_over_real_connections_where_keys_are_kept(caller: Any) -> None:
    with BoardServer(Board("mastodon", honours=True), Luck(SEED)) as server:
        client = caller(server.url)
        for n in range(REAL):
            await post_until_known(client, f"Post {n}", f"key-{n}")
        assert server.board.texts() == [f"Post {n}" for n in range(REAL)]
        assert sum(server.luck.fates.values()) > server.luck.fates["well"]


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_over_real_connections_where_keys_are_ignored(caller: Any) -> None:
    with BoardServer(Board("gotosocial", honours=False), Luck(SEED)) as server:
        client = caller(server.url)
        unknown = sum([await post_or_confirm(client, f"Post {n}", 0.2) for n in range(REAL)])
        assert server.board.texts() == [f"Post {n}" for n in range(REAL)]
        assert unknown > 0
