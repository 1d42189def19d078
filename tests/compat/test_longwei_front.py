"""What longwei does beyond requests and models: budgets, pages, pauses, both conventions, errors."""

from __future__ import annotations

import copy
import inspect
import io
import json
import pickle
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import anyio
import httpx
import httpx2
import longwei
import pytest
from tests.compat.longwei_answers import comparable
from tests.compat.longwei_arguments import arguments_for
from tests.compat.longwei_wire import PACKAGES, client_of, read, usual

import howdah
from howdah.compat import longwei as front
from howdah.compat.longwei import APClient
from howdah.compat.longwei.exceptions import NotFoundError as SameError
from howdah.compat.longwei.models import Account, Status
from howdah.sandbox import Sandbox
from howdah.testing import make_status

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("bounded")]
both_libraries = pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)


class Server:
    """Answers each request with what a function makes of it, and keeps what it was asked."""

    def __init__(self, answer: Callable[[httpx2.Request], Any]) -> None:
        self._answer = answer
        self.asked: list[str] = []
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        self.asked.append(f"{request.method} {request.url.raw_path.decode()}")
        told = self._answer(request)
        return told if isinstance(told, httpx2.Response) else httpx2.Response(200, json=told)


def told(*answers: Any) -> Server:
    """A server that gives its answers in turn, and the last one for ever after."""
    waiting = list(answers)
    return Server(lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0])


def budget(remaining: int, reset: datetime, status: int = 200, document: Any = None) -> httpx2.Response:
    headers = {
        "x-ratelimit-limit": "30",
        "x-ratelimit-remaining": str(remaining),
        "x-ratelimit-reset": reset.isoformat(),
    }
    return httpx2.Response(status, json={} if document is None else document, headers=headers)


@both_libraries
async def test_a_spent_budget_is_an_error_before_any_request(package: Any) -> None:
    reset = datetime.now(UTC) + timedelta(minutes=4)
    server = told(budget(0, reset))
    client = client_of(package, server)
    await client.get_account("1")
    assert (client.ratelimit_limit, client.ratelimit_remaining, client.ratelimit_reset) == (30, 0, reset)
    with pytest.raises(package.RatelimitError) as caught:
        await client.get_account("1")
    assert len(server.requests) == 1
    error = caught.value
    assert str(error) == "429 — Rate limited"
    assert (error.status_code, error.ratelimit_limit, error.ratelimit_reset) == (429, 30, reset)
    client.ratelimit_reset = datetime.now(UTC) - timedelta(seconds=1)
    if package is longwei:  # Howdah's own limiter does not forget what the server said
        await client.get_account("1")
    await client.close()


@pytest.mark.parametrize("zone", [UTC, None])
@pytest.mark.parametrize("call", ["search", "determine_instance_type", "post_status", "get_home_timeline"])
async def test_a_spent_budget_stops_every_kind_of_call(call: str, zone: tzinfo | None) -> None:
    server = told({})
    client = client_of(front, server)
    client.ratelimit_remaining = 0
    client.ratelimit_reset = (datetime.now(UTC) + timedelta(minutes=1)).replace(tzinfo=zone)
    arguments = {"search": ("x", front.SearchType.STATUSES), "post_status": ("x",)}
    with pytest.raises(front.RatelimitError):
        await getattr(client, call)(*arguments.get(call, ()))
    assert server.requests == []


@both_libraries
async def test_a_refusal_for_the_rate_limit_is_raised_and_not_waited_for(package: Any) -> None:
    reset = datetime.now(UTC) + timedelta(minutes=4)
    server = told(budget(0, reset, 429, {"error": "Too many requests"}))
    client = client_of(package, server)
    with pytest.raises(package.RatelimitError) as caught:
        await client.get_home_timeline()
    assert (caught.value.message, caught.value.ratelimit_reset, caught.value.ratelimit_limit) == (
        "Too many requests",
        reset,
        30,
    )
    assert len(server.requests) == 1
    await client.close()


NEXT = '<https://example.org/api/v1/mutes?limit=2&max_id=5>; rel="next"'
PREV = '<https://example.org/api/v1/mutes?limit=2&min_id=9>; rel="prev"'


@pytest.mark.parametrize("link", [f"{NEXT}, {PREV}", NEXT, PREV, PREV.replace("min_id", "since_id"), ""])
async def test_pagination_tells_where_the_page_leads_as_longweis_does(link: str) -> None:
    seen = []
    for package in PACKAGES.values():
        client = client_of(package, told(httpx2.Response(200, json=[], headers={"link": link} if link else {})))
        await client.get_mutes(limit=2)
        seen.append(client.pagination)
        await client.close()
    assert seen[0] == seen[1]


@pytest.mark.parametrize("method", ["get_home_timeline", "get_status"])
async def test_a_link_that_is_none_loses_no_answer(method: str) -> None:
    link = {"link": '<https://[::bad/x?max_id=1>; rel="next"'}
    document = [{"id": "1"}] if method == "get_home_timeline" else {"id": "1"}
    client = client_of(front, told(httpx2.Response(200, json=document, headers=link)))
    given = await getattr(client, method)(*(["1"] if method == "get_status" else []))
    assert "id='1'" in repr(given)
    assert client.pagination["next"]["max_id"] is None


async def test_a_last_page_leads_nowhere_so_that_loops_end() -> None:
    pages = [httpx2.Response(200, json=[], headers={"link": NEXT}), httpx2.Response(200, json=[])]
    client = client_of(front, told(*pages))
    await client.get_mutes()
    assert client.pagination["next"]["max_id"] == "5"
    await client.get_mutes()
    assert client.pagination == {side: {"max_id": None, "min_id": None} for side in ("next", "prev")}


async def test_a_call_that_has_no_pages_leaves_pagination_alone() -> None:
    client = client_of(front, told(httpx2.Response(200, json=[], headers={"link": NEXT}), {"id": "1"}))
    await client.get_mutes()
    await client.get_account("1")
    assert client.pagination["next"]["max_id"] == "5"


async def test_deleting_pauses_for_up_to_three_seconds_unless_it_is_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    paused: list[float] = []

    async def sleep(seconds: float) -> None:
        paused.append(seconds)

    client = client_of(front, told({"id": "1"}))
    monkeypatch.setattr(anyio, "sleep", sleep)
    for _ in range(20):
        await client.delete_status("1")
    assert len(set(paused)) > 1
    assert all(0 <= seconds <= 3 for seconds in paused)
    paused.clear()
    assert (await client.delete_status(Status(id="1"), delete_only_one=True)).id == "1"
    assert paused == []


@pytest.mark.parametrize(
    ("kind", "given", "asked"),
    [
        ("Mastodon", {"id": "5", "reblogged": True}, ["DELETE /api/v1/statuses/5"]),
        ("Pleroma", {"id": "5"}, ["DELETE /api/v1/statuses/5"]),
        ("Pleroma", {"id": "5", "reblogged": True, "reblog": {"id": "4"}}, ["POST /api/v1/statuses/4/unreblog"]),
        ("Pleroma", {"id": "5", "reblogged": True}, ["POST /api/v1/statuses/5/unreblog", "DELETE /api/v1/statuses/5"]),
        (
            "Pleroma",
            {"id": "5", "favourited": True},
            ["POST /api/v1/statuses/5/unfavourite", "DELETE /api/v1/statuses/5"],
        ),
    ],
)
async def test_on_pleroma_boosts_and_favourites_are_undone_first(
    kind: str, given: dict[str, Any], asked: list[str]
) -> None:
    server = told({"id": "9"})
    client = client_of(front, server, kind)
    await client.delete_status(Status(**given), delete_only_one=True)
    assert server.asked == asked


async def test_on_pleroma_what_is_not_yours_to_delete_is_only_undone() -> None:
    server = Server(lambda r: httpx2.Response(403, json={}) if r.method == "DELETE" else {"id": "9"})
    client = client_of(front, server, "Pleroma")
    assert (await client.delete_status(Status(id="5", favourited=True), True)).id == "9"
    with pytest.raises(front.ForbiddenError):
        await client.delete_status(Status(id="5"), True)


@both_libraries
async def test_a_snac_is_not_asked_to_delete_what_it_cannot(package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def sleep(**_: float) -> None:
        pytest.fail("it paused for nothing")

    monkeypatch.setattr(anyio, "sleep", sleep)
    server = told({"id": "9"})
    client = client_of(package, server, "snac")
    for given in ("5", package.Status(id="5", reblogged=True)):
        with pytest.raises(package.ClientError, match=r"^— snac does not support status deletion") as caught:
            await client.delete_status(given)
        assert type(caught.value) is package.ClientError
    assert server.asked == []
    await client.close()


@both_libraries
async def test_undoing_takes_a_status_or_its_id(package: Any) -> None:
    server = told({"id": "9"})
    client = client_of(package, server)
    boost = package.Status(id="5", reblog=package.Status(id="4"))
    for given in ("3", boost):
        await client.undo_reblog(given)
        await client.undo_favourite(given)
    assert [asked.partition("/statuses/")[2] for asked in server.asked] == [
        "3/unreblog",
        "3/unfavourite",
        "4/unreblog",
        "5/unfavourite",
    ]
    await client.close()


@pytest.mark.parametrize("later", [datetime(2030, 1, 1, 10), datetime(2030, 1, 1, 10, tzinfo=UTC)])  # noqa: DTZ001
async def test_a_time_without_a_zone_is_utc(later: datetime) -> None:
    server = told({"id": "5", "scheduled_at": "2030-01-01T10:00:00.000Z", "params": {"text": "x"}})
    client = client_of(front, server)
    posted = await client.post_status("x", scheduled_at=later)
    await client.update_scheduled_status("5", later)
    assert [dict(read(request)[3])["scheduled_at"] for request in server.requests] == ["2030-01-01T10:00:00+00:00"] * 2
    assert (posted.id, posted.params) == ("5", {"text": "x"})


@both_libraries
async def test_a_chat_message_that_is_not_there_is_none(package: Any) -> None:
    client = client_of(package, told(httpx2.Response(404, json={"error": "Record not found"})))
    assert await client.delete_pleroma_chat_message("1", "2") is None
    with pytest.raises(package.NotFoundError):
        await client.get_pleroma_chat("1")
    await client.close()


async def test_the_older_search_is_asked_for_no_more_than_it_knows() -> None:
    asked = []
    for package in PACKAGES.values():
        server = Server(
            lambda r: httpx2.Response(404, json={}) if "/v2/" in r.url.path else {"hashtags": [{"name": "a"}]}
        )
        client = client_of(package, server)
        found = await client.search(
            "a", package.SearchType.HASHTAGS, resolve=False, following=True, account_id="7", offset=2, limit=5
        )
        assert comparable(found)["hashtags"][0]["name"] == "a"
        asked.append([read(request) for request in server.requests])
        await client.close()
    assert asked[0] == asked[1]
    assert [dict(query) for _, _, query, _ in asked[1]] == [
        {
            "q": "a",
            "type": "hashtags",
            "resolve": "false",
            "following": "true",
            "account_id": "7",
            "offset": "2",
            "limit": "5",
        },
        {"q": "a", "type": "hashtags", "resolve": "false", "limit": "5"},
    ]


MASTODON = {
    "version": "4.3.0",
    "configuration": {
        "statuses": {"max_characters": 777, "max_media_attachments": 6},
        "media_attachments": {"supported_mime_types": ["image/png", "video/mp4"], "image_size_limit": 123456},
    },
}
ABSURD = {
    "configuration": {
        "statuses": {"max_characters": 10**9, "max_media_attachments": 10**4},
        "media_attachments": {"image_size_limit": 10**12, "supported_mime_types": [f"a/{n}" for n in range(300)]},
    }
}
MALFORMED = {
    "configuration": {
        "statuses": {"max_characters": "many", "max_media_attachments": -1},
        "media_attachments": {"image_size_limit": 0, "supported_mime_types": "a/b"},
    }
}


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ((200, MASTODON), (404, {})),
        ((404, {}), (200, {**MASTODON, "version": "3.5.0"})),
        ((403, {}), (200, {**MASTODON, "version": "3.5.0"})),
        ((404, {}), (200, {"version": "2.7.2 (compatible; Pleroma 2.10.0)", "pleroma": {}, "max_toot_chars": 5000})),
        ((200, {"version": "2.7.2 (compatible; Pleroma 2.10.0)"}), (404, {})),
        ((404, {}), (200, {"version": "2.7.2 (compatible; Akkoma 3.16.0)", "pleroma": {}})),
        ((404, {}), (200, {"version": "4.0.0 (not true; really snac 2.75)", **MASTODON, "configuration": {}})),
        ((200, ABSURD), (404, {})),
        ((200, MALFORMED), (404, {})),
        ((200, {}), (404, {})),
    ],
)
async def test_the_kind_of_server_and_its_limits_are_found_out_as_longwei_does(newer: Any, older: Any) -> None:
    seen = []
    for package in PACKAGES.values():
        client = client_of(
            package,
            Server(
                lambda r: (
                    httpx2.Response(newer[0], json=newer[1])
                    if "/v2/" in r.url.path
                    else httpx2.Response(older[0], json=older[1])
                )
            ),
        )
        await client.determine_instance_type()
        names = ("instance_type", "max_status_len", "max_attachments", "max_att_size", "supported_mime_types")
        seen.append([getattr(client, name) for name in names])
        await client.close()
    assert seen[0] == seen[1]


STATUSES = [400, 401, 403, 404, 405, 406, 409, 410, 413, 418, 422, 429]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(
    "body", [b'{"error": "Oops", "error_description": "and more"}', b"<html>" + b"away " * 200, b""]
)
async def test_a_refusal_is_the_error_that_longwei_raises(status: int, body: bytes) -> None:
    seen = []
    for package in PACKAGES.values():
        headers = {"x-request-id": "7", "content-type": "application/json"}
        client = client_of(package, told(httpx2.Response(status, content=body, headers=headers)))
        with pytest.raises(package.ActivityPubError) as caught:
            await client.get_trending_statuses()
        error = caught.value
        said = {**vars(error), "occurred_at": None, "reason_phrase": None, "response_text": error.response_text or ""}
        seen.append((type(error).__name__, {name: value or "" for name, value in said.items()}))
        await client.close()
    assert seen[0] == seen[1]


async def test_what_the_server_fails_at_is_tried_again_and_then_a_server_error() -> None:
    server = told(httpx2.Response(503), {"id": "1"})
    client = client_of(front, server)
    assert (await client.get_account("1")).id == "1"
    assert len(server.requests) == 2
    client = client_of(front, told(httpx2.Response(500, json={"error": "broken"})))
    with pytest.raises(front.ServerError) as caught:
        await client.favourite("1")
    assert caught.value.status_code == 500


async def test_no_answer_is_a_network_error_and_an_unreadable_one_an_api_error() -> None:
    def broken(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadError("gone")

    with pytest.raises(front.NetworkError) as caught:
        await client_of(front, broken).post_status("x")
    assert isinstance(caught.value.__cause__, howdah.NetworkError)
    with pytest.raises(front.ApiError) as unreadable:
        await client_of(front, told(httpx2.Response(200, content=b"<html>"))).get_account("1")
    assert unreadable.value.status_code == 200
    with pytest.raises(front.ClientError):
        await client_of(front, told({})).vote_poll(poll_id="", choices=[1])


async def test_one_bad_field_loses_neither_the_page_nor_the_rest_of_it() -> None:
    page = [{"id": 1, "followers_count": "many", "username": "alice"}, {"id": "2"}]
    client = client_of(front, told(page))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = await client.get_mutes()
    assert [one.id for one in found] == ["1", "2"]
    assert (found[0].username, found[0].followers_count, found[0].drift) == ("alice", None, {"followers_count": "many"})
    assert [one.category for one in caught] == [howdah.SchemaDriftWarning]


async def test_errors_keep_no_token_and_survive_pickling() -> None:
    client = client_of(front, told(httpx2.Response(404, json={"error": "no token here, is it?"})))
    with pytest.raises(SameError) as caught:
        await client.get_status("1")
    error = caught.value
    assert error is not None
    assert isinstance(error.__cause__, howdah.NotFoundError)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
    assert "secret-of-alice" not in repr(APClient("example.org", "secret-of-alice"))
    assert copy.copy(error).status_code == 404


TOKEN = "secret-of-alice"


@pytest.mark.parametrize("package", [httpx, httpx2], ids=["httpx", "httpx2"])
@pytest.mark.parametrize(
    "made",
    [
        lambda client: APClient("example.org", client, TOKEN, 30),
        lambda client: APClient("https://example.org/", client, access_token=TOKEN),
        lambda client: APClient(instance="example.org", client=client, access_token=TOKEN, timeout=30),
        lambda client: APClient("example.org", TOKEN, client=client),
    ],
)
async def test_a_program_of_1x_brings_its_own_client(package: Any, made: Callable[[Any], APClient]) -> None:
    seen: list[Any] = []

    def answer(request: Any) -> Any:
        seen.append(request)
        return package.Response(200, json={"id": "1"})

    async with package.AsyncClient(transport=package.MockTransport(answer)) as carried:
        client = made(carried)
        assert client.instance == "https://example.org"
        assert (await client.verify_credentials()).id == "1"
        await client.close()
        assert not carried.is_closed
    assert seen[0].headers["authorization"] == f"Bearer {TOKEN}"
    assert seen[0].headers["user-agent"].startswith("howdah/")


async def test_a_client_is_made_and_knows_its_server_in_both_conventions() -> None:
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(told(MASTODON))) as carried:
        for client in (
            await APClient.create("example.org", carried, TOKEN, 30),
            await APClient.create(instance="example.org", client=carried, access_token=TOKEN),
            await APClient.create("example.org", TOKEN, 30, client=carried),
        ):
            assert (client.max_status_len, client.instance_type) == (777, "Mastodon")
    async with Sandbox() as sandbox:
        client = await APClient.create(sandbox.base_url, sandbox.token_of("bob"), timeout=30, http2=True)
        assert (await client.verify_credentials()).username == "bob"
        assert isinstance(await client.howdah.verify_credentials(), howdah.models.CredentialAccount)
        await client.close()


@both_libraries
async def test_a_client_is_closed_at_the_end_of_its_block(package: Any) -> None:
    async with client_of(package, told({"id": "1"})) as client:
        assert (await client.get_account("1")).id == "1"
    async with package.APClient("example.org") as own:
        assert isinstance(own, package.APClient)
    with pytest.raises((package.NetworkError, RuntimeError), match="closed"):
        await own.get_account("1")


@pytest.mark.parametrize("instance", ["http://example.org", "example .org", ""])
async def test_an_address_that_is_none_or_not_safe_is_refused(instance: str) -> None:
    with pytest.raises(front.ClientError):
        APClient(instance, TOKEN)
    with pytest.raises(front.ClientError):
        await APClient.create_app(instance)


BY_POSITION = (
    "create_report",
    "get_account_statuses",
    "get_hashtag_timeline",
    "get_notifications",
    "get_notifications_v2",
    "get_public_timeline",
    "post_status",
    "update_credentials",
    "update_filter",
    "update_filter_v2",
)
"""What longwei 1.5.1 takes by position, and 2.x by name only."""


@pytest.mark.parametrize("method", BY_POSITION)
@pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")
async def test_a_program_of_1x_gives_by_position_what_2x_takes_by_name(method: str) -> None:
    named = arguments_for(front, method, full=True)
    unset = {"media_ids": None} if method == "post_status" else {}
    ordered = {
        name: {**named, **unset}[name]
        for name in inspect.signature(getattr(APClient, method)).parameters
        if name != "self"
    }
    asked: list[list[Any]] = []
    for args, kwargs in (((), named), (tuple(ordered.values()), {})):
        for file in named.values():
            if isinstance(file, io.BytesIO):
                file.seek(0)
        server = Server(usual(method, "Mastodon"))
        client = client_of(front, server)
        await getattr(client, method)(*args, **kwargs)
        asked.append([read(request) for request in server.requests])
        with pytest.raises(TypeError):
            await getattr(client, method)(*ordered.values(), "one too many")
        with pytest.raises(TypeError, match="multiple values"):
            await getattr(client, method)(*ordered.values(), **{list(ordered)[-1]: None})
        await client.close()
    assert asked[0] == asked[1]


async def test_wrong_arguments_are_pythons_own_error() -> None:
    client = client_of(front, told({}))
    for wrong in ({"status_id": "1", "nothing": 1}, {}):
        with pytest.raises(TypeError, match="argument"):
            await client.get_status(**wrong)
    with pytest.raises(TypeError, match=r"multiple values|too many"):
        await client.get_status("1", status_id="2")
    with pytest.raises(TypeError, match="positional"):
        await client.get_status("1", "2")


def log_in(request: httpx2.Request) -> Any:
    """An OAuth server."""
    if request.url.path == "/api/v1/apps":
        return {"id": "1", "name": "x", "client_id": "the-id", "client_secret": "the-secret"}
    return {"access_token": "the-token", "token_type": "Bearer", "scope": "read write", "created_at": 1}


async def test_logging_in_step_by_step_in_both_conventions() -> None:
    server = Server(log_in)
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(server)) as carried:
        ids = ("the-id", "the-secret")
        assert await APClient.create_app("example.org", carried, "mybot", "https://example.org/bot") == ids
        assert await APClient.create_app("example.org", "mybot", client=carried) == ids
        by_1x = await APClient.validate_authorization_code(carried, "example.org", "code", *ids)
        by_2x = await APClient.validate_authorization_code("example.org", "code", *ids, client=carried)
        assert by_1x == by_2x == "the-token"
        with pytest.warns(DeprecationWarning, match="password"):
            assert await APClient.get_auth_token("example.org", "alice", "pass", carried, "mybot") == "the-token"
    app = dict(read(server.requests[0])[3])
    assert (app["client_name"], app["website"], app["scopes"]) == ("mybot", "https://example.org/bot", "read write")
    assert dict(read(server.requests[2])[3])["code"] == "code"
    theirs = await longwei.APClient.generate_authorization_url("example.org", "the-id")
    ours = await APClient.generate_authorization_url("example.org", "the-id")
    assert httpx2.URL(ours).params == httpx2.URL(theirs).params
    assert ours.partition("?")[0] == theirs.partition("?")[0]


async def test_refused_logins_are_longweis_errors() -> None:
    server = told(httpx2.Response(401, json={"error": "invalid_client"}))
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(server)) as carried:
        with pytest.raises(front.UnauthorizedError):
            await APClient.validate_authorization_code("example.org", "code", "a", "b", client=carried)


async def test_a_poll_and_keywords_reach_the_sandbox() -> None:
    async with Sandbox() as sandbox:
        client = APClient(sandbox.base_url, sandbox.token_of("alice"))
        posted = await client.post_status("Which?", poll_options=["tulips", "roses"], poll_expires_in=3600)
        assert posted.poll is not None
        assert [option.title for option in posted.poll.options] == ["tulips", "roses"]
        made = await client.create_filter_v2("x", ["home"], keywords_attributes=[{"keyword": "k", "whole_word": True}])
        assert [keyword.keyword for keyword in made.keywords] == ["k"]
        media = await client.post_media(io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(40)), "image/png", "A garden.")
        assert media.description == "A garden."
        await client.close()


async def test_programs_see_the_models_of_the_front_everywhere() -> None:
    client = client_of(front, told({"id": "1", "account": {"id": "2"}, "reblog": {"id": "3", "account": {"id": "4"}}}))
    status = await client.get_status("1")
    assert type(status) is Status
    assert type(status.account) is Account
    assert type(status.reblog) is Status
    assert json.loads(status.model_dump_json())["reblog"]["account"]["id"] == "4"


V1_FILTER = {
    "id": "7",
    "phrase": "rain",
    "context": ["home"],
    "whole_word": True,
    "expires_at": None,
    "irreversible": False,
}
V1_PAGE = {
    "uri": "example.org",
    "title": "Gardens",
    "version": "3.5.0",
    "description": "",
    "short_description": "Tulips.",
}


def only_version_1(request: httpx2.Request) -> Any:
    """A server of old."""
    answers: dict[str, Any] = {"/api/v1/filters": [V1_FILTER], "/api/v1/instance": V1_PAGE}
    return answers.get(request.url.path) or httpx2.Response(404, json={"error": "Record not found"})


async def test_what_only_newer_servers_have_is_translated_from_what_older_ones_have() -> None:
    client = client_of(front, Server(only_version_1))
    info = await client.get_instance_info()
    assert (type(info), info.domain, info.title, info.description) == (
        front.InstanceInfo,
        "example.org",
        "Gardens",
        "Tulips.",
    )
    (made,) = await client.get_filters_v2()
    assert type(made) is front.FilterV2
    assert (made.context, [keyword.keyword for keyword in made.keywords]) == (["home"], ["rain"])


async def test_a_time_too_soon_is_refused_before_it_could_be_posted_at_once() -> None:
    server = told({"id": "5"})
    with pytest.raises(front.ClientError):
        await client_of(front, server).post_status("x", scheduled_at=datetime.now(UTC) + timedelta(minutes=1))
    assert server.requests == []


async def test_what_was_posted_at_once_is_the_status_that_it_became() -> None:
    became = make_status("x", id="5")
    client = client_of(front, told(became))
    posted = await client.post_status("x", scheduled_at=datetime.now(UTC) + timedelta(days=1))
    assert (type(posted), posted.id, posted.content) == (Status, "5", became["content"])


async def test_a_refusal_that_names_only_the_wait_says_when_to_come_back() -> None:
    client = client_of(front, told(httpx2.Response(429, json={"error": "slow down"}, headers={"retry-after": "60"})))
    with pytest.raises(front.RatelimitError) as caught:
        await client.get_account("1")
    reset = caught.value.ratelimit_reset
    assert reset is not None
    assert 50 < (reset - datetime.now(UTC)).total_seconds() <= 60
