"""Scopes: names, and how one covers another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from howdah import ConfigurationError
from howdah.core.scopes import Scope, covers, missing_scopes, parse_scopes, with_identity

INVENTORY = Path(__file__).parents[3] / "shared" / "api" / "operations.json"


@pytest.mark.parametrize(
    ("granted", "scope"),
    [
        ("read", "read"),
        ("read", "read:accounts"),
        ("read write", "write:statuses"),
        ("admin:read", "admin:read:accounts"),
        ("admin", "admin:read:accounts"),
        ("follow", "read:follows"),
        ("follow", "write:mutes"),
        ([Scope.READ], Scope.READ_LISTS),
    ],
)
def test_what_is_covered(granted: Any, scope: str) -> None:
    assert covers(granted, scope)


@pytest.mark.parametrize(
    ("granted", "scope"),
    [
        ("read:accounts", "read"),
        ("read", "write"),
        ("read", "admin:read"),
        ("read", "profile"),
        ("read", "readable"),
        ("follow", "read:accounts"),
        ("admin:read", "admin:write:accounts"),
        ("", "read"),
    ],
)
def test_what_is_not_covered(granted: str, scope: str) -> None:
    assert not covers(granted, scope)


def test_missing_scopes_are_named_in_order() -> None:
    assert missing_scopes("read push", "write read:accounts follow push") == ("write", "follow")
    assert missing_scopes((), "read") == ("read",)


@pytest.mark.parametrize(
    "given", ["read  write:statuses\n", ["read", Scope.WRITE_STATUSES], ("read", "write:statuses", "read")]
)
def test_scopes_are_given_in_any_form(given: Any) -> None:
    assert parse_scopes(given) == ("read", "write:statuses")


@pytest.mark.parametrize("given", ["", " ", [], ["read write"], [""], ["rëad"], ["read\n"[:-1] + "\x00"]])
def test_what_is_no_scope_is_refused(given: Any) -> None:
    with pytest.raises(ConfigurationError):
        parse_scopes(given)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("write", ("write", "read:accounts")),
        ("read", ("read",)),
        ("profile push", ("profile", "push")),
        ("read:accounts", ("read:accounts",)),
    ],
)
def test_what_a_login_asks_for_tells_who_it_is(asked: str, wanted: tuple[str, ...]) -> None:
    assert with_identity(asked) == wanted


@pytest.mark.skipif(not INVENTORY.is_file(), reason="the inventory of the servers' operations is not here")
def test_every_scope_of_every_server_has_a_name() -> None:
    asked = {scope for entry in json.loads(INVENTORY.read_text("utf-8")) for scope in entry.get("scopes") or ()}
    assert asked <= {str(scope) for scope in Scope}
