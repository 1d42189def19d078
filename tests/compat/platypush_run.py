"""Every action of Howdah's plugin, run by a real platypush over HTTP: ``python -m tests.compat.platypush_run``."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from tests.compat.platypush_cases import CASES, Case, Stage
from tests.compat.platypush_host import Platypush, missing

from howdah.sandbox import Sandbox


@contextmanager
def staged() -> Iterator[Stage]:
    """A sandbox, and a platypush that acts as alice there."""
    with (
        Sandbox(follows=[("alice", "bob")]) as sandbox,
        Platypush(sandbox.base_url, sandbox.token_of("alice")) as platypush,
    ):
        yield Stage(sandbox, platypush)


def say(line: str) -> None:
    """Print a line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def said_of(check: Case, stage: Stage) -> str:
    """What is wrong with an action, in a line; nothing if all is well."""
    try:
        check(stage)
    except Exception as error:
        where = error.__traceback__
        while where and where.tb_next and "platypush_cases" in where.tb_next.tb_frame.f_code.co_filename:
            where = where.tb_next
        line = where.tb_lineno if where else 0
        return f"line {line}: {type(error).__name__}: {error}".split("\n")[0][:200]
    return ""


def main() -> int:
    """Run them all, and print a table."""
    lacking = missing()
    if lacking:
        say(lacking)
        return 2
    failed = 0
    with staged() as stage:
        say(f"platypush {version('platypush')}, Howdah's plugin, over POST /execute\n")
        for name, check in CASES.items():
            began = time.perf_counter()
            wrong = said_of(check, stage)
            failed += bool(wrong)
            say(f"{name:<28} {'failed' if wrong else 'passed'} {time.perf_counter() - began:6.2f} s  {wrong}")
    say(f"\n{len(CASES)} actions: {len(CASES) - failed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
