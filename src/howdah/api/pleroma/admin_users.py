"""Accounts as moderators and administrators see and change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, delete, get, patch, post, put
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import (
        ActorType,
        PleromaAdminUser,
        PleromaAdminUsers,
        PleromaCreatedUser,
        PleromaStaffStatuses,
    )


class AdminUsers(Section[D]):
    """Accounts as moderators and administrators see and change them; they are known by nickname."""

    @get(
        "/api/v1/pleroma/admin/users",
        scope="admin:read:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_users(
        self,
        query: str | None = None,
        *,
        filters: Annotated[Sequence[str] | None, Wire(join=",")] = None,
        tags: Sequence[str] | None = None,
        actor_types: Sequence[ActorType | str] | None = None,
        name: str | None = None,
        email: str | None = None,
        page: int | None = None,
        page_size: int | None = None,
    ) -> PleromaAdminUsers:
        """Search accounts, or list all.

        Args:
            query: search in nicknames, domains included.
            filters: only those that are all of this: ``local`` or ``external``; ``active`` or ``deactivated``;
                ``need_approval``; ``unconfirmed``; ``is_admin``; ``is_moderator``.
            tags: only those with one of these tags.
            actor_types: only these kinds of actor, such as ``Person``.
            name: search in display names.
            email: search in e-mail addresses.
            page: the page, from 1.
            page_size: accounts per page; 50 by default.

        Raises:
            ForbiddenError: you lack the right ``users_read`` (Akkoma: are no staff), or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/pleroma/admin/users/{nickname}",
        scope="admin:read:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_user(self, nickname: str) -> PleromaAdminUser:
        """Fetch one account.

        Args:
            nickname: its nickname, or its ID.

        Raises:
            ForbiddenError: you lack the right ``users_read`` (Akkoma: are no staff), or the token lacks the scope.
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/users",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def create_users(self, users: Sequence[Mapping[str, str]]) -> list[PleromaCreatedUser]:
        """Create accounts: all of them, or none.

        Args:
            users: for each a mapping with ``nickname``, ``email`` and ``password``; newer Pleroma gives a link to
                choose a password for those without one.

        Raises:
            ConflictError: one cannot be created; ``details`` says of each why.
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/users",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def delete_users(self, nicknames: Annotated[Sequence[str], Wire(place="body")]) -> list[str]:
        """Delete accounts and all that they posted; gives their nicknames.

        Args:
            nicknames: the accounts' nicknames.

        Raises:
            ForbiddenError: you lack the right ``users_delete`` (Akkoma: do not administer the server), or the token
                lacks the scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/users/{nickname}/toggle_activation",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def toggle_user_activation(self, nickname: str) -> PleromaAdminUser:
        """Turn an account off if it is on, and on if it is off; gives it as it is then.

        Args:
            nickname: its nickname.

        Raises:
            ForbiddenError: you lack the right ``users_manage_activation_state`` (Akkoma: are no staff), or the token
                lacks the scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/users/activate",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def activate_users(self, nicknames: Sequence[str]) -> PleromaAdminUsers:
        """Turn accounts on; gives them as they are then.

        Args:
            nicknames: the accounts' nicknames.

        Raises:
            ForbiddenError: you lack the right ``users_manage_activation_state`` (Akkoma: are no staff), or the token
                lacks the scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/users/deactivate",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def deactivate_users(self, nicknames: Sequence[str]) -> PleromaAdminUsers:
        """Turn accounts off; gives them as they are then.

        Args:
            nicknames: the accounts' nicknames.

        Raises:
            ForbiddenError: you lack the right ``users_manage_activation_state`` (Akkoma: are no staff), or the token
                lacks the scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/users/approve",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def approve_users(self, nicknames: Sequence[str]) -> PleromaAdminUsers:
        """Let accounts in that wait for it; gives them as they are then.

        Args:
            nicknames: the accounts' nicknames.

        Raises:
            ForbiddenError: you lack the right ``users_manage_invites`` (Akkoma: are no staff), or the token lacks the
                scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/users/suggest",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        repeat="always",
    )
    def suggest_users(self, nicknames: Sequence[str]) -> PleromaAdminUsers:
        """Suggest accounts to others (newer Pleroma, Akkoma); gives them as they are then.

        Args:
            nicknames: the accounts' nicknames.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/users/unsuggest",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        repeat="always",
    )
    def unsuggest_users(self, nicknames: Sequence[str]) -> PleromaAdminUsers:
        """Suggest accounts to others no longer (newer Pleroma, Akkoma); gives them as they are then.

        Args:
            nicknames: the accounts' nicknames.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @put(
        "/api/v1/pleroma/admin/users/tag",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def tag_users(self, nicknames: Sequence[str], tags: Sequence[str]) -> None:
        """Tag accounts, so that policies treat them otherwise than others.

        Args:
            nicknames: the accounts' nicknames.
            tags: the tags, such as ``mrf_tag:media-strip``.

        Raises:
            ForbiddenError: you lack the right ``users_manage_tags`` (Akkoma: are no staff), or the token lacks the
                scope.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/users/tag",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def untag_users(
        self,
        nicknames: Annotated[Sequence[str], Wire(place="body")],
        tags: Annotated[Sequence[str], Wire(place="body")],
    ) -> None:
        """Take tags off accounts.

        Args:
            nicknames: the accounts' nicknames.
            tags: the tags.

        Raises:
            ForbiddenError: you lack the right ``users_manage_tags`` (Akkoma: are no staff), or the token lacks the
                scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/users/follow",
        scope="admin:write:follows",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def make_user_follow(self, follower: str, followed: str) -> None:
        """Make one account follow another; where there is no such account, nothing happens.

        Args:
            follower: the nickname of the one that follows.
            followed: the nickname of the one that it follows.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/users/unfollow",
        scope="admin:write:follows",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def make_user_unfollow(self, follower: str, followed: str) -> None:
        """Make one account follow another no longer; where there is no such account, nothing happens.

        Args:
            follower: the nickname of the one that follows.
            followed: the nickname of the one that it follows.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/pleroma/admin/users/{nickname}/statuses",
        scope="admin:read:statuses",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_user_statuses(
        self,
        nickname: str,
        *,
        page_size: int | None = None,
        godmode: bool | None = None,
        with_reblogs: bool | None = None,
    ) -> PleromaStaffStatuses:
        """List the latest statuses of an account.

        Args:
            nickname: its nickname, or its ID.
            page_size: how many; 50 by default.
            godmode: also private and direct ones.
            with_reblogs: also its boosts.

        Raises:
            ForbiddenError: you lack the right ``messages_read`` (Akkoma: do not administer the server), or the token
                lacks the scope.
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/backups",
        scope="admin:read:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def create_user_backup(self, nickname: str) -> None:
        """Have an account archived; its owner and you are sent the link by e-mail.

        Args:
            nickname: its nickname.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...
