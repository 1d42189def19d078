"""Every declaration and model against GoToSocial's own Swagger file (``shared/api/gotosocial-swagger.yaml``).

A difference is a fault, unless ``REVIEWED`` says why it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from tests.api.descriptions import Described, Description, Parameter, Schema, differences, entity_differences
from tests.api.test_against_operations import API

import howdah.models

pytestmark = pytest.mark.skipif(
    not (API / "gotosocial-swagger.yaml").is_file(), reason="GoToSocial's description of itself is not here"
)

SWAGGER = API / "gotosocial-swagger.yaml"
PLACES = {"query": "query", "formData": "body", "header": "header"}

NAMES = {
    "InstanceConfigurationEmojis": "InstanceEmojis",
    "Link": "WellKnownLink",
    "ScheduledStatusParamsPoll": "ScheduledStatusPoll",
    "Source": "AccountSource",
    "TimelineMarker": "Marker",
    "accountDisplayRole": "AccountRole",
    "accountRelationship": "Relationship",
    "accountRole": "Role",
    "adminAccountInfo": "AdminAccount",
    "attachment": "MediaAttachment",
    "domain": "DomainBlock",
    "filterV1": "Filter",
    "instanceConfigurationAccounts": "InstanceAccounts",
    "instanceConfigurationMediaAttachments": "InstanceMediaAttachments",
    "instanceConfigurationPolls": "InstancePolls",
    "instanceConfigurationStatuses": "InstanceStatuses",
    "instanceRule": "Rule",
    "instanceV1Configuration": "InstanceConfiguration",
    "instanceV2": "InstanceInfo",
    "instanceV2Configuration": "InstanceConfiguration",
    "instanceV2ConfigurationTranslation": "InstanceTranslation",
    "instanceV2ConfigurationVAPID": "InstanceVapid",
    "instanceV2Contact": "InstanceContact",
    "instanceV2Registrations": "InstanceRegistrations",
    "instanceV2Thumbnail": "InstanceThumbnail",
    "instanceV2ThumbnailVersions": "InstanceThumbnailVersions",
    "instanceV2URLs": "InstanceUrls",
    "instanceV2Usage": "InstanceUsage",
    "instanceV2Users": "InstanceUsers",
    "list": "UserList",
    "oauthToken": "Token",
    "searchResult": "SearchResults",
    "statusReblogged": "Status",
    "threadContext": "Context",
    "webPushSubscriptionAlerts": "WebPushAlerts",
}
"""What Howdah calls what GoToSocial calls otherwise; the rest is called the same, but for capitals."""

NO_MODELS = {
    "hostmeta": "XML, given as text",
    "markers": "a dict of markers by timeline",
    "swaggerCollection": "ActivityPub, for servers",
    "swaggerCollectionPage": "ActivityPub, for servers",
    "swaggerFeaturedCollection": "ActivityPub, for servers",
}
"""Schemas that are no entity."""

MISPRINTS = {
    "/api/v1/admin/domain_permission_subscriptions/${id}": ["/api/v1/admin/domain_permission_subscriptions/{id}"],
    "/api/v1/conversation/{id}/read": ["/api/v1/conversations/{id}/read"],
    "/api/v1/notification/{id}": ["/api/v1/notifications/{id}"],
    "/api/v2/filters/keywords{id}": ["/api/v2/filters/keywords/{id}"],
    "/api/{api_version}/media": ["/api/v1/media", "/api/v2/media"],
    "/api/{api_version}/search": ["/api/v1/search", "/api/v2/search"],
}
"""Paths that are not written as GoToSocial's router has them, and how it has them."""

REVIEWED: dict[str, tuple[str, ...]] = {
    "one text on the wire, of several scopes or addresses": (
        "POST /api/v1/apps: register_app: scopes is several",
        "POST /api/v1/apps: register_app: redirect_uris is several",
    ),
    "it gives up the client's own token": ("POST /oauth/revoke: revoke_access_token: lacks token",),
    "an upload asks first what the server takes": ("GET /api/v2/instance: post_media: gives MediaAttachment",),
    "for those that keep the server running; GET says the same": (
        "HEAD /livez: not declared",
        "HEAD /readyz: not declared",
    ),
    "ActivityPub, for servers": (
        "GET /users/{username}/collections/featured: not declared",
        "GET /users/{username}/outbox: not declared",
        "GET /users/{username}/statuses/{status}/replies: not declared",
    ),
    "GoToSocial binds these from a form, as other servers do; the file forgets to say so": (
        "POST /api/v1/accounts: create_account: username goes in the body, not the query",
        "POST /api/v1/accounts: create_account: email goes in the body, not the query",
        "POST /api/v1/accounts: create_account: password goes in the body, not the query",
        "POST /api/v1/accounts: create_account: agreement goes in the body, not the query",
        "POST /api/v1/accounts: create_account: locale goes in the body, not the query",
        "POST /api/v1/accounts: create_account: reason goes in the body, not the query",
        "POST /api/v1/admin/media_cleanup: "
        "gotosocial.clean_up_media: remote_cache_days goes in the body, not the query",
    ),
    "GoToSocial's code takes either alone": (
        "PUT /api/v2/filters/{id}: filters._update_filter_v2: title is required",
        "PUT /api/v2/filters/{id}: filters._update_filter_v2: context is required",
    ),
    "GoToSocial's code takes an array": (
        "POST /api/v1/accounts/alias: gotosocial.update_account_aliases: also_known_as_uris is several",
    ),
    "outdated; local_only says it": (
        "POST /api/v1/statuses: post_status: lacks federated",
        "POST /api/v1/statuses: schedule_status: lacks federated",
    ),
    "schedule_status has it": ("POST /api/v1/statuses: post_status: lacks scheduled_at",),
    "a search has its parameters under longwei's names, query and query_type": (
        "GET /api/v1/search: search: lacks q",
        "GET /api/v1/search: search: lacks type",
        "GET /api/v2/search: search: lacks q",
        "GET /api/v2/search: search: lacks type",
    ),
    "a status that is scheduled is a ScheduledStatus, as the text beside it says": (
        "POST /api/v1/statuses: schedule_status: gives ScheduledStatus",
    ),
    "the file's slip: it is one source, not several": (
        "GET /api/v1/statuses/{id}/source: get_status_source: gives StatusSource",
    ),
    "its links alone, which is what it has": ("GET /.well-known/nodeinfo: get_nodeinfo_links: gives NodeinfoLinks",),
    "flat, as everywhere else": ("GET /api/v1/instance/peers: get_instance_peers: gives list[str]",),
    "markers by timeline": (
        "GET /api/v1/markers: get_markers: gives dict[str, Marker]",
        "POST /api/v1/markers: save_markers: gives dict[str, Marker]",
    ),
    "Mastodon answers with nothing, and what GoToSocial gives is gone": (
        "DELETE /api/v1/admin/domain_allows/{id}: admin.delete_domain_allow: gives None",
        "DELETE /api/v1/admin/domain_blocks/{id}: admin.delete_domain_block: gives None",
        "POST /api/v1/admin/accounts/{id}/reject: admin.reject_account: gives None",
    ),
    "Mastodon's entity; what GoToSocial has besides is kept": (
        "GET /api/v1/admin/domain_allows: admin.get_domain_allows: gives list[AdminDomainAllow]",
        "GET /api/v1/admin/domain_allows/{id}: admin.get_domain_allow: gives AdminDomainAllow",
        "GET /api/v1/admin/domain_blocks: admin.get_domain_blocks: gives list[AdminDomainBlock]",
        "GET /api/v1/admin/domain_blocks/{id}: admin.get_domain_block: gives AdminDomainBlock",
        "POST /api/v1/admin/domain_allows: admin.create_domain_allow: gives AdminDomainAllow",
        "POST /api/v1/admin/domain_blocks: admin.create_domain_block: gives AdminDomainBlock",
        "PUT /api/v1/admin/domain_blocks/{id}: admin.update_domain_block: gives AdminDomainBlock",
    ),
    "with a file it answers with every entry made": (
        "POST /api/v1/admin/domain_allows: gotosocial.import_domain_allows: gives list[DomainPermission]",
        "POST /api/v1/admin/domain_blocks: gotosocial.import_domain_blocks: gives list[DomainPermission]",
    ),
    "of your own account only, which is a CredentialAccount": (
        "account: lacks role",
        "account: lacks source",
        "mutedAccount: lacks role",
        "mutedAccount: lacks source",
    ),
    "of an application that you made, which is a CredentialApplication": (
        "application: lacks client_id",
        "application: lacks client_secret",
        "application: lacks created_at",
    ),
    "an edit tells what there was to choose from": ("statusEdit: poll: is StatusEditPoll | None, not Poll",),
}
"""Differences that are right, by their reason; each must still be there."""

OURS = {name.lower(): name for name in howdah.models.__all__}
"""The names of our models without capitals."""


@cache
def description() -> Description:
    """What GoToSocial says of itself; nothing where the file is not here."""
    document: dict[str, Any] = {"paths": {}, "definitions": {}}
    if SWAGGER.is_file():
        document = yaml.load(SWAGGER.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    names = {name: OURS.get(name.lower(), name) for name in document["definitions"]} | NAMES
    described = Description([], document["definitions"], names, NO_MODELS)
    described.operations += (
        Described(method.upper(), path, list(parameters(said)), list(answers(said)))
        for written, methods in document["paths"].items()
        for path in MISPRINTS.get(written, [written])
        for method, said in methods.items()
    )
    return described


def parameters(said: dict[str, Any]) -> Iterator[Parameter]:
    """The parameters of an operation; the rows of a table are one."""
    for parameter in said.get("parameters", []):
        if parameter["in"] != "path":
            name = re.sub(r"\[\d*\](\[\w+\])?$", "", parameter["name"])
            yield Parameter(
                name,
                "file" if parameter["type"] == "file" else PLACES[parameter["in"]],
                parameter["type"] == "array" or name != parameter["name"],
                bool(parameter.get("required")),
                frozenset(parameter.get("enum", parameter.get("items", {}).get("enum", []))),
            )


def answers(said: dict[str, Any]) -> Iterator[Schema]:
    """The schemas of what a success answers."""
    for status, answer in said["responses"].items():
        if str(status).startswith("2") and (schema := answer.get("schema")):
            yield schema


def reviewed(place: str) -> set[str]:
    """The differences in a place that are right."""
    said = {one for places in REVIEWED.values() for one in places}
    return {one.removeprefix(f"{place}: ") for one in said if one.startswith(f"{place}: ")}


@pytest.mark.parametrize("described", description().operations, ids=str)
def test_operation_is_declared_as_described(described: Described) -> None:
    assert set(differences(described, description())) == reviewed(str(described))


@pytest.mark.parametrize("name", description().entities())
def test_entity_is_modelled_as_described(name: str) -> None:
    assert set(entity_differences(name, description())) == reviewed(name)


def test_what_is_reviewed_is_described() -> None:
    here = description()
    places = {str(one) for one in here.operations} | set(here.entities())
    assert {one.partition(": ")[0] for differences in REVIEWED.values() for one in differences} <= places
    assert set(NO_MODELS) | set(NAMES) <= set(here.schemas)
