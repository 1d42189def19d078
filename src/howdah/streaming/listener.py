"""Streams with callbacks, the way programs that were written for Mastodon.py have them."""

from __future__ import annotations

import inspect
import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .events import (
    AnnouncementDeleteEvent,
    AnnouncementEvent,
    AnnouncementReactionEvent,
    Connected,
    ConversationEvent,
    DeleteEvent,
    Disconnected,
    EncryptedMessageEvent,
    FiltersChangedEvent,
    Gap,
    Heartbeat,
    NotificationEvent,
    NotificationsMergedEvent,
    StatusUpdateEvent,
    StreamEvent,
    UnknownEvent,
    UpdateEvent,
)

if TYPE_CHECKING:
    from ..models import Announcement, Conversation, Notification, Status
    from .stream import Stream

logger = logging.getLogger("howdah")


class StreamListener:
    """What to do as things happen: override what you care for, and give it to a stream's ``run`` or ``run_async``.

    With ``AsyncClient``, the methods may be async.
    """

    def on_update(self, status: Status) -> Any:
        """A new status."""

    def on_status_update(self, status: Status) -> Any:
        """A status was edited."""

    def on_delete(self, status_id: str) -> Any:
        """A status was deleted."""

    def on_notification(self, notification: Notification) -> Any:
        """A notification for you."""

    def on_notifications_merged(self) -> Any:
        """Notifications that were held back have become ordinary ones."""

    def on_conversation(self, conversation: Conversation) -> Any:
        """A direct conversation has something new."""

    def on_filters_changed(self) -> Any:
        """Your filters were changed."""

    def on_announcement(self, announcement: Announcement) -> Any:
        """An announcement was published or changed."""

    def on_announcement_reaction(self, reaction: AnnouncementReactionEvent) -> Any:
        """The reactions to an announcement changed."""

    def on_announcement_delete(self, announcement_id: str) -> Any:
        """An announcement was taken back."""

    def on_encrypted_message(self, message: Any) -> Any:
        """An encrypted message came in."""

    def on_unknown_event(self, name: str, unknown_event: str | None = None) -> Any:
        """Something came that Howdah does not know, with what came with it."""

    def on_connected(self, transport: str) -> Any:
        """The stream is connected: over ``websocket``, ``sse`` or ``polling``."""

    def on_disconnected(self, reason: str, retry_in: float) -> Any:
        """The connection was lost; the stream connects again in so many seconds."""

    def on_gap(self, gap: Gap) -> Any:
        """Something was missed that could not be fetched."""

    def on_abort(self, err: Exception) -> Any:
        """The stream is over, for good; the exception is raised once you return."""

    def handle_heartbeat(self) -> Any:
        """The server has shown that it is there."""


class CallbackStreamListener(StreamListener):
    """A listener made of functions; each is called as the method of ``StreamListener`` that it stands for.

    Args:
        update_handler: given each new status.
        local_update_handler: given each new status from this server, too.
        delete_handler: given the ID of each deleted status.
        notification_handler: given each notification.
        conversation_handler: given each conversation with something new.
        unknown_event_handler: given the name and the payload of what Howdah does not know.
        status_update_handler: given each edited status.
        filters_changed_handler: called when filters were changed.
        announcement_handler: given each announcement.
        announcement_reaction_handler: given each change in the reactions to an announcement.
        announcement_delete_handler: given the ID of each announcement that is taken back.
        encrypted_message_handler: given each encrypted message.
    """

    def __init__(
        self,
        update_handler: Callable[[Status], Any] | None = None,
        local_update_handler: Callable[[Status], Any] | None = None,
        delete_handler: Callable[[str], Any] | None = None,
        notification_handler: Callable[[Notification], Any] | None = None,
        conversation_handler: Callable[[Conversation], Any] | None = None,
        unknown_event_handler: Callable[[str, str | None], Any] | None = None,
        status_update_handler: Callable[[Status], Any] | None = None,
        filters_changed_handler: Callable[[], Any] | None = None,
        announcement_handler: Callable[[Announcement], Any] | None = None,
        announcement_reaction_handler: Callable[[AnnouncementReactionEvent], Any] | None = None,
        announcement_delete_handler: Callable[[str], Any] | None = None,
        encrypted_message_handler: Callable[[Any], Any] | None = None,
    ) -> None:
        handlers: dict[str, Callable[..., Any] | None] = {
            "on_delete": delete_handler,
            "on_notification": notification_handler,
            "on_conversation": conversation_handler,
            "on_unknown_event": unknown_event_handler,
            "on_status_update": status_update_handler,
            "on_filters_changed": filters_changed_handler,
            "on_announcement": announcement_handler,
            "on_announcement_reaction": announcement_reaction_handler,
            "on_announcement_delete": announcement_delete_handler,
            "on_encrypted_message": encrypted_message_handler,
        }
        self.__dict__.update({name: handler for name, handler in handlers.items() if handler is not None})
        self._on_update = update_handler
        self._on_local_update = local_update_handler

    def on_update(self, status: Status) -> Any:
        """A new status."""
        results: list[Any] = []
        if self._on_update is not None:
            results.append(self._on_update(status))
        if self._on_local_update is not None and "@" not in status.account.acct:
            results.append(self._on_local_update(status))
        waiting = [result for result in results if hasattr(result, "__await__")]
        return _all_of(waiting) if waiting else None


async def _all_of(results: list[Any]) -> None:
    for result in results:
        await result


_CALLS: dict[type[StreamEvent], Callable[[StreamListener, Any], Any]] = {
    UpdateEvent: lambda listener, event: listener.on_update(event.status),
    StatusUpdateEvent: lambda listener, event: listener.on_status_update(event.status),
    DeleteEvent: lambda listener, event: listener.on_delete(event.status_id),
    NotificationEvent: lambda listener, event: listener.on_notification(event.notification),
    NotificationsMergedEvent: lambda listener, _: listener.on_notifications_merged(),
    ConversationEvent: lambda listener, event: listener.on_conversation(event.conversation),
    FiltersChangedEvent: lambda listener, _: listener.on_filters_changed(),
    AnnouncementEvent: lambda listener, event: listener.on_announcement(event.announcement),
    AnnouncementReactionEvent: lambda listener, event: listener.on_announcement_reaction(event),
    AnnouncementDeleteEvent: lambda listener, event: listener.on_announcement_delete(event.announcement_id),
    EncryptedMessageEvent: lambda listener, event: listener.on_encrypted_message(event.message),
    UnknownEvent: lambda listener, event: listener.on_unknown_event(event.name, event.payload),
    Connected: lambda listener, event: listener.on_connected(event.transport),
    Disconnected: lambda listener, event: listener.on_disconnected(event.reason, event.retry_in),
    Gap: lambda listener, event: listener.on_gap(event),
    Heartbeat: lambda listener, _: listener.handle_heartbeat(),
}


def dispatch(listener: StreamListener, event: StreamEvent) -> Any:
    """Call the method that an event is for; gives what that returns."""
    return _CALLS[type(event)](listener, event)


_METHODS = tuple(name for name in vars(StreamListener) if name.startswith(("on_", "handle_")))


def check_blocking(listener: StreamListener) -> None:
    """Refuse a listener with async methods, which nobody would await.

    Raises:
        TypeError: it has some.
    """
    called = {name: getattr(listener, name) for name in _METHODS}
    if isinstance(listener, CallbackStreamListener):
        called.update(vars(listener))
    for name, method in called.items():
        if inspect.iscoroutinefunction(method):
            raise _async_method(listener, name.removeprefix("_"))


def dispatch_blocking(listener: StreamListener, event: StreamEvent) -> None:
    """Call the method that an event is for.

    Raises:
        TypeError: what that returns would have to be awaited.
    """
    result = dispatch(listener, event)
    if inspect.iscoroutine(result):
        result.close()
        raise _async_method(listener, f"what takes {type(event).__name__}")


def _async_method(listener: StreamListener, which: str) -> TypeError:
    return TypeError(f"{type(listener).__name__}: {which} is async; with Client, a listener's methods are not")


class StreamHandle:
    """A stream that runs in a thread of its own, until it is closed.

    Attributes:
        error: what ended it, if something has.
    """

    def __init__(self, stream: Stream, listener: StreamListener) -> None:
        self.error: Exception | None = None
        self._stream = stream
        self._thread = threading.Thread(target=self._run, args=(listener,), name="howdah stream", daemon=True)
        self._thread.start()

    def _run(self, listener: StreamListener) -> None:
        try:
            self._stream.run(listener)
        except Exception as error:
            self.error = error
            logger.error("a stream has ended: %s", error)

    def close(self) -> None:
        """End the stream, and wait until it has."""
        self._stream.close()
        if self._thread is not threading.current_thread():
            self._thread.join()

    def is_alive(self) -> bool:
        """Whether it is running, connected or not."""
        return self._thread.is_alive()

    def is_receiving(self) -> bool:
        """Whether it is connected now."""
        return self._thread.is_alive() and self._stream.is_receiving
