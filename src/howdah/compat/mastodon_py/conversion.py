"""JSON to what Mastodon.py gives, in one pass, by tables that are made of the entities' own annotations."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Union, cast, get_args, get_origin

from .types_base import (
    AttribAccessDict,
    Convert,
    EmptyResponse,
    IdType,
    MaybeSnowflakeIdType,
    NonPaginatableList,
    PaginatableList,
    Unfinished,
    entity_of,
    list_of,
)

if TYPE_CHECKING:
    from types import ModuleType

Kind = type[AttribAccessDict]


def as_it_is(value: Any) -> Any:
    """A value of a kind that nothing is known of: dicts get attributes, all else stays."""
    if value.__class__ is dict:
        return entity_of(AttribAccessDict, {name: as_it_is(inner) for name, inner in value.items()})
    if value.__class__ is list:
        return list_of(NonPaginatableList, "NonPaginatableList", map(as_it_is, value))
    return value


def to_text(value: Any) -> str:
    """A text; an empty one where there is an empty dict."""
    return "" if value == {} else str(value)


def to_number(value: Any) -> int | None:
    """A whole number, if it is one."""
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def to_fraction(value: Any) -> float | None:
    """A number, if it is one."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def to_flag(value: Any) -> bool:
    """Whether it says yes."""
    return value.lower() == "true" if isinstance(value, str) else bool(value)


def to_moment(value: Any) -> Any:
    """A time: from ISO 8601, or from seconds since 1970; ``None`` where a text is neither."""
    try:
        if isinstance(value, str):
            return datetime.fromtimestamp(int(value), UTC) if value.isdecimal() else datetime.fromisoformat(value)
        return datetime.fromtimestamp(value, UTC) if isinstance(value, int) else value
    except (ValueError, OverflowError, OSError):
        return None


def to_id(value: Any) -> Any:
    """An ID as text that knows its age."""
    if isinstance(value, (str, int)):
        return MaybeSnowflakeIdType(value)
    return as_it_is(value)


def to_id_as_sent(value: Any) -> Any:
    """An ID of a kind that is text and no more."""
    if isinstance(value, datetime):
        return value
    return value if isinstance(value, MaybeSnowflakeIdType) else to_text(value)


PLAIN: Mapping[Any, tuple[type[Any], Convert]] = {
    str: (str, to_text),
    int: (int, to_number),
    bool: (bool, to_flag),
    float: (float, to_fraction),
    datetime: (datetime, to_moment),
    MaybeSnowflakeIdType: (MaybeSnowflakeIdType, to_id),
    IdType: (str, to_id_as_sent),
}
"""For each declared type what needs no converting, and what converts the rest."""

VARIANTS: Mapping[str, tuple[str, Mapping[Any, str]]] = {
    "MediaAttachment": (
        "type",
        {
            "image": "MediaAttachmentImageMetadata",
            "video": "MediaAttachmentVideoMetadata",
            "gifv": "MediaAttachmentVideoMetadata",
            "audio": "MediaAttachmentAudioMetadata",
        },
    ),
    "AnnualReport": ("schema_version", {1: "AnnualReportDataV1", 2: "AnnualReportDataV2"}),
}
"""Entities of which a field says which of several kinds of data is in them."""
OTHERWISE: Mapping[str, str] = {"AnnualReport": "AttribAccessDict"}
"""What is in them where it says none of these."""


class Table:
    """How an entity's fields are converted; worked out when it is first needed, as an entity may hold its own kind.

    Args:
        kind: the entity.
        chosen: which of several kinds of data is in it.
    """

    __slots__ = ("_chosen", "empty", "fields", "kind", "renamed")

    def __init__(self, kind: Kind, chosen: Kind | None = None) -> None:
        self.kind = kind
        self._chosen = chosen
        self.renamed = kind._rename_map
        self.fields: tuple[tuple[str, type[Any], Convert], ...] | None = None
        self.empty: dict[str, Any] = {}

    def _work_out(self) -> tuple[tuple[str, type[Any], Convert], ...]:
        """Name, type that needs no converting and converter of each field that has one."""
        hints = hints_of(self.kind)
        self.empty = dict.fromkeys(hints)
        rules = ((name, _rule(declared, self._chosen)) for name, declared in hints.items())
        self.fields = tuple((name, *rule) for name, rule in rules if rule is not None)
        return self.fields

    def convert(self, raw: Any) -> Any:
        """An entity of a JSON object; anything else stays as it is."""
        if raw.__class__ is not dict:
            if not isinstance(raw, dict):
                return as_it_is(raw)
            raw = dict(cast("dict[str, Any]", raw))
        fields = self.fields or self._work_out()
        values: dict[str, Any] = self.empty | raw
        for name, fine, convert in fields:
            value = values[name]
            if value is not None and value.__class__ is not fine:
                values[name] = convert(value)
        if len(values) != len(self.empty):
            self._convert_the_rest(values)
        made: Any = Unfinished(values)
        made.__class__ = self.kind
        return made

    def _convert_the_rest(self, values: dict[str, Any]) -> None:
        """Convert what is not declared, and give fields that the server calls otherwise both of their names."""
        fields = {name: (fine, convert) for name, fine, convert in self.fields or ()}
        for name, sent in self.renamed.items():
            if values.get(sent) is not None and values[name] is None:
                fine, convert = fields[name]
                value = values[sent]
                values[name] = values[sent] = value if value.__class__ is fine else convert(value)
        named_twice = set(self.renamed.values())
        for name in values.keys() - self.empty.keys() - named_twice:
            values[name] = as_it_is(values[name])


class Variants:
    """Converts entities of which a field says what kind of data is in them."""

    def __init__(self, kind: Kind) -> None:
        self.tell, kinds = VARIANTS[kind.__name__]
        self.tables = {value: Table(kind, named(name)).convert for value, name in kinds.items()}
        otherwise = OTHERWISE.get(kind.__name__)
        self.otherwise = Table(kind, named(otherwise) if otherwise else None).convert

    def convert(self, raw: Any) -> Any:
        """An entity of a JSON object."""
        said = cast("dict[str, Any]", raw).get(self.tell) if isinstance(raw, dict) else None
        if isinstance(said, str) and said.isdecimal():
            said = int(said)
        return self.tables.get(said, self.otherwise)(raw)


def return_types() -> ModuleType:
    """The module of the entities."""
    from . import return_types

    return return_types


@cache
def named(name: str) -> Kind:
    """An entity's class by its name.

    Raises:
        KeyError: there is none of that name.
    """
    if name == "EmptyResponse":
        return EmptyResponse
    kind = getattr(return_types(), name, None)
    if not (isinstance(kind, type) and issubclass(kind, AttribAccessDict)):
        raise KeyError(name)
    return kind


@cache
def hints_of(kind: Kind) -> dict[str, Any]:
    """The declared type of each field, in order."""
    if kind is AttribAccessDict:
        return {}
    hints = inspect.get_annotations(kind, eval_str=True)
    return {name: declared for name, declared in hints.items() if not name.startswith("_")}


@cache
def fields_of(kind: Kind) -> tuple[str, ...]:
    """The names of an entity's fields."""
    return tuple(hints_of(kind))


def _members(declared: Any) -> list[Any]:
    if declared is None:
        return [type(None)]
    if get_origin(declared) in (Union, types.UnionType):
        return [member for member in get_args(declared) if member is not type(None)]
    return [declared]


def _rule(declared: Any, chosen: Kind | None = None) -> tuple[type[Any], Convert] | None:
    """What needs no converting, and what converts the rest; ``None`` if nothing is converted."""
    members = _members(declared)
    if set(members) == set(get_args(IdType)):
        return PLAIN[IdType]
    if len(members) == 1 and members[0] in PLAIN:
        return PLAIN[members[0]]
    convert = converter(declared, chosen)
    return (type(None), convert)


@cache
def converter(declared: Any, chosen: Kind | None = None) -> Convert:
    """What makes a declared type of a JSON value that is not null.

    Args:
        declared: an entity, a list of them, or a plain type.
        chosen: the one that is meant where it is one of several.
    """
    members = _members(declared)
    if set(members) == set(get_args(IdType)):
        return to_id_as_sent
    if len(members) > 1:
        return entity_converter(chosen) if chosen in members else _either(members)
    return _converter(members[0], chosen)


def _converter(declared: Any, chosen: Kind | None) -> Convert:
    if declared in PLAIN:
        return PLAIN[declared][1]
    if declared is type(None):
        return _nothing
    origin = get_origin(declared)
    if origin in (PaginatableList, NonPaginatableList, list):
        return _list_converter(origin, get_args(declared)[0], chosen)
    if origin is dict:
        convert = converter(get_args(declared)[1])
        return lambda raw: entity_of(AttribAccessDict, {name: convert(value) for name, value in raw.items()})
    if isinstance(declared, type) and issubclass(declared, AttribAccessDict):
        return entity_converter(declared, chosen)
    return as_it_is


@cache
def entity_converter(kind: Kind, chosen: Kind | None = None) -> Convert:
    """What makes an entity of a JSON object."""
    if kind is AttribAccessDict:
        return as_it_is
    return Variants(kind).convert if kind.__name__ in VARIANTS else Table(kind, chosen).convert


def _list_converter(kind: Any, item: Any, chosen: Kind | None) -> Convert:
    convert = converter(item, chosen) if item is not Any else _unchanged
    made: Any = NonPaginatableList if kind is list else kind
    name = _name_of_list(kind, item)

    def convert_all(raw: Any) -> Any:
        if raw.__class__ is not list and not isinstance(raw, SEVERAL):
            return raw
        items = made([None if each is None else convert(each) for each in raw])
        items._mastopy_type = name
        return items

    return convert_all


def _name_of_list(kind: Any, item: Any) -> str:
    """What ``to_json`` calls a list."""
    outer = "builtins.list" if kind is list else str(kind.__name__)
    if not isinstance(item, type):
        return outer
    own = issubclass(item, (AttribAccessDict, MaybeSnowflakeIdType))
    return f"{outer}[{item.__name__ if own else f'{item.__module__}.{item.__name__}'}]"


def _nothing(_: Any) -> None:
    """What a call gives that gives nothing."""


def _unchanged(value: Any) -> Any:
    return value


def _either(members: list[Any]) -> Convert:
    """What makes that one of several entities whose fields a JSON object has most of."""
    kinds = [(frozenset(fields_of(member)), converter(member)) for member in members if isinstance(member, type)]

    def convert(raw: Any) -> Any:
        if not isinstance(raw, dict):
            return as_it_is(raw)
        keys = cast("dict[str, Any]", raw).keys()
        scores = [(len(keys & fields), convert) for fields, convert in kinds]
        return max(scores, key=itemgetter(0))[1](raw)  # pyright: ignore[reportUnknownArgumentType]

    return convert


@cache
def field_converter(kind: Kind, name: str) -> Convert:
    """What converts a value that is set."""
    declared = hints_of(kind).get(name)
    if declared is None:
        return lambda value: _unless_made(as_it_is, value) if isinstance(value, (dict, list)) else value
    convert = converter(declared)
    return lambda value: value if value is None else _unless_made(convert, value)


def _unless_made(convert: Convert, value: Any) -> Any:
    made = (AttribAccessDict, NonPaginatableList, PaginatableList, datetime, MaybeSnowflakeIdType)
    return cast(Any, value) if isinstance(value, made) else convert(value)


@cache
def converter_named(name: str) -> Convert:
    """What makes an entity, or a list of them, of JSON, by the name that ``to_json`` has written.

    Raises:
        KeyError: there is none of that name.
    """
    outer, _, inner = name.removesuffix("]").partition("[")
    outer, inner = outer.removeprefix("builtins."), inner.removeprefix("builtins.")
    if outer not in LISTS:
        return entity_converter(named(outer))
    plain = {kind.__name__: kind for kind in PLAIN if isinstance(kind, type)}
    item: Any = plain[inner] if inner in plain else named(inner) if inner else Any
    return _list_converter(LISTS[outer], item, None)


def converter_of_page(name: str) -> Convert:
    """What makes a page of JSON, by the name that is kept of the pages next to it.

    Raises:
        KeyError: there is none of that name.
    """
    convert = converter_named(name)

    def convert_either(raw: Any) -> Any:
        if raw.__class__ is list and "[" not in name:
            return list_of(PaginatableList, name, map(convert, raw))
        return convert(raw)

    return convert_either


SEVERAL: Any = (list, tuple, str, dict)
"""What can be made a list of."""
LISTS: Mapping[str, Any] = {
    "PaginatableList": PaginatableList,
    "NonPaginatableList": NonPaginatableList,
    "list": list,
}
