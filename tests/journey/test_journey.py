"""A day on a server, once for both clients and both transports, over real HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.both_clients import Ride

from howdah import ClientError, NotFoundError, Response, UnauthorizedError
from howdah.models import Status, Visibility

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("error")]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


async def everything(walk: Any) -> list[Any]:
    return [item async for item in walk]


async def test_three_people_have_a_day(ride: Ride, tmp_path: Path) -> None:
    alice, bob, carol = ride.client("alice"), ride.client("bob"), ride.client("carol")
    picture = tmp_path / "elephant.png"
    picture.write_bytes(PNG)

    alices = await alice.verify_credentials()
    assert (await bob.follow_account(alices)).following
    assert [account.acct for account in await alice.get_account_followers(alices)] == ["bob"]

    shown = await alice.post_status(
        "An elephant, @bob #elephants",
        visibility=Visibility.UNLISTED,
        media=[picture],
        descriptions=["an elephant from afar"],
        spoiler_text="large animal",
        language="en",
    )
    assert shown.visibility is Visibility.UNLISTED
    assert shown.spoiler_text == "large animal"
    assert [media.description for media in shown.media_attachments] == ["an elephant from afar"]
    assert shown.created_at.tzinfo is not None
    assert shown.account == alices

    asked = await bob.post_status("Tea or coffee?", poll_options=["tea", "coffee"], poll_expires_in=timedelta(hours=1))
    assert asked.poll is not None
    voted = await carol.vote_poll(asked.poll, [1])
    assert [option.votes_count for option in voted.options] == [0, 1]
    assert (await bob.get_poll(voted)).votes_count == 1

    answer = await bob.post_status("How large?", in_reply_to_id=shown)
    assert answer.in_reply_to_id == shown.id
    again = await alice.post_status("Very.", in_reply_to_id=answer)
    context = await carol.get_status_context(answer)
    assert context.ancestors == [shown]
    assert context.descendants == [again]

    assert (await bob.favourite(shown)).favourited
    boost = await bob.reblog(shown)
    assert boost.reblog == shown
    assert boost != shown
    assert [account.acct for account in await alice.get_favourited_by(shown)] == ["bob"]
    assert [account.acct for account in await alice.get_reblogged_by(shown)] == ["bob"]
    assert (await bob.bookmark(shown)).bookmarked
    assert await bob.get_bookmarks() == [shown]

    kinds = {(n.type, n.account.acct) for n in await alice.get_notifications()}
    assert {("favourite", "bob"), ("reblog", "bob"), ("follow", "bob")} <= kinds

    found = await carol.search("alice", "accounts")
    assert alices in found.accounts
    assert (await carol.lookup_account("alice")) == alices

    edited = await alice.edit_status(shown, "An elephant indeed")
    assert "indeed" in edited.content
    assert edited.spoiler_text == "large animal"
    assert len(edited.media_attachments) == 1
    assert (await alice.get_status_source(shown)).text == "An elephant indeed"
    assert len(await alice.get_status_history(shown)) >= 2

    gone = await alice.delete_status(again)
    assert gone.text == "Very."
    with pytest.raises(NotFoundError, match="answered 404"):
        await alice.get_status(again)


async def test_a_timeline_is_paged_walked_and_resumed(ride: Ride) -> None:
    alice = ride.client("alice")
    posted = [await alice.post_status(f"number {number}") for number in range(7)]
    newest_first = list(reversed(posted))

    page = await alice.get_home_timeline(limit=3)
    assert page == newest_first[:3]
    second = await page.next_page()
    assert second == newest_first[3:6]
    assert await second.previous_page() == newest_first[:3]
    assert await everything(page.all()) == newest_first
    assert await everything(page.all(max_items=4)) == newest_first[:4]

    assert await everything(alice.get_home_timeline.walk(limit=2)) == newest_first
    assert await everything(alice.get_home_timeline.walk(limit=2).limit(3)) == newest_first[:3]
    assert await everything(alice.get_home_timeline.walk(limit=2, min_id=posted[2])) == posted[3:]

    resumed = await ride.client("alice").get_home_timeline.resume(page.cursor)
    assert resumed == newest_first[3:6]
    assert await everything(resumed.all()) == newest_first[3:]


async def test_a_walk_that_breaks_in_the_middle_is_resumed_without_loss_or_repetition(ride: Ride) -> None:
    alice = ride.client("alice")
    posted = [await alice.post_status(f"number {number}") for number in range(6)]
    walk = alice.get_home_timeline.walk(limit=2)
    seen = [await walk.__anext__(), await walk.__anext__()]
    with (
        ride.sandbox.fault("/api/v1/timelines/home", status=500),
        pytest.raises(Exception, match="answered 500") as raised,
    ):
        await walk.__anext__()
    cursor: str = walk.cursor
    assert raised.value.cursor == cursor
    rest = await (await ride.client("alice").get_home_timeline.resume(cursor)).next_page()
    resumed = await ride.client("alice").get_home_timeline.resume(cursor)
    seen += await everything(resumed.all())
    assert seen == list(reversed(posted))
    assert rest == seen[4:]


async def test_a_passing_failure_is_not_noticed(ride: Ride) -> None:
    alice = ride.client("alice")
    status = await alice.post_status("steady")
    for failure in ({"status": 503}, {"cut": "before"}, {"cut": "after"}):
        with ride.sandbox.fault(f"/api/v1/statuses/{status.id}", methods="GET", times=1, **failure) as fault:
            assert await alice.get_status(status) == status
        assert fault.hits == 1


async def test_statuses_are_scheduled_and_lists_kept(ride: Ride) -> None:
    alice, bob = ride.client("alice"), ride.client("bob")
    later = datetime.now(UTC) + timedelta(hours=1)
    scheduled = await alice.schedule_status("later", later)
    assert abs(scheduled.scheduled_at - later) < timedelta(seconds=1)
    moved = await alice.update_scheduled_status(scheduled, later + timedelta(hours=1))
    assert moved.scheduled_at > scheduled.scheduled_at
    assert await alice.get_scheduled_statuses() == [scheduled]
    assert await alice.delete_scheduled_status(scheduled) is None
    assert await alice.get_scheduled_statuses() == []

    bobs = await bob.verify_credentials()
    await alice.follow_account(bobs)
    friends = await alice.create_list("friends")
    await alice.add_list_accounts(friends, [bobs])
    assert await alice.get_list_accounts(friends) == [bobs]
    posted = await bob.post_status("to my friends")
    assert await alice.get_list_timeline(friends) == [posted]
    await alice.delete_list(friends)
    assert await alice.get_lists() == []


async def test_the_answer_as_received_is_one_word_away(ride: Ride) -> None:
    alice = ride.client("alice")
    status = await alice.post_status("raw")
    response = await alice.raw.get_status(status)
    assert isinstance(response, Response)
    assert isinstance(response.value, Status)
    assert response.value == status
    assert response.json()["id"] == status.id
    assert (await alice.raw.get_home_timeline(limit=1)).value == [status]


async def test_moderators_have_a_section_of_their_own(ride: Ride) -> None:
    alice = ride.client("alice")
    accounts = await everything(alice.admin.get_accounts.walk(limit=1))
    assert {"alice", "bob", "carol"} <= {account.username for account in accounts}
    assert (await alice.admin.get_account(accounts[0])).id == accounts[0].id


async def test_without_a_token_one_sees_what_is_public(ride: Ride) -> None:
    alice, nobody = ride.client("alice"), ride.client(None)
    seen = await alice.post_status("for all")
    await alice.post_status("for few", visibility="private")
    assert await nobody.get_public_timeline() == [seen]
    with pytest.raises((UnauthorizedError, ClientError)) as raised:
        await nobody.post_status("who am I?")
    assert raised.value.status in (401, 422)


async def test_the_server_is_known_after_asking(ride: Ride) -> None:
    alice = ride.client("alice")
    assert alice.server is None
    server = await alice.get_server()
    assert server.family == "mastodon"
    assert alice.server == server
    assert alice.supports("get_status") is True
    info = await alice.get_instance_info()
    assert info.configuration.statuses.max_characters >= 500
    assert await alice.get_instance_rules() is not None
