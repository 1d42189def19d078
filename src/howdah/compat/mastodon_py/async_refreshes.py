"""What the server still does for an answer."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import time
from typing import Any, cast

from ...core.encoding import segment
from .calling import Calls
from .conversion import converter_named
from .errors import MastodonIllegalArgumentError
from .identities import unpack_id
from .return_types import AsyncRefresh
from .types_base import AttribAccessDict, Entity, IdType

RUNNING = "running"
"""The status of work that goes on."""


class AsyncRefreshes(Calls):
    """What the server still does for an answer."""

    def get_async_refresh_info(self, result: Any) -> tuple[AsyncRefresh, int] | None:
        """What an answer said of work that the server goes on with, and the seconds after which to ask for it.

        Args:
            result: what a call has given.
        """
        pending = getattr(result, "_async_refresh", None)
        if pending is None:
            return None
        return AsyncRefresh(id=pending.id, status=RUNNING, result_count=pending.result_count), int(pending.retry)

    def get_async_refresh_status(self, result_or_id: AsyncRefresh | AttribAccessDict | IdType) -> AsyncRefresh:
        """Tell how far the server has come with what it goes on with.

        Args:
            result_or_id: what a call has given, or the ID of the work.

        Raises:
            MastodonIllegalArgumentError: the call's answer said nothing of work that goes on.
        """
        pending = getattr(result_or_id, "_async_refresh", None)
        if (
            pending is None
            and isinstance(result_or_id, AttribAccessDict)
            and not isinstance(result_or_id, AsyncRefresh)
        ):
            raise MastodonIllegalArgumentError(
                "Pass either an async refresh ID, an AsyncRefresh entity, "
                "or an API result with async refresh information."
            )
        identity = unpack_id(result_or_id) if pending is None else pending.id
        path = f"/api/v1_alpha/async_refreshes/{segment(identity, 'result_or_id')}"
        answer = self._request("GET", path, AttribAccessDict, added="4.4.0")
        said: Any = answer.get("async_refresh", answer)
        return AsyncRefresh(**said)

    def await_async_refresh(self, result: Any, timeout: float = 0.0, max_attempts: int = -1) -> AttribAccessDict | None:
        """Wait until the server has done what it goes on with, and ask for the answer again.

        Args:
            result: what a call has given.
            timeout: seconds to wait at most; 0 waits for as long as it takes.
            max_attempts: how often to ask at most; -1 asks as often as it takes.

        Returns:
            the answer as it is then; ``None`` if it was not done in time.

        Raises:
            MastodonIllegalArgumentError: it is nothing that a call has given.
        """
        if not isinstance(result, Entity):
            raise MastodonIllegalArgumentError("await_async_refresh expects an API result entity.")
        pending = getattr(result, "_async_refresh", None)
        if pending is None:
            return cast(AttribAccessDict, result)
        began, attempts = time.monotonic(), 0
        while attempts != max_attempts:
            time.sleep(pending.retry)
            attempts += 1
            if self.get_async_refresh_status(pending.id).status != RUNNING:
                again: AttribAccessDict = self._fetch("GET", pending.path, converter_named(result._mastopy_type), {})
                return again
            if timeout and time.monotonic() - began >= timeout:
                break
        return None
