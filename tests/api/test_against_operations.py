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

REVIEWED: dict[str, dict[str, str]] = {
    "delete_filter_status": {"returns": "the documentation's slip: Mastodon's controller renders nothing"},
    "follow_by_uri": {"returns": "Pleroma renders the relationship, whatever its specification says"},
    "get_notification_group_accounts": {
        "scope": "the documentation's slip: Mastodon's controller asks for read:notifications",
        "paginated": "Mastodon's controller sends Link headers",
        "unknown parameter": "Mastodon's controller pages by max_id, since_id and limit",
    },
    "update_notification_policy": {"unknown parameter": "for_bots is newer than the inventory"},
    "get_trending_accounts": {"unknown": "longwei has it, no known server does"},
}
"""Differences that are right, by operation and by what differs, with the reason."""

PLACES = {"query": "query", "form": "body", "multipart": "file", "path": "path", "header": "header"}
NAMED_OTHERWISE = {
    "Empty": "None",
    "String": "str",
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
    """The servers that have an operation, and those of which that is not known."""
    have = {name for name in EVERY if entry[name] and not (entry[name] is not True and "removed" in entry[name])}
    return frozenset(have), frozenset(name for name in EVERY if entry[name] is None)


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
    return bool(paged) and entry["returns"].endswith("[]") and entry["method"] == "GET"


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
    auth = "user" if entry["auth"] == "admin" else entry["auth"]
    if said.auth != auth:
        yield "auth", f"{said.auth} instead of {auth}"
    if isinstance(operation, Listing) != is_listed(entry):
        yield "paginated", f"{type(operation).__name__}, but {entry['paginated']} and {entry['returns']}"
    if written(operation.returns) != returned(entry["returns"]):
        yield "returns", f"{written(operation.returns)} instead of {returned(entry['returns'])}"


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
