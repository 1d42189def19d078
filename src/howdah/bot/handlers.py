"""What a bot does about what: handlers, which events are theirs, and what they are given of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from ..streaming.events import NotificationEvent, StreamEvent, UpdateEvent
from .happenings import Due, Follow, Happening, Mention, Notified, Tagged

if TYPE_CHECKING:
    from ..models import Account


@dataclass(slots=True, frozen=True)
class Occasion:
    """Something that a handler may have to deal with.

    Attributes:
        key: what tells it from all others.
        kind: what a handler is given.
        what: what that is made of.
        actor: who did it, if anybody did.
        about: the address of what it is about.
    """

    key: str
    kind: type[Happening[Any]]
    what: tuple[Any, ...]
    actor: Account | None = None
    about: str = ""

    def given(self, *rest: Any) -> Happening[Any]:
        """What a handler is given of it."""
        kind: Any = self.kind
        given: Happening[Any] = kind(*self.what, *rest)
        return given


Pick: TypeAlias = Callable[[StreamEvent], Occasion | None]


@dataclass(slots=True, frozen=True)
class Handler:
    """A function of the bot's, and what it is for.

    Attributes:
        name: what it is remembered by; the function's own name.
        work: the function.
        stream: where its events come from, if it is not scheduled.
        pick: tells whether an event is for it.
        every: seconds from one time to the next, if it is scheduled.
        answers: whether it is for what others say to the bot, which other bots are left out of.
    """

    name: str
    work: Callable[..., Any]
    stream: str | None = None
    pick: Pick | None = None
    every: float | None = None
    answers: bool = False

    @property
    def is_async(self) -> bool:
        """Whether it is to be awaited."""
        return inspect.iscoroutinefunction(self.work) or inspect.iscoroutinefunction(
            getattr(self.work, "__call__", None)  # noqa: B004
        )


def pick_mention(event: StreamEvent) -> Occasion | None:
    """A mention of the bot."""
    if not isinstance(event, NotificationEvent) or vars(event.notification).get("type") != "mention":
        return None
    notification, status = event.notification, event.notification.status
    if status is None:
        return None
    key, about = f"mention {notification.id}", status.url or status.uri
    return Occasion(key, Mention, (notification, status), notification.account, about)


def pick_notification(*types: str) -> Pick:
    """Picks notifications of some types; all if none is given."""
    wanted = frozenset(types)

    def pick(event: StreamEvent) -> Occasion | None:
        if not isinstance(event, NotificationEvent):
            return None
        notification = event.notification
        if wanted and notification.type not in wanted:
            return None
        kind = Follow if notification.type == "follow" else Notified
        about = notification.account.url or notification.account.acct
        return Occasion(f"notification {notification.id}", kind, (notification,), notification.account, about)

    return pick


def pick_hashtag(hashtag: str) -> Pick:
    """Picks statuses with a hashtag."""

    def pick(event: StreamEvent) -> Occasion | None:
        if not isinstance(event, UpdateEvent):
            return None
        status = event.status
        about = status.url or status.uri
        return Occasion(f"hashtag {status.id}", Tagged, (hashtag, status), status.account, about)

    return pick


def due_at(moment: float) -> Occasion:
    """A scheduled handler is due."""
    return Occasion(f"due {moment:.3f}", Due, (datetime.fromtimestamp(moment, UTC),))
