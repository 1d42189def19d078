"""Answers that do not come, come slowly, come broken, or never end."""

from __future__ import annotations

from typing import Any

from tests import hostile
from tests.faults.rows import Case, Ending, Problem, Row, Stage
from tests.hostile import Behaviour, Peer, Received, bytes_answer, json_answer

from howdah import ActivityPubError, NetworkError, RequestTimeoutError, UnexpectedAnswerError
from howdah.core.retry import NO_RETRY
from howdah.testing import make_status

HOME = "/api/v1/timelines/home"
MIB = 1024 * 1024
PAGE = [make_status("hi", id="1")]


async def read_home(stage: Stage) -> Any:
    """What is called: a page of the home timeline."""
    return await stage.client.get_home_timeline()


def case(name: str, behaviour: Behaviour, ends: type[ActivityPubError] | None, **more: Any) -> Case:
    """A server that always behaves so."""
    return Case("Answers", name, lambda stage: stage.server.on(HOME, behaviour), read_home, ends, **more)


def passing(name: str, behaviour: Behaviour) -> Case:
    """A server that behaves so once, and then well: nothing should be noticed."""

    def check(stage: Stage, ending: Ending) -> Any:
        if ending.error is None and [status.id for status in ending.result] != ["1"]:
            yield Problem("lost", f"the page is {ending.result!r:.100}")

    return Case(
        "Answers",
        f"{name}, once",
        lambda stage: stage.server.on(HOME, behaviour, json_answer(PAGE)),
        read_home,
        check=check,
    )


def drip_chunk_size(request: Received, peer: Peer) -> None:
    """The size of a chunk, with an extension that never ends, a byte at a time."""
    peer.send(hostile.head(200, [*hostile.JSON, ("transfer-encoding", "chunked")]) + b"1;x=")
    for _ in range(1000):
        peer.send(b"x")
        peer.pause(0.05)


def hint_for_ever(request: Received, peer: Peer) -> None:
    """Early hints, and never an answer."""
    for _ in range(1000):
        peer.send(hostile.head(103, [("link", "</style.css>; rel=preload")]))
        peer.pause(0.05)


SLOWLY: dict[str, Any] = {"settings": {"timeout": 0.15, "retry": NO_RETRY}, "within": 5.0}
BROKEN_TEXT = b'[{"id": "1", "content": "caf\xe9", "created_at": "2026-01-01T00:00:00Z"}]'

ROWS: list[Row] = [
    case("takes the request and never answers", hostile.stall, RequestTimeoutError),
    case("stalls within the headers", hostile.stall_in_head, RequestTimeoutError),
    case("stalls after the headers", hostile.stall_after_head, RequestTimeoutError),
    case("stalls within the body", hostile.stall_in_body, RequestTimeoutError),
    case("closes the connection without an answer", hostile.close, NetworkError),
    passing("closes the connection without an answer", hostile.close),
    case("resets the connection without an answer", hostile.reset, NetworkError),
    case("resets within the body", hostile.reset_in_body, NetworkError),
    passing("resets within the body", hostile.reset_in_body),
    case("closes within the body", hostile.close_in_body, NetworkError),
    case("closes within a chunk", hostile.close_in_chunk, NetworkError),
    passing("stalls within the body", hostile.stall_in_body),
    case("drips the headers, byte by byte", hostile.drip_head(every=0.05), RequestTimeoutError, **SLOWLY),
    case("drips the body, byte by byte", hostile.drip(every=0.05), RequestTimeoutError, **SLOWLY),
    case("drips the size of a chunk", drip_chunk_size, RequestTimeoutError, **SLOWLY),
    case("hints for ever, and never answers", hint_for_ever, RequestTimeoutError, **SLOWLY),
    case("sends half a JSON, and says that it is all", bytes_answer(b'[{"id": "1", "con'), UnexpectedAnswerError),
    case("sends nothing at all with 200", bytes_answer(b""), UnexpectedAnswerError),
    case("sends HTML with 200", bytes_answer(b"<html>Welcome</html>"), UnexpectedAnswerError),
    case("sends a JSON number where a list is due", bytes_answer(b"3"), UnexpectedAnswerError),
    case("sends invalid UTF-8 within a text", bytes_answer(BROKEN_TEXT), UnexpectedAnswerError, or_well=True),
    case("sends UTF-16", bytes_answer("[]".encode("utf-16")), UnexpectedAnswerError, or_well=True),
    case("sends JSON nested 100,000 deep", bytes_answer(b"[" * 100_000 + b"]" * 100_000), UnexpectedAnswerError),
    case("sends what is no HTTP", hostile.no_http, NetworkError),
    case("says that it is gzip, and it is not", hostile.invalid_gzip, NetworkError),
    case(
        "sends 256 MiB in 256 KB of gzip",
        hostile.gzip_bomb(256 * MIB),
        UnexpectedAnswerError,
        settings={"timeout": 5.0},
        within=20.0,
    ),
    case("sends a body without end", hostile.endless, UnexpectedAnswerError, settings={"timeout": 5.0}, within=20.0),
    case("sends 10 MB of headers", hostile.headers_of(10_000_000), NetworkError, settings={"timeout": 5.0}),
    case(
        "sends a header of 10 MB", hostile.headers_of(10_000_000, 10_000_000), NetworkError, settings={"timeout": 5.0}
    ),
]
