"""What is behind a URL or a handle; and requests that no operation covers."""

from __future__ import annotations

from typing import Any

import pytest

from howdah import ConfigurationError, NotFoundError, Page, SchemaDriftWarning, Server, ServerError
from howdah.models import Account, Status, Tag
from howdah.testing import FakeServer, make_account, make_status

NOTHING: dict[str, Any] = {"accounts": [], "statuses": [], "hashtags": []}


@pytest.fixture
def fake() -> FakeServer:
    return FakeServer("https://example.social")


def test_a_url_gives_what_is_behind_it(fake: FakeServer) -> None:
    url = "https://far.example/@rider/1"
    status = make_status(id="7", url=url)
    fake.on("GET", "/api/v2/search", query={"q": url}).reply(json={**NOTHING, "statuses": [status]})
    found = fake.client().resolve(url)
    assert isinstance(found, Status)
    assert found.id == "7"
    assert fake.requests[0].query["resolve"] == "true"


def test_what_has_the_very_url_comes_before_what_only_mentions_it(fake: FakeServer) -> None:
    url = "https://far.example/@rider"
    mention = make_status("https://far.example/@rider is a fine account", id="7")
    other = make_account("riders", url="https://far.example/@riders")
    rider = make_account("rider", id="9", url=url)
    fake.on("GET", "/api/v2/search").reply(json={**NOTHING, "statuses": [mention], "accounts": [other, rider]})
    found = fake.client().resolve(url)
    assert isinstance(found, Account)
    assert found.id == "9"
    by_uri = make_status(id="8", uri="https://far.example/objects/8", url="https://far.example/notice/8")
    fake.on("GET", "/api/v2/search", query={"q": by_uri["uri"]}).reply(json={**NOTHING, "statuses": [mention, by_uri]})
    found = fake.client().resolve(by_uri["uri"])
    assert isinstance(found, Status)
    assert found.id == "8"


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://example.social/@rider/7", "/api/v1/statuses/7"),
        ("https://example.social/@rider@far.example/7", "/api/v1/statuses/7"),
        ("https://example.social/@rider/statuses/7", "/api/v1/statuses/7"),
        ("https://example.social/users/rider/statuses/7", "/api/v1/statuses/7"),
        ("https://example.social/notice/7?x=1", "/api/v1/statuses/7"),
        ("https://example.social/@rider", "/api/v1/accounts/lookup"),
        ("https://example.social/users/rider/", "/api/v1/accounts/lookup"),
        ("https://example.social/tags/%C3%A9l%C3%A9phant", "/api/v1/tags/%C3%A9l%C3%A9phant"),
    ],
)
def test_what_has_its_page_here_needs_no_search(fake: FakeServer, url: str, asked: str) -> None:
    fake.on("GET", "/api/v1/statuses/7").reply(json=make_status(id="7"))
    fake.on("GET", "/api/v1/accounts/lookup").reply(json=make_account("rider"))
    fake.on("GET", "/api/v1/tags/*").reply(json={"name": "éléphant", "url": url})
    fake.client(None).resolve(url)
    assert [request.path for request in fake.requests] == [asked]


def test_what_is_not_where_its_address_says_is_searched_for(fake: FakeServer) -> None:
    url = "https://example.social/@rider/7"
    fake.on("GET", "/api/v1/statuses/7").reply(status=404)
    fake.on("GET", "/api/v2/search").reply(json={**NOTHING, "statuses": [make_status(id="8", url=url)]})
    found = fake.client().resolve(url)
    assert isinstance(found, Status)
    assert found.id == "8"


@pytest.mark.parametrize("url", ["https://example.social/about", "https://far.example/@rider/1", "://"])
@pytest.mark.parametrize("software", ["mastodon", "pleroma"])
def test_what_only_mentions_a_url_is_not_behind_it(url: str, software: str) -> None:
    fake = FakeServer("https://example.social", server=Server(software, "1.0.0"))
    mention = make_status(f"{url} is fine", id="7", url="https://else.example/@a/7", uri="https://else.example/7")
    fake.on("GET", "/api/v2/search").reply(json={**NOTHING, "statuses": [mention]})
    with pytest.raises(NotFoundError, match="finds nothing behind"):
        fake.client().resolve(url)
    stranger = make_account("stranger", url="https://else.example/@stranger")
    fake.on("GET", "/api/v2/search").reply(json={**NOTHING, "accounts": [stranger]})
    with pytest.raises(NotFoundError, match="finds nothing behind"):
        fake.client().resolve(url)


@pytest.mark.parametrize(("software", "given"), [("mastodon", True), ("gotosocial", True), ("pleroma", False)])
def test_a_redirect_within_its_host_is_followed_where_the_search_gives_nothing_else(software: str, given: bool) -> None:
    fake = FakeServer("https://example.social", server=Server(software, "1.0.0"))
    url = "https://far.example/notice/8"
    status = make_status(id="8", url="https://far.example/objects/8", uri="https://far.example/objects/8")
    fake.on("GET", "/api/v2/search").reply(json={**NOTHING, "statuses": [status]})
    if given:
        found = fake.client().resolve(url)
        assert isinstance(found, Status)
        assert found.id == "8"
    else:
        with pytest.raises(NotFoundError):
            fake.client().resolve(url)
    with pytest.raises(NotFoundError):
        fake.client(None).resolve(url)  # without a token this is a search for words


@pytest.mark.parametrize(
    "url",
    [
        "HTTPS://FAR.example/@rider",
        "https://far.example/@rider/",
        "https://far.example/@rider#top",
        "https://far.example:443/%40rider",
        "far.example/@rider",
    ],
)
def test_a_url_may_be_written_in_several_ways(url: str) -> None:
    fake = FakeServer("https://example.social", server=Server("pleroma", "1.0.0"))
    fake.on("GET", "/api/v2/search").reply(
        json={**NOTHING, "accounts": [make_account("rider", url="https://far.example/@rider")]}
    )
    assert isinstance(fake.client().resolve(url), Account)


def test_a_url_without_its_scheme_is_one(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/statuses/12").reply(json=make_status(id="12"))
    assert isinstance(fake.client().resolve("example.social/@a/12"), Status)


@pytest.mark.parametrize("nothing", ["", " ", "@", "#", "acct:", "@a@b@c", "two words"])
def test_what_is_neither_url_nor_handle_says_so(fake: FakeServer, nothing: str) -> None:
    with pytest.raises(ConfigurationError):
        fake.client().resolve(nothing)
    assert fake.requests == []


@pytest.mark.parametrize("wrong", [None, 5, b"@rider"])
def test_what_is_no_text_is_a_type_error(fake: FakeServer, wrong: Any) -> None:
    with pytest.raises(TypeError, match="url_or_handle must be a str"):
        fake.client().resolve(wrong)


def test_without_a_token_only_what_is_known_here_is_found(fake: FakeServer) -> None:
    fake.on("GET", "/api/v2/search").reply(json=NOTHING)
    with pytest.raises(NotFoundError, match="finds nothing behind"):
        fake.client(None).resolve("https://far.example/@rider/1")
    assert "resolve" not in fake.requests[0].query


@pytest.mark.parametrize(
    "handle", ["@rider", "rider", "@rider@far.example", "rider@far.example", "acct:rider@far.example"]
)
def test_a_handle_is_looked_up(fake: FakeServer, handle: str) -> None:
    acct = handle.removeprefix("acct:").removeprefix("@")
    fake.on("GET", "/api/v1/accounts/lookup", query={"acct": acct}).reply(json=make_account("rider"))
    found = fake.client().resolve(handle)
    assert isinstance(found, Account)


def test_an_unknown_handle_is_fetched_from_its_server(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/accounts/lookup").reply(status=404)
    other = make_account("riders", acct="riders@far.example", url="https://far.example/@riders")
    right = make_account("rider", acct="rider@far.example", url="https://far.example/@rider")
    fake.on("GET", "/api/v2/search").reply(json={**NOTHING, "accounts": [other, right]})
    found = fake.client().resolve("@Rider@far.example")
    assert isinstance(found, Account)
    assert found.acct == "rider@far.example"
    with pytest.raises(NotFoundError):
        fake.client().resolve("@nobody@far.example")
    with pytest.raises(NotFoundError):
        fake.client().resolve("@nobody")


def test_a_hashtag_is_asked_for_by_its_name(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/tags/nosuch").reply(json={"name": "nosuch", "url": "https://example.social/tags/nosuch"})
    found = fake.client().resolve("#nosuch")
    assert isinstance(found, Tag)
    assert found.name == "nosuch"


def test_a_hashtag_is_the_one_that_was_meant(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/tags/*").reply(status=404)
    tags = [{"name": name, "url": f"https://example.social/tags/{name}"} for name in ("elephants2", "Elephants")]
    fake.on("GET", "/api/v2/search").reply(json={**NOTHING, "hashtags": tags})
    found = fake.client().resolve("#elephants")
    assert isinstance(found, Tag)
    assert found.name == "Elephants"
    with pytest.raises(NotFoundError):
        fake.client().resolve("#camels")


def test_what_a_search_gives_in_part_is_no_hindrance(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/tags/*").reply(status=404)
    fake.on("GET", "/api/v2/search").reply(
        json={**NOTHING, "hashtags": [{"name": None, "url": "x"}, {"name": "cat", "url": "y"}]}
    )
    with pytest.warns(SchemaDriftWarning):
        found = fake.client().resolve("#cat")
    assert isinstance(found, Tag)
    assert found.name == "cat"


def test_a_request_of_ones_own_is_made_as_all_others(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/new_thing").reply(status=503).reply(json=make_status("new", id="1"))
    status = fake.client().request("GET", "/api/v1/new_thing", into=Status, query={"types": ["a", "b"], "x": None})
    assert status.id == "1"
    assert len(fake.requests) == 2
    assert fake.requests[1].query == {"types[]": ["a", "b"]}
    assert fake.requests[1].headers["authorization"].startswith("Bearer ")


def test_a_list_is_a_page(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/new_things?limit=1").reply(
        json=[make_status(id="2")], next_page="/api/v1/new_things?max_id=2"
    )
    fake.on("GET", "/api/v1/new_things?max_id=2").reply(json=[make_status(id="1")])
    page = fake.client().request("GET", "/api/v1/new_things", into=list[Status], query={"limit": 1})
    assert isinstance(page, Page)
    assert [status.id for status in page.all()] == ["2", "1"]


def test_without_a_type_it_is_the_json_or_nothing(fake: FakeServer) -> None:
    fake.on("POST", "/api/v1/new_thing").reply(json={"a": [1]}).reply(body="", status=200)
    client = fake.client()
    assert client.request("POST", "/api/v1/new_thing", body={"b": True}) == {"a": [1]}
    assert client.request("post", "/api/v1/new_thing", files={"file": b"x"}) is None
    assert fake.requests[0].form == {"b": "true"}
    assert fake.requests[1].headers["content-type"].startswith("multipart/form-data")


@pytest.mark.parametrize(
    "path", ["https://evil.example/x", "//evil.example/x", "x", "", "https://example.social.evil/"]
)
def test_a_request_never_leaves_its_server(fake: FakeServer, path: str) -> None:
    with pytest.raises(ConfigurationError, match=r"is no request to example\.social"):
        fake.client().request("GET", path)
    assert fake.requests == []


def test_errors_are_the_same(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/new_thing").reply(status=500)
    with pytest.raises(ServerError):
        fake.client().request("GET", "/api/v1/new_thing")
    with pytest.raises(ConfigurationError):
        fake.client().request("BREW", "/api/v1/new_thing")


@pytest.mark.anyio
async def test_it_is_awaited_on_the_async_client(fake: FakeServer, anyio_backend: str) -> None:
    fake.on("GET", "/api/v1/new_things").reply(json=[make_status(id="2")])
    page = await fake.async_client().request("GET", "/api/v1/new_things", into=list[Status])
    assert [status.id async for status in page.all()] == ["2"]
