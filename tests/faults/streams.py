"""Thousands of events across random faults, and not one lost or doubled: ``python -m tests.faults.streams``.

``HOWDAH_SOAK=1`` runs it whole: 10,000 events across 200 faults for each client and transport; else a seeded tenth.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal, TypeAlias

import anyio
from tests.soak import length
from tests.streaming.server import StreamServer

from howdah import AsyncClient, Client, Retry
from howdah.streaming.events import Disconnected, Gap, NotificationEvent, StreamEvent, UpdateEvent
from howdah.streaming.settings import Reconnect, StreamSettings
from howdah.streaming.stream import AsyncStream

Kind: TypeAlias = Literal["sync", "async"]
Over: TypeAlias = Literal["websocket", "sse"]

EVENTS, FAULTS = 10_000, 200
PATIENCE = 30.0
"""Seconds without anything new after which a run is given up."""
AFTERWARDS = 0.3
"""Seconds to look whether anything comes a second time after all is seen."""
RESTARTS, CANCELS, LATE = 0.01, 0.3, 0.03
"""How likely it is with each event that the program starts anew, that it gives up waiting, that the event is old."""
FURTHEST_BEHIND = 60
"""How many statuses old an event may be that comes late."""
SILENCE = 0.6
"""Seconds after which the client takes a connection for dead."""


@dataclass
class Run:
    """What came of a run."""

    client: str
    transport: str
    sent: int = 0
    faults: dict[str, int] = field(default_factory=dict[str, int])
    seen: list[str] = field(default_factory=list[str])
    due: list[str] = field(default_factory=list[str])
    reconnected: int = 0
    gaps: int = 0
    left_out: int = 0
    put_off: int = 0
    restarts: int = 0
    cancels: int = 0
    late: set[str] = field(default_factory=set[str])
    seconds: float = 0.0
    begin: threading.Event = field(default_factory=threading.Event)

    different: set[str] = field(default_factory=set[str])

    def is_over(self, events: int) -> bool:
        """Whether everything has been seen; the producer may not have counted it yet."""
        return len(self.different) >= events

    @property
    def lost(self) -> int:
        return len(set(self.due) - set(self.seen))

    @property
    def doubled(self) -> int:
        return len(self.seen) - len(set(self.seen))

    @property
    def disordered(self) -> int:
        """Events that came after a later one of their kind."""
        found = 0
        for kind in "sn":
            numbers = [int(each[1:]) for each in self.seen if each[0] == kind and each not in self.late]
            found += sum(later < earlier for earlier, later in pairwise(numbers))
        return found

    def take(self, event: StreamEvent) -> None:
        if isinstance(event, UpdateEvent):
            self._saw(f"s{event.status.id}")
        elif isinstance(event, NotificationEvent):
            self._saw(f"n{event.notification.id}")
        elif isinstance(event, Disconnected):
            self.reconnected += 1
        elif isinstance(event, Gap) and event.reason.endswith("it is left out"):
            self.left_out += 1
        elif isinstance(event, Gap) and event.reason.startswith("what was missed cannot be fetched: "):
            self.put_off += 1  # REST failed again and again; it is fetched later, or counts as lost
        elif isinstance(event, Gap):
            self.gaps += 1

    def _saw(self, what: str) -> None:
        self.seen.append(what)
        self.different.add(what)

    @property
    def is_clean(self) -> bool:
        bad = self.lost or self.doubled or self.disordered or self.gaps
        over_rest = sum(count for name, count in self.faults.items() if name.endswith("over REST"))
        told_truly = self.left_out <= self.faults.get("5 MB event", 0) and self.put_off <= over_rest
        return not bad and len(self.due) == self.sent and told_truly

    def row(self) -> str:
        return (
            f"{self.client:6}{self.transport:10}{self.sent:>8}{len(self.seen):>8}{self.lost:>6}{self.doubled:>9}"
            f"{self.disordered:>14}{sum(self.faults.values()):>8}{self.reconnected:>12}{self.restarts:>10}"
            f"{self.cancels:>9}{len(self.late):>6}{self.seconds:>7.0f}s"
        )


HEADINGS = (
    f"{'':16}{'sent':>8}{'seen':>8}{'lost':>6}{'doubled':>9}{'out of order':>14}{'faults':>8}{'reconnects':>12}"
    f"{'restarts':>10}{'cancels':>9}{'late':>6}"
)


def _refused(server: StreamServer) -> None:
    server.refuse(502, 2)
    server.kill()


def _rest_down(server: StreamServer) -> None:
    server.refuse(503, 2, "rest")
    server.kill()


def _rest_fails(server: StreamServer) -> None:
    server.refuse(500, 2, "rest")
    server.kill()


def _rest_is_a_page(server: StreamServer) -> None:
    server.spoil(b"<html>back soon</html>", 2)
    server.kill()


def _rest_is_garbage(server: StreamServer) -> None:
    server.spoil(b'[{"id": "1', 1)
    server.spoil(b'{"not": "a list"}', 1)
    server.kill()


def _only_pings(server: StreamServer) -> None:
    server.ping_only()
    time.sleep(0.02)
    server.kill()


STRIKES: dict[str, Callable[[StreamServer], None]] = {
    "kill": StreamServer.kill,
    "reset": StreamServer.reset_connections,
    "stall": StreamServer.stall,
    "502": _refused,
    "503 over REST": _rest_down,
    "500 over REST": _rest_fails,
    "a page over REST": _rest_is_a_page,
    "garbage over REST": _rest_is_garbage,
    "half a frame": StreamServer.half_frame,
    "wrong events": StreamServer.nonsense,
    "5 MB event": StreamServer.huge,
    "slow drip": StreamServer.drip,
    "pings only": _only_pings,
}


def produce(server: StreamServer, run: Run, events: int, faults: int, seed: int) -> None:
    """Post and notify, and strike now and then, in the middle of things."""
    chance = random.Random(seed)
    if not run.begin.wait(PATIENCE):
        return
    strikes = sorted(chance.sample(range(1, events - 1), faults))
    for number in range(events):
        if chance.random() < 0.2:
            run.due.append(f"n{server.notify()}")
        elif number > 2 * FURTHEST_BEHIND and chance.random() < LATE:
            run.due.append(f"s{server.post_late('user', chance.randint(1, FURTHEST_BEHIND))}")
            run.late.add(run.due[-1])
        else:
            run.due.append(f"s{server.post('user')}")
        run.sent += 1
        if chance.random() < 0.05:
            time.sleep(0.002)
        if strikes and number == strikes[0]:
            strikes.pop(0)
            _wait_for(lambda: any(not client.silent for client in list(server.clients)))
            name = chance.choice(list(STRIKES))
            run.faults[name] = run.faults.get(name, 0) + 1
            STRIKES[name](server)


def _wait_for(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.005)


SETTINGS: StreamSettings = {
    "silence": SILENCE,
    "reconnect": Reconnect(first_delay=0.01, longest_delay=0.05, healthy_after=0.0),
    "catch_up_limit": EVENTS,
}
CLIENT: dict[str, Any] = {"retry": Retry(first_delay=0.01, longest_delay=0.05), "timeout": 10.0}


@contextmanager
def producing(server: StreamServer, run: Run, events: int, faults: int, seed: int) -> Iterator[None]:
    """Have a thread produce meanwhile; what goes wrong in it goes wrong here."""
    failed: list[BaseException] = []

    def work() -> None:
        try:
            produce(server, run, events, faults, seed)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=work, daemon=True)
    began = time.monotonic()
    thread.start()
    try:
        yield
    finally:
        run.seconds = time.monotonic() - began
        thread.join(PATIENCE)
        if failed:
            raise failed[0]


def run_once(kind: Kind, over: Over, events: int, faults: int, seed: int = 7, backend: str = "asyncio") -> Run:
    """One client over one transport; gives what came of it."""
    run = Run(kind if backend == "asyncio" else backend, over)
    with StreamServer() as server, producing(server, run, events, faults, seed):
        if kind == "sync":
            _run_sync(server, run, over, events)
        else:
            anyio.run(_run_async, server, run, over, events, backend=backend)
    return run


class Watch:
    """Closes a stream on which nothing happens any more."""

    def __init__(self, run: Run, close: Callable[[], None]) -> None:
        self._run = run
        self._close = close
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        seen = -1
        while len(self._run.seen) > seen:
            seen = len(self._run.seen)
            if self._over.wait(PATIENCE):
                return
        self._close()

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def _run_sync(server: StreamServer, run: Run, over: Over, events: int) -> None:
    chance = random.Random(events)
    with Client(server.base_url, server.token, **CLIENT) as client:
        streams = [client.stream_user(transport=over, **SETTINGS)]
        with Watch(run, lambda: streams[-1].close()):
            while True:
                with streams[-1] as stream:
                    run.begin.set()
                    for event in stream:
                        run.take(event)
                        if run.is_over(events) or chance.random() < RESTARTS:
                            break
                    else:
                        return
                    if run.is_over(events):
                        break
                run.restarts += 1
                streams.append(client.stream_user(transport=over, since=event.position, **SETTINGS))
        last = client.stream_user(transport=over, since=event.position, **SETTINGS)
        closing = threading.Timer(AFTERWARDS, last.close)
        closing.start()
        for event in last:
            run.take(event)
        closing.join()


async def _run_async(server: StreamServer, run: Run, over: Over, events: int) -> None:
    chance = random.Random(events)
    since: str | None = None
    async with AsyncClient(server.base_url, server.token, **CLIENT) as client:
        while not run.is_over(events):
            async with client.stream_user(transport=over, since=since, **SETTINGS) as stream:
                run.begin.set()
                if not await _take_some(stream, run, events, chance):
                    return
                since = stream.position
            run.restarts += 1
        async with client.stream_user(transport=over, since=since, **SETTINGS) as stream:
            with anyio.move_on_after(AFTERWARDS):
                async for event in stream:
                    run.take(event)


async def _take_some(stream: AsyncStream, run: Run, events: int, chance: random.Random) -> bool:
    """Take events until the program is to start anew, giving up waiting now and then; tells whether any came."""
    quiet_since = anyio.current_time()
    while not run.is_over(events):
        patience = chance.random() * 0.02 if chance.random() < CANCELS else PATIENCE
        with anyio.move_on_after(patience) as waiting:
            run.take(await anext(stream))
            quiet_since = anyio.current_time()
            if chance.random() < RESTARTS:
                return True
        if waiting.cancelled_caught:
            run.cancels += 1
            if anyio.current_time() - quiet_since > PATIENCE:
                return False
    return True


def size() -> tuple[int, int]:
    """Events and faults of a run: all of them, or a tenth."""
    return length((EVENTS, FAULTS), (EVENTS // 10, FAULTS // 10))


def runs(events: int, faults: int) -> Iterator[Run]:
    """A run for each client and transport."""
    for kind in ("sync", "async"):
        for over in ("websocket", "sse"):
            yield run_once(kind, over, events, faults)  # type: ignore[arg-type]


def stream_faults() -> bool:
    """Run it for each client and transport, print what came of it, and tell whether nothing was lost or doubled."""
    events, faults = size()
    print(HEADINGS)  # noqa: T201
    clean = True
    for run in runs(events, faults):
        print(run.row(), flush=True)  # noqa: T201
        clean = clean and run.is_clean
    return clean


if __name__ == "__main__":
    sys.exit(0 if stream_faults() else 1)
