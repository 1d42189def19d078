"""What takes several requests takes what those take (``shared/api/operations.json``).

A flow's signature is held against the operations that no declaration makes alone; one that it lacks is a fault, unless
``REVIEWED`` says why it is not.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.api.descriptions import DERIVED, alone, declared_by_request, known_as, wire_names
from tests.api.test_against_operations import API, Declared, erased, offered

pytestmark = pytest.mark.skipif(not API.is_dir(), reason="the inventory of the servers' operations is not here")

_SEARCH = {"q": "it is called query, as longwei calls it", "type": "it is called query_type, as longwei calls it"}

REVIEWED: dict[str, dict[str, str]] = {
    "post_status": {
        "federated": "outdated; local_only says it",
        "scheduled_at": "schedule_status has it",
    },
    "schedule_status": {
        "Idempotency-Key": "servers ignore it for what is scheduled",
        "federated": "outdated; local_only says it",
        "preview": "what is not posted yet needs none",
    },
    "search": _SEARCH,
}
"""Parameters that are not there, and why."""


def lacking() -> dict[str, set[str]]:
    """The parameters that each flow lacks."""
    found: dict[str, set[str]] = {}
    for entry in {id(entry): entry for entry in offered().values()}.values() if API.is_dir() else ():
        here = declared_by_request().get((entry["method"], erased(entry["path"])), [])
        if not any(alone(declared) for _, declared in here):
            for name, declared in here:
                found.setdefault(name, set()).update(lacking_of(declared, entry))
    return {name: parameters for name, parameters in found.items() if name not in DERIVED}


def lacking_of(declared: Declared, entry: dict[str, Any]) -> set[str]:
    """The parameters of an operation that a flow lacks."""
    names = {re.sub(r"\[(:index)?\]", "", one["name"]) for one in entry["params"] if one["in"] != "path"}
    return {name for name in names if known_as(name, wire_names(declared)) is None}


@pytest.mark.parametrize(("name", "parameters"), sorted(lacking().items()))
def test_flow_takes_what_its_requests_take(name: str, parameters: set[str]) -> None:
    assert parameters == REVIEWED.get(name, {}).keys()


def test_what_is_reviewed_is_there() -> None:
    assert REVIEWED.keys() <= lacking().keys()
