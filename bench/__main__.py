"""``python -m bench``: measure, interleaved and in several rounds, and print medians and ratios.

Each row has a limit that cannot be beaten, such as the bare transport reading the same bytes and pydantic-core or
orjson parsing them, and says how many times as long Howdah takes. Peers are measured where they are installed
(``make bench`` installs them).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from howdah import Client
from howdah.core.decoding import Asked, EntityDecoder, adapter_for
from howdah.core.wire import Headers, Reply
from howdah.models import Status
from howdah.streaming.events import StreamEvent
from howdah.streaming.settings import StreamTransport

from .pages import one_status, page_of_statuses
from .server import serving
from .streams import Body, listen, statuses_as_sent, wire_bytes

HOME = "/api/v1/timelines/home"
ONE = "/api/v1/statuses/1"
TOKEN = "token"

Task = Callable[[], object]


@dataclass
class Row:
    """One comparison, in microseconds per call."""

    what: str
    howdah: float
    limit: str
    limit_us: float
    peers: dict[str, float]

    @property
    def ratio(self) -> float:
        """How many times as long as the limit."""
        return self.howdah / self.limit_us


def medians(tasks: dict[str, Task], rounds: int, seconds: float) -> dict[str, float]:
    """The median microseconds of each task, their rounds taken in turn so that a slow moment strikes all alike."""
    calls: dict[str, int] = {}
    for name, task in tasks.items():
        task()
        began = time.perf_counter()
        task()
        calls[name] = max(1, int(seconds / max(time.perf_counter() - began, 1e-7)))
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            began = time.perf_counter()
            for _ in range(calls[name]):
                task()
            taken[name].append((time.perf_counter() - began) / calls[name] * 1e6)
    return {name: statistics.median(times) for name, times in taken.items()}


def decoding_row(rounds: int, seconds: float) -> Row:
    """Decode a page of 40 statuses from its bytes."""
    body = page_of_statuses(40)
    reply, asked, decoder = Reply(200, Headers(), body), Asked("bench", "GET", HOME), EntityDecoder()
    tasks: dict[str, Task] = {"howdah": lambda: decoder.decode(list[Status], reply, asked)}
    try:
        import orjson

        limit = "orjson.loads"
        tasks[limit] = lambda: orjson.loads(body)
    except ImportError:
        limit = "json.loads"
        tasks[limit] = lambda: json.loads(body)
    tasks |= peer_decoding(body)
    taken = medians(tasks, rounds, seconds)
    peers = {name: us for name, us in taken.items() if name not in ("howdah", limit)}
    return Row("decode 40 statuses", taken["howdah"], limit, taken[limit], peers)


def streaming_row(transport: StreamTransport, rounds: int, seconds: float, count: int = 200) -> Row:
    """Make events of what comes over a stream, per event."""
    statuses = statuses_as_sent(count)
    data, adapter = wire_bytes(transport, statuses), adapter_for(Status)
    limit = "pydantic alone"
    tasks: dict[str, Task] = {
        "howdah": lambda: listen(transport, data),
        limit: lambda: [adapter.validate_json(each) for each in statuses],
    }
    taken = {name: us / count for name, us in medians(tasks, rounds, seconds).items()}
    return Row(f"an event of a stream, {transport}", taken["howdah"], limit, taken[limit], {})


def front_streaming_row(rounds: int, seconds: float, count: int = 200) -> Row:
    """Tell a listener of the front for Mastodon.py what comes over a stream, per event, and one of Mastodon.py's."""
    from pydantic_core import from_json

    from howdah.compat.mastodon_py import StreamListener
    from howdah.compat.mastodon_py.happenings import StreamDecoder, happening_of, tell

    statuses = statuses_as_sent(count)
    data, listener, decoder, limit = wire_bytes("sse", statuses), StreamListener(), StreamDecoder(), "parsing alone"

    def hear(event: StreamEvent) -> None:
        if happening := happening_of(event):
            tell(listener, happening)

    tasks: dict[str, Task] = {
        "howdah": lambda: listen("sse", data, decoder, hear),
        limit: lambda: [from_json(each) for each in statuses],
    }
    try:
        from mastodon import StreamListener as Theirs

        tasks["Mastodon.py"] = lambda: Theirs().handle_stream(Body(data))
    except ImportError:
        pass
    taken = {name: us / count for name, us in medians(tasks, rounds, seconds).items()}
    peers = {name: us for name, us in taken.items() if name not in ("howdah", limit)}
    return Row("front: an event of a stream, sse", taken["howdah"], limit, taken[limit], peers)


def peer_decoding(body: bytes) -> dict[str, Task]:
    """How peers make entities of the same bytes."""
    tasks: dict[str, Task] = {}
    try:
        from longwei.models import Status as LongweiStatus

        tasks["longwei"] = lambda: [LongweiStatus.model_validate(status) for status in json.loads(body)]
    except ImportError:
        pass
    return tasks


def calling_rows(base_url: str, transport: str, bare: Callable[[str], bytes], rounds: int, seconds: float) -> list[Row]:
    """Call a server, against the bare transport plus nothing but decoding."""
    rows = []
    with Client(base_url, TOKEN, transport=transport) as client:
        for what, path, call in (
            ("get_status", ONE, lambda: client.get_status("1")),
            ("get_home_timeline(limit=40)", HOME, lambda: client.get_home_timeline(limit=40)),
        ):
            into: Any = Status if path == ONE else list[Status]
            asked, decoder = Asked("bench", "GET", path), EntityDecoder()

            def limit(
                path: str = path, into: Any = into, asked: Asked = asked, decoder: EntityDecoder = decoder
            ) -> object:
                return decoder.decode(into, Reply(200, Headers(), bare(base_url + path)), asked)

            tasks: dict[str, Task] = {"howdah": call, "limit": limit}
            if path == HOME and transport == "httpx":
                tasks |= mastodon_py(base_url)
            taken = medians(tasks, rounds, seconds)
            peers = {name: us for name, us in taken.items() if name not in ("howdah", "limit")}
            rows.append(
                Row(f"{what}, {transport}", taken["howdah"], f"bare {transport} + decode", taken["limit"], peers)
            )
    return rows


def front_row(base_url: str, bare: Callable[[str], bytes], rounds: int, seconds: float) -> Row:
    """The front for Mastodon.py, against the bare transport and parsing, and against Mastodon.py itself."""
    from pydantic_core import from_json

    from howdah.compat.mastodon_py import Mastodon as Front

    limit = "bare httpx + parse"
    with Front(access_token=TOKEN, api_base_url=base_url) as front:
        tasks: dict[str, Task] = {
            "howdah": lambda: front.timeline_home(limit=40),
            limit: lambda: from_json(bare(base_url + HOME)),
        }
        taken = medians(tasks | mastodon_py(base_url), rounds, seconds)
    peers = {name: us for name, us in taken.items() if name not in tasks}
    return Row("front: timeline_home(limit=40)", taken["howdah"], limit, taken[limit], peers)


def mastodon_py(base_url: str) -> dict[str, Task]:
    """The same call by Mastodon.py."""
    try:
        from mastodon import Mastodon
    except ImportError:
        return {}
    client = Mastodon(access_token=TOKEN, api_base_url=base_url, version_check_mode="none")
    return {"Mastodon.py": lambda: client.timeline_home(limit=40)}


def measured(rounds: int, seconds: float) -> list[Row]:
    """Every row."""
    rows = [decoding_row(rounds, seconds)]
    rows += [streaming_row(transport, rounds, seconds) for transport in ("websocket", "sse")]
    rows.append(front_streaming_row(rounds, seconds))
    headers = {"authorization": f"Bearer {TOKEN}"}
    with serving({HOME: page_of_statuses(40), ONE: one_status()}) as base_url:
        import httpx2

        with httpx2.Client() as bare:

            def fetch(url: str) -> bytes:
                return bare.get(url, headers=headers).content

            rows += calling_rows(base_url, "httpx", fetch, rounds, seconds)
            rows.append(front_row(base_url, fetch, rounds, seconds))
        try:
            from pyreqwest.client import SyncClientBuilder
        except ImportError:
            return rows
        with SyncClientBuilder().build() as fast:
            rows += calling_rows(
                base_url,
                "reqwest",
                lambda url: bytes(fast.get(url).headers(headers).build().send().bytes()),
                rounds,
                seconds,
            )
    return rows


def versions() -> dict[str, str]:
    """What was measured."""
    found = {"python": platform.python_version(), "cores": str(os.cpu_count())}
    for package in ("howdah", "httpx2", "pydantic", "pyreqwest", "longwei", "Mastodon.py", "orjson"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=0.3, help="how long each round of a task takes")
    options = parser.parse_args()
    rows = measured(options.rounds, options.seconds)
    if options.json:
        print(json.dumps({"versions": versions(), "rows": [asdict(row) | {"ratio": row.ratio} for row in rows]}))
        return 0
    print(", ".join(f"{name} {found}" for name, found in versions().items()))
    print(f"\n{'what':36}{'howdah':>12}{'limit':>12}{'ratio':>8}  against")
    for row in rows:
        print(f"{row.what:36}{row.howdah:10.0f}us{row.limit_us:10.0f}us{row.ratio:8.2f}  {row.limit}")
        for name, us in row.peers.items():
            print(f"{'':36}{us:10.0f}us{'':12}{us / row.howdah:8.2f}  {name}, times as long as howdah")
    return 0


if __name__ == "__main__":
    sys.exit(main())
