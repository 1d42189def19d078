"""Howdah's errors as Mastodon.py's: what a program catches, with Howdah's own, which say more, as the cause."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from http import HTTPStatus

from ...core.errors import (
    ApiError,
    ConfigurationError,
    MediaError,
    NetworkError,
    OutcomeUnknownError,
    RatelimitError,
    RequestTimeoutError,
    UnexpectedAnswerError,
)
from .errors import (
    MastodonAPIError,
    MastodonBadGatewayError,
    MastodonError,
    MastodonFileNotFoundError,
    MastodonGatewayTimeoutError,
    MastodonIllegalArgumentError,
    MastodonInternalServerError,
    MastodonNetworkError,
    MastodonNotFoundError,
    MastodonRatelimitError,
    MastodonReadTimeout,
    MastodonServerError,
    MastodonServiceUnavailableError,
    MastodonUnauthorizedError,
)

BY_STATUS: dict[int, type[MastodonAPIError]] = {
    401: MastodonUnauthorizedError,
    404: MastodonNotFoundError,
    500: MastodonInternalServerError,
    502: MastodonBadGatewayError,
    503: MastodonServiceUnavailableError,
    504: MastodonGatewayTimeoutError,
}


def refusal(error: Exception) -> MastodonError | None:
    """An error as Mastodon.py raises it; ``None`` if it has none for that."""
    if isinstance(error, OutcomeUnknownError) and isinstance(error.__cause__, ApiError):
        return refusal(error.__cause__)
    if isinstance(error, RatelimitError):
        return MastodonRatelimitError("Hit rate limit.")
    if isinstance(error, ApiError):
        return _refused(error)
    if isinstance(error, RequestTimeoutError):
        return MastodonReadTimeout("Could not complete request: " + str(error))
    if isinstance(error, NetworkError):
        return MastodonNetworkError("Could not complete request: " + str(error))
    if isinstance(error, FileNotFoundError):
        return MastodonFileNotFoundError(f"Could not load media file {error.filename!r}: {error}")
    if isinstance(error, MastodonError):
        return None
    if isinstance(error, (ConfigurationError, MediaError, TypeError, ValueError)):
        return MastodonIllegalArgumentError(str(error))
    return None


def _refused(error: ApiError) -> MastodonAPIError:
    if isinstance(error, UnexpectedAnswerError) and error.status < 400:
        return MastodonAPIError("Could not parse response as JSON", error.status, str(error))
    kind = BY_STATUS.get(error.status) or (MastodonServerError if error.status >= 500 else MastodonAPIError)
    try:
        reason = HTTPStatus(error.status).phrase
    except ValueError:
        reason = ""
    said = error.error or ("Endpoint not found." if error.status == 404 else None)
    return kind("Mastodon API returned error", error.status, reason, said)


@contextmanager
def refusals() -> Generator[None]:
    """Raise Howdah's errors as Mastodon.py's."""
    try:
        yield
    except Exception as error:
        known = refusal(error)
        if known is None:
            raise
        raise known from error
