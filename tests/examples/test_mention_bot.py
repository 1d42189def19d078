"""The mention bot answers everybody once, though the server and it are killed again and again."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.posting.board import Board
from tests.streaming.server import StreamServer

from howdah import NetworkError, Reply, Server, UnauthorizedError
from howdah.models import Notification
from howdah.testing import FakeRequest, FakeServer, make_notification, make_status
from howdah.testing.fake_server import answer as fake_answer

ROOT = Path(__file__).parents[2]
BOT = ROOT / "examples" / "mention_bot.py"


class Processes:
    """The town and the bot, each in a process that can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "HOWDAH_SERVER": f"http://127.0.0.1:{self.port}",
            "HOWDAH_TOKEN": StreamServer.token,
            "MENTION_BOT_STORE": str(self.folder / "position"),
        }
        town = [sys.executable, "-m", "tests.streaming.mention_town", str(self.port), str(self.folder / "state")]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                town if name == "town" else [sys.executable, str(BOT)],
                env=environment,
                cwd=ROOT,
                stdout=subprocess.PIPE if name == "town" else log,
                stderr=log,
            )
        if name == "town":
            stdout = self.running[name].stdout
            assert stdout is not None
            assert stdout.readline() == b"ready\n", (self.folder / "town.log").read_text()

    def kill(self, name: str) -> None:
        process = self.running.pop(name)
        process.kill()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()

    def post(self, path: str, **form: str) -> Any:
        body = urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", body, timeout=10) as answer:
            return json.loads(answer.read())

    def wait_for_answers(self, count: int) -> dict[str, Any]:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            answers: dict[str, Any] = self.post("/test/answers")
            if len(answers) >= count:
                return answers
            time.sleep(0.05)
        raise AssertionError((self.folder / "bot.log").read_text())


@pytest.fixture
def processes(tmp_path: Path, bounded: None) -> Iterator[Processes]:
    processes = Processes(tmp_path)
    yield processes
    for name in list(processes.running):
        processes.kill(name)


@contextmanager
def down(processes: Processes, name: str) -> Iterator[None]:
    """Kill one of them, as with ``kill -9``, and start it again afterwards."""
    processes.kill(name)
    yield
    processes.start(name)


def test_it_answers_everybody_once(processes: Processes) -> None:
    processes.start("town")
    processes.start("bot")
    until = time.monotonic() + 30
    while not (processes.folder / "position").exists():
        assert time.monotonic() < until, (processes.folder / "bot.log").read_text()
        time.sleep(0.05)
    processes.post("/test/mention", text="one")
    processes.wait_for_answers(1)
    with down(processes, "town"):
        pass
    processes.post("/test/mention", text="two: the server was away")
    processes.wait_for_answers(2)
    with down(processes, "bot"):
        processes.post("/test/mention", text="three: the bot was away")
        processes.post("/test/mention", text="four: likewise")
    processes.wait_for_answers(4)
    with down(processes, "bot"):
        processes.post("/test/mention", text="five: both are away")
        with down(processes, "town"):
            pass
    answers = processes.wait_for_answers(5)
    processes.post("/test/mention", text="six")
    answers = processes.wait_for_answers(6)
    assert len(answers) == 6
    assert all(key.startswith("mention-") for key in answers)
    assert {answer["status"] for answer in answers.values()} == {"@bob You called?"}


@pytest.fixture
def bot() -> Any:
    """The bot as a module."""
    spec = importlib.util.spec_from_file_location("mention_bot", BOT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def mention() -> Notification:
    """A mention of the bot."""
    return Notification.model_validate(make_notification("mention", status=make_status("<p>@bot hi</p>", id="7")))


@pytest.mark.parametrize("arrived", [True, False])
def test_an_answer_that_was_lost_is_looked_for(bot: Any, mention: Notification, arrived: bool) -> None:
    fake = FakeServer(server=Server("gotosocial", "0.20.0"))
    board = Board("gotosocial", honours=False, now=lambda: fake.clock.now)
    lost: list[FakeRequest] = []

    def exchange(request: FakeRequest) -> Reply:
        losing = request.method == "POST" and not lost
        if losing:
            lost.append(request)
        if losing and not arrived:
            raise NetworkError("lost", sent=True)
        query = "&".join(f"{name}={value}" for name, value in request.query.items())
        headers = {name.lower(): value for name, value in request.headers.items()}
        status, document = board.answer(request.method, f"{request.path}?{query}", headers, request.body)
        if losing:
            raise NetworkError("lost", sent=True)
        return fake_answer(document, status=status, headers=board.headers())

    for method in ("GET", "POST"):
        fake.on(method, "*").reply_with(exchange)
    with fake.client() as client:
        bot.answer(client, mention)
    assert lost
    assert len(board.statuses) == 1
    assert board.statuses[0]["in_reply_to_id"] == "7"


def test_an_answer_that_is_refused_does_not_stop_it(
    bot: Any, mention: Notification, caplog: pytest.LogCaptureFixture
) -> None:
    fake = FakeServer()
    fake.on("POST", "/api/v1/statuses").reply({"error": "Validation failed"}, status=422)
    with fake.client() as client:
        bot.answer(client, mention)
    assert "cannot be answered" in caplog.text


def test_a_token_that_was_revoked_stops_it(bot: Any, mention: Notification) -> None:
    fake = FakeServer()
    fake.on("POST", "/api/v1/statuses").reply({"error": "The access token was revoked"}, status=401)
    with fake.client() as client, pytest.raises(UnauthorizedError):
        bot.answer(client, mention)


def test_it_is_short() -> None:
    assert len(BOT.read_text().splitlines()) < 40
