"""Notifications from where an earlier run has come: each at least once, and none twice without need."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from tests.streaming.conftest import QUICK, Streamed
from tests.streaming.server import StreamServer

from howdah import CallbackPositions, Client, ConfigurationError, FilePositions, SqlitePositions
from howdah.models import Notification
from howdah.streaming.stores import store_of

on_asyncio = pytest.mark.parametrize("anyio_backend", ["asyncio"], indirect=True)


def file_store(folder: Path) -> Any:
    return folder / "position"


def sqlite_store(folder: Path) -> Any:
    return str(folder / "bot.sqlite")


def callback_store(folder: Path) -> Any:
    kept: list[str] = []
    return CallbackPositions(lambda: kept[-1] if kept else None, kept.append)


async def take(notifications: Any, count: int) -> list[str]:
    taken: list[str] = []
    with anyio.fail_after(30):
        while len(taken) < count:
            notification: Notification = await anext(notifications)
            taken.append(notification.id)
    return taken


@pytest.mark.anyio
@on_asyncio
@pytest.mark.parametrize("made", [file_store, sqlite_store, callback_store])
async def test_it_goes_on_where_it_was(streamed: Streamed, made: Callable[[Path], Any], tmp_path: Path) -> None:
    store = made(tmp_path)
    with StreamServer() as server:
        server.notify(type="mention")
        client = streamed.client(server)
        async with client.notifications_since(store, **streamed.settings) as first:
            given = [server.notify(type="mention"), server.notify(type="follow", status=None)]
            assert await take(first, 2) == given
        away = [server.notify(type="mention"), server.notify(type="favourite")]
        async with client.notifications_since(store, **streamed.settings) as second:
            # The last of the first run was not settled, for nothing was asked for after it.
            assert await take(second, 3) == [given[1], *away]
            await second.settle()
        last = server.notify(type="mention")
        async with client.notifications_since(store, **streamed.settings) as third:
            assert await take(third, 1) == [last]


@pytest.mark.anyio
@on_asyncio
async def test_only_some_types_are_given_and_the_others_are_not_given_later(streamed: Streamed, tmp_path: Path) -> None:
    store = tmp_path / "position"
    with StreamServer() as server:
        client = streamed.client(server)
        async with client.mentions(store, **streamed.settings) as mentions:
            server.notify(type="favourite")
            mention = server.notify(type="mention")
            assert await take(mentions, 1) == [mention]
            await mentions.settle()
        server.notify(type="favourite")
        follow, mention = server.notify(type="follow", status=None), server.notify(type="mention")
        async with client.notifications_since(store, "follow", "mention", **streamed.settings) as rest:
            assert await take(rest, 2) == [follow, mention]


@pytest.mark.anyio
@on_asyncio
async def test_where_there_are_no_streams_it_asks_again_and_again(streamed: Streamed, tmp_path: Path) -> None:
    settings = {**QUICK, "transport": "polling", "poll_every": (0.01, 0.05)}
    with StreamServer(websocket=False, sse=False) as server:
        client = streamed.client(server)
        async with client.mentions(tmp_path / "position", **settings) as mentions:
            given = [server.notify(type="mention") for _ in range(3)]
            assert await take(mentions, 3) == given


@pytest.mark.anyio
@on_asyncio
async def test_a_reconnect_gives_nothing_twice(streamed: Streamed, tmp_path: Path) -> None:
    with StreamServer() as server:
        client = streamed.client(server)
        async with client.mentions(tmp_path / "position", **streamed.settings) as mentions:
            first = server.notify(type="mention")
            assert await take(mentions, 1) == [first]
            server.kill()
            second = server.notify(type="mention")
            assert await take(mentions, 1) == [second]


@pytest.mark.anyio
@on_asyncio
async def test_what_was_too_much_to_fetch_is_told(
    streamed: Streamed, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = tmp_path / "position"
    with StreamServer() as server:
        client = streamed.client(server)
        async with client.mentions(store, **streamed.settings):
            pass
        async with client.mentions(store, **streamed.settings) as mentions:
            server.notify(type="mention")
            await take(mentions, 1)
            await mentions.settle()
        for _ in range(50):
            server.notify(type="mention")
        with caplog.at_level(logging.WARNING, "howdah"):
            async with client.mentions(store, **streamed.settings, catch_up_limit=5) as mentions:
                await take(mentions, 5)
    assert "was missed" in caplog.text


def test_stores_keep_what_they_are_given(tmp_path: Path) -> None:
    for store in (
        FilePositions(tmp_path / "a"),
        SqlitePositions(tmp_path / "b.db"),
        SqlitePositions(tmp_path / "b.db", "x"),
    ):
        assert store.load() is None
        store.save("one")
        store.save("two")
        assert store.load() == "two"
    assert SqlitePositions(tmp_path / "b.db").load() == "two"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b.db"]


def test_a_store_that_cannot_be_used_says_so(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("this is no database, but longer than a hundred characters" * 3)
    for broken in (FilePositions(tmp_path), SqlitePositions(tmp_path), SqlitePositions(tmp_path / "text.db")):
        with pytest.raises(ConfigurationError, match=r"cannot be read|no position"):
            broken.load()
        with pytest.raises(ConfigurationError, match="cannot be written"):
            broken.save("x")
    with pytest.raises(TypeError, match="load and save"):
        store_of(3)  # type: ignore[arg-type]
    with Client("example.social", "x") as client:
        with pytest.raises(ConfigurationError, match="store"):
            client.mentions(tmp_path / "x", since="y")
        with pytest.raises(ConfigurationError, match="silence"):
            client.mentions(tmp_path / "x", silence=-1)
        (tmp_path / "x").write_text("half a posit")
        with pytest.raises(ConfigurationError, match="no position"):
            next(client.mentions(tmp_path / "x"))
