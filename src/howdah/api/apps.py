"""Applications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from ..core.operation import Operations, Wire, get, post
from ..core.server import AKKOMA, MASTODON, PLEROMA

if TYPE_CHECKING:
    from ..models import Application, CredentialApplication


class Apps(Operations):
    """Applications: registering one, and the one that a token was made for."""

    @post(
        "/api/v1/apps",
        auth="none",
        changed=("2.7.2: vapid_key", "4.3.0: several redirect_uris; scopes in the answer"),
    )
    def register_app(
        self,
        client_name: str,
        redirect_uris: Annotated[Sequence[str], Wire(join="\n")],
        scopes: Annotated[Sequence[str] | None, Wire(join=" ")] = None,
        website: str | None = None,
    ) -> CredentialApplication:
        """Register an application; ``Client.create_app`` does it without a client.

        Args:
            client_name: what it is called; people see it when they log in.
            redirect_uris: where a login may return to; ``urn:ietf:wg:oauth:2.0:oob`` shows the code instead.
            scopes: what it may ask for; ``read`` by default.
            website: its web page.

        Raises:
            UnprocessedError: the name is missing, or a URI or scope is none.
        """
        ...

    @get(
        "/api/v1/apps/verify_credentials",
        auth="app",
        added="2.0.0",
        servers=MASTODON | PLEROMA | AKKOMA,
        changed=("2.7.2: vapid_key", "4.3.0: scopes, redirect_uris; any token will do"),
    )
    def verify_app_credentials(self) -> Application:
        """Fetch the application that the token was made for; tells whether the token is good.

        Raises:
            UnauthorizedError: the token is missing or revoked.
        """
        ...
