"""What a server's OAuth can do, and who signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.operation import Operations, get
from ..core.server import MASTODON

if TYPE_CHECKING:
    from ..models import OAuthServerMetadata, OAuthUserInfo


class OAuth(Operations):
    """What a server's OAuth can do, and who signed in."""

    @get("/oauth/userinfo", scope="profile", added="4.4.0", servers=MASTODON)
    def get_userinfo(self) -> OAuthUserInfo:
        """Fetch who signed in, in OpenID Connect's terms; ``verify_credentials`` tells more.

        Raises:
            ForbiddenError: the token lacks the scope.
        """
        ...

    @get(
        "/.well-known/oauth-authorization-server",
        auth="none",
        added="4.3.0",
        servers=MASTODON,
        changed=("4.4.0: userinfo_endpoint",),
    )
    def get_oauth_server_metadata(self) -> OAuthServerMetadata:
        """Fetch what the server's OAuth can do, and where (RFC 8414)."""
        ...
