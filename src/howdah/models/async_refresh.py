"""Background work that a client can watch."""

from __future__ import annotations

from typing import Annotated

from .entity import OPEN, Entity, Id
from .enums import AsyncRefreshStatus


class AsyncRefresh(Entity):
    """How far something is that the server does in the background; Mastodon 4.4."""

    id: Id
    """What it is asked about by."""
    status: Annotated[AsyncRefreshStatus | str, OPEN]
    """Whether it is still running."""
    result_count: int | None = None
    """How many results there are so far, where they are counted."""


class WrappedAsyncRefresh(Entity):
    """A background refresh, as the server wraps it; Mastodon 4.4."""

    async_refresh: AsyncRefresh
    """The refresh itself."""
