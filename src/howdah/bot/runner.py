"""``Bot``: decorators for handlers, and what runs them for months."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from ..client import AsyncClient, Client
from ..core.encoding import scalar
from ..core.errors import ConfigurationError
from ..streaming.events import NotificationEvent, StreamEvent, UpdateEvent
from ..streaming.kept import AsyncKeptStream, KeptSubscription
from ..streaming.settings import StreamSettings
from ..streaming.stores import SqlitePositions
from .handlers import Handler, Occasion, due_at, pick_hashtag, pick_mention, pick_notification
from .happenings import Due, Follow, Mention, Notified, Tagged
from .journal import DeadLetter, Journal
from .running import BotRun
from .schedule import next_due, seconds_of

if TYPE_CHECKING:
    from ..models import Account, NotificationType

logger = logging.getLogger("howdah.bot")

LONGEST_SLEEP = 3600.0
"""Seconds after which the clock is looked at again while waiting for what is scheduled."""

MentionHandler: TypeAlias = Callable[[Mention[Client]], object] | Callable[[Mention[AsyncClient]], Awaitable[object]]
FollowHandler: TypeAlias = Callable[[Follow[Client]], object] | Callable[[Follow[AsyncClient]], Awaitable[object]]
NotifiedHandler: TypeAlias = Callable[[Notified[Client]], object] | Callable[[Notified[AsyncClient]], Awaitable[object]]
TaggedHandler: TypeAlias = Callable[[Tagged[Client]], object] | Callable[[Tagged[AsyncClient]], Awaitable[object]]
DueHandler: TypeAlias = Callable[[Due[Client]], object] | Callable[[Due[AsyncClient]], Awaitable[object]]

M = TypeVar("M", bound=MentionHandler)
F = TypeVar("F", bound=FollowHandler)
N = TypeVar("N", bound=NotifiedHandler)
H = TypeVar("H", bound=TaggedHandler)
S = TypeVar("S", bound=DueHandler)


class Bot:
    """A program that deals with what happens to an account, for months.

        bot = Bot(AsyncClient("example.social", token), "bot.sqlite")

        @bot.on_mention
        def answer(mention: Mention[Client]) -> None:
            mention.reply("You called?")

        bot.run()

    What comes while it is not running is dealt with when it is back, oldest first and one after the other. Handlers are
    plain functions, which are given a blocking client and run in threads, or async functions, which are given the async
    client. Where one fails, that is logged and it is tried again; what fails for good is kept in ``dead_letters``, and
    the bot goes on. It never deals with its own statuses, nor answers other bots.

    Args:
        client: the account that it is; closed when the bot ends.
        store: the file that remembers how far it has come, a SQLite database; one bot at a time may use it.
        answer_bots: also deal with mentions, follows and hashtags by accounts that say that they are bots.
        attempts: how often a handler is tried with an event that it fails at.
        patience: seconds for which it is tried again where the server is at fault, or cannot be reached.
        grace: seconds that a running handler is given to end once the bot is stopped.
        settings: how the streams are to be had; see ``StreamSettings``.

    Raises:
        ConfigurationError: a number is below what makes sense, or a setting of the streams makes none.
    """

    def __init__(
        self,
        client: AsyncClient,
        store: str | os.PathLike[str],
        *,
        answer_bots: bool = False,
        attempts: int = 3,
        patience: float = 3600.0,
        grace: float = 10.0,
        settings: StreamSettings | None = None,
    ) -> None:
        if not isinstance(client, AsyncClient):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ConfigurationError(
                f"a bot needs an AsyncClient, not {client!r:.60}; plain functions work with it, too"
            )
        if attempts < 1 or patience < 0 or grace < 0:
            raise ConfigurationError("attempts is at least 1, patience and grace at least 0 seconds")
        self.client = client
        self._journal = Journal(store)
        self._answer_bots = answer_bots
        self._attempts = attempts
        self._patience = patience
        self._grace = grace
        self._settings: StreamSettings = settings or {}
        self._handlers: list[Handler] = []
        self._run: BotRun | None = None

    def on_mention(self, handler: M) -> M:
        """Call a function with each ``Mention`` of the bot."""
        self._add(handler, "user:notification", pick=pick_mention, answers=True)
        return handler

    def on_follow(self, handler: F) -> F:
        """Call a function with each ``Follow``."""
        self._add(handler, "user:notification", pick=pick_notification("follow"), answers=True)
        return handler

    def on_notification(self, *types: NotificationType | str) -> Callable[[N], N]:
        """Call a function when the bot is ``Notified`` of something, be it by other bots.

        Args:
            types: only notifications of these types, such as ``favourite`` and ``poll``; all if none is given.
        """

        def add(handler: N) -> N:
            self._add(handler, "user:notification", pick=pick_notification(*map(str, types)))
            return handler

        return add

    def on_hashtag(self, hashtag: str, *, local: bool = False) -> Callable[[H], H]:
        """Call a function with each public status that is ``Tagged`` with a hashtag.

        A function may have several hashtags; a status that has more than one of them is given to it once.

        Args:
            hashtag: the hashtag, with or without its ``#``.
            local: only statuses from this server.

        Raises:
            ConfigurationError: the hashtag is empty.
        """
        name = scalar(hashtag, "hashtag").strip().removeprefix("#").casefold()
        if not name:
            raise ConfigurationError("the hashtag is empty")
        stream = f"hashtag{':local' if local else ''}:{name}"

        def add(handler: H) -> H:
            self._add(handler, stream, pick=pick_hashtag(name), answers=True)
            return handler

        return add

    def every(self, interval: str | float | timedelta) -> Callable[[S], S]:
        """Call a function at once when the bot first runs, and then every so often; it is given when it was ``Due``.

        What was missed while the bot was not running is made up for once. It runs beside the other handlers.

        Args:
            interval: ``30s``, ``15m``, ``1h30m``, ``1d`` or ``1w``; seconds, or a ``timedelta``.

        Raises:
            ConfigurationError: it is none of these.
        """
        seconds = seconds_of(interval)

        def add(handler: S) -> S:
            self._add(handler, None, every=seconds)
            return handler

        return add

    def _add(self, work: Callable[..., Any], stream: str | None, **said: Any) -> None:
        name = getattr(work, "__name__", type(work).__name__)
        if any(handler.name == name and (stream is None or handler.work != work) for handler in self._handlers):
            raise ConfigurationError(f"there is a handler {name!r} already; what a bot remembers goes by their names")
        self._handlers.append(Handler(name, work, stream, **said))

    @property
    def dead_letters(self) -> list[DeadLetter]:
        """What handlers could not deal with, the oldest first."""
        return self._journal.dead_letters()

    def forget_dead_letters(self) -> None:
        """Forget what handlers could not deal with."""
        self._journal.forget_dead_letters()

    def run(self) -> None:
        """Run until ``stop`` is called, or the program is told to end (SIGINT, SIGTERM).

        Raises:
            ConfigurationError: there are no handlers; the store cannot be used, or another bot uses it.
            UnauthorizedError: the token is missing, or was revoked.
            ForbiddenError: the token's scopes do not allow it.
            NetworkError: the server can never be reached.
        """
        import anyio

        anyio.run(self.serve)

    async def serve(self) -> None:
        """As ``run``, where there is an event loop already (asyncio or trio).

        Raises:
            ConfigurationError: no handlers, it runs already, the store cannot be used, or another bot uses it.
            UnauthorizedError: the token is missing, or was revoked.
            ForbiddenError: the token's scopes do not allow it.
            NetworkError: the server can never be reached.
        """
        from anyio.from_thread import BlockingPortal

        if not self._handlers:
            raise ConfigurationError("the bot has no handlers")
        if self._run is not None:
            raise ConfigurationError("the bot is running already")
        failure: Exception | None = None
        try:
            self._journal.claim()
            async with self.client as client, BlockingPortal() as portal:
                run = BotRun(client, self._journal, portal, self._attempts, self._patience)
                self._run = run
                try:
                    await self._serve(run)
                finally:
                    await portal.stop(cancel_remaining=True)
                failure = run.failure
            if failure is not None:
                raise failure
        finally:
            self._run = None
            self._journal.close()

    def stop(self) -> None:
        """Let the running handler come to its end, and end the bot; from any thread."""
        if self._run is not None:
            self._run.stop_from_anywhere()

    async def _serve(self, run: BotRun) -> None:
        from anyio import create_task_group

        async with create_task_group() as around:
            if threading.current_thread() is threading.main_thread() and sys.platform != "win32":
                around.start_soon(_watch_signals, run)
            around.start_soon(run.end_in_time, self._grace)
            with run.work:
                await run.guard(run.begin)
                async with create_task_group() as tasks:
                    if run.stopping.is_set():
                        tasks.cancel_scope.cancel()
                    # A connection for each: what they have come to does not depend on which others there are.
                    for stream in dict.fromkeys(handler.stream for handler in self._handlers if handler.stream):
                        tasks.start_soon(run.guard, partial(self._listen, run, stream))
                    for handler in self._handlers:
                        if handler.every is not None:
                            tasks.start_soon(run.guard, partial(_keep_time, run, handler, handler.every))
            around.cancel_scope.cancel()

    async def _listen(self, run: BotRun, name: str) -> None:
        store = SqlitePositions(self._journal.path, name)
        wanted: KeptSubscription[StreamEvent] = KeptSubscription([name], store, _happened, self._settings)
        stream = AsyncKeptStream(run.client, wanted)
        run.on_stop.append(stream.close)
        handlers = [handler for handler in self._handlers if handler.stream == name]
        async with stream:
            async for event in stream:
                async with run.one_at_a_time:
                    dealt_with = await self._deal_with(run, handlers, event)
                if dealt_with is None:
                    return
                await stream.settle()
                for key, handler in dealt_with:
                    await run.remember(partial(run.journal.settle, key, handler))

    async def _deal_with(
        self, run: BotRun, handlers: list[Handler], event: StreamEvent
    ) -> list[tuple[str, str]] | None:
        """Have handlers deal with an event.

        Returns:
            What they have dealt with and are not given again, each with its handler's name; ``None`` if the bot is
            stopped before.
        """
        dealt_with: list[tuple[str, str]] = []
        for handler in handlers:
            occasion = self._occasion(run, handler, event)
            if occasion is None:
                continue
            if run.stopping.is_set() or not await run.attend(handler, occasion):
                return None
            if not self._may_come_again(handler):
                dealt_with.append((occasion.key, handler.name))
        return dealt_with

    def _occasion(self, run: BotRun, handler: Handler, event: StreamEvent) -> Occasion | None:
        """What a handler has to deal with, if an event is for it."""
        try:
            occasion = None if handler.pick is None else handler.pick(event)
        except AttributeError as error:  # a part of it could not be read
            logger.warning("an event was left out: %s", error)
            return None
        if occasion is None or not handler.answers or occasion.actor is None:
            return occasion
        return occasion if self._may_be_answered(run, occasion.actor) else None

    def _may_come_again(self, handler: Handler) -> bool:
        """Whether the same may be given to a handler by another stream: a status with several of its hashtags."""
        return sum(other.name == handler.name for other in self._handlers) > 1

    def _may_be_answered(self, run: BotRun, actor: Account) -> bool:
        said = vars(actor)
        if said.get("id") == run.me.id:
            return False
        return self._answer_bots or not said.get("bot", False)


def _happened(event: StreamEvent) -> StreamEvent | None:
    return event if isinstance(event, (NotificationEvent, UpdateEvent)) else None


async def _watch_signals(run: BotRun) -> None:
    from anyio import open_signal_receiver

    with open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async for _ in signals:
            if run.stopping.is_set():
                run.work.cancel()
            run.stop()


async def _keep_time(run: BotRun, handler: Handler, every: float) -> None:
    """Call a scheduled handler whenever it is due."""
    clock = run.client.session.clock
    due = await run.remember(partial(run.journal.due, handler.name))
    if due is None:
        due = clock.time()
        await run.remember(partial(run.journal.set_due, handler.name, due))
    while not run.stopping.is_set():
        due = min(due, clock.time() + every)  # the interval may have become shorter, or the clock set right
        wait = due - clock.time()
        if wait > 0:
            await run.pause(min(wait, LONGEST_SLEEP))
            continue
        occasion = due_at(due)
        if not await run.attend(handler, occasion):
            return
        due = next_due(due, every, clock.time())
        await run.remember(partial(run.journal.set_due, handler.name, due))
        await run.remember(partial(run.journal.settle, occasion.key, handler.name))
