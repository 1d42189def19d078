"""One test body for both clients: a proxy that is awaited like ``AsyncClient``, whichever client is behind it.

An ``AsyncClient`` is used as it is. A ``Client`` does its work in a thread: its operations are awaited, its walks gone
through with ``async for``, its pages turned with ``await``; what is no call on ``AsyncClient`` is none here either.
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from anyio import get_cancelled_exc_class, to_thread

from howdah import AsyncClient, Client, KeptStream, Page, Stream, Walk
from howdah.client import RawClient
from howdah.core.operation import Section
from howdah.sandbox import Sandbox

END = object()


def proxy_for(client: Client) -> Any:
    """A ``Client``, to be used as ``AsyncClient`` is."""
    # Never used to send: it only tells which attributes have to be awaited.
    return SyncProxy(client, AsyncClient(client.instance))


class SyncProxy:
    """Something of a ``Client`` (itself, a section, an operation), used like its counterpart of an ``AsyncClient``."""

    def __init__(self, behind: Any, counterpart: Any) -> None:
        self._behind = behind
        self._counterpart = counterpart

    def __getattr__(self, name: str) -> Any:
        behind = getattr(self._behind, name)
        counterpart = getattr(self._counterpart, name)
        if isinstance(behind, (Section, RawClient)) or callable(counterpart):
            return SyncProxy(behind, counterpart)
        return behind

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if inspect.iscoroutinefunction(self._counterpart):
            return self._in_thread(partial(self._behind, *args, **kwargs))
        return wrapped(self._behind(*args, **kwargs))

    async def _in_thread(self, call: Any) -> Any:
        return wrapped(await to_thread.run_sync(call))

    async def __aenter__(self) -> SyncProxy:
        return self

    async def __aexit__(self, *_: object) -> None:
        await to_thread.run_sync(self._behind.close)


class PageProxy(list[Any]):
    """A page of a ``Client``, turned with ``await``."""

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page)
        self.page = page
        self.cursor = page.cursor
        self.previous_cursor = page.previous_cursor

    async def next_page(self) -> PageProxy | None:
        page = await to_thread.run_sync(self.page.next_page)
        return None if page is None else PageProxy(page)

    async def previous_page(self) -> PageProxy | None:
        page = await to_thread.run_sync(self.page.previous_page)
        return None if page is None else PageProxy(page)

    def all(self, max_items: int | None = None) -> WalkProxy:
        return WalkProxy(self.page.all(max_items))


class WalkProxy(AsyncIterator[Any]):
    """A walk of a ``Client``, gone through with ``async for``."""

    def __init__(self, walk: Walk[Any]) -> None:
        self.walk = walk

    @property
    def cursor(self) -> str | None:
        return self.walk.cursor

    def limit(self, count: int) -> WalkProxy:
        self.walk.limit(count)
        return self

    async def __anext__(self) -> Any:
        item = await to_thread.run_sync(next, self.walk, END)
        if item is END:
            raise StopAsyncIteration
        return item


class StreamProxy(AsyncIterator[Any]):
    """A stream of a ``Client``, used with ``async with`` and ``async for``."""

    def __init__(self, stream: Stream | KeptStream[Any]) -> None:
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    async def __aenter__(self) -> StreamProxy:
        await to_thread.run_sync(self.stream.__enter__)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await to_thread.run_sync(self.stream.close)

    async def settle(self) -> None:
        await to_thread.run_sync(self.stream.settle)

    async def __anext__(self) -> Any:
        try:
            # A wait that is given up must not go on behind the test's back.
            event = await to_thread.run_sync(next, self.stream, END, abandon_on_cancel=True)
        except get_cancelled_exc_class():
            self.stream.close()
            raise
        if event is END:
            raise StopAsyncIteration
        return event


def wrapped(result: Any) -> Any:
    """A result of a ``Client``, to be used like that of an ``AsyncClient``."""
    if isinstance(result, (Stream, KeptStream)):
        return StreamProxy(result)
    if isinstance(result, Page):
        return PageProxy(result)
    return WalkProxy(result) if isinstance(result, Walk) else result


@dataclass
class Ride:
    """A sandbox and one way to talk to it.

    Attributes:
        sandbox: the server.
        kind: which client.
        transport: how it sends.
    """

    sandbox: Sandbox
    kind: Literal["sync", "async"]
    transport: Literal["httpx", "reqwest"]
    _opened: list[AsyncClient] = field(default_factory=list[AsyncClient])

    def client(self, user: str | None = "alice", **settings: Any) -> Any:
        """A client that acts as someone, to be used as ``AsyncClient`` is; closed after the test."""
        settings = {"transport": self.transport, "timeout": 10.0, **settings}
        if self.kind == "sync":
            return proxy_for(self.sandbox.client(user, **settings))
        client = AsyncClient(self.sandbox.base_url, user and self.sandbox.token_of(user), **settings)
        self._opened.append(client)
        return client

    async def close(self) -> None:
        """Close the async clients; the sandbox closes the others."""
        while self._opened:
            await self._opened.pop().close()
