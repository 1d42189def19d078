"""What may be sent again, and when."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .errors import ApiError, ConfigurationError, NetworkError

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
PASSING_STATUSES = frozenset({408, 429, 502, 503, 504, *range(520, 530)})

Outcome: TypeAlias = Literal["succeeded", "again", "failed", "unknown"]
"""What came of an attempt: it succeeded; it failed and there is another; it failed for good; nobody can tell."""


@dataclass(slots=True, frozen=True)
class Attempt:
    """One sending of a request, as ``Retry(on_attempt=...)`` is told of it.

    Attributes:
        number: 1 for a call's first, 2 for the next.
        method: the request's HTTP method.
        url: where it went.
        outcome: ``succeeded``; ``again``, when there will be another; ``failed``; ``unknown``, when it may or may not
            have been carried out and cannot be sent again safely.
        error: what went wrong, if anything did; the call's own error if there is no further attempt.
        wait: seconds until the next attempt, at the least; 0 if there is none.
    """

    number: int
    method: str
    url: str
    outcome: Outcome
    error: ApiError | NetworkError | None = None
    wait: float = 0.0


@dataclass(slots=True, frozen=True)
class Retry:
    """How a client tries again after a failure that may pass.

    Reads, PUT and DELETE are tried again on connection errors and on the statuses below; anything else only where
    it cannot be done twice. A 429 is waited out by the rate limiter instead, whatever is said here.

    Attributes:
        attempts: how often a request is sent at the most; 1 never retries.
        budget: seconds that all attempts of one call, with the waits between them, may take.
        first_delay: seconds before the second attempt; each further one waits twice as long, with jitter.
        longest_delay: seconds that a wait never exceeds, unless the server asks for more and the budget allows it.
        statuses: HTTP statuses that may pass.
        on_attempt: told of each attempt once it is over; what it raises is logged and changes nothing.

    Raises:
        ConfigurationError: a number is out of its range.
    """

    attempts: int = 5
    budget: float = 120.0
    first_delay: float = 0.5
    longest_delay: float = 20.0
    statuses: frozenset[int] = field(default=PASSING_STATUSES)
    on_attempt: Callable[[Attempt], None] | None = None

    def __post_init__(self) -> None:
        if self.attempts < 1 or min(self.budget, self.first_delay, self.longest_delay) < 0:
            raise ConfigurationError(f"a request is sent at least once, and no wait is below 0 seconds: {self}")

    def delay(self, attempt: int, asked_for: float | None = None) -> float:
        """Seconds to wait after the given attempt (the first is 1).

        Args:
            attempt: how many attempts there have been.
            asked_for: the server's ``Retry-After``, in seconds.
        """
        most = min(self.longest_delay, self.first_delay * 2 ** min(attempt - 1, 30))
        jittered = random.uniform(most / 2, most)
        return jittered if asked_for is None else max(jittered, asked_for)


NO_RETRY = Retry(attempts=1)
