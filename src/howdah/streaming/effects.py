"""What a stream asks its loop to do, beside sending and sleeping."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from ..core.flow import Do, Send, Sleep
from ..core.wire import Headers, Request
from .events import StreamEvent

if TYPE_CHECKING:
    from .course import StreamCourse


@dataclass(slots=True)
class Open:
    """Effect: send a request whose answer may go on. Answered with a ``Reply``, whose body is a refusal's."""

    request: Request
    quiet: float | None


@dataclass(slots=True)
class Read:
    """Effect: wait so long for bytes. Answered with them (none at the end), or thrown a ``RequestTimeoutError``."""

    seconds: float


@dataclass(slots=True)
class Write:
    """Effect: send bytes on the connection."""

    data: bytes


@dataclass(slots=True)
class Close:
    """Effect: close the connection, if there is one."""


@dataclass(slots=True)
class Fork:
    """Effect, the last: go on with these instead, all at once, for one connection cannot carry what they do."""

    courses: list[StreamCourse]


StreamEffect: TypeAlias = StreamEvent | Send | Sleep | Do | Open | Read | Write | Close | Fork
"""An event is to be given; anything else is to be done."""

T = TypeVar("T")

StepsTo: TypeAlias = Generator[StreamEffect, Any, T]
"""Steps that lead to something."""
Steps: TypeAlias = Generator[StreamEffect, Any, None]


class LiveConnection(Protocol):
    """An answer that goes on, blocking."""

    status: int
    headers: Headers
    open: bool

    def read(self, seconds: float | None) -> bytes:
        """What came, as soon as something has."""
        ...

    def refusal(self) -> bytes:
        """The first bytes of a body that has an end."""
        ...

    def write(self, data: bytes, seconds: float | None) -> None:
        """Send something."""
        ...

    def interrupt(self) -> None:
        """End a read that waits in another thread."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


class AsyncLiveConnection(Protocol):
    """An answer that goes on, awaited."""

    status: int
    headers: Headers
    open: bool

    async def read(self, seconds: float | None) -> bytes:
        """What came, as soon as something has."""
        ...

    async def refusal(self) -> bytes:
        """The first bytes of a body that has an end."""
        ...

    async def write(self, data: bytes, seconds: float | None) -> None:
        """Send something."""
        ...

    async def close(self) -> None:
        """Close the connection."""
        ...


NO_STREAMS = 501
"""How it is answered that a transport, such as a fake one, carries no streams; a stream then asks again and again."""
