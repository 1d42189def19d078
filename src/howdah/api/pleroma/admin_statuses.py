"""Statuses as moderators see and change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, put
from ..references import StatusRef
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import PleromaStaffStatus, Status, Visibility


class AdminStatuses(Section[D]):
    """Statuses as moderators see and change them."""

    @get(
        "/api/v1/pleroma/admin/statuses",
        scope="admin:read:statuses",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_staff_statuses(
        self,
        *,
        godmode: bool | None = None,
        local_only: bool | None = None,
        with_reblogs: bool | None = None,
        page: int | None = None,
        page_size: int | None = None,
    ) -> list[PleromaStaffStatus]:
        """List all statuses, newest first, with what staff see of their authors.

        Args:
            godmode: also private and direct ones.
            local_only: only those from this server.
            with_reblogs: also boosts.
            page: the page, from 1.
            page_size: statuses per page; 50 by default.

        Raises:
            ForbiddenError: you lack the right ``messages_read`` (Akkoma: do not administer the server), or the token
                lacks the scope.
        """
        ...

    @get(
        "/api/v1/pleroma/admin/statuses/{status_id}",
        scope="admin:read:statuses",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_staff_status(self, status_id: StatusRef) -> PleromaStaffStatus:
        """Fetch a status, whoever may see it, with what staff see of its author.

        Args:
            status_id: the status, or its ID.

        Raises:
            ForbiddenError: you lack the right ``messages_read`` (Akkoma: are no staff), or the token lacks the scope.
            NotFoundError: no such status.
        """
        ...

    @put(
        "/api/v1/pleroma/admin/statuses/{status_id}",
        scope="admin:write:statuses",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def update_staff_status(
        self, status_id: StatusRef, *, sensitive: bool | None = None, visibility: Visibility | str | None = None
    ) -> Status:
        """Change who may see a status, or whether its media are hidden behind a warning.

        Args:
            status_id: the status, or its ID.
            sensitive: hide its media behind a warning.
            visibility: ``public``, ``unlisted`` or ``private``.

        Raises:
            ClientError: there is no such visibility.
            ForbiddenError: you lack the right ``messages_delete`` (Akkoma: are no staff), or the token lacks the scope.
            NotFoundError: no such status.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/statuses/{status_id}",
        scope="admin:write:statuses",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def delete_staff_status(self, status_id: StatusRef) -> None:
        """Delete somebody's status.

        Args:
            status_id: the status, or its ID.

        Raises:
            ForbiddenError: you lack the right ``messages_delete`` (Akkoma: are no staff), or the token lacks the scope.
            NotFoundError: no such status.
        """
        ...
