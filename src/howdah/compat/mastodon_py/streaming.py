"""Listeners of streams, and handles of those that run in a thread, named as in Mastodon.py."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NoReturn

from .errors import MastodonMalformedEventError
from .happenings import read_happening, tell
from .return_types import Announcement, Conversation, Notification, Status, StreamReaction
from .runs import StreamRun
from .types_base import IdType


class StreamListener:
    """What to do as things happen: override what you care for, and give it to a stream."""

    def on_update(self, status: Status) -> Any:
        """A new status.

        Args:
            status: the status.
        """

    def on_delete(self, status_id: IdType) -> Any:
        """A status was deleted.

        Args:
            status_id: its ID, as text.
        """

    def on_notification(self, notification: Notification) -> Any:
        """A notification for you.

        Args:
            notification: the notification.
        """

    def on_filters_changed(self) -> Any:
        """Your filters were changed; fetch them again."""

    def on_conversation(self, conversation: Conversation) -> Any:
        """A direct conversation has something new.

        Args:
            conversation: the conversation.
        """

    def on_announcement(self, annoucement: Announcement) -> Any:
        """An announcement was published or changed.

        Args:
            annoucement: the announcement.
        """

    def on_announcement_reaction(self, reaction: StreamReaction) -> Any:
        """The reactions to an announcement changed.

        Args:
            reaction: the emoji, how many reacted with it, and to which announcement.
        """

    def on_announcement_delete(self, annoucement_id: IdType) -> Any:
        """An announcement was taken back.

        Args:
            annoucement_id: its ID, as text.
        """

    def on_status_update(self, status: Status) -> Any:
        """A status was edited.

        Args:
            status: the status as it is now.
        """

    def on_encrypted_message(self, unclear: Any) -> Any:
        """An encrypted message came in; an experiment of old servers.

        Args:
            unclear: the message as the server sent it.
        """

    def on_notifications_merged(self) -> Any:
        """Notifications that were held back have become ordinary ones."""

    def on_websocket_error(self, error: Any, for_stream: Any = None) -> Any:
        """The server refuses a stream that was subscribed to on a handle of ``stream_open_websocket``.

        Args:
            error: what it says.
            for_stream: the stream: its name, and a hashtag or list.
        """

    def on_abort(self, err: Exception) -> Any:
        """The stream is over; the exception is raised once you return.

        Args:
            err: why.
        """

    def on_unknown_event(self, name: str, unknown_event: Any = None) -> Any:
        """Something came that there is no method for.

        Args:
            name: the event's name.
            unknown_event: what came with it.
        """

    def handle_heartbeat(self) -> Any:
        """The server has shown that it is there."""

    def on_any_event(self, name: str, data: Any = None, for_stream: Any = None) -> Any:
        """Something happened; called before the event's own method.

        Args:
            name: the event's name.
            data: what came with it.
            for_stream: the stream, where a handle of ``stream_open_websocket`` carries several.
        """

    def handle_stream(self, response: Any) -> None:
        """Read a stream of server-sent events to its end, and call the methods that the events are for.

        Args:
            response: a response of ``requests`` with the stream open, or whatever has its ``iter_content``.

        Raises:
            MastodonMalformedEventError: what came is no event; ``on_abort`` has been told.
        """
        event: dict[str, str] = {}
        try:
            for line in _lines(response.iter_content(chunk_size=1)):
                if line.startswith(":"):
                    self.handle_heartbeat()
                elif line:
                    _note_field(event, line)
                elif event:
                    self._dispatch(event)
                    event = {}
        except MastodonMalformedEventError as error:
            self.on_abort(error)
            raise

    def handle_websocket_message(self, message: Mapping[str, Any]) -> None:
        """Call the methods that a message of a WebSocket is for.

        Args:
            message: the message, parsed.

        Raises:
            MastodonMalformedEventError: it is no event; ``on_abort`` has been told.
        """
        try:
            self._dispatch(message, "payload")
        except MastodonMalformedEventError as error:
            self.on_abort(error)
            raise

    def _dispatch(self, event: Mapping[str, Any], field: str = "data") -> None:
        name = event.get("event")
        if not isinstance(name, str):
            raise MastodonMalformedEventError("Missing field", "event", event)
        tell(self, read_happening(name, event.get(field)), event.get("stream"))


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """The lines of a body; what follows the last line's end is incomplete, and left out."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            try:
                yield line.removesuffix(b"\r").decode("utf-8")
            except UnicodeDecodeError as error:
                raise MastodonMalformedEventError("Malformed UTF-8") from error


def _note_field(event: dict[str, str], line: str) -> None:
    name, colon, value = line.partition(":")
    if not colon:
        raise MastodonMalformedEventError("Malformed event.")
    value = value.removeprefix(" ")
    event[name] = f"{event[name]}\n{value}" if name in event else value


class CallbackStreamListener(StreamListener):
    """A listener made of functions; each is called as the method of ``StreamListener`` that it stands for.

    Args:
        update_handler: given each new status.
        local_update_handler: given each new status from this server, too.
        delete_handler: given the ID of each deleted status.
        notification_handler: given each notification.
        conversation_handler: given each conversation with something new.
        unknown_event_handler: given the name of what there is no other function for, and what came with it.
        status_update_handler: given each edited status.
        filters_changed_handler: called when filters were changed.
        announcement_handler: given each announcement.
        announcement_reaction_handler: given each change in the reactions to an announcement.
        announcement_delete_handler: given the ID of each announcement that is taken back.
        encryted_message_handler: given each encrypted message.
        notifications_merged_handler: called when notifications that were held back have become ordinary ones.
        stream_error_handler: given what the server says when it refuses a stream, and the stream.
    """

    def __init__(
        self,
        update_handler: Callable[[Status], Any] | None = None,
        local_update_handler: Callable[[Status], Any] | None = None,
        delete_handler: Callable[[IdType], Any] | None = None,
        notification_handler: Callable[[Notification], Any] | None = None,
        conversation_handler: Callable[[Conversation], Any] | None = None,
        unknown_event_handler: Callable[[str, Any], Any] | None = None,
        status_update_handler: Callable[[Status], Any] | None = None,
        filters_changed_handler: Callable[[], Any] | None = None,
        announcement_handler: Callable[[Announcement], Any] | None = None,
        announcement_reaction_handler: Callable[[StreamReaction], Any] | None = None,
        announcement_delete_handler: Callable[[IdType], Any] | None = None,
        encryted_message_handler: Callable[[Any], Any] | None = None,
        notifications_merged_handler: Callable[[], Any] | None = None,
        stream_error_handler: Callable[[Any, Any], Any] | None = None,
    ) -> None:
        super().__init__()
        self.update_handler = update_handler
        self.local_update_handler = local_update_handler
        self.delete_handler = delete_handler
        self.notification_handler = notification_handler
        self.conversation_handler = conversation_handler
        self.unknown_event_handler = unknown_event_handler
        self.status_update_handler = status_update_handler
        self.filters_changed_handler = filters_changed_handler
        self.announcement_handler = announcement_handler
        self.announcement_reaction_handler = announcement_reaction_handler
        self.announcement_delete_handler = announcement_delete_handler
        self.encryted_message_handler = encryted_message_handler
        self.notifications_merged_handler = notifications_merged_handler
        self.stream_error_handler = stream_error_handler

    def on_update(self, status: Status) -> None:
        """Hand a new status on."""
        _hand_on(self.update_handler, status)
        if self.local_update_handler is not None and "@" not in (status.account.acct or ""):
            self.local_update_handler(status)

    def on_delete(self, deleted_id: IdType) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Hand a deleted status's ID on."""
        _hand_on(self.delete_handler, deleted_id)

    def on_notification(self, notification: Notification) -> None:
        """Hand a notification on."""
        _hand_on(self.notification_handler, notification)

    def on_filters_changed(self) -> None:
        """Hand it on that filters were changed."""
        _hand_on(self.filters_changed_handler)

    def on_conversation(self, conversation: Conversation) -> None:
        """Hand a conversation on."""
        _hand_on(self.conversation_handler, conversation)

    def on_announcement(self, annoucement: Announcement) -> None:
        """Hand an announcement on."""
        _hand_on(self.announcement_handler, annoucement)

    def on_announcement_reaction(self, reaction: StreamReaction) -> None:
        """Hand a change in reactions on."""
        _hand_on(self.announcement_reaction_handler, reaction)

    def on_announcement_delete(self, annoucement_id: IdType) -> None:
        """Hand the ID of an announcement on that is taken back."""
        _hand_on(self.announcement_delete_handler, annoucement_id)

    def on_status_update(self, status: Status) -> None:
        """Hand an edited status on."""
        _hand_on(self.status_update_handler, status)

    def on_encrypted_message(self, unclear: Any) -> None:
        """Hand an encrypted message on."""
        _hand_on(self.encryted_message_handler, unclear)

    def on_notifications_merged(self) -> None:
        """Hand it on that notifications have become ordinary ones."""
        _hand_on(self.notifications_merged_handler)

    def on_websocket_error(self, error: Any, for_stream: Any = None) -> None:
        """Hand a refusal on."""
        _hand_on(self.stream_error_handler, error, for_stream)

    def on_unknown_event(self, name: str, unknown_event: Any = None) -> None:
        """Hand on what there is no function for."""
        _hand_on(self.unknown_event_handler, name, unknown_event)


def _hand_on(handler: Callable[..., Any] | None, *arguments: Any) -> None:
    if handler is not None:
        handler(*arguments)


class StreamHandle(ABC):
    """A stream that goes on by itself, until it is closed."""

    @abstractmethod
    def close(self) -> None:
        """End it; a method of the listener that is being called goes on to its end."""

    @abstractmethod
    def is_alive(self) -> bool:
        """Whether it is running, connected or not."""

    @abstractmethod
    def is_receiving(self) -> bool:
        """Whether it is connected now."""

    @abstractmethod
    def join(self, timeout: float | None = None) -> None:
        """Wait until it has ended; it has to be closed for that.

        Args:
            timeout: seconds to wait at most.
        """


class SSEStreamHandle(StreamHandle):
    """A stream that runs in a thread of its own; whatever it is carried by."""

    def __init__(self, run: StreamRun) -> None:
        self._run = run
        self._thread = threading.Thread(target=run.listen, name="howdah stream", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the stream; a method of the listener that is being called goes on to its end."""
        self._run.close()

    def is_alive(self) -> bool:
        """Whether it is running, connected or not."""
        return self._thread.is_alive() and not self._run.closed

    def is_receiving(self) -> bool:
        """Whether it is connected now."""
        return self.is_alive() and self._run.is_receiving

    def join(self, timeout: float | None = None) -> None:
        """Wait until the thread has ended; it has to be closed for that. Within the thread itself, this does nothing.

        Args:
            timeout: seconds to wait at most.
        """
        if self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a stream that runs cannot be pickled")
