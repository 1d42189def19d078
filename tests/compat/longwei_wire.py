"""What longwei and its front send, and what they make of the answers, over a server that answers both alike."""

from __future__ import annotations

import email
import email.policy
import json
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import httpx2
import longwei

from howdah.compat import longwei as front

from .longwei_answers import answer_for, comparable
from .longwei_arguments import arguments_for

Answer = Callable[[httpx2.Request], httpx2.Response]
Sent = tuple[str, str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
PACKAGES: dict[str, Any] = {"longwei": longwei, "howdah": front}


@dataclass
class Run:
    """What came of one call.

    Attributes:
        sent: the requests: method, path, parameters of the query and of the body, in order of their names.
        result: what it gave, as plain data; the error's class and status if it failed.
        state: what the client holds afterwards.
    """

    sent: list[Sent] = field(default_factory=list[Sent])
    result: Any = None
    state: dict[str, Any] = field(default_factory=dict[str, Any])


STATE = (
    "instance",
    "instance_type",
    "max_status_len",
    "max_attachments",
    "max_att_size",
    "supported_mime_types",
    "pagination",
    "ratelimit_limit",
    "ratelimit_remaining",
)


def client_of(package: Any, answer: Answer, instance_type: str = "Mastodon") -> Any:
    """A client of longwei or of the front, whose requests a function answers; and the requests."""
    transport = httpx2.MockTransport(answer)
    if package is front:
        client = front.APClient("example.org", "token", client=httpx2.AsyncClient(transport=transport))
    else:
        client = longwei.APClient("example.org", "token")
        client.client = httpx2.AsyncClient(transport=transport)
    client.instance_type = instance_type
    return client


async def run(package: Any, method: str, answer: Answer, given: dict[str, Any], instance_type: str = "Mastodon") -> Run:
    """Call a method, and see what it sends and gives."""
    seen = Run()

    def noted(request: httpx2.Request) -> httpx2.Response:
        seen.sent.append(read(request))
        return answer(request)

    client = client_of(package, noted, instance_type)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            seen.result = comparable(await getattr(client, method)(**given))
    except package.ActivityPubError as error:
        seen.result = {"(error)": type(error).__name__, "status": error.status_code, "says": str(error)}
    seen.state = {name: getattr(client, name) for name in STATE}
    await client.close()
    return seen


LINKS = '<https://example.org/x?max_id=21&limit=2>; rel="next", <https://example.org/x?min_id=29>; rel="prev"'
BUDGET = {
    "x-ratelimit-limit": "300",
    "x-ratelimit-remaining": "288",
    "x-ratelimit-reset": "2026-11-21T23:59:59.123456Z",
}
NO_PAGES = {
    "get_account_aliases",
    "get_account_featured_tags",
    "get_account_lists",
    "get_announcements",
    "get_custom_emojis",
    "get_familiar_followers",
    "get_filter_keywords",
    "get_filter_statuses",
    "get_filters",
    "get_filters_v2",
    "get_follow_suggestions",
    "get_instance_activity",
    "get_instance_domain_blocks",
    "get_instance_peers",
    "get_instance_rules",
    "get_lists",
    "get_pleroma_reactions",
    "get_relationships",
    "get_status_history",
    "search_accounts",
}
"""Lists that come whole."""


def usual(method: str, kind: str) -> Answer:
    """Answers a method with what it returns; what longwei asks where no server has it, as longwei would have it.

    Args:
        method: the method.
        kind: what kind of server this is; a Pleroma has no rate limit to tell of.
    """
    document = answer_for(method)
    paged = (isinstance(document, list) and method not in NO_PAGES) or method == "get_notifications_v2"
    headers = {**(BUDGET if kind == "Mastodon" else {}), **({"link": LINKS} if paged else {})}

    def answer(request: httpx2.Request) -> httpx2.Response:
        path = request.url.path
        told: Any = document
        if path == "/api/v2/suggestions":
            told = [{"source": "featured", "account": account} for account in document]
        elif path == "/api/v1/accounts/verify_credentials" or (
            path == "/api/v1/accounts/1" and method != "get_account"
        ):
            uris = {"also_known_as_uris": answer_for("get_account_aliases")}
            told = {**answer_for("get_account"), "moved": answer_for("get_account"), "source": uris}
        elif method == "post_status" and b"scheduled_at" in request.content:
            told = answer_for("update_scheduled_status")
        elif path == "/api/v1/statuses/2" and method == "edit_status":
            told = {**document, "poll": None}
        return httpx2.Response(200, json=told, headers=headers)

    return answer


async def both(method: str, *, full: bool, instance_type: str = "Mastodon", answer: Answer | None = None) -> list[Run]:
    """The same call on longwei and on the front."""
    return [
        await run(
            package,
            method,
            answer or usual(method, instance_type),
            arguments_for(package, method, full=full),
            instance_type,
        )
        for package in PACKAGES.values()
    ]


def read(request: httpx2.Request) -> Sent:
    """A request as data."""
    query = tuple(sorted(parse_qsl(request.url.query.decode(), keep_blank_values=True)))
    body = tuple(sorted((name, _moment(value)) for name, value in _body(request)))
    return request.method, request.url.raw_path.decode().partition("?")[0], query, body


def _moment(value: str) -> str:
    """A time as it is in UTC; anything else as it is."""
    try:
        return datetime.fromisoformat(value).astimezone(UTC).isoformat() if "T" in value else value
    except ValueError:
        return value


def _body(request: httpx2.Request) -> list[tuple[str, str]]:
    content, kind = request.content, request.headers.get("content-type", "")
    if kind.startswith("multipart/"):
        message = email.message_from_bytes(f"content-type: {kind}\r\n\r\n".encode() + content, policy=email.policy.HTTP)
        return [_part(part) for part in message.iter_parts()]
    if kind.startswith("application/json"):
        return list(_as_form("", json.loads(content)))
    return parse_qsl(content.decode(), keep_blank_values=True)


def _as_form(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """A JSON body as the form that says the same."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _as_form(f"{name}[{key}]" if name else key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _as_form(f"{name}[]", inner)
    else:
        yield name, value if isinstance(value, str) else json.dumps(value)


def _part(part: Any) -> tuple[str, str]:
    name = part.get_param("name", header="content-disposition")
    payload: bytes = part.get_payload(decode=True)
    if part.get_filename() is None:
        return name, payload.decode()
    return name, f"({part.get_content_type()}, {len(payload)} bytes)"
