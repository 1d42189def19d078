"""Media: uploading files, describing them, taking them back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from ..core.call import Repeat
from ..core.encoding import file_part, segment, unspoken_name
from ..core.errors import (
    ApiError,
    ConfigurationError,
    FileTooLargeError,
    GoneError,
    MediaError,
    MediaGoneError,
    MediaNotReadyError,
    MediaProcessingError,
    NetworkError,
    NotFoundError,
    UnprocessedError,
    UnrepeatableFileError,
)
from ..core.fallback import ABSENT, first_supported
from ..core.flow import Flow, Sleep
from ..core.operation import Operations, Wire, call, delete, get, operation, put
from ..core.retry import NO_RETRY
from ..core.server import AKKOMA, EVERY, GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from ..core.session import Session
from ..core.shapes import is_array
from ..core.wire import FileLike, FilePart, Progress, Reply
from .media_limits import check_file, media_limits
from .references import MediaRef

if TYPE_CHECKING:
    from ..models import MediaAttachment

logger = logging.getLogger("howdah")

ACCEPTED = 202
PARTIAL_CONTENT = 206
TOO_LARGE = 413
FIRST_POLL = 0.5
LONGEST_POLL = 5.0
AGAIN: Repeat = "always"
"""An upload whose answer was lost is sent again: a file that nothing refers to is cleared away by the server."""


def point(focus: tuple[float, float]) -> str:
    """A focus as servers read it.

    Raises:
        ConfigurationError: it is outside of the picture.
        TypeError: it is no pair of numbers.
    """
    pair: Any = focus
    numbers: list[Any] = list(pair) if is_array(pair) else []
    if len(numbers) != 2 or not all(_is_number(number) for number in numbers):
        raise TypeError(f"focus must be two numbers, x and y, not {pair!r:.60}")
    if not all(-1 <= number <= 1 for number in numbers):
        raise ConfigurationError(f"x and y of a focus are from -1.0 to 1.0, not {pair!r:.60}")
    return f"{numbers[0]},{numbers[1]}"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


class Media(Operations):
    """Files that statuses can show."""

    @operation(
        uses=[
            "POST /api/v2/media",
            "POST /api/v1/media",
            "GET /api/v1/media/{id}",
            "GET /api/v2/instance",
            "GET /api/v1/instance",
        ],
        scope="write:media",
        added="3.1.3",
    )
    def post_media(
        self,
        file: FileLike,
        mime_type: str | None = None,
        description: str | None = None,
        focus: tuple[float, float] | None = None,
        *,
        thumbnail: FileLike | None = None,
        file_name: str | None = None,
        keep_metadata: bool | None = None,
        wait: float | None = 60.0,
        on_progress: Progress | None = None,
    ) -> Flow[MediaAttachment]:
        """Upload a file and wait until the server has processed it.

        The file is read while it is sent, never whole. Before that it is held against what the server says that it
        takes, which is asked for once. A server without the newer endpoint gets it by the older one.

        Args:
            file: a path, bytes, a file open in binary mode, an iterator of bytes, or an async iterable of bytes
                (``AsyncClient`` only). An iterator, and a file that cannot be rewound, is sent but once.
            mime_type: its MIME type; told from its first bytes or its name if not given.
            description: what it shows or sounds like, for those who cannot see or hear it (alt text).
            focus: the point of a picture that matters most, x and y from -1.0 to 1.0, from the centre.
            thumbnail: a picture to stand for audio or video (Mastodon).
            file_name: the name to upload it under; by default one that says nothing, or with ``keep_metadata=True`` its
                own.
            keep_metadata: whether a picture goes out with what it tells beyond what it shows, such as where it was
                taken and with which camera. ``False`` takes that out, which needs the extra ``media``; by default it is
                taken out where that is installed.
            wait: seconds to wait for processing; 0 returns at once, ``None`` waits for as long as it takes.
            on_progress: called as the file goes out with the bytes sent so far and its size (``None`` where that
                cannot be told); begins at 0, and again at 0 if it has to be sent again. What it raises ends the upload.

        Raises:
            FileTooLargeError: it is larger than the server takes.
            UnsupportedFileTypeError: the server takes no files of its type.
            MediaError: it is empty, its path leads to no file, or what a picture tells cannot be taken out.
            MissingExtraError: it was to be taken out, and the extra ``media`` is not installed.
            MediaProcessingError: it is uploaded, and the server could not process it.
            MediaGoneError: it is uploaded, and gone before it was processed.
            MediaNotReadyError: it is uploaded, but not processed in time.
            UnprocessedError: the server takes no such file.
            UnrepeatableFileError: it can be read but once, and the server has only the older endpoint, as turned out.
            ConfigurationError: the focus is outside of the picture.
            FileNotFoundError: a path leads nowhere.
        """
        session = self.session
        part = file_part(file, mime_type, file_name)
        part.on_progress = on_progress
        picture = None if thumbnail is None else file_part(thumbnail)
        body = {"description": description, "focus": None if focus is None else point(focus)}
        check_file(session, (yield from media_limits(session)), part)
        _warn_without_description(session, description)
        keep_metadata = session.keep_metadata if keep_metadata is None else keep_metadata
        for each in (part, picture):
            if each is not None:
                _say_no_more_than_needed(each, keep_metadata, file_name if each is part else None)
        ways = [partial(_upload, session, path, part, picture, body) for path in ("/api/v2/media", "/api/v1/media")]
        repeatable = all(file.repeatable for file in (part, picture) if file is not None)
        try:
            if repeatable:
                media, reply = yield from first_supported(session, "media", *ways)
            else:
                media, reply = yield from _offer_once(session, part, ways)
        except ApiError as error:
            if error.status != TOO_LARGE:
                raise
            raise FileTooLargeError(f"{part.file_name} is too large: {error}", size=part.size()) from error
        if reply.status == ACCEPTED and wait != 0:
            media = yield from _wait_until_processed(session, media, wait)
        return media

    @get(
        "/api/v1/media/{media_id}",
        scope="write:media",
        added="3.1.3",
        servers=MASTODON | GOTOSOCIAL | PLEROMA | AKKOMA,
    )
    def get_media(self, media_id: MediaRef) -> MediaAttachment:
        """Fetch one of your uploads that no status shows yet; its ``url`` is ``None`` while it is processed.

        Args:
            media_id: the upload, or its ID.

        Raises:
            NotFoundError: no such upload, or a status already has it.
            UnprocessedError: it could not be processed.
        """
        ...

    @put("/api/v1/media/{media_id}", scope="write:media")
    def update_media(
        self,
        media_id: MediaRef,
        description: str | None = None,
        focus: Annotated[tuple[float, float] | None, Wire(written=point)] = None,
        *,
        thumbnail: Annotated[FileLike | None, Wire(place="file")] = None,
        file: Annotated[FileLike | None, Wire(place="file")] = None,
    ) -> MediaAttachment:
        """Change what is said of an upload, before a status shows it.

        Args:
            media_id: the upload, or its ID.
            description: what it shows or sounds like (alt text).
            focus: the point of a picture that matters most, x and y from -1.0 to 1.0.
            thumbnail: a picture to stand for audio or video (Mastodon).
            file: another file instead of the one uploaded (Pleroma, Akkoma).

        Raises:
            ConfigurationError: the focus is outside of the picture.
            NotFoundError: no such upload, or a status already has it.
        """
        ...

    @delete("/api/v1/media/{media_id}", scope="write:media", added="4.4.0", servers=MASTODON, unsure=SNAC)
    def delete_media(self, media_id: MediaRef) -> None:
        """Delete an upload that no status shows.

        Args:
            media_id: the upload, or its ID.

        Raises:
            NotFoundError: no such upload.
            UnprocessedError: a status shows it.
        """
        ...


def _say_no_more_than_needed(part: FilePart, keep_metadata: bool | None, file_name: str | None) -> None:
    """Have a file go out without what it tells beyond what it shows, its name included."""
    part.keep_metadata = keep_metadata
    if file_name is None and not keep_metadata:
        part.file_name = unspoken_name(part.content_type)


def _upload(
    session: Session, path: str, part: FilePart, thumbnail: FilePart | None, body: dict[str, str | None]
) -> Flow[tuple[MediaAttachment, Reply]]:
    from ..models import MediaAttachment

    files = {"file": part, "thumbnail": thumbnail}
    return (
        yield from call(session, "POST", path, MediaAttachment, body=body, files=files, bucket="media", repeat=AGAIN)
    )


def _offer_once(
    session: Session, part: FilePart, ways: Sequence[Callable[[], Flow[tuple[MediaAttachment, Reply]]]]
) -> Flow[tuple[MediaAttachment, Reply]]:
    """Upload what can be read but once: where this server is known to take it, else where servers do today.

    Raises:
        UnrepeatableFileError: it is not taken there; the other way is tried first from then on.
    """
    older = session.server is not None and session.server.supports(EVERY, "3.1.3") is False
    way: int = session.learned.get("media", int(older))
    try:
        return (yield from ways[way]())
    except ApiError as error:
        if error.status not in ABSENT:
            raise
        session.learned["media"] = 1 - way
        raise UnrepeatableFileError(
            f"{part.file_name} can be read but once, and {session.host} takes no uploads where it was offered "
            f"({error}); open it anew and try again, or give something that can be read twice: a path, bytes or a file "
            "that can be rewound"
        ) from error


def _wait_until_processed(session: Session, media: MediaAttachment, wait: float | None) -> Flow[MediaAttachment]:
    """Ask until the upload is processed; up to a deadline, a failure that may pass is no more than slowness."""
    from ..models import MediaAttachment

    path = f"/api/v1/media/{segment(media.id)}"
    deadline = None if wait is None else session.clock.monotonic() + wait
    asking = session if wait is None else replace(session, retry=NO_RETRY)
    failure: MediaError | None = None
    pause = FIRST_POLL
    while deadline is None or session.clock.monotonic() + pause <= deadline:
        yield Sleep(pause)
        pause = min(LONGEST_POLL, pause * 1.5)
        try:
            media, reply = yield from call(asking, "GET", path, MediaAttachment)
        except (ApiError, NetworkError) as error:
            failure = _unusable(media.id, error)
            if failure is None:
                raise
            if deadline is None or not error.retryable:
                raise failure from error
        else:
            if reply.status != PARTIAL_CONTENT:
                return media
    raise MediaNotReadyError(
        f"{session.host} has not finished processing media {media.id} after {wait} s", media_id=media.id
    ) from failure


def _unusable(media_id: str, error: ApiError | NetworkError) -> MediaError | None:
    """What it means for an upload that asking for it failed so; ``None`` if nothing."""
    if error.retryable:
        return MediaNotReadyError(f"whether media {media_id} is processed cannot be told: {error}", media_id=media_id)
    made: MediaProcessingError | MediaGoneError
    if isinstance(error, UnprocessedError):
        made = MediaProcessingError(str(error))
    elif isinstance(error, (NotFoundError, GoneError)):
        made = MediaGoneError(str(error))
    else:
        return None
    made.__dict__.update(error.__dict__, media_id=media_id)
    return made


def _warn_without_description(session: Session, description: str | None) -> None:
    """A picture without a description is lost on some; said once."""
    if not description and not session.learned.get("told about descriptions"):
        session.learned["told about descriptions"] = True
        logger.warning("a file was uploaded without a description; people who cannot see it will not know what it is")
