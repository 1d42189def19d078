"""What every transport does with an answer: collect it within its limits, or say why there is none."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..core.errors import NetworkError, RequestTimeoutError, UnexpectedAnswerError
from ..core.wire import Request

if TYPE_CHECKING:
    from . import TransportOptions

PATIENCE = 10
"""How many times its timeout a whole response may take, from the moment that the request is out."""


class Body:
    """Collects a response's body.

    Args:
        request: what is being answered.
        limit: bytes beyond which the body is not taken.
    """

    __slots__ = ("_chunks", "_limit", "_request", "_size", "_until")

    def __init__(self, request: Request, limit: int) -> None:
        self._request = request
        self._limit = limit
        self._until = None if request.timeout is None else time.monotonic() + PATIENCE * request.timeout
        self._chunks: list[bytes] = []
        self._size = 0

    def add(self, chunk: bytes) -> None:
        """Take a chunk.

        Raises:
            UnexpectedAnswerError: the body is too large.
            RequestTimeoutError: it comes too slowly.
        """
        self._size += len(chunk)
        if self._size > self._limit:
            raise unexpected_answer(self._request, f"the answer is larger than {self._limit} bytes")
        if self._until is not None and time.monotonic() > self._until:
            raise no_answer(self._request, "the answer comes too slowly", timed_out=True)
        self._chunks.append(chunk)

    def joined(self) -> bytes:
        """The whole body."""
        return self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)


def no_answer(
    request: Request, why: str, *, timed_out: bool = False, sent: bool = True, retryable: bool = True
) -> NetworkError:
    """The exception for a request that got no answer.

    Args:
        request: what was to be answered.
        why: what happened.
        timed_out: whether it is the client that gave up.
        sent: whether the request may have reached the server.
        retryable: whether trying again can help; with a certificate that nobody vouches for it cannot.
    """
    kind = RequestTimeoutError if timed_out else NetworkError
    error = kind(f"{request.method} {request.url}: {why}", method=request.method, url=request.url, sent=sent)
    error.retryable = retryable
    return error


def no_such_host(request: Request, said: str, options: TransportOptions, *, passing: bool) -> NetworkError:
    """The exception for a server, or a proxy on the way to it, whose name leads nowhere.

    Args:
        request: what was to be sent.
        said: what the system says of it.
        options: how it was to be sent.
        passing: whether the look-up failed for a reason that may pass.
    """
    whose = repr(urlsplit(request.url if options.proxy is None else options.proxy).hostname)
    what = "cannot be looked up at the moment" if passing else "does not exist; is its name right?"
    return no_answer(request, f"{whose} {what} ({said})", sent=False, retryable=passing)


def unexpected_answer(request: Request, what: str) -> UnexpectedAnswerError:
    """The exception for an answer that is not read any further."""
    message = f"{request.method} {request.url}: {what}"
    return UnexpectedAnswerError(message, method=request.method, url=request.url)
