"""How commands end: what went wrong in one line, and a code that tells scripts what kind it was."""

from __future__ import annotations

import errno
import os
import sys
import traceback
import warnings
from collections.abc import Generator
from contextlib import contextmanager, suppress
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import typer

from ..core.errors import (
    ActivityPubError,
    ConfigurationError,
    MediaError,
    MissingExtraError,
    NetworkError,
    OutcomeUnknownError,
    SchemaDriftWarning,
    ThreadError,
)

if TYPE_CHECKING:
    from rich.console import Console

CODES = (
    "Exit codes: 0 all is well; 1 the server, or the person there, refused; 2 something is to be put right here: "
    "arguments, environment, files, stored credentials; 3 the server could not be reached; 4 an answer was lost, so "
    "that it is not known whether it was done; 70 a mistake in Howdah; 130 Ctrl-C; 141 nobody reads the output any "
    "more."
)
"""What ``--help`` says of the codes."""


class Code(IntEnum):
    """What a command ends with."""

    DONE = 0
    REFUSED = 1
    SETTINGS = 2
    UNREACHED = 3
    UNKNOWN = 4
    MISTAKE = 70
    INTERRUPTED = 130
    UNREAD = 141


class Unwritable(Exception):
    """Standard output cannot be written to, for instance because the disk is full."""


class Unread(Unwritable):
    """Nobody reads what is written to standard output any more, as with ``| head``."""


def code_of(error: Exception) -> Code:
    """The code for an error."""
    if isinstance(error, ThreadError):
        return code_of(error.error)
    if isinstance(error, OutcomeUnknownError):
        return Code.UNKNOWN
    if isinstance(error, NetworkError):
        return Code.UNREACHED
    if isinstance(error, (ConfigurationError, MissingExtraError)) or type(error) is MediaError:
        return Code.SETTINGS
    if isinstance(error, ActivityPubError) or is_unreadable(error):
        return Code.REFUSED
    if isinstance(error, (ValueError, TypeError, OSError)):
        return Code.SETTINGS  # as the library refuses arguments, and as files that cannot be read are told of
    return Code.MISTAKE


@contextmanager
def told_in_one_line(command: str, *, debug: bool = False) -> Generator[None]:
    """Turn what goes wrong into one line on standard error, and into the code that fits.

    Args:
        command: what was to be done, as the line begins.
        debug: show where in the program it happened, too.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SchemaDriftWarning)  # what is shown needs none of it
            yield
    except typer.Exit:
        raise
    except Unread:
        _give_up_output()
        raise typer.Exit(Code.UNREAD) from None
    except Unwritable as error:
        say(f"{command}: all is done, but what came of it cannot be written: {error}")
        _give_up_output()
        raise typer.Exit(Code.SETTINGS) from None
    except Exception as error:
        if debug:
            show_traceback(error)
        say(f"{command}: {told(error)}")
        raise typer.Exit(code_of(error)) from None
    except KeyboardInterrupt:
        raise typer.Exit(Code.INTERRUPTED) from None


def told(error: Exception) -> str:
    """What went wrong, in a line."""
    if isinstance(error, OSError) and not isinstance(error, ActivityPubError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if code_of(error) is Code.MISTAKE:
        return f"a mistake in Howdah; --debug shows where: {type(error).__name__}: {error}"
    return str(error) or type(error).__name__


def show_traceback(error: Exception) -> None:
    """Where something went wrong, on standard error, harmless to the terminal."""
    for line in "".join(traceback.format_exception(error)).splitlines():
        say(line, together=False)


def is_unreadable(error: Exception) -> bool:
    """Whether an entity lacks what was looked for, as its server sent nothing readable there."""
    entity: Any = sys.modules.get("howdah.models.entity")
    return isinstance(error, AttributeError) and entity is not None and isinstance(error.obj, entity.Entity)


_live: list[Console] = []
"""What shows progress on standard error, while it does."""


@contextmanager
def beside(console: Console) -> Generator[None]:
    """Have what is said stand on lines of its own beside the progress that a console shows."""
    _live.append(console)
    try:
        yield
    finally:
        _live.remove(console)


def say(text: str, style: str = "", *, together: bool = True) -> None:
    """One line on standard error, harmless to the terminal.

    Args:
        text: what to say.
        style: how it looks.
        together: put it on one line with one space between words, whatever there was.
    """
    from rich.console import Console

    from ..display.cleaning import clean

    with suppress(OSError):  # there is nowhere else to say it
        line = " ".join(text.split()) if together else text
        console = _live[-1] if _live else Console(stderr=True)
        console.print(clean(line, style), soft_wrap=True, highlight=False)


@contextmanager
def writing() -> Generator[None]:
    """Write to standard output, down to whoever reads it.

    Raises:
        Unwritable: it cannot be written to.
        Unread: nobody reads it any more.
    """
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        raise (Unread if error.errno == errno.EPIPE else Unwritable)(error.strerror) from None


def _give_up_output() -> None:
    """Have nothing more written to standard output, not even what waits there when Python ends."""
    with suppress(OSError), open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
