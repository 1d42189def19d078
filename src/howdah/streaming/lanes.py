"""The loops that carry out what a stream's course asks for: one blocking, one awaited."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from ..core.errors import NetworkError
from ..core.flow import AsyncDriver, Do, Send, Sleep, SyncDriver
from ..core.wire import Headers, Reply, Request
from .course import StreamCourse
from .effects import NO_STREAMS, AsyncLiveConnection, Fork, LiveConnection, Open, Read, StreamEffect, Write
from .errands import Errand
from .events import StreamEvent
from .messages import InterruptedStreamError
from .websocket import SWITCHED

if TYPE_CHECKING:
    from anyio import CancelScope, Event

T = TypeVar("T")

NAP = 0.25
"""Seconds; a stream that waits looks this often whether it has been closed."""
LAST_LOOK = 0.001
"""Seconds for what has come already, when a wait that was given up has no time left."""


@runtime_checkable
class Opener(Protocol):
    """A blocking transport that carries streams."""

    def open(self, request: Request, quiet: float | None = None) -> LiveConnection:
        """Send a request whose answer goes on."""
        ...


@runtime_checkable
class AsyncOpener(Protocol):
    """An async transport that carries streams."""

    async def open(self, request: Request, quiet: float | None = None) -> AsyncLiveConnection:
        """Send a request whose answer goes on."""
        ...


def _not_connected() -> NetworkError:
    return NetworkError("the stream is not connected")


class Lane:
    """Runs one course, blocking.

    Args:
        driver: the client.
        course: the course.
    """

    def __init__(self, driver: SyncDriver, course: StreamCourse) -> None:
        self._driver = driver
        self._steps = course.steps()
        self._live: LiveConnection | None = None
        self._errand: Errand[Any] | None = None
        self._ended = threading.Event()
        self._running = threading.RLock()
        self._answer: Any = None
        self._failure: Exception | None = None

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection now."""
        return self._live is not None

    def next(self) -> StreamEvent | Fork | None:
        """The next event, or what to go on with instead; ``None`` once it is closed.

        Raises:
            ApiError: the server refuses the stream.
            NetworkError: it can never be reached.
        """
        with self._running:
            try:
                while not self._ended.is_set():
                    answer, failure = self._answer, self._failure
                    self._answer = self._failure = None
                    effect = self._steps.send(answer) if failure is None else self._steps.throw(failure)
                    if isinstance(effect, (StreamEvent, Fork)):
                        if self._ended.is_set():
                            break  # nobody waits for it, and it does not count as given
                        return effect
                    try:
                        self._answer = self._do(effect)
                    except Exception as error:
                        self._failure = error
            except StopIteration:
                pass
            except BaseException:
                self._ended.set()
                self._clean_up()
                raise
            self._clean_up()
            return None

    def _do(self, effect: StreamEffect) -> Any:
        driver, live = self._driver, self._live
        if isinstance(effect, Read):
            if live is None:
                raise _not_connected()
            return live.read(effect.seconds)
        if isinstance(effect, Send):
            return self._send(effect.request)
        if isinstance(effect, Sleep):
            return self._sleep(effect.seconds)
        if isinstance(effect, Do):
            return effect.work()
        if isinstance(effect, Open):
            return self._open(effect)
        if isinstance(effect, Write):
            if live is None:
                raise _not_connected()
            return live.write(effect.data, driver.session.timeout)
        return self._hang_up()

    def _send(self, request: Request) -> Reply | None:
        return self._run(Errand(lambda: self._driver.transport.send(request), lambda _: None))

    def _open(self, effect: Open) -> Reply | None:
        transport = self._driver.transport
        self._hang_up()
        if not isinstance(transport, Opener):
            return Reply(NO_STREAMS, Headers(), b"")

        def connect() -> tuple[LiveConnection, Reply]:
            live = transport.open(effect.request, effect.quiet)
            return live, Reply(live.status, live.headers, b"" if live.open else live.refusal())

        opened = self._run(Errand(connect, lambda opened: opened[0].close()))
        if opened is None:
            return None
        self._live, reply = opened
        if not self._live.open:
            self._hang_up()
        return reply

    def _run(self, errand: Errand[T]) -> T | None:
        """Wait for something that waits for the server; no longer than until the lane is closed."""
        self._errand = errand
        if self._ended.is_set():
            errand.leave()
        try:
            return errand.wait()
        finally:
            self._errand = None

    def _sleep(self, seconds: float) -> None:
        while seconds > 0 and not self._ended.is_set():
            nap = min(NAP, seconds)
            self._driver.transport.sleep(nap)
            seconds -= nap

    def _hang_up(self) -> None:
        live, self._live = self._live, None
        if live is not None:
            live.close()

    def _clean_up(self) -> None:
        self._hang_up()
        self._steps.close()

    def close(self) -> None:
        """End it, whichever thread is in it; one that waits there is woken."""
        self._ended.set()
        errand, live = self._errand, self._live
        if errand is not None:
            errand.leave()
        if live is not None:
            live.interrupt()
        with self._running, suppress(ValueError):  # it is closed from within itself, by a signal's handler
            self._clean_up()


class AsyncLane:
    """Runs one course, awaited. A step that is cancelled goes on with the next one, or connects again and catches up.

    Args:
        driver: the client.
        course: the course.
    """

    def __init__(self, driver: AsyncDriver, course: StreamCourse) -> None:
        self._driver = driver
        self._steps = course.steps()
        self._live: AsyncLiveConnection | None = None
        self._ended = False
        self._running = False
        self._idle: Event | None = None
        self._waiting: CancelScope | None = None
        self._answer: Any = None
        self._failure: Exception | None = None
        self._undone: StreamEffect | None = None

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection now."""
        return self._live is not None

    async def next(self) -> StreamEvent | Fork | None:
        """The next event, or what to go on with instead; ``None`` once it is closed.

        Raises:
            ApiError: the server refuses the stream.
            NetworkError: it can never be reached.
        """
        from anyio import CancelScope

        self._running = True
        try:
            while not self._ended:
                effect, self._undone = self._undone or self._step(), None
                if isinstance(effect, (StreamEvent, Fork)):
                    if self._ended:
                        break  # nobody waits for it, and it does not count as given
                    return effect
                began = self._driver.session.clock.monotonic()
                try:
                    with CancelScope() as self._waiting:
                        self._answer = await self._do(effect)
                except Exception as error:
                    self._failure = error
                except BaseException:
                    await self._put_off(effect, self._driver.session.clock.monotonic() - began)
                    raise
        except StopIteration:
            self._ended = True
        except Exception:
            self._ended = True
            raise
        finally:
            self._running = False
            if self._ended:
                await self._clean_up()
            if self._idle is not None:
                self._idle.set()
        return None

    def _step(self) -> StreamEffect:
        answer, failure = self._answer, self._failure
        self._answer = self._failure = None
        return self._steps.send(answer) if failure is None else self._steps.throw(failure)

    async def _put_off(self, effect: StreamEffect, waited: float) -> None:
        """Note how to go on after a wait that was cancelled: with the rest of it, or on another connection.

        A WebSocket's read takes bytes or none, so it can be repeated; a body's generators end when they are cancelled,
        and of what was written a part may have gone.
        """
        live = self._live
        if isinstance(effect, Sleep):
            self._undone = Sleep(max(0.0, effect.seconds - waited))
        elif isinstance(effect, Read) and live is not None and live.status == SWITCHED:
            self._undone = Read(max(LAST_LOOK, effect.seconds - waited))
        elif isinstance(effect, (Read, Write)):
            self._failure = InterruptedStreamError()
            await self._hang_up()
        else:
            self._undone = effect

    async def _do(self, effect: StreamEffect) -> Any:
        driver, live = self._driver, self._live
        if isinstance(effect, Read):
            if live is None:
                raise _not_connected()
            return await live.read(effect.seconds)
        if isinstance(effect, Send):
            return await driver.transport.send(effect.request)
        if isinstance(effect, Sleep):
            return await self._sleep(effect.seconds)
        if isinstance(effect, Do):
            return await driver.transport.call(effect.work)
        if isinstance(effect, Open):
            return await self._open(effect)
        if isinstance(effect, Write):
            if live is None:
                raise _not_connected()
            return await live.write(effect.data, driver.session.timeout)
        return await self._hang_up()

    async def _open(self, effect: Open) -> Reply:
        transport = self._driver.transport
        await self._hang_up()
        if not isinstance(transport, AsyncOpener):
            return Reply(NO_STREAMS, Headers(), b"")
        live = await transport.open(effect.request, effect.quiet)
        self._live = live
        if live.open:
            return Reply(live.status, live.headers, b"")
        reply = Reply(live.status, live.headers, await live.refusal())
        await self._hang_up()
        return reply

    async def _sleep(self, seconds: float) -> None:
        while seconds > 0 and not self._ended:
            nap = min(NAP, seconds)
            await self._driver.transport.sleep(nap)
            seconds -= nap

    async def _hang_up(self) -> None:
        live, self._live = self._live, None
        if live is not None:
            from anyio import CancelScope

            with CancelScope(shield=True):
                await live.close()

    async def _clean_up(self) -> None:
        await self._hang_up()
        self._steps.close()

    async def close(self) -> None:
        """End it; a task that waits in it is woken."""
        from anyio import Event

        self._ended = True
        if not self._running:
            await self._clean_up()
            return
        if self._idle is None:
            self._idle = Event()
        idle = self._idle
        if self._waiting is not None:
            self._waiting.cancel()
        await idle.wait()
