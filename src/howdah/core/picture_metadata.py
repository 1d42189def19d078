"""What a picture tells beyond what it shows (where, when, with which camera, by whom), taken out before it is sent."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, Final, cast

from .encoding import open_file
from .errors import MediaError, MissingExtraError
from .flow import Flow, do
from .picture_parts import has_more
from .session import Session
from .wire import FilePart, Multipart

if TYPE_CHECKING:
    from PIL.Image import Image

logger = logging.getLogger("howdah")

LARGEST: Final = 128 * 1024 * 1024
"""Bytes of a picture that is read whole to be looked at; no server takes one as large."""
FORMATS: Final = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/apng": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/avif": "AVIF",
}
"""Pictures that are written anew, and in which format."""
NEEDED: Final = frozenset(
    {
        *("adobe", "adobe_transform", "aspect", "background", "bbox", "blend", "chromaticity", "default_image"),
        *("disposal", "dpi"),
        *("duration", "extension", "gamma", "icc_profile", "interlace", "jfif", "jfif_density", "jfif_unit"),
        *("jfif_version", "loop", "progression", "progressive", "srgb", "timestamp", "transparency", "version"),
    }
)
"""What a picture needs to look as it does, in Pillow's words; all else is metadata."""
HIDDEN: Final = (b"adobe.com/xap", b"adobe:ns:meta", b"Photoshop 3.0")
"""What stands in the bytes of a picture with metadata of Adobe's kinds, wherever it is kept."""
MARKS: Final = (*HIDDEN, b"Exif\0", b"eXIf", b"EXIF", b"Raw profile type", b"brob")
"""What stands in the bytes of a picture with metadata, as far as that can be told without reading it as one."""
ORIENTATION: Final = 0x0112
QUALITY: Final = 90
TOLD: Final = "told about metadata"


@dataclass(slots=True, frozen=True)
class Unclean:
    """A picture that tells more than it shows, and cannot be rid of it.

    Attributes:
        why: what is in the way.
        extra: whether it is that Pillow is not installed.
    """

    why: str
    extra: bool = False


def take_out_metadata(session: Session, body: Multipart) -> Flow[None]:
    """Rid the pictures in a body of what they tell beyond what they show.

    Raises:
        MediaError: one tells more than it shows, and it cannot be taken out.
        MissingExtraError: the client was told to take it out, and Pillow is not installed.
    """
    for part in body.segments:
        if not isinstance(part, FilePart):
            continue
        keep = session.keep_metadata if part.keep_metadata is None else part.keep_metadata
        if keep or not part.repeatable or not part.content_type.startswith("image/"):
            continue
        found: bytes | Unclean | None = yield from do(partial(cleaned, part))
        if isinstance(found, bytes):
            part.source, part.start = found, None
        elif found is not None:
            _refuse(session, part, found, told=keep is not None)


def _refuse(session: Session, part: FilePart, found: Unclean, *, told: bool) -> None:
    if not found.extra:
        raise MediaError(
            f"{part.file_name} tells more than it shows, such as where it was taken, and {found.why}; "
            "keep_metadata=True sends it as it is"
        )
    if told:
        raise MissingExtraError("taking the metadata out of pictures", "media")
    if not session.learned.get(TOLD):
        session.learned[TOLD] = True
        logger.warning(
            "a picture is uploaded with what it tells beyond what it shows, such as where it was taken; "
            "pip install 'howdah[media]' takes that out, keep_metadata=True says that it is meant so"
        )


def cleaned(part: FilePart) -> bytes | Unclean | None:
    """A picture without its metadata; ``None`` if it has none. Reads the file, so it may block."""
    size = part.size()
    if size is None or size > LARGEST:
        return Unclean(f"it is larger than {LARGEST:,} bytes")
    data = _read(part)
    form = FORMATS.get(part.content_type)
    tells = _has_marks(data) or has_more(data, form or "TIFF")
    if form is None:
        return Unclean(f"{part.content_type} cannot be written anew") if tells else None
    try:
        import PIL
    except ImportError:
        return Unclean("Pillow is not installed", extra=True) if tells else None
    del PIL
    try:
        return _written_anew(data, form)
    except Exception as error:  # whatever a decoder may say of bytes that are no picture
        return Unclean(f"cannot be read as a picture ({error})") if tells else None


def _read(part: FilePart) -> bytes:
    if isinstance(part.source, (bytes, bytearray)):
        return bytes(part.source)
    if isinstance(part.source, (str, os.PathLike)):
        with open_file(part.source) as file:
            return file.read()
    opened = cast("IO[bytes]", part.source)
    opened.seek(part.start or 0)
    data = opened.read()
    opened.seek(part.start or 0)
    return data


def _has_marks(data: bytes) -> bool:
    return any(mark in data for mark in MARKS)


def _written_anew(data: bytes, form: str) -> bytes | None:
    """A picture as it was, without what it need not tell; ``None`` if there is nothing of the kind."""
    from PIL import Image

    with Image.open(BytesIO(data), formats=[form, "MPO"] if form == "JPEG" else [form]) as image:
        image.load()  # some formats keep what they tell behind the picture
        exif = image.getexif()
        tells = (exif.keys() - {ORIENTATION}) | (image.info.keys() - NEEDED - {"exif"})
        hidden = has_more(data, form) or any(mark in data for mark in HIDDEN)
        if not tells and image.format != "MPO" and not hidden:
            return None
        bare = Image.Exif()
        if exif.get(ORIENTATION) in range(2, 9):  # it would lie on its side
            bare[ORIENTATION] = exif[ORIENTATION]
        options = _options(image, form, data)
        image.info = {name: value for name, value in image.info.items() if name in NEEDED}
        out = BytesIO()
        image.save(out, form, exif=bare, **options)
        return out.getvalue()


def _options(image: Image, form: str, data: bytes) -> dict[str, Any]:
    """With which it is written as it was: as finely, and all its frames."""
    options: dict[str, Any] = {}
    if "icc_profile" in image.info:
        options["icc_profile"] = image.info["icc_profile"]
    if form == "JPEG":
        from PIL.JpegImagePlugin import get_sampling

        options |= {"qtables": getattr(image, "quantization", None), "subsampling": get_sampling(image)}
        options["progressive"] = bool(image.info.get("progressive"))
        return options
    if form == "WEBP":
        options |= {"lossless": b"VP8L" in data[:64], "quality": QUALITY, "method": 4}
    elif form == "AVIF":
        options["quality"] = QUALITY
    if getattr(image, "n_frames", 1) > 1:
        options |= {"save_all": True, "duration": _durations(image), "loop": image.info.get("loop", 0)}
    return options


def _durations(image: Image) -> list[int]:
    """For how long each frame is shown, in milliseconds."""
    durations: list[int] = []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        image.load()
        durations.append(int(image.info.get("duration", 0)))
    image.seek(0)
    return durations
