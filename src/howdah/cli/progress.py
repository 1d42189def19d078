"""How far long work is, on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from ..display.cleaning import clean
from .ending import beside


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

    console = Console(stderr=True)
    with console.status(clean(what)), beside(console):
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
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress, beside(console):
        task = progress.add_task(clean(what).plain, total=None)
        yield lambda done, whole: progress.update(task, completed=done, total=whole)


@contextmanager
def counting(what: str) -> Generator[Callable[..., object]]:
    """Show how many there are by now.

    Args:
        what: what is counted, in the plural.

    Yields:
        what is to be called with the number by now, and the number there will be if that is known.
    """
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status(clean(what)) as status, beside(console):

        def tell(done: int, whole: int | None = None) -> None:
            status.update(clean(f"{what}: {done}{f' of {whole}' if whole else ''}"))

        yield tell
