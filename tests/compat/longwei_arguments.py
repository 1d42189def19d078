"""What to call each of longwei's methods with: as little as it takes, and all that it takes."""

from __future__ import annotations

import inspect
import io
from datetime import datetime, timedelta, timezone
from typing import Any

STATIC = ("create_app", "generate_authorization_url", "get_auth_token", "validate_authorization_code")
LIFE = ("create", "close")

REQUIRED: dict[str, Any] = {
    "account_id": "1",
    "status_id": "2",
    "status": "3",
    "list_id": "4",
    "filter_id": "5",
    "ids": ["1", "7"],
    "q": "tulips",
    "acct": "alice@example.org",
    "hashtag": "tulips",
    "conversation_id": "6",
    "timelines": ["home", "notifications"],
    "announcement_id": "8",
    "name": "👍",
    "keyword": "rain",
    "account_ids": ["1", "7"],
    "emoji": "👍",
    "phrase": "rain & snow",
    "context": ["home", "public"],
    "title": "Gardens",
    "chat_id": "9",
    "message_id": "10",
    "content": "good morning",
    "scheduled_status_id": "11",
    "notification_id": "12",
    "group_key": "favourite-2",
    "poll_id": "13",
    "choices": [0, 2],
    "query": "tulips in the rain",
    "query_type": "statuses",
    "media_id": "14",
    "mime_type": "image/png",
    "filename": "garden.png",
    "url": "https://example.org/a?b=c",
    "comment": "a note",
    "scheduled_at": datetime(2027, 1, 1, 10, 0),  # noqa: DTZ001 - naive on purpose
}
OPTIONAL: dict[str, Any] = {
    "max_id": "300",
    "min_id": "100",
    "since_id": "200",
    "limit": 7,
    "offset": 3,
    "local": True,
    "remote": True,
    "only_media": True,
    "any_tags": ["roses", "lilies"],
    "all_tags": ["garden"],
    "none_tags": ["weeds"],
    "exclude_replies": True,
    "exclude_reblogs": True,
    "tagged": "tulips",
    "reblogs": False,
    "notify": True,
    "languages": ["en", "de"],
    "notifications": False,
    "duration": 60,
    "resolve": False,
    "following": True,
    "display_name": "Alice",
    "note": "Gardens.",
    "locked": True,
    "bot": False,
    "discoverable": True,
    "source_privacy": "private",
    "source_sensitive": True,
    "source_language": "de",
    "visibility": "unlisted",
    "media_ids": ["14", "15"],
    "sensitive": True,
    "spoiler_text": "rain",
    "in_reply_to_id": "33",
    "language": "en",
    "poll_options": ["yes", "no"],
    "poll_expires_in": 600,
    "poll_multiple": True,
    "poll_hide_totals": True,
    "replies_policy": "list",
    "exclusive": True,
    "description": "A garden.",
    "focus": (0.1, -0.5),
    "types": ["mention", "follow"],
    "exclude_types": ["poll"],
    "account_id": "77",
    "grouped_types": ["favourite"],
    "filter_action": "hide",
    "expires_in": 3600,
    "keywords_attributes": [{"keyword": "hail", "whole_word": True}],
    "irreversible": True,
    "whole_word": True,
    "phrase": "hail",
    "context": ["home"],
    "title": "Parks",
    "status_ids": ["2", "3"],
    "comment": "look at this",
    "forward": True,
    "category": "violation",
    "rule_ids": ["1", "2"],
    "lang": "fr",
    "order": "new",
    "exclude_unreviewed": True,
    "home_last_read_id": "2",
    "notifications_last_read_id": "12",
    "keyword": "hail",
    "scheduled_at": datetime(2027, 1, 1, 10, 0, tzinfo=timezone(timedelta(hours=2))),
    "avatar_mime_type": "image/png",
    "header_mime_type": "image/png",
}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)


def methods_of(client_class: type) -> list[str]:
    """The methods that are awaited on a client, in order."""
    return [
        name
        for name in sorted(dir(client_class))
        if not name.startswith("_")
        and name not in (*STATIC, *LIFE)
        and inspect.iscoroutinefunction(getattr(client_class, name))
    ]


def arguments_for(package: Any, method: str, *, full: bool) -> dict[str, Any]:
    """Arguments for a method, made of the enums of longwei or its front.

    Args:
        package: longwei, or its front.
        method: the method's name.
        full: everything that it takes, instead of as little as it takes.
    """
    given: dict[str, Any] = {}
    for parameter in inspect.signature(getattr(package.APClient, method)).parameters.values():
        name = parameter.name
        if name in ("file", "img", "avatar", "header"):
            if parameter.default is parameter.empty or full:
                given[name] = io.BytesIO(PNG)
        elif name == "self":
            continue
        elif name == "delete_only_one":
            given[name] = True
        elif parameter.default is parameter.empty:
            given[name] = REQUIRED[name]
        elif full:
            given[name] = OPTIONAL[name]
    if method == "post_status" and full:
        del given["media_ids"]  # a status has a poll or media
    if "query_type" in given:
        given["query_type"] = package.SearchType(given["query_type"])
    if "visibility" in given:
        given["visibility"] = package.Visibility(given["visibility"])
    return given
