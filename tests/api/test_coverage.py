"""Every operation that a server offers (``shared/api/operations.json``) is declared, or left out for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from tests.api.test_against_operations import API, erased, offered

import howdah

pytestmark = pytest.mark.skipif(not API.is_dir(), reason="the inventory of the servers' operations is not here")

MOST_OMITTED = 25

_ALPHA = "a path of Mastodon's 4.3 betas; get_notifications_v2 and its kin have what became of it"

OMITTED = {
    "GET /api/proofs": "gone from Mastodon, which called it itself: identity proofs were given up in 3.5",
    "GET /api/v2_alpha/notifications": _ALPHA,
    "GET /api/v2_alpha/notifications/unread_count": _ALPHA,
    "GET /api/v2_alpha/notifications/{group_key}": _ALPHA,
    "POST /api/v2_alpha/notifications/{group_key}/dismiss": _ALPHA,
    "GET /oauth/authorize": "a page for browsers",
    "POST /api/v1/notifications/dismiss": "gone from Mastodon in 3.0; where Pleroma still has it, it is the same as "
    "dismiss_notification",
}
"""What is not declared, and never will be."""


def spellings(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The requests that an operation of the inventory goes by, today and before, their parameters' names erased."""
    for path in (entry["path"], entry.get("newer_path"), entry.get("akkoma_path")):
        if path:
            yield entry["method"], erased(path)


@cache
def requests_declared() -> frozenset[tuple[str, str]]:
    """The requests that Howdah's operations make, the parameters' names in their paths erased."""
    uses = [use for info in howdah.operations() for use in info.uses or (f"{info.method} {info.path}",)]
    return frozenset((method, erased(path)) for method, _, path in (use.partition(" ") for use in uses))


@cache
def undeclared() -> dict[str, str]:
    """Operations of the inventory that no declaration covers, and their sections."""
    entries = {id(entry): entry for entry in offered().values()}.values()
    return {
        f"{entry['method']} {entry['path']}": entry["section"]
        for entry in entries
        if requests_declared().isdisjoint(spellings(entry))
    }


def test_every_operation_is_declared_or_left_out_for_a_reason() -> None:
    missing = set(undeclared())
    assert missing - OMITTED.keys() == set()


def test_what_is_left_out_is_not_declared() -> None:
    assert OMITTED.keys() - undeclared().keys() == set()


def test_little_is_left_out() -> None:
    assert len(OMITTED) <= MOST_OMITTED
