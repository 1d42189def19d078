"""Invites: tokens to sign up with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ...core.operation import D, Section, get, post
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import Invite, PleromaInvites


class AdminInvites(Section[D]):
    """Tokens to sign up with."""

    @get(
        "/api/v1/pleroma/admin/users/invites",
        scope="admin:read:invites",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_invites(self) -> PleromaInvites:
        """List the invites, used ones too.

        Raises:
            ForbiddenError: you lack the right ``users_manage_invites`` (Akkoma: are no staff), or the token lacks the
                scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/users/invite_token",
        scope="admin:write:invites",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def create_invite(self, *, max_use: int | None = None, expires_at: date | str | None = None) -> Invite:
        """Create an invite, for one person unless told otherwise.

        Args:
            max_use: how many people may use it.
            expires_at: the last day on which it can be used.

        Raises:
            ForbiddenError: you lack the right ``users_manage_invites`` (Akkoma: are no staff), or the token lacks the
                scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/users/revoke_invite",
        scope="admin:write:invites",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def revoke_invite(self, token: str) -> Invite:
        """Make an invite unusable; gives it as it is then.

        Args:
            token: its token.

        Raises:
            ForbiddenError: you lack the right ``users_manage_invites`` (Akkoma: are no staff), or the token lacks the
                scope.
            NotFoundError: no such invite.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/users/email_invite",
        scope="admin:write:invites",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def send_invite(self, email: str, name: str | None = None) -> None:
        """Create an invite and send it by e-mail.

        Args:
            email: where to.
            name: whom to.

        Raises:
            ClientError: anybody can sign up here anyway, or invites are off.
            ForbiddenError: you lack the right ``users_manage_invites`` (Akkoma: are no staff), or the token lacks the
                scope.
        """
        ...
