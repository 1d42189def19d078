"""The web interfaces that the server can be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, get, post
from ..references import FrontendRef
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import PleromaFrontend


class AdminFrontends(Section[D]):
    """The web interfaces that the server can be given."""

    @get("/api/v1/pleroma/admin/frontends", scope="admin:read", servers=PLEROMAS, moved=MOVED)
    def get_frontends(self) -> list[PleromaFrontend]:
        """List the web interfaces that the server knows of, installed or not.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/frontends/install",
        scope="admin:write",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def install_frontend(
        self,
        name: FrontendRef,
        *,
        ref: str | None = None,
        file: str | None = None,
        build_url: str | None = None,
        build_dir: str | None = None,
    ) -> list[PleromaFrontend]:
        """Install a web interface; gives all that the server knows of.

        Args:
            name: the interface, or its name.
            ref: its version.
            file: where its ZIP archive is on the server's disk.
            build_url: instead, where the archive is to be had.
            build_dir: the folder in the archive that holds it.

        Raises:
            ClientError: it could not be installed.
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...
