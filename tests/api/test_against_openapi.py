"""Every declaration and model against the OpenAPI description of Mastodon (``shared/api/mastodon-openapi.json``).

It is made from Mastodon's documentation. A difference is a fault, unless ``REVIEWED`` says why it is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from tests.api.descriptions import Described, Description, Parameter, Schema, differences, entity_differences
from tests.api.test_against_operations import API, names_of_entities

OPENAPI = API / "mastodon-openapi.json"

pytestmark = pytest.mark.skipif(not OPENAPI.is_file(), reason="the description of Mastodon is not here")

NAMES = {
    "AdminEmailDomainBlockHistory": "TrendHistory",
    "AsyncRefreshResponse": "WrappedAsyncRefresh",
    "CohortData": "AdminCohortData",
    "CountResponse": "UnreadCount",
    "DiscoverOauthServerConfigurationResponse": "OAuthServerMetadata",
    "MergedResponse": "NotificationsMerged",
    "MetaDetails": "MediaDimensions",
    "OEmbedResponse": "OEmbed",
    "TagHistory": "TrendHistory",
    "V1Instance": "InstanceV1",
    "V1NotificationPolicy": "NotificationPolicyV1",
}
"""What Howdah calls what the description alone has a name for."""

NO_MODELS = {
    "BaseStatus": "what is posted, not what is answered",
    "CustomError422": "errors are exceptions",
    "Error": "errors are exceptions",
    "ValidationError": "errors are exceptions",
}
"""Schemas that are no entity."""

REVIEWED: dict[str, tuple[str, ...]] = {
    "one text on the wire, of several scopes": ("POST /api/v1/apps: register_app: scopes is several",),
    "it gives up the client's own token": ("POST /oauth/revoke: revoke_access_token: lacks token",),
    "one way of several to get a token needs it": (
        "POST /oauth/token: request_token: code is required",
        "POST /oauth/token: request_token: redirect_uri is required",
    ),
    "an upload asks first what the server takes": ("GET /api/v2/instance: post_media: gives MediaAttachment",),
    "files are uploaded; the description takes them for text": (
        "PATCH /api/v1/accounts/update_credentials: update_credentials: avatar goes in the file, not the body",
        "PATCH /api/v1/accounts/update_credentials: update_credentials: header goes in the file, not the body",
        "PATCH /api/v1/profile: update_profile: avatar goes in the file, not the body",
        "PATCH /api/v1/profile: update_profile: header goes in the file, not the body",
        "PUT /api/v1/media/{id}: update_media: thumbnail goes in the file, not the body",
    ),
    "the rows of a table; the description calls them an object": (
        "PATCH /api/v1/accounts/update_credentials: update_credentials: fields_attributes is several",
        "PATCH /api/v1/profile: update_profile: fields_attributes is several",
    ),
    "a search has its parameters under longwei's names, query and query_type": (
        "GET /api/v2/search: search: lacks q",
        "GET /api/v2/search: search: lacks type",
    ),
    "schedule_status has it": ("POST /api/v1/statuses: post_status: lacks scheduled_at",),
    "Mastodon keeps no key for what is scheduled": ("POST /api/v1/statuses: schedule_status: lacks Idempotency-Key",),
    "IDs are always text": (
        "NotificationGroup: most_recent_notification_id: is not a number",
        "ScheduledStatus: params: application_id: is not a number",
        "ScheduledStatus: params: in_reply_to_id: is not a number",
    ),
    "the documentation's slip: Mastodon's controller renders filters of the first version": (
        "GET /api/v1/filters: get_filters: gives list[Filter]",
    ),
    "the documentation's slip: Mastodon's controller renders nothing": (
        "DELETE /api/v2/filters/statuses/{id}: delete_filter_status: gives None",
    ),
}
"""Differences that are right, by their reason; each must still be there."""


@cache
def description() -> Description:
    """What is known of Mastodon; nothing where the file is not here."""
    document: dict[str, Any] = {"paths": {}, "components": {"schemas": {}}}
    if OPENAPI.is_file():
        document = json.loads(OPENAPI.read_text("utf-8"))
    schemas: dict[str, Schema] = document["components"]["schemas"]
    names = {name.replace("::", ""): ours for name, ours in names_of_entities().items()} if OPENAPI.is_file() else {}
    described = Description([], schemas, {**names, **NAMES}, NO_MODELS)
    described.operations += (
        Described(method.upper(), path, list(parameters(said, described)), list(answers(said)))
        for path, methods in document["paths"].items()
        for method, said in methods.items()
    )
    return described


def parameters(said: dict[str, Any], described: Description) -> Iterator[Parameter]:
    """The parameters of an operation; of a body that may take several forms, those of all of them."""
    for parameter in said.get("parameters", []):
        if parameter["in"] != "path":
            yield from flattened(
                parameter["name"], parameter["schema"], parameter["in"], bool(parameter.get("required")), described
            )
    for content in said.get("requestBody", {}).get("content", {}).values():
        alternatives = [list(body(one, described)) for one in content["schema"].get("oneOf", [content["schema"]])]
        always = set.intersection(*({one.name for one in some if one.required} for some in alternatives))
        found = {one.name: one for some in alternatives for one in some}
        yield from (replace(one, required=one.name in always) for one in found.values())


def body(schema: Schema, described: Description) -> Iterator[Parameter]:
    """The parameters that a body consists of."""
    for part in schema.get("allOf", []):
        yield from body(part, described)
    name = schema.get("$ref", "").rpartition("/")[2]
    if name:
        yield from body(described.schemas[name], described)
    for key, value in schema.get("properties", {}).items():
        yield from flattened(key, value, "body", key in schema.get("required", []), described)


def flattened(name: str, schema: Schema, place: str, required: bool, described: Description) -> Iterator[Parameter]:
    """A parameter, or those that it consists of, as ``name[part]``."""
    name = name.removesuffix("[]")
    several = schema.get("type") == "array"
    _, found = described.resolved(schema["items"] if several else schema)
    if found.get("properties") and not several:
        for key, value in found["properties"].items():
            yield from flattened(f"{name}[{key}]", value, place, False, described)
    else:
        yield Parameter(name, place, several, required, frozenset(found.get("enum", [])))


def answers(said: dict[str, Any]) -> Iterator[Schema]:
    """The schemas of what a success answers."""
    for status, answer in said["responses"].items():
        if status.startswith("2"):
            for content in answer.get("content", {}).values():
                if schema := content.get("schema"):
                    yield from schema.get("oneOf", [schema])


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
