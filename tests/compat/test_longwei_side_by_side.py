"""longwei and its front, the same script, and nothing that differs without a reason."""

from __future__ import annotations

import anyio
import longwei
import pytest
from tests.compat.longwei_arguments import methods_of
from tests.compat.longwei_side_by_side import WAYS, Likeness, Table, compare, reason_for, unused_reasons


@pytest.fixture(scope="module")
def table() -> Table:
    return anyio.run(compare)


def test_every_method_is_compared(table: Table) -> None:
    assert list(table) == methods_of(longwei.APClient)
    assert all(row.server == len(WAYS) for row in table.values())
    assert sum(bool(row.sandbox) for row in table.values()) > 115


def test_nothing_differs_without_a_reason(table: Table) -> None:
    assert {method: said for method, row in table.items() if (said := row.unexplained(method))} == {}


def test_every_reason_is_still_one(table: Table) -> None:
    assert unused_reasons(table) == []


def test_a_reason_for_one_kind_of_server_is_none_for_another() -> None:
    assert reason_for("search", "server.Pleroma.sent")
    assert reason_for("search", "server.Mastodon.sent") is None


@pytest.mark.parametrize(
    ("theirs", "ours", "differ"),
    [
        ("at 127.0.0.1:1111/1795288853224", "at 127.0.0.1:2222/1795288853999", False),
        ("2026-11-21T19:20:55.352597+00:00", "2026-11-21T20:00:00Z", False),
        (["1795288853224", "1795288853224"], ["1795288853999", "1795288853998"], True),
        (["1795288853224", "1795288853225"], ["1795288853999", "1795288853999"], True),
        ({"a": 1}, {"a": True}, True),
        ({"a": 1}, {"a": 1, "b": None}, True),
        (["tulips"], ["roses"], True),
        ([], [None], True),
    ],
)
def test_what_is_a_servers_own_is_mapped_and_nothing_else(theirs: object, ours: object, differ: bool) -> None:
    assert bool(list(Likeness().differences("", theirs, ours))) == differ
