"""Work that the server does in the background, such as fetching replies from other servers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..core.errors import NotFoundError
from ..core.flow import Flow, Sleep
from ..core.operation import Operations, get, operation
from ..core.server import MASTODON, SNAC
from .references import AsyncRefreshRef
from .statuses import Statuses

if TYPE_CHECKING:
    from ..models import Context, PendingRefresh, WrappedAsyncRefresh

RUNNING = "running"
SHORTEST_WAIT, LONGEST_WAIT = 0.5, 10.0
"""Seconds between two questions, whatever the server suggests."""


class AsyncRefreshes(Operations):
    """Work that the server does in the background."""

    @get("/api/v1_alpha/async_refreshes/{refresh_id}", scope="read", added="4.4.0", servers=MASTODON, unsure=SNAC)
    def get_async_refresh(self, refresh_id: AsyncRefreshRef) -> WrappedAsyncRefresh:
        """Find out how far a background refresh is; once it is finished, what started it has more to give.

        Args:
            refresh_id: the refresh, or its ID: the ``id`` in an answer's ``Mastodon-Async-Refresh`` header.

        Raises:
            NotFoundError: no such refresh, or it finished a while ago.
        """
        ...

    @operation(
        uses=["GET /api/v1_alpha/async_refreshes/{id}", "GET /api/v1/statuses/{id}/context"],
        scope="read read:statuses",
        added="4.4.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def refresh_context(self, context: Context, *, timeout: float | None = 60.0) -> Flow[Context]:
        """Wait until the server has fetched the replies that it knew to be missing, and fetch the thread again.

        Where nothing was missing, as on all servers but newer Mastodons, the thread is given back as it is.

        Args:
            context: a thread, as ``get_status_context`` gave it.
            timeout: seconds to wait; then what there is by that time is fetched, and its ``refresh`` tells that it
                goes on. ``None`` waits for as long as it takes.

        Raises:
            NotFoundError: the status is gone meanwhile.
        """
        check_context(context)
        pending = context.refresh
        if pending is None:
            return context
        deadline = None if timeout is None else self.session.clock.monotonic() + timeout
        yield from _wait_for(self, pending, deadline)
        status_id = pending.path.partition("/api/v1/statuses/")[2].partition("/")[0]
        return (yield from Statuses.get_status_context.flow(self, unquote(status_id)))


def check_context(context: Context) -> None:
    """Refuse what is no thread, such as the ID of a status.

    Raises:
        TypeError: it is something else.
    """
    from ..models import Context

    if not isinstance(context, Context):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"context must be a Context, as get_status_context gives it, not {type(context).__name__}")


def _wait_for(owner: Operations, pending: PendingRefresh, deadline: float | None) -> Flow[None]:
    """Wait until it is done, or the time is up."""
    clock = owner.session.clock
    wait = min(LONGEST_WAIT, max(SHORTEST_WAIT, pending.retry))
    while True:
        left = None if deadline is None else deadline - clock.monotonic()
        if left is not None and left <= 0:
            return
        yield Sleep(wait if left is None else min(wait, left))
        try:
            wrapped = yield from AsyncRefreshes.get_async_refresh.flow(owner, pending.id)
        except NotFoundError:  # it finished a while ago
            return
        if wrapped.async_refresh.status != RUNNING:
            return
