"""What entities and IDs are made of, as in Mastodon.py: dicts with attributes, lists with pages, IDs with dates."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import inspect
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import PurePath
from typing import IO, Any, ClassVar, Generic, Self, TypeAlias, TypeVar, cast

from ...core.identifiers import datetime_to_id

T = TypeVar("T")

FORMAT = "2.0.1"
"""The version of what ``to_json`` writes."""


class MaybeSnowflakeIdType(str):
    """An ID as the server gave it, which may be made of time: it is text, and is ordered by age.

    Args:
        value: an ID, or a ``datetime`` for the ID that a status of then would have.
        assume_pleroma: read it as Pleroma makes IDs, whatever it looks like.
    """

    _pleroma: bool

    def __new__(cls, value: PrimitiveIdType | datetime, assume_pleroma: bool = False) -> Self:
        """An ID of a value."""
        if isinstance(value, datetime):
            value = id_of_moment(value)
        if not isinstance(value, (str, int)):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"Expected int or str, got {type(value).__name__}")
        made = super().__new__(cls, value)
        if assume_pleroma:
            made._pleroma = True
        return made

    def to_datetime(self) -> datetime | None:
        """When it was made, as a naive ``datetime`` in UTC; ``None`` if it is not made of time."""
        if self.isdecimal() and not getattr(self, "_pleroma", False):
            seconds = (int(self) >> 16) // 1000
        else:
            number = pleroma_number(self)
            if number is None:
                return None
            milliseconds = number >> 64
            try:
                return datetime.fromtimestamp(milliseconds / 1000, UTC).replace(tzinfo=None)
            except (OverflowError, ValueError, OSError):
                return None
        return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)

    def __str__(self) -> str:
        return str.__str__(self)

    def __int__(self) -> int:
        return int(str.__str__(self))

    def __repr__(self) -> str:
        return str.__str__(self)

    def __lt__(self, other: Any) -> bool:
        return age_of(self) < age_of(other)

    def __le__(self, other: Any) -> bool:
        return age_of(self) <= age_of(other)

    def __gt__(self, other: Any) -> bool:
        return age_of(self) > age_of(other)

    def __ge__(self, other: Any) -> bool:
        return age_of(self) >= age_of(other)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str.__str__(self), getattr(self, "_pleroma", False))


PrimitiveIdType: TypeAlias = str | int
"""What an ID is on the wire."""
IdType: TypeAlias = str | int | MaybeSnowflakeIdType | datetime
"""What can be given for an ID."""
PathOrFile: TypeAlias = str | PurePath | IO[bytes]
"""What can be given for a file."""
WebpushCryptoParamsPubkey: TypeAlias = dict[str, Any]
"""The keys of a push subscription that the server is told."""
WebpushCryptoParamsPrivkey: TypeAlias = dict[str, Any]
"""The keys of a push subscription that are kept."""

PLEROMA_DIGITS = {
    character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
}
PLEROMA_LENGTH = 18


def pleroma_number(text: str) -> int | None:
    """An ID of Pleroma's, of 128 bits in base 62, as a number; ``None`` if it is none."""
    if len(text) != PLEROMA_LENGTH or not PLEROMA_DIGITS.keys() >= set(text):
        return None
    number = 0
    for character in text:
        number = number * 62 + PLEROMA_DIGITS[character]
    return number


def age_of(value: Any) -> tuple[int, int]:
    """What IDs are ordered by.

    Raises:
        TypeError: it is no ID that can be ordered.
    """
    text = str.__str__(value) if isinstance(value, str) else str(value) if isinstance(value, int) else ""
    if text.isdecimal():
        return 0, int(text)
    number = pleroma_number(text)
    if number is None:
        raise TypeError(f"ID {value!r} is not comparable with IDs")
    return 1, number


def id_of_moment(moment: datetime) -> str:
    """The ID that a status posted at a moment would have; a naive ``datetime`` is UTC."""
    return datetime_to_id(moment)


class PaginationInfo(OrderedDict[str, Any]):
    """Where a page next to another is; ``fetch_next`` and ``fetch_previous`` take it."""


EXTRAS = ("_pagination_next", "_pagination_prev")
"""What is kept beside an entity's own data when it is written as JSON."""


class Entity:
    """What can be written as JSON and read again."""

    _mastopy_type: str

    def to_json(self, pretty: bool = True) -> str:
        """This as JSON that ``from_json`` reads.

        Args:
            pretty: on several lines, indented.
        """
        extra = {name: value for name in EXTRAS if (value := getattr(self, name, None)) is not None}
        document = {
            "_mastopy_version": FORMAT,
            "_mastopy_type": self._mastopy_type,
            "_mastopy_data": self,
            "_mastopy_extra_data": extra,
        }
        return json.dumps(document, default=_time_as_text, indent=4 if pretty else None)

    @staticmethod
    def from_json(json_str: str) -> Entity:
        """What ``to_json`` has written, here or in Mastodon.py.

        Args:
            json_str: the JSON.

        Raises:
            ValueError: it is something else.
        """
        from .conversion import converter_named

        document: dict[str, Any] = json.loads(json_str)
        try:
            convert, data = converter_named(document["_mastopy_type"]), document["_mastopy_data"]
        except (KeyError, TypeError):
            raise ValueError("this is not what to_json writes") from None
        made: Any = convert(data)
        extra: dict[str, Any] = document.get("_mastopy_extra_data") or {}
        for name, value in extra.items():
            if name in EXTRAS and value is not None:
                setattr(made, name, PaginationInfo(value))
        return cast(Entity, made)


def _time_as_text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} {value!r:.60} cannot be written as JSON")


class AttribAccessDict(OrderedDict[str, Any], Entity):
    """A dict whose values are attributes as well.

    What is declared for an entity and was not sent is ``None``; other names raise. Values that are set are converted
    as if they had come from a server.
    """

    _pagination_next: PaginationInfo | None = None
    _pagination_prev: PaginationInfo | None = None
    _access_map: ClassVar[dict[str, str]] = {}
    _rename_map: ClassVar[dict[str, str]] = {}
    identity: ClassVar[str] = "id"
    """The field that goes for an entity where its ID is due, as Howdah's operations want to know."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__()
        from .conversion import fields_of

        for name in fields_of(type(self)):
            OrderedDict[str, Any].__setitem__(self, name, None)
        for name, value in kwargs.items():
            self[name] = value

    def __init_subclass__(cls) -> None:
        cls._mastopy_type = cls.__name__
        for name in [name for name in inspect.get_annotations(cls) if hasattr(OrderedDict, name)]:
            setattr(cls, name, _Field(name))

    def __getattr__(self, attr: str) -> Any:
        try:
            value = self[attr]
        except KeyError:
            value = None
            if attr not in self._access_map:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {attr!r}") from None
        return value if value is not None or attr not in self._access_map else self._elsewhere(attr)

    def _elsewhere(self, attr: str) -> Any:
        """What an attribute stands for that newer servers have in another place."""
        value: Any = self
        for step in self._access_map[attr].split("."):
            value = value.get(step) if isinstance(value, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if value is None:
            raise AttributeError(f"Attribute not found: {attr}")
        return value  # pyright: ignore[reportUnknownVariableType]

    def __setattr__(self, attr: str, val: Any) -> None:
        if attr.startswith("_"):
            object.__setattr__(self, attr, val)
        elif attr in self:
            self[attr] = val
        else:
            raise AttributeError(f"Attribute not found: {attr}")

    def __setitem__(self, key: str, val: Any) -> None:
        from .conversion import field_converter

        OrderedDict[str, Any].__setitem__(self, key, field_converter(type(self), key)(val))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict) and dict.__eq__(self, other)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]

    __hash__ = None  # type: ignore[assignment] # pyright: ignore[reportAssignmentType]

    def __reduce__(self) -> tuple[Any, ...]:
        return restore, (type(self), dict(self), dict(vars(self)))


AttribAccessDict._mastopy_type = "AttribAccessDict"


class _Field:
    """A field that is called as a method of dicts is: it is the field that the attribute means."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, entity: AttribAccessDict | None, owner: type) -> Any:
        return self if entity is None else entity[self.name]

    def __set__(self, entity: AttribAccessDict, value: Any) -> None:
        entity[self.name] = value


class Unfinished(OrderedDict[str, Any], Entity):
    """An entity while it is filled, without what an entity does when a value is set."""


def entity_of(kind: type[AttribAccessDict], values: dict[str, Any]) -> Any:
    """An entity of values that are converted already."""
    made: Any = Unfinished(values)
    made.__class__ = kind
    return made


def restore(kind: type[AttribAccessDict], values: dict[str, Any], state: dict[str, Any]) -> Any:
    """An entity that was pickled."""
    made = entity_of(kind, values)
    made.__dict__.update(state)
    return made


class EmptyResponse(AttribAccessDict):
    """An answer that says nothing."""


class PaginatableList(list[T], Entity, Generic[T]):
    """A page of a listing; ``fetch_next`` and ``fetch_previous`` take it."""

    _pagination_next: PaginationInfo | None = None
    _pagination_prev: PaginationInfo | None = None
    _mastopy_type = "PaginatableList"


class NonPaginatableList(list[T], Entity, Generic[T]):
    """A list that comes whole."""

    _mastopy_type = "NonPaginatableList"


AttribAccessList = PaginatableList
EntityList: TypeAlias = NonPaginatableList[T] | PaginatableList[T]
"""Either kind of list."""

Convert: TypeAlias = Callable[[Any], Any]
"""Makes of a JSON value what the program sees."""


def list_of(kind: type[Any], name: str, items: Iterable[Any]) -> Any:
    """A list of one of the two kinds, that knows what is in it."""
    made = kind(items)
    made._mastopy_type = name
    return made
