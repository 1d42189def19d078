"""Streams with callbacks, in the background and in the foreground."""

from __future__ import annotations

import threading
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from tests.streaming.conftest import QUICK
from tests.streaming.server import StreamServer

from howdah import AsyncClient, CallbackStreamListener, Client, Gap, Retry, StreamListener, UnauthorizedError
from howdah.models import Notification, Status
from howdah.streaming import events
from howdah.streaming.listener import dispatch
from howdah.testing import make_notification, make_status


class Everything(StreamListener):
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.changed = threading.Condition()

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith(("on_", "handle_")):
            return object.__getattribute__(self, name)

        def note(*_: Any) -> None:
            with self.changed:
                self.told.append(name)
                self.changed.notify_all()

        return note

    def wait_for(self, *names: str) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: set(names) <= set(self.told), 20), self.told


def test_every_event_has_its_callback() -> None:
    status, notification = Status.model_validate(make_status()), Notification.model_validate(make_notification())
    happening = [
        events.UpdateEvent(status),
        events.StatusUpdateEvent(status),
        events.DeleteEvent("1"),
        events.NotificationEvent(notification),
        events.NotificationsMergedEvent(),
        events.ConversationEvent.__new__(events.ConversationEvent),
        events.FiltersChangedEvent(),
        events.AnnouncementEvent.__new__(events.AnnouncementEvent),
        events.AnnouncementReactionEvent("1", "x", 1),
        events.AnnouncementDeleteEvent("1"),
        events.EncryptedMessageEvent({}),
        events.UnknownEvent("x", "y"),
        events.Connected("sse"),
        events.Disconnected("why", 1.0),
        Gap("why"),
        events.Heartbeat(),
    ]
    happening[5].conversation = None  # type: ignore[union-attr]
    happening[7].announcement = None  # type: ignore[union-attr]
    assert {type(event) for event in happening} == set(events.StreamEvent.__subclasses__())
    listener = Everything()
    for event in happening:
        dispatch(listener, event)
        dispatch(StreamListener(), event)
    expected = {name for name in vars(StreamListener) if name.startswith(("on_", "handle_"))} - {"on_abort"}
    assert set(listener.told) == expected


def test_a_listener_of_functions_calls_them() -> None:
    told: list[Any] = []
    listener = CallbackStreamListener(
        update_handler=lambda status: told.append(("all", status.id)),
        local_update_handler=lambda status: told.append(("local", status.id)),
        delete_handler=lambda status_id: told.append(status_id),
    )
    here, there = make_status(id="1"), make_status(id="2")
    there["account"]["acct"] = "bob@elsewhere.example"
    for status in (here, there):
        dispatch(listener, events.UpdateEvent(Status.model_validate(status)))
    dispatch(listener, events.DeleteEvent("3"))
    dispatch(listener, events.FiltersChangedEvent())
    assert told == [("all", "1"), ("local", "1"), ("all", "2"), "3"]


def test_it_runs_in_the_background_and_comes_back() -> None:
    with StreamServer() as server, Client(server.base_url, server.token, retry=Retry(first_delay=0.01)) as client:
        listener = Everything()
        handle = client.stream_user(**QUICK).run_async(listener)
        listener.wait_for("on_connected")
        assert handle.is_alive()
        assert handle.is_receiving()
        server.post()
        server.beats()
        listener.wait_for("on_update", "handle_heartbeat")
        server.kill()
        listener.wait_for("on_disconnected")
        server.notify()
        listener.wait_for("on_notification")
        handle.close()
        assert not handle.is_alive()
        assert not handle.is_receiving()
        assert handle.error is None
        assert "on_abort" not in listener.told


def test_what_ends_it_is_told() -> None:
    with StreamServer() as server, Client(server.base_url, "wrong") as client:
        listener = Everything()
        with pytest.raises(UnauthorizedError):
            client.stream_user(catch_up=False, **QUICK).run(listener)
        assert listener.told == ["on_abort"]
        handle = client.stream_user(catch_up=False, **QUICK).run_async(Everything())
        handle._thread.join(20)
        assert isinstance(handle.error, UnauthorizedError)


def test_a_callback_may_close_it() -> None:
    with StreamServer() as server, Client(server.base_url, server.token) as client:
        stream = client.stream_user(**QUICK)
        handles: list[Any] = []
        ready = threading.Event()

        def close(_: Any) -> None:
            ready.wait(20)
            handles[0].close()

        handles.append(stream.run_async(CallbackStreamListener(update_handler=close)))
        while not handles[0].is_receiving():
            ready.wait(0.01)
        server.post()
        ready.set()
        handles[0]._thread.join(20)
        assert not handles[0].is_alive()


@pytest.mark.anyio
async def test_callbacks_may_be_awaited() -> None:
    with StreamServer() as server:
        told: list[str] = []

        async def update(status: Status) -> None:
            await anyio.lowlevel.checkpoint()
            told.append(status.id)
            await stream.close()

        async with AsyncClient(server.base_url, server.token) as client:
            stream = client.stream_user(**QUICK)

            async def run() -> None:
                await stream.run(CallbackStreamListener(update_handler=update))

            with anyio.fail_after(20):
                async with anyio.create_task_group() as tasks:
                    tasks.start_soon(run)
                    while not stream.is_receiving:  # noqa: ASYNC110 - it is told by nobody
                        await anyio.sleep(0.01)
                    posted = server.post()
        assert told == [posted]
