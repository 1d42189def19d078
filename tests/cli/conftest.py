"""The command, called in this very process, which is quick; in a terminal it is ``Terminal``'s."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.recording import RecordingProxy

from howdah.cli import main
from howdah.sandbox import Sandbox


@dataclass
class Done:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output as one JSON document, with nothing else."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Its output as one JSON document a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class Keyboard(io.StringIO):
    """Standard input of a terminal at which nobody types."""

    def isatty(self) -> bool:
        return True


Howdah = Callable[..., Done]


@pytest.fixture
def howdah(
    howdah_sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Howdah:
    """The command, as alice in the sandbox: ``howdah("post", "hi", said="standard input", user="bob")``."""
    monkeypatch.setenv("HOWDAH_CONFIG_DIR", str(tmp_path / "howdah"))
    monkeypatch.setenv("HOWDAH_SERVER", howdah_sandbox.base_url)
    for name in ("HOWDAH_ACCOUNT", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str, said: str | None = None, user: str = "alice", server: str | None = None) -> Done:
        monkeypatch.setenv("HOWDAH_TOKEN", howdah_sandbox.token_of(user))
        monkeypatch.setenv("HOWDAH_SERVER", server or howdah_sandbox.base_url)
        monkeypatch.setattr(sys, "argv", ["howdah", *arguments])
        monkeypatch.setattr(sys, "stdin", Keyboard() if said is None else io.StringIO(said))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert howdah_sandbox.token_of(user) not in out + err
        return Done(int(ended.value.code or 0), out, err)

    return call


@pytest.fixture
def recording(howdah_sandbox: Sandbox) -> Any:
    """A server that notes what it is asked, and passes it on to the sandbox."""
    with RecordingProxy(howdah_sandbox.base_url) as proxy:
        yield proxy
