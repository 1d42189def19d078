"""Work that the server does in the background, such as fetching replies from other servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.operation import Operations, get
from ..core.server import MASTODON, SNAC
from .references import AsyncRefreshRef

if TYPE_CHECKING:
    from ..models import WrappedAsyncRefresh


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
