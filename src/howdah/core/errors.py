"""One tree of exceptions, ``ActivityPubError`` at its root; no error ever holds a token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from .problems import Problem, read_problems

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import Status
    from .drafts import Draft
    from .lost_post import LostPost
    from .rate_headers import RateLimit


def _restore(kind: type[BaseException], args: tuple[Any, ...], state: dict[str, Any]) -> BaseException:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


Told = TypeVar("Told", bound="ApiError")


class ActivityPubError(Exception):
    """Anything that goes wrong between Howdah and a server.

    Attributes:
        retryable: whether the same call may succeed later without being changed.
        cursor: where a walk through pages can be resumed, if this error ended one.
    """

    retryable: bool = False
    cursor: str | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, self.__dict__)


class ConfigurationError(ActivityPubError, ValueError):
    """A client was asked for something that cannot be: a malformed address, an unknown policy, plain HTTP."""


class MissingExtraError(ActivityPubError, ImportError):
    """A part of Howdah needs a package that is not installed; the message names the extra that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an extra that is not installed: pip install 'howdah[{extra}]'")
        self.extra = extra


class CredentialsError(ConfigurationError):
    """Stored credentials cannot be read, written or used; the message says why, and never what they are."""


class UnknownAccountError(CredentialsError):
    """No such account is stored, or it is not clear which is meant; the message names those that are.

    Attributes:
        known: the handles of all that are stored.
    """

    def __init__(self, message: str, *, known: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.known = tuple(known)


class ExposedCredentialsError(CredentialsError):
    """Credentials that others on this machine can read, and that are therefore refused.

    Attributes:
        path: the file or folder.
        remedy: the command that puts it right.
    """

    def __init__(self, message: str, *, path: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.path = path
        self.remedy = remedy


class NetworkError(ActivityPubError):
    """No answer came: the server could not be reached, or the connection broke or timed out.

    Attributes:
        method: the request's HTTP method.
        url: where it went.
        sent: whether the request may have reached the server whole.
        stale: whether it went over a connection kept from an earlier request, which ended without a word.
    """

    retryable = True
    stale: bool = False

    def __init__(self, message: str, *, method: str = "", url: str = "", sent: bool = True) -> None:
        super().__init__(message)
        self.method = method
        self.url = url
        self.sent = sent


class RequestTimeoutError(NetworkError):
    """The server took longer than the client's ``timeout``."""


class OutcomeUnknownError(NetworkError):
    """A post may or may not have been carried out, and sending it again might do it twice.

    Where a status was posted or scheduled, ``client.confirm_post(error)`` finds out which it is.

    Attributes:
        idempotency_key: the key the request carried; on Mastodon, repeating the call with it within the hour is safe.
        post: what was to be posted, for ``confirm_post``; ``None`` where it was something else than a status.
    """

    retryable = False
    post: LostPost | None = None

    def __init__(self, message: str, *, method: str = "", url: str = "", idempotency_key: str | None = None) -> None:
        super().__init__(message, method=method, url=url, sent=True)
        self.idempotency_key = idempotency_key


class PostedAtOnceError(ActivityPubError):
    """A status was to be posted later, and the server posted it at once.

    Attributes:
        status: the status as it was posted; ``delete_status`` takes it back.
    """

    def __init__(self, message: str, *, status: Status) -> None:
        super().__init__(message)
        self.status = status


class ThreadError(ActivityPubError):
    """A thread was posted in part; given to ``post_thread`` as ``resume``, with the same parts, it is gone on with.

    Attributes:
        posted: the statuses that are there, in order.
        index: which part was not posted, or may not have been, counted from 0.
        error: why.
        keys: the idempotency keys of all parts.
    """

    def __init__(self, *, posted: Sequence[Status], keys: Sequence[str], error: Exception) -> None:
        not_there = "may be posted or not" if isinstance(error, OutcomeUnknownError) else "was not posted"
        super().__init__(f"part {len(posted) + 1} of {len(keys)} {not_there}: {error}")
        self.posted = tuple(posted)
        self.index = len(posted)
        self.error = error
        self.keys = tuple(keys)
        self.retryable = getattr(error, "retryable", False)


class RedraftError(ActivityPubError):
    """Nobody can tell whether a status was deleted that was to be written anew.

    Attributes:
        draft: what it was made of, for ``post_status(**draft)`` once it is gone.
    """

    def __init__(self, message: str, *, draft: Draft) -> None:
        super().__init__(message)
        self.draft = draft


class LossyEditError(ActivityPubError):
    """An edit would lose a part of the status that the server sent in a form that cannot be read; nothing was changed.

    Attributes:
        parts: the arguments of ``edit_status`` that say what is to be there; with them the edit is made.
    """

    def __init__(self, message: str, *, parts: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.parts = parts


class MediaError(ActivityPubError):
    """A file cannot be uploaded, or an upload cannot be used."""


class FileTooLargeError(MediaError):
    """A file is larger than the server takes; known before it is sent where the server says how much it takes.

    Attributes:
        size: the file's size in bytes, if known.
        limit: how many bytes the server takes, if it says.
    """

    def __init__(self, message: str, *, size: int | None = None, limit: int | None = None) -> None:
        super().__init__(message)
        self.size = size
        self.limit = limit


class UnsupportedFileTypeError(MediaError):
    """The server says that it takes no files of this type; the file was not sent.

    Attributes:
        mime_type: what the file is taken for.
        supported: the MIME types that the server takes.
    """

    def __init__(self, message: str, *, mime_type: str = "", supported: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.mime_type = mime_type
        self.supported = supported


class TooManyFilesError(MediaError):
    """A status is to show more files than the server allows; none of them was sent.

    Attributes:
        count: how many there are.
        limit: how many the server allows.
    """

    def __init__(self, message: str, *, count: int = 0, limit: int = 0) -> None:
        super().__init__(message)
        self.count = count
        self.limit = limit


class UnrepeatableFileError(MediaError):
    """A file that can be read but once was offered where the server takes none.

    Where it takes them is tried first from then on, so that the same upload may succeed with the file opened anew.
    """


class MediaNotReadyError(MediaError):
    """A file was uploaded, but the server had not finished processing it when the time was up.

    Attributes:
        media_id: its ID; ``get_media`` tells when it is ready.
    """

    retryable = True

    def __init__(self, message: str, *, media_id: str = "") -> None:
        super().__init__(message)
        self.media_id = media_id


class ApiError(ActivityPubError):
    """The server answered, but not with what was asked for.

    Attributes:
        status: HTTP status code.
        method: the request's HTTP method.
        url: where it went.
        error: the server's own short word for what is wrong, if it gave one.
        description: the server's longer explanation, if it gave one.
        details: anything more that the server said, as parsed JSON.
        headers: the response's headers.
        body: the first bytes of the answer.
        rate_limit: what the answer said of the rate limit, if anything.
        repeated: whether an earlier attempt of the same call failed without an answer, and may have been carried out.
    """

    repeated: bool = False

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        method: str = "",
        url: str = "",
        error: str | None = None,
        description: str | None = None,
        details: Any = None,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        rate_limit: RateLimit | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.method = method
        self.url = url
        self.error = error
        self.description = description
        self.details = details
        self.headers: Mapping[str, str] = headers if headers is not None else {}
        self.body = body
        self.rate_limit = rate_limit

    def told_as(self, kind: type[Told], message: str) -> Told:
        """The same answer as an error of another kind, which says more of what it means."""
        return kind(
            message,
            status=self.status,
            method=self.method,
            url=self.url,
            error=self.error,
            description=self.description,
            details=self.details,
            headers=self.headers,
            body=self.body,
            rate_limit=self.rate_limit,
        )


class ClientError(ApiError):
    """The server refused the request as it stands (4xx)."""


class UnauthorizedError(ClientError):
    """The token is missing, wrong, revoked, or belongs to an app where a user's is needed (401)."""


class ForbiddenError(ClientError):
    """The account or the token's scopes do not allow this (403)."""


class NotFoundError(ClientError):
    """There is no such thing, or this account may not see it (404)."""


class NotSupportedError(NotFoundError):
    """This server does not offer the operation; the message says which servers do (404, 405 or 501)."""


class ConflictError(ClientError):
    """The request contradicts the present state (409)."""


class GoneError(ClientError):
    """It existed and is gone for good (410)."""


class UnprocessedError(ClientError):
    """The server understood the request and found it invalid (422)."""

    @property
    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """What is wrong with each value, by its name, where the server says so: Mastodon does when signing up."""
        return read_problems(self.details)


class MediaProcessingError(MediaError, UnprocessedError):
    """A file was uploaded, and the server could not process it (422).

    Attributes:
        media_id: its ID.
    """

    media_id: str = ""


class MediaGoneError(MediaError, NotFoundError):
    """An upload was gone before the server had finished processing it (404 or 410).

    Attributes:
        media_id: its ID.
    """

    media_id: str = ""


class RatelimitError(ClientError):
    """The rate limit is spent (429, or known to be so before asking).

    Attributes:
        retry_after: seconds until asking again makes sense, if known.
        bucket: which of the server's limits it is: ``general``, ``paging``, ``media``, ``delete``, ``post``,
            ``follow`` or ``report``.
    """

    retryable = True

    def __init__(self, message: str, *, retry_after: float | None = None, bucket: str = "general", **rest: Any) -> None:
        super().__init__(message, **rest)
        self.retry_after = retry_after
        self.bucket = bucket

    @property
    def limit(self) -> int | None:
        """Calls allowed per window."""
        return self.rate_limit.limit if self.rate_limit else None

    @property
    def remaining(self) -> int | None:
        """Calls left in this window."""
        return self.rate_limit.remaining if self.rate_limit else None

    @property
    def reset(self) -> datetime | None:
        """When the window ends, as an aware ``datetime``."""
        return self.rate_limit.reset if self.rate_limit else None


class ServerError(ApiError):
    """The server, or something in front of it, failed (5xx)."""


class UnexpectedAnswerError(ApiError):
    """A successful answer that is not what the endpoint gives: HTML, broken JSON, another shape, too large."""


class SchemaDriftError(UnexpectedAnswerError):
    """In strict mode: a field that is not as declared.

    Attributes:
        entity: name of the entity.
        field: the field, as a path from the entity.
        value: what the server sent there.
    """

    def __init__(self, message: str, *, entity: str = "", field: str = "", value: Any = None, **rest: Any) -> None:
        super().__init__(message, **rest)
        self.entity = entity
        self.field = field
        self.value = value


class RedirectRefusedError(ApiError):
    """The server points elsewhere, and following would take the request to another origin or out of HTTPS."""


class SchemaDriftWarning(UserWarning):
    """A server sent a field in a form that its entity does not have; the field fell back to its default."""


BY_STATUS: Mapping[int, type[ApiError]] = {
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    410: GoneError,
    422: UnprocessedError,
    429: RatelimitError,
}


def error_class(status: int) -> type[ApiError]:
    """The exception for an HTTP status."""
    if status in BY_STATUS:
        return BY_STATUS[status]
    if 400 <= status < 500:
        return ClientError
    return ServerError if status >= 500 else ApiError
