"""Listings page by page: where the next page is, pages that know their way on, and walks through all of them."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar
from urllib.parse import parse_qsl, urlsplit

from .encoding import scalar, urlencode
from .errors import ActivityPubError, ConfigurationError
from .flow import Flow

if TYPE_CHECKING:
    from .flow import AsyncDriver, SyncDriver
    from .session import Session

T = TypeVar("T")

logger = logging.getLogger("howdah")

By: TypeAlias = Literal["id", "offset", "link"]
"""How a listing is paged where the server gives no ``Link``: by the items' own IDs, by offset, or not at all."""


@dataclass(slots=True, frozen=True)
class Turn(Generic[T]):
    """One page as it came: its items and the ways on from it, each a path with its query on the server."""

    items: list[T]
    path: str
    next: str | None
    previous: str | None
    forward: bool = False
    """Fetched by ``min_id``: the next page is the newer one, and a walk gives the oldest item first."""

    def in_order(self) -> list[T]:
        """The items in the order in which a walk gives them."""
        return self.items[::-1] if self.forward else self.items


Fetch: TypeAlias = Callable[[str], Flow[Turn[T]]]
"""Fetches the page at a path."""


_LINK = re.compile(r"<([^>]*)>([^<]*)")
_REL = re.compile(r""";\s*rel\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;,"']+))""", re.IGNORECASE)


def parse_links(header: str) -> dict[str, str]:
    """The targets of a ``Link`` header by relation, whatever their order and quoting."""
    links: dict[str, str] = {}
    for target, parameters in _LINK.findall(header):
        found = _REL.search(parameters)
        if found:
            for relation in (found[1] or found[2] or found[3] or "").lower().split():
                links.setdefault(relation, target.strip())
    return links


def turn(session: Session, path: str, items: list[T], headers: Mapping[str, str], by: By) -> Turn[T]:
    """Work out where a page leads.

    Args:
        session: whose server it is; links that lead elsewhere are not followed.
        path: where the page was fetched from, path and query.
        items: what it holds.
        headers: the reply's headers.
        by: how to go on without a ``Link`` header.
    """
    links: dict[str, str] = {}
    told = False
    for relation, target in parse_links(headers.get("link", "")).items():
        within = session.path_of(target)
        if within is not None:
            links[relation] = within
            told = True
        elif relation in ("next", "prev"):
            logger.warning("%s links to a %s page on another origin; it is not followed", session.host, relation)
    older, newer = links.get("next"), links.get("prev")
    knows_min_id = by == "id" or "min_id" in _query(path)
    if newer is not None and knows_min_id and "since_id" in _query(newer):
        # Only min_id leads forwards without a gap.
        newer = _moved(newer, min_id=_query(newer)["since_id"])
    if by == "id" and items:
        first, last = _first_id(items), _first_id(items[::-1])
        if not told and last is not None:
            older = _moved(path, max_id=last)
        if newer is None and first is not None:
            newer = _moved(path, min_id=first)
    elif by == "offset" and items and not told:
        offset = _query(path).get("offset", "")
        older = _moved(path, offset=str((int(offset) if offset.isdecimal() else 0) + len(items)))
    if "min_id" in _query(path):
        return Turn(items, path, _bounded(newer, path, "max_id"), older, forward=True)
    return Turn(items, path, _bounded(older, path, "since_id"), newer)


def _query(path: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(path).query, keep_blank_values=True))


def _first_id(items: list[Any]) -> str | None:
    """The ID of the first item whose ID could be read."""
    for item in items:
        try:
            return scalar(item)
        except (AttributeError, TypeError):
            continue
    return None


def _bounded(target: str | None, path: str, bound: str) -> str | None:
    """The way on, still within the bound that was asked for, which servers leave out of their links."""
    value = _query(path).get(bound)
    if target is None or value is None or bound in _query(target):
        return target
    return f"{target}{'&' if '?' in target else '?'}{urlencode([(bound, value)])}"


def _moved(path: str, **position: str) -> str:
    """The same path from another position."""
    pairs = parse_qsl(urlsplit(path).query, keep_blank_values=True)
    kept = [pair for pair in pairs if pair[0] not in ("max_id", "min_id", "since_id", "offset")]
    return f"{urlsplit(path).path}?{urlencode([*kept, *position.items()])}"


def _ignores_bounds(turn: Turn[Any]) -> bool:
    """Whether a page holds the very item that it was to begin after: some servers give all, whatever is asked for."""
    asked = _query(turn.path)
    bound = asked.get("max_id") or asked.get("min_id")
    return bound is not None and any(getattr(item, "id", None) == bound for item in turn.items)


class Course(Generic[T]):
    """The way through a listing, without the I/O: which page is needed next, and what to give meanwhile."""

    def __init__(
        self,
        name: str,
        fetch: Fetch[T],
        start: Turn[T] | Callable[[], Flow[Turn[T]]],
        max_items: int | None = None,
    ) -> None:
        self.name = name
        self.left = max_items
        self._fetch = fetch
        self._begin: Callable[[], Flow[Turn[T]]] | None = None
        self._turn: Turn[T] | None = None
        self._items: list[T] = []
        self._index = 0
        self._wanted: str | None = None
        self._asked: set[str] = set()
        if callable(start):
            self._begin = start
        else:
            self._asked.add(start.path)
            self.arrive(start)

    def begun_at(self, path: str) -> None:
        """Note where the first page is, once its request is built."""
        self._wanted = path
        self._asked.add(path)

    @property
    def cursor(self) -> str | None:
        """Where to go on: the page in hand while it still holds something, else the next; ``None`` at the end."""
        if self._turn is not None and self._index < len(self._items):
            return f"{self.name} {self._turn.path}"
        return f"{self.name} {self._wanted}" if self._wanted is not None else None

    def take(self) -> Iterator[T]:
        """Give what the page in hand still holds, item by item."""
        while self._index < len(self._items) and self.left != 0:
            if self.left is not None:
                self.left -= 1
            self._index += 1
            yield self._items[self._index - 1]

    def fetch(self) -> Flow[Turn[T]] | None:
        """The flow that fetches the next page, or ``None`` at the end."""
        if self.left == 0:
            return None
        if self._begin is not None:
            return self._begin()
        return self._fetch(self._wanted) if self._wanted is not None else None

    def arrive(self, turn: Turn[T]) -> bool:
        """Take a page in hand; ``False`` if it is the end: empty, or the last one again."""
        self._begin = None
        if not turn.items or (self._turn is not None and (turn.items == self._turn.items or _ignores_bounds(turn))):
            self._wanted = None
            return False
        self._wanted = turn.next if turn.next not in self._asked else None
        if self._wanted is not None:
            self._asked.add(self._wanted)
        self._turn, self._items, self._index = turn, turn.in_order(), 0
        return True


class Walk(Iterator[T]):
    """Everything in a listing, fetched page by page as it is needed.

    Attributes:
        cursor: where to resume, for ``resume``; ``None`` at the end.
    """

    def __init__(self, driver: SyncDriver, course: Course[T]) -> None:
        self._driver = driver
        self._course = course
        self._items = course.take()

    @property
    def cursor(self) -> str | None:
        """Where to resume: the page that the next item is on; ``None`` at the end."""
        return self._course.cursor

    def limit(self, count: int) -> Walk[T]:
        """Stop after this many items."""
        self._course.left = count
        return self

    def __iter__(self) -> Walk[T]:
        return self

    def __next__(self) -> T:
        for item in self._items:
            return item
        flow = self._course.fetch()
        if flow is None:
            raise StopIteration
        try:
            turn = self._driver.run(flow)
        except ActivityPubError as error:
            error.cursor = self.cursor
            raise
        if not self._course.arrive(turn):
            raise StopIteration
        self._items = self._course.take()
        return next(self._items)


class AsyncWalk(AsyncIterator[T]):
    """Everything in a listing, fetched page by page as it is needed.

    Attributes:
        cursor: where to resume, for ``resume``; ``None`` at the end.
    """

    def __init__(self, driver: AsyncDriver, course: Course[T]) -> None:
        self._driver = driver
        self._course = course
        self._items = course.take()

    @property
    def cursor(self) -> str | None:
        """Where to resume: the page that the next item is on; ``None`` at the end."""
        return self._course.cursor

    def limit(self, count: int) -> AsyncWalk[T]:
        """Stop after this many items."""
        self._course.left = count
        return self

    def __aiter__(self) -> AsyncWalk[T]:
        return self

    async def __anext__(self) -> T:
        for item in self._items:
            return item
        flow = self._course.fetch()
        if flow is None:
            raise StopAsyncIteration
        try:
            turn = await self._driver.run(flow)
        except ActivityPubError as error:
            error.cursor = self.cursor
            raise
        if not self._course.arrive(turn):
            raise StopAsyncIteration
        self._items = self._course.take()
        return next(self._items)


class _AnyPage(list[T]):
    """What pages of both clients share: items, and the ways on."""

    def __init__(self, name: str, turn: Turn[T], fetch: Fetch[T] | None = None, driver: Any = None) -> None:
        super().__init__(turn.items)
        self._name = name
        self._turn = turn
        self._fetch = fetch
        self._driver = driver

    @property
    def cursor(self) -> str | None:
        """Where the next page is, to be stored and given to the listing's ``resume``; ``None`` after the last page."""
        return f"{self._name} {self._turn.next}" if self._turn.next is not None else None

    @property
    def previous_cursor(self) -> str | None:
        """Where the page before this one is, if the server says."""
        return f"{self._name} {self._turn.previous}" if self._turn.previous is not None else None

    def _connected(self) -> tuple[Fetch[T], Any]:
        if self._fetch is None:
            raise ConfigurationError(
                f"this page has been unpickled and has no client; go on with client.{self._name}.resume(page.cursor)"
            )
        return self._fetch, self._driver

    def _course(self, max_items: int | None) -> Course[T]:
        return Course(self._name, self._connected()[0], self._turn, max_items)

    def _repr_html_(self) -> str:
        """Its items for notebooks; see ``howdah.display.show_remote_images``."""
        from ..display.html import items_html

        return items_html(self, self._turn.next is not None)

    def __rich__(self) -> Any:
        """Its items for terminals, by rich (extra ``cli``)."""
        from ..display.rendering import all_drawn

        return all_drawn(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._name, replace(self._turn, items=list(self)))


class Page(_AnyPage[T]):
    """One page of a listing: a list that knows its way on."""

    def next_page(self) -> Page[T] | None:
        """Fetch the next page; ``None`` after the last."""
        return self._go(self._turn.next)

    def previous_page(self) -> Page[T] | None:
        """Fetch the page before this one; ``None`` if there is nothing there (yet)."""
        return self._go(self._turn.previous)

    def all(self, max_items: int | None = None) -> Walk[T]:
        """Go through this page and all that follow, item by item.

        Args:
            max_items: stop after this many; ``None`` goes to the end.
        """
        return Walk(self._connected()[1], self._course(max_items))

    def _go(self, path: str | None) -> Page[T] | None:
        if path is None:
            return None
        fetch, driver = self._connected()
        turn: Turn[T] = driver.run(fetch(path))
        return Page(self._name, turn, fetch, driver) if turn.items and turn.items != self._turn.items else None


class AsyncPage(_AnyPage[T]):
    """One page of a listing: a list that knows its way on."""

    async def next_page(self) -> AsyncPage[T] | None:
        """Fetch the next page; ``None`` after the last."""
        return await self._go(self._turn.next)

    async def previous_page(self) -> AsyncPage[T] | None:
        """Fetch the page before this one; ``None`` if there is nothing there (yet)."""
        return await self._go(self._turn.previous)

    def all(self, max_items: int | None = None) -> AsyncWalk[T]:
        """Go through this page and all that follow, item by item.

        Args:
            max_items: stop after this many; ``None`` goes to the end.
        """
        return AsyncWalk(self._connected()[1], self._course(max_items))

    async def _go(self, path: str | None) -> AsyncPage[T] | None:
        if path is None:
            return None
        fetch, driver = self._connected()
        turn: Turn[T] = await driver.run(fetch(path))
        return AsyncPage(self._name, turn, fetch, driver) if turn.items and turn.items != self._turn.items else None


_PLAIN = re.compile(r"[!-~]+")


def path_from_cursor(name: str, cursor: str) -> str:
    """The path that a cursor of the named listing stands for.

    Raises:
        ConfigurationError: it is no cursor, or another listing's.
        TypeError: it is no text, such as the ``None`` after the last page.
    """
    if not isinstance(cursor, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"a cursor is a str, not {type(cursor).__name__} {cursor!r:.60}")
    owner, _, path = cursor.partition(" ")
    if not path.startswith("/") or path.startswith("//") or not _PLAIN.fullmatch(path):
        raise ConfigurationError(f"{cursor!r:.100} is not a cursor")
    if owner != name:
        raise ConfigurationError(f"this cursor belongs to {owner}, not to {name}")
    return path
