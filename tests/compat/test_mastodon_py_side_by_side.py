"""The front for Mastodon.py does what Mastodon.py does; and what compares them sees what differs."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

import mastodon
import pytest
from tests.compat.mastodon_py_side_by_side import FRONT, REAL, compare, documented, the_script
from tests.compat.side_by_side.comparing import Comparison, Pairs
from tests.compat.side_by_side.reasons import Reason, sorted_out
from tests.compat.side_by_side.script import Later, Outcome, Raised, Script
from tests.compat.side_by_side.servers import Asked

ROOT = Path(__file__).parents[2]
LEAST_METHODS = 285
LONGEST_RUN = 300.0
NOT_IN_THE_SCRIPT = {"stream_open_websocket", "close"}
"""What is compared in ``test_mastodon_py_streaming``, and what only the front has."""


def test_one_script_gives_the_same_on_both() -> None:
    # In a process of its own, as both libraries are used: what other tests leave behind must not count.
    command = [sys.executable, "-m", "tests.compat.mastodon_py_side_by_side"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_RUN, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    *_, compared, results, requests = done.stdout.splitlines()
    assert int(compared.partition(" ")[0]) >= LEAST_METHODS
    assert results == "differences in results without a reason: 0"
    assert requests == "differences in requests without a reason: 0"


def test_the_script_calls_every_method(tmp_path: Path) -> None:
    every = documented(REAL) | documented(FRONT)
    called = {method for step in the_script(tmp_path).steps.values() for method in step.methods()}
    assert every == (called & every) | NOT_IN_THE_SCRIPT


def short_script(directory: Path) -> Script:
    """Some calls that a twin can get wrong."""
    script = Script()
    server = script.given("server")
    alice = script.person("alice", access_token=server.tokens["alice"], api_base_url=server.url)
    posted = alice.status_post("Hello", visibility="unlisted")
    alice.status(posted.id)
    alice.status(1)
    alice.timeline_home(limit=1)
    return script


def twin(name: str, **changed: Any) -> str:
    """Mastodon.py with some methods changed, under a name to import it by."""
    module = ModuleType(name)
    module.__dict__.update({key: value for key, value in vars(mastodon).items() if not key.startswith("__")})
    module.Mastodon = type("Mastodon", (mastodon.Mastodon,), changed)  # type: ignore[attr-defined]
    for part in ("return_types", "types_base"):
        sys.modules[f"{name}.{part}"] = sys.modules[f"mastodon.{part}"]
    sys.modules[name] = module
    return name


def seen(other: str) -> list[str]:
    """Where a twin differs."""
    report = compare(REAL, other, short_script)
    return [f"{difference.step.partition(' ')[0]}{difference.where}" for difference in report.unexplained]


def test_a_library_is_equal_to_itself() -> None:
    assert seen(REAL) == []


def test_a_wrong_twin_is_told_apart() -> None:
    real = mastodon.Mastodon

    @wraps(real.status)
    def status(self: Any, wanted: Any) -> Any:
        found = real.status(self, wanted)
        found["content"] += "!"
        return found

    @wraps(real.status_post)
    def status_post(self: Any, status: str, **options: Any) -> Any:
        return real.status_post(self, status, **{**options, "visibility": "public"})

    @wraps(real.timeline_home)
    def timeline_home(self: Any, **options: Any) -> Any:
        return list(real.timeline_home(self, **options))

    assert seen(twin("twin_of_status", status=status)) == ["#3.content"]
    assert seen(twin("twin_of_post", status_post=status_post)) == [
        "#2.visibility",
        "#3.visibility",
        "#5[0].visibility",
        "#2 requests[0].body.visibility[0]",
    ]
    assert seen(twin("twin_of_list", timeline_home=timeline_home)) == ["#5 (type)"]


def test_a_twin_that_raises_something_else_is_told_apart() -> None:
    def status(self: Any, wanted: Any) -> Any:
        raise mastodon.MastodonAPIError("no")

    assert "#4 raised[0]" in seen(twin("twin_that_raises", status=status))


def compared(one: Any, other: Any, pairs: Pairs | None = None) -> list[str]:
    """Where two results differ."""
    comparison = Comparison(pairs or Pairs((["here:1"], ["there:2"])))
    comparison.outcomes("x", Outcome(one), Outcome(other))
    return [difference.where for difference in comparison.differences]


NOW = datetime.now(UTC)
OLD = datetime(2020, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://here:1/x", "http://there:2/x"),
        ("ID 1795287148585 twice 1795287148585", "ID 1795287148999 twice 1795287148999"),
        ("2026-11-21T19:00:00Z", "2026-11-21T19:00:05Z"),
        ({"a": 1, "b": [None, 1.5]}, {"a": 1, "b": [None, 1.5]}),
        (NOW, NOW + timedelta(seconds=5)),
    ],
)
def test_what_servers_make_up_is_mapped(one: Any, other: Any) -> None:
    assert compared(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, "1"),
        (None, ""),
        (True, 1),
        ([], ()),
        ([1], [1, 2]),
        ({"a": None}, {}),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ("1795287148585 1795287148586", "1795287148999 1795287148999"),
        (NOW, NOW.replace(tzinfo=None)),
        (NOW, NOW + timedelta(days=1)),
        (OLD, OLD + timedelta(milliseconds=1)),
        (OLD.isoformat(), (OLD + timedelta(seconds=1)).isoformat()),
        (1.0, 1.1),
        (b"a", b"b"),
        (Raised(("A", "B"), (1,)), Raised(("A",), (1,))),
        (Raised(("A",), (1,)), Raised(("A",), (2,))),
        (mastodon.AttribAccessDict(a=1), {"a": 1}),
    ],
)
def test_what_differs_is_seen(one: Any, other: Any) -> None:
    assert compared(one, other) != []


def test_an_id_stands_for_one_thing_from_the_first_step_to_the_last() -> None:
    pairs = Pairs(((), ()))
    assert compared("1795287148585", "1795287148999", pairs) == []
    assert compared("1795287148585", "1795287148998", pairs) == ["result"]


def test_what_only_one_side_asks_for_is_seen() -> None:
    asked = Asked(method="GET", path="/api/v1/statuses/1795287148585", query={}, body={}, headers={})
    more = Asked(method="GET", path="/api/v2/instance", query={}, body={}, headers={})
    comparison = Comparison(Pairs(((), ())))
    comparison.requests("x", [asked], [more, asked])
    assert [(each.where, each.other) for each in comparison.differences] == [
        (" requests (more)", "GET /api/v2/instance")
    ]


def test_a_reason_that_no_longer_applies_is_told() -> None:
    comparison = Comparison(Pairs(((), ())))
    comparison.outcomes("#1 alice.me()", Outcome({"a": 1}), Outcome({"a": 2}))
    applies, outdated = Reason("so", where="a$"), Reason("not so", where="b$")
    explained, left = sorted_out(comparison.differences, [applies, outdated])
    assert [reason for _, reason in explained] == [applies]
    assert left == [outdated]


def test_nothing_is_called_while_a_script_is_written() -> None:
    script = Script()
    made = script.person("alice", 1).status_post("x").id
    assert isinstance(made, Later)
    assert [str(step) for step in script.steps.values()] == ["library.Mastodon(1)", "alice.status_post('x')"]
