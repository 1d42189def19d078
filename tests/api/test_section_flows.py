"""What takes several requests, or a choice between them: what is asked, in which order, and what comes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from howdah import NotFoundError, NotSupportedError, SchemaDriftWarning, Server
from howdah.models import Filter, NotificationType, StatusTag
from howdah.testing import FakeServer, make_account, make_notification, make_status

PNG = b"\x89PNG\r\n\x1a\n...."
OLD_MASTODON = Server("mastodon", "3.4.0")
RELATIONSHIP: dict[str, Any] = {
    "id": "2",
    "following": True,
    "followed_by": False,
    "blocking": False,
    "muting": False,
    "requested": False,
}


def own_account(**fields: Any) -> dict[str, Any]:
    return make_account(id="1", **{"source": {"note": "", "fields": []}, **fields})


def asked(fake: FakeServer) -> list[str]:
    return [f"{request.method} {request.path}" for request in fake.requests]


def tag(name: str) -> dict[str, Any]:
    return {"name": name, "url": f"https://fake.example/tags/{name}", "history": []}


# Newer endpoints, older endpoints


def test_suggestions_are_accounts_whichever_endpoint_has_them() -> None:
    fake = FakeServer()
    fake.on("GET", "/api/v2/suggestions").reply(json=[{"source": "staff", "account": make_account(id="7")}])
    assert [account.id for account in fake.client().get_follow_suggestions(limit=3)] == ["7"]
    assert fake.requests[-1].query == {"limit": "3"}
    old = FakeServer(server=Server("akkoma", "3.10.0"))
    old.on("GET", "/api/v1/suggestions").reply(json=[make_account(id="8")])
    client = old.client()
    assert [account.id for account in client.get_follow_suggestions(3)] == ["8"]
    assert [account.id for account in client.get_follow_suggestions(3)] == ["8"]
    assert asked(old) == ["GET /api/v2/suggestions", "GET /api/v1/suggestions", "GET /api/v1/suggestions"]
    assert old.requests[-1].query == {"limit": "3"}


@pytest.mark.parametrize("missing", [404, 405, 501])
def test_endorsing_falls_back_to_pinning_and_remembers(missing: int) -> None:
    fake = FakeServer(server=OLD_MASTODON)
    fake.on("POST", "/api/v1/accounts/2/endorse").reply(status=missing)
    fake.on("POST", "/api/v1/accounts/2/pin").reply(json=RELATIONSHIP)
    fake.on("POST", "/api/v1/accounts/2/unpin").reply(json=RELATIONSHIP)
    client = fake.client()
    assert client.endorse_account("2").id == "2"
    assert client.unendorse_account("2").id == "2"
    assert asked(fake)[1:] == ["POST /api/v1/accounts/2/pin", "POST /api/v1/accounts/2/unpin"]


def test_endorsing_what_does_not_exist_is_an_error() -> None:
    fake = FakeServer(server=OLD_MASTODON)
    with pytest.raises(NotFoundError):
        fake.client().endorse_account("2")
    assert asked(fake) == ["POST /api/v1/accounts/2/endorse", "POST /api/v1/accounts/2/pin"]


def test_a_hashtag_is_featured_by_name() -> None:
    fake = FakeServer()
    fake.on("POST", "/api/v1/tags/*/feature").reply(json={**tag("elephants"), "featuring": True})
    fake.on("POST", "/api/v1/tags/*/unfeature").reply(json={**tag("elephants"), "featuring": False})
    client = fake.client()
    named = StatusTag(name="elephants", url="https://fake.example/tags/elephants")
    assert client.feature_hashtag(named).featuring is True
    assert client.unfeature_hashtag("elephants").featuring is False
    assert asked(fake) == ["POST /api/v1/tags/elephants/feature", "POST /api/v1/tags/elephants/unfeature"]


def test_a_hashtag_is_featured_by_the_older_endpoint() -> None:
    fake = FakeServer(server=OLD_MASTODON)
    featured = {"id": "33", "name": "Elephants", "url": "https://fake.example/x", "statuses_count": 4}
    fake.on("POST", "/api/v1/featured_tags").reply(json=featured)
    fake.on("GET", "/api/v1/featured_tags").reply(json=[featured])
    fake.on("DELETE", "/api/v1/featured_tags/33").reply(json={})
    client = fake.client()
    made = client.feature_hashtag("Elephants")
    assert (made.name, made.url, made.featuring) == ("Elephants", "https://fake.example/x", True)
    assert fake.requests[-1].form == {"name": "Elephants"}
    assert client.unfeature_hashtag("elephants").featuring is False
    assert asked(fake)[-2:] == ["GET /api/v1/featured_tags", "DELETE /api/v1/featured_tags/33"]
    with pytest.raises(NotFoundError, match="do not feature #zebras"):
        client.unfeature_hashtag("zebras")


def test_trending_hashtags_are_walked_at_either_address() -> None:
    fake = FakeServer(server=OLD_MASTODON)
    fake.on("GET", "/api/v1/trends/tags").reply(status=404)
    fake.on("GET", "/api/v1/trends?limit=2").reply(json=[tag("a"), tag("b")])
    fake.on("GET", "/api/v1/trends?limit=2&offset=2").reply(json=[tag("c")])
    fake.on("GET", "/api/v1/trends?limit=2&offset=3").reply(json=[])
    client = fake.client()
    assert [found.name for found in client.get_trending_hashtags.walk(limit=2)] == ["a", "b", "c"]
    page = client.get_trending_hashtags(limit=2)
    assert page.cursor is not None
    assert [found.name for found in client.get_trending_hashtags.resume(page.cursor)] == ["c"]
    assert asked(fake).count("GET /api/v1/trends/tags") == 1
    new = FakeServer()
    new.on("GET", "/api/v1/trends/tags?limit=1").reply(
        json=[tag("a")], next_page="/api/v1/trends/tags?limit=1&offset=1"
    )
    new.on("GET", "/api/v1/trends/tags?limit=1&offset=1").reply(json=[])
    assert [found.name for found in new.client().get_trending_hashtags.walk(1)] == ["a"]
    assert asked(new) == ["GET /api/v1/trends/tags"] * 2


def test_trending_accounts_are_nowhere() -> None:
    fake = FakeServer()
    with pytest.raises(NotSupportedError):
        fake.client().get_trending_accounts(limit=3)
    assert fake.requests[-1].query == {"limit": "3"}


# What no server has an endpoint for


def test_where_an_account_moved_is_told_by_the_account() -> None:
    fake = FakeServer()
    fake.on("GET", "/api/v1/accounts/1").reply(json=make_account(id="1", moved=make_account(id="2")))
    fake.on("GET", "/api/v1/accounts/2").reply(json=make_account(id="2"))
    client = fake.client()
    moved = client.get_account_moved_to("1")
    assert moved is not None
    assert moved.id == "2"
    assert client.get_account_moved_to(moved) is None


def test_aliases_are_told_of_your_own_account() -> None:
    fake = FakeServer(server=Server("gotosocial", "0.20.0"))
    uris = ["https://elsewhere.example/users/me"]
    fake.on("GET", "/api/v1/accounts/1").reply(json=own_account())
    fake.on("GET", "/api/v1/accounts/2").reply(json=make_account(id="2"))
    fake.on("GET", "/api/v1/accounts/verify_credentials").reply(json=own_account(source={"also_known_as_uris": uris}))
    client = fake.client()
    assert client.get_account_aliases("1") == uris
    with pytest.raises(NotSupportedError, match="other than your own"):
        client.get_account_aliases("2")


def test_aliases_are_told_of_every_account_on_pleroma() -> None:
    fake = FakeServer(server=Server("pleroma", "2.9.1"))
    uris = ["https://elsewhere.example/users/she"]
    fake.on("GET", "/api/v1/accounts/2").reply(json=make_account(id="2", pleroma={"also_known_as": uris}))
    assert fake.client().get_account_aliases("2") == uris
    assert asked(fake) == ["GET /api/v1/accounts/2"]


def test_pictures_of_the_profile_are_media() -> None:
    fake = FakeServer()
    pictures = {
        "avatar": "https://fake.example/a.gif",
        "avatar_static": "https://fake.example/a.png",
        "avatar_description": "an elephant",
        "header": "https://fake.example/h.png",
        "header_static": "https://fake.example/h.png",
    }
    fake.on("GET", "/api/v1/accounts/verify_credentials").reply(json=own_account(header_media_id="01ABC", **pictures))
    avatar, header = fake.client().get_profile_avatar(), fake.client().get_profile_header()
    assert (avatar.id, avatar.type, avatar.url) == (pictures["avatar"], "image", pictures["avatar"])
    assert (avatar.preview_url, avatar.description) == (pictures["avatar_static"], "an elephant")
    assert (header.id, header.url, header.description) == ("01ABC", pictures["header"], None)


# Requests with something of their own


def test_pictures_are_uploaded_with_the_type_that_is_said() -> None:
    fake = FakeServer()
    fake.on("PATCH", "/api/v1/accounts/update_credentials").reply(json=own_account())
    client = fake.client()
    client.update_credentials(
        display_name="Alice",
        avatar=PNG,
        header=PNG,
        header_mime_type="image/apng",
        source_privacy="unlisted",
        fields_attributes=[{"name": "web", "value": "https://example.org"}, {"name": "age", "value": "7"}],
    )
    (request,) = fake.requests
    assert {name: file.content_type for name, file in request.files.items()} == {
        "avatar": "image/png",
        "header": "image/apng",
    }
    assert request.form == {
        "display_name": "Alice",
        "source[privacy]": "unlisted",
        "fields_attributes[0][name]": "web",
        "fields_attributes[0][value]": "https://example.org",
        "fields_attributes[1][name]": "age",
        "fields_attributes[1][value]": "7",
    }
    client.update_credentials(avatar_mime_type="image/png", bot=False)
    assert fake.requests[-1].form == {"bot": "false"}
    fake.on("PATCH", "/api/v1/profile").reply(json={"id": "1", "display_name": "Alice", "note": ""})
    client.update_profile(header=PNG, header_mime_type="image/gif")
    assert fake.requests[-1].files["header"].content_type == "image/gif"


@pytest.mark.anyio
async def test_the_async_client_uploads_them_too(anyio_backend: str) -> None:
    fake = FakeServer()
    fake.on("PATCH", "/api/v1/accounts/update_credentials").reply(json=own_account())
    await fake.async_client().update_credentials(avatar=PNG, avatar_mime_type="image/webp")
    assert fake.requests[-1].files["avatar"].content_type == "image/webp"


def test_terms_of_service_of_today_and_of_a_day() -> None:
    fake = FakeServer()
    terms = {"effective": True, "content": "<p>Be nice</p>", "effective_date": "2025-04-15"}
    fake.on("GET", "/api/v1/instance/terms_of_service").reply(json=terms)
    fake.on("GET", "/api/v1/instance/terms_of_service/2025-04-15").reply(json=terms)
    client = fake.client()
    now = client.get_instance_terms_of_service()
    assert client.get_instance_terms_of_service(now.effective_date) == now
    assert client.get_instance_terms_of_service("2025-04-15").effective_date == date(2025, 4, 15)


def test_an_old_filter_is_changed_in_part() -> None:
    fake = FakeServer()
    known = {
        "id": "5",
        "phrase": "spoilers",
        "context": ["home", "public"],
        "irreversible": False,
        "whole_word": True,
        "expires_at": None,
    }
    fake.on("GET", "/api/v1/filters/5").reply(json=known)
    fake.on("PUT", "/api/v1/filters/5").reply(json=known)
    client = fake.client()
    client.update_filter("5", context=["thread"], expires_in=60)
    assert asked(fake) == ["GET /api/v1/filters/5", "PUT /api/v1/filters/5"]
    assert fake.requests[-1].form == {
        "phrase": "spoilers",
        "context[]": ["thread"],
        "irreversible": "false",
        "whole_word": "true",
        "expires_in": "60",
    }
    client.update_filter(Filter.model_validate(known), phrase="endings", context=["home"])
    assert fake.requests[-1].form == {"phrase": "endings", "context[]": ["home"]}
    assert len(fake.requests) == 3


def test_keywords_of_a_filter_go_as_json() -> None:
    fake = FakeServer()
    made = {"id": "5", "title": "t", "context": ["home"], "filter_action": "warn", "keywords": [], "statuses": []}
    fake.on("POST", "/api/v2/filters").reply(json=made)
    fake.client().create_filter_v2("t", ["home"], keywords_attributes=[{"keyword": "x", "whole_word": True}])
    assert fake.requests[-1].json == {
        "title": "t",
        "context": ["home"],
        "keywords_attributes": [{"keyword": "x", "whole_word": True}],
    }


def test_what_is_deleted_may_stand_in_the_body() -> None:
    fake = FakeServer()
    fake.on("DELETE", "*").reply(json={})
    client = fake.client()
    client.unblock_domain("evil.example")
    assert (fake.requests[-1].path, fake.requests[-1].form) == ("/api/v1/domain_blocks", {"domain": "evil.example"})
    client.delete_list_accounts("3", ["1", "2"])
    assert (fake.requests[-1].query, fake.requests[-1].form) == ({}, {"account_ids[]": ["1", "2"]})
    client.remove_announcement_reaction("4", "👍/x")
    assert fake.requests[-1].path == "/api/v1/announcements/4/reactions/%F0%9F%91%8D%2Fx"


def test_entities_stand_for_ids_in_lists() -> None:
    fake = FakeServer()
    fake.on("GET", "/api/v1/accounts/2").reply(json=make_account(id="2"))
    fake.on("GET", "/api/v1/accounts/relationships").reply(json=[RELATIONSHIP])
    fake.on("POST", "/api/v1/markers").reply(json={})
    fake.on("GET", "/api/v1/statuses/9").reply(json=make_status(id="9"))
    client = fake.client()
    client.get_relationships([client.get_account("2"), "3"])
    assert fake.requests[-1].query == {"id[]": ["2", "3"]}
    client.save_markers(client.get_status("9"), "4")
    assert fake.requests[-1].form == {"home[last_read_id]": "9", "notifications[last_read_id]": "4"}


def test_servers_are_found_by_the_beginning_of_their_domain() -> None:
    fake = FakeServer()
    fake.on("GET", "/api/v1/peers/search?q=eleph").reply(json=["elephants.example"])
    assert fake.client(None).search_peers("eleph") == ["elephants.example"]


def test_where_nothing_is_grouped_each_notification_is_a_group() -> None:
    fake = FakeServer(server=Server("gotosocial", "0.20.0"))
    ada, bob = make_account("ada", id="2"), make_account("bob", id="3")
    status = make_status(id="9")
    found = [
        make_notification("favourite", id="7", account=ada, status=status),
        make_notification("reblog", id="6", account=bob, status=status),
        make_notification("follow", id="5", account=ada, status=None),
        {**make_notification("follow", id="4"), "account": {"acct": []}},
    ]
    fake.on("GET", "/api/v1/notifications").reply(json=found)
    client = fake.client()
    with pytest.warns(SchemaDriftWarning):
        results = client.get_notifications_v2(limit=3, exclude_types=["poll"], expand_accounts="full")
    assert [account.id for account in results.accounts] == ["2", "3"]
    assert [status.id for status in results.statuses] == ["9"]
    first, second, third, fourth = results.notification_groups
    assert (first.group_key, first.type, first.status_id) == ("ungrouped-7", NotificationType.FAVOURITE, "9")
    assert (second.sample_account_ids, second.notifications_count) == (["3"], 1)
    assert (third.page_min_id, third.status_id) == ("5", None)
    assert fourth.sample_account_ids == []
    assert fake.requests[-1].query == {"limit": "3", "exclude_types[]": ["poll"]}
    client.get_notifications_v2(max_id=third.page_min_id)
    assert asked(fake) == ["GET /api/v2/notifications", "GET /api/v1/notifications", "GET /api/v1/notifications"]


def test_filters_of_the_first_version_are_shown_as_of_the_second() -> None:
    fake = FakeServer(server=Server("pleroma", "2.10.0"))
    cats = {"id": "1", "phrase": "cats", "context": ["home"], "irreversible": True, "whole_word": True}
    fake.on("GET", "/api/v1/filters").reply(json=[cats, {"id": "2", "phrase": "dogs", "context": []}])
    fake.on("DELETE", "/api/v1/filters/1").reply(json={})
    client = fake.client()
    first, second = client.get_filters_v2()
    assert (first.id, first.title, first.filter_action, first.context) == ("1", "cats", "hide", ["home"])
    assert [(keyword.keyword, keyword.whole_word) for keyword in first.keywords] == [("cats", True)]
    assert (second.filter_action, second.keywords[0].whole_word) == ("warn", False)
    client.delete_filter(first.id)
    client.get_filters_v2()
    assert asked(fake)[:2] == ["GET /api/v2/filters", "GET /api/v1/filters"]
    assert asked(fake)[-1] == "GET /api/v1/filters", "it remembers"
