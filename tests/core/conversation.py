"""Runs a flow by hand: a test says what each effect is answered with, and sees what was asked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from howdah.core.flow import Do, Flow, Send
from howdah.core.limits import Limiter
from howdah.core.session import Known, Session
from howdah.core.wire import Headers, Reply, Request

T = TypeVar("T")


@dataclass
class StillClock:
    """A clock that moves only when told, or when a flow sleeps."""

    now: float = 1_800_000_000.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now


def reply(body: Any = None, status: int = 200, **headers: str) -> Reply:
    content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    return Reply(status, Headers((name.replace("_", "-"), value) for name, value in headers.items()), content)


def make_session(clock: StillClock | None = None, **fields: Any) -> Session:
    clock = clock or StillClock()
    fields.setdefault("limiter", Limiter(clock=clock))
    fields.setdefault("known", Known(server=fields.pop("server", None)))
    return Session(
        "https://example.social", "s3cret-token", clock=clock, headers={"accept": "application/json"}, **fields
    )


@dataclass
class Conversation:
    """What a flow asked for, in order."""

    requests: list[Request] = field(default_factory=list)
    sleeps: list[float] = field(default_factory=list)


def converse(flow: Flow[T], answers: Iterable[Reply | Exception], clock: StillClock) -> tuple[T, Conversation]:
    """Run a flow, answering its requests in turn; a request beyond the answers fails the test."""
    said = Conversation()
    waiting = iter(answers)
    answer: Any = None
    failure: Exception | None = None
    try:
        while True:
            effect = flow.send(answer) if failure is None else flow.throw(failure)
            answer = failure = None
            if isinstance(effect, Send):
                said.requests.append(effect.request)
                given = next(waiting, None)
                assert given is not None, f"unexpected request {effect.request.method} {effect.request.url}"
                if isinstance(given, Exception):
                    failure = given
                else:
                    answer = given
            elif isinstance(effect, Do):
                try:
                    answer = effect.work()
                except Exception as error:
                    failure = error
            else:
                said.sleeps.append(effect.seconds)
                clock.now += effect.seconds
    except StopIteration as stop:
        assert next(waiting, None) is None, "the flow ended before every answer was used"
        return stop.value, said
