"""A sandbox's server within this process, that remembers what it was asked."""

from __future__ import annotations

import http.client
import json
import socket
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from email.parser import BytesParser
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

PEOPLE = [
    {"username": "alice", "display_name": "Alice", "note": "Says hello", "role": "admin"},
    {"username": "bob", "display_name": "Bob"},
    {"username": "carol", "display_name": "Carol", "locked": True},
    {"username": "dave"},
    {"username": "erin"},
    {"username": "frank"},
]
FOLLOWS = [("bob", "alice"), ("alice", "bob")]


class Asked(dict[str, Any]):
    """A request, as it came over the wire; what can be said in two ways is said in one.

    Forms and JSON, flags as words and as numbers, a slash at the end of a path, and the order of parameters make no
    difference to any server.
    """

    @classmethod
    def of(cls, scope: Any, body: bytes) -> Asked:
        """The request that an application was called with."""
        headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
        path = scope.get("raw_path", b"").decode() or scope["path"]
        query = parse_qsl(scope["query_string"].decode(), keep_blank_values=True)
        return cls(
            method=scope["method"],
            path=path.rstrip("/"),
            query=by_name(query),
            body=by_name(pairs_of(body, headers.get("content-type", ""))),
            headers={name: headers[name] for name in HEADERS if name in headers},
        )


HEADERS = ("authorization", "idempotency-key", "user-agent")
"""Which of them matter."""
FLAGS = {"true": "1", "True": "1", "false": "0", "False": "0"}


def by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The values of each parameter, by their names in order."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(FLAGS.get(value, value))
    return {name: found[name] for name in sorted(found)}


class Recorder:
    """An ASGI application around another one, that keeps what it is asked."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self._asked: list[Asked] = []
        self._lock = threading.Lock()

    def take(self) -> list[Asked]:
        """The requests since this was last called."""
        with self._lock:
            asked, self._asked = self._asked, []
        return asked

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = bytearray()

        async def receive_and_keep() -> Any:
            message = await receive()
            body.extend(message.get("body", b""))
            return message

        async def note_then_send(message: Any) -> None:
            if message["type"] == "http.response.start":
                self._note(scope, bytes(body))
            await send(message)

        await self.app(scope, receive_and_keep, note_then_send)

    def _note(self, scope: Any, body: bytes) -> None:
        asked = Asked.of(scope, body)
        with self._lock:
            self._asked.append(asked)


def pairs_of(body: bytes, content_type: str) -> list[tuple[str, str]]:
    """What a body says, as the names and values of a form."""
    if not body:
        return []
    kind = content_type.partition(";")[0]
    if kind == "application/json":
        return list(flattened("", json.loads(body)))
    if kind == "multipart/form-data":
        whole = BytesParser().parsebytes(f"content-type: {content_type}\r\n\r\n".encode() + body)
        return [part_of(part) for part in whole.get_payload()]  # type: ignore[arg-type, union-attr]
    return parse_qsl(body.decode(), keep_blank_values=True)


def part_of(part: Any) -> tuple[str, str]:
    """A part of a multipart body; of a file its type and length, for its name may be random."""
    name = part.get_param("name", header="content-disposition")
    content = part.get_payload(decode=True)
    if part.get_filename() is not None:
        return name, f"{part.get_content_type()}, {len(content)} bytes"
    return name, content.decode()


def flattened(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """JSON as a form says it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flattened(f"{name}[{key}]" if name else key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from flattened(f"{name}[]", inner)
    else:
        yield name, value if isinstance(value, str) else json.dumps(value)


class RunningServer(NamedTuple):
    """A server to run a script against."""

    url: str
    recorder: Recorder
    tokens: dict[str, str]


@contextmanager
def serving(
    app_at: Any, *, dated: bool = True, certificate: tuple[str, str] | None = None
) -> Iterator[tuple[str, Recorder]]:
    """Run an ASGI application in a thread.

    Args:
        app_at: makes it, given the port.
        dated: whether its answers have a ``Date``.
        certificate: files with one and its key, to speak TLS.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import uvicorn

        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        recorder = Recorder(app_at(port))
        tls = dict(zip(("ssl_certfile", "ssl_keyfile"), certificate or (None, None), strict=True))
        config = uvicorn.Config(
            recorder,  # type: ignore[arg-type]
            log_config=None,
            access_log=False,
            ws="wsproto",
            date_header=dated,
            **tls,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the server did not start")
            time.sleep(0.01)
        try:
            yield f"{'https' if certificate else 'http'}://127.0.0.1:{port}", recorder
        finally:
            server.should_exit = True
            thread.join(10)
            listener.close()


class Answer(NamedTuple):
    """What a server that only plays a part says."""

    status: int = 200
    body: Any = None
    """JSON, unless it is bytes."""
    headers: Mapping[str, str] = {}
    """In which ``{host}`` stands for the server's own address."""


class Playing:
    """An ASGI application that gives set answers.

    Args:
        answer_to: finds the answer to a method and path.
    """

    def __init__(self, answer_to: Callable[[str, str], Answer]) -> None:
        self.answer_to = answer_to

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        while (await receive()).get("more_body"):
            pass
        status, body, headers = self.answer_to(scope["method"], scope["path"])
        content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        said = {"content-type": "application/json; charset=utf-8", "content-length": str(len(content)), **headers}
        host = "http://" + dict(scope["headers"]).get(b"host", b"").decode()
        raw = [(name.encode(), value.replace("{host}", host).encode("latin-1")) for name, value in said.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": content})


@contextmanager
def playing(answers: Mapping[str, Answer]) -> Iterator[RunningServer]:
    """A server with an answer for each path, and 404 for all else."""
    nothing = Answer(404, {"error": "Record not found"})
    with serving(lambda _: Playing(lambda _, path: answers.get(path.rstrip("/") or path, nothing)), dated=False) as (
        url,
        recorder,
    ):
        yield RunningServer(url, recorder, {"anybody": "a-token"})


def make_announcement(url: str, token: str) -> None:
    """Announce something; no client that is compared has a method for it."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)
    try:
        headers = {"authorization": f"Bearer {token}", "content-type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/api/v1/admin/announcements", "text=We+are+open&published=true", headers)
        answer = connection.getresponse()
        if answer.status != 200:
            raise RuntimeError(f"there is no announcement: {answer.read()!r}")
    finally:
        connection.close()


@contextmanager
def fresh_sandbox(certificate: tuple[str, str] | None = None) -> Iterator[RunningServer]:
    """A sandbox as new, as the project starts it.

    Args:
        certificate: files with one and its key, to speak TLS.
    """
    from howdah.sandbox.serving import make_app

    tokens = {person["username"]: f"token-of-{person['username']}" for person in PEOPLE}
    settings = {"people": PEOPLE, "tokens": tokens, "follows": FOLLOWS}
    with (
        tempfile.TemporaryDirectory(prefix="howdah-side-by-side-") as directory,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        tempfile.tempdir, before = directory, tempfile.tempdir
        try:
            with serving(lambda port: make_app(settings, port), certificate=certificate) as (url, recorder):
                if certificate is None:
                    make_announcement(url, tokens["alice"])
                    recorder.take()
                yield RunningServer(url, recorder, tokens)
        finally:
            tempfile.tempdir = before
