"""What the front for Mastodon.py sends where a call is more than another name."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.compat.front_for_mastodon_py import Answer, answering

from howdah.compat.mastodon_py import MastodonIllegalArgumentError, MastodonVersionError
from howdah.compat.mastodon_py.errors import MastodonDeprecationWarning
from howdah.compat.mastodon_py.return_types import (
    AdminAccount,
    Instance,
    InstanceV2,
    Marker,
    ScheduledStatus,
    Search,
    SearchV2,
    Status,
)

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(20)
LIMITS = {"configuration": {"media_attachments": {"supported_mime_types": ["image/png"]}}}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("home", "GET /api/v1/timelines/home"),
        ("public", "GET /api/v1/timelines/public"),
        ("local", "GET /api/v1/timelines/public?local=true"),
        ("tag/elephants", "GET /api/v1/timelines/tag/elephants"),
        ("list/1", "GET /api/v1/timelines/list/1"),
        ("direct", "GET /api/v1/timelines/direct"),
    ],
)
def test_a_timeline_goes_by_its_name(name: str, line: str) -> None:
    talk = answering([{"id": "1"}])
    assert type(talk.front().timeline(name)[0]) is Status
    assert talk.lines == [line]


def test_a_timelines_bounds_are_kept() -> None:
    talk = answering([])
    talk.front().timeline("tag/x", max_id=9, limit=2, only_media=True, remote=True)
    assert dict(talk.sent[0].url.params) == {"max_id": "9", "limit": "2", "only_media": "true", "remote": "true"}


def test_what_an_operation_does_not_know_is_sent_all_the_same() -> None:
    talk = answering([{"id": "1"}])
    found = talk.front().account_statuses(5, exclude_direct=True, limit=3)
    assert type(found[0]) is Status
    assert dict(talk.sent[0].url.params) == {"limit": "3", "exclude_direct": "true"}
    talk.front().admin_reports(resolved=True, unresolved=True)
    assert dict(talk.sent[1].url.params) == {"resolved": "true", "unresolved": "true"}


def test_notifications_can_be_mentions_or_one_alone() -> None:
    talk = answering([], [], {"id": "5"})
    front = talk.front()
    front.notifications(mentions_only=True)
    assert talk.sent[0].url.params.get_list("types[]") == ["mention"]
    front.notifications(types="poll")  # type: ignore[arg-type]
    assert talk.sent[1].url.params.get_list("types[]") == ["poll"]
    assert front.notifications(id={"id": 5})["id"] == "5"  # type: ignore[arg-type, call-overload]
    assert talk.lines[2] == "GET /api/v1/notifications/5"
    with pytest.raises(MastodonIllegalArgumentError):
        front.notifications(mentions_only=True, types=["poll"])


def test_a_post_says_whether_it_is_sensitive_and_leaves_visibility_to_the_account() -> None:
    talk = answering({"id": "1"})
    assert type(talk.front().status_post("text")) is Status
    assert talk.form() == [("status", "text"), ("sensitive", "false")]


def test_a_key_is_the_programs_own() -> None:
    talk = answering({"id": "1"})
    talk.front().status_post("text", idempotency_key="mine")
    assert talk.sent[0].headers["idempotency-key"] == "mine"


def test_a_scheduled_post_gives_a_scheduled_status() -> None:
    talk = answering({"id": "1", "scheduled_at": "2040-01-01T00:00:00.000Z", "params": {"text": "later"}})
    found = talk.front().status_post("later", scheduled_at=datetime(2040, 1, 1, tzinfo=UTC))
    assert type(found) is ScheduledStatus
    assert found.scheduled_at == datetime(2040, 1, 1, tzinfo=UTC)
    assert ("scheduled_at", "2040-01-01T00:00:00.000Z") in talk.form()


def test_a_poll_goes_as_json() -> None:
    talk = answering({"id": "1"})
    poll: Any = {"options": ["a", "b"], "expires_in": 300, "multiple": False, "hide_totals": True}
    talk.front().status_post("which?", poll=poll)
    assert b'"poll":{"options":["a","b"],"expires_in":300,"multiple":false,"hide_totals":true}' in talk.sent[0].content


@pytest.mark.parametrize("settings", [{"visibility": "everyone"}, {"quote_approval_policy": "friends"}])
def test_a_post_with_a_word_that_there_is_not_is_not_sent(settings: dict[str, Any]) -> None:
    talk = answering({})
    with pytest.raises(ValueError):
        talk.front().status_post("text", **settings)
    assert talk.sent == []


def test_feature_sets_have_what_they_have() -> None:
    talk = answering({"id": "1"})
    with pytest.raises(MastodonIllegalArgumentError, match="fedibird"):
        talk.front().status_post("text", quote_id=5)
    talk.front(feature_set="fedibird").status_post("text", quote_id=5)
    assert ("quote_id", "5") in talk.form()
    with pytest.raises(MastodonIllegalArgumentError, match="pleroma"):
        talk.front().status_post("text", content_type="text/html", strict_content_type=True)
    talk.front(feature_set="pleroma").status_post("text", content_type="text/html")
    assert ("content_type", "text/html") in talk.form()


ANSWERED: Any = {
    "id": "7",
    "visibility": "private",
    "spoiler_text": "careful",
    "account": {"id": "2", "acct": "ann"},
    "mentions": [{"id": "3", "acct": "bob@elsewhere.example"}, {"id": "1", "acct": "me"}, {"id": "2", "acct": "ann"}],
}


def test_a_reply_mentions_everybody_but_oneself_and_is_as_visible() -> None:
    talk = answering({"id": "1"}, {"id": "8"})
    front = talk.front()
    front.status_reply(ANSWERED, "hello")
    assert dict(talk.form()) == {
        "status": "@ann @bob@elsewhere.example hello",
        "in_reply_to_id": "7",
        "visibility": "private",
        "spoiler_text": "careful",
        "sensitive": "false",
    }
    front.status_reply(ANSWERED, "hello", untag=True, visibility="direct")
    assert dict(talk.form())["status"] == "@ann hello"
    assert dict(talk.form())["visibility"] == "direct"
    assert len(talk.sent) == 3  # who one is, is asked but once


def test_a_reply_to_an_id_is_none() -> None:
    with pytest.raises(TypeError, match="status dict"):
        answering({"id": "1"}).front().status_reply(7, "hello")


def test_an_edit_sends_what_it_is_given_and_no_more() -> None:
    talk = answering({"id": "1"})
    front = talk.front()
    media = front.generate_media_edit_attributes({"id": 5}, description="a ride", focus=(0.5, -1))  # type: ignore[arg-type]
    assert media == {"id": "5", "description": "a ride", "focus": "0.5,-1"}
    front.status_update(1, "better", media_attributes=[media])
    assert talk.lines == ["PUT /api/v1/statuses/1"]
    assert b'"media_attributes":[{"id":"5","description":"a ride","focus":"0.5,-1"}]' in talk.sent[0].content


def test_an_upload_has_a_name_made_at_random_and_its_own_type() -> None:
    talk = answering(LIMITS, {"id": "1", "type": "image"})
    front = talk.front()
    assert front.media_post(PICTURE, description="a ride", focus=(0, 0)).id == "1"
    front.media_post(PICTURE, mime_type="image/png", description="a ride")
    names = [request.content.split(b'filename="')[1].split(b'"')[0] for request in talk.sent[1:]]
    assert len(set(names)) == 2
    assert all(name.endswith(b".png") for name in names)


def test_an_upload_can_be_named_and_have_a_thumbnail(tmp_path: Path) -> None:
    path = tmp_path / "ride.png"
    path.write_bytes(PICTURE)
    talk = answering(LIMITS, {"id": "1"})
    with path.open("rb") as thumbnail:
        talk.front().media_post(path, file_name="trip.png", thumbnail=thumbnail, description="a ride")
    body = talk.sent[-1].content
    assert b'name="file"; filename="trip.png"' in body
    assert b'name="thumbnail"' in body
    assert b"ride.png" not in body.split(b'name="thumbnail"')[0]


def test_an_upload_is_waited_for_where_that_is_wanted() -> None:
    talk = answering(LIMITS, Answer({"id": "1", "url": None}, 202), Answer({"id": "1", "url": "https://x.example/1"}))
    front = talk.front()
    front._client.transport.sleep = lambda _: None  # type: ignore[method-assign]
    assert front.media_post(PICTURE, description="a ride", synchronous=True).url == "https://x.example/1"
    again = answering(LIMITS, Answer({"id": "1", "url": None}, 202))
    assert again.front().media_post(PICTURE, description="a ride").url is None
    assert len(again.sent) == 2


def test_a_profile_takes_pictures_and_fields() -> None:
    talk = answering({"id": "1"})
    front = talk.front()
    front.account_update_credentials(avatar=PICTURE, fields=[("site", "https://a.example")], default_privacy="private")
    body = talk.sent[0].content
    for part in (b'name="avatar"', b'name="fields_attributes[0][name]"', b'name="source[privacy]"'):
        assert part in body


def test_a_search_falls_back_to_the_first_version() -> None:
    found = {"accounts": [], "statuses": [], "hashtags": []}
    assert type(answering(found).front().search("x")) is SearchV2
    talk = answering(Answer({"error": "no"}, 404), found)
    assert type(talk.front().search("x")) is Search
    assert talk.lines[-1].startswith("GET /api/v1/search?q=x")
    older = answering(found)
    assert type(older.front(mastodon_version="2.4.0", version_check_mode="created").search("x")) is Search
    assert [line.partition("?")[0] for line in older.lines] == ["GET /api/v1/search"]
    with pytest.raises(MastodonIllegalArgumentError, match="result_type"):
        answering(found).front().search_v2("x", result_type="cats")


def test_an_instance_is_described_in_the_newest_form_that_there_is() -> None:
    assert type(answering({"domain": "server.example"}).front().instance()) is InstanceV2
    front = answering({"uri": "server.example"}).front(mastodon_version="3.0.0", version_check_mode="created")
    assert type(front.instance()) is Instance


def test_nodeinfo_is_found_by_its_schema() -> None:
    schema = "http://nodeinfo.diaspora.software/ns/schema/2.0"
    links = {"links": [{"rel": schema, "href": "https://server.example/nodeinfo/2.0"}]}
    found = answering(links, {"version": "2.0", "openRegistrations": True}).front().instance_nodeinfo()
    assert found.openRegistrations is True
    with pytest.raises(MastodonIllegalArgumentError, match="schema"):
        answering(links).front().instance_nodeinfo("http://other.example/schema")


def test_terms_of_service_are_of_a_day() -> None:
    talk = answering({"content": "be nice"})
    assert talk.front().instance_terms_of_service(date(2025, 1, 2)).content == "be nice"
    assert talk.lines == ["GET /api/v1/instance/terms_of_service/2025-01-02"]
    with pytest.raises(MastodonIllegalArgumentError, match="date"):
        talk.front().instance_terms_of_service("2025-01-02")  # type: ignore[arg-type]


def test_health_is_a_yes_or_no() -> None:
    assert answering(Answer(b"OK", headers={"content-type": "text/plain"})).front().instance_health() is True
    assert answering(Answer(b"no", 404)).front().instance_health() is False


def test_a_note_is_removed_by_giving_none() -> None:
    talk = answering({"id": "7"})
    talk.front().account_note_set(7, None)  # type: ignore[arg-type]
    assert talk.form() == [("comment", "")]


def test_markers_are_set_by_name() -> None:
    talk = answering({"home": {"last_read_id": "5", "version": 1, "updated_at": "2020-01-01T00:00:00Z"}})
    front = talk.front()
    assert type(front.markers_set("home", 5)["home"]) is Marker
    assert talk.sent[0].content == b'{"home":{"last_read_id":"5"}}'
    with pytest.raises(MastodonIllegalArgumentError):
        front.markers_set(["home", "notifications"], [5])


def test_filters_apply_where_they_can() -> None:
    talk = answering({"id": "1"})
    talk.front().filter_create("cats", "home")
    assert ("context[]", "home") in talk.form()
    with pytest.raises(MastodonIllegalArgumentError, match="context"):
        talk.front().filter_create("cats", ["nowhere"])  # type: ignore[arg-type]


def test_moderators_ask_by_standing() -> None:
    talk = answering([{"id": "1", "account": {"id": "1"}}])
    front = talk.front()
    found: Any = front.admin_accounts(remote=True, status="pending", staff_only=True)
    assert found == [{"id": "1", "account": {"id": "1"}}]  # as they came, as in Mastodon.py
    assert found[0].account.id == "1"
    assert type(front.admin_accounts_v2()[0]) is AdminAccount
    assert dict(talk.sent[0].url.params) == {"remote": "true", "pending": "true", "staff": "true"}
    for call in (
        lambda: front.admin_accounts(status="odd"),
        lambda: front.admin_accounts_v2(origin="mars"),
        lambda: front.admin_accounts_v2(permissions="all"),
        lambda: front.admin_accounts_v2(status="odd"),
        lambda: front.admin_create_canonical_email_block(),
        lambda: front.admin_measures(datetime.now(UTC), datetime.now(UTC)),
        lambda: front.admin_dimensions(datetime.now(UTC), datetime.now(UTC)),
        lambda: front.admin_retention(datetime.now(UTC), datetime.now(UTC), "year"),
    ):
        with pytest.raises(MastodonIllegalArgumentError):
            call()
    assert len(talk.sent) == 2


def test_statistics_name_what_they_are_about() -> None:
    talk = answering([])
    day = datetime(2020, 1, 1, tzinfo=UTC)
    talk.front().admin_measures(day, day, active_users=True, tag_uses=5, instance_accounts="a.example")
    sent = talk.sent[0].content.decode()
    for part in ("active_users", "tag_uses", "instance_accounts", "a.example"):
        assert part in sent


def test_a_blocked_domain_can_be_asked_for_alone() -> None:
    talk = answering([{"id": "1"}], {"id": "5"})
    front = talk.front()
    front.admin_domain_blocks()
    front.admin_domain_blocks(5)
    assert talk.lines == ["GET /api/v1/admin/domain_blocks", "GET /api/v1/admin/domain_blocks/5"]


def test_reports_are_made_but_not_listed() -> None:
    talk = answering({"id": "1"})
    front = talk.front()
    front.report(5, 6, forward=True)
    assert talk.form() == [("account_id", "5"), ("status_ids[]", "6"), ("forward", "true")]
    with pytest.raises(MastodonIllegalArgumentError, match="category"):
        front.report(5, category="rude")
    with pytest.raises(MastodonVersionError):
        front.reports()


def test_deprecated_names_work_and_warn() -> None:
    talk = answering([{"id": "5"}], {"id": "5", "following": True})
    with pytest.warns(MastodonDeprecationWarning, match="account_follow"):
        assert talk.front().follows("ann@elsewhere.example").following is True
    with pytest.warns(MastodonDeprecationWarning, match="card"):
        assert answering({"id": "1", "card": {"title": "x"}}).front().status_card(1).title == "x"


def test_an_endpoint_that_the_server_calls_deprecated_is_warned_of() -> None:
    front = answering(Answer({"id": "1"}, headers={"deprecation": "@1688169599"})).front()
    with pytest.warns(MastodonDeprecationWarning, match="/api/v1/accounts/5") as caught:
        front.account(5)
    assert caught[0].filename == __file__


def test_work_that_goes_on_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    pending = {"mastodon-async-refresh": 'id="abc", retry=3, result_count=2'}
    talk = answering(
        Answer({"ancestors": [], "descendants": []}, headers=pending),
        {"async_refresh": {"id": "abc", "status": "running", "result_count": 2}},
        {"async_refresh": {"id": "abc", "status": "finished", "result_count": 5}},
        {"ancestors": [], "descendants": [{"id": "9"}]},
    )
    front = talk.front()
    context = front.status_context(1)
    info = front.get_async_refresh_info(context)
    assert info is not None
    assert (info[0].id, info[1]) == ("abc", 3)
    done: Any = front.await_async_refresh(context)
    assert done.descendants[0].id == "9"
    assert talk.lines[-1] == "GET /api/v1/statuses/1/context"
    assert front.get_async_refresh_info(done) is None
    with pytest.raises(MastodonIllegalArgumentError):
        front.await_async_refresh(5)
