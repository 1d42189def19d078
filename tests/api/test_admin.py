"""What moderators do: how it is asked for, and what comes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from howdah import NotFoundError, Server
from howdah.models import AccountWarningAction, AdminAccount, AdminReport, AdminTag, AdminTrendsLink
from howdah.testing import FakeServer, make_account

OLD_MASTODON = Server("mastodon", "3.4.0")
NEWER, OLDER = "/api/v2/admin/accounts", "/api/v1/admin/accounts"
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def seen(account_id: str) -> dict[str, Any]:
    """An account as a moderator sees it."""
    return {
        "id": account_id,
        "username": "ada",
        "created_at": "2026-01-01T00:00:00Z",
        "account": make_account(id=account_id),
    }


def a_report(report_id: str) -> dict[str, Any]:
    made = "2026-01-01T00:00:00Z"
    return {
        "id": report_id,
        "action_taken": False,
        "created_at": made,
        "updated_at": made,
        "account": seen("1"),
        "target_account": seen("2"),
    }


def asked(fake: FakeServer) -> list[str]:
    return [f"{request.method} {request.path}" for request in fake.requests]


def test_accounts_are_asked_for_where_they_are_today() -> None:
    fake = FakeServer()
    fake.on("GET", NEWER).reply(json=[seen("7")])
    found = fake.client().admin.get_accounts(origin="local", status="pending", role_ids=["3"], invited_by="4")
    assert [account.id for account in found] == ["7"]
    query = {"origin": "local", "status": "pending", "role_ids[]": ["3"], "invited_by": "4"}
    assert fake.requests[0].query == query


def test_an_old_server_is_asked_in_its_own_words_and_remembered() -> None:
    fake = FakeServer(server=OLD_MASTODON)
    fake.on("GET", OLDER).reply(json=[seen("8")], next_page=f"{OLDER}?remote=true&max_id=8").reply(json=[seen("7")])
    fake.on("GET", OLDER, query={"max_id": "7"}).reply(json=[])
    client = fake.client()
    walk = client.admin.get_accounts.walk(origin="remote", status="suspended", permissions="staff", ip="192.0.2.1")
    assert [account.id for account in walk] == ["8", "7"]
    assert asked(fake) == [f"GET {NEWER}", f"GET {OLDER}", f"GET {OLDER}"]
    told = {"remote": "true", "suspended": "true", "staff": "true", "ip": "192.0.2.1"}
    assert fake.requests[1].query == told
    assert fake.requests[2].query == {"remote": "true", "max_id": "8"}


def test_an_old_server_is_not_asked_for_more_than_was_wanted() -> None:
    fake = FakeServer(server=OLD_MASTODON)
    fake.on("GET", OLDER).reply(json=[seen("8")])
    with pytest.raises(NotFoundError):
        fake.client().admin.get_accounts(role_ids=["3"])
    assert asked(fake) == [f"GET {NEWER}"]


def test_a_moderator_acts_on_an_account_about_a_report() -> None:
    fake = FakeServer()
    fake.on("POST", f"{OLDER}/7/action").reply()
    account, report = AdminAccount.model_validate(seen("7")), AdminReport.model_validate(a_report("9"))
    fake.client().admin.moderate_account(account, AccountWarningAction.SILENCE, report_id=report, text="Enough.")
    assert fake.requests[0].form == {"type": "silence", "report_id": "9", "text": "Enough."}


@pytest.mark.parametrize(
    ("call", "path"),
    [
        ("delete_account", f"{OLDER}/7"),
        ("delete_canonical_email_block", "/api/v1/admin/canonical_email_blocks/7"),
        ("delete_domain_allow", "/api/v1/admin/domain_allows/7"),
        ("delete_domain_block", "/api/v1/admin/domain_blocks/7"),
        ("delete_email_domain_block", "/api/v1/admin/email_domain_blocks/7"),
        ("delete_ip_block", "/api/v1/admin/ip_blocks/7"),
    ],
)
def test_deleting_gives_nothing_whatever_the_server_shows(call: str, path: str) -> None:
    fake = FakeServer()
    fake.on("DELETE", path).reply(json={}).reply(json={"id": "7", "domain": "example.org"})
    admin = fake.client().admin
    assert getattr(admin, call)("7") is None
    assert getattr(admin, call)("7") is None


def test_figures_are_asked_for_with_what_they_are_about() -> None:
    fake = FakeServer()
    fake.on("POST", "/api/v1/admin/measures").reply(json=[])
    fake.on("POST", "/api/v1/admin/dimensions").reply(json=[])
    fake.on("POST", "/api/v1/admin/retention").reply(json=[])
    admin = fake.client().admin
    admin.get_measures(["new_users", "tag_uses"], date(2026, 1, 1), NOON, tag_uses_id="5")
    admin.get_dimensions(["instance_languages"], limit=3, instance_languages_domain="example.org")
    admin.get_retention("2026-01-01", "2026-02-01", "day")
    measures, dimensions, retention = (request.form for request in fake.requests)
    assert measures == {
        "keys[]": ["new_users", "tag_uses"],
        "start_at": "2026-01-01",
        "end_at": "2026-01-02T12:00:00.000Z",
        "tag_uses[id]": "5",
    }
    about = {"keys[]": ["instance_languages"], "limit": "3", "instance_languages[domain]": "example.org"}
    assert dimensions == about
    assert retention == {"start_at": "2026-01-01", "end_at": "2026-02-01", "frequency": "day"}


def test_an_ip_block_ends_after_a_time() -> None:
    fake = FakeServer()
    block = {"id": "1", "ip": "192.0.2.0/24", "severity": "no_access", "created_at": "2026-01-01T00:00:00Z"}
    fake.on("POST", "/api/v1/admin/ip_blocks").reply(json=block)
    made = fake.client().admin.create_ip_block("192.0.2.0/24", "no_access", expires_in=timedelta(days=1))
    assert made.severity == "no_access"
    assert fake.requests[0].form == {"ip": "192.0.2.0/24", "severity": "no_access", "expires_in": "86400"}


def seen_hashtag(**fields: Any) -> dict[str, Any]:
    """A hashtag as a moderator sees it."""
    return {"id": "7", "name": "elephants", "url": "https://fake.example/tags/elephants", "history": [], **fields}


def test_hashtags_are_looked_through_and_reviewed() -> None:
    fake = FakeServer()
    path = "/api/v1/admin/tags"
    fake.on("GET", path).reply(json=[seen_hashtag(listable=True)], next_page=f"{path}?max_id=7")
    fake.on("GET", path, query={"max_id": "7"}).reply(json=[])
    fake.on("GET", f"{path}/7").reply(json=seen_hashtag())
    fake.on("PUT", f"{path}/7").reply(json=seen_hashtag(trendable=False))
    admin = fake.client().admin
    (found,) = admin.get_hashtags.walk(limit=1)
    assert (found.name, found.listable) == ("elephants", True)
    assert admin.get_hashtag("7") == found
    assert admin.update_hashtag(found, display_name="Elephants", trendable=False).trendable is False
    assert fake.requests[-1].form == {"display_name": "Elephants", "trendable": "false"}


def test_a_hashtag_and_a_link_stand_for_their_ids() -> None:
    fake = FakeServer()
    hashtag = AdminTag.model_validate(seen_hashtag())
    link = AdminTrendsLink(id="9", url="https://example.org/", title="t", description="d", type="link")
    fake.on("POST", "/api/v1/admin/trends/tags/7/approve").reply(json=seen_hashtag(trendable=True))
    fake.on("POST", "/api/v1/admin/trends/links/9/reject").reply(json=link.model_dump(mode="json"))
    fake.on("GET", "/api/v1/tags/elephants").reply(json=seen_hashtag())
    fake.on("GET", "/api/v1/admin/tags?max_id=7").reply(json=[])
    client = fake.client()
    assert client.admin.approve_trending_hashtag(hashtag).trendable is True
    assert client.admin.reject_trending_link(link).id == "9"
    assert client.admin.get_hashtags(max_id=hashtag) == []
    assert client.get_hashtag(hashtag) == hashtag, "where a name is wanted, it goes by its name"
    with pytest.raises(TypeError, match="tag_id"):
        client.admin.approve_trending_hashtag(AdminTag(name="elephants", url="https://fake.example/x"))
