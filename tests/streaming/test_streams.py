"""What a program sees of its streams, whatever happens to the connection."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import threading
from collections.abc import Callable
from typing import Any

import anyio
import pytest
from tests.streaming.conftest import QUICK, Streamed
from tests.streaming.server import StreamServer

import howdah
from howdah import (
    AnnouncementDeleteEvent,
    AnnouncementEvent,
    AnnouncementReactionEvent,
    Connected,
    DeleteEvent,
    Disconnected,
    FiltersChangedEvent,
    NotificationEvent,
    NotificationsMergedEvent,
    Reconnect,
    StatusUpdateEvent,
    UnauthorizedError,
    UnknownEvent,
    UpdateEvent,
)
from howdah.streaming.settings import StreamSettings
from howdah.testing import make_status

pytestmark = pytest.mark.anyio

ANNOUNCEMENT = '{"id":"1","content":"<p>hi</p>","published_at":"2026-01-01T00:00:00Z","updated_at":null}'


async def take(stream: Any, count: int, *kinds: type) -> list[Any]:
    """The next events of some kinds."""
    found: list[Any] = []
    with anyio.fail_after(30):
        while len(found) < count:
            event = await anext(stream)
            if isinstance(event, kinds):
                found.append(event)
    return found


async def ids(stream: Any, count: int) -> list[str]:
    """The IDs of the next statuses."""
    return [event.status.id for event in await take(stream, count, UpdateEvent)]


async def until(condition: Callable[[], bool]) -> None:
    """Wait until another thread or task has come so far."""
    with anyio.fail_after(10):
        while not condition():  # noqa: ASYNC110 - it is told by nobody
            await anyio.sleep(0.01)


async def test_everything_that_can_happen_is_an_event(streamed: Streamed) -> None:
    with StreamServer() as server:
        async with streamed.client(server).stream_user(**streamed.settings) as stream:
            (connected,) = await take(stream, 1, Connected)
            assert (connected.transport, connected.stream) == (streamed.transport, "user")
            server.post("user")
            server.notify()
            status = make_status(id="7")
            server.publish("user", "status.update", howdah.models.Status.model_validate(status).model_dump_json())
            server.publish("user", "delete", "7")
            server.publish("user", "filters_changed", "undefined")
            server.publish("user", "announcement", ANNOUNCEMENT)
            server.publish("user", "announcement.reaction", '{"announcement_id":"1","name":"🐘","count":3}')
            server.publish("user", "announcement.delete", "1")
            server.publish("user", "notifications_merged", "1")
            server.publish("user", "elephants.arrived", "many")
            server.publish("user", "update", '{"broken":')
            kinds = [type(event) for event in await take(stream, 11, howdah.StreamEvent)]
            assert kinds == [
                UpdateEvent,
                NotificationEvent,
                StatusUpdateEvent,
                DeleteEvent,
                FiltersChangedEvent,
                AnnouncementEvent,
                AnnouncementReactionEvent,
                AnnouncementDeleteEvent,
                NotificationsMergedEvent,
                UnknownEvent,
                UnknownEvent,
            ]


FAULTS: dict[str, Callable[[StreamServer], Any]] = {
    "kill": StreamServer.kill,
    "reset": StreamServer.reset_connections,
    "half a frame": StreamServer.half_frame,
    "5 MB event": StreamServer.huge,
    "502": lambda server: (server.refuse(502, 2), server.kill()),
    "REST down": lambda server: (server.refuse(503, 2, "rest"), server.kill()),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_lost_connection_loses_nothing(streamed: Streamed, fault: str) -> None:
    with StreamServer() as server:
        async with streamed.client(server).stream_user(**streamed.settings) as stream:
            posted = [server.post() for _ in range(3)]
            assert await ids(stream, 3) == posted
            FAULTS[fault](server)
            posted = [server.post() for _ in range(50)]
            assert await ids(stream, 50) == posted
            assert server.connections >= 2


@pytest.mark.parametrize("harm", [StreamServer.drip, StreamServer.beats, StreamServer.nonsense])
async def test_a_strange_connection_stays(streamed: Streamed, harm: Callable[[StreamServer], None]) -> None:
    with StreamServer() as server:
        async with streamed.client(server).stream_user(**streamed.settings) as stream:
            harm(server)
            posted = [server.post() for _ in range(10)]
            assert await ids(stream, 10) == posted
            assert server.connections == 1


async def test_a_silent_connection_is_taken_for_dead(streamed: Streamed) -> None:
    with StreamServer() as server:
        settings = {**streamed.settings, "silence": 0.3}
        async with streamed.client(server).stream_user(**settings) as stream:
            server.stall()
            posted = server.post()
            (lost,) = await take(stream, 1, Disconnected)
            assert "nothing came for 0.3 s" in lost.reason
            assert await ids(stream, 1) == [posted]


@pytest.mark.parametrize("streamed", ["sync-websocket", "async-websocket"], indirect=True)
async def test_a_server_that_answers_pings_is_alive(streamed: Streamed) -> None:
    with StreamServer() as server:
        settings = {**streamed.settings, "silence": 3.0}
        async with streamed.client(server).stream_user(**settings) as stream, anyio.create_task_group() as tasks:
            await take(stream, 1, Connected)

            async def post() -> None:
                await until(lambda: server.pings > 0)
                server.post()

            tasks.start_soon(post)
            await ids(stream, 1)
            assert server.connections == 1


async def test_one_that_comes_late_is_not_lost(streamed: Streamed) -> None:
    with StreamServer() as server:
        async with streamed.client(server).stream_user(**streamed.settings) as stream:
            posted = [server.post() for _ in range(3)]
            assert await ids(stream, 3) == posted
            server.ping_only()
            late = server.post(id=str(int(posted[1]) + 5))  # from another server, and older than what has been given
            server.kill()
            assert await ids(stream, 1) == [late]


async def test_a_stream_goes_on_where_another_stopped(streamed: Streamed) -> None:
    with StreamServer() as server:
        client = streamed.client(server)
        async with client.stream_user(**streamed.settings) as stream:
            posted = [server.post() for _ in range(3)]
            first, _ = await take(stream, 2, UpdateEvent)
        assert len(first.position) < 1000
        posted += [server.post() for _ in range(60)]
        async with client.stream_user(since=first.position, **streamed.settings) as stream:
            assert await ids(stream, 62) == posted[1:]


async def test_several_streams_at_once_are_told_apart(streamed: Streamed) -> None:
    with StreamServer() as server:
        async with streamed.client(server).stream("user", "hashtag:python", "list:3", **streamed.settings) as stream:
            await take(stream, 1 if streamed.transport == "websocket" else 3, Connected)
            expected = {(name, server.post(name)) for name in ("user", "hashtag:python", "list:3")}
            got = await take(stream, 3, UpdateEvent)
            assert {(event.stream, event.status.id) for event in got} == expected
            server.kill()
            expected = {(name, server.post(name)) for name in ("list:3", "user", "hashtag:python")}
            got = await take(stream, 3, UpdateEvent)
            assert {(event.stream, event.status.id) for event in got} == expected
            stored = got[-1].position
            assert stored == stream.position
            assert {"server", "user", "user/notifications", "hashtag:python", "list:3"} == set(eval(stored))


@pytest.mark.parametrize("streamed", ["sync-websocket", "async-websocket"], indirect=True)
async def test_pleroma_gets_a_socket_for_each_stream(streamed: Streamed) -> None:
    with StreamServer(software="pleroma", one_per_socket=True) as server:
        async with streamed.client(server).stream("user", "public", **QUICK) as stream:
            await take(stream, 2, Connected)
            expected = {(name, server.post(name)) for name in ("user", "public")}
            got = await take(stream, 2, UpdateEvent)
            assert {(event.stream, event.status.id) for event in got} == expected
            assert len(server.clients) == 2


async def test_a_wrong_token_is_final(streamed: Streamed) -> None:
    with StreamServer() as server:
        server.token = "another"
        client = streamed.client(server)
        server.token = "the-token"
        with pytest.raises(UnauthorizedError):
            async with client.stream_user(catch_up=False, **streamed.settings):
                pass
        assert server.connections == 0


@pytest.mark.parametrize(
    ("streamed", "place"),
    [
        (f"{kind}-{transport}", place)
        for kind in ("sync", "async")
        for transport, place in (
            ("websocket", "header"),
            ("websocket", "subprotocol"),
            ("websocket", "query"),
            ("sse", "header"),
            ("sse", "query"),
        )
    ],
    indirect=["streamed"],
)
async def test_the_token_is_in_no_log(streamed: Streamed, place: str, caplog: pytest.LogCaptureFixture) -> None:
    with StreamServer(takes_token_in=place) as server, caplog.at_level(logging.DEBUG):
        async with streamed.client(server).stream_user(catch_up=False, **streamed.settings) as stream:
            posted = server.post()
            assert await ids(stream, 1) == [posted]
            server.kill()
            (lost,) = await take(stream, 1, Disconnected)
            await take(stream, 1, Connected)
    assert server.token not in caplog.text + lost.reason + repr(stream)


async def test_other_streams_have_their_own_addresses(streamed: Streamed) -> None:
    with StreamServer() as server:
        client = streamed.client(server)
        for stream, name in (
            (client.stream_public(**streamed.settings), "public"),
            (client.stream_public(local=True, **streamed.settings), "public:local"),
            (client.stream_hashtag("#Elephants", local=True, **streamed.settings), "hashtag:local:Elephants"),
            (client.stream_list("7", **streamed.settings), "list:7"),
        ):
            async with stream:
                posted = server.post(name)
                (event,) = await take(stream, 1, UpdateEvent)
                assert (event.status.id, event.stream) == (posted, name)


async def test_a_closed_stream_is_over(streamed: Streamed) -> None:
    with StreamServer() as server:
        async with streamed.client(server).stream_user(**streamed.settings) as stream:
            await take(stream, 1, Connected)
            await stream.close()
            with pytest.raises(StopAsyncIteration):
                await anext(stream)
            await stream.close()


async def test_a_stream_that_waits_can_be_closed_from_elsewhere(streamed: Streamed) -> None:
    with StreamServer() as server:
        stream = streamed.client(server).stream_user(**streamed.settings)
        over = anyio.Event()

        async def listen() -> None:
            async for _ in stream:
                pass
            over.set()

        with anyio.fail_after(20):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(listen)
                await until(lambda: stream.is_receiving)
                await stream.close()
                await over.wait()


async def test_nothing_is_left_behind(streamed: Streamed) -> None:
    """No thread, no socket, no task: however a stream ends."""
    with StreamServer() as server:
        sockets = open_sockets()
        client = streamed.client(server)
        await client.get_home_timeline()

        async def several(how: str) -> None:
            async with client.stream("user", "public", **streamed.settings) as stream:
                await take(stream, 1, Connected)
                if how == "cancel":
                    with anyio.move_on_after(0.2):
                        await anext(stream)
                        await anyio.sleep_forever()
                elif how == "raise":
                    raise ZeroDivisionError

        async def one(how: str) -> None:
            stream = client.stream_user(**streamed.settings)
            await take(stream, 1, Connected)
            if how == "cancel":
                with anyio.move_on_after(0.2):
                    await anext(stream)
            await stream.close()

        before = {thread for thread in threading.enumerate() if "howdah" in thread.name}
        for how in ("close", "cancel", "raise"):
            for attempt in (several, one):
                with contextlib.suppress(ZeroDivisionError):
                    await attempt(how)
            gc.collect()
            await until(lambda: not server.clients)
            assert {thread for thread in threading.enumerate() if "howdah" in thread.name} == before
        await client.close()
        await until(lambda: open_sockets() <= sockets)


def open_sockets() -> int:
    """How many sockets this process has, where that can be told."""
    folder = "/proc/self/fd"
    if not os.path.isdir(folder):
        return 0
    found = 0
    for name in os.listdir(folder):
        try:
            found += os.readlink(f"{folder}/{name}").startswith("socket:")
        except OSError:
            continue
    return found


@pytest.mark.parametrize("streamed", ["async-websocket", "async-sse"], indirect=True)
async def test_a_wait_that_is_cancelled_loses_nothing(streamed: Streamed) -> None:
    with StreamServer() as server:
        async with streamed.client(server).stream_user(**streamed.settings) as stream:
            await take(stream, 1, Connected)
            posted: list[str] = []
            got: list[str] = []
            for _ in range(5):
                with anyio.move_on_after(0.05):
                    await anext(stream)
                posted.append(server.post())
                got += await ids(stream, 1)
            assert got == posted


@pytest.mark.parametrize("streamed", ["async-sse"], indirect=True)
async def test_several_connections_need_a_block_to_live_in(streamed: Streamed) -> None:
    with StreamServer() as server:
        stream = streamed.client(server).stream("user", "public", **streamed.settings)
        with pytest.raises(howdah.ConfigurationError, match="async with"):
            await anext(stream)


@pytest.mark.parametrize("streamed", ["async-websocket", "async-sse"], indirect=True)
async def test_a_wait_that_is_cancelled_loses_nothing_and_is_no_news(streamed: Streamed) -> None:
    with StreamServer() as server:
        async with streamed.client(server).stream_user(**streamed.settings) as stream:
            events = [await anext(stream)]
            posted: list[str] = []
            for _ in range(5):
                with anyio.move_on_after(0.05):
                    events.append(await anext(stream))
                posted.append(server.post())
            while len(events) < 6:
                events.append(await anext(stream))
        assert [type(event).__name__ for event in events] == ["Connected"] + ["UpdateEvent"] * 5
        assert [event.status.id for event in events[1:]] == posted
        if streamed.transport == "websocket":
            assert server.connections == 1, "nothing was read, so the connection is as good as before"


@pytest.mark.parametrize("streamed", ["async-websocket"], indirect=True)
async def test_a_program_that_gives_up_waiting_again_and_again_is_told_of_a_dead_connection(streamed: Streamed) -> None:
    with StreamServer() as server:
        settings: StreamSettings = {**streamed.settings, "silence": 0.5}
        async with streamed.client(server).stream_user(**settings) as stream:
            await anext(stream)
            server.stall()
            events: list[Any] = []
            while not events:
                with anyio.move_on_after(0.05):
                    events.append(await anext(stream))
            assert isinstance(events[0], Disconnected)


@pytest.mark.parametrize("streamed", ["async-websocket"], indirect=True)
async def test_a_pause_goes_on_where_the_wait_for_it_was_given_up(streamed: Streamed) -> None:
    with StreamServer() as server:
        settings: StreamSettings = {
            **streamed.settings,
            "reconnect": Reconnect(first_delay=0.4, longest_delay=0.4),
        }
        async with streamed.client(server).stream_user(**settings) as stream:
            await anext(stream)
            server.kill()
            events: list[Any] = []
            while len(events) < 2:
                with anyio.move_on_after(0.05):
                    events.append(await anext(stream))
            assert [type(event).__name__ for event in events] == ["Disconnected", "Connected"]
