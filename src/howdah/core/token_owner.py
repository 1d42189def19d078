"""Telling that a token belongs to an app, where a server refuses what only a user can do."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .call import build_request, exchange
from .errors import ApiError, NetworkError
from .flow import Flow
from .oauth_errors import AppTokenError
from .session import Session

Owner: TypeAlias = Literal["user", "app", "unknown"]

OWNER_LEARNED = "whose token it is"
REFUSALS = frozenset({401, 422})
"""What servers answer to an app's token, and to much else."""


def explain_refusal(session: Session, error: ApiError) -> Flow[ApiError]:
    """The error to raise for what needs a user's token and was refused: ``AppTokenError`` if the token is an app's.

    Whose it is is asked once; it takes a request or two.
    """
    if error.status not in REFUSALS or session.token is None:
        return error
    if OWNER_LEARNED not in session.learned:
        session.learned[OWNER_LEARNED] = yield from _find_owner(session)
    if session.learned[OWNER_LEARNED] != "app":
        return error
    return error.told_as(
        AppTokenError,
        f"{error}: this token belongs to an app, not a user; log in to get one of a user",
    )


def _find_owner(session: Session) -> Flow[Owner]:
    if (yield from _accepted(session, "/api/v1/accounts/verify_credentials")):
        return "user"
    if (yield from _accepted(session, "/api/v1/apps/verify_credentials")):
        return "app"
    return "unknown"


def _accepted(session: Session, path: str) -> Flow[bool]:
    try:
        yield from exchange(session, build_request(session, "GET", path))
    except (ApiError, NetworkError):
        return False
    return True
