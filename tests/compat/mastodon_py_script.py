"""What a program may do with Mastodon.py, as a script that the side-by-side run carries out on two libraries."""

from __future__ import annotations

import base64
import copy
import io
import json
import pickle
import struct
import threading
import time
import zlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from .side_by_side.script import Later, Script
from .side_by_side.servers import Answer

START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2026, 1, 8, 12, 30, tzinfo=UTC)
LATER = datetime(2040, 5, 6, 7, 8, 9, tzinfo=UTC)


def picture(shade: int) -> bytes:
    """A PNG of 8 by 8 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes([shade, 128, 255]) * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def the_script(directory: Path) -> Script:
    """Everything that a sandbox answers.

    Args:
        directory: where files to send are written.
    """
    script = Script()
    server, mastodon = script.given("server"), script.given("library")
    (directory / "picture.png").write_bytes(picture(10))
    (directory / "note.txt").write_text("no picture")
    people = {
        name: script.person(name, access_token=server.tokens[name], api_base_url=server.url)
        for name in ("alice", "bob", "carol", "dave", "erin", "frank")
    }
    people["nobody"] = script.person("nobody", api_base_url=server.url)
    for part in (
        accounts,
        statuses,
        conversations_and_scheduling,
        media,
        polls,
        timelines,
        pages,
        notifications,
        relationships,
        lists,
        filters,
        tags_and_trends,
        profile,
        instance,
        moderation,
        remaining,
        entities,
        refusals,
        answers,
        streams,
        pushes,
    ):
        part(script, mastodon, directory, **people)
    return script


def accounts(
    script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, carol: Later, **_: Later
) -> None:
    """Looking people up."""
    me = alice.account_verify_credentials()
    script.look(me.source)
    script.look(me.created_at)
    alice.me()
    you = alice.account_lookup("bob")
    alice.account(you)
    alice.account(you.id)
    alice.account({"id": you.id})
    alice.accounts([me, you.id])
    alice.accounts(you)
    alice.account_search("bo")
    alice.account_search("a", limit=2, following=True, resolve=True, offset=0)
    alice.account_followers(me)
    alice.account_following(me, limit=1)
    alice.account_relationships([you, me.id])
    alice.account_relationships(you)
    alice.account_relationships(you, with_suspended=True)
    alice.account_familiar_followers(you)
    alice.account_familiar_followers([you, me])
    alice.account_featured_tags(you)
    alice.account_lists(you)
    alice.account_follow(bob.me(), reblogs=False, notify=True)
    alice.account_follow(you)
    alice.account_note_set(you, "met on the train")
    alice.account_endorse(you)
    alice.endorsements()
    alice.account_unendorse(you)
    alice.account_pin(you)
    alice.account_unpin(you)
    alice.account_note_set(you, "")


def statuses(
    script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, carol: Later, **_: Later
) -> None:
    """Posting and what can be done with posts."""
    posted = alice.status_post("Hello from #howdah, @bob!", language="en", visibility="public")
    alice.toot("just text")
    alice.status_post(
        "Behind a warning", sensitive=True, spoiler_text="careful", visibility="unlisted", idempotency_key="only once"
    )
    alice.status_post(
        "Behind a warning", sensitive=True, spoiler_text="careful", visibility="unlisted", idempotency_key="only once"
    )
    alice.status_post("for followers", visibility="private", content_type="text/plain")
    alice.status_post("said https://example.com/a?b=c&d=e and ümläut 🐘", language="de")
    alice.status(posted)
    alice.status(posted.id)
    alice.statuses([posted, posted.id])
    alice.statuses(posted)
    reply = bob.status_reply(posted, "Hello back", visibility="unlisted")
    bob.status_reply(posted, "No names", untag=True)
    hushed = bob.status_post("Only for you, @alice", visibility="direct", spoiler_text="hush")
    alice.status_reply(hushed, "Only for you, too")
    bob.status_post("in reply", in_reply_to_id=posted)
    bob.status_post("in reply", in_reply_to_id=posted.id)
    bob.status_favourite(posted)
    bob.status_reblog(posted)
    bob.status_unreblog(posted)
    bob.status_reblog(posted.id, visibility="private")
    bob.status_bookmark(posted)
    alice.status_context(posted)
    alice.status_favourited_by(posted)
    alice.status_reblogged_by(posted)
    bob.bookmarks()
    bob.bookmarks(limit=1)
    bob.favourites()
    bob.favourites(limit=1)
    bob.status_unfavourite(posted)
    bob.status_unbookmark(posted)
    bob.status_unreblog(posted)
    alice.status_pin(posted)
    alice.status_unpin(posted)
    alice.status_mute(posted)
    alice.status_unmute(posted)
    edited = alice.status_update(posted, "Hello again, #howdah", spoiler_text="edited", sensitive=True)
    script.look(edited.edited_at)
    alice.status_history(posted)
    alice.status_source(posted)
    alice.status_card(posted)
    alice.status_translate(posted, lang="fr")
    alice.status_translate(posted)
    quote = bob.status_post("look at this", quoted_status_id=posted, quote_approval_policy="followers")
    bob.status_post("the other kind", quote_id=posted)
    alice.status_quotes(posted)
    alice.status_quotes(posted, limit=1)
    alice.status_quote_revoke(posted, quote)
    alice.status_update_quote_approval_policy(posted, "nobody")
    gone = bob.status_delete(reply)
    script.look(gone.source)
    bob.status_delete(quote, delete_media=True)
    bob.status(reply)
    mastodon.Mastodon.get_status_length("hello @bob@example.com https://example.com/a/long/path", "cw")
    script.given("Mastodon").get_status_length("hello @bob@example.com https://example.com/a/long/path", "cw")
    script.given("Mastodon").get_status_length("👨‍👩‍👧 ümläut")
    script.given("Mastodon").get_supported_version()


def conversations_and_scheduling(
    script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, **_: Later
) -> None:
    """Direct posts, and posts for later."""
    alice.status_post("@bob psst", visibility="direct")
    bob.conversations()
    found = bob.conversations(limit=1)
    bob.conversations_read(found[0])
    bob.conversations_read(found[0].id)
    planned = alice.status_post("later", scheduled_at=LATER, visibility="unlisted", spoiler_text="cw")
    script.look(planned.scheduled_at)
    script.look(planned.params)
    alice.scheduled_statuses()
    alice.scheduled_statuses(limit=1)
    alice.scheduled_status(planned)
    alice.scheduled_status(planned.id)
    alice.scheduled_status_update(planned, LATER + timedelta(days=1))
    alice.scheduled_status_update(planned.id, LATER.replace(tzinfo=None))
    alice.scheduled_status_delete(planned)
    alice.scheduled_status(planned)


def media(script: Script, mastodon: Later, directory: Path, alice: Later, **_: Later) -> None:
    """Files."""
    path = str(directory / "picture.png")
    sent = alice.media_post(path, description="a square", focus=(0.5, -0.5))
    script.look(sent.meta)
    alice.media_post(Path(path), synchronous=True, file_name="named.png")
    alice.media_post(picture(30), mime_type="image/png")
    alice.media_post(picture(40))
    alice.media_post(path, thumbnail=path)
    alice.media_post(path, thumbnail=picture(60), thumbnail_mime_type="image/png")
    alice.media(sent)
    alice.media(sent.id)
    alice.media_update(sent, description="a blue square")
    alice.media_update(sent, focus=(0.0, 1.0))
    alice.media_update(sent, description="a square", thumbnail=path)
    with_picture = alice.status_post("with a picture", media_ids=[sent])
    other = alice.media_post(path)
    alice.status_post("with a picture", media_ids=other.id, sensitive=True)
    alice.status_post("with nothing", media_ids=[])
    alice.status_update(
        with_picture,
        "with the same",
        media_attributes=[alice.generate_media_edit_attributes(sent, description="new", focus=(0.1, 0.2))],
    )
    alice.generate_media_edit_attributes(sent, thumbnail=path)
    alice.generate_media_edit_attributes(sent, focus=[1])
    alice.decode_blurhash({"blurhash": "LEHV6nWB2yk8pyo0adR*.7kCMdnj"})
    alice.decode_blurhash({"blurhash": "LEHV6nWB2yk8pyo0adR*.7kCMdnj"}, (5, 3), False, False)
    alice.decode_blurhash({"blurhash": "LEHV6nWB2yk8pyo0adR*.7kCMdnj"}, out_size=(2, 2), return_linear=False)
    alice.media_post(str(directory / "missing.png"))
    alice.media_post(str(directory / "note.txt"))
    alice.account_update_credentials(avatar=path, header=picture(80), header_mime_type="image/png")


def polls(script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, **_: Later) -> None:
    """Questions."""
    question = alice.make_poll(["yes", "no"], expires_in=3600)
    asked = alice.status_post("Ready?", poll=question)
    many = alice.status_post("Which?", poll=alice.make_poll(["a", "b", "c"], 7200, multiple=True, hide_totals=True))
    bob.poll(asked.poll)
    bob.poll(asked.poll.id)
    bob.poll_vote(asked.poll, 0)
    bob.poll_vote(many.poll, [0, 2])
    bob.poll_vote(asked.poll.id, 1)
    script.look(bob.poll(many.poll).options[0].votes_count)
    alice.status_update(asked, "Ready now?", poll=alice.make_poll(["yes", "no", "maybe"], 60 * 60))


def timelines(
    script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, nobody: Later, **_: Later
) -> None:
    """Every timeline."""
    for number in range(6):
        bob.status_post(f"number {number} #counting")
    alice.timeline()
    home = alice.timeline_home(limit=3)
    alice.timeline_home(max_id=home[1], limit=2)
    alice.timeline_home(since_id=home[2].id)
    alice.timeline_home(min_id=home[2], limit=1)
    alice.timeline_home(max_id=LATER, limit=1)
    alice.timeline_home(min_id=LATER, limit=1)
    alice.timeline("local", limit=2)
    alice.timeline("public", limit=2)
    alice.timeline("tag/counting", limit=2)
    alice.timeline_public(limit=2, only_media=True)
    alice.timeline_public(local=True, limit=2)
    alice.timeline_public(remote=True, limit=2)
    alice.timeline_public(local=True, remote=True)
    alice.timeline_local(limit=2)
    alice.timeline_hashtag("counting", limit=2)
    alice.timeline_hashtag("counting", local=True, only_media=True)
    alice.timeline_hashtag("#counting")
    alice.timeline_link("https://example.com/a", limit=2)
    nobody.timeline_public(limit=1)
    nobody.timeline_home()
    alice.timeline("nonsense")
    alice.timeline_is_available()
    alice.timeline_is_available("hashtag", local=True, with_auth=True)
    alice.timeline_is_available("nonsense", fail_hard=True)
    alice.account_statuses(home[0].account, limit=2)
    alice.account_statuses(home[0].account.id, exclude_replies=True, exclude_reblogs=True, limit=2)
    alice.account_statuses(home[0].account, only_media=True)
    alice.account_statuses(home[0].account, pinned=True)
    alice.account_statuses(home[0].account, tagged="counting", limit=1)


def pages(script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, **_: Later) -> None:
    """Going from page to page."""
    first = alice.timeline_hashtag("counting", limit=2)
    script.look(first._pagination_next)
    script.look(first._pagination_prev)
    second = alice.fetch_next(first)
    alice.fetch_next(second)
    alice.fetch_next(first._pagination_next)
    alice.fetch_previous(second)
    alice.fetch_previous(second._pagination_prev)
    alice.fetch_remaining(first)
    alice.get_pagination_info(first, "next")
    alice.get_pagination_info(first, "previous")
    alice.get_pagination_info(first, "nonsense")
    alice.get_pagination_info(first[0], "next")
    python = script.given("python")
    python.call(list, alice.pagination_iterator(first))
    python.call(list, alice.pagination_iterator(first._pagination_next))
    python.call(list, alice.pagination_iterator(second, direction="previous"))
    python.call(list, alice.pagination_iterator(first, return_pagination_info=True))
    python.call(list, alice.pagination_page_iterator(first))
    python.call(list, alice.pagination_page_iterator(second, "previous", return_pagination_info=True))
    python.call(list, alice.pagination_iterator(first, direction="sideways"))
    alice.fetch_next([])
    alice.fetch_next({"id": 1})
    alice.fetch_next(first[0])
    alice.fetch_next(first[1])
    found = bob.search_v2("counting", result_type="statuses", limit=2)
    bob.fetch_next(found)
    grouped = alice.grouped_notifications(limit=1)
    script.look(grouped._pagination_next)
    alice.fetch_next(grouped)
    alice.fetch_previous(grouped)
    alice.fetch_next(alice.account_followers(alice.me(), limit=1))


def notifications(script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, **_: Later) -> None:
    """What has happened."""
    posted = alice.status_post("to be noticed")
    bob.status_favourite(posted)
    bob.status_reblog(posted)
    bob.status_post("@alice noticed")
    all_of_them = alice.notifications()
    alice.notifications(limit=1)
    alice.notifications(id=all_of_them[0])
    alice.notifications(id=all_of_them[0].id)
    alice.notifications(mentions_only=True)
    alice.notifications(types=["favourite"])
    alice.notifications(exclude_types=["favourite", "mention"])
    alice.notifications(account_id=posted.account)
    alice.notifications(supported_types=["mention"])
    alice.notifications_unread_count()
    alice.notifications_dismiss(all_of_them[0])
    alice.notifications_dismiss(all_of_them[1].id)
    alice.notifications_policy()
    alice.update_notifications_policy(for_not_following="filter", for_private_mentions="accept")
    alice.update_notifications_policy(for_not_following="accept")
    grouped = alice.grouped_notifications()
    alice.grouped_notifications(types=["mention"], grouped_types=["favourite"], expand_accounts="full")
    alice.grouped_notifications(
        exclude_types=["mention"], account_id=posted.account, include_filtered=True, supported_types=["reblog"]
    )
    script.look(grouped.notification_groups)
    alice.grouped_notification(grouped.notification_groups[0].group_key)
    alice.grouped_notification_accounts(grouped.notification_groups[0].group_key)
    alice.unread_grouped_notifications_count()
    alice.unread_grouped_notifications_count(limit=2, types=["mention"], grouped_types=["favourite"])
    alice.dismiss_grouped_notification(grouped.notification_groups[0].group_key)
    alice.dismiss_grouped_notification(grouped.notification_groups[1].group_key)
    alice.notifications_clear()
    alice.notifications()


def requests_for_notifications(
    script: Script, mastodon: Later, directory: Path, alice: Later, dave: Later, **_: Later
) -> None:
    """Notifications from strangers that wait to be let through."""
    alice.update_notifications_policy(for_not_following="filter", for_not_followers="filter")
    dave.status_post("@alice hello, stranger")
    dave.status_post("@bob hello, stranger")
    waiting = alice.notification_requests()
    alice.notification_requests(limit=1)
    alice.notification_request(waiting[0])
    alice.notification_request(waiting[0].id)
    alice.accept_notification_request(waiting[0])
    alice.dismiss_notification_request(waiting[0])
    alice.accept_multiple_notification_requests([waiting[0]])
    alice.dismiss_multiple_notification_requests([waiting[0].id])
    alice.notifications_merged()
    alice.update_notifications_policy(for_not_following="accept", for_not_followers="accept")


def relationships(
    script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, carol: Later, dave: Later, **_: Later
) -> None:
    """Following, muting, blocking."""
    her, him, me = carol.me(), dave.me(), alice.me()
    alice.account_follow(her)
    dave.account_follow(her)
    carol.follow_requests()
    carol.follow_requests(limit=1)
    carol.follow_request_authorize(me)
    carol.follow_request_reject(him)
    alice.account_unfollow(her)
    dave.account_follow(me)
    alice.account_remove_from_followers(him)
    alice.account_mute(him)
    alice.account_mute(him, notifications=False, duration=3600)
    alice.mutes()
    alice.mutes(limit=1)
    alice.account_unmute(him)
    alice.account_block(him)
    alice.blocks()
    alice.blocks(limit=1)
    alice.account_unblock(him)
    alice.domain_block("bad.example")
    alice.domain_block("worse.example")
    alice.domain_blocks()
    alice.domain_blocks(limit=1)
    alice.domain_unblock("bad.example")
    alice.follows("bob@127.0.0.1")
    requests_for_notifications(script, mastodon, directory, alice=alice, dave=dave)


def lists(script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, **_: Later) -> None:
    """Lists of accounts."""
    you = bob.me()
    made = alice.list_create("friends")
    alice.list_create("others", replies_policy="none", exclusive=True)
    alice.lists()
    alice.list(made)
    alice.list(made.id)
    alice.list_update(made, "good friends", replies_policy="followed", exclusive=False)
    alice.list_accounts_add(made, you)
    alice.list_accounts(made)
    alice.list_accounts(made, limit=1)
    alice.account_lists(you)
    bob.status_post("for those who list me")
    alice.timeline_list(made, limit=2)
    alice.timeline_list(made.id)
    alice.timeline(script.given("python").call(lambda made: f"list/{made.id}", made), limit=1)
    alice.list_accounts_delete(made, [you])
    alice.list_accounts_add(made, [you.id])
    alice.list_accounts_delete(made, you.id)
    alice.list_delete(made)
    alice.list(made)


def filters(script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, **_: Later) -> None:
    """Both versions of filters."""
    old = alice.filter_create("spoilers", ["home", "public"], whole_word=False, expires_in=3600)
    alice.filter_create("secrets", context=["thread"], irreversible=True)
    alice.filter_create("nonsense", ["nonsense"])
    alice.filters()
    alice.filter(old)
    alice.filter(old.id)
    alice.filter_update(old, phrase="big spoilers", context=["home"], whole_word=True)
    posted = bob.status_post("big spoilers, secrets and nothing")
    alice.filters_apply([posted, bob.status_post("harmless")], alice.filters(), "home")
    alice.filters_apply([posted], alice.filters(), "thread")
    bob.status_post("@alice big spoilers for you")
    alice.filters_apply(alice.notifications(), alice.filters(), "home")
    alice.filters_apply(alice.notifications(types=["mention"]), alice.filters(), "home")
    alice.filters_apply([posted], [], "home")
    alice.filter_delete(old)
    alice.filter(old)
    made = alice.create_filter_v2("unwanted", ["home"], "warn", expires_in=3600)
    alice.create_filter_v2(
        "unwanted, too",
        ["public", "thread"],
        "hide",
        keywords_attributes=[{"keyword": "one", "whole_word": True}, {"keyword": "two"}],
    )
    alice.filters_v2()
    alice.filter_v2(made)
    alice.filter_v2(made.id)
    alice.update_filter_v2(made, title="not wanted", context=["home", "public"], filter_action="hide")
    alice.update_filter_v2(made.id, keywords_attributes=[{"keyword": "three", "whole_word": False}], expires_in=60)
    word = alice.add_filter_keyword_v2(made, "four", whole_word=True)
    alice.filter_keywords_v2(made)
    alice.delete_filter_keyword_v2(word)
    kept = alice.add_filter_status_v2(made, posted)
    alice.filter_statuses_v2(made)
    alice.filter_status_v2(kept)
    alice.filter_status_v2(kept.id)
    alice.delete_filter_status_v2(kept)
    alice.delete_filter_v2(made)
    alice.filter_v2(made)


def tags_and_trends(script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, **_: Later) -> None:
    """Hashtags, trends and search."""
    alice.status_post("about #trains and https://example.com/trains")
    alice.tag("trains")
    followed = alice.tag_follow("trains")
    alice.tag_follow(followed)
    alice.followed_tags()
    alice.followed_tags(limit=1)
    alice.tag_unfollow("trains")
    alice.tag_feature("trains")
    alice.tag_unfeature("trains")
    featured = alice.featured_tag_create("trains")
    alice.featured_tags()
    alice.featured_tag_suggestions()
    alice.account_featured_tags(alice.me())
    alice.featured_tag_delete(featured)
    alice.featured_tag_delete(featured.id)
    alice.trending_tags()
    alice.trending_tags(limit=1, offset=0, lang="de")
    alice.trending_statuses(limit=2)
    alice.trending_links(limit=2)
    alice.trends(limit=1)
    alice.search("trains")
    alice.search("trains", result_type="hashtags", resolve=False, limit=1)
    alice.search_v1("trains")
    alice.search_v2("bob", account_id=bob.me(), offset=0, exclude_unreviewed=True)
    alice.search_v2("bob", result_type="accounts")
    alice.directory()
    alice.directory(offset=0, limit=1, order="new", local=True)
    alice.suggestions()
    alice.suggestions_v1()
    alice.suggestions_v2()
    alice.suggestion_delete(bob.me())


def profile(script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, **_: Later) -> None:
    """One's own account and its settings."""
    path = str(directory / "picture.png")
    bob.profile()
    bob.account_update_credentials(
        display_name="Bob the Bob",
        note="A bot",
        locked=False,
        bot=True,
        discoverable=True,
        fields=[("home", "https://bob.example"), ("pronouns", "he")],
    )
    bob.account_update_credentials(
        default_privacy="unlisted", default_sensitive=True, default_language="de", default_quote_policy="nobody"
    )
    bob.account_update_credentials(avatar=path, avatar_description="a square", header_description="another")
    bob.account_update_credentials(hide_collections=True, indexable=False, attribution_domains=["bob.example"])
    bob.account_update_credentials(fields=[("1", "a"), ("2", "b"), ("3", "c"), ("4", "d"), ("5", "e")])
    bob.profile_update(display_name="Bob", note="", bot=False, show_media=False, fields=[("a", "b")])
    bob.profile_update(avatar=path, header=picture(90), header_mime_type="image/png", locked=False)
    bob.profile_update(show_media_replies=True, show_featured=False, attribution_domains=["bob.example"])
    bob.account_delete_avatar()
    bob.account_delete_header()
    bob.preferences()
    alice.markers_get()
    posted = alice.status_post("read until here")
    alice.markers_set(["home"], [posted])
    alice.markers_set(["home", "notifications"], [posted.id, 5])
    alice.markers_set("home", posted)
    alice.markers_get(["home", "notifications"])
    alice.markers_get("home")
    alice.push_subscription()
    keys = {"pubkey": b"\x04" + b"1" * 64, "auth": b"2" * 16}
    alice.push_subscription_set(
        "https://push.example/1", keys, follow_events=True, mention_events=True, policy="followed", standard=True
    )
    alice.push_subscription()
    alice.push_subscription_update(follow_events=False, poll_events=True, quote_events=True)
    alice.push_subscription_update(policy="none")
    alice.push_subscription_delete()
    alice.email_resend_confirmation()


def instance(script: Script, mastodon: Later, directory: Path, alice: Later, nobody: Later, **_: Later) -> None:
    """What a server says of itself."""
    nobody.instance()
    nobody.instance_v1()
    nobody.instance_v2()
    nobody.instance_activity()
    nobody.instance_peers()
    nobody.instance_rules()
    nobody.instance_health()
    nobody.instance_nodeinfo()
    nobody.instance_nodeinfo("http://nodeinfo.diaspora.software/ns/schema/9.9")
    nobody.instance_terms_of_service()
    nobody.instance_terms_of_service(date=date(2026, 1, 2))
    nobody.instance_extended_description()
    nobody.instance_translation_languages()
    nobody.instance_domain_blocks()
    nobody.instance_languages()
    nobody.custom_emojis()
    nobody.stream_healthy()
    nobody.oauth_authorization_server_info()
    alice.oauth_userinfo()
    alice.app_verify_credentials()
    nobody.retrieve_mastodon_version()
    nobody.verify_minimum_version("3.0.0")
    nobody.verify_minimum_version("99.0.0", cached=True)
    script.look(nobody.mastodon_major)
    nobody.clear_caches()
    found = alice.announcements()
    alice.announcement_reaction_create(found[0], "👍")
    alice.announcements()
    alice.announcement_reaction_delete(found[0], "👍")
    alice.announcement_dismiss(found[0])
    alice.announcements()
    alice.announcement_dismiss(12345)
    alice.announcement_reaction_create(12345, "a/b")
    alice.annual_reports()
    alice.annual_report(2025)
    alice.annual_report_state(2025)
    alice.annual_report_generate(2025)
    alice.annual_report_read(2025)
    alice.set_language("de")
    script.look(alice.lang)
    alice.timeline_home(limit=1)
    script.given("python").put(alice, "lang", None)


def moderation(
    script: Script, mastodon: Later, directory: Path, alice: Later, dave: Later, erin: Later, frank: Later, **_: Later
) -> None:
    """What moderators do."""
    him = dave.me()
    posted = dave.status_post("rude")
    filed = alice.report(him, [posted], "rude", forward=False, category="other")
    alice.report(him)
    alice.report(him.id, status_ids=posted, comment="rude", category="violation", rule_ids=[1])
    alice.report(him, forward=True, forward_to_domains=["x.example"])
    alice.reports()
    alice.admin_reports()
    alice.admin_reports(resolved=True, limit=1)
    alice.admin_reports(account_id=alice.me(), target_account_id=him, unresolved=True)
    alice.admin_report(filed)
    alice.admin_report_assign(filed)
    alice.admin_report_unassign(filed.id)
    alice.admin_report_resolve(filed)
    alice.admin_report_reopen(filed)
    alice.admin_accounts()
    alice.admin_accounts(remote=True, status="silenced")
    alice.admin_accounts_v1(username="dave", staff_only=True, limit=1)
    alice.admin_accounts_v1(status="nonsense")
    alice.admin_accounts_v2(origin="local", status="active", username="dave", limit=2)
    alice.admin_accounts_v2(permissions="staff", invited_by=alice.me(), role_ids=[1])
    alice.admin_accounts_v2(origin="nonsense")
    alice.admin_account(him)
    alice.admin_account_moderate(him, "none", text="be kind")
    alice.admin_account_moderate(him, action="silence", report_id=filed, send_email_notification=False)
    alice.admin_account_unsilence(him)
    alice.admin_account_moderate(him, "sensitive")
    alice.admin_account_unsensitive(him.id)
    alice.admin_account_moderate(him, "suspend", warning_preset_id=1)
    alice.admin_account_unsuspend(him)
    alice.admin_account_moderate(him, "disable")
    alice.admin_account_enable(him)
    alice.admin_account_moderate(him, "nonsense")
    alice.admin_account_approve(him)
    alice.admin_account_reject(frank.me())
    alice.admin_trending_tags()
    alice.admin_trending_tags(limit=1)
    alice.admin_trending_statuses()
    alice.admin_trending_links()
    alice.admin_approve_trending_link("1")
    alice.admin_reject_trending_link("1")
    trending = alice.status_post("popular")
    alice.admin_approve_trending_status(trending)
    alice.admin_reject_trending_status(trending)
    alice.admin_approve_trending_tag("trains")
    alice.admin_reject_trending_tag("trains")
    blocked = alice.admin_create_domain_block(
        "bad.example", severity="silence", reject_media=True, private_comment="we know why", obfuscate=True
    )
    alice.admin_domain_blocks()
    alice.admin_domain_blocks(blocked)
    alice.admin_domain_blocks(id=blocked.id)
    alice.admin_domain_blocks(limit=1)
    alice.admin_update_domain_block(blocked, severity="suspend", public_comment="bad", reject_reports=True)
    alice.admin_delete_domain_block(blocked)
    alice.admin_domain_blocks(blocked)
    allowed = alice.admin_create_domain_allow("good.example")
    alice.admin_domain_allows()
    alice.admin_domain_allows(limit=1)
    alice.admin_domain_allow(allowed)
    alice.admin_delete_domain_allow(allowed)
    mails = alice.admin_create_email_domain_block("mail.example")
    alice.admin_email_domain_blocks()
    alice.admin_email_domain_blocks(limit=1)
    alice.admin_email_domain_block(mails)
    alice.admin_delete_email_domain_block(mails)
    canonical = alice.admin_create_canonical_email_block(email="bad@mail.example")
    alice.admin_create_canonical_email_block(canonical_email_hash="ab" * 32)
    alice.admin_create_canonical_email_block()
    alice.admin_canonical_email_blocks()
    alice.admin_canonical_email_blocks(limit=1)
    alice.admin_canonical_email_block(canonical)
    alice.admin_test_canonical_email_block("bad@mail.example")
    alice.admin_delete_canonical_email_block(canonical)
    address = alice.admin_create_ip_block("192.0.2.0/24", "no_access", comment="spam", expires_in=86400)
    alice.admin_ip_blocks()
    alice.admin_ip_blocks(limit=1)
    alice.admin_ip_block(address)
    alice.admin_update_ip_block(address, severity="sign_up_block", comment="less spam", expires_in=60)
    alice.admin_update_ip_block(address, ip="192.0.2.0/25")
    alice.admin_delete_ip_block(address)
    alice.admin_measures(START, END, active_users=True, new_users=True, interactions=True)
    alice.admin_measures(START, END, opened_reports=True, resolved_reports=True, tag_accounts=1, tag_uses="2")
    alice.admin_measures(START, END, instance_accounts="x.example", instance_statuses="x.example")
    alice.admin_dimensions(START, END, languages=True, sources=True, servers=True, limit=3)
    alice.admin_dimensions(START, END, space_usage=True, software_versions=True, tag_servers=1, tag_languages=1)
    alice.admin_dimensions(START, END, instance_accounts="x.example", instance_languages="x.example")
    alice.admin_retention(START, END)
    alice.admin_retention(START.replace(tzinfo=None), END, frequency="month")
    gone = erin.me()
    alice.admin_account_moderate(gone, "suspend")
    alice.admin_account_delete(gone)
    alice.admin_account_delete(him)


def remaining(script: Script, mastodon: Later, directory: Path, alice: Later, nobody: Later, **_: Later) -> None:
    """Applications, logins and what is kept of them."""
    server = script.given("server")
    app = script.given("Mastodon").create_app("howdah", api_base_url=server.url)
    kept = str(directory / "app.secret")
    script.given("Mastodon").create_app(
        "kept",
        api_base_url=server.url,
        scopes=["read", "write"],
        redirect_uris=["https://app.example/back", "urn:ietf:wg:oauth:2.0:oob"],
        website="https://app.example",
        to_file=kept,
    )
    script.given("Mastodon").create_app("nowhere")
    python = script.given("python")
    python.call(lambda path: Path(path).read_text().splitlines(), kept)
    program = script.person("program", client_id=app[0], client_secret=app[1], api_base_url=server.url)
    program.auth_request_url(scopes=["read"], state="xyz", force_login=True, lang="de", skip_server_info=True)
    program.auth_request_url()
    program.auth_request_url(allow_http=True, redirect_uris="https://app.example/back")
    program.log_in("alice@example.com", "password", scopes=["read", "write"])
    program.log_in("alice@example.com", "password", allow_http=True)
    program.log_in(code="a wrong one")
    program.log_in(code="a wrong one", allow_http=True)
    program.log_in()
    program.persistable_login_credentials()
    token_file = str(directory / "token.secret")
    program.log_in(code="mockcode_bob", allow_http=True, to_file=token_file)
    python.call(lambda path: Path(path).read_text().splitlines(), token_file)
    program.me()
    program.app_verify_credentials()
    program.persistable_login_credentials()
    program.revoke_access_token(allow_http=True)
    program.me()
    again = script.person("again", access_token=token_file, client_id=kept)
    script.look(again.access_token)
    again.me()
    from_file = script.person("from_file", client_id=kept)
    script.look(from_file.api_base_url)
    script.look(from_file.user_agent)
    from_file.app_verify_credentials()
    made = program.create_account(
        "grace", "long enough a password", "grace@example.com", agreement=True, reason="why not", date_of_birth=START
    )
    script.look(made)
    program.create_account("grace", "x", "no address", agreement=True, return_detailed_error=True)
    program.create_account("grace", "x", "no address")
    program.account_verify_credentials()
    program.revoke_access_token()
    program.account_verify_credentials()
    script.person("misused", client_id="no secret", api_base_url=server.url)
    script.person("unlocated", access_token="token")
    script.person("contradictory", access_token="t", api_base_url=server.url, ratelimit_method="hope")
    script.person("unchecked", access_token="t", api_base_url=server.url, version_check_mode="perhaps")
    script.person("unversioned", access_token="t", api_base_url=server.url, mastodon_version="x")
    old = script.person(
        "old",
        access_token=server.tokens["alice"],
        api_base_url=server.url,
        mastodon_version="2.0.0",
        version_check_mode="changed",
    )
    old.trending_links()
    old.status_history(1)
    old.me()
    checked = script.person(
        "checked", access_token=server.tokens["alice"], api_base_url=server.url, version_check_mode="created"
    )
    checked.timeline_home(limit=1)
    script.look(checked.mastodon_api_version)
    slashed = script.person(
        "slashed", access_token=server.tokens["alice"], api_base_url=python.call("{}/".format, server.url)
    )
    script.look(slashed.api_base_url)
    slashed.me()
    script.look(slashed.access_token)
    script.look(slashed.ratelimit_method)
    script.look(slashed.ratelimit_limit)
    script.look(slashed.ratelimit_remaining)
    script.look(slashed.ratelimit_pacefactor)
    script.look(slashed.request_timeout)
    script.look(slashed.feature_set)
    script.look(slashed.version_check_mode)
    script.look(slashed.mastodon_major)
    script.look(slashed.debug_requests)
    script.look(slashed.client_id)
    script.look(slashed.client_secret)
    alice.get_async_refresh_info(alice.me())
    alice.get_async_refresh_status("nonsense")
    alice.get_async_refresh_status(alice.me())
    alice.await_async_refresh(alice.me())


def entities(script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, **_: Later) -> None:
    """What can be done with a result."""
    python = script.given("python")
    posted = alice.status_post("to be kept #howdah", spoiler_text="cw")
    python.call(copy.deepcopy, posted)
    python.call(lambda entity: pickle.loads(pickle.dumps(entity)), posted)
    python.call(lambda entity: json.dumps(entity, default=str, sort_keys=True), posted)
    python.call(dict, posted)
    python.call(lambda entity: entity["id"] == entity.id == entity.get("id"), posted)
    python.call(lambda entity: entity.nothing_of_the_kind, posted)
    python.call(lambda entity: entity["nothing of the kind"], posted)
    python.call(lambda entity: hasattr(entity, "nothing"), posted)
    python.call(lambda entity: entity == copy.deepcopy(entity), posted)
    python.call(lambda entity: isinstance(entity, dict), posted)
    python.put(posted, "content", "changed")
    python.put(posted, "nothing", "changed")
    python.call(lambda entity: entity.update(content="again") or entity.content, posted)
    python.call(lambda entity: sorted(name for name in entity), posted.account)
    text = posted.to_json()
    python.call(lambda text: json.loads(text)["_mastopy_type"], text)
    mastodon.types_base.Entity.from_json(text)
    python.call(lambda text, kind: kind.from_json(text) is not None, text, mastodon.types_base.Entity)
    home = alice.timeline_home(limit=2)
    mastodon.types_base.Entity.from_json(home.to_json())
    posted.to_json(pretty=False)
    python.call(lambda page: pickle.loads(pickle.dumps(page)), home)
    alice.fetch_next(python.call(lambda page: pickle.loads(pickle.dumps(page)), home))
    alice.fetch_next(mastodon.types_base.Entity.from_json(home.to_json()))
    python.call(lambda page: page[:1] + page[1:], home)
    python.call(lambda entity: type(entity.created_at), posted)
    python.call(lambda entity: type(entity.id), posted)
    python.call(lambda entity: str(entity.id), posted)
    python.call(lambda entity: entity.account["acct"], posted)
    mastodon.return_types.Status(id=1, content="by hand", created_at="2026-01-02T03:04:05.678Z")
    mastodon.return_types.AttribAccessDict(a=1, b={"c": [1, {"d": 2}]})
    mastodon.AttribAccessDict(created_at="2026-01-02T03:04:05.678Z", id="0012")


def refusals(
    script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, nobody: Later, **_: Later
) -> None:
    """What goes wrong, and how that is said."""
    alice.status(1)
    alice.status("no number")
    alice.account(1)
    alice.status_post("")
    alice.status_post("x", visibility="loud")
    alice.status_post("x", poll=alice.make_poll(["only one"], 60))
    alice.status_delete(1)
    alice.account_follow(1)
    alice.list_create("")
    alice.media(1)
    alice.poll_vote(1, [0])
    alice.scheduled_status_update(1, "no date")
    alice.account_lookup("nobody at all")
    bob.status_delete(alice.status_post("not yours"))
    bob.status_update(alice.status_post("not yours"), "mine")
    nobody.status_post("without a token")
    nobody.me()
    python = script.given("python")
    wrong = script.person("wrong", access_token="wrong", api_base_url=script.given("server").url)
    wrong.me()
    wrong.timeline_home()
    unreachable = script.person("unreachable", access_token="token", api_base_url="http://127.0.0.1:9")
    python.call(lambda client: type(failure_of(client)).__name__, unreachable)
    alice.media_post(python.call(io.BytesIO, picture(1)))
    alice.media_post(python.call(io.BytesIO, picture(1)), "image/png")
    alice.status_post("for pleroma", content_type="text/markdown", strict_content_type=True)
    pleroma = script.person(
        "pleroma",
        access_token=script.given("server").tokens["alice"],
        api_base_url=script.given("server").url,
        feature_set="pleroma",
    )
    pleroma.status_post("for pleroma", content_type="text/markdown", strict_content_type=True)
    pleroma.status_post("for pleroma", content_type="text/nonsense")
    pleroma.notifications(limit=1)
    fedibird = script.person(
        "fedibird",
        access_token=script.given("server").tokens["alice"],
        api_base_url=script.given("server").url,
        feature_set="fedibird",
    )
    fedibird.status_post("for fedibird", quote_id=alice.toot("to be quoted"))
    fedibird.status_post("for fedibird", visibility="limited")
    script.person("elsewhere", access_token="t", api_base_url="http://127.0.0.1:9", feature_set="nonsense")


def failure_of(client: Any) -> Exception:
    """What it raises where there is no server; its text is the transport's."""
    try:
        client.me()
    except Exception as error:
        return error
    raise AssertionError("there is no server")


STATUS = {
    "id": "1795287148585",
    "created_at": "2026-01-02T03:04:05.678Z",
    "content": "<p>&amp;</p>",
    "url": "https://else.example/1",
    "unknown": {"id": "7", "list": [{"created_at": "2026-01-02T03:04:05Z"}, 5]},
    "account": {"id": "01KVAX4HAVPJ2MG1J4WA933XJK", "acct": "x@y.example", "created_at": "not a date"},
    "media_attachments": [{"id": 5, "type": "image", "meta": {"original": {"width": 5, "aspect": 1.5}}}],
    "poll": {"id": "9", "options": [{"title": "a", "votes_count": "4"}], "expires_at": None, "own_votes": [0]},
}
LIMITS = {
    "x-ratelimit-limit": "300",
    "x-ratelimit-remaining": "250",
    "x-ratelimit-reset": (datetime.now(UTC) + timedelta(minutes=5)).isoformat(),
}
PAGE = (
    '<{{host}}/api/v1/timelines/home?limit=2&max_id=103>; rel="next", '
    '<{{host}}/api/v1/timelines/home?limit=2&{}=107>; rel="prev"'
)
COLLECTION = {
    "id": "3",
    "account_id": "1",
    "name": "people",
    "description": "to follow",
    "language": "en",
    "local": True,
    "sensitive": True,
    "discoverable": True,
    "tag": {"name": "howdah", "url": "https://x.example/tags/howdah"},
    "item_count": 1,
    "created_at": "2026-01-02T03:04:05.678Z",
    "updated_at": "2026-01-03T03:04:05.678Z",
    "items": [{"id": "8", "account_id": "5", "state": "accepted", "created_at": "2026-01-02T03:04:05.678Z"}],
}
OTHER_PAGES = (
    '<{host}/api/v1/accounts/5/collections?limit=1&offset=2>; rel="next", '
    '<{host}/api/v1/accounts/5/collections?limit=1&offset=0>; rel="prev"'
)
ANSWERS: dict[str, Answer] = {
    "/api/v1/collections": Answer(body={"collection": COLLECTION}),
    "/api/v1/collections/3": Answer(body={"collection": COLLECTION, "accounts": [STATUS["account"]]}),
    "/api/v1/collections/3/items": Answer(body={"collection_item": COLLECTION["items"][0]}),
    "/api/v1/collections/3/items/8": Answer(body=b""),
    "/api/v1/collections/3/items/8/revoke": Answer(body=b""),
    "/api/v1/accounts/5/collections": Answer(
        body={"collections": [COLLECTION], "partial_accounts": [STATUS["account"]]}, headers={"link": OTHER_PAGES}
    ),
    "/api/v1/accounts/5/in_collections": Answer(body={"collections": [COLLECTION, COLLECTION]}),
    "/": Answer(headers={"date": "Fri, 02 Jan 2037 03:00:00 GMT"}, body=b"<html>"),
    "/health": Answer(body=b"OK", headers={"content-type": "text/plain"}),
    "/api/v1/statuses/1": Answer(body=STATUS, headers=LIMITS),
    "/api/v1/statuses/2": Answer(200, b"<html>", {"content-type": "text/html"}),
    "/api/v1/statuses/3": Answer(200, b""),
    "/api/v1/statuses/4": Answer(body=[]),
    "/api/v1/statuses/5": Answer(body=None),
    "/api/v1/statuses/6": Answer(body=STATUS, headers={"deprecation": "true"}),
    "/api/v1/statuses/7": Answer(body={**STATUS, "created_at": None, "id": 12, "account": None}),
    "/api/v1/statuses/8": Answer(body={**STATUS, "id": "0012", "tags": [{"name": "x"}], "reblog": STATUS}),
    "/api/v1/statuses/9": Answer(body={"id": "1"}),
    **{f"/api/v1/statuses/{status}": Answer(status, {"error": f"because {status}"}) for status in range(400, 512)},
    **{f"/api/v1/statuses/1{status}": Answer(status, b"<html>") for status in (401, 403, 404, 422, 500, 501)},
    "/api/v1/statuses/2422": Answer(422, {"error": "Validation failed", "details": {"x": [{"error": "ERR_TAKEN"}]}}),
    "/api/v1/statuses/2403": Answer(403, {"error": None}),
    "/api/v1/statuses/2404": Answer(404, ""),
    "/api/v1/statuses/2500": Answer(500, "only text"),
    "/api/v1/timelines/home": Answer(body=[STATUS, STATUS], headers={"link": PAGE.format("min_id")}),
    "/api/v1/favourites": Answer(body=[STATUS], headers={"link": PAGE.format("since_id")}),
    "/api/v1/bookmarks": Answer(body=[STATUS], headers={"link": PAGE.replace("103", "AbC").format("min_id")}),
    "/api/v1/timelines/public": Answer(body=[STATUS], headers={"link": '<{host}/?page=2>; rel="next"'}),
    "/api/v1/mutes": Answer(body=[], headers={"link": ""}),
    "/api/v1/blocks": Answer(body={"error": "not a list"}),
    "/api/v1/accounts/1/followers": Answer(
        body=[STATUS["account"]],
        headers={"mastodon-async-refresh": 'id="abc", retry=3, result_count=2'},
    ),
    "/api/v1_alpha/async_refreshes/abc": Answer(
        body={"async_refresh": {"id": "abc", "status": "finished", "result_count": 2}}
    ),
    "/api/v1/instance": Answer(
        headers={"date": "Fri, 02 Jan 2037 03:00:00 GMT"},
        body={"version": "4.6.1 (compatible; Other 1.2)", "urls": {}, "title": "x"},
    ),
    "/api/v2/instance": Answer(body={"version": "4.6.1", "api_versions": {"mastodon": 9}, "domain": "x.example"}),
    "/api/v1/instance/terms_of_service": Answer(
        body={"effective_date": "2026-01-02", "effective": True, "content": "<p>be kind</p>", "succeeded_by": None}
    ),
    "/api/v1/instance/terms_of_service/2026-01-02": Answer(
        body={"effective_date": "2026-01-02", "effective": False, "content": "", "succeeded_by": "2027-01-02"}
    ),
    "/api/v1/statuses/77/card": Answer(body={"url": "https://x.example", "type": "link"}),
    "/api/v1/annual_reports/2025": Answer(
        body={"annual_reports": [{"year": 2025, "data": {"archetype": "lurker"}}], "accounts": [], "statuses": []}
    ),
    "/api/v1/accounts/relationships": Answer(429, {"error": "Too many requests"}, LIMITS),
    "/api/v1/endorsements": Answer(429, {"error": "Too many requests"}),
    "/api/v1/lists": Answer(body=[], headers={**LIMITS, "x-ratelimit-reset": str(int(time.time()) + 300)}),
    "/api/v1/filters": Answer(body=[], headers={**LIMITS, "x-ratelimit-reset": "nonsense"}),
    "/api/v1/preferences": Answer(body={"posting:default:visibility": "unlisted", "reading:expand:spoilers": True}),
    "/api/v1/followed_tags": Answer(
        body=[{"name": "x", "history": [{"day": "1574553600", "uses": "200", "accounts": "31"}]}]
    ),
    "/api/v1/markers": Answer(body={"home": {"last_read_id": "5", "updated_at": "2026-01-02T03:04:05Z", "version": 1}}),
    "/api/v1/scheduled_statuses": Answer(
        body=[{"id": "3", "scheduled_at": "2026-01-02T03:04:05Z", "params": {"scheduled_at": None, "text": "x"}}]
    ),
}
"""What a sandbox never says."""


def answers(script: Script, mastodon: Later, directory: Path, alice: Later, **_: Later) -> None:
    """What odd servers say."""
    odd = script.given("odd")
    someone = script.person("someone", access_token="a-token", api_base_url=odd.url, ratelimit_method="throw")
    for number in (*range(1, 10), *range(400, 512)):
        if number not in (408, 425, 429):
            someone.status(number)
    for number in (1401, 1403, 1404, 1422, 1500, 1501, 2422, 2403, 2404, 2500):
        someone.status(number)
    someone.status(1)
    script.look(someone.ratelimit_limit)
    script.look(someone.ratelimit_remaining)
    someone.get_approx_server_time()
    someone.instance_health()
    someone.stream_healthy()
    home = someone.timeline_home(limit=2)
    script.look(home._pagination_next)
    someone.fetch_next(home)
    someone.fetch_previous(home)
    kept = someone.favourites()
    script.look(kept._pagination_prev)
    someone.fetch_previous(kept)
    someone.bookmarks()
    someone.timeline_public()
    someone.mutes()
    someone.blocks()
    followers = someone.account_followers(1)
    script.look(followers._async_refresh)
    someone.get_async_refresh_info(followers)
    someone.get_async_refresh_status(followers)
    someone.get_async_refresh_status("abc")
    someone.await_async_refresh(followers)
    someone.instance()
    someone.instance_v2()
    someone.retrieve_mastodon_version()
    someone.instance_terms_of_service()
    someone.instance_terms_of_service(date=date(2026, 1, 2))
    someone.annual_report(2025)
    collections(script, someone)
    someone.preferences()
    someone.followed_tags()
    someone.markers_get()
    someone.scheduled_statuses()
    limits(script, odd)


def in_seconds(moment: float | None) -> float | None:
    """A time; with Mastodon.py it is a whole number or not as the clocks happen to stand."""
    return None if moment is None else float(moment)


def limits(script: Script, odd: Later) -> None:
    """What servers say of limits; each is asked by somebody who knows nothing yet."""
    python = script.given("python")
    for number, call in enumerate(("account_relationships", "endorsements", "lists", "filters")):
        limited = script.person(
            f"limited_{number}", access_token="a-token", api_base_url=odd.url, ratelimit_method="throw"
        )
        getattr(limited, call)(*([1] if number == 0 else []))
        script.look(limited.ratelimit_limit)
        script.look(limited.ratelimit_remaining)
        python.call(in_seconds, limited.ratelimit_reset)


def collections(script: Script, alice: Later) -> None:
    """Accounts that somebody recommends; a sandbox keeps none."""
    collected = alice.collection_create(
        "people", description="to follow", language="en", tag_name="howdah", sensitive=True, discoverable=True
    )
    alice.collection_create("more people", account_ids=["5", {"id": "6"}])
    found = alice.account_collections(5, limit=1)
    script.look(found._pagination_next)
    alice.fetch_next(found)
    alice.account_collections({"id": 5}, limit=1, offset=1)
    alice.account_in_collections(5)
    alice.account_in_collections(5, limit=1, offset=0)
    whole = alice.collection(collected.collection)
    alice.collection(3)
    alice.collection_update(collected.collection, name="good people", description="to meet", discoverable=False)
    alice.collection_update(3, sensitive=True, language="de", tag_name="meet")
    added = alice.collection_item_add(collected.collection, {"id": 5})
    alice.collection_item_add(3, 5)
    alice.collection_item_revoke(collected.collection, added.collection_item)
    alice.collection_item_delete(3, added.collection_item.id)
    alice.collection_item_delete(whole.collection, whole.collection["items"][0])
    alice.collection_delete(collected.collection)
    alice.collection_delete(3)


def streams(script: Script, mastodon: Later, directory: Path, alice: Later, bob: Later, **_: Later) -> None:
    """Listening, while others post."""
    python = script.given("python")
    listed = alice.list_create("heard")
    alice.list_accounts_add(listed, bob.account_lookup("bob"))
    heard = {
        "stream_user": (),
        "stream_public": (),
        "stream_local": (),
        "stream_hashtag": ("heard",),
        "stream_list": (listed,),
        "stream_direct": (),
        "stream_user_notifications": (),
    }
    for name, arguments in heard.items():
        python.call(hear, mastodon.StreamListener, getattr(alice, name), arguments, alice, bob)
    callbacks = mastodon.CallbackStreamListener()
    script.look(callbacks)
    alice.stream_hashtag("#heard", callbacks)


def hear(listener_class: type, listen: Any, arguments: tuple[Any, ...], alice: Any, bob: Any) -> list[Any]:
    """What a listener is told of while a post is made, another sent, the first edited and deleted."""
    told: list[tuple[Any, ...]] = []
    names = [name for name in vars(listener_class) if name.startswith("on_")]

    def telling(name: str) -> Any:
        return lambda self, *args: told.append((name, *args))

    ignored = ("on_any_event", "on_abort")
    listener = type("Telling", (listener_class,), {name: telling(name) for name in names if name not in ignored})()
    handle = listen(*arguments, listener, run_async=True, timeout=10)
    heard: list[list[tuple[Any, ...]]] = []

    def settle() -> None:
        """Note what was told; a mark that each stream tells of as well comes after it."""
        mark = f"mark {len(heard)}"
        bob.status_post(f"@alice #heard {mark}")
        bob.status_post(f"@alice {mark}", visibility="direct")
        wait_until(lambda: any(mark in repr(event) for event in list(told)))
        # What one act brings about comes in any order.
        heard.append(sorted((event for event in told if "mark " not in repr(event)), key=lambda event: event[0]))
        told.clear()

    try:
        wait_until(handle.is_receiving)
        posted = bob.status_post("@alice can be #heard")
        settle()
        bob.status_post("@alice only for you", visibility="direct")
        settle()
        bob.status_update(posted, "@alice can still be #heard")
        settle()
        bob.status_delete(posted)
        settle()
        return heard
    finally:
        closing = threading.Thread(target=handle.close)
        closing.start()  # Mastodon.py's waits for the next event
        bob.status_post("@alice #heard enough")
        bob.status_post("@alice enough", visibility="direct")
        closing.join(10)
        handle.join(10)


def wait_until(condition: Any) -> None:
    """Wait, but not for ever."""
    for _ in range(1000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("nothing came")


def pushes(script: Script, mastodon: Later, directory: Path, alice: Later, **_: Later) -> None:
    """Keys for push messages, and reading one."""
    python = script.given("python")
    python.call(shape_of_keys, alice.push_subscription_generate_keys)
    python.call(read_pushed, alice.push_subscription_decrypt_push, alice.push_subscription_generate_keys)
    alice.push_subscription_decrypt_push(b"nonsense", {"privkey": 5, "auth": b"1" * 16}, "salt=AAAA", "dh=BBBB")


def shape_of_keys(generate: Any) -> Any:
    """What keys are made of; they themselves are random."""
    return [
        {name: (type(value).__name__, len(value) if isinstance(value, bytes) else "") for name, value in made.items()}
        for made in generate()
    ]


def read_pushed(decrypt: Any, generate: Any) -> Any:
    """What is read of a message that was sealed for whoever has the keys."""
    import http_ece
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    private, public = generate()
    server = ec.generate_private_key(ec.SECP256R1())
    point = server.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    message = {
        "access_token": "token",
        "preferred_locale": "en",
        "notification_id": 22,
        "notification_type": "follow",
        "icon": "https://x.example/a.png",
        "title": "Somebody follows you",
        "body": "hi",
    }
    salt = bytes(range(16))
    sealed = http_ece.encrypt(
        json.dumps(message).encode(),
        salt=salt,
        private_key=server,
        dh=public["pubkey"],
        auth_secret=public["auth"],
        version="aesgcm",
    )

    def text(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).decode().rstrip("=")

    return decrypt(sealed, private, f"salt={text(salt)}", f"dh={text(point)};p256ecdsa={text(point)}")
