"""Requests that no declaration covers, made as all others are: ``client.request``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypedDict, get_origin

from .buckets import bucket_of
from .call import build_request, decode, exchange
from .decoding import adapter_for
from .encoding import file_part, sendable
from .errors import ConfigurationError
from .flow import Flow
from .options import with_options
from .paging import Turn, turn
from .plan import call, with_query
from .retry import Retry
from .session import Session
from .shapes import is_mapping
from .wire import FileLike, Reply

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
CALLED_HERE = {"params": "query", "json": "body", "data": "body", "content": "body"}
"""What parts of a request are called elsewhere, and here."""


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
        ConfigurationError: the method is none of HTTP's, the path leads to another server, a header would replace the
            token, or an option has no such value.
        TypeError: a part is unknown, or is of another type than it should be.
    """
    check_parts(method, path, into, parts)
    session = with_options(session, {name: value for name, value in parts.items() if name in ("retry", "timeout")})
    plain = not any(character <= " " or character == "\x7f" for character in sendable(path, "the path"))
    within = session.path_of(path) if plain and path.startswith(("/", session.base_url)) else None
    if method.upper() not in METHODS or within is None:
        raise ConfigurationError(
            f"{method} {session.redact(path)!r:.100} is no request to {session.host}: give a path such as '/api/v1/x'"
        )
    where = with_query(within, parts.get("query"))
    files = {name: file_part(file) for name, file in (parts.get("files") or {}).items()}
    body, headers = parts.get("body"), parts.get("headers")
    method = method.upper()
    bucket = bucket_of(method, where)
    value, reply = yield from call(session, method, where, into, body=body, files=files, headers=headers, bucket=bucket)
    if into is None and reply.body:
        return decode(session, Any, build_request(session, method, where), reply)
    if get_origin(into) is not list:
        return value
    return make_page("request", turn(session, where, value, reply.headers, "link"), partial(_fetch, session, into))


def check_parts(method: Any, path: Any, into: Any, parts: Mapping[str, Any]) -> None:
    """Refuse a request that cannot be made, or whose answer could not be read, before anything is sent.

    Raises:
        ConfigurationError: a header would replace the token.
        TypeError: a part is unknown, or is of another type than it should be.
    """
    for name in parts.keys() - RequestParts.__annotations__.keys():
        hint = f"; {name}= is called {CALLED_HERE[name]}= here" if name in CALLED_HERE else ""
        raise TypeError(f"request() got an unexpected keyword argument {name!r}{hint}")
    for name, text in (("method", method), ("path", path)):
        if not isinstance(text, str):
            raise TypeError(f"{name} must be a str, not {type(text).__name__} {text!r:.60}")
    for name in ("query", "body", "files", "headers"):
        value = parts.get(name)
        if value is not None and not is_mapping(value):
            raise TypeError(f"{name} must be a mapping, such as {{'name': 'value'}}, not {type(value).__name__}")
    headers: Mapping[Any, Any] = parts.get("headers") or {}
    for name, value in headers.items():
        if not isinstance(name, str) or not isinstance(value, str):
            raise TypeError(f"a header is a name and a value, both str, not {name!r:.60} and {type(value).__name__}")
        if name.lower() == "authorization":
            raise ConfigurationError("the token is the client's; for another one, make another client")
    check_into(into)


def check_into(into: Any) -> None:
    """Refuse what no answer can be decoded into.

    Raises:
        TypeError: it is no type.
    """
    if into is None or into in (bytes, str):
        return
    try:
        adapter = adapter_for(into)
        if not adapter.pydantic_complete:
            adapter.rebuild(raise_errors=True)
        complete = not isinstance(into, str)
    except Exception:  # pydantic's errors for what it knows no schema of have no common base
        complete = False
    if not complete:
        raise TypeError(f"into must be a type, such as Status or list[Status], not {into!r:.60}") from None


def _fetch(session: Session, into: Any, path: str) -> Flow[Turn[Any]]:
    request = build_request(session, "GET", path)
    reply: Reply = yield from exchange(session, request)
    return turn(session, path, decode(session, into, request, reply), reply.headers, "link")
