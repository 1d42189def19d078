"""What real servers answered, as Mastodon.py and Howdah's front read it.

Each recorded answer is played to every method that asks for its path, by a server on loopback that plays it to both.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from .side_by_side.comparing import Comparison, Difference, Pairs
from .side_by_side.script import Outcome, Script, run
from .side_by_side.servers import Answer, Playing, serving

SHARED = Path(__file__).parents[2].parent / "shared"
RECORDED = SHARED / "recorded"
API = SHARED / "api"
ORIGIN = "https://server.example"


NOT_PLAYED = {
    "stream_user", "stream_public", "stream_local", "stream_hashtag", "stream_list", "stream_direct",
    "stream_user_notifications", "stream_open_websocket", "log_in", "create_app", "create_account",
    "auth_request_url", "instance", "instance_nodeinfo", "search", "stream_healthy", "status_card",
    "status_reply", "suggestions",
    "timeline", "revoke_access_token", "oauth_userinfo", "follows", "await_async_refresh",
}  # fmt: skip
"""What asks for several things, one after the other, or has no answer; these are compared elsewhere."""
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
EXAMPLES: dict[str, Any] = {
    "account_id": 1,
    "account_ids": [1],
    "acct": "alice",
    "choices": [0],
    "comment": "x",
    "context": ["home"],
    "domain": "x.example",
    "email": "x@x.example",
    "encrypt_params": {"pubkey": b"\x04" + b"1" * 64, "auth": b"2" * 16},
    "end_at": MOMENT,
    "endpoint": "https://push.example/1",
    "filter_action": "warn",
    "id": 1,
    "ids": [1],
    "ip": "192.0.2.1",
    "keyword": "x",
    "last_read_ids": [1],
    "media_file": b"\x89PNG\r\n\x1a\n....",
    "name": "x",
    "phrase": "x",
    "q": "x",
    "quote_approval_policy": "public",
    "scheduled_at": MOMENT,
    "severity": "no_access",
    "start_at": MOMENT,
    "status": "x",
    "status_id": 1,
    "timelines": ["home"],
    "title": "x",
    "url": "https://x.example",
    "version_str": "4.0.0",
    "timeline": "public",
}  # fmt: skip
"""What is given for parameters that have no default and are not in the path."""
OPTIONS: dict[str, dict[str, Any]] = {
    "admin_create_canonical_email_block": {"email": "x@x.example"},
    "admin_domain_blocks": {},
    "media_post": {"mime_type": "image/png"},
}


class Exchange(NamedTuple):
    """A question and its answer."""

    server: str
    number: int
    method: str
    path: str
    answer: Answer


class Call(NamedTuple):
    """A method that asks this question, with arguments."""

    exchange: Exchange
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def recorded(server: str) -> Iterator[Exchange]:
    """All that a server was asked."""
    for number, entry in enumerate(json.loads((RECORDED / f"{server}.json").read_bytes())):
        body = entry["body"]
        content = body.encode() if isinstance(body, str) and not says_json(entry["headers"]) else body
        if content is None and not says_json(entry["headers"]):
            content = b""
        path = entry["path"].partition("?")[0]
        headers = {name: value.replace(ORIGIN, "{host}") for name, value in entry["headers"].items()}
        yield Exchange(server, number, entry["method"], path, Answer(entry["status"], content, headers))


def says_json(headers: Mapping[str, str]) -> bool:
    """Whether the answer was JSON."""
    return "json" in headers.get("content-type", "")


@dataclass(frozen=True)
class Route:
    """Which method of ``Mastodon`` asks for which path."""

    name: str
    verb: str
    path: re.Pattern[str]


def routes() -> list[Route]:
    """Every request that a method makes."""
    functions = json.loads((API / "client_methods.json").read_bytes())
    functions += json.loads((API / "client_methods_newer.json").read_bytes())["functions"]
    found = {
        (function["name"], operation)
        for function in functions
        if function["system"] == "mastodon.py"
        for operation in function["operations"]
    }
    return [
        Route(name, verb, re.compile(re.sub(r"\\\{[^}]*\\\}", "([^/]+)", re.escape(path)) + "/?"))
        for name, operation in sorted(found)
        for verb, path in [operation.split(" ")]
        if name not in NOT_PLAYED and (name, verb) != ("media_post", "GET")
    ]


def calls_for(exchanges: Sequence[Exchange], client: type) -> Iterator[Call]:
    """Every call that asks what was asked."""
    known = routes()
    literal = {route.path.pattern.removesuffix("/?").replace("\\", "") for route in known if not route.path.groups}
    for exchange in exchanges:
        for route in known:
            met = route.path.fullmatch(exchange.path)
            method = getattr(client, route.name, None)
            if met is None or route.verb != exchange.method or method is None:
                continue
            if met.groups() and exchange.path in literal:
                continue
            wanted = [
                parameter.name
                for parameter in list(inspect.signature(method).parameters.values())[1:]
                if parameter.default is parameter.empty
            ]
            if len(met.groups()) > len(wanted):
                continue
            args = [*met.groups(), *(EXAMPLES[name] for name in wanted[len(met.groups()) :])]
            yield Call(exchange, route.name, tuple(args), OPTIONS.get(route.name, {}))


@dataclass
class Compared:
    """What came of it."""

    exchanges: int
    answered: int
    methods: set[str]
    differences: list[Difference]


def compare_recorded(server: str, one: str, other: str) -> Compared:
    """Play all that a server has said to two libraries."""
    exchanges = list(recorded(server))
    calls = list(calls_for(exchanges, importlib.import_module(one).Mastodon))
    comparison = Comparison(Pairs(((), ())))
    always = {(each.method, each.path.rstrip("/")): each.answer for each in exchanges if "/instance" in each.path}
    outcomes = [play(calls, library, always) for library in (one, other)]
    answered = {call.exchange.number for call, outcome in zip(calls, outcomes[0], strict=True) if outcome.requests}
    for call, mine, yours in zip(calls, *outcomes, strict=True):
        comparison.outcomes(f"{server} {call.exchange.number} {call.exchange.path} {call.name}", mine, yours)
    return Compared(len(exchanges), len(answered), {call.name for call in calls}, comparison.differences)


def play(calls: Sequence[Call], library: str, always: Mapping[tuple[str, str], Answer]) -> list[Outcome]:
    """What a library makes of each answer.

    Args:
        calls: what is called.
        library: on which library.
        always: what the server says of itself whenever it is asked.
    """
    module = importlib.import_module(library)
    now: list[Exchange] = []

    def answer_to(method: str, path: str) -> Answer:
        asked = method, path.rstrip("/")
        if asked == (now[0].method, now[0].path.rstrip("/")):
            return now[0].answer
        return always.get(asked, Answer(404, {"error": "not now"}))

    outcomes = []
    with serving(lambda _: Playing(answer_to), dated=False) as (url, recorder):
        for call in calls:
            now[:] = [call.exchange]
            script = Script()
            someone = script.person(
                "someone", access_token="a-secret-of-ours", api_base_url=url, ratelimit_method="throw"
            )
            getattr(someone, call.name)(*call.args, **call.kwargs)
            given = {"library": module, "Mastodon": module.Mastodon}
            outcomes.append(list(run(script, given, recorder.take, library).values())[-1])
    return outcomes
