"""What those who use a client see of rate limits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import anyio
import pytest
from tests.both_clients import proxy_for

from howdah import AsyncClient, Client, Limiter, NetworkError, RatelimitError, RateWait, Reply, Request
from howdah.core.limits import Quota
from howdah.core.wire import Headers
from howdah.testing import FakeServer, make_account, make_status

pytestmark = pytest.mark.usefixtures("bounded")

HOME = "/api/v1/timelines/home"
FLAGS = [
    *("following", "showing_reblogs", "notifying", "followed_by", "blocking", "blocked_by", "muting"),
    *("muting_notifications", "requested", "requested_by", "domain_blocking", "endorsed"),
]
RELATIONSHIP: dict[str, Any] = dict.fromkeys(FLAGS, False) | {"id": "2", "note": "", "languages": None}


def said(limit: int, remaining: int, seconds: int) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": str(remaining),
        "X-RateLimit-Reset": str(seconds),
    }


@pytest.fixture
def fake() -> FakeServer:
    return FakeServer()


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest, fake: FakeServer) -> Callable[..., Any]:
    """Makes either client, to be used as ``AsyncClient`` is."""
    if request.param == "async":
        return fake.async_client
    return lambda *args, **settings: proxy_for(fake.client(*args, **settings))


@pytest.mark.anyio
async def test_a_client_shows_what_is_known_of_each_bucket(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", HOME).reply([], headers=said(300, 250, 120))
    fake.on("POST", "/api/v1/statuses").reply(make_status(id="1"), headers=said(300, 12, 9000))
    fake.on("DELETE", "/api/v1/statuses/1").reply(make_status(id="1"), headers=said(30, 7, 1500))
    fake.on("POST", "/api/v1/accounts/2/follow").reply(RELATIONSHIP, headers=said(400, 3, 80_000))
    client = connect()
    assert client.rate_limits == {}
    await client.get_home_timeline()
    status = await client.post_status("hello")
    await client.delete_status(status)
    await client.follow_account("2")
    shown = {bucket: (limit.limit, limit.remaining) for bucket, limit in client.rate_limits.items()}
    assert shown == {"general": (300, 247), "post": (300, 12), "delete": (30, 7), "follow": (400, 3)}
    assert client.rate_limit == client.rate_limits["general"]
    fake.clock.advance(121)
    assert client.rate_limits.keys() == {"post", "delete", "follow"}


@pytest.mark.anyio
async def test_a_spent_bucket_stops_its_own_calls_only(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", HOME).reply([], headers=said(300, 250, 120))
    fake.on("DELETE", "/api/v1/statuses/1").reply(make_status(id="1"), headers=said(30, 0, 1500))
    client = connect()
    await client.get_home_timeline()
    await client.delete_status("1")
    with pytest.raises(RatelimitError) as raised:
        await client.delete_status("1")
    error = raised.value
    assert (error.bucket, error.limit, error.remaining) == ("delete", 30, 0)
    assert error.reset == fake.clock.now + timedelta(seconds=1500)
    assert error.retry_after == pytest.approx(1501, abs=1)
    await client.get_home_timeline()
    assert fake.sleeps == []


@pytest.mark.anyio
async def test_a_refused_call_names_the_limit_that_refused_it(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", HOME).reply([], headers=said(300, 20, 120))
    fake.on("DELETE", "/api/v1/statuses/1").reply(status=429, headers=said(300, 0, 120))
    client = connect(rate_limit="raise")
    await client.get_home_timeline()
    with pytest.raises(RatelimitError) as raised:
        await client.delete_status("1")
    assert (raised.value.bucket, raised.value.retry_after) == ("general", 120)
    with pytest.raises(RatelimitError, match="general rate limit is spent"):
        await client.get_home_timeline()


@pytest.mark.anyio
@pytest.mark.parametrize("token", ["one-token", None])
async def test_clients_share_a_limiter(fake: FakeServer, connect: Callable[..., Any], token: str | None) -> None:
    limiter = Limiter("raise", clock=fake.clock)
    fake.on("GET", HOME).reply([], headers=said(300, 0, 120))
    first, second = connect(token, rate_limit=limiter), connect(token, rate_limit=limiter)
    other = connect("another-token", rate_limit=limiter)
    await first.get_home_timeline()
    with pytest.raises(RatelimitError):
        await second.get_home_timeline()
    assert second.rate_limit.remaining == 0
    await other.get_home_timeline()


@pytest.mark.anyio
async def test_a_long_wait_is_announced_before_it_begins(
    fake: FakeServer, connect: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    told: list[tuple[RateWait, int]] = []
    limiter = Limiter(clock=fake.clock, on_wait=lambda wait: told.append((wait, len(fake.sleeps))))
    fake.on("GET", HOME).reply([], headers=said(300, 0, 120)).reply([], headers=said(300, 0, 5)).reply([])
    client = connect(rate_limit=limiter)
    began = fake.clock.now
    with caplog.at_level(logging.INFO, "howdah"):
        for _ in range(3):
            await client.get_home_timeline()
    ((wait, sleeps_before),) = told
    assert sleeps_before == 0
    assert wait == RateWait(
        "fake.example", "general", pytest.approx(121, abs=1), began + timedelta(seconds=wait.seconds)
    )
    assert [record.getMessage() for record in caplog.records] == [
        "fake.example: waiting 121 s for the general rate limit"
    ]


@pytest.mark.anyio
async def test_a_callback_that_fails_changes_nothing(
    fake: FakeServer, connect: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(wait: RateWait) -> None:
        raise KeyError(wait.bucket)

    fake.on("GET", HOME).reply([], headers=said(300, 0, 120)).reply([])
    client = connect(rate_limit=Limiter(clock=fake.clock, on_wait=fail))
    await client.get_home_timeline()
    await client.get_home_timeline()
    assert len(fake.sleeps) == 1
    assert "on_wait failed" in caplog.text


class Stopped(BaseException):
    """What nobody is to swallow, as with Ctrl-C."""


@pytest.mark.anyio
async def test_a_callback_that_ends_the_program_gives_its_place_in_line_to_the_next(
    fake: FakeServer, connect: Callable[..., Any]
) -> None:
    def fail(wait: RateWait) -> None:
        raise Stopped(wait.bucket)

    fake.on("GET", HOME).reply([], headers=said(300, 0, 120)).reply([])
    client = connect(rate_limit=Limiter(clock=fake.clock, on_wait=fail))
    await client.get_home_timeline()
    with pytest.raises(Stopped):
        await client.get_home_timeline()
    await client.get_home_timeline()
    assert len(fake.sleeps) == 1


@pytest.mark.anyio
async def test_a_custom_request_counts_against_its_bucket(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("POST", "/api/v1/statuses/1/unreblog").reply(make_status(id="1"), headers=said(30, 5, 1500))
    client = connect()
    await client.request("post", "/api/v1/statuses/1/unreblog")
    assert client.rate_limits.keys() == {"delete"}


@pytest.mark.anyio
async def test_a_lost_upload_or_a_failing_hook_leaves_no_call_under_way(
    fake: FakeServer, connect: Callable[..., Any]
) -> None:
    def refuse(request: Request) -> None:
        if request.url.endswith("/accounts/2"):
            raise ValueError("not this one")

    fake.on("GET", "/api/v1/accounts/1").reply(make_account(id="1"), headers=said(300, 250, 120))
    fake.on("POST", "/api/v1/statuses/1/bookmark").fail(sent=True).reply(make_status(id="1"))
    client = connect(on_request=[refuse])
    await client.get_account("1")
    with pytest.raises(ValueError, match="not this one"):
        await client.get_account("2")
    await client.bookmark("1")
    # The hook, the lost answer and the one that said nothing may all have been counted; none is under way.
    assert client.rate_limit.remaining == 247
    await client.get_account("1")
    assert client.rate_limit.remaining == 247


class Stuck:
    """Answers the first call, and no other."""

    def __init__(self) -> None:
        self.sent = 0
        self.all_sent = anyio.Event()

    async def send(self, request: Request) -> Reply:
        self.sent += 1
        if self.sent == 11:
            self.all_sent.set()
        if self.sent > 1:
            await anyio.sleep_forever()
        return Reply(200, Headers(said(300, 10, 30).items()), b"[]")

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)

    async def close(self) -> None:
        return


@pytest.mark.anyio
async def test_a_thousand_cancelled_tasks_leave_nothing_behind() -> None:
    client = AsyncClient("example.social", "token")
    client.transport = Stuck()
    await client.get_home_timeline()
    async with anyio.create_task_group() as tasks:
        for _ in range(1000):
            tasks.start_soon(client.get_home_timeline)
        with anyio.fail_after(30):
            await client.transport.all_sent.wait()
        await anyio.sleep(0.05)
        tasks.cancel_scope.cancel()
    limit = client.rate_limit
    assert limit is not None
    # The ten that were under way may have been counted; nobody waits, and none is under way any more.
    assert limit.remaining == 0
    quota: Quota = client.session.limiter.quota(client.instance, "token")
    wait = quota.acquire("general")
    assert wait is not None
    assert wait.seconds == pytest.approx(wait.opens_in, abs=0.3)
    quota.leave(wait)


def test_threads_that_fail_under_way_leave_nothing_behind() -> None:
    class Breaking:
        def send(self, request: Request) -> Reply:
            if request.url.endswith("/home"):
                return Reply(200, Headers(said(300, 100, 300).items()), b"[]")
            raise NetworkError("gone", sent=False)

        def sleep(self, seconds: float) -> None:
            return

        def close(self) -> None:
            return

    client = Client("example.social", "token")
    client.transport = Breaking()
    client.get_home_timeline()

    def fail() -> None:
        for _ in range(20):
            with pytest.raises(NetworkError):
                client.get_account("1")

    threads = [threading.Thread(target=fail) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert client.rate_limit is not None
    assert client.rate_limit.remaining == 100
