"""An endpoint is a signature: what turns a declaration into a method of both clients.

``@get``, ``@post``, ``@put``, ``@patch`` and ``@delete`` make an operation of a signature without a body; ``@listing``
one whose answers come in pages; ``@operation`` one of a flow. Each is planned once, when first used.
"""

from __future__ import annotations

import inspect
import re
import sys
import types
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import (
    Annotated,
    Any,
    Concatenate,
    Generic,
    Literal,
    ParamSpec,
    Protocol,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    overload,
)

from .call import Repeat, build_request, decode, exchange
from .detection import explain_missing, get_server
from .encoding import (
    file_part,
    flatten,
    iso_time,
    json_body,
    multipart,
    needs_json,
    scalar,
    segment,
    urlencode,
)
from .errors import ApiError, ConfigurationError
from .flow import AsyncDriver, Flow, SyncDriver
from .limits import Bucket
from .paging import AsyncPage, AsyncWalk, By, Course, Page, Turn, Walk, path_from_cursor, turn
from .response import AsyncRawDriver, RawDriver, Response, recorded
from .server import EVERY, named
from .session import Session
from .wire import FilePart, Multipart, Reply, Request

P = ParamSpec("P")
T = TypeVar("T")
D = TypeVar("D", covariant=True)

Auth: TypeAlias = Literal["user", "app", "optional", "none"]
"""Whose token an operation needs: a user's, an app's or a user's, none but better with one, or none."""
Place: TypeAlias = Literal["path", "query", "body", "header", "file"]


@dataclass(slots=True, frozen=True)
class Wire:
    """How a parameter goes over the wire, where that is not as its name and method say.

    Attributes:
        name: its name there.
        place: where it goes; by default the query of a GET or DELETE, else the body.
        join: what joins a sequence into one value, instead of repeating it.
        indexed: number the items of a list, as Rails' nested attributes want them.
        also: another name to send it under as well, which some servers have for it; the others ignore that.
    """

    name: str | None = None
    place: Place | None = None
    join: str | None = None
    indexed: bool = False
    also: str | None = None


MOMENT = Wire(name="moment")
"""Marks an ID for which a ``datetime`` may stand, on servers whose IDs are snowflakes."""


@dataclass(slots=True, frozen=True)
class Declaration:
    """What a decorator says of an operation."""

    method: str
    path: str
    scope: str | None = None
    auth: Auth = "user"
    added: str = "0.0.0"
    servers: frozenset[str] = EVERY
    changed: tuple[str, ...] = ()
    bucket: Bucket = "general"
    repeat: Repeat = "keyed"
    by: By | None = None
    uses: tuple[str, ...] = ()
    unsure: frozenset[str] = frozenset()
    """Servers of which it is not known whether they have it."""


class Operations:
    """Base of every class that declares operations."""

    session: Session


class Section(Operations, Generic[D]):
    """A part of the API with a name of its own on the client, such as ``client.admin``."""

    def __init__(self, client: D) -> None:
        self.client = client
        self.session = cast(Any, client).session


@dataclass(slots=True)
class Field:
    """One parameter of a planned operation."""

    name: str
    wire_name: str
    place: Place
    wire: Wire
    moment: bool
    default: Any


@dataclass(slots=True)
class Plan:
    """A request planned from a signature: what binding and encoding a call needs, worked out once."""

    declared: Callable[..., Any]
    declaration: Declaration
    signature: inspect.Signature
    names: tuple[str, ...]
    positional: int
    required: frozenset[str]
    fields: tuple[Field, ...]
    path: tuple[str, ...]
    """The path's pieces: literal text at even places, parameter names at odd ones."""
    into: Any
    moments: frozenset[str]

    def bind(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        """Arguments by name.

        Raises:
            TypeError: they do not fit the signature.
        """
        values = dict(zip(self.names, args, strict=False))
        fits = len(args) <= self.positional and self.required <= values.keys() | kwargs.keys()
        if not fits or not values.keys().isdisjoint(kwargs) or not kwargs.keys() <= set(self.names):
            self.signature.bind(*args, **kwargs)
        values.update(kwargs)
        return values

    def request(self, session: Session, values: Mapping[str, Any]) -> Request:
        """The request for a call."""
        path = self.path[0]
        for index in range(1, len(self.path), 2):
            name = self.path[index]
            path += segment(values[name], name) + self.path[index + 1]
        query: list[tuple[str, str]] = []
        body: list[tuple[str, Any]] = []
        files: list[tuple[str, FilePart]] = []
        headers: dict[str, str] = {}
        for item in self.fields:
            value: Any = values.get(item.name, item.default)
            if value is None or item.place == "path":
                continue
            if item.wire.join is not None:
                value = item.wire.join.join(scalar(part, item.name) for part in value)
            if item.wire.indexed and value:
                body.extend(
                    (f"{item.wire_name}[{index}][{key}]", inner)
                    for index, part in enumerate(value)
                    for key, inner in part.items()
                )
            elif item.place == "query":
                query.extend(flatten(item.wire_name, value))
                if item.wire.also is not None:
                    query.extend(flatten(item.wire.also, value))
            elif item.place == "header":
                headers[item.wire_name] = scalar(value, item.name)
            elif item.place == "file":
                files.append((item.wire_name, value if isinstance(value, FilePart) else file_part(value)))
            else:
                body.append((item.wire_name, value))
        if query:
            path += "?" + urlencode(query)
        content, content_type = encode_body(body, files)
        return build_request(session, self.declaration.method, path, content, content_type, headers)


def encode_body(
    fields: Sequence[tuple[str, Any]], files: Sequence[tuple[str, FilePart]] = ()
) -> tuple[bytes | Multipart | None, str | None]:
    """A body and its content type: multipart with files, JSON for what a form cannot say, else a form."""
    if files:
        return multipart([pair for name, value in fields for pair in flatten(name, value)], files), None
    if not fields:
        return None, None
    if any(needs_json(value) for _, value in fields):
        return json_body(fields), "application/json"
    pairs = [pair for name, value in fields for pair in flatten(name, value)]
    return urlencode(pairs).encode(), "application/x-www-form-urlencoded"


class _Names(dict[str, Any]):
    """Looks names in annotations up among the models, which are not imported to declare an endpoint."""

    def __missing__(self, name: str) -> Any:
        from .. import models

        if name in models.__all__:
            return getattr(models, name)
        raise KeyError(name)


def call(
    session: Session,
    method: str,
    path: str,
    into: type[T],
    *,
    query: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
    files: Mapping[str, FilePart | None] | None = None,
    headers: Mapping[str, str] | None = None,
    bucket: Bucket = "general",
    repeat: Repeat = "keyed",
) -> Flow[tuple[T, Reply]]:
    """One request within a flow: what it gives, and the reply itself. ``None`` is not sent.

    Args:
        session: whose call it is.
        method: HTTP method.
        path: path on the server, its segments encoded.
        into: what the answer is decoded into; ``NoneType`` ignores it.
        query: parameters for the query.
        body: parameters for the body.
        files: files for the body.
        headers: further headers.
        bucket: the rate limit it counts against.
        repeat: whether it may be sent again after an answer was lost.
    """
    asked = [pair for name, value in (query or {}).items() if value is not None for pair in flatten(name, value)]
    fields = [(name, value) for name, value in (body or {}).items() if value is not None]
    parts = [(name, part) for name, part in (files or {}).items() if part is not None]
    content, content_type = encode_body(fields, parts)
    where = f"{path}?{urlencode(asked)}" if asked else path
    request = build_request(session, method, where, content, content_type, headers)
    reply = yield from exchange(session, request, bucket, repeat)
    return decode(session, into, request, reply), reply


def resolve(annotation: Any, module: str) -> Any:
    """The type that an annotation in a module names."""
    if not isinstance(annotation, str):
        return annotation
    return eval(annotation, vars(sys.modules[module]), _Names())  # noqa: S307 - our own source, never a server's text


def _wires(annotation: Any) -> list[Wire]:
    """The wire markers in an annotation, also in those of a union."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        return [*_wires(inner), *(mark for mark in marks if isinstance(mark, Wire))]
    if origin in (Union, types.UnionType):
        return [wire for member in get_args(annotation) for wire in _wires(member)]
    return []


_PARAMETER = re.compile(r"\{(\w+)\}")


def make_plan(declared: Callable[..., Any], declaration: Declaration, returns: Any) -> Plan:
    """Plan an operation from its declaration."""
    full = inspect.signature(declared)
    signature = full.replace(parameters=list(full.parameters.values())[1:])
    path = tuple(_PARAMETER.split(declaration.path))
    in_path = path[1::2]
    fields: list[Field] = []
    moments: set[str] = set()
    for name, parameter in signature.parameters.items():
        marks = _wires(resolve(parameter.annotation, declared.__module__))
        wire = next((mark for mark in marks if mark is not MOMENT), Wire())
        moment = MOMENT in marks
        place: Place = wire.place or ("query" if declaration.method in ("GET", "DELETE") else "body")
        if name in in_path:
            place = "path"
        if moment:
            moments.add(name)
        default = None if parameter.default is inspect.Parameter.empty else parameter.default
        fields.append(Field(name, wire.name or name, place, wire, moment, default))
    parameters = signature.parameters.values()
    return Plan(
        declared=declared,
        declaration=declaration,
        signature=signature,
        names=tuple(signature.parameters),
        positional=sum(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in parameters),
        required=frozenset(p.name for p in parameters if p.default is inspect.Parameter.empty),
        fields=tuple(fields),
        path=path,
        into=returns,
        moments=frozenset(moments),
    )


class _Shown(str):
    """An annotation as written, shown without quotes in ``help()``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class _Declared:
    """What operations and listings share: a declaration, its plan, and what it tells of itself."""

    def __init__(self, declared: Callable[..., Any], declaration: Declaration) -> None:
        self.declared = declared
        self.declaration = declaration
        self.name = declared.__name__
        self.__doc__ = declared.__doc__

    @cached_property
    def doc(self) -> str:
        """The docstring, with what the declaration says of servers, scope and request."""
        return "\n\n".join(part for part in (inspect.cleandoc(self.declared.__doc__ or ""), self._facts()) if part)

    def _facts(self) -> str:
        said = self.declaration
        since = f" (Mastodon since {said.added})" if said.added.strip("0.") and "mastodon" in said.servers else ""
        lines = [f"Servers: {named(said.servers) or 'none that is known'}{since}."]
        if said.scope:
            lines.append(f"Scope: {said.scope}.")
        lines.append("Request: " + (", ".join(said.uses) or f"{said.method} {said.path}") + ".")
        return "\n".join(lines)

    @cached_property
    def returns(self) -> Any:
        """The Python type that it gives."""
        annotation = self.declared.__annotations__.get("return")
        if isinstance(annotation, str) and (flow := re.fullmatch(r"Flow\[(.*)\]", annotation, re.DOTALL)):
            annotation = flow[1]
        return resolve(annotation, self.declared.__module__)

    @cached_property
    def plan(self) -> Plan:
        """The request, planned."""
        return make_plan(self.declared, self.declaration, self.returns)

    @cached_property
    def signature(self) -> inspect.Signature:
        """The signature as a user sees it."""
        shown = inspect.signature(self.declared)
        parameters = [p.replace(annotation=_Shown(p.annotation)) for p in list(shown.parameters.values())[1:]]
        returned = re.sub(r"^Flow\[(.*)\]$", r"\1", str(self.declared.__annotations__.get("return", "None")))
        return shown.replace(parameters=parameters, return_annotation=_Shown(returned))

    def _dress(self, call: Any, client: Any) -> Any:
        """Make a bound call look like the method that was declared."""
        call.__name__ = self.name
        call.__qualname__ = f"{type(client).__name__}.{self.name}"
        call.__module__ = self.declared.__module__
        call.__doc__ = self.doc
        call.__signature__ = self.signature
        call.operation = self
        client.__dict__[self.name] = call
        return call

    def build(self, session: Session, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Flow[Request]:
        """The request for a call; asks which server it is only if a ``datetime`` stands for an ID."""
        plan = self.plan
        values = plan.bind(args, kwargs)
        for name in plan.moments:
            if isinstance(values.get(name), datetime):
                values[name] = yield from snowflake(session, values[name])
        return plan.request(session, values)


def snowflake(session: Session, moment: datetime) -> Flow[str]:
    """The ID that a status posted at a moment would have, where IDs are made of time.

    Raises:
        ConfigurationError: this server's IDs are not.
    """
    server = yield from get_server(session)
    if server.family != "mastodon":
        raise ConfigurationError(f"IDs on {session.host} ({server}) are not made of time; give an ID, not a datetime")
    aware_seconds = datetime.fromisoformat(iso_time(moment)).timestamp()
    return str(int(aware_seconds * 1000) << 16)


class Operation(_Declared, Generic[P, T]):
    """One thing a client can do; declared once, bound to either client."""

    def __init__(
        self, declared: Callable[..., Any], declaration: Declaration, flow: Callable[..., Flow[T]] | None = None
    ) -> None:
        super().__init__(declared, declaration)
        self.flow = cast("Callable[Concatenate[Any, P], Flow[T]]", flow or self._request)
        """This operation within another flow: ``status = yield from Statuses.get_status.flow(self, id)``."""

    def _request(self, owner: Operations, *args: Any, **kwargs: Any) -> Flow[T]:
        session = owner.session
        request = yield from self.build(session, args, kwargs)
        try:
            reply = yield from exchange(session, request, self.declaration.bucket, self.declaration.repeat)
        except ApiError as error:
            raise (
                yield from explain_missing(session, self.declaration.servers, self.declaration.added, error)
            ) from None
        return cast(T, decode(session, self.plan.into, request, reply))

    @overload
    def __get__(self, client: None, owner: type) -> Operation[P, T]: ...
    @overload
    def __get__(self, client: SyncDriver | Section[SyncDriver], owner: type) -> Callable[P, T]: ...
    @overload
    def __get__(
        self, client: AsyncDriver | Section[AsyncDriver], owner: type
    ) -> Callable[P, Coroutine[Any, Any, T]]: ...
    @overload
    def __get__(self, client: RawDriver | Section[RawDriver], owner: type) -> Callable[P, Response[T]]: ...
    @overload
    def __get__(
        self, client: AsyncRawDriver | Section[AsyncRawDriver], owner: type
    ) -> Callable[P, Coroutine[Any, Any, Response[T]]]: ...
    def __get__(self, client: Any, owner: type) -> Any:
        if client is None:
            return self
        return self._dress(bind(driver_of(client), client, self.flow), client)


def driver_of(client: Any) -> Any:
    """What runs the flows of a client, or of the client that a section belongs to."""
    return cast(Any, client).client if isinstance(client, Section) else client


def bind(driver: Any, client: Any, flow: Callable[..., Flow[Any]]) -> Callable[..., Any]:
    """A flow as a method of a client: blocking or awaitable, giving its result or a response."""
    if isinstance(driver, SyncDriver):

        def call(*args: Any, **kwargs: Any) -> Any:
            return driver.run(flow(client, *args, **kwargs))

        return call
    if isinstance(driver, RawDriver):

        def raw_call(*args: Any, **kwargs: Any) -> Any:
            return driver.driver.run(recorded(client.session, flow(client, *args, **kwargs)))

        return raw_call
    if isinstance(driver, AsyncRawDriver):

        async def async_raw_call(*args: Any, **kwargs: Any) -> Any:
            return await driver.driver.run(recorded(client.session, flow(client, *args, **kwargs)))

        return async_raw_call

    async def async_call(*args: Any, **kwargs: Any) -> Any:
        return await driver.run(flow(client, *args, **kwargs))

    return async_call


class BoundListing(Protocol[P, T]):
    """A listing on a sync client: call it for one page, walk it for everything."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Page[T]:
        """Fetch one page."""
        ...

    def walk(self, *args: P.args, **kwargs: P.kwargs) -> Walk[T]:
        """Go through every page, item by item; with ``min_id``, forwards in time and oldest first."""
        ...

    def resume(self, cursor: str) -> Page[T]:
        """Fetch the page that a stored cursor stands for."""
        ...


class AsyncBoundListing(Protocol[P, T]):
    """A listing on an async client: await it for one page, walk it for everything."""

    async def __call__(self, *args: P.args, **kwargs: P.kwargs) -> AsyncPage[T]:
        """Fetch one page."""
        ...

    def walk(self, *args: P.args, **kwargs: P.kwargs) -> AsyncWalk[T]:
        """Go through every page, item by item; with ``min_id``, forwards in time and oldest first."""
        ...

    async def resume(self, cursor: str) -> AsyncPage[T]:
        """Fetch the page that a stored cursor stands for."""
        ...


class Listing(_Declared, Generic[P, T]):
    """An operation whose answers come in pages."""

    def flow(self, owner: Operations, *args: P.args, **kwargs: P.kwargs) -> Flow[Turn[T]]:
        """One page of this listing within another flow."""
        request = yield from self.build(owner.session, args, kwargs)
        return (yield from self._turn(owner.session, request))

    def fetch(self, session: Session, path: str) -> Flow[Turn[T]]:
        """The page at a path, within another flow."""
        return (yield from self._turn(session, build_request(session, self.declaration.method, path)))

    def _turn(self, session: Session, request: Request) -> Flow[Turn[T]]:
        said = self.declaration
        try:
            reply = yield from exchange(session, request, said.bucket)
        except ApiError as error:
            raise (yield from explain_missing(session, said.servers, said.added, error)) from None
        items: list[T] = decode(session, self.plan.into, request, reply)
        return turn(session, path_of(session, request), items, reply.headers, said.by or "link")

    def _items(self, owner: Operations, *args: Any, **kwargs: Any) -> Flow[list[T]]:
        return (yield from self.flow(owner, *args, **kwargs)).items

    def _course(self, owner: Operations, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Course[T]:
        self.plan.bind(args, kwargs)
        session = owner.session

        def begin() -> Flow[Turn[T]]:
            request = yield from self.build(session, args, kwargs)
            course.begun_at(path_of(session, request))
            return (yield from self._turn(session, request))

        course: Course[T] = Course(self.name, partial(self.fetch, session), begin)
        return course

    def _pages(self, page: type[Page[T]] | type[AsyncPage[T]], driver: Any, client: Any) -> tuple[Any, Any]:
        fetch: Callable[[str], Flow[Turn[T]]] = partial(self.fetch, client.session)

        def first(owner: Operations, *args: Any, **kwargs: Any) -> Flow[Any]:
            return page(self.name, (yield from self.flow(owner, *args, **kwargs)), fetch, driver)

        def resumed(_: Operations, cursor: str) -> Flow[Any]:
            return page(self.name, (yield from fetch(path_from_cursor(self.name, cursor))), fetch, driver)

        return first, resumed

    @overload
    def __get__(self, client: None, owner: type) -> Listing[P, T]: ...
    @overload
    def __get__(self, client: SyncDriver | Section[SyncDriver], owner: type) -> BoundListing[P, T]: ...
    @overload
    def __get__(self, client: AsyncDriver | Section[AsyncDriver], owner: type) -> AsyncBoundListing[P, T]: ...
    @overload
    def __get__(self, client: RawDriver | Section[RawDriver], owner: type) -> Callable[P, Response[list[T]]]: ...
    @overload
    def __get__(
        self, client: AsyncRawDriver | Section[AsyncRawDriver], owner: type
    ) -> Callable[P, Coroutine[Any, Any, Response[list[T]]]]: ...
    def __get__(self, client: Any, owner: type) -> Any:
        if client is None:
            return self
        driver = driver_of(client)
        if isinstance(driver, (RawDriver, AsyncRawDriver)):
            return self._dress(bind(driver, client, self._items), client)
        page: Any = Page if isinstance(driver, SyncDriver) else AsyncPage
        walk: Any = Walk if isinstance(driver, SyncDriver) else AsyncWalk
        first, resumed = self._pages(page, driver, client)
        call: Any = bind(driver, client, first)
        call.resume = bind(driver, client, resumed)

        def walked(*args: Any, **kwargs: Any) -> Any:
            return walk(driver, self._course(client, args, kwargs))

        call.walk = walked
        return self._dress(call, client)


def path_of(session: Session, request: Request) -> str:
    """The part of a request's URL that a cursor keeps."""
    return request.url[len(session.base_url) :]


class Verb:
    """A decorator for one HTTP method: declares a request by its signature."""

    def __init__(self, method: str) -> None:
        self.method = method

    def __call__(
        self,
        path: str,
        *,
        scope: str | None = None,
        auth: Auth = "user",
        added: str = "0.0.0",
        servers: frozenset[str] = EVERY,
        unsure: frozenset[str] = frozenset(),
        changed: tuple[str, ...] = (),
        bucket: Bucket = "general",
        repeat: Repeat = "keyed",
    ) -> Callable[[Callable[Concatenate[Any, P], T]], Operation[P, T]]:
        """Declare an operation.

        Args:
            path: the path, with ``{parameter}`` for what the signature fills in.
            scope: the OAuth scope it needs.
            auth: whose token it needs.
            added: since which version of Mastodon.
            servers: which servers have it.
            unsure: servers of which that is not known.
            changed: what changed about it and when, as ``"4.3.0: what"``.
            bucket: the rate limit it counts against.
            repeat: whether it may be sent again after an answer was lost.
        """
        declaration = Declaration(
            self.method, path, scope, auth, added, servers, changed, bucket, repeat, unsure=unsure
        )

        def declare(declared: Callable[Concatenate[Any, P], T]) -> Operation[P, T]:
            return Operation(declared, declaration)

        return declare


get = Verb("GET")
post = Verb("POST")
put = Verb("PUT")
patch = Verb("PATCH")
delete = Verb("DELETE")


def listing(
    path: str,
    *,
    by: By = "link",
    scope: str | None = None,
    auth: Auth = "user",
    added: str = "0.0.0",
    servers: frozenset[str] = EVERY,
    unsure: frozenset[str] = frozenset(),
    changed: tuple[str, ...] = (),
) -> Callable[[Callable[Concatenate[Any, P], list[T]]], Listing[P, T]]:
    """Declare a GET request whose answers come in pages.

    Args:
        path: the path, with ``{parameter}`` for what the signature fills in.
        by: how to page where the server gives no ``Link`` header: by the items' own IDs, by offset, or not.
        scope: the OAuth scope it needs.
        auth: whose token it needs.
        added: since which version of Mastodon.
        servers: which servers have it.
        unsure: servers of which that is not known.
        changed: what changed about it and when, as ``"4.3.0: what"``.
    """
    declaration = Declaration("GET", path, scope, auth, added, servers, changed, by=by, unsure=unsure)

    def declare(declared: Callable[Concatenate[Any, P], list[T]]) -> Listing[P, T]:
        return Listing(declared, declaration)

    return declare


def operation(
    *,
    uses: Sequence[str],
    scope: str | None = None,
    auth: Auth = "user",
    added: str = "0.0.0",
    servers: frozenset[str] = EVERY,
    unsure: frozenset[str] = frozenset(),
    changed: tuple[str, ...] = (),
) -> Callable[[Callable[Concatenate[Any, P], Flow[T]]], Operation[P, T]]:
    """Declare what takes several requests, or a choice between them, as a flow.

    Args:
        uses: the requests that it makes, such as ``"POST /api/v2/media"``.
        scope: the OAuth scope it needs.
        auth: whose token it needs.
        added: since which version of Mastodon.
        servers: which servers have it.
        unsure: servers of which that is not known.
        changed: what changed about it and when, as ``"4.3.0: what"``.
    """
    method, _, path = uses[0].partition(" ")
    declaration = Declaration(method, path, scope, auth, added, servers, changed, uses=tuple(uses), unsure=unsure)

    def declare(declared: Callable[Concatenate[Any, P], Flow[T]]) -> Operation[P, T]:
        return Operation(declared, declaration, declared)

    return declare
