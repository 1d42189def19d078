"""The fake server: it answers what it is told, shows what it was asked, and keeps the time."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import pytest
from tests.both_clients import proxy_for

from howdah import (
    NO_RETRY,
    AsyncClient,
    ConfigurationError,
    Limiter,
    MediaNotReadyError,
    NetworkError,
    NotFoundError,
    NotSupportedError,
    OutcomeUnknownError,
    RatelimitError,
    Reply,
    RequestTimeoutError,
    Retry,
    Server,
    ServerError,
    UnexpectedAnswerError,
    UnprocessedError,
)
from howdah.core.decoding import adapter_for
from howdah.core.detection import get_server
from howdah.models import Account, MediaAttachment, Notification, Status
from howdah.testing import (
    AsyncFakeTransport,
    FakeClock,
    FakeRequest,
    FakeServer,
    FakeTransport,
    UnexpectedRequestError,
    answer,
    make_account,
    make_media,
    make_notification,
    make_status,
)

pytestmark = pytest.mark.usefixtures("bounded")

HOME = "/api/v1/timelines/home"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) + b"\r\n--not-the-boundary\r\n\r\n"


@pytest.fixture
def fake() -> FakeServer:
    return FakeServer()


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest, fake: FakeServer) -> Callable[..., Any]:
    """Makes either client, to be used as ``AsyncClient`` is."""
    if request.param == "async":
        return fake.async_client
    return lambda *args, **settings: proxy_for(fake.client(*args, **settings))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("a fake server's client opened a connection")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.create_connection", refuse)


# What it answers


@pytest.mark.anyio
async def test_answers_what_it_is_told(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", "/api/v1/statuses/1").reply(json=make_status("hi", id="1"))
    client = connect(strict=True)
    status = await client.get_status("1")
    assert (status.id, status.content) == ("1", "hi")
    assert [str(request) for request in fake.requests] == ["GET /api/v1/statuses/1"]


@pytest.mark.anyio
async def test_answers_in_turn_and_the_last_for_ever(fake: FakeServer, connect: Callable[..., Any]) -> None:
    route = fake.on("get", HOME).reply([make_status(id="1")], times=2).reply(status=500, body="<h1>").reply([])
    client = connect(retry=NO_RETRY)
    assert len(await client.get_home_timeline()) == 1
    assert len(await client.get_home_timeline()) == 1
    with pytest.raises(ServerError, match="<h1>"):
        await client.get_home_timeline()
    assert await client.get_home_timeline() == []
    assert await client.get_home_timeline() == []
    assert len(route.requests) == 5


def test_the_newest_route_that_fits_counts(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/statuses/*").reply(make_status("any"))
    fake.on("GET", "/api/v1/statuses/2").reply(make_status("two"))
    client = fake.client()
    assert client.get_status("1").content == "any"
    assert client.get_status("2").content == "two"
    fake.on("GET", "/api/v1/statuses/*").reply(status=410)
    with pytest.raises(Exception, match="410") as caught:
        client.get_status("2")
    assert caught.type.__name__ == "GoneError"


def test_routes_by_query(fake: FakeServer) -> None:
    fake.on("GET", HOME).reply([])
    fake.on("GET", HOME, query={"limit": "1"}).reply([make_status()])
    fake.on("GET", f"{HOME}?limit=2&max_id=9").reply([make_status(), make_status()])
    client = fake.client()
    assert len(client.get_home_timeline()) == 0
    assert len(client.get_home_timeline(limit=1, max_id="5")) == 1
    assert len(client.get_home_timeline(limit=2)) == 0
    assert len(client.get_home_timeline(limit=2, max_id="9")) == 2


def test_a_path_is_found_encoded_or_not(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/timelines/tag/café").reply([])
    fake.on("GET", "/api/v1/timelines/tag/th%C3%A9").reply([])
    client = fake.client()
    client.get_hashtag_timeline("café")
    client.get_hashtag_timeline("thé")
    assert fake.unprepared == []
    assert fake.requests[0].path == "/api/v1/timelines/tag/caf%C3%A9"


def test_an_answer_made_of_the_request(fake: FakeServer) -> None:
    def echo(request: FakeRequest) -> Reply:
        return answer(make_status(str(request.form["status"])), headers={"X-Echo": "yes"})

    fake.on("POST", "/api/v1/statuses").reply_with(echo)
    response = fake.client().raw.post_status("echo!")
    assert response.value.content == "echo!"
    assert response.headers["x-echo"] == "yes"


def test_errors_have_mastodons_form(fake: FakeServer) -> None:
    fake.on("POST", "/api/v1/statuses").reply(status=422).reply({"error": "Text is too long"}, status=422)
    client = fake.client(retry=NO_RETRY)
    for said in ("Unprocessable", "Text is too long"):
        with pytest.raises(UnprocessedError, match=said):
            client.post_status("x")


def test_bytes_as_they_are(fake: FakeServer) -> None:
    fake.on("GET", HOME).reply(body=b"[\xff", headers={"Content-Type": "text/plain"})
    with pytest.raises(UnexpectedAnswerError, match="text/plain"):
        fake.client().get_home_timeline()
    with pytest.raises(ConfigurationError):
        fake.on("GET", HOME).reply(json={}, body="")


@pytest.mark.anyio
async def test_pages(fake: FakeServer, connect: Callable[..., Any]) -> None:
    first, second = [make_status(), make_status()], [make_status()]
    fake.on("GET", HOME).reply(first, next_page=f"{HOME}?max_id=2", previous_page=f"{HOME}?min_id=1")
    fake.on("GET", HOME, query={"max_id": "2"}).reply(second)
    fake.on("GET", HOME, query={"max_id": second[0]["id"]}).reply([])
    client = connect()
    walked = [status.id async for status in client.get_home_timeline.walk()]
    assert walked == [status["id"] for status in first + second]
    page = await client.get_home_timeline()
    assert page.cursor == f"get_home_timeline {HOME}?max_id=2"


# What goes wrong


@pytest.mark.anyio
async def test_failures_of_the_connection(fake: FakeServer, connect: Callable[..., Any]) -> None:
    client = connect(retry=NO_RETRY)
    fake.on("GET", HOME).fail().fail(sent=False).fail(timeout=True).fail(OSError("own error"))
    with pytest.raises(NetworkError) as caught:
        await client.get_home_timeline()
    assert caught.value.sent
    with pytest.raises(NetworkError) as caught:
        await client.get_home_timeline()
    assert not caught.value.sent
    with pytest.raises(RequestTimeoutError):
        await client.get_home_timeline()
    with pytest.raises(OSError, match="own error"):
        await client.get_home_timeline()


@pytest.mark.anyio
async def test_retries_take_no_time(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", HOME).fail(times=2).reply(status=503, headers={"Retry-After": "40"}).reply([])
    began = time.monotonic()
    assert await connect().get_home_timeline() == []
    assert time.monotonic() - began < 15
    assert len(fake.requests) == 4
    assert len(fake.sleeps) == 3
    assert fake.sleeps[2] >= 40
    assert fake.clock.monotonic() == pytest.approx(sum(fake.sleeps))


def test_a_lost_answer_to_a_post(fake: FakeServer) -> None:
    fake.on("POST", "/api/v1/statuses").fail(sent=True).reply(make_status())
    fake.client().post_status("twice is once")
    keys = {request.headers["Idempotency-Key"] for request in fake.requests}
    assert (len(fake.requests), len(keys)) == (2, 1)

    fake = FakeServer(server=Server("gotosocial", "0.20.0"))
    fake.on("POST", "/api/v1/statuses").fail(sent=True)
    with pytest.raises(OutcomeUnknownError):
        fake.client().post_status("once is enough")
    assert len(fake.requests) == 1


@pytest.mark.anyio
async def test_rate_limits_by_its_own_clock(fake: FakeServer, connect: Callable[..., Any]) -> None:
    spent = {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "120"}
    fake.on("GET", HOME).reply([], headers=spent)
    client = connect()
    await client.get_home_timeline()
    assert client.rate_limit.reset == fake.clock.now + timedelta(seconds=120)
    await client.get_home_timeline()
    assert fake.sleeps == [pytest.approx(121, abs=1)]
    impatient = connect(rate_limit="raise")
    await impatient.get_home_timeline()
    with pytest.raises(RatelimitError):
        await impatient.get_home_timeline()
    fake.clock.advance(122)
    await impatient.get_home_timeline()
    assert len(fake.requests) == 4


def test_a_limiter_of_ones_own(fake: FakeServer) -> None:
    limiter = Limiter("raise", clock=fake.clock)
    assert fake.client(rate_limit=limiter).session.limiter is limiter


@pytest.mark.anyio
async def test_answers_that_take_longer_than_the_client_waits(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", HOME).reply([], takes=4).reply([], takes=6)
    client = connect(timeout=5, retry=NO_RETRY)
    await client.get_home_timeline()
    with pytest.raises(RequestTimeoutError):
        await client.get_home_timeline()
    assert fake.clock.monotonic() == 9
    assert fake.requests[0].timeout == 5


@pytest.mark.anyio
async def test_waiting_for_media_takes_no_time(fake: FakeServer, connect: Callable[..., Any]) -> None:
    unfinished = make_media(id="5", url=None)
    fake.on("POST", "/api/v2/media").reply(unfinished, status=202)
    fake.on("GET", "/api/v1/media/5").reply(unfinished, status=206, times=3).reply(make_media(id="5"))
    media = await connect().post_media(PNG, description="A test picture")
    assert media.url is not None
    assert len(fake.sleeps) == 4
    fake.on("GET", "/api/v1/media/5").reply(unfinished, status=206)
    with pytest.raises(MediaNotReadyError):
        await connect().post_media(PNG, description="A test picture", wait=3600)
    assert 3500 < fake.clock.monotonic() < 3700


@pytest.mark.anyio
async def test_other_tasks_run_while_one_waits() -> None:
    turns: list[int] = []

    async def ask(number: int) -> None:
        fake = FakeServer()
        fake.on("GET", HOME).fail(times=2).reply([])
        for _ in range(3):
            await fake.async_client().get_home_timeline()
            turns.append(number)

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(ask, 1)
            tasks.start_soon(ask, 2)
    assert turns not in ([1, 1, 1, 2, 2, 2], [2, 2, 2, 1, 1, 1])


# What it was asked


@pytest.mark.anyio
async def test_shows_what_was_asked(fake: FakeServer, connect: Callable[..., Any]) -> None:
    fake.on("GET", HOME).reply([])
    fake.on("POST", "/api/v1/statuses").reply(make_status())
    client = connect("secret-token", user_agent="testbot/1")
    await client.get_home_timeline(limit=3, min_id="a/b")
    await client.post_status("hi & bye", visibility="private", media_ids=["7", "8"], sensitive=True)
    read, posted = fake.requests
    assert (read.method, read.path, read.query) == ("GET", HOME, {"limit": "3", "min_id": "a/b"})
    assert (read.form, read.json, read.body, read.files) == ({}, None, b"", {})
    assert posted.form == {
        "status": "hi & bye",
        "visibility": "private",
        "media_ids[]": ["7", "8"],
        "sensitive": "true",
    }
    assert posted.headers["User-Agent"].startswith("testbot/1")
    assert posted.token == "secret-token"
    assert "secret-token" not in repr(posted) + str(posted) + repr(fake)
    assert "'authorization': '***'" in repr(posted)


def test_shows_json(fake: FakeServer) -> None:
    fake.on("POST", "/api/v1/statuses").reply(make_status())
    fake.client().post_status("x", interaction_policy={"can_like": [{"with": ["public"]}], "can_reply": []})
    request = fake.requests[0]
    assert request.json["status"] == "x"
    assert request.form == {}
    assert "json={" in str(request)


async def in_pieces() -> AsyncIterator[bytes]:
    yield PNG[:5]
    yield PNG[5:]


@pytest.mark.anyio
async def test_shows_uploads(fake: FakeServer, connect: Callable[..., Any], tmp_path: Path) -> None:
    fake.on("POST", "/api/v2/media").reply(make_media())
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    client = connect()
    for file in (path, PNG, io.BytesIO(PNG)):
        await client.post_media(file, description='a "cat"\nasleep', focus=(0.5, -1))
        request = fake.requests[-1]
        assert request.form == {"description": 'a "cat"\nasleep', "focus": "0.5,-1"}
        assert request.files["file"].content == PNG
        assert request.files["file"].content_type == "image/png"
    assert fake.requests[0].files["file"].file_name.endswith(".png")
    if isinstance(client, AsyncClient):
        await client.post_media(in_pieces(), "image/png", description="cat")
        assert fake.requests[-1].files["file"].content == PNG


def test_an_anonymous_client(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/timelines/public").reply([])
    fake.client(None).get_public_timeline()
    assert fake.requests[0].token is None


def test_requests_from_many_threads(fake: FakeServer) -> None:
    fake.on("GET", HOME).reply([], takes=1)
    client = fake.client()
    threads = [threading.Thread(target=client.get_home_timeline) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(fake.requests) == fake.clock.monotonic() == 20


# What no test prepared


def test_unprepared_is_404(fake: FakeServer) -> None:
    with pytest.raises(NotFoundError, match="Record not found") as caught:
        fake.client().get_status("1")
    assert caught.type is NotFoundError
    assert [request.path for request in fake.unprepared] == ["/api/v1/statuses/1"]


@pytest.mark.anyio
async def test_unprepared_can_fail_the_test() -> None:
    fake = FakeServer(unexpected="raise")
    fake.on("GET", HOME, query={"limit": "1"}).reply([])
    for client in (fake.async_client(), proxy_for(fake.client())):
        with pytest.raises(UnexpectedRequestError) as caught:
            await client.get_home_timeline(limit=2)
        assert isinstance(caught.value, AssertionError)
        said = f"unexpected request: GET {HOME} query={{'limit': '2'}}\nThe test prepared:\n  GET {HOME} query="
        assert str(caught.value).startswith(said)
    with pytest.raises(UnexpectedRequestError, match="prepared: nothing"):
        FakeServer(unexpected="raise").client().get_status("1")


def test_a_route_without_an_answer_says_so(fake: FakeServer) -> None:
    route = fake.on("GET", HOME)
    with pytest.raises(UnexpectedRequestError, match=f"what GET {HOME} is answered with"):
        fake.client().get_home_timeline()
    assert repr(route) == f"Route(GET {HOME})"


def test_refuses_what_it_does_not_know() -> None:
    with pytest.raises(ConfigurationError):
        FakeServer(unexpected="ignore")  # type: ignore[arg-type]


# What it pretends to be


def test_pretends_to_be_any_server(fake: FakeServer) -> None:
    assert str(fake.client().server) == "Mastodon 4.6.0"
    with pytest.raises(NotSupportedError):
        FakeServer(server=Server("snac", "2.75")).client().get_link_timeline("https://example.org")
    unknown = FakeServer(server=None)
    unknown.on("GET", "/api/v2/instance").reply({"version": "2.7.2 (compatible; Pleroma 2.9.1)"})
    client = unknown.client()
    assert client.server is None
    assert client.run(get_server(client.session)) == Server("pleroma", "2.9.1")


def test_pretends_to_be_anywhere() -> None:
    fake = FakeServer("http://social.example/mastodon")
    fake.on("GET", HOME).reply([])
    client = fake.client()
    assert client.get_home_timeline() == []
    assert client.instance == "http://social.example/mastodon"


def test_transports_can_be_put_in_by_hand(fake: FakeServer) -> None:
    client = fake.client()
    assert isinstance(client.transport, FakeTransport)
    assert isinstance(fake.async_client().transport, AsyncFakeTransport)
    with client:
        pass
    assert repr(fake) == "FakeServer('https://fake.example', 0 routes, 0 requests)"


@pytest.mark.anyio
async def test_async_clients_close(fake: FakeServer) -> None:
    async with fake.async_client():
        pass


def test_clock() -> None:
    clock = FakeClock(datetime(2030, 1, 1, tzinfo=UTC))
    clock.advance(1.5)
    clock.sleep(2)
    assert clock.sleeps == [2]
    assert clock.monotonic() == 3.5
    assert clock.now == datetime(2030, 1, 1, 0, 0, 3, 500_000, tzinfo=UTC)
    assert repr(clock) == "FakeClock(2030-01-01 00:00:03)"


# Entities


@pytest.mark.parametrize(
    ("model", "made"),
    [
        (Account, make_account()),
        (Account, make_account("bob", acct="bob@remote.example", bot=True)),
        (Status, make_status()),
        (Status, make_status("<p>x</p>", account=make_account("carol"), reblog=make_status())),
        (Status, make_status(media_attachments=[make_media()])),
        (MediaAttachment, make_media("video", description="A film")),
        (Notification, make_notification()),
        (Notification, make_notification("follow")),
        (Notification, make_notification("favourite", account=make_account("carol"))),
        (Notification, make_notification("mention", status=make_status(account=make_account("zoe")))),
    ],
)
def test_entities_are_as_declared(model: Any, made: dict[str, Any]) -> None:
    entity = adapter_for(model).validate_python(made)
    assert not entity.model_extra
    assert not entity.drift


def test_entities_are_each_newer_than_the_last() -> None:
    statuses = [make_status() for _ in range(50)]
    for name in ("id", "created_at"):
        values = [status[name] for status in statuses]
        assert values == sorted(set(values), key=lambda value: (len(value), value))


def test_entities_fit_together() -> None:
    status = make_status(account=make_account("zoe", acct="zoe@remote.example"), id="5")
    assert status["url"] == "https://remote.example/@zoe/5"
    assert make_notification("mention", status=status)["account"] is status["account"]
    assert make_notification("favourite", status=status)["account"]["username"] == "bob"
    assert "status" not in make_notification("follow")
    assert make_status(novelty=1)["novelty"] == 1


def test_retry_is_as_given(fake: FakeServer) -> None:
    fake.on("GET", HOME).fail()
    with pytest.raises(NetworkError):
        fake.client(retry=Retry(attempts=3)).get_home_timeline()
    assert len(fake.requests) == 3
