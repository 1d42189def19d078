"""Programs from PyPI, each in an environment of its own that lacks the library it is written for.

What is changed of a program are the lines that ``howdah compat check`` names, in a copy of its source.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

from howdah.compat.checking import check

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / ".venv-programs"
"""Where environments are kept from one run to the next; git does not see it."""
LONGEST_INSTALLATION = 600.0
LONGEST_RUN = 80.0


class NotInstallable(Exception):
    """The program could not be had."""


@dataclass(frozen=True)
class Program:
    """A program; ``programs/<name>.txt`` pins it and all that it needs, but for the library.

    Attributes:
        name: what it is called on PyPI.
        source: its module or package.
        library: what it is written for.
    """

    name: str
    source: str
    library: str

    def installed(self) -> Path:
        """The environment's Python; it is made anew when the pins have changed.

        Raises:
            NotInstallable: pip says no, or takes too long.
        """
        pins = Path(__file__).parent / "programs" / f"{self.name}.txt"
        place = ENVIRONMENTS / f"{self.name}-{sys.version_info.major}.{sys.version_info.minor}"
        python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
        made_of = place / "made-of.txt"
        if made_of.is_file() and made_of.read_bytes() == pins.read_bytes():
            return python
        venv.create(place, clear=True, with_pip=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r", pins]
        try:
            subprocess.run(install, capture_output=True, text=True, timeout=LONGEST_INSTALLATION, check=True)
        except subprocess.TimeoutExpired as error:
            raise NotInstallable(f"{self.name} takes too long to install") from error
        except subprocess.CalledProcessError as error:
            raise NotInstallable(f"{self.name} cannot be installed: {error.stderr[-500:]}") from error
        shutil.copyfile(pins, made_of)
        return python

    def move_to_front(self, folder: Path) -> None:
        """Copy its source to a folder, and change there the lines that are to be changed, and no other."""
        source = next(self.installed().parents[1].glob(f"lib/python*/site-packages/{self.source}"))
        copy = folder / source.name
        if source.is_file():
            shutil.copyfile(source, copy)
        else:
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        changes = check(copy).changes
        assert changes, f"{self.name} does not use {self.library}"
        for change in changes:
            file = Path(change.file)
            lines = file.read_text("utf-8").splitlines(keepends=True)
            assert lines[change.line - 1].strip() == change.before
            lines[change.line - 1] = lines[change.line - 1].replace(change.before, change.after)
            file.write_text("".join(lines), "utf-8")

    def started(self, folder: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Start it from its changed copy, in a folder of its own."""
        environment = {
            **{name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ},
            "HOME": str(folder),
            "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT / "src")]),
            "PYTHONWARNINGS": "ignore",
            "PYTHONUNBUFFERED": "1",
            **variables,
        }
        return subprocess.Popen(
            [str(self.installed()), *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


FEEDIVERSE = Program("feediverse", "feediverse.py", "mastodon")
MASTODON_ARCHIVE = Program("mastodon-archive", "mastodon_archive", "mastodon")
ANANAS = Program("ananas", "ananas", "mastodon")
FEDINESIA = Program("fedinesia", "fedinesia", "longwei")


def prepare(program: Program, folder: Path) -> None:
    """Have a program ready in a folder, or skip, but not in CI."""
    try:
        program.move_to_front(folder)
    except NotInstallable as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


def outcome(program: Program, folder: Path, *arguments: str, **variables: str) -> tuple[int, str]:
    """Run a program to its end; gives its exit code, and what it says."""
    process = program.started(folder, *arguments, **variables)
    try:
        said, _ = process.communicate(timeout=LONGEST_RUN)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
        raise AssertionError(f"{program.name} does not end: {said}") from None
    return process.returncode, said


def run(program: Program, folder: Path, *arguments: str, **variables: str) -> str:
    """Run a program to its end, which must be a good one, and give what it says."""
    code, said = outcome(program, folder, *arguments, **variables)
    assert code == 0, said
    return said
