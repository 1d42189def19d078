"""Bytes to entities: in one call when they are as declared, field by field where they are not."""

from __future__ import annotations

import inspect
import json
import os
import threading
import types
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Protocol, Union, cast, get_args, get_origin

from .errors import SchemaDriftError, SchemaDriftWarning, UnexpectedAnswerError
from .retyping import keys_of, retyped
from .shapes import is_json_array, is_json_object
from .wire import Headers, Reply

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from ..models.entity import Entity

MISSING = "(missing)"
"""What ``drift`` holds for a field that was not sent at all."""


class Asked(NamedTuple):
    """What a reply answers, for the errors and warnings that name it."""

    server: str
    method: str
    url: str
    redact: Callable[[str], str] = str
    """Takes secrets out of a text that is to be shown."""

    def headers_of(self, reply: Reply) -> Headers:
        """A reply's headers, to be shown."""
        return Headers((name, self.redact(value)) for name, value in reply.headers.items())

    def shown(self, value: Any) -> Any:
        """A value of a reply's, to be shown: itself, or what it looks like without secrets."""
        looks = repr(value)
        redacted = self.redact(looks)
        return value if redacted == looks else redacted


class Decoder(Protocol):
    """Turns a reply's body into what an operation returns; a client may be given another."""

    def decode(self, into: Any, reply: Reply, asked: Asked) -> Any:
        """Decode a body.

        Raises:
            UnexpectedAnswerError: the body is not what was asked for.
        """
        ...


@cache
def adapter_for(into: Any) -> TypeAdapter[Any]:
    """The one validator for a type, built when first needed."""
    from pydantic import TypeAdapter

    return TypeAdapter(into)


class EntityDecoder:
    """Decodes leniently, so that one bad field never loses a page; or strictly, for tests.

    Args:
        strict: raise ``SchemaDriftError`` at the first field that is not as declared.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self._warned: set[tuple[str, str, str]] = set()
        self._lock = threading.Lock()

    def decode(self, into: Any, reply: Reply, asked: Asked) -> Any:
        """Decode a reply's body into a type; into ``bytes`` it goes as it is, into ``str`` what is no JSON does.

        Raises:
            UnexpectedAnswerError: the body is not JSON, or of another shape altogether.
            SchemaDriftError: in strict mode, a field is not as declared.
        """
        if into is bytes:
            return reply.body
        if into is str and "json" not in reply.headers.get("content-type", "json"):
            return reply.body.decode("utf-8", "replace")
        adapter = adapter_for(into)
        try:
            value = adapter.validate_json(reply.body)
            if self.strict:
                _check_types(into, value, reply, asked)
            return value
        except ValueError as error:
            first: dict[str, Any] = cast(Any, error).errors(include_url=False, include_context=False)[0]
        spoilt = first["type"] == "json_invalid"
        if spoilt and self.strict:
            raise unexpected(f"is not JSON ({first['msg']})", reply, asked)
        salvage = Salvage()
        value, failed = None, ""
        try:
            value = salvage.read(into, adapter, _parsed(reply.body), Spot(_name_of(into), "", {}))
        except Unreadable:
            failed = f"has another shape ({first['msg']})"
        except (ValueError, RecursionError):
            failed = "is not JSON"
        if failed:  # raised out here, as a parser's error keeps the whole body
            raise unexpected(failed, reply, asked)
        if spoilt:
            self._warn(asked, Note(_name_of(into), "", first["msg"]))
        if self.strict and salvage.notes:
            raise _strict_error(salvage.notes[0], first["msg"], reply, asked)
        for note in salvage.notes:
            self._warn(asked, note)
        return value

    def _warn(self, asked: Asked, note: Note) -> None:
        known = (asked.server, note.entity, note.field.partition("[")[0])
        with self._lock:
            if known in self._warned:
                return
            self._warned.add(known)
        warnings.warn(
            f"{asked.server} sent {note.name} in a form that is not as declared ({asked.shown(note.value)!r:.60})",
            SchemaDriftWarning,
            stacklevel=callers_level(),
        )


_OWN_FILES = str(Path(__file__).parents[1]) + os.sep


def callers_level() -> int:
    """How many frames above whoever asks the program is that called Howdah, for ``warnings.warn``."""
    frame, level = inspect.currentframe(), 0
    while frame is not None and frame.f_code.co_filename.startswith(_OWN_FILES):
        frame, level = frame.f_back, level + 1
    return level


LONGEST_NUMBER = 40
"""Digits of a number; a longer one is taken as the text that it is."""


def _parsed(body: bytes) -> Any:
    """A document, also where it is not quite JSON: in another encoding, with characters or numbers that are none.

    Raises:
        ValueError: it is not JSON at all.
        RecursionError: it is nested too deeply.
    """
    text = body.decode(json.detect_encoding(body), "replace")
    document = json.loads(text, strict=False, parse_int=_number, parse_constant=lambda _: None)
    if "\\u" in text or "\\U" in text:
        document = _legible(document)
    return document


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= LONGEST_NUMBER else digits


def _legible(node: Any) -> Any:
    """A document without halves of characters, which no text can be encoded with."""
    if isinstance(node, str):
        return node if node.isascii() else node.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if is_json_array(node):
        return [_legible(item) for item in node]
    if is_json_object(node):
        return {_legible(key): _legible(value) for key, value in node.items()}
    return node


def unexpected(what: str, reply: Reply, asked: Asked) -> UnexpectedAnswerError:
    """An error for an answer that is not what the endpoint gives; it shows how the answer starts."""
    start = asked.redact(reply.body[:1000].decode("utf-8", "replace"))
    headers = asked.headers_of(reply)
    kind = headers.get("content-type", "no content type")
    said = f"{kind}: {start[:80]!r}" if reply.body else f"{kind}, empty"
    return UnexpectedAnswerError(
        f"{asked.server}: the answer to {asked.method} {asked.url} {what}; it sent {said}",
        status=reply.status,
        method=asked.method,
        url=asked.url,
        headers=headers,
        body=start.encode(),
    )


def _check_types(into: Any, value: Any, reply: Reply, asked: Asked) -> None:
    """Refuse what was read although its type is another.

    Raises:
        SchemaDriftError: there is such a value.
    """
    for found in retyped(value, json.loads(reply.body), _name_of(into)):
        raise _strict_error(Note(*found), "its type is another", reply, asked)


def _strict_error(note: Note, message: str, reply: Reply, asked: Asked) -> SchemaDriftError:
    return SchemaDriftError(
        f"{asked.server}: {note.name} is not as declared: {asked.redact(message)}, got {asked.shown(note.value)!r:.80} "
        f"(in the answer to {asked.method} {asked.url})",
        entity=note.entity,
        field=note.field,
        value=asked.shown(note.value),
        status=reply.status,
        method=asked.method,
        url=asked.url,
        headers=asked.headers_of(reply),
        body=asked.redact(reply.body[:1000].decode("utf-8", "replace")).encode(),
    )


class Note(NamedTuple):
    """Something that could not be read."""

    entity: str
    field: str
    value: Any

    @property
    def name(self) -> str:
        """Entity and field, as a person writes them."""
        return f"{self.entity}.{self.field}" if self.field[:1] not in ("", "[") else f"{self.entity}{self.field}"


class Spot(NamedTuple):
    """Where in a document a value stands: the entity it belongs to and the path from there."""

    entity: str
    path: str
    drift: dict[str, Any]

    def at(self, step: int | str) -> Spot:
        """The spot of an item of the value that stands here."""
        return self._replace(path=f"{self.path}[{step}]")


class Unreadable(Exception):
    """A value cannot stand where it does, not even in part."""


class Salvage:
    """Reads what can be read of a document that is not as declared, and notes the rest."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def read(self, declared: Any, adapter: TypeAdapter[Any], node: Any, spot: Spot) -> Any:
        """Read a value whole if it is as declared, else part by part.

        Raises:
            Unreadable: no part of it can stand here.
        """
        try:
            return adapter.validate_python(node)
        except ValueError:
            pass
        shape = _shape_of(declared)
        node = _prepared(declared, shape, node)
        if is_json_array(node) and get_origin(shape) is list:
            return list(self._kept(get_args(shape)[0], dict(enumerate(node)), spot).values())
        if is_json_object(node) and get_origin(shape) is dict:
            return self._kept(get_args(shape)[1], node, spot)
        if is_json_object(node) and _is_entity(shape):
            return self._entity(shape, dict(node))
        raise Unreadable

    def _kept(self, declared: Any, items: Mapping[Any, Any], spot: Spot) -> dict[Any, Any]:
        """Those of the items that can be read, by key or index."""
        adapter = adapter_for(declared)
        kept: dict[Any, Any] = {}
        for step, node in items.items():
            try:
                kept[step] = self.read(declared, adapter, node, spot.at(step))
            except Unreadable:
                self._note(spot.at(step), node)
        return kept

    def _entity(self, model: type[Entity], rest: dict[str, Any]) -> Entity:
        from pydantic import ValidationError

        fields = model.model_fields
        keys = {
            name: next((key for key in keys_of(name, field) if key in rest), None) for name, field in fields.items()
        }
        if all(key is None for key in keys.values()):
            raise Unreadable
        drift: dict[str, Any] = {}
        values: dict[str, Any] = {}
        for name, key in keys.items():
            spot = Spot(model.__name__, name, drift)
            if key is None:
                if fields[name].is_required():
                    self._note(spot, MISSING)
                continue
            received = rest.pop(key)
            declared, adapter = _field_adapter(model, name)
            try:
                values[name] = self.read(declared, adapter, received, spot)
            except Unreadable:
                self._note(spot, received)
        try:
            entity = model.model_validate({**rest, **values}, by_name=True)
        except ValidationError:
            entity = model.model_construct(**values)
            cast("dict[str, Any]", entity.model_extra).update(rest)
        for path, received in drift.items():
            entity.note_drift(path, received)
        return entity

    def _note(self, spot: Spot, received: Any) -> None:
        self.notes.append(Note(spot.entity, spot.path, received))
        spot.drift[spot.path] = received


@cache
def _field_adapter(model: type[Entity], name: str) -> tuple[Any, TypeAdapter[Any]]:
    model.model_rebuild()  # resolves what its fields name, such as itself
    field = model.model_fields[name]
    declared: Any = field.annotation
    if field.metadata:
        declared = Annotated[declared, *field.metadata]
    return declared, adapter_for(declared)


def _prepared(declared: Any, shape: Any, node: Any) -> Any:
    """A value as before-validators would have it: those of its annotation, then the model's own."""
    from pydantic import BeforeValidator

    marks: tuple[Any, ...] = get_args(declared)[1:] if get_origin(declared) is Annotated else ()
    for mark in reversed(marks):
        if isinstance(mark, BeforeValidator):
            node = cast(Any, mark.func)(node)
    for decorator in shape.__pydantic_decorators__.model_validators.values() if _is_entity(shape) else ():
        if decorator.info.mode == "before":
            node = getattr(shape, decorator.cls_var_name)(node)
    return node


def _is_entity(shape: Any) -> bool:
    return isinstance(shape, type) and hasattr(shape, "model_fields")


def _shape_of(declared: Any) -> Any:
    """A declared type without its annotations and its ``None``."""
    origin = get_origin(declared)
    if origin is Annotated:
        return _shape_of(get_args(declared)[0])
    if origin in (Union, types.UnionType):
        members = [_shape_of(member) for member in get_args(declared) if member is not type(None)]
        return next((m for m in members if _is_entity(m) or get_origin(m) in (list, dict)), members[0])
    return declared


def _name_of(declared: Any) -> str:
    shape = _shape_of(declared)
    if get_origin(shape) in (list, dict):
        return _name_of(get_args(shape)[-1])
    return getattr(shape, "__name__", str(shape))
