"""Requests that no declaration covers, made as all others are: ``client.request``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypedDict, get_origin

from .buckets import bucket_of
from .call import build_request, decode, exchange
from .encoding import file_part, sendable
from .errors import ConfigurationError
from .flow import Flow
from .options import with_options
from .paging import Turn, turn
from .plan import call, with_query
from .retry import Retry
from .session import Session
from .wire import FileLike, Reply

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


class RequestParts(TypedDict, total=False):
    """What a request consists of besides its method and path.

    Attributes:
        query: parameters for the query.
        body: parameters for the body.
        files: files for the body.
        headers: further headers.
        retry: what is tried again, otherwise than by the client.
        timeout: seconds to wait for a connection, for each read and each write; ``None`` waits for ever.
    """

    query: Mapping[str, Any]
    body: Mapping[str, Any]
    files: Mapping[str, FileLike]
    headers: Mapping[str, str]
    retry: Retry
    timeout: float | None


MakePage = Callable[[str, Turn[Any], Callable[[str], Flow[Turn[Any]]]], Any]
"""Makes a page of the client's kind: its listing's name, what it holds, and what fetches another."""


def custom_request(
    session: Session,
    make_page: MakePage,
    method: str,
    path: str,
    into: Any,
    parts: RequestParts,
) -> Flow[Any]:
    """Make a request and decode its answer; a list is a page that knows its way on, ``None`` gives the JSON as it is.

    Raises:
        ConfigurationError: the method is none of HTTP's, the path leads to another server, or an option has no such
            value.
    """
    session = with_options(session, {name: value for name, value in parts.items() if name in ("retry", "timeout")})
    plain = not any(character <= " " or character == "\x7f" for character in sendable(path, "the path"))
    within = session.path_of(path) if plain and path.startswith(("/", session.base_url)) else None
    if method.upper() not in METHODS or within is None:
        raise ConfigurationError(
            f"{method} {session.redact(path)!r:.100} is no request to {session.host}: give a path such as '/api/v1/x'"
        )
    where = with_query(within, parts.get("query"))
    files = {name: file_part(file) for name, file in parts.get("files", {}).items()}
    body, headers = parts.get("body"), parts.get("headers")
    method = method.upper()
    bucket = bucket_of(method, where)
    value, reply = yield from call(session, method, where, into, body=body, files=files, headers=headers, bucket=bucket)
    if into is None and reply.body:
        return decode(session, Any, build_request(session, method, where), reply)
    if get_origin(into) is not list:
        return value
    return make_page("request", turn(session, where, value, reply.headers, "link"), partial(_fetch, session, into))


def _fetch(session: Session, into: Any, path: str) -> Flow[Turn[Any]]:
    request = build_request(session, "GET", path)
    reply: Reply = yield from exchange(session, request)
    return turn(session, path, decode(session, into, request, reply), reply.headers, "link")
