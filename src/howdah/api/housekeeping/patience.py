"""Waiting for limits that last longer than a call would wait: 30 deletions in half an hour, 400 follows a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ...core.errors import RatelimitError
from ...core.flow import Flow, Sleep
from ...core.session import Session

T = TypeVar("T")

LONGEST = 24 * 3600.0
"""Seconds; no server's window is longer."""
MARGIN = 1.0
"""Seconds to wait beyond the end of a window."""


def patiently(session: Session, work: Callable[[], Flow[T]]) -> Flow[T]:
    """Do something that may be done again, however long the rate limit makes it wait.

    Args:
        session: whose limits they are.
        work: gives what is to be done, each time anew.

    Raises:
        RatelimitError: the client does not wait, or the server does not say how long.
    """
    while True:
        try:
            return (yield from work())
        except RatelimitError as error:
            wait = error.retry_after
            if session.limiter.policy == "raise" or wait is None or wait > LONGEST:
                raise
        yield Sleep(wait + MARGIN)
