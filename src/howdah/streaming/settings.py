"""How a stream is to be had."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, TypedDict, get_args

from ..core.errors import ConfigurationError

StreamTransport: TypeAlias = Literal["websocket", "sse", "polling"]


@dataclass(slots=True, frozen=True)
class Reconnect:
    """How a stream comes back.

    Attributes:
        first_delay: seconds before the first attempt; each further one waits twice as long, with jitter.
        longest_delay: seconds that a wait never exceeds, unless the server asks for more.
        healthy_after: seconds after which a connection counts as a good one, and the delays begin anew.
    """

    first_delay: float = 1.0
    longest_delay: float = 60.0
    healthy_after: float = 30.0

    def delay(self, attempt: int, asked_for: float | None = None) -> float:
        """Seconds to wait before an attempt.

        Args:
            attempt: which one (the first is 1).
            asked_for: the server's ``Retry-After``, in seconds.
        """
        most = min(self.longest_delay, self.first_delay * 2 ** min(attempt - 1, 30))
        jittered = random.uniform(most / 2, most)
        return jittered if asked_for is None else max(jittered, min(asked_for, LONGEST_ASKED_FOR))


LONGEST_ASKED_FOR = 600.0
"""Seconds; a server that wants to be left alone for longer is not taken at its word."""


class StreamSettings(TypedDict, total=False):
    """How a stream is to be had; what is left out is chosen well.

    Attributes:
        transport: ``websocket``, ``sse`` or ``polling``; by default what the server has, in this order.
        catch_up: give what was missed while there was no connection, fetched over REST; by default yes, but not for
            the direct stream.
        catch_up_limit: how much of that, per stream and connection; 1000 by default. Beyond it there is a ``Gap``.
        since: a stored ``position`` to go on from; one of another server or another stream is refused.
        silence: seconds without a byte after which a connection is taken for dead; 75 by default.
        reconnect: how long to wait before connecting again.
        max_event_size: bytes of an event beyond which the connection is given up and what was missed is fetched;
            1 MiB by default.
        streaming_url: where the server streams, if that is not below its own name; your token goes there.
        poll_every: seconds between two questions while polling, at the least and at the most; (5, 120) by default.
    """

    transport: StreamTransport | None
    catch_up: bool | None
    catch_up_limit: int
    since: str | None
    silence: float
    reconnect: Reconnect
    max_event_size: int
    streaming_url: str | None
    poll_every: tuple[float, float]


@dataclass(slots=True, frozen=True)
class Settings:
    """``StreamSettings``, complete and checked."""

    transport: StreamTransport | None = None
    catch_up: bool | None = None
    catch_up_limit: int = 1000
    since: str | None = None
    silence: float = 75.0
    reconnect: Reconnect = field(default_factory=Reconnect)
    max_event_size: int = 1024 * 1024
    streaming_url: str | None = None
    poll_every: tuple[float, float] = (5.0, 120.0)

    def __post_init__(self) -> None:
        if self.transport is not None and self.transport not in get_args(StreamTransport):
            raise ConfigurationError(f"a stream's transport is websocket, sse or polling, not {self.transport!r:.60}")
        if not self.silence > 0 or self.max_event_size < 1 or self.catch_up_limit < 0:
            raise ConfigurationError("silence and max_event_size must be above 0, catch_up_limit not below")
        shortest, longest = self.poll_every
        if not 0 < shortest <= longest:
            raise ConfigurationError("poll_every is two numbers of seconds above 0, the smaller first")


def complete(settings: StreamSettings) -> Settings:
    """Settings with what was left out.

    Raises:
        TypeError: there is no such setting.
        ConfigurationError: a value makes no sense.
    """
    given: dict[str, Any] = dict(settings)
    return Settings(**given)
