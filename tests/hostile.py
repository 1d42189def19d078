"""A server that does what real ones only do on a bad day: stalls, truncates, lies, resets.

What it does is a *behaviour*: a function that is given the request and the peer who sent it, and writes to the socket
whatever it likes. Behaviours are scripted per path; each request takes the next one, and the last one stays::

    with HostileServer() as server:
        server.on("/api/v1/timelines/home", reset, json_answer([]))

A behaviour that returns keeps the connection alive for the next request, unless it has closed it. One that takes a
request before its body has come is marked with ``@early``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import select
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar
from urllib.parse import parse_qsl, urlsplit

from howdah.testing import make_status

LONGEST = 20.0
"""Seconds after which any behaviour gives up, so that a test that goes wrong ends all the same."""


class Gone(Exception):
    """The client has closed its side, or the server is being closed."""


class Peer:
    """A client's connection, as behaviours see it."""

    def __init__(self, sock: socket.socket, number: int, stopping: threading.Event) -> None:
        self.socket = sock
        self.number = number
        self.gone = threading.Event()
        """Set when the client has closed the connection."""
        self.over = threading.Event()
        """Set when either side has closed it."""
        self.closed = False
        self.counted: list[int] = []
        """How long the bodies were that ``count`` has taken."""
        self._buffer = b""
        self._stopping = stopping

    def receive(self) -> bytes:
        """Some bytes from the client.

        Raises:
            Gone: there will be none.
        """
        if self._buffer:
            data, self._buffer = self._buffer, b""
            return data
        try:
            data = self.socket.recv(65536)
        except OSError:
            data = b""
        if not data:
            self._mark_gone()
            raise Gone
        return data

    def until(self, mark: bytes) -> bytes:
        """What the client sends up to a mark, and including it."""
        data = b""
        while mark not in data:
            data += self.receive()
        end = data.index(mark) + len(mark)
        self._buffer = data[end:] + self._buffer
        return data[:end]

    def exactly(self, size: int) -> Iterator[bytes]:
        """So many bytes, in pieces."""
        while size:
            data = self.receive()
            piece, self._buffer = data[:size], data[size:] + self._buffer
            size -= len(piece)
            yield piece

    def send(self, data: bytes) -> None:
        """Send bytes as they are.

        Raises:
            Gone: the client does not take them any more.
        """
        try:
            self.socket.sendall(data)
        except OSError:
            self._mark_gone()
            raise Gone from None

    def answer(self, status: int = 200, body: bytes = b"", headers: Headers = ()) -> None:
        """A proper response."""
        self.send(head(status, [*headers, ("content-length", str(len(body)))]) + body)

    def pause(self, seconds: float) -> None:
        """Do nothing for a while; what the client does meanwhile is noticed.

        Raises:
            Gone: the client has closed the connection, or the server is being closed.
        """
        until = time.monotonic() + min(seconds, LONGEST)
        while (left := until - time.monotonic()) > 0:
            if self._stopping.is_set():
                raise Gone
            try:
                if self._buffer or not select.select([self.socket], [], [], min(left, 0.05))[0]:
                    continue
                data = self.socket.recv(65536)
            except (OSError, ValueError):
                data = b""
            if not data:
                self._mark_gone()
                raise Gone
            self._buffer += data

    def stall(self) -> None:
        """Do nothing until the client goes away."""
        self.pause(LONGEST)

    def close(self) -> None:
        """Close the connection in an orderly manner."""
        self.closed = True
        self.over.set()
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def reset(self) -> None:
        """Close the connection with a reset."""
        self.closed = True
        self.over.set()
        with suppress(OSError):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def _mark_gone(self) -> None:
        if not self._stopping.is_set():
            self.gone.set()
            self.over.set()


@dataclass
class Received:
    """A request as it came."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    peer: Peer = field(repr=False)
    _body: bytes | None = field(default=None, repr=False)

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    def header(self, name: str) -> str | None:
        """A header's values, joined by commas; ``None`` without any."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    def body_pieces(self) -> Iterator[bytes]:
        """The body as it comes; it can be read once."""
        if "chunked" in (self.header("transfer-encoding") or ""):
            while size := int(self.peer.until(b"\r\n"), 16):
                yield from self.peer.exactly(size)
                self.peer.until(b"\r\n")
            self.peer.until(b"\r\n")
        else:
            yield from self.peer.exactly(int(self.header("content-length") or 0))

    @property
    def is_whole(self) -> bool:
        """Whether its body has come whole, and been kept."""
        return self._body is not None

    @property
    def body(self) -> bytes:
        """The whole body."""
        if self._body is None:
            self._body = b"".join(self.body_pieces())
        return self._body


Headers: TypeAlias = Iterable[tuple[str, str]]
Behaviour: TypeAlias = Callable[[Received, Peer], None]
B = TypeVar("B", bound=Behaviour)

_EARLY: set[Behaviour] = set()


def early(behaviour: B) -> B:
    """Mark a behaviour that is to see the request before its body has come."""
    _EARLY.add(behaviour)
    return behaviour


class HostileServer:
    """A server on this machine that behaves as told, each connection in a thread of its own.

    Args:
        tls: what to be an HTTPS server with.
        on_connect: called with each new connection before anything is read; raise ``Gone`` to drop it.
    """

    def __init__(self, tls: ssl.SSLContext | None = None, on_connect: Callable[[Peer], None] | None = None) -> None:
        self.requests: list[Received] = []
        self.peers: list[Peer] = []
        self.failures: list[BaseException] = []
        """What went wrong here, such as TLS handshakes."""
        self._tls = tls
        self._on_connect = on_connect
        self._scripts: dict[str, list[Behaviour]] = {}
        self._default: Behaviour = json_answer({"error": "Record not found"}, status=404)
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://localhost:{self.port}"

    def on(self, path: str, *behaviours: Behaviour) -> Self:
        """What to do with requests to a path, one after the other; the last one goes for all that follow."""
        self._scripts[path] = list(behaviours)
        return self

    def otherwise(self, behaviour: Behaviour) -> Self:
        """What to do with requests to all other paths."""
        self._default = behaviour
        return self

    def to(self, path: str) -> list[Received]:
        """The requests that came for a path."""
        return [request for request in self.requests if request.path == path]

    def all_over(self, within: float = 3.0) -> bool:
        """Whether every connection is closed within so many seconds, by either side."""
        until = time.monotonic() + within
        return all(peer.over.wait(max(0.0, until - time.monotonic())) for peer in list(self.peers))

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stopping.set()
        # Closing a listener does not wake the thread that waits on it.
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            pass
        self._listener.close()
        for peer in list(self.peers):
            with suppress(OSError):
                peer.socket.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join(5)

    def _start(self, run: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=run, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            if self._stopping.is_set():
                sock.close()
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._start(self._serve, sock)

    def _serve(self, sock: socket.socket) -> None:
        peer: Peer | None = None
        try:
            if self._tls is not None:
                sock.settimeout(5)
                sock = self._tls.wrap_socket(sock, server_side=True)
                sock.settimeout(None)
            with self._lock:
                peer = Peer(sock, len(self.peers), self._stopping)
                self.peers.append(peer)
            if self._on_connect is not None:
                self._on_connect(peer)
            while not peer.closed:
                self._answer_one(peer)
        except Gone:
            pass
        except Exception as error:
            self.failures.append(error)
        finally:
            if peer is not None and not peer.closed:
                peer.close()
            sock.close()

    def _answer_one(self, peer: Peer) -> None:
        first, *lines = peer.until(b"\r\n\r\n").decode("latin-1").strip().split("\r\n")
        method, target, _ = first.split(" ")
        pairs = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        request = Received(method, target, pairs, peer)
        with self._lock:
            self.requests.append(request)
            script = self._scripts.get(request.path)
            behaviour = self._default if not script else script[0] if len(script) == 1 else script.pop(0)
        if behaviour not in _EARLY:
            assert request.body is not None
        behaviour(request, peer)


class Board:
    """Where statuses are posted: remembers each, and the keys that they came with.

    Args:
        keeps_keys: answer a key that came before with the status that it made, as Mastodon does.
    """

    def __init__(self, *, keeps_keys: bool = True) -> None:
        self.keeps_keys = keeps_keys
        self.posted: list[dict[str, Any]] = []
        self._by_key: dict[str | None, dict[str, Any]] = {}

    def take(self, request: Received) -> dict[str, Any]:
        """Do what the request wants, and give the status."""
        key = request.header("idempotency-key")
        if self.keeps_keys and key in self._by_key:
            return self._by_key[key]
        text = dict(parse_qsl(request.body.decode("utf-8", "replace"))).get("status", "")
        status = make_status(text, id=str(len(self.posted) + 1))
        self.posted.append(status)
        self._by_key[key] = status
        return status

    def post(self, request: Received, peer: Peer) -> None:
        """Post, and answer."""
        peer.answer(200, json.dumps(self.take(request)).encode(), JSON)

    def post_and_drop(self, request: Received, peer: Peer) -> None:
        """Post, and reset the connection instead of answering."""
        self.take(request)
        peer.reset()

    def fail_on_known_keys(self, request: Received, peer: Peer) -> None:
        """Answer 500 to a key that came before, as some versions of Mastodon do."""
        if request.header("idempotency-key") in self._by_key:
            peer.answer(500, b'{"error":"Internal server error"}', JSON)
        else:
            self.post(request, peer)


def wait_for(condition: Callable[[], bool], within: float = 5.0) -> bool:
    """Whether something comes true within so many seconds."""
    until = time.monotonic() + within
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def head(status: int = 200, headers: Headers = ()) -> bytes:
    """A response's status line and headers."""
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


JSON: Headers = (("content-type", "application/json; charset=utf-8"),)


def json_answer(document: Any, status: int = 200, headers: Headers = ()) -> Behaviour:
    """A proper answer."""
    body = json.dumps(document).encode()

    def behaviour(request: Received, peer: Peer) -> None:
        peer.answer(status, b"" if request.method == "HEAD" else body, [*JSON, *headers])

    return behaviour


def bytes_answer(body: bytes, status: int = 200, headers: Headers = ()) -> Behaviour:
    """An answer of these very bytes."""

    def behaviour(request: Received, peer: Peer) -> None:
        peer.answer(status, body, headers)

    return behaviour


def raw(data: bytes, then: Callable[[Peer], None] = Peer.close) -> Behaviour:
    """Whatever bytes, and then the end: ``Peer.close``, ``Peer.reset`` or ``Peer.stall``."""

    def behaviour(request: Received, peer: Peer) -> None:
        peer.send(data)
        then(peer)

    return behaviour


def after(seconds: float, behaviour: Behaviour) -> Behaviour:
    """The same, later."""

    def later(request: Received, peer: Peer) -> None:
        peer.pause(seconds)
        behaviour(request, peer)

    return later


def then_close(behaviour: Behaviour) -> Behaviour:
    """The same, and then the connection is closed without having said so."""

    def behaviour_and_end(request: Received, peer: Peer) -> None:
        behaviour(request, peer)
        peer.close()

    return behaviour_and_end


def stall(request: Received, peer: Peer) -> None:
    """Never answer."""
    peer.stall()


@early
def stall_unread(request: Received, peer: Peer) -> None:
    """Never answer, and never read the body either."""
    peer._stopping.wait(LONGEST)
    raise Gone


def close(request: Received, peer: Peer) -> None:
    """Take the request and close the connection."""
    peer.close()


def reset(request: Received, peer: Peer) -> None:
    """Take the request and reset the connection."""
    peer.reset()


stall_in_head = raw(b"HTTP/1.1 200 OK\r\ncontent-type: app", Peer.stall)
stall_after_head = raw(head(200, [*JSON, ("content-length", "100")]), Peer.stall)
stall_in_body = raw(head(200, [*JSON, ("content-length", "100")]) + b'{"id": "1", ', Peer.stall)
reset_in_body = raw(head(200, [*JSON, ("content-length", "100")]) + b'{"id": "1", ', Peer.reset)
close_in_body = raw(head(200, [*JSON, ("content-length", "100")]) + b'{"id": "1", ')
close_in_chunk = raw(head(200, [*JSON, ("transfer-encoding", "chunked")]) + b'64\r\n{"id": "1", ')
close_between_chunks = raw(head(200, [*JSON, ("transfer-encoding", "chunked")]) + b'c\r\n{"id": "1", \r\n')
bad_chunk_size = raw(head(200, [*JSON, ("transfer-encoding", "chunked")]) + b"many\r\n{}\r\n0\r\n\r\n")
bad_length = raw(head(200, [*JSON, ("content-length", "many")]) + b"{}")
two_lengths = raw(head(200, [*JSON, ("content-length", "2"), ("content-length", "3")]) + b"{} ")
invalid_gzip = bytes_answer(b"this is not gzip", headers=[*JSON, ("content-encoding", "gzip")])
no_http = raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
huge_headers = raw(head(200, [*JSON, ("x-large", "a" * 2_000_000), ("content-length", "2")]) + b"{}")
endless_headers = raw(b"HTTP/1.1 200 OK\r\n" + b"x-again: and again\r\n" * 100_000)


def drip(every: float = 0.05, size: int = 1) -> Behaviour:
    """A body that comes a few bytes at a time, and never ends."""

    def behaviour(request: Received, peer: Peer) -> None:
        peer.send(head(200, [*JSON, ("content-length", "1000000")]))
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            peer.send(b" " * size)
            peer.pause(every)

    return behaviour


def drip_head(every: float = 0.05) -> Behaviour:
    """Headers that come a byte at a time."""

    def behaviour(request: Received, peer: Peer) -> None:
        for byte in head(200, [*JSON, ("x-long", "a" * 10_000), ("content-length", "2")]):
            peer.send(bytes([byte]))
            peer.pause(every)

    return behaviour


def gzip_bomb(size: int, layers: int = 1) -> Behaviour:
    """A small answer that grows to ``size`` bytes when it is decompressed."""
    data = _zeros(size)
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return bytes_answer(data, headers=[*JSON, ("content-encoding", ", ".join(["gzip"] * layers))])


@cache
def _zeros(size: int) -> bytes:
    """So many zeros, compressed."""
    packer = zlib.compressobj(wbits=31)
    chunk = bytes(1024 * 1024)
    return b"".join(packer.compress(chunk) for _ in range(size // len(chunk))) + packer.flush()


def endless(request: Received, peer: Peer) -> None:
    """A body without end, as fast as it is taken."""
    peer.send(head(200, [*JSON, ("transfer-encoding", "chunked")]))
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    while True:
        peer.send(chunk)


def headers_of(size: int, each: int = 1000) -> Behaviour:
    """So many bytes of headers, in headers of ``each`` bytes, and an answer after them."""

    def behaviour(request: Received, peer: Peer) -> None:
        peer.send(b"HTTP/1.1 200 OK\r\n")
        line = b"x-again: " + b"a" * (each - 11) + b"\r\n"
        for _ in range(size // each):
            peer.send(line)
        peer.send(b"content-length: 2\r\n\r\n{}")
        peer.close()

    return behaviour


def redirect_on(request: Received, peer: Peer) -> None:
    """Point to a place where one has not been yet, every time."""
    peer.answer(302, headers=[("location", f"{request.path}?again={len(request.target)}")])


def redirect(location: str, status: int = 302) -> Behaviour:
    """Point elsewhere."""
    return bytes_answer(b"", status, [("location", location)])


@early
def digest(request: Received, peer: Peer) -> None:
    """Read a body of any size without keeping it, and tell its length and SHA-256."""
    hashed, size = hashlib.sha256(), 0
    for piece in request.body_pieces():
        hashed.update(piece)
        size += len(piece)
    body = json.dumps({"length": size, "sha256": hashed.hexdigest()}).encode()
    peer.answer(200, body, JSON)


@early
def count(request: Received, peer: Peer) -> None:
    """Read an upload of any size without looking at it."""
    peer.counted.append(sum(map(len, request.body_pieces())))
    peer.answer(200, b'{"id": "7", "type": "unknown", "url": "https://example.social/7"}', JSON)


@early
def refuse_early(request: Received, peer: Peer) -> None:
    """Answer 413 after the headers, while the body is still coming, as servers do with what is too large."""
    peer.send(head(413, [*JSON, ("content-length", "21"), ("connection", "close")]) + b'{"error":"too large"}')
    # Closing with unread data would reset the connection, and the client might never see the answer.
    for _ in request.body_pieces():
        pass
    peer.close()


@early
def reset_early(request: Received, peer: Peer) -> None:
    """Reset the connection after some of the body."""
    for taken, _ in enumerate(request.body_pieces()):
        if taken > 3:
            break
    peer.reset()


@early
def forward(request: Received, peer: Peer) -> None:
    """Be a forward proxy, for plain HTTP and for ``CONNECT``."""
    if request.method == "CONNECT":
        name, _, port = request.target.rpartition(":")
        with socket.create_connection((name, int(port)), 5) as onward:
            peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
            _pump(peer, onward)
        peer.close()
        return
    parts = urlsplit(request.target)
    with socket.create_connection((parts.hostname, parts.port or 80), 5) as onward:
        onward.settimeout(5)
        lines = [f"{name}: {value}" for name, value in request.headers if not name.lower().startswith("proxy-")]
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        onward.sendall("\r\n".join([f"{request.method} {target} HTTP/1.1", *lines, "Via: test", "", ""]).encode())
        onward.sendall(request.body)
        onward.shutdown(socket.SHUT_WR)
        while data := onward.recv(65536):
            peer.send(data)
    peer.close()


def _pump(peer: Peer, onward: socket.socket) -> None:
    """Carry bytes both ways until either side is done."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and not peer._stopping.is_set():
        if peer._buffer:
            onward.sendall(peer.receive())
        ready, _, _ = select.select([peer.socket, onward], [], [], 0.05)
        for one in ready:
            try:
                data = one.recv(65536)
                (onward if one is peer.socket else peer.socket).sendall(data)
            except OSError:
                return
            if not data:
                return
