"""The receiver as an ASGI application: what it answers, what it yields, and what it does under load."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import anyio
import anyio.lowlevel
import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from tests.push.pushing import ENCODINGS, ENDPOINT, NOTIFICATION, TOKEN, PushingServer, encrypted

from howdah import ConfigurationError
from howdah.push import PushKeys, PushNotification, Receiver
from howdah.push import receiver as receiving

pytestmark = pytest.mark.anyio


@pytest.fixture
def receiver(keys: PushKeys, server: PushingServer) -> Receiver:
    return Receiver(keys, ENDPOINT, server_key=server.server_key, clock=server.clock)


def asking(app: Any) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="https://bot.example")


async def post(app: Any, message: tuple[dict[str, str], bytes], path: str = "/push") -> httpx2.Response:
    headers, body = message
    async with asking(app) as client:
        return await client.post(path, headers=headers, content=body)


async def taken(receiver: Receiver, count: int = 1) -> list[PushNotification]:
    notifications: list[PushNotification] = []
    with anyio.fail_after(10):
        async for notification in receiver:
            notifications.append(notification)
            if len(notifications) == count:
                break
    return notifications


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_a_push_is_answered_and_yielded(receiver: Receiver, server: PushingServer, encoding: str) -> None:
    answer = await post(receiver, server.push(encoding=encoding))
    assert (answer.status_code, answer.content) == (201, b"")
    [notification] = await taken(receiver)
    assert (notification.title, notification.access_token) == (NOTIFICATION["title"], TOKEN)


async def test_who_waits_is_woken_by_each_push(receiver: Receiver, server: PushingServer) -> None:
    notifications: list[PushNotification] = []

    async def take() -> None:
        notifications.extend(await taken(receiver, 3))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(take)
        for number in range(3):
            await anyio.wait_all_tasks_blocked()
            assert len(notifications) == 0
            assert (await post(receiver, server.push({"notification_id": str(number)}))).status_code == 201
    assert [notification.notification_id for notification in notifications] == ["0", "1", "2"]


async def test_of_several_who_wait_each_gets_something_else(receiver: Receiver, server: PushingServer) -> None:
    notifications: list[PushNotification] = []

    async def take() -> None:
        notifications.extend(await taken(receiver))

    async with anyio.create_task_group() as tasks:
        for _ in range(3):
            tasks.start_soon(take)
        await anyio.wait_all_tasks_blocked()
        for number in range(3):
            await post(receiver, server.push({"notification_id": str(number)}))
    assert {notification.notification_id for notification in notifications} == {"0", "1", "2"}


async def test_who_stops_waiting_loses_nothing(receiver: Receiver, server: PushingServer) -> None:
    with anyio.move_on_after(0.01):
        await anext(receiver)
    await post(receiver, server.push())
    assert receiver.waiting == 1
    assert len(await taken(receiver)) == 1


async def test_a_replay_is_well_received_but_not_yielded_again(receiver: Receiver, server: PushingServer) -> None:
    message = server.push()
    assert [(await post(receiver, message)).status_code for _ in range(3)] == [201, 200, 200]
    assert receiver.waiting == 1


async def test_each_refusal_has_its_status(
    receiver: Receiver, server: PushingServer, caplog: pytest.LogCaptureFixture
) -> None:
    headers, body = server.push()
    plain = {name: value for name, value in headers.items() if name != "Authorization"}
    refusals = {
        "tampered": (headers, body[:-1] + b"\0"),
        "cut short": (headers, body[:50]),
        "empty": (headers, b""),
        "unsigned": (plain, body),
        "another's": PushingServer(server.keys).push(),
        "unknown": ({**headers, "Content-Encoding": "gzip"}, body),
    }
    answers = {name: await post(receiver, message) for name, message in refusals.items()}
    assert {name: answer.status_code for name, answer in answers.items()} == {
        "tampered": 400,
        "cut short": 400,
        "empty": 400,
        "unsigned": 401,
        "another's": 403,
        "unknown": 415,
    }
    assert answers["unsigned"].headers["www-authenticate"] == "vapid"
    assert answers["unknown"].headers["accept-encoding"] == "aes128gcm, aesgcm"
    assert receiver.waiting == 0
    assert len(caplog.records) == len(refusals)
    assert {record.levelno for record in caplog.records} == {logging.WARNING}


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
async def test_messages_are_posted(receiver: Receiver, method: str) -> None:
    async with asking(receiver) as client:
        answer = await client.request(method, "/push")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("declared", "read"), [("8193", 0), ("9" * 5000, 0), ("5", 9216), ("many", 9216), (None, 9216)]
)
async def test_a_large_message_is_not_read(
    receiver: Receiver, server: PushingServer, declared: str | None, read: int
) -> None:
    received = 0
    sent: list[Any] = []

    async def receive() -> Any:
        nonlocal received
        received += 1024
        return {"type": "http.request", "body": bytes(1024), "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    headers, _ = server.push()
    with anyio.fail_after(10):
        await receiver(scope(headers if declared is None else {**headers, "Content-Length": declared}), receive, send)
    assert (sent[0]["status"], received) == (413, read)


async def test_the_largest_message_that_web_push_promises_is_taken(receiver: Receiver, server: PushingServer) -> None:
    for encoding, room in (("aes128gcm", 4096 - 86 - 17), ("aesgcm", 4096 - 18)):
        said = json.dumps({**NOTIFICATION, "body": ""})
        said = json.dumps({**NOTIFICATION, "body": "x" * (room - len(said))})
        assert len(said) == room
        headers, body = server.push(said.encode(), encoding)
        assert len(body) == 4096
        assert (await post(receiver, (headers, body))).status_code == 201


async def test_a_message_that_does_not_end_is_given_up(
    receiver: Receiver, server: PushingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "BODY_TIMEOUT", 0.01)
    sent: list[Any] = []

    async def receive() -> Any:
        await anyio.sleep_forever()

    async def send(message: Any) -> None:
        sent.append(message)

    with anyio.fail_after(10):
        await receiver(scope(server.push()[0]), receive, send)
    assert sent[0]["status"] == 408


def scope(headers: dict[str, str], **more: Any) -> dict[str, Any]:
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": "POST", "path": "/push", "headers": raw, **more}


async def test_a_sender_who_hangs_up_is_forgotten(receiver: Receiver, server: PushingServer) -> None:
    headers, body = server.push()
    parts = iter([{"type": "http.request", "body": body[:50], "more_body": True}, {"type": "http.disconnect"}])

    async def receive() -> Any:
        return next(parts)

    async def send(message: Any) -> None:
        pass

    await receiver(scope(headers), receive, send)
    assert receiver.waiting == 0
    assert (await post(receiver, (headers, body))).status_code == 201


async def test_a_message_in_pieces_is_one(receiver: Receiver, server: PushingServer) -> None:
    headers, body = server.push()

    async def pieces() -> AsyncIterator[bytes]:
        for byte in body:
            yield bytes([byte])

    async with asking(receiver) as client:
        assert (await client.post("/push", headers=headers, content=pieces())).status_code == 201


async def test_servers_are_told_to_come_back_while_too_many_wait(keys: PushKeys, server: PushingServer) -> None:
    receiver = Receiver(keys, ENDPOINT, server_key=server.server_key, clock=server.clock, max_waiting=2)
    messages = [server.push({"notification_id": str(number)}) for number in range(3)]
    answers = [await post(receiver, message) for message in messages]
    assert [answer.status_code for answer in answers] == [201, 201, 503]
    assert int(answers[2].headers["retry-after"]) > 0
    assert [notification.notification_id for notification in await taken(receiver)] == ["0"]
    assert (await post(receiver, messages[2])).status_code == 201  # it was not taken for read
    assert [notification.notification_id for notification in await taken(receiver, 2)] == ["1", "2"]


async def test_many_at_once_are_each_taken_once_and_never_too_many(keys: PushKeys, server: PushingServer) -> None:
    receiver = Receiver(keys, ENDPOINT, server_key=server.server_key, clock=server.clock, max_waiting=10)
    messages = [server.push({"notification_id": str(number)}) for number in range(15)]
    statuses: list[int] = []

    async def push(message: tuple[dict[str, str], bytes]) -> None:
        statuses.append((await post(receiver, message)).status_code)

    async with anyio.create_task_group() as tasks:
        for message in messages:
            tasks.start_soon(push, message)
    assert sorted(statuses) == [201] * 10 + [503] * 5
    assert receiver.waiting == 10
    assert len({notification.notification_id for notification in await taken(receiver, 10)}) == 10


async def test_a_secret_keeps_strangers_out(keys: PushKeys, server: PushingServer) -> None:
    receiver = Receiver(keys, ENDPOINT + "/", secret="s3cret-_~.", server_key=server.server_key, clock=server.clock)
    assert receiver.endpoint == "https://bot.example/push/s3cret-_~."
    for path in ("/push", "/push/", "/push/other", "/push/s3cret-_~./", "/push/s3cret-_~.x", "/push/%ff%00"):
        assert (await post(receiver, server.push(), path)).status_code == 404
    assert (await post(receiver, server.push(), "/push/s3cret-_~.")).status_code == 201
    assert "s3cret" not in repr(receiver)


@pytest.mark.parametrize("secret", ["", ".", "..", "a/b", "a b", "é", "a?b", "a%20b", "a\n"])
def test_a_secret_that_is_no_segment_of_a_path_is_refused(keys: PushKeys, secret: str) -> None:
    with pytest.raises(ConfigurationError):
        Receiver(keys, ENDPOINT, secret=secret)


async def test_it_is_mounted_in_another_application(keys: PushKeys, server: PushingServer) -> None:
    receiver = Receiver(keys, ENDPOINT, secret="secret", server_key=server.server_key, clock=server.clock)
    app = Starlette(routes=[Mount("/push", receiver), Route("/bare", receiver)])
    assert (await post(app, server.push(), "/push/secret")).status_code == 201
    assert (await post(app, server.push(), "/push/other")).status_code == 404
    assert (await post(app, server.push(), "/bare")).status_code == 404
    assert receiver.waiting == 1


async def test_the_servers_key_may_come_later(keys: PushKeys, server: PushingServer) -> None:
    receiver = Receiver(keys, ENDPOINT, clock=server.clock)
    unsigned = encrypted(json.dumps(NOTIFICATION).encode(), keys, "aes128gcm")
    assert (await post(receiver, unsigned)).status_code == 201
    receiver.server_key = server.server_key
    assert receiver.server_key == server.server_key
    assert (await post(receiver, encrypted(json.dumps(NOTIFICATION).encode(), keys, "aes128gcm"))).status_code == 401


async def test_a_callback_is_done_before_the_server_is_answered(keys: PushKeys, server: PushingServer) -> None:
    notified: list[str | None] = []

    async def note(notification: PushNotification) -> None:
        await anyio.lowlevel.checkpoint()
        notified.append(notification.title)

    receiver = Receiver(keys, ENDPOINT, server_key=server.server_key, on_notification=note, clock=server.clock)
    assert (await post(receiver, server.push())).status_code == 201
    assert notified == [NOTIFICATION["title"]]
    assert receiver.waiting == 0


async def test_what_a_callback_fails_at_can_be_pushed_again(keys: PushKeys, server: PushingServer) -> None:
    failures = [ValueError("not now")]
    notified: list[str | None] = []

    async def note(notification: PushNotification) -> None:
        if failures:
            raise failures.pop()
        notified.append(notification.title)

    receiver = Receiver(keys, ENDPOINT, server_key=server.server_key, on_notification=note, clock=server.clock)
    message = server.push()
    with pytest.raises(ValueError, match=r"not now"):
        await post(receiver, message)
    assert [(await post(receiver, message)).status_code for _ in range(2)] == [201, 200]
    assert notified == [NOTIFICATION["title"]]


async def test_a_message_counts_as_taken_only_once_the_callback_is_done(keys: PushKeys, server: PushingServer) -> None:
    begun, go_on = anyio.Event(), anyio.Event()
    failures = [ValueError("the database is down")]
    notified: list[str | None] = []

    async def note(notification: PushNotification) -> None:
        begun.set()
        await go_on.wait()
        if failures:
            raise failures.pop()
        notified.append(notification.title)

    receiver = Receiver(keys, ENDPOINT, server_key=server.server_key, on_notification=note, clock=server.clock)
    message = server.push()

    async def push_in_vain() -> None:
        with pytest.raises(ValueError, match="the database is down"):
            await post(receiver, message)

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(push_in_vain)
            await begun.wait()
            meanwhile = await post(receiver, message)
            go_on.set()
    assert meanwhile.status_code == 503
    assert int(meanwhile.headers["retry-after"]) > 0
    assert [(await post(receiver, message)).status_code for _ in range(2)] == [201, 200]
    assert notified == [NOTIFICATION["title"]]


async def test_closing_ends_the_iteration_after_what_waits(receiver: Receiver, server: PushingServer) -> None:
    await post(receiver, server.push())
    receiver.close()
    assert (await post(receiver, server.push())).status_code == 503
    with anyio.fail_after(10):
        assert len([notification async for notification in receiver]) == 1


async def test_closing_ends_the_waiting(receiver: Receiver) -> None:
    async def wait() -> None:
        with anyio.fail_after(10):
            assert [notification async for notification in receiver] == []

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(wait)
        tasks.start_soon(wait)
        await anyio.wait_all_tasks_blocked()
        receiver.close()


async def test_a_server_that_ends_closes_it(receiver: Receiver) -> None:
    events = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(events)

    async def send(message: Any) -> None:
        sent.append(message["type"])

    await receiver({"type": "lifespan"}, receive, send)
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    with anyio.fail_after(10):
        assert [notification async for notification in receiver] == []


async def test_a_websocket_is_turned_away(receiver: Receiver) -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message["type"])

    await receiver({"type": "websocket", "path": "/push", "headers": []}, receive, send)
    assert sent == ["websocket.close"]


async def test_no_log_line_answer_or_repr_shows_a_secret(
    keys: PushKeys, server: PushingServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "howdah.push")
    receiver = Receiver(keys, ENDPOINT, secret="pssst", server_key=server.server_key, clock=server.clock)
    said = json.dumps([TOKEN]).encode()
    stranger = PushingServer(server.keys)
    answers = [await post(receiver, m, "/push/pssst") for m in (server.push(said), stranger.push(), server.push())]
    answers.append(await post(receiver, server.push(token=server.token(aud="https://x.example")), "/push/pssst"))
    shown = caplog.text + repr(receiver) + repr(receiver.keys) + "".join(answer.text for answer in answers)
    assert [answer.status_code for answer in answers] == [400, 403, 201, 403]
    for secret in (TOKEN, "pssst", keys.to_dict()["private"], keys.shared["auth"]):
        assert secret not in shown
