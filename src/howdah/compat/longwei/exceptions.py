"""longwei's exceptions; what Howdah raised is each one's ``__cause__``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any


class ActivityPubError(Exception):
    """Anything that goes wrong between a program and a server.

    Args:
        status_code: HTTP status of the answer, if there was one.
        reason_phrase: what HTTP calls that status.
        message: what the server says of it.
        endpoint: the URL that was asked.
        method: the HTTP method.
        request_id: what the server calls the request, if it says.
        response_text: how the answer begins.

    Attributes:
        occurred_at: when it happened, by this machine's clock.
    """

    def __init__(
        self,
        status_code: int | None = None,
        reason_phrase: str | None = None,
        message: str | None = None,
        *,
        endpoint: str | None = None,
        method: str | None = None,
        request_id: str | None = None,
        response_text: str | None = None,
    ) -> None:
        parts = (
            None if status_code is None else str(status_code),
            reason_phrase,
            f"at {endpoint}" if endpoint else None,
            f"— {message}" if message else None,
        )
        super().__init__(" ".join(part for part in parts if part))
        self.status_code = status_code
        self.reason_phrase = reason_phrase
        self.message = message
        self.endpoint = endpoint
        self.method = method
        self.request_id = request_id
        self.response_text = response_text
        self.occurred_at = datetime.now(UTC)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[ActivityPubError], args: tuple[Any, ...], state: dict[str, Any]) -> ActivityPubError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class NetworkError(ActivityPubError):
    """No answer came."""


class ApiError(ActivityPubError):
    """The answer is not what was asked for."""


class ClientError(ActivityPubError):
    """The server refused the request as it stands (4xx), or it cannot be made."""


class UnauthorizedError(ClientError):
    """The token is missing, wrong or revoked (401)."""


class ForbiddenError(ClientError):
    """The account or the token's scopes do not allow this (403)."""


class NotFoundError(ClientError):
    """There is no such thing, or this account may not see it (404)."""


class ConflictError(ClientError):
    """The request contradicts the present state (409)."""


class GoneError(ClientError):
    """It existed and is gone for good (410)."""


class UnprocessedError(ClientError):
    """The server understood the request and found it invalid (422)."""


class RatelimitError(ClientError):
    """The rate limit is spent (429, or known to be so before asking).

    Attributes:
        ratelimit_reset: when it is full again, if known.
        ratelimit_limit: requests allowed per window, if known.
    """

    def __init__(
        self,
        status_code: int | None = None,
        reason_phrase: str | None = None,
        message: str | None = None,
        *,
        ratelimit_reset: datetime | None = None,
        ratelimit_limit: int | None = None,
        endpoint: str | None = None,
        method: str | None = None,
        request_id: str | None = None,
        response_text: str | None = None,
    ) -> None:
        super().__init__(
            status_code,
            reason_phrase,
            message,
            endpoint=endpoint,
            method=method,
            request_id=request_id,
            response_text=response_text,
        )
        self.ratelimit_reset = ratelimit_reset
        self.ratelimit_limit = ratelimit_limit


class ServerError(ActivityPubError):
    """The server, or something in front of it, failed (5xx)."""
