"""Every declaration against what the servers offer (``shared/api/operations.json``).

A difference is a fault, unless ``REVIEWED`` says why it is not.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import howdah.api
from howdah.catalogue import declared_operations
from howdah.client import Client
from howdah.core.operation import Listing, Operation
from howdah.core.server import EVERY

API = Path(__file__).parents[3] / "shared" / "api"
Declared: TypeAlias = Operation[..., Any] | Listing[..., Any]

_EXPORT = {
    "servers": "with export, the same path gives something else on GoToSocial alone",
    "added": "Mastodon's version does not matter to it",
    "paginated": "an export is whole",
    "returns": "an export has less in it than Admin::DomainBlock and Admin::DomainAllow need",
    "missing parameter": "admin.get_domain_blocks and admin.get_domain_allows have them",
}
_IMPORT = {
    "servers": "with import, the same path takes a file on GoToSocial alone",
    "added": "Mastodon's version does not matter to it",
    "returns": "GoToSocial answers with every entry made",
    "place": "GoToSocial reads it from the query, as its Swagger file says",
    "missing parameter": "admin.create_domain_block and admin.create_domain_allow have them",
}
_FILE = {"missing parameter": "client.gotosocial has what takes or gives a file of them"}
_GONE = {"returns": "Mastodon's controller renders an empty object, whatever its documentation says"}
_TRENDS = {"returns": "Mastodon's controller gives moderators more of it"}
_UNDOCUMENTED = {"unknown": "Mastodon's router has it; the documentation does not"}
_PAGE = {"unknown parameter": "Mastodon's controller takes limit and offset as that of the public trends does"}

_SAYS_OK = {"returns": "the answer says that it is done, and nothing else"}
_EMPTY_OBJECT = {"returns": "the answer is an empty object"}
_WITH_TOTAL = {"returns": "since Pleroma 2.3 there is the number of all of them, too"}
_HALF = {
    "returns": "by one ID, the path gives one notification; up to an ID, several",
    "missing parameter": "pleroma.read_notifications takes either",
}
_IMPORT_LIST = {
    **_SAYS_OK,
    "required": "addresses or a file: one of two parameters",
    "several": "addresses are put on a line each",
    "place": "addresses go in the body as text",
}

REVIEWED: dict[str, dict[str, str]] = {
    "admin.approve_trending_link": _TRENDS,
    "admin.approve_trending_status": _TRENDS,
    "admin.create_canonical_email_block": {"required": "Mastodon's controller takes the hash alone, too"},
    "admin.create_domain_allow": _FILE,
    "admin.create_domain_block": _FILE,
    "admin.create_email_domain_block": {"unknown parameter": "allow_with_approval is newer than the inventory"},
    "admin.delete_account": _GONE,
    "admin.delete_canonical_email_block": _GONE,
    "admin.delete_domain_allow": _GONE,
    "admin.delete_domain_block": _GONE,
    "admin.delete_email_domain_block": _GONE,
    "admin.delete_ip_block": {**_GONE, "scope": "the documentation's slip: Mastodon's controller asks for ip_blocks"},
    "admin.get_domain_allows": _FILE,
    "admin.get_domain_blocks": _FILE,
    "admin.get_hashtag": _UNDOCUMENTED,
    "admin.get_hashtags": _UNDOCUMENTED,
    "admin.get_trending_hashtags": _PAGE,
    "admin.get_trending_links": {**_TRENDS, **_PAGE},
    "admin.get_trending_publishers": {
        "paginated": "Mastodon's controller sends Link headers",
        "unknown parameter": "Mastodon's controller pages by ID",
    },
    "admin.get_trending_statuses": {**_TRENDS, **_PAGE},
    "admin.reject_account": _GONE,
    "admin.reject_trending_link": _TRENDS,
    "admin.reject_trending_status": _TRENDS,
    "admin.update_hashtag": _UNDOCUMENTED,
    "check_email_confirmation": _UNDOCUMENTED,
    "delete_filter_status": {"returns": "the documentation's slip: Mastodon's controller renders nothing"},
    "follow_by_uri": {"returns": "Pleroma renders the relationship, whatever its specification says"},
    "get_notification_group_accounts": {
        "scope": "the documentation's slip: Mastodon's controller asks for read:notifications",
        "paginated": "Mastodon's controller sends Link headers",
        "unknown parameter": "Mastodon's controller pages by max_id, since_id and limit",
    },
    "gotosocial.accept_domain_permission_draft": {
        "scope": "GoToSocial's own Swagger file has it",
        "auth": "as its scope and its siblings, it is for admins",
    },
    "gotosocial.export_domain_allows": _EXPORT,
    "gotosocial.export_domain_blocks": _EXPORT,
    "gotosocial.import_domain_allows": _IMPORT,
    "gotosocial.import_domain_blocks": _IMPORT,
    "gotosocial.refetch_media": {"place": "GoToSocial reads it from the query, as its Swagger file says"},
    "gotosocial.update_account_aliases": {"several": "GoToSocial takes an array"},
    "gotosocial.update_default_interaction_policies": {
        "unknown parameter": "each policy is one argument, and goes as JSON",
        "missing parameter": "they are what a policy is made of",
    },
    "gotosocial.update_instance": {
        "unknown parameter": "GoToSocial takes custom_css, though its Swagger file lacks it"
    },
    "pleroma.add_pack_emoji": {
        "returns": "the pack's files by shortcode",
        "required": "a file or where it is: one of two parameters",
        "place": "where it is goes in the body as text",
    },
    "pleroma.confirm_mfa": _EMPTY_OBJECT,
    "pleroma.create_emoji_pack": _SAYS_OK,
    "pleroma.create_emoji_pack_from_zip": _SAYS_OK,
    "pleroma.create_user_backup": _SAYS_OK,
    "pleroma.create_users": {"returns": "what came of each"},
    "pleroma.delete_announcement": _EMPTY_OBJECT,
    "pleroma.delete_emoji_pack": _SAYS_OK,
    "pleroma.delete_instance": _SAYS_OK,
    "pleroma.delete_instance_document": {"returns": "Pleroma's controller renders an empty object"},
    "pleroma.delete_media_proxy_caches": _EMPTY_OBJECT,
    "pleroma.delete_rule": _EMPTY_OBJECT,
    "pleroma.delete_users": {"missing parameter": "nickname is an outdated way to say one of nicknames"},
    "pleroma.disable_account": {"place": "newer Pleroma and Akkoma take the password from the query alone"},
    "pleroma.disable_mfa": _EMPTY_OBJECT,
    "pleroma.disable_user_mfa": _SAYS_OK,
    "pleroma.download_emoji_pack": _SAYS_OK,
    "pleroma.get_emoji_pack_archive": {"returns": "a ZIP archive is no text"},
    "pleroma.get_emoji_packs": {"returns": "packs by name, and how many there are"},
    "pleroma.get_instance_statuses": _WITH_TOTAL,
    "pleroma.get_oauth_tokens": {"returns": "what there is to tell of a token"},
    "pleroma.get_remote_emoji_packs": {"returns": "packs by name, and how many there are"},
    "pleroma.get_staff_chat_messages": {"paginated": "it takes IDs to page by, though it sends no Link headers"},
    "pleroma.get_staff_status": {"returns": "the account has more in it for staff"},
    "pleroma.get_staff_statuses": {"returns": "the account has more in it for staff"},
    "pleroma.get_user_statuses": _WITH_TOTAL,
    "pleroma.get_users": {"several": "filters are joined by commas"},
    "pleroma.import_blocks": _IMPORT_LIST,
    "pleroma.import_follows": _IMPORT_LIST,
    "pleroma.import_mutes": _IMPORT_LIST,
    "pleroma.make_user_follow": _SAYS_OK,
    "pleroma.make_user_unfollow": _SAYS_OK,
    "pleroma.notifications._read_notification": _HALF,
    "pleroma.notifications._read_notifications_up_to": _HALF,
    "pleroma.post_chat_message": {"unknown parameter": "the header that keeps it from being sent twice"},
    "pleroma.purge_media_proxy_caches": _EMPTY_OBJECT,
    "pleroma.reload_emoji": _SAYS_OK,
    "pleroma.remove_pack_emoji": {"returns": "the pack's files by shortcode"},
    "pleroma.rename_pack_emoji": {"returns": "the pack's files by shortcode"},
    "pleroma.restart_server": _EMPTY_OBJECT,
    "pleroma.unfollow_relay": _SAYS_OK,
    "pleroma.update_notification_settings": {"place": "every version takes them from the query, not every one a form"},
    "pleroma.update_user_credentials": {
        "place": "pictures are uploaded; Pleroma takes no text for them",
        "several": "fields are rows of a table",
    },
    "register_app": {"several": "they are joined: every server reads a string, and some refuse an array"},
    "request_token": {
        "servers": "snac 2.75 was seen to have it",
    },
    "revoke_access_token": {"servers": "snac 2.75 was seen to have it"},
    "revoke_token": {
        "servers": "snac 2.75 was seen to have it",
        "unsure": "snac 2.75 was seen to have it",
    },
    "resend_confirmation_email": {"scope": "Mastodon's controller asks for write:accounts"},
    "search_peers": _UNDOCUMENTED,
    "update_push_subscription": {"unknown parameter": "Mastodon's controller takes every alert here, too"},
    "update_notification_policy": {"unknown parameter": "for_bots is newer than the inventory"},
    "get_trending_accounts": {"unknown": "longwei has it, no known server does"},
}
"""Differences that are right, by operation and by what differs, with the reason."""

VENDORS = ("gotosocial", "pleroma", "akkoma")
SEEN_ON_SNAC = (
    ("POST", "/api/v1/accounts/{}/follow"),
    ("POST", "/api/v1/accounts/{}/unfollow"),
    ("POST", "/api/v1/statuses/{}/bookmark"),
    ("POST", "/api/v1/polls/{}/votes"),
    ("GET", "/api/v1/lists/{}"),
    ("DELETE", "/api/v1/lists/{}/accounts"),
    ("POST", "/api/v1/media"),
)
"""What a real snac does in ``tests/servers/test_snac_day.py``, though the inventory says no or nothing of it."""

PLACES = {"query": "query", "form": "body", "multipart": "file", "path": "path", "header": "header"}
WRAPPED = {"Collections": "Collection[]"}
"""Objects around the items of a listing, and what a listing gives of them."""
NAMED_OTHERWISE = {
    "JRD": "WellKnownResponse",
    "object{state}": "AnnualReportState",
    "object{async_refresh: AsyncRefresh}": "WrappedAsyncRefresh",
    "text/csv": "str",
    "text": "str",
    "image/png": "bytes",
    "String[] (recovery codes)": "list[str]",
    "Empty (202)": "None",
    "oAuthApp": "PleromaOAuthApp",
    "Empty (201)": "None",
    "Empty (204)": "None",
    "object": "dict[str, Any]",
    "object{actor,followed_back}": "Relay",
    "object{aliases}": "PleromaAliases",
    "object{apps,count,page_size}": "PleromaOAuthApps",
    "object{codes}": "MfaBackupCodes",
    "object{configs,need_reboot}": "PleromaConfig",
    "object{deleted}": "AkkomaDeletion",
    "object{detected_language,text}": "AkkomaTranslation",
    "object{frontend_name}": "PreferredFrontend",
    "object{group,key,type,description,children}": "PleromaConfigDescription",
    "object{id,account,title,album,artist,length,created_at}": "Scrobble",
    "object{id,name,emoji,emoji_url}": "BookmarkFolder",
    "object{id,name,website,redirect_uri,client_id,client_secret,vapid_key}": "PleromaOAuthApp",
    "object{id,priority,text,hint}": "PleromaRule",
    "object{id,state,account,actor,content,created_at,statuses,notes}": "PleromaReport",
    "object{id,state,account,actor,content,created_at,statuses}": "PleromaReport",
    "object{id,url,type,pleroma}": "Mascot",
    "object{invites}": "PleromaInvites",
    "object{is_moderator,is_admin}": "PleromaPermissions",
    "object{is_moderator|is_admin}": "PleromaPermissions",
    "object{items,total}": "ModerationLog",
    "object{key,provisioning_uri}": "MfaSetup",
    "object{license,homepage,description,fallback-src,fallback-src-sha256,share-files}": "EmojiPackInfo",
    "object{link,token}": "PasswordReset",
    "object{name,git,build_url,ref,installed}": "PleromaFrontend",
    "object{name,version}": "FrontendProfile",
    "object{need_reboot}": "PleromaNeedReboot",
    "object{relays}": "Relays",
    "object{settings}": "WrappedMfaSettings",
    "object{source,target}": "AkkomaTranslationLanguages",
    "object{status_visibility}": "PleromaStats",
    "object{status}": "PleromaResult",
    "object{status|error}": "PleromaResult",
    "object{tags,image_url}": "PleromaEmoji",
    "object{total,reports}": "PleromaReports",
    "object{unreachable}": "FederationStatus",
    "object{urls,count,page_size}": "MediaProxyCaches",
    "object{url|error}": "RemoteInteraction",
    "object{users,count,page_size}": "PleromaAdminUsers",
    "object{users}": "PleromaAdminUsers",
    "object{version,settings}": "FrontendProfile",
    "Empty": "None",
    "String": "str",
    "XRD": "str",
    "string": "str",
    "V1::Instance": "InstanceV1",
    "object{count}": "UnreadCount",
    "object{merged}": "NotificationsMerged",
}

pytestmark = pytest.mark.skipif(not API.is_dir(), reason="the inventory of the servers' operations is not here")


def erased(path: str) -> str:
    """A path without the names of its parameters."""
    return re.sub(r"\{[^}]*\}", "{}", path)


@cache
def offered() -> dict[tuple[str, str], dict[str, Any]]:
    """What the servers offer, by method and erased path."""
    operations: list[dict[str, Any]] = json.loads((API / "operations.json").read_text("utf-8"))
    found = {(entry["method"], erased(entry["path"])): entry for entry in operations}
    for newer in json.loads((API / "newer_params.json").read_text("utf-8")):
        entry = found[newer["method"], erased(newer["path"])]
        known = {parameter["name"].removesuffix("[]") for parameter in entry["params"]}
        added = [parameter for parameter in newer["params"] if parameter["name"] not in known]
        entry["params"] = [*entry["params"], *added]
    for seen in SEEN_ON_SNAC:
        found[seen]["snac"] = True
    for entry in operations:
        for newer_path in (entry.get("newer_path"), entry.get("akkoma_path")):
            if newer_path:
                found.setdefault((entry["method"], erased(newer_path)), entry)
    return found


@cache
def names_of_entities() -> dict[str, str]:
    """What Howdah calls the entities that the servers name otherwise."""
    entities: list[dict[str, Any]] = json.loads((API / "entities.json").read_text("utf-8"))
    return {entity["name"]: entity["longwei_name"] for entity in entities if entity.get("longwei_name")}


def declared() -> Iterator[tuple[str, Declared]]:
    """Every operation of a client, and the requests that its flows are made of."""
    yield from declared_operations(Client)
    for module in pkgutil.walk_packages(howdah.api.__path__, "howdah.api."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, (Operation, Listing)):
                yield f"{module.name.removeprefix('howdah.api.')}.{name}", value


DECLARED = dict(declared())


def servers_of(entry: dict[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """The servers that have an operation, and those of which that is not known; what one vendor made is its own."""
    have = {name for name in EVERY if entry[name] and not (entry[name] is not True and "removed" in entry[name])}
    unsure = () if entry["section"] in VENDORS else (name for name in EVERY if entry[name] is None)
    return frozenset(have), frozenset(unsure)


def added_to(entry: dict[str, Any]) -> str | None:
    """The version of Mastodon that brought an operation, if Mastodon has it."""
    if "mastodon" not in servers_of(entry)[0]:
        return None
    added = str(entry["mastodon"].get("added") or "0.0.0")
    return added if added.count(".") == 2 else f"{added}.0"


def scopes_of(entry: dict[str, Any]) -> set[str]:
    """Every scope that some server asks for."""
    by_server: dict[str, Any] = entry.get("auth_by_server") or {}
    return {*entry["scopes"], *(scope for said in by_server.values() for scope in said["scopes"])}


def base_name(name: str) -> str:
    """The parameter that a bracketed name belongs to: ``a[]``, ``a[][b]`` and ``a[:index][b]`` to ``a``."""
    return re.sub(r"\[(:index)?\].*$", "", name)


def is_several(parameter: dict[str, Any]) -> bool:
    """Whether a parameter takes several values."""
    name: str = parameter["name"]
    return "[]" in name or "[:index]" in name or parameter["type"].startswith("array")


def is_listed(entry: dict[str, Any]) -> bool:
    """Whether its answers are arrays that come in pages."""
    paged = entry["paginated"] or entry.get("pagination_style") == "offset"
    answer: str = entry["returns"]
    return bool(paged) and (answer.endswith("[]") or answer in WRAPPED) and entry["method"] == "GET"


def returned(text: str) -> str:
    """A type of the inventory as Howdah writes it."""
    if text.endswith("[]"):
        return f"list[{returned(text[:-2])}]"
    if found := re.fullmatch(r"map<string,(.*)>", text):
        return f"dict[str, {returned(found[1])}]"
    return NAMED_OTHERWISE.get(text) or names_of_entities().get(text) or text.replace("::", "")


def written(kind: Any) -> str:
    """A type as it is written in an annotation, without modules."""
    return re.sub(r"[\w.]+\.(\w+)", r"\1", kind.__name__ if isinstance(kind, type) else str(kind))


def differences(operation: Declared) -> Iterator[tuple[str, str]]:
    """What a declaration says otherwise than the inventory: which fact, and how."""
    said = operation.declaration
    uses = said.uses or (f"{said.method} {said.path}",)
    entries: list[dict[str, Any]] = []
    for use in uses:
        method, _, path = use.partition(" ")
        entry = offered().get((method, erased(path)))
        if entry is None:
            yield "unknown", f"no server has {use}"
        else:
            entries.append(entry)
    if not entries:
        return
    scopes = {scope for entry in entries for scope in scopes_of(entry)}
    wanted = {scope for entry in entries for scope in entry["scopes"]}
    if (said.scope or wanted) and not set((said.scope or "none").split()) <= scopes:
        yield "scope", f"{said.scope} is none of {sorted(scopes)}"
    if said.uses:
        yield from flow_differences(operation, entries)
        if isinstance(operation, Listing):
            yield from parameter_differences(operation, entries[0])
    else:
        yield from request_differences(operation, entries[0])
        yield from parameter_differences(operation, entries[0])


def flow_differences(operation: Declared, entries: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Of what makes several requests: it cannot be had where and when none of them can."""
    said = operation.declaration
    have = frozenset[str]().union(*(servers_of(entry)[0] for entry in entries))
    if not said.servers <= have:
        yield "servers", f"{sorted(said.servers)} are more than {sorted(have)}"
    since = [release(added) for entry in entries if (added := added_to(entry))]
    if "mastodon" in said.servers and release(said.added) < min(since):
        yield "added", f"{said.added} is before {min(since)}"


def release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def request_differences(operation: Declared, entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Of what is one request: servers, versions, tokens, paging and the answer."""
    said = operation.declaration
    have, unsure = servers_of(entry)
    if said.servers != have:
        yield "servers", f"{sorted(said.servers)} instead of {sorted(have)}"
    if said.unsure != unsure:
        yield "unsure", f"{sorted(said.unsure)} instead of {sorted(unsure)}"
    if (added := added_to(entry)) and said.added != added:
        yield "added", f"{said.added} instead of {added}"
    auth = "admin" if said.for_staff else said.auth
    if auth != entry["auth"]:
        yield "auth", f"{auth} instead of {entry['auth']}"
    if isinstance(operation, Listing) != is_listed(entry):
        yield "paginated", f"{type(operation).__name__}, but {entry['paginated']} and {entry['returns']}"
    answer: str = WRAPPED.get(entry["returns"], entry["returns"])
    if written(operation.returns) != returned(answer):
        yield "returns", f"{written(operation.returns)} instead of {returned(answer)}"


def parameter_differences(operation: Declared, entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Of what is one request: its parameters, their places, and which are required."""
    known: dict[str, list[dict[str, Any]]] = {}
    for parameter in entry["params"]:
        if parameter["in"] != "path":
            known.setdefault(base_name(parameter["name"]), []).append(parameter)
    signature = operation.signature.parameters
    seen: set[str] = set()
    for item in operation.plan.fields:
        if item.place == "path" or (item.name.endswith("_mime_type") and item.name in signature):
            continue
        if item.wire_name not in known:
            yield "unknown parameter", f"{item.wire_name} ({item.name})"
            continue
        seen |= {item.wire_name, item.wire.also or item.wire_name}
        entries = known[item.wire_name]
        places = {PLACES[parameter["in"]] for parameter in entries}
        if item.place not in places:
            yield "place", f"{item.name} goes in the {item.place}, not the {'/'.join(sorted(places))}"
        several = any(is_several(parameter) for parameter in entries)
        if several != bool(re.search(r"Sequence\[|list\[", str(signature[item.name].annotation))):
            yield "several", f"{item.name}: {signature[item.name].annotation}"
        required = any(parameter["required"] for parameter in entries)
        if required and signature[item.name].default is None:
            yield "required", f"{item.name} is required"
    for name in sorted(known.keys() - seen):
        yield "missing parameter", name


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_declaration(name: str) -> None:
    reviewed = REVIEWED.get(name, {})
    found = list(differences(DECLARED[name]))
    faults = [f"{fact}: {how}" for fact, how in found if fact not in reviewed]
    assert not faults, f"{name} differs from the inventory:\n" + "\n".join(faults)
    stale = reviewed.keys() - {fact for fact, _ in found}
    assert not stale, f"{name} does not differ in {sorted(stale)}"


def test_what_is_reviewed_exists() -> None:
    assert REVIEWED.keys() <= DECLARED.keys()


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_every_declaration_can_be_planned(name: str) -> None:
    operation = DECLARED[name]
    assert set(operation.plan.path[1::2]) <= set(operation.plan.names) or operation.declaration.uses
    assert operation.returns is not Any
    assert operation.__doc__ or name.rpartition(".")[2].startswith("_")
