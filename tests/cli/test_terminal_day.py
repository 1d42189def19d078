"""A day at the terminal: what a person types and sees, and what shells make of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.terminal import LONGEST, Terminal, environment

from howdah.demo.picture import elephant
from howdah.sandbox import Sandbox

if sys.platform == "win32":
    pytest.skip("Windows has no terminals that pexpect could drive", allow_module_level=True)

pytestmark = pytest.mark.usefixtures("bounded")

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def surroundings(howdah_sandbox: Sandbox) -> dict[str, str]:
    """Who a person is in the sandbox."""
    return {"HOWDAH_SERVER": howdah_sandbox.base_url, "HOWDAH_TOKEN": howdah_sandbox.token_of("alice")}


def shell(folder: Path, line: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A line as a shell has it; what it ends with is what ``howdah`` does."""
    return subprocess.run(
        ["bash", "-c", f'howdah() {{ "{sys.executable}" -W error -m howdah "$@"; }}; {line}'],
        env=environment(folder, **more),
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )


def seen(folder: Path, *arguments: str, **more: str) -> str:
    """What a command shows in a terminal, without its colours."""
    with Terminal(folder, *arguments, **more) as terminal:
        assert terminal.ends() == 0, terminal.shown
        return ESCAPE.sub("", terminal.shown)


def test_a_day(tmp_path: Path, howdah_sandbox: Sandbox, surroundings: dict[str, str]) -> None:
    picture = tmp_path / "elephant.png"
    picture.write_bytes(elephant())
    bob = howdah_sandbox.client("bob")
    alice = howdah_sandbox.client("alice")
    alice.follow_account(bob.verify_credentials())
    bob.follow_account(alice.verify_credentials())

    with Terminal(tmp_path, "stream", "--limit", "3", **surroundings) as streaming:
        streaming.read_until("streaming over websocket")

        posted = seen(tmp_path, "post", "Good morning", "-m", str(picture), "-d", "grey elephant", **surroundings)
        assert "Good morning" in posted
        assert "image: grey elephant" in posted
        (identity,) = re.findall(r"just now · (\d+)", posted)

        assert identity in seen(tmp_path, "timeline", **surroundings)
        as_bob = {**surroundings, "HOWDAH_TOKEN": howdah_sandbox.token_of("bob")}
        assert "What a picture" in seen(tmp_path, "reply", identity, "What a picture", **as_bob)
        thread = seen(tmp_path, "thread", identity, **surroundings)
        assert thread.index("Good morning") < thread.index("@alice What a picture")
        assert "mentioned you “@alice What a picture”" in seen(tmp_path, "notifications", **surroundings)

        assert streaming.ends() == 0
        live = ESCAPE.sub("", streaming.shown)
        assert live.index("Good morning") < live.index("What a picture")
        assert "mentioned you" in live

    follows = tmp_path / "follows.csv"
    assert "1 follows are in" in " ".join(
        seen(tmp_path, "export", "follows", "-o", str(follows), **surroundings).split()
    )
    assert follows.read_text().splitlines()[1].startswith("bob@")

    assert "1 would be deleted" in seen(tmp_path, "delete-old", "--older-than", "0s", "--dry-run", **surroundings)
    assert "1 deleted" in seen(tmp_path, "delete-old", "--older-than", "0s", **surroundings)
    assert not alice.get_account_statuses(alice.verify_credentials())


def test_a_stream_is_ended_by_ctrl_c_without_a_word_and_goes_on_where_it_was(
    tmp_path: Path, howdah_sandbox: Sandbox, surroundings: dict[str, str]
) -> None:
    alice = howdah_sandbox.client("alice")
    kept = tmp_path / "position"
    keep = ["stream", "--jsonl", "--keep", str(kept)]
    with Terminal(tmp_path, *keep, **surroundings) as terminal:
        terminal.read_until("Ctrl-C ends it")
        first = alice.post_status("First")
        position = json.loads(terminal.read_until(r'"position": ("[^\r]*")\}')[1])
        assert first.id in terminal.shown
        deadline = time.monotonic() + LONGEST
        while kept.read_text() != position:  # what was shown may be shown again, if it is ended right then
            assert time.monotonic() < deadline
            time.sleep(0.02)
        terminal.interrupt()
        assert terminal.ends() == 130
        assert "Traceback" not in terminal.shown
        assert "interrupted" not in terminal.shown.lower()
    missed = alice.post_status("Missed")
    done = shell(tmp_path, f"howdah {' '.join(keep)} --limit 1", **surroundings)
    assert done.returncode == 0, done.stderr
    (event,) = map(json.loads, done.stdout.splitlines())
    assert (event["event"], event["status"]["id"]) == ("update", missed.id)
    quiet = shell(tmp_path, "howdah stream notifications --for 1s --json", **surroundings)
    assert (quiet.returncode, quiet.stdout) == (0, "[]\n"), quiet.stderr


def test_long_work_shows_how_far_it_is_and_only_to_a_person(
    tmp_path: Path, howdah_sandbox: Sandbox, surroundings: dict[str, str]
) -> None:
    (tmp_path / "elephant.png").write_bytes(elephant())
    with Terminal(tmp_path, "upload", str(tmp_path / "elephant.png"), **surroundings) as terminal:
        assert terminal.ends() == 0
    assert re.search(r"elephant\.png .* \d+/\d+ bytes", ESCAPE.sub("", terminal.shown))
    assert re.search(r"^a file was uploaded without", ESCAPE.sub("", terminal.shown).replace("\r", "\n"), re.MULTILINE)
    howdah_sandbox.client("alice").post_status("Old")
    assert "Statuses looked at" in seen(tmp_path, "delete-old", "--older-than", "0s", **surroundings)
    unseen = shell(tmp_path, f"howdah upload {tmp_path / 'elephant.png'} -d grey --json", **surroundings)
    assert (unseen.returncode, unseen.stderr) == (0, "")


class TestShells:
    def test_pipes(self, tmp_path: Path, howdah_sandbox: Sandbox, surroundings: dict[str, str]) -> None:
        line = 'seq 2 | while read n; do howdah post "$n" --jsonl; done | sed \'s/.*"id": "\\([0-9]*\\)", "uri.*/\\1/\''
        done = shell(tmp_path, f"{line} | howdah favourite --jsonl", **surroundings)
        assert done.returncode == 0, done.stderr
        assert [json.loads(status)["favourited"] for status in done.stdout.splitlines()] == [True] * 2

    def test_a_reader_that_goes_away(
        self, tmp_path: Path, surroundings: dict[str, str], howdah_sandbox: Sandbox
    ) -> None:
        alice = howdah_sandbox.client("alice")
        for number in range(3):
            alice.post_status(f"{number} {'long ' * 90}")
        for form in ("--json", "--limit 3"):
            done = shell(tmp_path, f"howdah timeline {form} | true; echo ${{PIPESTATUS[0]}}", **surroundings)
            assert (done.stdout, done.stderr) == ("141\n", "")

    def test_debug_shows_where_it_happened_and_no_token(self, tmp_path: Path, surroundings: dict[str, str]) -> None:
        done = shell(tmp_path, "howdah show 123 --debug", **surroundings)
        assert done.returncode == 1
        assert "Traceback" in done.stderr
        assert "reading.py" in done.stderr
        assert surroundings["HOWDAH_TOKEN"] not in done.stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
    def test_a_full_disk(self, tmp_path: Path, surroundings: dict[str, str]) -> None:
        done = shell(tmp_path, "howdah post hi --json >/dev/full", **surroundings)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)

    def test_no_colour_where_nobody_wants_it(self, tmp_path: Path, surroundings: dict[str, str]) -> None:
        for more, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
            with Terminal(tmp_path, "show", "@bob", **{**surroundings, **more}) as terminal:
                assert terminal.ends() == 0
            assert bool(re.search(r"\x1b\[[0-9;]*3[0-9][0-9;]*m", terminal.shown)) is coloured


def test_help_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    program = (
        "import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
        "sys.argv = ['howdah', '--help']; from howdah.cli import main; main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment(tmp_path)
    )
    loaded = set(run.stderr.split())
    assert "timeline" in run.stdout
    heavy = {
        "pydantic",
        "httpx2",
        "anyio",
        "asyncio",
        "rich.console",
        "rich.text",
        "platformdirs",
        "ssl",
        "sqlite3",
        "email",
    }
    ours = {
        f"howdah.{name}"
        for name in ("client", "models", "streaming", "auth.credentials", "sandbox", "api", "transports")
    }
    verbs = {
        f"howdah.cli.{name}" for name in ("posting", "reading", "acting", "lists", "api", "verb", "show", "output")
    }
    assert not (heavy | ours | verbs) & loaded
