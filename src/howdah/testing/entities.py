"""Entities as a server would send them, for tests to answer with."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from .clock import START

HOST = "fake.example"
ABOUT_STATUSES = frozenset({"mention", "status", "reblog", "favourite", "poll", "update", "quote", "quoted_update"})
_count = itertools.count(1)


def _next() -> tuple[str, str]:
    """An ID and the time that goes with it, each later than the last."""
    number = next(_count)
    moment = START + timedelta(seconds=number)
    return str((int(moment.timestamp() * 1000) << 16) + number), moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def make_account(username: str = "alice", **fields: Any) -> dict[str, Any]:
    """An account.

    Args:
        username: the name without server.
        fields: anything in it that is to be otherwise, such as ``acct="alice@remote.example"`` or ``bot=True``.
    """
    identity, _ = _next()
    acct: str = fields.get("acct", username)
    url = f"https://{acct.partition('@')[2] or HOST}/@{username}"
    account: dict[str, Any] = {
        "id": identity,
        "username": username,
        "acct": acct,
        "display_name": username.capitalize(),
        "locked": False,
        "bot": False,
        "discoverable": True,
        "indexable": False,
        "group": False,
        "created_at": "2025-05-01T00:00:00.000Z",
        "note": f"<p>I am {username}.</p>",
        "url": url,
        "uri": url.replace("/@", "/users/"),
        "avatar": f"https://{HOST}/avatars/{username}.png",
        "avatar_static": f"https://{HOST}/avatars/{username}.png",
        "header": f"https://{HOST}/headers/{username}.png",
        "header_static": f"https://{HOST}/headers/{username}.png",
        "followers_count": 3,
        "following_count": 2,
        "statuses_count": 5,
        "last_status_at": "2025-12-31",
        "hide_collections": False,
        "emojis": [],
        "roles": [],
        "fields": [],
    }
    return {**account, **fields}


def make_status(
    content: str = "<p>Hello</p>", *, account: dict[str, Any] | None = None, **fields: Any
) -> dict[str, Any]:
    """A status. Each is newer than those made before it.

    Args:
        content: what it says, as HTML.
        account: who posted it; someone called alice if not given.
        fields: anything in it that is to be otherwise, such as ``id="1"`` or ``visibility="private"``.
    """
    own, created_at = _next()
    author = account if account is not None else make_account()
    identity: str = fields.get("id", own)
    status: dict[str, Any] = {
        "id": identity,
        "created_at": created_at,
        "in_reply_to_id": None,
        "in_reply_to_account_id": None,
        "sensitive": False,
        "spoiler_text": "",
        "visibility": "public",
        "language": "en",
        "uri": f"{author.get('uri')}/statuses/{identity}",
        "url": f"{author.get('url')}/{identity}",
        "replies_count": 0,
        "reblogs_count": 0,
        "favourites_count": 0,
        "quotes_count": 0,
        "edited_at": None,
        "favourited": False,
        "reblogged": False,
        "muted": False,
        "bookmarked": False,
        "content": content,
        "filtered": [],
        "reblog": None,
        "account": author,
        "media_attachments": [],
        "mentions": [],
        "tags": [],
        "emojis": [],
        "quote": None,
        "card": None,
        "poll": None,
    }
    return {**status, **fields}


def make_notification(
    type: str = "mention",  # noqa: A002 - the API's word for it
    *,
    account: dict[str, Any] | None = None,
    status: dict[str, Any] | None = None,
    **fields: Any,
) -> dict[str, Any]:
    """A notification. Each is newer than those made before it.

    Args:
        type: what happened: ``mention``, ``favourite``, ``follow`` and so on.
        account: who did it; whoever posted the status, or else someone called bob, if not given.
        status: what it is about; made up if not given and the type has one.
        fields: anything in it that is to be otherwise.
    """
    if account is None:
        account = status["account"] if status is not None and type in ("mention", "status") else make_account("bob")
    if status is None and type in ABOUT_STATUSES:
        status = make_status(account=account) if type in ("mention", "status") else make_status()
    identity, created_at = _next()
    notification: dict[str, Any] = {
        "id": identity,
        "type": type,
        "created_at": created_at,
        "group_key": f"ungrouped-{identity}",
        "account": account,
    }
    if status is not None:
        notification["status"] = status
    return {**notification, **fields}


def make_media(type: str = "image", *, description: str | None = None, **fields: Any) -> dict[str, Any]:  # noqa: A002
    """A media attachment, as it is in a status or after it was uploaded.

    Args:
        type: what kind of file: ``image``, ``gifv``, ``video`` or ``audio``.
        description: what it shows, in words.
        fields: anything in it that is to be otherwise; ``url=None`` while the server still processes it.
    """
    own, _ = _next()
    identity: str = fields.get("id", own)
    name = f"{identity}.{ {'audio': 'mp3', 'image': 'png'}.get(type, 'mp4') }"
    media: dict[str, Any] = {
        "id": identity,
        "type": type,
        "url": f"https://{HOST}/media/{name}",
        "preview_url": f"https://{HOST}/media/small/{identity}.png",
        "remote_url": None,
        "meta": {"original": {"width": 640, "height": 480, "size": "640x480", "aspect": 4 / 3}},
        "description": description,
        "blurhash": "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
    }
    return {**media, **fields}
