"""Nulls that servers send where a list or an object is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


def _fill_list(value: Any) -> Any:
    return [] if value is None else value


def _fill_dict(value: Any) -> Any:
    return {} if value is None else value


class _NoneAsEmptySchema:
    """A ``null`` becomes an empty list or dict; anything else is read as annotated."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        schema = handler(source)
        fill = _fill_dict if schema["type"] == "dict" else _fill_list
        return core_schema.no_info_after_validator_function(fill, core_schema.nullable_schema(schema))


NONE_AS_EMPTY = _NoneAsEmptySchema()
"""Marks a list or dict for which some server sends ``null``: ``Annotated[list[Id], NONE_AS_EMPTY] = []``."""

__all__ = ["NONE_AS_EMPTY"]
