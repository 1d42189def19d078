"""What came over a stream's connection, before it is known what it means; and what it means."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..core.decoding import Asked
from ..core.errors import NetworkError, SchemaDriftError, UnexpectedAnswerError
from ..core.shapes import is_json_object
from ..core.wire import Headers, Reply
from .events import (
    AnnouncementDeleteEvent,
    AnnouncementEvent,
    AnnouncementReactionEvent,
    ConversationEvent,
    DeleteEvent,
    EncryptedMessageEvent,
    FiltersChangedEvent,
    NotificationEvent,
    NotificationsMergedEvent,
    StatusUpdateEvent,
    StreamEvent,
    UnknownEvent,
    UpdateEvent,
)

if TYPE_CHECKING:
    from ..core.session import Session

NO_HEADERS: Final = Headers()


class Message(NamedTuple):
    """One message.

    Attributes:
        stream: the stream it says it is from, if it does.
        name: the event's name.
        payload: what came with it.
        is_refusal: whether the server refuses a stream by it; not to be had by any name.
    """

    stream: str | None
    name: str
    payload: str
    is_refusal: bool = False


BEAT: Final = Message(None, "", "")
"""A sign of life, and nothing more."""


class TooLargeError(NetworkError):
    """An event is larger than the stream takes."""

    def __init__(self, largest: int) -> None:
        super().__init__(f"the server sent an event of more than {largest} bytes")


class InterruptedStreamError(NetworkError):
    """The program gave up waiting in the middle of something; the connection is made anew, and nobody need know."""

    def __init__(self) -> None:
        super().__init__("the program gave up waiting")


class BrokenStreamError(NetworkError):
    """What came is not what the protocol allows."""


def read_message(session: Session, stream: str, message: Message) -> StreamEvent:
    """The event that a message tells of; an ``UnknownEvent`` where that cannot be read.

    Raises:
        SchemaDriftError: the client is strict, and an entity is not as declared.
    """
    reader = _READERS.get(message.name)
    if reader is not None:
        try:
            return reader(session, stream, message.payload)
        except SchemaDriftError:
            raise
        except (UnexpectedAnswerError, ValueError, TypeError, KeyError, RecursionError):
            pass
    return UnknownEvent(message.name, message.payload, stream=stream)


def _decoded(session: Session, stream: str, payload: str, into: Any) -> Any:
    asked = Asked(session.host, "STREAM", stream, session.redact)
    return session.decoder.decode(into, Reply(200, NO_HEADERS, payload.encode("utf-8", "replace")), asked)


def _update(session: Session, stream: str, payload: str) -> StreamEvent:
    from ..models import Status

    return UpdateEvent(_decoded(session, stream, payload, Status), stream=stream)


def _status_update(session: Session, stream: str, payload: str) -> StreamEvent:
    from ..models import Status

    return StatusUpdateEvent(_decoded(session, stream, payload, Status), stream=stream)


def _notification(session: Session, stream: str, payload: str) -> StreamEvent:
    from ..models import Notification

    return NotificationEvent(_decoded(session, stream, payload, Notification), stream=stream)


def _conversation(session: Session, stream: str, payload: str) -> StreamEvent:
    from ..models import Conversation

    return ConversationEvent(_decoded(session, stream, payload, Conversation), stream=stream)


def _announcement(session: Session, stream: str, payload: str) -> StreamEvent:
    from ..models import Announcement

    return AnnouncementEvent(_decoded(session, stream, payload, Announcement), stream=stream)


def _identifier(payload: str) -> str:
    """An ID alone: as it is, or as JSON."""
    identifier = payload.strip().strip('"')
    if not identifier or any(character.isspace() or character in "{[" for character in identifier):
        raise ValueError(payload)
    return identifier


def _delete(_: Session, stream: str, payload: str) -> StreamEvent:
    return DeleteEvent(_identifier(payload), stream=stream)


def _announcement_delete(_: Session, stream: str, payload: str) -> StreamEvent:
    return AnnouncementDeleteEvent(_identifier(payload), stream=stream)


def _announcement_reaction(_: Session, stream: str, payload: str) -> StreamEvent:
    said = json.loads(payload)
    if not is_json_object(said):
        raise ValueError(payload)
    return AnnouncementReactionEvent(
        str(said["announcement_id"]), str(said["name"]), int(said.get("count") or 0), stream=stream
    )


def _encrypted_message(_: Session, stream: str, payload: str) -> StreamEvent:
    return EncryptedMessageEvent(json.loads(payload), stream=stream)


_READERS: dict[str, Callable[[Session, str, str], StreamEvent]] = {
    "update": _update,
    "status.update": _status_update,
    "status_update": _status_update,
    "delete": _delete,
    "notification": _notification,
    "conversation": _conversation,
    "filters_changed": lambda _session, stream, _payload: FiltersChangedEvent(stream=stream),
    "announcement": _announcement,
    "announcement.reaction": _announcement_reaction,
    "announcement.delete": _announcement_delete,
    "encrypted_message": _encrypted_message,
    "notifications_merged": lambda _session, stream, _payload: NotificationsMergedEvent(stream=stream),
}
