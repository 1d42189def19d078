"""A request planned from a signature, once; from then on a call only binds its arguments and encodes them."""

from __future__ import annotations

import inspect
import re
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, Union, cast, get_args, get_origin

from .buckets import Bucket
from .call import Repeat, build_request, decode, exchange
from .encoding import (
    check_list,
    field_of,
    file_part,
    flatten,
    json_body,
    multipart,
    needs_json,
    scalar,
    segment,
    urlencode,
)
from .errors import ConfigurationError
from .flow import Flow
from .paging import By
from .server import EVERY
from .session import Session
from .shapes import is_array, is_mapping
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
        identity: the field that goes for an entity, where it is not the one that the entity is known by.
        blank: an empty text means something, though the parameter must be given.
        written: makes a text of the value, where that takes more than writing it down; it may refuse the value.
    """

    name: str | None = None
    place: Place | None = None
    join: str | None = None
    indexed: bool = False
    also: str | None = None
    identity: str | None = None
    blank: bool = False
    written: Callable[[Any], str] | None = None


@dataclass(slots=True, frozen=True)
class Refers:
    """What entities may stand for an ID, by the names of their classes: declaring an endpoint imports no model."""

    kinds: frozenset[str]


MOMENT = Wire(name="moment")
"""Marks an ID for which a ``datetime`` may stand, on servers whose IDs are snowflakes."""


@dataclass(slots=True, frozen=True)
class Move:
    """Paths that a server has moved, all at once: newer versions have them elsewhere than older ones.

    Attributes:
        to: what they begin with today, and are declared with.
        origin: what they began with before.
    """

    to: str
    origin: str

    def older(self, path: str) -> str:
        """Where older versions have what is declared at a path."""
        return self.origin + path.removeprefix(self.to)


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
    moved: Move | None = None
    """Where older versions of its servers have it, if it has moved."""
    accept: str | None = None
    """The media type to ask for, where the answer is not JSON and the server wants to be asked."""
    as_json: bool = False
    """Send the body as JSON, also where a form could say it."""
    hollow: frozenset[str] = frozenset()
    """Servers that have it for form's sake only: there is never anything in it."""

    @property
    def for_staff(self) -> bool:
        """Whether only moderators and administrators may do it."""
        return self.auth == "user" and ("admin" in (self.scope or "") or "/admin/" in self.path)


@dataclass(slots=True)
class Field:
    """One parameter of a planned operation."""

    name: str
    wire_name: str
    place: Place
    wire: Wire
    moment: bool
    several: bool
    rows: bool
    timed: bool
    filled: bool
    default: Any
    kinds: frozenset[str]
    """The entities that it takes, by the names of their classes."""

    def check(self, value: Any) -> None:
        """Refuse a value that would go out as something else than it is.

        Raises:
            ConfigurationError: it is empty, and must not be.
            TypeError: it is one value where several are due, a time where none is, or no mapping where one is.
        """
        if self.filled and value == "":
            raise ConfigurationError(f"{self.name} must not be empty")
        if self.several:
            check_list(value, self.name)
        parts = cast("Sequence[Any]", value) if isinstance(value, (list, tuple)) else (value,)
        for part in parts:
            if self.rows and not is_mapping(part):
                raise TypeError(f"each of {self.name} must be a mapping, not {type(part).__name__} {part!r:.60}")
            if not self.timed and isinstance(part, date):
                either = "an ID or a datetime" if self.moment else "no time"
                raise TypeError(f"{self.name} takes {either}, not the {type(part).__name__} {part!s:.60}")


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
            self._refuse(args, kwargs)
        values.update(kwargs)
        if not PLAIN.issuperset(map(type, values.values())):
            self.check_kinds(values)
            for item in self.fields:
                if item.wire.identity is not None and item.name in values:
                    values[item.name] = field_of(values[item.name], item.wire.identity)
        return values

    def _refuse(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
        try:
            self.signature.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{self.declared.__name__}() {error}") from None

    def check(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
        """Refuse arguments, of a flow, that would go out as something else than they are.

        Raises:
            ConfigurationError: one is empty, and must not be.
            TypeError: one is of another type than it should be.
        """
        given = {**dict(zip(self.names, args, strict=False)), **kwargs}
        if not PLAIN.issuperset(map(type, given.values())):
            self.check_kinds(given)
        for item in self.fields:
            value = given.get(item.name)
            if value is not None:
                item.check(value)

    def check_kinds(self, values: Mapping[str, Any]) -> None:
        """Refuse entities where others are due: their IDs would name something else.

        Raises:
            TypeError: there is one.
        """
        for item in self.fields:
            value: Any = values.get(item.name)
            if is_array(value):
                for one in value:
                    _check_kind(one, item)
            elif type(value) not in PLAIN:
                _check_kind(value, item)

    def request(self, session: Session, values: Mapping[str, Any]) -> Request:
        """The request for a call."""
        filled = Filled()
        for item in self.fields:
            value: Any = values.get(item.name, item.default)
            if value is None:
                continue
            if value.__class__ is not str or item.several or (item.filled and not value):
                item.check(value)
            if item.place != "path":
                filled.add(item, value)
        path = self.path[0]
        for index in range(1, len(self.path), 2):
            name = self.path[index]
            path += segment(values[name], name) + self.path[index + 1]
        if filled.query:
            path += "?" + urlencode(filled.query)
        said = self.declaration
        if said.accept is not None:
            filled.headers["accept"] = said.accept
        content, content_type = encode_body(filled.body, filled.files, as_json=said.as_json)
        return build_request(session, said.method, path, content, content_type, filled.headers)


@dataclass(slots=True)
class Filled:
    """The parts of a request that a call's arguments fill."""

    query: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    body: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])
    files: list[tuple[str, FilePart]] = field(default_factory=list[tuple[str, FilePart]])
    headers: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, item: Field, value: Any) -> None:
        """Put a value where its parameter goes."""
        wire = item.wire
        if wire.written is not None:
            value = wire.written(value)
        if wire.join is not None:
            value = wire.join.join(scalar(part, item.name) for part in value)
        names = (item.wire_name,) if wire.also is None else (item.wire_name, wire.also)
        if item.place == "header":
            self.headers[item.wire_name] = scalar(value, item.name)
        elif item.place == "file":
            self.files.append((item.wire_name, value if isinstance(value, FilePart) else file_part(value)))
        elif item.place == "query":
            self.query.extend(pair for name in names for pair in flatten(name, value))
        elif wire.indexed and value:
            for number, row in enumerate(value):
                self.body.extend((f"{item.wire_name}[{number}][{key}]", inner) for key, inner in row.items())
        else:
            self.body.extend((name, value) for name in names)


def encode_body(
    fields: Sequence[tuple[str, Any]], files: Sequence[tuple[str, FilePart]] = (), *, as_json: bool = False
) -> tuple[bytes | Multipart | None, str | None]:
    """A body and its content type: multipart with files, JSON for what a form cannot say, else a form."""
    if files:
        return multipart([pair for name, value in fields for pair in flatten(name, value)], files), None
    if not fields:
        return None, None
    if as_json or any(needs_json(value) for _, value in fields):
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
    check: Callable[[], None] | None = None,
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
        check: called each time that it is about to go out, after any wait; what it raises keeps it from going.
    """
    fields = [(name, value) for name, value in (body or {}).items() if value is not None]
    parts = [(name, part) for name, part in (files or {}).items() if part is not None]
    content, content_type = encode_body(fields, parts)
    request = build_request(session, method, with_query(path, query), content, content_type, headers)
    request.check = check
    reply = yield from exchange(session, request, bucket, repeat)
    return decode(session, into, request, reply), reply


def with_query(path: str, query: Mapping[str, Any] | None) -> str:
    """A path with what is asked of it; ``None`` is not sent."""
    asked = [pair for name, value in (query or {}).items() if value is not None for pair in flatten(name, value)]
    return f"{path}{'&' if '?' in path else '?'}{urlencode(asked)}" if asked else path


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


PLAIN = frozenset({str, int, float, bool, bytes, type(None), datetime, timedelta})
"""Types of which no value is, or holds, an entity."""


def _check_kind(value: Any, item: Field) -> None:
    kind: Any = value.__class__
    if not hasattr(kind, "model_fields") or any(base.__name__ in item.kinds for base in kind.__mro__):
        return
    due = " or ".join(sorted(item.kinds))
    takes = f"{due} or its ID, not {kind.__name__}" if due else f"no {kind.__name__}"
    raise TypeError(f"{item.name} takes {takes}")


def _kinds(annotation: Any) -> frozenset[str]:
    """The entities in an annotation, also in those of unions and lists, by the names of their classes."""
    if isinstance(annotation, Refers):
        return annotation.kinds
    if hasattr(annotation, "model_fields"):
        return frozenset({annotation.__name__})
    if get_origin(annotation) in (Annotated, Union, types.UnionType, Sequence, list, tuple, set, frozenset):
        return frozenset[str]().union(*map(_kinds, get_args(annotation)))
    return frozenset()


_PARAMETER = re.compile(r"\{(\w+)\}")
_SEVERAL = re.compile(r"(Annotated\[)?Sequence\[")
_ROWS = re.compile(r"(Annotated\[)?Sequence\[Mapping\[")
_TIMED = re.compile(r"\b(date|datetime|Any)\b")


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
        written = str(parameter.annotation)
        required = parameter.default is inspect.Parameter.empty and place not in ("path", "file")
        fields.append(
            Field(
                name,
                wire.name or name,
                place,
                wire,
                moment,
                several=_SEVERAL.match(written) is not None,
                rows=_ROWS.match(written) is not None,
                timed=_TIMED.search(written) is not None,
                filled=required and not declaration.uses and not wire.blank,
                default=default,
                kinds=_kinds(resolve(parameter.annotation, declared.__module__)),
            )
        )
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
