"""Events across random faults: a seeded tenth here, all of them with ``HOWDAH_SOAK=1``."""

from __future__ import annotations

import pytest
from tests.faults.streams import Kind, Over, run_once, size


@pytest.mark.soak
@pytest.mark.parametrize("over", ["websocket", "sse"])
@pytest.mark.parametrize(("kind", "backend"), [("sync", "asyncio"), ("async", "asyncio"), ("async", "trio")])
def test_no_event_is_lost_or_doubled(kind: Kind, backend: str, over: Over) -> None:
    events, faults = size()
    run = run_once(kind, over, events, faults, backend=backend)
    assert (run.sent, len(run.seen), run.lost, run.doubled, run.disordered) == (events, events, 0, 0, 0), run.row()
    assert run.is_clean
    assert sum(run.faults.values()) == faults
    assert run.reconnected > faults // 3
