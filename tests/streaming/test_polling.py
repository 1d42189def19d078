"""Streams of servers that have none: asked for again and again, and the same to look at."""

from __future__ import annotations

from typing import Any

import anyio
import pytest
from tests.streaming.conftest import QUICK, Streamed
from tests.streaming.server import StreamServer
from tests.streaming.test_streams import ids, take

from howdah import (
    Connected,
    ConversationEvent,
    Disconnected,
    Gap,
    NotFoundError,
    NotificationEvent,
    UnauthorizedError,
    UpdateEvent,
)
from howdah.streaming.settings import StreamSettings
from howdah.testing import FakeServer, make_account, make_notification, make_status

pytestmark = pytest.mark.anyio

OFTEN: StreamSettings = {**QUICK, "poll_every": (0.02, 0.05)}
both = pytest.mark.parametrize("streamed", ["sync-polling", "async-polling"], indirect=True)


@both
@pytest.mark.parametrize("min_id_is_since_id", [False, True])
async def test_what_is_new_comes_once_and_in_order(streamed: Streamed, min_id_is_since_id: bool) -> None:
    with StreamServer(software="snac", min_id_is_since_id=min_id_is_since_id, page=20) as server:
        server.post()
        async with streamed.client(server).stream_user(**OFTEN) as stream:
            (connected,) = await take(stream, 1, Connected)
            assert connected.transport == "polling"
            posted = [server.post() for _ in range(90)]
            assert await ids(stream, 90) == posted
            noted = server.notify()
            (event,) = await take(stream, 1, NotificationEvent)
            assert event.notification.id == noted
            more = server.post()
            (event,) = await take(stream, 1, UpdateEvent)
            assert event.status.id == more


@both
async def test_more_than_is_to_be_caught_up_with_is_a_gap_where_the_newest_come_first(streamed: Streamed) -> None:
    with StreamServer(software="snac", min_id_is_since_id=True, page=20) as server:
        server.post()
        async with streamed.client(server).stream_user(catch_up_limit=25, **OFTEN) as stream:
            await take(stream, 1, Connected)
            posted = server.tell(lambda: [server._post(("user",), {}) for _ in range(60)])
            first, *rest = await take(stream, 26, Gap, UpdateEvent)
            assert isinstance(first, Gap)
            assert [event.status.id for event in rest] == posted[-25:]
            assert first.before == posted[-25]
            newest = server.post()
            assert await ids(stream, 1) == [newest]


@both
async def test_a_server_without_streams_is_found_out(streamed: Streamed) -> None:
    with StreamServer(software="something", websocket=False, sse=False) as server:
        async with streamed.client(server).stream("user", "hashtag:x", **OFTEN) as stream:
            (connected,) = await take(stream, 1, Connected)
            assert connected.transport == "polling"
            expected = [("hashtag:x", server.post("hashtag:x"))]
            assert [(event.stream, event.status.id) for event in await take(stream, 1, UpdateEvent)] == expected


@both
async def test_a_server_that_is_away_comes_back(streamed: Streamed) -> None:
    with StreamServer(software="snac") as server:
        async with streamed.client(server).stream_user(**OFTEN) as stream:
            await take(stream, 1, Connected)
            server.refuse(503, 12, "rest")
            posted = server.post()
            await take(stream, 1, Disconnected)
            assert await ids(stream, 1) == [posted]


def test_asking_grows_rarer_and_keeps_within_the_rate_limit() -> None:
    fake = FakeServer()
    plenty = {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "290", "X-RateLimit-Reset": "2026-01-01T13:00:00Z"}
    home, notes = fake.on("GET", "/api/v1/timelines/home"), fake.on("GET", "/api/v1/notifications")
    home.reply(json=[make_status(id="10")], headers=plenty)
    notes.reply(json=[], headers=plenty)
    stream = fake.client().stream_user(transport="polling", poll_every=(5, 60), silence=1)
    assert isinstance(next(stream), Connected)
    for _ in range(8):
        stream.receive()
    waits = fake.clock.sleeps
    assert sum(waits[:20]) == 5, "naps make up the first wait"
    assert sum(waits) > 5 * 8
    few = {**plenty, "X-RateLimit-Remaining": "4"}
    home.reply(json=[make_status(id="10")], headers=few)
    before = fake.clock.monotonic()
    for _ in range(3):
        stream.receive()
    assert fake.clock.monotonic() - before > 900, "with little left, it asks rarely"
    stream.close()


def test_conversations_are_polled_for() -> None:
    fake = FakeServer()
    route = fake.on("GET", "/api/v1/conversations")

    def conversation(last: str, unread: bool = True) -> dict[str, Any]:
        return {"id": "1", "unread": unread, "accounts": [make_account()], "last_status": make_status(id=last)}

    route.reply(json=[conversation("10")]).reply(json=[conversation("10", unread=False)])
    route.reply(json=[conversation("12")]).reply(json=[conversation("12")])
    stream = fake.client().stream_direct(transport="polling")
    assert isinstance(next(stream), Connected)
    event = next(stream)
    assert isinstance(event, ConversationEvent)
    assert event.conversation.last_status == make_and_read("12")
    stream.close()


def make_and_read(identifier: str) -> Any:
    from howdah.models import Status

    return Status.model_validate(make_status(id=identifier))


def test_a_refusal_ends_it() -> None:
    fake = FakeServer()
    fake.on("GET", "/api/v1/timelines/home").reply(status=401)
    fake.on("GET", "/api/v1/notifications").reply(status=401)
    with pytest.raises(UnauthorizedError):
        next(fake.client().stream_user(transport="polling"))
    fake.on("GET", "/api/v1/timelines/list/9").reply(status=404)
    with pytest.raises(NotFoundError):
        next(fake.client().stream_list("9", transport="polling"))


def test_a_bot_can_be_tested_without_a_server() -> None:
    """A fake server has no streams, so a stream on it asks again and again, by a clock that takes no time."""
    fake = FakeServer()
    fake.on("GET", "/api/v1/timelines/home").reply(json=[])
    notes = fake.on("GET", "/api/v1/notifications")
    notes.reply(json=[]).reply(json=[]).reply(json=[make_notification(id="5", type="mention")])
    stream = fake.client().stream_user()
    found = [next(stream), next(stream)]
    assert [type(event) for event in found] == [Connected, NotificationEvent]
    stream.close()


async def test_and_neither_can_the_other_client_without() -> None:
    fake = FakeServer()
    fake.on("GET", "/api/v1/timelines/home").reply(json=[])
    fake.on("GET", "/api/v1/notifications").reply(json=[])
    async with fake.async_client() as client, client.stream_user() as stream:
        assert isinstance(await anext(stream), Connected)
        with anyio.move_on_after(0.05):
            await anext(stream)
