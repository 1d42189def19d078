"""Statuses, what is done with them, and polls."""

from __future__ import annotations

import random
from datetime import datetime
from typing import IO, Any

import anyio

from ...core.errors import PostedAtOnceError
from .calling import Front, calls
from .constants import INSTANCE_TYPE_PLEROMA, INSTANCE_TYPE_SNAC, MEDIA_POLL_TIMEOUT
from .conventions import takes_positions
from .decoding import sent
from .enums import Visibility
from .exceptions import ClientError, ForbiddenError, NotFoundError
from .models import (
    Account,
    Context,
    MediaAttachment,
    Poll,
    ScheduledStatus,
    Status,
    StatusEdit,
    StatusSource,
    Translation,
)

LONGEST_PAUSE = 3.0
"""Seconds before one of many statuses is deleted."""


class Statuses(Front):
    """Statuses, what is done with them, and polls."""

    instance_type: str

    @calls()
    async def get_status(self, status_id: str) -> Status:
        """Fetch a status."""
        ...

    @calls()
    async def get_status_context(self, status_id: str) -> Context:
        """The thread around a status."""
        ...

    @calls()
    async def get_reblogged_by(self, status_id: str) -> list[Account]:
        """List who boosted a status."""
        ...

    @calls()
    async def get_favourited_by(self, status_id: str) -> list[Account]:
        """List who favourited a status."""
        ...

    @calls()
    async def favourite(self, status_id: str) -> Status:
        """Favourite a status."""
        ...

    @calls()
    async def reblog(self, status_id: str, visibility: Visibility | None = None) -> Status:
        """Boost a status."""
        ...

    @calls()
    async def bookmark(self, status_id: str) -> Status:
        """Bookmark a status."""
        ...

    @calls()
    async def unbookmark(self, status_id: str) -> Status:
        """Take a status off your bookmarks."""
        ...

    @calls()
    async def mute_status(self, status_id: str) -> Status:
        """Have no more notifications of a thread."""
        ...

    @calls()
    async def unmute_status(self, status_id: str) -> Status:
        """Have notifications of a thread again."""
        ...

    @calls()
    async def pin_status(self, status_id: str) -> Status:
        """Pin one of your statuses to your profile."""
        ...

    @calls()
    async def unpin_status(self, status_id: str) -> Status:
        """Pin a status to your profile no more."""
        ...

    @calls()
    async def edit_status(
        self,
        status_id: str,
        status: str,
        *,
        media_ids: list[str] | None = None,
        sensitive: bool | None = None,
        spoiler_text: str | None = None,
        language: str | None = None,
    ) -> Status:
        """Change one of your statuses; its media and its poll stay unless others are given."""
        ...

    @calls()
    async def get_status_history(self, status_id: str) -> list[StatusEdit]:
        """A status as it was after each of its edits, the oldest first."""
        ...

    @calls()
    async def get_status_source(self, status_id: str) -> StatusSource:
        """What a status was written as, to edit it."""
        ...

    @calls()
    async def translate_status(self, status_id: str, lang: str | None = None) -> Translation:
        """A status in another language."""
        ...

    @calls()
    async def get_scheduled_statuses(
        self, max_id: str | None = None, min_id: str | None = None, limit: int | None = None
    ) -> list[ScheduledStatus]:
        """A page of what you will post later."""
        ...

    @calls()
    async def get_scheduled_status(self, scheduled_status_id: str) -> ScheduledStatus:
        """Fetch a scheduled status."""
        ...

    @calls()
    async def update_scheduled_status(self, scheduled_status_id: str, scheduled_at: datetime) -> ScheduledStatus:
        """Post a scheduled status at another time; one without a zone is UTC."""
        ...

    @calls()
    async def delete_scheduled_status(self, scheduled_status_id: str) -> None:
        """Post a scheduled status not at all."""
        ...

    @calls()
    async def update_media(
        self, media_id: str, description: str | None = None, focus: tuple[float, float] | None = None
    ) -> MediaAttachment:
        """Change what is said of an upload, before a status shows it."""
        ...

    @calls()
    async def get_poll(self, poll_id: str) -> Poll:
        """Fetch a poll."""
        ...

    @calls()
    async def vote_poll(self, poll_id: str, choices: list[int]) -> Poll:
        """Vote in a poll; answers are counted from 0."""
        ...

    @takes_positions
    async def post_status(
        self,
        status: str,
        *,
        visibility: Visibility = Visibility.PUBLIC,
        media_ids: list[str] | None = None,
        sensitive: bool = False,
        spoiler_text: str | None = None,
        scheduled_at: datetime | None = None,
        in_reply_to_id: str | None = None,
        language: str | None = None,
        poll_options: list[str] | None = None,
        poll_expires_in: int | None = None,
        poll_multiple: bool = False,
        poll_hide_totals: bool = False,
    ) -> Status:
        """Post a status, or schedule one; it is public unless ``visibility`` says otherwise, as in longwei.

        Args:
            status: its text.
            visibility: who can see it.
            media_ids: IDs from ``post_media``.
            sensitive: whether its media are hidden at first.
            spoiler_text: the warning that its text is hidden behind.
            scheduled_at: post it then, at least five minutes from now; a time without a zone is UTC. What comes back
                then has the ID of the scheduled status, and the rest in ``params``.
            in_reply_to_id: the status that it answers.
            language: its language, as an ISO 639 code.
            poll_options: the answers of a poll.
            poll_expires_in: seconds until the poll closes.
            poll_multiple: whether one may choose several answers.
            poll_hide_totals: whether counts are hidden until it closes.

        Raises:
            UnprocessedError: the server does not take it.
            NetworkError: no answer came; it is not sent again where that could post it twice.
        """
        post: dict[str, Any] = {
            "visibility": visibility,
            "media_ids": media_ids,
            "sensitive": sensitive,
            "spoiler_text": spoiler_text,
            "in_reply_to_id": in_reply_to_id,
            "language": language,
            "poll_options": poll_options,
            "poll_expires_in": poll_expires_in,
            "poll_multiple": poll_multiple,
            "poll_hide_totals": poll_hide_totals,
        }
        said = {"status": status, **{name: value or None for name, value in post.items()}}
        if scheduled_at is None:
            return await self.ask("post_status", Status, said)
        try:
            return await self.ask("schedule_status", Status, {"scheduled_at": scheduled_at, **said})
        except ClientError as error:
            if isinstance(error.__cause__, PostedAtOnceError):
                return Status.model_validate(sent(error.__cause__.status))
            raise

    async def delete_status(self, status: str | Status, delete_only_one: bool = False) -> Status:
        """Delete one of your statuses, after a pause that spreads many of them out.

        On Pleroma a boost is undone instead, and so is what you have boosted or favourited before it is deleted.

        Args:
            status: the status, or its ID.
            delete_only_one: make no pause; otherwise it is of up to three seconds.

        Raises:
            ClientError: the server is a snac, which deletes none; it is not asked.
            NotFoundError: no such status, or it is not yours.
        """
        if self.instance_type == INSTANCE_TYPE_SNAC:
            raise ClientError(message="snac does not support status deletion via the Mastodon API")
        if not delete_only_one:
            await anyio.sleep(random.uniform(0.0, LONGEST_PAUSE))
        if isinstance(status, str) or self.instance_type != INSTANCE_TYPE_PLEROMA:
            return await self._delete(status)
        undone = await self._undo(status)
        if undone is not None and status.reblog is not None:
            return undone
        try:
            return await self._delete(status)
        except (ForbiddenError, NotFoundError):
            if undone is None:
                raise
            return undone

    async def _delete(self, status: str | Status) -> Status:
        return await self.ask("delete_status", Status, {"status": id_of(status)})

    async def _undo(self, status: Status) -> Status | None:
        """Boost and favourite a status no more, if you have."""
        undone = await self.undo_reblog(status) if status.reblogged else None
        return await self.undo_favourite(status) if status.favourited and status.reblog is None else undone

    async def undo_reblog(self, status: str | Status) -> Status:
        """Boost a status no more; of a boost, the status that it boosts."""
        boosted = status.reblog if isinstance(status, Status) and status.reblog else status
        return await self.ask("undo_reblog", Status, {"status": id_of(boosted)})

    async def undo_favourite(self, status: str | Status) -> Status:
        """Favourite a status no more."""
        return await self.ask("undo_favourite", Status, {"status": id_of(status)})

    async def post_media(
        self,
        file: IO[bytes],
        mime_type: str,
        description: str | None = None,
        focus: tuple[float, float] | None = None,
    ) -> MediaAttachment:
        """Upload a file, and wait up to half a minute until the server has processed it.

        Args:
            file: a file open in binary mode.
            mime_type: its MIME type.
            description: what it shows or sounds like (alt text).
            focus: the point of a picture that matters most, x and y from -1.0 to 1.0.

        Raises:
            ClientError: the server takes no such file, or none that large.
        """
        upload = {
            "file": file,
            "mime_type": mime_type,
            "description": description,
            "focus": focus,
            "wait": MEDIA_POLL_TIMEOUT,
        }
        return await self.ask("post_media", MediaAttachment, upload)


def id_of(status: str | Status) -> str:
    """A status's ID."""
    return status if isinstance(status, str) else status.id or ""
