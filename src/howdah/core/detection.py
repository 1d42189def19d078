"""Finding out which server answers: NodeInfo first, then the instance's own page."""

from __future__ import annotations

import json
from typing import Any

from .call import build_request, exchange
from .errors import ApiError, NetworkError, NotSupportedError
from .flow import Flow
from .server import EVERY, Server, from_instance, named
from .session import Session
from .shapes import is_json_array, is_json_object


def get_server(session: Session) -> Flow[Server]:
    """Which software and version the server is; asked once and remembered.

    Raises:
        ApiError: the server says nowhere what it is.
        NetworkError: it cannot be reached.
    """
    if session.server is not None:
        return session.server
    server = yield from _from_nodeinfo(session)
    if server is None:
        server = yield from _from_instance_page(session)
    session.server = server
    return server


def _from_nodeinfo(session: Session) -> Flow[Server | None]:
    links = yield from _get_json(session, "/.well-known/nodeinfo")
    for link in _list(links.get("links")):
        rel, href = str(link.get("rel")), link.get("href")
        path = session.path_of(href) if isinstance(href, str) and "nodeinfo" in rel else None
        if path is None:
            continue
        software = (yield from _get_json(session, path)).get("software")
        if is_json_object(software):
            return Server(str(software.get("name", "unknown")).lower(), str(software.get("version", "")))
    return None


def _from_instance_page(session: Session) -> Flow[Server]:
    for path in ("/api/v2/instance", "/api/v1/instance"):
        instance = yield from _get_json(session, path)
        if isinstance(instance.get("version"), str):
            return from_instance(instance["version"], str(instance.get("source_url", "")))
    raise ApiError(f"{session.host} does not say which software it is", url=session.base_url)


def _get_json(session: Session, path: str) -> Flow[dict[str, Any]]:
    """A JSON object from the server, or an empty one where it has none to give there."""
    request = build_request(session, "GET", path)
    try:
        reply = yield from exchange(session, request)
        document = json.loads(reply.body)
    except (ApiError, ValueError, RecursionError):
        return {}
    return document if is_json_object(document) else {}


def _list(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if is_json_object(item)] if is_json_array(value) else []


def explain_missing(session: Session, servers: frozenset[str], added: str, error: ApiError) -> Flow[ApiError]:
    """The error to raise for an operation that failed: ``NotSupportedError`` where this server does not offer it.

    Args:
        session: whose server it is.
        servers: which servers have the operation.
        added: since which version of Mastodon.
        error: what the server answered.
    """
    unspoken = error.status == 422 and not error.body  # snac's answer to a POST that it does not know
    if error.status not in (404, 405, 501) and not unspoken:
        return error
    known = servers >= EVERY and added.strip("0.") == ""
    if not known and session.server is None and "unidentified" not in session.learned:
        try:
            yield from get_server(session)
        except (ApiError, NetworkError):
            session.learned["unidentified"] = True
    server = session.server
    supported = None if server is None else server.supports(servers, added)
    if supported is not False and (error.status == 404 or unspoken):
        return error
    since = f" {added} or later" if added.strip("0.") and "mastodon" in servers else ""
    have = named(servers).replace("Mastodon", f"Mastodon{since}")
    return error.told_as(
        NotSupportedError,
        f"{error} (this is offered by {have or 'no known server'}; {session.host} is {server or 'unknown'})",
    )
