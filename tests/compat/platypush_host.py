"""A real platypush with a Redis of its own, on this machine, that runs Howdah's plugin."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

READY_WITHIN = 60.0
ANSWER_WITHIN = 30.0
GONE_WITHIN = 15.0

CONFIG = """
backend.http:
  port: {port}
  bind_address: 127.0.0.1

mastodon:
  base_url: {base_url}
  access_token: {access_token}
  events:
    - notifications
    - statuses
"""

REPLACEMENT = "from howdah.compat.platypush import replace_bundled\n\nreplace_bundled()\n"

HOOKS = """
import json
import os
import threading

from platypush import when
from platypush.message.event.application import ApplicationStartedEvent
from howdah.compat.platypush.events import MastodonEvent

one_at_a_time = threading.Lock()


@when(ApplicationStartedEvent)
def note_start(event):
    note(event)


@when(MastodonEvent)
def note(event):
    said = json.dumps({"event": type(event).__name__, **event.as_dict()["args"]})
    with one_at_a_time, open(os.environ["NOTED_EVENTS"], "a") as noted:
        noted.write(f"{said}\\n")
"""


def missing() -> str | None:
    """What is not there to run platypush with, if anything."""
    if find_spec("platypush") is None:
        return "platypush is not installed"
    if shutil.which("redis-server") is None:
        return "there is no redis-server"
    return None


@dataclass(frozen=True)
class Answer:
    """What an action put out."""

    output: Any
    errors: list[str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(so: Callable[[], Any], within: float, what: str) -> Any:
    """What a question gives once that is something, asked again and again."""
    until = time.monotonic() + within
    while not (given := so()):
        if time.monotonic() > until:
            raise TimeoutError(f"{what} took longer than {within} seconds")
        time.sleep(0.05)
    return given


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


WATCH = """
import os, select, signal, subprocess, sys
process = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL)
while process.poll() is None and not select.select([sys.stdin], [], [], 0.05)[0]:
    pass
process.send_signal(signal.SIGINT)
try:
    process.wait(float(sys.argv[1]))
finally:
    os.killpg(0, signal.SIGKILL)
"""
"""Runs a program until standard input ends, because we are done or are no more, and leaves nothing of it running."""


@contextmanager
def running(command: list[str], log: Path, **env: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program, with all that it starts, until the end of the block."""
    watched = [sys.executable, "-c", WATCH, str(GONE_WITHIN), *command]
    with log.open("ab") as out:
        process = subprocess.Popen(
            watched, stdin=subprocess.PIPE, stdout=out, stderr=out, env={**os.environ, **env}, start_new_session=True
        )
    assert process.stdin is not None
    try:
        yield process
    finally:
        process.stdin.close()
        process.wait(2 * GONE_WITHIN)


class Platypush:
    """platypush with Howdah's plugin in the place of its own.

    Args:
        base_url: the server that the plugin is for.
        access_token: whose account it uses there.
    """

    def __init__(self, base_url: str, access_token: str) -> None:
        self.base_url = base_url
        self.access_token = access_token
        self._stack = ExitStack()
        self._token = secrets.token_hex(16)

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="howdah-platypush-")))
            self.events = self.folder / "events.jsonl"
            self.redis_port, self.port = free_port(), free_port()
            redis = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.redis_port), "--dir", str(self.folder)]
            redis += ["--save", "", "--appendonly", "no"]
            self.redis = stack.enter_context(running(redis, self.folder / "redis.log"))
            wait_until(lambda: answers(self.redis_port), READY_WITHIN, "Redis")
            self._write_settings()
            self._application = stack.enter_context(ExitStack())
            self.start()
            self._stack = stack.pop_all()
        return self

    def _write_settings(self) -> None:
        scripts = self.folder / "scripts"
        scripts.mkdir()
        (scripts / "mastodon_by_howdah.py").write_text(REPLACEMENT)
        (scripts / "noting.py").write_text(HOOKS)
        said = CONFIG.format(port=self.port, base_url=self.base_url, access_token=self.access_token)
        (self.folder / "config.yaml").write_text(said)

    def add(self, script: str, settings: str) -> None:
        """Give it another script and more settings, for when it is started again."""
        (self.folder / "scripts" / "added.py").write_text(script)
        with (self.folder / "config.yaml").open("a") as config:
            config.write(f"\n{settings}")

    def start(self) -> None:
        """Start the application, and wait until it does what it is asked for."""
        starts = self._starts() + 1
        command = [sys.executable, "-m", "platypush.app", "--config", str(self.folder / "config.yaml")]
        command += ["--workdir", str(self.folder / "work"), "--cachedir", str(self.folder / "cache")]
        command += ["--redis-host", "127.0.0.1", "--redis-port", str(self.redis_port), "--redis-queue", "howdah"]
        self.process = self._application.enter_context(
            running(
                command,
                self.folder / "platypush.log",
                PLATYPUSH_API_TOKEN=self._token,
                NOTED_EVENTS=str(self.events),
                HOME=str(self.folder),
                XDG_DATA_HOME=str(self.folder / "data"),
                XDG_CACHE_DIR=str(self.folder / "cached"),
            )
        )
        try:
            wait_until(lambda: self._is_ready(starts), READY_WITHIN, "starting platypush")
        except TimeoutError as error:
            error.add_note(self.log[-2000:])
            raise

    def stop(self) -> None:
        """Stop the application, and keep what it has stored."""
        self._application.close()

    def _is_ready(self, starts: int) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"platypush has ended: {self.log[-2000:]}")
        return answers(self.port) and self._starts() >= starts

    def _starts(self) -> int:
        """How often its bus has begun to listen; what is said to it before is lost."""
        return sum(event["event"] == "ApplicationStartedEvent" for event in self.noted())

    @property
    def log(self) -> str:
        """What it has said."""
        return (self.folder / "platypush.log").read_text(errors="replace")

    def execute(self, action: str, /, **args: Any) -> Answer:
        """Run an action through the HTTP API."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/execute",
            data=json.dumps({"type": "request", "action": action, "args": args}).encode(),
            headers={"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=ANSWER_WITHIN) as reply:
            said = json.load(reply)["response"]
        return Answer(said["output"], said["errors"])

    def noted(self) -> list[dict[str, Any]]:
        """The events that have reached a hook."""
        if not self.events.exists():
            return []
        *whole, _ = self.events.read_text().split("\n")  # the last may still be written
        return [json.loads(line) for line in whole]

    def wait_for_event(self, fits: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """The first event that fits."""
        found: dict[str, Any] = wait_until(
            lambda: next((event for event in self.noted() if fits(event)), None), ANSWER_WITHIN, "an event"
        )
        return found

    def __exit__(self, *_: object) -> None:
        self._stack.close()
