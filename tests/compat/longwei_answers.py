"""Answers of a server, made of longwei's own models: every field filled, and one that no model knows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import longwei
from pydantic import BaseModel

STATES = {"visibility": "unlisted", "type": "mention", "severity": "suspend", "filter_action": "warn"}
TIMES = re.compile(r".*_at|week|created_at")


@cache
def sample(model: type[BaseModel], depth: int = 0) -> dict[str, Any]:
    """An object as a server would send it for a model."""
    made = {name: _value(name, field.annotation, depth) for name, field in model.model_fields.items()}
    return {**made, "of_the_future": {"anything": [1, "two", None]}}


def _value(name: str, declared: Any, depth: int) -> Any:
    kinds = [kind for kind in get_args(declared) if kind is not NoneType]
    if get_origin(declared) in (Union, UnionType):
        declared = kinds[0]
    origin = get_origin(declared)
    if origin is list:
        inner = get_args(declared)[0]
        return [] if _is_model(inner) and depth > 1 else [_value(name, inner, depth)]
    if _is_model(declared):
        return None if depth > 1 else sample(declared, depth + 1)
    if declared is dict or origin is dict:
        return {"text": "as it is", "number": 5}
    if declared is bool:
        return True
    if declared is int:
        return 42
    return STATES.get(name) or ("2026-11-21T09:08:07.654Z" if TIMES.fullmatch(name) else f"{name} & <b>so</b> ☂")


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def answer_for(method: str) -> Any:
    """What a server answers to one of longwei's methods."""
    returns = get_type_hints(getattr(longwei.APClient, method))["return"]
    kinds = [kind for kind in get_args(returns) if kind is not NoneType] or [returns]
    if get_origin(returns) is list:
        item = sample(kinds[0]) if _is_model(kinds[0]) else "example.org"
        return [item, item]
    if get_origin(returns) is dict:
        return {"home": sample(kinds[1])}
    if returns is NoneType:
        return {}
    return sample(kinds[0])


def comparable(value: Any) -> Any:
    """A result as plain data, with the names of the models."""
    if isinstance(value, BaseModel):
        return {"(model)": type(value).__name__, **{name: comparable(field) for name, field in value}}
    if isinstance(value, Mapping):
        return {name: comparable(field) for name, field in value.items()}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    return json.loads(json.dumps(value))
