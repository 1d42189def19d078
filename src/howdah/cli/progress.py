"""How far long work is, on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import TypeVar

from .cleaning import clean

T = TypeVar("T")


@contextmanager
def waiting(what: str) -> Generator[None]:
    """Show that something goes on, until it is over.

    Args:
        what: what goes on.
    """
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(clean(what)):
        yield


@contextmanager
def progress_of(what: str) -> Generator[Callable[[int, int | None], object]]:
    """Show how far something is, in bytes.

    Args:
        what: what it is.

    Yields:
        what is to be called with the bytes that are done, and how many there are.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(clean(what).plain, total=None)
        yield lambda done, whole: progress.update(task, completed=done, total=whole)


def counted_on(things: Iterable[T], what: str) -> Generator[T]:
    """Things as they come, with how many there have been shown beside.

    Args:
        things: the things.
        what: what they are, in the plural.
    """
    if not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console

    with Console(stderr=True).status(clean(what)) as status:
        for number, thing in enumerate(things, 1):
            status.update(clean(f"{what}: {number}"))
            yield thing
