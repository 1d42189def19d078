"""Whole conversations with real servers, replayed: Howdah asks what was asked, and understands what was answered.

The operation behind an exchange is found by its method and path, its arguments are made of what was sent. Both clients
make the call, and a server that knows the recording answers.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, cached_property
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, get_args, get_origin
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from tests.both_clients import proxy_for

from howdah import (
    ApiError,
    ClientError,
    ForbiddenError,
    NotFoundError,
    NotSupportedError,
    PostedAtOnceError,
    Reply,
    Request,
    UnauthorizedError,
    UnprocessedError,
)
from howdah.catalogue import declared_operations
from howdah.client import Client
from howdah.core.operation import Listing, Operation
from howdah.core.plan import resolve
from howdah.core.server import NAMES
from howdah.core.wire import Headers
from howdah.models import Status
from howdah.models.entity import Entity
from howdah.testing import FakeClock, FakeRequest, FakeServer
from howdah.testing.requests import read_request

RECORDED = Path(__file__).parents[2].parent / "shared" / "recorded"
pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason=f"there are no recorded conversations in {RECORDED}")

Declared: TypeAlias = Operation[..., Any] | Listing[..., Any]
Document: TypeAlias = dict[str, Any]
Place: TypeAlias = Literal["query", "form"]

ORIGIN = "https://server.example"
MULTIPART = "(multipart)"
"""What the recordings of Mastodon have for a form with files in it."""
PICTURE = b"\x89PNG\r\n\x1a\n...."

LEAST_REPLAYED = {"gotosocial-0.20": 155, "hollo-0.10": 152, "mastodon-4.x": 403, "snac-2.75": 152}
"""How many of the 157, 155, 406 and 155 exchanges."""
LEAST_OPERATIONS = 160
"""How many operations they call."""

RECORDED_AT = {
    "gotosocial-0.20": datetime(2026, 11, 21, 11, 14, tzinfo=UTC),
    "hollo-0.10": datetime(2026, 11, 21, 11, 14, tzinfo=UTC),
    "mastodon-4.x": datetime(2026, 8, 1, 13, 50, tzinfo=UTC),
    "snac-2.75": datetime(2026, 11, 21, 11, 14, tzinfo=UTC),
}
SAYS_IT_IS = {
    "gotosocial-0.20": ("gotosocial", "0.20.0-snapshot"),
    "hollo-0.10": ("unknown", "0.10.0"),  # its NodeInfo, which would tell, is not recorded
    "mastodon-4.x": ("mastodon", "4.6.4"),
    "snac-2.75": ("snac", "2.75"),
}

LEFT_OUT = {
    "HEAD /": "Mastodon.py asks for the home page to compare the clocks; Howdah reads the Date of every answer",
    "hollo-0.10 GET /nodeinfo/2.0": "its list of NodeInfo versions leads to 2.1, so that 2.0 is never asked for",
    "snac-2.75 GET /nodeinfo/2.0": "its list of NodeInfo versions leads to another path",
}
"""Exchanges that are not replayed, and why."""
NO_OPERATION = ("GET /api/v1/no_such_endpoint",)
"""What no operation asks for; ``client.request`` does."""
RECORDED_IN_BOTH = ("filters", "suggestions")
"""What is asked for in either version by turns, whichever the server has shown to have."""
POSTED_AT_ONCE = ("hollo-0.10[146] POST /api/v1/statuses",)
"""What was to be posted later, and was posted at once."""
STATUS_INSTEAD = ("hollo-0.10[146] POST /api/v1/statuses", "snac-2.75[146] POST /api/v1/statuses")
"""Scheduled statuses as other servers than Mastodon answer with them: the status as it is or will be."""


# The recordings


@dataclass(frozen=True, eq=False)
class Exchange:
    """A request and its answer, as recorded."""

    server: str
    number: int
    conversation: str
    person: str | None
    method: str
    path: str
    sent: Mapping[Place, Document] = field(repr=False)
    has_files: bool
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: Any = field(repr=False)

    @property
    def request(self) -> str:
        """Method and path."""
        return f"{self.method} {self.path}"

    @property
    def content(self) -> bytes:
        """The body's bytes."""
        is_json = "json" in self.headers.get("content-type", "") and self.body != ""
        return (json.dumps(self.body) if is_json else str(self.body)).encode()

    def __str__(self) -> str:
        return f"{self.server}[{self.number}] {self.request}"


def read_exchange(server: str, number: int, recorded: dict[str, Any]) -> Exchange:
    """An exchange of a recording. Mastodon.py ends some paths with a slash; Rails does not mind, nor do we."""
    path, _, query = recorded["path"].partition("?")
    form: Any = recorded["form"] or {}
    has_files = form == MULTIPART or bool(recorded.get("files"))
    if isinstance(form, str):
        is_json = form.startswith("{")
        form = json.loads(form) if is_json else nested([] if has_files else parse_qsl(form, keep_blank_values=True))
    else:
        form = nested(pairs_of(form))
    sent: dict[Place, Document] = {"query": nested(parse_qsl(query, keep_blank_values=True)), "form": form}
    if recorded["method"] in ("GET", "DELETE"):  # Mastodon.py gives these bodies, too; Rails reads both alike
        sent = {"query": {**sent["query"], **form}, "form": {}}
    return Exchange(
        server=server,
        number=number,
        conversation="-".join(filter(None, (server, recorded.get("from")))),
        person=recorded.get("as", "somebody"),
        method=recorded["method"],
        path=path.rstrip("/") or "/",
        sent=sent,
        has_files=has_files,
        status=recorded["status"],
        headers=recorded["headers"],
        body=recorded["body"],
    )


@cache
def recordings() -> dict[str, list[Exchange]]:
    """Every exchange in the order in which they happened, by server."""
    return {
        path.stem: [read_exchange(path.stem, *entry) for entry in enumerate(json.loads(path.read_bytes()))]
        for path in sorted(RECORDED.glob("*.json"))
    }


@cache
def conversations() -> dict[str, list[Exchange]]:
    """What belongs together: all that was said to a server, and of Mastodon's recordings what one test said."""
    found: dict[str, list[Exchange]] = {}
    for recording in recordings().values():
        for exchange in recording:
            found.setdefault(exchange.conversation, []).append(exchange)
    return found


def left_out(exchange: Exchange) -> str | None:
    """The entry by which an exchange is left out, if it is."""
    names = (exchange.request, f"{exchange.server} {exchange.request}")
    return next((name for name in names if name in LEFT_OUT), None)


# What was sent, in whichever form


def pairs_of(fields: Mapping[str, str | list[str]]) -> Iterator[tuple[str, str]]:
    """The pairs of a form."""
    for name, value in fields.items():
        yield from ((name, item) for item in (value if isinstance(value, list) else [value]))


def nested(pairs: Iterable[tuple[str, Any]]) -> Document:
    """The document that a form or a query stands for, as Rails reads it."""
    document: Document = {}
    for name, value in pairs:
        put(document, steps_of(name), value)
    return document


def steps_of(name: str) -> list[str]:
    """The way to a value: ``a[][b]`` is ``a``, one more, ``b``."""
    return name.replace("]", "").split("[")


def put(where: Any, steps: Sequence[str], value: Any) -> None:
    """Put a value where its name says."""
    step, *rest = steps
    if step == "" and not rest:
        where.append(value)
    elif step == "":
        if not where or rest[0] in where[-1]:
            where.append({})
        put(where[-1], rest, value)
    elif rest:
        put(where.setdefault(step, [] if rest[0] == "" else {}), rest, value)
    else:
        where[step] = value


def take(document: Document, steps: Sequence[str]) -> Any:
    """Take a value out of a document; ``None`` if there is none."""
    step, *rest = steps
    inner = document.get(step)
    if not rest:
        return document.pop(step, None)
    if not isinstance(inner, dict):
        return None
    value = take(inner, rest)
    if not inner:
        del document[step]
    return value


_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)")


def meaning(value: Any) -> Any:
    """A value without what sets forms, JSON and spellings apart: texts, numbered items as a list, times in UTC."""
    if isinstance(value, Mapping):
        inner = {str(key): meaning(item) for key, item in value.items()}
        numbered = bool(inner) and all(key.isdecimal() for key in inner)
        return [inner[key] for key in sorted(inner, key=int)] if numbered else inner
    if isinstance(value, list):
        return [meaning(item) for item in value]
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return datetime.fromisoformat(text).astimezone(UTC).isoformat() if _TIME.fullmatch(text) else text


# Which operation makes a request, and of which arguments


@dataclass(frozen=True)
class Parameter:
    """A parameter of an operation, and where a request has it."""

    name: str
    steps: Sequence[str]
    also: Sequence[str] | None
    kinds: Sequence[Any]
    required: bool
    join: str | None = None
    """What joins its items into one value."""

    def meant(self, sent: Any) -> Any:
        """What was meant by what was sent."""
        if bool in self.kinds and str(sent) in ("0", "1"):
            sent = str(sent) == "1"
        if not isinstance(sent, list | dict) and any(get_origin(kind) is Sequence for kind in self.kinds):
            sent = [sent]
        return meaning(sent)

    def argument(self, meant: Any) -> Any:
        """What a caller would give to say it."""
        if bool in self.kinds and meant in ("true", "false"):
            return meant == "true"
        if int in self.kinds and str(meant).isdecimal():
            return int(meant)
        if datetime in self.kinds:
            return datetime.fromisoformat(meant)
        if any(get_origin(kind) is tuple for kind in self.kinds):
            return tuple(float(part) for part in meant.split(","))
        return meant


def kinds_of(annotation: Any) -> list[Any]:
    """The types that an annotation allows."""
    if get_origin(annotation) is Annotated:
        return kinds_of(get_args(annotation)[0])
    if get_origin(annotation) in (dict, list, tuple, Mapping, Sequence) or not get_args(annotation):
        return [annotation]
    return [kind for member in get_args(annotation) for kind in kinds_of(member)]


@dataclass(frozen=True)
class Call:
    """A call of an operation, and what it is to send."""

    name: str
    declared: Declared
    way: Way
    arguments: Mapping[str, Any]
    wanted: Mapping[Place, Document]

    @property
    def by_hand(self) -> ByHand:
        """What the declaration does not tell."""
        return BY_HAND.get(self.name, ByHand())

    def made_on(self, client: Any) -> Any:
        """Make it."""
        return attrgetter(self.name)(client)(**self.arguments)


@dataclass(frozen=True)
class Way:
    """A request that an operation makes."""

    name: str
    declared: Declared
    index: int
    """Which of its requests it is."""
    method: str
    path: str

    @property
    def rank(self) -> tuple[Any, ...]:
        """The lower, the better it fits: the plainer path, the plainer operation."""
        said = self.declared.declaration
        return self.path.count("{"), bool(said.uses), self.index, -len(said.servers), self.name

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the request looks like."""
        return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(f"{self.method} {self.path}")))

    @cached_property
    def parameters(self) -> list[Parameter]:
        """What the operation can be told."""
        wire_names = BY_HAND.get(self.name, ByHand()).wire_names
        found: list[Parameter] = []
        for item, parameter in zip(self.declared.plan.fields, self.declared.signature.parameters.values(), strict=True):
            name = wire_names.get(item.name, item.wire_name)
            also = steps_of(item.wire.also) if item.wire.also else None
            kinds = kinds_of(resolve(str(parameter.annotation), self.declared.declared.__module__))
            required = parameter.default is parameter.empty
            found.append(Parameter(item.name, steps_of(name), also, kinds, required, item.wire.join))
        return found

    def call(self, exchange: Exchange) -> Call | None:
        """The call that makes the recorded request; ``None`` if the operation cannot say all of it."""
        in_path = self.pattern.fullmatch(exchange.request)
        if in_path is None:
            return None
        by_hand = BY_HAND.get(self.name, ByHand())
        left: dict[Place, Document] = json.loads(json.dumps(exchange.sent))
        for name in by_hand.not_read:
            left["form"].pop(name, None)
        for name, right in by_hand.misplaced.items():
            if name in left["form"]:
                put(left["form"], steps_of(right), left["form"].pop(name))
        arguments: dict[str, Any] = {name: unquote(value) for name, value in in_path.groupdict().items()}
        wanted: dict[Place, Document] = {"query": {}, "form": {}}
        for parameter in self.parameters:
            (*_, last) = parameter.steps
            if last in in_path.groupdict():
                arguments[parameter.name] = arguments.pop(last)
            for place, document in left.items():
                found = [take(document, steps) for steps in (parameter.steps, parameter.also) if steps]
                if (value := next((value for value in found if value is not None), None)) is not None:
                    meant = value if parameter.join else parameter.meant(value)
                    put(wanted[place], parameter.steps, meant)
                    arguments[parameter.name] = (
                        str(value).split(parameter.join) if parameter.join else parameter.argument(meant)
                    )
        if exchange.has_files:
            arguments |= by_hand.files(exchange)
        missing = [parameter.name for parameter in self.parameters if parameter.required]
        if any(left.values()) or not set(missing) <= arguments.keys():
            return None
        return Call(self.name, self.declared, self, arguments, wanted)


@cache
def ways() -> list[Way]:
    """Every request that an operation makes, those that fit best first."""
    found: list[Way] = []
    for name, declared in declared_operations(Client):
        said = declared.declaration
        for index, use in enumerate(said.uses or (f"{said.method} {said.path}",)):
            method, _, path = use.partition(" ")
            found.append(Way(name, declared, index, method, path))
    return sorted(found, key=attrgetter("rank"))


@cache
def call_for(exchange: Exchange) -> Call | None:
    """The call that makes a recorded request, if there is one."""
    return next(filter(None, (way.call(exchange) for way in ways())), None)


# What the declarations do not tell


def upload(exchange: Exchange) -> dict[str, Any]:
    """An upload; its caller waits for it if the recording tells how it went on."""
    path = f"/api/v1/media/{exchange.body['id']}"
    told = any(other.request == f"GET {path}" for other in recordings()[exchange.server])
    return {"file": PICTURE, "wait": 60.0 if told else 0.0}


@dataclass(frozen=True)
class ByHand:
    """What is to be known of an operation beyond its declaration.

    Attributes:
        wire_names: names on the wire of a flow's parameters, where they are others.
        files: arguments for files; the recordings do not tell what was in them.
        keeps: what it sends besides what it is told, so that it stays as it is.
        newer_is_absent: the recording has the older of its endpoints; the newer, which is asked first, is answered as
            one that the server does not have.
        converts: gives something else than what the server answers.
        not_read: fields sent to no effect, and why.
        misplaced: fields sent under a name where the server does not look, and the right one.
    """

    wire_names: Mapping[str, str] = field(default_factory=dict[str, str])
    files: Callable[[Exchange], dict[str, Any]] = lambda _: {}
    keeps: tuple[str, ...] = ()
    newer_is_absent: bool = False
    converts: bool = False
    not_read: Mapping[str, str] = field(default_factory=dict[str, str])
    misplaced: Mapping[str, str] = field(default_factory=dict[str, str])


POLL = {
    "poll_options": "poll[options]",
    "poll_expires_in": "poll[expires_in]",
    "poll_multiple": "poll[multiple]",
    "poll_hide_totals": "poll[hide_totals]",
}
_AGAIN = "Mastodon.py sends the path's parameter a second time"

BY_HAND = {
    "add_filter_keyword": ByHand(not_read={"filter_id": _AGAIN}),
    "create_push_subscription": ByHand(misplaced={"policy": "data[policy]"}),
    "edit_status": ByHand(
        wire_names={"status_id": "id", **POLL},
        keeps=("media_ids", "sensitive", "spoiler_text", "language", "content_type"),
    ),
    "endorse_account": ByHand(newer_is_absent=True),
    "get_follow_suggestions": ByHand(newer_is_absent=True),
    "get_instance_info": ByHand(converts=True),
    "get_notifications_v2": ByHand(converts=True),
    "post_media": ByHand(files=upload),
    "post_status": ByHand(wire_names=POLL, not_read={"valid_policies": "Mastodon.py sends a variable of its own"}),
    "schedule_status": ByHand(wire_names=POLL),
    "search": ByHand(wire_names={"query": "q", "query_type": "type"}),
    "unendorse_account": ByHand(newer_is_absent=True),
    "update_filter_v2": ByHand(not_read={"filter_id": _AGAIN}),
    "update_media": ByHand(files=lambda exchange: {"thumbnail": PICTURE}),
    "update_scheduled_status": ByHand(wire_names={"scheduled_status_id": "id"}),
}


# A server that answers as recorded


class RecordedServer(FakeServer):
    """Answers as a recorded server did.

    Attributes:
        answered: the requests since ``expect``, and what they were answered with.
    """

    def __init__(self, name: str) -> None:
        super().__init__(ORIGIN, server=None)
        self.name = name
        self.clock = FakeClock(RECORDED_AT[name])
        self.answered: list[tuple[FakeRequest, Exchange]] = []
        self._expected: Exchange | None = None
        self._absent: list[Way] = []

    def expect(self, exchange: Exchange, call: Call | None = None) -> None:
        """Be asked something next."""
        self.answered = []
        self._expected = exchange
        uses = [way for way in ways() if call is not None and way.name == call.name and way.index < call.way.index]
        self._absent = uses if call is not None and call.by_hand.newer_is_absent else []

    def respond(self, request: Request, body: bytes) -> Reply:
        """Answer as recorded: what is expected, what was asked at another time, or that there is no such thing."""
        asked = read_request(request, body, self.instance)
        exchange = self._find(asked)
        self.answered.append((asked, exchange))
        return Reply(exchange.status, Headers(exchange.headers.items()), exchange.content)

    def _find(self, asked: FakeRequest) -> Exchange:
        request = f"{asked.method} {asked.path}"
        if self._expected is not None and request == self._expected.request:
            return self._expected
        now = self._expected.number if self._expected is not None else 0
        query = nested(pairs_of(asked.query))
        known = [exchange for exchange in recordings()[self.name] if exchange.request == request]
        known = [exchange for exchange in known if exchange.method == "GET" and exchange.sent["query"] == query]
        if known and not any(way.pattern.fullmatch(request) for way in self._absent):
            return min(known, key=lambda exchange: abs(exchange.number - now))
        return self._status_at(request) or self._nothing(request)

    def _status_at(self, request: str) -> Exchange | None:
        """A status, or its source, that was not asked for by itself but came as the answer to something else."""
        found = re.fullmatch(r"GET /api/v1/statuses/(\w+)(/source)?", request)
        for exchange in recordings()[self.name] if found else ():
            body = exchange.body if isinstance(exchange.body, dict) and exchange.status == 200 else {}
            if found and body.get("id") == found[1] and ("text" if found[2] else "visibility") in body:
                method, _, path = request.partition(" ")
                text = {name: body[name] for name in ("id", "text", "spoiler_text")} if found[2] else body
                return replace(exchange, method=method, path=path, body=text)
        return None

    def _nothing(self, request: str) -> Exchange:
        known = (exchange for exchange in recordings()[self.name] if exchange.request in NO_OPERATION)
        template = next(known, None) or recordings()[self.name][0]
        body = template.body if template.request in NO_OPERATION else {"error": "Not Found"}
        method, _, path = request.partition(" ")
        return replace(template, method=method, path=path, status=404, body=body)


def token_of(person: str | None) -> str | None:
    return None if person is None else f"token-of-{person}"


@dataclass
class Stage:
    """A recorded server, and a client of one kind for each person."""

    server: RecordedServer
    kind: str
    _clients: dict[str | None, Any] = field(default_factory=dict[str | None, Any])

    def client(self, person: str | None) -> Any:
        """A person's client, used as ``AsyncClient`` is."""
        if person not in self._clients:
            token = token_of(person)
            if self.kind == "async":
                self._clients[person] = self.server.async_client(token, strict=True)
            else:
                self._clients[person] = proxy_for(self.server.client(token, strict=True))
        return self._clients[person]


BOTH = pytest.mark.parametrize(
    ("kind", "anyio_backend"), [("sync", "asyncio"), ("async", "asyncio"), ("async", "trio")]
)


# Whether it went as recorded


async def faults_of(stage: Stage, exchange: Exchange) -> list[str]:
    """Make the call behind an exchange; what is not as recorded."""
    server, client = stage.server, stage.client(exchange.person)
    call = call_for(exchange)
    server.expect(exchange, call)
    for name in RECORDED_IN_BOTH:
        client.session.learned.pop(name, None)
    result: Any = None
    error: ApiError | None = None
    posted: Status | None = None
    try:
        result = await (client.request(exchange.method, exchange.path) if call is None else call.made_on(client))
    except ApiError as failure:
        error = failure
    except PostedAtOnceError as failure:
        posted = failure.status
    except Exception as failure:
        failure.add_note(f"while replaying {exchange}")
        raise
    asked = [request for request, answer in server.answered if answer is exchange]
    if len(asked) != 1:
        return [f"asked for {len(asked)} times: {[str(request) for request, _ in server.answered]}"]
    if call is None:
        return list(error_faults(error, exchange, None))
    faults = [*request_faults(asked[0], exchange, call), *aside_faults(server, exchange, call)]
    if (posted is not None) is not (str(exchange) in POSTED_AT_ONCE):
        return [*faults, f"it was {'' if posted else 'not '}said to be posted at once"]
    if posted is not None:
        return [*faults, *untold(posted, exchange.body, call.name)]
    return [*faults, *outcome_faults(result, error, last_answer(server, exchange, call, error), call)]


def outcome_faults(result: Any, error: ApiError | None, answer: Exchange, call: Call) -> Iterator[str]:
    """Whether the call came to what the answer says."""
    if answer.status >= 400:
        yield from error_faults(error, answer, call)
    elif error is not None:
        yield f"raised {error!r}"
    else:
        yield from result_faults(result, answer, call)


def request_faults(asked: FakeRequest, exchange: Exchange, call: Call) -> Iterator[str]:
    """Whether the request says what the recorded one says."""
    query, form = nested(pairs_of(asked.query)), nested(pairs_of(asked.form)) if asked.json is None else asked.json
    for also, steps in ((parameter.also, parameter.steps) for parameter in call.way.parameters if parameter.also):
        for document in (query, form):
            if (value := take(document, also)) is not None and value != take(document, steps):
                yield f"{call.name} sends two values for {steps[-1]}"
            elif value is not None:
                put(document, steps, value)
    said: dict[Place, Any] = {"query": meaning(query), "form": meaning(form)}
    for name in set(call.by_hand.keeps) & said["form"].keys() - call.wanted["form"].keys():
        if (value := said["form"].pop(name)) not in sent_of(name, call):
            yield f"{call.name} changes {name} to {value!r}"
    for place, wanted in call.wanted.items():
        if said[place] != wanted:
            yield f"{call.name} sends {said[place]} as {place}, not {wanted}"
    if exchange.has_files != bool(asked.files):
        yield f"{call.name} sends the files {[*asked.files]}"
    if asked.token != token_of(exchange.person):
        yield f"{call.name} sends the token of somebody else"


def sent_of(name: str, call: Call) -> list[Any]:
    """What servers said of something that an edit keeps, in any answer with the status in it."""
    found: list[Any] = []
    for exchange in (exchange for recording in recordings().values() for exchange in recording):
        if isinstance(exchange.body, dict) and exchange.body.get("id") == call.arguments["status_id"]:
            body = {"media_ids": [media["id"] for media in exchange.body.get("media_attachments", [])], **exchange.body}
            found.append(meaning(body.get(name)))
    return found


DETECTION = re.compile(r"GET (/\.well-known/nodeinfo|/nodeinfo[/_][\d._]+|/api/v[12]/instance)")


def aside_faults(server: RecordedServer, exchange: Exchange, call: Call) -> Iterator[str]:
    """Whether what else was asked is what the operation says it asks, or a question about the server after a 404."""
    own = [way for way in ways() if way.name == call.name]
    failed = False
    for request, answer in server.answered:
        said = f"{request.method} {request.path}"
        detects = failed and DETECTION.fullmatch(said)
        if answer is not exchange and not detects and not any(way.pattern.fullmatch(said) for way in own):
            yield f"{call.name} also asks {said}"
        failed = failed or answer.status == 404


def last_answer(server: RecordedServer, exchange: Exchange, call: Call, error: ApiError | None) -> Exchange:
    """What came of it in the end: a flow may go on to another request, and one that failed may ask why."""
    if not call.declared.declaration.uses:
        return exchange
    own = [way for way in ways() if way.name == call.name]
    answers = [
        answer
        for request, answer in server.answered
        if any(way.pattern.fullmatch(f"{request.method} {request.path}") for way in own)
    ]
    refused = [answer for answer in answers if answer.status >= 400]
    return refused[-1] if error is not None and refused else answers[-1]


ERRORS: dict[int, type[ApiError]] = {
    400: ClientError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    422: UnprocessedError,
}


def error_faults(error: ApiError | None, answer: Exchange, call: Call | None) -> Iterator[str]:
    """Whether an error is of the right kind and tells what the server told."""
    kinds = [ERRORS[answer.status]]
    unspoken = answer.status == 422 and not answer.body  # what snac says to a POST that it does not know
    if call is not None and (answer.status == 404 or unspoken):
        family, said_of = answer.server.partition("-")[0], call.declared.declaration
        missing = family in NAMES and family not in said_of.servers
        # One of a flow's requests may be missing where the flow as a whole is not.
        kinds = [NotSupportedError] if missing else [*kinds, *([NotSupportedError] if said_of.uses else [])]
    if error is None or type(error) not in kinds:
        yield f"raised {error!r}, not {kinds}"
        return
    said = answer.body.get("error") if isinstance(answer.body, dict) else None
    text = said.get("message") if isinstance(said, dict) else said
    if text is not None and error.error != text:
        yield f"the server said {text!r}, the error {error.error!r}"
    if isinstance(answer.body, dict) and answer.body.get("details") != error.details and "details" in answer.body:
        yield f"the server gave the details {answer.body['details']}, the error {error.details}"
    if (error.status, error.method, urlsplit(error.url).path) != (answer.status, answer.method, answer.path):
        yield f"the error is about {error.status} {error.method} {error.url}"
    if "token-of" in str(error):
        yield "the error shows the token"


def result_faults(result: Any, answer: Exchange, call: Call) -> Iterator[str]:
    """Whether a result is of the declared type and tells what the server told."""
    returns = call.declared.returns
    if not is_a(result, returns):
        yield f"{call.name} gives {result!r:.200}, not {returns}"
    elif result is not None and not call.by_hand.converts:
        yield from untold(result, answer.body, call.name)
    if isinstance(call.declared, Listing):
        yield from paging_faults(result, answer, call)


def is_a(value: Any, declared: Any) -> bool:
    """Whether a value is exactly of a declared type."""
    origin, inner = get_origin(declared), get_args(declared)
    if origin is list:
        return isinstance(value, list) and all(is_a(item, inner[0]) for item in value)
    if origin is dict:
        return isinstance(value, dict) and all(is_a(item, inner[1]) for item in value.values())
    if inner:
        return any(is_a(value, member) for member in inner)
    return value is None if declared is None else type(value) is declared


def untold(value: Any, sent: Any, where: str) -> Iterator[str]:
    """What was sent and is not in a value that was made of it, at any depth."""
    if isinstance(value, Entity) and isinstance(sent, dict):
        if value.drift:
            yield f"{where} has drift: {value.drift}"
        for name, inner in sent.items():
            yield from untold(value_of(value, name), inner, f"{where}.{name}")
    elif isinstance(value, dict) and isinstance(sent, dict) and value.keys() == sent.keys():
        for name, inner in sent.items():
            yield from untold(value[name], inner, f"{where}.{name}")
    elif isinstance(value, list) and isinstance(sent, list) and len(value) == len(sent):
        for index, inner in enumerate(sent):
            yield from untold(value[index], inner, f"{where}[{index}]")
    elif not same(value, sent):
        yield f"{where} is {value!r:.100}, not {sent!r:.100}"


def value_of(entity: Entity, name: str) -> Any:
    """What an entity has of a key, known or unknown."""
    for field_name, info in type(entity).model_fields.items():
        if name in (field_name, *getattr(info.validation_alias, "choices", [info.validation_alias])):
            return getattr(entity, field_name)
    return (entity.model_extra or {}).get(name, "nothing")


def same(value: Any, sent: Any) -> bool:
    """Whether a value says what was sent, one being Python's and the other JSON's."""
    if value is None or value in ([], {}):
        return sent in (None, "", [], {})
    if isinstance(value, Enum):
        return bool(value.value == sent)
    if isinstance(value, datetime):
        numeric = sent.replace(".", "", 1).isdecimal()
        moment = datetime.fromtimestamp(float(sent), UTC) if numeric else datetime.fromisoformat(sent)
        return value == (moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    if isinstance(value, date):
        return bool(value.isoformat() == sent)
    return bool(value == sent) or (not isinstance(sent, bool | list | dict) and str(value) == str(sent))


def links_of(exchange: Exchange) -> dict[str, str]:
    """Where an answer's Link header leads."""
    links = re.findall(r'<([^>]+)>; rel="(\w+)"', exchange.headers.get("link", ""))
    return {relation: target.removeprefix(ORIGIN) for target, relation in links}


def paging_faults(page: Any, answer: Exchange, call: Call) -> Iterator[str]:
    """Whether a page leads to where the server said, or on from its own items."""
    links = {relation: located(target) for relation, target in links_of(answer).items()}
    older, newer = links.get("next"), links.get("prev")
    by, path, query = call.declared.declaration.by, answer.path, call.wanted["query"]
    if by == "id" and answer.body:
        asked = {name: value for name, value in query.items() if name not in ("max_id", "min_id", "since_id")}
        older = older or (None if links else (path, {**asked, "max_id": answer.body[-1]["id"]}))
        newer = newer or (path, {**asked, "min_id": answer.body[0]["id"]})
        if "since_id" in newer[1]:  # which would leave a gap
            newer = newer[0], {"min_id" if name == "since_id" else name: value for name, value in newer[1].items()}
    elif by == "offset" and answer.body and not links:
        older = path, {**query, "offset": str(len(answer.body))}
    forth, back = (newer, older) if "min_id" in query else (older, newer)
    for cursor, target in ((page.cursor, forth), (page.previous_cursor, back)):
        leads_to = cursor and located(cursor.partition(" ")[2])
        if not leads_to or not target:
            right = leads_to == target
        else:
            bounded: Document = {name: query[name] for name in ("max_id", "since_id") if name in query}
            bounded |= target[1]  # servers leave out the bounds that were asked for
            right = leads_to[0] == target[0] and leads_to[1] in (target[1], bounded)
        if not right:
            yield f"{call.name} leads to {leads_to}, not {target}"


def located(target: str) -> tuple[str, Document]:
    """A path and a query, as what they mean."""
    path, _, query = target.partition("?")
    return path, meaning(nested(parse_qsl(query, keep_blank_values=True)))


# The tests


@pytest.mark.anyio
@BOTH
@pytest.mark.parametrize("conversation", sorted(conversations()))
async def test_conversation_goes_as_recorded(conversation: str, kind: str) -> None:
    exchanges = conversations()[conversation]
    stage = Stage(RecordedServer(exchanges[0].server), kind)
    faults = [
        f"{exchange}: {fault}"
        for exchange in exchanges
        if not left_out(exchange)
        for fault in await faults_of(stage, exchange)
    ]
    assert not faults, "\n".join(faults)


def linked() -> Iterator[Any]:
    """Pages that lead to another recorded one: the page, whether it is the next one or the one before, and that one."""
    for recording in recordings().values():
        pages = [exchange for exchange in recording if isinstance(exchange.body, list) and exchange.method == "GET"]
        for exchange in pages:
            for relation, target in links_of(exchange).items():
                forth = (relation == "next") != ("min_id" in exchange.sent["query"])
                for other in pages:
                    if (other.path, meaning(other.sent["query"])) == located(target):
                        yield pytest.param(exchange, forth, other, id=f"{exchange} {relation}")


@pytest.mark.anyio
@BOTH
@pytest.mark.parametrize(("exchange", "forth", "target"), list(linked()))
async def test_a_page_leads_to_the_page_recorded(exchange: Exchange, forth: bool, target: Exchange, kind: str) -> None:
    stage = Stage(RecordedServer(exchange.server), kind)
    stage.server.expect(exchange)
    call = call_for(exchange)
    assert call is not None
    page = await call.made_on(stage.client(exchange.person))
    stage.server.expect(target)
    other = await (page.next_page() if forth else page.previous_page())
    assert [answer for _, answer in stage.server.answered] == [target]
    assert [item.id for item in other] == [item["id"] for item in target.body]


def test_some_pages_lead_to_others() -> None:
    assert len(list(linked())) >= 4


@pytest.mark.anyio
@BOTH
@pytest.mark.parametrize("name", sorted(recordings()))
async def test_server_is_recognised(name: str, kind: str) -> None:
    found = await Stage(RecordedServer(name), kind).client(None).get_server()
    assert (found.software, found.version) == SAYS_IT_IS[name]


def test_nearly_every_exchange_is_replayed(record_property: Callable[[str, object], None]) -> None:
    replayed = [exchange for recording in recordings().values() for exchange in recording if not left_out(exchange)]
    counts = Counter(exchange.server for exchange in replayed)
    called = {call.name for exchange in replayed if (call := call_for(exchange)) is not None}
    record_property("exchanges replayed", f"{len(replayed)} of {sum(map(len, recordings().values()))}")
    record_property("operations called", len(called))
    assert {name: max(least, counts[name]) for name, least in LEAST_REPLAYED.items()} == counts
    assert len(called) >= LEAST_OPERATIONS


@pytest.mark.parametrize("name", sorted(recordings()))
def test_every_exchange_is_the_work_of_an_operation_or_reviewed(name: str) -> None:
    reviewed = {*NO_OPERATION, *LEFT_OUT}
    unknown = [exchange for exchange in recordings()[name] if call_for(exchange) is None]
    assert [str(exchange) for exchange in unknown if exchange.request not in reviewed] == []


def test_what_is_reviewed_is_there() -> None:
    exchanges = [exchange for recording in recordings().values() for exchange in recording]
    assert {left_out(exchange) for exchange in exchanges} - {None} == LEFT_OUT.keys()
    no_operation = {exchange.request for exchange in exchanges if call_for(exchange) is None}
    replayable = {name for name in LEFT_OUT if name.startswith(("GET ", "HEAD ", "POST "))} - no_operation
    assert not replayable, f"take {replayable} out of LEFT_OUT: there are operations for them"
    assert set(NO_OPERATION) <= no_operation
    assert set(STATUS_INSTEAD) <= {str(exchange) for exchange in exchanges}
    assert BY_HAND.keys() <= {call.name for exchange in exchanges if (call := call_for(exchange)) is not None}
