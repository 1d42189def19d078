"""A server that hangs where it is told to, or answers a byte now and then."""

from __future__ import annotations

import json
import socket
import threading
import time
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from wsproto.utilities import generate_accept_token

from howdah.testing import make_status

Habit = Literal["hangs", "drips its head", "drips its refusal"]

INSTANCE = {"domain": "here.example", "version": "4.3.0", "configuration": {"urls": {}}}


class StubbornServer:
    """The server; ``with StubbornServer(...) as server`` runs it in threads.

    Args:
        at: the beginning of the path at which it behaves as said.
        habit: what it does there; everything else it answers at once, and a WebSocket it opens.
    """

    token = "the-token"

    def __init__(self, at: str = "/nowhere", habit: Habit = "hangs") -> None:
        self.at = at
        self.habit = habit
        self.reached = threading.Event()
        self.streaming = threading.Event()
        self._over = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._over.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(10)

    def _start(self, work: Any, *args: Any) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        received = b""
        with connection:
            connection.settimeout(0.1)
            while not self._over.is_set():
                try:
                    chunk = connection.recv(65536)
                except TimeoutError:
                    continue
                except OSError:
                    return
                if not chunk:
                    return
                received += chunk
                while b"\r\n\r\n" in received:
                    head, _, received = received.partition(b"\r\n\r\n")
                    try:
                        self._answer(connection, head.decode())
                    except OSError:
                        return

    def _answer(self, connection: socket.socket, head: str) -> None:
        lines = head.split("\r\n")
        path = urlsplit(lines[0].split(" ")[1]).path
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        if path.startswith(self.at):
            self.reached.set()
            self._misbehave(connection)
        elif path.startswith("/api/v1/streaming"):
            accept = generate_accept_token(headers["sec-websocket-key"].encode()).decode()
            upgrade = f"upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: {accept}"
            connection.sendall(f"HTTP/1.1 101 Switching Protocols\r\n{upgrade}\r\n\r\n".encode())
            self.streaming.set()
        elif path.endswith("/instance"):
            self._reply(connection, INSTANCE)
        else:
            self._reply(connection, [make_status(id="7")] if "timelines" in path else [])

    def _reply(self, connection: socket.socket, document: Any) -> None:
        body = json.dumps(document).encode()
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)

    def _misbehave(self, connection: socket.socket) -> None:
        pieces = {
            "hangs": (b"", b""),
            "drips its head": (b"HTTP/1.1 101 Switching Protocols\r\n", b"a: b\r\n"),
            "drips its refusal": (b"HTTP/1.1 503 Busy\r\ncontent-length: 60000\r\n\r\n", b"x"),
        }
        first, drop = pieces[self.habit]
        connection.sendall(first)
        while not self._over.is_set():
            connection.sendall(drop)
            time.sleep(0.05)
