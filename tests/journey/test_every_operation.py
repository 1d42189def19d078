"""Every operation that the sandbox serves, told as stories: once for both clients, over real HTTP.

The people of a ``Town`` act through clients that note each operation they call, once a request that it declares has
been answered. The last test holds these notes against the sandbox's own list of its routes.
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.both_clients import Ride, SyncProxy, proxy_for

from howdah import (
    NO_RETRY,
    AsyncClient,
    Client,
    ConversationEvent,
    ForbiddenError,
    NotFoundError,
    OutcomeUnknownError,
    Reply,
    Request,
    SchemaDriftWarning,
    UnauthorizedError,
    UnexpectedAnswerError,
    UnprocessedError,
    UpdateEvent,
    operations,
)
from howdah.core.operation import Section
from howdah.core.wire import FilePart
from howdah.models import Status

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("error"),
    pytest.mark.parametrize("anyio_backend", ["asyncio"], indirect=True),
    pytest.mark.parametrize("ride", ["sync-httpx", "async-httpx"], indirect=True),
]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)

NOT_OF_MASTODON = {
    "get_account_aliases": "asks for an account as get_account does; aliases are GoToSocial's and Pleroma's",
    "get_direct_timeline": "Mastodon dropped it in 3.0 for get_conversations",
    "gotosocial.export_domain_allows": "the same address, with GoToSocial's answer",
    "gotosocial.export_domain_blocks": "the same address, with GoToSocial's answer",
    "gotosocial.import_domain_allows": "the same address, with GoToSocial's file",
    "gotosocial.import_domain_blocks": "the same address, with GoToSocial's file",
    "pleroma.update_avatar": "the same address, with Pleroma's names",
    "pleroma.update_background": "the same address, with Pleroma's names",
    "pleroma.update_banner": "the same address, with Pleroma's names",
}
"""Operations whose address the sandbox serves, but that are other servers'; nobody has to call them."""

NONSENSE = {
    "add_collection_item": "an empty list instead of an item",
    "create_collection": "null instead of a collection",
    "get_instance_languages": "codes instead of languages",
    "get_userinfo": "claims without who issued them",
}
"""What the sandbox answers where no Mastodon would; only ``test_nonsense_is_told_and_not_believed`` calls these."""


@cache
def requests_of() -> dict[str, list[tuple[str, str]]]:
    """The requests that each operation may make: method, and path with its parameters erased."""
    return {
        info.name: [erased(*used.split(" ", 1)) for used in info.uses or (f"{info.method} {info.path}",)]
        for info in operations()
    }


def erased(method: str, path: str) -> tuple[str, str]:
    return method, re.sub(r"\{[^}]*\}", "{}", path)


def fits(path: str, pattern: str) -> bool:
    return re.fullmatch("[^/]+".join(map(re.escape, pattern.split("{}"))), path) is not None


class Noted:
    """A client, its section or operation, used as it is; what is called there is told to ``note``."""

    def __init__(self, behind: Any, town: Town, name: str = "") -> None:
        self._behind = behind
        self._town = town
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        value = getattr(self._behind, attribute)
        if callable(value) or isinstance(value, (Section, SyncProxy)):
            return Noted(value, self._town, f"{self._name}.{attribute}".lstrip("."))
        return value

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        result = self._behind(*args, **kwargs)
        return self._noting(result) if inspect.isawaitable(result) else result

    async def __aenter__(self) -> Noted:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._behind.__aexit__(None, None, None)

    async def _noting(self, result: Awaitable[Any]) -> Any:
        before = len(self._town.answered)
        try:
            return await result
        finally:
            self._town.note(self._name, self._town.answered[before:])


@dataclass
class Town:
    """A sandbox, the people in it, and what they do there.

    Attributes:
        ride: which client they use.
        called: the operations that they have called.
        answered: the requests that have been answered.
    """

    ride: Ride
    called: set[str]
    answered: list[Request] = field(default_factory=list[Request])

    def person(self, name: str | None) -> Any:
        """A client that acts as someone, or as nobody; to be used as ``AsyncClient`` is."""
        return Noted(self.ride.client(name, on_response=[self.hear]), self)

    def people(self) -> tuple[Any, Any, Any]:
        """Alice, bob and carol."""
        return self.person("alice"), self.person("bob"), self.person("carol")

    def holder(self, token: str) -> Any:
        """A client with a token that is nobody's from the beginning; to be closed by who asks for it."""
        where, settings = self.ride.sandbox.base_url, {"on_response": [self.hear], "timeout": 10.0}
        if self.ride.kind == "sync":
            return Noted(proxy_for(Client(where, token, **settings)), self)
        return Noted(AsyncClient(where, token, **settings), self)

    async def app(self) -> Any:
        """A client that acts as an application, for no user."""
        nobody = self.person(None)
        mahout = await nobody.register_app("Mahout", ["urn:ietf:wg:oauth:2.0:oob"], ["read", "write"])
        granted = await nobody.request_token(
            "client_credentials", mahout.client_id, mahout.client_secret, scope="read write"
        )
        return self.holder(granted.access_token)

    async def announce(self, text: str) -> None:
        """Tell everybody something, as no client API can."""
        await self.person("alice").request("POST", "/api/v1/admin/announcements", body={"text": text})

    def hear(self, request: Request, reply: Reply) -> None:
        """A request was answered."""
        self.answered.append(request)

    def note(self, name: str, answered: list[Request]) -> None:
        """An operation was called, and these requests were answered meanwhile."""
        if any(
            request.method == method and fits(urlsplit(request.url).path, pattern)
            for method, pattern in requests_of().get(name, [])
            for request in answered
        ):
            self.called.add(name)


CALLED: dict[str, set[str]] = defaultdict(set)
"""What was called, by client."""
TOLD: dict[str, set[str]] = defaultdict(set)
"""Which stories were told, by client."""


@pytest.fixture
def town(ride: Ride, request: pytest.FixtureRequest) -> Town:
    TOLD[ride.kind].add(request.function.__name__)
    return Town(ride, CALLED[ride.kind])


async def me(client: Any) -> Any:
    return await client.verify_credentials()


def soon(**span: float) -> datetime:
    return datetime.now(UTC) + timedelta(**span)


def ids(entities: Any) -> list[str]:
    return [entity.id for entity in entities]


# Accounts


async def test_accounts_are_found_in_every_way(town: Town) -> None:
    alice, bob, carol = town.people()
    alices, bobs, carols = await me(alice), await me(bob), await me(carol)
    assert (await alice.get_account(bobs)).username == "bob"
    assert ids(await alice.get_accounts([bobs, carols])) == [bobs.id, carols.id]
    assert (await alice.lookup_account("carol")) == carols
    assert ids(await alice.search_accounts("bo")) == [bobs.id]
    found = await alice.search("bob", "accounts")
    assert ids(found.accounts) == [bobs.id]
    assert await alice.resolve("@bob") == bobs
    assert await alice.get_account_moved_to(bobs) is None
    assert await alice.get_account_identity_proofs(bobs) == []
    assert set(ids(await alice.get_directory(order="new", local=True))) == {alices.id, bobs.id, carols.id}
    posted = await bob.post_status("Here I am")
    assert (await alice.get_directory(limit=1)) == [bobs]
    assert await alice.get_account_statuses(bobs) == [posted]
    assert await alice.get_account_statuses(bobs, exclude_replies=True, only_media=True) == []


async def test_someone_signs_up_with_an_app(town: Town) -> None:
    dora_says = {
        "username": "dora",
        "email": "dora@example.org",
        "password": "correct horse",
        "agreement": True,
        "locale": "en",
    }
    async with await town.app() as app:
        assert (await app.verify_app_credentials()).name == "Mahout"
        token = await app.create_account(**dora_says)
        assert await app.resend_confirmation_email() is None
        with pytest.raises(UnprocessedError):
            await app.create_account(**dora_says)
    async with town.holder(token.access_token) as dora:
        assert (await me(dora)).username == "dora"
        assert (await dora.verify_app_credentials()).name == "Mahout"
    assert (await town.person(None).lookup_account("dora")).display_name == "dora"


async def test_a_token_is_given_up(town: Town) -> None:
    nobody = town.person(None)
    mahout = await nobody.register_app("Mahout", ["urn:ietf:wg:oauth:2.0:oob"])
    keys = (mahout.client_id, mahout.client_secret)
    one, other = [await nobody.request_token("client_credentials", *keys) for _ in range(2)]
    async with town.holder(one.access_token) as app:
        assert (await app.verify_app_credentials()).name == "Mahout"
        assert await app.revoke_access_token(*keys) is None
        with pytest.raises(UnauthorizedError):
            await app.verify_app_credentials()
    assert await nobody.revoke_token(*keys, other.access_token) is None
    async with town.holder(other.access_token) as app:
        with pytest.raises(UnauthorizedError):
            await app.verify_app_credentials()


async def test_a_profile_is_filled_in_and_emptied(town: Town, tmp_path: Path) -> None:
    alice, bob = town.person("alice"), town.person("bob")
    picture = tmp_path / "elephant.png"
    picture.write_bytes(PNG)
    changed = await alice.update_credentials(
        display_name="Alice of the Elephants",
        note="I ride",
        bot=True,
        source_privacy="unlisted",
        source_language="de",
        fields_attributes=[{"name": "home", "value": "a howdah"}],
        avatar=picture,
        header=PNG,
        header_mime_type="image/png",
    )
    # The mock takes the pictures and forgets them.
    pictures = [part.file_name for part in town.answered[-1].body.segments if isinstance(part, FilePart)]
    assert pictures[0] == "elephant.png"
    assert re.fullmatch(r"file-[0-9a-f]{16}\.png", pictures[1])
    assert (changed.display_name, changed.bot) == ("Alice of the Elephants", True)
    seen = await bob.get_account(changed)
    assert (seen.display_name, seen.note) == (changed.display_name, changed.note)
    assert [(each.name, each.value) for each in seen.fields] == [("home", "a howdah")]
    assert (await alice.get_profile_avatar()).url == seen.avatar
    assert (await alice.get_profile_header()).url == seen.header
    preferences = await alice.get_preferences()
    assert preferences.posting_default_visibility == "unlisted"
    assert preferences.posting_default_language == "de"
    assert (await alice.post_status("to few")).visibility == "unlisted"

    assert (await alice.update_profile(display_name="Alice again")).display_name == "Alice again"
    assert (await alice.get_profile()).display_name == "Alice again"
    assert (await alice.delete_profile_avatar()).avatar == seen.avatar
    assert (await alice.delete_profile_header()).header == seen.header


# Relationships


async def test_people_follow_mute_and_block_each_other(town: Town) -> None:
    alice, bob, carol = town.people()
    alices, bobs, carols = await me(alice), await me(bob), await me(carol)

    followed = await alice.follow_account(bobs, reblogs=False)
    assert (followed.following, followed.showing_reblogs) == (True, False)
    await carol.follow_account(bobs)
    await carol.follow_account(alices)
    assert await alice.get_account_following(alices) == [bobs]
    assert set(ids(await alice.get_account_followers(bobs))) == {alices.id, carols.id}
    familiar = await alice.get_familiar_followers([bobs])
    assert [(each.id, ids(each.accounts)) for each in familiar] == [(bobs.id, [carols.id])]
    assert (await bob.remove_from_followers(carols)).followed_by is False
    assert ids(await alice.get_account_followers(bobs)) == [alices.id]
    assert (await alice.unfollow_account(bobs)).following is False
    assert await alice.get_account_following(alices) == []

    muted = await alice.mute_account(carols, notifications=False, duration=timedelta(hours=1))
    assert (muted.muting, muted.muting_notifications) == (True, False)
    assert ids(await alice.get_mutes()) == [carols.id]
    assert (await alice.unmute_account(carols)).muting is False
    assert await alice.get_mutes() == []

    assert (await alice.block_account(carols)).blocking is True
    assert await alice.get_blocks() == [carols]
    assert [each.blocked_by for each in await carol.get_relationships([alices])] == [True]
    assert (await alice.unblock_account(carols)).blocking is False
    assert await alice.get_blocks() == []

    assert (await alice.add_account_note(bobs, "owes me peanuts")).note == "owes me peanuts"
    between = await alice.get_relationships([bobs, carols])
    assert [(each.id, each.note) for each in between] == [(bobs.id, "owes me peanuts"), (carols.id, "")]


async def test_a_locked_account_decides_who_follows(town: Town) -> None:
    alice, bob, carol = town.people()
    assert (await alice.update_credentials(locked=True)).locked is True
    alices, bobs, carols = await me(alice), await me(bob), await me(carol)
    for asking in (bob, carol):
        assert (await asking.follow_account(alices)).requested is True
    assert set(ids(await alice.get_follow_requests())) == {bobs.id, carols.id}
    assert (await alice.authorize_follow_request(bobs)).followed_by is True
    assert (await alice.reject_follow_request(carols)).followed_by is False
    assert await alice.get_follow_requests() == []
    assert ids(await alice.get_account_followers(alices)) == [bobs.id]


async def test_domains_are_blocked(town: Town) -> None:
    alice = town.person("alice")
    assert await alice.block_domain("spam.example") is None
    assert await alice.get_domain_blocks() == ["spam.example"]
    assert await alice.unblock_domain("spam.example") is None
    assert await alice.get_domain_blocks() == []


async def test_accounts_are_endorsed_and_suggested(town: Town) -> None:
    alice, bob, carol = town.people()
    alices, bobs, carols = await me(alice), await me(bob), await me(carol)
    assert set(ids(await alice.get_follow_suggestions())) == {bobs.id, carols.id}
    assert await alice.delete_follow_suggestion(carols) is None
    suggested = await alice.get_suggestions()
    assert [(each.account.id, each.source) for each in suggested] == [(bobs.id, "staff")]
    await alice.follow_account(bobs)
    assert await alice.get_suggestions() == []

    assert (await alice.endorse_account(bobs)).endorsed is True
    assert await alice.get_endorsements() == [bobs]
    assert await carol.get_account_endorsements(alices) == [bobs]
    assert (await alice.unendorse_account(bobs)).endorsed is False
    assert await alice.get_endorsements() == []


# Lists, filters, tags


async def test_a_list_is_kept(town: Town) -> None:
    alice, bob, carol = town.people()
    bobs, carols = await me(bob), await me(carol)
    friends = await alice.create_list("friends", "followed", True)
    assert (friends.title, friends.replies_policy, friends.exclusive) == ("friends", "followed", True)
    assert await alice.add_list_accounts(friends, [bobs, carols]) is None
    assert set(ids(await alice.get_list_accounts(friends))) == {bobs.id, carols.id}
    assert await alice.delete_list_accounts(friends, [carols]) is None
    assert await alice.get_list_accounts(friends) == [bobs]
    assert await alice.get_account_lists(bobs) == [friends]
    posted = await bob.post_status("to my friends")
    await carol.post_status("to nobody in particular")
    assert await alice.get_list_timeline(friends) == [posted]
    renamed = await alice.update_list(friends, "riders", replies_policy="none", exclusive=False)
    assert renamed == friends
    seen = await alice.get_list(friends)
    assert (seen.title, seen.replies_policy, seen.exclusive) == ("riders", "none", False)
    assert [each.title for each in await alice.get_lists()] == ["riders"]
    assert await alice.delete_list(friends) is None
    assert await alice.get_lists() == []


async def test_a_filter_has_keywords_and_statuses(town: Town) -> None:
    alice, bob = town.person("alice"), town.person("bob")
    kept = await alice.create_filter_v2(
        "mice",
        ["home", "public"],
        "hide",
        timedelta(days=1),
        [{"keyword": "mouse", "whole_word": True}],
    )
    assert (kept.title, kept.context, kept.filter_action) == ("mice", ["home", "public"], "hide")
    assert kept.expires_at is not None
    assert [each.keyword for each in kept.keywords] == ["mouse"]
    assert await alice.get_filters_v2() == [kept]

    squeak = await alice.add_filter_keyword(kept, "squeak", whole_word=False)
    assert (await alice.get_filter_keyword(squeak)).whole_word is False
    assert (await alice.update_filter_keyword(squeak, "squeal", whole_word=True)).keyword == "squeal"
    assert [each.keyword for each in await alice.get_filter_keywords(kept)] == ["mouse", "squeal"]
    assert await alice.delete_filter_keyword(squeak) is None
    assert [each.keyword for each in await alice.get_filter_keywords(kept)] == ["mouse"]

    posted = await bob.post_status("Look at this")
    hidden = await alice.add_filter_status(kept, posted)
    assert hidden.status_id == posted.id
    assert await alice.get_filter_status(hidden) == hidden
    assert await alice.get_filter_statuses(kept) == [hidden]
    assert await alice.delete_filter_status(hidden) is None
    assert await alice.get_filter_statuses(kept) == []

    await alice.update_filter_v2(kept, title="rodents", context=["public"], filter_action="warn")
    seen = await alice.get_filter_v2(kept)
    assert (seen.title, seen.context, seen.filter_action) == ("rodents", ["public"], "warn")
    met = await bob.post_status("A mouse!")
    results = (await alice.get_public_timeline())[0].filtered
    assert [(each.filter.title, each.keyword_matches) for each in results] == [("rodents", ["mouse"])]
    assert met.filtered == []
    assert await alice.delete_filter_v2(kept) is None
    assert await alice.get_filters_v2() == []


async def test_an_old_filter_has_one_phrase(town: Town) -> None:
    alice = town.person("alice")
    kept = await alice.create_filter("mouse", ["home"], irreversible=True, whole_word=False)
    assert (kept.phrase, kept.context, kept.irreversible, kept.whole_word) == ("mouse", ["home"], True, False)
    assert await alice.get_filters() == [kept]
    await alice.update_filter(kept, phrase="mice", expires_in=3600)
    seen = await alice.get_filter(kept)
    assert (seen.phrase, seen.context, seen.irreversible) == ("mice", ["home"], True)
    assert seen.expires_at is not None
    assert await alice.delete_filter(kept) is None
    assert await alice.get_filters() == []


async def test_hashtags_are_followed_and_featured(town: Town) -> None:
    alice, bob = town.person("alice"), town.person("bob")
    alices = await me(alice)
    posted = await alice.post_status("We ride #elephants at #dawn")
    await bob.post_status("no tag")
    assert await bob.get_hashtag_timeline("elephants") == [posted]

    assert (await bob.follow_hashtag("elephants")).following is True
    assert [each.name for each in await bob.get_followed_hashtags()] == ["elephants"]
    tag = await bob.get_hashtag("elephants")
    assert (tag.following, tag.history[0].uses) == (True, 1)
    assert (await bob.unfollow_hashtag("elephants")).following is False
    assert await bob.get_followed_hashtags() == []

    featured = await alice.create_featured_tag("elephants")
    assert (featured.name, featured.statuses_count) == ("elephants", 1)
    assert await alice.get_featured_tags() == [featured]
    assert await bob.get_account_featured_tags(alices) == [featured]
    assert [each.name for each in await alice.get_featured_tag_suggestions()] == ["dawn"]
    assert await alice.delete_featured_tag(featured) is None
    assert (await alice.feature_hashtag("dawn")).featuring is True
    assert [each.name for each in await alice.get_featured_tags()] == ["dawn"]
    assert (await alice.unfeature_hashtag("dawn")).featuring is False
    assert await alice.get_featured_tags() == []


# Notifications


async def test_notifications_come_and_go(town: Town) -> None:
    alice, bob, carol = town.people()
    bobs = await me(bob)
    posted = await alice.post_status("An elephant")
    await bob.favourite(posted)
    await bob.reblog(posted)
    await carol.post_status("Large, @alice")

    mention, boost, liked = await alice.get_notifications()
    assert [mention.type, boost.type, liked.type] == ["mention", "reblog", "favourite"]
    assert (liked.account, liked.status) == (bobs, posted)
    assert await alice.get_notifications(types=["mention"]) == [mention]
    assert await alice.get_notifications(exclude_types=["mention"], account_id=bobs) == [boost, liked]
    assert await alice.get_notification(boost) == boost
    assert (await alice.get_unread_notification_count()).count == 3
    assert await alice.dismiss_notification(boost) is None
    assert await alice.get_notifications() == [mention, liked]
    assert await alice.clear_notifications() is None
    assert await alice.get_notifications() == []


async def test_notifications_are_grouped(town: Town) -> None:
    alice, bob, carol = town.people()
    bobs, carols = await me(bob), await me(carol)
    posted = await alice.post_status("An elephant")
    await bob.favourite(posted)
    await carol.favourite(posted)
    await bob.reblog(posted)

    grouped = await alice.get_notifications_v2(types=["favourite", "reblog"])
    boosts, likes = grouped.notification_groups
    assert (likes.type, likes.notifications_count, likes.status_id) == ("favourite", 2, posted.id)
    assert likes.sample_account_ids == [carols.id, bobs.id]
    assert grouped.statuses == [posted]
    assert (await alice.get_unread_notification_count_v2()).count == 2
    assert (await alice.get_notification_group(boosts)).notification_groups == [boosts]
    assert await alice.get_notification_group_accounts(likes) == [carols, bobs]
    assert await alice.dismiss_notification_group(likes) is None
    assert (await alice.get_notifications_v2()).notification_groups == [boosts]


async def test_notifications_of_strangers_wait_for_a_decision(town: Town) -> None:
    alice, bob, carol = town.people()
    await alice.update_notification_policy(for_not_following="filter", for_private_mentions="drop")
    policy = await alice.get_notification_policy()
    assert (policy.for_not_following, policy.for_private_mentions) == ("filter", "drop")
    assert policy.summary.pending_requests_count == 0

    asked = await bob.post_status("May I ride, @alice?")
    await carol.post_status("Me too, @alice")
    assert await alice.get_notifications() == []
    assert (await alice.get_notification_policy()).summary.pending_requests_count == 2
    waiting = {request.account.username: request for request in await alice.get_notification_requests()}
    seen = await alice.get_notification_request(waiting["bob"])
    assert (seen.notifications_count, seen.last_status) == (1, asked)
    assert await alice.accept_notification_request(seen) is None
    assert await alice.dismiss_notification_request(waiting["carol"]) is None
    assert await alice.get_notification_requests() == []
    assert (await alice.get_notifications_merged()).merged is True
    assert [notification.status for notification in await alice.get_notifications()] == [asked]

    await carol.post_status("Please, @alice!")
    assert await alice.dismiss_notification_requests(await alice.get_notification_requests()) is None
    assert await alice.get_notification_requests() == []
    pleaded = await carol.post_status("Pretty please, @alice!")
    assert await alice.accept_notification_requests(await alice.get_notification_requests()) is None
    assert [notification.status for notification in await alice.get_notifications()] == [pleaded, asked]


async def test_what_is_read_is_marked(town: Town) -> None:
    alice = town.person("alice")
    posted = await alice.post_status("read up to here")
    saved = await alice.save_markers(home_last_read_id=posted)
    assert saved["home"].last_read_id == posted.id
    assert (await alice.save_markers(home_last_read_id=posted))["home"].version > saved["home"].version
    assert (await alice.get_markers(["home", "notifications"])).keys() == {"home"}


async def test_notifications_are_pushed(town: Town) -> None:
    alice = town.person("alice")
    with pytest.raises(NotFoundError):
        await alice.get_push_subscription()
    kept = await alice.create_push_subscription(
        "https://push.example/1", "BA" + "0" * 86, "secret", policy="followed", mention=True, admin_report=True
    )
    assert kept.endpoint == "https://push.example/1"
    assert kept.policy == "all"  # the mock looks for it elsewhere than Mastodon does
    assert (kept.alerts.mention, kept.alerts.admin_report, kept.alerts.follow) == (True, True, None)
    await alice.update_push_subscription(mention=False, follow=True)
    alerts = (await alice.get_push_subscription()).alerts
    assert (alerts.mention, alerts.follow, alerts.admin_report) == (False, True, True)
    assert await alice.delete_push_subscription() is None
    with pytest.raises(NotFoundError):
        await alice.get_push_subscription()


# Statuses


async def test_a_post_whose_answer_is_lost_is_found_or_is_not_there(town: Town) -> None:
    alice = Noted(town.ride.client("alice", on_response=[town.hear], retry=NO_RETRY), town)
    for cut in ("after", "before"):
        fault = town.ride.sandbox.fault("/api/v1/statuses", methods="POST", cut=cut)
        with fault, pytest.raises(OutcomeUnknownError) as lost:
            await alice.post_status("Was I heard?", visibility="unlisted")
        confirmed = await alice.confirm_post(lost.value, wait=0.1)
        assert bool(confirmed) is (cut == "after")
    assert len(await alice.get_home_timeline()) == 1


async def test_a_thread_is_posted_answered_and_written_anew(town: Town) -> None:
    alice, bob, _ = town.people()
    first, second = await alice.post_thread(["An elephant", "@carol Another"], language="en")
    assert second.in_reply_to_id == first.id
    answer = await bob.reply_to(second, "How large?")
    assert (answer.mentioned, answer.in_reply_to_id, answer.language) == (["@alice", "@carol"], second.id, "en")
    draft = await bob.delete_and_redraft(answer)
    assert draft["status"] == "@alice @carol How large?"
    assert (await bob.post_status(**draft)).in_reply_to_id == second.id


async def test_a_status_is_posted_answered_edited_and_deleted(town: Town) -> None:
    alice, bob, carol = town.people()
    bobs = await me(bob)
    posted = await alice.post_status("An elephant", spoiler_text="large animal", language="en")
    answer = await bob.post_status("How large?", in_reply_to_id=posted)
    assert await carol.get_status(posted) == posted
    assert await carol.get_statuses([posted, answer]) == [posted, answer]
    assert (await carol.get_status_context(posted)).descendants == [answer]

    assert (await bob.favourite(posted)).favourited is True
    assert await bob.get_favourites() == [posted]
    assert await alice.get_favourited_by(posted) == [bobs]
    assert (await bob.undo_favourite(posted)).favourited is False
    assert await bob.get_favourites() == []

    assert (await bob.reblog(posted)).reblog == posted
    assert await alice.get_reblogged_by(posted) == [bobs]
    assert (await bob.undo_reblog(posted)).reblogged is False
    assert await alice.get_reblogged_by(posted) == []

    assert (await bob.bookmark(posted)).bookmarked is True
    assert await bob.get_bookmarks() == [posted]
    assert (await bob.unbookmark(posted)).bookmarked is False
    assert await bob.get_bookmarks() == []

    assert (await alice.pin_status(posted)).pinned is True
    assert await bob.get_account_statuses(posted.account, pinned=True) == [posted]
    assert (await alice.unpin_status(posted)).pinned is False
    assert await bob.get_account_statuses(posted.account, pinned=True) == []

    assert (await alice.mute_status(posted)).muted is True
    assert (await alice.get_status(posted)).muted is True
    assert (await alice.unmute_status(posted)).muted is False
    assert (await alice.get_status(posted)).muted is False

    translated = await bob.translate_status(posted, "de")
    assert translated.content != posted.content
    assert (translated.detected_source_language, translated.provider) == ("en", "mastodon_mock")

    edited = await alice.edit_status(posted, "An old elephant")
    assert "old" in edited.content
    assert (await alice.get_status_source(posted)).text == "An old elephant"
    history = await bob.get_status_history(posted)
    assert ["old" in version.content for version in history] == [False, True]
    with pytest.raises(ForbiddenError):
        await bob.delete_status(posted)
    assert (await alice.delete_status(posted)).text == "An old elephant"
    with pytest.raises(NotFoundError):
        await bob.get_status(posted)


async def test_a_status_is_quoted_until_its_author_objects(town: Town) -> None:
    alice, bob = town.person("alice"), town.person("bob")
    posted = await alice.post_status("An elephant")
    quoting = await bob.post_status("I knew it", quoted_status_id=posted)
    assert (quoting.quote.state, quoting.quote.quoted_status) == ("accepted", posted)
    assert await alice.get_quotes(posted) == [quoting]
    assert (await alice.revoke_quote(posted, quoting)).quote.state == "revoked"
    assert (await bob.get_status(quoting)).quote.quoted_status is None
    assert await alice.update_interaction_policy(posted, quote_approval_policy="nobody") == posted
    with pytest.raises(UnprocessedError, match="may not be quoted"):
        await bob.post_status("I still knew it", quoted_status_id=posted)


async def test_a_status_is_scheduled_moved_and_dropped(town: Town) -> None:
    alice = town.person("alice")
    scheduled = await alice.schedule_status("later", soon(hours=1))
    assert scheduled.params.text == "later"
    await alice.update_scheduled_status(scheduled, soon(hours=2))
    seen = await alice.get_scheduled_status(scheduled)
    assert seen.scheduled_at > scheduled.scheduled_at
    assert await alice.get_scheduled_statuses() == [scheduled]
    assert await alice.delete_scheduled_status(scheduled) is None
    assert await alice.get_scheduled_statuses() == []


async def test_a_poll_is_put_and_voted_on(town: Town) -> None:
    alice, bob = town.person("alice"), town.person("bob")
    asked = await alice.post_status("Tea or coffee?", poll_options=["tea", "coffee"], poll_expires_in=3600)
    assert [option.votes_count for option in (await bob.get_poll(asked.poll)).options] == [0, 0]
    voted = await bob.vote_poll(asked.poll, [1])
    assert (voted.voted, voted.own_votes) == (True, [1])
    assert [option.votes_count for option in (await alice.get_poll(asked.poll)).options] == [0, 1]


async def test_media_are_uploaded_described_and_deleted(town: Town) -> None:
    alice, bob = town.person("alice"), town.person("bob")
    media = await alice.post_media(PNG, "image/png", description="an elephant", focus=(0.5, -0.5))
    assert (media.type, media.description) == ("image", "an elephant")
    assert (media.meta.focus.x, media.meta.focus.y) == (0.5, -0.5)
    await alice.update_media(media, description="two elephants", focus=(0.0, 1.0))
    seen = await alice.get_media(media)
    assert (seen.description, seen.meta.focus.y) == ("two elephants", 1.0)
    posted = await alice.post_status("look", media_ids=[media])
    assert (await bob.get_status(posted)).media_attachments == [media]
    unused = await alice.post_media(PNG, "image/png")
    assert await alice.delete_media(unused) is None
    with pytest.raises(NotFoundError):
        await alice.get_media(unused)


async def test_people_write_to_each_other(town: Town) -> None:
    alice, bob = town.person("alice"), town.person("bob")
    bobs = await me(bob)
    written = await alice.post_status("Just for you, @bob", visibility="direct")
    (conversation,) = await bob.get_conversations()
    assert (conversation.unread, conversation.last_status) == (True, written)
    assert (await bob.read_conversation(conversation)).unread is False
    assert [each.unread for each in await bob.get_conversations()] == [False]
    assert [ids(each.accounts) for each in await alice.get_conversations()] == [[bobs.id]]
    assert await bob.get_direct_timeline() == [written]
    assert await bob.delete_conversation(conversation) is None
    assert await bob.get_conversations() == []


# Timelines, search, trends


async def test_timelines_show_what_they_are_for(town: Town) -> None:
    alice, bob = town.person("alice"), town.person("bob")
    nobody = town.person(None)
    await alice.follow_account(await me(bob))
    public = await bob.post_status("for all #elephants")
    private = await bob.post_status("for few", visibility="private")
    assert await alice.get_home_timeline() == [private, public]
    assert await nobody.get_public_timeline(local=True) == [public]
    assert await nobody.get_public_timeline(remote=True) == []
    assert await nobody.get_hashtag_timeline("elephants") == [public]
    assert await nobody.get_link_timeline("https://example.org/news") == []
    with pytest.raises(UnauthorizedError):
        await nobody.get_home_timeline()


async def test_what_trends_is_shown_and_reviewed(town: Town) -> None:
    alice, bob = town.person("alice"), town.person("bob")
    loved = await alice.post_status("An elephant #elephants")
    await bob.post_status("A mouse #mice")
    await bob.post_status("Another elephant #elephants")
    await bob.favourite(loved)
    assert [tag.name for tag in await bob.get_trending_hashtags()] == ["elephants", "mice"]
    assert [tag.name for tag in await bob.get_trending_hashtags(limit=1, offset=1)] == ["mice"]
    assert (await bob.get_trending_statuses(limit=1)) == [loved]
    assert await bob.get_trending_links() == []
    found = await bob.search("elephants")
    assert [tag.name for tag in found.hashtags] == ["elephants"]
    assert len(found.statuses) == 2

    tags = {tag.name: tag for tag in await alice.admin.get_trending_hashtags()}
    assert (await alice.admin.reject_trending_hashtag(tags["mice"])).name == "mice"
    assert [tag.name for tag in await bob.get_trending_hashtags()] == ["elephants"]
    assert [tag.trendable for tag in await alice.admin.get_trending_hashtags()] == [True, False]
    assert (await alice.admin.approve_trending_hashtag(tags["mice"])).name == "mice"
    assert [tag.name for tag in await bob.get_trending_hashtags()] == ["elephants", "mice"]

    assert loved in await alice.admin.get_trending_statuses()
    assert await alice.admin.reject_trending_status(loved) == loved
    assert loved not in await bob.get_trending_statuses()
    assert await alice.admin.approve_trending_status(loved) == loved
    assert loved in await bob.get_trending_statuses()

    assert await alice.admin.get_trending_links() == []
    assert (await alice.admin.reject_trending_link("1")).title == ""
    assert (await alice.admin.approve_trending_link("1")).title == ""


# The server


async def test_announcements_are_reacted_to_and_dismissed(town: Town) -> None:
    await town.announce("The elephants are washed at noon")
    alice = town.person("alice")
    (announcement,) = await alice.get_announcements()
    assert "washed" in announcement.content
    assert announcement.read is False
    assert await alice.add_announcement_reaction(announcement, "🐘") is None
    (seen,) = await alice.get_announcements()
    assert [(each.name, each.count, each.me) for each in seen.reactions] == [("🐘", 1, True)]
    assert await alice.remove_announcement_reaction(announcement, "🐘") is None
    assert await alice.dismiss_announcement(announcement) is None
    (seen,) = await alice.get_announcements()
    assert (seen.read, seen.reactions) == (True, [])


async def test_the_server_tells_of_itself(town: Town) -> None:
    nobody, alice = town.person(None), town.person("alice")
    await alice.admin.create_domain_block("spam.example", "suspend", public_comment="spam")
    info = await nobody.get_instance_info()
    old = await nobody.get_instance_v1()
    assert info.title == old.title == "Howdah's sandbox"
    assert old.stats.user_count == 3
    server = await nobody.get_server()
    assert (server.software, server.version) == ("mastodon", info.version)
    assert await nobody.get_instance_rules() == info.rules
    assert len(await nobody.get_instance_activity()) == 12
    assert await nobody.get_instance_peers() == []
    blocked = await nobody.get_instance_domain_blocks()
    assert [(each.domain, each.severity, each.comment) for each in blocked] == [("spam.example", "suspend", "spam")]
    assert (await nobody.get_instance_extended_description()).updated_at is not None
    assert "de" in (await nobody.get_instance_translation_languages())["en"]
    for text in (nobody.get_instance_privacy_policy, nobody.get_instance_terms_of_service):
        with pytest.raises(NotFoundError):
            await text()
    with pytest.raises(NotFoundError):
        await nobody.get_instance_terms_of_service("2026-01-01")
    assert [emoji.shortcode for emoji in await nobody.get_custom_emojis()] == ["mastodon", "blobcat"]
    assert await nobody.get_health() == "OK"
    assert await nobody.get_streaming_health() == "OK"


async def test_the_server_is_found_by_its_documents(town: Town) -> None:
    nobody, alice = town.person(None), town.person("alice")
    links = await nobody.get_nodeinfo_links()
    assert [link.rel for link in links.links] == ["http://nodeinfo.diaspora.software/ns/schema/2.0"]
    nodeinfo = await nobody.get_nodeinfo()
    assert (nodeinfo.software.name, nodeinfo.protocols) == ("mastodon", ["activitypub"])
    host = urlsplit(town.ride.sandbox.base_url).netloc
    finger = await nobody.get_webfinger(f"acct:alice@{host}")
    assert finger.subject.startswith("acct:alice@")
    with pytest.raises(NotFoundError):
        await nobody.get_webfinger(f"acct:nobody@{host}")
    metadata = await nobody.get_oauth_server_metadata()
    assert metadata.userinfo_endpoint == f"{town.ride.sandbox.base_url}/oauth/userinfo"
    posted = await alice.post_status("embed me")
    assert (await nobody.get_oembed(posted.url)).type == "link"


async def test_reports_of_the_year_refreshes_and_collections_are_answered_as_if_there_were_none(town: Town) -> None:
    alice = town.person("alice")
    alices = await me(alice)
    assert (await alice.get_annual_reports()).annual_reports == []
    assert (await alice.get_annual_report_state(2025)).state == "ineligible"
    assert await alice.generate_annual_report(2025) is None
    assert await alice.read_annual_report(2025) is None
    with pytest.raises(NotFoundError):
        await alice.get_annual_report(2025)
    refresh = (await alice.get_async_refresh("1")).async_refresh
    assert (refresh.id, refresh.status) == ("1", "finished")

    assert await alice.get_account_collections(alices) == []
    assert await alice.get_account_in_collections(alices) == []
    for gone in (alice.get_collection("1"), alice.update_collection("1", name="riders")):
        with pytest.raises(NotFoundError):
            await gone
    assert await alice.delete_collection_item("1", "2") is None
    assert await alice.revoke_collection_item("1", "2") is None
    assert await alice.delete_collection("1") is None


async def test_nonsense_is_told_and_not_believed(town: Town) -> None:
    alice = town.person("alice")
    alices = await me(alice)
    drift = {
        "create_collection": (["riders"], r"sent WrappedCollection.collection .* \(None\)"),
        "get_instance_languages": ([], r"sent SupportedLocale\[0\] .* \('en'\)"),
        "get_userinfo": ([], r"sent OAuthUserInfo.iss .* \('\(missing\)'\)"),
    }
    for name, (arguments, told) in drift.items():
        with pytest.warns(SchemaDriftWarning, match=told):
            await getattr(alice, name)(*arguments)
    assert await alice.get_instance_languages() == []
    assert (await alice.get_userinfo()).sub == alices.id
    with pytest.raises(UnexpectedAnswerError, match=r"sent application/json: '\[\]'"):
        await alice.add_collection_item("1", alices)
    assert {*drift, "add_collection_item"} == NONSENSE.keys()


# Moderation


async def test_moderators_act_on_accounts(town: Town) -> None:
    alice, bob, carol = town.people()
    bobs, carols = await me(bob), await me(carol)
    admin = alice.admin
    assert {account.username for account in await admin.get_accounts(origin="local")} == {"alice", "bob", "carol"}
    assert ids(await admin.get_accounts(username="bo")) == [bobs.id]
    assert ids(await admin.get_accounts_v1(local=True, username="bo")) == [bobs.id]

    for action, state, undo in (
        ("silence", "silenced", admin.unsilence_account),
        ("sensitive", "sensitized", admin.unsensitize_account),
        ("suspend", "suspended", admin.unsuspend_account),
        ("disable", "disabled", admin.enable_account),
    ):
        assert await admin.moderate_account(bobs, action, text="a word of warning") is None
        assert getattr(await admin.get_account(bobs), state) is True
        assert getattr(await undo(bobs), state) is False
        assert getattr(await admin.get_account(bobs), state) is False

    await admin.moderate_account(bobs, "silence")
    assert ids(await admin.get_accounts(status="silenced")) == [bobs.id]
    assert ids(await admin.get_accounts_v1(silenced=True)) == [bobs.id]
    assert (await admin.approve_account(bobs)).approved is True
    assert await admin.reject_account(carols) is None
    with pytest.raises(NotFoundError):
        await admin.get_account(carols)
    assert await admin.delete_account(bobs) is None
    with pytest.raises(NotFoundError):
        await alice.get_account(bobs)


async def test_a_report_is_filed_and_dealt_with(town: Town) -> None:
    alice, bob = town.person("alice"), town.person("bob")
    alices, bobs = await me(alice), await me(bob)
    admin = alice.admin
    posted = await bob.post_status("Buy peanuts!")
    filed = await alice.create_report(bobs, status_ids=[posted], comment="sells peanuts", category="spam")
    assert (filed.category, filed.comment, filed.status_ids) == ("spam", "sells peanuts", [posted.id])
    assert filed.target_account == bobs

    (report,) = await admin.get_reports(target_account_id=bobs)
    assert (report.account.account, report.target_account.account) == (alices, bobs)
    assert report.statuses == [posted]
    assert (await admin.assign_report_to_self(report)).assigned_account.id == alices.id
    assert (await admin.get_report(report)).assigned_account.id == alices.id
    assert (await admin.unassign_report(report)).assigned_account is None
    assert (await admin.resolve_report(report)).action_taken is True
    assert await admin.get_reports() == []
    assert await admin.get_reports(resolved=True) == [report]
    assert (await admin.reopen_report(report)).action_taken is False
    await admin.moderate_account(bobs, "silence", report_id=report)
    assert (await admin.get_report(report)).action_taken_by_account.id == alices.id


async def test_domains_are_blocked_and_allowed_for_everyone(town: Town) -> None:
    admin = town.person("alice").admin
    block = await admin.create_domain_block("spam.example", "silence", reject_media=True, private_comment="known")
    assert (block.domain, block.severity, block.reject_media) == ("spam.example", "silence", True)
    assert await admin.get_domain_blocks() == [block]
    await admin.update_domain_block(block, severity="suspend", public_comment="spam")
    seen = await admin.get_domain_block(block)
    assert (seen.severity, seen.public_comment, seen.private_comment) == ("suspend", "spam", "known")
    assert await admin.delete_domain_block(block) is None
    assert await admin.get_domain_blocks() == []

    allow = await admin.create_domain_allow("friends.example")
    assert await admin.get_domain_allows() == [allow]
    assert (await admin.get_domain_allow(allow)).domain == "friends.example"
    assert await admin.delete_domain_allow(allow) is None
    assert await admin.get_domain_allows() == []


async def test_mail_and_internet_addresses_are_blocked(town: Town) -> None:
    admin = town.person("alice").admin
    domain = await admin.create_email_domain_block("mail.example")
    assert await admin.get_email_domain_blocks() == [domain]
    assert (await admin.get_email_domain_block(domain)).domain == "mail.example"
    assert await admin.delete_email_domain_block(domain) is None
    assert await admin.get_email_domain_blocks() == []

    address = await admin.create_canonical_email_block(email="spam@example.org")
    assert await admin.get_canonical_email_blocks() == [address]
    assert await admin.get_canonical_email_block(address) == address
    assert await admin.test_canonical_email_block("S.P.A.M+1@example.org") == [address]
    assert await admin.test_canonical_email_block("alice@example.org") == []
    assert await admin.delete_canonical_email_block(address) is None
    assert await admin.get_canonical_email_blocks() == []

    block = await admin.create_ip_block("192.0.2.0/24", "sign_up_block", comment="noisy", expires_in=timedelta(days=1))
    assert (block.ip, block.severity, block.comment) == ("192.0.2.0/24", "sign_up_block", "noisy")
    assert block.expires_at is not None
    assert await admin.get_ip_blocks() == [block]
    await admin.update_ip_block(block, severity="no_access", comment="noisier")
    seen = await admin.get_ip_block(block)
    assert (seen.severity, seen.comment, seen.ip) == ("no_access", "noisier", "192.0.2.0/24")
    assert await admin.delete_ip_block(block) is None
    assert await admin.get_ip_blocks() == []


async def test_the_server_is_measured(town: Town) -> None:
    admin = town.person("alice").admin
    week = {"start_at": soon(days=-7), "end_at": soon()}
    measures = await admin.get_measures(["active_users", "new_users"], **week)
    assert [(measure.key, measure.total) for measure in measures] == [("active_users", 0), ("new_users", 0)]
    dimensions = await admin.get_dimensions(["languages", "sources"], **week, limit=3)
    assert [dimension.key for dimension in dimensions] == ["languages", "sources"]
    assert await admin.get_retention(**week, frequency="day") == []


# Threads that the server is still completing


async def test_a_thread_is_completed(town: Town) -> None:
    alice = town.person("alice")
    asked = await alice.post_status("Who rides?")
    said = {"Mastodon-Async-Refresh": 'id="nothing", retry=0'}
    with town.ride.sandbox.fault("/api/v1/statuses/*/context", headers=said, times=1):
        thread = await alice.get_status_context(asked)
    assert (thread.refresh.id, thread.descendants) == ("nothing", [])
    answer = await alice.post_status("I do", in_reply_to_id=asked)
    whole = await alice.refresh_context(thread)
    assert (whole.refresh, whole.descendants) == (None, [answer])


# Streams


async def test_what_happens_is_streamed(town: Town) -> None:
    alice, bob = town.person("alice"), town.person("bob")
    bobs = await me(bob)
    await alice.follow_account(bobs)
    followed = await alice.create_list("bobs")
    await alice.add_list_accounts(followed, [bobs])
    streams = {
        "stream_user": alice.stream_user(),
        "stream_public": alice.stream_public(local=True),
        "stream_hashtag": alice.stream_hashtag("#elephants"),
        "stream_list": alice.stream_list(followed, transport="sse"),
        "stream": alice.stream("user", "hashtag:elephants", transport="sse"),
    }
    for name, stream in streams.items():
        before = len(town.answered)
        async with stream:
            posted = await bob.post_status(f"#elephants on {name}")
            assert await status_of(stream) == posted
        town.note(name, town.answered[before:])
    before = len(town.answered)
    async with alice.stream_direct(transport="sse") as stream:
        posted = await bob.post_status("@alice psst", visibility="direct")
        async for event in stream:
            if isinstance(event, ConversationEvent):
                assert event.conversation.last_status == posted
                break
    town.note("stream_direct", town.answered[before:])
    assert await alice.stream_healthy() is True


async def status_of(stream: Any) -> Status:
    """The next status on a stream."""
    async for event in stream:
        if isinstance(event, UpdateEvent):
            return event.status
    raise AssertionError("the stream ended")


# All of them


async def test_no_operation_that_the_sandbox_serves_is_left_out(town: Town, tmp_path: Path) -> None:
    for name, story in stories().items():
        if name not in TOLD[town.ride.kind]:
            town.ride.sandbox.reset()
            await (story(town, tmp_path) if "tmp_path" in inspect.signature(story).parameters else story(town))
    document = await town.person(None).request("GET", "/openapi.json")
    routes = {erased(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    served = {name for name, requests in requests_of().items() if routes.intersection(requests)}
    assert len(served) > 250
    assert served - town.called - NOT_OF_MASTODON.keys() == set()
    assert NOT_OF_MASTODON.keys() <= served
    assert {info.name for info in operations() if "mastodon" in info.servers}.isdisjoint(NOT_OF_MASTODON)


def stories() -> dict[str, Callable[..., Awaitable[None]]]:
    """The tests of this module but the last one."""
    *before, _ = (name for name in globals() if name.startswith("test_"))
    return {name: globals()[name] for name in before}
