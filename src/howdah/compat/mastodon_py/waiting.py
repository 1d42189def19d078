"""Rate limits as Mastodon.py's programs see and set them."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TypeVar

from ...core.errors import RatelimitError
from ...core.flow import Flow, Sleep
from ...core.limits import Limiter, RateLimitPolicy
from ...core.rate_headers import read_rate_limit
from ...core.wire import Reply, Request
from .errors import MastodonIllegalArgumentError

T = TypeVar("T")

POLICIES: dict[str, RateLimitPolicy] = {"throw": "raise", "wait": "wait", "pace": "pace"}
"""What Howdah calls the ways of keeping a limit."""
FIRST_LIMIT = 300
"""Calls per window, until a server has spoken."""


class RateLimits:
    """What is known of the rate limit, and what is done about it.

    Attributes:
        limit: calls per window.
        remaining: calls left in this window.
        reset: when the window ends, in seconds since 1970.
        lastcall: when a server has last answered.
    """

    def __init__(self, method: str, pacefactor: float) -> None:
        if method not in POLICIES:
            raise MastodonIllegalArgumentError("Invalid ratelimit method.")
        self.method = method
        self.limit = FIRST_LIMIT
        self.remaining = FIRST_LIMIT
        self.reset = self.lastcall = time.time()
        share = min(1.0, pacefactor) if pacefactor > 0 else 1.0
        self.limiter = Limiter(POLICIES[method], max_wait=math.inf, share=share)
        self._set_by_hand = False

    def kept_by(self, method: str, pacefactor: float) -> RateLimits:
        """What is known of the limit, with another way of keeping it."""
        other = RateLimits(method, pacefactor)
        other.limit, other.remaining = self.limit, self.remaining
        other.reset, other.lastcall = self.reset, self.lastcall
        return other

    def answered(self, _: Request, reply: Reply) -> None:
        """Take down what an answer says; a client's ``on_response``."""
        now = time.time()
        self.lastcall = now
        said = read_rate_limit(reply.headers, now)
        if said is None or said.limit is None:
            return
        self.limit = said.limit
        self.remaining = said.remaining if said.remaining is not None else self.remaining
        self.reset = said.reset.timestamp() if said.reset is not None else self.reset
        self._set_by_hand = False

    def set_by_hand(self) -> None:
        """A program has set what is left; it holds until a server says otherwise."""
        self._set_by_hand = True

    def kept(self, flow: Callable[[], Flow[T]]) -> Flow[T]:
        """A flow within the limit: after what a program has set, and again for each refusal that is waited for."""
        if self._set_by_hand and self.remaining <= 0:
            yield from self._wait_for_reset()
        while True:
            try:
                return (yield from flow())
            except RatelimitError as error:
                if self.method == "throw":
                    raise
                yield Sleep(max(1.0, error.retry_after or 0.0))

    def _wait_for_reset(self) -> Flow[None]:
        left = self.reset - time.time()
        if left <= 0:
            return
        if self.method == "throw":
            raise RatelimitError("the rate limit is spent", retry_after=left)
        yield Sleep(left)
        self._set_by_hand = False
