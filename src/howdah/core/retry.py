"""What may be sent again, and when."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
PASSING_STATUSES = frozenset({408, 429, 502, 503, 504, 520, 521, 522, 523, 524})


@dataclass(slots=True, frozen=True)
class Retry:
    """How a client tries again after a failure that may pass.

    Reads, PUT and DELETE are tried again on connection errors and on the statuses below; anything else only where
    it cannot be done twice.

    Attributes:
        attempts: how often a request is sent at the most; 1 never retries.
        budget: seconds that all attempts of one call, with the waits between them, may take.
        first_delay: seconds before the second attempt; each further one waits twice as long, with jitter.
        longest_delay: seconds that a wait never exceeds, unless the server asks for more and the budget allows it.
        statuses: HTTP statuses that may pass.
    """

    attempts: int = 5
    budget: float = 120.0
    first_delay: float = 0.5
    longest_delay: float = 20.0
    statuses: frozenset[int] = field(default=PASSING_STATUSES)

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
