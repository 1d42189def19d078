"""A program that uploads a large file, and tells how much memory that took.

It runs in a process of its own, because the most memory that a process ever had never shrinks.
"""

from __future__ import annotations

import argparse
import asyncio
import inspect
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from howdah import AsyncClient, Client

SMALL = bytes(1024 * 1024)
"""Uploaded first, so that everything is loaded and warm before it counts."""


def most_memory() -> int:
    """The most memory that this program ever had, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what ``getrusage`` tells on Linux may be that of the process which started this one
        lines = status.read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


async def run(kind: str, transport: str, url: str, path: Path) -> dict[str, Any]:
    """Upload the file, and tell what was seen."""
    made = {"sync": Client, "async": AsyncClient}[kind](url, "secret-token", transport=transport)
    client: Any = made
    steps = [0, 0]

    def told(sent: int, total: int | None) -> None:
        steps[0] += 1
        steps[1] = sent

    async def finished(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        given = call(*args, **kwargs)
        return await given if inspect.isawaitable(given) else given

    await finished(client.post_media, SMALL, description="small")
    before = most_memory()
    await finished(client.post_media, path, description="large", on_progress=told)
    peak = most_memory()
    await finished(client.close)
    return {"before": before, "peak": peak, "steps": steps[0], "sent": steps[1]}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["sync", "async"])
    parser.add_argument("transport", choices=["httpx", "reqwest"])
    parser.add_argument("url")
    parser.add_argument("path", type=Path)
    asked = parser.parse_args()
    sys.stdout.write(json.dumps(asyncio.run(run(asked.kind, asked.transport, asked.url, asked.path))))
