"""What has access to your account, and the applications that you registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, listing, post
from ...core.server import GOTOSOCIAL
from ..references import ApplicationRef, TokenInfoRef

if TYPE_CHECKING:
    from ...models import CredentialApplication, TokenInfo


class Tokens(Section[D]):
    """What has access to your account, and the applications that you registered."""

    @listing("/api/v1/tokens", by="id", scope="read:accounts", servers=GOTOSOCIAL)
    def get_tokens(
        self,
        *,
        max_id: TokenInfoRef | None = None,
        since_id: TokenInfoRef | None = None,
        min_id: TokenInfoRef | None = None,
        limit: int | None = None,
    ) -> list[TokenInfo]:
        """List the access tokens of your account, newest first; what they are for, not the tokens themselves.

        Args:
            max_id: only tokens older than this one.
            since_id: only tokens newer than this one, from the newest.
            min_id: only tokens newer than this one, from the oldest.
            limit: tokens per page; 20 by default.
        """
        ...

    @get("/api/v1/tokens/{token_id}", scope="read:accounts", servers=GOTOSOCIAL)
    def get_token(self, token_id: TokenInfoRef) -> TokenInfo:
        """Fetch what one access token is for.

        Args:
            token_id: what ``get_tokens`` gave, or its ID; not the token itself.

        Raises:
            NotFoundError: you have no such token.
        """
        ...

    @post(
        "/api/v1/tokens/{token_id}/invalidate",
        scope="write:accounts",
        servers=GOTOSOCIAL,
        repeat="always",
    )
    def invalidate_token(self, token_id: TokenInfoRef) -> TokenInfo:
        """Revoke an access token, so that what uses it has to ask you again.

        Args:
            token_id: what ``get_tokens`` gave, or its ID; not the token itself.

        Raises:
            NotFoundError: you have no such token.
        """
        ...

    @listing("/api/v1/apps", by="id", scope="read:applications", servers=GOTOSOCIAL)
    def get_apps(
        self,
        *,
        max_id: ApplicationRef | None = None,
        since_id: ApplicationRef | None = None,
        min_id: ApplicationRef | None = None,
        limit: int | None = None,
    ) -> list[CredentialApplication]:
        """List the applications that you registered, newest first.

        Args:
            max_id: only applications older than this one.
            since_id: only applications newer than this one, from the newest.
            min_id: only applications newer than this one, from the oldest.
            limit: applications per page; 20 by default.
        """
        ...

    @get("/api/v1/apps/{app_id}", scope="read:applications", servers=GOTOSOCIAL)
    def get_app(self, app_id: ApplicationRef) -> CredentialApplication:
        """Fetch one application that you registered.

        Args:
            app_id: the application, or its ID.

        Raises:
            NotFoundError: you registered no such application.
        """
        ...

    @delete("/api/v1/apps/{app_id}", scope="write:applications", servers=GOTOSOCIAL)
    def delete_app(self, app_id: ApplicationRef) -> CredentialApplication:
        """Delete an application that you registered, and every token it was given; gives it as it was.

        Args:
            app_id: the application, or its ID.

        Raises:
            NotFoundError: you registered no such application.
        """
        ...
