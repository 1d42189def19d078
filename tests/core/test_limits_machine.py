"""A limiter between callers who come, wait, give up and vanish, and a server that tells the truth, or does not."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import formatdate
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.core.conversation import StillClock

from howdah.core.limits import APART, GLANCE, JITTER, LONGEST_GLANCE, Limiter, Quota
from howdah.core.rate_headers import LONGEST_WINDOW
from howdah.core.window import Wait
from howdah.core.wire import Headers, Reply

PERIOD = 100.0
LIMIT = 12
BEGINNING = 1_800_000_000.0
BUCKETS = st.sampled_from(["general", "general", "media"])
POLICIES = st.sampled_from(["wait", "pace", "raise"])


class Callers(RuleBasedStateMachine):
    """What callers do; the server is in the subclasses."""

    quota: Quota
    limiter: Limiter

    def __init__(self) -> None:
        super().__init__()
        self.clock = StillClock(BEGINNING)
        self.under_way: list[str] = []
        self.waiting: list[tuple[str, Wait]] = []

    def open(self, policy: Any, max_wait: float) -> None:
        self.limiter = Limiter(policy, max_wait=max_wait, clock=self.clock)
        self.quota = self.limiter.quota("https://example.social", "token")

    def came(self, bucket: str, wait: Wait | None) -> None:
        if wait is None:
            self.under_way.append(bucket)
            return
        line = len(self.waiting) + 1
        assert 0 < wait.seconds <= self.limiter.longest + JITTER + LONGEST_GLANCE + line * (APART + GLANCE)
        if not wait.hopeless:
            assert wait.opens_in <= self.limiter.longest
            self.waiting.append((bucket, wait))

    @precondition(lambda self: len(self.waiting) < 40)
    @rule(bucket=BUCKETS, times=st.integers(1, 8))
    def come(self, bucket: str, times: int) -> None:
        for _ in range(times):
            self.came(bucket, self.quota.acquire(bucket))

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def ask_again(self, data: st.DataObject) -> None:
        bucket, wait = self.waiting.pop(data.draw(st.integers(0, len(self.waiting) - 1)))
        self.came(bucket, self.quota.acquire(bucket, wait))

    @precondition(lambda self: self.waiting)
    @rule()
    def all_who_are_due_ask_again(self) -> None:
        due = [entry for entry in self.waiting if entry[1].due <= self.clock.now]
        self.waiting = [entry for entry in self.waiting if entry[1].due > self.clock.now]
        for bucket, wait in due:
            self.came(bucket, self.quota.acquire(bucket, wait))

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        _, wait = self.waiting.pop(data.draw(st.integers(0, len(self.waiting) - 1)))
        self.quota.leave(wait)

    @rule(seconds=st.one_of(st.floats(0, 1), st.floats(0, 2 * PERIOD)))
    def time_passes(self, seconds: float) -> None:
        self.clock.now += seconds

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), spent=st.booleans())
    def an_answer_is_lost(self, data: st.DataObject, spent: bool) -> None:
        self.lose(self.under_way.pop(data.draw(st.integers(0, len(self.under_way) - 1))), spent)

    def lose(self, bucket: str, spent: bool) -> None:
        self.quota.release(bucket, spent=spent)

    @invariant()
    def nothing_is_below_nothing(self) -> None:
        if hasattr(self, "quota"):
            for state in self.quota.states().values():
                assert state.remaining is not None
                assert state.remaining >= 0
                assert state.reset is not None
                assert 0 < state.reset.timestamp() - self.clock.now <= LONGEST_WINDOW + 1

    def teardown(self) -> None:
        """However it went: when all answers are there, everyone who waits gets a place in the end."""
        if not hasattr(self, "quota"):
            return
        while self.under_way:
            self.lose(self.under_way.pop(), False)
        for _ in range(3000):
            if not self.waiting:
                break
            self.waiting.sort(key=lambda entry: entry[1].due)
            bucket, wait = self.waiting.pop(0)
            self.clock.now = max(self.clock.now, wait.due)
            self.came(bucket, self.quota.acquire(bucket, wait))
            while self.under_way:
                self.lose(self.under_way.pop(), False)
        assert not self.waiting
        for bucket in ("general", "media"):
            self.clock.now += LONGEST_WINDOW + 2
            assert self.quota.acquire(bucket) is None, "shut for good"
            self.quota.release(bucket, spent=False)


class HonestServer(Callers):
    """A server that counts in fixed windows and says how things stand is never made to refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[int, int] = {}
        self.refused = False

    @invariant()
    def the_server_never_had_to_refuse(self) -> None:
        assert not self.refused

    @initialize(policy=POLICIES, whole=st.booleans())
    def first_call(self, policy: str, whole: bool) -> None:
        self.whole = whole
        self.open(policy, PERIOD + 10)
        assert self.quota.acquire("general") is None
        self.quota.release("general", self.count())

    def count(self) -> Reply:
        now = self.clock.now
        window = int(now // PERIOD)
        self.counts[window] = self.counts.get(window, 0) + 1
        remaining = LIMIT - self.counts[window]
        self.refused = self.refused or remaining < 0
        reset = (window + 1) * PERIOD + now % 1
        said = {
            "x-ratelimit-limit": str(LIMIT),
            "x-ratelimit-remaining": str(max(0, remaining)),
            "x-ratelimit-reset": datetime.fromtimestamp(reset, UTC).isoformat() if self.whole else str(reset),
            "date": formatdate(now, usegmt=True),
        }
        return Reply(200, Headers(said.items()), b"")

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), times=st.integers(1, 8))
    def answers_come(self, data: st.DataObject, times: int) -> None:
        """In any order, and each may have been counted long before."""
        arrived = [self.under_way.pop() for _ in range(min(times, len(self.under_way)))]
        replies = [(bucket, self.count()) for bucket in arrived]
        for bucket, reply in data.draw(st.permutations(replies)):
            self.clock.now += data.draw(st.sampled_from([0.0, 0.0, 0.3]))
            self.quota.release(bucket, reply)

    def lose(self, bucket: str, spent: bool) -> None:
        if spent:
            self.count()
        self.quota.release(bucket, spent=spent)


NUMBERS = st.sampled_from(["0", "1", "5", "12", "300", "-1", "1e400", "nan", "", "99999999", "many"])


class LyingServer(Callers):
    """Whatever a server says, waits are bounded, and there is a place in the end."""

    @initialize(policy=POLICIES, max_wait=st.sampled_from([0.0, 5.0, 300.0, 1e9, float("inf")]))
    def begin(self, policy: str, max_wait: float) -> None:
        self.open(policy, max_wait)

    @precondition(lambda self: self.under_way)
    @rule(
        data=st.data(),
        status=st.sampled_from([200, 200, 200, 404, 429, 429, 502]),
        limit=st.none() | NUMBERS,
        remaining=st.none() | NUMBERS,
        reset=st.none() | NUMBERS | st.floats(-100, 400) | st.floats(-1e5, 1e6),
        after=st.none() | NUMBERS | st.floats(-100, 400) | st.floats(-1e5, 1e6),
        form=st.sampled_from(["seconds", "epoch", "iso", "date"]),
        skew=st.sampled_from([None, 0.0, 7200.0, -1e9]),
    )
    def a_lie(
        self,
        data: st.DataObject,
        status: int,
        limit: str | None,
        remaining: str | None,
        reset: str | float | None,
        after: str | float | None,
        form: str,
        skew: float | None,
    ) -> None:
        bucket = self.under_way.pop(data.draw(st.integers(0, len(self.under_way) - 1)))
        said = {
            "x-ratelimit-limit": limit,
            "x-ratelimit-remaining": remaining,
            "x-ratelimit-reset": self.written(reset, form),
            "retry-after": self.written(after, form),
            "date": None if skew is None else formatdate(self.clock.now + skew, usegmt=True),
        }
        headers = Headers((name, value) for name, value in said.items() if value is not None)
        self.quota.release(bucket, Reply(status, headers, b""))

    def written(self, value: str | float | None, form: str) -> str | None:
        if not isinstance(value, float):
            return value
        moment = self.clock.now + value
        match form:
            case "seconds":
                return str(value)
            case "epoch":
                return str(moment)
            case "iso":
                return datetime.fromtimestamp(moment, UTC).isoformat()
            case _:
                return formatdate(moment, usegmt=True)


TestHonestServer = HonestServer.TestCase
TestLyingServer = LyingServer.TestCase
TestHonestServer.settings = TestLyingServer.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
