"""Deleting a status to write it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.decoding import MISSING
from ..core.drafts import Draft, PollFields
from ..core.errors import (
    ApiError,
    LossyEditError,
    NetworkError,
    NotFoundError,
    RedraftError,
    ServerError,
    UnexpectedAnswerError,
)
from ..core.flow import Flow
from ..core.operation import Operations, operation
from ..core.server import EVERY, SNAC
from ..core.session import Session
from ..text import plain_text
from .editing import SHORTEST_POLL, hides_totals
from .references import StatusRef
from .statuses import Statuses

if TYPE_CHECKING:
    from ..models import Poll, Status, StatusSource
    from ..models.entity import Entity

NO_SOURCE = frozenset({404, 405, 501})
"""How servers answer that do not tell the source of a status."""
NO_POLL: PollFields = {
    "poll_options": None,
    "poll_expires_in": None,
    "poll_multiple": None,
    "poll_hide_totals": None,
}


class Redrafts(Operations):
    """Statuses that are written anew."""

    @operation(
        uses=["DELETE /api/v1/statuses/{id}", "GET /api/v1/statuses/{id}", "GET /api/v1/statuses/{id}/source"],
        scope="read:statuses write:statuses",
        servers=EVERY - SNAC,
    )
    def delete_and_redraft(self, status: StatusRef) -> Flow[Draft]:
        """Delete one of your statuses, and give what it was made of, to be mended and posted again::

            draft = client.delete_and_redraft(status)
            draft["status"] = draft["status"].replace("elefant", "elephant")
            client.post_status(**draft)

        Favourites, boosts and the votes of a poll go with it, and replies lose what they answer; ``edit_status`` keeps
        them. Its media can be shown again for some time (a day on Mastodon). A poll is as long again as it was.

        Args:
            status: the status, or its ID.

        Raises:
            LossyEditError: a part of it could not be read as the server sent it, and would be lost; it is not deleted.
            NotFoundError: no such status, or it is not yours.
            NotSupportedError: the server deletes no statuses this way (snac); it is still there.
            RedraftError: the server did not say whether it was deleted; the error has the draft.
        """
        current = yield from Statuses.get_status.flow(self, status)
        source = yield from _source(self, current.id)
        draft = _draft(self.session, current, source)
        try:
            deleted = yield from Statuses.delete_status.flow(self, current.id)
        except (NetworkError, ServerError, NotFoundError, UnexpectedAnswerError) as error:
            if not (yield from _is_gone(self, current.id, draft, error)):
                raise
        else:
            if source is None and deleted.text is not None:
                draft["status"] = deleted.text
        return draft


def _is_gone(owner: Operations, status_id: str, draft: Draft, error: ApiError | NetworkError) -> Flow[bool]:
    """Whether a status was deleted, though the answer to that was lost or none.

    Raises:
        RedraftError: nobody can tell.
    """
    try:
        yield from Statuses.get_status.flow(owner, status_id)
    except NotFoundError:
        return True
    except (ApiError, NetworkError):
        raise RedraftError(f"it is not known whether status {status_id} was deleted: {error}", draft=draft) from error
    return False


def _source(owner: Operations, status_id: str) -> Flow[StatusSource | None]:
    """A status as it was typed, where the server tells that."""
    try:
        return (yield from Statuses.get_status_source.flow(owner, status_id))
    except ApiError as error:
        if error.status in NO_SOURCE:
            return None
        raise


def _draft(session: Session, status: Status, source: StatusSource | None) -> Draft:
    """What a status is made of, if all of it could be read."""
    text = plain_text(status.content, status.mentions) if status.text is None else status.text
    warning = status.spoiler_text
    if source is not None:
        text, warning = _whole(session, source, "text"), _whole(session, source, "spoiler_text")
    shown = [_whole(session, media, "id") for media in _whole(session, status, "media_attachments")]
    return {
        "status": text,
        "visibility": _whole(session, status, "visibility"),
        "media_ids": shown or None,
        "sensitive": _whole(session, status, "sensitive"),
        "spoiler_text": warning or None,
        "in_reply_to_id": _whole(session, status, "in_reply_to_id"),
        "language": status.language,
        "quoted_status_id": _quoted(status),
        "content_type": getattr(source, "content_type", None) or status.content_type,
        "local_only": status.local_only or None,
        **_poll(session, status),
    }


def _whole(session: Session, entity: Entity, field: str) -> Any:
    """A field that must not be lost.

    Raises:
        LossyEditError: it could not be read, or not whole.
    """
    spoilt = {path: received for path, received in entity.drift.items() if path.partition("[")[0] == field}
    if spoilt or field not in entity.__dict__:
        sent = session.redact(repr(next(iter(spoilt.values()), MISSING)))
        raise LossyEditError(
            f"{session.host} sent {type(entity).__name__}.{field} as {sent:.60}, which cannot be read and would be "
            "lost; the status was not deleted"
        )
    return entity.__dict__[field]


def _quoted(status: Status) -> str | None:
    quote = status.quote
    if quote is None:
        return status.quote_id
    return quote.quoted_status_id or (quote.quoted_status.id if quote.quoted_status else status.quote_id)


def _poll(session: Session, status: Status) -> PollFields:
    """A poll like that of a status, as long as it was."""
    poll: Poll | None = _whole(session, status, "poll")
    if poll is None:
        return NO_POLL
    options = [_whole(session, option, "title") for option in _whole(session, poll, "options")]
    ends = _whole(session, poll, "expires_at")
    length = 0 if ends is None else round((ends - status.created_at).total_seconds())
    return {
        "poll_options": options,
        "poll_expires_in": max(SHORTEST_POLL, length),
        "poll_multiple": _whole(session, poll, "multiple"),
        "poll_hide_totals": hides_totals(session, poll),
    }
