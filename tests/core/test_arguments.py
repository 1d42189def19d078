"""Arguments that would go out as something else than they are, and answers that lack what a flow needs."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from howdah import (
    AsyncClient,
    Client,
    ConfigurationError,
    SchemaDriftWarning,
    Server,
    UnexpectedAnswerError,
    operations,
)
from howdah.models import Account, Collection
from howdah.testing import FakeServer, make_account, make_status

MOMENT = datetime(2024, 1, 1, tzinfo=UTC)
Call = Callable[[Client], Any]


@pytest.fixture
def fake() -> FakeServer:
    return FakeServer("https://example.social")


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda client: client.get_notifications(max_id=MOMENT), "max_id"),
        (lambda client: client.get_bookmarks(max_id=MOMENT), "max_id"),
        (lambda client: client.get_conversations(min_id=MOMENT), "min_id"),
        (lambda client: client.get_scheduled_statuses(max_id=MOMENT), "max_id"),
        (lambda client: client.get_reblogged_by("1", max_id=MOMENT), "max_id"),
        (lambda client: client.search("x", max_id=MOMENT), "max_id"),
        (lambda client: client.get_notifications_v2(max_id=MOMENT), "max_id"),
        (lambda client: client.favourite(MOMENT), "status_id"),
        (lambda client: client.get_home_timeline(max_id=date(2024, 1, 1)), "max_id takes an ID or a datetime"),
        (lambda client: client.add_list_accounts("1", [MOMENT]), "account_ids"),
        (lambda client: list(client.get_bookmarks.walk(max_id=MOMENT)), "max_id"),
    ],
)
def test_a_time_where_none_is_due_is_a_type_error(fake: FakeServer, call: Call, named: str) -> None:
    with pytest.raises(TypeError, match=named):
        call(fake.client())
    assert fake.requests == []


def test_a_datetime_bounds_a_timeline_on_mastodon(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/timelines/home").reply(json=[])
    fake.client().get_home_timeline(max_id=MOMENT)
    assert fake.requests[0].query == {"max_id": "111677748019200000"}


def test_elsewhere_it_says_that_only_mastodon_takes_one() -> None:
    fake = FakeServer("https://example.social", server=Server("gotosocial", "0.20.0"))
    with pytest.raises(ConfigurationError, match="on Mastodon only"):
        fake.client().get_home_timeline(max_id=MOMENT)
    assert fake.requests == []


def test_a_time_goes_out_where_one_is_due(fake: FakeServer) -> None:
    fake.on("POST", "/api/v1/admin/measures").reply(json=[])
    fake.client().admin.get_measures(["new_users"], MOMENT, date(2024, 1, 2))
    assert fake.requests[0].form["start_at"] == "2024-01-01T00:00:00.000Z"


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda client: client.create_filter_v2("t", ["home"], keywords_attributes={"keyword": "x"}), "keywords_attr"),
        (lambda client: client.edit_status("1", "x", media_attributes={"id": "1"}), "media_attributes"),
        (
            lambda client: client.create_filter_v2("t", ["home"], keywords_attributes=[account()]),
            "keywords_attributes takes no Account",
        ),
        (lambda client: client.edit_status("1", "x", media_attributes=["1"]), "each of media_attributes must be a map"),
        (lambda client: client.post_status("x", media_ids={"1": "2"}), "media_ids"),
    ],
)
def test_one_where_several_are_due_is_a_type_error(fake: FakeServer, call: Call, named: str) -> None:
    with pytest.raises(TypeError, match=named):
        call(fake.client())
    assert fake.requests == []


def account() -> Account:
    return Account.model_validate(make_account())


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.block_domain(""),
        lambda client: client.unblock_domain(""),
        lambda client: client.create_list(""),
        lambda client: client.lookup_account(""),
        lambda client: client.create_report(""),
        lambda client: client.admin.create_domain_block(""),
    ],
)
def test_nothing_where_something_must_be_named_is_refused(fake: FakeServer, call: Call) -> None:
    with pytest.raises(ConfigurationError, match="must not be empty"):
        call(fake.client())
    assert fake.requests == []


def test_an_empty_text_goes_out_where_it_clears(fake: FakeServer) -> None:
    fake.on("POST", "/api/v1/accounts/1/note").reply(json={"id": "1"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SchemaDriftWarning)
        fake.client().add_account_note("1", "")
    assert fake.requests[0].form == {"comment": ""}


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (
            lambda client: client.create_filter("x", ["home"], keywords=[]),
            r"create_filter\(\) got an unexpected .*'keywords'",
        ),
        (lambda client: client.get_status(), r"get_status\(\) missing a required argument: 'status_id'"),
        (lambda client: client.search("x", nonsense=1), r"search\(\) got an unexpected"),
    ],
)
def test_a_wrong_argument_is_named_with_its_method(fake: FakeServer, call: Call, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        call(fake.client())


@pytest.mark.parametrize("wrong", [None, 5])
def test_what_is_no_cursor_is_a_type_error(fake: FakeServer, wrong: Any) -> None:
    with pytest.raises(TypeError, match="a cursor is a str"):
        fake.client().get_home_timeline.resume(wrong)


INSTANCE = {"uri": "example.social", "title": "x", "description": None, "version": "4.6.0"}


@pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")
def test_a_flow_keeps_what_it_can_read(fake: FakeServer) -> None:
    suggested = [{"account": None, "source": "staff"}, {"account": make_account("bob"), "source": "staff"}]
    fake.on("GET", "/api/v2/suggestions").reply(json=suggested)
    assert [each.username for each in fake.client().get_follow_suggestions()] == ["bob"]
    fake.on("GET", "/api/v2/instance").reply(status=404)
    fake.on("GET", "/api/v1/instance").reply(json=INSTANCE)
    assert fake.client().get_instance_info().title == "x"
    rel = "http://nodeinfo.diaspora.software/ns/schema/2.0"
    links = [{"rel": None, "href": "x"}, {"rel": rel, "href": "https://example.social/nodeinfo/2.0"}]
    fake.on("GET", "/.well-known/nodeinfo").reply(json={"links": links})
    fake.on("GET", "/nodeinfo/2.0").reply(json={"version": "2.0"})
    assert fake.client().get_nodeinfo().version == "2.0"
    assert fake.client().get_nodeinfo("2.0").version == "2.0"


@pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")
def test_a_flow_says_what_an_answer_lacks(fake: FakeServer) -> None:
    fake.on("GET", "/api/v2/instance").reply(status=404)
    fake.on("GET", "/api/v1/instance").reply(json={**INSTANCE, "version": None})
    with pytest.raises(UnexpectedAnswerError, match=r"get_instance_info needs: InstanceV1\.version could not be read"):
        fake.client().get_instance_info()
    fake.on("POST", "/api/v1/tags/cat/feature").reply(status=404)
    fake.on("POST", "/api/v1/featured_tags").reply(json={"id": "1", "name": None})
    with pytest.raises(UnexpectedAnswerError, match=r"FeaturedTag\.name"):
        fake.client().feature_hashtag("cat")


def test_whether_notifications_have_joined_is_no_unless_said(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/notifications/requests/merged").reply(json={})
    assert fake.client().get_notifications_merged().merged is False


COLLECTION = {"id": "1", "name": "x"}


@pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")
@pytest.mark.parametrize("which", ["collections", "in_collections"])
def test_collections_come_in_pages(fake: FakeServer, which: str) -> None:
    path = f"/api/v1/accounts/7/{which}"
    for offset in range(3):
        fake.on("GET", path, query={"offset": str(offset)} if offset else None).reply(
            json={"collections": [{**COLLECTION, "id": str(offset)}] if offset < 2 else []}
        )
    listing = getattr(fake.client(), f"get_account_{which}")
    walked: list[Collection] = list(listing.walk("7"))
    assert [each.id for each in walked] == ["0", "1"]


def test_whether_a_server_has_an_operation_is_told_of_its_name_itself_and_its_info(fake: FakeServer) -> None:
    client = fake.client()
    info = next(info for info in operations() if info.name == "admin.get_accounts")
    assert info.auth == "admin"
    for operation in ("admin.get_accounts", client.admin.get_accounts, info, Client.get_status, client.stream_user):
        assert client.supports(operation) is True
    for wrong in ("request", "admin", "session", 5, None, client.close):
        with pytest.raises(TypeError, match="is no operation"):
            client.supports(wrong)
    with pytest.raises(AttributeError):
        client.supports("nonsense")


def test_a_warning_points_at_the_line_that_called(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/statuses/1").reply(json={**make_status(id="1"), "replies_count": []})
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fake.client().get_status("1")
    assert [warning.filename for warning in caught] == [__file__]


@pytest.mark.anyio
async def test_it_points_there_on_the_async_client_too(fake: FakeServer, anyio_backend: str) -> None:
    fake.on("GET", "/api/v1/statuses/1").reply(json={**make_status(id="1"), "replies_count": []})
    client: AsyncClient = fake.async_client()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        await client.get_status("1")
    assert [warning.filename for warning in caught] == [__file__]
