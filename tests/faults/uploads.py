"""Uploads that break, are refused, or never get ready."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests import hostile
from tests.faults.elsewhere import MEDIA, STATUSES
from tests.faults.rows import Case, Check, Ending, Problem, Row, Stage
from tests.hostile import Behaviour, Peer, Received, bytes_answer, json_answer

from howdah import (
    ActivityPubError,
    FileTooLargeError,
    MediaGoneError,
    MediaNotReadyError,
    MediaProcessingError,
    NetworkError,
    RequestTimeoutError,
    TooManyFilesError,
    UnsupportedFileTypeError,
)
from howdah.testing import make_media

INSTANCE = "/api/v2/instance"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4000
"""A megabyte: more than what fits in the buffers of a connection at once, so that it can break within."""
MANY_PICTURES = PICTURE * 24
DONE = make_media(id="5")
PENDING = {**DONE, "url": None}


async def upload(stage: Stage) -> Any:
    """What is called: an upload."""
    return await stage.client.post_media(PICTURE, description="d")


async def upload_once(stage: Stage) -> Any:
    """What is called: an upload of what can be read but once."""
    return await stage.client.post_media(iter([PICTURE]), "image/png", "d")


async def upload_much(stage: Stage) -> Any:
    """What is called: a large upload."""
    return await stage.client.post_media(MANY_PICTURES, description="d")


async def post_pictures(stage: Stage) -> Any:
    """What is called: a status with three pictures."""
    return await stage.client.post_status("hello", media=[PICTURE] * 3, descriptions=["d"] * 3)


def case(
    name: str,
    behaviours: list[Behaviour],
    ends: type[ActivityPubError] | None,
    *,
    act: Callable[[Stage], Any] = upload,
    then: list[Behaviour] | None = None,
    instance: Behaviour | None = None,
    check: Check | None = None,
    **more: Any,
) -> Case:
    """A server that does these things with uploads, then these when it is asked for one."""

    def arrange(stage: Stage) -> None:
        stage.server.on(MEDIA, *behaviours).on("/api/v1/media/5", *(then or [json_answer(DONE)]))
        stage.server.on(STATUSES, stage.board.post)
        if instance is not None:
            stage.server.on(INSTANCE, instance)

    return Case("Uploads", name, arrange, act, ends, check=check or arrived, **more)


def arrived(stage: Stage, ending: Ending) -> Iterator[Problem]:
    """What the caller believes to be uploaded is there whole."""
    bodies = [request.body for request in stage.server.to(MEDIA) if request.is_whole]
    if ending.error is None and not any(PICTURE in body for body in bodies):
        yield Problem("lost", "the file is not there")


def sent(times: int) -> Check:
    """The file was offered so many times."""

    def check(stage: Stage, ending: Ending) -> Iterator[Problem]:
        yield from arrived(stage, ending)
        if len(stage.server.to(MEDIA)) != times:
            yield Problem("unexpected", f"it was sent {len(stage.server.to(MEDIA))} times instead of {times}")

    return check


def limits(files: int = 4, **said: Any) -> Behaviour:
    """A server that says what it takes."""
    return json_answer({"configuration": {"media_attachments": said, "statuses": {"max_media_attachments": files}}})


def read_nothing(request: Received, peer: Peer) -> None:
    """Take the headers, and none of the file."""
    hostile.stall_unread(request, peer)


hostile.early(read_nothing)
done = json_answer(DONE)
pending = json_answer(PENDING, 206)
accepted = json_answer(PENDING, 202)

ROWS: list[Row] = [
    case("resets in the middle of an upload", [hostile.reset_early, done], None, check=sent(2)),
    case("takes an upload and drops the answer", [hostile.reset, done], None, check=sent(2)),
    case(
        "drops the answer to what can be read but once",
        [hostile.reset, done],
        NetworkError,
        act=upload_once,
        check=sent(1),
    ),
    case("says 413 in the middle of an upload", [hostile.refuse_early], FileTooLargeError, act=upload_much),
    case("takes no bytes of an upload", [read_nothing], RequestTimeoutError, act=upload_much, within=30.0),
    case(
        "says what it takes, and the file is larger",
        [done],
        FileTooLargeError,
        instance=limits(image_size_limit=1000),
        check=sent(0),
    ),
    case(
        "says what it takes, and the file is of another type",
        [done],
        UnsupportedFileTypeError,
        instance=limits(supported_mime_types=["video/mp4"]),
        check=sent(0),
    ),
    case(
        "says what it takes, and there are more files",
        [done],
        TooManyFilesError,
        act=post_pictures,
        instance=limits(2),
        check=sent(0),
    ),
    case("answers HTML when asked what it takes", [done], None, instance=bytes_answer(b"<html>"), check=sent(1)),
    case("stalls when asked what it takes", [done], None, instance=hostile.stall, check=sent(1)),
    case("processes an upload by and by", [accepted], None, then=[pending, pending, done], unhurried=True),
    case("never finishes processing", [accepted], MediaNotReadyError, then=[pending], unhurried=True),
    case(
        "fails to process",
        [accepted],
        MediaProcessingError,
        then=[pending, json_answer({"error": "Error processing"}, 422)],
        unhurried=True,
    ),
    case(
        "loses an upload while it processes it",
        [accepted],
        MediaGoneError,
        then=[pending, json_answer({}, 404)],
        unhurried=True,
    ),
    case(
        "resets every question whether it is processed",
        [accepted],
        MediaNotReadyError,
        then=[hostile.reset],
        unhurried=True,
    ),
]
