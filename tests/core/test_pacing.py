"""Thousands of calls against real windows, in simulated time."""

from __future__ import annotations

import logging
import random

import pytest
from tests.core.simulation import (
    BEGINNING,
    MastodonServer,
    SilentServer,
    Simulation,
    Work,
    ride,
    session_on,
)

from howdah.core.errors import RatelimitError
from howdah.core.limits import Limiter, RateWait

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
    server = MastodonServer(
        simulation, ahead=ahead, latency=lambda: min(10.0, random.lognormvariate(-2.5, 1.2))
    )
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
