"""Fetching what was missed: page by page over REST, the oldest first, nothing twice, and not without end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..core.flow import Flow
from ..core.plan import call
from ..core.server import EVERY, SNAC
from ..core.session import Session
from .channels import Channel, Feed, Kind
from .events import ConversationEvent, NotificationEvent, StreamEvent, UpdateEvent
from .positions import Mark, order

if TYPE_CHECKING:
    from ..models import Conversation, Notification, Status

PAGE: Final = 40
"""Items to ask for at a time; the most that every server gives."""
PERHAPS_FULL: Final = 10
"""Items from which on a page may be all that the server gives at a time, though there is more."""
KNOW_MIN_ID: Final = EVERY - SNAC
"""Servers whose ``min_id`` leads forwards; of others it is found out."""
NEWEST_FIRST: Final = "min_id gives the newest"
"""Under this a session remembers that its server takes ``min_id`` for ``since_id``, as snac does."""


class Item(NamedTuple):
    """Something on a page.

    Attributes:
        identifier: the ID that pages are asked for by.
        key: what makes it the same as something that the stream gave.
        event: what it is to be given as.
    """

    identifier: str
    key: str
    event: StreamEvent


def _of_status(status: Status) -> tuple[str, str]:
    plain, boosted = keys_of_status(status.id)
    same = status.reblog is not None and status.reblog.id == status.id
    return plain, boosted if same else plain


def keys_of_status(status_id: str) -> tuple[str, str]:
    """The keys of a status, and of a boost that has the ID of what it boosts, as on snac."""
    return status_id, f"{status_id} boosted"


def _of_notification(notification: Notification) -> tuple[str, str]:
    return notification.id, notification.id


def _of_conversation(conversation: Conversation) -> tuple[str, str]:
    """A conversation is a new thing with each message, and again when it is read."""
    last = conversation.last_status
    identifier = "" if last is None else last.id
    return identifier, f"{conversation.id} {identifier} {conversation.unread}"


_KEYS: dict[Kind, Callable[[Any], tuple[str, str]]] = {
    "status": _of_status,
    "notification": _of_notification,
    "conversation": _of_conversation,
}
_EVENTS: dict[Kind, Callable[..., StreamEvent]] = {
    "status": UpdateEvent,
    "notification": NotificationEvent,
    "conversation": ConversationEvent,
}


def item_of(channel: Channel, event: StreamEvent) -> tuple[Feed, Item] | None:
    """What a live event is on the pages of its stream, if it is on any."""
    kind: Kind
    entity: Any
    if isinstance(event, UpdateEvent):
        kind, entity = "status", event.status
    elif isinstance(event, NotificationEvent):
        kind, entity = "notification", event.notification
    elif isinstance(event, ConversationEvent):
        kind, entity = "conversation", event.conversation
    else:
        return None
    feed = channel.feed(kind)
    item = None if feed is None else _item(feed, entity, event)
    return None if feed is None or item is None else (feed, item)


def _item(feed: Feed, entity: Any, event: StreamEvent) -> Item | None:
    try:
        identifier, key = _KEYS[feed.kind](entity)
    except AttributeError:  # its ID could not be read
        return None
    return Item(identifier, key, event) if identifier else None


def fetch_page(
    session: Session, channel: Channel, feed: Feed, size: int = PAGE, **bounds: str | None
) -> Flow[list[Item]]:
    """The items of a page, the oldest first.

    Raises:
        ApiError: the server refuses.
        NetworkError: it cannot be reached.
    """
    from ..models import Conversation, Notification, Status

    into: Any = {"status": list[Status], "notification": list[Notification], "conversation": list[Conversation]}
    query = {**feed.query, "limit": str(size), **bounds}
    entities, _ = yield from call(session, "GET", feed.path, into[feed.kind], query=query)
    made = _EVENTS[feed.kind]
    items = (_item(feed, entity, made(entity, stream=channel.name)) for entity in entities)
    return sorted((item for item in items if item is not None), key=_order)


def _order(item: Item) -> tuple[int, str]:
    return order(item.identifier)


def first_mark(session: Session, channel: Channel, feed: Feed) -> Flow[Mark]:
    """The mark of a feed of which everything that is there now counts as given."""
    items = yield from fetch_page(session, channel, feed)
    identifiers = [item.identifier for item in items]
    return Mark(identifiers[0], tuple(identifiers[1:])) if identifiers else Mark("")


class Missed(NamedTuple):
    """Some of what was missed.

    Attributes:
        items: in order, the oldest first.
        here: the ID up to which they lead; what is missed beyond it is yet to be fetched.
        more: whether there may be more beyond.
        full: whether it was a whole page.
        skipped_to: where what was too much to fetch before these ends, if there was too much.
    """

    items: list[Item]
    here: str
    more: bool
    full: bool = False
    skipped_to: str | None = None


def fetch_missed(
    session: Session, channel: Channel, feed: Feed, here: str, left: int, known: Callable[[Item], bool]
) -> Flow[Missed]:
    """Some of what came after an ID.

    Args:
        session: whose server it is.
        channel: the stream.
        feed: where it is fetched.
        here: the ID.
        left: how many may be fetched, all in all.
        known: tells what was not missed.

    Raises:
        ApiError: the server refuses.
        NetworkError: it cannot be reached.
    """
    if not here or NEWEST_FIRST in session.learned:
        return (yield from _fetch_backwards(session, channel, feed, here, left, known))
    page = yield from fetch_page(session, channel, feed, min_id=here)
    items = [item for item in page if order(item.identifier) > order(here)]
    if not items:
        return Missed([], here, more=False)
    forwards = session.server is not None and session.server.family in KNOW_MIN_ID
    if len(page) >= PERHAPS_FULL and not forwards:
        between = yield from fetch_page(session, channel, feed, min_id=here, max_id=items[0].identifier)
        if any(order(here) < order(item.identifier) < order(items[0].identifier) for item in between):
            session.learned[NEWEST_FIRST] = True
            return (yield from _fetch_backwards(session, channel, feed, here, left, known))
    return Missed(items, items[-1].identifier, more=True, full=len(page) >= PERHAPS_FULL)


def _fetch_backwards(
    session: Session, channel: Channel, feed: Feed, here: str, left: int, known: Callable[[Item], bool]
) -> Flow[Missed]:
    """What came after an ID, from a server that only knows the way from the newest to the older."""
    found: list[Item] = []
    before: str | None = None
    while True:
        page = yield from fetch_page(session, channel, feed, since_id=here or None, max_id=before)
        items = [
            item
            for item in page
            if order(item.identifier) > order(here) and (before is None or order(item.identifier) < order(before))
        ]
        found = [item for item in items if not known(item)] + found
        if len(found) > left:
            kept = found[len(found) - left :]
            skipped_to = kept[0].identifier if kept else found[-1].identifier
            return Missed(kept, found[-1].identifier, more=False, skipped_to=skipped_to)
        if not items:
            return Missed(found, found[-1].identifier if found else here, more=False)
        before = items[0].identifier
