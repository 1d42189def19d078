"""What an edit keeps: the parts of a status that are sent again as they are, if they could be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..core.decoding import MISSING
from ..core.detection import get_server
from ..core.drafts import PollFields
from ..core.errors import LossyEditError
from ..core.flow import Flow
from ..core.session import Session

if TYPE_CHECKING:
    from ..models import Poll, PollOption, Status
    from ..models.entity import Entity

SHORTEST_POLL = 300
"""Seconds; no server lets a poll close sooner."""


def kept(session: Session, entity: Entity, field: str, *parts: str) -> Any:
    """A field as the server sent it, to be sent again.

    Args:
        session: whose call it is.
        entity: what it is a field of.
        field: its name.
        parts: the arguments with which the caller could say himself what it is to be.

    Raises:
        LossyEditError: it could not be read, or not whole.
    """
    spoilt = {path: received for path, received in entity.drift.items() if path.partition("[")[0] == field}
    if spoilt or field not in entity.__dict__:
        raise _lossy(session, entity, spoilt or {field: MISSING}, parts)
    return entity.__dict__[field]


def _lossy(session: Session, entity: Entity, spoilt: Mapping[str, Any], parts: Sequence[str]) -> LossyEditError:
    sent = ", ".join(
        f"{type(entity).__name__}.{path} ({session.redact(repr(received)):.60})" for path, received in spoilt.items()
    )
    return LossyEditError(
        f"{session.host} sent {sent}, which cannot be read and would be lost by the edit; nothing was changed; "
        f"give {' and '.join(parts)} to say what is to be there",
        parts=tuple(parts),
    )


def kept_media(session: Session, status: Status) -> list[str]:
    """The IDs of the media that a status shows.

    Raises:
        LossyEditError: one of them could not be read.
    """
    if "media_attachments" not in status.model_fields_set:
        raise _lossy(session, status, {"media_attachments": MISSING}, ("media_ids",))
    shown = kept(session, status, "media_attachments", "media_ids")
    return [kept(session, media, "id", "media_ids") for media in shown]


def kept_poll(session: Session, status: Status, given: PollFields) -> Flow[PollFields]:
    """What the poll of an edited status is made of: what was given, and the rest as it is, one by one.

    Raises:
        LossyEditError: something that is to stay could not be read.
    """
    missing = [name for name, value in given.items() if value is None]
    taken_away = given["poll_options"] is not None and not given["poll_options"]
    if taken_away or not missing:
        return given
    poll: Poll | None = kept(session, status, "poll", *missing)
    if poll is None:
        return given
    made = given.copy()
    if made["poll_options"] is None:
        made["poll_options"] = [kept(session, one, "title", "poll_options") for one in _options(session, poll)]
    if made["poll_multiple"] is None:
        made["poll_multiple"] = kept(session, poll, "multiple", "poll_multiple")
    if made["poll_hide_totals"] is None:
        made["poll_hide_totals"] = hides_totals(session, poll)
    if made["poll_expires_in"] is None:
        changed = given["poll_options"] is not None
        made["poll_expires_in"] = yield from _time_left(session, poll, changed=changed)
    return made


def _options(session: Session, poll: Poll, part: str = "poll_options") -> list[PollOption]:
    options: list[PollOption] = kept(session, poll, "options", part)
    if not options:
        raise _lossy(session, poll, {"options": options}, (part,))
    return options


def hides_totals(session: Session, poll: Poll) -> bool | None:
    """Whether a poll hides its counts until it closes, as far as it shows that."""
    part = "poll_hide_totals"
    counts = [kept(session, option, "votes_count", part) for option in _options(session, poll, part)]
    hidden = all(count is None for count in counts)
    return True if hidden and not kept(session, poll, "expired", part) else None


def _time_left(session: Session, poll: Poll, *, changed: bool) -> Flow[int]:
    """Seconds until a poll closes, for sending it again with its status.

    For one that has closed there is no such time. GoToSocial would delete its votes for a new one and keeps it as it is
    for none; elsewhere, and where other answers make it another poll, it takes one to be accepted.
    """
    expires_at: datetime | None = kept(session, poll, "expires_at", "poll_expires_in")
    if expires_at is None:
        return 0
    left = round(expires_at.timestamp() - session.clock.time())
    if left <= 0 and not changed and (yield from get_server(session)).family == "gotosocial":
        return 0
    return max(SHORTEST_POLL, left)
