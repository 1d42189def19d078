"""The course of a stream, without the I/O: connecting, catching up, listening, and coming back.

It is a generator, as flows are. It yields events to give and effects to carry out, is sent the effects' results or
thrown their failures, and ends by raising what cannot be mended.
"""

from __future__ import annotations

import json
import logging
from typing import TypeAlias

from ..core.call import reply_error
from ..core.detection import get_server
from ..core.encoding import urlencode
from ..core.errors import ApiError, ConfigurationError, NetworkError, RatelimitError, RequestTimeoutError, error_class
from ..core.flow import Flow, Sleep
from ..core.rate_headers import read_retry_after
from ..core.session import Session
from ..core.shapes import is_json_object
from ..core.wire import Reply
from .addresses import address_given, find_addresses
from .catching_up import Item, fetch_missed, fetch_page, first_mark, item_of, keys_of_status
from .channels import Channel, Feed
from .connecting import (
    Way,
    ask,
    is_absent,
    is_refusal,
    note_placement,
    placements,
    subscription,
    ways_to,
)
from .effects import Close, Fork, Open, Read, Steps, StepsTo, Write
from .events import Connected, Disconnected, Gap, Heartbeat, StreamEvent
from .messages import BEAT, REFUSED, Message, read_message
from .positions import Mark, order
from .settings import Settings
from .sse import EventStream
from .websocket import WebSocket, is_upgraded

logger = logging.getLogger("howdah")

Protocol: TypeAlias = WebSocket | EventStream
Failure: TypeAlias = NetworkError | ApiError

SPARE_SEEN = 2000
"""How many more than can be caught up with at a time are remembered, so as not to be given twice."""
FUTILE = 3
"""After how many connections in a row that brought nothing another way is tried."""
LONGEST_RATION = 900.0
"""Seconds; polling is never slower than this for the rate limit's sake."""


class StreamCourse:
    """The course of some streams that share a connection.

    Args:
        session: whose server it is.
        channels: the streams.
        settings: how they are to be had.
        marks: what of their feeds has been given.
    """

    def __init__(
        self, session: Session, channels: tuple[Channel, ...], settings: Settings, marks: dict[str, Mark]
    ) -> None:
        self.session = session
        self.channels = channels
        self.settings = settings
        self.marks = marks
        self.name = ",".join(channel.name for channel in channels)
        self._seen = {key: _seen_before(mark) for key, mark in marks.items()}
        self._ways: list[Way] = []
        self._at = 0
        self._futile = 0
        self._heard = False
        self._healthy_since: float | None = None
        self._connections = 0
        self._worked: set[Way] = set()
        self._refused: ApiError | None = None
        self._over = False
        self._lost: dict[str, str] = {}

    def steps(self) -> Steps:
        """Go, until something happens that trying again cannot mend.

        Raises:
            ApiError: the server refuses the stream.
            NetworkError: it can never be reached.
        """
        attempt = 0
        while True:
            self._heard, self._healthy_since = False, None
            try:
                yield from self._connection()
                return
            except (NetworkError, ApiError) as error:
                failure = self._without_token(error)
            yield Close()
            if self._over or (isinstance(failure, NetworkError) and not failure.retryable):
                raise failure from None
            attempt = 1 if self._was_healthy() else attempt + 1
            self._try_another_way()
            delay = self.settings.reconnect.delay(attempt, self._asked_for(failure))
            logger.info(
                "the stream %s of %s is down, again in %.1f s: %s", self.name, self.session.host, delay, failure
            )
            yield Disconnected(str(failure), delay, stream=self.name)
            yield Sleep(delay)

    def _was_healthy(self) -> bool:
        since = self._healthy_since
        return since is not None and self.session.clock.monotonic() - since >= self.settings.reconnect.healthy_after

    def _try_another_way(self) -> None:
        """Turn to the next way where this one brings nothing; polling is for when there is no other."""
        self._futile = 0 if self._heard else self._futile + 1
        live = sum(way.transport != "polling" for way in self._ways)
        if self._futile >= FUTILE and live > 1:
            self._futile = 0
            self._at = (self._at + 1) % live

    def _asked_for(self, failure: Failure) -> float | None:
        if isinstance(failure, RatelimitError):
            return failure.retry_after
        return read_retry_after(failure.headers, self.session.clock.time()) if isinstance(failure, ApiError) else None

    def _without_token(self, failure: Failure) -> Failure:
        """A failure that does not show the token, which may have been in its URL."""
        token = self.session.token
        if token is None:
            return failure
        encoded = urlencode([("access_token", token)]).partition("=")[2]
        if token not in str(failure) and encoded not in str(failure) and encoded not in failure.url:
            return failure
        shown = str(failure).replace(encoded, "***").replace(token, "***")
        clean = type(failure).__new__(type(failure), shown)
        clean.__dict__.update(failure.__dict__, url=failure.url.replace(encoded, "***").replace(token, "***"))
        return clean

    # One connection

    def _connection(self) -> Steps:
        if not self._ways:
            yield from self._find_ways()
        yield from self._take_bearings()
        while True:
            way = self._ways[min(self._at, len(self._ways) - 1)]
            if way.transport == "polling":
                yield from self._poll()
            if len(self.channels) > 1 and not way.carries_several(self.session):
                yield Fork([self._alone(channel) for channel in self.channels])
                return
            protocol = yield from self._connect(way)
            if protocol is not None:
                break
        self._healthy_since = self.session.clock.monotonic()
        yield from self._catch_up()
        yield self._connected(way)
        yield from self._listen(protocol)

    def _alone(self, channel: Channel) -> StreamCourse:
        course = StreamCourse(self.session, (channel,), self.settings, dict(self.marks))
        course._ways, course._at = list(self._ways), self._at
        return course

    def _connected(self, way: Way) -> Connected:
        self._connections += 1
        return Connected(way.transport, stream=self.name, marks=dict(self.marks))

    def _find_ways(self) -> Flow[None]:
        session, given = self.session, self.settings.streaming_url
        if session.server is None:
            try:
                yield from get_server(session)
            except ApiError as error:
                if error.retryable:
                    raise
        addresses: tuple[str, ...]
        if given is not None:
            addresses = (address_given(given, plain=session.base_url.startswith("http:")),)
        elif self.settings.transport == "polling":
            addresses = (session.base_url,)
        else:
            addresses = yield from find_addresses(session)
        self._ways, self._at = ways_to(session, self.settings, addresses), 0

    def _connect(self, way: Way) -> StepsTo[Protocol | None]:
        """Open a way; ``None`` if there is no such way, and another is to be tried."""
        refused: ApiError | None = None
        for placement in placements(self.session, way):
            asking = ask(self.session, way, self.channels[0], placement)
            reply: Reply = yield Open(asking.request, None if way.transport == "websocket" else self.settings.silence)
            for answered in self.session.on_response:
                answered(asking.shown, reply)
            logger.debug("stream %s %s: %d", way.transport, asking.shown.url, reply.status)
            if self._is_open(way, asking.request.headers, reply):
                note_placement(self.session, way, placement)
                return (yield from self._opened(way))
            yield Close()
            refused = reply_error(self.session, asking.shown, reply)
            if not is_refusal(refused):
                break
        assert refused is not None
        if not is_refusal(refused) and (way in self._worked or not is_absent(refused)):
            raise refused
        self._leave(way, refused)
        return None

    def _leave(self, way: Way, refused: ApiError) -> None:
        """Leave a way that is none.

        Raises:
            ApiError: it was the last one, or the server knows who asks and does not let them.
        """
        self._ways.remove(way)
        self._at = 0
        if is_refusal(refused):
            self._refused = refused
        left = [other for other in self._ways if self._refused is None or other.transport != "polling"]
        if not left:
            self._over = True
            raise self._refused or refused

    def _is_open(self, way: Way, headers: dict[str, str], reply: Reply) -> bool:
        if way.transport == "websocket":
            return is_upgraded(headers, reply)
        return reply.status == 200 and reply.headers.get("content-type", "").startswith("text/event-stream")

    def _opened(self, way: Way) -> StepsTo[Protocol]:
        self._refused = None
        self._worked.add(way)
        if way.transport == "sse":
            return EventStream(self.settings.max_event_size)
        socket = WebSocket(self.settings.max_event_size)
        if len(self.channels) > 1:
            yield Write(b"".join(socket.text(subscription(channel)) for channel in self.channels[1:]))
        return socket

    # Listening

    def _listen(self, protocol: Protocol) -> Steps:
        while True:
            data = yield from self._next_bytes(protocol)
            for message in protocol.feed(data):
                if protocol.outgoing:
                    yield Write(protocol.outgoing)
                    protocol.outgoing = b""
                if message is BEAT:
                    yield Heartbeat(stream=self.name)
                elif message.name == REFUSED:
                    raise self._refusal(message)
                else:
                    event = self._live_event(message)
                    if event is not None:
                        yield event
            if protocol.said_goodbye is not None:
                raise NetworkError(f"the server closed the stream ({protocol.said_goodbye})")

    def _next_bytes(self, protocol: Protocol) -> StepsTo[bytes]:
        """What comes next.

        Raises:
            NetworkError: nothing came for too long, or the connection ended.
        """
        silence = self.settings.silence
        try:
            if isinstance(protocol, WebSocket):
                try:
                    data: bytes = yield Read(silence / 2)
                except RequestTimeoutError:
                    yield Write(protocol.ping())
                    data = yield Read(silence / 2)
            else:
                data = yield Read(silence)
        except RequestTimeoutError:
            raise NetworkError(f"nothing came for {silence:g} s, not even a heartbeat") from None
        if not data:
            raise NetworkError("the server ended the connection")
        self._heard = True
        return data

    def _refusal(self, message: Message) -> ApiError:
        """The error for a stream that a server refuses after the connection is made."""
        said = json.loads(message.payload)
        status = said.get("status") if is_json_object(said) else None
        status = status if isinstance(status, int) and 400 <= status < 600 else 403
        text = self.session.redact(str(said.get("error") if is_json_object(said) else said))
        error = error_class(status)(
            f"{self.session.host} refuses the stream {self.name}: {text}", status=status, method="STREAM", error=text
        )
        error.retryable = status in self.session.retry.statuses
        if not error.retryable and status < 500:
            self._over = True
        return error

    def _live_event(self, message: Message) -> StreamEvent | None:
        """The event that a message tells of, unless it has been given already."""
        channel = self._channel_of(message.stream)
        event = read_message(self.session, self.name if channel is None else channel.name, message)
        found = None if channel is None else item_of(channel, event)
        if found is None:
            return event
        feed, item = found
        return self._given(feed, item) if item.key not in self._seen.get(feed.key, ()) else None

    def _channel_of(self, name: str | None) -> Channel | None:
        if len(self.channels) == 1:
            return self.channels[0]
        return next((channel for channel in self.channels if channel.is_called(name)), None)

    def _given(self, feed: Feed, item: Item) -> StreamEvent:
        """An item's event, noted as given."""
        seen = self._seen.setdefault(feed.key, {})
        seen[item.key] = None
        if len(seen) > self.settings.catch_up_limit + SPARE_SEEN:
            del seen[next(iter(seen))]
        mark = self.marks.get(feed.key)
        mark = Mark(item.identifier) if mark is None else mark.note(item.identifier)
        self.marks[feed.key] = mark
        item.event.marks = {feed.key: mark}
        return item.event

    # Catching up

    def _feeds(self) -> list[tuple[Channel, Feed]]:
        """The feeds that are fetched from."""
        return [
            (channel, feed)
            for channel in self.channels
            for feed in channel.feeds
            if self._polls() or self._catches_up(channel, feed)
        ]

    def _catches_up(self, channel: Channel, feed: Feed) -> bool:
        if self.settings.catch_up is None:
            return channel.name != "direct" or (self.settings.since is not None and feed.key in self.marks)
        return self.settings.catch_up

    def _polls(self) -> bool:
        return self._ways[0].transport == "polling"

    def _take_bearings(self) -> Steps:
        """Note where the feeds are, before anything can be missed."""
        for channel, feed in self._feeds():
            if feed.key in self.marks or feed.key in self._lost:
                continue
            try:
                mark = yield from first_mark(self.session, channel, feed)
            except ApiError as error:
                self._lose(feed, error)
                continue
            self.marks[feed.key] = mark
            self._seen[feed.key] = _seen_before(mark)

    def _lose(self, feed: Feed, error: ApiError) -> None:
        """Do without a feed that the server refuses.

        Raises:
            ApiError: it may only be so for now, or there is nothing else.
        """
        if error.retryable:
            raise error
        logger.warning("what is missed of the stream %s cannot be fetched: %s", self.name, error)
        self._lost[feed.key] = str(error)
        if self._polls() and all(other.key in self._lost for _, other in self._feeds()):
            self._over = True
            raise error

    def _catch_up(self) -> StepsTo[int]:
        """Give what was missed; tells how much it was."""
        given = 0
        for channel, feed in self._feeds():
            reason = self._lost.get(feed.key)
            if reason is None:
                try:
                    given += yield from self._catch_up_with(channel, feed)
                    continue
                except ApiError as error:
                    self._lose(feed, error)
                    reason = str(error)
            if self._connections:
                yield self._gap(channel, feed, f"what was missed cannot be fetched: {reason}")
        return given

    def _catch_up_with(self, channel: Channel, feed: Feed) -> StepsTo[int]:
        given = 0
        here = self.marks[feed.key].floor
        while True:
            left = self.settings.catch_up_limit - given
            missed = yield from fetch_missed(self.session, channel, feed, here, left)
            if missed.skipped_to is not None:
                gap = self._gap(channel, feed, self._too_much(), missed.skipped_to)
                self.marks[feed.key] = Mark(missed.skipped_to)
                yield gap
            new = [item for item in missed.items if self._is_new(feed, item)]
            for item in new[:left]:
                given += 1
                yield self._given(feed, item)
            if len(new) > left:
                yield from self._skip(channel, feed)
                return given
            here = missed.here
            if not missed.more or not (new or missed.full):
                return given

    def _is_new(self, feed: Feed, item: Item) -> bool:
        """Whether an item on a page has not been given."""
        if feed.kind == "conversation" and self.marks[feed.key].has(item.identifier):
            return False
        return item.key not in self._seen.get(feed.key, ())

    def _too_much(self) -> str:
        return f"more than {self.settings.catch_up_limit} were missed"

    def _skip(self, channel: Channel, feed: Feed) -> Steps:
        """Leave out what is too much, and go on from the newest."""
        after = self.marks[feed.key].above[-1:] or (self.marks[feed.key].floor,)
        newest = yield from fetch_page(self.session, channel, feed, 1)
        if newest and order(newest[-1].identifier) > order(after[0]):
            self.marks[feed.key] = Mark(newest[-1].identifier)
            self._seen.setdefault(feed.key, {})[newest[-1].key] = None
        yield self._gap(channel, feed, self._too_much(), after=after[0])

    def _gap(
        self, channel: Channel, feed: Feed, reason: str, before: str | None = None, after: str | None = None
    ) -> Gap:
        mark = self.marks.get(feed.key)
        if after is None and mark is not None:
            after = mark.above[-1] if mark.above else mark.floor
        marks = {} if mark is None else {feed.key: mark}
        return Gap(reason, after or None, before, stream=channel.name, marks=marks)

    # Polling

    def _poll(self) -> Steps:
        """Ask again and again."""
        yield from self._take_bearings()
        feeds = self._feeds()
        if not feeds:
            raise ConfigurationError(f"{self.session.host} has no streams, and {self.name} cannot be had by asking")
        shortest, longest = self.settings.poll_every
        pause = shortest
        yield from self._catch_up()
        self._healthy_since = self.session.clock.monotonic()
        yield self._connected(self._ways[0])
        while True:
            yield Sleep(max(pause, self._ration(len(feeds))))
            given = yield from self._catch_up()
            self._heard = True
            pause = max(shortest, pause / 2) if given else min(longest, pause * 1.5)
            yield Heartbeat(stream=self.name)

    def _ration(self, feeds: int) -> float:
        """Seconds between two rounds with which half of what the rate limit allows is left for others."""
        limit = self.session.limiter.quota(self.session.base_url, self.session.token).state()
        if limit is None or limit.remaining is None or limit.reset is None:
            return 0.0
        left = limit.reset.timestamp() - self.session.clock.time()
        return min(LONGEST_RATION, max(0.0, left) * 2 * feeds / max(1, limit.remaining))


def _seen_before(mark: Mark) -> dict[str, None]:
    """What counts as given from the beginning."""
    return dict.fromkeys(key for one in (mark.floor, *mark.above) for key in keys_of_status(one))
