"""What a program does with longwei, from the first call to the last: run on longwei and on its front alike."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from howdah import Client
from howdah.demo.picture import elephant
from howdah.sandbox import Sandbox

Do = Callable[..., Awaitable[Any]]


async def story(do: Do, package: Any, sandbox: Sandbox) -> None:
    """Use all that the sandbox offers. (Of forms, as longwei sends them, it reads neither polls nor keywords.)

    Args:
        do: calls a method of alice's client by name, and remembers what came of it; gives ``None`` if it failed.
        package: longwei, or its front.
        sandbox: where; bob and carol are there, too.
    """
    bob, carol = sandbox.client("bob"), sandbox.client("carol")
    alice_id, bob_id, carol_id = (one.verify_credentials().id for one in (sandbox.client("alice"), bob, carol))
    await accounts(do, bob, alice_id, bob_id, carol_id)
    posted = await statuses(do, package, bob, alice_id)
    await timelines(do, bob, alice_id, posted)
    await notifications(do, bob, carol, alice_id)
    await own_things(do, bob_id, carol_id, posted)
    await instance(do, package, bob_id)
    await pleroma(do, bob_id, posted)
    await do("delete_status", posted, delete_only_one=True)
    await do("get_status", posted.id)


async def accounts(do: Do, bob: Client, alice_id: str, bob_id: str, carol_id: str) -> None:
    """Accounts, and how they stand to each other."""
    await do("verify_credentials")
    await do("get_account", bob_id)
    await do("get_account", account_id="404404")
    await do("lookup_account", "bob")
    await do("search_accounts", "bo", limit=5)
    await do("follow_account", bob_id, reblogs=True, notify=False)
    await do("follow_account", carol_id, languages=["en", "de"])
    bob.follow_account(alice_id)
    await do("get_account_followers", alice_id)
    await do("get_account_following", alice_id, limit=1)
    await do("get_account_following", alice_id, limit=40)
    await do("get_relationships", [bob_id, carol_id])
    await do("get_familiar_followers", [bob_id])
    await do("add_account_note", bob_id, "grows tulips")
    await do("get_account_featured_tags", bob_id)
    await do("get_account_lists", bob_id)
    await do("get_account_moved_to", bob_id)
    await do("mute_account", carol_id, notifications=True, duration=0)
    await do("get_mutes")
    await do("unmute_account", carol_id)
    await do("block_account", carol_id)
    await do("get_blocks", limit=3)
    await do("unblock_account", carol_id)
    await do("unfollow_account", carol_id)
    await do(
        "update_credentials",
        display_name="Alice in Gardens",
        note="Gardens & parks.",
        bot=False,
        locked=True,
        discoverable=True,
        source_privacy="unlisted",
        source_sensitive=False,
        source_language="en",
    )
    await do("update_credentials", avatar=io.BytesIO(elephant()), avatar_mime_type="image/png")
    await do("verify_credentials")
    await do("get_profile_avatar")
    await do("get_profile_header")
    await do("delete_profile_avatar")
    await do("delete_profile_header")


async def statuses(do: Do, package: Any, bob: Client, alice_id: str) -> Any:
    """Statuses: posting, reading, editing, and what people do with them."""
    unlisted = package.Visibility.UNLISTED
    first = await do("post_status", "Hello from the garden")
    await do("post_status", "Nobody sees this @bob", visibility=package.Visibility.DIRECT)
    await do("post_status", "Rain #tulips", visibility=unlisted, spoiler_text="weather", sensitive=True, language="en")
    await do("post_status", "And it goes on", in_reply_to_id=first.id)
    media = await do("post_media", io.BytesIO(elephant()), "image/png", "A garden.", (0.0, 0.5))
    if media is not None:
        await do("update_media", media.id, description="A garden in the rain.")
        await do("post_status", "Look #tulips", media_ids=[media.id])
    await do("post_status", "")
    theirs = bob.post_status("Vote @alice #tulips", poll_options=["sun", "rain"], poll_expires_in=3600)
    assert theirs.poll is not None
    await do("get_poll", theirs.poll.id)
    await do("vote_poll", theirs.poll.id, [1])
    await do("vote_poll", theirs.poll.id, choices=[0])
    await do("get_poll", "404404")
    await do("favourite", theirs.id)
    await do("get_favourited_by", theirs.id)
    await do("reblog", theirs.id)
    await do("get_reblogged_by", theirs.id)
    await do("get_status", theirs.id)
    await do("get_favourites")
    await do("undo_favourite", theirs.id)
    await do("undo_reblog", theirs.id)
    await do("reblog", theirs.id, visibility=unlisted)
    await do("bookmark", theirs.id)
    await do("get_bookmarks", limit=2)
    await do("unbookmark", theirs.id)
    await do("mute_status", first.id)
    await do("unmute_status", first.id)
    await do("pin_status", first.id)
    await do("unpin_status", first.id)
    await do(
        "edit_status", first.id, "Hello from the old garden", spoiler_text="gardens", sensitive=False, language="en"
    )
    await do("get_status_history", first.id)
    await do("get_status_source", first.id)
    await do("translate_status", first.id, "fr")
    await do("get_status_context", first.id)
    await do("get_status", "404404")
    await do("get_account_statuses", alice_id, limit=2)
    await do("get_account_statuses", alice_id, exclude_replies=True, exclude_reblogs=True)
    await do("get_account_statuses", alice_id, only_media=True)
    await do("get_account_statuses", alice_id, tagged="tulips")
    later = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    scheduled = await do("post_status", "Good morning", scheduled_at=later)
    await do("post_status", "Good night", scheduled_at=later.replace(tzinfo=None))
    await do("get_scheduled_statuses")
    if scheduled is not None:
        await do("get_scheduled_status", scheduled.id)
        await do("update_scheduled_status", scheduled.id, later + timedelta(hours=1))
        await do("delete_scheduled_status", scheduled.id)
    await do("get_scheduled_statuses", limit=5)
    return first


async def timelines(do: Do, bob: Client, alice_id: str, posted: Any) -> None:
    """Timelines, page by page, and how far they were read."""
    await do("get_public_timeline", limit=3)
    await do("get_public_timeline", local=True)
    page = await do("get_home_timeline", limit=2)
    await do("get_home_timeline", max_id=page[-1].id, limit=2)
    await do("get_home_timeline", min_id=posted.id, limit=2)
    await do("get_home_timeline", since_id=page[0].id)
    await do("get_hashtag_timeline", "tulips", any_tags=["roses"], local=True, limit=5)
    await do("get_link_timeline", "https://example.org/")
    bob.post_status("Between us @alice", visibility="direct")
    conversations = await do("get_conversations")
    if conversations:
        await do("read_conversation", conversations[0].id)
        await do("delete_conversation", conversations[0].id)
    await do("get_conversations")
    await do("save_markers", home_last_read_id=posted.id)
    await do("save_markers", notifications_last_read_id="1")
    await do("get_markers", ["home", "notifications"])
    for trend in ("statuses", "accounts", "hashtags", "links"):
        await do(f"get_trending_{trend}", limit=3)


async def notifications(do: Do, bob: Client, carol: Client, alice_id: str) -> None:
    """Notifications and requests to follow."""
    carol.follow_account(alice_id)
    await do("get_follow_requests")
    await do("authorize_follow_request", carol.verify_credentials().id)
    carol.unfollow_account(alice_id)
    carol.follow_account(alice_id)
    await do("reject_follow_request", carol.verify_credentials().id)
    bob.post_status("Where are you, @alice?")
    await do("get_notifications")
    page = await do("get_notifications", types=["mention"], limit=1)
    await do("get_notifications", exclude_types=["mention", "follow"])
    await do("get_notification", page[0].id)
    await do("dismiss_notification", page[0].id)
    await do("get_notification", page[0].id)
    groups = await do("get_notifications_v2", types=["mention", "favourite"], grouped_types=["favourite"])
    if groups is not None and groups.notification_groups:
        await do("get_notification_group_accounts", groups.notification_groups[0].group_key)
    await do("clear_notifications")
    await do("get_notifications")


async def own_things(do: Do, bob_id: str, carol_id: str, posted: Any) -> None:
    """Lists and filters."""
    made = await do("create_list", "Gardens", replies_policy="list", exclusive=True)
    await do("get_lists")
    if made is not None:
        await do("get_list", made.id)
        await do("update_list", made.id, "Parks", replies_policy="none")
        await do("add_list_accounts", made.id, [bob_id])
        await do("get_list_accounts", made.id, limit=10)
        await do("get_list_timeline", made.id, limit=5)
        await do("delete_list_accounts", made.id, [bob_id])
        await do("delete_list", made.id)
        await do("get_list", made.id)
    filters = await do("create_filter", "rain", ["home"], whole_word=True, expires_in=3600)
    await do("get_filters")
    if filters is not None:
        await do("get_filter", filters.id)
        await do("update_filter", filters.id, phrase="hail", context=["home", "public"])
        await do("delete_filter", filters.id)
    newer = await do("create_filter_v2", "Rain", ["home"], "hide", 3600)
    await do("get_filters_v2")
    if newer is not None:
        await do("get_filter_v2", newer.id)
        await do("update_filter_v2", newer.id, title="Hail", context=["public"])
        await do("add_filter_keyword", newer.id, "hail", whole_word=True)
        await do("get_filter_keywords", newer.id)
        await do("add_filter_status", newer.id, posted.id)
        await do("get_filter_statuses", newer.id)
        await do("delete_filter_v2", newer.id)
        await do("get_filter_v2", newer.id)


async def instance(do: Do, package: Any, bob_id: str) -> None:
    """The server, its announcements and its moderators; and search."""
    for kind in package.SearchType:
        await do("search", "tulips", kind)
    await do("search", "bob", package.SearchType.ACCOUNTS, resolve=False, limit=1)
    for page in ("info", "peers", "activity", "rules", "domain_blocks"):
        await do(f"get_instance_{page}")
    await do("determine_instance_type")
    await do("get_custom_emojis")
    await do("get_directory", limit=2, order="new", local=True)
    await do("get_follow_suggestions")
    await do("delete_follow_suggestion", bob_id)
    announcements = await do("get_announcements")
    for announcement in (announcements or [])[:1]:
        await do("add_announcement_reaction", announcement.id, "👍")
        await do("remove_announcement_reaction", announcement.id, "👍")
        await do("dismiss_announcement", announcement.id)
    await do("create_report", bob_id, comment="too many tulips", category="spam", forward=False)
    await do("get_reports")


async def pleroma(do: Do, bob_id: str, posted: Any) -> None:
    """What only Pleroma has, where there is none."""
    await do("get_pleroma_reactions", posted.id)
    await do("add_pleroma_reaction", posted.id, "👍")
    await do("get_pleroma_chats")
    await do("delete_pleroma_chat_message", "1", "2")
