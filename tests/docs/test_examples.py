"""Every Python block in the README and the docs runs, and type-checks strictly."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    for number, block in enumerate(FENCE.findall(page.read_text(encoding="utf-8")), 1)
]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_runs(block: str, tmp_path: Path) -> None:
    program = tmp_path / "example.py"
    program.write_text(block)
    command = [sys.executable, "-W", "error", str(program)]
    if "def test_" in block:
        program = program.rename(tmp_path / "test_example.py")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(program)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_the_blocks_type_check_strictly(checker: str, tmp_path: Path) -> None:
    tool = Path(sys.executable).with_name(checker)
    if not tool.exists():
        pytest.skip(f"{checker} is not installed")
    files = []
    for number, block in enumerate(BLOCKS, 1):
        files.append(tmp_path / f"example_{number}.py")
        files[-1].write_text(str(block.values[0]))
    if checker == "mypy":
        command = [
            str(tool),
            "--strict",
            f"--python-executable={sys.executable}",
            "--cache-dir",
            str(tmp_path / "cache"),
        ]
    else:
        settings = tmp_path / "pyrightconfig.json"
        settings.write_text('{"typeCheckingMode": "strict"}')
        command = [str(tool), f"--pythonpath={sys.executable}", "-p", str(settings)]
    done = subprocess.run(
        [*command, *([str(file) for file in files] if checker == "mypy" else [])],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
