"""Plain functions in a bot that awaits: they run in threads, with a blocking client that sends over the async one's."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import TYPE_CHECKING

from ..client import AsyncClient, Client
from ..core.flow import AsyncTransport, SyncDriver
from ..core.wire import Reply, Request

if TYPE_CHECKING:
    from anyio.from_thread import BlockingPortal


class PortalTransport:
    """A blocking transport that has an async one send; for any thread but the event loop's.

    Args:
        portal: the way into the event loop.
        transport: what sends.
    """

    def __init__(self, portal: BlockingPortal, transport: AsyncTransport) -> None:
        self._portal = portal
        self._transport = transport

    def send(self, request: Request) -> Reply:
        """Send a request and read its reply whole."""
        return self._portal.call(self._transport.send, request)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._portal.call(self._transport.sleep, seconds)

    def close(self) -> None:
        """Nothing: the connections are the async client's."""


def blocking_client(client: AsyncClient, portal: BlockingPortal) -> Client:
    """A ``Client`` that shares everything with an ``AsyncClient``: connections, rate limits, what is known."""
    made = Client.__new__(Client)
    SyncDriver.__init__(made, client.session, PortalTransport(portal, client.transport))
    made.is_view = True
    return made


async def call_in_thread(portal: BlockingPortal, work: Callable[[], object]) -> None:
    """Call something that blocks; a cancelled wait leaves it behind, and it does not keep the program from ending.

    Raises:
        Exception: what it raised.
    """
    from anyio import Event

    done = Event()
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            failures.append(error)
        with suppress(RuntimeError):  # the bot has stopped, and nobody waits
            portal.start_task_soon(done.set)

    # A thread of its own: those of anyio's pool keep a program alive for as long as they are busy.
    threading.Thread(target=copy_context().run, args=(run,), name="howdah bot", daemon=True).start()
    await done.wait()
    if failures:
        raise failures[0]
