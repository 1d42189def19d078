"""OAuth applications, as administrators see and make them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, patch, post
from ..references import PleromaOAuthAppRef
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import PleromaOAuthApp, PleromaOAuthApps


class AdminOAuthApps(Section[D]):
    """OAuth applications, as administrators see and make them."""

    @get("/api/v1/pleroma/admin/oauth_app", scope="admin:write", servers=PLEROMAS, moved=MOVED)
    def get_oauth_apps(
        self,
        *,
        name: str | None = None,
        client_id: str | None = None,
        trusted: bool | None = None,
        page: int | None = None,
        page_size: int | None = None,
    ) -> PleromaOAuthApps:
        """List the OAuth applications, with their secrets.

        Args:
            name: only those of this name.
            client_id: only the one of this name in OAuth.
            trusted: only those that the server trusts, or only others.
            page: the page, from 1.
            page_size: applications per page; 50 by default.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @post("/api/v1/pleroma/admin/oauth_app", scope="admin:write", servers=PLEROMAS, moved=MOVED)
    def create_oauth_app(
        self,
        name: str,
        redirect_uris: str,
        *,
        scopes: Sequence[str] | None = None,
        website: str | None = None,
        trusted: bool | None = None,
    ) -> PleromaOAuthApp:
        """Create an OAuth application.

        Args:
            name: what to call it.
            redirect_uris: where it wants codes sent; several on a line each.
            scopes: what it may ask for.
            website: its web page.
            trusted: let its tokens do what only trusted applications may.

        Raises:
            ClientError: a value cannot be used; ``details`` says which.
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/oauth_app/{app_id}",
        scope="admin:write",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def update_oauth_app(
        self,
        app_id: PleromaOAuthAppRef,
        *,
        name: str | None = None,
        redirect_uris: str | None = None,
        scopes: Sequence[str] | None = None,
        website: str | None = None,
        trusted: bool | None = None,
    ) -> PleromaOAuthApp:
        """Change an OAuth application; what is not given stays as it is.

        Args:
            app_id: the application, or its ID.
            name: what to call it.
            redirect_uris: where it wants codes sent; several on a line each.
            scopes: what it may ask for.
            website: its web page.
            trusted: let its tokens do what only trusted applications may.

        Raises:
            ClientError: no such application, or a value cannot be used.
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/oauth_app/{app_id}",
        scope="admin:write",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def delete_oauth_app(self, app_id: PleromaOAuthAppRef) -> None:
        """Delete an OAuth application.

        Args:
            app_id: the application, or its ID.

        Raises:
            ClientError: no such application.
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...
