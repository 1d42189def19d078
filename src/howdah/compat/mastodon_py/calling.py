"""Calls of Mastodon.py as declarations: a signature, the operation that it stands for, and what is named otherwise."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias, TypeVar, cast
from urllib.parse import urlsplit

from pydantic_core import from_json

from ...api.admin import Admin
from ...client import Client
from ...core.custom import RequestParts, custom_request
from ...core.decoding import MISSING, Asked, unexpected
from ...core.flow import Flow
from ...core.operation import Listing, Operation, Operations
from ...core.paging import Turn
from ...core.response import Response, recorded
from ...core.session import Session
from ...models.pending_refresh import HEADER, read_refresh
from .conversion import converter
from .deprecation import warn_of_endpoint
from .errors import MastodonIllegalArgumentError
from .identities import SEVERAL, unpack_hashtag, unpack_id
from .pages import with_pages
from .refusals import refusals
from .types_base import Convert, EmptyResponse, Entity
from .waiting import RateLimits

if TYPE_CHECKING:
    from ...core.decoding import Decoder
    from ...core.wire import Reply

P = ParamSpec("P")
T = TypeVar("T")


class ResultDecoder:
    """Makes of answers what Mastodon.py gives; a client's decoder.

    Args:
        final: what the operation itself would give.
        convert: makes the result of a JSON value.
        rest: what decodes answers to other requests on the way, which the operation reads itself.
    """

    def __init__(self, final: Any, convert: Convert, rest: Decoder) -> None:
        self.final = final
        self.convert = convert
        self.rest = rest

    def decode(self, into: Any, reply: Reply, asked: Asked) -> Any:
        """Decode a reply's body.

        Raises:
            UnexpectedAnswerError: it is not JSON.
        """
        if into != self.final or into is str:
            return self.rest.decode(into, reply, asked)
        try:
            document = from_json(reply.body)
        except ValueError:
            document = MISSING
        if document is MISSING:
            raise unexpected("is not JSON", reply, asked)
        return None if document is None else self.convert(document)


AnyOperation: TypeAlias = Operation[..., Any] | Listing[..., Any]


@cache
def operation_named(name: str) -> AnyOperation:
    """An operation of a client's.

    Args:
        name: such as ``get_status`` or ``admin.get_account``.
    """
    section, _, own = name.rpartition(".")
    return cast(AnyOperation, getattr(Admin if section else Client, own))


class Owner(Operations):
    """Whose operations are called: what they need of a client."""

    def __init__(self, session: Session) -> None:
        self.session = session


@dataclass(slots=True)
class Argument:
    """How an argument is sent.

    Attributes:
        name: what it is called here.
        sent_as: what the operation calls it.
        default: what it is if it is not given.
        identity: it is an ID, or what has one.
        several: it is a list, for which one of its items may stand.
        always: it is sent also where it is ``False`` by default.
    """

    name: str
    sent_as: str
    default: Any
    identity: bool
    several: bool
    always: bool


class Endpoint:
    """A declared call: what it is called, takes and gives here, and the operation that it stands for."""

    def __init__(
        self,
        declared: Callable[..., Any],
        operation: str,
        added: str,
        changed: str,
        always: tuple[str, ...],
        renames: dict[str, str],
    ) -> None:
        self.declared = declared
        self.operation_name = operation
        self.added = added
        self.changed = changed
        self._always = always
        self._renames = renames

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """What is sent of a call."""
        parameters = list(inspect.signature(self.declared).parameters.values())[1:]
        return tuple(self._argument(parameter) for parameter in parameters)

    def _argument(self, parameter: inspect.Parameter) -> Argument:
        name, written = parameter.name, str(parameter.annotation)
        return Argument(
            name,
            self._renames.get(name, name),
            parameter.default,
            identity="IdType" in written,
            several=re.search(r"\b([Ll]ist|Sequence)\[", written) is not None,
            always=parameter.default is not False or name in self._always,
        )

    @cached_property
    def convert(self) -> Convert:
        """What makes the result of an answer."""
        return converter(result_type(self.declared))

    def values(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """The operation's arguments for a call's.

        Raises:
            TypeError: they do not fit the signature.
            MastodonIllegalArgumentError: ``None`` is given where an ID is needed.
        """
        given = bound(self.declared, self.arguments, args, kwargs)
        values: dict[str, Any] = {}
        for argument in self.arguments:
            value = given.get(argument.name, argument.default)
            if value is None and argument.identity and argument.default is inspect.Parameter.empty:
                raise MastodonIllegalArgumentError(f"{argument.name} must not be None")
            if value is None or (value is False and not argument.always):
                continue
            if argument.several:
                items = list(value) if isinstance(value, SEVERAL) else [value]  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
                value = [unpack_id(item) for item in items] if argument.identity else items  # pyright: ignore[reportUnknownVariableType]
            elif argument.identity:
                value = unpack_id(value)
            elif argument.name == "hashtag":
                value = unpack_hashtag(value)
            values[argument.sent_as] = value
        return values


def bound(
    declared: Callable[..., Any], arguments: tuple[Argument, ...], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> dict[str, Any]:
    """A call's arguments by name.

    Raises:
        TypeError: they do not fit the signature.
    """
    given = {argument.name: value for argument, value in zip(arguments, args, strict=False)}
    known = {argument.name for argument in arguments}
    needed = {argument.name for argument in arguments if argument.default is inspect.Parameter.empty}
    if (
        len(args) > len(arguments)
        or not given.keys().isdisjoint(kwargs)
        or not kwargs.keys() <= known
        or not needed <= given.keys() | kwargs.keys()
    ):
        inspect.signature(declared).bind(None, *args, **kwargs)
    return given | kwargs


def result_type(declared: Callable[..., Any]) -> Any:
    """What a call is declared to give."""
    written = declared.__annotations__["return"]
    return eval(written, declared.__globals__) if isinstance(written, str) else written  # noqa: S307 - our own source


NOTHING_SAID = converter(EmptyResponse)
"""What makes a result of an answer that says nothing."""


class Calls:
    """What every group of calls has: a way to carry them out."""

    if TYPE_CHECKING:
        feature_set: str
        _limits: RateLimits
        _results: dict[Any, Owner]

        @property
        def _client(self) -> Client: ...

        def _in_use(self) -> AbstractContextManager[Client]: ...
        def _check_version(self, added: str, changed: str) -> None: ...
        def _set_version(self, version: tuple[int, int, int]) -> None: ...

    def _call(self, endpoint: Endpoint, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self._check_version(endpoint.added, endpoint.changed)
        return self._perform(operation_named(endpoint.operation_name), endpoint.convert, endpoint.values(args, kwargs))

    def _operate(self, operation: str, result: type[T], values: dict[str, Any]) -> T:
        """Carry an operation out that a call is made of.

        Args:
            operation: the operation, such as ``get_status`` or ``admin.get_account``.
            result: the declared type of the result.
            values: its arguments; ``None`` is not sent.
        """
        given = {name: value for name, value in values.items() if value is not None}
        return cast(T, self._perform(operation_named(operation), converter(cast(Any, result)), given))

    def _perform(self, operation: AnyOperation, convert: Convert, values: dict[str, Any]) -> Any:
        """Carry an operation out; what it does not know of a query is added to that."""
        owner = self._owner(operation.plan.into, convert)
        beyond = {name: value for name, value in values.items() if name not in operation.plan.names}
        if beyond:
            known = {name: value for name, value in values.items() if name not in beyond}
            request = operation.plan.request(owner.session, known)
            path = request.url[len(owner.session.base_url) :]
            return self._fetch(request.method, path, convert, {"query": beyond}, operation.declaration.by == "offset")
        by_offset = operation.declaration.by == "offset"
        return self._finished(self._answer(partial(operation.flow, owner, **values)), convert, by_offset)

    def _flow(self, flow: Callable[[Session], Flow[Any]], result: Any) -> Any:
        """Carry a flow of requests out, whose last answer is decoded into ``Any``."""
        convert = converter(result)
        return self._finished(self._answer(partial(flow, self._owner(Any, convert).session)), convert)

    def _request(
        self, method: str, path: str, result: type[T], parts: RequestParts | None = None, added: str = "0.0.0"
    ) -> T:
        """Make a request that no operation covers.

        Args:
            method: HTTP method.
            path: path on the server, its parts percent-encoded.
            result: the declared type of the result.
            parts: query, body, files and headers.
            added: since which version of Mastodon.
        """
        self._check_version(added, added)
        return cast(T, self._fetch(method, path, converter(cast(Any, result)), parts or {}))

    def _body(self, path: str) -> bytes:
        """What is at a path, as it is."""
        session = self._client.session
        body: bytes = self._answer(lambda: custom_request(session, _no_page, "GET", path, bytes, {})).value
        return body

    def _fetch(self, method: str, path: str, convert: Convert, parts: RequestParts, by_offset: bool = False) -> Any:
        session = self._owner(Any, convert).session
        answer = self._answer(lambda: custom_request(session, _no_page, method, path, None, parts))
        return self._finished(answer, convert, by_offset)

    def _owner(self, final: Any, convert: Convert) -> Owner:
        """Whose operations give results of a kind."""
        key = (final, convert) if final.__hash__ else (str(final), convert)
        results = self._results  # before the client: what is of an older one is not kept for a newer one
        owner = results.get(key)
        if owner is None:
            session = self._client.session
            session = replace(session, decoder=ResultDecoder(final, convert, session.decoder))
            owner = results[key] = Owner(session)
        return owner

    def _answer(self, flow: Callable[[], Flow[Any]]) -> Response[Any]:
        """Run a flow, again after each refusal for the rate limit where that is waited for."""
        with self._in_use() as client, refusals():
            return client.run(self._limits.kept(lambda: recorded(client.session, flow())))

    def _finished(self, answer: Response[Any], convert: Convert, by_offset: bool = False) -> Any:
        """A call's result, with what its answer said of other pages and of work that goes on."""
        if "deprecation" in answer.headers:
            warn_of_endpoint(urlsplit(answer.url).path)
        result: Any = answer.value
        if isinstance(result, Turn):
            result = result.items  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        dump: Any = getattr(result, "model_dump", None)  # pyright: ignore[reportUnknownArgumentType]
        if result is None:
            result = _said(answer.body or b"{}" if convert is NOTHING_SAID else answer.body, convert)
        elif dump is not None:  # made of an older endpoint's answer
            result = convert(dump(mode="json"))
        result = with_pages(self._client.session, result, answer, by_offset)
        if HEADER in answer.headers and isinstance(result, Entity):
            path = answer.url[len(self._client.session.base_url) :]
            result.__dict__["_async_refresh"] = read_refresh(answer.headers, path)
        return result


def _said(body: bytes, convert: Convert) -> Any:
    """The result of an answer that Howdah's operation does not read."""
    try:
        document = from_json(body)
    except ValueError:
        return None
    return None if document is None else convert(document)


def _no_page(*_: Any) -> Any:
    """Custom requests here decode lists themselves."""


def calls(
    operation: str, added: str = "0.0.0", changed: str = "0.0.0", /, always: tuple[str, ...] = (), **renames: str
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Declare a call that is one of Howdah's operations under another name.

    Args:
        operation: the operation, such as ``get_status`` or ``admin.get_account``.
        added: the version of Mastodon that brought it.
        changed: the version that changed it last.
        always: flags that are sent also where they are ``False`` by default.
        renames: what the operation calls the arguments that have other names there.
    """

    def declare(declared: Callable[P, T]) -> Callable[P, T]:
        endpoint = Endpoint(declared, operation, added, changed, always, renames)

        @wraps(declared)
        def called(*args: P.args, **kwargs: P.kwargs) -> T:
            front: Any = args[0]
            return cast(T, front._call(endpoint, args[1:], kwargs))

        return called

    return declare
