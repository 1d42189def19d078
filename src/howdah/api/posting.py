"""Posting once: what is posted is remembered, and what may be lost can be found again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from ..core.call import Repeat, outcome_unknown
from ..core.errors import ApiError, OutcomeUnknownError, UnexpectedAnswerError
from ..core.flow import Flow
from ..core.lost_post import LostPost, lost_post
from ..core.operation import call
from ..core.session import Session

T = TypeVar("T")

KEY_KEPT = timedelta(hours=1)
"""How long Mastodon knows a key again."""


def post_once(
    session: Session,
    into: type[T],
    body: Mapping[str, Any],
    key: str | None = None,
    *,
    key_given: bool = False,
    check: Callable[[], None] | None = None,
) -> Flow[T]:
    """Post or schedule a status; where that may be lost, the error can be given to ``confirm_post``.

    Args:
        session: whose call it is.
        into: what the server answers with.
        body: what the status is made of.
        key: what makes it the same post when it is sent again; without one it never is.
        key_given: whether the key is the caller's own, who may have used it before.
        check: called each time that it is about to go out; what it raises keeps it from going.

    Raises:
        OutcomeUnknownError: it may or may not have been posted.
    """
    post = lost_post(body, session.clock.time(), key)
    headers = None if key is None else {"idempotency-key": key}
    repeat: Repeat = "never" if key is None else "keyed"
    try:
        posted, _ = yield from call(
            session,
            "POST",
            "/api/v1/statuses",
            into,
            body=body,
            headers=headers,
            bucket="post",
            repeat=repeat,
            check=check,
        )
    except (OutcomeUnknownError, ApiError) as error:
        lost = _lost(session, error, post, key, key_given=key_given)
        if lost is None:
            raise
        raise lost from (error if lost is not error else error.__cause__)
    session.known.is_post(str(getattr(posted, "id", "")), post.key)
    return posted


def _lost(
    session: Session, error: OutcomeUnknownError | ApiError, post: LostPost, key: str | None, *, key_given: bool
) -> OutcomeUnknownError | None:
    """The error to raise for a post that may have been posted; ``None`` where it cannot have been."""
    if isinstance(error, ApiError):
        if error.status == 500 and key_given:
            # The caller may have posted this before; Mastodon answers 500 to a key that it has seen.
            post.since -= KEY_KEPT
        elif type(error) is not UnexpectedAnswerError:
            return None
        error = outcome_unknown(session, error.method, error.url, key, error)
    post.given_up = datetime.fromtimestamp(session.clock.time(), UTC)
    error.post = post
    return error
