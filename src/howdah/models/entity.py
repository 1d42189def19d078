"""What every entity shares: leniency, drift, identity, and the types its fields are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, TypeAlias, TypeGuard

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

NO_DRIFT: Mapping[str, Any] = MappingProxyType({})


SAYING_NOTHING: tuple[Any, ...] = (None, False, "", [], {})
LONGEST_SHOWN = 80
"""Characters of a text that ``repr`` shows."""
MOST_SHOWN = 8
"""Items of a list that ``repr`` shows."""


class _Shown:
    """Something whose ``repr`` is a given text."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _shown(value: Any) -> Any:
    if isinstance(value, Entity):
        named = {name: value.__dict__.get(name) for name in value.shown_within}
        fields = ", ".join(f"{name}={field!r}" for name, field in named.items() if field is not None)
        return _Shown(f"{type(value).__name__}({fields or '...'})")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return _Shown(value.isoformat())
    if isinstance(value, str) and len(value) > LONGEST_SHOWN:
        return value[:LONGEST_SHOWN] + "..."
    if _is_list(value):
        items = [_shown(item) for item in value[:MOST_SHOWN]]
        return items if len(items) == len(value) else [*items, _Shown(f"and {len(value) - len(items)} more")]
    return value


def _make_lists(schema: dict[str, Any]) -> None:
    """Turn the default of a field from a list to copy into one to make."""
    if schema["type"] == "default" and schema.get("default") == []:
        del schema["default"]
        schema["default_factory"] = list


class Entity(BaseModel):
    """Something a server sent.

    Fields that Howdah does not know are kept in ``model_extra``. A field that could not be read falls back to its
    default and is kept, as received, in ``drift``; one that has no default raises ``AttributeError`` when touched.
    """

    model_config = ConfigDict(extra="allow", defer_build=True, protected_namespaces=())

    identity: ClassVar[str | None] = "id"
    """The field that two entities of the same kind share when they are the same thing, if the kind has one."""
    secretive: ClassVar[bool] = False
    """Whether an answer with it must not be shown, not even where it cannot be read."""

    shown_within: ClassVar[tuple[str, ...]] = ("id", "acct", "name", "title")
    """The fields, of those that a kind has, that stand for an entity where another one is shown."""

    def __rich__(self) -> Any:
        """A picture for terminals, by rich (extra ``cli``): no markup, and nothing that would command the terminal."""
        from ..display.rendering import drawn_or_told

        return drawn_or_told(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> Any:
        """The schema, with new lists made rather than copied deeply, which takes a tenth of the time to decode."""
        schema: Any = handler(source)
        inner = schema
        while "fields" not in inner and "schema" in inner:
            inner = inner["schema"]
        for field in inner.get("fields", {}).values():
            _make_lists(field["schema"])
        return schema

    @property
    def drift(self) -> Mapping[str, Any]:
        """What could not be read: field names (``name[3]`` for one item of a list) and their values as received."""
        private: dict[str, Any] | None = self.__pydantic_private__
        return private["drift"] if private else NO_DRIFT

    def note_drift(self, field: str, value: Any) -> None:
        """Keep what could not be read of a field; the decoder does."""
        private = self.__pydantic_private__
        if private is None:
            private = {"drift": dict[str, Any]()}
            object.__setattr__(self, "__pydantic_private__", private)
        private["drift"][field] = value

    def _key(self) -> Any:
        """What makes this entity the same as another of its kind; ``None`` if only equal values do."""
        return self.__dict__.get(self.identity) if self.identity else None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Entity):
            return NotImplemented
        key = self._key()
        if key is None:
            return super().__eq__(other)
        return (isinstance(other, type(self)) or isinstance(self, type(other))) and key == other._key()

    def __hash__(self) -> int:
        key = self._key()
        if key is None:
            raise TypeError(f"unhashable entity: {type(self).__name__} has no identity")
        return hash(key)

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What is worth showing: fields that say something, long texts cut, entities within by name."""
        for name, value in super().__repr_args__():
            if value not in SAYING_NOTHING:
                yield name, _shown(value)

    def __str__(self) -> str:
        return repr(self)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields:
                received = f" (the server sent {self.drift[name]!r:.80})" if name in self.drift else ""
                raise AttributeError(f"{type(self).__name__}.{name} could not be read{received}", name=name, obj=self)
            return super().__getattr__(name)


def _as_utc(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _nothing(_: str) -> None:
    return None


class _TimeSchema:
    """ISO 8601, date only, or epoch seconds or milliseconds; always aware, UTC where the server names no zone."""

    def __init__(self, *, optional: bool) -> None:
        self.optional = optional

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        choices: list[CoreSchema | tuple[CoreSchema, str]] = [
            core_schema.no_info_after_validator_function(_as_utc, core_schema.datetime_schema()),
        ]
        if self.optional:
            empty = core_schema.literal_schema([""])
            choices.append(core_schema.no_info_after_validator_function(_nothing, empty))
        union = core_schema.union_schema(
            choices,
            mode="left_to_right",
            custom_error_type="time",
            custom_error_message="Input should be a time",
        )
        return core_schema.nullable_schema(union) if self.optional else union


class _OpenEnumSchema:
    """A known value becomes the enum's member; any other string stays a string."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        members = [member for member in source.__args__ if member not in (str, type(None))]
        union = core_schema.union_schema(
            [*(handler.generate_schema(member) for member in members), core_schema.str_schema()],
            mode="left_to_right",
            custom_error_type="open_enum",
            custom_error_message="Input should be a string",
        )
        return core_schema.nullable_schema(union) if type(None) in source.__args__ else union


OPEN = _OpenEnumSchema()
"""Marks an open enum: ``visibility: Annotated[Visibility | str, OPEN]``."""

Time: TypeAlias = Annotated[datetime, _TimeSchema(optional=False)]
"""A time that every server sends; an aware ``datetime``."""

OptionalTime: TypeAlias = Annotated[datetime | None, _TimeSchema(optional=True)]
"""A time that may be missing, ``null`` or empty; an aware ``datetime`` or ``None``."""

Id: TypeAlias = Annotated[str, Field(coerce_numbers_to_str=True)]
"""An identifier: always a string, also where a server sends a number."""

IN_TEXT: Final = "in text"
"""Marks a number that servers send as text, by the API's own word."""

NumberInText: TypeAlias = Annotated[int, IN_TEXT]
"""A number that servers send as text."""

Html: TypeAlias = str
"""Text marked up as HTML by the server; not safe to show unsanitised."""

__all__ = ["IN_TEXT", "OPEN", "Entity", "Html", "Id", "NumberInText", "OptionalTime", "Time", "date"]
