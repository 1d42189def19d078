"""Relays, which pass public statuses on between servers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, delete, get, post
from ..references import RelayRef
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import Relay, Relays


class AdminRelays(Section[D]):
    """Relays, which pass public statuses on between servers."""

    @get("/api/v1/pleroma/admin/relay", scope="admin:read", servers=PLEROMAS, moved=MOVED)
    def get_relays(self) -> Relays:
        """List the relays that the server follows.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/relay",
        scope="admin:write:follows",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def follow_relay(self, relay_url: RelayRef) -> Relay:
        """Have the server follow a relay.

        Args:
            relay_url: its actor's URI, as ``https://example.org/relay``.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/relay",
        scope="admin:write:follows",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def unfollow_relay(
        self,
        relay_url: Annotated[RelayRef, Wire(place="body")],
        *,
        force: Annotated[bool | None, Wire(place="body")] = None,
    ) -> None:
        """Have the server follow a relay no longer.

        Args:
            relay_url: the relay, or its actor's URI.
            force: also if the relay does not answer.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...
