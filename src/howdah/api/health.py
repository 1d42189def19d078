"""Whether the server is up."""

from __future__ import annotations

from ..core.operation import Operations, get
from ..core.server import MASTODON, SNAC


class Health(Operations):
    """Whether the server is up."""

    @get("/health", auth="none", added="3.0.0", servers=MASTODON, unsure=SNAC)
    def get_health(self) -> str:
        """Ask the server whether it is up; gives ``OK``.

        Raises:
            NetworkError: it cannot be reached.
            ServerError: it is in trouble.
        """
        ...

    @get("/api/v1/streaming/health", auth="none", added="2.5.0", servers=MASTODON)
    def get_streaming_health(self) -> str:
        """Ask the server's streaming part whether it is up; gives ``OK``.

        Raises:
            RedirectRefusedError: streaming is at another address; make a client for that.
            NetworkError: it cannot be reached.
            ServerError: it is in trouble.
        """
        ...
