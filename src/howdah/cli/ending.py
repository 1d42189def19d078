"""How commands end: what went wrong in one line, and a code that tells scripts what kind it was."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Generator
from contextlib import contextmanager, suppress
from enum import IntEnum
from typing import Any

import typer

from ..core.errors import ActivityPubError, ConfigurationError, MissingExtraError, NetworkError, SchemaDriftWarning

CODES = (
    "Exit codes: 0 all is well; 1 the server, or the person there, refused; 2 something is to be put right here: "
    "arguments, environment, stored credentials; 3 the server could not be reached."
)
"""What ``--help`` says of the codes."""


class Code(IntEnum):
    """What a command ends with; Ctrl-C ends it with 130."""

    REFUSED = 1
    SETTINGS = 2
    UNREACHED = 3
    INTERRUPTED = 130


class Unwritable(Exception):
    """Standard output cannot be written to: the disk is full, or nobody reads any more."""


def code_of(error: ActivityPubError) -> Code:
    """The code for an error."""
    if isinstance(error, NetworkError):
        return Code.UNREACHED
    return Code.SETTINGS if isinstance(error, (ConfigurationError, MissingExtraError)) else Code.REFUSED


@contextmanager
def told_in_one_line(command: str) -> Generator[None]:
    """Turn what goes wrong into one line on standard error, and into the code that fits."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SchemaDriftWarning)  # what is shown needs none of it
            yield
    except ActivityPubError as error:
        say(f"{command}: {error}")
        raise typer.Exit(code_of(error)) from None
    except AttributeError as error:
        if not is_unreadable(error.obj):
            raise
        say(f"{command}: {error}")
        raise typer.Exit(Code.REFUSED) from None
    except Unwritable as error:
        say(f"{command}: all is done, but what came of it cannot be written: {error}")
        _give_up_output()
        raise typer.Exit(Code.SETTINGS) from None
    except KeyboardInterrupt:
        say(f"{command}: interrupted")
        raise typer.Exit(Code.INTERRUPTED) from None


def is_unreadable(thing: Any) -> bool:
    """Whether something that lacks an attribute is an entity, whose server sent nothing readable there."""
    entity = sys.modules.get("howdah.models.entity")
    return entity is not None and isinstance(thing, entity.Entity)


def say(text: str, style: str = "") -> None:
    """One line on standard error, harmless to the terminal."""
    from rich.console import Console

    from .cleaning import clean

    with suppress(OSError):  # there is nowhere else to say it
        Console(stderr=True, highlight=False).print(clean(" ".join(text.split()), style), soft_wrap=True)


@contextmanager
def writing() -> Generator[None]:
    """Write to standard output, down to whoever reads it.

    Raises:
        Unwritable: it cannot be written to.
    """
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        raise Unwritable(error.strerror) from None


def _give_up_output() -> None:
    """Have nothing more written to standard output, not even what waits there when Python ends."""
    with suppress(OSError), open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
