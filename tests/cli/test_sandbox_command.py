"""``howdah sandbox``: a server in one terminal, and what is tried against it in another."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.terminal import LONGEST, environment

from howdah import Client, NetworkError, Retry

pytestmark = [
    pytest.mark.usefixtures("bounded"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs in other ways"),
]


@contextmanager
def command(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command, running; it is ended if it does not end by itself."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "howdah", "sandbox", *arguments],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            if running.poll() is None:
                running.kill()


def line(running: subprocess.Popen[str]) -> str:
    """The next line on standard output."""
    assert running.stdout is not None
    return running.stdout.readline()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_stop(tmp_path: Path, ending: signal.Signals) -> None:
    with command(tmp_path) as running:
        address = line(running).split()[4].rstrip(";")
        tokens = dict(line(running).split("'s token: ") for _ in range(3))
        assert list(tokens) == ["alice", "bob", "carol"]
        assert f"howdah login {address}" in line(running)
        with Client(address, tokens["bob"].strip(), retry=Retry(attempts=1)) as bob:
            assert bob.post_status("Hello").account.username == "bob"
            running.send_signal(ending)
            rest, said = running.communicate(timeout=LONGEST)
            assert (running.returncode, rest, said) == (0, "", "The sandbox is gone.\n")
            with pytest.raises(NetworkError):
                bob.get_home_timeline()


def test_programs_are_told_in_json(tmp_path: Path) -> None:
    with command(tmp_path, "--json", "dora") as running:
        text = ""
        while not text.endswith("\n}\n"):
            text += line(running)
        told = json.loads(text)
        assert list(told["tokens"]) == ["dora"]
        with Client(told["instance"], told["tokens"]["dora"]) as dora:
            assert dora.verify_credentials().username == "dora"
        running.terminate()
        assert running.communicate(timeout=LONGEST)[0] == ""


def test_nobody_twice(tmp_path: Path) -> None:
    with command(tmp_path, "dora", "dora") as running:
        rest, said = running.communicate(timeout=LONGEST)
        assert (running.returncode, rest) == (2, "")
        assert "same name" in said
