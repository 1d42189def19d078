"""However a stream is closed, and wherever it hangs: it ends at once, cleanly, and with its client."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import anyio
import pytest
from tests.both_clients import proxy_for
from tests.streaming.conftest import QUICK, Streamed
from tests.streaming.server import StreamServer
from tests.streaming.stubborn import Habit, StubbornServer

from howdah import (
    CallbackStreamListener,
    Client,
    ConfigurationError,
    Connected,
    Disconnected,
    StreamListener,
    UpdateEvent,
)
from howdah.models import Status
from howdah.streaming.errands import Errand

pytestmark = pytest.mark.anyio
both = pytest.mark.parametrize("streamed", ["sync-websocket", "async-websocket"], indirect=True)

WHERE = ["/api/v2/instance", "/api/v1/timelines", "/api/v1/streaming", "while it waits"]


async def happened(event: threading.Event) -> None:
    """Wait until a server has come so far."""
    with anyio.fail_after(10):
        while not event.is_set():  # noqa: ASYNC110 - it is told by nobody
            await anyio.sleep(0.01)


async def given(stream: Any, into: list[Any]) -> None:
    """Take all that a stream gives, and then note that it is over."""
    async for event in stream:
        into.append(event)  # noqa: PERF401 - each as it comes
    into.append("over")


def hanging(where: str) -> tuple[StubbornServer, Callable[[StubbornServer], threading.Event]]:
    """A server that hangs somewhere, and how to know that it does."""
    if where == "while it waits":
        return StubbornServer(), lambda server: server.streaming
    return StubbornServer(where), lambda server: server.reached


@pytest.mark.parametrize("closed", ["stream", "client"])
@pytest.mark.parametrize("where", WHERE)
@both
async def test_it_ends_at_once(streamed: Streamed, where: str, closed: str) -> None:
    server, hangs = hanging(where)
    with server:
        client = streamed.client(server, timeout=20.0)
        stream = client.stream_user(catch_up=True, transport="websocket")
        events: list[Any] = []
        with anyio.fail_after(15):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(given, stream, events)
                await happened(hangs(server))
                await (stream if closed == "stream" else client).close()
        assert events[-1] == "over"
        assert not [event for event in events if isinstance(event, Disconnected)]


@both
async def test_several_may_close_it(streamed: Streamed) -> None:
    with StubbornServer() as server:
        stream = streamed.client(server).stream_user(transport="websocket")
        events: list[Any] = []
        with anyio.fail_after(15):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(given, stream, events)
                await happened(server.streaming)
                for _ in range(3):
                    tasks.start_soon(stream.close)
        assert events[-1] == "over"


@both
async def test_a_view_ends_no_stream(streamed: Streamed) -> None:
    with StreamServer() as server:
        client = streamed.client(server)
        view = client.with_options(timeout=5.0)
        view = proxy_for(view) if isinstance(view, Client) else view
        async with view.stream_user(**streamed.settings) as stream:
            await view.close()
            posted = server.post()
            with anyio.fail_after(10):
                assert [e.status.id async for e in first(stream, UpdateEvent)] == [posted]
            await client.close()
            with pytest.raises(StopAsyncIteration):
                await anext(stream)


async def first(stream: Any, kind: type) -> Any:
    """The first event of a kind."""
    async for event in stream:
        if isinstance(event, kind):
            yield event
            return


DRIPS: list[Habit] = ["drips its head", "drips its refusal"]


@pytest.mark.parametrize("habit", DRIPS)
@both
async def test_a_stream_that_never_opens_is_given_up(streamed: Streamed, habit: Habit) -> None:
    with StubbornServer("/api/v1/streaming", habit) as server:
        client = streamed.client(server, timeout=0.2)
        stream = client.stream_user(catch_up=False, transport="websocket", reconnect=QUICK["reconnect"])
        with anyio.fail_after(20):
            lost = [event async for event in first(stream, Disconnected)]
        said = ("too slowly", "timed out") if habit == "drips its head" else ("503",)
        assert any(words in lost[0].reason for words in said)
        await stream.close()


@pytest.mark.parametrize("streamed", ["async-websocket", "async-sse"], indirect=True)
async def test_a_stream_is_for_one_task(streamed: Streamed) -> None:
    with StreamServer() as server:
        async with streamed.client(server).stream_user(**streamed.settings) as stream:
            assert [event async for event in first(stream, Connected)]
            events: list[Any] = []
            with anyio.fail_after(10):
                async with anyio.create_task_group() as tasks:
                    tasks.start_soon(given, stream, events)
                    await anyio.wait_all_tasks_blocked()
                    with pytest.raises(RuntimeError, match="by another task already"):
                        await anext(stream)
                    posted = server.post()
                    while not events:  # noqa: ASYNC110 - it is told by nobody
                        await anyio.sleep(0.01)
                    await stream.close()
            assert [event.status.id for event in events if isinstance(event, UpdateEvent)] == [posted]
            assert not [event for event in events if isinstance(event, Disconnected)]


class Awaited(StreamListener):
    """A listener for the other client."""

    async def on_update(self, status: Status) -> None:
        raise AssertionError(status.id)


@pytest.mark.parametrize("streamed", ["sync-websocket"], indirect=True)
@pytest.mark.parametrize("how", ["run", "run_async"])
async def test_async_methods_need_the_async_client(streamed: Streamed, how: str) -> None:
    with StreamServer() as server, Client(server.base_url, server.token) as client:
        stream = client.stream_user(**streamed.settings)
        with pytest.raises(TypeError, match=r"Awaited: on_update is async"):
            getattr(stream, how)(Awaited())
        assert server.asked == []


@pytest.mark.parametrize("streamed", ["sync-websocket"], indirect=True)
async def test_async_functions_need_the_async_client(streamed: Streamed) -> None:
    async def update(status: Status) -> None:
        raise AssertionError(status.id)

    async def nothing() -> None:
        pass

    with StreamServer() as server, Client(server.base_url, server.token) as client:
        stream = client.stream_user(**streamed.settings)
        with pytest.raises(TypeError, match="CallbackStreamListener: on_update is async"):
            stream.run_async(CallbackStreamListener(update_handler=update))
        asked = CallbackStreamListener(filters_changed_handler=lambda: nothing())
        with stream:
            server.publish("user", "filters_changed", "undefined")
            with anyio.fail_after(10), pytest.raises(TypeError, match="what takes FiltersChangedEvent is async"):
                await anyio.to_thread.run_sync(stream.run, asked)


@pytest.mark.parametrize("streamed", ["sync-websocket"], indirect=True)
async def test_a_closed_stream_is_not_run_again(streamed: Streamed) -> None:
    with StreamServer() as server, Client(server.base_url, server.token) as client:
        stream = client.stream_user(**streamed.settings)
        stream.close()
        with pytest.raises(ConfigurationError, match="is over"):
            stream.run_async(StreamListener())


async def test_what_comes_after_nobody_waits_is_undone() -> None:
    go_on, undone = threading.Event(), threading.Event()

    def undo(result: str) -> None:
        assert result == "late"
        undone.set()

    def work() -> str:
        go_on.wait(10)
        return "late"

    errand = Errand(work, undo)
    assert errand.leave()
    with anyio.fail_after(10):
        assert await anyio.to_thread.run_sync(errand.wait) is None
    go_on.set()
    await happened(undone)
    done = Errand(lambda: "in time", undo)
    assert await anyio.to_thread.run_sync(done.wait) == "in time"
    assert not done.leave()
    failing = Errand(partial(int, "x"), lambda _: None)
    with pytest.raises(ValueError, match="invalid literal"):
        await anyio.to_thread.run_sync(failing.wait)
