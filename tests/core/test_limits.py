"""What servers say of their limits, and what a limiter makes of it."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import formatdate
from math import nan as NAN
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.conversation import StillClock, converse, make_session

import howdah
from howdah.catalogue import declared_operations
from howdah.core.buckets import bucket_of, is_paged
from howdah.core.call import build_request, exchange
from howdah.core.flow import SyncDriver
from howdah.core.limits import Limiter, Quota
from howdah.core.rate_headers import (
    LARGEST_LIMIT,
    LONGEST_WINDOW,
    RateLimit,
    read_rate_limit,
    read_retry_after,
)
from howdah.core.session import Session
from howdah.core.window import Wait
from howdah.core.wire import Headers, Reply, Request

NOW = 1_800_000_000.0


def headers(**values: str) -> Headers:
    return Headers((name.replace("_", "-"), value) for name, value in values.items())


def iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize(
    "reset",
    [
        iso(NOW + 120),
        datetime.fromtimestamp(NOW + 120, UTC).isoformat(timespec="microseconds"),
        str(int(NOW + 120)),
        str(int((NOW + 120) * 1000)),
        "120",
        "120.0",
        formatdate(NOW + 120, usegmt=True),
    ],
)
def test_a_reset_is_read_in_every_form(reset: str) -> None:
    said = headers(x_ratelimit_limit="300", x_ratelimit_remaining="299", x_ratelimit_reset=reset)
    assert read_rate_limit(said, NOW) == RateLimit(300, 299, datetime.fromtimestamp(NOW + 120, UTC))


ABSURD = [
    "soon",
    "9999-12-31T23:59:59Z",
    "1e400",
    "nan",
    "-inf",
    "-5",
    "99999999999999999999",
    "-1e400",
    iso(NOW - 3600),
]


@pytest.mark.parametrize("reset", ["", *ABSURD])
def test_an_absurd_reset_is_no_reset(reset: str) -> None:
    said = headers(x_ratelimit_limit="300", x_ratelimit_remaining="0", x_ratelimit_reset=reset)
    assert read_rate_limit(said, NOW) == RateLimit(300, 0, None)


@pytest.mark.parametrize("bad", ["0", "-1", "nan", "inf", "1e400", "10000000", "many", "9" * 5000])
def test_an_absurd_limit_is_none(bad: str) -> None:
    told: list[tuple[str, str]] = []
    said = headers(x_ratelimit_limit=bad, x_ratelimit_remaining="5")
    assert read_rate_limit(said, NOW, lambda *what: told.append(what)) == RateLimit(None, 5, None)
    assert told == [("x-ratelimit-limit", bad)]


@pytest.mark.parametrize("bad", ["-1", "nan", "1e400", "301", "some"])
def test_an_absurd_number_of_calls_left_is_none(bad: str) -> None:
    told: list[tuple[str, str]] = []
    said = headers(x_ratelimit_limit="300", x_ratelimit_remaining=bad)
    assert read_rate_limit(said, NOW, lambda *what: told.append(what)) == RateLimit(300, None, None)
    assert told == [("x-ratelimit-remaining", bad)]


def test_a_reset_that_has_just_passed_is_now() -> None:
    said = headers(x_ratelimit_limit="300", x_ratelimit_remaining="0", x_ratelimit_reset=iso(NOW - 2))
    assert read_rate_limit(said, NOW) == RateLimit(300, 0, datetime.fromtimestamp(NOW, UTC))


def test_a_server_whose_clock_is_wrong_is_corrected_by_its_date() -> None:
    theirs = NOW + 7 * 3600
    said = headers(
        date=formatdate(theirs, usegmt=True),
        x_ratelimit_limit="300",
        x_ratelimit_remaining="0",
        x_ratelimit_reset=iso(theirs + 60),
        retry_after=formatdate(theirs + 30, usegmt=True),
    )
    limit = read_rate_limit(said, NOW)
    assert limit is not None
    assert limit.reset == datetime.fromtimestamp(NOW + 60, UTC)
    assert read_retry_after(said, NOW) == 30


def test_no_headers_say_nothing() -> None:
    assert read_rate_limit(headers(), NOW) is None
    assert read_retry_after(headers(), NOW) is None


def numbers() -> st.SearchStrategy[str]:
    return st.one_of(st.integers().map(str), st.floats().map(str), st.floats().map("{:e}".format))


def times() -> st.SearchStrategy[str]:
    moments = st.datetimes()
    return st.one_of(
        numbers(),
        moments.map(datetime.isoformat),
        moments.map("{:%Y-%m-%dT%H:%M:%S.%fZ}".format),
        moments.map("{:%a, %d %b %Y %H:%M:%S GMT}".format),
        st.floats(NOW - 1e5, NOW + 1e5).map(str),
        st.floats(NOW - 1e5, NOW + 1e5).map(lambda seconds: formatdate(seconds, usegmt=True)),
        st.floats(NOW - 1e5, NOW + 1e5).map(iso),
        st.text(alphabet="0123456789:-+TZ., GMTe", max_size=40),
    )


LIES = numbers() | st.text(max_size=30)


@given(LIES, LIES, times() | st.text(), times() | st.text())
def test_no_header_breaks_it(limit: str, remaining: str, reset: str, date: str) -> None:
    said = {"x-ratelimit-limit": limit, "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset, "date": date}
    read = read_rate_limit(said, NOW)
    if read is not None:
        assert read.limit is None or 1 <= read.limit <= LARGEST_LIMIT
        assert read.remaining is None or 0 <= read.remaining <= (read.limit or LARGEST_LIMIT)
    if read is not None and read.reset is not None:
        assert 0 <= read.reset.timestamp() - NOW <= LONGEST_WINDOW
    wait = read_retry_after({"retry-after": reset, "date": date}, NOW)
    assert wait is None or 0 <= wait <= LONGEST_WINDOW


HOST = "https://example.social"


def answer(
    clock: StillClock | None = None,
    remaining: int | None = None,
    seconds: float = 300,
    limit: int = 300,
    status: int = 200,
    **more: str,
) -> Reply:
    """An answer that says so many calls are left, for so many seconds."""
    said = dict(more)
    if clock is not None and remaining is not None:
        said |= {
            "x_ratelimit_limit": str(limit),
            "x_ratelimit_remaining": str(remaining),
            "x_ratelimit_reset": iso(clock.now + seconds),
        }
    return Reply(status, headers(**said), b"")


def opened(clock: StillClock, policy: Any = "wait", **settings: Any) -> Quota:
    return Limiter(policy, clock=clock, **settings).quota(HOST, "token")


def taken(quota: Quota, bucket: str = "general") -> bool:
    """Whether there was a place, which is then taken; one who waits gives up."""
    wait = quota.acquire(bucket)
    if wait is not None:
        quota.leave(wait)
    return wait is None


def waited(quota: Quota, bucket: str = "general") -> Wait:
    wait = quota.acquire(bucket)
    assert wait is not None
    quota.leave(wait)
    return wait


def learn(quota: Quota, reply: Reply, bucket: str = "general") -> str:
    assert quota.acquire(bucket) is None
    return quota.release(bucket, reply)


def left(quota: Quota, bucket: str = "general") -> int | None:
    state = quota.state(bucket)
    return None if state is None else state.remaining


def test_an_unknown_limit_lets_everything_pass() -> None:
    quota = opened(StillClock())
    assert all(taken(quota) for _ in range(1000))
    assert quota.state() is None


def test_a_spent_bucket_is_shut_until_its_reset_and_others_are_not() -> None:
    clock = StillClock()
    quota = opened(clock)
    learn(quota, answer(clock, remaining=0, seconds=120, limit=30), "media")
    assert 120 <= waited(quota, "media").seconds < 122
    assert taken(quota)
    assert quota.state("media") == RateLimit(30, 0, datetime.fromtimestamp(clock.now + 120, UTC))
    assert list(quota.states()) == ["media"]
    clock.now += 122
    assert taken(quota, "media")


def test_what_is_under_way_counts_before_it_is_answered() -> None:
    clock = StillClock()
    quota = opened(clock)
    learn(quota, answer(clock, remaining=3))
    assert [taken(quota) for _ in range(4)] == [True, True, True, False]


def test_answers_out_of_order_neither_give_nor_take_places() -> None:
    clock = StillClock()
    quota = opened(clock)
    for _ in range(3):
        quota.acquire("general")
    quota.release("general", answer(clock, remaining=297))
    assert left(quota) == 295
    quota.release("general", answer(clock, remaining=299))
    assert left(quota) == 296
    quota.release("general", answer(clock, remaining=298))
    assert left(quota) == 297


def test_a_place_held_by_what_was_counted_already_is_looked_for_again_soon() -> None:
    clock = StillClock()
    quota = opened(clock)
    for _ in range(3):
        quota.acquire("general")
    quota.release("general", answer(clock, remaining=1))
    wait = quota.acquire("general")
    assert wait is not None
    assert wait.seconds <= 1
    quota.release("general", answer(clock, remaining=3))
    quota.release("general", answer(clock, remaining=2))
    clock.now += wait.seconds
    assert quota.acquire("general", wait) is None


def test_an_answer_from_a_window_that_is_over_says_nothing_of_the_next() -> None:
    clock = StillClock()
    quota = opened(clock)
    learn(quota, answer(clock, remaining=1, seconds=300))
    quota.acquire("general")
    late = answer(clock, remaining=0, seconds=300)
    clock.now += 302
    assert taken(quota)
    learn(quota, answer(clock, remaining=290, seconds=298))
    quota.release("general", late)
    assert left(quota) == 289


def test_after_a_window_the_next_is_taken_to_be_as_large() -> None:
    clock = StillClock()
    quota = opened(clock)
    learn(quota, answer(clock, remaining=0, limit=20))
    clock.now += 302
    assert [taken(quota) for _ in range(21)] == [True] * 20 + [False]
    assert quota.state() is None


def test_a_limiter_does_not_shut_for_good_when_a_server_falls_silent() -> None:
    clock = StillClock()
    quota = opened(clock)
    learn(quota, answer(clock, remaining=0, limit=20))
    made = 0
    for _ in range(200):
        clock.now += 10
        while taken(quota) and made < 1000:
            quota.release("general", answer())
            made += 1
    assert made == 1000


@pytest.mark.parametrize("spent", [True, False])
def test_a_lost_answer_is_counted_unless_the_request_never_left(spent: bool) -> None:
    clock = StillClock()
    quota = opened(clock)
    learn(quota, answer(clock, remaining=10))
    quota.acquire("general")
    quota.release("general", spent=spent)
    assert left(quota) == (9 if spent else 10)


def test_an_answer_that_says_nothing_is_counted() -> None:
    clock = StillClock()
    quota = opened(clock)
    learn(quota, answer(clock, remaining=10))
    learn(quota, answer(status=502))
    learn(quota, answer())
    assert left(quota) == 8


def test_an_upload_counts_for_the_general_limit_too() -> None:
    clock = StillClock()
    quota = opened(clock)
    learn(quota, answer(clock, remaining=100))
    assert learn(quota, answer(clock, remaining=29, limit=30, seconds=1700), "media") == "media"
    assert (left(quota), left(quota, "media")) == (99, 29)


def test_an_answer_that_shows_the_general_limit_is_not_taken_for_the_media_limit() -> None:
    clock = StillClock()
    quota = opened(clock)
    learn(quota, answer(clock, remaining=10))
    assert learn(quota, answer(clock, remaining=8), "media") == "general"
    assert (left(quota), left(quota, "media")) == (8, None)
    learn(quota, answer(clock, remaining=0))
    wait = waited(quota, "media")
    assert wait.bucket == "general"


def test_a_refusal_shuts_the_bucket() -> None:
    quota = opened(StillClock())
    learn(quota, answer(status=429, retry_after="30"))
    assert 30 <= waited(quota).seconds < 31


def test_answers_that_were_under_way_do_not_open_a_bucket_that_was_shut() -> None:
    clock = StillClock()
    quota = opened(clock)
    for _ in range(2):
        quota.acquire("general")
    quota.release("general", answer(status=429, retry_after="30"))
    quota.release("general", answer(clock, remaining=100))
    assert 30 <= waited(quota).seconds < 31


def test_refusals_without_a_time_shut_the_bucket_for_longer_each_time_but_once_for_all_under_way() -> None:
    clock = StillClock()
    quota = opened(clock)
    waits = []
    for _ in range(8):
        for _ in range(5):
            quota.acquire("general")
        for _ in range(5):
            quota.release("general", answer(status=429))
        waits.append(waited(quota).opens_in)
        clock.now += 61
    assert 1 <= waits[0] <= 2
    assert 15 <= waits[-1] <= 60
    learn(quota, answer())
    learn(quota, answer(status=429))
    assert 1 <= waited(quota).opens_in <= 2


FORMS: dict[str, Callable[[float], str | None]] = {
    "ISO": lambda seconds: iso(NOW + seconds),
    "epoch": lambda seconds: str(NOW + seconds),
    "milliseconds": lambda seconds: str(int((NOW + seconds) * 1000)),
    "seconds": lambda seconds: str(seconds),
    "HTTP date": lambda seconds: formatdate(NOW + seconds, usegmt=True),
    "none": lambda _: None,
    "past": lambda _: iso(NOW - 3600),
    "just past": lambda _: formatdate(NOW - 5, usegmt=True),
    "year 9999": lambda _: "9999-12-31T23:59:59Z",
    "date of year 9999": lambda _: "Fri, 31 Dec 9999 23:59:59 GMT",
    "negative": lambda _: "-30",
    "not a number": lambda _: "NaN",
    "infinite": lambda _: "1e400",
}
BELIEVED = {"ISO", "epoch", "milliseconds", "seconds", "HTTP date"}


@pytest.mark.parametrize("header", ["retry_after", "x_ratelimit_reset"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("skew", [0.0, 25_000.0])
def test_a_429_in_every_form_is_waited_out_and_no_longer(form: str, header: str, skew: float) -> None:
    clock = StillClock(NOW - skew)
    value = FORMS[form](40)
    said = {"date": formatdate(NOW, usegmt=True)} | ({} if value is None else {header: value})
    if header == "x_ratelimit_reset":
        said |= {"x_ratelimit_limit": "300", "x_ratelimit_remaining": "0"}
    session = make_session(clock)
    request = build_request(session, "GET", "/api/v1/accounts/1")
    refusal = Reply(429, headers(**said), b"")
    got, talk = converse(exchange(session, request), [refusal, answer()], clock)
    assert got.status == 200
    if form in BELIEVED:
        assert 40 <= sum(talk.sleeps) <= 42
    else:
        assert 1 <= sum(talk.sleeps) <= 3


def test_nonsense_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    clock = StillClock()
    quota = opened(clock)
    with caplog.at_level(logging.DEBUG, "howdah"):
        for _ in range(5):
            learn(quota, answer(x_ratelimit_limit="300", x_ratelimit_remaining="0", x_ratelimit_reset="1e400"))
            learn(quota, answer(x_ratelimit_limit="0", x_ratelimit_remaining="-4"))
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 3
    assert "example.social: ignoring x-ratelimit-reset: '1e400'" in said[0]
    assert taken(quota)


def test_pacing_spreads_calls_over_the_window() -> None:
    clock = StillClock()
    quota = opened(clock, "pace")
    learn(quota, answer(clock, remaining=30, seconds=60))
    began, made = clock.now, 0
    while clock.now < began + 60 and made < 40:
        wait = quota.acquire("general")
        if wait is None:
            made += 1
            quota.release("general", answer(clock, remaining=30 - made, seconds=began + 60 - clock.now))
        else:
            quota.leave(wait)
            clock.now += wait.seconds
    assert 28 <= made <= 31
    assert clock.now - began >= 55


def test_pacing_waits_for_the_first_answer_but_not_for_ever() -> None:
    clock = StillClock()
    quota = opened(clock, "pace")
    assert taken(quota)
    assert not taken(quota)
    clock.now += 3
    assert taken(quota)


def test_raising_says_what_is_spent_and_until_when() -> None:
    clock = StillClock()
    quota = opened(clock, "raise")
    learn(quota, answer(clock, remaining=1))
    assert taken(quota)
    wait = quota.acquire("general")
    assert wait is not None
    assert wait.hopeless
    assert wait.opens_in == pytest.approx(301, abs=1)


def test_clients_of_other_servers_and_accounts_share_nothing_but_the_policy() -> None:
    clock = StillClock()
    limiter = Limiter(clock=clock)
    mine, same = limiter.quota(HOST, "one"), limiter.quota(HOST, "one")
    others = [limiter.quota(HOST, "two"), limiter.quota(HOST), limiter.quota("https://other.example", "one")]
    learn(mine, answer(clock, remaining=0))
    assert not taken(same)
    assert all(taken(quota) for quota in others)
    assert limiter.quota(HOST, None) is limiter.quota(HOST)


def test_a_limiter_keeps_no_token() -> None:
    limiter = Limiter()
    limiter.quota(HOST, "s3cret-token")
    assert "s3cret" not in repr(vars(limiter))


@pytest.mark.parametrize("policy", ["wait", "raise", "pace"])
def test_no_more_places_are_given_than_there_are(policy: str) -> None:
    clock = StillClock()
    quota = opened(clock, policy)
    learn(quota, answer(clock, remaining=50, seconds=1000))
    given_out: list[int] = []

    def grab() -> None:
        given_out.extend(1 for _ in range(20) if taken(quota))

    threads = [threading.Thread(target=grab) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given_out) <= 50
    if policy != "pace":
        assert len(given_out) == 50


@pytest.mark.parametrize("policy", ["wait", "pace"])
def test_sixteen_threads_on_a_short_window(policy: Any) -> None:
    """In real time: 60 calls per 2 seconds, 16 threads, 200 calls."""
    window, limit = 2.0, 60
    counts: Counter[int] = Counter()
    lock = threading.Lock()
    done: list[int] = []
    refused: list[int] = []
    jobs = iter(range(200))
    session = Session("https://example.social", "token", limiter=Limiter(policy))

    def serve() -> Reply:
        time.sleep(0.01)
        with lock:
            now = time.time()
            counts[int(now // window)] += 1
            remaining = limit - counts[int(now // window)]
            refused.extend([1] * (remaining < 0))
        reset = (now // window + 1) * window
        said = headers(
            x_ratelimit_limit=str(limit), x_ratelimit_remaining=str(max(0, remaining)), x_ratelimit_reset=iso(reset)
        )
        return Reply(200 if remaining >= 0 else 429, said, b"")

    class Wire:
        def send(self, request: Request) -> Reply:
            return serve()

        def sleep(self, seconds: float) -> None:
            assert seconds < 5
            time.sleep(seconds)

        def close(self) -> None:
            pass

    def work() -> None:
        driver = SyncDriver(session, Wire())
        while True:
            with lock:
                job = next(jobs, None)
            if job is None:
                return
            driver.run(exchange(session, build_request(session, "GET", "/api/v1/accounts/1")))
            done.append(job)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(done) == list(range(200))
    assert len(refused) <= 20


@pytest.mark.parametrize(
    "bad", [{"policy": "hurry"}, {"share": 0}, {"share": 1.5}, {"max_wait": -1}, {"max_wait": NAN}]
)
def test_a_limiter_that_makes_no_sense_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must be"):
        Limiter(**bad)  # type: ignore[arg-type]


def test_operations_count_against_what_mastodon_counts_them() -> None:
    """What is declared is what ``client.request`` makes of the same path."""
    seen: dict[str, set[str]] = {}
    for name, operation in declared_operations(howdah.Client):
        said = operation.declaration
        if said.path and not said.uses:
            assert said.bucket == bucket_of(said.method, said.path), name
            seen.setdefault(said.bucket, set()).add(name)
    del seen["general"]
    assert seen == {
        "delete": {"delete_status", "undo_reblog"},
        "post": {"reblog"},
        "follow": {"follow_account", "follow_hashtag"},
        "report": {"create_report"},
    }


@pytest.mark.parametrize(
    ("url", "paged"),
    [
        ("https://example.social/api/v1/timelines/home", False),
        ("https://example.social/api/v1/timelines/home?limit=40", False),
        ("https://example.social/api/v1/timelines/home?limit=40&max_id=1", True),
        ("https://example.social/api/v1/timelines/home?min_id=1", True),
        ("https://example.social/api/v1/timelines/home?since_id=1", True),
        ("https://example.social/api/v1/accounts/1/statuses?page=2", True),
        ("https://example.social/api/v2/search?q=x&account_id=1", False),
        ("https://example.social/api/v1/timelines/home?max_id=", False),
    ],
)
def test_a_request_for_a_certain_page(url: str, paged: bool) -> None:
    assert is_paged(url) is paged
