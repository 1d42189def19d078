"""What only Pleroma and Akkoma have: what each operation asks for, and what comes of the answer, on both clients."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import unquote

import anyio
import pytest

from howdah import (
    ClientError,
    ConflictError,
    NetworkError,
    NotFoundError,
    NotSupportedError,
    OutcomeUnknownError,
    Server,
    ServerError,
    UnprocessedError,
)
from howdah.api.pleroma.servers import MOVED
from howdah.catalogue import declared_operations
from howdah.client import Client
from howdah.core.operation import Listing
from howdah.models import (
    Account,
    Chat,
    ChatMessage,
    CredentialAccount,
    EmojiPacks,
    Invite,
    Notification,
    PleromaAdminUser,
    PleromaConfig,
    PleromaFrontend,
    PleromaResult,
    PleromaStaffStatuses,
    Relay,
    ReportState,
    Scrobble,
    Status,
    Visibility,
)
from howdah.testing import FakeServer, make_account, make_status

PLEROMA = Server("pleroma", "2.10.0")
AKKOMA = Server("akkoma", "3.16.0")
OLD = Server("pleroma", "2.2.50")
OPERATIONS = dict(declared_operations(Client))

PNG = b"\x89PNG\r\n\x1a\n...."
ZIP = b"PK\x03\x04\xff\x00elephants"
WHEN = "2026-11-21T11:12:56.000Z"
MESSAGE: dict[str, Any] = {"id": "13", "account_id": "1", "chat_id": "7", "content": "hi", "created_at": WHEN}
CHAT: dict[str, Any] = {"id": "7", "account": make_account("bob"), "unread": 2, "last_message": MESSAGE}
USER: dict[str, Any] = {"id": "9", "nickname": "bob", "roles": {"admin": False, "moderator": True}, "is_active": True}
NOTIFICATION: dict[str, Any] = {"id": "5", "type": "follow", "created_at": WHEN, "account": make_account("bob")}
FRONTEND: dict[str, Any] = {"name": "soapbox", "ref": "main", "installed": True}
SETTING: dict[str, Any] = {"group": ":pleroma", "key": ":instance", "value": [{"tuple": [":name", None]}], "db": []}
ANNOUNCEMENT: dict[str, Any] = {"id": "A1", "content": "one", "published_at": WHEN, "updated_at": WHEN}
OWN = make_account(id="1", source={"note": "", "fields": []})
DONE = {"status": "success"}


@dataclass
class Case:
    """A call, the one request that it makes, and what it gives."""

    name: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict[str, Any])
    asks: str = ""
    query: dict[str, Any] = field(default_factory=dict[str, Any])
    form: dict[str, Any] = field(default_factory=dict[str, Any])
    json: Any = None
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    answer: Any = None
    body: str | bytes | None = None
    type: str = "application/json; charset=utf-8"
    status: int = 200
    gives: Any = None
    shows: Callable[[Any], bool] | None = None
    """What is true of what it gives, instead."""


def having(kind: type[Any], **fields: Any) -> Callable[[Any], bool]:
    """Whether something is of a kind and has these fields."""
    return lambda thing: type(thing) is kind and {name: getattr(thing, name) for name in fields} == fields


def several(kind: type[Any], *ids: str) -> Callable[[Any], bool]:
    """Whether something is a list of entities with these IDs."""
    return lambda things: all(type(thing) is kind for thing in things) and ids == tuple(thing.id for thing in things)


def users(thing: Any) -> bool:
    return [user.nickname for user in thing.users] == ["bob"]


def packs(thing: Any) -> bool:
    return type(thing) is EmojiPacks and thing.packs["cats"].files == {"blobcat": "blobcat.png"}


PACKS = {"packs": {"cats": {"files": {"blobcat": "blobcat.png"}, "pack": {"share-files": True}}}, "count": 1}
NOW = "/api/v1/pleroma"
ADMIN = f"{NOW}/admin"

CASES = [
    # Chats
    Case("get_chats", asks=f"GET {NOW}/chats", answer=[CHAT], shows=several(Chat, "7")),
    Case(
        "get_chats_v2",
        kwargs={"pinned": True, "max_id": Chat(id="9")},
        asks="GET /api/v2/pleroma/chats",
        query={"pinned": "true", "max_id": "9"},
        answer=[CHAT],
        shows=several(Chat, "7"),
    ),
    Case("open_chat", ("1",), asks=f"POST {NOW}/chats/by-account-id/1", answer=CHAT, shows=having(Chat, id="7")),
    Case(
        "post_chat_message",
        (Chat(id="7"), "hi"),
        {"media_id": "3"},
        asks=f"POST {NOW}/chats/7/messages",
        form={"content": "hi", "media_id": "3"},
        answer=MESSAGE,
        shows=having(ChatMessage, id="13", content="hi"),
    ),
    Case(
        "read_chat",
        ("7",),
        {"last_read_id": "13"},
        asks=f"POST {NOW}/chats/7/read",
        form={"last_read_id": "13"},
        answer=CHAT,
        shows=having(Chat, id="7"),
    ),
    # Reactions
    Case(
        "get_reactions",
        ("4",),
        {"with_muted": True},
        asks=f"GET {NOW}/statuses/4/reactions",
        query={"with_muted": "true"},
        answer=[{"name": "🐘", "count": 2, "me": True, "accounts": [make_account("bob", id="1")]}],
        shows=lambda found: (found[0].name, found[0].count, found[0].accounts[0].id) == ("🐘", 2, "1"),
    ),
    Case(
        "add_reaction",
        ("4", "🐘"),
        asks=f"PUT {NOW}/statuses/4/reactions/%F0%9F%90%98",
        answer=make_status(id="4"),
        shows=having(Status, id="4"),
    ),
    Case(
        "remove_reaction",
        ("4", ":blobcat:"),
        asks=f"DELETE {NOW}/statuses/4/reactions/%3Ablobcat%3A",
        answer=make_status(id="4"),
        shows=having(Status, id="4"),
    ),
    # Accounts and their things
    Case(
        "get_account_favourites",
        ("1",),
        asks=f"GET {NOW}/accounts/1/favourites",
        answer=[make_status(id="4")],
        shows=several(Status, "4"),
    ),
    Case(
        "get_birthdays",
        (21, 11),
        asks=f"GET {NOW}/birthdays",
        query={"day": "21", "month": "11"},
        answer=[make_account(id="1")],
        shows=several(Account, "1"),
    ),
    Case(
        "post_scrobble",
        ("Baby Elephant Walk",),
        {"artist": "Mancini", "length": 160000, "external_link": "https://m.example", "visibility": Visibility.PUBLIC},
        asks=f"POST {NOW}/scrobble",
        form={
            "title": "Baby Elephant Walk",
            "artist": "Mancini",
            "length": "160000",
            "external_link": "https://m.example",
            "externalLink": "https://m.example",
            "visibility": "public",
        },
        answer={"id": "2", "title": "Baby Elephant Walk", "created_at": WHEN, "externalLink": "https://m.example"},
        shows=having(Scrobble, id="2", external_link="https://m.example"),
    ),
    Case(
        "update_mascot",
        (PNG,),
        asks=f"PUT {NOW}/mascot",
        files={"file": PNG},
        answer={"id": "8", "url": "https://fake.example/8.png", "type": "image", "pleroma": {"mime_type": "image/png"}},
        shows=lambda mascot: mascot.pleroma.mime_type == "image/png",
    ),
    Case(
        "update_conversation",
        ("3", ["1", Account.model_validate(make_account(id="2"))]),
        asks=f"PATCH {NOW}/conversations/3",
        query={"recipients[]": ["1", "2"]},
        answer={"id": "3", "accounts": [], "unread": False, "pleroma": {"recipients": [make_account(id="2")]}},
        shows=lambda conversation: [account.id for account in conversation.pleroma.recipients] == ["2"],
    ),
    Case(
        "read_conversations",
        asks=f"POST {NOW}/conversations/read",
        answer=[{"id": "3", "accounts": [], "unread": False}],
        shows=lambda found: [conversation.id for conversation in found] == ["3"],
    ),
    # Notifications
    Case(
        "read_notifications",
        ("5",),
        asks=f"POST {NOW}/notifications/read",
        form={"id": "5"},
        answer=NOTIFICATION,
        shows=several(Notification, "5"),
    ),
    Case(
        "read_notifications",
        kwargs={"max_id": "6"},
        asks=f"POST {NOW}/notifications/read",
        form={"max_id": "6"},
        answer=[{**NOTIFICATION, "id": "6"}, NOTIFICATION],
        shows=several(Notification, "6", "5"),
    ),
    Case(
        "read_notifications_until",
        ("5",),
        asks="POST /api/qvitter/statuses/notifications/read",
        form={"latest_id": "5"},
        answer=DONE,
    ),
    Case(
        "dismiss_notifications",
        (["5", "6"],),
        asks="DELETE /api/v1/notifications/destroy_multiple",
        query={"ids[]": ["5", "6"]},
        answer={},
    ),
    Case(
        "update_notification_settings",
        kwargs={"block_from_strangers": True},
        asks="PUT /api/pleroma/notification_settings",
        query={"block_from_strangers": "true"},
        answer=DONE,
        shows=having(PleromaResult, status="success", error=None),
    ),
    # Your own account
    Case(
        "change_password",
        ("old", "new", "new"),
        asks="POST /api/pleroma/change_password",
        form={"password": "old", "new_password": "new", "new_password_confirmation": "new"},
        answer={"error": "Invalid password."},
        shows=having(PleromaResult, status=None, error="Invalid password."),
    ),
    Case(
        "disable_account",
        ("old",),
        asks="POST /api/pleroma/disable_account",
        query={"password": "old"},
        answer=DONE,
        shows=having(PleromaResult, status="success"),
    ),
    Case(
        "resend_confirmation",
        ("bob@mail.example",),
        asks=f"POST {NOW}/accounts/confirmation_resend",
        query={"email": "bob@mail.example"},
        status=204,
        body="",
    ),
    Case(
        "delete_alias",
        ("foo@example.org",),
        asks="DELETE /api/pleroma/aliases",
        form={"alias": "foo@example.org"},
        answer=DONE,
        shows=having(PleromaResult, status="success"),
    ),
    Case(
        "get_oauth_tokens",
        asks="GET /api/oauth_tokens",
        answer=[{"id": 9275, "app_name": "Pleroma FE", "valid_until": "2121-11-24T15:51:08.234234"}],
        shows=lambda tokens: [(token.id, token.app_name) for token in tokens] == [("9275", "Pleroma FE")],
    ),
    Case("revoke_oauth_token", ("9275",), asks="DELETE /api/oauth_tokens/9275", status=201, body=""),
    Case(
        "disable_mfa",
        ("totp", "old"),
        asks="DELETE /api/pleroma/accounts/mfa/totp",
        form={"password": "old"},
        answer={},
    ),
    Case(
        "answer_mfa_challenge",
        ("half", "totp", "123456", "app", "hidden"),
        asks="POST /oauth/mfa/challenge",
        form={
            "mfa_token": "half",
            "challenge_type": "totp",
            "code": "123456",
            "client_id": "app",
            "client_secret": "hidden",
        },
        answer={"access_token": "whole", "token_type": "Bearer", "scope": "read", "created_at": 1700000000},
        shows=lambda token: token.access_token == "whole",
    ),
    Case(
        "import_follows",
        (["a@example.org", "b@example.org"],),
        asks="POST /api/pleroma/follow_import",
        form={"list": "a@example.org\nb@example.org"},
        answer="job started",
    ),
    Case(
        "import_mutes",
        kwargs={"file": b"a@example.org\n"},
        asks="POST /api/pleroma/mutes_import",
        files={"list": b"a@example.org\n"},
        answer="job started",
    ),
    Case(
        "update_settings",
        ("my client", {"sounds": False, "gone": None, "deep": {"gone": None, "sizes": [1, None]}}),
        asks=f"PATCH {NOW}/settings/my%20client",
        json={"sounds": False, "gone": None, "deep": {"gone": None, "sizes": [1, None]}},
        answer={"sounds": False},
        gives={"sounds": False},
    ),
    Case(
        "update_background",
        (PNG, "savannah.png", "image/png"),
        asks="PATCH /api/v1/accounts/update_credentials",
        files={"pleroma_background_image": PNG},
        answer=OWN,
        shows=having(CredentialAccount, id="1"),
    ),
    Case(
        "update_avatar",
        (PNG,),
        asks="PATCH /api/v1/accounts/update_credentials",
        files={"avatar": PNG},
        answer=OWN,
        shows=having(CredentialAccount, id="1"),
    ),
    Case(
        "update_banner",
        (PNG,),
        asks="PATCH /api/v1/accounts/update_credentials",
        files={"header": PNG},
        answer=OWN,
        shows=having(CredentialAccount, id="1"),
    ),
    Case(
        "get_reports",
        kwargs={"state": ReportState.OPEN, "page": 2},
        asks="GET /api/v0/pleroma/reports",
        query={"state": "open", "page": "2"},
        answer={"reports": [{"id": "R1", "state": "open"}], "total": 51},
        shows=lambda page: (page.total, page.reports[0].state) == (51, ReportState.OPEN),
    ),
    # The server
    Case(
        "get_emoji",
        asks=f"GET {NOW}/emoji",
        answer={"blobcat": {"tags": ["cats"], "image_url": "/emoji/blobcat.png"}},
        shows=lambda emoji: emoji["blobcat"].tags == ["cats"],
    ),
    Case(
        "get_remote_interaction",
        ("https://fake.example/users/bob", "foo@example.org"),
        asks=f"POST {NOW}/remote_interaction",
        form={"ap_id": "https://fake.example/users/bob", "profile": "foo@example.org"},
        answer={"error": "Couldn't find user"},
        shows=lambda found: (found.url, found.error) == (None, "Couldn't find user"),
    ),
    Case(
        "get_emoji_packs",
        kwargs={"page": 2},
        asks=f"GET {NOW}/emoji/packs",
        query={"page": "2"},
        answer=PACKS,
        shows=packs,
    ),
    Case(
        "get_emoji_pack_archive",
        ("cats & dogs",),
        asks=f"GET {NOW}/emoji/packs/archive",
        query={"name": "cats & dogs"},
        body=ZIP,
        type="application/zip",
        gives=ZIP,
    ),
    # Emoji packs, for staff
    Case("create_emoji_pack", ("cats",), asks=f"POST {NOW}/emoji/pack", query={"name": "cats"}, answer="ok"),
    Case(
        "update_emoji_pack",
        ("cats",),
        {"license": "CC0", "share_files": True},
        asks=f"PATCH {NOW}/emoji/pack",
        query={"name": "cats"},
        form={"metadata[license]": "CC0", "metadata[share-files]": "true"},
        answer={"license": "CC0", "share-files": True},
        shows=lambda info: (info.license, info.share_files) == ("CC0", True),
    ),
    Case(
        "get_remote_emoji_packs",
        ("https://example.org",),
        asks=f"GET {NOW}/emoji/packs/remote",
        query={"url": "https://example.org"},
        answer=PACKS,
        shows=packs,
    ),
    Case(
        "download_emoji_pack",
        ("https://example.org", "cats"),
        {"save_as": "their cats"},
        asks=f"POST {NOW}/emoji/packs/download",
        form={"url": "https://example.org", "name": "cats", "as": "their cats"},
        answer="ok",
    ),
    Case(
        "create_emoji_pack_from_zip",
        ("cats",),
        {"file": ZIP},
        asks=f"POST {NOW}/emoji/packs/download_zip",
        form={"name": "cats"},
        files={"file": ZIP},
        answer="ok",
    ),
    Case(
        "add_pack_emoji",
        ("cats", PNG),
        {"shortcode": "blobcat"},
        asks=f"POST {NOW}/emoji/packs/files",
        query={"name": "cats"},
        form={"shortcode": "blobcat"},
        files={"file": PNG},
        answer={"blobcat": "blobcat.png"},
        gives={"blobcat": "blobcat.png"},
    ),
    Case(
        "add_pack_emoji",
        ("cats",),
        {"url": "https://example.org/blobcat.png"},
        asks=f"POST {NOW}/emoji/packs/files",
        query={"name": "cats"},
        form={"file": "https://example.org/blobcat.png"},
        answer={"blobcat": "blobcat.png"},
        gives={"blobcat": "blobcat.png"},
    ),
    Case(
        "remove_pack_emoji",
        ("cats", "blobcat"),
        asks=f"DELETE {NOW}/emoji/packs/files",
        query={"name": "cats", "shortcode": "blobcat"},
        answer={},
        gives={},
    ),
    # Accounts, for staff
    Case(
        "get_users",
        ("bob",),
        {"filters": ["local", "active"], "tags": ["a", "b"], "page": 2},
        asks=f"GET {ADMIN}/users",
        query={"query": "bob", "filters": "local,active", "tags[]": ["a", "b"], "page": "2"},
        answer={"users": [USER], "count": 51, "page_size": 50},
        shows=lambda page: users(page) and page.count == 51,
    ),
    Case("get_user", ("bob",), asks=f"GET {ADMIN}/users/bob", answer=USER, shows=having(PleromaAdminUser, id="9")),
    Case(
        "create_users",
        ([{"nickname": "bob", "email": "bob@mail.example", "password": "x"}],),
        asks=f"POST {ADMIN}/users",
        json={"users": [{"nickname": "bob", "email": "bob@mail.example", "password": "x"}]},
        answer=[{"type": "success", "code": 200, "data": {"nickname": "bob", "email": "bob@mail.example"}}],
        shows=lambda made: (made[0].code, made[0].data.nickname) == (200, "bob"),
    ),
    Case(
        "delete_users",
        (["bob", "eve"],),
        asks=f"DELETE {ADMIN}/users",
        form={"nicknames[]": ["bob", "eve"]},
        answer=["bob", "eve"],
        gives=["bob", "eve"],
    ),
    Case(
        "deactivate_users",
        (["bob"],),
        asks=f"PATCH {ADMIN}/users/deactivate",
        form={"nicknames[]": ["bob"]},
        answer={"users": [USER]},
        shows=users,
    ),
    Case(
        "untag_users",
        (["bob"], ["mrf_tag:media-strip"]),
        asks=f"DELETE {ADMIN}/users/tag",
        form={"nicknames[]": ["bob"], "tags[]": ["mrf_tag:media-strip"]},
        status=204,
        body="",
    ),
    Case(
        "make_user_follow",
        ("bob", "eve"),
        asks=f"POST {ADMIN}/users/follow",
        form={"follower": "bob", "followed": "eve"},
        answer="ok",
    ),
    Case(
        "get_user_statuses",
        ("bob",),
        {"godmode": True},
        asks=f"GET {ADMIN}/users/bob/statuses",
        query={"godmode": "true"},
        answer={"total": 31, "activities": [make_status(id="4")]},
        shows=lambda page: (page.total, page.activities[0].id) == (31, "4"),
    ),
    Case(
        "get_instance_statuses",
        ("bog.example",),
        asks=f"GET {ADMIN}/instances/bog.example/statuses",
        answer=[make_status(id="4")],
        shows=lambda page: (type(page), page.total, page.activities[0].id) == (PleromaStaffStatuses, None, "4"),
    ),
    Case(
        "remove_users_from_permission_group",
        ("moderator", ["bob"]),
        asks=f"DELETE {ADMIN}/users/permission_group/moderator",
        form={"nicknames[]": ["bob"]},
        answer={"is_moderator": False},
        shows=lambda held: (held.is_moderator, held.is_admin) == (False, None),
    ),
    Case(
        "update_user_credentials",
        ("bob",),
        {"locked": True, "fields": [{"name": "web", "value": "https://bob.example"}]},
        asks=f"PATCH {ADMIN}/users/bob/credentials",
        json={"locked": True, "is_locked": True, "fields": [{"name": "web", "value": "https://bob.example"}]},
        answer=DONE,
        shows=having(PleromaResult, status="success"),
    ),
    Case(
        "update_user_credentials",
        ("bob",),
        {"name": "Bob", "avatar": PNG},
        asks=f"PATCH {ADMIN}/users/bob/credentials",
        form={"name": "Bob"},
        files={"avatar": PNG},
        answer=DONE,
        shows=having(PleromaResult, status="success"),
    ),
    Case("disable_user_mfa", ("bob",), asks=f"PUT {ADMIN}/users/disable_mfa", form={"nickname": "bob"}, answer="bob"),
    Case(
        "create_invite",
        kwargs={"max_use": 3, "expires_at": date(2026, 12, 31)},
        asks=f"POST {ADMIN}/users/invite_token",
        form={"max_use": "3", "expires_at": "2026-12-31"},
        answer={"id": 123, "token": "come in", "used": False, "expires_at": "2026-12-31", "uses": 0, "max_use": 3},
        shows=having(Invite, id="123", expires_at=date(2026, 12, 31)),
    ),
    # Statuses, reports and chats, for staff
    Case(
        "get_staff_statuses",
        kwargs={"local_only": True, "page": 2},
        asks=f"GET {ADMIN}/statuses",
        query={"local_only": "true", "page": "2"},
        answer=[make_status(id="4", account=make_account("bob", nickname="bob", email="bob@mail.example"))],
        shows=lambda found: (found[0].id, found[0].account.email) == ("4", "bob@mail.example"),
    ),
    Case(
        "update_staff_status",
        ("4",),
        {"sensitive": True, "visibility": "unlisted"},
        asks=f"PUT {ADMIN}/statuses/4",
        form={"sensitive": "true", "visibility": "unlisted"},
        answer=make_status(id="4"),
        shows=having(Status, id="4"),
    ),
    Case("delete_staff_status", ("4",), asks=f"DELETE {ADMIN}/statuses/4", answer={}),
    Case(
        "update_reports",
        ([{"id": "R1", "state": ReportState.RESOLVED}],),
        asks=f"PATCH {ADMIN}/reports",
        json={"reports": [{"id": "R1", "state": "resolved"}]},
        status=204,
        body="",
    ),
    Case(
        "assign_reports",
        ([{"id": "R1", "assigned_account": None}],),
        asks=f"POST {ADMIN}/reports/assign_account",
        json={"reports": [{"id": "R1", "assigned_account": None}]},
        status=204,
        body="",
    ),
    Case("delete_report_note", ("R1", "3"), asks=f"DELETE {ADMIN}/reports/R1/notes/3", status=204, body=""),
    Case(
        "get_staff_chat_messages",
        ("7",),
        asks=f"GET {ADMIN}/chats/7/messages",
        answer=[MESSAGE],
        shows=several(ChatMessage, "13"),
    ),
    # The server, for administrators
    Case(
        "get_instance_document",
        ("terms-of-service",),
        asks=f"GET {ADMIN}/instance_document/terms-of-service",
        body="<h1>Be kind</h1>",
        type="text/html; charset=utf-8",
        gives="<h1>Be kind</h1>",
    ),
    Case(
        "update_instance_document",
        ("instance-panel",),
        {"file": b"<h1>Hello</h1>"},
        asks=f"PATCH {ADMIN}/instance_document/instance-panel",
        files={"file": b"<h1>Hello</h1>"},
        answer={"url": "https://fake.example/instance/panel.html"},
        shows=lambda document: document.url == "https://fake.example/instance/panel.html",
    ),
    Case(
        "delete_instance_document",
        ("instance-panel",),
        asks=f"DELETE {ADMIN}/instance_document/instance-panel",
        answer={},
    ),
    Case(
        "unfollow_relay",
        (Relay(actor="https://relay.example/actor"),),
        {"force": True},
        asks=f"DELETE {ADMIN}/relay",
        form={"relay_url": "https://relay.example/actor", "force": "true"},
        answer="https://relay.example/actor",
    ),
    Case(
        "update_config",
        ([SETTING],),
        asks=f"POST {ADMIN}/config",
        json={"configs": [SETTING]},
        answer={"configs": [SETTING], "need_reboot": True},
        shows=having(PleromaConfig, need_reboot=True),
    ),
    Case(
        "get_moderation_log",
        kwargs={"start_date": datetime(2026, 11, 21, tzinfo=UTC), "user_id": "9", "search": "hushed"},
        asks=f"GET {ADMIN}/moderation_log",
        query={"start_date": "2026-11-21T00:00:00.000Z", "user_id": "9", "search": "hushed"},
        answer={"items": [{"id": 2, "time": 1741521600, "message": "@moss hushed @newt", "data": {}}], "total": 1},
        shows=lambda log: log.items[0].message == "@moss hushed @newt",
    ),
    Case("restart_server", asks=f"GET {ADMIN}/restart", answer={}),
    Case(
        "update_oauth_app",
        ("3",),
        {"scopes": ["read", "write"], "trusted": True},
        asks=f"PATCH {ADMIN}/oauth_app/3",
        form={"scopes[]": ["read", "write"], "trusted": "true"},
        answer={"id": 3, "name": "an app", "client_secret": "hidden", "trusted": True},
        shows=lambda app: (app.id, app.trusted) == ("3", True),
    ),
    Case(
        "purge_media_proxy_caches",
        (["https://bog.example/1.png"],),
        {"ban": False},
        asks=f"POST {ADMIN}/media_proxy_caches/purge",
        form={"urls[]": ["https://bog.example/1.png"], "ban": "false"},
        answer={},
    ),
    Case(
        "install_frontend",
        (PleromaFrontend(name="soapbox"),),
        {"ref": "main"},
        asks=f"POST {ADMIN}/frontends/install",
        form={"name": "soapbox", "ref": "main"},
        answer=[FRONTEND],
        shows=lambda found: [(frontend.name, frontend.installed) for frontend in found] == [("soapbox", True)],
    ),
    Case(
        "create_announcement",
        ("<p>Flood</p>",),
        {"starts_at": datetime(2026, 11, 21, tzinfo=UTC), "all_day": True},
        asks=f"POST {ADMIN}/announcements",
        form={"content": "<p>Flood</p>", "starts_at": "2026-11-21T00:00:00.000Z", "all_day": "true"},
        answer={**ANNOUNCEMENT, "content": "<p>Flood</p>"},
        shows=lambda announcement: announcement.id == "A1",
    ),
    Case(
        "update_rule",
        ("1",),
        {"priority": 2},
        asks=f"PATCH {ADMIN}/rules/1",
        form={"priority": "2"},
        answer={"id": "1", "text": "Whisper", "priority": 2},
        shows=lambda rule: (rule.id, rule.priority) == ("1", 2),
    ),
]


@pytest.fixture(params=[PLEROMA, AKKOMA], ids=["pleroma", "akkoma"])
def fake(request: pytest.FixtureRequest) -> FakeServer:
    return FakeServer(server=request.param)


def on_client(fake: FakeServer, kind: str, name: str, /, *args: Any, **kwargs: Any) -> Any:
    """Call an operation on either client."""
    if kind == "sync":
        return getattr(fake.client().pleroma, name)(*args, **kwargs)

    async def call() -> Any:
        return await getattr(fake.async_client().pleroma, name)(*args, **kwargs)

    return anyio.run(call)


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case.name}" for number, case in enumerate(CASES)])
def test_what_is_asked_and_what_is_given(case: Case, kind: str) -> None:
    fake = FakeServer(server=PLEROMA)
    method, _, path = case.asks.partition(" ")
    answer: dict[str, Any] = {"body": case.body} if case.body is not None else {"json": case.answer}
    fake.on(method, path).reply(**answer, status=case.status, headers={"Content-Type": case.type})
    given = on_client(fake, kind, case.name, *case.args, **case.kwargs)
    (request,) = fake.requests
    assert f"{request.method} {request.path}" == case.asks
    assert request.query == case.query
    assert request.form == case.form
    assert request.json == case.json
    assert {name: file.content for name, file in request.files.items()} == case.files
    assert case.shows(given) if case.shows else given == case.gives


def made_up(annotation: str) -> Any:
    """A value for a parameter, by its type."""
    samples = {
        "Sequence[Mapping": [{"id": "1", "state": "open"}],
        "Sequence": ["one", "two"],
        "Mapping": {"colour": "grey"},
        "FileLike": PNG,
        "datetime": datetime(2026, 11, 21, tzinfo=UTC),
        "date": date(2026, 11, 21),
        "bool": True,
        "int": 3,
    }
    found = next((sample for name, sample in samples.items() if re.search(rf"\b{re.escape(name)}\b", annotation)), None)
    return found if found is not None else "a/b é?"


def every(section: str) -> list[str]:
    return [name.partition(".")[2] for name in OPERATIONS if name.startswith(f"{section}.")]


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", every("pleroma"))
def test_every_operation_asks_for_what_it_declares(name: str, kind: str) -> None:
    operation = OPERATIONS[f"pleroma.{name}"]
    said = operation.declaration
    parameters = operation.signature.parameters.values()
    given = {parameter.name: made_up(str(parameter.annotation)) for parameter in parameters}
    fake = FakeServer(server=PLEROMA)
    fake.on(said.method, "/*").reply(status=418)
    with pytest.raises(ClientError):
        on_client(fake, kind, name, **given)
    (request,) = fake.requests
    method, _, path = said.uses[0].partition(" ") if said.uses else (said.method, "", said.path)
    assert request.method == method
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))
    assert re.fullmatch(pattern, request.path), request.path
    assert request.path.count("a%2Fb%20%C3%A9%3F") == len(re.findall(r"\{", path))
    sent: list[str] = [*request.query, *request.form, *request.files, *(request.json or {})]
    if not said.uses:
        expected = {item.wire_name for item in operation.plan.fields if item.place not in ("path", "header")}
        assert {re.sub(r"\[\].*", "", name) for name in sent} >= expected


# What has moved


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize(
    ("name", "args", "asks"),
    [
        ("get_user", ("bob",), "GET /api/{}pleroma/admin/users/bob"),
        ("untag_users", (["bob"], ["a"]), "DELETE /api/{}pleroma/admin/users/tag"),
        ("get_staff_chat_messages", ("7",), "GET /api/{}pleroma/admin/chats/7/messages"),
        ("get_emoji_pack_archive", ("cats",), "GET /api/{}pleroma/emoji/packs/archive"),
        (
            "update_instance_document",
            ("instance-panel", b"<p>"),
            "PATCH /api/{}pleroma/admin/instance_document/instance-panel",
        ),
        ("update_config", ([SETTING],), "POST /api/{}pleroma/admin/config"),
    ],
)
def test_an_old_pleroma_is_asked_where_it_has_it(name: str, args: tuple[Any, ...], asks: str, kind: str) -> None:
    fake = FakeServer(server=OLD)
    method, _, path = asks.format("").partition(" ")
    fake.on(method, path).reply(status=418)
    with pytest.raises(ClientError):
        on_client(fake, kind, name, *args)
    assert [f"{request.method} {request.path}" for request in fake.requests] == [asks.format("v1/"), asks.format("")]
    first, second = fake.requests
    assert (first.query, first.form, first.json) == (second.query, second.form, second.json)
    assert {name: file.content for name, file in first.files.items()} == {
        name: file.content for name, file in second.files.items()
    }


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_where_an_old_pleroma_has_one_thing_it_has_them_all(kind: str) -> None:
    fake = FakeServer(server=OLD)
    fake.on("GET", "/api/pleroma/admin/users/bob").reply(json=USER)
    fake.on("GET", "/api/pleroma/admin/chats/7/messages").reply(json=[MESSAGE])
    fake.on("GET", "/api/pleroma/admin/chats/7/messages?max_id=13").reply(json=[])
    fake.on("GET", "/api/v1/pleroma/chats/7").reply(json=CHAT)
    paths = ["/api/v1/pleroma/admin/users/bob", "/api/pleroma/admin/users/bob"]
    paths += ["/api/pleroma/admin/users/eve", "/api/v1/pleroma/admin/users/eve"]  # it might have been updated since

    def ride(client: Client) -> None:
        client.pleroma.get_user("bob")
        with pytest.raises(NotFoundError):
            client.pleroma.get_user("eve")
        assert [message.id for message in client.pleroma.get_staff_chat_messages.walk("7")] == ["13"]
        client.pleroma.get_chat("7")

    async def async_ride() -> None:
        client = fake.async_client()
        await client.pleroma.get_user("bob")
        with pytest.raises(NotFoundError):
            await client.pleroma.get_user("eve")
        assert [message.id async for message in client.pleroma.get_staff_chat_messages.walk("7")] == ["13"]
        await client.pleroma.get_chat("7")

    if kind == "sync":
        ride(fake.client())
    else:
        anyio.run(async_ride)
    paths += ["/api/pleroma/admin/chats/7/messages"] * 2 + ["/api/v1/pleroma/chats/7"]
    assert [request.path for request in fake.requests] == paths


def test_a_newer_server_is_asked_once(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/pleroma/admin/users/bob").reply(json=USER)
    client = fake.client()
    client.pleroma.get_user("bob")
    with pytest.raises(NotFoundError):
        client.pleroma.get_user("eve")
    assert len(fake.requests) == 2


def test_what_is_declared_to_have_moved_did() -> None:
    moved = {name for name in every("pleroma") if OPERATIONS[f"pleroma.{name}"].declaration.moved}
    assert len(moved) == 83
    for name in moved:
        said = OPERATIONS[f"pleroma.{name}"].declaration
        assert said.moved is MOVED
        assert said.path.startswith("/api/v1/pleroma/")
        assert MOVED.older(said.path) == said.path.replace("/v1", "", 1)


# Answers and failures


def test_chats_are_for_pleroma_only() -> None:
    client = FakeServer(server=AKKOMA).client()
    assert client.supports(client.pleroma.get_chats) is False
    assert client.supports(client.pleroma.get_reactions) is True
    with pytest.raises(NotSupportedError, match=r"offered by Pleroma; fake\.example is Akkoma 3\.16\.0"):
        client.pleroma.get_chats()
    with pytest.raises(NotSupportedError):
        client.pleroma.update_settings("an app", {"a": 1})


def test_a_message_is_sent_again_by_its_key() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("POST", "/api/v1/pleroma/chats/7/messages").fail().reply(json=MESSAGE)
    client = fake.client()
    assert client.pleroma.post_chat_message("7", "hi").id == "13"
    client.pleroma.post_chat_message("7", "hi")
    client.pleroma.post_chat_message("7", "hi", idempotency_key="mine")
    keys = [request.headers["idempotency-key"] for request in fake.requests]
    assert keys[0] == keys[1]
    assert len({*keys}) == 3
    assert keys[3] == "mine"


def test_a_password_is_not_changed_twice() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("POST", "/api/pleroma/change_password").fail()
    with pytest.raises(OutcomeUnknownError):
        fake.client().pleroma.change_password("old", "new", "new")
    assert len(fake.requests) == 1


def test_what_can_be_done_twice_is_tried_again() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("PATCH", "/api/v1/pleroma/admin/users/activate").fail(NetworkError("lost")).reply(json={"users": [USER]})
    fake.client().pleroma.activate_users(["bob"])
    assert len(fake.requests) == 2


def test_listings_are_walked() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("GET", "/api/v2/pleroma/chats").reply(json=[CHAT], next_page="/api/v2/pleroma/chats?max_id=7")
    fake.on("GET", "/api/v2/pleroma/chats?max_id=7").reply(json=[{**CHAT, "id": "6"}])
    fake.on("GET", "/api/v1/pleroma/admin/announcements").reply(json=[ANNOUNCEMENT])
    fake.on("GET", "/api/v1/pleroma/admin/announcements?offset=1").reply(json=[{**ANNOUNCEMENT, "id": "A2"}])
    fake.on("GET", "/api/v1/pleroma/admin/announcements?offset=2").reply(json=[])
    client = fake.client()
    assert [chat.id for chat in client.pleroma.get_chats_v2.walk()] == ["7", "6"]
    assert [announcement.id for announcement in client.pleroma.get_announcements.walk()] == ["A1", "A2"]
    assert isinstance(OPERATIONS["pleroma.get_chat_messages"], Listing)


def test_the_answer_as_received() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("PUT", "/api/v1/pleroma/preferred_frontend").reply(
        json={"frontend_name": "soapbox"}, headers={"Set-Cookie": "preferred_frontend=soapbox"}
    )
    fake.on("GET", "/api/pleroma/emoji/packs/archive").reply(body=ZIP)
    client = fake.client()
    response = client.raw.pleroma.choose_frontend("soapbox")
    assert response.value.frontend_name == "soapbox"
    assert response.headers["set-cookie"] == "preferred_frontend=soapbox"
    archive = client.raw.pleroma.get_emoji_pack_archive("cats")
    assert archive.value == archive.body == ZIP
    assert archive.url.endswith("/api/pleroma/emoji/packs/archive?name=cats")


async def test_the_answer_as_received_by_an_async_client(anyio_backend: str) -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("GET", "/api/v1/pleroma/emoji/packs/archive").reply(body=ZIP)
    response = await fake.async_client().raw.pleroma.get_emoji_pack_archive("cats")
    assert response.value == response.body == ZIP


def test_what_the_server_says_against_it() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("POST", "/api/v1/pleroma/admin/users").reply(
        status=409, json=[{"type": "error", "code": 409, "error": "email has already been taken"}]
    )
    fake.on("POST", "/api/pleroma/accounts/mfa/confirm/totp").reply(status=422, json={"error": "invalid token"})
    fake.on("GET", "/api/v1/pleroma/healthcheck").reply(status=503, json={"healthy": False})
    client = fake.client()
    with pytest.raises(ConflictError) as raised:
        client.pleroma.create_users([{"nickname": "bob", "email": "bob@mail.example", "password": "x"}])
    assert raised.value.details[0]["error"] == "email has already been taken"
    with pytest.raises(UnprocessedError, match="invalid token"):
        client.pleroma.confirm_mfa("totp", "old", "123456")
    with pytest.raises(ServerError):
        client.pleroma.get_healthcheck()


async def test_a_mascot_can_come_from_an_async_iterable(anyio_backend: str) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield PNG

    fake = FakeServer(server=PLEROMA)
    fake.on("PUT", "/api/v1/pleroma/mascot").reply(json={"id": "8"})
    await fake.async_client().pleroma.update_mascot(chunks())
    assert fake.requests[0].files["file"].content == PNG


def test_neither_secrets_nor_tokens_show() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("GET", "/api/pleroma/accounts/mfa/backup_codes").reply(json={"codes": ["sesame"]})
    fake.on("GET", "/api/v1/pleroma/admin/users/bob/password_reset").reply(
        json={"token": "sesame", "link": "https://fake.example/sesame"}
    )
    client = fake.client()
    for given in (client.pleroma.get_mfa_backup_codes(), client.pleroma.get_password_reset("bob")):
        assert "sesame" not in repr(given)


def test_longwei_names_are_all_there() -> None:
    longwei = """
        get_account_favourites update_avatar update_banner update_background get_reactions add_reaction remove_reaction
        get_chats open_chat get_chat get_chat_messages post_chat_message delete_chat_message
    """
    assert set(longwei.split()) <= set(every("pleroma"))


def test_names_in_requests_are_one_segment() -> None:
    fake = FakeServer(server=PLEROMA)
    fake.on("GET", "/*").reply(status=418)
    with pytest.raises(ClientError):
        fake.client().pleroma.get_settings("v2/instance")
    assert unquote(fake.requests[0].path) == "/api/v1/pleroma/settings/v2/instance"
    assert fake.requests[0].path.count("/") == 5
    with pytest.raises(ValueError, match="app must not be"):
        fake.client().pleroma.get_settings("../../v2/instance")
    assert len(fake.requests) == 1
