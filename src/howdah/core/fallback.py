"""Two endpoints for one thing: try the better first, and remember which one a server has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from .call import Repeat, exchange
from .errors import ApiError
from .flow import Flow
from .plan import Move
from .session import Session
from .wire import Multipart, Reply, Request

T = TypeVar("T")

ABSENT = frozenset({404, 405, 501})


def first_supported(session: Session, name: str, *choices: Callable[[], Flow[T]]) -> Flow[T]:
    """The result of the first choice that the server has.

    A choice is taken as absent when it fails with 404, 405 or 501; what answers is tried first from then on. Where that
    is an older one, those before it are tried again once it is absent: the server may have moved on.

    Args:
        session: whose server it is.
        name: what the choices are about, under which the answer is remembered.
        choices: makers of flows, the preferred first.

    Raises:
        ApiError: none of them exists here, or what answered refused.
    """
    known: int | None = session.learned.get(name)
    order = range(len(choices)) if known is None else (known, *range(known))
    failure: ApiError | None = None
    for index in order:
        try:
            result = yield from choices[index]()
        except ApiError as error:
            if error.status not in ABSENT:
                raise
            failure = error if known is None or failure is None else failure
            continue
        session.learned[name] = index
        return result
    raise failure or ValueError("there is nothing to choose from")


def exchange_moved(
    session: Session, request: Request, move: Move, bucket: str, repeat: Repeat = "keyed"
) -> Flow[tuple[Request, Reply]]:
    """Make a request whose path has moved: where it is today or, on an older server, where it was.

    What answers is remembered for all that moved together.
    Gives the request as it was answered, and the reply.

    Args:
        session: whose call it is.
        request: what to send; one that is not for the new place, such as an older server's next page, goes as it is.
        move: from where to where.
        bucket: the rate limit it counts against.
        repeat: whether it may be sent again after an answer was lost.

    Raises:
        ApiError: it is in neither place, or what answered refused.
    """
    path = request.url.removeprefix(session.base_url)
    if not path.startswith(move.to):
        return request, (yield from exchange(session, request, bucket, repeat))

    def at(place: str) -> Flow[tuple[Request, Reply]]:
        asked = replace(request, url=session.base_url + place)
        return asked, (yield from exchange(session, asked, bucket, repeat))

    learned_as = f"moved to {move.to}"
    body = request.body
    if isinstance(body, Multipart) and not body.repeatable:  # a file read but once cannot be offered in two places
        return (yield from at(move.older(path) if session.learned.get(learned_as) else path))
    return (yield from first_supported(session, learned_as, lambda: at(path), lambda: at(move.older(path))))
