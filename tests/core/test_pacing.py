"""Thousands of calls against real windows, in simulated time."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from typing import Any

import pytest
from tests.core.simulation import (
    BEGINNING,
    GoToSocialServer,
    MastodonServer,
    SilentServer,
    Simulation,
    Work,
    ride,
    session_on,
)

from howdah.core.errors import RatelimitError
from howdah.core.limits import Limiter, RateWait
from howdah.core.wire import Request

CALLS = 3000
LEAST = CALLS / 300 * 300.0
"""Seconds that 3,000 calls take at 300 per 5 minutes."""


@pytest.fixture(autouse=True)
def seeded() -> None:
    random.seed(20)


@pytest.mark.parametrize("tasks", [1, 16, 200])
@pytest.mark.parametrize("phase", [0.0, 0.7, 123.4, 290.0, 299.5])
def test_paced_calls_fill_every_window_and_are_never_refused(tasks: int, phase: float) -> None:
    simulation = Simulation(BEGINNING + phase)
    server = MastodonServer(simulation)
    work = ride(simulation, server, Limiter("pace", clock=simulation), CALLS, tasks)
    took = simulation.now - BEGINNING - phase
    assert len(work.done) == CALLS
    assert server.refused == 0
    assert took <= LEAST * 1.03
    assert not simulation.failures


@pytest.mark.parametrize("tasks", [1, 16, 200])
@pytest.mark.parametrize("ahead", [7 * 3600.0, -90.0])
def test_pacing_bears_latency_and_a_wrong_clock(tasks: int, ahead: float) -> None:
    simulation = Simulation(BEGINNING + 77.7)
    server = MastodonServer(simulation, ahead=ahead, latency=lambda: min(10.0, random.lognormvariate(-2.5, 1.2)))
    work = ride(simulation, server, Limiter("pace", clock=simulation), CALLS, tasks)
    assert len(work.done) == CALLS
    assert server.refused == 0
    assert simulation.now - BEGINNING - 77.7 <= LEAST * 1.03


@pytest.mark.parametrize("tasks", [1, 16, 200])
def test_pacing_beside_another_client(tasks: int) -> None:
    simulation = Simulation(BEGINNING + 50)
    server = MastodonServer(simulation, latency=lambda: random.uniform(0.05, 0.4))
    work = Work(session_on(simulation, Limiter("pace", clock=simulation)), [("GET", "/api/v1/accounts/1")] * CALLS)

    def other() -> None:
        if len(work.done) < CALLS:
            server.spend()
            simulation.after(random.uniform(0, 10), other)

    simulation.after(0, other)
    for _ in range(tasks):
        simulation.start(work.task(), server, oversleep=0.05)
    simulation.run()
    assert len(work.done) == CALLS
    assert server.refused <= CALLS / 100
    assert simulation.now - BEGINNING <= CALLS / 240 * 300 * 1.05


@pytest.mark.parametrize("tasks", [1, 16, 200, 1000])
def test_waiting_calls_spend_every_place_and_no_more(tasks: int) -> None:
    simulation = Simulation(BEGINNING + 10)
    server = MastodonServer(simulation, latency=lambda: random.uniform(0.02, 0.5))
    work = ride(simulation, server, Limiter(clock=simulation), CALLS, tasks)
    assert len(work.done) == CALLS
    # Before the server has said anything, all just try; from then on it is known what is left.
    assert server.refused == max(0, tasks - 300)
    assert simulation.now - BEGINNING <= LEAST
    assert not simulation.failures


def test_not_all_come_at_once_when_a_window_opens() -> None:
    simulation = Simulation(BEGINNING + 200)
    server = MastodonServer(simulation)
    ride(simulation, server, Limiter(clock=simulation), 1500, 1000)
    opened = [moment for moment in server.moments if 300 <= moment - BEGINNING < 600]
    busiest = max(sum(1 for other in opened if moment <= other < moment + 0.1) for moment in opened)
    assert len(opened) == 300
    assert busiest <= 60


def test_those_who_wait_go_in_the_order_in_which_they_came() -> None:
    simulation = Simulation(BEGINNING + 200)
    server = MastodonServer(simulation)
    limiter = Limiter("pace", clock=simulation)
    work = ride(simulation, server, limiter, 1000, 200)
    # One may slip in where the server opens a window before those who wait for it wake up.
    displaced = [number for place, (_, number) in enumerate(work.done) if abs(place - number) > 10]
    assert len(displaced) <= 5


def test_a_share_leaves_the_rest_to_others() -> None:
    simulation = Simulation()
    server = MastodonServer(simulation)
    work = ride(simulation, server, Limiter("pace", share=0.5, clock=simulation), 900, 16)
    assert len(work.done) == 900
    assert max(server.counts.values()) <= 151
    assert simulation.now - BEGINNING <= 6.1 * 300


@pytest.mark.parametrize("policy", ["wait", "pace"])
@pytest.mark.parametrize("tasks", [1, 200])
def test_a_server_that_says_nothing_is_neither_paced_nor_waited_for(policy: str, tasks: int) -> None:
    simulation = Simulation()
    server = SilentServer(simulation)
    limiter = Limiter(policy, clock=simulation)  # type: ignore[arg-type]
    work = ride(simulation, server, limiter, CALLS, tasks)
    assert len(work.done) == CALLS
    assert simulation.now - BEGINNING <= CALLS * 0.2 / tasks + 3
    assert limiter.quota("https://example.social", "s3cret-token").states() == {}


@pytest.mark.parametrize("policy", ["wait", "pace"])
@pytest.mark.parametrize("tasks", [1, 16])
def test_a_server_that_refuses_without_a_word_is_backed_off_from(policy: str, tasks: int) -> None:
    simulation = Simulation()
    server = SilentServer(simulation, most=40, per=10.0)
    work = ride(simulation, server, Limiter(policy, clock=simulation), 400, tasks)  # type: ignore[arg-type]
    assert len(work.done) == 400
    assert not simulation.failures
    assert simulation.now - BEGINNING <= 400


def throttles_of_mastodon() -> list[Any]:
    def asks(method: str, part: str) -> Callable[[Request], bool]:
        return lambda request: request.method == method and request.url.endswith(part)

    return [
        ("general", 300, 300.0, lambda _: True),
        ("media", 30, 1800.0, asks("POST", "/media")),
        ("paging", 300, 900.0, lambda request: "max_id=" in request.url),
        ("delete", 30, 1800.0, lambda request: request.method == "DELETE"),
        ("post", 300, 10800.0, asks("POST", "/statuses")),
    ]


@pytest.mark.parametrize(
    ("bucket", "method", "path", "limit"),
    [
        ("media", "POST", "/api/v2/media", 30),
        ("delete", "DELETE", "/api/v1/statuses/1", 30),
        ("post", "POST", "/api/v1/statuses", 300),
    ],
)
@pytest.mark.parametrize("policy", ["wait", "pace"])
def test_a_bucket_of_its_own_holds_up_nothing_else(
    bucket: Any, method: str, path: str, limit: int, policy: Any
) -> None:
    simulation = Simulation(BEGINNING + 33)
    server = MastodonServer(simulation, throttles_of_mastodon())
    limiter = Limiter(policy, max_wait=7200, clock=simulation)
    session = session_on(simulation, limiter)
    special = Work(session, [(method, path)] * (2 * limit), bucket)
    reads = Work(session, [("GET", "/api/v1/accounts/1")] * 900)
    for _ in range(4):
        simulation.start(special.task(), server)
        simulation.start(reads.task(), server)
    simulation.run()
    assert not simulation.failures
    assert len(special.done) == 2 * limit
    assert server.refused == 0
    assert reads.done[-1][0] - 1000 <= 1300
    assert max(count for (name, _), count in server.counts.items() if name == bucket) <= limit


@pytest.mark.parametrize("policy", ["wait", "pace"])
def test_a_long_walk_keeps_to_the_limit_for_pages_and_reads_go_on_beside_it(policy: Any) -> None:
    simulation = Simulation(BEGINNING + 33)
    server = MastodonServer(simulation, throttles_of_mastodon())
    limiter = Limiter(policy, max_wait=900, clock=simulation)
    session = session_on(simulation, limiter)
    walk = Work(session, [("GET", "/api/v1/timelines/home?limit=40&max_id=7")] * 900)
    reads = Work(session, [("GET", "/api/v1/accounts/1")] * 300)
    simulation.start(walk.task(), server)
    simulation.start(reads.task(), server)
    simulation.run()
    assert not simulation.failures
    assert len(walk.done) == 900
    assert server.refused <= 2
    assert reads.done[-1][0] - 1000 <= 900
    assert simulation.now - BEGINNING <= 3 * 900 * 1.03


def test_a_walk_that_would_wait_too_long_says_for_how_long() -> None:
    simulation = Simulation()
    server = MastodonServer(simulation, throttles_of_mastodon())
    work = ride(simulation, server, Limiter(clock=simulation), 900, 1, "/api/v1/timelines/home?page=2&max_id=7")
    (failure,) = simulation.failures
    assert isinstance(failure, RatelimitError)
    assert len(work.done) == 300
    assert (failure.bucket, failure.limit, failure.remaining) == ("paging", 300, 0)
    assert failure.retry_after == pytest.approx(600, abs=5)


@pytest.mark.parametrize("policy", ["wait", "pace"])
def test_windows_that_begin_with_the_first_call_and_end_in_whole_seconds(policy: Any) -> None:
    simulation = Simulation(BEGINNING + 12.9)
    server = GoToSocialServer(simulation, latency=lambda: random.uniform(0.02, 0.3))
    work = ride(simulation, server, Limiter(policy, clock=simulation), 1500, 16)
    assert len(work.done) == 1500
    assert server.refused == 0
    assert simulation.now - BEGINNING <= 1500 * 1.03


@pytest.mark.parametrize("policy", ["wait", "pace"])
def test_two_accounts_at_one_address_share_a_limit_without_knowing(policy: Any) -> None:
    simulation = Simulation(BEGINNING + 12.9)
    server = GoToSocialServer(simulation)
    limiter = Limiter(policy, clock=simulation)
    works = [
        Work(session_on(simulation, limiter, token), [("GET", "/api/v1/accounts/1")] * 600) for token in ("a", "b")
    ]
    for work in works:
        for _ in range(8):
            simulation.start(work.task(), server)
    simulation.run()
    assert [len(work.done) for work in works] == [600, 600]
    assert server.refused <= 40
    assert not simulation.failures


def test_one_line_and_one_callback_however_many_wait(caplog: pytest.LogCaptureFixture) -> None:
    told: list[RateWait] = []
    simulation = Simulation(BEGINNING + 200)
    server = MastodonServer(simulation)
    limiter = Limiter(clock=simulation, on_wait=told.append)
    with caplog.at_level(logging.WARNING, "howdah"):
        ride(simulation, server, limiter, 1200, 250)
    assert [(wait.host, wait.bucket) for wait in told] == [("example.social", "general")] * 3
    assert 90 <= told[0].seconds <= 105
    assert told[0].until.timestamp() == pytest.approx(BEGINNING + 300, abs=4)
    assert len(caplog.records) == 3
    assert "waiting" in caplog.text
    assert "s3cret" not in caplog.text


def test_a_task_that_gives_up_leaves_nothing_behind() -> None:
    simulation = Simulation()
    server = MastodonServer(simulation, latency=lambda: 0.3)
    limiter = Limiter("pace", clock=simulation)
    session = session_on(simulation, limiter)
    work = Work(session, [("GET", "/api/v1/accounts/1")] * 600)
    flows = [work.task() for _ in range(100)]
    for flow in flows:
        simulation.start(flow, server)
    for flow in flows[::2]:
        simulation.after(random.uniform(0.35, 60), flow.close)
    simulation.run()
    quota = limiter.quota(session.base_url, session.token)
    state = quota.state()
    assert state is not None
    assert state.remaining is not None
    assert state.limit is not None
    # Those that were called off under way are not in ``done``.
    assert 600 - 50 <= len(work.done) <= 600
    began = int(simulation.now // 300)
    assert state.remaining == 300 - server.counts["general", began]
    assert server.refused == 0
