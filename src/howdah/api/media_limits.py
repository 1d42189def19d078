"""What a server takes as media: asked once, and every file held against it before any is sent."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ..core.call import build_request, exchange
from ..core.errors import (
    ApiError,
    FileTooLargeError,
    MediaError,
    NetworkError,
    TooManyFilesError,
    UnsupportedFileTypeError,
)
from ..core.fallback import first_supported
from ..core.flow import Flow
from ..core.retry import NO_RETRY
from ..core.session import Session
from ..core.shapes import is_json_array, is_json_object
from ..core.wire import FilePart

LIMITS_LEARNED = "media limits"
BELIEVED_FOR = 24 * 3600.0
"""Seconds; limits may be raised while a bot runs for months."""
UNKNOWN_FOR = 300.0
"""Seconds; a server that could not say is not asked again with every file."""

ANYTHING = "application/octet-stream"
"""As a file's type: nobody knows; among a server's types: it takes everything."""
SAME_FORMAT = {
    "jpg": "jpeg",
    "mp3": "mpeg",
    "wave": "wav",
    "pn-wave": "wav",
    "m4a": "mp4",
    "m4v": "mp4",
    "heif": "heic",
    "matroska": "webm",
    "apng": "png",
    "vorbis": "ogg",
    "opus": "ogg",
}
"""Formats that go by several names, or that their first bytes do not tell apart."""


RECOGNISED = frozenset({"png", "jpeg", "gif", "webp", "avif", "heic", "mp4", "3gpp", "quicktime", "webm", "ogg"}) | {
    *("flac", "wav", "mpeg", "aac", "ms-asf"),
}
"""Formats that a file's first bytes tell."""


@dataclass(slots=True, frozen=True)
class MediaLimits:
    """What a server takes; what it does not say is ``None`` or empty, and limits nothing.

    Attributes:
        types: MIME types that may be uploaded.
        image_size: bytes in an image.
        video_size: bytes in a video or sound.
        any_size: bytes in any file.
        files: files that a status can show.
    """

    types: tuple[str, ...] = ()
    image_size: int | None = None
    video_size: int | None = None
    any_size: int | None = None
    files: int | None = None

    def largest(self, mime_type: str) -> int | None:
        """How many bytes a file of this type may have."""
        kind, _, form = mime_type.partition("/")
        if kind == "image" and form != "gif":
            known = [self.image_size]
        elif kind in ("video", "audio"):
            known = [self.video_size]
        elif self.image_size is None or self.video_size is None:
            known = []
        else:  # a GIF may be taken for either, and so may what nobody knows
            known = [max(self.image_size, self.video_size)]
        return min((size for size in (*known, self.any_size) if size is not None), default=None)

    def names_all(self) -> bool:
        """Whether it says what it takes, and of each type what its files begin with is known."""
        return bool(self.types) and all(_format(said) in RECOGNISED for said in self.types)

    def takes(self, mime_type: str) -> bool:
        """Whether files of this type may be taken; where types have several names, any of them counts."""
        if not self.types or mime_type == ANYTHING:
            return True
        wanted = _format(mime_type)
        return any(said == ANYTHING or "*" in said or _format(said) == wanted for said in self.types)


def _format(mime_type: str) -> str:
    """What the file is like inside: sound and video share containers, and ``x-`` means nothing any more."""
    form = mime_type.lower().partition(";")[0].strip().rpartition("/")[2]
    form = form.removeprefix("x-").removeprefix("vnd.")
    return SAME_FORMAT.get(form, form)


def media_limits(session: Session) -> Flow[MediaLimits]:
    """What the server takes, as far as it says; asked once and remembered. Never fails."""
    now = session.clock.monotonic()
    known: tuple[float, MediaLimits] | None = session.learned.get(LIMITS_LEARNED)
    if known is not None and now < known[0]:
        return known[1]
    believed_for = BELIEVED_FOR
    try:
        # It is the upload that counts: where the server does not answer this, the file goes out all the same.
        asking = replace(session, retry=NO_RETRY)
        ways = [partial(_page, asking, f"/api/{version}/instance") for version in ("v2", "v1")]
        limits = read_limits((yield from first_supported(session, "instance", *ways)))
    except (ApiError, NetworkError, ValueError, RecursionError):
        limits, believed_for = MediaLimits(), UNKNOWN_FOR
    session.learned[LIMITS_LEARNED] = (session.clock.monotonic() + believed_for, limits)
    return limits


def _page(session: Session, path: str) -> Flow[Any]:
    reply = yield from exchange(session, build_request(session, "GET", path))
    return json.loads(reply.body)


def read_limits(page: Any) -> MediaLimits:
    """The limits in what a server says of itself, in either version, however little of it can be read."""
    configuration = _object(page, "configuration")
    files = _object(configuration, "media_attachments")
    types: Any = files.get("supported_mime_types")
    return MediaLimits(
        tuple(said for said in types if isinstance(said, str) and said) if is_json_array(types) else (),
        _count(files, "image_size_limit"),
        _count(files, "video_size_limit"),
        _count(page if is_json_object(page) else {}, "upload_limit"),
        _count(_object(configuration, "statuses"), "max_media_attachments"),
    )


def _object(document: Any, name: str) -> dict[str, Any]:
    value: Any = document.get(name) if is_json_object(document) else None
    return value if is_json_object(value) else {}


def _count(document: dict[str, Any], name: str) -> int | None:
    """A limit; nothing and less than nothing are no limits that a server can mean."""
    value: Any = document.get(name)
    return value if isinstance(value, int) and value > 0 else None


def check_file(session: Session, limits: MediaLimits, part: FilePart) -> None:
    """Refuse a file that the server would refuse.

    Raises:
        MediaError: it is empty.
        UnsupportedFileTypeError: it takes no such files.
        FileTooLargeError: it takes none as large.
    """
    name, mime_type = part.file_name, part.content_type
    if part.size() == 0:
        raise MediaError(f"{name} is empty, from where it stands" if part.start else f"{name} is empty")
    if not part.recognised and limits.names_all():
        raise UnsupportedFileTypeError(
            f"{name} is of no known type, and {session.host} takes only {', '.join(limits.types)}; "
            "if it is one of these all the same, say which, with mime_type",
            mime_type=mime_type,
            supported=limits.types,
        )
    if not limits.takes(mime_type):
        raise UnsupportedFileTypeError(
            f"{name} is {mime_type}, and {session.host} takes only {', '.join(limits.types)}",
            mime_type=mime_type,
            supported=limits.types,
        )
    limit, size = limits.largest(mime_type), part.size()
    if limit is not None and size is not None and size > limit:
        raise FileTooLargeError(
            f"{name} has {size:,} bytes, and {session.host} takes at most {limit:,} of {mime_type}",
            size=size,
            limit=limit,
        )


def check_files(session: Session, limits: MediaLimits, parts: Iterable[FilePart], others: int = 0) -> None:
    """Refuse files that the server would not show together, or not take.

    Args:
        session: whose server it is.
        limits: what it takes.
        parts: the files.
        others: how many more the status shows, that are uploaded already.

    Raises:
        TooManyFilesError: there are too many.
        UnsupportedFileTypeError: the server takes no files like one of them.
        FileTooLargeError: it takes none as large.
    """
    files = list(parts)
    count = len(files) + others
    if limits.files is not None and count > limits.files:
        raise TooManyFilesError(
            f"{count} files are to be shown, and {session.host} allows {limits.files} in a status",
            count=count,
            limit=limits.files,
        )
    for part in files:
        check_file(session, limits, part)
