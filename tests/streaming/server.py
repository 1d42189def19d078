"""A streaming server on loopback that does wrong on command: SSE, WebSocket, and the pages behind them.

It keeps what was posted, in order, and gives it over REST as well, so that what a stream loses can be fetched. Faults
strike the connections that are open, or the requests to come.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Ping, TextMessage

from howdah.testing import make_notification, make_status

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
BEGINNING = 116_000_000_000_000_000
REASONS = {200: "OK", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 502: "Bad Gateway"}


@dataclass(eq=False)
class Client:
    """A connection that streams.

    Attributes:
        writer: where it is written to.
        subscribed: the streams it gets.
        socket: its WebSocket, if it is one.
        silent: whether it gets nothing any more, though it stays open.
        pings_only: whether it gets nothing but signs of life.
        slowly: whether what it gets comes in small pieces.
    """

    writer: asyncio.StreamWriter
    subscribed: set[str]
    socket: Connection | None
    silent: bool = False
    pings_only: bool = False
    slowly: bool = False
    queue: asyncio.Queue[bytes] = field(default_factory=asyncio.Queue)


@dataclass
class Asked:
    """A request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    url: str


class StreamServer:
    """The server; ``with StreamServer() as server`` runs it in a thread.

    Args:
        websocket: whether it has WebSockets.
        sse: whether it has SSE.
        software: what it says it is.
        takes_token_in: where it looks for the token; ``None`` lets everybody in.
        one_per_socket: whether a WebSocket carries one stream only, as Pleroma's does.
        min_id_is_since_id: whether ``min_id`` gives the newest page, as snac does.
        page: most items on a page.
        announced: the streaming URL it announces; none if not given.
        port: where to listen.
    """

    token = "the-token"

    def __init__(
        self,
        *,
        websocket: bool = True,
        sse: bool = True,
        software: str = "mastodon",
        takes_token_in: str | None = "header",
        one_per_socket: bool = False,
        min_id_is_since_id: bool = False,
        page: int = 40,
        announced: str | None = None,
        port: int = 0,
    ) -> None:
        self.websocket = websocket
        self.sse = sse
        self.software = software
        self.takes_token_in = takes_token_in
        self.one_per_socket = one_per_socket
        self.min_id_is_since_id = min_id_is_since_id
        self.page = page
        self.announced = announced
        self.port = port
        self.statuses: list[dict[str, Any]] = []
        self.notifications: list[dict[str, Any]] = []
        self.asked: list[Asked] = []
        self.clients: set[Client] = set()
        self.refusals: dict[str, list[int | bytes]] = {"stream": [], "rest": []}
        self.connections = 0
        self.pings = 0
        self.on_post: Callable[[Asked, dict[str, Any]], Any] | None = None
        self._next = BEGINNING
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._template = make_status("x")
        self._notification = make_notification()
        self._writers: set[asyncio.StreamWriter] = set()
        self._lock = threading.Lock()

    # Running

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        assert self._loop is not None
        assert self._thread is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._client, "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for _ in range(2):  # the second time, what had only just connected
            for writer in list(self._writers):
                writer.transport.abort()
            await asyncio.sleep(0.01)
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    def tell(self, do: Callable[..., Any], *arguments: Any) -> Any:
        """Have the server's own thread do something, and give what comes of it."""
        assert self._loop is not None

        async def doing() -> Any:
            return do(*arguments)

        return asyncio.run_coroutine_threadsafe(doing(), self._loop).result(10)

    # What happens there

    def post(self, *streams: str, **fields: Any) -> str:
        """Post a status, and tell the streams; gives its ID."""
        return str(self.tell(self._post, streams or ("user",), fields))

    def post_late(self, stream: str, behind: int) -> str:
        """Post a status that comes late, from another server: its ID is so many statuses old; gives it."""
        return str(self.tell(self._post_late, stream, behind))

    def _post_late(self, stream: str, behind: int) -> str:
        newest, self._next = self._next, self._next - 10 * behind - 5
        while any(each["id"] == str(self._next + 10) for each in self.statuses[-2 * behind - 10 :]):
            self._next -= 1
        try:
            return str(self._post((stream,), {}))
        finally:
            self._next = newest

    def _post(self, streams: Iterable[str], fields: dict[str, Any]) -> str:
        self._next += 10
        status = {**self._template, "id": str(self._next), "uri": f"https://fake.example/{self._next}", **fields}
        status["streams"] = list(streams)
        self.statuses.append(status)
        for stream in streams:
            self._publish(stream, "update", json.dumps(status))
        return str(status["id"])

    def notify(self, **fields: Any) -> str:
        """Notify, and tell the user stream; gives the notification's ID."""
        return str(self.tell(self._notify, fields))

    def _notify(self, fields: dict[str, Any]) -> str:
        self._next += 10
        notification = {**self._notification, "id": str(self._next), **fields}
        self.notifications.append(notification)
        for stream in ("user", "user:notification"):
            self._publish(stream, "notification", json.dumps(notification))
        return str(notification["id"])

    def step_over(self, count: int) -> None:
        """Leave out so many IDs: they are taken."""
        self._next += 10 * count

    def mention(self, status: dict[str, Any], save: Callable[[], None]) -> None:
        """Notify of a mention, once that is saved; for the server's own thread."""
        self._next += 10
        notification = {**self._notification, "id": str(self._next), "type": "mention", "status": status}
        self.notifications.append(notification)
        save()
        self._publish("user:notification", "notification", json.dumps(notification))

    def publish(self, stream: str, name: str, payload: str) -> None:
        """Tell a stream of anything, without keeping it."""
        self.tell(self._publish, stream, name, payload)

    def _publish(self, stream: str, name: str, payload: str) -> None:
        for client in list(self.clients):
            if stream in client.subscribed:
                self._send(client, self._framed(client, stream, name, payload))

    def _framed(self, client: Client, stream: str, name: str, payload: str) -> bytes:
        if client.socket is None:
            lines = "".join(f"data: {line}\n" for line in payload.split("\n"))
            return f"event: {name}\n{lines}\n".encode()
        kind, _, rest = stream.rpartition(":") if stream.startswith(("hashtag:", "list:")) else (stream, "", "")
        said = {"stream": [kind, rest] if rest else [kind], "event": name, "payload": payload}
        return client.socket.send(TextMessage(json.dumps(said)))

    def _send(self, client: Client, data: bytes) -> None:
        if client.silent or client.pings_only:
            return
        if client.slowly:
            client.queue.put_nowait(data)
        else:
            client.writer.write(data)

    # Faults

    def kill(self) -> None:
        """Cut every streaming connection."""
        self.tell(self._kill)

    def _kill(self) -> None:
        for client in list(self.clients):
            self.clients.discard(client)
            client.writer.transport.abort()

    def stall(self) -> None:
        """Say nothing more on the connections that are open."""
        self.tell(lambda: [setattr(client, "silent", True) for client in self.clients])

    def drip(self, slowly: bool = True) -> None:
        """Send in small pieces on the connections that are open."""
        self.tell(lambda: [setattr(client, "slowly", slowly) for client in self.clients])

    def ping_only(self) -> None:
        """Send signs of life, and nothing else, on the connections that are open."""
        self.tell(self._ping_only)

    def _ping_only(self) -> None:
        for client in self.clients:
            self.beat(client)
            client.pings_only = True

    def beat(self, client: Client) -> None:
        self._send(client, b":thump\n\n" if client.socket is None else client.socket.send(Ping(b"?")))

    def beats(self) -> None:
        """Send a sign of life, an empty frame and a ping."""
        self.tell(self._beats)

    def _beats(self) -> None:
        for client in self.clients:
            self.beat(client)
            if client.socket is not None:
                self._send(client, client.socket.send(TextMessage("")))

    def half_frame(self) -> None:
        """Send half of an event, and cut the connection."""
        self.tell(self._half_frame)

    def _half_frame(self) -> None:
        for client in list(self.clients):
            whole = self._framed(client, next(iter(client.subscribed)), "update", json.dumps(self._template))
            client.writer.write(whole[: len(whole) // 2])
            self.clients.discard(client)
            client.writer.close()

    def nonsense(self) -> None:
        """Send events that nobody knows, and that nobody can read."""
        for name, payload in (("elephants", "{"), ("update", "{}"), ("update", "]["), ("delete", ""), ("", "")):
            self.tell(self._to_all, name, payload)

    def _to_all(self, name: str, payload: str) -> None:
        for client in list(self.clients):
            self._send(client, self._framed(client, next(iter(client.subscribed)), name, payload))

    def huge(self, size: int = 5 * 1024 * 1024) -> None:
        """Send an event that is far too large."""
        self.tell(self._to_all, "elephants", "x" * size)

    def refuse(self, status: int = 502, times: int = 1, what: str = "stream") -> None:
        """Answer the next requests of a kind (``stream``, ``rest``) with an error."""
        self.tell(self.refusals[what].extend, [status] * times)

    def spoil(self, body: bytes, times: int = 1, what: str = "rest") -> None:
        """Answer the next requests of a kind with a success that is none."""
        self.tell(self.refusals[what].extend, [body] * times)

    # Answering

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while await self._answer(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        method, url, _ = first.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name}
        parts = urlsplit(url)
        asked = Asked(method, parts.path, dict(parse_qsl(parts.query)), headers, url)
        self.asked.append(asked)
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if parts.path.startswith("/api/v1/streaming") and parts.path != "/api/v1/streaming/health":
            return await self._stream(asked, reader, writer)
        if self.refusals["rest"]:
            return await self._reply(writer, self.refusals["rest"].pop(0), {"error": "not now"})
        if method == "POST" and self.on_post is not None:
            return await self._reply(writer, 200, self.on_post(asked, dict(parse_qsl(body.decode()))))
        status, document = self._document(asked)
        return await self._reply(writer, status, document)

    async def _reply(self, writer: asyncio.StreamWriter, status: int | bytes, document: Any) -> bool:
        spoilt = isinstance(status, bytes)
        body, status = (status, 200) if isinstance(status, bytes) else (json.dumps(document).encode(), status)
        kind = "text/html" if spoilt else "application/json"
        writer.write(
            f"HTTP/1.1 {status} {REASONS.get(status, 'Something')}\r\ncontent-type: {kind}\r\n"
            f"content-length: {len(body)}\r\n\r\n".encode()
            + body
        )
        await writer.drain()
        return True

    def _document(self, asked: Asked) -> tuple[int, Any]:
        path = asked.path
        if path == "/.well-known/nodeinfo":
            rel = "http://nodeinfo.diaspora.software/ns/schema/2.0"
            return 200, {"links": [{"rel": rel, "href": f"{self.base_url}/nodeinfo/2.0"}]}
        if path == "/nodeinfo/2.0":
            return 200, {"software": {"name": self.software, "version": "4.5.0"}}
        if path == "/api/v2/instance":
            urls = {} if self.announced is None else {"streaming": self.announced}
            return 200, {"version": "4.5.0", "configuration": {"urls": urls}}
        if path == "/api/v1/streaming/health":
            return 200, "OK"
        if path == "/api/v1/notifications":
            return 200, self._page(self.notifications, asked.query)
        stream = {"/api/v1/timelines/home": "user", "/api/v1/timelines/public": "public"}.get(path)
        if stream is None and path.startswith("/api/v1/timelines/"):
            stream = ":".join(path.split("/")[4:6]).replace("tag:", "hashtag:")
        if stream is None:
            return 404, {"error": "Record not found"}
        return 200, self._page([each for each in self.statuses if stream in each["streams"]], asked.query)

    def _page(self, items: list[dict[str, Any]], query: dict[str, str]) -> list[dict[str, Any]]:
        size = min(self.page, int(query.get("limit", "20")))
        lowest = max((int(query.get(name, "0")) for name in ("min_id", "since_id")), default=0)
        highest = int(query.get("max_id", "9" * 30))
        found = sorted((each for each in items if lowest < int(each["id"]) < highest), key=lambda each: int(each["id"]))
        oldest_part = "min_id" in query and not self.min_id_is_since_id
        return (found[:size] if oldest_part else found[-size:])[::-1]

    # Streaming

    def _may(self, asked: Asked) -> bool:
        given = {
            "header": asked.headers.get("authorization") == f"Bearer {self.token}",
            "subprotocol": asked.headers.get("sec-websocket-protocol") == self.token,
            "query": asked.query.get("access_token") == self.token,
        }
        return self.takes_token_in is None or given.get(self.takes_token_in, False)

    async def _stream(self, asked: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        upgrade = "upgrade" in asked.headers
        if self.refusals["stream"]:
            return await self._reply(writer, self.refusals["stream"].pop(0), {"error": "not now"})
        if not (self.websocket if upgrade else self.sse):
            return await self._reply(writer, 404, {"error": "nothing here"})
        if not self._may(asked):
            return await self._reply(writer, 401, {"error": "The access token is invalid"})
        if upgrade:
            await self._websocket(asked, reader, writer)
        else:
            await self._events(asked, reader, writer)
        return False

    async def _events(self, asked: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        name = asked.path.removeprefix("/api/v1/streaming/").replace("/", ":")
        name = ":".join([name, *(asked.query[key] for key in ("tag", "list") if key in asked.query)])
        client = Client(writer, {name}, None)
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n:)\n\n")
        await self._keep(client, reader)

    async def _websocket(self, asked: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        key = asked.headers["sec-websocket-key"].encode()
        accept = base64.b64encode(hashlib.sha1(key + MAGIC, usedforsecurity=False).digest()).decode()
        writer.write(
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
            f"sec-websocket-accept: {accept}\r\n\r\n".encode()
        )
        client = Client(writer, set(), Connection(ConnectionType.SERVER))
        if "stream" in asked.query:
            client.subscribed.add(_called(asked.query))
        await self._keep(client, reader)

    async def _keep(self, client: Client, reader: asyncio.StreamReader) -> None:
        self.clients.add(client)
        self.connections += 1
        dripping = asyncio.create_task(self._drip(client))
        try:
            while data := await reader.read(65536):
                if client.socket is not None and not self._hear(client, client.socket, data):
                    break
        finally:
            dripping.cancel()
            self.clients.discard(client)

    def _hear(self, client: Client, frames: Connection, data: bytes) -> bool:
        frames.receive_data(data)
        for event in frames.events():
            if isinstance(event, TextMessage) and not self.one_per_socket:
                said = json.loads(event.data)
                if said.get("type") == "subscribe":
                    client.subscribed.add(_called(said))
            elif isinstance(event, Ping) and not client.silent:
                client.writer.write(frames.send(event.response()))
                self.pings += 1
            elif isinstance(event, CloseConnection):
                return False
            elif isinstance(event, BytesMessage):
                raise AssertionError("a client sends no bytes")
        return True

    async def _drip(self, client: Client) -> None:
        while True:
            data = await client.queue.get()
            for start in range(0, len(data), 97):
                client.writer.write(data[start : start + 97])
                await asyncio.sleep(0)

    def reset_connections(self) -> None:
        """Cut every connection the hard way, with a reset."""
        self.tell(self._reset)

    def _reset(self) -> None:
        for client in list(self.clients):
            below = client.writer.get_extra_info("socket")
            below.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.clients.discard(client)
            client.writer.transport.abort()


def _called(said: dict[str, str]) -> str:
    return ":".join(said[key] for key in ("stream", "tag", "list") if key in said)
