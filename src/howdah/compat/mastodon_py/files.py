"""Files to send, in every form in which programs have them."""

from __future__ import annotations

import base64
import mimetypes
import os
import secrets
from collections.abc import Sequence
from typing import IO, Any

from ...core.encoding import file_part, open_file
from ...core.errors import ConfigurationError
from ...core.wire import FilePart
from .errors import MastodonIllegalArgumentError
from .types_base import PathOrFile


def random_name(mime_type: str) -> str:
    """A name for a file of a type, that no other has."""
    return f"howdah-{secrets.token_hex(16)}{mimetypes.guess_extension(mime_type) or ''}"


def named_file(file: PathOrFile | bytes, mime_type: str | None, file_name: str | None = None) -> FilePart:
    """A file ready to be sent, under a name made at random if it is given none.

    Args:
        file: a path, bytes or a file.
        mime_type: its type, if it cannot be told.
        file_name: its name.

    Raises:
        FileNotFoundError: there is no such file.
        MastodonIllegalArgumentError: its type cannot be told, or it is no file.
    """
    try:
        part = file_part(os.fspath(file) if isinstance(file, os.PathLike) else file, mime_type)
    except (TypeError, ConfigurationError) as error:
        raise MastodonIllegalArgumentError(str(error)) from error
    if not part.recognised:
        raise MastodonIllegalArgumentError("Could not determine mime type or data passed directly without mime type.")
    part.file_name = file_name or random_name(part.content_type)
    return part


def file_to_send(file: PathOrFile | bytes | None, mime_type: str | None) -> FilePart | None:
    """A file ready to be sent, if there is one."""
    return None if file is None else named_file(file, mime_type)


def data_url(file: PathOrFile | bytes, mime_type: str | None) -> str:
    """A file as a URL that holds it whole."""
    part = named_file(file, mime_type)
    source: Any = part.source
    if isinstance(source, str):
        with open_file(source) as opened:
            content = opened.read()
    else:
        content = bytes(source) if isinstance(source, (bytes, bytearray)) else _read(source)
    return f"data:{part.content_type};base64,{base64.b64encode(content).decode()}"


def _read(file: IO[bytes]) -> bytes:
    return file.read()


def rows_of(fields: Sequence[tuple[str, str]] | None) -> list[dict[str, str]] | None:
    """The fields of a profile as the server takes them; how many there may be, it knows."""
    if fields is None:
        return None
    return [{"name": name, "value": value} for name, value in fields]
