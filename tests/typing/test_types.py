"""What users' type checkers say of correct programs and of mistakes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def faulty_lines() -> set[int]:
    lines = (HERE / "faults.py").read_text().splitlines()
    return {number for number, line in enumerate(lines, 1) if "# FAULT" in line}


def check(*command: str, file: str) -> str:
    if not (Path(sys.executable).with_name(command[0]).exists() or shutil.which(command[0])):
        pytest.skip(f"{command[0]} is not installed")
    tool = str(Path(sys.executable).with_name(command[0]))
    done = subprocess.run(
        [tool, *command[1:], str(HERE / file)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("command", [("mypy", "--strict", "--enable-error-code=unused-coroutine"), ("pyright",)])
def test_correct_programs_are_clean_on_both_clients(command: tuple[str, ...]) -> None:
    said = check(*command, file="uses.py")
    assert "Success: no issues found" in said or "0 errors" in said, said


@pytest.mark.parametrize("command", [("mypy", "--strict"), ("pyright",)])
def test_each_mistake_is_found_and_nothing_else(command: tuple[str, ...]) -> None:
    said = check(*command, file="faults.py")
    found = {int(number) for number in re.findall(r"faults\.py:(\d+):.*error", said)}
    assert found == faulty_lines(), said
