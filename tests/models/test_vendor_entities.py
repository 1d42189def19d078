"""What moderators, vendors and OAuth send, in bodies made up from what is known of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from importlib import import_module
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

import howdah.models
from howdah.models import (
    Account,
    AccountExportStats,
    AccountRole,
    AdminAccount,
    AdminActionResponse,
    AdminCanonicalEmailBlock,
    AdminCohort,
    AdminDimension,
    AdminDomainAllow,
    AdminDomainBlock,
    AdminEmailDomainBlock,
    AdminEmoji,
    AdminIpBlock,
    AdminMeasure,
    AdminPreviewCardProvider,
    AdminReport,
    AdminTag,
    AdminTrendsLink,
    AdminTrendsStatus,
    AkkomaDeletion,
    AkkomaTranslation,
    AkkomaTranslationLanguages,
    AnnualReportAvailability,
    AnnualReportState,
    Archetype,
    AsyncRefreshStatus,
    Backup,
    BookmarkFolder,
    Captcha,
    Chat,
    CollectionItemState,
    Collections,
    CollectionWithAccounts,
    DebugAPUrlResponse,
    DefaultPolicies,
    DimensionKey,
    DomainBlockSeverity,
    DomainPermission,
    DomainPermissionSubscription,
    EmojiCategory,
    EmojiPacks,
    Entity,
    FederationStatus,
    FrontendProfile,
    HeaderFilter,
    Healthcheck,
    InstanceDocument,
    InteractionPolicyValue,
    InteractionRequest,
    InteractionType,
    Invite,
    InviteType,
    IpBlockSeverity,
    Mascot,
    MeasureKey,
    MediaProxyCaches,
    MfaBackupCodes,
    MfaSetup,
    ModerationLog,
    Nodeinfo,
    NodeinfoLinks,
    NotificationsMerged,
    OAuthServerMetadata,
    OAuthUserInfo,
    OEmbed,
    PasswordReset,
    PleromaAdminUserCredentials,
    PleromaAdminUsers,
    PleromaAliases,
    PleromaConfig,
    PleromaConfigDescription,
    PleromaCreatedUser,
    PleromaEmoji,
    PleromaFrontend,
    PleromaInvites,
    PleromaNeedReboot,
    PleromaOAuthApps,
    PleromaOAuthToken,
    PleromaPermissions,
    PleromaReport,
    PleromaReports,
    PleromaResult,
    PleromaRule,
    PleromaStaffStatus,
    PleromaStaffStatuses,
    PleromaStats,
    PreferredFrontend,
    Relays,
    RemoteInteraction,
    ReportCategory,
    ReportState,
    Scrobble,
    Status,
    Theme,
    TokenInfo,
    UnreadCount,
    User,
    Visibility,
    WellKnownResponse,
    WrappedAnnualReports,
    WrappedAsyncRefresh,
    WrappedCollection,
    WrappedCollectionItem,
    WrappedMfaSettings,
)

HOME: dict[str, str] = vars(howdah.models)["_HOME"]
FAMILIES = {
    "admin",
    "akkoma",
    "annual_report",
    "async_refresh",
    "collection",
    "gotosocial",
    "interaction_policy",
    "nodeinfo",
    "notification_state",
    "oauth",
    "oembed",
    "pleroma",
}
HUSH = "kept-to-ourselves"
"""Stands for every secret; must not show in ``repr``."""

NOON = "2025-03-09T12:00:00.000Z"
AT_NOON = datetime(2025, 3, 9, 12, tzinfo=UTC)


def account(name: str = "moss", **more: Any) -> dict[str, Any]:
    """The body of an account."""
    return {
        "id": f"id-of-{name}",
        "username": name,
        "acct": name,
        "url": f"https://pond.example/@{name}",
        "display_name": name.title(),
        "note": f"<p>{name}</p>",
        "avatar": "https://pond.example/avatar.png",
        "avatar_static": "https://pond.example/avatar.png",
        "header": "",
        "header_static": "",
        "locked": False,
        "bot": False,
        "created_at": "2024-01-31T00:00:00.000Z",
        "statuses_count": 3,
        "followers_count": 2,
        "following_count": 1,
        **more,
    }


def status(**more: Any) -> dict[str, Any]:
    """The body of a status."""
    return {
        "id": "4711",
        "uri": "https://pond.example/statuses/4711",
        "created_at": NOON,
        "account": account(),
        "content": "<p>ribbit</p>",
        "visibility": "public",
        "sensitive": False,
        "spoiler_text": "",
        "reblogs_count": 0,
        "favourites_count": 0,
        "replies_count": 0,
        **more,
    }


def admin_account(**more: Any) -> dict[str, Any]:
    """The body of an account as moderators see it."""
    return {
        "id": 17,
        "username": "moss",
        "domain": None,
        "created_at": NOON,
        "email": "moss@mail.example",
        "ip": "192.0.2.7",
        "ips": [{"ip": "192.0.2.7", "used_at": NOON}],
        "locale": "sv",
        "invite_request": "I like ponds",
        "role": {"id": "3", "name": "Warden", "color": "#00aa00", "permissions": "16", "highlighted": True},
        "confirmed": True,
        "approved": True,
        "disabled": False,
        "sensitized": False,
        "silenced": False,
        "suspended": False,
        "account": account(),
        "created_by_application_id": 5,
        "invited_by_account_id": "6",
        **more,
    }


def staff_account(**more: Any) -> dict[str, Any]:
    """The body of an account as Pleroma's administrators see it in a report."""
    return account(
        nickname="moss",
        email="moss@mail.example",
        local=True,
        roles={"admin": False, "moderator": True},
        tags=["mrf_tag:media-strip"],
        actor_type="Person",
        registration_reason=None,
        deactivated=False,
        confirmation_pending=False,
        approval_pending=False,
        is_active=True,
        is_confirmed=True,
        is_approved=True,
        is_suggested=False,
        **more,
    )


COLLECTION: dict[str, Any] = {
    "id": "88",
    "account_id": "17",
    "uri": "https://pond.example/ap/collections/88",
    "url": None,
    "name": "Frogs",
    "description": "<p>All of them</p>",
    "language": "en",
    "local": True,
    "sensitive": False,
    "discoverable": True,
    "tag": {"name": "frogs", "url": "https://pond.example/tags/frogs"},
    "created_at": NOON,
    "updated_at": NOON,
    "item_count": 2,
    "items": [
        {"id": "1", "account_id": "17", "state": "accepted", "created_at": NOON},
        {"id": "2", "account_id": None, "state": "pending", "created_at": NOON},
    ],
}
POLICY: dict[str, Any] = {
    what: {
        "automatic_approval": ["followers", "https://lake.example/users/newt"],
        "manual_approval": ["public"],
        "always": ["followers"],
        "with_approval": ["public"],
    }
    for what in ("can_favourite", "can_reply", "can_reblog")
}
CHAT: dict[str, Any] = {
    "id": 12,
    "account": account("newt"),
    "unread": 2,
    "last_message": {
        "id": 99,
        "account_id": "id-of-newt",
        "chat_id": 12,
        "content": "hello :frog:",
        "created_at": NOON,
        "emojis": [
            {"shortcode": "frog", "url": "https://pond.example/f.png", "static_url": "https://pond.example/f.png"}
        ],
        "attachment": {
            "id": "31",
            "type": "image",
            "url": "https://pond.example/i.png",
            "pleroma": {"mime_type": "image/png"},
        },
        "card": {"url": "https://lake.example/", "title": "A lake", "type": "link"},
        "unread": True,
        "idempotency_key": "once",
    },
    "updated_at": NOON,
    "pinned": True,
    "sender": account("moss"),
    "receiver": account("newt"),
}

FULL: list[tuple[type[Entity], dict[str, Any]]] = [
    (AdminAccount, admin_account()),
    (
        AdminReport,
        {
            "id": "9",
            "action_taken": True,
            "action_taken_at": NOON,
            "category": "violation",
            "comment": "too loud",
            "forwarded": None,
            "created_at": NOON,
            "updated_at": NOON,
            "account": admin_account(),
            "target_account": admin_account(id="18"),
            "assigned_account": admin_account(id="19"),
            "action_taken_by_account": admin_account(id="19"),
            "statuses": [status()],
            "rules": [{"id": 1, "text": "Whisper", "hint": "after dark"}],
            "action_taken_comment": "told so",
        },
    ),
    (
        AdminDomainAllow,
        {
            "id": "3",
            "domain": "lake.example",
            "created_at": NOON,
            "public_comment": "friends",
            "private_comment": "since ever",
            "obfuscate": True,
            "created_by": "17",
            "subscription_id": "4",
        },
    ),
    (
        AdminDomainBlock,
        {
            "id": "4",
            "domain": "bog.example",
            "digest": "ab" * 32,
            "created_at": NOON,
            "severity": "noop",
            "reject_media": True,
            "reject_reports": False,
            "private_comment": None,
            "public_comment": "mud",
            "obfuscate": True,
            "comment": "mud",
            "created_by": "17",
            "permission_type": "block",
            "silenced_at": "",
            "subscription_id": "4",
            "suspended_at": NOON,
        },
    ),
    (
        AdminEmailDomainBlock,
        {
            "id": "5",
            "domain": "spam.example",
            "created_at": NOON,
            "history": [{"day": "1741478400", "accounts": "2", "uses": "11"}],
            "allow_with_approval": True,
        },
    ),
    (AdminCanonicalEmailBlock, {"id": "6", "canonical_email_hash": "cd" * 32}),
    (
        AdminIpBlock,
        {
            "id": "7",
            "ip": "198.51.100.0/24",
            "severity": "sign_up_block",
            "comment": "noisy",
            "created_at": NOON,
            "expires_at": None,
        },
    ),
    (
        AdminCohort,
        {
            "period": "2025-03-01T00:00:00+00:00",
            "frequency": "month",
            "data": [{"date": "2025-04-01T00:00:00+00:00", "rate": 0.25, "value": "4"}],
        },
    ),
    (
        AdminDimension,
        {
            "key": "space_usage",
            "data": [
                {"key": "redis", "human_key": "Redis", "value": "2048", "unit": "bytes", "human_value": "2 KB"},
            ],
        },
    ),
    (
        AdminMeasure,
        {
            "key": "instance_media_attachments",
            "unit": "bytes",
            "total": "2048",
            "human_value": "2 KB",
            "previous_total": "1024",
            "data": [{"date": "2025-03-09", "value": "2048"}],
        },
    ),
    (
        AdminTag,
        {
            "id": "8",
            "name": "frogs",
            "url": "https://pond.example/tags/frogs",
            "trendable": None,
            "usable": True,
            "listable": True,
            "requires_review": True,
        },
    ),
    (
        AdminTrendsLink,
        {
            "id": 70,
            "requires_review": True,
            "url": "https://lake.example/",
            "title": "A lake",
            "type": "link",
            "history": [],
        },
    ),
    (AdminTrendsStatus, status(requires_review=False)),
    (
        AdminPreviewCardProvider,
        {
            "id": 71,
            "domain": "news.example",
            "trendable": None,
            "reviewed_at": None,
            "requested_review_at": NOON,
            "requires_review": True,
        },
    ),
    (
        WrappedAnnualReports,
        {
            "annual_reports": [
                {
                    "year": 2024,
                    "schema_version": 1,
                    "share_url": "https://pond.example/@moss/wrapstodon/2024",
                    "account_id": "17",
                    "data": {
                        "archetype": "replier",
                        "type_distribution": {"total": 9, "reblogs": 2, "replies": 6, "standalone": 1},
                        "top_statuses": {"by_reblogs": "4711", "by_favourites": "4712", "by_replies": None},
                        "most_used_apps": [{"name": "Howdah", "count": 9}],
                        "commonly_interacted_with_accounts": [{"account_id": 18, "count": 5}],
                        "time_series": [{"month": 12, "statuses": 4, "following": 1, "followers": 2}],
                        "top_hashtags": [{"name": "frogs", "count": 3}],
                        "most_reblogged_accounts": [{"account_id": "18", "count": 2}],
                        "percentiles": {"followers": 12.5, "statuses": 99},
                    },
                }
            ],
            "accounts": [account()],
            "statuses": [status()],
        },
    ),
    (AnnualReportState, {"state": "eligible"}),
    (WrappedAsyncRefresh, {"async_refresh": {"id": "Q29udGV4dA--0f", "status": "running", "result_count": 2}}),
    (WrappedCollection, {"collection": COLLECTION}),
    (Collections, {"collections": [COLLECTION]}),
    (CollectionWithAccounts, {"collection": COLLECTION, "accounts": [account()]}),
    (WrappedCollectionItem, {"collection_item": COLLECTION["items"][0]}),
    (
        OAuthUserInfo,
        {
            "iss": "https://pond.example/",
            "sub": "https://pond.example/users/moss",
            "name": "Moss",
            "preferred_username": "moss",
            "profile": "https://pond.example/@moss",
            "picture": "https://pond.example/avatar.png",
        },
    ),
    (
        OAuthServerMetadata,
        {
            "issuer": "https://pond.example/",
            "service_documentation": "https://docs.example/",
            "authorization_endpoint": "https://pond.example/oauth/authorize",
            "token_endpoint": "https://pond.example/oauth/token",
            "app_registration_endpoint": "https://pond.example/api/v1/apps",
            "revocation_endpoint": "https://pond.example/oauth/revoke",
            "userinfo_endpoint": "https://pond.example/oauth/userinfo",
            "scopes_supported": ["read", "write"],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "code_challenge_methods_supported": ["S256"],
            "grant_types_supported": ["authorization_code"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        },
    ),
    (
        TokenInfo,
        {
            "id": "01TOKEN",
            "created_at": NOON,
            "last_used": NOON,
            "scope": "read write",
            "application": {"name": "Howdah", "website": "https://howdah.example"},
        },
    ),
    (
        NodeinfoLinks,
        {
            "links": [
                {
                    "rel": "http://nodeinfo.diaspora.software/ns/schema/2.1",
                    "href": "https://pond.example/nodeinfo/2.1",
                    "type": "application/json",
                }
            ]
        },
    ),
    (
        Nodeinfo,
        {
            "version": "2.1",
            "software": {
                "name": "croak",
                "version": "1.2.3 (compatible)",
                "repository": "https://code.example/croak",
                "homepage": "https://croak.example",
            },
            "protocols": ["activitypub"],
            "services": {"inbound": ["atom1.0"], "outbound": []},
            "openRegistrations": True,
            "usage": {
                "users": {"total": 3, "activeMonth": 2, "activeHalfyear": 3},
                "localPosts": 40,
                "localComments": 0,
            },
            "metadata": {"nodeName": "Pond"},
        },
    ),
    (
        WellKnownResponse,
        {
            "subject": "acct:moss@pond.example",
            "aliases": ["https://pond.example/@moss"],
            "links": [
                {"rel": "self", "type": "application/activity+json", "href": "https://pond.example/users/moss"},
                {"rel": "http://ostatus.org/schema/1.0/subscribe", "template": "https://pond.example/share?uri={uri}"},
            ],
        },
    ),
    (
        OEmbed,
        {
            "type": "rich",
            "version": "1.0",
            "title": "New status by moss",
            "author_name": "Moss",
            "author_url": "https://pond.example/@moss",
            "provider_name": "pond.example",
            "provider_url": "https://pond.example/",
            "cache_age": 86400,
            "html": "<iframe></iframe>",
            "width": 400,
            "height": None,
        },
    ),
    (
        User,
        {
            "id": "01USER",
            "created_at": NOON,
            "email": "moss@mail.example",
            "unconfirmed_email": "newt@mail.example",
            "reason": "ponds",
            "last_emailed_at": NOON,
            "confirmed_at": NOON,
            "confirmation_sent_at": NOON,
            "reset_password_sent_at": NOON,
            "moderator": True,
            "admin": False,
            "disabled": False,
            "approved": True,
            "two_factor_enabled_at": NOON,
        },
    ),
    (
        AccountExportStats,
        {
            "media_storage": "",
            "followers_count": 1,
            "following_count": 2,
            "statuses_count": 3,
            "lists_count": 4,
            "blocks_count": 5,
            "mutes_count": 6,
        },
    ),
    (Theme, {"title": "Reeds", "description": "green", "file_name": "reeds.css"}),
    (
        InteractionRequest,
        {
            "id": "01REQUEST",
            "type": "reply",
            "created_at": NOON,
            "account": account("newt"),
            "status": status(),
            "reply": status(id="4712"),
            "accepted_at": NOON,
            "rejected_at": NOON,
        },
    ),
    (DefaultPolicies, {"public": POLICY, "unlisted": POLICY, "private": POLICY, "direct": POLICY}),
    (
        DomainPermission,
        {
            "id": "01DRAFT",
            "domain": "bog.example",
            "permission_type": "allow",
            "severity": "suspend",
            "obfuscate": True,
            "comment": "mud",
            "public_comment": "mud",
            "private_comment": "lots of mud",
            "created_at": NOON,
            "created_by": "17",
            "subscription_id": "4",
            "silenced_at": NOON,
            "suspended_at": NOON,
        },
    ),
    (
        DomainPermissionSubscription,
        {
            "id": "01SUBSCRIPTION",
            "permission_type": "block",
            "priority": 255,
            "title": "bogs",
            "uri": "https://lists.example/bogs.csv",
            "content_type": "text/csv",
            "as_draft": True,
            "adopt_orphans": False,
            "remove_retracted": True,
            "fetch_username": "moss",
            "fetch_password": HUSH,
            "created_at": NOON,
            "created_by": "17",
            "fetched_at": NOON,
            "successfully_fetched_at": NOON,
            "error": "not today",
            "count": 53,
        },
    ),
    (
        HeaderFilter,
        {"id": "01FILTER", "header": "User-Agent", "regex": ".*Crawl.*", "created_by": "17", "created_at": NOON},
    ),
    (
        AdminEmoji,
        {
            "id": "01EMOJI",
            "shortcode": "frog",
            "url": "https://pond.example/f.gif",
            "static_url": "https://pond.example/f.png",
            "visible_in_picker": True,
            "category": "animals",
            "disabled": True,
            "domain": "lake.example",
            "updated_at": NOON,
            "total_file_size": 4096,
            "content_type": "image/gif",
            "uri": "https://lake.example/emojis/frog",
        },
    ),
    (EmojiCategory, {"id": "01CATEGORY", "name": "animals"}),
    (AdminActionResponse, {"action_id": "01ACTION"}),
    (
        DebugAPUrlResponse,
        {
            "request_url": "https://lake.example/users/newt",
            "request_headers": {"Accept": ["application/activity+json"]},
            "response_code": 200,
            "response_headers": {"Content-Type": ["application/activity+json"]},
            "response_body": "{}",
        },
    ),
    (Chat, CHAT),
    (
        Scrobble,
        {
            "id": "Ab1",
            "account": account(),
            "created_at": NOON,
            "title": "Reeds",
            "artist": "The Newts",
            "album": "Pond",
            "length": 180000,
            "externalLink": "https://music.example/reeds",
        },
    ),
    (
        Backup,
        {
            "id": 21,
            "content_type": "application/zip",
            "url": "https://pond.example/backups/a.zip",
            "file_size": 0,
            "processed": False,
            "inserted_at": NOON,
        },
    ),
    (BookmarkFolder, {"id": "Fo1", "name": "Frogs", "emoji": "frog", "emoji_url": "https://pond.example/f.png"}),
    (
        Mascot,
        {
            "id": "default-mascot",
            "url": "/images/mascot.svg",
            "preview_url": "/images/mascot.svg",
            "type": "image",
            "pleroma": {"mime_type": "image/svg+xml"},
        },
    ),
    (
        Captcha,
        {
            "type": "native",
            "token": "riddle",
            "url": "data:image/png;base64,AA==",
            "answer_data": "sphinx",
            "seconds_valid": 300,
        },
    ),
    (
        Healthcheck,
        {
            "healthy": True,
            "pool_size": 10,
            "active": 1,
            "idle": 9,
            "memory_used": 73.25,
            "job_queue_stats": {"mailer": {"available": 0}},
        },
    ),
    (FederationStatus, {"unreachable": {"bog.example": "2025-03-09 12:00:00"}}),
    (PleromaEmoji, {"image_url": "/emoji/frog.png", "tags": ["pack:animals"]}),
    (
        EmojiPacks,
        {
            "packs": {
                "animals": {
                    "files": {"frog": "frog.png"},
                    "files_count": 1,
                    "pack": {
                        "description": "Animals",
                        "homepage": "https://packs.example/",
                        "license": "CC0",
                        "share-files": True,
                        "can-download": True,
                        "download-sha256": "EF" * 32,
                        "fallback-src": "https://packs.example/a.zip",
                        "fallback-src-sha256": "01" * 32,
                    },
                }
            },
            "count": 1,
        },
    ),
    (WrappedMfaSettings, {"settings": {"enabled": True, "totp": True}}),
    (MfaSetup, {"key": HUSH, "provisioning_uri": f"otpauth://totp/moss?secret={HUSH}"}),
    (MfaBackupCodes, {"codes": [HUSH, HUSH]}),
    (PleromaOAuthToken, {"id": 5, "valid_until": "2025-03-09T12:00:00", "app_name": "Howdah", "scopes": ["read"]}),
    (
        PleromaOAuthApps,
        {
            "apps": [
                {
                    "id": 6,
                    "name": "Howdah",
                    "client_id": "public",
                    "client_secret": HUSH,
                    "redirect_uri": "urn:ietf:wg:oauth:2.0:oob",
                    "website": None,
                    "trusted": True,
                    "vapid_key": "BA==",
                }
            ],
            "count": 1,
            "page_size": 50,
        },
    ),
    (PleromaResult, {"status": "success", "error": None}),
    (PleromaAliases, {"aliases": ["https://lake.example/users/moss"]}),
    (RemoteInteraction, {"url": "https://lake.example/interact", "error": None}),
    (PreferredFrontend, {"frontend_name": "pleroma-fe/stable"}),
    (
        PleromaAdminUsers,
        {
            "users": [
                {
                    "id": "Us1",
                    "nickname": "moss",
                    "display_name": "Moss",
                    "email": "moss@mail.example",
                    "avatar": "https://pond.example/avatar.png",
                    "url": "https://pond.example/users/moss",
                    "local": True,
                    "roles": {"admin": True, "moderator": False},
                    "tags": ["mrf_tag:media-strip"],
                    "actor_type": "Person",
                    "registration_reason": None,
                    "deactivated": False,
                    "confirmation_pending": False,
                    "approval_pending": False,
                    "is_active": True,
                    "is_confirmed": True,
                    "is_approved": True,
                    "is_suggested": False,
                    "created_at": NOON,
                }
            ],
            "count": 1,
            "page_size": 50,
        },
    ),
    (
        PleromaAdminUserCredentials,
        {
            "id": "Us1",
            "nickname": "moss",
            "email": "moss@mail.example",
            "name": "Moss",
            "bio": "<p>moss</p>",
            "avatar": "https://pond.example/avatar.png",
            "banner": "https://pond.example/banner.png",
            "background": None,
            "actor_type": "Service",
            "default_scope": "unlisted",
            "is_locked": False,
            "is_discoverable": True,
            "no_rich_text": False,
            "hide_follows": False,
            "hide_follows_count": False,
            "hide_followers": False,
            "hide_followers_count": False,
            "hide_favorites": True,
            "allow_following_move": True,
            "show_role": True,
            "skip_thread_containment": False,
            "fields": [{"name": "Pond", "value": '<a href="https://pond.example">here</a>'}],
            "raw_fields": [{"name": "Pond", "value": "https://pond.example"}],
            "pleroma_settings_store": {"pleroma-fe": {"theme": "reeds"}},
        },
    ),
    (
        PleromaCreatedUser,
        {
            "type": "success",
            "code": 200,
            "error": None,
            "data": {
                "nickname": "newt",
                "email": "newt@mail.example",
                "password_reset_link": f"https://pond.example/{HUSH}",
            },
        },
    ),
    (PleromaPermissions, {"is_admin": True, "is_moderator": False}),
    (PasswordReset, {"link": f"https://pond.example/reset/{HUSH}", "token": HUSH}),
    (
        PleromaInvites,
        {
            "invites": [
                {
                    "id": 1,
                    "token": "welcome",
                    "used": False,
                    "expires_at": "2025-12-31",
                    "uses": 0,
                    "max_use": 3,
                    "invite_type": "reusable_date_limited",
                }
            ]
        },
    ),
    (
        PleromaReports,
        {
            "reports": [
                {
                    "id": "Re1",
                    "state": "open",
                    "account": staff_account(),
                    "actor": staff_account(),
                    "content": "<p>too loud</p>",
                    "created_at": NOON,
                    "statuses": [status()],
                    "notes": [{"id": 3, "content": "indeed", "user": staff_account(), "created_at": NOON}],
                }
            ],
            "total": 1,
        },
    ),
    (PleromaStaffStatus, status(account=staff_account())),
    (PleromaStaffStatuses, {"activities": [status(account=staff_account())], "total": 1}),
    (PleromaRule, {"id": 1, "priority": 10, "text": "Whisper", "hint": "after dark"}),
    (
        ModerationLog,
        {
            "items": [{"id": 2, "time": 1741521600, "message": "@moss hushed @newt", "data": {"action": "deactivate"}}],
            "total": 1,
        },
    ),
    (
        PleromaConfig,
        {
            "configs": [
                {"group": ":pleroma", "key": ":instance", "value": [{"tuple": [":name", "Pond"]}], "db": [":name"]}
            ],
            "need_reboot": True,
        },
    ),
    (
        PleromaConfigDescription,
        {
            "group": ":pleroma",
            "key": ":instance",
            "label": "Instance",
            "type": "group",
            "description": "Settings of the server",
            "suggestions": [],
            "children": [{"key": ":limit", "type": ["integer", "string"], "suggestions": [5000]}],
        },
    ),
    (PleromaNeedReboot, {"need_reboot": False}),
    (PleromaStats, {"status_visibility": {"public": 4, "unlisted": 3, "private": 2, "direct": 1}}),
    (Relays, {"relays": [{"actor": "https://relay.example/actor", "followed_back": False}]}),
    (MediaProxyCaches, {"urls": ["https://bog.example/mud.png"], "count": 1, "page_size": 50}),
    (
        PleromaFrontend,
        {
            "name": "pleroma-fe",
            "git": "https://code.example/fe",
            "build_url": "https://code.example/fe/${ref}",
            "ref": "develop",
            "installed": True,
        },
    ),
    (InstanceDocument, {"url": "https://pond.example/static/terms.html"}),
    (AkkomaTranslation, {"detected_language": "sv", "text": "<p>croak</p>"}),
    (
        AkkomaTranslationLanguages,
        {"source": [{"code": "sv", "name": "Swedish"}], "target": [{"code": "en", "name": "English"}]},
    ),
    (FrontendProfile, {"name": "dark", "version": 3, "settings": {"theme": "reeds"}}),
    (AkkomaDeletion, {"deleted": "ok"}),
    (UnreadCount, {"count": 4}),
    (NotificationsMerged, {"merged": True}),
]

every_body = pytest.mark.parametrize(("model", "body"), FULL, ids=[model.__name__ for model, _ in FULL])


def decode(model: type[Any], body: Any) -> Any:
    """A body decoded as a response is: from bytes, without leniency."""
    return TypeAdapter[Any](model).validate_json(json.dumps(body))


def entities_in(value: Any) -> Iterator[Entity]:
    """Every entity within a value, itself included."""
    if isinstance(value, Entity):
        yield value
        for name in type(value).model_fields:
            yield from entities_in(getattr(value, name))
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:  # pyright: ignore[reportUnknownVariableType]
            yield from entities_in(item)


def own_fields(model: type[Entity]) -> set[str]:
    """The fields that a model has and its base does not."""
    base = model.__mro__[1]
    return set(model.model_fields) - set(base.model_fields if issubclass(base, Entity) else ())


SEEN = [(entity, given) for model, body in FULL for given in [decode(model, body)] for entity in entities_in(given)]
"""Every entity in every body, and the one it came in."""


def test_every_entity_is_sampled() -> None:
    expected = {
        getattr(import_module(f"howdah.models.{home}"), name) for name, home in HOME.items() if home in FAMILIES
    }
    assert expected == {type(entity) for entity, _ in SEEN} & expected


def test_every_field_is_sampled() -> None:
    seen: dict[type[Entity], set[str]] = {}
    for entity, _ in SEEN:
        seen.setdefault(type(entity), set()).update(entity.model_fields_set)
    missing = {
        model.__name__: own_fields(model) - fields
        for model, fields in seen.items()
        if HOME[model.__name__] in FAMILIES and own_fields(model) - fields
    }
    assert not missing


@every_body
def test_everything_sent_has_a_field(model: type[Entity], body: dict[str, Any]) -> None:
    for entity in entities_in(decode(model, body)):
        assert not entity.model_extra
        assert not entity.drift


@every_body
def test_what_is_not_required_may_be_missing(model: type[Entity], body: dict[str, Any]) -> None:
    required = {info.alias or name for name, info in model.model_fields.items() if info.is_required()}
    entity = decode(model, {key: value for key, value in body.items() if key in required})
    for name, info in model.model_fields.items():
        if not info.is_required():
            assert getattr(entity, name) == info.get_default(call_default_factory=True)


@every_body
def test_what_is_required_may_not_be_missing(model: type[Entity], body: dict[str, Any]) -> None:
    for name, info in model.model_fields.items():
        if info.is_required():
            with pytest.raises(ValidationError) as raised:
                decode(model, {key: value for key, value in body.items() if key != name})
            assert raised.value.errors()[0]["loc"] == (name,)


@every_body
def test_null_is_as_good_as_missing(model: type[Entity], body: dict[str, Any]) -> None:
    """But for lists, dicts, flags and counts that no server is known to send as ``null``."""
    optional = [name for name, info in model.model_fields.items() if not info.is_required() and info.default is None]
    aliases = {name: model.model_fields[name].alias or name for name in optional}
    entity = decode(model, {**body, **dict.fromkeys(aliases.values())})
    assert all(getattr(entity, name) is None for name in optional)


@every_body
def test_sent_again_it_reads_the_same(model: type[Entity], body: dict[str, Any]) -> None:
    entity = decode(model, body)
    again = decode(model, json.loads(entity.model_dump_json(by_alias=True)))
    assert again.model_dump() == entity.model_dump()


def test_times_have_a_zone() -> None:
    times = [value for entity, _ in SEEN for _, value in entity if isinstance(value, datetime)]
    assert times
    assert all(time.utcoffset() == timedelta(0) for time in times)


def enum_in(annotation: Any) -> type[StrEnum] | None:
    """The enum of an open enum's annotation."""
    parts = getattr(annotation, "__args__", ())
    return next((part for part in parts if isinstance(part, type) and issubclass(part, StrEnum)), None)


def test_known_values_of_open_enums_are_members() -> None:
    members: set[StrEnum] = set()
    for entity, _ in SEEN:
        for name, info in type(entity).model_fields.items():
            value = getattr(entity, name)
            enum = enum_in(info.annotation)
            if enum and value is not None:
                assert isinstance(value, enum), (entity, name)
                members.add(value)
    assert len(members) > 20


def test_ids_are_strings() -> None:
    for entity, _ in SEEN:
        for name, value in entity:
            if name == "id" or name.endswith("_id"):
                assert value is None or type(value) is str, (entity, name)


def test_secrets_do_not_show() -> None:
    for entity, _ in SEEN:
        assert HUSH not in repr(entity)
        assert HUSH not in str(entity)
    assert decode(PasswordReset, {"link": HUSH, "token": HUSH}).token == HUSH


def of(model: type[Any]) -> Any:
    """The first entity of a kind among the bodies."""
    return next(entity for entity, _ in SEEN if type(entity) is model)


def test_admin_account() -> None:
    moss = of(AdminAccount)
    assert moss.id == "17"
    assert moss.created_at == moss.ips[0].used_at == AT_NOON
    assert moss.role.permissions == 16
    assert type(moss.account) is Account
    assert moss.created_by_application_id == "5"


def test_admin_account_of_another_server() -> None:
    """What concerns signing in is not known of remote accounts."""
    unknown = ("email", "ip", "ips", "locale", "invite_request", "role", "confirmed", "approved", "disabled")
    remote = decode(AdminAccount, admin_account(domain="lake.example", **dict.fromkeys(unknown)))
    assert remote.ips == []
    assert remote.role is None
    assert remote.confirmed is None


def test_admin_report() -> None:
    report = of(AdminReport)
    assert report.category is ReportCategory.VIOLATION
    assert report.target_account != report.account
    assert report.assigned_account == report.action_taken_by_account
    assert type(report.statuses[0]) is Status
    assert report.rules[0].id == "1"
    assert report.action_taken_at == AT_NOON


def test_admin_domain_block() -> None:
    block = of(AdminDomainBlock)
    assert block.severity is DomainBlockSeverity.NOOP
    assert block.silenced_at is None
    assert block.suspended_at == AT_NOON
    assert decode(AdminDomainBlock, {"id": "1", "domain": "bog.example", "created_at": NOON}).obfuscate is False


def test_admin_blocks() -> None:
    assert of(AdminIpBlock).severity is IpBlockSeverity.SIGN_UP_BLOCK
    assert of(AdminIpBlock).expires_at is None
    (day,) = of(AdminEmailDomainBlock).history
    assert (day.day, day.accounts, day.uses) == (datetime(2025, 3, 9, tzinfo=UTC), 2, 11)


def test_admin_figures() -> None:
    cohort = of(AdminCohort)
    assert cohort.period == datetime(2025, 3, 1, tzinfo=UTC)
    assert (cohort.data[0].rate, cohort.data[0].value) == (0.25, 4)
    assert decode(AdminCohort, {"period": NOON, "data": [{"date": NOON, "rate": 1, "value": 4}]}).data[0].rate == 1.0
    measure = of(AdminMeasure)
    assert measure.key is MeasureKey.INSTANCE_MEDIA_ATTACHMENTS
    assert (measure.total, measure.previous_total) == (2048, 1024)
    assert measure.data[0].date == datetime(2025, 3, 9, tzinfo=UTC)
    dimension = of(AdminDimension)
    assert dimension.key is DimensionKey.SPACE_USAGE
    assert dimension.data[0].value == "2048"


def test_unknown_value_of_an_open_enum_is_kept() -> None:
    assert decode(AdminMeasure, {"key": "croaks", "total": "1"}).key == "croaks"
    assert (
        decode(InteractionRequest, {**next(b for m, b in FULL if m is InteractionRequest), "type": "nudge"}).type
        == "nudge"
    )


def test_annual_report() -> None:
    (report,) = of(WrappedAnnualReports).annual_reports
    assert report.data.archetype is Archetype.REPLIER
    assert report.data.commonly_interacted_with_accounts[0].account_id == "18"
    assert report.data.time_series[0].month == 12
    assert report.data.percentiles.statuses == 99.0
    assert of(AnnualReportState).state is AnnualReportAvailability.ELIGIBLE


def test_annual_report_of_the_newer_form() -> None:
    data = {"archetype": "oracle", "top_statuses": {"by_reblogs": "4711"}, "time_series": [{"month": 1, "statuses": 2}]}
    report = decode(WrappedAnnualReports, {"annual_reports": [{"year": 2025, "schema_version": 2, "data": data}]})
    assert report.annual_reports[0].data.percentiles is None
    assert report.annual_reports[0].data.most_used_apps == []


def test_annual_reports_of_two_accounts_differ() -> None:
    one, other = ({"year": 2025, "account_id": name, "data": None} for name in ("17", "18"))
    reports = decode(WrappedAnnualReports, {"annual_reports": [one, other, one]}).annual_reports
    assert reports[0] == reports[2]
    assert reports[0] != reports[1]


def test_async_refresh() -> None:
    refresh = of(WrappedAsyncRefresh).async_refresh
    assert refresh.status is AsyncRefreshStatus.RUNNING
    assert refresh.result_count == 2


def test_collection() -> None:
    collection = of(WrappedCollection).collection
    assert collection.tag.name == "frogs"
    assert [item.state for item in collection.items] == [CollectionItemState.ACCEPTED, CollectionItemState.PENDING]
    assert collection.items[1].account_id is None
    assert collection == of(CollectionWithAccounts).collection


@pytest.mark.parametrize("spelling", ["activeHalfyear", "activeHalfYear"])
def test_nodeinfo_half_year_is_spelt_in_two_ways(spelling: str) -> None:
    body = {"version": "2.0", "software": {"name": "croak", "version": "1"}, "usage": {"users": {spelling: 3}}}
    assert decode(Nodeinfo, body).usage.users.active_half_year == 3


def test_nodeinfo() -> None:
    info = of(Nodeinfo)
    assert info.open_registrations is True
    assert info.usage.local_posts == 40
    assert info.metadata == {"nodeName": "Pond"}


def test_well_known() -> None:
    answer = of(WellKnownResponse)
    assert [link.href for link in answer.links] == ["https://pond.example/users/moss", None]
    assert answer == decode(WellKnownResponse, {"subject": "acct:moss@pond.example"})


def test_interaction_policies() -> None:
    rules = of(DefaultPolicies).unlisted.can_reply
    assert rules.automatic_approval == [InteractionPolicyValue.FOLLOWERS, "https://lake.example/users/newt"]
    assert isinstance(rules.automatic_approval[0], InteractionPolicyValue)
    assert type(rules.automatic_approval[1]) is str


def test_interaction_request() -> None:
    request = of(InteractionRequest)
    assert request.type is InteractionType.REPLY
    assert request.reply != request.status
    assert request.account.username == "newt"


def test_exported_domain_permission_has_no_id() -> None:
    one, other = decode(list[DomainPermission], [{"domain": "bog.example"}, {"domain": "mire.example"}])
    assert one.id is None
    assert one != other


def test_emoji_of_two_servers_differ() -> None:
    body = next(body for model, body in FULL if model is AdminEmoji)
    assert decode(AdminEmoji, body) != decode(AdminEmoji, {**body, "id": "02EMOJI", "domain": None})


def test_themes_are_known_by_file() -> None:
    one, other = ({"title": title, "file_name": "reeds.css"} for title in ("Reeds", "Rushes"))
    assert decode(Theme, one) == decode(Theme, other)


def test_chat() -> None:
    chat = of(Chat)
    assert (chat.id, chat.last_message.id, chat.last_message.chat_id) == ("12", "99", "12")
    assert chat.account == chat.receiver
    assert chat.last_message.attachment.pleroma.mime_type == "image/png"
    assert chat.last_message.card.title == "A lake"


def test_chat_as_administrators_see_it() -> None:
    body = {key: value for key, value in CHAT.items() if key != "account"}
    assert decode(Chat, body).account is None


def test_pleroma_report() -> None:
    report = of(PleromaReport)
    assert report.state is ReportState.OPEN
    assert report.account.roles == [AccountRole(id="moderator", name="moderator")]
    assert issubclass(type(report.account), Account)
    assert report.account.tags == ["mrf_tag:media-strip"]
    assert report.notes[0].user == report.actor


def test_pleroma_report_on_an_account_that_is_gone() -> None:
    report = decode(
        PleromaReport, {"id": "Re2", "account": {}, "actor": {}, "notes": [{"id": 1, "content": "", "user": {}}]}
    )
    assert report.account is report.actor is report.notes[0].user is None


def test_pleroma_report_as_its_author_sees_it() -> None:
    report = decode(PleromaReport, {"id": "Re3", "account": account(), "actor": account("newt", roles=[])})
    assert report.account.roles == report.actor.roles == []
    assert report.account.email is None


def test_pleroma_staff_status() -> None:
    assert of(PleromaStaffStatus) == of(Status)
    assert of(PleromaStaffStatus).account.nickname == "moss"


def test_pleroma_before_2_3_sent_statuses_alone() -> None:
    alone = decode(PleromaStaffStatuses, [status(account=staff_account())])
    assert alone.activities == of(PleromaStaffStatuses).activities
    assert alone.total is None


def test_pleroma_times() -> None:
    assert of(FederationStatus).unreachable == {"bog.example": AT_NOON}
    assert of(PleromaOAuthToken).valid_until == AT_NOON
    assert of(ModerationLog).items[0].time == AT_NOON
    assert of(Invite).expires_at == date(2025, 12, 31)
    assert decode(Invite, {"id": 1, "token": "welcome", "expires_at": None}).expires_at is None


def test_pleroma_open_enums() -> None:
    assert of(Invite).invite_type is InviteType.REUSABLE_DATE_LIMITED
    assert of(PleromaAdminUserCredentials).default_scope is Visibility.UNLISTED


def test_pleroma_config() -> None:
    assert of(PleromaConfig).configs[0].value == [{"tuple": [":name", "Pond"]}]
    assert of(PleromaConfigDescription).children[0].type == ["integer", "string"]
    assert decode(PleromaConfig, {"configs": [{"group": ":pleroma", "key": None, "value": 1}]}).need_reboot is False


def test_emoji_pack() -> None:
    pack = of(EmojiPacks).packs["animals"]
    assert pack.files == {"frog": "frog.png"}
    assert pack.pack.can_download is True
    assert pack.pack.fallback_src == "https://packs.example/a.zip"
    assert decode(dict[str, PleromaEmoji], {"frog": {"image_url": "/emoji/frog.png", "tags": []}})["frog"].tags == []


def test_no_translation() -> None:
    assert decode(AkkomaTranslationLanguages, {}).source == []
