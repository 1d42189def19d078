"""Posting what an event leads to: once, however often the bot is killed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ..api.confirmation import Confirmation
from ..api.posting import KEY_KEPT
from ..api.statuses import Statuses
from ..core.detection import get_server
from ..core.errors import OutcomeUnknownError
from ..core.flow import Flow, do
from ..core.lost_post import LostPost, lost_post
from ..core.operation import Operations
from .journal import BegunPost, Journal

if TYPE_CHECKING:
    from ..models import Status

TOO_OLD = KEY_KEPT - timedelta(minutes=5)
"""How old a post may be for its key to be relied on."""


def post_for(owner: Operations, journal: Journal, key: str, text: str, **settings: Any) -> Flow[Status]:
    """Post a status that an event has led to, or give the one that an earlier run has posted.

    Args:
        owner: whose account it is.
        journal: remembers what was begun.
        key: the same for the same post of the same event, and of no other.
        text: what it says.
        settings: what else ``post_status`` takes.

    Raises:
        OutcomeUnknownError: nobody can know whether it was posted.
        ApiError: the server does not take it.
        NetworkError: no answer came.
    """
    begun = yield from do(lambda: journal.post(key))
    if begun is None or not (yield from _is_known_by_key(owner, begun)):
        if begun is not None:
            posted = yield from _posted_before(owner, key, begun)
            if posted is not None:
                status: Status = posted
                yield from do(lambda: journal.end_post(key, status.id))
                return status
        # Also where an earlier run has begun it: what may be lost now, and be looked for next, is what it says now.
        body: dict[str, Any] = {name: str(settings[name]) for name in _KNOWN_BY if settings.get(name)}
        body.update(status=text, media_ids=["file"] * len(settings.get("media") or ()))
        now = owner.session.clock.time()
        yield from do(lambda: journal.begin_post(key, now, body))
    status = yield from _post(owner, text, {**settings, "idempotency_key": key})
    yield from do(lambda: journal.end_post(key, status.id))
    return status


_KNOWN_BY = frozenset({"spoiler_text", "visibility", "in_reply_to_id"})


def _post(owner: Operations, text: str, settings: dict[str, Any]) -> Flow[Status]:
    try:
        return (yield from Statuses.post_status.flow(owner, text, **settings))
    except OutcomeUnknownError as error:
        confirmed = yield from Confirmation.confirm_post.flow(owner, error)
        if confirmed.status is not None:
            return confirmed.status
    return (yield from Statuses.post_status.flow(owner, text, **settings))


def _is_known_by_key(owner: Operations, begun: BegunPost) -> Flow[bool]:
    """Whether it may be sent again, because the server knows it by its key."""
    if begun.status_id is not None:
        return False
    server = yield from get_server(owner.session)
    age = owner.session.clock.time() - begun.begun
    return server.keeps_idempotency_keys and age < TOO_OLD.total_seconds()


def _posted_before(owner: Operations, key: str, begun: BegunPost) -> Flow[Status | None]:
    """The status that an earlier run has posted; ``None`` if it has not."""
    if begun.status_id is not None:
        return (yield from Statuses.get_status.flow(owner, begun.status_id))
    error = OutcomeUnknownError("the bot was killed while it was posting", idempotency_key=key)
    error.post = _lost(begun, key)
    confirmed = yield from Confirmation.confirm_post.flow(owner, error)
    return confirmed.status


def _lost(begun: BegunPost, key: str) -> LostPost:
    return replace(lost_post(begun.body, begun.begun, key), given_up=datetime.fromtimestamp(begun.begun, UTC))
