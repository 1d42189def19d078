"""The table of faults tells harm when it is done, and its page has every row."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import urllib.request
from typing import Any

import pytest
from tests import hostile
from tests.faults import __main__ as program
from tests.faults.answers import HOME, read_home
from tests.faults.elsewhere import STATUSES, post
from tests.faults.posts import exactly_one, honest
from tests.faults.rows import TOKEN, WAYS, Case, Outcome, Problem, Row, Stage, Way, all_rows
from tests.faults.table import PAGE, Line, as_json, harms, page, print_table, verdict
from tests.hostile import Board, json_answer

from howdah import RatelimitError, RequestTimeoutError

SYNC = Way("sync", "httpx")


def run(case: Case) -> Outcome:
    return asyncio.run(case.run(SYNC))


def harm(outcome: Outcome) -> list[str]:
    return [problem.harm for problem in outcome.problems]


def at_home(behaviour: hostile.Behaviour, act: Any = read_home, **more: Any) -> Case:
    return Case("Tests", "a test", lambda stage: stage.server.on(HOME, behaviour), act, **more)


async def tell_another_origin(stage: Stage) -> None:
    def ask() -> None:
        request = urllib.request.Request(stage.other.url + "/a", headers={"Authorization": f"Bearer {TOKEN}"})
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=5):
            pass

    stage.other.on("/a", json_answer({}))
    await asyncio.to_thread(ask)


async def log_the_token(stage: Stage) -> None:
    logging.getLogger("howdah").debug("Bearer %s", TOKEN)


async def raise_the_token(stage: Stage) -> None:
    raise RatelimitError(f"Bearer {TOKEN}")


async def raise_another(stage: Stage) -> None:
    raise KeyError("what")


def test_what_comes_to_another_origin_is_a_leak() -> None:
    outcome = run(at_home(json_answer([]), tell_another_origin))
    assert harm(outcome) == ["leaked", "leaked"]
    assert "GET /a" in outcome.problems[0].said


@pytest.mark.parametrize("act", [log_the_token, raise_the_token])
def test_the_token_is_a_leak(act: Any) -> None:
    ends = RatelimitError if act is raise_the_token else None
    assert harm(run(at_home(json_answer([]), act, ends=ends))) == ["leaked"]


def test_what_is_not_ours_is_outside() -> None:
    assert harm(run(at_home(json_answer([]), raise_another))) == ["outside"]


def test_what_takes_too_long_hangs() -> None:
    assert harm(run(at_home(hostile.stall, ends=RequestTimeoutError, within=0.2))) == ["hung"]


def test_another_end_is_unexpected() -> None:
    assert harm(run(at_home(json_answer([]), ends=RequestTimeoutError))) == ["unexpected"]
    assert harm(run(at_home(hostile.stall))) == ["unexpected"]


def test_a_post_made_twice_is_lost() -> None:
    def arrange(stage: Stage) -> None:
        stage.board = Board(keeps_keys=False)
        stage.server.on(STATUSES, stage.board.post)

    async def twice(stage: Stage) -> Any:
        await post(stage)
        return await post(stage)

    assert set(harm(run(Case("Tests", "twice", arrange, twice, check=exactly_one)))) == {"lost"}


def test_a_post_that_is_only_said_to_be_there_is_lost() -> None:
    def arrange(stage: Stage) -> None:
        stage.server.on(STATUSES, lambda request, peer: Board().post(request, peer))

    assert set(harm(run(Case("Tests", "none", arrange, post, check=honest)))) == {"lost"}


class Made:
    """A row that does nothing."""

    group = "Tests"

    def __init__(self, name: str, *problems: Problem) -> None:
        self.name = name
        self._problems = list(problems)

    async def run(self, way: Way) -> Outcome:
        if self.name == "raises":
            raise KeyError("what")
        return Outcome(f"{way.kind}" if self.name == "differs" else "success", 0.5, 1, self._problems)


def table(*rows: Row) -> list[Line]:
    return asyncio.run(program.run(list(rows), quiet=True))


def test_harm_is_counted_and_shown() -> None:
    lines = table(Made("fine"), Made("bad|", Problem("lost", "it is gone")), Made("raises"), Made("differs"))
    assert harms(lines) == {"lost": 4, "leaked": 0, "hung": 0, "outside": 4, "unexpected": 0}
    assert verdict(lines).startswith("4 faults, 16 runs: 4 lost, 0 leaked")
    shown = io.StringIO()
    print_table(lines, shown)
    assert "lost: Tests, bad|, sync httpx: it is gone" in shown.getvalue()
    assert "sync httpx, sync reqwest: sync; async httpx, async reqwest: async" in page(lines)
    assert "| bad\\| | success | 1 | 0.5 s |" in page(lines)
    document = json.loads(json.dumps(as_json(lines)))
    assert document["rows"][1]["ways"]["sync httpx"]["problems"] == [{"harm": "lost", "said": "it is gone"}]
    assert [len(row["ways"]) for row in document["rows"]] == [len(WAYS)] * 4


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([Made("fine")], 0),
        ([Made("fine"), Made("bad", Problem("hung", "for ever"))], 1),
        ([Made("raises")], 1),
        ([], 1),
    ],
)
@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_the_program_ends_accordingly(
    rows: list[Row], code: int, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["faults", *arguments])
    monkeypatch.setattr(program, "all_rows", lambda: rows)
    assert program.main() == code


def test_the_page_has_every_row() -> None:
    written = PAGE.read_text(encoding="utf-8")
    lines = [Line(row, {"once": Outcome("success")}) for row in all_rows()]
    wanted = [line.split(" | ")[0] for line in page(lines).splitlines() if line.startswith("| ")]
    have = [line.split(" | ")[0] for line in written.splitlines() if line.startswith("| ")]
    assert have == wanted, "run: python -m tests.faults --write"
    assert ": 0 lost, 0 leaked, 0 hung, 0 outside the error tree, 0 otherwise than they should be." in written
