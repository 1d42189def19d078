"""Media attachments."""

from __future__ import annotations

from typing import Annotated

from .entity import OPEN, Entity, Id
from .enums import MediaType


class MediaFocus(Entity):
    """The point of an image that matters most."""

    x: float | None = None
    """From -1 (left) to 1 (right)."""
    y: float | None = None
    """From -1 (bottom) to 1 (top)."""


class MediaDimensions(Entity):
    """How large or long a file is."""

    width: int | None = None
    """Pixels."""
    height: int | None = None
    """Pixels."""
    size: str | None = None
    """Width and height, as ``640x480``."""
    aspect: float | None = None
    """Width divided by height."""
    frame_rate: str | None = None
    """Frames per second, as a fraction such as ``30/1``."""
    duration: float | None = None
    """Seconds."""
    bitrate: int | None = None
    """Bits per second."""


class MediaColors(Entity):
    """Colours that go with a cover image, as ``#rrggbb``."""

    background: str | None = None
    """For the background."""
    foreground: str | None = None
    """For text."""
    accent: str | None = None
    """For what should stand out."""


class MediaMeta(Entity):
    """What is known about the file of a media attachment."""

    original: MediaDimensions | None = None
    """The file itself."""
    small: MediaDimensions | None = None
    """The preview."""
    focus: MediaFocus | None = None
    """The point that matters most; Mastodon 2.3."""
    colors: MediaColors | None = None
    """Colours of the cover; Mastodon, audio and video."""


class PleromaMedia(Entity):
    """What Pleroma and Akkoma tell about a media attachment beyond Mastodon's fields."""

    mime_type: str | None = None
    """MIME type of the file."""


class MediaAttachment(Entity):
    """A file attached to a status, or uploaded to be."""

    id: Id
    """The attachment."""
    type: Annotated[MediaType | str, OPEN]
    """What kind of file it is."""
    url: str | None = None
    """Address of the file; ``None`` while the server still processes it."""
    preview_url: str | None = None
    """Address of a smaller image of it."""
    remote_url: str | None = None
    """Address of the file on its own server, if that is another one."""
    preview_remote_url: str | None = None
    """Address of the smaller image on its own server; Mastodon and GoToSocial."""
    text_url: str | None = None
    """A shorter address; gone since Mastodon 3.5."""
    meta: MediaMeta | None = None
    """Sizes and the like."""
    description: str | None = None
    """What it shows, in words; Mastodon 2.0."""
    blurhash: str | None = None
    """A blurred preview as a BlurHash; Mastodon 2.8.1 and GoToSocial."""
    pleroma: PleromaMedia | None = None
    """What Pleroma and Akkoma add."""
