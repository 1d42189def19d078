"""Files on their way out: byte by byte as they are, with their length, never whole in memory."""

from __future__ import annotations

import gc
import hashlib
import io
import json
import time
import tracemalloc
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import IO, Any

import anyio
import anyio.lowlevel
import pytest
from tests import hostile
from tests.hostile import HostileServer, Peer, Received, json_answer

from howdah.core.encoding import file_part, multipart
from howdah.core.errors import ConfigurationError, MediaError, NetworkError, RequestTimeoutError
from howdah.core.wire import FileLike, FilePart, Multipart, Reply

from .conftest import Carrier, post

pytestmark = pytest.mark.anyio

MIB = 1024 * 1024
CONTENT = bytes(range(256)) * 2000
"""More than one piece, and none that divides evenly."""


class Stream(io.RawIOBase):
    """A stream that comes once and in its own time, such as a pipe."""

    def __init__(self, data: bytes) -> None:
        self._rest = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def readinto(self, buffer: Any) -> int:
        return self._rest.readinto(memoryview(buffer)[:5000])


async def _pieces() -> AsyncIterator[bytes]:
    for at in range(0, len(CONTENT), 70_001):
        await anyio.lowlevel.checkpoint()
        yield CONTENT[at : at + 70_001]


def _file(path: Path) -> IO[bytes]:
    file = io.BytesIO(b"not this" + CONTENT)
    file.seek(8)
    return file


SOURCES: dict[str, Callable[[Path], FileLike]] = {
    "path": lambda path: path,
    "name": str,
    "bytes": lambda path: CONTENT,
    "file": _file,
    "stream": lambda path: io.BufferedReader(Stream(CONTENT)),
    "async": lambda path: _pieces(),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "käfer.bin"
    path.write_bytes(CONTENT)
    return path


def _body(*parts: FilePart) -> Multipart:
    return multipart([("description", "Grüße")], [(f"file{at}", part) for at, part in enumerate(parts)])


def _expected(body: Multipart, content: bytes = CONTENT) -> bytes:
    return b"".join(content if isinstance(part, FilePart) else part for part in body.segments)


@pytest.mark.parametrize(
    "source", [*sorted(SOURCES.keys() - {"async"}), pytest.param("async", marks=pytest.mark.awaited)]
)
async def test_files_arrive_as_they_are(server: HostileServer, carrier: Carrier, path: Path, source: str) -> None:
    server.on("/media", json_answer({"id": "1"}))
    body = _body(file_part(SOURCES[source](path), "application/octet-stream"))
    reply = await carrier.send(post(server.url + "/media", body))
    assert reply.status == 200
    received = server.requests[0]
    expected = _expected(body)
    assert received.body == expected
    assert received.header("content-type") == body.content_type
    told = None if source in ("stream", "async") else str(len(expected))
    assert received.header("content-length") == told
    assert received.header("transfer-encoding") == (None if told else "chunked")


async def test_several_files_and_an_empty_one(server: HostileServer, carrier: Carrier, path: Path) -> None:
    server.on("/media", json_answer({}))
    body = _body(file_part(path), file_part(b""), file_part(io.BytesIO()))
    await carrier.send(post(server.url + "/media", body))
    parts = iter([CONTENT, b"", b""])
    expected = b"".join(next(parts) if isinstance(part, FilePart) else part for part in body.segments)
    assert server.requests[0].body == expected
    assert server.requests[0].header("content-length") == str(len(expected))


@pytest.mark.blocking
async def test_an_async_iterable_is_refused_by_a_blocking_client(server: HostileServer, carrier: Carrier) -> None:
    with pytest.raises(ConfigurationError, match="AsyncClient"):
        await carrier.send(post(server.url + "/media", _body(file_part(_pieces()))))


def _sparse(path: Path, size: int) -> Path:
    with open(path, "wb") as file:
        file.truncate(size)
    return path


async def test_a_large_file_is_never_whole_in_memory(server: HostileServer, carrier: Carrier, tmp_path: Path) -> None:
    server.on("/media", hostile.digest)
    body = _body(file_part(_sparse(tmp_path / "large.bin", 64 * MIB)))
    tracemalloc.start()
    try:
        reply = await carrier.send(post(server.url + "/media", body))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 6 * MIB
    hashed = hashlib.sha256()
    for part in body.segments:
        for piece in [bytes(MIB)] * 64 if isinstance(part, FilePart) else [part]:
            hashed.update(piece)
    told = json.loads(reply.body)
    assert told["sha256"] == hashed.hexdigest()
    assert str(told["length"]) == server.requests[0].header("content-length")


@pytest.mark.parametrize("source", ["path", "bytes", "file"])
async def test_sending_again_begins_at_the_beginning(
    server: HostileServer, carrier: Carrier, path: Path, source: str
) -> None:
    server.on("/media", hostile.reset_early, hostile.digest)
    request = post(server.url + "/media", body := _body(file_part(SOURCES[source](path))))
    with pytest.raises(NetworkError) as caught:
        await carrier.send(request)
    assert caught.value.sent is True
    reply = await carrier.send(request)
    assert json.loads(reply.body)["sha256"] == hashlib.sha256(_expected(body)).hexdigest()


async def test_an_answer_that_comes_before_the_end(server: HostileServer, carrier: Carrier) -> None:
    server.on("/media", hostile.refuse_early).on("/b", json_answer({}))
    reply = await carrier.send(post(server.url + "/media", _body(file_part(bytes(8 * MIB)))))
    assert (reply.status, reply.body) == (413, b'{"error":"too large"}')
    assert await _get_status(carrier, server) == 200


async def _get_status(carrier: Carrier, server: HostileServer) -> int:
    reply: Reply = await carrier.get(server.url + "/b")
    return reply.status


async def test_an_upload_may_take_longer_than_the_timeout(server: HostileServer, carrier: Carrier) -> None:
    @hostile.early
    def read_slowly(request: Received, peer: Peer) -> None:
        for _ in request.body_pieces():
            time.sleep(0.003)
        peer.answer(200, b"{}")

    server.on("/media", read_slowly)
    began = time.monotonic()
    reply = await carrier.send(post(server.url + "/media", _body(file_part(bytes(12 * MIB))), 0.5))
    assert reply.status == 200
    assert time.monotonic() - began > 0.5


async def test_an_upload_that_nobody_takes_times_out(server: HostileServer, carrier: Carrier) -> None:
    server.on("/media", hostile.stall_unread)
    began = time.monotonic()
    with pytest.raises(RequestTimeoutError) as caught:
        await carrier.send(post(server.url + "/media", _body(file_part(bytes(24 * MIB))), 0.2))
    assert caught.value.sent is True
    assert time.monotonic() - began < 15


async def test_an_upload_that_gets_no_answer_times_out(server: HostileServer, carrier: Carrier) -> None:
    server.on("/media", hostile.stall)
    with pytest.raises(RequestTimeoutError):
        await carrier.send(post(server.url + "/media", _body(file_part(b"x")), 0.1))
    assert server.all_over()


class Bad(io.BytesIO):
    """A file whose disk fails."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() > 100_000:
            raise OSError(5, "Input/output error")
        return super().read(size)


async def test_a_file_that_cannot_be_read(server: HostileServer, carrier: Carrier) -> None:
    server.on("/media", json_answer({})).on("/b", json_answer({}))
    with pytest.raises(OSError, match="Input/output error"):
        await carrier.send(post(server.url + "/media", _body(file_part(Bad(CONTENT)))))
    assert server.all_over()
    assert server.to("/media") == [] or server.to("/media")[0].peer.gone.is_set()
    assert await _get_status(carrier, server) == 200


async def test_a_file_that_is_gone(server: HostileServer, carrier: Carrier, path: Path) -> None:
    request = post(server.url + "/media", _body(file_part(path)))
    await anyio.Path(path).unlink()
    with pytest.raises(FileNotFoundError):
        await carrier.send(request)


class Changing(io.BytesIO):
    """A file that someone is writing to meanwhile."""

    def __init__(self, content: bytes, then: bytes) -> None:
        super().__init__(content)
        self._then = then

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() < 1000:
            return super().read(size)
        then, self._then = self._then, b""
        return then


@pytest.mark.parametrize(("then", "message"), [(b"", "shrank"), (CONTENT * 2, "grew")])
async def test_a_file_that_changes(server: HostileServer, carrier: Carrier, then: bytes, message: str) -> None:
    server.on("/media", json_answer({})).on("/b", json_answer({}))
    with pytest.raises(MediaError, match=message):
        await carrier.send(post(server.url + "/media", _body(file_part(Changing(CONTENT, then)))))
    assert server.all_over()
    assert await _get_status(carrier, server) == 200


async def test_files_are_closed_whatever_happens(server: HostileServer, carrier: Carrier, path: Path) -> None:
    server.on("/media", hostile.reset_early, hostile.stall)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await carrier.send(post(server.url + "/media", _body(file_part(path)), 0.1))
    gc.collect()  # an open file would be warned of, and warnings are errors
