"""What real servers answered, and what is known of their entities, against the models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

import howdah.models
from howdah.models.entity import Entity

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"there are no recorded answers in {SHARED}")

NOT_MODELS = {"Error"}
"""Entities that are no model: errors are exceptions."""
OTHER_RETURNS = {MARKERS := "map<string,Marker>", POSTED := "Status|ScheduledStatus"}
"""What operations return that is neither an entity nor a list of one."""
OTHERWISE_NAMED = {"Status::Mention": "Mention", "oAuthApp": "PleromaOAuthApp"}
OTHERWISE_SENT = {
    "StatusEdit.poll.options[]": "the same as poll[options]",
    "StatusEdit.poll.options[].title": "the same as poll[options][][title]",
}
"""Fields of ``entities.json`` that are written in another way than the rest."""


def load(name: str) -> Any:
    path = SHARED / name
    return json.loads(path.read_bytes()) if path.is_file() else []


ENTITIES: dict[str, Any] = {entity["name"]: entity for entity in load("api/entities.json")}


def class_name(entity: str) -> str:
    """What Howdah calls an entity."""
    if name := OTHERWISE_NAMED.get(entity) or ENTITIES[entity].get("longwei_name"):
        return str(name)
    first, *rest = entity.split("::")
    return "".join([*rest, first]) if first == "V1" else entity.replace("::", "")


def model_of(entity: str) -> type[Entity] | None:
    """The class of an entity, unless there is none."""
    return getattr(howdah.models, class_name(entity), None)


def type_of(returns: str, body: Any) -> Any:
    """What an operation returns, as a type."""
    if returns == MARKERS:
        return dict[str, howdah.models.Marker]
    if returns == POSTED:
        returns = "ScheduledStatus" if "scheduled_at" in body else "Status"
    name = returns.removesuffix("[]")
    model: Any = model_of(name)
    assert model, f"{name} has no model"
    return list[model] if returns.endswith("[]") else model


def pattern_of(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)) + "/?")


def routes() -> list[tuple[str, re.Pattern[str], str]]:
    """Method, path and what is returned; paths without parameters first."""
    found = [
        (operation["method"], operation[key], str(operation["returns"]))
        for operation in load("api/operations.json")
        for key in ("path", "newer_path", "akkoma_path")
        if operation.get(key)
    ]
    found.sort(key=lambda route: route[1].count("{"))
    return [(method, pattern_of(path), returns) for method, path, returns in found]


def answers() -> Iterator[Any]:
    """Every recorded answer that has an entity in it: what is returned, and the body."""
    known = routes()
    for path in sorted(SHARED.glob("recorded/*.json")):
        for number, exchange in enumerate(json.loads(path.read_bytes())):
            method, target, body = exchange["method"], exchange["path"].partition("?")[0], exchange["body"]
            if not 200 <= exchange["status"] < 300 or not isinstance(body, dict | list):
                continue
            if method == "DELETE" and not body:  # some servers answer with what they deleted, some with nothing
                continue
            for verb, pattern, returns in known:
                if verb == method and pattern.fullmatch(target):
                    if returns in OTHER_RETURNS or returns.removesuffix("[]") in ENTITIES:
                        yield pytest.param(returns, body, id=f"{path.stem}-{number}-{method}-{target}")
                    break


def entities_in(value: Any) -> Iterator[Entity]:
    """Every entity within a value, itself included."""
    if isinstance(value, Entity):
        yield value
        for name in type(value).model_fields:
            yield from entities_in(getattr(value, name))
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from entities_in(item)


def known_fields(model: type[Entity]) -> set[str]:
    """The fields that ``entities.json`` has of an entity, and its base class's."""
    names = {base.__name__ for base in model.__mro__}
    return {
        field["name"].partition("[")[0].partition(".")[0]
        for entity in ENTITIES.values()
        if class_name(entity["name"]) in names
        for field in entity["fields"]
    }


@pytest.mark.parametrize(("returns", "body"), list(answers()))
def test_recorded_answer_is_as_declared(returns: str, body: Any) -> None:
    decoded = TypeAdapter[Any](type_of(returns, body)).validate_json(json.dumps(body))
    for entity in entities_in(decoded):
        assert not entity.drift
        unknown = set(entity.model_extra or ()) & known_fields(type(entity))
        assert not unknown, f"{type(entity).__name__} has no {unknown}"


@pytest.mark.parametrize("name", sorted(set(ENTITIES) - NOT_MODELS))
def test_entity_has_model(name: str) -> None:
    assert model_of(name), f"howdah.models has no {class_name(name)}"


def model_in(annotation: Any) -> type[Entity] | None:
    """The model that a field holds, alone, in a list, or in a dict."""
    if isinstance(annotation, type) and issubclass(annotation, Entity):
        return annotation
    return next(filter(None, map(model_in, get_args(annotation))), None)


@pytest.mark.parametrize("name", sorted(set(ENTITIES) - NOT_MODELS))
def test_model_has_every_known_field(name: str) -> None:
    model = model_of(name)
    assert model
    missing: list[str] = []
    for field in ENTITIES[name]["fields"]:
        if f"{name}.{field['name']}" in OTHERWISE_SENT:
            continue
        here: type[Entity] | None = model
        for step in re.findall(r"[^\[\]]+", field["name"]):
            if here is None:  # a free-form object
                break
            here.model_rebuild()
            keys = {info.alias or key: info for key, info in here.model_fields.items()} | here.model_fields
            if step not in keys:
                missing.append(field["name"])
                break
            here = model_in(keys[step].annotation)
    assert not missing


@pytest.mark.parametrize(("model", "fields"), load("api/longwei_models.json")["models"].items() if ENTITIES else [])
def test_model_has_every_field_of_longwei(model: str, fields: dict[str, Any]) -> None:
    assert not set(fields) - set(getattr(howdah.models, model).model_fields)
