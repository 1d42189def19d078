"""The plugin's actions as platypush sees them, and the requests that they make."""

from __future__ import annotations

import inspect
import json
import os
import re
import sys
import typing
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx2
import pytest

from howdah import MissingExtraError
from howdah.core.errors import ApiError

if find_spec("platypush") is None and not os.environ.get("CI"):
    pytest.skip("platypush is not installed", allow_module_level=True)

from platypush.common.reflection import Integration
from platypush.config import Config

from howdah.compat.platypush import MastodonPlugin, shapes
from howdah.compat.platypush.connections import Connections

pytestmark = pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")  # these answers say but little

SHARED = Path(__file__).parents[3] / "shared"
ACTIONS = SHARED / "api" / "platypush_actions.json"
RECORDED = SHARED / "recorded" / "mastodon-4.x.json"
documented: dict[str, Any] = json.loads(ACTIONS.read_text()) if ACTIONS.is_file() else {"actions": {}, "schemas": {}}
ELSEWHERE = {"update_list": ("title",)}
"""Parameters that may be left out here, and not there."""

ANYTHING = {"id": "1", "title": "t", "url": "https://example.social/x", "access_token": "t", "token_type": "Bearer"} | {
    "phrase": "p",
    "context": ["home"],
}
"""An answer that is enough for every action."""

Sent = tuple[str, str, Any]


class Wire:
    """A plugin whose requests go nowhere, and are kept."""

    def __init__(self) -> None:
        self.sent: list[httpx2.Request] = []
        self.answers: dict[str, Any] = {}
        self.plugin = MastodonPlugin("https://example.social", "secret", events=[])
        client = httpx2.Client(transport=httpx2.MockTransport(self._answer))
        self.plugin._connections = Connections("https://example.social", "secret", {"client": client})

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        answer = self.answers.get(request.url.path, ANYTHING)
        return answer if isinstance(answer, httpx2.Response) else httpx2.Response(200, json=answer)

    def act(self, name: str, /, *args: Any, **kwargs: Any) -> Any:
        """What an action gives, without platypush's wrapping."""
        action: Any = getattr(MastodonPlugin, name)
        return action.wrapped(self.plugin, *args, **kwargs)

    def last(self) -> Sent:
        """The last request: what was asked, and with what."""
        request = self.sent[-1]
        body = request.content.decode("utf-8", "replace")
        if request.headers.get("content-type", "").startswith("application/json"):
            return request.method, request.url.path, json.loads(body)
        return request.method, request.url.path, parse_qsl(body or request.url.query.decode(), keep_blank_values=True)


@pytest.fixture(scope="module", autouse=True)
def configured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A configuration for platypush, which else would make one in the machine's own folders."""
    folder = tmp_path_factory.mktemp("platypush")
    (folder / "config.yaml").write_text("device_id: test\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", list(sys.path))
        patch.setattr(Config, "_instance", None)
        patch.setattr(Config, "_workdir_location", str(folder))
        Config.init(str(folder / "config.yaml"), workdir=str(folder / "work"), cachedir=str(folder / "cache"))
        yield


@pytest.fixture
def wire() -> Iterator[Wire]:
    wire = Wire()
    yield wire
    wire.plugin.stop()


@pytest.mark.skipif(not ACTIONS.is_file(), reason="platypush's actions are not listed here")
def test_every_documented_action_is_there() -> None:
    assert len(documented["actions"]) == documented["count"] == 59


@pytest.mark.parametrize("name", documented["actions"])
def test_an_action_has_the_documented_parameters(name: str) -> None:
    space: dict[str, Any] = dict(vars(typing))
    exec(f"def {documented['actions'][name]['signature'].replace('(, ', '(')}: ...", space)
    wanted = [(p.name, p.default, p.kind) for p in inspect.signature(space[name]).parameters.values()]
    there = [(p.name, p.default, p.kind) for p in inspect.signature(getattr(MastodonPlugin, name)).parameters.values()]
    easier = ELSEWHERE.get(name, ())
    assert [(n, None if n in easier else d, k) for n, d, k in wanted] == there[1:]


def test_platypush_finds_the_actions_and_the_manifest(wire: Wire) -> None:
    assert {*documented["actions"], "get_page"} <= wire.plugin.registered_actions
    assert str(wire.plugin) == "mastodon"
    manifest = wire.plugin.get_manifest()
    assert manifest.package == "platypush.plugins.mastodon"
    assert {event.__name__ for event in manifest.events} == {
        "MastodonNotificationEvent",
        "MastodonStatusEvent",
        "MastodonStatusEditedEvent",
        "MastodonStatusDeletedEvent",
    }


def test_platypush_can_tell_its_users_about_it() -> None:
    told = Integration.by_type(MastodonPlugin)
    assert {*documented["actions"], "get_page"} <= set(told.actions)
    assert told.actions["publish_status"].args["visibility"].doc
    assert told.actions["get_status"].args["status_id"].type == str | int
    own = {"base_url", "access_token", "events", "timeout", "verify", "allow_http"}
    assert {name for name, argument in told.constructor.args.items() if argument.doc} >= own
    assert [name for name, argument in told.constructor.args.items() if argument.required] == ["base_url"]


@pytest.mark.parametrize("name", [*documented["actions"], "get_page"])
def test_an_action_says_what_its_parameters_are(name: str) -> None:
    action = getattr(MastodonPlugin, name)
    said = re.findall(r":param (\w+):", action.__doc__)
    assert said == list(inspect.signature(action).parameters)[1:]


PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.mark.parametrize(
    ("action", "given", "sent"),
    [
        (
            "publish_status",
            {"status": "Hi", "in_reply_to_id": 7, "sensitive": False, "spoiler_text": "s", "visibility": "direct"},
            {("in_reply_to_id", "7"), ("sensitive", "false"), ("spoiler_text", "s"), ("visibility", "direct")},
        ),
        ("publish_status", {"status": "Hi", "visibility": " Direct"}, {("visibility", "direct")}),
        ("publish_status", {"status": "Hi", "visibility": "list:aB"}, {("visibility", "list:aB")}),
        ("update_account", {"privacy": "PRIVATE"}, {("source[privacy]", "private")}),
        (
            "update_account",
            {"metadata": {"name": "Site", "value": "x", "verified_at": None}},
            {("fields_attributes[0][name]", "Site"), ("fields_attributes[0][value]", "x")},
        ),
        ("publish_status", {"status": "Hi", "media_ids": [1, "2"]}, {("media_ids[]", "1"), ("media_ids[]", "2")}),
        (
            "add_accounts_to_list",
            {"list_id": 1, "account_ids": [7, "8"]},
            {("account_ids[]", "7"), ("account_ids[]", "8")},
        ),
        ("remove_accounts_from_list", {"list_id": 1, "account_ids": [7]}, {("account_ids[]", "7")}),
        (
            "update_account",
            {"bot": False, "locked": True, "sensitive": False},
            {("bot", "false"), ("locked", "true"), ("source[sensitive]", "false")},
        ),
        (
            "update_account",
            {"metadata": [{"name": "Site", "value": 1}]},
            {("fields_attributes[0][name]", "Site"), ("fields_attributes[0][value]", "1")},
        ),
        (
            "create_filter",
            {"phrase": "x", "context": ["home"], "irreversible": False},
            {("context[]", "home"), ("irreversible", "false")},
        ),
        ("update_filter", {"filter_id": 1, "whole_word": False}, {("whole_word", "false")}),
        ("follow_account", {"account_id": 1}, {("notify", "false"), ("reblogs", "true")}),
        ("set_account_note", {"account_id": 1, "note": 5}, {("comment", "5")}),
        ("add_featured_tag", {"name": "#tag"}, {("name", "tag")}),
        (
            "register_account",
            {"username": "a", "email": "b@c", "password": 1},
            {("agreement", "true"), ("password", "1"), ("locale", "en")},
        ),
        (
            "update_list",
            {"list_id": 1, "replies_policy": "following"},
            {("title", "t"), ("replies_policy", "followed")},
        ),
        (
            "search",
            {"query": 5, "type": "accounts", "offset": 20, "following": True},
            {("q", "5"), ("type", "accounts"), ("offset", "20"), ("following", "true")},
        ),
    ],
)
def test_what_is_given_is_sent(wire: Wire, action: str, given: dict[str, Any], sent: set[tuple[str, str]]) -> None:
    wire.act(action, **given)
    pairs = wire.last()[2]
    assert sent <= set(pairs)
    assert "" not in dict(pairs).values()


@pytest.mark.parametrize(
    ("action", "given", "request_line"),
    [
        ("remove_favourite_status", {"status_id": 5}, "POST /api/v1/statuses/5/unfavourite"),
        ("dismiss_notifications", {"notification_id": 5}, "POST /api/v1/notifications/5/dismiss"),
        ("dismiss_notifications", {}, "POST /api/v1/notifications/clear"),
        ("get_lists", {"list_id": "01H"}, "GET /api/v1/lists/01H"),
        ("update_media", {"media_id": 5}, "PUT /api/v1/media/5"),
    ],
)
def test_the_right_thing_is_asked(wire: Wire, action: str, given: dict[str, Any], request_line: str) -> None:
    wire.act(action, **given)
    assert " ".join(wire.last()[:2]) == request_line


@pytest.mark.parametrize(
    ("action", "given", "wrong"),
    [
        ("update_account", {"metadata": [{"nmae": "Site", "value": "x"}]}, "metadata are rows with name and value"),
        ("update_account", {"metadata": "Site: x"}, "metadata are rows with name and value"),
        ("get_statuses", {"account_id": 1, "offset": -1}, "offset must be 0 or more, not -1"),
    ],
)
def test_what_would_erase_or_cannot_be_is_refused_before_anything_is_sent(
    wire: Wire, action: str, given: dict[str, Any], wrong: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=wrong):
        wire.act(action, **given)
    assert wire.sent == []


def test_what_is_not_given_is_not_sent(wire: Wire) -> None:
    wire.act("publish_status", "Hi")
    assert wire.last()[2] == [("status", "Hi")]
    wire.answers["/api/v1/timelines/home"] = []
    wire.act("get_home_timeline")
    assert wire.last()[2] == [("limit", "20")]


def test_files_are_sent_and_closed(wire: Wire, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(PICTURE)
    wire.act("update_account", avatar=str(picture), header=str(picture), metadata=[{"name": "a", "value": "b"}])
    body = wire.sent[-1].content
    assert body.count(PICTURE) == 2
    assert b'name="fields_attributes[0][name]"' in body
    wire.act("update_media", 1, file=str(picture), description="d")
    assert PICTURE in wire.sent[-1].content


def pages(wire: Wire, path: str, count: int) -> None:
    """Let a listing have so many items, two on each page, found by its links alone."""

    def page(request: httpx2.Request) -> httpx2.Response:
        wire.sent.append(request)
        start = int(dict(parse_qsl(request.url.query.decode())).get("max_id", 0))
        items = [
            {"id": f"x{number}", "media_attachments": [], "tags": []} for number in range(start, min(count, start + 2))
        ]
        more = f'<https://example.social{path}?limit=2&max_id={start + 2}>; rel="next"'
        return httpx2.Response(200, json=items, headers={"Link": more} if start + 2 < count else {})

    client = httpx2.Client(transport=httpx2.MockTransport(page))
    wire.plugin._connections = Connections("https://example.social", "secret", {"client": client})


def test_pages_that_only_links_lead_to_can_be_followed(wire: Wire) -> None:
    pages(wire, "/api/v1/bookmarks", 5)
    page = wire.act("get_bookmarked_statuses", limit=2, paged=True)
    seen = [item["id"] for item in page["items"]]
    while page["next"]:
        page = wire.act("get_page", page["next"])
        seen += [item["id"] for item in page["items"]]
    assert seen == ["x0", "x1", "x2", "x3", "x4"]
    assert page["items"][0]["attachments"] == []


def test_pages_without_links_are_followed_by_their_ids(wire: Wire) -> None:
    wire.answers["/api/v1/timelines/home"] = [{"id": "9"}, {"id": "8"}]
    page = wire.act("get_home_timeline", limit=2, paged=True)
    wire.answers["/api/v1/timelines/home"] = [{"id": "7"}]
    assert [item["id"] for item in wire.act("get_page", page["next"])["items"]] == ["7"]
    assert ("max_id", "8") in wire.last()[2]
    wire.act("get_page", page["previous"])
    assert ("min_id", "9") in wire.last()[2]


def test_what_comes_after_the_last_page_is_no_cursor(wire: Wire) -> None:
    with pytest.raises(ValueError, match="None is not a cursor"):
        wire.act("get_page", None)


def test_an_answer_that_is_not_quite_json_is_read_all_the_same(wire: Wire) -> None:
    body = b'{"id": "5", "content": "caf\xe9", "media_attachments": []}'
    wire.answers["/api/v1/statuses/5"] = httpx2.Response(200, content=body)
    assert wire.act("get_status", 5)["content"] == "caf\N{REPLACEMENT CHARACTER}"


def test_an_offset_that_servers_do_not_know_is_kept_all_the_same(wire: Wire) -> None:
    pages(wire, "/api/v1/accounts/1/followers", 7)
    assert [item["id"] for item in wire.act("get_followers", 1, limit=2, offset=3)] == ["x3", "x4"]
    assert all("offset" not in str(request.url) for request in wire.sent)
    assert wire.act("get_followers", 1, limit=2, offset=9) == []


def test_a_refusal_says_what_the_server_said(wire: Wire) -> None:
    wire.answers["/api/v1/statuses"] = httpx2.Response(422, json={"error": "Validation failed: Text can't be blank"})
    with pytest.raises(ApiError, match="Text can't be blank"):
        wire.act("publish_status", "")


def test_platypush_gets_errors_as_text_without_the_token(wire: Wire) -> None:
    wire.answers["/api/v1/statuses/5"] = httpx2.Response(401, json={"error": "The access token secret was revoked"})
    response: Any = wire.plugin.get_status("5")
    assert "401" in response.errors[0]
    assert "secret" not in response.errors[0]


def test_an_unknown_kind_of_event_is_refused() -> None:
    with pytest.raises(ValueError, match="no events named 'likes'"):
        MastodonPlugin("https://example.social", "secret", events=["likes"])
    with pytest.raises(TypeError, match="write"):
        MastodonPlugin("https://example.social", "secret", events="statuses")


# platypush's own schemas: whatever they give is in what we give


def put_right(name: str, theirs: Any, ours: Any) -> bool:
    """Whether a difference is one of those that are meant."""
    return (name == "last_status" and theirs is None) or name == "day"  # there, in the machine's own time zone


def compare(theirs: Any, ours: Any, where: str) -> None:
    """Everything that the bundled plugin puts out is in what Howdah's does."""
    if isinstance(theirs, dict):
        for name, value in theirs.items():
            if not put_right(name, value, ours):
                compare(value, ours[name], f"{where}.{name}")
    elif isinstance(theirs, list):
        assert len(theirs) == len(ours), where
        for number, item in enumerate(theirs):
            compare(item, ours[number], f"{where}[{number}]")
    else:
        assert (type(theirs), theirs) == (type(ours), ours), where


def entities(node: Any) -> Iterator[dict[str, Any]]:
    """Every object within recorded answers, which may be text within text."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for value in node:
            yield from entities(value)
    elif isinstance(node, str) and node[:1] in "[{":
        with suppress(ValueError):
            yield from entities(json.loads(node))


@cache
def recorded() -> list[dict[str, Any]]:
    """Every object that a real Mastodon has sent, and of the kinds that it was not asked for, made ones."""
    found = list(entities(json.loads(RECORDED.read_text())))
    account = next(entity for entity in found if "followers_count" in entity)
    status = next(entity for entity in found if "media_attachments" in entity)
    tag = {"name": "a", "url": "https://x/a", "history": [{"day": "1763683200", "uses": "4", "accounts": "2"}]}
    return [
        *found,
        {
            "id": "7",
            "phrase": " x ",
            "whole_word": True,
            "irreversible": False,
            "expires_at": None,
            "context": ["home"],
        },
        {"id": "8", "unread": True, "accounts": [account], "last_status": status},
        {"accounts": [account], "statuses": [status], "hashtags": [tag]},
    ]


@pytest.mark.skipif(not RECORDED.is_file(), reason="the recorded answers are not here")
@pytest.mark.parametrize(
    ("schema", "shape", "keys"),
    [
        ("MastodonStatusSchema", "STATUS", {"media_attachments", "visibility", "account", "replies_count"}),
        ("MastodonAccountSchema", "ACCOUNT", {"acct", "display_name", "followers_count"}),
        ("MastodonMediaSchema", "MEDIA", {"preview_url", "blurhash"}),
        ("MastodonNotificationSchema", "NOTIFICATION", {"type", "account", "created_at", "group_key"}),
        ("MastodonListSchema", "LIST", {"title", "replies_policy"}),
        ("MastodonFilterSchema", "FILTER", {"phrase", "whole_word", "irreversible"}),
        ("MastodonConversationSchema", "CONVERSATION", {"unread", "accounts", "last_status"}),
        ("MastodonFeaturedHashtagSchema", "FEATURED_HASHTAG", {"statuses_count", "last_status_at", "name"}),
        ("MastodonSearchSchema", "SEARCH", {"accounts", "statuses", "hashtags"}),
    ],
)
def test_all_that_the_bundled_plugin_puts_out_is_there(schema: str, shape: str, keys: set[str]) -> None:
    import platypush.schemas.mastodon

    answers = [entity for entity in recorded() if keys <= entity.keys()]
    assert answers
    for answer in answers:
        theirs = getattr(platypush.schemas.mastodon, schema)().dump(answer)
        compare(theirs, shapes.shaped(getattr(shapes, shape), answer), shape)


def test_it_says_what_is_missing_where_platypush_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    monkeypatch.setitem(sys.modules, "platypush.config", None)
    monkeypatch.delitem(sys.modules, "howdah.compat.platypush.host")
    with pytest.raises(MissingExtraError, match=r"howdah\[platypush\]"):
        importlib.import_module("howdah.compat.platypush.host")
