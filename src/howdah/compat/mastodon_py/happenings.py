"""What happens on a stream, as a listener written for Mastodon.py is told of it: a name, and data in its shape."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from operator import attrgetter
from types import FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin

from ...core.decoding import Asked, EntityDecoder, unexpected
from ...streaming.events import (
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
from .conversion import as_it_is, entity_converter, named
from .errors import MastodonMalformedEventError

if TYPE_CHECKING:
    from ...core.wire import Reply
    from .streaming import StreamListener
    from .types_base import Convert


class Happening(NamedTuple):
    """Something that a listener is told of.

    Attributes:
        name: the event's name on the wire, such as ``status.update``.
        data: what came with it.
    """

    name: str
    data: Any


STREAMED = ("Status", "Notification", "Conversation", "Announcement")
"""The entities that streams give; each is named alike in Howdah and here."""


class StreamDecoder:
    """Makes of what streams and their pages hold what Mastodon.py gives; a client's decoder."""

    def __init__(self) -> None:
        self._others = EntityDecoder()

    def decode(self, into: Any, reply: Reply, asked: Asked) -> Any:
        """Decode an event's data, or a page of what was missed.

        Raises:
            UnexpectedAnswerError: it is no JSON, or of another shape.
        """
        from pydantic_core import from_json

        is_page = get_origin(into) is list
        kind = getattr(get_args(into)[0] if is_page else into, "__name__", "")
        if kind not in STREAMED:
            return self._others.decode(into, reply, asked)
        try:
            document: Any = from_json(reply.body)
        except ValueError:
            raise unexpected("is not JSON", reply, asked) from None
        convert = entity_converter(named(kind))
        if isinstance(document, dict) and not is_page:
            return convert(document)
        if isinstance(document, list) and is_page:
            return [convert(item) for item in document if isinstance(item, dict)]  # pyright: ignore[reportUnknownVariableType]
        raise unexpected("has another shape", reply, asked)


def _reaction(event: AnnouncementReactionEvent) -> Any:
    said = {"name": event.name, "count": event.count, "announcement_id": event.announcement_id}
    return entity_converter(named("StreamReaction"))(said)


def _nothing(_: Any) -> None:
    """What comes with an event that says all by its name."""


_DATA: Mapping[type[StreamEvent], tuple[str, Callable[[Any], Any]]] = {
    UpdateEvent: ("update", attrgetter("status")),
    StatusUpdateEvent: ("status.update", attrgetter("status")),
    DeleteEvent: ("delete", attrgetter("status_id")),
    NotificationEvent: ("notification", attrgetter("notification")),
    NotificationsMergedEvent: ("notifications_merged", _nothing),
    ConversationEvent: ("conversation", attrgetter("conversation")),
    FiltersChangedEvent: ("filters_changed", _nothing),
    AnnouncementEvent: ("announcement", attrgetter("announcement")),
    AnnouncementReactionEvent: ("announcement.reaction", _reaction),
    AnnouncementDeleteEvent: ("announcement.delete", attrgetter("announcement_id")),
    EncryptedMessageEvent: ("encrypted_message", lambda event: as_it_is(event.message)),
}


def happening_of(event: StreamEvent) -> Happening | None:
    """What a listener is told of an event; ``None`` where it only concerns the stream itself.

    Raises:
        MastodonMalformedEventError: what came with it is no JSON.
    """
    if isinstance(event, UnknownEvent):
        return read_happening(event.name, event.payload)
    known = _DATA.get(type(event))
    return None if known is None else Happening(known[0], known[1](event))


def _entity(kind: str, document: Any) -> Any:
    return entity_converter(named(kind))(document)


_READERS: Mapping[str, Convert] = {
    "update": partial(_entity, "Status"),
    "status.update": partial(_entity, "Status"),
    "notification": partial(_entity, "Notification"),
    "conversation": partial(_entity, "Conversation"),
    "announcement": partial(_entity, "Announcement"),
    "announcement.reaction": partial(_entity, "StreamReaction"),
    "delete": str,
    "announcement.delete": str,
}
WITHOUT_DATA = frozenset({"filters_changed", "notifications_merged"})


def read_happening(name: str, payload: Any) -> Happening:
    """What a message of a stream says.

    Args:
        name: the event's name.
        payload: what came with it, as text; ``None`` if nothing did.

    Raises:
        MastodonMalformedEventError: it is no JSON, or lacks what an event of the name has.
    """
    if name in WITHOUT_DATA:
        return Happening(name, None)
    if payload is None:
        raise MastodonMalformedEventError("Missing field", "payload", name)
    try:
        document = json.loads(payload)
    except (TypeError, ValueError, RecursionError) as error:
        raise MastodonMalformedEventError("Bad JSON", payload) from error
    return Happening(name, _READERS.get(name, as_it_is)(document))


NOT_EVENTS = frozenset({"any_event", "unknown_event", "abort", "websocket_error"})
"""What a listener has methods for that no server may call."""


def tell(listener: StreamListener, happening: Happening, for_stream: list[str] | None = None) -> None:
    """Call the methods of a listener that something is for: ``on_any_event``, and its own or ``on_unknown_event``.

    Args:
        listener: whom to tell.
        happening: what.
        for_stream: the stream that it is from, where several share a listener; told to methods that have a parameter
            of that name.
    """
    name, data = happening
    _call(listener.on_any_event, (name, data), for_stream)
    method = None if name in NOT_EVENTS else getattr(listener, "on_" + name.replace(".", "_"), None)
    if method is None:
        _call(listener.on_unknown_event, (name, data), for_stream)
    else:
        _call(method, () if name in WITHOUT_DATA else (data,), for_stream)


def _call(method: Callable[..., Any], arguments: tuple[Any, ...], for_stream: list[str] | None) -> None:
    function = getattr(method, "__func__", method)
    wants = _wants_stream if isinstance(function, FunctionType) else _wants_stream.__wrapped__
    if wants(function):
        method(*arguments, for_stream=for_stream)
    else:
        method(*arguments)


@lru_cache(maxsize=256)
def _wants_stream(method: Callable[..., Any]) -> bool:
    try:
        return "for_stream" in inspect.signature(method).parameters
    except (TypeError, ValueError):
        return False
