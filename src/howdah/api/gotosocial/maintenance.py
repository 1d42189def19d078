"""Keeping a server well: its health, its media, its mail, its keys and its caches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, get, post
from ...core.server import GOTOSOCIAL

if TYPE_CHECKING:
    from ...models import AdminActionResponse, DebugAPUrlResponse


class Maintenance(Section[D]):
    """Keeping the server well; all but its health is for administrators."""

    @get("/livez", auth="none", servers=GOTOSOCIAL)
    def check_liveness(self) -> None:
        """Find out whether the server answers at all; it does if this raises nothing.

        Raises:
            NetworkError: it cannot be reached.
        """
        ...

    @get("/readyz", auth="none", servers=GOTOSOCIAL)
    def check_readiness(self) -> None:
        """Find out whether the server reaches its database; it does if this raises nothing.

        Raises:
            ServerError: it does not; its log says why.
            NetworkError: the server cannot be reached.
        """
        ...

    @post(
        "/api/v1/admin/media_cleanup",
        scope="admin:write",
        servers=GOTOSOCIAL,
        repeat="always",
    )
    def clean_up_media(self, remote_cache_days: int | None = None) -> None:
        """Clear away old copies of other servers' media, and files that nothing uses; it goes on after the answer.

        Args:
            remote_cache_days: days of media to keep; by default as the server's configuration says.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/admin/media_refetch",
        scope="admin:write",
        servers=GOTOSOCIAL,
        repeat="always",
    )
    def refetch_media(self, domain: Annotated[str | None, Wire(place="query")] = None) -> None:
        """Fetch the images of other servers' emoji again where they are lost; it goes on after the answer.

        Args:
            domain: only those of this server; all by default.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/admin/domain_keys_expire",
        scope="admin:write",
        servers=GOTOSOCIAL,
        repeat="always",
    )
    def expire_domain_keys(self, domain: str) -> AdminActionResponse:
        """Forget another server's public keys, where it has changed them; it goes on after the answer.

        They are fetched again as requests come in.

        Args:
            domain: the other server.

        Raises:
            ClientError: the domain is this server's own.
            ConflictError: the server is still busy with another such action; it can be tried again later.
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @post("/api/v1/admin/email/test", scope="admin:write", servers=GOTOSOCIAL)
    def send_test_email(self, email: str, message: str | None = None) -> None:
        """Have the server send an e-mail, to see whether it can.

        Args:
            email: where to.
            message: something to say in it.

        Raises:
            UnprocessedError: it could not be sent; the error has the mail server's words.
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get("/api/v1/admin/debug/apurl", scope="admin:write", servers=GOTOSOCIAL)
    def debug_activitypub_url(self, url: str) -> DebugAPUrlResponse:
        """Have the server fetch an ActivityPub object, and see what was sent and what came back.

        Only servers built and run for debugging have it.

        Args:
            url: the object's address, ``https://`` included.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: the server is not run for debugging.
        """
        ...

    @post(
        "/api/v1/admin/debug/caches/clear",
        scope="admin:write",
        servers=GOTOSOCIAL,
        repeat="always",
    )
    def clear_caches(self) -> None:
        """Empty everything that the server keeps in memory; only servers built and run for debugging have it.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: the server is not run for debugging.
        """
        ...
