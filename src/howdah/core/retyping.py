"""What was read although its type is another: what lenient decoding makes good, and strict mode reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from .shapes import is_json_array, is_json_object

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

AS_SENT: dict[type, tuple[type, ...]] = {bool: (bool,), int: (int,), float: (int, float), datetime: (str,)}
"""What JSON sends for a value of a type; other types have but one form, or say themselves what they take."""


class Retyped(NamedTuple):
    """A value that was sent as another type: the entity and field it belongs to, and what was sent."""

    entity: str
    field: str
    value: Any


def retyped(value: Any, node: Any, entity: str, field: str = "") -> Iterator[Retyped]:
    """Every value, in what was decoded, that was sent as another type than it has now.

    Args:
        value: what was decoded.
        node: the JSON that it was decoded from.
        entity: the entity that it belongs to.
        field: where in that it stands.
    """
    kind: Any = value.__class__
    fields: dict[str, FieldInfo] | None = getattr(kind, "model_fields", None)
    if fields is not None and is_json_object(node):
        for name, declared in fields.items():
            key = next((key for key in keys_of(name, declared) if key in node), None)
            if key is None or name not in vars(value) or (isinstance(node[key], str) and _is_in_text(declared)):
                continue
            yield from retyped(vars(value)[name], node[key], kind.__name__, name)
    elif is_json_array(value) and is_json_array(node) and len(value) == len(node):
        for index, (item, sent) in enumerate(zip(value, node, strict=True)):
            yield from retyped(item, sent, entity, f"{field}[{index}]")
    elif is_json_object(value) and is_json_object(node):
        for key, item in value.items():
            yield from retyped(item, node.get(key), entity, f"{field}[{key}]")
    elif _is_another(value, node):
        yield Retyped(entity, field, node)


def _is_another(value: Any, node: Any) -> bool:
    """Whether a single value was sent as another type."""
    if value is None:
        return bool(node == "")
    return type(value) in AS_SENT and type(node) not in AS_SENT[type(value)]


def _is_in_text(field: FieldInfo) -> bool:
    """Whether servers send a field's number as text, by the API's own word."""
    from ..models.entity import IN_TEXT

    within = [mark for kind in get_args(field.annotation) for mark in get_args(kind)]
    return IN_TEXT in (*field.metadata, *within)


def keys_of(name: str, field: FieldInfo) -> list[str]:
    """The keys under which a field may stand in a document."""
    aliases = getattr(field.validation_alias, "choices", [field.validation_alias])
    return [alias for alias in (*aliases, field.alias, name) if isinstance(alias, str)]
