"""A stream's course by hand: every effect is answered by the test, without sockets or clocks."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.core.conversation import StillClock, make_session, reply
from wsproto.connection import Connection, ConnectionType
from wsproto.events import TextMessage
from wsproto.utilities import generate_accept_token

from howdah import (
    ApiError,
    ConfigurationError,
    Connected,
    Disconnected,
    ForbiddenError,
    Gap,
    NetworkError,
    NotFoundError,
    RequestTimeoutError,
    UnauthorizedError,
    UpdateEvent,
)
from howdah.core.flow import Send, Sleep
from howdah.core.server import Server
from howdah.core.session import Session
from howdah.core.wire import Reply, Request
from howdah.streaming.effects import Close, Fork, Open, Read, Steps, Write
from howdah.streaming.events import StreamEvent
from howdah.streaming.positions import Mark, write_position
from howdah.streaming.settings import Reconnect, StreamSettings
from howdah.streaming.stream import Subscription
from howdah.testing import make_status

MASTODON = Server("mastodon", "4.5.0")
QUICK = Reconnect(first_delay=1.0, longest_delay=8.0, healthy_after=30.0)


def upgraded(request: Request) -> Reply:
    token = generate_accept_token(request.headers["sec-websocket-key"].encode()).decode()
    return reply(status=101, sec_websocket_accept=token)


def eventful(_: Request) -> Reply:
    return reply(status=200, content_type="text/event-stream; charset=utf-8")


def update(identifier: str) -> bytes:
    return f"event: update\ndata: {json.dumps(make_status(id=identifier))}\n\n".encode()


def framed(said: dict[str, Any]) -> bytes:
    return Connection(ConnectionType.SERVER).send(TextMessage(json.dumps(said)))


Answer = Reply | Exception | Callable[[Request], Reply]


class Enough(Exception):
    """The script is over."""


@dataclass
class Play:
    """A course that is played, and what it asked for: the script says what comes; a number lets time pass."""

    opens: list[Answer]
    reads: list[bytes | Exception | float]
    rest: Callable[[Request], Reply | Exception]
    clock: StillClock
    opened: list[Request] = field(default_factory=list)
    sent: list[Request] = field(default_factory=list)
    written: list[bytes] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    events: list[StreamEvent] = field(default_factory=list)
    closed: int = 0
    forked: list[Any] = field(default_factory=list)

    def run(self, steps: Steps) -> None:
        answer: Any = None
        failure: Exception | None = None
        try:
            while True:
                effect = steps.send(answer) if failure is None else steps.throw(failure)
                answer = failure = None
                try:
                    answer = self.do(effect)
                except Enough:
                    raise
                except Exception as error:
                    failure = error
        except (Enough, StopIteration):
            pass
        finally:
            steps.close()

    def do(self, effect: Any) -> Any:
        if isinstance(effect, StreamEvent):
            self.events.append(effect)
        elif isinstance(effect, Fork):
            self.forked = effect.courses
        elif isinstance(effect, Close):
            self.closed += 1
        elif isinstance(effect, Write):
            self.written.append(effect.data)
        elif isinstance(effect, Sleep):
            self.slept.append(effect.seconds)
            self.clock.now += effect.seconds
        else:
            return self.answered(effect)
        return None

    def answered(self, effect: Any) -> Any:
        given: Any
        if isinstance(effect, Send):
            self.sent.append(effect.request)
            given = self.rest(effect.request)
        elif isinstance(effect, Open):
            self.opened.append(effect.request)
            given = self.opens.pop(0) if self.opens else Enough()
            given = given(effect.request) if callable(given) else given
        else:
            assert isinstance(effect, Read)
            self.waited.append(effect.seconds)
            while self.reads and isinstance(self.reads[0], float):
                self.clock.now += self.reads.pop(0)  # type: ignore[operator]
            given = self.reads.pop(0) if self.reads else Enough()
        if isinstance(given, Exception):
            raise given
        return given


def play(
    settings: StreamSettings,
    opens: list[Answer],
    reads: list[bytes | Exception | float],
    *,
    names: tuple[str, ...] = ("user",),
    server: Server | None = MASTODON,
    rest: Callable[[Request], Reply | Exception] = lambda _: reply([]),
    session: Session | None = None,
) -> Play:
    """Play a course until there is nothing more to open or to read."""
    clock = StillClock()
    session = session or make_session(clock, server=server)
    session.learned.setdefault("streaming addresses", (session.base_url,))
    said = Play(opens, reads, rest, clock)
    said.run(Subscription(names, {"reconnect": QUICK, **settings}).course(session).steps())
    return said


LOST = NetworkError("the connection broke")
NO = {"error": "no"}


def placed(request: Request) -> str:
    token = "s3cret-token"
    found = [
        name
        for name, where in (
            ("header", request.headers.get("authorization", "")),
            ("subprotocol", request.headers.get("sec-websocket-protocol", "")),
            ("query", request.url),
        )
        if token in where
    ]
    return " ".join(found)


def test_the_token_goes_in_the_header_and_elsewhere_only_when_refused() -> None:
    said = play({"catch_up": False}, [reply(NO, 401), reply(NO, 403), upgraded], [])
    assert [placed(request) for request in said.opened] == ["header", "subprotocol", "query"]
    assert isinstance(said.events[0], Connected)


def test_where_the_token_was_taken_is_remembered() -> None:
    said = play({"catch_up": False}, [reply(NO, 401), upgraded, upgraded], [b"", b""])
    assert [placed(request) for request in said.opened][:3] == ["header", "subprotocol", "subprotocol"]


def test_a_server_error_does_not_move_the_token() -> None:
    said = play({"catch_up": False}, [reply(NO, 502), upgraded], [])
    assert [placed(request) for request in said.opened] == ["header", "header"]


@pytest.mark.parametrize(("status", "kind"), [(401, UnauthorizedError), (403, ForbiddenError)])
def test_who_is_refused_everywhere_is_refused_for_good(status: int, kind: type[ApiError]) -> None:
    with pytest.raises(kind) as raised:
        play({"catch_up": False}, [reply(NO, status) for _ in range(5)], [])
    assert "s3cret-token" not in repr(raised.value)
    assert "s3cret-token" not in raised.value.url


def test_no_failure_shows_the_token() -> None:
    session = make_session(server=MASTODON)
    session.learned["token for websocket at https://example.social"] = "query"
    session.token = "s3cret+token"

    def broken(request: Request) -> Reply:
        assert "s3cret%2Btoken" in request.url
        raise NetworkError(f"GET {request.url}: broken", url=request.url)

    said = play({"catch_up": False, "transport": "websocket"}, [broken], [], session=session)
    (event,) = said.events
    assert isinstance(event, Disconnected)
    assert "s3cret" not in event.reason
    assert "access_token=***" in event.reason


def test_websocket_comes_first_then_sse_then_asking() -> None:
    nothing = reply(NO, 404)
    said = play({"poll_every": (5, 60)}, [nothing, nothing], [], rest=Fading(rounds=3))
    assert ["upgrade" in request.headers for request in said.opened] == [True, False]
    assert [event.transport for event in said.events if isinstance(event, Connected)] == ["polling"]


class Fading:
    """Pages without anything on them; after some rounds, the test is over."""

    def __init__(self, rounds: int, per_round: int = 4) -> None:
        self.left = rounds * per_round

    def __call__(self, request: Request) -> Reply | Exception:
        self.left -= 1
        if self.left < 0:
            raise Enough
        return reply([])


@pytest.mark.parametrize(
    ("software", "opened"), [("gotosocial", [True]), ("pleroma", [True]), ("snac", []), ("hollo", []), ("pixelfed", [])]
)
def test_what_a_server_is_known_not_to_have_is_not_tried(software: str, opened: list[bool]) -> None:
    said = play({}, [reply(NO, 404)], [], server=Server(software, "1.0"), rest=Fading(rounds=3))
    assert ["upgrade" in request.headers for request in said.opened] == opened
    assert said.events[0].transport == "polling"  # type: ignore[attr-defined]


def test_a_transport_that_is_asked_for_and_absent_is_an_error() -> None:
    with pytest.raises(NotFoundError):
        play({"transport": "sse"}, [reply(NO, 404)], [])


def test_what_has_worked_is_not_given_up_for_a_404() -> None:
    said = play({"catch_up": False}, [upgraded, reply(NO, 404), upgraded], [b"", b""])
    assert len([event for event in said.events if isinstance(event, Connected)]) == 2


def test_a_way_that_brings_nothing_is_left_for_another() -> None:
    said = play({"catch_up": False}, [LOST, LOST, LOST, eventful], [])
    assert ["upgrade" in request.headers for request in said.opened] == [True, True, True, False]


def test_waits_grow_and_begin_anew_after_a_good_while() -> None:
    reads: list[bytes | Exception | float] = [b":)\n", LOST, 60.0, b":)\n", LOST]
    said = play({"catch_up": False, "transport": "sse"}, [LOST, LOST, LOST, LOST, LOST, eventful, eventful], reads)
    bounds = [1, 2, 4, 8, 8, 8, 1]
    assert all(most / 2 <= slept <= most for slept, most in zip(said.slept, bounds, strict=True))
    told = [event.retry_in for event in said.events if isinstance(event, Disconnected)]
    assert told == said.slept


def test_a_server_that_asks_for_time_gets_it() -> None:
    said = play({"catch_up": False, "transport": "sse"}, [reply(NO, 503, retry_after="33"), eventful], [])
    assert said.slept == [33.0]


def test_silence_is_taken_for_death_but_only_after_a_ping() -> None:
    late = RequestTimeoutError("nothing came")
    said = play(
        {"catch_up": False, "transport": "websocket", "silence": 60},
        [upgraded, upgraded],
        [late, b"\x8a\x00", late, late],
    )
    assert said.waited[:4] == [30, 30, 30, 30]
    assert len(said.written) == 2, "a ping each time"
    (event,) = (event for event in said.events if isinstance(event, Disconnected))
    assert "nothing came for 60 s" in event.reason
    said = play({"catch_up": False, "transport": "sse", "silence": 60}, [eventful, eventful], [late])
    assert said.waited[0] == 60
    assert any(isinstance(event, Disconnected) for event in said.events)


def test_a_socket_carries_several_streams() -> None:
    data = framed({"stream": ["hashtag", "Python"], "event": "update", "payload": json.dumps(make_status(id="7"))})
    said = play({"catch_up": False}, [upgraded], [data], names=("user", "hashtag:python", "list:3"))
    assert said.opened[0].url.endswith("/api/v1/streaming?stream=user")
    socket = Connection(ConnectionType.SERVER)
    socket.receive_data(said.written[0])
    subscribed = [json.loads(event.data) for event in socket.events() if isinstance(event, TextMessage)]
    assert subscribed == [
        {"type": "subscribe", "stream": "hashtag", "tag": "python"},
        {"type": "subscribe", "stream": "list", "list": "3"},
    ]
    assert [event.stream for event in said.events] == ["user,hashtag:python,list:3", "hashtag:python"]


@pytest.mark.parametrize(("software", "transport"), [("pleroma", None), ("akkoma", None), ("mastodon", "sse")])
def test_where_one_connection_carries_one_stream_there_are_several(software: str, transport: Any) -> None:
    said = play({"transport": transport}, [], [], names=("user", "public"), server=Server(software, "2.0"))
    assert [course.name for course in said.forked] == ["user", "public"]


def test_a_stream_that_is_refused_later_is_refused_for_good() -> None:
    data = framed({"error": "Not authorized to stream this list", "status": 403})
    with pytest.raises(ForbiddenError, match="Not authorized"):
        play({"catch_up": False}, [upgraded], [data], names=("list:3",))


def test_a_redirect_is_not_followed() -> None:
    said = play({"catch_up": False}, [reply(status=301, location="https://evil.example/"), eventful], [])
    assert all(request.url.startswith("https://example.social/") for request in said.opened)


def missed(*pages: list[str]) -> Callable[[Request], Reply]:
    """Answers home timelines with pages of IDs in turn, and anything else with nothing."""
    waiting = list(pages)

    def answer(request: Request) -> Reply:
        if "/timelines/home" not in request.url or not waiting:
            return reply([])
        return reply([make_status(id=identifier) for identifier in waiting.pop(0)])

    return answer


def ids(said: Play) -> list[str]:
    return [event.status.id for event in said.events if isinstance(event, UpdateEvent)]


def test_what_was_missed_comes_first_and_nothing_twice() -> None:
    rest = missed(["10"], [], ["13", "12", "11"], [])
    said = play({"transport": "sse"}, [eventful, eventful], [b"", update("13") + update("14"), LOST], rest=rest)
    assert ids(said) == ["11", "12", "13", "14"]
    kinds = [type(event).__name__ for event in said.events][:4]
    assert kinds == ["Connected", "Disconnected", "UpdateEvent", "UpdateEvent"]
    asked = [request.url.partition("min_id=")[2] for request in said.sent if "home" in request.url]
    assert asked == ["", "10", "10", "13"]


def test_too_much_is_a_gap() -> None:
    rest = missed(["10"], [], ["13", "12", "11"], ["99"], [])
    said = play({"transport": "sse", "catch_up_limit": 2}, [eventful, eventful], [b"", update("100")], rest=rest)
    assert ids(said) == ["11", "12", "99", "100"], "what the gap ends with is given"
    (gap,) = (event for event in said.events if isinstance(event, Gap))
    assert (gap.after, gap.before, gap.stream) == ("12", "99", "user")
    assert said.events.index(gap) == 4


def test_what_cannot_be_fetched_is_a_gap_and_no_end() -> None:
    def rest(request: Request) -> Reply:
        return reply(NO, 403) if "notifications" in request.url else reply([])

    said = play({"transport": "sse"}, [eventful, eventful], [b"", update("5")], rest=rest)
    assert [type(event).__name__ for event in said.events] == [
        "Connected",
        "Disconnected",
        "Gap",
        "Connected",
        "UpdateEvent",
    ]


def test_a_server_that_is_down_for_a_while_delays_only() -> None:
    answers = [LOST] * 5 + [reply([])] * 10

    def rest(_: Request) -> Reply | Exception:
        return answers.pop(0)

    said = play({"transport": "sse"}, [eventful], [], rest=rest)
    assert [type(event).__name__ for event in said.events] == ["Disconnected", "Connected"]


def test_a_stream_goes_on_from_where_another_was() -> None:
    first = play({"transport": "sse"}, [eventful], [update("11") + update("13")], rest=missed(["10"], []))
    stored = first.events[-1]
    assert isinstance(stored, UpdateEvent)
    marks = Subscription(["user"], {"since": json.dumps({"user": ["10", "11", "13"]})})
    assert marks.marks["user"] == stored.marks["user"]
    rest = missed(["14", "13", "12", "11"], [])
    second = play({"transport": "sse", "since": json.dumps({"user": ["10", "11", "13"]})}, [eventful], [], rest=rest)
    assert ids(second) == ["12", "14"], "also the one that came late"


@pytest.mark.parametrize(
    "settings",
    [
        {"transport": "pigeon"},
        {"silence": 0},
        {"max_event_size": 0},
        {"poll_every": (5, 1)},
        {"since": "{}", "catch_up": False},
    ],
)
def test_settings_that_make_no_sense_are_refused(settings: Any) -> None:
    with pytest.raises(ConfigurationError):
        Subscription(["user"], settings)


@pytest.mark.parametrize("names", [(), ("usr",), ("hashtag:",), ("list:",), ("public:media:local",), ("",)])
def test_streams_that_are_none_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ConfigurationError):
        Subscription(names, {})


def test_a_setting_that_is_none_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        Subscription(["user"], {"silense": 3})  # type: ignore[typeddict-unknown-key]


def kinds(said: Play) -> list[str]:
    return [type(event).__name__ for event in said.events]


def failing(*failures: Reply | Exception, at: int = 2, then: Callable[[Request], Reply]) -> Any:
    """Answers REST requests, and some of them, from a certain one on (the first is 1), with failures."""
    asked = 0

    def rest(request: Request) -> Reply | Exception:
        nonlocal asked
        asked += 1
        return failures[asked - at] if at <= asked < at + len(failures) else then(request)

    return rest


PAGE_INSTEAD = Reply(200, reply([], content_type="text/html").headers, b"<html>back soon")
SINCE = json.dumps({"user": ["10"], "user/notifications": ["1"]})


@pytest.mark.parametrize("failure", [reply(NO, 500), reply(NO, 400), PAGE_INSTEAD, reply({"not": "a list"}), LOST])
def test_a_restart_gives_what_was_missed_however_the_first_request_fails(failure: Any) -> None:
    rest = failing(failure, at=1, then=missed(["12", "11"], []))
    said = play({"transport": "sse", "since": SINCE, "catch_up_limit": 5}, [eventful, eventful], [], rest=rest)
    assert ids(said) == ["11", "12"]
    assert "Gap" not in kinds(said)


@pytest.mark.parametrize("failure", [reply(NO, 500), reply(NO, 400), PAGE_INSTEAD])
def test_a_failure_while_catching_up_loses_nothing(failure: Any) -> None:
    rest = failing(failure, at=5, then=missed(["10"], [], ["12", "11"], []))
    said = play({"transport": "sse"}, [eventful] * 3, [b""], rest=rest)
    assert ids(said) == ["11", "12"]
    assert kinds(said)[:3] == ["Connected", "Disconnected", "Disconnected"]


def test_a_failure_while_taking_bearings_is_tried_again() -> None:
    rest = failing(reply(NO, 500), at=1, then=missed(["10"], [], ["11"], []))
    said = play({"transport": "sse"}, [eventful] * 3, [b""], rest=rest)
    assert ids(said) == ["11"]


def test_after_many_failures_live_events_come_and_the_hole_is_remembered_and_filled() -> None:
    def down(request: Request) -> Reply:
        return reply(NO, 500) if "home" in request.url else reply([])

    live = b"".join(update(str(identifier)) for identifier in range(100, 400))
    said = play({"transport": "sse", "since": SINCE}, [eventful] * 5, [live], rest=down)
    assert kinds(said)[:6] == ["Disconnected"] * 4 + ["Gap", "Connected"]
    assert ids(said) == [str(identifier) for identifier in range(100, 400)]
    assert said.events[-1].marks["user"].floor == "10", "a restart still fetches what is missing"
    stored = write_position({**said.events[-1].marks, "user/notifications": Mark("1")}, "example.social")
    again = play({"transport": "sse", "since": stored}, [eventful], [], rest=missed(["399", "11"], []))
    assert ids(again) == ["11"]


def test_what_could_not_be_fetched_is_tried_again_while_live() -> None:
    rest = failing(*[reply(NO, 500)] * 5, at=1, then=missed(["12", "11"], []))
    reads: list[bytes | Exception | float] = [update("20"), 301.0, b":)\n", update("21")]
    said = play({"transport": "sse", "since": SINCE}, [eventful] * 5, reads, rest=rest)
    assert ids(said) == ["20", "11", "12", "21"]
    assert kinds(said).count("Disconnected") == 4


def test_a_refused_token_ends_it_while_catching_up_too() -> None:
    rest = failing(reply(NO, 401), at=5, then=missed(["10"]))
    with pytest.raises(UnauthorizedError):
        play({"transport": "sse"}, [eventful] * 3, [b""], rest=rest)


def test_a_feed_that_is_not_there_is_said_once() -> None:
    def rest(request: Request) -> Reply:
        return reply(NO, 403) if "notifications" in request.url else reply([])

    said = play({"transport": "sse"}, [eventful] * 4, [b"", b"", b""], rest=rest)
    assert kinds(said).count("Gap") == 1
    said = play({"transport": "sse", "since": SINCE}, [eventful], [], rest=rest)
    assert kinds(said) == ["Gap", "Connected"], "also where it is asked for from before"


def test_what_comes_late_is_found_for_a_quarter_of_an_hour() -> None:
    live = b"".join(update(str(identifier)) for identifier in range(200, 300))

    def rest(request: Request) -> Reply:
        if "home" not in request.url:
            return reply([])
        asked.append(request.url)
        late = {1: "100", 3: "150"}.get(len(asked)) if "min_id" not in request.url or "=100" in request.url else None
        return reply([] if late is None else [make_status(id=late)])

    asked: list[str] = []
    said = play({"transport": "sse"}, [eventful] * 3, [live, b""], rest=rest)
    assert ids(said)[-1] == "150"
    asked.clear()
    said = play({"transport": "sse"}, [eventful] * 3, [live, 901.0, update("300"), b""], rest=rest)
    assert ids(said)[-1] == "300"
    assert said.events[-1].marks["user"].floor == "260"


@pytest.mark.parametrize("retryable", [False, True])
def test_a_name_that_is_gone_for_a_while_is_looked_up_again(retryable: bool) -> None:
    gone = NetworkError("example.social does not exist")
    gone.retryable = retryable
    said = play({"catch_up": False, "transport": "sse"}, [eventful, gone, gone, eventful], [b""])
    assert kinds(said) == ["Connected"] + ["Disconnected"] * 3 + ["Connected"]


def test_a_name_that_never_was_is_final() -> None:
    gone = NetworkError("example.social does not exist")
    gone.retryable = False
    with pytest.raises(NetworkError, match="does not exist"):
        play({"catch_up": False}, [gone], [])


def test_lanes_carry_their_own_marks() -> None:
    since = json.dumps({"hashtag:a": ["1"], "hashtag:b": ["2"]})
    said = play({"transport": "sse", "since": since}, [], [], names=("hashtag:a", "hashtag:b"))
    assert [set(course.marks) for course in said.forked] == [{"hashtag:a"}, {"hashtag:b"}]


@pytest.mark.parametrize("payload", ["nonsense", '{"error":"x","status":401}'])
def test_no_name_refuses_a_stream(payload: str) -> None:
    data = framed({"stream": ["user"], "event": "\x00refused", "payload": payload})
    said = play({"catch_up": False}, [upgraded], [data, framed({"event": "filters_changed"})])
    assert kinds(said) == ["Connected", "UnknownEvent", "FiltersChangedEvent"]


def test_a_refusal_that_says_no_status_passes_unless_there_is_nothing_else() -> None:
    refusal = framed({"error": "An unexpected error occurred"})
    beside = framed({"event": "filters_changed"})
    reads: list[bytes | Exception | float] = [refusal, beside + refusal] * 6
    said = play({"catch_up": False}, [upgraded] * 12, reads)
    assert kinds(said).count("Disconnected") == 12
    with pytest.raises(ForbiddenError, match="unexpected error"):
        play({"catch_up": False}, [upgraded] * 12, [refusal] * 5)


def test_a_page_instead_of_a_stream_is_waited_for() -> None:
    said = play({"catch_up": False}, [PAGE_INSTEAD, PAGE_INSTEAD, upgraded], [])
    assert kinds(said) == ["Disconnected", "Disconnected", "Connected"]
    assert all("upgrade" in request.headers for request in said.opened)


def test_polling_turns_to_streaming_once_the_server_has_it() -> None:
    absent = reply(NO, 404)
    rest = Fading(rounds=400)
    said = play({"poll_every": (60, 60)}, [absent, absent, absent, LOST, upgraded], [], rest=rest)
    transports = [event.transport for event in said.events if isinstance(event, Connected)]
    assert transports == ["polling", "websocket"], "and it is no news that it still polls"
    assert "Disconnected" not in kinds(said)


def test_a_token_that_was_good_is_not_shown_elsewhere() -> None:
    with pytest.raises(UnauthorizedError) as raised:
        play({"catch_up": False}, [upgraded, reply(NO, 401)], [b""])
    assert "no access token" not in str(raised.value)
    refused = Play([upgraded, reply(NO, 401)], [b""], lambda _: reply([]), StillClock())
    session = make_session(refused.clock, server=MASTODON)
    session.learned["streaming addresses"] = (session.base_url,)
    with pytest.raises(UnauthorizedError):
        refused.run(Subscription(["user"], {"reconnect": QUICK, "catch_up": False}).course(session).steps())
    assert [placed(request) for request in refused.opened] == ["header", "header"]


def test_another_position_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="hashtag:x, not of user"):
        Subscription(["user"], {"since": '{"hashtag:x":["1"]}'})
    elsewhere = Subscription(["user"], {"since": '{"server":"other.example","user":["1"]}'})
    with pytest.raises(ConfigurationError, match=r"other\.example, not of example\.social"):
        elsewhere.course(make_session(StillClock()))
    with pytest.raises(TypeError, match="since is a string"):
        Subscription(["user"], {"since": 5})  # type: ignore[typeddict-item]
    with pytest.raises(ConfigurationError, match="half of a character"):
        Subscription(["hashtag:\ud800"], {})


def test_an_event_that_is_too_large_and_cannot_be_fetched_is_a_gap() -> None:
    big = b"event: update\ndata: " + b"x" * 2000
    settings: StreamSettings = {"transport": "sse", "max_event_size": 1000}
    said = play(settings, [eventful] * 2, [big], rest=missed(["10"], []))
    assert kinds(said) == ["Connected", "Disconnected", "Gap", "Connected"]
    said = play(settings, [eventful] * 2, [big], rest=missed(["10"], [], ["11"], []))
    assert kinds(said) == ["Connected", "Disconnected", "UpdateEvent", "Connected"]
