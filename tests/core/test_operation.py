"""A signature becomes a method of both clients."""

from __future__ import annotations

import inspect
import io
import pydoc
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from unittest.mock import create_autospec

import pytest

import howdah
from howdah import (
    AsyncClient,
    Client,
    ConfigurationError,
    NotFoundError,
    NotSupportedError,
    Response,
    Server,
    UnauthorizedError,
)
from howdah.core.flow import AsyncDriver, SyncDriver
from howdah.core.operation import Move, Operation, Operations, Wire, get, listing, post
from howdah.core.plan import make_plan
from howdah.core.wire import FileLike
from howdah.models import Status
from howdah.testing import FakeServer, make_account, make_status


@pytest.fixture
def fake() -> FakeServer:
    return FakeServer("https://example.social", server=None)


def test_an_operation_reads_well() -> None:
    client = Client("example.social")
    assert (
        str(inspect.signature(client.get_status))
        == "(status_id: StatusRef, *, with_muted: bool | None = None) -> Status"
    )
    shown = pydoc.plain(pydoc.render_doc(client.get_status))
    assert "get_status(status_id: StatusRef, *, with_muted: bool | None = None) -> Status" in shown
    assert "Fetch one status." in shown
    assert "Servers: Mastodon, GoToSocial, Pleroma, Akkoma, snac." in shown
    assert "Request: GET /api/v1/statuses/{status_id}." in shown
    post = str(inspect.signature(client.post_status))
    assert post.startswith("(status: str, visibility: Visibility | str | None = None")
    assert post.endswith("-> Status")
    listing = pydoc.plain(pydoc.render_doc(client.get_home_timeline))
    assert "-> Page[Status]" in listing
    assert "get_home_timeline.walk() goes through all pages" in listing
    assert "get_home_timeline.resume(cursor)" in listing
    awaited = AsyncClient("example.social").get_home_timeline
    assert str(inspect.signature(awaited)).endswith("-> AsyncPage[Status]")
    assert "newest first" in listing


def test_an_async_operation_is_a_coroutine_function() -> None:
    client = AsyncClient("example.social")
    for operation in (client.get_status, client.get_home_timeline, client.post_status, client.admin.get_account):
        assert inspect.iscoroutinefunction(operation)
    assert not inspect.iscoroutinefunction(Client("example.social").get_status)


def test_bound_operations_are_made_once_per_client() -> None:
    client, other = Client("example.social"), Client("example.social")
    assert client.get_status is client.get_status
    assert client.get_status is not other.get_status
    assert client.admin is client.admin
    assert client.admin.get_account is client.admin.get_account
    assert client.get_status.__name__ == "get_status"
    assert client.get_status.__qualname__ == "Client.get_status"


def test_a_request_is_planned_once(fake: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    fake.on("GET", "/api/v1/statuses/1").reply(json=make_status(id="1"))
    client = fake.client()
    client.get_status("1")

    def planned_again(*args: object, **kwargs: object) -> Any:
        raise AssertionError("a signature was looked at again")

    monkeypatch.setattr("howdah.core.operation.make_plan", planned_again)
    monkeypatch.setattr(inspect, "signature", planned_again)
    client.get_status("1")
    fake.client().get_status("1")
    assert len(fake.requests) == 3


@pytest.mark.parametrize(
    ("args", "kwargs", "said"),
    [
        ((), {}, "missing a required argument: 'status_id'"),
        (("1", "2"), {}, "too many positional arguments"),
        (("1",), {"status_id": "2"}, "multiple values for argument 'status_id'"),
        (("1",), {"colour": "grey"}, "unexpected keyword argument 'colour'"),
    ],
)
def test_wrong_arguments_are_told_as_python_tells_them(args: Any, kwargs: Any, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        Client("example.social").get_status(*args, **kwargs)


def test_what_is_not_given_is_not_sent(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/timelines/public").reply(json=[])
    fake.on("GET", "/api/v1/timelines/public?local=false&limit=5").reply(json=[])
    fake.client().get_public_timeline()
    fake.client().get_public_timeline(limit=5, local=False)
    assert [request.query for request in fake.requests] == [{}, {"local": "false", "limit": "5"}]


def test_an_entity_stands_for_its_id(fake: FakeServer) -> None:
    document = make_status(id="77")
    fake.on("GET", "/api/v1/statuses/77").reply(json=document)
    fake.on("POST", "/api/v1/statuses/77/favourite").reply(json=document)
    client = fake.client()
    status = client.get_status("77")
    assert client.favourite(status) == status


def test_raw_gives_the_answer_as_received(fake: FakeServer) -> None:
    document = make_status(id="1")
    fake.on("GET", "/api/v1/statuses/1").reply(
        json=document, headers={"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "299", "X-RateLimit-Reset": "60"}
    )
    fake.on("GET", "/api/v1/timelines/home").reply(json=[document])
    fake.on("GET", "/api/v1/admin/accounts/1").reply(status=404, json={"error": "Record not found"})
    client = fake.client()
    response = client.raw.get_status("1")
    assert isinstance(response, Response)
    assert isinstance(response.value, Status)
    assert response.status == 200
    assert response.json() == document
    assert response.rate_limit is not None
    assert response.rate_limit.remaining == 299
    assert response.headers["x-ratelimit-LIMIT"] == "300"
    assert (response.method, response.url) == ("GET", "https://example.social/api/v1/statuses/1")
    assert client.raw.get_home_timeline().value == [response.value]
    with pytest.raises(NotFoundError):
        client.raw.admin.get_account("1")


def test_a_datetime_bounds_a_timeline_where_ids_are_made_of_time(fake: FakeServer) -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    client = fake.client()
    client.session.server = Server("mastodon", "4.5.0")
    fake.on("GET", "/api/v1/timelines/home?max_id=" + str(int(moment.timestamp() * 1000) << 16)).reply(json=[])
    assert client.get_home_timeline(max_id=moment) == []
    client.session.server = Server("gotosocial", "0.20.0")
    with pytest.raises(ConfigurationError, match=r"GoToSocial 0\.20\.0.*give an ID"):
        client.get_home_timeline(max_id=moment)


def test_an_endpoint_that_a_server_lacks_is_not_supported(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/timelines/link?url=https%3A%2F%2Fexample.org").reply(
        status=404, json={"error": "not found"}
    )
    client = fake.client()
    client.session.server = Server("gotosocial", "0.20.0")
    assert client.supports("get_link_timeline") is False
    with pytest.raises(NotSupportedError, match=r"offered by Mastodon 4\.3\.0 or later; example\.social is GoToSocial"):
        client.get_link_timeline("https://example.org")


def test_which_server_it_is_is_asked_once_when_it_matters(fake: FakeServer) -> None:
    links = {"links": [{"rel": "http://nodeinfo.diaspora.software/ns/schema/2.0", "href": "/nodeinfo_2_0"}]}
    fake.on("GET", "/.well-known/nodeinfo").reply(json=links)
    fake.on("GET", "/nodeinfo_2_0").reply(json={"software": {"name": "snac", "version": "2.75"}})
    fake.on("POST", "/api/v1/statuses/1/mute").reply(status=422, body="")
    fake.on("GET", "/api/v1/statuses/1").reply(status=404, json={"error": "Record not found"})
    client = fake.client()
    for _ in range(2):
        with pytest.raises(NotSupportedError):
            client.mute_status("1")
    assert client.server == Server("snac", "2.75")
    assert [request.path for request in fake.requests].count("/nodeinfo_2_0") == 1
    with pytest.raises(NotFoundError) as raised:
        client.get_status("1")
    assert not isinstance(raised.value, NotSupportedError)


def test_a_server_without_nodeinfo_says_what_it_is_on_its_own_page(fake: FakeServer) -> None:
    fake.on("GET", "/.well-known/nodeinfo").reply(status=404)
    fake.on("GET", "/api/v2/instance").reply(status=404)
    fake.on("GET", "/api/v1/instance").reply(json={"version": "2.7.2 (compatible; Pleroma 2.9.1-develop)"})
    assert fake.client().get_server() == Server("pleroma", "2.9.1-develop")


@pytest.mark.parametrize(
    ("version", "source", "server"),
    [
        ("4.5.0", "https://github.com/mastodon/mastodon", Server("mastodon", "4.5.0")),
        ("0.20.0", "https://codeberg.org/superseriousbusiness/gotosocial", Server("gotosocial", "0.20.0")),
        ("4.0.0 (not true; really snac/2.75)", "", Server("snac", "2.75")),
        ("2.7.2 (compatible; Akkoma 3.16.0)", "", Server("akkoma", "3.16.0")),
        ("'; DROP TABLE", "", Server("unknown", "'; DROP TABLE")),
    ],
)
def test_versions_are_read_and_never_trusted(version: str, source: str, server: Server) -> None:
    from howdah.core.server import from_instance

    assert from_instance(version, source) == server


def test_no_version_blocks_a_call() -> None:
    server = Server("mastodon", "admin was here 🐘")
    assert server.release == ()
    assert server.supports(frozenset({"mastodon"}), "4.3.0") is True
    assert Server("glitch-soc", "4.2.1+glitch").supports(frozenset({"mastodon"}), "4.3.0") is False
    assert Server("hollo", "0.10.0").supports(frozenset({"mastodon"}), "4.3.0") is None


def test_operations_are_data() -> None:
    listed = {info.name: info for info in howdah.operations()}
    status = listed["get_status"]
    assert (status.method, status.path, status.section) == ("GET", "/api/v1/statuses/{status_id}", "statuses")
    assert status.returns is Status
    assert status.scopes == ("read:statuses",)
    assert not status.paginated
    assert [p.name for p in status.parameters] == ["status_id", "with_muted"]
    assert status.parameters[0].required
    assert status.doc.startswith("Fetch one status.")
    assert listed["get_home_timeline"].returns == list[Status]
    assert listed["get_home_timeline"].paginated
    assert listed["post_media"].uses[0] == "POST /api/v2/media"
    assert listed["admin.get_accounts"].section == "admin/accounts"
    assert len(listed) == len(howdah.operations()), "no operation is declared twice"


@pytest.mark.parametrize("info", howdah.operations(), ids=lambda info: info.name)
def test_every_operation_can_be_planned_and_is_documented(info: howdah.OperationInfo) -> None:
    summary = info.doc.splitlines()[0]
    assert summary.endswith((".", ":"))
    documented = info.doc.partition("Args:")[2].partition("Raises:")[0]
    assert all(f"{parameter.name}:" in documented for parameter in info.parameters), info.name


def test_the_class_shows_what_its_clients_can() -> None:
    shown = pydoc.plain(pydoc.render_doc(Client.get_status))
    assert "get_status(client, /, status_id: StatusRef" in shown
    assert "Fetch one status." in shown
    stand_in = create_autospec(Client, instance=True)
    stand_in.get_status.return_value = "a status"
    assert stand_in.get_status("1") == "a status"


def test_an_operation_of_the_class_takes_the_client_first(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/statuses/1").reply(json=make_status(id="1"))
    assert Client.get_status(fake.client(), "1").id == "1"


def test_who_gives_no_token_is_told_so(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/timelines/home").reply(status=401, json={"error": "This method requires login"})
    with pytest.raises(UnauthorizedError, match=r"requires login \(no access token was given\)"):
        fake.client(access_token=None).get_home_timeline()
    with pytest.raises(UnauthorizedError) as raised:
        fake.client().get_home_timeline()
    assert "was given" not in str(raised.value)


def test_a_plan_is_made_of_any_signature() -> None:
    operation = Client.get_status
    assert isinstance(operation, Operation)
    plan = make_plan(operation.declared, operation.declaration, operation.returns)
    assert plan.names == ("status_id", "with_muted")
    assert plan.required == {"status_id"}


def test_models_are_not_imported_to_declare_endpoints() -> None:
    import subprocess
    import sys

    heavy = ("pydantic", "httpx2", "anyio", "rich", "howdah.sandbox")
    code = f"import sys, howdah; howdah.Client('example.social'); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == "[]"


def test_statuses_are_posted_with_a_key_of_their_own(fake: FakeServer) -> None:
    fake.on("POST", "/api/v1/statuses").reply(json=make_status(id="1"))
    client = fake.client()
    client.post_status("one", visibility="direct", spoiler_text="cw", sensitive=True, in_reply_to_id="9")
    client.post_status("two", idempotency_key="rss-7")
    first, second = fake.requests
    assert first.form == {
        "status": "one",
        "visibility": "direct",
        "spoiler_text": "cw",
        "sensitive": "true",
        "in_reply_to_id": "9",
    }
    assert len(first.headers["idempotency-key"]) > 20
    assert second.headers["idempotency-key"] == "rss-7"
    assert second.form == {"status": "two"}, "the visibility is the account's own choice"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"poll_options": ["a", "b"]}, "a poll needs an end"),
        ({"poll_options": [], "poll_expires_in": 300}, "at least two answers"),
        ({"poll_options": []}, "at least two answers"),
        ({"poll_options": ["a"], "poll_expires_in": 300}, "at least two answers"),
        ({"poll_options": ["a", "b"], "poll_expires_in": 0}, "more than 0 s"),
        ({"poll_options": ["a", "b"], "poll_expires_in": timedelta(days=-1)}, "more than -86400 s"),
        ({"poll_expires_in": 300}, "no poll: give poll_options"),
        ({"poll_multiple": True}, "no poll: give poll_options"),
        ({"poll_hide_totals": False}, "no poll: give poll_options"),
        ({"poll_options": ["a", "b"], "poll_expires_in": 300, "media_ids": ["1"]}, "both a poll and media"),
        ({"descriptions": ["a"]}, "0 files have 1 descriptions"),
        ({"poll_options": ["a", "b"], "poll_expires_in": 300, "media": [b"x"]}, "both a poll and media"),
        ({"in_reply_to_id": ""}, "in_reply_to_id is empty"),
    ],
)
def test_what_no_server_takes_is_refused_before_it_is_sent(fake: FakeServer, given: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        fake.client().post_status("x", **given)
    assert fake.requests == []


def test_a_status_cannot_be_scheduled_into_the_past(fake: FakeServer) -> None:
    with pytest.raises(ConfigurationError, match="five minutes"):
        fake.client().schedule_status("x", datetime(2001, 1, 1, tzinfo=UTC))
    assert fake.requests == []


def test_a_scheduled_status_brings_its_files(fake: FakeServer) -> None:
    posted = {"id": "3", "scheduled_at": "2999-01-01T00:00:00Z", "params": {"text": "x"}, "media_attachments": []}
    uploaded = {"id": "5", "type": "image", "url": "https://example.social/5.png"}
    uploads = fake.on("POST", "/api/v2/media").reply(json=uploaded).reply(json=uploaded, takes=60)
    fake.on("POST", "/api/v1/statuses").reply(json=posted)
    client = fake.client(timeout=None)
    soon = datetime.fromtimestamp(fake.clock.time() + 330, UTC)
    assert client.schedule_status("x", soon, media_ids=["4"], media=[b"png"], descriptions=["a picture"]).id == "3"
    assert fake.requests[-1].form["media_ids[]"] == ["4", "5"]
    assert uploads.requests[0].form == {"description": "a picture"}
    with pytest.raises(ConfigurationError, match="five minutes"):
        client.schedule_status("x", soon, media=[b"png"], descriptions=["a picture"])
    assert fake.requests[-1].path == "/api/v2/media", "it is too late for it, and a server would post it at once"


def test_a_quote_goes_under_either_name(fake: FakeServer) -> None:
    fake.on("POST", "/api/v1/statuses").reply(json=make_status(id="1"))
    fake.client().post_status("look", quoted_status_id=Status.model_validate(make_status(id="7")))
    assert fake.requests[-1].form == {"status": "look", "quoted_status_id": "7", "quote_id": "7"}, (
        "Akkoma reads the second"
    )


def test_media_is_waited_for(fake: FakeServer) -> None:
    pending = {"id": "5", "type": "video", "url": None}
    fake.on("POST", "/api/v2/media").reply(status=202, json=pending)
    fake.on("GET", "/api/v1/media/5").reply(status=206, json=pending).reply(status=206, json=pending).reply(
        json={**pending, "url": "https://example.social/5.mp4"}
    )
    media = fake.client().post_media(b"....ftypisom", description="a film")
    assert media.url == "https://example.social/5.mp4"
    assert [request.path for request in fake.requests].count("/api/v1/media/5") == 3


def test_media_that_is_never_ready_is_an_error_with_its_id(fake: FakeServer) -> None:
    pending = {"id": "5", "type": "video", "url": None}
    fake.on("POST", "/api/v2/media").reply(status=202, json=pending)
    fake.on("GET", "/api/v1/media/5").reply(status=206, json=pending)
    with pytest.raises(howdah.MediaNotReadyError) as raised:
        fake.client().post_media(b"....ftypisom", description="a film", wait=10)
    assert raised.value.media_id == "5"
    media = fake.client().post_media(b"....ftypisom", description="a film", wait=0)
    assert media.url is None


def test_an_older_server_gets_media_by_the_older_way_and_is_remembered(fake: FakeServer) -> None:
    fake.on("POST", "/api/v2/media").reply(status=404)
    fake.on("POST", "/api/v1/media").reply(json={"id": "5", "type": "image", "url": "https://example.social/5.png"})
    client = fake.client()
    client.post_media(b"\x89PNG\r\n\x1a\n", description="d")
    client.post_media(b"\x89PNG\r\n\x1a\n", description="d")
    uploads = [request.path for request in fake.requests if request.method == "POST"]
    assert uploads == ["/api/v2/media", "/api/v1/media", "/api/v1/media"]


def test_an_edit_keeps_what_it_is_not_told_to_change(fake: FakeServer) -> None:
    current = make_status(id="1", sensitive=True, language="de", media_attachments=[{"id": "5", "type": "image"}])
    fake.on("GET", "/api/v1/statuses/1").reply(json=current)
    fake.on("GET", "/api/v1/statuses/1/source").reply(json={"id": "1", "text": "old", "spoiler_text": "cw"})
    fake.on("PUT", "/api/v1/statuses/1").reply(json=current)
    fake.client().edit_status("1", "new")
    assert fake.requests[-1].form == {
        "status": "new",
        "spoiler_text": "cw",
        "sensitive": "true",
        "language": "de",
        "media_ids[]": ["5"],
    }


def with_poll(**fields: Any) -> dict[str, Any]:
    options = [{"title": "yes", "votes_count": None}, {"title": "no", "votes_count": None}]
    poll = {"id": "7", "expired": False, "multiple": False, "votes_count": 3, "options": options, **fields}
    return make_status(id="1", poll=poll)


@pytest.mark.parametrize(
    ("software", "left", "sent"),
    [("mastodon", 3600, "3600"), ("mastodon", -60, "300"), ("gotosocial", 3600, "3600"), ("gotosocial", -60, "0")],
)
def test_an_edit_keeps_the_poll(software: str, left: int, sent: str) -> None:
    fake = FakeServer(server=Server(software, "4.5.0"))
    ends = datetime.fromtimestamp(fake.clock.time() + left, UTC)
    current = with_poll(expires_at=ends.isoformat(), expired=left < 0, multiple=True)
    fake.on("GET", "/api/v1/statuses/1").reply(json=current)
    fake.on("GET", "/api/v1/statuses/1/source").reply(json={"id": "1", "text": "old", "spoiler_text": ""})
    fake.on("PUT", "/api/v1/statuses/1").reply(json=current)
    fake.client().edit_status("1", "new")
    poll = fake.requests[-1].json["poll"]
    assert (poll["options"], poll["multiple"]) == (["yes", "no"], True)
    assert str(poll["expires_in"]) == sent
    assert poll.get("hide_totals") is (True if left > 0 else None), "counts that are hidden stay so"


def test_an_edit_keeps_shown_counts_and_the_markup(fake: FakeServer) -> None:
    options = [{"title": "yes", "votes_count": 3}, {"title": "no", "votes_count": 0}]
    current = with_poll(options=options, expires_at="2999-01-01T00:00:00Z")
    source = {"id": "1", "text": "*old*", "spoiler_text": "", "content_type": "text/markdown"}
    fake.on("GET", "/api/v1/statuses/1").reply(json=current)
    fake.on("GET", "/api/v1/statuses/1/source").reply(json=source)
    fake.on("PUT", "/api/v1/statuses/1").reply(json=current)
    fake.client().edit_status("1", "*new*")
    assert fake.requests[-1].json["content_type"] == "text/markdown"
    assert "hide_totals" not in fake.requests[-1].json["poll"]


def test_accounts_and_ids_mix_in_lists(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/statuses").reply(json=[])
    client = fake.client()
    client.get_statuses(["1", Status.model_validate(make_status(id="2", account=make_account(id="3")))])
    assert fake.requests[0].query == {"id[]": ["1", "2"], "ids[]": ["1", "2"]}, "Akkoma reads the second"


MOVED = Move("/api/v2/herd/", "/api/herd/")
PLEROMA = Server("pleroma", "2.10.0")


class Herd(Operations):
    """What a server had in one place and now has in another."""

    @get("/api/v2/herd/elephants/{name}", moved=MOVED)
    def get_elephant(self, name: str, *, loud: bool | None = None) -> dict[str, str]: ...

    @listing("/api/v2/herd/calls", by="id", moved=MOVED)
    def get_calls(self, *, max_id: str | None = None) -> list[Status]: ...

    @post("/api/v2/herd/portraits", moved=MOVED)
    def post_portrait(self, file: Annotated[FileLike, Wire(place="file")], title: str | None = None) -> None: ...


class Rider(Herd, SyncDriver): ...


class AsyncRider(Herd, AsyncDriver): ...


def rider(fake: FakeServer) -> Rider:
    client = fake.client()
    return Rider(client.session, client.transport)


def async_rider(fake: FakeServer) -> AsyncRider:
    client = fake.async_client()
    return AsyncRider(client.session, client.transport)


def asked(fake: FakeServer) -> list[str]:
    return [f"{request.method} {request.path}" for request in fake.requests]


def test_what_has_moved_is_sought_where_it_is_today() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("GET", "/api/v2/herd/elephants/*").reply(json={"name": "Ella"})
    assert rider(fake).get_elephant("Ella & Co", loud=True) == {"name": "Ella"}
    assert asked(fake) == ["GET /api/v2/herd/elephants/Ella%20%26%20Co"]


@pytest.mark.parametrize("missing", [404, 405, 501])
def test_what_has_moved_is_found_where_it_was_and_remembered_for_all_that_moved(missing: int) -> None:
    fake = FakeServer(server=PLEROMA)
    for path in ("elephants/Ella", "calls"):
        fake.on("GET", f"/api/v2/herd/{path}").reply(status=missing)
    fake.on("GET", "/api/herd/elephants/Ella").reply(json={"name": "Ella"})
    fake.on("GET", "/api/herd/calls").reply(json=[])
    client = rider(fake)
    client.get_elephant("Ella", loud=True)
    client.get_elephant("Ella")
    client.get_calls()
    assert asked(fake) == [
        "GET /api/v2/herd/elephants/Ella",
        "GET /api/herd/elephants/Ella",
        "GET /api/herd/elephants/Ella",
        "GET /api/herd/calls",
    ]
    assert [request.query for request in fake.requests] == [{"loud": "true"}, {"loud": "true"}, {}, {}]


async def test_an_async_client_finds_what_has_moved_too(anyio_backend: str) -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("GET", "/api/herd/elephants/Ella").reply(json={"name": "Ella"})
    fake.on("GET", "/api/herd/calls").reply(json=[make_status(id="1")])
    client = async_rider(fake)
    assert await client.get_elephant("Ella") == {"name": "Ella"}
    assert [status.id for status in await client.get_calls()] == ["1"]
    assert asked(fake)[1:] == ["GET /api/herd/elephants/Ella", "GET /api/herd/calls"]


def test_no_such_thing_is_asked_for_once_where_the_place_is_known() -> None:
    fake = FakeServer(server=PLEROMA)
    client = rider(fake)
    with pytest.raises(NotFoundError):
        client.get_elephant("Nobody")
    assert asked(fake) == ["GET /api/v2/herd/elephants/Nobody", "GET /api/herd/elephants/Nobody"]
    fake.on("GET", "/api/v2/herd/elephants/Ella").reply(json={"name": "Ella"})
    client.get_elephant("Ella")
    with pytest.raises(NotFoundError):
        client.get_elephant("Nobody")
    assert asked(fake)[2:] == ["GET /api/v2/herd/elephants/Ella", "GET /api/v2/herd/elephants/Nobody"]


def test_a_refusal_is_no_reason_to_look_elsewhere() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("GET", "/api/v2/herd/elephants/Ella").reply(status=403)
    with pytest.raises(howdah.ForbiddenError):
        rider(fake).get_elephant("Ella")
    assert len(fake.requests) == 1


def test_an_older_server_is_walked_where_it_has_its_pages() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("GET", "/api/herd/calls").reply(json=[make_status(id="9"), make_status(id="8")])
    fake.on("GET", "/api/herd/calls?max_id=8").reply(json=[make_status(id="7")])
    fake.on("GET", "/api/herd/calls?max_id=7").reply(json=[])
    walk = rider(fake).get_calls.walk()
    assert [status.id for status in walk] == ["9", "8", "7"]
    assert asked(fake) == ["GET /api/v2/herd/calls", *["GET /api/herd/calls"] * 3]


def test_a_cursor_leads_on_whichever_place_it_names() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("GET", "/api/herd/calls").reply(json=[make_status(id="9")])
    page = rider(fake).get_calls()
    assert page.cursor == "get_calls /api/herd/calls?max_id=9"
    for cursor in (page.cursor, "get_calls /api/v2/herd/calls?max_id=9"):
        assert [status.id for status in rider(fake).get_calls.resume(cursor)] == ["9"]
    assert asked(fake)[2:] == ["GET /api/herd/calls", "GET /api/v2/herd/calls", "GET /api/herd/calls"]


def test_a_walk_that_fails_at_once_can_be_resumed_on_an_older_server() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("GET", "/api/herd/calls").reply(status=418).reply(json=[make_status(id="9")])
    walk = rider(fake).get_calls.walk()
    with pytest.raises(howdah.ClientError):
        next(walk)
    assert walk.cursor is not None
    assert [status.id for status in rider(fake).get_calls.resume(walk.cursor)] == ["9"]


def test_a_file_is_read_again_for_the_older_place() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("POST", "/api/herd/portraits").reply()
    rider(fake).post_portrait(b"GIF89a", title="Ella")
    assert asked(fake) == ["POST /api/v2/herd/portraits", "POST /api/herd/portraits"]
    assert [request.files["file"].content for request in fake.requests] == [b"GIF89a"] * 2
    assert fake.requests[1].form == {"title": "Ella"}


async def test_a_file_that_can_be_read_but_once_is_offered_in_one_place(anyio_backend: str) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"GIF89a"

    fake = FakeServer(server=PLEROMA)
    fake.on("POST", "/api/herd/portraits").reply()
    fake.on("GET", "/api/herd/calls").reply(json=[])
    client = async_rider(fake)
    with pytest.raises(NotFoundError):
        await client.post_portrait(chunks())
    await client.get_calls()
    await client.post_portrait(chunks())
    assert asked(fake)[-1] == "POST /api/herd/portraits"
    assert fake.requests[-1].files["file"].content == b"GIF89a"


def test_a_moved_operation_says_where_older_servers_have_it() -> None:
    shown = rider(FakeServer()).get_elephant.__doc__
    assert shown is not None
    assert shown.endswith("Request: GET /api/v2/herd/elephants/{name} (older servers: /api/herd/elephants/{name}).")


def test_a_parameter_can_go_under_two_names() -> None:
    fake = FakeServer()
    fake.on("POST", "/api/v2/herd/trumpets").reply()

    class Loud(Operations):
        @post("/api/v2/herd/trumpets")
        def trumpet(self, note: Annotated[str, Wire("pitch", also="note")]) -> None: ...

    class LoudRider(Loud, SyncDriver): ...

    client = fake.client()
    LoudRider(client.session, client.transport).trumpet("c")
    assert fake.requests[0].form == {"pitch": "c", "note": "c"}


def test_a_subclass_may_override_an_operation_and_go_on_to_it(fake: FakeServer) -> None:
    class Careful(Client):
        asked = 0

        def get_status(self, status_id: Any, *, with_muted: bool | None = None) -> Status:  # type: ignore[override]
            self.asked += 1
            return super().get_status(status_id, with_muted=with_muted)

    fake.on("GET", "/api/v1/statuses/1").reply(json=make_status(id="1"))
    careful = Careful(fake.instance)
    careful.transport = fake.client().transport
    for _ in range(3):
        assert careful.get_status("1").id == "1"
    assert careful.asked == 3


def test_what_a_lost_attempt_has_deleted_is_deleted(fake: FakeServer) -> None:
    fake.on("DELETE", "/api/v1/media/5").fail(sent=True).reply(status=404)
    fake.on("DELETE", "/api/v1/media/6").reply(status=404)
    fake.on("DELETE", "/api/v1/media/7").fail(sent=False).reply(status=404)
    client = fake.client()
    client.delete_media("5")
    with pytest.raises(NotFoundError):
        client.delete_media("6")
    with pytest.raises(NotFoundError):
        client.delete_media("7")


def test_a_file_that_can_be_read_but_once_is_never_sent_empty(fake: FakeServer) -> None:
    class Pipe(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return False

        def readinto(self, buffer: Any) -> int:
            return 0

    fake.on("POST", "/api/v2/media").reply(status=404)
    fake.on("POST", "/api/v1/media").reply(json={"id": "5", "type": "image", "url": "https://example.social/5.png"})
    client = fake.client()
    with pytest.raises(howdah.UnrepeatableFileError, match="give something that can be read twice"):
        client.post_media(Pipe(), "image/png", "d")  # type: ignore[arg-type]
    assert fake.requests[-1].path == "/api/v2/media"
    assert client.post_media(Pipe(), "image/png", "d").id == "5", "it is known now where"  # type: ignore[arg-type]
    assert fake.requests[-1].path == "/api/v1/media"
    assert [request.path for request in fake.requests].count("/api/v2/media") == 1


@pytest.mark.parametrize("key", ["tag:bücher.example,2026:1", " padded ", "two\nlines"])
def test_any_text_serves_as_an_idempotency_key(fake: FakeServer, key: str) -> None:
    fake.on("POST", "/api/v1/statuses").reply(json=make_status(id="1"))
    for _ in range(2):
        fake.client().post_status("x", idempotency_key=key)
    first, second = (request.headers["idempotency-key"] for request in fake.requests)
    assert first == second
    assert first.isalnum()


@pytest.mark.parametrize("name", ["media", "media_ids", "poll_options", "descriptions"])
def test_a_text_is_no_list(fake: FakeServer, name: str) -> None:
    given: dict[str, Any] = {name: "ab"}
    with pytest.raises(TypeError, match=rf"{name} takes a list, not 'ab'"):
        fake.client().post_status("x", **given)
    with pytest.raises(TypeError, match="types takes a list, not 'mention'"):
        fake.client().get_notifications(types="mention")
    assert fake.requests == []


def test_no_file_is_uploaded_before_all_are_found(fake: FakeServer) -> None:
    with pytest.raises(FileNotFoundError):
        fake.client().post_status("x", media=[b"here", "nowhere.png"])
    assert fake.requests == []


def test_the_ways_on_from_a_listing_read_well() -> None:
    client = Client("example.social")
    assert str(inspect.signature(client.get_home_timeline.walk)).endswith("-> Walk[Status]")
    assert str(inspect.signature(client.get_home_timeline.resume)) == "(cursor: str) -> Page[Status]"
    assert "oldest first" in (client.get_home_timeline.walk.__doc__ or "")
