"""One window of a rate limit: what the server said of it, what is under way, and what may still go."""

from __future__ import annotations

import math
import random
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from operator import attrgetter

SAME_WINDOW = 5.0
"""Seconds by which answers may differ on when one window ends: ``Date`` has whole seconds, and answers take time."""
LONGEST_GUARD = 1.0
"""Seconds after a window's end before the next is trusted to have begun; less where windows are short."""
FIRST_REFUSAL = 2.0
LONGEST_REFUSAL = 60.0
"""Seconds to stay away after a refusal that names no time; each further one doubles it."""
SHORTEST_REFUSAL = 1.0
"""Seconds; a server that refuses and wants to be asked again sooner is not taken at its word."""


@dataclass(slots=True, eq=False)
class Wait:
    """No place yet: how long to wait before asking again, and what for.

    Attributes:
        number: where in line; lower came first.
        bucket: the bucket that has no place.
        seconds: how long to wait before asking again with this.
        opens_in: seconds until the server's window, or the next turn of a pace, begins; not the line before it.
        hopeless: asking again is not worth it: the policy is to raise, or it takes longer than the longest wait.
        announce: this is the first long wait for this window, which the user is told of.
    """

    number: int
    bucket: str
    seconds: float = 0.0
    opens_in: float = 0.0
    hopeless: bool = False
    announce: bool = False
    due: float = 0.0
    line: Line | None = field(default=None, repr=False)


_number = attrgetter("number")


class Line:
    """Who waits for a window, in the order in which they came."""

    __slots__ = ("waiting",)

    LATE = 1.0
    """Seconds; one who does not come when due holds up nobody for longer than this."""
    SOON = 0.25
    """Seconds; one who is due within this goes before one who came later."""

    def __init__(self) -> None:
        self.waiting: list[Wait] = []

    def join(self, wait: Wait) -> None:
        """Stand in line, before all who came later."""
        insort(self.waiting, wait, key=_number)
        wait.line = self

    def leave(self, wait: Wait) -> None:
        """Stand in line no more."""
        wait.line = None
        place = bisect_left(self.waiting, wait.number, key=_number)
        if place < len(self.waiting) and self.waiting[place] is wait:
            del self.waiting[place]

    def ahead_of(self, number: int, now: float) -> int:
        """How many came before, but for those who have not shown up."""
        while self.waiting and self.waiting[0].due < now - self.LATE:
            self.waiting.pop(0).line = None
        return bisect_left(self.waiting, number, key=_number)

    def first_is_coming(self, now: float) -> bool:
        """Whether the first in line is about to ask again, rather than asleep for a while."""
        return self.waiting[0].due <= now + self.SOON


class Window:
    """One bucket's window as far as it is known; times are monotonic, in seconds.

    Attributes:
        limit: calls per window, if said.
        left: calls that the server would take when it last said so; what is under way is not yet taken off.
        ends: when the window is over.
        length: the longest that a window is known to last.
        carried: calls near its end that may be counted in the next window.
        in_flight: calls under way.
        known: whether ``left`` and ``ends`` mean anything.
        told: the server has spoken of this very window; otherwise it is taken to be as the last one.
        refused: the server has said no, and when to come back.
        silent: the last answer said nothing of limits.
        covered_until: until then another window is the tighter one, as the server said.
        next_turn: when a paced call may go.
        probe_until: until then a paced call waits for the answer that is under way.
    """

    __slots__ = (
        "announced",
        "bucket",
        "carried",
        "covered_until",
        "ends",
        "in_flight",
        "known",
        "left",
        "length",
        "limit",
        "line",
        "next_turn",
        "previous_end",
        "probe_until",
        "refusals",
        "refused",
        "silent",
        "told",
    )

    def __init__(self, bucket: str) -> None:
        self.bucket = bucket
        self.line = Line()
        self.limit: int | None = None
        self.left = self.carried = 0
        self.ends = self.length = 0.0
        self.previous_end = self.covered_until = self.probe_until = -math.inf
        self.next_turn = 0.0
        self.in_flight = self.refusals = 0
        self.known = self.told = self.refused = self.silent = self.announced = False

    @property
    def opens(self) -> float:
        """When the next window is trusted to have begun."""
        return self.ends + min(LONGEST_GUARD, self.length * 0.02)

    def roll_over(self, now: float) -> None:
        """Begin a new window if the known one is over; until the server speaks of it, it is taken to be as the last."""
        if not self.known or now < self.opens:
            return
        if self.told and not self.refused:
            self.previous_end = self.ends
        lasting = self.limit is not None and (self.told or not self.silent)
        self.known, self.told, self.refused, self.announced = lasting, False, False, False
        if lasting:
            self.left = (self.limit or 0) - self.carried
            self.ends = now + max(self.length, 0.1)
            self.next_turn = now
        self.carried = 0

    def is_about(self, limit: int | None, ends: float) -> bool:
        """Whether an answer with this limit and this end is about this window."""
        return self.told and limit == self.limit and abs(ends - self.ends) < self._tolerance(0.0)

    def has_become(self, limit: int | None, ends: float, now: float) -> bool:
        """Whether an answer with this limit and this end can be about the window that comes after this one."""
        tolerance = self._tolerance(0.0)
        over = not self.told or now >= self.ends - tolerance
        return over and limit == self.limit and limit is not None and ends - now <= self.length + tolerance

    def hear(self, limit: int | None, remaining: int, ends: float, now: float) -> None:
        """Take in what an answer said.

        Answers come out of order, and calls are under way meanwhile. The lowest number said, less what is under way,
        is what is left at the worst; as answers come in, it is what is left.
        """
        self.silent = False
        tolerance = self._tolerance(ends - now)
        late = ends <= max(now, self.previous_end + tolerance)
        if late or (self.refused and now < self.ends):
            return
        if self.told and abs(ends - self.ends) < tolerance:
            if remaining <= self.left:
                self.left, self.limit = remaining, limit
            self.ends = min(self.ends, ends)
            return
        if limit != self.limit:
            self.length = 0.0
        if now >= self.opens or not self.known:
            self.next_turn = now
        self.limit, self.left, self.ends, self.carried = limit, remaining, ends, 0
        self.length = max(self.length, ends - now)
        self.known, self.told, self.refused, self.announced = True, True, False, False

    def refuse(self, limit: int | None, seconds: float | None, now: float) -> None:
        """Shut the window after a refusal, for as long as the server said or else for longer each time."""
        shut = self.refused and now < self.ends
        if seconds is None or seconds < SHORTEST_REFUSAL:
            if shut:
                return
            most = min(LONGEST_REFUSAL, FIRST_REFUSAL * 2 ** min(self.refusals, 10))
            seconds = random.uniform(most / 2, most)
            self.refusals += 1
        self.ends = max(self.ends, now + seconds) if shut else now + seconds
        if limit is not None:
            self.limit = limit
            self.length = max(self.length, seconds)
        self.left = 0
        self.known = self.told = self.refused = True

    def charge(self, now: float) -> None:
        """Count a call whose answer said nothing of this window."""
        if not self.known or self.refused:
            return
        self.left -= 1
        if now >= self.ends - self._tolerance(0.0):
            self.carried += 1

    def _tolerance(self, seconds: float) -> float:
        return min(SAME_WINDOW, max(self.length, seconds) / 4)
