"""What each action must do, asked of a real platypush over HTTP, and looked at from the server's side."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.compat.platypush_host import Platypush

import howdah
from howdah import Client
from howdah.sandbox import Sandbox

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Stage:
    """A platypush that acts as alice, and alice, bob and carol themselves.

    Args:
        sandbox: where they are.
        platypush: the plugin's host.
    """

    def __init__(self, sandbox: Sandbox, platypush: Platypush) -> None:
        self.sandbox = sandbox
        self.platypush = platypush
        self.alice, self.bob, self.carol = (sandbox.client(name) for name in ("alice", "bob", "carol"))
        self.picture = platypush.folder / "picture.png"
        self.picture.write_bytes(PNG)

    def act(self, name: str, /, **args: Any) -> Any:
        """Run an action that must work."""
        answer = self.platypush.execute(f"mastodon.{name}", **args)
        assert answer.errors == [], answer.errors
        return answer.output

    def fail(self, name: str, /, **args: Any) -> str:
        """Run an action that must not work."""
        answer = self.platypush.execute(f"mastodon.{name}", **args)
        assert len(answer.errors) == 1, answer
        return answer.errors[0]

    def id_of(self, client: Client) -> str:
        return client.verify_credentials().id

    def newcomer(self) -> howdah.models.Account:
        """Somebody whom nobody knows."""
        name = f"n{uuid4().hex[:10]}"
        app_client = self.sandbox.client(None)
        token = app_client.create_account(
            username=name, email=f"{name}@example.org", password="secret-word", agreement=True, locale="en"
        )
        with Client(self.sandbox.base_url, token.access_token) as client:
            return client.verify_credentials()

    def follow(self, *clients: Client) -> None:
        for client in clients:
            self.alice.follow_account(self.id_of(client))


Case = Callable[[Stage], None]
CASES: dict[str, Case] = {}


def case(check: Case) -> Case:
    """What an action of the same name must do."""
    CASES[check.__name__] = check
    return check


def follow_to_the_end(stage: Stage, first: dict[str, Any]) -> list[Any]:
    """All items of a listing, by its cursors."""
    items, page = list(first["items"]), first
    for _ in range(50):
        if page["next"] is None:
            return items
        page = stage.act("get_page", cursor=page["next"])
        items += page["items"]
    raise AssertionError("the pages do not end")


# Statuses


@case
def publish_status(stage: Stage) -> None:
    direct = stage.act(
        "publish_status", status="For @bob alone", visibility="direct", spoiler_text="18", sensitive=True
    )
    assert (direct["visibility"], direct["spoiler_text"], direct["sensitive"]) == ("direct", "18", True)
    as_bob_sees_it = stage.bob.get_status(direct["id"])
    assert as_bob_sees_it.visibility == "direct"
    assert as_bob_sees_it.spoiler_text == "18"
    as_carol_sees_alice = stage.carol.get_account_statuses(stage.id_of(stage.alice), limit=40)
    assert direct["id"] not in [status.id for status in as_carol_sees_alice]
    assert direct["id"] not in [status.id for status in stage.carol.get_public_timeline(limit=40)]
    reply = stage.act("publish_status", status="And more", in_reply_to_id=int(direct["id"]), visibility="direct")
    assert reply["in_reply_to_id"] == direct["id"]
    for words in ("42", "true", "1.50", "[1, 2]"):
        assert stage.act("publish_status", status=f"{words} !")["content"] == f"<p>{words} !</p>"
    assert stage.act("publish_status", status="2026")["content"] == "<p>2026</p>"
    media = stage.alice.post_media(PNG, description="A dot")
    pictured = stage.act("publish_status", status="Look", media_ids=[media.id])
    assert [shown["id"] for shown in pictured["attachments"]] == [media.id]
    assert pictured["attachments"] == pictured["media_attachments"]


@case
def get_status(stage: Stage) -> None:
    status = stage.bob.post_status("Look at #this")
    for status_id in (status.id, int(status.id)):
        got = stage.act("get_status", status_id=status_id)
        assert got["id"] == status.id
        assert got["account"]["username"] == "bob"
        assert [tag["name"] for tag in got["hashtags"]] == ["this"]
        assert got["visibility"] == "public"
    assert "Record not found" in stage.fail("get_status", status_id="1")


@case
def remove_status(stage: Stage) -> None:
    status = stage.alice.post_status("Soon gone")
    assert stage.act("remove_status", status_id=status.id)["id"] == status.id
    assert "404" in stage.fail("get_status", status_id=status.id)


def toggled(on: str, off: str, flag: str) -> None:
    def check_on(stage: Stage) -> None:
        status = stage.bob.post_status(f"To {on}")
        assert stage.act(on, status_id=int(status.id))[flag] is True
        assert getattr(stage.alice.get_status(status), flag) is True

    def check_off(stage: Stage) -> None:
        status = stage.bob.post_status(f"To {off}")
        stage.act(on, status_id=status.id)
        assert stage.act(off, status_id=status.id)[flag] is False
        assert getattr(stage.alice.get_status(status), flag) is False

    CASES[on], CASES[off] = check_on, check_off


toggled("add_favourite_status", "remove_favourite_status", "favourited")
toggled("bookmark_status", "undo_bookmark_status", "bookmarked")
toggled("mute_status", "unmute_status", "muted")


@case
def reblog_status(stage: Stage) -> None:
    status = stage.bob.post_status("To be boosted")
    boost = stage.act("reblog_status", status_id=status.id)
    assert boost["reblog"]["id"] == status.id
    assert boost["reblog"]["content"] == "<p>To be boosted</p>"
    assert boost["reblog"]["attachments"] == []
    listed = stage.act("get_statuses", account_id=stage.id_of(stage.alice), limit=1)
    assert listed[0]["reblog"]["content"] == "<p>To be boosted</p>"


@case
def undo_reblog_status(stage: Stage) -> None:
    status = stage.bob.post_status("Boosted by mistake")
    stage.alice.reblog(status)
    assert stage.act("undo_reblog_status", status_id=status.id)["reblogged"] is False
    assert stage.bob.get_status(status).reblogs_count == 0


@case
def pin_status(stage: Stage) -> None:
    status = stage.alice.post_status("On top")
    assert stage.act("pin_status", status_id=status.id)["pinned"] is True
    me = stage.id_of(stage.alice)
    assert status.id in [pinned.id for pinned in stage.bob.get_account_statuses(me, pinned=True)]


@case
def unpin_status(stage: Stage) -> None:
    status = stage.alice.post_status("On top for a while")
    stage.alice.pin_status(status)
    assert not stage.act("unpin_status", status_id=status.id)["pinned"]
    me = stage.id_of(stage.alice)
    assert status.id not in [pinned.id for pinned in stage.bob.get_account_statuses(me, pinned=True)]


@case
def upload_media(stage: Stage) -> None:
    media = stage.act("upload_media", file=str(stage.picture), description="7")
    assert media["type"] == "image"
    assert media["description"] == "7"
    assert media["url"]
    assert stage.alice.get_media(media["id"]).description == "7"
    assert "nowhere.png" in stage.fail("upload_media", file=str(stage.picture.with_name("nowhere.png")))


@case
def update_media(stage: Stage) -> None:
    media = stage.alice.post_media(PNG, description="before")
    described = stage.act("update_media", media_id=media.id, description="after")
    assert described["description"] == "after"
    with_file = stage.act("update_media", media_id=int(media.id), file=str(stage.picture))
    assert with_file["id"] == media.id
    with_thumbnail = stage.act("update_media", media_id=media.id, thumbnail=str(stage.picture))
    assert with_thumbnail["description"] == "after"


# Accounts


@case
def search(stage: Stage) -> None:
    stage.bob.post_status("A word on #platypuses")
    found = stage.act("search", query="bob")
    assert [account["username"] for account in found["accounts"]] == ["bob"]
    tags = stage.act("search", query="platypuses", type="hashtags")
    assert [tag["name"] for tag in tags["hashtags"]] == ["platypuses"]
    assert tags["accounts"] == []
    assert stage.act("search", query="bob", type="statuses")["accounts"] == []


@case
def register_account(stage: Stage) -> None:
    name = f"r{uuid4().hex[:10]}"
    token = stage.act(
        "register_account", username=name, email=f"{name}@example.org", password="12345678", reason="Because"
    )
    assert token["token_type"] == "Bearer"
    with Client(stage.sandbox.base_url, token["access_token"]) as client:
        assert client.verify_credentials().username == name


@case
def update_account(stage: Stage) -> None:
    told = stage.act(
        "update_account",
        display_name="2001",
        note="A bot",
        bot=True,
        locked=False,
        discoverable=True,
        avatar=str(stage.picture),
        privacy="unlisted",
        sensitive=False,
        language="de",
        metadata=[{"name": "Site", "value": "https://example.org"}, {"name": "Since", "value": "1999"}],
    )
    assert told["display_name"] == "2001"
    account = stage.alice.verify_credentials()
    assert (account.bot, account.locked, account.discoverable) == (True, False, True)
    assert [(field.name, field.value) for field in account.fields] == [
        ("Site", "https://example.org"),
        ("Since", "1999"),
    ]
    assert account.source is not None
    assert (account.source.privacy, account.source.sensitive, account.source.language) == ("unlisted", False, "de")
    assert stage.act("update_account", bot=False)["bot"] is False
    assert stage.act("update_account", privacy="public", display_name="alice")["display_name"] == "alice"


@case
def get_account(stage: Stage) -> None:
    account = stage.act("get_account", account_id=int(stage.id_of(stage.bob)))
    assert account["username"] == "bob"
    assert account["acct"] == "bob"
    assert account["created_at"].endswith("+00:00")
    anonymous = stage.act("get_account", account_id=account["id"], base_url=stage.sandbox.base_url, access_token="")
    assert anonymous["username"] == "bob"
    as_bob = stage.act("get_notifications", access_token=stage.sandbox.token_of("bob"))
    assert {notification["id"] for notification in as_bob} == {
        seen.id for seen in stage.bob.get_notifications(limit=20)
    }
    refusal = stage.fail("get_home_timeline", access_token="wrong-token")
    assert "401" in refusal
    assert "wrong-token" not in refusal


@case
def get_statuses(stage: Stage) -> None:
    me = stage.id_of(stage.carol)
    posted = [stage.carol.post_status(f"{number} of 7").id for number in range(7)][::-1]
    assert [status["id"] for status in stage.act("get_statuses", account_id=me, limit=3)] == posted[:3]
    assert [status["id"] for status in stage.act("get_statuses", account_id=me, limit=3, offset=2)] == posted[2:5]
    older = stage.act("get_statuses", account_id=me, limit=2, max_id=int(posted[4]))
    assert [status["id"] for status in older] == posted[5:7]
    newer = stage.act("get_statuses", account_id=me, limit=2, min_id=posted[5])
    assert [status["id"] for status in newer] == posted[3:5]
    walked = follow_to_the_end(stage, stage.act("get_statuses", account_id=me, limit=3, paged=True))
    assert [status["id"] for status in walked][:7] == posted
    assert "not both" in stage.fail("get_statuses", account_id=me, offset=1, paged=True)


@case
def get_page(stage: Stage) -> None:
    posted = [stage.bob.post_status(f"{number} #paged").id for number in range(5)][::-1]
    first = stage.act("get_hashtag_timeline", hashtag="paged", limit=2, paged=True)
    assert [status["id"] for status in first["items"]] == posted[:2]
    second = stage.act("get_page", cursor=first["next"])
    assert [status["id"] for status in second["items"]] == posted[2:4]
    back = stage.act("get_page", cursor=second["previous"])
    assert [status["id"] for status in back["items"]] == posted[:2]
    assert [status["id"] for status in follow_to_the_end(stage, second)] == posted[2:]
    assert "not a cursor" in stage.fail("get_page", cursor="delete_status /api/v1/statuses/1")
    assert "cursor" in stage.fail("get_page", cursor="get_home_timeline http://example.org/")


@case
def get_followers(stage: Stage) -> None:
    stage.bob.follow_account(stage.id_of(stage.alice))
    stage.carol.follow_account(stage.id_of(stage.alice))
    me = stage.id_of(stage.alice)
    assert {"bob", "carol"} <= {account["username"] for account in stage.act("get_followers", account_id=me)}
    walked = follow_to_the_end(stage, stage.act("get_followers", account_id=me, limit=1, paged=True))
    assert {"bob", "carol"} <= {account["username"] for account in walked}


@case
def get_following(stage: Stage) -> None:
    stage.follow(stage.bob, stage.carol)
    me = stage.id_of(stage.alice)
    listed = stage.act("get_following", account_id=me)
    assert {"bob", "carol"} <= {account["username"] for account in listed}
    walked = follow_to_the_end(stage, stage.act("get_following", account_id=me, limit=1, paged=True))
    assert [account["id"] for account in walked] == [account["id"] for account in listed]
    assert [account["id"] for account in stage.act("get_following", account_id=me, limit=1, offset=1)] == [
        listed[1]["id"]
    ]


@case
def follow_account(stage: Stage) -> None:
    other = stage.newcomer()
    told = stage.act("follow_account", account_id=other.id, notify=True, reblogs=False)
    assert (told["success"], told["following"], told["showing_reblogs"]) == (True, True, False)
    assert stage.alice.get_relationships([other.id])[0].following


def related(on: str, off: str, flag: str, first: str | None = None) -> None:
    def check_on(stage: Stage) -> None:
        other = stage.newcomer()
        if first:
            stage.act(first, account_id=other.id)
        told = stage.act(on, account_id=int(other.id))
        assert (told["success"], told[flag]) == (True, True)
        assert getattr(stage.alice.get_relationships([other.id])[0], flag) is True

    def check_off(stage: Stage) -> None:
        other = stage.newcomer()
        if first:
            stage.act(first, account_id=other.id)
        stage.act(on, account_id=other.id)
        told = stage.act(off, account_id=other.id)
        assert (told["success"], told[flag]) == (True, False)
        assert getattr(stage.alice.get_relationships([other.id])[0], flag) is False

    CASES.setdefault(on, check_on)
    CASES[off] = check_off


related("follow_account", "unfollow_account", "following")
related("block_account", "unblock_account", "blocking")
related("mute_account", "unmute_account", "muting")
related("pin_account", "unpin_account", "endorsed", first="follow_account")


@case
def set_account_note(stage: Stage) -> None:
    other = stage.newcomer()
    assert stage.act("set_account_note", account_id=other.id, note="1984")["note"] == "1984"
    assert stage.alice.get_relationships([other.id])[0].note == "1984"
    assert stage.act("set_account_note", account_id=other.id, note="")["success"] is True
    assert stage.alice.get_relationships([other.id])[0].note == ""


def listed_accounts(action: str, prepare: Callable[[Client, str], Any]) -> None:
    def check(stage: Stage) -> None:
        others = {stage.newcomer().id for _ in range(3)}
        for other in others:
            prepare(stage.alice, other)
        assert others <= {account["id"] for account in stage.act(action)}
        walked = follow_to_the_end(stage, stage.act(action, limit=2, paged=True))
        assert others <= {account["id"] for account in walked}

    CASES[action] = check


listed_accounts("get_muted_accounts", lambda client, other: client.mute_account(other))
listed_accounts("get_blocked_accounts", lambda client, other: client.block_account(other))


# Timelines


def timeline(action: str, text: str, **args: Any) -> None:
    def check(stage: Stage) -> None:
        stage.follow(stage.bob)
        posted = [stage.bob.post_status(f"{text} {number}").id for number in range(4)][::-1]
        assert [status["id"] for status in stage.act(action, limit=3, **args)] == posted[:3]
        assert [status["id"] for status in stage.act(action, limit=2, offset=1, **args)] == posted[1:3]
        between = stage.act(action, max_id=posted[0], min_id=int(posted[3]), **args)
        assert [status["id"] for status in between] == posted[1:3]
        page = stage.act(action, limit=2, paged=True, **args)
        following = stage.act("get_page", cursor=page["next"])
        assert [status["id"] for status in page["items"] + following["items"]] == posted
        assert page["items"][0]["account"]["acct"] == "bob"

    CASES[action] = check


timeline("get_public_timeline", "in public", local=True)
timeline("get_hashtag_timeline", "with a #hashtag2026", hashtag="#hashtag2026")
timeline("get_home_timeline", "at home")


@case
def get_list_timeline(stage: Stage) -> None:
    stage.follow(stage.bob)
    made = stage.alice.create_list("Of bob alone")
    stage.alice.add_list_accounts(made, [stage.id_of(stage.bob)])
    posted = [stage.bob.post_status(f"listed {number}").id for number in range(3)][::-1]
    stage.carol.post_status("not listed")
    assert [status["id"] for status in stage.act("get_list_timeline", list_id=int(made.id), limit=3)] == posted
    page = stage.act("get_list_timeline", list_id=made.id, limit=2, paged=True)
    assert stage.act("get_page", cursor=page["next"])["items"][0]["id"] == posted[2]


def marked(action: str, mark: Callable[[Client, Any], Any]) -> None:
    def check(stage: Stage) -> None:
        posted = [stage.bob.post_status(f"to be marked {number}") for number in range(3)]
        for status in posted:
            mark(stage.alice, status)
        assert {status.id for status in posted} <= {status["id"] for status in stage.act(action)}
        assert len(stage.act(action, limit=2)) == 2
        walked = follow_to_the_end(stage, stage.act(action, limit=2, paged=True))
        assert {status.id for status in posted} <= {status["id"] for status in walked}

    CASES[action] = check


marked("get_bookmarked_statuses", lambda client, status: client.bookmark(status))
marked("get_favourited_statuses", lambda client, status: client.favourite(status))


@case
def get_conversations(stage: Stage) -> None:
    status = stage.bob.post_status("Psst, @alice", visibility="direct")
    first = stage.act("get_conversations")[0]
    assert first["last_status"]["id"] == status.id
    assert first["last_status"]["hashtags"] == []
    assert [account["username"] for account in first["accounts"]] == ["bob"]
    assert isinstance(first["id"], int)


def newest_conversation(stage: Stage) -> int:
    stage.bob.post_status("A word, @alice", visibility="direct")
    number: int = stage.act("get_conversations", limit=1)[0]["id"]
    return number


@case
def mark_conversation_as_read(stage: Stage) -> None:
    number = newest_conversation(stage)
    read = stage.act("mark_conversation_as_read", conversation_id=number)
    assert (read["id"], read["unread"]) == (number, False)
    assert not stage.alice.get_conversations()[0].unread


@case
def remove_conversation(stage: Stage) -> None:
    number = newest_conversation(stage)
    assert stage.act("remove_conversation", conversation_id=str(number)) == {}
    assert str(number) not in [conversation.id for conversation in stage.alice.get_conversations()]


# Lists


@case
def get_lists(stage: Stage) -> None:
    made = stage.alice.create_list(" To be got ")
    one = stage.act("get_lists", list_id=made.id)
    assert (one["id"], one["title"]) == (int(made.id), "To be got")
    assert int(made.id) in [listed["id"] for listed in stage.act("get_lists")]
    paged = stage.act("get_lists", paged=True)
    assert (paged["next"], paged["items"]) == (None, stage.act("get_lists"))


@case
def create_list(stage: Stage) -> None:
    assert stage.act("create_list", title="1")["replies_policy"] == "list"
    made = stage.act("create_list", title="By the page", replies_policy="following")
    assert made["replies_policy"] == "followed"
    assert stage.alice.get_list(str(made["id"])).title == "By the page"


@case
def update_list(stage: Stage) -> None:
    made = stage.alice.create_list("Old name", replies_policy="list")
    assert stage.act("update_list", list_id=int(made.id), title="New name")["title"] == "New name"
    changed = stage.act("update_list", list_id=made.id, replies_policy="none")
    assert (changed["title"], changed["replies_policy"]) == ("New name", "none")
    assert stage.alice.get_list(made).replies_policy == "none"


@case
def delete_list(stage: Stage) -> None:
    made = stage.alice.create_list("Soon gone")
    assert stage.act("delete_list", list_id=made.id) == {}
    assert "404" in stage.fail("get_lists", list_id=made.id)


@case
def get_list_accounts(stage: Stage) -> None:
    stage.follow(stage.bob, stage.carol)
    made = stage.alice.create_list("Of two")
    stage.alice.add_list_accounts(made, [stage.id_of(stage.bob), stage.id_of(stage.carol)])
    assert {account["username"] for account in stage.act("get_list_accounts", list_id=made.id)} == {"bob", "carol"}
    walked = follow_to_the_end(stage, stage.act("get_list_accounts", list_id=int(made.id), limit=1, paged=True))
    assert {account["username"] for account in walked} == {"bob", "carol"}
    assert "ID" in stage.fail("get_list_accounts")


@case
def add_accounts_to_list(stage: Stage) -> None:
    stage.follow(stage.bob, stage.carol)
    made = stage.alice.create_list("Filled")
    both = [stage.id_of(stage.bob), int(stage.id_of(stage.carol))]
    assert stage.act("add_accounts_to_list", list_id=int(made.id), account_ids=both) == {}
    assert {account.username for account in stage.alice.get_list_accounts(made)} == {"bob", "carol"}


@case
def remove_accounts_from_list(stage: Stage) -> None:
    stage.follow(stage.bob, stage.carol)
    made = stage.alice.create_list("Emptied by half")
    bob = stage.id_of(stage.bob)
    stage.alice.add_list_accounts(made, [bob, stage.id_of(stage.carol)])
    assert stage.act("remove_accounts_from_list", list_id=made.id, account_ids=[bob]) == {}
    assert [account.username for account in stage.alice.get_list_accounts(made)] == ["carol"]


@case
def get_featured_lists(stage: Stage) -> None:
    stage.follow(stage.bob)
    bob = stage.id_of(stage.bob)
    made = stage.alice.create_list("With bob")
    stage.alice.add_list_accounts(made, [bob])
    found = stage.act("get_featured_lists", account_id=int(bob))
    assert int(made.id) in [listed["id"] for listed in found]


# Filters


@case
def create_filter(stage: Stage) -> None:
    made = stage.act("create_filter", phrase="100", context=["home", "public"], whole_word=True, expires_in=3600)
    assert (made["phrase"], made["context"], made["whole_word"]) == ("100", ["home", "public"], True)
    assert made["expires_at"]
    kept = stage.alice.get_filter(str(made["id"]))
    assert [str(context) for context in kept.context] == ["home", "public"]


@case
def get_filters(stage: Stage) -> None:
    made = stage.alice.create_filter("to be listed", ["home"])
    assert ("to be listed", int(made.id)) in [(found["phrase"], found["id"]) for found in stage.act("get_filters")]


@case
def update_filter(stage: Stage) -> None:
    made = stage.alice.create_filter("before", ["home"], whole_word=True)
    changed = stage.act("update_filter", filter_id=int(made.id), phrase="after", context=["public"])
    assert (changed["phrase"], changed["context"], changed["whole_word"]) == ("after", ["public"], True)
    assert stage.alice.get_filter(made).phrase == "after"


@case
def remove_filter(stage: Stage) -> None:
    made = stage.alice.create_filter("soon gone", ["home"])
    assert stage.act("remove_filter", filter_id=made.id) == {}
    assert made.id not in [found.id for found in stage.alice.get_filters()]


# Featured hashtags


@case
def add_featured_tag(stage: Stage) -> None:
    stage.alice.post_status("All about #featured1")
    made = stage.act("add_featured_tag", name="#featured1")
    assert made["name"] == "featured1"
    assert "featured1" in [tag.name for tag in stage.alice.get_featured_tags()]
    assert made["last_status"] == made["last_status_at"]


@case
def get_featured_tags(stage: Stage) -> None:
    stage.alice.post_status("All about #featured2")
    stage.alice.create_featured_tag("featured2")
    own = {tag["name"]: tag for tag in stage.act("get_featured_tags")}
    assert isinstance(own["featured2"]["id"], int)
    assert own["featured2"]["statuses_count"] == 1
    assert own["featured2"]["last_status"], own
    as_others_see_them = stage.act("get_featured_tags", account_id=stage.id_of(stage.alice))
    assert "featured2" in [tag["name"] for tag in as_others_see_them]


@case
def remove_featured_tag(stage: Stage) -> None:
    made = stage.alice.create_featured_tag("featured3")
    assert stage.act("remove_featured_tag", tag_id=int(made.id)) == {}
    assert "featured3" not in [tag.name for tag in stage.alice.get_featured_tags()]


# Notifications


@case
def get_notifications(stage: Stage) -> None:
    status = stage.bob.post_status("Hello @alice, here is a mention")
    newest = stage.act("get_notifications", limit=1)[0]
    assert (newest["type"], newest["account"]["username"]) == ("mention", "bob")
    assert newest["status"]["id"] == status.id
    one = stage.act("get_notifications", notification_id=int(newest["id"]))
    assert one["status"]["id"] == status.id
    event = stage.platypush.wait_for_event(
        lambda said: said.get("notification_type") == "mention" and said["notification"]["id"] == newest["id"]
    )
    assert event["event"] == "MastodonNotificationEvent"
    assert event["base_url"] == stage.sandbox.base_url
    assert event["notification"]["status"]["content"] == newest["status"]["content"]
    for _ in range(2):
        stage.bob.post_status("Another one, @alice")
    walked = follow_to_the_end(stage, stage.act("get_notifications", limit=2, paged=True))
    assert newest["id"] in [notification["id"] for notification in walked]


@case
def dismiss_notifications(stage: Stage) -> None:
    stage.bob.post_status("To be dismissed, @alice")
    newest = stage.alice.get_notifications(limit=1)[0]
    assert stage.act("dismiss_notifications", notification_id=int(newest.id)) == {}
    assert newest.id not in [notification.id for notification in stage.alice.get_notifications()]
    stage.bob.post_status("All to be dismissed, @alice")
    assert stage.act("dismiss_notifications") == {}
    assert stage.alice.get_notifications() == []
