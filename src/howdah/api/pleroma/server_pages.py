"""What the server says to anybody: its emoji, its health, riddles for signing up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...core.operation import D, Section, get, post
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import Captcha, FederationStatus, Healthcheck, PleromaEmoji, RemoteInteraction


class ServerPages(Section[D]):
    """What the server says to anybody."""

    @get("/api/v1/pleroma/emoji", auth="none", servers=PLEROMAS, moved=MOVED)
    def get_emoji(self) -> dict[str, PleromaEmoji]:
        """List the server's custom emoji by shortcode, each with the groups it is in."""
        ...

    @get("/api/v1/pleroma/captcha", auth="none", servers=PLEROMAS, moved=MOVED)
    def get_captcha(self) -> Captcha:
        """Get a riddle to solve before signing up; its ``type`` is ``none`` where none is asked for."""
        ...

    @get("/api/v1/pleroma/healthcheck", auth="none", servers=PLEROMAS, moved=MOVED)
    def get_healthcheck(self) -> Healthcheck:
        """Find out how the server is doing.

        Raises:
            ServerError: it is unwell, or does not tell (503). As with any 503, it is asked again before this is raised.
        """
        ...

    @get("/api/v1/pleroma/federation_status", auth="none", servers=PLEROMAS)
    def get_federation_status(self) -> FederationStatus:
        """List the servers that cannot be reached, with the time since when."""
        ...

    @post("/api/v1/pleroma/remote_interaction", auth="none", servers=PLEROMAS, repeat="always")
    def get_remote_interaction(self, ap_id: str, profile: str) -> RemoteInteraction:
        """Find the page where somebody from another server can act on something here (newer Pleroma, Akkoma).

        Args:
            ap_id: the URI of an account or a status.
            profile: the address of the somebody, as ``foo@example.org``; ``error`` says if there is none.
        """
        ...

    @get("/api/openapi", auth="none", servers=PLEROMAS)
    def get_openapi(self) -> dict[str, Any]:
        """Fetch the server's description of its own API, as an OpenAPI document; it lacks a part of it."""
        ...
