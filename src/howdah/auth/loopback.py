"""A port on this machine to which a browser comes back from the server's page."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from secrets import compare_digest
from socketserver import TCPServer
from typing import Any
from urllib.parse import urlsplit

from ..core.errors import ConfigurationError
from ..core.oauth_errors import LoginTimeoutError, StateMismatchError
from .page import HEADERS, failed_page, unfinished_page
from .redirects import read_query

PORTS = (49183, 50427, 53651, 57139, 61487)
"""Tried in turn. Servers want the very address that was registered, port included, so that any port would not do."""
PATH = "/howdah/login"
LONGEST_READ = 10.0
"""Seconds in which a browser must have sent its request."""
LONGEST_PAGE = 120.0
"""Seconds for which a browser is kept waiting for the page that says how it went."""
LONGEST_FAREWELL = 2.0
"""Seconds to wait at the end until the browser has its page."""

STRAYED = "Something came back that does not belong to this login, and was turned away. Still waiting; Ctrl-C gives up."
STRAY = "this answer belongs to no login that waits here, so nothing was done with it"


def loopback_uris() -> list[str]:
    """The addresses that are registered with a server."""
    return [redirect_uri(port) for port in PORTS]


def redirect_uri(port: int) -> str:
    """The address that a browser comes back to."""
    return f"http://127.0.0.1:{port}{PATH}"


class Loopback:
    """A listener for one login, on this machine only: the first to come back with its state is heard, and nobody else.

    Args:
        uris: addresses to listen at; the first that is free is taken, and any free port if none is.
        state: what a browser that comes from the server's page brings along.
        application: the program's name, for its pages.
        warn: told once, if something comes that does not belong to the login; from another thread.
    """

    def __init__(
        self, uris: Iterable[str], state: str, application: str, warn: Callable[[str], None] = lambda _: None
    ) -> None:
        self.state = state
        self._warn = warn
        self.application = application
        self._answers: SimpleQueue[Mapping[str, str] | None] = SimpleQueue()
        self._page: tuple[int, str] | None = None
        self._shown = threading.Event()
        self._delivered = threading.Event()
        self._once = threading.Lock()
        self._taken = self._strayed = False
        self._server = self._bind(uris)
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def uri(self) -> str:
        """Where the browser is to come back to."""
        return redirect_uri(self.port)

    def _bind(self, uris: Iterable[str]) -> _Server:
        for port in [*(port for uri in uris if (port := _port_of(uri))), 0]:
            with suppress(OSError):
                return _Server(self, port)
        raise ConfigurationError("no port of this machine can be listened to; log in without a browser instead")

    def wait(self, seconds: float) -> Mapping[str, str]:
        """What the browser brought back.

        Args:
            seconds: how long to wait for it.

        Raises:
            LoginTimeoutError: nobody came, or ``close`` was called.
            StateMismatchError: somebody came, but not from the login that was begun here.
        """
        try:
            answer = self._answers.get(timeout=seconds)
        except Empty:
            answer = None
        if answer is None and self._strayed:
            raise StateMismatchError(STRAY)
        if answer is None:
            raise LoginTimeoutError(f"nobody came back from the server's page within {seconds:.0f} s")
        return answer

    def show(self, status: int, page: str) -> None:
        """Show the browser how it went; what is said first stands."""
        self._page = self._page or (status, page)
        self._shown.set()

    def close(self) -> None:
        """Stop listening; a browser that still waits is told that it did not work."""
        self._shown.set()
        self._answers.put(None)
        if self._taken:
            self._delivered.wait(LONGEST_FAREWELL)
        self._server.shutdown()
        self._server.server_close()

    def receive(self, visit: _Visit, answer: Mapping[str, str]) -> None:
        """Keep the one that is waited for until it is known how it went, and turn all others away."""
        awaited = compare_digest(answer.get("state", "").encode(), self.state.encode())
        with self._once:
            first_stray = not awaited and not self._strayed
            self._strayed = self._strayed or not awaited
            first = awaited and not self._taken
            self._taken = self._taken or first
        if not first:
            visit.answer(400, failed_page(STRAY, self.application))
            if first_stray:
                self._warn(STRAYED)
            return
        try:
            self._answers.put(answer)
            over = self._shown.wait(LONGEST_PAGE)
            given_up = (500, failed_page("the login was given up", self.application))
            visit.answer(*(self._page or (given_up if over else (200, unfinished_page(self.application)))))
        finally:
            self._delivered.set()

    def __enter__(self) -> Loopback:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _port_of(uri: str) -> int | None:
    try:
        parts = urlsplit(uri)
        return parts.port if uri == redirect_uri(parts.port or 0) else None
    except ValueError:
        return None


class _Server(ThreadingHTTPServer):
    """Answers each connection in a thread: browsers open some that they do not use."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there, two programs could listen at once

    def __init__(self, loopback: Loopback, port: int) -> None:
        self.loopback = loopback
        super().__init__(("127.0.0.1", port), _Visit)

    def server_bind(self) -> None:
        """Bind, without looking up the machine's name as the standard library does."""
        TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away is no matter; and what it sent is nobody's business."""


class _Visit(BaseHTTPRequestHandler):
    server: Any
    timeout = LONGEST_READ
    server_version = "howdah"
    sys_version = ""

    def do_GET(self) -> None:
        loopback: Loopback = self.server.loopback
        target = urlsplit(self.path)
        # The address bar says 127.0.0.1; another name in Host means a page elsewhere that makes a browser come here.
        if self.headers.get_all("host") != [f"127.0.0.1:{loopback.port}"] or target.path != PATH:
            self.answer(404, failed_page("there is nothing here", loopback.application))
        else:
            loopback.receive(self, read_query(target.query))

    def answer(self, status: int, page: str) -> None:
        """Show a page."""
        body = page.encode()
        self.send_response(status)
        for name, value in {**HEADERS, "content-length": str(len(body)), "connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Refuse, without repeating what was sent."""
        self.answer(code, failed_page("that is no request of a browser", self.server.loopback.application))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is inherited
        """Nothing: what it would log has the code in it."""
