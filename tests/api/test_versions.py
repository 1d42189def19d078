"""What a server has in an older version only is given in the newer one, and never mistaken for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.both_clients import proxy_for

from howdah import ConfigurationError, NotFoundError, NotSupportedError, Server
from howdah.models import FilterV2
from howdah.testing import FakeServer, make_account
from howdah.testing.requests import FakeRequest

pytestmark = pytest.mark.anyio

OLD = {"id": "4", "phrase": "snow", "context": ["home"], "irreversible": False, "whole_word": True, "expires_at": None}
NEW = {"id": "4", "title": "weather", "context": ["home"], "filter_action": "warn", "keywords": [], "statuses": []}


class Desk:
    """A server, and either client of it."""

    def __init__(self, kind: str) -> None:
        self.fake = FakeServer(server=Server("pleroma", "2.9.1"))
        self.client: Any = proxy_for(self.fake.client()) if kind == "sync" else self.fake.async_client()

    def has_version_1(self, **fields: Any) -> None:
        for method, path in [("GET", "/4"), ("POST", ""), ("PUT", "/4")]:
            self.fake.on(method, f"/api/v1/filters{path}").reply(json={**OLD, **fields})
        self.fake.on("GET", "/api/v1/filters").reply(json=[{**OLD, **fields}])
        self.fake.on("DELETE", "/api/v1/filters/4").reply(json={})

    def becomes_mastodon(self) -> None:
        self.fake.on("GET", "/api/v2/filters").reply(json=[NEW])
        self.fake.on("GET", "/api/v2/filters/4").reply(json=NEW)
        self.fake.on("DELETE", "/api/v2/filters/4").reply(json={})
        for method in ("GET", "PUT", "DELETE"):
            self.fake.on(method, "/api/v1/filters/4").reply(status=404)

    @property
    def asked(self) -> list[str]:
        return [f"{request.method} {request.path.removeprefix('/api/')}" for request in self.fake.requests]

    @property
    def last(self) -> FakeRequest:
        return self.fake.requests[-1]


@pytest.fixture(params=["sync", "async"])
def desk(request: pytest.FixtureRequest) -> Desk:
    return Desk(request.param)


def shown(one: FilterV2) -> tuple[Any, ...]:
    return one.id, one.title, one.filter_action, [(word.id, word.keyword, word.whole_word) for word in one.keywords]


SNOW = ("4", "snow", "warn", [("4", "snow", True)])


async def test_what_the_list_gives_can_be_used_where_there_is_version_1_only(desk: Desk) -> None:
    desk.has_version_1()
    (one,) = await desk.client.get_filters_v2()
    assert shown(await desk.client.get_filter_v2(one)) == SNOW
    assert shown(await desk.client.update_filter_v2(one, context=["public"])) == SNOW
    assert (desk.last.form["phrase"], desk.last.form["context[]"]) == ("snow", ["public"])
    await desk.client.delete_filter_v2(one)
    assert desk.asked == [
        "GET v2/filters",
        "GET v1/filters",
        "GET v1/filters/4",
        "GET v1/filters/4",
        "PUT v1/filters/4",
        "DELETE v1/filters/4",
    ]


async def test_that_there_is_version_1_only_is_found_out_once(desk: Desk) -> None:
    desk.has_version_1()
    await desk.client.delete_filter_v2("4")
    await desk.client.get_filter_v2("4")
    assert desk.asked == ["DELETE v2/filters/4", "GET v2/filters", "DELETE v1/filters/4", "GET v1/filters/4"]


async def test_a_filter_of_version_1_is_made_of_one_keyword(desk: Desk) -> None:
    desk.has_version_1(irreversible=True)
    word = {"keyword": "snow", "whole_word": True}
    made = await desk.client.create_filter_v2("weather", ["home"], "hide", 60, [word])
    assert shown(made) == ("4", "snow", "hide", [("4", "snow", True)])
    assert desk.last.form == {
        "phrase": "snow",
        "context[]": ["home"],
        "irreversible": "true",
        "whole_word": "true",
        "expires_in": "60",
    }


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"keywords_attributes": [{"keyword": "a"}, {"keyword": "b"}]},
        {"keywords_attributes": [{}]},
        {"keywords_attributes": [{"keyword": "a"}], "filter_action": "blur"},
        {"keywords_attributes": [{"keyword": "a"}], "statuses_attributes": [{"status_id": "1"}]},
    ],
)
async def test_what_version_1_cannot_say_is_not_created(desk: Desk, given: dict[str, Any]) -> None:
    desk.has_version_1()
    with pytest.raises(ConfigurationError, match="filters of version 1 only"):
        await desk.client.create_filter_v2("a", ["home"], **given)
    assert "POST v1/filters" not in desk.asked


async def test_a_filter_of_version_1_keeps_what_is_not_changed(desk: Desk) -> None:
    ends = datetime.fromtimestamp(desk.fake.clock.time(), UTC) + timedelta(hours=1)
    desk.has_version_1(expires_at=ends.isoformat())
    await desk.client.update_filter_v2(
        "4", title="rain", filter_action="hide", keywords_attributes=[{"id": "4", "keyword": "rain"}]
    )
    assert desk.last.form == {
        "phrase": "rain",
        "context[]": ["home"],
        "irreversible": "true",
        "whole_word": "true",
        "expires_in": "3600",
    }


@pytest.mark.parametrize(
    "given",
    [
        {"title": "weather"},
        {"filter_action": "blur"},
        {"keywords_attributes": [{"keyword": "rain"}]},
        {"keywords_attributes": [{"id": "4", "_destroy": True}]},
        {"keywords_attributes": [{"id": "4"}, {"keyword": "rain"}]},
        {"statuses_attributes": [{"status_id": "1"}]},
    ],
)
async def test_what_version_1_cannot_say_is_not_changed(desk: Desk, given: dict[str, Any]) -> None:
    desk.has_version_1()
    with pytest.raises(ConfigurationError, match="filters of version 1 only"):
        await desk.client.update_filter_v2("4", **given)
    assert "PUT v1/filters/4" not in desk.asked


async def test_where_there_is_version_2_an_id_is_never_taken_for_a_keywords(desk: Desk) -> None:
    desk.has_version_1()
    desk.fake.on("GET", "/api/v2/filters").reply(json=[])
    for _ in range(2):
        with pytest.raises(NotFoundError):
            await desk.client.delete_filter_v2("4")
    assert desk.asked == ["DELETE v2/filters/4", "GET v2/filters", "DELETE v2/filters/4"]


@pytest.mark.parametrize("known", [True, False])
async def test_a_mastodon_that_finds_nothing_just_now_is_still_one(desk: Desk, known: bool) -> None:
    desk.client.session.server = Server("mastodon", "4.5.0") if known else None
    desk.fake.on("GET", "/api/v2/instance").reply(json={"version": "4.5.0", "source_url": "github.com/mastodon"})
    desk.has_version_1()
    with pytest.raises(NotFoundError):
        await desk.client.get_filters_v2()
    with pytest.raises(NotFoundError):
        await desk.client.delete_filter_v2("4")
    with pytest.raises(NotFoundError):
        await desk.client.update_filter_v2("4", context=["home"])
    assert not [asked for asked in desk.asked if "v1/filters" in asked], "a keyword's ID is 4, too"


async def test_where_that_cannot_be_told_it_is_not_taken_for_one_either(desk: Desk) -> None:
    desk.has_version_1()
    desk.fake.on("GET", "/api/v2/filters").reply(status=403)
    with pytest.raises(NotSupportedError):
        await desk.client.delete_filter_v2("4")
    assert desk.asked == ["DELETE v2/filters/4", "GET v2/filters"]


async def test_a_server_that_has_version_2_by_now_is_asked_for_it(desk: Desk) -> None:
    desk.has_version_1()
    await desk.client.get_filters_v2()
    desk.becomes_mastodon()
    assert (await desk.client.get_filter_v2("4")).title == "weather"
    await desk.client.delete_filter_v2("4")
    assert desk.asked[2:] == ["GET v1/filters/4", "GET v2/filters", "GET v2/filters/4", "DELETE v2/filters/4"]


async def test_a_list_that_has_moved_on_is_found_again(desk: Desk) -> None:
    desk.has_version_1()
    await desk.client.get_filters_v2()
    desk.becomes_mastodon()
    desk.fake.on("GET", "/api/v1/filters").reply(status=404)
    for _ in range(2):
        assert [one.title for one in await desk.client.get_filters_v2()] == ["weather"]
    assert desk.asked[2:] == ["GET v1/filters", "GET v2/filters", "GET v2/filters"]


async def test_what_is_in_neither_version_fails_as_the_older_one_did(desk: Desk) -> None:
    desk.has_version_1()
    await desk.client.get_filters_v2()
    with pytest.raises(NotFoundError, match="v1/filters/5"):
        await desk.client.get_filter_v2("5")
    assert desk.asked[2:] == ["GET v1/filters/5", "GET v2/filters"]


async def test_suggestions_come_without_reasons_where_they_have_none(desk: Desk) -> None:
    desk.fake.on("GET", "/api/v1/suggestions").reply(json=[make_account(id="2")])
    (one,) = await desk.client.get_suggestions(5)
    assert (one.account.id, one.source, one.sources) == ("2", None, [])
    assert [account.id for account in await desk.client.get_follow_suggestions(5)] == ["2"]
    assert desk.asked == ["GET v2/suggestions", "GET v1/suggestions", "GET v1/suggestions"]
    assert desk.last.query == {"limit": "5"}


async def test_unread_notifications_are_counted_one_by_one_where_nothing_is_grouped(desk: Desk) -> None:
    desk.fake.on("GET", "/api/v1/notifications/unread_count").reply(json={"count": 7})
    unread = await desk.client.get_unread_notification_count_v2(10, types=["mention"], grouped_types=["follow"])
    assert unread.count == 7
    assert desk.last.query == {"limit": "10", "types[]": ["mention"]}
    assert desk.asked == ["GET v2/notifications/unread_count", "GET v1/notifications/unread_count"]
