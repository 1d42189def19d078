"""One run of a bot: handlers tried with what happens, until they have dealt with it or it is given up."""

from __future__ import annotations

import inspect
import logging
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from ..client import AsyncClient
from ..core.errors import ActivityPubError, UnauthorizedError
from .bridging import blocking_client, call_in_thread
from .handlers import Handler, Occasion
from .journal import DeadLetter, Journal

if TYPE_CHECKING:
    from anyio import CancelScope, Event
    from anyio.from_thread import BlockingPortal

    from ..models import CredentialAccount

logger = logging.getLogger("howdah.bot")

MOST_CRASHES = 10
"""How often a handler may have begun with an event without coming to an end before the event is given up."""
SOONEST = 60.0
"""Seconds after which that may be so at the soonest; a bot that is killed and started at once is not to blame."""
LONGEST_PAUSE = 60.0
"""Seconds between two tries, at the most."""


def pause_after(tries: int) -> float:
    """Seconds to wait after so many tries."""
    return min(LONGEST_PAUSE, 2.0 ** min(tries - 1, 10))


class BotRun:
    """One run of a bot: what it needs while it lasts.

    Attributes:
        failure: what ended it, if something has.
    """

    me: CredentialAccount

    def __init__(
        self, client: AsyncClient, journal: Journal, portal: BlockingPortal, attempts: int, patience: float
    ) -> None:
        import anyio

        self.client = client
        self.journal = journal
        self.portal = portal
        self.stopping: Event = anyio.Event()
        self.work: CancelScope = anyio.CancelScope()
        self.on_stop: list[Callable[[], Awaitable[None]]] = []
        self.failure: Exception | None = None
        self._attempts = attempts
        self._patience = patience
        self._thread = threading.get_ident()
        self.one_at_a_time = anyio.Lock()
        self._blocking = blocking_client(client, portal)
        self._pauses: set[CancelScope] = set()

    async def begin(self) -> None:
        """Find out whether the bot's memory can be used, and who it is, as soon as the server is there."""
        await self.remember(partial(self.journal.forget_old_posts, self.client.session.clock.time()))
        tries = 0
        while not self.stopping.is_set():
            try:
                self.me = await self.client.verify_credentials()
                return
            except ActivityPubError as error:
                if not error.retryable:
                    raise
                logger.warning("the server is away: %s", error)
            await self.pause(pause_after(tries := tries + 1))

    async def remember(self, work: Callable[[], Any]) -> Any:
        """Do something with the journal, whose file may be slow."""
        return await self.client.transport.call(work)

    def stop(self) -> None:
        """Begin nothing new; for the event loop's own thread."""
        self.stopping.set()
        for scope in self._pauses:
            scope.cancel()

    def stop_from_anywhere(self) -> None:
        """Begin nothing new; for any thread."""
        if threading.get_ident() == self._thread:
            self.stop()
        else:
            with suppress(RuntimeError):  # it is over already
                self.portal.start_task_soon(self.stop)

    async def end_in_time(self, grace: float) -> None:
        """Once it is to stop: listen no longer, and leave behind what has not ended in so many seconds."""
        from anyio import sleep

        await self.stopping.wait()
        for close in self.on_stop:
            await close()
        await sleep(grace)
        logger.warning("a handler has not ended within %g s, and is left behind", grace)
        self.work.cancel()

    async def guard(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something whose failure ends the run."""
        try:
            await work()
        except Exception as error:
            self.failure = self.failure or error
            self.stop()

    async def pause(self, seconds: float) -> None:
        """Wait, but not for longer than until the bot is stopped."""
        from anyio import CancelScope

        if self.stopping.is_set():
            return
        with CancelScope() as scope:
            self._pauses.add(scope)
            try:
                await self.client.transport.sleep(seconds)
            finally:
                self._pauses.discard(scope)

    async def attend(self, handler: Handler, occasion: Occasion) -> bool:
        """Have a handler deal with something, or give it up; ``False`` if the bot is stopped before.

        Raises:
            UnauthorizedError: the token was revoked.
        """
        clock = self.client.session.clock
        before = await self.remember(partial(self.journal.begin, occasion.key, handler.name, clock.time()))
        if before is None:
            return True
        begun, seconds = before
        if begun >= MOST_CRASHES and seconds >= SOONEST:
            await self._give_up(handler, occasion, f"the bot has ended {begun} times while it was at it")
            return True
        until = clock.monotonic() + self._patience
        failures = tries = 0
        while True:
            try:
                await self._call(handler, occasion)
            except UnauthorizedError:
                raise
            except Exception as error:
                tries += 1
                excused = isinstance(error, ActivityPubError) and error.retryable and clock.monotonic() < until
                failures += not excused
                logger.warning("%s failed at %s (%s)", handler.name, occasion.key, error, exc_info=not excused)
                if failures >= self._attempts:
                    await self._give_up(handler, occasion, f"{type(error).__name__}: {error}")
                    return True
                await self.pause(pause_after(tries))
                if self.stopping.is_set():
                    await self.remember(partial(self.journal.pause, occasion.key, handler.name))
                    return False
            else:
                await self.remember(partial(self.journal.end, occasion.key, handler.name, clock.time()))
                return True

    async def _call(self, handler: Handler, occasion: Occasion) -> None:
        rest = (self.me, self.journal, occasion.key, handler.name)
        if handler.is_async:
            await handler.work(occasion.given(self.client, *rest))
            return

        def work() -> None:
            result = handler.work(occasion.given(self._blocking, *rest))
            if inspect.iscoroutine(result):
                result.close()
                raise TypeError(f"{handler.name} gives something to await; make it an async function")

        await call_in_thread(self.portal, work)

    async def _give_up(self, handler: Handler, occasion: Occasion, why: str) -> None:
        logger.error("%s gives up %s (%s): %s", handler.name, occasion.key, occasion.about, why)
        now = self.client.session.clock.time()
        letter = DeadLetter(occasion.key, handler.name, self.client.session.redact(why), now, occasion.about)
        await self.remember(partial(self.journal.bury, letter))
        await self.remember(partial(self.journal.end, occasion.key, handler.name, now))
