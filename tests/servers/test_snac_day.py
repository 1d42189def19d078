"""Two people's day on a real snac, once for both clients and both transports."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Literal

import anyio
import pytest
from tests.both_clients import proxy_for
from tests.hostile import Behaviour, HostileServer, Peer, Received, wait_for
from tests.servers.snac import Household, Snac

from howdah import (
    AsyncClient,
    Client,
    ClientError,
    NotFoundError,
    NotSupportedError,
    OutcomeUnknownError,
    Request,
    Retry,
    UnauthorizedError,
)
from howdah.models import NotificationType, Status, Visibility

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("error")]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
LONGEST_WAY = 10.0
"""Seconds within which snac must have handed on what one of the two did to the other."""
VISIBILITIES = ("public", "unlisted", "private", "direct")
OTHERS = ("Mastodon", "GoToSocial", "Pleroma", "Akkoma")


@dataclass
class Ride:
    """A snac and one way to talk to it.

    Attributes:
        snac: the server.
        kind: which client.
        transport: how it sends.
    """

    snac: Snac
    kind: Literal["sync", "async"]
    transport: Literal["httpx", "reqwest"]
    _opened: list[Client | AsyncClient] = field(default_factory=list[Client | AsyncClient])

    def client(
        self, user: str | None = "alice", *, at: str | None = None, token: str | None = None, **settings: Any
    ) -> Any:
        """A client that acts as someone, to be used as ``AsyncClient`` is; closed after the test."""
        token = token or (user and self.snac.token_of(user))
        kind = Client if self.kind == "sync" else AsyncClient
        settings = {"transport": self.transport, "timeout": 10.0, "on_request": [keep_no_connection], **settings}
        client = kind(at or self.snac.base_url, token, **settings)
        self._opened.append(client)
        return proxy_for(client) if isinstance(client, Client) else client

    async def close(self) -> None:
        """Close the clients."""
        while self._opened:
            client = self._opened.pop()
            if isinstance(client, Client):
                client.close()
            else:
                await client.close()


def keep_no_connection(request: Request) -> None:
    """snac closes each connection after its answer without saying so; a web server in front of it would not."""
    request.headers["connection"] = "close"


@pytest.fixture(params=["sync-httpx", "async-httpx", "sync-reqwest", "async-reqwest"])
async def ride(request: pytest.FixtureRequest, anyio_backend: str, snac: Snac, bounded: None) -> AsyncIterator[Ride]:
    """A snac, and either client over either transport; ``ride.client("bob")`` is used as ``AsyncClient`` is."""
    kind, transport = request.param.split("-")
    if transport == "reqwest":
        pytest.importorskip("pyreqwest")
    ride = Ride(snac, kind, transport)
    yield ride
    await ride.close()
    sys.stdout.write(snac.log())  # shown where the test fails


async def eventually(ask: Callable[[], Awaitable[Any]]) -> Any:
    """What an answer says as soon as it says something; snac hands on by queues what the two do."""
    with anyio.fail_after(LONGEST_WAY):
        while not (found := await ask()):  # noqa: ASYNC110 - only asking tells
            await anyio.sleep(0.01)
        return found


async def everything(walk: Any) -> list[Any]:
    return [item async for item in walk]


async def become_friends(alice: Any, bob: Any) -> tuple[Any, Any]:
    """Have the two follow each other; gives their accounts."""
    alices, bobs = await alice.lookup_account("alice"), await bob.lookup_account("bob")
    # snac can follow whom it has met, be it on snac itself; a search for the whole handle introduces them.
    assert (await bob.search(f"@{alices.acct}", "accounts")).accounts == [alices]
    assert (await alice.search(f"@{bobs.acct}", "accounts")).accounts == [bobs]
    assert (await bob.follow_account(alices)).following
    assert (await alice.follow_account(bobs)).following
    await eventually(partial(is_followed_by, alice, bobs))
    await eventually(partial(is_followed_by, bob, alices))
    return alices, bobs


async def is_followed_by(client: Any, account: Any) -> bool:
    [relationship] = await client.get_relationships([account])
    return bool(relationship.followed_by and relationship.following)


async def seen(client: Any, status: Status) -> Any:
    """A status in someone's home timeline, as soon as it is there."""

    async def look() -> Any:
        return [each for each in await client.get_home_timeline() if each == status or each.reblog == status]

    return (await eventually(look))[0]


async def posted_to(reader: Any, author: Any, text: str) -> Status:
    """A new status that a follower has; snac loses some of those that are on their way at the same time."""
    status: Status = await author.post_status(text)
    await seen(reader, status)
    return status


async def test_two_people_have_a_day(ride: Ride, tmp_path: Path) -> None:
    alice, bob = ride.client("alice"), ride.client("bob")
    me = await alice.verify_credentials()
    assert me.username == "alice"
    assert await alice.get_notifications() == []
    assert me.source.privacy is Visibility.PUBLIC

    assert await bob.lookup_account("alice") == me
    assert await bob.search_accounts("ali") == [me]
    assert await bob.resolve(f"@{(await bob.lookup_account('alice')).acct}") == me
    assert (await bob.search(f"@alice@{ride.snac.host}", "accounts")).accounts == [me]
    assert (await bob.follow_account(me)).following
    [followed] = await eventually(alice.get_notifications)
    assert (followed.type, followed.account.username, followed.status) == (NotificationType.FOLLOW, "bob", None)

    picture, other_picture = tmp_path / "elephant.png", tmp_path / "howdah.png"
    picture.write_bytes(PNG)
    other_picture.write_bytes(PNG)
    shown = await alice.post_status(
        "An elephant, @bob #elephants",
        visibility="public",
        media=[picture, other_picture],
        descriptions=["an elephant from afar", "what it carries"],
        spoiler_text="large animal",
    )
    assert [media.description for media in shown.media_attachments] == ["an elephant from afar", "what it carries"]
    assert (shown.visibility, shown.spoiler_text, shown.sensitive) == (Visibility.PUBLIC, "large animal", True)
    assert [mention.acct for mention in shown.mentions] == [f"bob@{ride.snac.host}"]
    assert [tag.name for tag in shown.tags] == ["elephants"]
    assert shown.account == me
    assert shown.created_at.tzinfo is not None
    assert shown.text == "An elephant, @bob #elephants"
    assert await seen(bob, shown) == shown

    answer = await bob.post_status("@alice How large?", in_reply_to_id=shown)
    assert (answer.in_reply_to_id, answer.in_reply_to_account_id) == (shown.id, me.id)
    assert await eventually(partial(noticed_by, alice, answer))
    again = await alice.post_status("@bob Very.", in_reply_to_id=answer)
    context = await alice.get_status_context(answer)
    assert (context.ancestors, context.descendants) == ([shown], [again])

    favoured = await bob.favourite(shown)
    assert (favoured.favourited, favoured.favourites_count) == (True, 1)
    assert await eventually(partial(noted, alice, 3))
    boost = await bob.reblog(shown)
    assert (boost.id, boost.reblog) == (shown.id, shown)
    assert boost != shown
    assert boost.account.username == "bob"
    assert [account.username for account in await alice.get_favourited_by(shown)] == ["bob"]
    assert [account.username for account in await alice.get_reblogged_by(shown)] == ["bob"]
    assert (await alice.get_status(shown)).reblog == shown

    noticed = {each.type: each for each in await eventually(partial(noted, alice, 4))}
    assert noticed.keys() == {"follow", "mention", "favourite", "reblog"}
    assert {each.account.username for each in noticed.values()} == {"bob"}
    assert noticed["mention"].status == answer
    assert noticed["favourite"].status.id == shown.id
    assert await alice.get_notifications(exclude_types=["follow", "favourite", "reblog"]) == [noticed["mention"]]

    assert not (await bob.undo_favourite(shown)).favourited
    unboosted = await bob.undo_reblog(shown)
    assert (unboosted, unboosted.reblog, unboosted.reblogged) == (shown, None, False)

    found = await bob.search("elephant")
    assert shown in found.statuses
    assert [tag.name for tag in (await bob.search("#elephants", "hashtags")).hashtags] == ["elephants"]
    assert await alice.get_hashtag_timeline(await bob.resolve("#elephants")) == [shown]
    assert await bob.resolve(shown.url) == shown
    assert await bob.resolve(me.url) == me

    assert not (await bob.unfollow_account(me)).following
    await alice.clear_notifications()
    assert await alice.get_notifications() == []


async def test_who_may_see_a_status(ride: Ride) -> None:
    alice, bob, nobody = ride.client("alice"), ride.client("bob"), ride.client(None)
    posted = {}
    for name in VISIBILITIES:
        posted[name] = await alice.post_status(f"@bob {name}", visibility=name)
        assert await eventually(partial(noticed_by, bob, posted[name]))
    unsaid = await alice.post_status("as always", language="de")
    # snac tells apart only what all may see and what the mentioned may see, and takes all for English.
    assert [posted[name].visibility for name in VISIBILITIES] == ["public", "public", "private", "private"]
    assert (unsaid.visibility, unsaid.language) == ("public", "en")
    public = await nobody.get_public_timeline()
    assert {posted["public"], posted["unlisted"], unsaid} <= set(public)
    assert not {posted["private"], posted["direct"]} & set(public)
    assert not {posted["private"], posted["direct"]} & set(await nobody.get_account_statuses(unsaid.account))


async def noted(client: Any, number: int) -> Any:
    """Someone's notifications once there are that many."""
    notifications = await client.get_notifications()
    return len(notifications) == number and notifications


async def noticed_by(client: Any, status: Status) -> bool:
    return any(notification.status == status for notification in await client.get_notifications())


async def test_a_file_is_described_before_and_after_it_is_shown(ride: Ride) -> None:
    alice = ride.client("alice")
    uploaded = await alice.post_media(PNG, description="a dot", file_name="dot.png")
    assert (uploaded.type, uploaded.description) == ("image", "a dot")
    assert (await alice.update_media(uploaded, description="a grey dot")).description == "a grey dot"
    # Two files without a name are two files.
    both = await alice.post_status("", media=[PNG, PNG], descriptions=["one", "another"])
    assert [media.description for media in both.media_attachments] == ["one", "another"]
    status = await alice.post_status("", media_ids=[uploaded])
    assert [(media.url, media.description) for media in status.media_attachments] == [(uploaded.url, "a grey dot")]
    with pytest.raises(NotSupportedError):
        await alice.get_media(uploaded)


async def test_an_edit_keeps_what_it_does_not_change(ride: Ride) -> None:
    # Nobody follows her: snac would write the status again for each who does, and miss it while it is being written.
    alice = ride.client("alice")
    media = await alice.post_media(PNG, description="a dot", file_name="dot.png")
    status = await alice.post_status("before", media_ids=[media], spoiler_text="dots")
    edited = await alice.edit_status(status, "after")
    # A status on snac is named by when it was last written, and found by the rest of its ID.
    assert (edited.uri, edited.id[10:]) == (status.uri, status.id[10:])
    assert (edited.plain_text, edited.spoiler_text, edited.created_at) == ("after", "dots", status.created_at)
    assert edited.edited_at is not None
    assert [each.description for each in edited.media_attachments] == ["a dot"]
    assert (await alice.get_status(status)).uri == status.uri
    source = await alice.get_status_source(status)
    assert (source.text, source.spoiler_text) == ("after", "dots")


async def test_one_can_vote_in_a_poll_but_not_post_one(ride: Ride) -> None:
    alice, bob = ride.client("alice"), ride.client("bob")
    await become_friends(alice, bob)
    assert (await alice.post_status("?", poll_options=["tea", "coffee"], poll_expires_in=300)).poll is None
    ride.snac.ask_in_browser("alice", "Tea or coffee?", ["tea", "coffee"])

    async def asked() -> Any:
        return [status for status in await bob.get_home_timeline() if status.poll]

    [status] = await eventually(asked)
    assert [option.title for option in status.poll.options] == ["tea", "coffee"]
    assert (status.poll.expired, status.poll.multiple, status.poll.votes_count) == (False, False, 0)
    assert status.poll.expires_at > datetime.now(UTC)
    assert not status.poll.voted
    assert (await bob.vote_poll(status.poll, [1])).voted
    with pytest.raises(NotSupportedError):
        await bob.get_poll(status.poll)


async def test_timelines_are_walked_to_their_end(ride: Ride) -> None:
    alice, bob = ride.client("alice"), ride.client("bob")
    alices, _ = await become_friends(alice, bob)
    posted = [await posted_to(bob, alice, f"number {number} #walk") for number in range(7)]
    newest_first = list(reversed(posted))

    page = await alice.get_home_timeline(limit=3)
    assert page == newest_first[:3]
    # snac's links leave out the limit.
    assert await page.next_page() == newest_first[3:]
    assert await everything(page.all()) == newest_first
    resumed = await ride.client("alice").get_home_timeline.resume(page.cursor)
    assert await everything(resumed.all()) == newest_first[3:]
    for client in (alice, bob):
        assert sorted(await everything(client.get_home_timeline.walk(limit=2)), key=by_number) == posted

    # No links here: it goes on from the last item.
    for walk in (alice.get_public_timeline.walk, partial(alice.get_hashtag_timeline.walk, "walk")):
        assert await everything(walk(limit=2)) == newest_first
        assert await everything(walk(limit=2).limit(3)) == newest_first[:3]
        assert await everything(walk(limit=7)) == newest_first
        assert await everything(walk(limit=20)) == newest_first
        assert await everything(walk(limit=2, max_id=posted[4])) == newest_first[3:]
        assert await everything(walk(limit=2, min_id=posted[2])) == posted[3:]
    # All at once, whatever was asked for.
    assert await everything(alice.get_account_statuses.walk(alices, limit=2)) == newest_first
    assert await (await alice.get_account_statuses(alices)).next_page() is None
    walk = alice.get_account_statuses.walk(alices)
    seen_before = await walk.__anext__()
    await alice.post_status("meanwhile")
    assert [seen_before, *await everything(walk)] == newest_first


def by_number(status: Status) -> str:
    return status.plain_text


async def test_a_boost_in_a_timeline_stands_there_once(ride: Ride) -> None:
    alice, bob = ride.client("alice"), ride.client("bob")
    await become_friends(alice, bob)
    posted = [await posted_to(bob, alice, f"number {number}") for number in range(4)]
    await bob.reblog(posted[1])
    walked = await everything(alice.get_home_timeline.walk(limit=1))
    assert sorted(status.id for status in walked) == sorted(status.id for status in posted)
    assert [status.reblog for status in walked if status.reblog] == [posted[1]]


async def test_notifications_are_walked_and_marked_as_read(ride: Ride) -> None:
    alice, bob = ride.client("alice"), ride.client("bob")
    # snac notes one twice that comes while it first looks for them.
    assert await alice.get_notifications() == []
    notifications: Any = []
    for number in range(1, 6):  # and loses or doubles some of those that come at the same time
        await bob.post_status(f"@alice number {number}")
        notifications = await eventually(partial(noted, alice, number))
    assert await everything(alice.get_notifications.walk(limit=2)) == notifications
    # From min_id on it gives the newest, not the next; only a page that holds them all leaves no gap.
    assert await everything(alice.get_notifications.walk(limit=5, min_id=notifications[3])) == notifications[2::-1]
    saved = await alice.save_markers(notifications_last_read_id=notifications[0])
    assert saved["notifications"].last_read_id == notifications[0].id
    assert (await alice.get_markers(["notifications"])).keys() == {"notifications"}


async def test_bookmarks_pins_and_lists_are_kept(ride: Ride) -> None:
    alice, bob = ride.client("alice"), ride.client("bob")
    _, bobs = await become_friends(alice, bob)
    status = await alice.post_status("to be kept")
    assert (await alice.bookmark(status)).bookmarked
    assert await alice.get_bookmarks() == [status]
    assert not (await alice.unbookmark(status)).bookmarked
    assert await alice.get_bookmarks() == []
    assert (await alice.pin_status(status)).pinned
    assert not (await alice.unpin_status(status)).pinned

    friends = await alice.create_list("friends")
    assert await alice.get_lists() == [friends]
    assert (await alice.get_list(friends)).title == "friends"
    await alice.add_list_accounts(friends, [bobs])
    assert await alice.get_list_accounts(friends) == [bobs]
    posted = await bob.post_status("to my friends")
    assert await eventually(partial(alice.get_list_timeline, friends)) == [posted]
    await alice.delete_list_accounts(friends, [bobs])
    assert await alice.get_list_accounts(friends) == []
    await alice.delete_list(friends)
    assert await alice.get_lists() == []

    assert (await alice.block_account(bobs)).blocking
    assert not (await alice.unblock_account(bobs)).blocking


async def test_the_profile_is_changed(ride: Ride) -> None:
    alice = ride.client("alice")
    changed = await alice.update_credentials(
        display_name="Alice A.",
        note="I ride",
        bot=True,
        fields_attributes=[{"name": "site", "value": "https://example.org"}, {"name": "animal", "value": "elephant"}],
        avatar=PNG,
    )
    assert (changed.display_name, changed.note, changed.bot) == ("Alice A.", "I ride", True)
    assert {each.name: each.value for each in changed.source.fields}["animal"] == "elephant"
    assert changed.avatar.startswith(ride.snac.base_url)
    assert (await alice.lookup_account("alice")).display_name == "Alice A."


async def test_a_status_is_scheduled(ride: Ride) -> None:
    alice = ride.client("alice")
    later = datetime.now(UTC) + timedelta(hours=1)
    scheduled = await alice.schedule_status("later", later, spoiler_text="not yet")
    assert abs(scheduled.scheduled_at - later) < timedelta(seconds=2)
    assert (scheduled.params.text, scheduled.params.spoiler_text) == ("later", "not yet")
    assert await alice.get_home_timeline() == []


async def test_what_snac_lacks_is_named_with_those_who_have_it(ride: Ride) -> None:
    alice = ride.client("alice")
    status = await alice.post_status("here to stay")
    lacking = {
        "delete_status": (status,),
        "mute_status": (status,),
        "get_status_history": (status,),
        "mute_account": (status.account,),
        "get_blocks": (),
    }
    for name, arguments in lacking.items():
        with pytest.raises(NotSupportedError, match=r"is snac 2\.\d+") as raised:
            await getattr(alice, name)(*arguments)
        assert raised.value.status == 404
        assert all(server in str(raised.value) for server in OTHERS)
        assert alice.supports(name) is False
    with pytest.raises(NotSupportedError) as raised:
        await alice.dismiss_notification("1")
    assert raised.value.status == 422
    assert await alice.get_status(status) == status
    for name in ("post_status", "follow_account", "unfollow_account", "bookmark", "vote_poll", "delete_list_accounts"):
        assert alice.supports(name) is True
    # What it never has is empty.
    for name in ("get_favourites", "get_conversations", "get_follow_requests", "get_filters_v2", "get_announcements"):
        assert await getattr(alice, name)() == []


async def test_it_is_known_which_server_it_is(ride: Ride) -> None:
    nobody = ride.client(None)
    assert nobody.server is None
    assert nobody.supports("delete_status") is None
    server = await nobody.get_server()
    assert (server.software, server.family, nobody.server) == ("snac", "snac", server)
    assert server.release >= (2, 70)
    page = await nobody.get_instance_v1()
    assert server.version in page.version
    info = await nobody.get_instance_info()
    assert (info.title, info.domain, info.version) == ("Howdah's snac", ride.snac.host, page.version)
    assert info.configuration.statuses.max_characters == 100_000
    assert info.configuration.polls.max_options == 8
    assert (await nobody.get_nodeinfo()).software.name == "snac"


async def test_what_is_not_there_is_told_from_what_snac_lacks(ride: Ride) -> None:
    alice = ride.client("alice")
    await alice.get_server()
    for missing in (
        alice.get_status("0" * 42),
        alice.get_account("0" * 32),
        alice.favourite("0" * 42),
        alice.bookmark("0" * 42),
    ):
        with pytest.raises(NotFoundError) as raised:
            await missing
        assert type(raised.value) is NotFoundError


async def test_a_wrong_token_is_refused(ride: Ride) -> None:
    stranger, nobody = ride.client(token="0123456789abcdef" * 2), ride.client(None)
    for client in (stranger, nobody):
        for refused in (client.get_home_timeline(), client.post_status("who am I?"), client.get_status("0" * 42)):
            with pytest.raises(UnauthorizedError) as raised:
                await refused
            assert "0123456789abcdef" not in str(raised.value)
        with pytest.raises(ClientError) as raised:
            await client.verify_credentials()
        assert raised.value.status == 422


async def test_a_post_whose_answer_is_lost_is_not_posted_again(ride: Ride) -> None:
    direct = ride.client("alice")
    port = ride.snac.port
    with HostileServer() as front:
        front.otherwise(pass_on(port)).on("/api/v1/statuses", pass_on(port, answers=False))
        alice = ride.client("alice", at=front.url, retry=Retry(first_delay=0.01))
        with pytest.raises(OutcomeUnknownError) as raised:
            await alice.post_status("once", idempotency_key="feed-entry-1")
        assert raised.value.idempotency_key == "feed-entry-1"
        assert len(front.to("/api/v1/statuses")) == 1
        assert alice.server.family == "snac"
        [status] = await direct.get_home_timeline()
        assert status.plain_text == "once"

        # What is done once when it is done twice is done again, and reads are.
        path = f"/api/v1/statuses/{status.id}"
        front.on(f"{path}/favourite", pass_on(port, answers=False), pass_on(port))
        assert (await alice.favourite(status)).favourites_count == 1
        front.on(path, pass_on(port, answers=False), pass_on(port))
        assert await alice.get_status(status) == status
        assert not front.failures
    # The key alone would not have helped.
    await direct.post_status("twice", idempotency_key="feed-entry-2")
    await direct.post_status("twice", idempotency_key="feed-entry-2")
    assert [each.plain_text for each in await direct.get_home_timeline()] == ["twice", "twice", "once"]


def pass_on(port: int, *, answers: bool = True) -> Behaviour:
    """Ask the server at a port on this machine, and give its answer or cut the connection instead."""

    def behaviour(request: Received, peer: Peer) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request(request.method, request.target, request.body, dict(request.headers))
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if not answers:
            peer.reset()
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() in ("content-type", "link")]
        peer.answer(answer.status, body, kept)

    return behaviour


KEEPER = """
import json, sys, time
sys.path[:] = json.loads(sys.argv[1])
from pathlib import Path
from tests.servers.snac import Household, Snac
with Snac(Household(sys.argv[2], Path(sys.argv[3]), {}, {})) as snac:
    print(snac.port, snac.folder, flush=True)
    time.sleep(60)
"""


def test_snac_ends_with_the_process_that_started_it(snac_household: Household, bounded: None) -> None:
    arguments = [json.dumps(sys.path), snac_household.program, str(snac_household.folder)]
    keeper = subprocess.Popen([sys.executable, "-c", KEEPER, *arguments], stdout=subprocess.PIPE, text=True)
    try:
        assert keeper.stdout is not None
        port, folder = keeper.stdout.readline().split()
        assert is_listening(int(port))
    finally:
        keeper.kill()
        keeper.communicate()
    assert wait_for(lambda: not is_listening(int(port)) and not Path(folder).exists(), 10)


def test_snac_is_stopped_with_all_that_it_wrote(snac_household: Household, bounded: None) -> None:
    with Snac(snac_household) as snac:
        assert is_listening(snac.port)
        began = time.monotonic()
    assert time.monotonic() - began < 15
    assert not is_listening(snac.port)
    assert not snac.folder.exists()
    assert not [left for left in Path("/dev/shm").iterdir() if str(snac.port) in left.name]
    snac.stop()


def is_listening(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False
