"""Accounts' e-mail addresses, passwords and settings, in administrators' hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, get, patch, put
from ...core.wire import FileLike
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import ActorType, PasswordReset, PleromaAdminUserCredentials, PleromaResult, Visibility


class AdminCredentials(Section[D]):
    """Accounts' e-mail addresses, passwords and settings, in administrators' hands."""

    @get(
        "/api/v1/pleroma/admin/users/{nickname}/credentials",
        scope="admin:read:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_user_credentials(self, nickname: str) -> PleromaAdminUserCredentials:
        """Fetch the settings of an account, its e-mail address included.

        Args:
            nickname: its nickname, or its ID.

        Raises:
            ForbiddenError: you lack the right ``users_manage_credentials`` (Akkoma: do not administer the server), or
                the token lacks the scope.
            NotFoundError: no such account.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/users/{nickname}/credentials",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def update_user_credentials(
        self,
        nickname: str,
        *,
        email: str | None = None,
        password: str | None = None,
        name: str | None = None,
        bio: str | None = None,
        avatar: Annotated[FileLike | None, Wire(place="file")] = None,
        banner: Annotated[FileLike | None, Wire(place="file")] = None,
        background: Annotated[FileLike | None, Wire(place="file")] = None,
        actor_type: ActorType | str | None = None,
        locked: Annotated[bool | None, Wire("locked", also="is_locked")] = None,
        is_discoverable: bool | None = None,
        default_scope: Visibility | str | None = None,
        no_rich_text: bool | None = None,
        hide_follows: bool | None = None,
        hide_follows_count: bool | None = None,
        hide_followers: bool | None = None,
        hide_followers_count: bool | None = None,
        hide_favorites: bool | None = None,
        allow_following_move: bool | None = None,
        show_role: bool | None = None,
        skip_thread_containment: bool | None = None,
        fields: Sequence[Mapping[str, str]] | None = None,
    ) -> PleromaResult:
        """Change the settings of an account; what is not given stays as it is.

        Args:
            nickname: its nickname.
            email: its e-mail address.
            password: its password; the owner then has to choose another.
            name: its display name.
            bio: what it says about itself.
            avatar: a picture: a path, bytes, a file open in binary mode, or an async iterable of bytes
                (``AsyncClient`` only).
            banner: a picture for the top of its profile, likewise.
            background: a picture for behind its profile, likewise.
            actor_type: ``Person`` or ``Service``.
            locked: approve its followers by hand.
            is_discoverable: it wants to be found.
            default_scope: who may see its statuses unless they say otherwise.
            no_rich_text: spare it formatted text.
            hide_follows: hide whom it follows.
            hide_follows_count: hide how many it follows.
            hide_followers: hide who follows it.
            hide_followers_count: hide how many follow it.
            hide_favorites: hide what it likes.
            allow_following_move: follow accounts where they move to.
            show_role: show its role.
            skip_thread_containment: show it broken threads.
            fields: the table on its profile, each row a mapping with ``name`` and ``value``.

        Raises:
            ClientError: a value is of the wrong kind; ``details`` says which.
            ForbiddenError: you lack the right ``users_manage_credentials`` (Akkoma: do not administer the server), or
                the token lacks the scope.
            NotFoundError: no such account.
            FileNotFoundError: a path leads nowhere.
        """
        ...

    @get(
        "/api/v1/pleroma/admin/users/{nickname}/password_reset",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_password_reset(self, nickname: str) -> PasswordReset:
        """Make a link by which the owner of an account can choose a new password.

        Args:
            nickname: its nickname.

        Raises:
            ForbiddenError: you lack the right ``users_manage_credentials`` (Akkoma: do not administer the server), or
                the token lacks the scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/users/force_password_reset",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def force_password_reset(self, nicknames: Sequence[str]) -> None:
        """Have the owners of accounts choose new passwords when they next log in.

        Args:
            nicknames: the accounts' nicknames.

        Raises:
            ForbiddenError: you lack the right ``users_manage_credentials`` (Akkoma: do not administer the server), or
                the token lacks the scope.
        """
        ...

    @put(
        "/api/v1/pleroma/admin/users/disable_mfa",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def disable_user_mfa(self, nickname: str) -> None:
        """Turn off an account's two-factor login.

        Args:
            nickname: its nickname.

        Raises:
            ForbiddenError: you lack the right ``users_manage_credentials`` (Akkoma: do not administer the server), or
                the token lacks the scope.
            NotFoundError: no such account.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/users/confirm_email",
        scope="admin:write",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def confirm_emails(self, nicknames: Sequence[str]) -> None:
        """Take the e-mail addresses of accounts as confirmed.

        Args:
            nicknames: the accounts' nicknames.

        Raises:
            ForbiddenError: you lack the right ``users_manage_credentials`` (Akkoma: do not administer the server), or
                the token lacks the scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/users/resend_confirmation_email",
        scope="admin:write",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def resend_confirmation_emails(self, nicknames: Sequence[str]) -> None:
        """Send the owners of accounts the e-mail that confirms their address again.

        Args:
            nicknames: the accounts' nicknames.

        Raises:
            ForbiddenError: you lack the right ``users_manage_credentials`` (Akkoma: do not administer the server), or
                the token lacks the scope.
        """
        ...
