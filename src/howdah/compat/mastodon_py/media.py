"""Files."""

from __future__ import annotations

from typing import Any, cast

from .calling import Calls, calls, operation_named
from .conversion import converter
from .files import file_to_send, named_file
from .identities import unpack_id
from .refusals import refusals
from .return_types import MediaAttachment
from .types_base import IdType, PathOrFile


class Media(Calls):
    """Files."""

    @calls("get_media", "3.1.4", "3.1.4", id="media_id")
    def media(self, id: MediaAttachment | IdType) -> MediaAttachment:
        """Fetch a file's data; its URL is there once it is processed."""
        ...

    def media_post(
        self,
        media_file: PathOrFile,
        mime_type: str | None = None,
        description: str | None = None,
        focus: tuple[float, float] | None = None,
        file_name: str | None = None,
        thumbnail: PathOrFile | None = None,
        thumbnail_mime_type: str | None = None,
        synchronous: bool = False,
    ) -> MediaAttachment:
        """Upload a file, to be attached to a status.

        Args:
            media_file: a path, bytes or a file.
            mime_type: its type; it has to be given where neither the file nor its name tells.
            description: what it shows or says, for those who cannot see or hear it.
            focus: the point that previews keep in sight, from -1 to 1 from left to right and from bottom to top.
            file_name: the name under which it is uploaded; by default one made at random.
            thumbnail: a picture to show instead of a sound or video.
            thumbnail_mime_type: its type.
            synchronous: wait until the server has processed it.

        Raises:
            MastodonFileNotFoundError: there is no such file.
            MastodonIllegalArgumentError: its type cannot be told.
        """
        with refusals():
            file = named_file(media_file, mime_type, file_name)
            picture = None if thumbnail is None else named_file(thumbnail, thumbnail_mime_type).source
        values: dict[str, Any] = {
            "file": file.source,
            "mime_type": file.content_type,
            "description": description,
            "focus": focus,
            "thumbnail": picture,
            "file_name": file.file_name,
        }
        given = {name: value for name, value in values.items() if value is not None}
        self._check_version("1.0.0", "3.2.0")
        wait = {"wait": None if synchronous else 0}
        result = self._perform(operation_named("post_media"), converter(MediaAttachment), given | wait)
        return cast(MediaAttachment, result)

    def media_update(
        self,
        id: MediaAttachment | IdType,
        description: str | None = None,
        focus: tuple[float, float] | None = None,
        thumbnail: PathOrFile | None = None,
        thumbnail_mime_type: str | None = None,
    ) -> MediaAttachment:
        """Change what is said of a file that is on no status yet.

        Args:
            id: the file.
            description: what it shows or says.
            focus: the point that previews keep in sight, from -1 to 1.
            thumbnail: a picture to show instead of a sound or video.
            thumbnail_mime_type: its type.
        """
        values: dict[str, Any] = {
            "media_id": unpack_id(id),
            "description": description,
            "focus": focus,
            "thumbnail": file_to_send(thumbnail, thumbnail_mime_type),
        }
        self._check_version("2.3.0", "3.2.0")
        return self._operate("update_media", MediaAttachment, values)
