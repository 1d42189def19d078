"""An endpoint is a signature: what turns a declaration into a method of both clients.

``@get``, ``@post``, ``@put``, ``@patch`` and ``@delete`` make an operation of a signature without a body; ``@listing``
one whose answers come in pages; ``@operation`` one of a flow. Each is planned once, when first used.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, cast, overload

from ..models.pending_refresh import HEADER, read_refresh
from .buckets import Bucket
from .call import Repeat, build_request, decode, exchange
from .detection import explain_missing, get_server
from .errors import ApiError, ConfigurationError, UnexpectedAnswerError
from .fallback import exchange_moved
from .flow import AsyncDriver, Flow, SyncDriver
from .identifiers import datetime_to_id
from .paging import AsyncPage, AsyncWalk, By, Course, Page, Turn, Walk, path_from_cursor, turn
from .plan import MOMENT, Auth, Declaration, Move, Plan, Refers, Wire, call, make_plan, resolve
from .response import AsyncRawDriver, RawDriver, Response, recorded
from .server import EVERY, named
from .session import Session
from .token_owner import explain_refusal
from .wire import Request

P = ParamSpec("P")
T = TypeVar("T")
D = TypeVar("D", covariant=True)


GONE = frozenset({404, 410})
WAYS_ON = (
    "{name}.walk() goes through all pages, item by item; {name}.resume(cursor) fetches the page of a stored cursor."
)


class Operations:
    """Base of every class that declares operations."""

    session: Session


class Section(Operations, Generic[D]):
    """A part of the API with a name of its own on the client, such as ``client.admin``."""

    def __init__(self, client: D) -> None:
        self.client = client
        self.session = cast(Any, client).session


class Shown(str):
    """An annotation as written, shown without quotes in ``help()``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Declared:
    """What operations and listings share: a declaration, its plan, and what it tells of itself."""

    def __init__(self, declared: Callable[..., Any], declaration: Declaration) -> None:
        self.declared = declared
        self.declaration = declaration
        self.name = self.__name__ = declared.__name__
        self.__qualname__ = declared.__qualname__
        self.__module__ = declared.__module__
        self.__doc__ = declared.__doc__

    @cached_property
    def doc(self) -> str:
        """The docstring, with what the declaration says of servers, scope and request."""
        return "\n\n".join(part for part in (inspect.cleandoc(self.declared.__doc__ or ""), self._facts()) if part)

    def _facts(self) -> str:
        said = self.declaration
        since = f" (Mastodon since {said.added})" if said.added.strip("0.") and "mastodon" in said.servers else ""
        empty = f"; never anything in it on {named(said.hollow)}" if said.hollow else ""
        lines = [f"Servers: {named(said.servers) or 'none that is known'}{since}{empty}."]
        if said.scope:
            lines.append(f"Scope: {said.scope}.")
        older = f" (older servers: {said.moved.older(said.path)})" if said.moved else ""
        lines.append("Request: " + (", ".join(said.uses) or f"{said.method} {said.path}") + f"{older}.")
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
        parameters = [p.replace(annotation=Shown(p.annotation)) for p in list(shown.parameters.values())[1:]]
        returned = re.sub(r"^Flow\[(.*)\]$", r"\1", str(self.declared.__annotations__.get("return", "None")))
        return shown.replace(parameters=parameters, return_annotation=Shown(returned))

    @cached_property
    def __signature__(self) -> inspect.Signature:
        """The signature as the class has it, with the client first."""
        client = inspect.Parameter("client", inspect.Parameter.POSITIONAL_ONLY)
        return self.signature.replace(parameters=[client, *self.signature.parameters.values()])

    def __call__(self, client: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What the bound method would do: ``Client.get_status(client, "1")``."""
        return getattr(client, self.name)(*args, **kwargs)

    def _dress(self, call: Any, client: Any) -> Any:
        """Make a bound call look like the method that was declared."""
        call.__name__ = self.name
        call.__qualname__ = f"{type(client).__name__}.{self.name}"
        call.__module__ = self.declared.__module__
        call.__doc__, call.__signature__ = self.doc, self.signature
        call.operation = self
        kind: Any = client.__class__
        if getattr(kind, self.name, None) is self:  # else a subclass has its own, and this is super()'s
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
        ConfigurationError: this server is not Mastodon.
    """
    server = yield from get_server(session)
    if server.family != "mastodon":
        raise ConfigurationError(
            f"a datetime bounds a timeline on Mastodon only, and {session.host} is {server}; give an ID"
        )
    return datetime_to_id(moment)


class Operation(Declared, Generic[P, T]):
    """One thing a client can do; declared once, bound to either client."""

    def __init__(
        self, declared: Callable[..., Any], declaration: Declaration, flow: Callable[..., Flow[T]] | None = None
    ) -> None:
        super().__init__(declared, declaration)
        if flow is not None and declaration.auth == "user":
            flow = partial(_explained, flow)
        self.flow = cast(
            "Callable[Concatenate[Any, P], Flow[T]]", partial(self._guarded, flow) if flow else self._request
        )
        """This operation within another flow: ``status = yield from Statuses.get_status.flow(self, id)``."""

    def _guarded(self, flow: Callable[..., Flow[T]], owner: Operations, *args: Any, **kwargs: Any) -> Flow[T]:
        """A flow that refuses what would go out as something else, and says so where an answer lacks what it needs."""
        self.plan.check(args, kwargs)
        lacking = ""
        try:
            return (yield from flow(owner, *args, **kwargs))
        except AttributeError as error:
            if not hasattr(error.obj, "drift"):
                raise
            lacking = owner.session.redact(str(error))
        said = self.declaration
        raise UnexpectedAnswerError(
            f"{owner.session.host}: an answer lacks what {self.name} needs: {lacking}",
            method=said.method,
            url=owner.session.base_url + said.path,
        )

    def _request(self, owner: Operations, *args: Any, **kwargs: Any) -> Flow[T]:
        session, said = owner.session, self.declaration
        request = yield from self.build(session, args, kwargs)
        try:
            if said.moved is None:
                reply = yield from exchange(session, request, said.bucket, said.repeat)
            else:
                request, reply = yield from exchange_moved(session, request, said.moved, said.bucket, said.repeat)
        except ApiError as error:
            if error.repeated and said.method == "DELETE" and error.status in GONE and self.plan.into is None:
                return cast(T, None)  # the attempt whose answer was lost has done it
            raise (yield from explain(session, said, error)) from None
        value: Any = decode(session, self.plan.into, request, reply)
        if HEADER in reply.headers and hasattr(value, "note_refresh"):
            value.note_refresh(read_refresh(reply.headers, path_of(session, request)))
        return cast(T, value)

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


def explain(session: Session, said: Declaration, error: ApiError) -> Flow[ApiError]:
    """The error to raise for an operation that failed, which may tell more than the server did."""
    told = yield from explain_missing(session, said.servers, said.added, error)
    if told is not error or said.auth != "user":
        return told
    return (yield from explain_refusal(session, error))


def _explained(flow: Callable[..., Flow[T]], owner: Operations, *args: Any, **kwargs: Any) -> Flow[T]:
    """A flow whose refusals tell whose token it is."""
    try:
        return (yield from flow(owner, *args, **kwargs))
    except ApiError as error:
        told = yield from explain_refusal(owner.session, error)
        if told is error:
            raise
        raise told from None


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
        """Fetch the page that a stored cursor stands for; its ``all()`` goes through it and all that follow."""
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
        """Fetch the page that a stored cursor stands for; its ``all()`` goes through it and all that follow."""
        ...


class Listing(Declared, Generic[P, T]):
    """An operation whose answers come in pages."""

    def __init__(
        self, declared: Callable[..., Any], declaration: Declaration, within: tuple[str, str] | None = None
    ) -> None:
        super().__init__(declared, declaration)
        self._within = within

    @cached_property
    def _into(self) -> Any:
        """What an answer is decoded into: the list, or the object around it."""
        return self.plan.into if self._within is None else resolve(self._within[0], self.declared.__module__)

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
            if said.moved is None:
                reply = yield from exchange(session, request, said.bucket)
            else:
                request, reply = yield from exchange_moved(session, request, said.moved, said.bucket)
        except ApiError as error:
            raise (yield from explain(session, said, error)) from None
        answer: Any = decode(session, self._into, request, reply)
        items: list[T] = answer if self._within is None else getattr(answer, self._within[1])
        return turn(session, path_of(session, request), items, reply.headers, said.by or "link")

    def _items(self, owner: Operations, *args: Any, **kwargs: Any) -> Flow[list[T]]:
        return (yield from self.flow(owner, *args, **kwargs)).items

    def course(self, owner: Operations, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Course[T]:
        """The way through all its pages, for a walk or within another flow."""
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
            return walk(driver, self.course(client, args, kwargs))

        call.walk = walked
        return self._describe(self._dress(call, client), page, walk)

    def _describe(self, call: Any, page: Any, walk: Any) -> Any:
        """Say of a bound listing and its two ways on what they give, for ``help()``."""
        item = re.sub(r"^list\[(.*)\]$", r"\1", str(self.signature.return_annotation))
        cursor = inspect.Parameter("cursor", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Shown("str"))
        declared: Any = BoundListing
        described: dict[str, tuple[str, inspect.Signature]] = {
            "walk": (
                declared.walk.__doc__,
                self.signature.replace(return_annotation=Shown(f"{walk.__name__}[{item}]")),
            ),
            "resume": (
                declared.resume.__doc__,
                inspect.Signature([cursor], return_annotation=Shown(f"{page.__name__}[{item}]")),
            ),
        }
        for name, (doc, signature) in described.items():
            way = getattr(call, name)
            way.__name__, way.__doc__, way.__signature__ = name, doc, signature
        call.__signature__ = self.signature.replace(return_annotation=Shown(f"{page.__name__}[{item}]"))
        call.__doc__ = f"{self.doc}\n\n{WAYS_ON.format(name=self.name)}"
        return call


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
        moved: Move | None = None,
        accept: str | None = None,
        as_json: bool = False,
        hollow: frozenset[str] = frozenset(),
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
            moved: where older versions of its servers have it, if it has moved.
            accept: the media type to ask for, where the answer is no JSON and the server wants to be asked.
            as_json: send the body as JSON, also where a form could say it.
            hollow: those of the servers where there is never anything in it.
        """
        declaration = Declaration(
            self.method,
            path,
            scope,
            auth,
            added,
            servers,
            changed,
            bucket,
            repeat,
            unsure=unsure,
            moved=moved,
            accept=accept,
            as_json=as_json,
            hollow=hollow,
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
    moved: Move | None = None,
    hollow: frozenset[str] = frozenset(),
    within: tuple[str, str] | None = None,
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
        moved: where older versions of its servers have it, if it has moved.
        hollow: those of the servers where there is never anything in it.
        within: the entity that the answer is, and its field that holds the items, where it is not the items alone.
    """
    declaration = Declaration(
        "GET", path, scope, auth, added, servers, changed, by=by, unsure=unsure, moved=moved, hollow=hollow
    )

    def declare(declared: Callable[Concatenate[Any, P], list[T]]) -> Listing[P, T]:
        return Listing(declared, declaration, within)

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
    hollow: frozenset[str] = frozenset(),
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
        hollow: those of the servers where there is never anything in it.
    """
    method, _, path = uses[0].partition(" ")
    declaration = Declaration(
        method, path, scope, auth, added, servers, changed, uses=tuple(uses), unsure=unsure, hollow=hollow
    )

    def declare(declared: Callable[Concatenate[Any, P], Flow[T]]) -> Operation[P, T]:
        return Operation(declared, declaration, declared)

    return declare


__all__ = [
    "MOMENT",
    "AsyncBoundListing",
    "BoundListing",
    "Declaration",
    "Declared",
    "Listing",
    "Move",
    "Operation",
    "Operations",
    "Refers",
    "Section",
    "Shown",
    "Wire",
    "call",
    "delete",
    "get",
    "listing",
    "operation",
    "patch",
    "post",
    "put",
]
