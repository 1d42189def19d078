"""The course of a stream, without the I/O: connecting, catching up, listening, and coming back.

It is a generator, as flows are. It yields events to give and effects to carry out, is sent the effects' results or
thrown their failures, and ends by raising what cannot be mended.
"""

from __future__ import annotations

import json
import logging
import math
from typing import TypeAlias

from ..core.call import reply_error
from ..core.detection import get_server
from ..core.encoding import urlencode
from ..core.errors import (
    ApiError,
    ConfigurationError,
    NetworkError,
    RatelimitError,
    RequestTimeoutError,
    SchemaDriftError,
    error_class,
)
from ..core.flow import Flow, Sleep
from ..core.rate_headers import read_retry_after
from ..core.session import Session
from ..core.shapes import is_json_object
from ..core.wire import Reply
from .addresses import address_given, find_addresses
from .catching_up import Item, fetch_missed, fetch_page, first_mark, item_of
from .channels import Channel, Feed
from .connecting import (
    WITHOUT_STREAMS,
    Way,
    ask,
    is_absent,
    is_no_feed,
    is_refusal,
    note_placement,
    placements,
    subscription,
    ways_to,
)
from .effects import Close, Fork, Open, Read, Steps, StepsTo, Write
from .events import Connected, Disconnected, Gap, Heartbeat, StreamEvent
from .given import Given
from .messages import BEAT, InterruptedStreamError, Message, TooLargeError, read_message
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
PATIENCE = 5
"""After how many failures in a row of fetching what was missed it is put off, and live events are given meanwhile."""
UNEXPLAINED = 5
"""How many refusals in a row that say no status, and nothing else between them, are final."""
LOOK_BACK_EVERY = 300.0
"""Seconds between two looks for what came late while polling, or for what could not be fetched while listening."""
LIVE_AGAIN = 600.0
"""Seconds of polling after which it is tried whether the server streams by now."""
CLOSED = "the client is closed"
"""What a transport says that never connects again."""
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
        self.name = ",".join(channel.name for channel in channels)
        self._since = frozenset(marks)
        self._given = Given(marks, session.clock.monotonic, settings.catch_up_limit + SPARE_SEEN)
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
        self._failures: dict[str, int] = {}
        self._told: set[str] = set()
        self._addresses: tuple[str, ...] = ()
        self._odd: dict[Way, int] = {}
        self._unexplained = 0
        self._was_too_large: TooLargeError | None = None
        self._shown: str | None = None
        self._trying_again = False
        self._again_at = math.inf
        self._clock = session.clock.monotonic

    @property
    def marks(self) -> dict[str, Mark]:
        """What has been given, by feed."""
        return self._given.marks

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
            except InterruptedStreamError:
                yield Close()
                continue
            except SchemaDriftError:
                raise
            except (NetworkError, ApiError) as error:
                failure = self._without_token(error)
                if isinstance(error, TooLargeError):
                    self._was_too_large = error
            yield Close()
            if self._is_final(failure):
                raise failure from None
            self._shown = None
            attempt = 1 if self._was_healthy() else attempt + 1
            self._try_another_way()
            delay = self.settings.reconnect.delay(attempt, self._asked_for(failure))
            logger.info(
                "the stream %s of %s is down, again in %.1f s: %s", self.name, self.session.host, delay, failure
            )
            yield Disconnected(str(failure), delay, stream=self.name)
            yield Sleep(delay)

    def _is_final(self, failure: Failure) -> bool:
        """Whether trying again cannot mend it. What has worked before comes back, be it a name or a certificate."""
        if self._over:
            return True
        if not isinstance(failure, NetworkError) or failure.retryable:
            return False
        return not (self._worked or self._connections) or str(failure).endswith(CLOSED)

    def _was_healthy(self) -> bool:
        since = self._healthy_since
        return since is not None and self._clock() - since >= self.settings.reconnect.healthy_after

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
                continue
            if len(self.channels) > 1 and not way.carries_several(self.session):
                yield Fork([self._alone(channel) for channel in self.channels])
                return
            try:
                protocol = yield from self._connect(way)
            except (NetworkError, ApiError):
                if not self._trying_again:
                    raise
                self._ways.remove(way)
                protocol = None
            if protocol is not None:
                break
        self._trying_again = False
        yield from self._catch_up()
        self._healthy_since = self._clock()
        yield from self._connected(way)
        yield from self._listen(protocol)

    def _alone(self, channel: Channel) -> StreamCourse:
        own = {feed.key for feed in channel.feeds}
        marks = {key: mark for key, mark in self.marks.items() if key in own}
        course = StreamCourse(self.session, (channel,), self.settings, marks)
        course._ways, course._at, course._addresses = list(self._ways), self._at, self._addresses
        course._lost = {key: reason for key, reason in self._lost.items() if key in own}
        course._since = self._since & own
        return course

    def _connected(self, way: Way) -> Steps:
        """Say that it is connected, unless that is no news."""
        self._connections += 1
        if self._shown != way.transport:
            self._shown = way.transport
            yield Connected(way.transport, stream=self.name, marks=dict(self.marks))

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
        self._addresses = addresses
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
                self._odd.pop(way, None)
                return (yield from self._opened(way))
            yield Close()
            refused = reply_error(self.session, asking.shown, reply, authorized=placement != "none")
            if not is_refusal(refused):
                break
        assert refused is not None
        if is_refusal(refused) and way in self._worked:
            self._over = True  # the token was good here; it need not be shown elsewhere to know that it is no more
            raise refused
        if not is_refusal(refused) and (way in self._worked or not self._is_absent(way, refused)):
            raise refused
        self._leave(way, refused)
        return None

    def _is_absent(self, way: Way, refused: ApiError) -> bool:
        if is_absent(refused):
            return True
        if refused.status < 300:  # a page; put up for good, it is how some servers say that there is nothing
            self._odd[way] = self._odd.get(way, 0) + 1
        return self._odd.get(way, 0) >= FUTILE

    def _leave(self, way: Way, refused: ApiError) -> None:
        """Leave a way that is none.

        Raises:
            ApiError: it was the last one, or the server knows who asks and does not let them.
        """
        self._ways.remove(way)
        self._at = 0
        if is_refusal(refused) and not self._trying_again:
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
                elif message.is_refusal:
                    raise self._refusal(message)
                else:
                    self._unexplained = 0
                    event = self._live_event(message)
                    if event is not None:
                        yield event
            if self._clock() >= self._again_at:
                yield from self._catch_up_meanwhile()
            if protocol.said_goodbye is not None:
                raise NetworkError(f"the server closed the stream ({protocol.said_goodbye})")

    def _catch_up_meanwhile(self) -> Steps:
        """Try again to fetch what could not be fetched when it was connected."""
        self._again_at = math.inf
        yield from self._take_bearings()
        yield from self._catch_up()

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
        try:
            said = json.loads(message.payload)
        except (ValueError, RecursionError):
            said = None
        status = said.get("status") if is_json_object(said) else None
        status = status if isinstance(status, int) and 400 <= status < 600 else None
        self._unexplained = self._unexplained + 1 if status is None else 0
        refused = status is not None and status < 500 and status not in self.session.retry.statuses
        self._over = refused or self._unexplained >= UNEXPLAINED
        text = self.session.redact(str(said.get("error") if is_json_object(said) else said)[:500])
        kind = error_class(status or 403)
        error = kind(
            f"{self.session.host} refuses the stream {self.name}: {text}",
            status=status or 403,
            method="STREAM",
            error=text,
        )
        error.retryable = not self._over
        return error

    def _live_event(self, message: Message) -> StreamEvent | None:
        """The event that a message tells of, unless it has been given already."""
        channel = self._channel_of(message.stream)
        event = read_message(self.session, self.name if channel is None else channel.name, message)
        found = None if channel is None else item_of(channel, event)
        if found is None:
            return event
        feed, item = found
        return None if self._given.has_live(feed, item) else self._give(feed, item, live=True)

    def _channel_of(self, name: str | None) -> Channel | None:
        if len(self.channels) == 1:
            return self.channels[0]
        return next((channel for channel in self.channels if channel.is_called(name)), None)

    def _give(self, feed: Feed, item: Item, *, live: bool = False) -> StreamEvent:
        """An item's event, noted as given."""
        item.event.marks = {feed.key: self._given.note(feed, item, live=live)}
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
                self._failed(feed, error)
                continue
            self._failures.pop(feed.key, None)
            self._given.begin(feed, mark)

    def _failed(self, feed: Feed, error: ApiError) -> str:
        """Do without a feed for now, or for good where the server has no such pages; gives the reason.

        Raises:
            ApiError: it is to be tried again before anything else, or it is the end.
        """
        if isinstance(error, SchemaDriftError):
            raise error
        if error.status == 401 and self.session.token is not None:
            self._over = True
            raise error
        if is_no_feed(error) or error.status == 401:
            logger.warning("what is missed of the stream %s cannot be fetched: %s", self.name, error)
            self._lost[feed.key] = str(error)
            if self._polls() and all(other.key in self._lost for _, other in self._feeds()):
                self._over = True
                raise error
            return str(error)
        self._failures[feed.key] = self._failures.get(feed.key, 0) + 1
        if self._polls() or self._failures[feed.key] < PATIENCE:
            self._heard = True  # it is not the way that failed
            raise error
        self._given.held.add(feed.key)
        self._again_at = self._clock() + LOOK_BACK_EVERY
        return str(error)

    def _catch_up(self, *, deep: bool = True) -> StepsTo[int]:
        """Give what was missed; tells how much it was.

        Args:
            deep: look for what came late as well.
        """
        given = 0
        for channel, feed in self._feeds():
            reason = self._lost.get(feed.key)
            if reason is None and feed.key in self.marks:
                try:
                    given += yield from self._catch_up_with(channel, feed, deep=deep)
                except ApiError as error:
                    reason = self._failed(feed, error)
                else:
                    self._failures.pop(feed.key, None)
                    self._given.held.discard(feed.key)
                    self._told.discard(feed.key)
                    continue
            if feed.key not in self._told and (
                self._connections or feed.key in self._since or feed.key not in self._lost
            ):
                self._told.add(feed.key)
                yield self._gap(channel, feed, f"what was missed cannot be fetched: {reason or 'not now'}")
        if self._was_too_large is not None and not given:
            yield Gap(f"{self._was_too_large}; it is left out", stream=self.name)
        self._was_too_large = None
        return given

    def _catch_up_with(self, channel: Channel, feed: Feed, *, deep: bool) -> StepsTo[int]:
        given = 0
        here = self.marks[feed.key].floor if deep else self._given.near(feed)
        while True:
            left = self.settings.catch_up_limit - given
            missed = yield from fetch_missed(
                self.session, channel, feed, here, left, lambda item: self._given.has(feed, item)
            )
            if missed.skipped_to is not None:
                gap = self._gap(channel, feed, self._too_much(), missed.skipped_to if missed.items else None)
                self.marks[feed.key] = Mark(missed.skipped_to)
                yield gap
            new = [item for item in missed.items if not self._given.has(feed, item)]
            for item in new[:left]:
                given += 1
                yield self._give(feed, item)
            if len(new) > left:
                yield from self._skip(channel, feed)
                return given
            here = missed.here
            if not missed.more or not (new or missed.full):
                return given

    def _too_much(self) -> str:
        return f"more than {self.settings.catch_up_limit} were missed"

    def _skip(self, channel: Channel, feed: Feed) -> Steps:
        """Leave out what is too much, and go on with the newest."""
        mark = self.marks[feed.key]
        after = mark.above[-1] if mark.above else mark.floor
        page = yield from fetch_page(self.session, channel, feed, 1)
        newest = page[-1] if page and order(page[-1].identifier) > order(after) else None
        shown = newest is not None and self.settings.catch_up_limit > 0
        yield self._gap(channel, feed, self._too_much(), newest.identifier if newest and shown else None, after)
        if newest is None:
            return
        self._given.begin(feed, Mark(newest.identifier))
        if shown:
            yield self._give(feed, newest)

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
        began = looked_back = self._healthy_since = self._clock()
        yield from self._connected(self._ways[0])
        self._trying_again = False
        while True:
            yield Sleep(max(pause, self._ration(len(feeds))))
            deep = self._clock() - looked_back >= LOOK_BACK_EVERY
            given = yield from self._catch_up(deep=deep)
            looked_back = self._clock() if deep else looked_back
            self._heard = True
            pause = max(shortest, pause / 2) if given else min(longest, pause * 1.5)
            yield Heartbeat(stream=self.name)
            if self._may_stream() and self._clock() - began >= LIVE_AGAIN:
                self._ways, self._at = ways_to(self.session, self.settings, self._addresses), 0
                self._trying_again = True
                return

    def _may_stream(self) -> bool:
        """Whether a server that is polled may have streams after all."""
        server = self.session.server
        return self.settings.transport is None and (server is None or server.family not in WITHOUT_STREAMS)

    def _ration(self, feeds: int) -> float:
        """Seconds between two rounds with which half of what the rate limit allows is left for others."""
        limit = self.session.limiter.quota(self.session.base_url, self.session.token).state()
        if limit is None or limit.remaining is None or limit.reset is None:
            return 0.0
        left = limit.reset.timestamp() - self.session.clock.time()
        return min(LONGEST_RATION, max(0.0, left) * 2 * feeds / max(1, limit.remaining))
