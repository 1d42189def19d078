"""Applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.operation import Operations, get
from ..core.server import AKKOMA, MASTODON, PLEROMA

if TYPE_CHECKING:
    from ..models import Application


class Apps(Operations):
    """The application that a token was made for."""

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
