"""What a picture tells beyond what it shows stays with whoever took it."""

from __future__ import annotations

import io
import logging
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.both_clients import proxy_for

from howdah import MediaError, MissingExtraError
from howdah.testing import FakeServer, make_account, make_media, make_status

PIL_Image = pytest.importorskip("PIL.Image", reason="Pillow is not installed")

pytestmark = pytest.mark.anyio

CAMERA = "Savanna 5000"
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")


@pytest.fixture
def fake() -> FakeServer:
    fake = FakeServer()
    fake.on("POST", "/api/v2/media").reply(make_media(id="5"))
    fake.on("POST", "/api/v1/statuses").reply(make_status(id="1"))
    fake.on("PATCH", "/api/v1/accounts/update_credentials").reply(make_account(id="1", source={}))
    return fake


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest, fake: FakeServer) -> Callable[..., Any]:
    """Makes either client, with options, to be used as ``AsyncClient`` is."""
    if request.param == "async":
        return lambda **options: fake.async_client().with_options(**options)
    return lambda **options: proxy_for(fake.client().with_options(**options))


@pytest.fixture
def client(connect: Callable[..., Any]) -> Any:
    return connect()


def picture(form: str, *, turned: int | None = 6, telling: bool = True, **options: Any) -> bytes:
    """A picture from a camera that knows where it is."""
    exif = PIL_Image.Exif()
    if turned:
        exif[ORIENTATION] = turned
    if telling:
        exif[MAKER] = CAMERA
        exif.get_ifd(GPS).update({1: "N", 2: (52.0, 31.0, 12.0)})
    out = io.BytesIO()
    if exif:
        options["exif"] = exif
    shades = PIL_Image.linear_gradient("L").resize((48, 32))
    PIL_Image.merge("RGB", [shades, shades.rotate(180), shades]).save(out, form, **options)
    return out.getvalue()


def bare(form: str) -> bytes:
    return picture(form, telling=False, turned=None)


def png_chunk(kind: bytes) -> bytes:
    """A PNG with a chunk that names the camera, after its header."""
    text = CAMERA.encode()
    chunk = struct.pack(">I", len(text)) + kind + text + struct.pack(">I", zlib.crc32(kind + text))
    return bare("PNG")[:33] + chunk + bare("PNG")[33:]


def jpeg_segment(marker: int, before: bytes = b"") -> bytes:
    """A JPEG with a segment that names the camera, at its beginning."""
    text = before + CAMERA.encode()
    return bare("JPEG")[:2] + struct.pack(">BBH", 0xFF, marker, len(text) + 2) + text + bare("JPEG")[2:]


def webp_chunk() -> bytes:
    chunk = b"MAKE" + struct.pack("<I", len(CAMERA)) + CAMERA.encode()
    return b"RIFF" + struct.pack("<I", len(bare("WEBP")) - 8 + len(chunk)) + bare("WEBP")[8:] + chunk


def gif_block() -> bytes:
    return bare("GIF")[:-1] + b"\x21\xff\x0bMAKER   1.0" + bytes([len(CAMERA)]) + CAMERA.encode() + b"\0;"


ELSEWHERE = {
    **{f"jpeg-app{number}": jpeg_segment(0xE0 + number) for number in (1, 2, 4, 11, 12, 13)},
    "jpeg-comment": jpeg_segment(0xFE),
    **{kind: png_chunk(kind.encode()) for kind in ("tIME", "caBX", "maKe")},
    "webp-chunk": webp_chunk(),
    "gif-block": gif_block(),
    **{f"behind-{form}": bare(form) + CAMERA.encode() for form in ("JPEG", "PNG", "WEBP", "GIF")},
}
"""Pictures that name their camera where Pillow does not look."""


def sent_bytes(fake: FakeServer, name: str = "file") -> bytes:
    return fake.requests[-1].files[name].content


def sent_name(fake: FakeServer) -> str:
    return fake.requests[-1].files["file"].file_name


def looks_like(one: bytes, other: bytes) -> bool:
    from PIL import ImageChops

    with PIL_Image.open(io.BytesIO(one)) as first, PIL_Image.open(io.BytesIO(other)) as second:
        difference = ImageChops.difference(first.convert("RGB"), second.convert("RGB"))
        return all(high <= 24 for _, high in difference.getextrema())


@pytest.mark.parametrize("form", FORMATS)
async def test_where_and_with_what_it_was_taken_stays_here(client: Any, fake: FakeServer, form: str) -> None:
    taken = picture(form)
    assert CAMERA.encode() in taken
    await client.post_media(taken)
    gone_out = sent_bytes(fake)
    assert CAMERA.encode() not in gone_out
    with PIL_Image.open(io.BytesIO(gone_out)) as image:
        assert image.format == form
        # Which way up it is belongs to how it looks.
        assert dict(image.getexif()) == {ORIENTATION: 6}
    assert looks_like(gone_out, taken)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("turned", [None, 3])
async def test_a_picture_that_tells_nothing_goes_out_byte_for_byte(
    client: Any, fake: FakeServer, form: str, turned: int | None
) -> None:
    taken = picture(form, turned=turned, telling=False)
    await client.post_media(taken)
    assert sent_bytes(fake) == taken


async def test_what_has_been_taken_out_once_is_not_taken_out_again(client: Any, fake: FakeServer) -> None:
    await client.post_media(picture("JPEG"))
    once = sent_bytes(fake)
    await client.post_media(once)
    assert sent_bytes(fake) == once


async def test_comments_and_texts_stay_here(client: Any, fake: FakeServer) -> None:
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    said.add_text("Author", "Ele Phant")
    said.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>Ele Phant</x:xmpmeta>")
    for taken in (
        picture("PNG", telling=False, pnginfo=said),
        picture("JPEG", telling=False, comment=b"by Ele Phant"),
        picture("JPEG", telling=False, xmp=b"http://ns.adobe.com/xap/1.0/ Ele Phant"),
        picture("WEBP", telling=False, xmp=b"<x:xmpmeta>Ele Phant</x:xmpmeta>"),
    ):
        assert b"Ele Phant" in taken
        await client.post_media(taken)
        assert b"Ele Phant" not in sent_bytes(fake)
        assert looks_like(sent_bytes(fake), taken)


@pytest.mark.parametrize(("form", "options"), [("GIF", {"comment": b"Ele Phant"}), ("WEBP", {"xmp": b"Ele Phant"})])
async def test_a_moving_picture_moves_on(client: Any, fake: FakeServer, form: str, options: dict[str, Any]) -> None:
    frames = [PIL_Image.new("RGB", (16, 16), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0, **options)
    assert b"Ele Phant" in out.getvalue()
    await client.post_media(out.getvalue())
    assert b"Ele Phant" not in sent_bytes(fake)
    with PIL_Image.open(io.BytesIO(sent_bytes(fake))) as image:
        shown = []
        for number in range(image.n_frames):
            image.seek(number)
            image.load()
            shown.append((image.info["duration"], image.convert("RGB").getpixel((3, 3))))
    durations, colours = zip(*shown, strict=True)
    assert durations == (100, 200, 300)
    assert [max(range(3), key=colour.__getitem__) for colour in colours] == [0, 1, 2]


async def test_its_name_stays_here_too(client: Any, fake: FakeServer, tmp_path: Path) -> None:
    path = tmp_path / "ele phant at home.jpg"
    path.write_bytes(picture("JPEG"))
    await client.post_media(path)
    first = sent_name(fake)
    await client.post_status("", media=[path], descriptions=["home"])
    second = fake.requests[-2].files["file"].file_name
    for name in (first, second):
        assert "phant" not in name
        assert name.endswith((".jpg", ".jpeg"))
    assert first != second
    await client.post_media(path, file_name="elephant.jpg")
    assert sent_name(fake) == "elephant.jpg"
    assert CAMERA.encode() in path.read_bytes()


@pytest.mark.parametrize("how", ["by the call", "by the client"])
async def test_all_of_it_goes_out_if_that_is_said(
    connect: Callable[..., Any], fake: FakeServer, tmp_path: Path, how: str
) -> None:
    path = tmp_path / "elephant.jpg"
    path.write_bytes(picture("JPEG"))
    if how == "by the call":
        await connect().post_media(path, keep_metadata=True)
    else:
        await connect(keep_metadata=True).post_media(path)
    assert (sent_bytes(fake), sent_name(fake)) == (path.read_bytes(), "elephant.jpg")


async def test_a_call_has_the_last_word(connect: Callable[..., Any], fake: FakeServer) -> None:
    await connect(keep_metadata=True).post_media(picture("JPEG"), keep_metadata=False)
    assert CAMERA.encode() not in sent_bytes(fake)


async def test_thumbnails_and_avatars_are_pictures(client: Any, fake: FakeServer) -> None:
    await client.post_media(b"OggS" + bytes(100), thumbnail=picture("JPEG"))
    assert CAMERA.encode() not in sent_bytes(fake, "thumbnail")
    await client.update_credentials(avatar=picture("PNG"), header=picture("WEBP"))
    for name in ("avatar", "header"):
        assert CAMERA.encode() not in sent_bytes(fake, name)


async def test_an_open_file_is_read_from_where_it_stands(client: Any, fake: FakeServer) -> None:
    file = io.BytesIO(b"before" + picture("JPEG"))
    file.seek(len(b"before"))
    await client.post_media(file)
    assert sent_bytes(fake).startswith(b"\xff\xd8\xff")
    assert CAMERA.encode() not in sent_bytes(fake)


async def test_what_can_be_read_but_once_goes_out_as_it_is(client: Any, fake: FakeServer) -> None:
    def pieces() -> Iterator[bytes]:
        yield picture("JPEG")

    await client.post_media(pieces(), mime_type="image/jpeg")
    assert sent_bytes(fake) == picture("JPEG")


BROKEN = picture("JPEG")[:400] + b"Exif\0"
HEIC = b"\0\0\0\x18ftypheic" + bytes(100) + b"Exif\0\0" + bytes(100)


@pytest.mark.parametrize("taken", [BROKEN, HEIC], ids=["broken", "heic"])
async def test_what_cannot_be_taken_out_is_not_sent(client: Any, fake: FakeServer, taken: bytes) -> None:
    with pytest.raises(MediaError, match="keep_metadata=True sends it as it is"):
        await client.post_media(taken)
    assert not [request for request in fake.requests if request.method == "POST"]
    await client.post_media(taken, keep_metadata=True)
    assert sent_bytes(fake) == taken


@pytest.mark.parametrize("taken", ELSEWHERE.values(), ids=ELSEWHERE)
async def test_what_is_told_in_other_parts_of_the_file_stays_here(client: Any, fake: FakeServer, taken: bytes) -> None:
    assert CAMERA.encode() in taken
    await client.post_media(taken)
    sent = sent_bytes(fake)
    assert CAMERA.encode() not in sent
    assert looks_like(sent, taken)
    await client.post_media(sent)
    assert sent_bytes(fake) == sent


@pytest.mark.parametrize("telling", [True, False])
async def test_a_tiff_that_tells_is_not_sent(client: Any, fake: FakeServer, telling: bool) -> None:
    taken = picture("TIFF", telling=telling, turned=None)
    if telling:
        with pytest.raises(MediaError, match="tells more than it shows"):
            await client.post_media(taken, mime_type="image/tiff")
    else:
        await client.post_media(taken, mime_type="image/tiff")
        assert sent_bytes(fake) == taken


@pytest.mark.parametrize("taken", [b"\x89PNG\r\n\x1a\n" + bytes(100), b"\xff\xd8\xff" + bytes(100)])
async def test_no_picture_at_all_is_for_the_server_to_refuse(client: Any, fake: FakeServer, taken: bytes) -> None:
    await client.post_media(taken)
    assert sent_bytes(fake) == taken


TELLING, SILENT = picture("JPEG"), picture("JPEG", telling=False, turned=None)


@pytest.fixture
def without_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)


@pytest.mark.usefixtures("without_pillow")
async def test_without_the_extra_it_is_said_once(
    client: Any, fake: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "howdah"):
        await client.post_media(SILENT, description="a picture")
        assert not caplog.records
        for _ in range(2):
            await client.post_media(TELLING, description="a picture")
    assert [record.getMessage() for record in caplog.records if "howdah[media]" in record.getMessage()]
    assert len(caplog.records) == 1
    assert CAMERA.encode() in sent_bytes(fake)


@pytest.mark.usefixtures("without_pillow")
async def test_without_the_extra_it_cannot_be_had(client: Any, fake: FakeServer) -> None:
    with pytest.raises(MissingExtraError, match=r"howdah\[media\]"):
        await client.post_media(TELLING, keep_metadata=False)
    assert not [request for request in fake.requests if request.method == "POST"]
