"""Streams through the front for Mastodon.py: a listener is told the same as by Mastodon.py, and misses nothing."""

from __future__ import annotations

import gc
import json
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.compat.libraries import LIBRARIES, library, parameters, plain
from tests.streaming.server import StreamServer

from howdah.testing import make_notification, make_status

pytestmark = [
    pytest.mark.usefixtures("bounded"),
    # Mastodon.py leaves its connections to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
PATIENCE = 10.0
Told = tuple[Any, ...]


class Done(Exception):
    """Enough has been heard."""


class Notes:
    """A listener as a program writes one, but for what it inherits; it takes down what it is told.

    Args:
        enough: the event at which it leaves the stream.
    """

    def __init__(self, enough: str) -> None:
        self.enough = enough
        self.told: list[Told] = []
        self.any: list[str] = []
        self.heard = threading.Condition()

    def tell(self, *what: Any) -> None:
        with self.heard:
            self.told.append(what)
            self.heard.notify_all()

    def wait(self, count: int = 1) -> list[Told]:
        with self.heard:
            assert self.heard.wait_for(lambda: len(self.told) >= count, PATIENCE), self.told
        return self.told

    def on_any_event(self, name: str, data: Any = None, for_stream: Any = None) -> None:
        self.any.append(name)
        if name == self.enough:
            raise Done

    def on_update(self, status: Any) -> None:
        self.tell("update", plain(status), type(status).__name__, type(status.id).__name__)

    def on_status_update(self, status: Any) -> None:
        self.tell("status.update", str(status.id))

    def on_delete(self, status_id: Any) -> None:
        self.tell("delete", status_id, type(status_id).__name__)

    def on_notification(self, notification: Any) -> None:
        self.tell("notification", plain(notification), type(notification.status).__name__)

    def on_conversation(self, conversation: Any) -> None:
        self.tell("conversation", plain(conversation), type(conversation).__name__)

    def on_announcement(self, announcement: Any) -> None:
        self.tell("announcement", plain(announcement), type(announcement).__name__)

    def on_announcement_reaction(self, reaction: Any) -> None:
        self.tell("announcement.reaction", plain(reaction))

    def on_announcement_delete(self, announcement_id: Any) -> None:
        self.tell("announcement.delete", str(announcement_id))

    def on_encrypted_message(self, unclear: Any) -> None:
        self.tell("encrypted_message", plain(unclear))

    def on_filters_changed(self) -> None:
        self.tell("filters_changed")

    def on_notifications_merged(self) -> None:
        self.tell("notifications_merged")

    def on_of_tomorrow(self, data: Any) -> None:
        self.tell("of.tomorrow", plain(data))

    def on_unknown_event(self, name: str, unknown_event: Any = None) -> None:
        self.tell("unknown", name, plain(unknown_event))

    def on_abort(self, err: Exception) -> None:
        self.tell("abort", type(err).__name__, err.args)


def listener_of(module: Any, enough: str = "no more") -> Any:
    """A listener of a library's kind, which takes down what it is told."""
    return type("Listener", (Notes, module.StreamListener), {})(enough)


@pytest.fixture
def server() -> Iterator[StreamServer]:
    with StreamServer() as server:
        yield server


@pytest.fixture(params=LIBRARIES)
def module(request: pytest.FixtureRequest) -> Any:
    """Either library, for what is the same in both."""
    return library(request.param)


@pytest.fixture
def front() -> Any:
    return library("Howdah")


def account(module: Any, server: StreamServer, **settings: Any) -> Any:
    return module.Mastodon(access_token=server.token, api_base_url=server.base_url, **settings)


def until(condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def heard(
    module: Any,
    server: StreamServer,
    happen: Callable[[], object],
    listener: Any = None,
    stream: str = "stream_user",
    **settings: Any,
) -> tuple[Any, Exception | None]:
    """What a listener is told of what happens once its stream is connected, and what the stream ended with."""
    listener = listener or listener_of(module, "enough")
    ended: list[Exception | None] = []

    def listen() -> None:
        try:
            getattr(account(module, server), stream)(listener=listener, **settings)
        except Exception as error:
            ended.append(error)

    connections = server.connections
    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    until(lambda: ended or server.connections > connections)
    if not ended:
        time.sleep(0.05)
        happen()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    return listener, next(iter(ended), None)


HAPPENINGS = {
    "delete": "116000000000000010",
    "conversation": json.dumps({"id": "7", "unread": True, "accounts": [], "last_status": None}),
    "announcement": json.dumps({"id": "1", "content": "<p>x</p>", "published_at": "2026-01-01T00:00:00.000Z"}),
    "announcement.reaction": json.dumps({"name": "blobcat", "count": 2, "announcement_id": "1"}),
    "announcement.delete": "1",
    "encrypted_message": json.dumps({"a": 1}),
    "filters_changed": "undefined",
    "notifications_merged": "1",
    "of.tomorrow": json.dumps({"id": "5", "created_at": "2026-01-01T00:00:00Z"}),
    "of_today": json.dumps([1, {"a": 2}]),
    "of-yesterday": '"text"',
    "nothing": "null",
    "enough": "{}",
}


def test_listeners_are_told_the_same(server: StreamServer) -> None:
    status = json.dumps(make_status("Hello", media_attachments=[{"id": "1", "type": "image", "blurhash": "LEHV6n"}]))
    happenings = {"update": status, "notification": json.dumps(make_notification()), "status.update": status}

    def happen() -> None:
        for event, payload in {**happenings, **HAPPENINGS}.items():
            server.publish("user", event, payload)

    told: dict[str, Any] = {}
    for name in LIBRARIES:
        listener, error = heard(library(name), server, happen)
        assert isinstance(error, Done)
        told[name] = (listener.told, listener.any)
    assert told["Howdah"] == told["Mastodon.py"]
    names = [what[0] for what in told["Howdah"][0]]
    assert names[:3] == ["update", "notification", "status.update"]
    assert len(names) == 2 + len(HAPPENINGS)
    assert told["Howdah"][0][0][2:] == ("Status", "MaybeSnowflakeIdType")


def test_updates_and_reactions_have_their_kinds(front: Any) -> None:
    # Mastodon.py knows both under other names than servers send, and gives dicts whose dates are text.
    kinds: list[str] = []
    listener = front.CallbackStreamListener(
        status_update_handler=lambda status: kinds.append(f"{type(status).__name__} {status.created_at.year}"),
        announcement_reaction_handler=lambda reaction: kinds.append(type(reaction).__name__),
    )
    created = {"id": "1", "created_at": "2026-01-01T00:00:00Z"}
    listener.handle_websocket_message({"event": "status.update", "payload": json.dumps(created)})
    listener.handle_websocket_message({"event": "announcement.reaction", "payload": '{"name": "x", "count": 1}'})
    assert kinds == ["Status 2026", "StreamReaction"]


@pytest.mark.parametrize("payload", ["][", "", "undefined", "text"])
@pytest.mark.parametrize("name", ["update", "notification", "of_tomorrow"])
def test_malformed_events_end_it(module: Any, server: StreamServer, name: str, payload: str) -> None:
    listener, error = heard(module, server, lambda: server.publish("user", name, payload))
    assert isinstance(error, module.MastodonMalformedEventError)
    assert error.args == ("Bad JSON", payload)
    assert listener.told == [("abort", "MastodonMalformedEventError", ("Bad JSON", payload))]


def test_a_status_without_anything_is_none(module: Any, server: StreamServer) -> None:
    def happen() -> None:
        server.publish("user", "update", "{}")
        server.publish("user", "enough", "{}")

    listener, _ = heard(module, server, happen)
    assert listener.told[0][1]["id"] is None


def test_what_a_listener_raises_ends_the_stream(module: Any, server: StreamServer) -> None:
    class Broken(module.StreamListener):  # type: ignore[misc]
        aborted = False

        def on_update(self, status: Any) -> None:
            raise ZeroDivisionError(status.id)

        def on_abort(self, err: Exception) -> None:
            self.aborted = True

    listener, error = heard(module, server, server.post, Broken())
    assert isinstance(error, ZeroDivisionError)
    assert not listener.aborted  # it is not the stream that failed


@pytest.mark.parametrize(("status", "reason"), [(401, "Unauthorized"), (403, "Forbidden"), (502, None)])
def test_a_stream_that_cannot_be_had(module: Any, server: StreamServer, status: int, reason: str | None) -> None:
    server.refuse(status, 20)
    with pytest.raises(module.MastodonNetworkError, match="Could not connect to streaming server") as caught:
        account(module, server).stream_user(listener_of(module))
    assert reason is None or str(caught.value).endswith(f": {reason}")
    assert server.token not in str(caught.value)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_stream_in_a_thread_that_cannot_be_had(front: Any, server: StreamServer) -> None:
    server.refuse(401, 20)  # Mastodon.py goes on reading from the refusal
    listener = listener_of(front)
    handle = account(front, server).stream_user(listener, run_async=True)
    handle.join(PATIENCE)
    assert not handle.is_alive()
    assert not handle.is_receiving()
    assert listener.told == []


def test_lasting_streams_try_until_there_is_one(module: Any, server: StreamServer) -> None:
    server.refuse(502, 2)
    listener = listener_of(module)
    handle = account(module, server).stream_user(
        listener, run_async=True, reconnect_async=True, reconnect_async_wait_sec=0.05
    )
    until(lambda: server.clients and handle.is_receiving())
    time.sleep(0.05)
    server.post()
    assert listener.wait()[0][0] == "update"
    end(handle, server)


def end(handle: Any, server: StreamServer) -> None:
    """Close a stream, also where closing waits for the server to say something."""
    closing = threading.Thread(target=handle.close, daemon=True)
    closing.start()
    until(lambda: not server.clients or not server.kill())
    closing.join(PATIENCE)
    handle.join(PATIENCE)
    assert not handle.is_alive()
    assert not handle.is_receiving()


def test_handles(module: Any, server: StreamServer) -> None:
    listener = listener_of(module)
    handle = account(module, server).stream_user(listener, run_async=True)
    assert isinstance(handle, module.StreamHandle)
    assert isinstance(handle, module.SSEStreamHandle)
    until(lambda: server.clients)
    assert handle.is_alive()
    assert handle.is_receiving()
    server.post()
    listener.wait()
    handle.join(0.01)
    assert handle.is_alive()
    end(handle, server)


STREAMS = {
    "user": ("stream_user", {}),
    "user:notification": ("stream_user_notifications", {}),
    "public": ("stream_public", {}),
    "public:local": ("stream_public", {"local": True}),
    "public:remote": ("stream_public", {"remote": True}),
    "hashtag:python": ("stream_hashtag", {"tag": "python"}),
    "hashtag:local:python": ("stream_hashtag", {"tag": "python", "local": True}),
    "list:3": ("stream_list", {"id": {"id": "3"}}),
    "direct": ("stream_direct", {}),
}


@pytest.mark.parametrize("channel", STREAMS)
def test_each_stream_is_the_one_that_was_meant(module: Any, server: StreamServer, channel: str) -> None:
    stream, settings = STREAMS[channel]

    def happen() -> None:
        server.publish(channel, "delete", "1")
        server.publish(channel, "enough", "{}")

    listener, _ = heard(module, server, happen, stream=stream, **settings)
    assert listener.told == [("delete", "1", "str")]


@pytest.mark.parametrize(
    ("stream", "settings", "channel"),
    [
        ("stream_local", {}, "public:local"),
        ("stream_public", {"only_media": True}, "public:media"),
        ("stream_public", {"local": True, "only_media": True}, "public:local:media"),
        ("stream_public", {"remote": True, "only_media": True}, "public:remote:media"),
        ("stream_local", {"only_media": True}, "public:local:media"),
    ],
)
def test_streams_of_media(
    front: Any, server: StreamServer, stream: str, settings: dict[str, Any], channel: str
) -> None:
    handle = getattr(account(front, server), stream)(listener_of(front), run_async=True, **settings)
    until(lambda: server.clients)
    assert {name for client in server.clients for name in client.subscribed} == {channel}
    end(handle, server)


def test_arguments_that_make_no_sense(module: Any, server: StreamServer) -> None:
    mastodon, listener = account(module, server), listener_of(module)
    with pytest.raises(module.MastodonIllegalArgumentError, match="both local and remote"):
        mastodon.stream_public(listener, local=True, remote=True)
    with pytest.raises(module.MastodonIllegalArgumentError, match="leading #"):
        mastodon.stream_hashtag("#python", listener)


# What is better than before


def test_a_stream_that_breaks_loses_nothing(front: Any, server: StreamServer) -> None:
    listener = listener_of(front)
    handle = account(front, server).stream_user(listener, run_async=True, reconnect_async_wait_sec=0.05)
    until(lambda: server.clients)
    posted = []
    for _ in range(3):
        posted.append(server.post())
        server.kill()
        posted += [server.post(), server.post()]
        listener.wait(len(posted))
        until(lambda: server.clients)
    assert [what[1]["id"] for what in listener.told] == posted
    assert {what[2:] for what in listener.told} == {("Status", "MaybeSnowflakeIdType")}  # fetched or not
    assert handle.is_alive()
    end(handle, server)


def test_blocking_streams_come_back_too(front: Any, server: StreamServer) -> None:
    def happen() -> None:
        server.kill()
        server.post()
        server.notify()
        until(lambda: server.clients)
        time.sleep(0.05)
        server.publish("user", "enough", "{}")

    listener, error = heard(front, server, happen, reconnect_async_wait_sec=0.05)
    assert isinstance(error, Done)
    assert sorted(what[0] for what in listener.told) == ["notification", "update"]


def test_what_happens_once_a_stream_is_started_is_not_missed(front: Any, server: StreamServer) -> None:
    listener = listener_of(front)
    handle = account(front, server).stream_user(listener, run_async=True)
    server.post()
    assert listener.wait()[0][0] == "update"
    end(handle, server)


def test_a_stream_outlives_the_program_s_other_doings(front: Any, server: StreamServer) -> None:
    listener, mastodon = listener_of(front), account(front, server)
    handle = mastodon.stream_user(listener, run_async=True)
    until(lambda: server.clients)
    mastodon.set_language("de")
    mastodon.access_token = "another"
    mastodon.close()
    del mastodon
    gc.collect()
    server.post()
    listener.wait()
    assert server.connections == 1
    end(handle, server)


def test_lasting_streams_pass_over_what_cannot_be_read(front: Any, server: StreamServer) -> None:
    listener = listener_of(front)
    handle = account(front, server).stream_user(listener, run_async=True, reconnect_async=True)
    until(lambda: handle.is_receiving() and server.clients)
    server.publish("user", "update", "][")
    server.post()
    assert [what[0] for what in listener.wait(2)] == ["abort", "update"]
    end(handle, server)


def test_closing_from_within_a_listener(front: Any, server: StreamServer) -> None:
    handles: list[Any] = []
    deleted: list[str] = []

    def on_delete(status_id: str) -> None:
        deleted.append(status_id)
        handles[0].close()
        handles[0].join()

    listener = front.CallbackStreamListener(delete_handler=on_delete)
    handles.append(account(front, server).stream_user(listener, run_async=True))
    until(lambda: server.clients)
    server.publish("user", "delete", "1")
    until(lambda: not handles[0].is_alive())
    server.publish("user", "delete", "2")
    handles[0].join(PATIENCE)
    assert deleted == ["1"]


def test_a_stream_that_is_refused_later_is_over(front: Any, server: StreamServer) -> None:
    def happen() -> None:
        server.refuse(401, 20)
        server.refuse(401, 20, "rest")
        server.kill()

    listener, error = heard(front, server, happen, reconnect_async_wait_sec=0.05)
    assert isinstance(error, front.MastodonUnauthorizedError)
    assert listener.told == [("abort", "MastodonUnauthorizedError", error.args)]


def test_heartbeats(module: Any, server: StreamServer) -> None:
    class Listener(module.StreamListener):  # type: ignore[misc]
        def handle_heartbeat(self) -> None:
            if server.clients:
                raise Done

    _, error = heard(module, server, server.beats, Listener())
    assert isinstance(error, Done)


def test_health(front: Any, server: StreamServer) -> None:
    assert account(front, server).stream_healthy() is True


# Listeners by themselves


class Body:
    """A response with a stream."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def iter_content(self, chunk_size: int) -> Iterator[bytes]:
        yield from (self._body[at : at + chunk_size] for at in range(0, len(self._body), chunk_size))


@pytest.mark.parametrize(
    "body",
    [
        b"event: delete\ndata: 12\n\n",
        b"event: delete\ndata: 1\ndata: 2\n\n",
        b"event: delete\n\n",
        b"data: 12\n\n",
        b"event: delete\nevent: x\ndata: 1\n\n",
        b":thump\n\nevent: filters_changed\n\n",
        b"nonsense\n\n",
        b"id: 4\nevent: delete\ndata: 5\n\n",
        b"\xff\xfe: x\n\n",
        b"event: delete\ndata: 5",
        b'event: of_today\ndata: {"a": {"b": [1]}}\n\nevent: delete\ndata: "x"\n\n',
        b'event: of.tomorrow\ndata: {"a": 1}\n\n',
        b"event: abort\ndata: {}\n\n",
    ],
)
def test_reading_a_body(body: bytes) -> None:
    outcomes = {}
    for name in LIBRARIES:
        listener = listener_of(library(name))
        error: Any = None
        try:
            listener.handle_stream(Body(body))
        except Exception as raised:
            error = (type(raised).__name__, plain(raised.args))
        outcomes[name] = (listener.any, plain(listener.told), error)
    if b"abort" in body:  # Mastodon.py has servers call any method by its name
        assert outcomes["Howdah"] == (["abort"], [["unknown", "abort", {}]], None)
    else:
        assert outcomes["Howdah"] == outcomes["Mastodon.py"]


@pytest.mark.parametrize("body", [b"event: delete\r\ndata: 12\r\n\r\n", b"event:delete\ndata:12\n\n"])
def test_bodies_that_only_the_front_reads(front: Any, body: bytes) -> None:
    listener = listener_of(front)
    listener.handle_stream(Body(body))
    assert listener.told == [("delete", "12", "str")]


@pytest.mark.parametrize(
    "message",
    [
        {"stream": ["user"], "event": "delete", "payload": "12"},
        {"stream": ["hashtag", "x"], "event": "update", "payload": "{}"},
        {"event": "filters_changed"},
        {"error": "nope", "status": 404},
        {"stream": ["user"], "event": "delete"},
        {"stream": ["user"], "event": "delete", "payload": {"a": 1}},
        {"stream": ["user"], "event": "update", "payload": "]["},
    ],
)
def test_reading_a_message(message: dict[str, Any]) -> None:
    outcomes = {}
    for name in LIBRARIES:
        listener = listener_of(library(name))
        error: Any = None
        try:
            listener.handle_websocket_message(message)
        except Exception as raised:
            error = (type(raised).__name__, plain(raised.args))
        outcomes[name] = (listener.any, plain(listener.told), error)
    assert outcomes["Howdah"] == outcomes["Mastodon.py"]


def test_methods_that_want_to_know_the_stream(module: Any) -> None:
    told: list[Any] = []

    class Listener(module.StreamListener):  # type: ignore[misc]
        def on_any_event(self, name: str, data: Any = None, for_stream: Any = None) -> None:
            told.append((name, for_stream))

        def on_delete(self, status_id: Any, for_stream: Any = "unset") -> None:
            told.append((status_id, for_stream))

    listener = Listener()
    listener.on_notification = lambda notification: told.append(notification.id)
    listener.handle_websocket_message({"stream": ["hashtag", "x"], "event": "delete", "payload": "1"})
    listener.handle_websocket_message({"event": "delete", "payload": "2"})
    listener.handle_websocket_message({"stream": ["user"], "event": "notification", "payload": '{"id": "3"}'})
    listener.handle_stream(Body(b"event: delete\ndata: 4\n\n"))
    assert told == [
        ("delete", ["hashtag", "x"]),
        ("1", ["hashtag", "x"]),
        ("delete", None),
        ("2", None),
        ("notification", ["user"]),
        "3",
        ("delete", None),
        ("4", None),
    ]


def test_listeners_made_of_functions(module: Any) -> None:
    told: list[Any] = []
    names = [name for name, _, _ in parameters(module.CallbackStreamListener)]

    def handler(name: str) -> Callable[..., None]:
        return lambda *what: told.append((name, *map(plain, what)))

    listener = module.CallbackStreamListener(**{name: handler(name) for name in names})
    local, remote = '{"id": "1", "account": {"acct": "alice"}}', '{"id": "2", "account": {"acct": "bob@b.example"}}'
    for event, payload in {"update": local, "update ": remote, **HAPPENINGS}.items():
        listener.handle_websocket_message({"event": event.strip(), "payload": payload})
    listener.handle_websocket_message({"event": "status.update", "payload": local})
    listener.handle_websocket_message({"event": "notification", "payload": "{}"})
    listener.on_websocket_error("no", ["user"])
    assert {what[0] for what in told} == set(names)
    updates = [(name, what[0]["id"]) for name, *what in told if "update_handler" in name and "status" not in name]
    assert updates == [("update_handler", "1"), ("local_update_handler", "1"), ("update_handler", "2")]
    assert ("unknown_event_handler", "of_today", [1, {"a": 2}]) in told
    assert ("delete_handler", "116000000000000010") in told
    assert told[-1] == ("stream_error_handler", "no", ["user"])


def test_listeners_that_do_nothing(module: Any) -> None:
    for listener in (module.StreamListener(), module.CallbackStreamListener()):
        for event, payload in {"update": "{}", **HAPPENINGS}.items():
            listener.handle_websocket_message({"event": event, "payload": payload})
        listener.handle_heartbeat()
        listener.on_abort(ValueError())
        listener.on_websocket_error("no")


@pytest.mark.parametrize("kind", ["StreamListener", "CallbackStreamListener", "StreamHandle"])
def test_listeners_have_the_same_methods(kind: str) -> None:
    theirs, ours = getattr(library("Mastodon.py"), kind), getattr(library("Howdah"), kind)
    for name, method in vars(theirs).items():
        if callable(method) and not name.startswith("_"):
            assert parameters(getattr(ours, name)) == parameters(method), name
    assert kind != "CallbackStreamListener" or parameters(ours) == parameters(theirs)


# Handles that carry several streams


def test_streams_on_one_handle(front: Any, server: StreamServer) -> None:
    told: list[Any] = []

    class Listener(front.StreamListener):  # type: ignore[misc]
        def on_delete(self, status_id: Any, for_stream: Any = None) -> None:
            told.append((status_id, for_stream))

    other = listener_of(front)
    with account(front, server).stream_open_websocket(Listener()) as handle:
        assert isinstance(handle, front.WebSocketStreamHandle)
        assert handle.is_alive()
        first = handle.subscribe("user")
        assert isinstance(first, front.WebSocketSubscription)
        handle.subscribe("hashtag:local", other, tag="python")
        third = account(front, server).stream_list({"id": 3}, Listener(), websocket_handle=handle)
        until(lambda: len(server.clients) == 3)
        assert handle.is_receiving()
        for identifier, channel in (("1", "user"), ("2", "list:3"), ("3", "hashtag:local:python")):
            server.publish(channel, "delete", identifier)
        until(lambda: len(told) == 2)
        assert sorted(told) == [("1", ["user"]), ("2", ["list", "3"])]
        assert other.wait() == [("delete", "3", "str")]
        assert len(handle.subscriptions()) == 3
        third.close()
        handle.unsubscribe("hashtag:local", tag="python")
        assert handle.subscriptions() == [first]
        assert not third.is_alive()
        assert not third.is_receiving()
        assert first.is_receiving()
    handle.join(PATIENCE)
    first.join(PATIENCE)
    assert not handle.is_alive()
    assert not handle.is_receiving()
    assert handle.subscriptions() == []


def test_subscriptions_that_make_no_sense(front: Any, server: StreamServer) -> None:
    listener = listener_of(front)
    with account(front, server).stream_open_websocket() as handle:
        with pytest.raises(front.MastodonIllegalArgumentError, match="A listener is required"):
            handle.subscribe("user")
        handle.subscribe("user", listener)
        with pytest.raises(front.MastodonIllegalArgumentError, match="Already subscribed to WebSocket stream"):
            handle.subscribe("user", listener)
        with pytest.raises(front.MastodonIllegalArgumentError, match="Not subscribed to WebSocket stream"):
            handle.unsubscribe("list", list=3)
        with pytest.raises(front.MastodonIllegalArgumentError):
            handle.subscribe("elephants", listener)
    with pytest.raises(front.MastodonNetworkError, match="closed"):
        handle.subscribe("direct", listener)


def test_a_refused_subscription_leaves_the_others(front: Any, server: StreamServer) -> None:
    refused: list[Any] = []
    deleted: list[Any] = []
    listener = front.CallbackStreamListener(
        delete_handler=deleted.append,
        stream_error_handler=lambda error, for_stream: refused.append((type(error).__name__, for_stream)),
    )
    with account(front, server).stream_open_websocket(listener) as handle:
        handle.subscribe("user")
        server.refuse(403, 20)
        with pytest.raises(front.MastodonNetworkError):
            handle.subscribe("list", list="3")
        assert refused == [("ForbiddenError", ["list", "3"])]
        server.publish("user", "delete", "1")
        until(lambda: deleted)
        assert len(handle.subscriptions()) == 1


def test_streams_are_not_pickled(front: Any, server: StreamServer) -> None:
    handle = account(front, server).stream_user(listener_of(front), run_async=True)
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(handle)
    end(handle, server)
