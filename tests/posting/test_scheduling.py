"""What is to be posted later is never posted at once, and where it was nobody is told otherwise."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.both_clients import proxy_for

from howdah import ConfigurationError, PostedAtOnceError, Server
from howdah.models import Status
from howdah.testing import FakeServer, make_status

pytestmark = pytest.mark.anyio

SCHEDULED = {"id": "3", "scheduled_at": "2999-01-01T00:00:00Z", "params": {"text": "x"}, "media_attachments": []}


class Desk:
    """A server, and either client of it."""

    def __init__(self, kind: str, server: Server) -> None:
        self.fake = FakeServer(server=server)
        self.kind = kind

    def client(self, **settings: Any) -> Any:
        made = self.fake.client(**settings) if self.kind == "sync" else self.fake.async_client(**settings)
        return proxy_for(made) if self.kind == "sync" else made

    def ahead(self, **time: float) -> datetime:
        return datetime.fromtimestamp(self.fake.clock.time(), UTC) + timedelta(**time)


@pytest.fixture(params=["sync", "async"])
def desk(request: pytest.FixtureRequest) -> Desk:
    return Desk(request.param, Server("mastodon", "4.5.0"))


async def test_it_is_not_sent_once_a_wait_has_made_it_too_late(desk: Desk) -> None:
    posts = desk.fake.on("POST", "/api/v1/statuses")
    posts.reply(status=429, headers={"Retry-After": "200"}).reply(json=SCHEDULED)
    with pytest.raises(ConfigurationError, match="five minutes"):
        await desk.client().schedule_status("x", desk.ahead(minutes=6))
    assert len(posts.requests) == 1, "two and a half minutes ahead, Mastodon would post it at once"


async def test_it_is_sent_after_a_wait_that_leaves_time_enough(desk: Desk) -> None:
    posts = desk.fake.on("POST", "/api/v1/statuses")
    posts.reply(status=429, headers={"Retry-After": "200"}).reply(json=SCHEDULED)
    assert (await desk.client().schedule_status("x", desk.ahead(minutes=9))).id == "3"
    assert len(posts.requests) == 2


async def test_it_is_not_sent_once_tries_have_made_it_too_late(desk: Desk) -> None:
    posts = desk.fake.on("POST", "/api/v1/statuses").fail(sent=False, takes=20).reply(json=SCHEDULED)
    with pytest.raises(ConfigurationError, match="five minutes"):
        await desk.client().schedule_status("x", desk.ahead(minutes=5, seconds=15))
    assert len(posts.requests) == 1


async def test_another_time_is_not_sent_once_it_is_too_late(desk: Desk) -> None:
    puts = desk.fake.on("PUT", "/api/v1/scheduled_statuses/3").fail(takes=20).reply(json=SCHEDULED)
    with pytest.raises(ConfigurationError, match="five minutes"):
        await desk.client().update_scheduled_status("3", desk.ahead(minutes=5, seconds=15))
    assert len(puts.requests) == 1


@pytest.mark.parametrize("seconds", [300, 305, 309])
async def test_the_way_to_the_server_takes_time(desk: Desk, seconds: int) -> None:
    with pytest.raises(ConfigurationError, match="10 s to get there"):
        await desk.client().schedule_status("x", desk.ahead(seconds=seconds))
    with pytest.raises(ConfigurationError, match="10 s to get there"):
        await desk.client().update_scheduled_status("3", desk.ahead(seconds=seconds))
    assert desk.fake.requests == []


@pytest.mark.parametrize("strict", [False, True])
async def test_what_was_posted_at_once_is_an_error_with_the_status(desk: Desk, strict: bool) -> None:
    now = datetime.fromtimestamp(desk.fake.clock.time(), UTC).isoformat()
    desk.fake.on("POST", "/api/v1/statuses").reply(json=make_status(id="7", created_at=now))
    with pytest.raises(PostedAtOnceError, match="posted the status at once") as raised:
        await desk.client(strict=strict).schedule_status("x", desk.ahead(hours=1))
    assert isinstance(raised.value.status, Status)
    assert raised.value.status.id == "7", "so that it can be deleted"
    assert pickle.loads(pickle.dumps(raised.value)).status == raised.value.status


async def test_what_was_posted_at_once_when_its_time_was_changed_is_an_error(desk: Desk) -> None:
    desk.fake.on("PUT", "/api/v1/scheduled_statuses/3").reply(json=make_status(id="7"))
    with pytest.raises(PostedAtOnceError):
        await desk.client().update_scheduled_status("3", desk.ahead(hours=1))


async def test_a_status_of_an_unreadable_time_is_not_called_scheduled(desk: Desk) -> None:
    desk.fake.on("POST", "/api/v1/statuses").reply(json=make_status(id="7", created_at="soon"))
    with (
        pytest.warns(match="in a form that is not as declared"),
        pytest.raises(PostedAtOnceError) as raised,
    ):
        await desk.client().schedule_status("x", desk.ahead(hours=1))
    assert raised.value.status.id == "7"


async def test_a_status_that_is_to_be_is_scheduled_as_on_snac(desk: Desk) -> None:
    due = desk.ahead(hours=1)
    sent = make_status(id="7", created_at=due.isoformat(timespec="seconds"), spoiler_text="cw")
    desk.fake.on("POST", "/api/v1/statuses").reply(json=sent)
    scheduled = await desk.client().schedule_status("x", due)
    assert abs(scheduled.scheduled_at - due) < timedelta(seconds=1)
    assert scheduled.params.spoiler_text == "cw"
    assert scheduled.status is not None
    assert scheduled.status.id == scheduled.id == "7"


@pytest.mark.parametrize("when", ["2030-01-01", date(2030, 1, 1), None, timedelta(hours=1), 3600])
async def test_a_time_is_a_datetime(desk: Desk, when: Any) -> None:
    with pytest.raises(TypeError, match="scheduled_at must be a datetime"):
        await desk.client().schedule_status("x", when)
    with pytest.raises(TypeError, match="scheduled_at must be a datetime"):
        await desk.client().update_scheduled_status("3", when)
    assert desk.fake.requests == []


@pytest.mark.parametrize("given", [{"poll_multiple": True}, {"poll_options": ["a"]}, {"poll_expires_in": 300}])
async def test_a_poll_that_is_none_is_not_scheduled(desk: Desk, given: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="poll"):
        await desk.client().schedule_status("x", desk.ahead(hours=1), **given)
    assert desk.fake.requests == []
