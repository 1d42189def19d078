"""What happens to one call, in order: a place within the limit, the request, its reply or error, another try."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from .buckets import is_paged
from .decoding import Asked, unexpected
from .errors import (
    ApiError,
    NetworkError,
    OutcomeUnknownError,
    RatelimitError,
    RedirectRefusedError,
    error_class,
)
from .flow import Flow, Sleep, send
from .limits import Quota
from .rate_headers import RateLimit, read_rate_limit, read_retry_after
from .retry import SAFE_METHODS, Attempt, Outcome
from .server import from_headers
from .session import Session, check_headers
from .shapes import is_json_object
from .window import Wait
from .wire import Multipart, Reply, Request

logger = logging.getLogger("howdah")

Repeat: TypeAlias = Literal["always", "keyed", "never"]
"""Whether a request can be sent twice: doing it twice is doing it once; by its idempotency key; not at all."""

MOST_REDIRECTS = 5
MOST_REFUSALS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})


def build_request(
    session: Session,
    method: str,
    path: str,
    body: bytes | Multipart | None = None,
    content_type: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Request:
    """A request to the session's own server, with its token."""
    all_headers = dict(session.headers)
    if session.token is not None:
        all_headers["authorization"] = f"Bearer {session.token}"
    if isinstance(body, Multipart):
        content_type = body.content_type
    if content_type is not None:
        all_headers["content-type"] = content_type
    if headers:
        check_headers(headers)
        all_headers.update((name.lower(), value) for name, value in headers.items())
    return Request(method, session.base_url + path, all_headers, body, session.timeout)


def exchange(session: Session, request: Request, bucket: str = "general", repeat: Repeat = "keyed") -> Flow[Reply]:
    """Make one request, as often as it takes and is safe; give the successful reply.

    Args:
        session: whose call it is.
        request: what to send.
        bucket: the rate limit it counts against.
        repeat: whether a request that may have arrived can be sent again, where its method alone does not say so.

    Raises:
        ApiError: the server refused or failed.
        NetworkError: no answer came.
        OutcomeUnknownError: it may have been carried out, and cannot be sent again safely.
    """
    if session.renew is not None:
        yield from session.renew(request)
    if isinstance(request.body, Multipart):
        yield from _take_out_metadata(session, request.body)
    attempts = _Attempts(session, request)
    try:
        reply = yield from _exchange(session, request, bucket, repeat, attempts)
    except (ApiError, NetworkError) as error:
        attempts.over("unknown" if isinstance(error, OutcomeUnknownError) else "failed", error)
        raise
    attempts.over("succeeded")
    return reply


def _take_out_metadata(session: Session, body: Multipart) -> Flow[None]:
    from .picture_metadata import take_out_metadata  # most programs send no pictures

    yield from take_out_metadata(session, body)


class _Attempts:
    """Tells whoever wants to know of each attempt of a call."""

    __slots__ = ("_number", "_request", "_session", "_under_way")

    def __init__(self, session: Session, request: Request) -> None:
        self._session = session
        self._request = request
        self._number = 0
        self._under_way = False

    def begin(self) -> None:
        """The request is about to be sent."""
        self._number += 1
        self._under_way = True

    def over(self, outcome: Outcome, error: ApiError | NetworkError | None = None, wait: float = 0.0) -> None:
        """Tell what came of it."""
        tell = self._session.retry.on_attempt
        if tell is None or not self._under_way:
            return
        self._under_way = False
        request = self._request
        try:
            tell(Attempt(self._number, request.method, self._session.redact(request.url), outcome, error, wait))
        except Exception:
            logger.exception("on_attempt failed")


def _exchange(session: Session, request: Request, bucket: str, repeat: Repeat, attempts: _Attempts) -> Flow[Reply]:
    retry = session.retry
    quota = session.limiter.quota(session.base_url, session.token)
    if bucket == "general" and is_paged(request.url):
        bucket = "paging"
    attempt = refusals = 0
    spent = 0.0
    maybe_done = False
    request = _on_its_own_connection(session, request, repeat)
    while True:
        wait = quota.acquire(bucket)
        if wait is not None:
            yield from _wait_for_place(session, quota, bucket, request, wait)
        attempts.begin()
        began = session.clock.monotonic()
        try:
            reply, about = yield from _send(session, quota, request, bucket)
            if reply.status < 300:
                return reply
            failure: ApiError | NetworkError = reply_error(session, request, reply, about)
        except NetworkError as error:
            failure = _noted(session, request, error)
        spent += session.clock.monotonic() - began
        if isinstance(failure, ApiError):
            failure.repeated = maybe_done
        unknowable = maybe_done and not _repeats_harmlessly(request, repeat)
        if isinstance(failure, RatelimitError):
            refusals += 1
            if _hopeless(session, failure, refusals, request):
                raise _unknown(session, request, failure) if unknowable else failure
            attempts.over("again", failure, failure.retry_after or 0.0)
            continue
        attempt += 1
        if not failure.retryable:
            raise _unknown(session, request, failure) if unknowable else failure
        if not (yield from _harmless(session, request, failure, repeat)):
            raise _unknown(session, request, failure)
        maybe_done = maybe_done or not isinstance(failure, NetworkError) or failure.sent
        delay = _pause(session, attempt, failure)
        if attempt >= retry.attempts or spent + delay > retry.budget or not _resendable(request):
            unknowable = maybe_done and not _repeats_harmlessly(request, repeat)
            raise _unknown(session, request, failure) if unknowable else failure
        logger.info("trying again in %.1f s: %s", delay, failure)
        attempts.over("again", failure, delay)
        request = _on_its_own_connection(session, request, repeat)
        yield Sleep(delay)
        spent += delay


def _pause(session: Session, attempt: int, failure: ApiError | NetworkError) -> float:
    """Seconds until the next attempt; none where only the connection was too old."""
    if isinstance(failure, NetworkError):
        return 0.0 if failure.stale and attempt == 1 else session.retry.delay(attempt)
    return session.retry.delay(attempt, read_retry_after(failure.headers, session.clock.time()))


def _on_its_own_connection(session: Session, request: Request, repeat: Repeat) -> Request:
    """A request that must not be lost with a connection that was kept goes over a new one.

    That is one that cannot be sent again, to a server that may end its connections without a word.
    """
    if request.fresh or _repeats_harmlessly(request, repeat):
        return request
    server = session.server
    if server is not None and server.keeps_idempotency_keys and "idempotency-key" in request.headers:
        return request
    if server is None and "connections end" not in session.learned:
        return request
    return replace(request, fresh=True)


def _noted(session: Session, request: Request, error: NetworkError) -> NetworkError:
    """The same error without the token, should that be part of the URL or of what was said."""
    if session.redact(request.url) != request.url:
        error.__cause__ = error.__context__ = None  # a transport's own error may name the URL
    if error.stale:
        session.learned["connections end"] = True
    error.args = tuple(session.redact(part) if isinstance(part, str) else part for part in error.args)
    error.url = session.redact(error.url)
    return error


def _resendable(request: Request) -> bool:
    return not isinstance(request.body, Multipart) or request.body.repeatable


def _repeats_harmlessly(request: Request, repeat: Repeat) -> bool:
    """Whether carrying the request out twice is carrying it out once."""
    return request.method in SAFE_METHODS or repeat == "always"


def _wait_for_place(session: Session, quota: Quota, bucket: str, request: Request, wait: Wait) -> Flow[None]:
    waiting: Wait | None = wait
    try:
        while waiting is not None:
            if waiting.hopeless:
                raise RatelimitError(
                    f"{session.host}: the {waiting.bucket} rate limit is spent for another {waiting.opens_in:.0f} s",
                    retry_after=waiting.opens_in,
                    bucket=waiting.bucket,
                    method=request.method,
                    url=session.redact(request.url),
                    rate_limit=quota.state(waiting.bucket),
                )
            if waiting.announce:
                quota.announce(waiting)
            yield Sleep(waiting.seconds)
            waiting = quota.acquire(bucket, waiting)
    finally:
        if waiting is not None:
            quota.leave(waiting)


def _hopeless(session: Session, failure: RatelimitError, refusals: int, request: Request) -> bool:
    """Whether a 429 ends the call."""
    limiter = session.limiter
    too_long = failure.retry_after is not None and failure.retry_after > limiter.longest
    return limiter.policy == "raise" or too_long or refusals >= MOST_REFUSALS or not _resendable(request)


def _send(session: Session, quota: Quota, request: Request, bucket: str) -> Flow[tuple[Reply, str]]:
    """Send, follow redirects within the server's own origin, and tell the limiter; give the bucket it is about, too."""
    answer: Reply | None = None
    spent = True
    hops = 0
    try:
        while True:
            reply = yield from _send_once(session, request)
            if reply.status not in REDIRECTS:
                break
            hops += 1
            request = _redirected(session, request, reply, hops)
        answer = reply
    except NetworkError as error:
        spent = error.sent or hops > 0
        raise
    finally:
        about = quota.release(bucket, answer, spent=spent)
    return reply, about


def _send_once(session: Session, request: Request) -> Flow[Reply]:
    for asking in session.on_request:
        asking(request)
    if request.check is not None:
        request.check()
    began = session.clock.monotonic()
    reply = yield from send(request)
    if logger.isEnabledFor(logging.DEBUG):
        took = (session.clock.monotonic() - began) * 1000
        logger.debug("%s %s: %d, %.0f ms", request.method, session.redact(request.url), reply.status, took)
    if session.server is None:
        session.server = from_headers(reply.headers)
    for answered in session.on_response:
        answered(request, reply)
    return reply


def _refused_for(session: Session, reply: Reply, said: RateLimit | None) -> float | None:
    asked = read_retry_after(reply.headers, session.clock.time())
    if asked is None and said is not None and said.reset is not None:
        asked = max(0.0, said.reset.timestamp() - session.clock.time())
    return asked


def _redirected(session: Session, request: Request, reply: Reply, hops: int) -> Request:
    location = reply.headers.get("location", "")
    path = session.path_of(location, request.url) if location else None
    keeps_method = request.method in ("GET", "HEAD") or reply.status in (307, 308)
    resendable = not isinstance(request.body, Multipart) or request.body.repeatable
    if path is None or not keeps_method or not resendable or hops > MOST_REDIRECTS:
        why = (
            "it redirected too often already"
            if hops > MOST_REDIRECTS
            else "if the server has moved, use its new address"
        )
        raise RedirectRefusedError(
            f"{session.host} redirects {request.method} {session.redact(request.url)} to "
            f"{session.redact(location)!r:.200}, which is not followed; {why}",
            status=reply.status,
            method=request.method,
            url=session.redact(request.url),
            headers=session.redact_headers(reply.headers),
        )
    return replace(request, url=session.base_url + path)


def _harmless(session: Session, request: Request, failure: ApiError | NetworkError, repeat: Repeat) -> Flow[bool]:
    """Whether sending the request again cannot carry it out twice."""
    if _repeats_harmlessly(request, repeat):
        return True
    if isinstance(failure, NetworkError) and not failure.sent:
        return True
    if repeat == "never" or "idempotency-key" not in request.headers:
        return False
    if session.server is None:
        yield from _look_up_server(session)
    return session.server is not None and session.server.keeps_idempotency_keys


def _look_up_server(session: Session) -> Flow[None]:
    # Detection makes calls, so it stands above this module; only a lost post needs it from here.
    from .detection import get_server

    try:
        yield from get_server(session)
    except (ApiError, NetworkError):
        logger.debug("cannot tell which server %s is", session.host)


def _unknown(session: Session, request: Request, failure: Exception) -> OutcomeUnknownError:
    key = request.headers.get("idempotency-key")
    return outcome_unknown(session, request.method, session.redact(request.url), key, failure)


def outcome_unknown(
    session: Session, method: str, url: str, key: str | None, failure: Exception
) -> OutcomeUnknownError:
    """The error for what may or may not have been done.

    Args:
        session: whose call it was.
        method: the request's HTTP method.
        url: where it went, without a token.
        key: its idempotency key, if it had one.
        failure: why nobody can tell.
    """
    error = OutcomeUnknownError(
        f"{session.host}: {method} {url} may or may not have been carried out, and "
        f"sending it again might do it twice ({failure})",
        method=method,
        url=url,
        idempotency_key=key,
    )
    error.__cause__ = failure
    return error


def reply_error(
    session: Session, request: Request, reply: Reply, bucket: str = "general", *, authorized: bool | None = None
) -> ApiError:
    """The exception for a reply that is no success.

    Args:
        session: whose call it was.
        request: what was sent, as it may be shown.
        reply: the reply.
        bucket: the part of the rate limit that it counted for.
        authorized: whether a token was sent; by default, whether the request shows one in its headers.
    """
    shown = session.redact(reply.body.decode("utf-8", "replace"))
    error, description, details = _explained(shown)
    now = session.clock.time()
    url = session.redact(request.url)
    said = ": ".join(part for part in (error, description) if part) or _first_words(reply)
    if authorized is None:
        authorized = "authorization" in request.headers
    if reply.status == 401 and not authorized:
        said += " (no access token was given)"
    message = session.redact(f"{session.host} answered {reply.status} to {request.method} {url}: {said}")
    kind = error_class(reply.status)
    fields: dict[str, Any] = {
        "status": reply.status,
        "method": request.method,
        "url": url,
        "error": error,
        "description": description,
        "details": details,
        "headers": session.redact_headers(reply.headers),
        "body": shown[:1000].encode(),
        "rate_limit": read_rate_limit(reply.headers, now),
    }
    if kind is RatelimitError:
        fields["retry_after"] = _refused_for(session, reply, fields["rate_limit"])
        fields["bucket"] = bucket
    made = kind(message, **fields)
    made.retryable = reply.status in session.retry.statuses
    return made


def _explained(body: str) -> tuple[str | None, str | None, Any]:
    """The server's own words: a short error, a longer description, and whatever else it said."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None, None, None
    if not is_json_object(document):
        return _text(document), None, document
    said = document
    error, description = said.get("error"), said.get("error_description")
    details = said.get("details")
    if is_json_object(error):
        details = error
        error = details.get("message") or details.get("name")
    if details is None:
        details = {key: value for key, value in said.items() if key not in ("error", "error_description")} or None
    return _text(error), _text(description), details


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _first_words(reply: Reply) -> str:
    if not reply.body:
        return "nothing more"
    return repr(reply.body[:80].decode("utf-8", "replace"))


def decode(session: Session, into: Any, request: Request, reply: Reply) -> Any:
    """Decode a reply into a type, or ignore its body where the type is ``None``.

    Raises:
        UnexpectedAnswerError: the body is not what was asked for.
    """
    if into is None or into is type(None):
        return None
    redact = _unsaid if getattr(into, "secretive", False) else session.redact
    asked = Asked(session.host, request.method, session.redact(request.url), redact)
    if len(reply.body) > session.max_body:
        raise unexpected("is too large", reply, asked)
    return session.decoder.decode(into, reply, asked)


def _unsaid(_: str) -> str:
    return "***"
