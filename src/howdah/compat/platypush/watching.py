"""A stream's events, posted on platypush's bus, from where the last run has stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...core.errors import ConfigurationError, ForbiddenError, UnauthorizedError
from ...streaming.events import DeleteEvent, NotificationEvent, StatusUpdateEvent, StreamEvent, UpdateEvent
from ...streaming.stream import Stream
from .connections import Connections, StoppedError
from .events import (
    MastodonEvent,
    MastodonNotificationEvent,
    MastodonStatusDeletedEvent,
    MastodonStatusEditedEvent,
    MastodonStatusEvent,
)
from .host import Config, get_bus
from .shapes import NOTIFICATION, STATUS, shaped

if TYPE_CHECKING:
    from ...models import Notification, Status
    from .host import RunnablePlugin

EVENTS = ("notifications", "statuses")
"""What can be watched."""
BETWEEN_LOOKS = 0.2
"""Seconds between two looks at whether the bus listens."""


def _notification(notification: Notification) -> dict[str, Any]:
    sent = notification.model_dump(mode="json", exclude_unset=True)
    return {"notification_type": sent.get("type"), "notification": shaped(NOTIFICATION, sent)}


def _status(status: Status) -> dict[str, Any]:
    return {"status": shaped(STATUS, status.model_dump(mode="json", exclude_unset=True))}


TOLD_AS: Mapping[type[StreamEvent], tuple[str, type[MastodonEvent], Callable[[Any], dict[str, Any]]]] = {
    NotificationEvent: ("notifications", MastodonNotificationEvent, lambda event: _notification(event.notification)),
    UpdateEvent: ("statuses", MastodonStatusEvent, lambda event: _status(event.status)),
    StatusUpdateEvent: ("statuses", MastodonStatusEditedEvent, lambda event: _status(event.status)),
    DeleteEvent: ("statuses", MastodonStatusDeletedEvent, lambda event: {"status_id": event.status_id}),
}
"""What the stream's events belong to, what they are on the bus, and what these say."""


class Watch:
    """Posts what happens, until it is ended.

    Args:
        plugin: whose bus and log it uses.
        connections: whose server and token it uses.
        names: what to watch, of ``EVENTS``.
    """

    def __init__(self, plugin: RunnablePlugin, connections: Connections, names: Collection[str]) -> None:
        self._plugin = plugin
        self._connections = connections
        self._names = frozenset(names)

    def run(self) -> None:
        """Post events until the plugin is stopped, or the server refuses to give any.

        Raises:
            ApiError: the server will not stream; platypush tries again later.
            NetworkError: it can never be reached; likewise.
        """
        plugin = self._plugin
        if self._names:
            try:
                self._post_all()
            except (UnauthorizedError, ForbiddenError) as error:
                plugin.logger.warning("There will be no events: %s", error)
            except StoppedError:
                plugin.logger.debug("Stopped while it was starting")
        plugin.wait_stop()

    def _post_all(self) -> None:
        place = self._place()
        with self._open(place) as stream:
            for event in stream:
                if not self._post(event):
                    return
                _keep(place, event.position)

    def _open(self, place: Path) -> Stream:
        """The stream, from where the last run has stopped if that is known."""
        stream_user = self._connections.to({}).client.stream_user
        only_notifications = "statuses" not in self._names
        if place.exists():
            try:
                return stream_user(only_notifications=only_notifications, since=place.read_text())
            except ConfigurationError as error:
                self._plugin.logger.warning("Events begin now, not where they stopped: %s", error)
        return stream_user(only_notifications=only_notifications)

    def _post(self, event: StreamEvent) -> bool:
        """Post an event if it is to be; ``False`` if the plugin was stopped before that could be done."""
        name, kind, said = TOLD_AS.get(type(event), ("", MastodonEvent, dict))
        if name not in self._names:
            return True
        while not bus_listens():  # what is posted before, or while platypush ends, is lost
            if self._plugin.wait_stop(BETWEEN_LOOKS):
                return False
        get_bus().post(kind(base_url=self._connections.base_url, **said(event)))
        return True

    def _place(self) -> Path:
        """Where the position is kept: a file for each server and account."""
        known = hashlib.sha256(self._connections.identity.encode()).hexdigest()[:16]
        return Path(Config.get_workdir(), "mastodon", f"{known}-{'-'.join(sorted(self._names))}.position")


def bus_listens() -> bool:
    """Whether anybody hears what is posted: the bus keeps nothing for later."""
    bus = get_bus()
    return any(count for _, count in bus.redis.pubsub_numsub(bus.redis_queue))


def _keep(place: Path, position: str) -> None:
    """Replace the position at once or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_suffix(".new")
    new.write_text(position)
    new.replace(place)
