"""A status that may or may not have been posted: enough of it to know it again."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .shapes import is_array, is_mapping


@dataclass(slots=True)
class LostPost:
    """What ``confirm_post`` looks for; its texts are kept out of its ``repr``, and so out of logs.

    Attributes:
        since: when it can have been posted at the earliest, by this machine's clock.
        status: the text.
        spoiler_text: the content warning.
        visibility: who was to see it, if that was said.
        in_reply_to_id: the status that it answers, if it answers one.
        media: how many uploads it shows.
        poll_options: the answers of its poll.
        scheduled_at: when it was to be posted, if later.
        key: what tells it from all others: its idempotency key, or something made up.
        given_up: when it was given up, by this machine's clock.
    """

    since: datetime
    status: str = field(default="", repr=False)
    spoiler_text: str = field(default="", repr=False)
    visibility: str | None = None
    in_reply_to_id: str | None = None
    media: int = 0
    poll_options: tuple[str, ...] = field(default=(), repr=False)
    scheduled_at: datetime | None = None
    key: str = field(default_factory=lambda: secrets.token_urlsafe(12), repr=False)
    given_up: datetime | None = None


def lost_post(body: Mapping[str, Any], since: float, key: str | None) -> LostPost:
    """What is to be known again of a status that is about to be posted.

    Args:
        body: what it is made of, as it goes over the wire.
        since: the time now, in seconds since 1970.
        key: its idempotency key, if it has one.
    """
    media, poll, reply_to = body.get("media_ids"), body.get("poll"), body.get("in_reply_to_id")
    scheduled_at = body.get("scheduled_at")
    visibility = body.get("visibility")
    post = LostPost(
        datetime.fromtimestamp(since, UTC),
        status=str(body.get("status") or ""),
        spoiler_text=str(body.get("spoiler_text") or ""),
        visibility=None if visibility is None else str(getattr(visibility, "value", visibility)),
        in_reply_to_id=None if reply_to is None else str(getattr(reply_to, "id", reply_to)),
        media=len(list(media)) if is_array(media) else 0,
        poll_options=tuple(str(option) for option in poll.get("options") or ()) if is_mapping(poll) else (),
    )
    if isinstance(scheduled_at, datetime):
        post.scheduled_at = scheduled_at if scheduled_at.tzinfo else scheduled_at.replace(tzinfo=UTC)
    if key is not None:
        post.key = key
    return post
