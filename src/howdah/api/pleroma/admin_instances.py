"""Other servers as moderators deal with them, and this server's own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, delete, get, patch
from ...core.wire import FileLike
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import InstanceDocument, PleromaStaffStatuses


class AdminInstances(Section[D]):
    """Other servers as moderators deal with them, and this server's own pages."""

    @get(
        "/api/v1/pleroma/admin/instances/{instance}/statuses",
        scope="admin:read:statuses",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_instance_statuses(
        self,
        instance: str,
        *,
        page_size: int | None = None,
        godmode: bool | None = None,
        with_reblogs: bool | None = None,
    ) -> PleromaStaffStatuses:
        """List the latest statuses from a server.

        Args:
            instance: its domain.
            page_size: how many; 50 by default.
            godmode: also private and direct ones; not every version heeds it.
            with_reblogs: also boosts.

        Raises:
            ForbiddenError: you lack the right ``messages_read`` (Akkoma: are no staff), or the token lacks the scope.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/instances/{instance}",
        scope="admin:write:accounts admin:write:statuses",
        servers=PLEROMAS,
    )
    def delete_instance(self, instance: str) -> None:
        """Delete all accounts and statuses from another server (newer Pleroma, Akkoma), which takes a while.

        Args:
            instance: its domain.

        Raises:
            ForbiddenError: you lack the right ``instances_delete`` (Akkoma: are no staff), or the token lacks the
                scopes.
        """
        ...

    @get(
        "/api/v1/pleroma/admin/instance_document/{name}",
        scope="admin:read",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_instance_document(self, name: str) -> str:
        """Fetch one of the server's own pages, as HTML.

        Args:
            name: which: ``instance-panel`` or ``terms-of-service``.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
            NotFoundError: no such page.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/instance_document/{name}",
        scope="admin:write",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def update_instance_document(self, name: str, file: Annotated[FileLike, Wire(place="file")]) -> InstanceDocument:
        """Replace one of the server's own pages; gives where it is.

        Args:
            name: which: ``instance-panel`` or ``terms-of-service``.
            file: the page in HTML: a path, bytes, a file open in binary mode, or an async iterable of bytes
                (``AsyncClient`` only).

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
            NotFoundError: no such page.
            FileNotFoundError: the path leads nowhere.
        """
        ...

    @delete(
        "/api/v1/pleroma/admin/instance_document/{name}",
        scope="admin:write",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def delete_instance_document(self, name: str) -> None:
        """Delete your version of one of the server's own pages, so that it is Pleroma's again.

        Args:
            name: which: ``instance-panel`` or ``terms-of-service``.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
            NotFoundError: there is no version of your own.
        """
        ...
