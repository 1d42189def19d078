"""What actions put out: all that the server sent, with the fields that platypush documents as it documents them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeAlias

from ...core.shapes import is_json_array, is_json_object


@dataclass(slots=True, frozen=True)
class Field:
    """A documented field whose value is not simply the server's.

    Attributes:
        read: makes the documented value of the server's, which is not ``None``.
        source: the server's name for it, where that is another.
        always: whether it is there also where the server sends none, as ``None``.
    """

    read: Callable[[Any], Any]
    source: str = ""
    always: bool = False


Shape: TypeAlias = Mapping[str, Field]

Output: TypeAlias = dict[str, Any]
"""What an action puts out: an entity, or a page with its ``items`` and cursors."""
Outputs: TypeAlias = list[Output] | Output
"""What an action that lists something puts out: entities, or a page of them."""


def shaped(shape: Shape, received: Any) -> Any:
    """An entity, or a list of them, with the documented fields beside the server's."""
    if is_json_array(received):
        return [shaped(shape, item) for item in received]
    if not is_json_object(received):
        return received
    documented: dict[str, Any] = {}
    for name, field in shape.items():
        source = field.source or name
        if source in received or field.always:
            value = received.get(source)
            documented[name] = None if value is None else field.read(value)
    return {**received, **documented}


def number(value: Any) -> Any:
    """A number, where it is one: IDs of servers other than Mastodon are not."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return value


def moment(value: Any) -> Any:
    """A time in ISO 8601, whether the server sends that or seconds; what is neither stays as it is."""
    try:
        return (_from_epoch(value) or datetime.fromisoformat(value)).isoformat()
    except (TypeError, ValueError, OverflowError):
        return value


def day(value: Any) -> Any:
    """A date in ISO 8601."""
    return moment(value).partition("T")[0]


def _from_epoch(value: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(value), UTC)
    except ValueError:
        return None


NUMBER = Field(number)
TEXT = Field(str)
STRIPPED = Field(str.strip, always=True)
MOMENT = Field(moment, always=True)


def nested(shape: Shape, source: str = "") -> Field:
    """An entity, or several, within another."""
    return Field(partial(shaped, shape), source)


ACCOUNT: Shape = {
    "id": TEXT,
    "display_name": STRIPPED,
    "created_at": MOMENT,
    "last_status_at": MOMENT,
}
MEDIA: Shape = {"id": TEXT, "description": STRIPPED}
HISTORY: Shape = {"day": Field(day, always=True), "uses": NUMBER, "accounts": NUMBER}
HASHTAG: Shape = {"history": nested(HISTORY)}
PLAIN_STATUS: Shape = {
    "id": TEXT,
    "in_reply_to_id": TEXT,
    "in_reply_to_account_id": TEXT,
    "account": nested(ACCOUNT),
    "attachments": nested(MEDIA, "media_attachments"),
    "hashtags": nested(HASHTAG, "tags"),
    "created_at": MOMENT,
}
STATUS: Shape = {**PLAIN_STATUS, "reblog": nested(PLAIN_STATUS)}
FEATURED_HASHTAG: Shape = {"id": NUMBER, "statuses_count": NUMBER, "last_status": Field(moment, "last_status_at", True)}
SEARCH: Shape = {"accounts": nested(ACCOUNT), "statuses": nested(STATUS), "hashtags": nested(HASHTAG)}
TOKEN: Shape = {"created_at": MOMENT}
LIST: Shape = {"id": NUMBER, "title": STRIPPED}
FILTER: Shape = {"id": NUMBER, "phrase": STRIPPED, "expires_at": MOMENT}
CONVERSATION: Shape = {"id": NUMBER, "accounts": nested(ACCOUNT), "last_status": nested(STATUS)}
NOTIFICATION: Shape = {"id": TEXT, "account": nested(ACCOUNT), "status": nested(STATUS), "created_at": MOMENT}
AS_SENT: Shape = {}
