"""Howdah's errors as longwei's."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from ...core import errors as howdah
from ...core.oauth_errors import AuthorizationError
from . import exceptions as longwei
from .constants import RESPONSE_TEXT_MAX_LENGTH

BY_STATUS: dict[int, type[longwei.ActivityPubError]] = {
    401: longwei.UnauthorizedError,
    403: longwei.ForbiddenError,
    404: longwei.NotFoundError,
    409: longwei.ConflictError,
    410: longwei.GoneError,
    422: longwei.UnprocessedError,
}


@contextmanager
def as_longwei_raises() -> Generator[None]:
    """Raise longwei's errors in the place of Howdah's, which stay their causes."""
    try:
        yield
    except howdah.ActivityPubError as error:
        raise longwei_error(error) from error
    except ValueError as error:  # an argument that no request can be made of
        raise longwei.ClientError(message=str(error)) from error


def longwei_error(error: howdah.ActivityPubError) -> longwei.ActivityPubError:
    """The error that longwei's users know for one of Howdah's."""
    refused = error.__context__ if isinstance(error, AuthorizationError) else None
    if isinstance(refused, howdah.ApiError):
        return _class_of(refused.status)(**_answered(refused))
    if isinstance(error, howdah.RatelimitError):
        return longwei.RatelimitError(**_ratelimit(error))
    if isinstance(error, howdah.ApiError) and error.status:
        return _class_of(error.status)(**_answered(error))
    if isinstance(error, howdah.NetworkError):
        return longwei.NetworkError(message=str(error), endpoint=error.url or None, method=error.method or None)
    if isinstance(error, howdah.ApiError):
        return longwei.ApiError(message=str(error), endpoint=error.url or None, method=error.method or None)
    return longwei.ClientError(message=str(error))


def _class_of(status: int) -> type[longwei.ActivityPubError]:
    if status >= 500:
        return longwei.ServerError
    return BY_STATUS.get(status, longwei.ClientError) if status >= 400 else longwei.ApiError


def _ratelimit(error: howdah.RatelimitError) -> dict[str, Any]:
    reset = error.reset
    if reset is None and error.retry_after is not None:
        reset = datetime.now(UTC) + timedelta(seconds=error.retry_after)
    fields = _answered(error)
    if not error.status:  # known to be spent before asking
        fields |= {"status_code": 429, "reason_phrase": None, "message": "Rate limited"}
    return {**fields, "ratelimit_reset": reset, "ratelimit_limit": error.limit}


def _answered(error: howdah.ApiError) -> dict[str, Any]:
    text = _shortened(error.body.decode("utf-8", "replace"))
    unexpected = isinstance(error, (howdah.UnexpectedAnswerError, howdah.RedirectRefusedError))
    return {
        "status_code": error.status,
        "reason_phrase": _phrase(error.status),
        "message": str(error) if unexpected else error.error or text,
        "endpoint": error.url or None,
        "method": error.method or None,
        "request_id": error.headers.get("x-request-id"),
        "response_text": text or None,
    }


def _shortened(text: str) -> str:
    return text if len(text) <= RESPONSE_TEXT_MAX_LENGTH else text[:RESPONSE_TEXT_MAX_LENGTH] + "..."


def _phrase(status: int) -> str | None:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return None
