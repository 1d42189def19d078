"""``howdah sandbox``: a server on this machine to try things against, until Ctrl-C."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType
from typing import Annotated

import typer

from .accounts import JsonLinesOption, JsonOption, print_line, write_json
from .ending import say, told_in_one_line


def sandbox(
    people: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Who has an account there; else alice, bob and carol."),
    ] = None,
    as_json: JsonOption = False,
    as_jsonl: JsonLinesOption = False,
) -> None:
    """Start a server to try things against, with people on it; it is gone, with all that is on it, at Ctrl-C."""
    with told_in_one_line("howdah sandbox"):
        from ..sandbox import Sandbox
        from ..sandbox.local import PEOPLE

        over = threading.Event()

        def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signals have it
            over.set()

        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, end)
        with Sandbox(people or PEOPLE) as server:
            if as_json or as_jsonl:
                write_json({"instance": server.base_url, "tokens": dict(server.tokens)}, lines=as_jsonl)
            else:
                print_line(f"The sandbox is at {server.base_url}; stop it with Ctrl-C.")
                for person, token in server.tokens.items():
                    print_line(f"{person}'s token: {token}")
                print_line(f"To log in there, in another terminal: howdah login {server.base_url}")
            sys.stdout.flush()
            while not over.wait(1.0):
                pass
        say("The sandbox is gone.")
