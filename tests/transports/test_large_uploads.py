"""A file of any size goes out in the memory that a small one takes; a gigabyte with ``HOWDAH_SOAK=1``."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests import hostile, soak
from tests.hostile import HostileServer

MIB = 1024 * 1024
SIZE = soak.length(whole=1024 * MIB, part=64 * MIB)
MOST_MEMORY = 8 * MIB
"""What a large upload may take beyond a small one, whatever its size."""
LONGEST = soak.length(whole=600, part=60)
ROOT = Path(__file__).parents[2]


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="only Unix tells how much memory a process had")
@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("transport", ["httpx", "reqwest"])
def test_a_large_file_takes_no_memory(
    kind: str, transport: str, server: HostileServer, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    if transport == "reqwest":
        pytest.importorskip("pyreqwest", reason="the extra 'fast' is not installed")
    server.on("/api/v2/media", hostile.count)
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(SIZE)  # all zeros, and no room on the disk
    told = _upload(kind, transport, server.url, path)
    record_property("bytes uploaded", SIZE)
    record_property("bytes of memory", told["peak"] - told["before"])
    assert told["peak"] - told["before"] < MOST_MEMORY
    assert told["sent"] == SIZE
    assert told["steps"] > SIZE / MIB
    arrived = server.to("/api/v2/media")[-1]
    assert int(arrived.header("content-length") or 0) - SIZE < 1000
    assert arrived.peer.counted[-1] == int(arrived.header("content-length") or 0)


def _upload(kind: str, transport: str, url: str, path: Path) -> dict[str, Any]:
    program = [sys.executable, "-m", "tests.transports.large_upload", kind, transport, url, str(path)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told
