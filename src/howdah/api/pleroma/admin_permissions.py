"""Who administers and who moderates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, delete, get, post
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import PleromaPermissions


class AdminPermissions(Section[D]):
    """Who administers and who moderates: the groups ``admin`` and ``moderator``."""

    @get(
        "/api/v1/pleroma/admin/users/{nickname}/permission_group",
        scope="admin:read:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_permission_groups(self, nickname: str) -> PleromaPermissions:
        """Find out which groups an account is in.

        Args:
            nickname: its nickname.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/pleroma/admin/users/{nickname}/permission_group/{permission_group}",
        scope="admin:read:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_permission_group(self, nickname: str, permission_group: str) -> PleromaPermissions:
        """Find out whether an account is in a group; the answer tells of both.

        Args:
            nickname: its nickname.
            permission_group: ``admin`` or ``moderator``.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/users/{nickname}/permission_group/{permission_group}",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def add_user_to_permission_group(self, nickname: str, permission_group: str) -> PleromaPermissions:
        """Put an account in a group, in the older way; ``add_users_to_permission_group`` is for several.

        Args:
            nickname: its nickname.
            permission_group: ``admin`` or ``moderator``.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
            NotFoundError: no such group.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/users/{nickname}/permission_group/{permission_group}",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def remove_user_from_permission_group(self, nickname: str, permission_group: str) -> PleromaPermissions:
        """Take an account out of a group.

        Args:
            nickname: its nickname.
            permission_group: ``admin`` or ``moderator``.

        Raises:
            ForbiddenError: it is you, you do not administer the server, or the token lacks the scope.
            NotFoundError: no such group.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/users/permission_group/{permission_group}",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def add_users_to_permission_group(self, permission_group: str, nicknames: Sequence[str]) -> PleromaPermissions:
        """Put accounts in a group.

        Args:
            permission_group: ``admin`` or ``moderator``.
            nicknames: the accounts' nicknames.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
            NotFoundError: no such group.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/users/permission_group/{permission_group}",
        scope="admin:write:accounts",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def remove_users_from_permission_group(
        self, permission_group: str, nicknames: Annotated[Sequence[str], Wire(place="body")]
    ) -> PleromaPermissions:
        """Take accounts out of a group.

        Args:
            permission_group: ``admin`` or ``moderator``.
            nicknames: the accounts' nicknames.

        Raises:
            ForbiddenError: you are one of them, you do not administer the server, or the token lacks the scope.
            NotFoundError: no such group.
        """
        ...
