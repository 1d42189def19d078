"""Python values to what goes over the wire: path segments, queries, forms, JSON and multipart bodies."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import os
import re
import secrets
import stat
from collections.abc import AsyncIterable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import IO, Any, Final
from urllib.parse import quote, quote_plus

from .errors import ConfigurationError, MediaError
from .shapes import is_array, is_file, is_mapping
from .wire import FileLike, FilePart, Multipart


class Null:
    """The type of ``NULL``."""

    def __repr__(self) -> str:
        return "howdah.NULL"

    def __reduce__(self) -> str:
        return "NULL"


NULL: Final = Null()
"""Give this where the API wants a null; ``None`` means "not sent"."""


def segment(value: Any, name: str = "value") -> str:
    """One path segment: an identifier, an entity, or a name, percent-encoded whole.

    Raises:
        ValueError: the value is empty, or would lead to another path, be it only with a proxy that decodes it.
    """
    text = scalar(value, name)
    if text in ("", ".") or ".." in _SLASHES.split(text):
        raise ValueError(f"{name} must not be {text!r:.60}")
    return quote(text, safe="")


_SLASHES = re.compile(r"[/\\]")


def sendable(text: str, name: str) -> str:
    """The same text, if it can be encoded at all.

    Raises:
        ConfigurationError: it holds half a character, as broken file names and truncated texts do.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ConfigurationError(
            f"{name:.60} cannot be sent: it holds {text[error.start]!a}, half a character"
        ) from None
    return text


def scalar(value: Any, name: str = "value") -> str:
    """One value as text.

    Raises:
        ConfigurationError: it holds half a character.
        TypeError: the value has no form on the wire.
    """
    if type(value) is str:
        return value if value.isascii() else sendable(value, name)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return scalar(value.value, name)
    if isinstance(value, (str, int, float)):
        return sendable(str(value), name)
    if isinstance(value, datetime):
        return iso_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(round(value.total_seconds()))
    if value is NULL:
        return ""
    identity = identity_of(value)
    if identity is not None:
        return sendable(str(getattr(value, identity)), name)
    raise TypeError(f"{name} cannot be {type(value).__name__} {value!r:.60}")


def identity_of(value: Any) -> str | None:
    """The field by which an entity is known, if the value is one and has one."""
    kind: Any = value.__class__
    identity = getattr(kind, "identity", None)
    return identity if isinstance(identity, str) else None


def field_of(value: Any, name: str) -> Any:
    """A field of an entity; what is no entity is given back."""
    return value if identity_of(value) is None else getattr(value, name)


def check_list(value: Any, name: str) -> None:
    """Refuse a text or a mapping where several values are due: it would go as its characters or keys.

    Raises:
        TypeError: it is one of these.
    """
    if isinstance(value, (str, bytes)) or is_mapping(value):
        raise TypeError(f"{name} takes a list, not {value!r:.60}; write [{value!r:.60}]")


def iso_time(value: datetime) -> str:
    """ISO 8601 in UTC to the millisecond; a naive ``datetime`` is UTC."""
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return aware.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def flatten(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """A value as form or query pairs, nested the way Rails reads them: ``a[]``, ``a[b]``, ``a[][b]``."""
    if is_mapping(value):
        for key, inner in value.items():
            yield from flatten(f"{name}[{scalar(key, name)}]", inner)
    elif is_array(value):
        for inner in value:
            yield from flatten(f"{name}[]", inner)
    else:
        yield name, scalar(value, name)


def urlencode(pairs: Iterable[tuple[str, str]]) -> str:
    """Pairs as a query string or a form body; brackets stay readable, as every server expects them."""
    return "&".join(f"{quote_plus(sendable(name, 'a name'), safe='[]')}={quote_plus(value)}" for name, value in pairs)


def needs_json(value: Any) -> bool:
    """Whether a value goes as JSON: a null, a hash or an empty list, which forms say in too many ways or in none."""
    if value is NULL or is_mapping(value):
        return True
    if is_array(value):
        items = list(value)
        return not items or any(needs_json(item) for item in items)
    return False


def json_value(value: Any, name: str) -> Any:
    """A value as JSON knows it."""
    if value is NULL or value is None:  # within a value, nothing is left out
        return None
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, timedelta):
        return round(value.total_seconds())
    if is_mapping(value):
        return {scalar(key, name): json_value(inner, name) for key, inner in value.items()}
    if is_array(value):
        return [json_value(inner, name) for inner in value]
    return scalar(value, name)


def json_body(fields: Iterable[tuple[str, Any]]) -> bytes:
    """Fields as a JSON object; a bracketed name (``poll[options]``) becomes a nested one."""
    document: dict[str, Any] = {}
    for name, value in fields:
        *path, last = name.replace("]", "").split("[")
        place = document
        for step in path:
            place = place.setdefault(step, {})
        place[last] = json_value(value, name)
    return sendable(json.dumps(document, ensure_ascii=False, separators=(",", ":")), "a name").encode()


def multipart(fields: Iterable[tuple[str, str]], files: Iterable[tuple[str, FilePart]]) -> Multipart:
    """Fields and files as a multipart body whose files are read while it is sent."""
    boundary = secrets.token_hex(16)
    segments: list[bytes | FilePart] = []
    for name, value in fields:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n{value}\r\n'
        segments.append(head.encode())
    for name, part in files:
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"; '
            f'filename="{_quoted(part.file_name)}"\r\nContent-Type: {_one_line(part.content_type)}\r\n\r\n'
        )
        segments += [head.encode(), part, b"\r\n"]
    segments.append(f"--{boundary}--\r\n".encode())
    return Multipart(boundary, segments)


def idempotency_key_of(given: str | None) -> str:
    """A key that can stand in a header: the caller's own, or a digest of it, or a new one."""
    if not given:
        return secrets.token_urlsafe(24)
    plain = given.isascii() and given.isprintable() and given == given.strip()
    return given if plain else hashlib.sha256(given.encode("utf-8", "replace")).hexdigest()


def _quoted(text: str) -> str:
    text = text.encode("utf-8", "replace").decode()  # a file's name may be in no encoding at all
    return text.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _one_line(text: str) -> str:
    if "\r" in text or "\n" in text:
        raise ValueError(f"{text!r} cannot stand in a header")
    return text


_SIGNATURES: Sequence[tuple[int, bytes, str]] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypavis", "image/avif"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heif"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp3gp", "video/3gpp"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (4, b"moov", "video/quicktime"),
    (4, b"mdat", "video/quicktime"),
    (4, b"wide", "video/quicktime"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"\xff\xf9", "audio/aac"),
)


UNRECOGNISED = "application/octet-stream"
"""The type of what nobody knows."""


def guess_type(head: bytes, file_name: str | None) -> str:
    """A file's MIME type from its first bytes, then from its name."""
    for offset, magic, mime_type in _SIGNATURES:
        if head[offset : offset + len(magic)] == magic:
            return mime_type
    guessed = mimetypes.guess_type(file_name)[0] if file_name else None
    return guessed or UNRECOGNISED


def file_part(file: FileLike, mime_type: str | None = None, file_name: str | None = None) -> FilePart:
    """A file ready to stand in a multipart body; only its first bytes are looked at.

    Raises:
        FileNotFoundError: a path leads nowhere.
        MediaError: a path leads to what is no file: a folder, a pipe, a device.
        TypeError: it is no path, bytes, binary file, iterator or async iterable of bytes.
    """
    head, start = b"", None
    name: str | None = file_name
    if isinstance(file, (bytes, bytearray)):
        head = bytes(file[:16])
    elif isinstance(file, (str, os.PathLike)):
        path: str = os.fspath(file)
        name = name or os.path.basename(path)
        with open_file(path) as opened:
            head = opened.read(16)
    elif isinstance(file, AsyncIterable):
        pass
    elif is_file(file):
        name = name or _name_of(file)
        if file.seekable():
            start = file.tell()
            head = file.read(16)
            file.seek(start)
        if not isinstance(head, bytes):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError("the file is open as text; open it in binary mode ('rb')")
    elif not isinstance(file, Iterator):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(
            f"a file must be a path, bytes, a binary file, an iterator or an async iterable, not {type(file).__name__}"
        )
    content_type = mime_type or guess_type(head, name)
    recognised = mime_type is not None or not head or content_type != UNRECOGNISED
    if name is None:
        name = unspoken_name(content_type)
    return FilePart(file, name, content_type, start, recognised=recognised)


def unspoken_name(content_type: str) -> str:
    """A name for a file that says nothing but its type.

    snac names uploads by their file names: two of one name would be one file, in old statuses too.
    """
    return f"file-{secrets.token_hex(8)}{mimetypes.guess_extension(content_type) or ''}"


def open_file(path: str | os.PathLike[str]) -> IO[bytes]:
    """Open what a path leads to, if it is a file: a pipe or a device would be waited for, nobody knows how long.

    Raises:
        FileNotFoundError: it leads nowhere.
        MediaError: it leads to something else.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise MediaError(f"{os.fspath(path)} is no file; what can be read can be given as a file that is open")
    return open(path, "rb")


def _name_of(file: Any) -> str | None:
    name = getattr(file, "name", None)
    return os.path.basename(name) if isinstance(name, str) and name else None
