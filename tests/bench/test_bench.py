"""The benchmark runs, and gives every row; how fast is for people to see, not for tests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_row_is_there() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--json", "--rounds", "1", "--seconds", "0.01"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)
    text = json.dumps(measured)
    for what in (
        "decode 40 statuses",
        "an event of a stream, websocket",
        "an event of a stream, sse",
        "front: an event of a stream, sse",
        "get_status, httpx",
        "get_home_timeline(limit=40), httpx",
        "front: timeline_home(limit=40)",
        "get_status, reqwest",
        "get_home_timeline(limit=40), reqwest",
    ):
        assert f'"{what}"' in text
