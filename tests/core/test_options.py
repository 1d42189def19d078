"""Views of a client whose calls are made otherwise, single requests likewise, and a hook that sees each attempt."""

from __future__ import annotations

import copy
import logging
import pickle
from collections.abc import Awaitable
from typing import Any

import pytest
from tests.both_clients import proxy_for

from howdah import (
    NO_RETRY,
    Attempt,
    Client,
    ConfigurationError,
    NotFoundError,
    OutcomeUnknownError,
    RatelimitError,
    Retry,
    ServerError,
)
from howdah.core.limits import Limiter
from howdah.core.server import Server
from howdah.testing import FakeServer, make_status

pytestmark = pytest.mark.anyio


@pytest.fixture
def fake() -> FakeServer:
    return FakeServer()


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


def made(fake: FakeServer, kind: str, **settings: Any) -> Any:
    """A client, to be used as ``AsyncClient`` is."""
    return awaited(fake.client(**settings)) if kind == "sync" else fake.async_client(**settings)


def awaited(client: Any) -> Any:
    return proxy_for(client) if isinstance(client, Client) else client


def view_of(client: Any, **options: Any) -> Any:
    behind = getattr(client, "_behind", client)
    return awaited(behind.with_options(**options))


async def test_a_view_has_its_own_way_with_retries(fake: FakeServer, kind: str) -> None:
    fake.on("GET", "/api/v1/statuses/1").reply(status=503, times=3).reply(make_status(id="1"))
    client = made(fake, kind)
    with pytest.raises(ServerError):
        await view_of(client, retry=NO_RETRY).get_status("1")
    assert len(fake.requests) == 1
    assert (await client.get_status("1")).id == "1"
    assert len(fake.requests) == 4


async def test_a_view_has_its_own_timeout(fake: FakeServer, kind: str) -> None:
    fake.on("GET", "/api/v1/statuses/1").reply(make_status(id="1"))
    client = made(fake, kind)
    for options in ({"timeout": 5}, {"timeout": None}, {}):
        await view_of(client, **options).get_status("1")
    await client.request("GET", "/api/v1/statuses/1", timeout=2.5)
    await client.get_status("1")
    assert [request.timeout for request in fake.requests] == [5, None, 30.0, 2.5, 30.0]


async def test_one_request_can_have_its_own_retries(fake: FakeServer, kind: str) -> None:
    fake.on("GET", "/api/v1/new").reply(status=503)
    client = made(fake, kind)
    with pytest.raises(ServerError):
        await client.request("GET", "/api/v1/new", retry=NO_RETRY)
    assert len(fake.requests) == 1
    with pytest.raises(ServerError):
        await client.request("GET", "/api/v1/new", retry=Retry(attempts=2))
    assert len(fake.requests) == 3


async def test_a_view_raises_at_a_limit_that_the_client_has_met(fake: FakeServer, kind: str) -> None:
    spent = {"X-RateLimit-Limit": "1", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-01-01T12:01:00Z"}
    fake.on("GET", "/api/v1/statuses/1").reply(make_status(id="1"), headers=spent)
    client = made(fake, kind)
    await client.get_status("1")
    with pytest.raises(RatelimitError):
        await view_of(client, rate_limit="raise").get_status("1")
    assert len(fake.requests) == 1
    await client.get_status("1")
    assert 60 <= sum(fake.sleeps) < 65
    own = Limiter("raise", clock=fake.clock)
    await view_of(client, rate_limit=own).get_status("1")
    assert len(fake.requests) == 3


async def test_what_either_finds_out_both_know(fake: FakeServer, kind: str) -> None:
    fake.server = None
    fake.on("GET", "/.well-known/nodeinfo").reply({"links": [{"rel": "nodeinfo", "href": "/nodeinfo/2.0"}]})
    fake.on("GET", "/nodeinfo/2.0").reply({"software": {"name": "gotosocial", "version": "0.20.0"}})
    client = made(fake, kind)
    view = view_of(client, timeout=3)
    assert (await view.get_server()).software == "gotosocial"
    assert client.server == Server("gotosocial", "0.20.0") == view.server
    client.session.learned["x"] = 1
    assert view.session.learned["x"] == 1


async def test_a_view_of_a_view_keeps_what_it_does_not_change(fake: FakeServer, kind: str) -> None:
    view = view_of(view_of(made(fake, kind), timeout=3), retry=NO_RETRY)
    assert (view.session.timeout, view.session.retry) == (3, NO_RETRY)


async def test_closing_a_view_closes_nothing(fake: FakeServer, kind: str) -> None:
    closed: list[str] = []
    client = fake.client() if kind == "sync" else fake.async_client()
    real: Any = client.transport.close

    def close() -> Any:
        closed.append("client")
        return real()

    client.transport.close = close  # type: ignore[method-assign]
    for one in (client.with_options(timeout=1), client):
        result: Any = one.close()
        if isinstance(result, Awaitable):
            await result
        assert closed == ([] if one is not client else ["client"])


async def test_a_view_has_sections_raw_answers_and_pages_of_its_own(fake: FakeServer, kind: str) -> None:
    fake.on("GET", "/api/v1/admin/accounts/1").reply(status=503)
    fake.on("GET", "/api/v1/timelines/home").reply([make_status()], next_page="/api/v1/timelines/home?max_id=1")
    fake.on("GET", "/api/v1/timelines/home?max_id=1").reply(status=503)
    client = fake.client() if kind == "sync" else fake.async_client()
    client.admin, client.raw, client.get_home_timeline  # they are kept, and the view must not use them
    view = awaited(client.with_options(retry=NO_RETRY))
    with pytest.raises(ServerError):
        await view.admin.get_account("1")
    assert (await view.raw.get_home_timeline()).status == 200
    page = await view.get_home_timeline()
    with pytest.raises(ServerError):
        await page.next_page()
    assert len(fake.requests) == 4


def test_a_view_is_of_the_clients_own_class(fake: FakeServer) -> None:
    class Mahout(Client):
        greeting = "hi"

        def greet(self) -> str:
            return self.post_status(self.greeting).id

    mahout = Mahout(fake.instance, "token")
    mahout.greeting = "hello"
    mahout.transport = fake.client().transport
    fake.on("POST", "/api/v1/statuses").reply(make_status(id="7"))
    view = mahout.with_options(timeout=1)
    assert isinstance(view, Mahout)
    assert view.greet() == "7"
    assert fake.requests[-1].form["status"] == "hello"
    assert fake.requests[-1].timeout == 1


@pytest.mark.parametrize(
    "options",
    [
        {"retry": 3},
        {"retry": None},
        {"timeout": 0},
        {"timeout": -1},
        {"timeout": "5"},
        {"timeout": True},
        {"rate_limit": "hurry"},
        {"limit": 5},
    ],
)
def test_options_that_cannot_be_are_refused(fake: FakeServer, options: dict[str, Any]) -> None:
    client: Any = fake.client()
    with pytest.raises(ConfigurationError):
        client.with_options(**options)


@pytest.mark.parametrize("numbers", [{"attempts": 0}, {"budget": -1}, {"first_delay": -0.1}, {"longest_delay": -5}])
def test_retries_that_cannot_be_are_refused(numbers: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        Retry(**numbers)


def test_clients_are_neither_pickled_nor_copied(fake: FakeServer) -> None:
    for client in (fake.client(), fake.async_client()):
        with pytest.raises(TypeError, match="neither pickled nor copied"):
            pickle.dumps(client)
        with pytest.raises(TypeError, match="with_options"):
            copy.copy(client)


def seen_by(fake: FakeServer, kind: str, **settings: Any) -> tuple[Any, list[Attempt]]:
    seen: list[Attempt] = []
    return made(fake, kind, retry=Retry(on_attempt=seen.append, **settings)), seen


async def test_a_hook_sees_each_attempt(fake: FakeServer, kind: str) -> None:
    fake.on("GET", "/api/v1/statuses/1").reply(status=503).fail().reply(make_status(id="1"))
    client, seen = seen_by(fake, kind)
    await client.get_status("1")
    assert [(a.number, a.outcome) for a in seen] == [(1, "again"), (2, "again"), (3, "succeeded")]
    assert isinstance(seen[0].error, ServerError)
    assert [a.wait for a in seen] == [*fake.sleeps, 0.0]
    assert {(a.method, a.url) for a in seen} == {("GET", "https://fake.example/api/v1/statuses/1")}


async def test_a_hook_sees_refusals_and_the_end(fake: FakeServer, kind: str) -> None:
    fake.on("GET", "/api/v1/statuses/1").reply(status=429, headers={"Retry-After": "20"}).reply(status=404)
    client, seen = seen_by(fake, kind)
    with pytest.raises(NotFoundError) as raised:
        await client.get_status("1")
    assert [(a.outcome, a.wait) for a in seen] == [("again", 20), ("failed", 0)]
    assert seen[1].error is raised.value


async def test_a_hook_sees_that_nobody_knows(fake: FakeServer, kind: str) -> None:
    fake.server = Server("snac", "2.75")
    fake.on("POST", "/api/v1/statuses").fail()
    client, seen = seen_by(fake, kind)
    with pytest.raises(OutcomeUnknownError) as raised:
        await client.post_status("x")
    assert [(a.number, a.outcome) for a in seen] == [(1, "unknown")]
    assert seen[0].error is raised.value


async def test_what_was_never_sent_is_no_attempt(fake: FakeServer, kind: str) -> None:
    fake.on("GET", "/api/v1/statuses/1").reply(status=429, headers={"Retry-After": "20"})
    client, seen = seen_by(fake, kind)
    view = view_of(client, rate_limit="raise")
    for _ in range(2):
        with pytest.raises(RatelimitError):
            await view.get_status("1")
    assert len(seen) == len(fake.requests) == 1


async def test_a_hook_that_fails_costs_nothing(fake: FakeServer, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    def fails(attempt: Attempt) -> None:
        raise RuntimeError("no room in the notebook")

    fake.on("POST", "/api/v1/statuses").reply(make_status(id="1"))
    client = made(fake, kind, retry=Retry(on_attempt=fails))
    with caplog.at_level(logging.ERROR, "howdah"):
        assert (await client.post_status("x")).id == "1"
    assert "no room in the notebook" in caplog.text


async def test_attempts_never_hold_the_token(fake: FakeServer, kind: str) -> None:
    fake.on("GET", "/api/v1/accounts/token-of-the-test").fail(times=2).reply(status=404)
    client, seen = seen_by(fake, kind)
    with pytest.raises(NotFoundError):
        await client.get_account("token-of-the-test")
    assert len(seen) == 3
    assert "token-of-the-test" not in repr(seen)
    assert "token-of-the-test" not in "".join(str(attempt.error) for attempt in seen)
