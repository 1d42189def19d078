"""What only GoToSocial has: what each operation asks for, and what comes of the answer, on both clients."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

import anyio
import pytest

from howdah import (
    ClientError,
    ConflictError,
    NotSupportedError,
    OutcomeUnknownError,
    Server,
    UnexpectedAnswerError,
)
from howdah.catalogue import declared_operations
from howdah.client import Client
from howdah.models import (
    AdminDomainAllow,
    AdminEmoji,
    Application,
    DefaultPolicies,
    DomainBlock,
    DomainPermission,
    DomainPermissionSubscription,
    DomainPermissionType,
    HeaderFilter,
    InteractionPolicy,
    InteractionRequest,
    InteractionType,
    Report,
    Rule,
    Status,
    Theme,
    TokenInfo,
    User,
)
from howdah.testing import FakeServer, make_account, make_status
from howdah.testing.requests import UploadedFile

GOTOSOCIAL = Server("gotosocial", "0.20.0")
OPERATIONS = dict(declared_operations(Client))

PNG = b"\x89PNG\r\n\x1a\n...."
WHEN = "2026-11-21T11:12:56.000Z"
CSV = "Account address,Show boosts\nbob@example.org,true\n"
MADE: dict[str, Any] = {"created_at": WHEN, "created_by": "01ADMIN"}

BLOCK: dict[str, Any] = {"id": "01BLOCK", "domain": "bad.example", "public_comment": "spam", **MADE}
DRAFT: dict[str, Any] = {**BLOCK, "id": "01DRAFT", "permission_type": "block", "subscription_id": "01SUB"}
SUBSCRIPTION: dict[str, Any] = {
    "id": "01SUB",
    "permission_type": "block",
    "priority": 9,
    "title": "a list",
    "uri": "https://lists.example/bad.csv",
    "content_type": "text/csv",
    "as_draft": True,
    "count": 3,
    **MADE,
}
EMOJI: dict[str, Any] = {
    "shortcode": "blobcat",
    "url": "https://fake.example/blobcat.png",
    "static_url": "https://fake.example/blobcat.static.png",
    "visible_in_picker": True,
    "category": "cats",
}
ADMIN_EMOJI: dict[str, Any] = {**EMOJI, "id": "01EMOJI", "disabled": False, "total_file_size": 1234}
FILTER: dict[str, Any] = {"id": "01FILTER", "header": "User-Agent", "regex": ".*Bot.*", **MADE}
RULE: dict[str, Any] = {"id": "01RULE", "text": "Be kind"}
TOKEN: dict[str, Any] = {
    "id": "01TOKEN",
    "created_at": WHEN,
    "last_used": WHEN,
    "scope": "read write",
    "application": {"name": "an app", "website": "https://app.example"},
}
APP: dict[str, Any] = {
    "id": "01APP",
    "name": "an app",
    "redirect_uris": ["urn:ietf:wg:oauth:2.0:oob"],
    "client_id": "abc",
    "client_secret": "hidden",
}
USER: dict[str, Any] = {"id": "01USER", "created_at": WHEN, "email": "ada@example.org", "approved": True}
ANYONE = {"always": ["public", "me"], "with_approval": []}
POLICY: dict[str, Any] = {"can_favourite": ANYONE, "can_reply": ANYONE, "can_reblog": ANYONE}
POLICIES: dict[str, Any] = dict.fromkeys(("public", "unlisted", "private", "direct"), POLICY)
REQUEST: dict[str, Any] = {
    "id": "01REQUEST",
    "type": "reply",
    "created_at": WHEN,
    "account": make_account("bob"),
    "status": make_status("hi"),
    "reply": make_status("hello"),
}
REPORT: dict[str, Any] = {"id": "01REPORT", "action_taken": True, "created_at": WHEN, "action_taken_comment": "Done"}
INSTANCE: dict[str, Any] = {
    "uri": "https://fake.example",
    "title": "Elephants",
    "description": "Trumpets",
    "short_description": "",
    "email": "",
    "version": "0.20.0",
}


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
    files: dict[str, Any] = field(default_factory=dict[str, Any])
    accept: str = "application/json"
    answer: Any = None
    body: str | bytes | None = None
    status: int = 200
    gives: Any = None
    """What it gives, or a function that is true of it."""


def having(kind: type[Any], **fields: Any) -> Callable[[Any], bool]:
    """Whether something is of a kind and has these fields."""
    return lambda thing: type(thing) is kind and {name: getattr(thing, name) for name in fields} == fields


def several(kind: type[Any], *identities: str) -> Callable[[Any], bool]:
    """Whether something is a list of these entities."""
    return lambda things: (
        all(type(thing) is kind for thing in things)
        and identities == tuple(getattr(thing, kind.identity or "") for thing in things)
    )


def entity(kind: type[Any], body: dict[str, Any]) -> Any:
    """An entity, as if a server had sent it."""
    return kind.model_validate_json(json.dumps(body))


def png(name: str = "file.png") -> UploadedFile:
    return UploadedFile(name, "image/png", PNG)


def csv_case(name: str) -> Case:
    return Case(f"export_{name}", asks=f"GET /api/v1/exports/{name}.csv", accept="text/csv", body=CSV, gives=CSV)


def of_header_filters(kind: Literal["allow", "block"]) -> list[Case]:
    path = f"/api/v1/admin/header_{kind}s"
    made = having(HeaderFilter, id="01FILTER", header="User-Agent", regex=".*Bot.*")
    return [
        Case(f"get_header_{kind}s", asks=f"GET {path}", answer=[FILTER], gives=several(HeaderFilter, "01FILTER")),
        Case(f"get_header_{kind}", ("01FILTER",), asks=f"GET {path}/01FILTER", answer=FILTER, gives=made),
        Case(
            f"create_header_{kind}",
            ("User-Agent", ".*Bot.*"),
            asks=f"POST {path}",
            form={"header": "User-Agent", "regex": ".*Bot.*"},
            answer=FILTER,
            gives=made,
        ),
        Case(
            f"delete_header_{kind}",
            (entity(HeaderFilter, FILTER),),
            asks=f"DELETE {path}/01FILTER",
            answer={},
            status=202,
        ),
    ]


def of_domain_lists(kind: Literal["allow", "block"]) -> list[Case]:
    path = f"/api/v1/admin/domain_{kind}s"
    shared = [{"domain": "bad.example", "public_comment": "spam"}, {"domain": "worse.example"}]
    listed = json.dumps(shared).encode()
    return [
        Case(
            f"export_domain_{kind}s",
            asks=f"GET {path}",
            query={"export": "true"},
            answer=shared,
            gives=several_domains("bad.example", "worse.example"),
        ),
        Case(
            f"export_domain_{kind}s",
            kwargs={"export": False},
            asks=f"GET {path}",
            query={"export": "false"},
            answer=[BLOCK],
            gives=several_domains("bad.example"),
        ),
        Case(
            f"import_domain_{kind}s",
            (listed,),
            asks=f"POST {path}",
            query={"import": "true"},
            files={"domains": UploadedFile("file.bin", "application/octet-stream", listed)},
            answer=[BLOCK, {**BLOCK, "id": "01OTHER", "domain": "worse.example"}],
            gives=several_domains("bad.example", "worse.example"),
        ),
    ]


def several_domains(*domains: str) -> Callable[[Any], bool]:
    return lambda things: (
        [(type(thing), thing.domain) for thing in things] == [(DomainPermission, domain) for domain in domains]
    )


DRAFTS, EXCLUDES = "/api/v1/admin/domain_permission_drafts", "/api/v1/admin/domain_permission_excludes"
SUBSCRIPTIONS = "/api/v1/admin/domain_permission_subscriptions"
DRAFTED = having(DomainPermission, id="01DRAFT", permission_type=DomainPermissionType.BLOCK)
FOLLOWED = having(DomainPermissionSubscription, id="01SUB", uri="https://lists.example/bad.csv", count=3)

CASES = [
    # Your account
    Case(
        "delete_account",
        ("secret",),
        asks="POST /api/v1/accounts/delete",
        form={"password": "secret"},
        answer={"message": "accepted"},
        status=202,
    ),
    Case(
        "update_account_aliases",
        (["https://example.org/users/ada"],),
        asks="POST /api/v1/accounts/alias",
        json={"also_known_as_uris": ["https://example.org/users/ada"]},
        answer=make_account("ada"),
        gives=lambda account: account.username == "ada",
    ),
    Case(
        "update_account_aliases",
        ([],),
        asks="POST /api/v1/accounts/alias",
        json={"also_known_as_uris": []},
        answer=make_account("ada"),
        gives=lambda account: account.username == "ada",
    ),
    Case(
        "move_account",
        ("secret", "https://example.org/users/ada"),
        asks="POST /api/v1/accounts/move",
        form={"password": "secret", "moved_to_uri": "https://example.org/users/ada"},
        body=b"",
        status=202,
    ),
    Case(
        "get_themes",
        asks="GET /api/v1/accounts/themes",
        answer=[{"title": "Dark", "description": "Light off", "file_name": "dark.css"}],
        gives=several(Theme, "dark.css"),
    ),
    Case(
        "get_outgoing_follow_requests",
        kwargs={"limit": 2, "max_id": "01MARK"},
        asks="GET /api/v1/follow_requests/outgoing",
        query={"limit": "2", "max_id": "01MARK"},
        answer=[make_account("bob")],
        gives=lambda accounts: [account.username for account in accounts] == ["bob"],
    ),
    Case(
        "get_report",
        (entity(Report, REPORT),),
        asks="GET /api/v1/reports/01REPORT",
        answer=REPORT,
        gives=having(Report, id="01REPORT", action_taken_comment="Done"),
    ),
    # Export and import
    Case(
        "get_export_stats",
        asks="GET /api/v1/exports/stats",
        answer={
            "media_storage": "",
            "followers_count": 1,
            "following_count": 2,
            "statuses_count": 3,
            "lists_count": 4,
            "blocks_count": 5,
            "mutes_count": 6,
        },
        gives=lambda stats: (stats.followers_count, stats.mutes_count) == (1, 6),
    ),
    *map(csv_case, ("following", "followers", "lists", "blocks", "mutes")),
    Case(
        "import_data",
        (CSV.encode(), "following", "overwrite"),
        asks="POST /api/v1/import",
        form={"type": "following", "mode": "overwrite"},
        files={"data": UploadedFile("file.bin", "application/octet-stream", CSV.encode())},
        body=b"",
        status=202,
    ),
    # Domain permissions
    *of_domain_lists("allow"),
    *of_domain_lists("block"),
    Case(
        "update_domain_allow",
        (AdminDomainAllow(id="01ALLOW", domain="good.example", created_at=datetime.now(UTC)),),
        {"obfuscate": False, "public_comment": "", "private_comment": "friends"},
        asks="PUT /api/v1/admin/domain_allows/01ALLOW",
        form={"obfuscate": "false", "public_comment": "", "private_comment": "friends"},
        answer=BLOCK,
        gives=having(DomainPermission, id="01BLOCK"),
    ),
    Case(
        "get_domain_permission_drafts",
        kwargs={
            "subscription_id": entity(DomainPermissionSubscription, SUBSCRIPTION),
            "permission_type": DomainPermissionType.BLOCK,
            "domain": "bad.example",
        },
        asks=f"GET {DRAFTS}",
        query={"subscription_id": "01SUB", "permission_type": "block", "domain": "bad.example"},
        answer=[DRAFT],
        gives=several(DomainPermission, "01DRAFT"),
    ),
    Case("get_domain_permission_draft", ("01DRAFT",), asks=f"GET {DRAFTS}/01DRAFT", answer=DRAFT, gives=DRAFTED),
    Case(
        "create_domain_permission_draft",
        ("bad.example", DomainPermissionType.BLOCK),
        {"obfuscate": True, "public_comment": "spam"},
        asks=f"POST {DRAFTS}",
        form={"domain": "bad.example", "permission_type": "block", "obfuscate": "true", "public_comment": "spam"},
        answer=DRAFT,
        gives=DRAFTED,
    ),
    Case(
        "accept_domain_permission_draft",
        (entity(DomainPermission, DRAFT),),
        {"overwrite": True},
        asks=f"POST {DRAFTS}/01DRAFT/accept",
        form={"overwrite": "true"},
        answer=BLOCK,
        gives=having(DomainPermission, id="01BLOCK"),
    ),
    Case(
        "remove_domain_permission_draft",
        ("01DRAFT",),
        {"exclude_target": True},
        asks=f"POST {DRAFTS}/01DRAFT/remove",
        form={"exclude_target": "true"},
        answer=DRAFT,
        gives=DRAFTED,
    ),
    Case(
        "get_domain_permission_excludes",
        kwargs={"domain": "bad.example", "min_id": "01A", "limit": 5},
        asks=f"GET {EXCLUDES}",
        query={"domain": "bad.example", "min_id": "01A", "limit": "5"},
        answer=[BLOCK],
        gives=several(DomainPermission, "01BLOCK"),
    ),
    Case(
        "get_domain_permission_exclude",
        ("01BLOCK",),
        asks=f"GET {EXCLUDES}/01BLOCK",
        answer=BLOCK,
        gives=having(DomainPermission, id="01BLOCK"),
    ),
    Case(
        "create_domain_permission_exclude",
        ("bad.example", "leave them"),
        asks=f"POST {EXCLUDES}",
        form={"domain": "bad.example", "private_comment": "leave them"},
        answer=BLOCK,
        gives=having(DomainPermission, id="01BLOCK"),
    ),
    Case(
        "delete_domain_permission_exclude",
        ("01BLOCK",),
        asks=f"DELETE {EXCLUDES}/01BLOCK",
        answer=BLOCK,
        gives=having(DomainPermission, id="01BLOCK"),
    ),
    Case(
        "get_domain_permission_subscriptions",
        kwargs={"permission_type": "allow"},
        asks=f"GET {SUBSCRIPTIONS}",
        query={"permission_type": "allow"},
        answer=[SUBSCRIPTION],
        gives=several(DomainPermissionSubscription, "01SUB"),
    ),
    Case(
        "preview_domain_permission_subscriptions",
        ("block",),
        asks=f"GET {SUBSCRIPTIONS}/preview",
        query={"permission_type": "block"},
        answer=[SUBSCRIPTION],
        gives=several(DomainPermissionSubscription, "01SUB"),
    ),
    Case(
        "get_domain_permission_subscription",
        ("01SUB",),
        asks=f"GET {SUBSCRIPTIONS}/01SUB",
        answer=SUBSCRIPTION,
        gives=FOLLOWED,
    ),
    Case(
        "create_domain_permission_subscription",
        ("https://lists.example/bad.csv", "block", "text/csv"),
        {"priority": 9, "as_draft": False, "fetch_username": "ada", "fetch_password": "secret"},
        asks=f"POST {SUBSCRIPTIONS}",
        form={
            "uri": "https://lists.example/bad.csv",
            "permission_type": "block",
            "content_type": "text/csv",
            "priority": "9",
            "as_draft": "false",
            "fetch_username": "ada",
            "fetch_password": "secret",
        },
        answer=SUBSCRIPTION,
        gives=FOLLOWED,
    ),
    Case(
        "update_domain_permission_subscription",
        ("01SUB",),
        {"title": "", "remove_retracted": True, "adopt_orphans": False},
        asks=f"PATCH {SUBSCRIPTIONS}/01SUB",
        form={"title": "", "remove_retracted": "true", "adopt_orphans": "false"},
        answer=SUBSCRIPTION,
        gives=FOLLOWED,
    ),
    Case(
        "remove_domain_permission_subscription",
        (entity(DomainPermissionSubscription, SUBSCRIPTION),),
        {"remove_children": False},
        asks=f"POST {SUBSCRIPTIONS}/01SUB/remove",
        form={"remove_children": "false"},
        answer=SUBSCRIPTION,
        gives=FOLLOWED,
    ),
    Case(
        "test_domain_permission_subscription",
        ("01SUB",),
        asks=f"POST {SUBSCRIPTIONS}/01SUB/test",
        answer=[{"domain": "bad.example", "comment": "spam"}],
        gives=several(DomainBlock, "bad.example"),
    ),
    # Emoji
    Case(
        "get_custom_emojis",
        kwargs={"filter": "domain:local,enabled", "max_shortcode_domain": "blobcat@", "limit": 0},
        asks="GET /api/v1/admin/custom_emojis",
        query={"filter": "domain:local,enabled", "max_shortcode_domain": "blobcat@", "limit": "0"},
        answer=[ADMIN_EMOJI],
        gives=several(AdminEmoji, "01EMOJI"),
    ),
    Case(
        "get_custom_emoji_categories",
        asks="GET /api/v1/admin/custom_emojis/categories",
        answer=[{"id": "01CAT", "name": "cats"}],
        gives=lambda categories: [category.name for category in categories] == ["cats"],
    ),
    Case(
        "get_custom_emoji",
        (entity(AdminEmoji, ADMIN_EMOJI),),
        asks="GET /api/v1/admin/custom_emojis/01EMOJI",
        answer=ADMIN_EMOJI,
        gives=having(AdminEmoji, id="01EMOJI", total_file_size=1234),
    ),
    Case(
        "create_custom_emoji",
        ("blobcat", PNG, "cats"),
        asks="POST /api/v1/admin/custom_emojis",
        form={"shortcode": "blobcat", "category": "cats"},
        files={"image": png()},
        answer=EMOJI,
        gives=lambda emoji: emoji.shortcode == "blobcat",
    ),
    Case(
        "update_custom_emoji",
        ("01EMOJI", "modify"),
        {"image": b"anything", "image_mime_type": "image/webp"},
        asks="PATCH /api/v1/admin/custom_emojis/01EMOJI",
        form={"type": "modify"},
        files={"image": UploadedFile("file.webp", "image/webp", b"anything")},
        answer=ADMIN_EMOJI,
        gives=having(AdminEmoji, id="01EMOJI"),
    ),
    Case(
        "update_custom_emoji",
        ("01EMOJI", "copy"),
        {"shortcode": "blobdog", "category": "dogs"},
        asks="PATCH /api/v1/admin/custom_emojis/01EMOJI",
        form={"type": "copy", "shortcode": "blobdog", "category": "dogs"},
        answer=ADMIN_EMOJI,
        gives=having(AdminEmoji, id="01EMOJI"),
    ),
    Case(
        "delete_custom_emoji",
        ("01EMOJI",),
        asks="DELETE /api/v1/admin/custom_emojis/01EMOJI",
        answer=ADMIN_EMOJI,
        gives=having(AdminEmoji, id="01EMOJI"),
    ),
    # Header filters
    *of_header_filters("allow"),
    *of_header_filters("block"),
    # Interactions
    Case(
        "get_interaction_requests",
        kwargs={
            "status_id": entity(Status, make_status("hi", id="01STATUS")),
            "favourites": False,
            "replies": True,
            "reblogs": False,
            "since_id": entity(InteractionRequest, REQUEST),
        },
        asks="GET /api/v1/interaction_requests",
        query={
            "status_id": "01STATUS",
            "favourites": "false",
            "replies": "true",
            "reblogs": "false",
            "since_id": "01REQUEST",
        },
        answer=[REQUEST],
        gives=several(InteractionRequest, "01REQUEST"),
    ),
    Case(
        "get_interaction_request",
        ("01REQUEST",),
        asks="GET /api/v1/interaction_requests/01REQUEST",
        answer=REQUEST,
        gives=having(InteractionRequest, id="01REQUEST", type=InteractionType.REPLY),
    ),
    Case(
        "authorize_interaction_request",
        (entity(InteractionRequest, REQUEST),),
        asks="POST /api/v1/interaction_requests/01REQUEST/authorize",
        answer={**REQUEST, "accepted_at": WHEN},
        gives=lambda request: request.accepted_at is not None,
    ),
    Case(
        "reject_interaction_request",
        ("01REQUEST",),
        asks="POST /api/v1/interaction_requests/01REQUEST/reject",
        answer={**REQUEST, "rejected_at": WHEN},
        gives=lambda request: request.rejected_at is not None,
    ),
    Case(
        "get_default_interaction_policies",
        asks="GET /api/v1/interaction_policies/defaults",
        answer=POLICIES,
        gives=lambda policies: policies.direct.can_reply.always == ["public", "me"],
    ),
    Case(
        "update_default_interaction_policies",
        kwargs={
            "public": entity(InteractionPolicy, POLICY),
            "unlisted": {"can_reply": {"always": ["followers", "mentioned"], "with_approval": []}},
        },
        asks="PATCH /api/v1/interaction_policies/defaults",
        json={
            "public": POLICY,
            "unlisted": {"can_reply": {"always": ["followers", "mentioned"], "with_approval": []}},
            "private": None,
            "direct": None,
        },
        answer=POLICIES,
        gives=lambda policies: type(policies) is DefaultPolicies,
    ),
    # The server
    Case(
        "update_instance",
        kwargs={
            "title": "Elephants",
            "terms": "",
            "custom_css": "p { color: gray }",
            "thumbnail": PNG,
            "thumbnail_description": "a trunk",
            "header": b"anything",
            "header_mime_type": "image/jpeg",
        },
        asks="PATCH /api/v1/instance",
        form={
            "title": "Elephants",
            "terms": "",
            "custom_css": "p { color: gray }",
            "thumbnail_description": "a trunk",
        },
        files={"thumbnail": png(), "header": UploadedFile("file.jpg", "image/jpeg", b"anything")},
        answer=INSTANCE,
        gives=lambda instance: instance.title == "Elephants",
    ),
    Case(
        "get_instance_domain_allows",
        asks="GET /api/v1/instance/domain_allows",
        answer=[{"domain": "good.example"}],
        gives=several(DomainBlock, "good.example"),
    ),
    Case("get_rules", asks="GET /api/v1/admin/instance/rules", answer=[RULE], gives=several(Rule, "01RULE")),
    Case(
        "get_rule",
        (entity(Rule, RULE),),
        asks="GET /api/v1/admin/instance/rules/01RULE",
        answer=RULE,
        gives=having(Rule, text="Be kind"),
    ),
    Case(
        "create_rule",
        ("Be kind",),
        asks="POST /api/v1/admin/instance/rules",
        form={"text": "Be kind"},
        answer=RULE,
        gives=having(Rule, text="Be kind"),
    ),
    Case(
        "update_rule",
        ("01RULE", "Be kind"),
        asks="PATCH /api/v1/admin/instance/rules/01RULE",
        form={"text": "Be kind"},
        answer=RULE,
        gives=having(Rule, text="Be kind"),
    ),
    Case(
        "delete_rule",
        ("01RULE",),
        asks="DELETE /api/v1/admin/instance/rules/01RULE",
        answer=RULE,
        gives=having(Rule, text="Be kind"),
    ),
    # Maintenance
    Case("check_liveness", asks="GET /livez", body=b""),
    Case("check_readiness", asks="GET /readyz", body=b""),
    Case("clean_up_media", (0,), asks="POST /api/v1/admin/media_cleanup", form={"remote_cache_days": "0"}, answer=0),
    Case(
        "refetch_media",
        ("pics.example",),
        asks="POST /api/v1/admin/media_refetch",
        query={"domain": "pics.example"},
        body=b"",
        status=202,
    ),
    Case(
        "expire_domain_keys",
        ("other.example",),
        asks="POST /api/v1/admin/domain_keys_expire",
        form={"domain": "other.example"},
        answer={"action_id": "01ACTION"},
        status=202,
        gives=lambda receipt: receipt.action_id == "01ACTION",
    ),
    Case(
        "send_test_email",
        ("ada@example.org", "Hello"),
        asks="POST /api/v1/admin/email/test",
        form={"email": "ada@example.org", "message": "Hello"},
        answer={"status": "test email sent"},
        status=202,
    ),
    Case(
        "debug_activitypub_url",
        ("https://other.example/users/bob?page=1",),
        asks="GET /api/v1/admin/debug/apurl",
        query={"url": "https://other.example/users/bob?page=1"},
        answer={
            "request_url": "https://other.example/users/bob?page=1",
            "request_headers": {"Accept": ["application/activity+json"]},
            "response_code": 410,
            "response_headers": {},
            "response_body": "Gone",
        },
        gives=lambda tried: (tried.response_code, tried.response_body) == (410, "Gone"),
    ),
    Case("clear_caches", asks="POST /api/v1/admin/debug/caches/clear", body=b""),
    # Tokens and applications
    Case(
        "get_tokens",
        kwargs={"max_id": entity(TokenInfo, TOKEN), "limit": 1},
        asks="GET /api/v1/tokens",
        query={"max_id": "01TOKEN", "limit": "1"},
        answer=[TOKEN],
        gives=several(TokenInfo, "01TOKEN"),
    ),
    Case(
        "get_token",
        ("01TOKEN",),
        asks="GET /api/v1/tokens/01TOKEN",
        answer=TOKEN,
        gives=lambda token: token.application.name == "an app",
    ),
    Case(
        "invalidate_token",
        (entity(TokenInfo, TOKEN),),
        asks="POST /api/v1/tokens/01TOKEN/invalidate",
        answer=TOKEN,
        gives=having(TokenInfo, id="01TOKEN"),
    ),
    Case(
        "get_apps",
        kwargs={"limit": 1},
        asks="GET /api/v1/apps",
        query={"limit": "1"},
        answer=[APP],
        gives=lambda apps: [app.client_id for app in apps] == ["abc"],
    ),
    Case(
        "get_app",
        (Application(id="01APP", name="an app"),),
        asks="GET /api/v1/apps/01APP",
        answer=APP,
        gives=lambda app: app.client_secret == "hidden",
    ),
    Case(
        "delete_app",
        ("01APP",),
        asks="DELETE /api/v1/apps/01APP",
        answer=APP,
        gives=lambda app: app.id == "01APP",
    ),
    # Logging in
    Case("get_user", asks="GET /api/v1/user", answer=USER, gives=having(User, id="01USER", email="ada@example.org")),
    Case(
        "change_password",
        ("old", "new"),
        asks="POST /api/v1/user/password_change",
        form={"old_password": "old", "new_password": "new"},
        answer={"status": "OK"},
    ),
    Case(
        "change_email",
        ("secret", "ada@example.net"),
        asks="POST /api/v1/user/email_change",
        form={"password": "secret", "new_email": "ada@example.net"},
        answer={**USER, "unconfirmed_email": "ada@example.net"},
        status=202,
        gives=having(User, unconfirmed_email="ada@example.net"),
    ),
    Case(
        "get_two_factor_qr_code",
        asks="GET /api/v1/user/2fa/qr.png",
        accept="image/png",
        body=PNG + b"\xff",
        gives=PNG + b"\xff",
    ),
    Case(
        "get_two_factor_uri",
        asks="GET /api/v1/user/2fa/qruri",
        accept="text/plain",
        body="otpauth://totp/fake.example:ada?secret=ABC&digits=6",
        gives="otpauth://totp/fake.example:ada?secret=ABC&digits=6",
    ),
    Case(
        "enable_two_factor",
        ("012345",),
        asks="POST /api/v1/user/2fa/enable",
        form={"code": "012345"},
        answer=["one", "two"],
        gives=["one", "two"],
    ),
    Case(
        "disable_two_factor",
        ("secret",),
        asks="POST /api/v1/user/2fa/disable",
        form={"password": "secret"},
        body=b"",
    ),
]


@pytest.fixture
def fake() -> FakeServer:
    return FakeServer(server=GOTOSOCIAL, unexpected="raise")


def called(fake: FakeServer, kind: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """What an operation gives on either client."""
    if kind == "sync":
        return getattr(fake.client(strict=True).gotosocial, name)(*args, **kwargs)

    async def call() -> Any:
        return await getattr(fake.async_client(strict=True).gotosocial, name)(*args, **kwargs)

    return anyio.run(call)


def without_chance(file: UploadedFile) -> UploadedFile:
    """A file without the part of its name that is random where it was given none."""
    return replace(file, file_name=re.sub(r"^file-[0-9a-f]{16}", "file", file.file_name))


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case.name}" for number, case in enumerate(CASES)])
def test_what_is_asked_and_what_is_given(fake: FakeServer, case: Case, kind: str) -> None:
    method, path = case.asks.split()
    route = fake.on(method, path)
    if case.body is None:
        route.reply(json=case.answer, status=case.status)
    else:
        route.reply(body=case.body, status=case.status, headers={"content-type": case.accept})
    given = called(fake, kind, case.name, case.args, case.kwargs)
    assert case.gives(given) if callable(case.gives) else given == case.gives
    [asked] = fake.requests
    assert f"{asked.method} {asked.path}" == case.asks
    assert asked.query == case.query
    assert asked.form == case.form
    assert asked.json == case.json
    assert {name: without_chance(file) for name, file in asked.files.items()} == case.files
    assert asked.headers["accept"] == case.accept


def test_every_operation_is_looked_at() -> None:
    declared = {name.partition(".")[2] for name in OPERATIONS if name.startswith("gotosocial.")}
    assert declared == {case.name for case in CASES}


def test_the_answer_as_received(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/exports/blocks.csv").reply(body="bob@example.org\n", headers={"content-type": "text/csv"})
    fake.on("GET", "/api/v1/user/2fa/qr.png").reply(body=PNG, headers={"content-type": "image/png"})
    blocks = fake.client().raw.gotosocial.export_blocks()
    assert (blocks.value, blocks.body, blocks.status) == ("bob@example.org\n", b"bob@example.org\n", 200)
    assert fake.client().raw.gotosocial.get_two_factor_qr_code().value == PNG


def test_csv_of_one_value_that_looks_like_json_stays_text(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/exports/followers.csv").reply(body="", headers={"content-type": "text/csv"})
    fake.on("GET", "/api/v1/exports/lists.csv").reply(body='"Ada, B.",bob', headers={"content-type": "text/csv"})
    assert fake.client().gotosocial.export_followers() == ""
    assert fake.client().gotosocial.export_lists() == '"Ada, B.",bob'


def test_a_policy_that_was_fetched_can_be_sent_back(fake: FakeServer) -> None:
    """And it is sent as it was received, without the fields that this server does not know."""
    rules = {"automatic_approval": ["public"], "manual_approval": [], "always": ["public"], "with_approval": []}
    policy = {"can_favourite": rules, "can_reply": ANYONE, "can_reblog": ANYONE}
    fake.on("GET", "/api/v1/interaction_policies/defaults").reply(json={**POLICIES, "private": policy})
    fake.on("PATCH", "/api/v1/interaction_policies/defaults").reply(json=POLICIES)
    gotosocial = fake.client(strict=True).gotosocial
    had = gotosocial.get_default_interaction_policies()
    gotosocial.update_default_interaction_policies(
        public=had.public, unlisted=had.unlisted, private=had.private, direct=had.direct
    )
    assert fake.requests[-1].json == {**POLICIES, "private": policy}


def test_policies_not_given_go_back_to_the_default(fake: FakeServer) -> None:
    fake.on("PATCH", "/api/v1/interaction_policies/defaults").reply(json=POLICIES)
    fake.client().gotosocial.update_default_interaction_policies()
    assert fake.requests[-1].json == dict.fromkeys(POLICIES)


def test_listings_are_walked_by_link_and_by_id(fake: FakeServer) -> None:
    path = "/api/v1/follow_requests/outgoing"
    fake.on("GET", path).reply(json=[make_account("ada")], next_page=f"{path}?limit=1&max_id=01X")
    fake.on("GET", path, query={"max_id": "01X"}).reply(json=[make_account("bob")])
    gotosocial = fake.client().gotosocial
    assert [account.username for account in gotosocial.get_outgoing_follow_requests.walk(limit=1)] == ["ada", "bob"]
    fake.on("GET", "/api/v1/tokens").reply(json=[TOKEN])
    fake.on("GET", "/api/v1/tokens", query={"max_id": "01TOKEN"}).reply(json=[])
    assert [token.id for token in gotosocial.get_tokens.walk()] == ["01TOKEN"]
    emojis = "/api/v1/admin/custom_emojis"
    fake.on("GET", emojis).reply(json=[ADMIN_EMOJI], next_page=f"{emojis}?max_shortcode_domain=blobcat@")
    fake.on("GET", emojis, query={"max_shortcode_domain": "blobcat@"}).reply(json=[])
    assert [emoji.id for emoji in gotosocial.get_custom_emojis.walk()] == ["01EMOJI"]


def test_a_list_that_cannot_be_fetched_says_why(fake: FakeServer) -> None:
    fake.on("POST", f"{SUBSCRIPTIONS}/01SUB/test").reply(json={"error": "no such host"})
    with pytest.raises(UnexpectedAnswerError, match="no such host"):
        fake.client().gotosocial.test_domain_permission_subscription("01SUB")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("export_blocks", "/api/v1/exports/blocks.csv"),
        ("get_two_factor_qr_code", "/api/v1/user/2fa/qr.png"),
        ("get_themes", "/api/v1/accounts/themes"),
    ],
)
@pytest.mark.parametrize("kind", ["sync", "async"])
def test_other_servers_do_not_have_it(name: str, path: str, kind: str) -> None:
    akkoma = FakeServer(server=Server("akkoma", "3.16.0"))
    akkoma.on("GET", path).reply(status=404)
    with pytest.raises(NotSupportedError, match="GoToSocial"):
        called(akkoma, kind, name, (), {})
    assert akkoma.client().supports(akkoma.client().gotosocial.get_themes) is False


def test_what_the_server_says_against_it(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/user/2fa/qr.png").reply(status=409, json={"error": "2fa already enabled"})
    with pytest.raises(ConflictError, match="2fa already enabled"):
        fake.client().gotosocial.get_two_factor_qr_code()
    fake.on("GET", "/api/v1/exports/mutes.csv").reply(status=406, json={"error": "no format can be offered"})
    with pytest.raises(ClientError, match="no format can be offered"):
        fake.client().gotosocial.export_mutes()


def test_only_what_can_be_done_twice_is_tried_again(fake: FakeServer) -> None:
    fake.on("POST", "/api/v1/accounts/alias").reply(status=503).reply(json=make_account("ada"))
    assert fake.client().gotosocial.update_account_aliases([]).username == "ada"
    fake.on("POST", "/api/v1/accounts/delete").reply(status=503).reply(json={}, status=202)
    with pytest.raises(OutcomeUnknownError):
        fake.client().gotosocial.delete_account("secret")


# What a real server answered
