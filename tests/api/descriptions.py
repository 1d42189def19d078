"""What a server says of itself in OpenAPI or Swagger, brought into one form and held against the declarations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

from tests.api.test_against_operations import DECLARED, Declared, erased, offered

import howdah.models
from howdah.core.plan import resolve
from howdah.models.entity import Entity
from howdah.streaming.operations import StreamOperation

Schema = dict[str, Any]

DERIVED = {
    "delete_and_redraft": "deletes what it gives the parts of",
    "get_server": "tells of an instance only which software it is",
    "pleroma.update_avatar": "changes one picture of a profile",
    "pleroma.update_background": "changes one picture of a profile",
    "pleroma.update_banner": "changes one picture of a profile",
    "post_thread": "posts several, each with what post_status takes",
    "reply_to": "posts what is made of another status",
    "resolve": "takes from a search what has a URL",
    **{
        name: "a stream says what it wants in the names that it subscribes to"
        for name, declared in DECLARED.items()
        if isinstance(declared, StreamOperation)
    },
}
"""Flows that ask for one thing and make another of it."""
assert DERIVED.keys() <= DECLARED.keys()


@dataclass(frozen=True)
class Parameter:
    """A parameter that a description has.

    Attributes:
        name: its name on the wire, as ``poll[options]``, without ``[]``.
        place: ``query``, ``body``, ``file``, ``header``.
        several: whether it is an array.
        required: whether it must be there.
        values: the values it takes, if the description lists them.
    """

    name: str
    place: str
    several: bool
    required: bool
    values: frozenset[str] = frozenset()


@dataclass
class Described:
    """An operation that a description has.

    Attributes:
        method: HTTP method.
        path: its path, with ``{parameters}``.
        parameters: its parameters, but for those in the path.
        answers: the schemas of its answers; empty where the description is silent or the answer is empty.
    """

    method: str
    path: str
    parameters: list[Parameter]
    answers: list[Schema] = field(default_factory=list[Schema])

    @property
    def key(self) -> tuple[str, str]:
        """The method, and the path without its parameters' names."""
        return self.method, erased(self.path)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass
class Description:
    """A server's description of itself.

    Attributes:
        operations: its operations.
        schemas: its entities and enums by name.
        names: what Howdah calls its entities, where that is not their own name.
        no_models: schemas that are no entity of Howdah's.
    """

    operations: list[Described]
    schemas: Mapping[str, Schema]
    names: Mapping[str, str]
    no_models: Iterable[str]

    def model(self, name: str) -> type[Entity] | None:
        """The model of a schema, if it has one."""
        found = getattr(howdah.models, self.names.get(name, name), None)
        return found if isinstance(found, type) and issubclass(found, Entity) else None

    def entities(self) -> list[str]:
        """The schemas that are entities."""
        return sorted(
            name for name, schema in self.schemas.items() if "properties" in schema and name not in self.no_models
        )

    def resolved(self, schema: Schema) -> tuple[str | None, Schema]:
        """A schema behind its reference, with its name if it has one; of alternatives, the first."""
        for alternative in (*schema.get("oneOf", []), *schema.get("allOf", [])):
            if alternative.get("type") != "null":
                return self.resolved(alternative)
        if reference := schema.get("$ref"):
            name: str = reference.rpartition("/")[2]
            return name, self.resolved(self.schemas[name])[1]
        return None, schema


def models_in(annotation: Any) -> Iterator[type[Entity]]:
    """The models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Entity):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def enums_in(annotation: Any) -> Iterator[type[StrEnum]]:
    """The enums that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield annotation
    for part in get_args(annotation):
        yield from enums_in(part)


def is_list(annotation: Any) -> bool:
    """Whether a type is a list, or may be one."""
    origin = get_origin(annotation)
    return origin is list or (origin is not dict and any(is_list(part) for part in get_args(annotation)))


@cache
def declared_by_request() -> dict[tuple[str, str], list[tuple[str, Declared]]]:
    """The declarations that make each request."""
    found: dict[tuple[str, str], list[tuple[str, Declared]]] = {}
    for name, declared in DECLARED.items():
        said = declared.declaration
        for use in said.uses or (f"{said.method} {said.path}",):
            method, _, path = use.partition(" ")
            found.setdefault((method, erased(path)), []).append((name, declared))
            if said.moved is not None:
                found.setdefault((method, erased(said.moved.older(path))), []).append((name, declared))
    return found


def alone(declared: Declared) -> bool:
    """Whether a declaration is one request, whose parameters go over the wire as it says."""
    return not declared.declaration.uses


def wire_names(declared: Declared) -> set[str]:
    """The names under which a declaration sends its parameters; those of a flow are as its signature has them."""
    names = {name for item in declared.plan.fields for name in (item.wire_name, item.wire.also) if name}
    return {re.sub(r"\[\]$", "", name) for name in names}


def known_as(name: str, names: set[str]) -> str | None:
    """The parameter that says a name: itself, one whose value it is part of, or one that spells it with ``_``."""
    parts = [part.rstrip("]") for part in name.split("[")]
    for length in range(len(parts), 0, -1):
        head, *rest = parts[:length]
        bracketed = "".join([head, *(f"[{part}]" for part in rest)])
        underscored = re.sub(r"\W", "_", "_".join([head, *rest])).lower()
        if found := names & {bracketed, underscored}:
            return found.pop()
    return None


def values_typed(declared: Declared, name: str) -> set[str] | None:
    """The values that an open enum lists for a parameter, if it is one."""
    annotation = declared.plan.signature.parameters[name].annotation
    enums = list(enums_in(resolve(annotation, declared.declared.__module__)))
    return {member.value for enum in enums for member in enum} if enums else None


def differences(described: Described, description: Description) -> Iterator[str]:
    """What the declarations of a described operation say otherwise."""
    here = declared_by_request().get(described.key, [])
    if not here:
        if described.key not in offered():  # else test_coverage.py asks for it
            yield "not declared"
        return
    singles = [pair for pair in here if alone(pair[1])]
    flows = [pair for pair in here if not alone(pair[1]) and pair[0] not in DERIVED]
    if singles:  # a path may be declared once for each server that has another idea of it
        known = {name for _, declared in singles for name in wire_names(declared)}
        yield from (f"lacks {one.name}" for one in described.parameters if known_as(one.name, known) is None)
    for name, declared in flows if not singles else [pair for pair in flows if begins_with(pair[1], described)]:
        known = wire_names(declared)
        yield from (f"{name}: lacks {one.name}" for one in described.parameters if known_as(one.name, known) is None)
    for name, declared in singles or flows:
        yield from (f"{name}: {what}" for what in parameter_differences(described, declared))
        if described.answers and not any(fits(declared.returns, answer, description) for answer in described.answers):
            yield f"{name}: gives {written(declared.returns)}"


def begins_with(declared: Declared, described: Described) -> bool:
    """Whether a flow is made for an operation first of all."""
    return described.key == (declared.declaration.method, erased(declared.declaration.path))


def parameter_differences(described: Described, declared: Declared) -> Iterator[str]:
    """How a declaration's parameters differ from those described of the same name."""
    signature = declared.signature.parameters
    by_name: dict[str, list[Parameter]] = {}
    for parameter in described.parameters:
        if (spelt := known_as(parameter.name, wire_names(declared))) is not None:
            by_name.setdefault(spelt, []).append(parameter)
    for item in declared.plan.fields:
        for spelt in {re.sub(r"\[\]$", "", name) for name in (item.wire_name, item.wire.also) if name}:
            for parameter in by_name.get(spelt, []):
                whole = known_as(parameter.name, {spelt}) == spelt and parameter.name.count("[") == spelt.count("[")
                places = {parameter.place} if alone(declared) and item.place != "path" else {item.place}
                if item.place not in places:
                    yield f"{parameter.name} goes in the {item.place}, not the {parameter.place}"
                several = bool(re.search(r"Sequence\[|list\[", str(signature[item.name].annotation)))
                if whole and several != parameter.several:
                    yield f"{parameter.name} is {'several' if several else 'one'}"
                if whole and parameter.required and signature[item.name].default is None:
                    yield f"{parameter.name} is required"
                typed = values_typed(declared, item.name)
                if whole and typed is not None and parameter.values - typed:
                    yield f"{parameter.name} takes {', '.join(sorted(parameter.values - typed))}"


def written(kind: Any) -> str:
    """A type as it is written, without modules."""
    return re.sub(r"[\w.]+\.(\w+)", r"\1", kind.__name__ if isinstance(kind, type) else str(kind))


def fits(kind: Any, schema: Schema, description: Description) -> bool:
    """Whether a Python type can hold what a schema describes."""
    name, schema = description.resolved(schema)
    if schema.get("type") == "array":
        return is_list(kind) and all(fits(part, schema["items"], description) for part in get_args(kind))
    if is_list(kind):
        return False
    models = list(models_in(kind))
    if name is not None and (model := description.model(name)) is not None:
        return any(issubclass(found, model) or issubclass(model, found) for found in models)
    if schema.get("type") != "object":
        return not models
    return kind is not type(None) and not any(
        True for one in models for _ in field_differences(one, schema, description)
    )


def entity_differences(name: str, description: Description) -> Iterator[str]:
    """How a model differs from the schema that describes its entity."""
    model = description.model(name)
    if model is None:
        yield "no model"
    else:
        yield from field_differences(model, description.schemas[name], description)


def field_differences(model: type[Entity], schema: Schema, description: Description) -> Iterator[str]:
    """How a model's fields differ from a schema's."""
    model.model_rebuild()
    fields = {info.alias or key: info for key, info in model.model_fields.items()} | model.model_fields
    for key, described in schema.get("properties", {}).items():
        if key not in fields:
            yield f"lacks {key}"
        else:
            yield from (f"{key}: {what}" for what in kind_differences(fields[key].annotation, described, description))


def kind_differences(annotation: Any, schema: Schema, description: Description) -> Iterator[str]:
    """How a field's type differs from its schema."""
    name, schema = description.resolved(schema)
    types = types_of(schema)
    if ("array" in types) != is_list(annotation) and types:
        yield "is one" if "array" in types else "is several"
        return
    if "array" in types:
        name, schema = description.resolved(schema["items"])
    models = list(models_in(annotation))
    model = description.model(name) if name is not None else None
    if model is not None:
        if not any(issubclass(found, model) or issubclass(model, found) for found in models):
            yield f"is {written(annotation)}, not {written(model)}"
    elif "properties" in schema and models:
        yield from field_differences(models[0], schema, description)
    else:
        yield from value_differences(annotation, schema)


def value_differences(annotation: Any, schema: Schema) -> Iterator[str]:
    """How the type of a value that is no object differs from its schema."""
    types, made_of = types_of(schema), leaves(annotation)
    typed = {member.value for enum in enums_in(annotation) for member in enum}
    values = set(schema.get("enum", [])) - {None}
    if typed and values - typed:
        yield f"takes {', '.join(sorted(values - typed))}"
    if "boolean" in types and bool not in made_of:
        yield "is not boolean"
    if schema.get("format") == "date-time" and datetime not in made_of:
        yield "is not a time"
    if "integer" in types and made_of.isdisjoint({int, float, datetime}):
        yield "is not a number"
    if types == {"string"} and not made_of.isdisjoint({bool, float}):
        yield "is not text"


def types_of(schema: Schema) -> set[str]:
    """The JSON types that a schema allows, but for null."""
    types = schema.get("type", [])
    return ({types} if isinstance(types, str) else set(types)) - {"null"}


def leaves(annotation: Any) -> set[Any]:
    """The types that a type is made of."""
    parts = get_args(annotation)
    return {annotation} if not parts else set[Any]().union(*(leaves(part) for part in parts))
