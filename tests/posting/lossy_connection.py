"""Connections that fail: a simulated one, and a TCP proxy in front of a real server."""

from __future__ import annotations

import random
import socket
import socketserver
import struct
import threading
from collections import Counter
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.posting.board import Board

from howdah import NetworkError, Reply
from howdah.testing import FakeRequest, FakeServer
from howdah.testing.fake_server import answer

FATES = ("refused", "before", "during", "after")
"""When the connection fails: it is never made; before, while or after the server has got the request."""


class Luck:
    """Decides what becomes of each request.

    Args:
        seed: what makes it the same each time.
        failing: the part of the requests that fail.
    """

    def __init__(self, seed: int, failing: float = 0.3) -> None:
        self.random = random.Random(seed)
        self.failing = failing
        self.fates: Counter[str] = Counter()
        self._lock = threading.Lock()

    def fate(self, fates: tuple[str, ...] = FATES) -> str:
        """What becomes of the next request."""
        with self._lock:
            fate = self.random.choice(fates) if self.random.random() < self.failing else "well"
            self.fates[fate] += 1
            return fate


def simulate(fake: FakeServer, board: Board, luck: Luck) -> None:
    """Have a fake server be a board behind a connection that fails."""

    def exchange(request: FakeRequest) -> Reply:
        fate = luck.fate()
        if fate in ("refused", "before", "during"):
            raise NetworkError(f"failed: {fate}", sent=fate != "refused")
        target = request.path + ("?" + "&".join(f"{k}={v}" for k, v in request.query.items()) if request.query else "")
        headers = {name.lower(): value for name, value in request.headers.items()}
        status, document = board.answer(request.method, target, headers, request.body)
        if fate == "after":
            raise NetworkError("failed: after", sent=True)
        return answer(document, status=status, headers=board.headers())

    for method in ("GET", "POST"):
        fake.on(method, "*").reply_with(exchange)


class BoardServer:
    """A board on real HTTP behind a TCP proxy that loses connections, for as long as it is entered.

    Attributes:
        url: where the proxy is.
    """

    def __init__(self, board: Board, luck: Luck) -> None:
        self._servers: list[Any] = []
        self._stack = ExitStack()
        self.board = board
        self.luck = luck

    def __enter__(self) -> Self:
        board, luck = self.board, self.luck
        lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 10

            def do_GET(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                body = self.rfile.read(length)
                if len(body) < length:
                    self.close_connection = True
                    return
                headers = {name.lower(): value for name, value in self.headers.items()}
                with lock:
                    status, document = board.answer(self.command, self.path, headers, body)
                content = answer(document).body
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET

            def log_message(self, *args: Any) -> None:
                pass

        class Upstream(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                pass  # the proxy cuts it off in the middle; that is what it is for

        upstream = Upstream(("127.0.0.1", 0), Handler)
        upstream_port = upstream.server_address[1]

        class Relay(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                client: socket.socket = self.request
                client.settimeout(10)
                with suppress(OSError), socket.create_connection(("127.0.0.1", upstream_port), 10) as server:
                    while relay(client, server, luck):
                        pass

        class Proxy(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        proxy = Proxy(("127.0.0.1", 0), Relay)
        for one in (upstream, proxy):
            thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            self._stack.callback(thread.join)
            self._stack.callback(one.server_close)
            self._stack.callback(one.shutdown)
        self.url = f"http://127.0.0.1:{proxy.server_address[1]}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.close()


def relay(client: socket.socket, server: socket.socket, luck: Luck) -> bool:
    """Carry one request over and its answer back, or lose it; ``False`` at the end of the connection."""
    request = message(client)
    if not request:
        return False
    fate = luck.fate(("before", "during", "after", "within the answer"))
    if fate == "before":
        reset(client)
        return False
    if fate == "during":
        server.sendall(request[:-1])
        server.shutdown(socket.SHUT_WR)
        reset(client)
        return False
    server.sendall(request)
    reply = message(server)
    if fate == "after":
        reset(client)
        return False
    if fate == "within the answer":
        client.sendall(reply[: len(reply) // 2])
        return False
    client.sendall(reply)
    return True


def message(sock: socket.socket) -> bytes:
    """A whole HTTP message; nothing at the end of the connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        received = sock.recv(65536)
        if not received:
            return b""
        data += received
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.partition(b":")[2] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    left = int(lengths[0]) - len(body) if lengths else 0
    while left > 0:
        received = sock.recv(65536)
        if not received:
            return b""
        data += received
        left -= len(received)
    return data


def reset(sock: socket.socket) -> None:
    """Close a connection as one that breaks does."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()
