"""The ``howdah`` command; it needs the extra ``cli``: ``pip install 'howdah[cli]'``."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from io import TextIOWrapper

from ..core.errors import MissingExtraError


def main() -> None:
    """Run the command, as ``howdah`` and ``python -m howdah`` do."""
    if find_spec("typer") is None or find_spec("rich") is None:
        sys.stderr.write(f"{MissingExtraError('the howdah command', 'cli')}\n")
        raise SystemExit(2)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started this
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - for as long as this runs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # what people write need not fit a terminal's encoding
    try:
        from .app import run

        run()
    except KeyboardInterrupt:
        raise SystemExit(130) from None  # before there was a command to be interrupted
    except OSError as error:  # what the commands' own endings leave is help and the like
        sys.stderr.write(f"howdah: {error.strerror}\n")
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as what waits there cannot be written
        raise SystemExit(2) from None
