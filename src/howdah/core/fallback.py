"""Two endpoints for one thing: try the better first, and remember which one a server has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .errors import ApiError
from .flow import Flow
from .session import Session

T = TypeVar("T")

ABSENT = frozenset({404, 405, 501})


def first_supported(session: Session, name: str, *choices: Callable[[], Flow[T]]) -> Flow[T]:
    """The result of the first choice that the server has.

    A choice is taken as absent when it fails with 404, 405 or 501; what answers is tried first from then on.

    Args:
        session: whose server it is.
        name: what the choices are about, under which the answer is remembered.
        choices: makers of flows, the preferred first.

    Raises:
        ApiError: none of them exists here, or what answered refused.
    """
    known: int | None = session.learned.get(name)
    if known is not None:
        return (yield from choices[known]())
    for index, choice in enumerate(choices):
        try:
            result = yield from choice()
        except ApiError as error:
            if error.status not in ABSENT or index == len(choices) - 1:
                raise
            continue
        session.learned[name] = index
        return result
    raise ValueError("there is nothing to choose from")
