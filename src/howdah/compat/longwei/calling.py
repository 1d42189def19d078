"""A method of longwei's is a signature and the name of Howdah's operation behind it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from functools import cache, wraps
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast, get_type_hints
from urllib.parse import parse_qsl, urlsplit

from ...core.operation import Declared, Listing
from ...core.paging import parse_links
from ...core.response import Response
from .decoding import value_of
from .refusals import as_longwei_raises

if TYPE_CHECKING:
    from ...client import AsyncRawClient
    from ...core.wire import Headers

P = ParamSpec("P")
R = TypeVar("R")

Pagination = dict[str, dict[str, str | None]]
SIDES = ("next", "prev")
BOUNDS = ("max_id", "min_id")


class Front:
    """What all parts of longwei's client share: the clients that it holds, and what it remembers of answers."""

    pagination: Pagination
    raw: AsyncRawClient
    """Howdah's client, giving its own entities."""
    raw_as_longwei: AsyncRawClient
    """The same client, giving longwei's models."""

    def check_budget(self) -> None:
        """Refuse a call while the rate limit is known to be spent.

        Raises:
            RatelimitError: it is.
        """
        raise NotImplementedError

    async def ask(self, operation: str, into: type[R], arguments: Mapping[str, Any], *, as_made: bool = False) -> R:
        """Call one of Howdah's operations, and give what longwei would.

        Args:
            operation: its name, with that of its section before a dot.
            into: longwei's type for what it gives.
            arguments: what it is asked.
            as_made: give what the operation made of the last answer, rather than that answer itself.

        Raises:
            ActivityPubError: longwei's error for what went wrong.
        """
        self.check_budget()
        find = attrgetter(operation)
        behind: Declared = find(self.raw_as_longwei).operation
        pages = isinstance(behind, Listing)
        with as_longwei_raises():
            if behind.declaration.uses and not pages:  # a flow, which looks at Howdah's entities on its way
                response: Response[Any] = await find(self.raw)(**arguments)
                first = "" if as_made else behind.declaration.uses[0]
                value = value_of(self.raw_as_longwei.session, response, into, first)
            else:
                response = await find(self.raw_as_longwei)(**arguments)
                value = response.value
        if pages or "link" in response.headers:
            self.pagination = read_pagination(response.headers)
        return cast(R, value)


class Signature:
    """The parameters of one of longwei's methods, and what of them goes out."""

    def __init__(self, declared: Callable[..., Any], unsent: Collection[str]) -> None:
        self.unsent = unsent
        self.shown = inspect.signature(declared)
        parameters = list(self.shown.parameters.values())[1:]
        self.names = tuple(p.name for p in parameters if p.kind is not p.KEYWORD_ONLY)
        self.defaults = {p.name: p.default for p in parameters if p.default is not p.empty}
        self.known = frozenset(p.name for p in parameters)

    def arguments(self, front: Front, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        """A call's arguments by name.

        Raises:
            TypeError: the method has no such parameters, or one is missing.
        """
        given = {**self.defaults, **dict(zip(self.names, args, strict=False)), **kwargs}
        twice = len(args) > len(self.names) or not kwargs.keys().isdisjoint(self.names[: len(args)])
        if twice or given.keys() != self.known:
            self.shown.bind(front, *args, **kwargs)  # says what is wrong
        for name in self.unsent:
            given[name] = given[name] or None
        return given


def calls(
    operation: str | None = None, *, unsent: Collection[str] = (), as_made: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a method of longwei's of its signature.

    Args:
        operation: Howdah's operation, if it has another name; one of a section as ``pleroma.get_chats``.
        unsent: parameters that go out only if they say something.
        as_made: give what the operation made of the last answer, rather than that answer itself.
    """

    def declare(declared: Callable[P, R]) -> Callable[P, R]:
        signature = Signature(declared, unsent)
        behind = operation or declared.__name__

        @cache
        def into() -> Any:
            return get_type_hints(declared)["return"]

        @wraps(declared)
        async def call(self: Front, *args: Any, **kwargs: Any) -> Any:
            return await self.ask(behind, into(), signature.arguments(self, args, kwargs), as_made=as_made)

        return cast("Callable[P, R]", call)

    return declare


def no_pagination() -> Pagination:
    """The state before the first page."""
    return {side: dict.fromkeys(BOUNDS) for side in SIDES}


def read_pagination(headers: Headers) -> Pagination:
    """Where a page's ``Link`` header leads, as longwei keeps it."""
    links = parse_links(headers.get("link", ""))
    queries = {side: _query(links.get(side, "")) for side in SIDES}
    return {side: {bound: query.get(bound) for bound in BOUNDS} for side, query in queries.items()}


def _query(url: str) -> dict[str, str]:
    """A URL's query; what is no URL has none."""
    try:
        return dict(parse_qsl(urlsplit(url).query))
    except ValueError:
        return {}
