"""``howdah demo`` as a person runs it: in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from howdah import operations
from howdah.demo.picture import DESCRIPTION, elephant
from howdah.sandbox import Sandbox

LONGEST = 60
"""Seconds that a run may take; it takes two."""


def howdah(*arguments: str, without: Sequence[str] = (), **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command, where some modules are not installed."""
    program = [sys.executable, "-W", "error", "-m", "howdah", *arguments]
    if without:
        blocked = f"import sys; sys.modules.update(dict.fromkeys({list(without)!r}))"
        code = f"{blocked}; sys.argv[0] = 'howdah'; from howdah.cli import main; main()"
        program = [sys.executable, "-W", "error", "-c", code, *arguments]
    kept = {
        name: value for name, value in os.environ.items() if name not in ("HOWDAH_TOKEN", "NO_COLOR", "FORCE_COLOR")
    }
    return subprocess.run(
        program,
        env={**kept, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )


@pytest.fixture(scope="module")
def told() -> Any:
    run = howdah("demo", "--json")
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def statuses(told: Any) -> dict[str, Any]:
    return {status["id"]: status for status in told["statuses"]}


class TestDocument:
    def test_all_is_well(self, told: Any) -> None:
        assert told["ok"] is True
        assert told["error"] is None
        assert told["server"].startswith("http://127.0.0.1:")
        assert told["me"]["acct"] == "alice"
        assert told["instance"]["title"]

    def test_every_call_is_an_operation_with_its_requests_and_times(self, told: Any) -> None:
        calls = told["calls"]
        assert {call["name"] for call in calls} <= {operation.name for operation in operations()}
        assert {call["who"] for call in calls} == {"alice", "bob", "carol"}
        for call in calls:
            assert call["requests"], call
            assert all(request["status"] == 200 for request in call["requests"])
            assert 0 < sum(request["ms"] for request in call["requests"]) <= call["ms"] + 0.1 * len(call["requests"])
        totals = told["totals"]
        assert totals["calls"] == len(calls)
        assert totals["requests"] == sum(len(call["requests"]) for call in calls)
        assert totals["ms"] == pytest.approx(sum(call["ms"] for call in calls), abs=0.05 * len(calls) + 0.1)

    def test_both_clients_are_used(self, told: Any) -> None:
        at_once = [call for call in told["calls"] if call["client"] == "AsyncClient"]
        assert [(call["name"], call["who"]) for call in at_once] == [
            ("post_status", "alice"),
            ("post_status", "bob"),
            ("post_status", "carol"),
        ]
        assert {call["client"] for call in told["calls"]} == {"Client", "AsyncClient"}

    def test_everyone_follows_everyone(self, told: Any) -> None:
        follows = {(call["who"], call["what"]) for call in told["calls"] if call["name"] == "follow_account"}
        names = ("alice", "bob", "carol")
        assert follows == {(one, f"following {other}") for one in names for other in names if one != other}

    def test_the_timeline_is_walked_over_several_pages_without_repeats(self, told: Any) -> None:
        pages = told["timeline"]["pages"]
        assert told["timeline"]["name"] == "home"
        assert [len(page) for page in pages] == [4, 4, 2]
        ids = [status_id for page in pages for status_id in page]
        assert len(set(ids)) == len(ids)
        assert ids == sorted(ids, key=int, reverse=True)
        assert ids == [status["id"] for status in told["statuses"]]
        assert len([call for call in told["calls"] if call["name"] == "get_home_timeline"]) == len(pages)

    def test_what_was_posted_is_in_the_timeline(self, told: Any, statuses: dict[str, Any]) -> None:
        posted = told["posted"]
        flat = [one for ids in posted.values() for one in ([ids] if isinstance(ids, str) else ids)]
        assert sorted(flat) == sorted(statuses)
        assert [statuses[one]["account"]["acct"] for one in posted["greetings"]] == ["alice", "bob", "carol"]
        assert statuses[posted["greetings"][2]]["plain_text"].startswith(
            "Hello @alice, hello @bob! I can see everything"
        )

    def test_the_picture_is_there_with_its_description(self, told: Any, statuses: dict[str, Any]) -> None:
        picture = statuses[told["posted"]["picture"]]
        (media,) = picture["media_attachments"]
        assert media["type"] == "image"
        assert media["description"] == DESCRIPTION
        assert (picture["replies_count"], picture["reblogs_count"], picture["favourites_count"]) == (1, 1, 1)
        (call,) = [call for call in told["calls"] if call["what"] == "a picture, and what it shows"]
        assert [(request["method"], request["path"]) for request in call["requests"]] == [
            ("GET", "/api/v2/instance"),
            ("POST", "/api/v2/media"),
            ("POST", "/api/v1/statuses"),
        ]

    def test_reply_and_boost_refer_to_the_picture(self, told: Any, statuses: dict[str, Any]) -> None:
        posted = told["posted"]
        reply, boost = statuses[posted["reply"]], statuses[posted["boost"]]
        assert reply["in_reply_to_id"] == posted["picture"]
        assert reply["account"]["acct"] == "bob"
        assert boost["reblog"]["id"] == posted["picture"]
        assert boost["account"]["acct"] == "carol"

    def test_the_poll_has_the_votes(self, told: Any, statuses: dict[str, Any]) -> None:
        poll = statuses[told["posted"]["question"]]["poll"]
        assert [option["votes_count"] for option in poll["options"]] == [1, 0, 2]
        assert poll["votes_count"] == 3
        assert poll["voters_count"] == 2
        assert poll["voted"] is True
        assert sorted(poll["own_votes"]) == [0, 2]
        assert poll["multiple"] is True
        assert poll["expired"] is False

    def test_the_context_has_the_thread_in_order(self, told: Any) -> None:
        context, (first, second, third) = told["context"], told["posted"]["thread"]
        assert context["status"] == second
        assert [status["id"] for status in context["ancestors"]] == [first]
        assert [status["id"] for status in context["descendants"]] == [third]
        assert context["ancestors"][0]["spoiler_text"]
        assert context["ancestors"][0]["plain_text"].split("\n\n")[1] == "1. Ask the elephant. She decides."
        assert context["descendants"][0]["in_reply_to_id"] == second

    def test_the_notifications_have_arrived(self, told: Any) -> None:
        seen = {(one["type"], one["account"]["acct"], one.get("status", {}).get("id")) for one in told["notifications"]}
        posted = told["posted"]
        assert seen == {
            ("follow", "bob", None),
            ("follow", "carol", None),
            ("mention", "carol", posted["greetings"][2]),
            ("mention", "bob", posted["reply"]),
            ("reblog", "carol", posted["picture"]),
            ("favourite", "bob", posted["picture"]),
        }
        assert len(told["notifications"]) == len(seen)
        (call,) = [call for call in told["calls"] if call["name"] == "get_notifications"]
        assert len(call["requests"]) == 2

    def test_the_account_is_found(self, told: Any) -> None:
        assert told["search"]["query"] == "carol"
        (account,) = told["search"]["accounts"]
        assert account["acct"] == "carol"
        assert account["followers_count"] == 2


@pytest.fixture(scope="module")
def story() -> str:
    run = howdah("demo")
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    return run.stdout


class TestStory:
    @pytest.mark.parametrize(
        "text",
        [
            "Howdah's sandbox",
            "as @alice",
            "10 statuses on 3 pages",
            "page 3 of 3",
            "Alice @alice",
            "@carol boosted Alice @alice",
            "in reply to @alice",
            "@alice What a howdah! Is there a seat left?",
            "image: Pixel art: a grey elephant with a red howdah",
            "1 reply · 1 boost · 1 favourite",
            "3 votes · ends in 24 h",
            "⚠ climbing, heights",
            "(71 characters behind the warning)",
            "https://example.org/diary/2026/the-day-we-met-the-elephants",
            "just now",
            "Bob @bob favourited “Look who carries us today.”",
            "Carol @carol boosted “Look who carries us today.”",
            "Carol @carol follows you",
            "opened in the middle: 1 above, 1 below",
            "Looking for carol  1 found",
            "3 statuses · 2 followers · 2 followed",
            "await post_status",
        ],
    )
    def test_a_person_sees(self, story: str, text: str) -> None:
        assert text in story

    def test_the_poll_has_bars(self, story: str) -> None:
        assert re.search(r"✓ To the river +━{12} +50%", story)
        assert re.search(r"  Up the hill +0%", story)
        assert re.search(r"✓ Into the old forest ━{24} 100%", story)

    def test_the_thread_is_opened_and_indented(self, story: str) -> None:
        thread = story[story.index("A thread") : story.index("Looking for")].splitlines()
        steps = [line for number in "123" for line in thread if re.search(rf"│ {number}\. ", line)]
        indents = [line.index("│ ") for line in steps]
        assert len(steps) == 3
        assert indents == [0, 4, 8]

    def test_it_ends_with_what_was_called(self, story: str) -> None:
        *_, calls = story.split("What was called")
        rows = re.findall(r"^ (?:await )?(\w+) +(?:alice|bob|carol) .* (\d+) +(\d+) $", calls, re.MULTILINE)
        (total,) = re.findall(r"^ (\d+) calls +(\d+) +(\d+) $", calls, re.MULTILINE)
        assert len(rows) == int(total[0]) == 31
        assert sum(int(requests) for _, requests, _ in rows) == int(total[1])
        assert re.search(r"All of it took \d+\.\d seconds\.\n$", calls)

    def test_no_colour_where_nobody_sees_it(self, story: str) -> None:
        assert "\x1b" not in story

    def test_any_terminal_will_do(self) -> None:
        run = howdah("demo", PYTHONIOENCODING="ascii")
        assert run.returncode == 0, run.stderr
        assert run.stdout.isascii()
        assert "1 reply ? 1 boost" in run.stdout


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """What stands for a real server."""
    with Sandbox() as sandbox:
        for number in range(12):
            sandbox.client("bob").post_status(f"Number {number}")
        yield sandbox


def state(sandbox: Sandbox) -> Any:
    """All that a visitor could have changed."""
    return [
        [status.model_dump() for status in sandbox.client("bob").get_public_timeline(limit=40)],
        [len(sandbox.client(name).get_notifications()) for name in sandbox.users],
        [sandbox.client(name).verify_credentials().model_dump() for name in sandbox.users],
    ]


class TestRealServer:
    def test_only_reads(self, sandbox: Sandbox) -> None:
        before = state(sandbox)
        run = howdah("demo", "--json", "--server", sandbox.base_url, HOWDAH_TOKEN=sandbox.token_of("bob"))
        assert run.returncode == 0, run.stderr
        told = json.loads(run.stdout)
        assert told["ok"] is True
        assert told["me"]["acct"] == "bob"
        assert told["timeline"]["name"] == "home"
        assert [len(page) for page in told["timeline"]["pages"]] == [5, 5, 2]
        assert told["notifications"] == []
        assert [account["acct"] for account in told["search"]["accounts"]] == ["bob"]
        assert "posted" not in told
        assert {request["method"] for call in told["calls"] for request in call["requests"]} == {"GET"}
        assert state(sandbox) == before

    @pytest.mark.parametrize("form", [[], ["--json"]])
    def test_the_token_is_not_shown(self, sandbox: Sandbox, form: list[str]) -> None:
        token = sandbox.token_of("bob")
        run = howdah("demo", *form, "--server", sandbox.base_url, HOWDAH_TOKEN=token)
        assert run.returncode == 0
        assert run.stdout
        assert token not in run.stdout + run.stderr

    def test_without_a_token_what_is_public(self, sandbox: Sandbox) -> None:
        run = howdah("demo", "--server", sandbox.base_url)
        assert run.returncode == 0, run.stderr
        assert "as anonymous" in run.stdout
        assert "What is public  12 statuses on 3 pages" in run.stdout
        assert "Notifications" not in run.stdout

    def test_a_search_that_is_refused_is_no_end(self, sandbox: Sandbox) -> None:
        with sandbox.fault("/api/v2/search", status=401):
            run = howdah("demo", "--server", sandbox.base_url)
        assert run.returncode == 0, run.stderr
        assert "this server lets only its own people search" in run.stdout

    def test_a_wrong_token_is_one_line(self, sandbox: Sandbox) -> None:
        run = howdah("demo", "--server", sandbox.base_url, HOWDAH_TOKEN="wrong-and-secret")
        assert (run.returncode, run.stdout) == (1, "")
        assert run.stderr.count("\n") == 1
        assert "/api/v1/accounts/verify_credentials" in run.stderr
        assert "wrong-and-secret" not in run.stderr

    def test_a_status_beyond_reading_is_told_in_lines(self, sandbox: Sandbox) -> None:
        with sandbox.fault("/api/v1/timelines/public", body=[{"id": "1", "content": "x"}]):
            run = howdah("demo", "--server", sandbox.base_url)
        assert run.returncode == 1
        *notes, failure = run.stderr.splitlines()
        assert notes
        assert all(re.match(r"Note: 127\.0\.0\.1:\d+ sent Status\.\w+ in a form that is not", note) for note in notes)
        assert failure == "howdah demo: Status.account could not be read (the server sent '(missing)')"

    def test_a_field_beyond_reading_is_no_end(self, sandbox: Sandbox) -> None:
        status = sandbox.client("bob").raw.get_public_timeline(limit=1).json()[0]
        with sandbox.fault("/api/v1/timelines/public", body=[{**status, "poll": "a parrot"}]):
            run = howdah("demo", "--server", sandbox.base_url)
        assert run.returncode == 0
        assert run.stderr.count("\n") == 1
        assert "Status.poll" in run.stderr
        assert "Number 11" in run.stdout

    def test_hostile_text_commands_no_terminal(self, sandbox: Sandbox) -> None:
        posted = sandbox.client("carol").post_status("\x1b[2J\x9b31mgone? [bold]not[/] :smile:")
        run = howdah("demo", "--server", sandbox.base_url, FORCE_COLOR="1")
        sandbox.client("carol").delete_status(posted)
        assert run.returncode == 0, run.stderr
        assert "\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}31mgone? [bold]not[/] :smile:" in run.stdout

    @pytest.mark.parametrize("form", [[], ["--json"]])
    def test_nobody_there_is_one_line(self, form: list[str]) -> None:
        run = howdah("demo", *form, "--server", "http://127.0.0.1:1", HOWDAH_TOKEN="secret-token")
        assert run.returncode == 1
        assert run.stderr.startswith("howdah demo: GET http://127.0.0.1:1/api/")
        assert run.stderr.count("\n") == 1
        assert "secret-token" not in run.stdout + run.stderr
        if form:
            told = json.loads(run.stdout)
            assert told["ok"] is False
            assert "http://127.0.0.1:1/" in told["error"]
        else:
            assert run.stdout == ""

    def test_an_address_that_is_none_is_one_line(self) -> None:
        run = howdah("demo", "--server", "not a server")
        assert (run.returncode, run.stdout) == (1, "")
        assert run.stderr == "howdah demo: 'not a server' is not a server's address, such as 'example.social'\n"

    def test_a_password_in_the_address_is_not_shown(self) -> None:
        run = howdah("demo", "--json", "--server", "https://me:secret@server.example")
        assert run.returncode == 1
        assert json.loads(run.stdout)["server"] is None
        assert "secret" not in run.stdout + run.stderr


class TestExtras:
    @pytest.mark.parametrize("missing", ["typer", "rich"])
    @pytest.mark.parametrize("arguments", [[], ["--version"], ["demo", "--json"]])
    def test_without_the_command_s_own(self, missing: str, arguments: list[str]) -> None:
        run = howdah(*arguments, without=[missing])
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr == "the howdah command needs an extra that is not installed: pip install 'howdah[cli]'\n"

    @pytest.mark.parametrize("missing", ["mastodon_mock", "uvicorn"])
    def test_without_the_sandbox(self, missing: str) -> None:
        run = howdah("demo", without=[missing])
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.count("\n") == 1
        assert "pip install 'howdah[sandbox]'" in run.stderr

    def test_a_real_server_needs_no_sandbox(self, sandbox: Sandbox) -> None:
        run = howdah("demo", "--server", sandbox.base_url, without=["mastodon_mock", "uvicorn"])
        assert run.returncode == 0, run.stderr


class TestCommand:
    def test_version(self) -> None:
        run = howdah("--version")
        assert (run.returncode, run.stderr) == (0, "")
        assert re.fullmatch(r"howdah \d+\.\d+\.\d+\S*\n", run.stdout)

    @pytest.mark.parametrize("arguments", [["--help"], ["demo", "--help"], []])
    def test_help(self, arguments: list[str]) -> None:
        run = howdah(*arguments)
        assert run.returncode == (0 if arguments else 2)
        assert "demo" in (run.stdout if arguments else run.stderr)
        assert "Traceback" not in run.stderr

    def test_help_loads_no_more_than_it_needs(self) -> None:
        program = "import sys; from howdah.cli.app import app; print(*sys.modules)"
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        loaded = run.stdout.split()
        assert "typer" in loaded
        assert not {"howdah.client", "howdah.models", "pydantic", "httpx2", "asyncio", "mastodon_mock"} & set(loaded)


def test_the_picture_is_a_png() -> None:
    picture = elephant()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert picture[16:24] == (64).to_bytes(4) * 2
    assert len(picture) < 2000
