"""The answer exactly as received, beside what was made of it: what ``client.raw`` gives."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from ..models.pending_refresh import PendingRefresh, read_refresh
from .flow import AsyncDriver, Flow, Send, SyncDriver
from .rate_headers import RateLimit, read_rate_limit
from .session import Session
from .wire import Headers, Reply

T = TypeVar("T")


@dataclass(slots=True, frozen=True)
class Response(Generic[T]):
    """What a server answered.

    Attributes:
        value: what the operation returns.
        status: HTTP status code.
        headers: the response's headers.
        body: the body as received, decompressed.
        method: the request's HTTP method.
        url: where it went.
        rate_limit: what the answer said of the rate limit, if anything.
    """

    value: T
    status: int
    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)
    method: str
    url: str
    rate_limit: RateLimit | None

    @property
    def async_refresh(self) -> PendingRefresh | None:
        """What the server still does in the background for this answer, if anything."""
        return read_refresh(self.headers)

    def json(self) -> Any:
        """The body as parsed JSON.

        Raises:
            ValueError: it is none.
        """
        return json.loads(self.body)


def recorded(session: Session, flow: Flow[T]) -> Flow[Response[T]]:
    """A flow's result together with the last reply it got."""
    sent: Send | None = None
    reply: Reply | None = None
    answer: Any = None
    failure: Exception | None = None
    try:
        while True:
            effect = flow.send(answer) if failure is None else flow.throw(failure)
            answer = failure = None
            try:
                answer = yield effect
            except Exception as error:
                failure = error
            if isinstance(effect, Send) and isinstance(answer, Reply):
                sent, reply = effect, answer
    except StopIteration as stop:
        value: T = stop.value
    finally:
        flow.close()
    if sent is None or reply is None:
        return Response(value, 0, Headers(), b"", "", "", None)
    return Response(
        value,
        reply.status,
        reply.headers,
        reply.body,
        sent.request.method,
        session.redact(sent.request.url),
        read_rate_limit(reply.headers, session.clock.time()),
    )


class RawDriver:
    """Runs flows on a sync client, and gives responses."""

    def __init__(self, driver: SyncDriver) -> None:
        self.driver = driver
        self.session = driver.session


class AsyncRawDriver:
    """Runs flows on an async client, and gives responses."""

    def __init__(self, driver: AsyncDriver) -> None:
        self.driver = driver
        self.session = driver.session
