"""What servers say of their limits, and what a limiter makes of it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.conversation import StillClock

from howdah.core.limits import LONGEST_WINDOW, Limiter, RateLimit, read_rate_limit, read_retry_after
from howdah.core.wire import Headers

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


@pytest.mark.parametrize("reset", ["", "soon", "9999-12-31T23:59:59Z", "1e400", "nan", "-inf", "99999999999999999999"])
def test_an_absurd_reset_is_no_reset(reset: str) -> None:
    said = headers(x_ratelimit_limit="300", x_ratelimit_remaining="0", x_ratelimit_reset=reset)
    assert read_rate_limit(said, NOW) == RateLimit(300, 0, None)


def test_a_reset_in_the_past_is_now() -> None:
    said = headers(x_ratelimit_limit="300", x_ratelimit_remaining="0", x_ratelimit_reset=iso(NOW - 3600))
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


@given(st.text(), st.text(), st.text(), st.text())
def test_no_header_breaks_it(limit: str, remaining: str, reset: str, date: str) -> None:
    said = {"x-ratelimit-limit": limit, "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset, "date": date}
    read = read_rate_limit(said, NOW)
    if read is not None and read.reset is not None:
        assert 0 <= read.reset.timestamp() - NOW <= LONGEST_WINDOW
    wait = read_retry_after({"retry-after": reset, "date": date}, NOW)
    assert wait is None or 0 <= wait <= LONGEST_WINDOW


def answered(limiter: Limiter, clock: StillClock, remaining: int, seconds: float, bucket: str = "general") -> None:
    reset = datetime.fromtimestamp(clock.now + seconds, UTC)
    limiter.release(bucket, RateLimit(300, remaining, reset))


def test_an_unknown_limit_lets_everything_pass() -> None:
    limiter = Limiter(clock=StillClock())
    assert all(limiter.acquire("general") == 0 for _ in range(1000))
    assert limiter.state() is None


def test_a_spent_bucket_is_shut_until_its_reset_and_others_are_not() -> None:
    clock = StillClock()
    limiter = Limiter(clock=clock)
    assert limiter.acquire("media") == 0
    answered(limiter, clock, remaining=0, seconds=120, bucket="media")
    assert 120 <= limiter.acquire("media") < 121
    assert limiter.acquire("general") == 0
    state = limiter.state("media")
    assert state is not None
    assert (state.limit, state.remaining) == (300, 0)
    clock.now += 121
    assert limiter.acquire("media") == 0


def test_what_is_under_way_counts_before_it_is_answered() -> None:
    clock = StillClock()
    limiter = Limiter(clock=clock)
    limiter.acquire("general")
    answered(limiter, clock, remaining=3, seconds=60)
    assert [limiter.acquire("general") for _ in range(3)] == [0, 0, 0]
    assert limiter.acquire("general") > 0


def test_a_late_answer_does_not_give_places_back() -> None:
    clock = StillClock()
    limiter = Limiter(clock=clock)
    for _ in range(3):
        limiter.acquire("general")
    answered(limiter, clock, remaining=297, seconds=60)
    answered(limiter, clock, remaining=298, seconds=60)
    state = limiter.state()
    assert state is not None
    assert state.remaining is not None
    assert state.remaining <= 296


def test_a_refusal_shuts_the_bucket() -> None:
    clock = StillClock()
    limiter = Limiter(clock=clock)
    limiter.acquire("general")
    limiter.release("general", None, refused_for=30)
    assert 30 <= limiter.acquire("general") < 31


def test_pacing_spreads_calls_over_the_window() -> None:
    clock = StillClock()
    limiter = Limiter("pace", clock=clock)
    limiter.acquire("general")
    answered(limiter, clock, remaining=30, seconds=60)
    began, made = clock.now, 0
    while clock.now < began + 60 and made < 40:
        wait = limiter.acquire("general")
        if wait:
            clock.now += wait
        else:
            made += 1
    assert 28 <= made <= 31
    assert clock.now - began >= 55


@pytest.mark.parametrize("policy", ["wait", "raise", "pace"])
def test_no_more_places_are_given_than_there_are(policy: str) -> None:
    clock = StillClock()
    limiter = Limiter(policy, clock=clock)  # type: ignore[arg-type]
    limiter.acquire("general")
    answered(limiter, clock, remaining=50, seconds=1000)
    given_out: list[int] = []

    def grab() -> None:
        given_out.extend(1 for _ in range(20) if limiter.acquire("general") == 0)

    threads = [threading.Thread(target=grab) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given_out) <= 50
    if policy != "pace":
        assert len(given_out) == 50


@pytest.mark.parametrize("bad", [{"policy": "hurry"}, {"share": 0}, {"share": 1.5}])
def test_a_limiter_that_makes_no_sense_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must be"):
        Limiter(**bad)  # type: ignore[arg-type]
