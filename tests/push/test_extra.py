"""What Web Push costs those who do not use it, and what those who lack its extra are told."""

from __future__ import annotations

import subprocess
import sys

import pytest


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("missing", ["cryptography", "jwt"])
def test_a_missing_package_is_told_by_its_extra(missing: str) -> None:
    said = run(f"import sys; sys.modules[{missing!r}] = None; import howdah.push")
    assert "MissingExtraError: howdah.push needs an extra that is not installed: pip install 'howdah[push]'" in said


def test_a_client_loads_nothing_of_it() -> None:
    said = run(
        "import sys, howdah; howdah.Client('example.social').create_push_subscription; "
        "print([name for name in sys.modules if name.startswith(('cryptography', 'jwt', 'howdah.push'))])"
    )
    assert said == "[]\n"
