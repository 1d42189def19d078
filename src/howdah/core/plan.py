"""A request planned from a signature, once; from then on a call only binds its arguments and encodes them."""

from __future__ import annotations

import inspect
import re
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, Union, get_args, get_origin

from .call import Repeat, build_request, decode, exchange
from .encoding import file_part, flatten, json_body, multipart, needs_json, scalar, segment, urlencode
from .flow import Flow
from .limits import Bucket
from .paging import By
from .server import EVERY
from .session import Session
from .wire import FilePart, Multipart, Reply, Request

T = TypeVar("T")

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
