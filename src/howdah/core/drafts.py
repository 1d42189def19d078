"""What statuses are made of, by the names of ``post_status``'s arguments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from ..models import MediaAttachment, Visibility
    from .wire import FileLike


class PollFields(TypedDict):
    """The arguments that make a poll; ``None`` is not given."""

    poll_options: Sequence[str] | None
    poll_expires_in: int | timedelta | None
    poll_multiple: bool | None
    poll_hide_totals: bool | None


class Draft(PollFields):
    """A status that is to be written anew: ``post_status(**draft)`` posts it; ``None`` is not given."""

    status: str
    visibility: Visibility | str | None
    media_ids: Sequence[str] | None
    sensitive: bool | None
    spoiler_text: str | None
    in_reply_to_id: str | None
    language: str | None
    quoted_status_id: str | None
    content_type: str | None
    local_only: bool | None


class ThreadPart(TypedDict, total=False):
    """A part of a thread that is more than a text; each field is an argument of ``post_status``."""

    status: str
    media_ids: Sequence[str | MediaAttachment] | None
    media: Sequence[FileLike] | None
    descriptions: Sequence[str | None] | None
    sensitive: bool | None
    spoiler_text: str | None
    language: str | None
    poll_options: Sequence[str] | None
    poll_expires_in: int | timedelta | None
    poll_multiple: bool | None
    poll_hide_totals: bool | None
    quoted_status_id: str | None
