"""Uploading: what a server takes is asked first, progress is told, processing is waited for, and failures say which."""

from __future__ import annotations

import io
import json
import logging
import os
import pickle
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.both_clients import proxy_for

from howdah import (
    ActivityPubError,
    ConfigurationError,
    FileTooLargeError,
    MediaError,
    MediaGoneError,
    MediaNotReadyError,
    MediaProcessingError,
    NetworkError,
    NotFoundError,
    Server,
    TooManyFilesError,
    UnauthorizedError,
    UnexpectedAnswerError,
    UnprocessedError,
    UnrepeatableFileError,
    UnsupportedFileTypeError,
)
from howdah.api.media_limits import MediaLimits, read_limits
from howdah.core.encoding import file_part
from howdah.core.wire import Multipart
from howdah.testing import FakeServer, make_media, make_status
from howdah.transports.uploading import chunks

pytestmark = pytest.mark.anyio

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
MP4 = b"\0\0\0\x20ftypisom" + bytes(100)
UPLOADED = make_media(id="5")
PENDING = {**UPLOADED, "url": None}
RECORDED = Path(__file__).parents[3] / "shared" / "recorded"
V1, V2 = "/api/v1/instance", "/api/v2/instance"
MEDIA, STATUSES = "/api/v2/media", "/api/v1/statuses"


def instance(files: int | None = 4, **limits: Any) -> dict[str, Any]:
    """What a server says of itself, as far as it matters here."""
    statuses = {} if files is None else {"max_media_attachments": files}
    return {"configuration": {"media_attachments": limits, "statuses": statuses}}


@pytest.fixture
def fake() -> FakeServer:
    fake = FakeServer(server=None)
    fake.on("POST", MEDIA).reply(UPLOADED)
    fake.on("POST", STATUSES).reply(make_status(id="1"))
    return fake


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest, fake: FakeServer) -> Callable[..., Any]:
    """Makes either client, to be used as ``AsyncClient`` is."""
    if request.param == "async":
        return fake.async_client
    return lambda **settings: proxy_for(fake.client(**settings))


def uploads(fake: FakeServer) -> int:
    return sum(request.method == "POST" and "media" in request.path for request in fake.requests)


def questions(fake: FakeServer) -> int:
    return sum("instance" in request.path for request in fake.requests)


async def test_limits_are_asked_once(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", V2).reply(instance(image_size_limit=1000, supported_mime_types=["image/png"]))
    client = connect()
    for _ in range(3):
        await client.post_media(PNG, description="d")
    await client.post_status("hi", media=[PNG, PNG], descriptions=["a", "b"])
    assert (questions(fake), uploads(fake)) == (1, 5)


async def test_limits_are_asked_again_after_a_day(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", V2).reply(instance(image_size_limit=10)).reply(instance(image_size_limit=1000))
    client = connect()
    with pytest.raises(FileTooLargeError):
        await client.post_media(PNG, description="d")
    fake.clock.advance(25 * 3600)
    await client.post_media(PNG, description="d")
    assert questions(fake) == 2


async def test_a_file_too_large_is_not_sent(fake: FakeServer, connect: Callable[..., Any], tmp_path: Path) -> None:
    fake.on("GET", V2).reply(instance(image_size_limit=100, video_size_limit=5000))
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    client = connect()
    for file in (path, str(path), PNG, io.BytesIO(PNG)):
        with pytest.raises(
            FileTooLargeError, match=r"108 bytes, and fake\.example takes at most 100 of image/png"
        ) as no:
            await client.post_media(file, description="d")
        assert (no.value.size, no.value.limit) == (108, 100)
    assert uploads(fake) == 0
    await client.post_media(MP4, description="d")
    await client.post_media(b"?" * 4000, description="nobody knows what it is, so the larger limit counts")
    await client.post_media(iter([PNG]), "image/png", "d")  # its size cannot be told
    assert uploads(fake) == 3


async def test_a_type_that_the_server_does_not_take(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", V2).reply(instance(supported_mime_types=["image/png", "audio/wave"]))
    client = connect()
    with pytest.raises(UnsupportedFileTypeError, match="takes only image/png, audio/wave") as refused:
        await client.post_media(MP4, description="d")
    assert (refused.value.mime_type, refused.value.supported) == ("video/mp4", ("image/png", "audio/wave"))
    assert isinstance(refused.value, MediaError)
    assert uploads(fake) == 0
    await client.post_media(b"RIFF0000WAVEfmt ", description="d")
    await client.post_media(b"nobody knows", description="d", mime_type="image/png")
    assert uploads(fake) == 2


@pytest.mark.parametrize("kind", ["pipe", "folder"])
async def test_what_is_no_file_is_refused(
    fake: FakeServer, connect: Callable[..., Any], tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "picture.png"
    if kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with anyio.fail_after(10), pytest.raises(MediaError, match=r"picture\.png is no file"):
        await connect().post_media(path, description="d")
    assert uploads(fake) == 0


def test_a_file_that_has_become_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(PNG)
    body = Multipart("x", [file_part(path)])
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(MediaError, match="is no file"):
        list(chunks(body, None))


async def test_a_pipe_that_is_open_can_be_sent(fake: FakeServer, connect: Callable[..., Any]) -> None:
    reading, writing = os.pipe()
    os.write(writing, PNG)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        await connect().post_media(pipe, description="d", mime_type="image/png")
    assert uploads(fake) == 1


TYPES = ["image/jpeg", "image/png", "video/mp4", "audio/mpeg", "audio/vorbis", "video/x-ms-asf"]


@pytest.mark.parametrize(
    ("types", "settings", "taken"),
    [
        (TYPES, {}, False),
        (TYPES, {"mime_type": "image/png"}, True),
        (TYPES, {"file_name": "a.mp3"}, True),
        ([*TYPES, "image/jxl"], {}, True),
        ([*TYPES, "application/octet-stream"], {}, True),
        ([], {}, True),
    ],
)
async def test_a_file_that_looks_like_none_that_is_taken(
    fake: FakeServer, connect: Callable[..., Any], types: list[str], settings: dict[str, str], taken: bool
) -> None:
    fake.on("GET", "/api/v2/instance").reply(instance(supported_mime_types=types))
    if taken:
        await connect().post_media(b"MZ\0\0", description="d", **settings)
    else:
        with pytest.raises(UnsupportedFileTypeError, match=r"of no known type.*, with mime_type"):
            await connect().post_media(b"MZ\0\0", description="d", **settings)
    assert uploads(fake) == int(taken)


async def test_what_cannot_be_looked_at_is_sent(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", "/api/v2/instance").reply(instance(supported_mime_types=TYPES))
    await connect().post_media(iter([b"MZ", b""]), description="d")
    assert uploads(fake) == 1


async def test_an_empty_file_is_not_sent(fake: FakeServer, connect: Callable[..., Any], tmp_path: Path) -> None:
    read = io.BytesIO(PNG)
    read.seek(0, io.SEEK_END)
    (tmp_path / "empty.png").touch()
    for file in (b"", read, tmp_path / "empty.png"):
        with pytest.raises(MediaError, match="is empty"):
            await connect().post_media(file, description="d", mime_type="image/png")
    assert uploads(fake) == 0


async def test_too_many_files_are_not_sent(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", V2).reply(instance(files=2))
    client = connect()
    with pytest.raises(TooManyFilesError, match=r"3 files are to be shown, and fake\.example allows 2") as refused:
        await client.post_status("hi", media=[PNG, PNG], media_ids=["7"])
    assert (refused.value.count, refused.value.limit) == (3, 2)
    assert uploads(fake) == 0
    await client.post_status("hi", media=[PNG], media_ids=["7"])
    assert uploads(fake) == 1


async def test_all_files_are_looked_at_before_the_first_is_sent(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", V2).reply(instance(image_size_limit=200))
    with pytest.raises(FileTooLargeError):
        await connect().post_status("hi", media=[PNG, PNG + bytes(200)])
    assert uploads(fake) == 0
    assert not [request for request in fake.requests if request.path == STATUSES]


async def test_plain_posts_ask_nothing(fake: FakeServer, connect: Callable[..., Any]) -> None:
    await connect().post_status("hi", media_ids=["7"])
    assert questions(fake) == 0


async def test_an_older_server_says_it_elsewhere(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", V2).reply(status=404)
    fake.on("GET", V1).reply({"upload_limit": 100})
    with pytest.raises(FileTooLargeError):
        await connect().post_media(MP4, description="d")


@pytest.mark.parametrize("answer", [{"status": 404}, {"status": 503}, {"status": 403}, {"body": "<html>"}, {"json": 3}])
async def test_unknown_limits_never_block(fake: FakeServer, connect: Callable[..., Any], answer: Any) -> None:
    fake.on("GET", V2).reply(**answer)
    fake.on("GET", V1).reply(**answer)
    client = connect(strict=True)
    for _ in range(2):
        await client.post_status("hi", media=[PNG] * 9)
    assert questions(fake) <= 2
    assert uploads(fake) == 18


async def test_a_server_that_cannot_be_asked_does_not_keep_the_file_back(
    fake: FakeServer, connect: Callable[..., Any]
) -> None:
    fake.on("GET", V2).fail()
    await connect().post_media(PNG, description="d")
    assert (questions(fake), uploads(fake)) == (1, 1)
    assert fake.sleeps == []


SAID = [
    "configuration",
    "media_attachments",
    "statuses",
    "supported_mime_types",
    "image_size_limit",
    "upload_limit",
    "max_media_attachments",
]
PAGES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(SAID), inner),
)


@given(page=PAGES)
def test_whatever_a_server_says_of_itself_can_be_read(page: Any) -> None:
    limits = read_limits(page)
    assert all(size is None or size > 0 for size in (limits.image_size, limits.video_size, limits.any_size))


@pytest.mark.parametrize(
    ("mime_type", "types", "taken"),
    [
        ("image/png", (), True),
        ("image/png", ("image/jpeg",), False),
        ("audio/x-wav", ("audio/vnd.wave",), True),
        ("audio/mpeg", ("audio/mp3",), True),
        ("video/webm", ("audio/webm",), True),
        ("video/webm", ("video/x-matroska",), True),
        ("text/plain; charset=utf-8", ("text/plain",), True),
        ("text/plain", ("image/*",), True),
        ("text/plain", ("application/octet-stream",), True),
        ("application/pdf", ("image/png", "video/mp4"), False),
    ],
)
def test_types_go_by_several_names(mime_type: str, types: tuple[str, ...], taken: bool) -> None:
    assert MediaLimits(types).takes(mime_type) is taken


def test_a_gif_may_be_taken_for_a_video() -> None:
    limits = MediaLimits(image_size=10, video_size=40)
    assert [limits.largest(f"image/{form}") for form in ("png", "gif")] == [10, 40]
    assert MediaLimits(image_size=10).largest("image/gif") is None
    assert MediaLimits(any_size=5, image_size=10).largest("image/png") == 5


async def test_a_server_that_says_413(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("POST", MEDIA).reply(status=413, body="<html>413 Request Entity Too Large</html>")
    with pytest.raises(FileTooLargeError, match="answered 413") as refused:
        await connect().post_media(PNG, description="d")
    assert (refused.value.size, refused.value.limit) == (108, None)


async def test_the_sandbox_says_what_it_takes(any_client: Any) -> None:
    with pytest.raises(FileTooLargeError):
        await any_client.post_media(PNG + bytes(10 * 1024 * 1024), description="d")
    with pytest.raises(UnsupportedFileTypeError):
        await any_client.post_media(b"%PDF-1.7", description="d", file_name="paper.pdf")
    with pytest.raises(TooManyFilesError):
        await any_client.post_status("hi", media=[PNG] * 5)
    status = await any_client.post_status("hi", media=[PNG] * 4, descriptions=["d"] * 4)
    assert len(status.media_attachments) == 4


# Progress


class Pipe(io.BytesIO):
    """A file that comes once."""

    def seekable(self) -> bool:
        return False


async def in_pieces(content: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(content), 50_000):
        yield content[at : at + 50_000]


LARGE = PNG + bytes(200_000)


def sources(folder: Path) -> Iterator[tuple[Any, bool]]:
    """Files of every kind, and whether their size is known."""
    path = folder / "large.png"
    path.write_bytes(LARGE)
    yield path, True
    yield str(path), True
    yield LARGE, True
    yield io.BytesIO(LARGE), True
    yield Pipe(LARGE), False
    yield (LARGE[at : at + 30_000] for at in range(0, len(LARGE), 30_000)), False


async def test_progress_is_told(fake: FakeServer, connect: Callable[..., Any], tmp_path: Path) -> None:
    client = connect()
    for file, known in sources(tmp_path):
        told: list[tuple[int, int | None]] = []
        await client.post_media(file, "image/png", "d", on_progress=lambda *step, told=told: told.append(step))
        assert [total for _, total in told] == [len(LARGE) if known else None] * len(told)
        sent = [sent for sent, _ in told]
        assert sent[0] == 0
        assert sent[-1] == len(LARGE)
        assert sent == sorted(set(sent))
        assert len(sent) > 3
        assert fake.requests[-1].files["file"].content == LARGE


async def test_progress_of_an_async_iterable(fake: FakeServer) -> None:
    told: list[tuple[int, int | None]] = []
    await fake.async_client().post_media(
        in_pieces(LARGE), "image/png", "d", on_progress=lambda *step: told.append(step)
    )
    assert told[0] == (0, None)
    assert told[-1] == (len(LARGE), None)


async def test_progress_of_an_empty_file(fake: FakeServer, connect: Callable[..., Any]) -> None:
    told: list[tuple[int, int | None]] = []
    await connect().post_media(iter(()), description="d", on_progress=lambda *step: told.append(step))
    assert told == [(0, None)]


async def test_progress_begins_anew_when_the_file_is_sent_again(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("POST", MEDIA).fail().reply(UPLOADED)
    told: list[int] = []
    await connect().post_media(LARGE, description="d", on_progress=lambda sent, total: told.append(sent))
    assert told.count(0) == 2
    assert told.count(len(LARGE)) == 2


async def test_the_thumbnail_is_not_counted(fake: FakeServer, connect: Callable[..., Any]) -> None:
    told: list[tuple[int, int | None]] = []
    await connect().post_media(MP4, description="d", thumbnail=LARGE, on_progress=lambda *step: told.append(step))
    assert told == [(0, len(MP4)), (len(MP4), len(MP4))]


async def test_who_is_told_may_stop_it(fake: FakeServer, connect: Callable[..., Any]) -> None:
    def enough(sent: int, total: int | None) -> None:
        if sent:
            raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        await connect().post_media(LARGE, description="d", on_progress=enough)
    assert uploads(fake) == 0


# Sent again, or not


@pytest.mark.parametrize("once", [lambda: iter([PNG]), lambda: Pipe(PNG)])
async def test_what_can_be_read_but_once_is_sent_but_once(
    fake: FakeServer, connect: Callable[..., Any], once: Callable[[], Any]
) -> None:
    fake.on("POST", MEDIA).fail().reply(UPLOADED)
    with pytest.raises(NetworkError):
        await connect().post_media(once(), "image/png", "d")
    assert uploads(fake) == 1


async def test_a_file_is_sent_again_from_where_it_stood(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("POST", MEDIA).fail().reply(status=503).reply(UPLOADED)
    file = io.BytesIO(b"before" + PNG)
    file.seek(6)
    await connect().post_media(file, description="d")
    posted = [request.files["file"].content for request in fake.requests if request.path == MEDIA]
    assert posted == [PNG] * 3


@pytest.mark.parametrize("wrong", [["a", b"b"], 7, io.StringIO("text"), (1, 2)])
async def test_what_is_no_file(fake: FakeServer, connect: Callable[..., Any], wrong: Any) -> None:
    with pytest.raises(TypeError):
        await connect().post_media(wrong)
    assert fake.requests == []


# Processing


async def wait_for(fake: FakeServer, connect: Callable[..., Any], **settings: Any) -> Any:
    fake.on("POST", MEDIA).reply(PENDING, status=202)
    return await connect().post_media(MP4, description="d", **settings)


async def test_processing_is_waited_for(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", "/api/v1/media/5").reply(PENDING, status=206, times=3).reply(UPLOADED)
    media = await wait_for(fake, connect)
    assert media.url == UPLOADED["url"]
    assert len(fake.sleeps) == 4
    assert fake.sleeps == sorted(fake.sleeps)


async def test_processing_that_fails(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", "/api/v1/media/5").reply(PENDING, status=206).reply({"error": "Error processing"}, status=422)
    with pytest.raises(MediaProcessingError, match="Error processing") as failed:
        await wait_for(fake, connect)
    error = failed.value
    assert isinstance(error, UnprocessedError)
    assert isinstance(error, MediaError)
    assert (error.media_id, error.status, error.error, error.retryable) == ("5", 422, "Error processing", False)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.media_id, again.status) == (MediaProcessingError, "5", 422)


@pytest.mark.parametrize("status", [404, 410])
async def test_an_upload_that_is_gone(fake: FakeServer, connect: Callable[..., Any], status: int) -> None:
    fake.on("GET", "/api/v1/media/5").reply(PENDING, status=206).reply(status=status)
    with pytest.raises(MediaGoneError) as gone:
        await wait_for(fake, connect)
    assert (gone.value.media_id, gone.value.status) == ("5", status)
    assert isinstance(gone.value, NotFoundError)


async def test_the_deadline_is_kept(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", "/api/v1/media/5").reply(PENDING, status=206)
    began = fake.clock.monotonic()
    with pytest.raises(MediaNotReadyError, match="not finished processing media 5 after 20 s") as late:
        await wait_for(fake, connect, wait=20)
    assert late.value.media_id == "5"
    assert 15 < fake.clock.monotonic() - began <= 20


async def test_a_server_that_stumbles_meanwhile(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", "/api/v1/media/5").fail().reply(status=502).reply(PENDING, status=206).reply(UPLOADED)
    assert (await wait_for(fake, connect)).url == UPLOADED["url"]


async def test_a_server_that_falls_meanwhile_leaves_the_id(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", "/api/v1/media/5").fail(takes=3)
    began = fake.clock.monotonic()
    with pytest.raises(MediaNotReadyError) as lost:
        await wait_for(fake, connect, wait=20)
    assert lost.value.media_id == "5"
    assert isinstance(lost.value.__cause__, MediaNotReadyError)
    assert "the connection failed" in str(lost.value.__cause__)
    assert fake.clock.monotonic() - began < 25


async def test_without_a_deadline_a_server_that_falls_ends_it(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", "/api/v1/media/5").fail()
    with pytest.raises(MediaNotReadyError, match="media 5 is processed cannot be told") as lost:
        await wait_for(fake, connect, wait=None)
    assert lost.value.media_id == "5"


@pytest.mark.parametrize(
    ("answer", "kind"), [({"status": 401}, UnauthorizedError), ({"body": "<html>"}, UnexpectedAnswerError)]
)
async def test_other_answers_are_what_they_are(
    fake: FakeServer, connect: Callable[..., Any], answer: Any, kind: type[ActivityPubError]
) -> None:
    fake.on("GET", "/api/v1/media/5").reply(**answer)
    with pytest.raises(kind):
        await wait_for(fake, connect)


async def test_a_missing_description_is_mentioned_once(
    fake: FakeServer, connect: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    client = connect()
    with caplog.at_level(logging.WARNING, "howdah"):
        await client.post_media(PNG, description="a cat")
        assert caplog.messages == []
        await client.post_media(PNG)
        await client.post_status("hi", media=[PNG, PNG], descriptions=["a", ""])
    assert [message for message in caplog.messages if "description" in message] == caplog.messages
    assert len(caplog.messages) == 1


@pytest.mark.skipif(not RECORDED.is_dir(), reason=f"there are no recorded answers in {RECORDED}")
@pytest.mark.parametrize("server", ["mastodon-4.x", "gotosocial-0.20", "hollo-0.10", "snac-2.75"])
def test_limits_of_real_servers_are_read(server: str) -> None:
    recorded = json.loads((RECORDED / f"{server}.json").read_bytes())
    pages = [answer["body"] for answer in recorded if "configuration" in str(answer["body"])[:20000]]
    read = [read_limits(page) for page in pages if isinstance(page, dict) and "configuration" in page]
    assert read
    for limits in read:
        assert limits.files
        assert limits.files >= 4
        assert limits.takes("image/png")
        assert limits.takes("video/mp4")
        assert not limits.takes("application/pdf")
        assert (limits.largest("image/png") or 0) >= 16 * 1024 * 1024
        assert (limits.largest("audio/ogg") or 0) >= 40_000_000


@pytest.mark.parametrize("focus", [(1,), (0.1, 0.2, 0.3), "0.1,0.2", "ab", ("0.1", "0.2"), (True, False), 0.5, ()])
def test_a_focus_is_two_numbers(focus: Any) -> None:
    fake = FakeServer()
    with pytest.raises(TypeError, match="focus must be two numbers"):
        fake.client().post_media(PNG, description="d", focus=focus)
    with pytest.raises(TypeError, match="focus must be two numbers"):
        fake.client().update_media("5", focus=focus)
    assert fake.requests == []


@pytest.mark.parametrize("focus", [(1.1, 0), (0, -2), (float("nan"), 0)])
def test_a_focus_is_within_the_picture(focus: Any) -> None:
    fake = FakeServer()
    with pytest.raises(ConfigurationError, match=r"from -1\.0 to 1\.0"):
        fake.client().post_media(PNG, description="d", focus=focus)
    with pytest.raises(ConfigurationError, match=r"from -1\.0 to 1\.0"):
        fake.client().update_media("5", focus=focus)
    assert fake.requests == []


def test_a_focus_goes_as_servers_read_it() -> None:
    fake = FakeServer()
    media = {"id": "5", "type": "image", "url": "https://fake.example/5.png"}
    fake.on("POST", "/api/v2/media").reply(json=media)
    fake.on("PUT", "/api/v1/media/5").reply(json=media)
    fake.client().post_media(PNG, description="d", focus=(0.5, -1))
    assert fake.requests[-1].form["focus"] == "0.5,-1"
    fake.client().update_media("5", focus=(0.5, -1))
    assert fake.requests[-1].form == {"focus": "0.5,-1"}


def test_what_can_be_read_but_once_goes_where_an_old_server_is_known_to_take_it() -> None:
    fake = FakeServer(server=Server("mastodon", "3.0.0"))
    fake.on("POST", "/api/v1/media").reply(json={"id": "5", "type": "image", "url": "https://fake.example/5.png"})
    assert fake.client().post_media(iter([PNG]), "image/png", "d").id == "5"
    assert [request.path for request in fake.requests] == ["/api/v1/media"]


def test_what_can_be_read_but_once_is_not_offered_again_when_the_server_has_moved_on() -> None:
    fake = FakeServer()
    media = {"id": "5", "type": "image", "url": "https://fake.example/5.png"}
    fake.on("POST", "/api/v1/media").reply(json=media).reply(status=404)
    client = fake.client()
    client.post_media(PNG, "image/png", "d")
    fake.on("POST", "/api/v2/media").reply(json=media)
    with pytest.raises(UnrepeatableFileError):
        client.post_media(iter([PNG]), "image/png", "d")
    assert client.post_media(iter([PNG]), "image/png", "d").id == "5"
    assert fake.requests[-1].files["file"].content == PNG
    assert [request.path[5:] for request in fake.requests] == ["v2/media", "v1/media", "v1/media", "v2/media"]
