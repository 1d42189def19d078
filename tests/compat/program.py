"""Programs from PyPI, each installed in an environment of its own, and run on a front."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import howdah
from howdah.compat.checking import check

ROOT = Path(__file__).parents[2]
SOURCES = Path(howdah.__file__).parents[1]
LONGEST_INSTALLATION = 600
"""Seconds."""
LONGEST_RUN = 80


def environment_for(program: str) -> Path:
    """The Python of an environment with a program in it; made when first asked for, below the repository's root.

    What is in it stands in ``programs/<program>.txt``, all of it, by name and version. Where it cannot be installed,
    the test skips; in CI it fails.
    """
    wanted = Path(__file__).parent / "programs" / f"{program}.txt"
    folder = ROOT / f".venv-{program}-{sys.version_info.major}.{sys.version_info.minor}"
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    made_of = folder / "made-of.txt"
    if made_of.exists() and made_of.read_bytes() == wanted.read_bytes():
        return python
    venv.create(folder, clear=True, with_pip=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r", wanted]
    done = subprocess.run(install, capture_output=True, text=True, timeout=LONGEST_INSTALLATION, check=False)
    if done.returncode != 0:
        shutil.rmtree(folder, ignore_errors=True)
        said = f"{program} cannot be installed: {done.stderr.strip()[-500:]}"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    shutil.copyfile(wanted, made_of)
    return python


def moved_to_the_front(program: str, python: Path, folder: Path) -> Path:
    """A copy of a program's package, in which the lines that ``howdah compat check`` names are changed, and no other.

    Args:
        program: the package.
        python: the environment that it is installed in.
        folder: where to put the copy.
    """
    where = "import importlib.util, sys; print(importlib.util.find_spec(sys.argv[1]).submodule_search_locations[0])"
    found = subprocess.run([python, "-c", where, program], capture_output=True, text=True, check=True)
    copy = folder / program
    shutil.copytree(found.stdout.strip(), copy, ignore=shutil.ignore_patterns("__pycache__"))
    report = check(copy)
    assert report.complete, report
    assert report.changes, "the program uses neither longwei nor Mastodon.py"
    for change in report.changes:
        file = Path(change.file)
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        assert lines[change.line - 1].strip() == change.before
        lines[change.line - 1] = lines[change.line - 1].replace(change.before, change.after)
        file.write_text("".join(lines), encoding="utf-8")
    return copy


def run(
    python: Path, code: str, *arguments: object, program: Path, authority: Path
) -> subprocess.CompletedProcess[str]:
    """Run a program that was moved to the front.

    Args:
        python: the environment that it is installed in.
        code: what starts it.
        arguments: its arguments.
        program: the copy of its package.
        authority: whose certificates it is to trust.
    """
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(program.parent), str(SOURCES)]),
        "SSL_CERT_FILE": str(authority),
    }
    command = [str(part) for part in (python, "-c", code, *arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LONGEST_RUN, check=False)
