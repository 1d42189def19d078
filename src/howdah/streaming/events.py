"""What a stream gives: what happened on the server, and what happened to the stream."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .positions import Mark, Marks, write_position

if TYPE_CHECKING:
    from ..models import Announcement, Conversation, Notification, Status


@dataclass(slots=True)
class StreamEvent:
    """Something that a stream gives.

    Attributes:
        stream: which stream it is from, such as ``user`` or ``hashtag:python``; several joined by commas where it
            concerns a connection that they share.
        server: the host that it is from.
    """

    stream: str = field(default="", kw_only=True)
    marks: Marks = field(default_factory=dict[str, Mark], repr=False, compare=False, kw_only=True)
    server: str = field(default="", repr=False, compare=False, kw_only=True)

    @property
    def position(self) -> str:
        """Where the stream is after this event: a string to store, and to give as ``since`` to the next stream."""
        return write_position(self.marks, self.server)


@dataclass(slots=True)
class UpdateEvent(StreamEvent):
    """A new status.

    Attributes:
        status: the status.
    """

    status: Status


@dataclass(slots=True)
class StatusUpdateEvent(StreamEvent):
    """A status was edited.

    Attributes:
        status: the status as it is now.
    """

    status: Status


@dataclass(slots=True)
class DeleteEvent(StreamEvent):
    """A status was deleted.

    Attributes:
        status_id: which.
    """

    status_id: str


@dataclass(slots=True)
class NotificationEvent(StreamEvent):
    """A notification for you.

    Attributes:
        notification: the notification.
    """

    notification: Notification


@dataclass(slots=True)
class ConversationEvent(StreamEvent):
    """A direct conversation has something new.

    Attributes:
        conversation: the conversation.
    """

    conversation: Conversation


@dataclass(slots=True)
class FiltersChangedEvent(StreamEvent):
    """Your filters were changed; fetch them again."""


@dataclass(slots=True)
class AnnouncementEvent(StreamEvent):
    """An announcement was published or changed.

    Attributes:
        announcement: the announcement.
    """

    announcement: Announcement


@dataclass(slots=True)
class AnnouncementReactionEvent(StreamEvent):
    """The reactions to an announcement changed.

    Attributes:
        announcement_id: to which.
        name: the emoji, or a custom one's shortcode.
        count: how many reacted with it.
    """

    announcement_id: str
    name: str
    count: int


@dataclass(slots=True)
class AnnouncementDeleteEvent(StreamEvent):
    """An announcement was taken back.

    Attributes:
        announcement_id: which.
    """

    announcement_id: str


@dataclass(slots=True)
class EncryptedMessageEvent(StreamEvent):
    """An encrypted message came in; an experiment of old Mastodons.

    Attributes:
        message: the message as the server sent it.
    """

    message: Any


@dataclass(slots=True)
class NotificationsMergedEvent(StreamEvent):
    """Notifications that were held back have become ordinary ones; fetch them again."""


@dataclass(slots=True)
class UnknownEvent(StreamEvent):
    """Something that Howdah does not know, or cannot read.

    Attributes:
        name: the event's name.
        payload: what came with it, as received.
    """

    name: str
    payload: str


@dataclass(slots=True)
class Connected(StreamEvent):
    """The stream is connected, and everything that was missed before has been given.

    Attributes:
        transport: how: ``websocket``, ``sse`` or ``polling``.
    """

    transport: str


@dataclass(slots=True)
class Disconnected(StreamEvent):
    """The connection was lost; the stream connects again by itself.

    Attributes:
        reason: what happened.
        retry_in: seconds until it tries again.
    """

    reason: str
    retry_in: float


@dataclass(slots=True)
class Gap(StreamEvent):
    """Something was missed that could not be fetched, or was too much to.

    Attributes:
        reason: why.
        after: the last ID before the gap, if it is known.
        before: the first ID after it, which is given next, if it is known;
            ``client.get_home_timeline.walk(min_id=gap.after)`` and its like lead through what lies between.
    """

    reason: str
    after: str | None = None
    before: str | None = None


@dataclass(slots=True)
class Heartbeat(StreamEvent):
    """The server has shown that it is there; only a ``StreamListener`` is told."""
