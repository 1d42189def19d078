"""The front over HTTP: every method that the sandbox answers, with what is to come of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import anyio
import longwei
import pytest
from tests.compat.longwei_arguments import methods_of
from tests.compat.longwei_side_by_side import tell

from howdah.compat import longwei as front
from howdah.sandbox import Sandbox

Results = list[Any]


def named(names: list[Any], key: str = "username") -> list[str]:
    return [one[key] for one in names]


def refused(result: Any, error: str = "NotFoundError", status: int = 404) -> bool:
    return isinstance(result, dict) and (result.get("(error)"), result.get("status")) == (error, status)


MEANING: dict[str, Callable[[Results], bool]] = {
    "verify_credentials": lambda r: r[0]["username"] == "alice" and r[1]["display_name"] == "Alice in Gardens",
    "get_account": lambda r: r[0]["username"] == "bob" and refused(r[1]),
    "lookup_account": lambda r: r[0]["acct"] == "bob",
    "search_accounts": lambda r: named(r[0]) == ["bob"],
    "follow_account": lambda r: all(one["following"] and one["showing_reblogs"] for one in r),
    "get_account_followers": lambda r: named(r[0]) == ["bob"],
    "get_account_following": lambda r: len(r[0]) == 1 and sorted(named(r[1])) == ["bob", "carol"],
    "get_relationships": lambda r: (
        [(one["following"], one["followed_by"]) for one in r[0]] == [(True, True), (True, False)]
    ),
    "get_familiar_followers": lambda r: [one["(model)"] for one in r[0]] == ["FamiliarFollowers"],
    "add_account_note": lambda r: r[0]["note"] == "grows tulips",
    "get_account_featured_tags": lambda r: r[0] == [],
    "get_account_lists": lambda r: r[0] == [],
    "get_account_moved_to": lambda r: r[0] is None,
    "mute_account": lambda r: r[0]["muting"] and r[0]["muting_notifications"],
    "get_mutes": lambda r: named(r[0]) == ["carol"],
    "unmute_account": lambda r: r[0]["muting"] is False,
    "block_account": lambda r: r[0]["blocking"] and not r[0]["following"],
    "get_blocks": lambda r: named(r[0]) == ["carol"],
    "unblock_account": lambda r: r[0]["blocking"] is False,
    "unfollow_account": lambda r: r[0]["following"] is False,
    "update_credentials": lambda r: r[0]["note"] == "Gardens & parks." and r[0]["locked"],
    "get_profile_avatar": lambda r: r[0]["(model)"] == "MediaAttachment" and "/avatars/" in r[0]["url"],
    "get_profile_header": lambda r: "/headers/" in r[0]["url"],
    "delete_profile_avatar": lambda r: r[0]["avatar"].endswith("alice.svg"),
    "delete_profile_header": lambda r: r[0]["header"].endswith("alice.svg"),
    "post_status": lambda r: (
        [(one.get("visibility"), one.get("spoiler_text"), len(one.get("media_attachments") or [])) for one in r[:5]]
        == [("public", "", 0), ("direct", "", 0), ("unlisted", "weather", 0), ("public", "", 0), ("public", "", 1)]
        and refused(r[5], "UnprocessedError", 422)
        and [one["params"]["text"] for one in r[6:8]] == ["Good morning", "Good night"]
        and r[6]["scheduled_at"] == r[7]["scheduled_at"]
    ),
    "post_media": lambda r: r[0]["type"] == "image" and r[0]["description"] == "A garden.",
    "update_media": lambda r: r[0]["description"] == "A garden in the rain.",
    "get_poll": lambda r: named(r[0]["options"], "title") == ["sun", "rain"] and refused(r[1]),
    "vote_poll": lambda r: r[0]["own_votes"] == [1] and r[0]["options"][1]["votes_count"] == 1,
    "favourite": lambda r: r[0]["favourited"],
    "get_favourited_by": lambda r: named(r[0]) == ["alice"],
    "reblog": lambda r: r[0]["reblog"]["reblogged"] and r[1]["reblog"]["account"]["acct"] == "bob",
    "get_reblogged_by": lambda r: named(r[0]) == ["alice"],
    "get_status": lambda r: r[0]["favourited"] and r[0]["account"]["acct"] == "bob" and refused(r[1]) and refused(r[2]),
    "get_favourites": lambda r: named(r[0], "favourited") == [True],
    "undo_favourite": lambda r: r[0]["favourited"] is False,
    "undo_reblog": lambda r: r[0]["reblogged"] is False,
    "bookmark": lambda r: r[0]["bookmarked"],
    "get_bookmarks": lambda r: named(r[0], "bookmarked") == [True],
    "unbookmark": lambda r: r[0]["bookmarked"] is False,
    "mute_status": lambda r: r[0]["muted"],
    "unmute_status": lambda r: r[0]["muted"] is False,
    "pin_status": lambda r: r[0]["pinned"],
    "unpin_status": lambda r: r[0]["pinned"] is False,
    "edit_status": lambda r: "old garden" in r[0]["content"] and r[0]["spoiler_text"] == "gardens",
    "get_status_history": lambda r: ["old" in one["content"] for one in r[0]] == [False, True],
    "get_status_source": lambda r: r[0]["text"] == "Hello from the old garden",
    "translate_status": lambda r: r[0]["(model)"] == "Translation" and r[0]["content"] != "",
    "get_status_context": lambda r: ["it goes on" in one["content"] for one in r[0]["descendants"]] == [True],
    "get_account_statuses": lambda r: (
        len(r[0]) == 2
        and not any(one["reblog"] or one["in_reply_to_id"] for one in r[1])
        and all(one["media_attachments"] for one in r[2])
        and all("tulips" in named(one["tags"], "name") for one in r[3])
        and all(r)
    ),
    "get_scheduled_statuses": lambda r: (len(r[0]), len(r[1])) == (2, 1),
    "get_scheduled_status": lambda r: r[0]["params"]["text"] == "Good morning",
    "update_scheduled_status": lambda r: r[0]["(model)"] == "ScheduledStatus",
    "delete_scheduled_status": lambda r: r == [None],
    "get_public_timeline": lambda r: r[0] != [] and {one["visibility"] for one in r[0] + r[1]} == {"public"},
    "get_home_timeline": lambda r: [len(page) for page in r] == [2, 2, 2, 0] and r[0][-1]["id"] > r[1][0]["id"],
    "get_hashtag_timeline": lambda r: r[0] != [] and all("tulips" in named(one["tags"], "name") for one in r[0]),
    "get_link_timeline": lambda r: r[0] == [],
    "get_conversations": lambda r: [one["unread"] for one in r[0]] == [True] and r[0][0]["id"] not in named(r[1], "id"),
    "read_conversation": lambda r: r[0]["unread"] is False,
    "delete_conversation": lambda r: r == [None],
    "save_markers": lambda r: list(r[0]) == ["home"] and r[1]["notifications"]["last_read_id"] == "1",
    "get_markers": lambda r: sorted(r[0]) == ["home", "notifications"] and r[0]["home"]["version"] == 1,
    "get_trending_statuses": lambda r: r[0][0]["(model)"] == "Status",
    "get_trending_accounts": lambda r: refused(r[0]),
    "get_trending_hashtags": lambda r: "tulips" in named(r[0], "name"),
    "get_trending_links": lambda r: r[0] == [],
    "get_follow_requests": lambda r: named(r[0]) == ["carol"],
    "authorize_follow_request": lambda r: r[0]["followed_by"],
    "reject_follow_request": lambda r: r[0]["followed_by"] is False,
    "get_notifications": lambda r: (
        r[0] != []
        and named(r[1], "type") == ["mention"]
        and not {"mention", "follow"} & set(named(r[2], "type"))
        and r[3] == []
    ),
    "get_notification": lambda r: r[0]["type"] == "mention" and r[0]["account"]["acct"] == "bob" and refused(r[1]),
    "dismiss_notification": lambda r: r == [None],
    "get_notifications_v2": lambda r: r[0]["notification_groups"] != [] and named(r[0]["accounts"]) == ["bob"],
    "get_notification_group_accounts": lambda r: named(r[0]) == ["bob"],
    "clear_notifications": lambda r: r == [None],
    "create_list": lambda r: (r[0]["title"], r[0]["replies_policy"], r[0]["exclusive"]) == ("Gardens", "list", True),
    "get_lists": lambda r: named(r[0], "title") == ["Gardens"],
    "get_list": lambda r: r[0]["title"] == "Gardens" and refused(r[1]),
    "update_list": lambda r: (r[0]["title"], r[0]["replies_policy"]) == ("Parks", "none"),
    "add_list_accounts": lambda r: r == [None],
    "get_list_accounts": lambda r: named(r[0]) == ["bob"],
    "get_list_timeline": lambda r: {one["account"]["acct"] for one in r[0]} == {"bob"},
    "delete_list_accounts": lambda r: r == [None],
    "delete_list": lambda r: r == [None],
    "create_filter": lambda r: (r[0]["phrase"], r[0]["whole_word"]) == ("rain", True) and r[0]["expires_at"],
    "get_filters": lambda r: named(r[0], "phrase") == ["rain"],
    "get_filter": lambda r: r[0]["context"] == ["home"],
    "update_filter": lambda r: (
        (r[0]["phrase"], r[0]["context"], r[0]["whole_word"]) == ("hail", ["home", "public"], True)
    ),
    "delete_filter": lambda r: r == [None],
    "create_filter_v2": lambda r: (r[0]["title"], r[0]["filter_action"]) == ("Rain", "hide"),
    "get_filters_v2": lambda r: named(r[0], "title") == ["Rain"],
    "get_filter_v2": lambda r: r[0]["context"] == ["home"] and refused(r[1]),
    "update_filter_v2": lambda r: (
        (r[0]["title"], r[0]["context"], r[0]["filter_action"]) == ("Hail", ["public"], "hide")
    ),
    "delete_filter_v2": lambda r: r == [None],
    "add_filter_keyword": lambda r: (r[0]["keyword"], r[0]["whole_word"]) == ("hail", True),
    "get_filter_keywords": lambda r: named(r[0], "keyword") == ["hail"],
    "add_filter_status": lambda r: r[0]["status_id"],
    "get_filter_statuses": lambda r: len(r[0]) == 1,
    "search": lambda r: (
        named(r[1]["hashtags"], "name") == ["tulips"] and r[2]["statuses"] != [] and named(r[3]["accounts"]) == ["bob"]
    ),
    "get_instance_info": lambda r: (r[0]["title"], r[0]["version"]) == ("Howdah's sandbox", "4.6.0"),
    "get_instance_peers": lambda r: r[0] == [],
    "get_instance_activity": lambda r: (
        {one["(model)"] for one in r[0]} == {"Activity"} and isinstance(r[0][0]["week"], str)
    ),
    "get_instance_rules": lambda r: r[0] == [],
    "get_instance_domain_blocks": lambda r: r[0] == [],
    "determine_instance_type": lambda r: r == [None],
    "get_custom_emojis": lambda r: "mastodon" in named(r[0], "shortcode"),
    "get_directory": lambda r: {one["(model)"] for one in r[0]} == {"Account"} and len(r[0]) == 2,
    "get_follow_suggestions": lambda r: "carol" in named(r[0]),
    "delete_follow_suggestion": lambda r: r == [None],
    "get_announcements": lambda r: r[0] == [],
    "create_report": lambda r: (r[0]["comment"], r[0]["category"]) == ("too many tulips", "spam"),
    "get_reports": lambda r: refused(r[0], "ClientError", 405),
    "get_pleroma_reactions": lambda r: refused(r[0]),
    "add_pleroma_reaction": lambda r: refused(r[0]),
    "get_pleroma_chats": lambda r: refused(r[0]),
    "delete_pleroma_chat_message": lambda r: r == [None],
    "delete_status": lambda r: r[0]["text"] == "Hello from the old garden",
}
"""What is to come of the calls of each method in the story."""

ELSEWHERE = {
    "add_announcement_reaction",
    "dismiss_announcement",
    "get_account_aliases",
    "get_pleroma_account_favourites",
    "get_pleroma_chat",
    "get_pleroma_chat_messages",
    "open_pleroma_chat",
    "post_pleroma_chat_message",
    "remove_announcement_reaction",
    "remove_pleroma_reaction",
    "update_pleroma_avatar",
    "update_pleroma_background",
    "update_pleroma_banner",
}
"""What the sandbox has nothing to answer to; ``longwei_wire.py`` and ``test_longwei_front.py`` have."""


@pytest.fixture(scope="module")
def results() -> dict[str, Results]:
    """What came of the story, by method."""

    async def tell_it() -> dict[str, Results]:
        found: dict[str, Results] = defaultdict(list)
        with anyio.fail_after(120):
            async with Sandbox() as sandbox:
                for method, result, _ in await tell(front, sandbox):
                    found[method].append(result)
        return found

    return anyio.run(tell_it)


def test_every_method_has_its_place() -> None:
    assert MEANING.keys() | ELSEWHERE == set(methods_of(longwei.APClient))


@pytest.mark.parametrize("method", MEANING)
def test_a_method_does_what_it_says(results: dict[str, Results], method: str) -> None:
    assert MEANING[method](results[method]), results[method]
