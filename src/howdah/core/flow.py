"""Flows: what takes several steps, written once, without I/O; and the two drivers that run them.

A flow is a generator. It yields effects and is sent their results, or thrown their failures.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar, cast

from .dependents import Dependents
from .wire import Reply, Request

if TYPE_CHECKING:
    from .session import Session

T = TypeVar("T")


@dataclass(slots=True)
class Send:
    """Effect: send this request. Answered with a ``Reply``, or thrown a ``NetworkError``."""

    request: Request


@dataclass(slots=True)
class Sleep:
    """Effect: wait this many seconds. Answered with ``None``."""

    seconds: float


@dataclass(slots=True)
class Do:
    """Effect: call this, which may block, as files and locks do. Answered with what it gives, or thrown its failure."""

    work: Callable[[], Any]


Effect: TypeAlias = Send | Sleep | Do
Flow: TypeAlias = Generator[Effect, Any, T]


def send(request: Request) -> Flow[Reply]:
    """Send one request, typed."""
    reply: Reply = yield Send(request)
    return reply


def do(work: Callable[[], T]) -> Flow[T]:
    """Call something that may block, typed."""
    result: T = yield Do(work)
    return result


class Closed(Protocol):
    """What is closed with a client."""

    def close(self) -> None:
        """Close it."""
        ...


class AsyncClosed(Protocol):
    """What is closed with an async client."""

    async def close(self) -> None:
        """Close it."""
        ...


class Transport(Protocol):
    """What a blocking transport does: a request out, a reply back."""

    def send(self, request: Request) -> Reply:
        """Send a request and read its reply whole."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class AsyncTransport(Protocol):
    """What an async transport does: a request out, a reply back."""

    async def send(self, request: Request) -> Reply:
        """Send a request and read its reply whole."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...

    async def call(self, work: Callable[[], T]) -> T:
        """Call what may block, in a thread."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class SyncDriver:
    """Runs flows over a blocking transport."""

    def __init__(self, session: Session, transport: Transport) -> None:
        self.session = session
        self.transport = transport
        self.dependents: Dependents[Closed] = Dependents()

    def run(self, flow: Flow[T]) -> T:
        """Run a flow to its end and give its result."""
        transport = self.transport
        answer: Any = None
        failure: Exception | None = None
        try:
            while True:
                effect = flow.send(answer) if failure is None else flow.throw(failure)
                answer = failure = None
                try:
                    if isinstance(effect, Send):
                        answer = transport.send(effect.request)
                    elif isinstance(effect, Do):
                        answer = effect.work()
                    else:
                        transport.sleep(effect.seconds)
                except Exception as error:
                    failure = error
        except StopIteration as stop:
            return cast(T, stop.value)
        finally:
            flow.close()


class AsyncDriver:
    """Runs flows over an async transport."""

    def __init__(self, session: Session, transport: AsyncTransport) -> None:
        self.session = session
        self.transport = transport
        self.dependents: Dependents[AsyncClosed] = Dependents()

    async def run(self, flow: Flow[T]) -> T:
        """Run a flow to its end and give its result."""
        transport = self.transport
        answer: Any = None
        failure: Exception | None = None
        try:
            while True:
                effect = flow.send(answer) if failure is None else flow.throw(failure)
                answer = failure = None
                try:
                    if isinstance(effect, Send):
                        answer = await transport.send(effect.request)
                    elif isinstance(effect, Do):
                        answer = await transport.call(effect.work)
                    else:
                        await transport.sleep(effect.seconds)
                except Exception as error:
                    failure = error
        except StopIteration as stop:
            return cast(T, stop.value)
        finally:
            flow.close()
