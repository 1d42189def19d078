"""Old statuses are deleted by rule, and nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.both_clients import Ride

from howdah import (
    CleanUpStep,
    ConfigurationError,
    DeletionRule,
    ForbiddenError,
    NetworkError,
    RatelimitError,
    Retry,
)
from howdah.models import Status
from howdah.testing import FakeServer, make_account, make_status
from howdah.testing.fake_server import answer

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ME = make_account("alice", id="1", source={"note": "", "fields": [], "privacy": "public", "sensitive": False})
MONTH = timedelta(days=30)


def status(**fields: Any) -> Status:
    return Status.model_validate(
        make_status("<p>x</p>", account=ME, **{"created_at": "2026-01-01T00:00:00.000Z", **OWN, **fields})
    )


OWN = {"favourited": False, "reblogged": False, "bookmarked": False, "pinned": False}


@pytest.mark.parametrize(
    ("rule", "fields", "reason"),
    [
        ({}, {}, None),
        ({}, {"created_at": "2026-05-20T00:00:00.000Z"}, "young"),
        ({"older_than": datetime(2025, 1, 1)}, {}, "young"),  # noqa: DTZ001 - taken as UTC
        ({"older_than": datetime(2026, 1, 2, tzinfo=UTC)}, {}, None),
        ({"visibilities": ["unlisted"]}, {}, "visibility"),
        ({"visibilities": ["public"]}, {}, None),
        ({}, {"pinned": True}, "pinned"),
        ({"keep_pinned": False}, {"pinned": True}, None),
        ({}, {"bookmarked": True}, "bookmarked"),
        ({}, {"bookmarked": None}, "bookmarked"),
        ({"keep_bookmarked": False}, {"bookmarked": True}, None),
        ({}, {"favourited": True}, None),
        ({"keep_favourited": True}, {"favourited": True}, "favourited"),
        ({"keep_polls": True}, {}, None),
        ({"keep_replies": True}, {"in_reply_to_id": "7", "in_reply_to_account_id": "9"}, "reply"),
        ({"keep_replies": True}, {"in_reply_to_id": "7", "in_reply_to_account_id": "1"}, None),
        ({"keep_replies": True}, {"in_reply_to_id": None, "in_reply_to_account_id": "9"}, "reply"),
        ({"keep_boosts": True}, {"reblog": make_status("y")}, "boost"),
        ({"keep_hashtags": ["#Keep"]}, {"tags": [{"name": "keep", "url": "https://x.example"}]}, "hashtag"),
        ({"keep_hashtags": ["Caf\u00e9"]}, {"tags": [{"name": "cafe", "url": "https://x.example"}]}, "hashtag"),
        ({"keep_hashtags": [" #art"]}, {"tags": [{"name": "\uff21rt", "url": "https://x.example"}]}, "hashtag"),
        ({"fewer_favourites_than": 5}, {"favourites_count": 5}, "favourites"),
        ({"fewer_favourites_than": 5}, {"favourites_count": 4}, None),
        ({"fewer_reblogs_than": 1}, {"reblogs_count": 1}, "reblogs"),
    ],
)
def test_a_rule_says_why_a_status_stays(rule: dict[str, Any], fields: dict[str, Any], reason: str | None) -> None:
    assert DeletionRule(**{"older_than": MONTH, **rule}).reason_to_keep(status(**fields), NOW) == reason


def test_media_and_polls_stay_if_they_are_to() -> None:
    picture = {"id": "1", "type": "image", "url": "https://x.example/1.png"}
    poll = {"id": "1", "expired": True, "multiple": False, "votes_count": 0, "options": []}
    rule = DeletionRule(MONTH, keep_media=True, keep_polls=True)
    assert rule.reason_to_keep(status(media_attachments=[picture]), NOW) == "media"
    assert rule.reason_to_keep(status(poll=poll), NOW) == "poll"


@pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")
def test_what_cannot_be_read_stays() -> None:
    rule = DeletionRule(MONTH)
    odd = status()
    del odd.__dict__["created_at"]
    assert rule.reason_to_keep(odd, NOW) == "unreadable"


CAREFUL = DeletionRule(
    MONTH,
    visibilities=["public"],
    keep_favourited=True,
    keep_media=True,
    keep_polls=True,
    keep_replies=True,
    keep_boosts=True,
    keep_hashtags=["art"],
    fewer_favourites_than=5,
    fewer_reblogs_than=5,
)


@pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")
@pytest.mark.parametrize("garbled", [{"a": 1}, ["junk"], "gone"])
@pytest.mark.parametrize(
    "field",
    [
        *("created_at", "visibility", "bookmarked", "favourited", "media_attachments", "poll", "tags"),
        *("in_reply_to_id", "in_reply_to_account_id", "reblog", "favourites_count", "reblogs_count"),
    ],
)
def test_what_a_rule_goes_by_and_the_server_garbles_or_leaves_out_stays(field: str, garbled: Any) -> None:
    sent = make_status("<p>x</p>", account=ME, **{"created_at": "2026-01-01T00:00:00.000Z", **OWN})
    fake = FakeServer()
    fake.on("GET", "/api/v1/statuses/1").reply(sent)
    if garbled == "gone":
        sent = {name: value for name, value in sent.items() if name != field}
    else:
        sent = {**sent, field: garbled}
    fake.on("GET", "/api/v1/statuses/2").reply(sent)
    with fake.client() as client:
        assert CAREFUL.reason_to_keep(client.get_status("1"), NOW) is None
        kept = CAREFUL.reason_to_keep(client.get_status("2"), NOW)
    assert kept is not None or (field, garbled) == ("reblog", "gone")  # not every server has boosts to tell of


@pytest.mark.parametrize(
    "wrong", [{"older_than": -MONTH}, {"older_than": 3}, {"visibilities": "public"}, {"keep_hashtags": "x"}]
)
def test_a_wrong_rule_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        DeletionRule(**{"older_than": MONTH, **wrong})


@pytest.fixture
def fake() -> FakeServer:
    """A server with 50 old statuses in two pages; the third is pinned, the fourth cannot be deleted."""
    fake = FakeServer()
    fake.on("GET", "/api/v1/accounts/verify_credentials").reply(ME)
    old = {"created_at": "2001-01-01T00:00:00.000Z", "account": ME, **OWN}
    ids = [str(identifier) for identifier in range(50, 0, -1)]
    made = {identifier: make_status("<p>x</p>", id=identifier, **old) for identifier in ids}
    statuses = fake.on("GET", "/api/v1/accounts/1/statuses")
    statuses.reply_with(
        lambda request: answer(
            [made["48"]]
            if request.query.get("pinned") == "true"
            else [made[one] for one in ids if int(one) < int(request.query.get("max_id", "999"))][:40]
        )
    )
    for identifier in ids:
        fake.on("DELETE", f"/api/v1/statuses/{identifier}").reply(made[identifier])
    fake.on("DELETE", "/api/v1/statuses/47").reply({"error": "No"}, status=422)
    fake.on("DELETE", "/api/v1/statuses/46").reply({"error": "Record not found"}, status=404)
    return fake


def deleted(fake: FakeServer) -> list[str]:
    return [request.path.rpartition("/")[2] for request in fake.requests if request.method == "DELETE"]


def test_old_statuses_are_deleted_page_by_page(fake: FakeServer) -> None:
    steps: list[CleanUpStep] = []
    with fake.client() as client:
        done = client.delete_old_statuses(DeletionRule(MONTH), on_progress=steps.append)
    assert len(done.deleted) == 48
    assert done.kept == {"pinned": 1}
    assert list(done.failed) == ["47"]
    assert "No" in done.failed["47"]
    assert done.cursor is None
    assert [step.outcome for step in steps].count("deleted") == 48
    assert [step.status.id for step in steps if step.outcome != "deleted"] == ["48", "47"]


def test_a_dry_run_deletes_nothing_and_tells_the_same(fake: FakeServer) -> None:
    with fake.client() as client:
        done = client.delete_old_statuses(DeletionRule(MONTH), dry_run=True)
    assert deleted(fake) == []
    assert len(done.deleted) == 49
    assert done.dry_run


def test_it_stops_after_so_many_and_goes_on_from_there(fake: FakeServer) -> None:
    with fake.client() as client:
        first = client.delete_old_statuses(DeletionRule(MONTH), max_deleted=3)
        assert deleted(fake) == ["50", "49", "47", "46"]
        rest = client.delete_old_statuses(DeletionRule(MONTH), cursor=first.cursor)
    assert len(first.deleted) + len(rest.deleted) == 48
    assert len(set(deleted(fake))) == len(deleted(fake)) == 49


def test_it_goes_no_faster_than_the_limit_for_deletions(fake: FakeServer) -> None:
    left = 30

    def delete(request: Any) -> Any:
        nonlocal left
        left -= 1
        reset = (fake.clock.now + timedelta(minutes=30)).isoformat()
        headers = {"X-RateLimit-Limit": "30", "X-RateLimit-Remaining": str(left), "X-RateLimit-Reset": reset}
        left = left or 30
        return answer(make_status("x"), headers=headers)

    fake.on("DELETE", "/api/v1/statuses/*").reply_with(delete)
    with fake.client() as client:
        done = client.delete_old_statuses(DeletionRule(MONTH))
    assert len(done.deleted) == 49
    assert 1700 < sum(fake.sleeps) < 1900


def test_an_interruption_says_where_to_go_on(fake: FakeServer) -> None:
    fake.on("DELETE", "/api/v1/statuses/45").fail(sent=False).reply(make_status("x"))
    with fake.client(retry=Retry(attempts=1)) as client:
        with pytest.raises(NetworkError) as failure:
            client.delete_old_statuses(DeletionRule(MONTH))
        assert failure.value.cursor == "46"
        rest = client.delete_old_statuses(DeletionRule(MONTH), cursor=failure.value.cursor)
    assert len(rest.deleted) == 45


def test_a_client_that_does_not_wait_is_told_of_the_limit(fake: FakeServer) -> None:
    fake.on("DELETE", "/api/v1/statuses/49").reply({"error": "Too many"}, status=429)
    with fake.client(rate_limit="raise") as client, pytest.raises(RatelimitError) as failure:
        client.delete_old_statuses(DeletionRule(MONTH))
    assert failure.value.cursor == "50"


def test_a_token_that_may_not_delete_ends_it(fake: FakeServer) -> None:
    fake.on("DELETE", "/api/v1/statuses/*").reply({"error": "This action is outside the authorized scopes"}, status=403)
    with fake.client() as client, pytest.raises(ForbiddenError):
        client.delete_old_statuses(DeletionRule(MONTH))
    assert len(deleted(fake)) == 1


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"], indirect=True)
@pytest.mark.parametrize("ride", ["sync-httpx", "async-httpx"], indirect=True)
async def test_both_clients_delete_what_is_old(ride: Ride) -> None:
    client = ride.client("alice")
    kept = await client.post_status("keep me", "unlisted")
    gone = await client.post_status("delete me")
    await client.pin_status(kept)
    other = await ride.client("bob").post_status("mine")
    boost = await client.reblog(other)
    rule = DeletionRule(timedelta(0))
    assert boost.reblog is not None
    tried = await client.delete_old_statuses(rule, dry_run=True)
    done = await client.delete_old_statuses(rule)
    assert sorted(done.deleted) == sorted(tried.deleted) == sorted([gone.id, boost.id])
    me = await client.verify_credentials()
    assert [one.id for one in await client.get_account_statuses(me)] == [kept.id]
    assert (await client.get_status(other)).reblogged is False


def test_what_is_bookmarked_while_it_waits_for_the_limit_stays(fake: FakeServer) -> None:
    later = fake.clock.now + timedelta(minutes=30)
    limit = {"X-RateLimit-Limit": "30", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": later.isoformat()}
    fake.on("DELETE", "/api/v1/statuses/49").reply({"error": "Too many"}, status=429, headers=limit)
    fake.on("GET", "/api/v1/statuses/*").reply_with(
        lambda request: answer(
            make_status(
                "<p>x</p>",
                account=ME,
                **{**OWN, "id": request.path.rpartition("/")[2], "bookmarked": request.path.endswith("/49")},
                created_at="2001-01-01T00:00:00.000Z",
            )
        )
    )
    with fake.client() as client:
        done = client.delete_old_statuses(DeletionRule(MONTH), max_deleted=3)
    assert done.kept == {"pinned": 1, "bookmarked": 1}
    assert done.deleted == ["50", "46", "45"]
    assert deleted(fake).count("49") == 1
