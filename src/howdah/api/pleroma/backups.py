"""Archives of your account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, get, post
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import Backup


class Backups(Section[D]):
    """Archives of your account."""

    @get("/api/v1/pleroma/backups", scope="read:accounts", servers=PLEROMAS)
    def get_backups(self) -> list[Backup]:
        """List the archives of your account; one that is ``processed`` can be had from its ``url``."""
        ...

    @post("/api/v1/pleroma/backups", scope="read:accounts", servers=PLEROMAS)
    def create_backup(self) -> list[Backup]:
        """Have your account archived, and list all its archives; this one is ready some time later.

        Raises:
            ClientError: the last one is too recent; a week has to pass, unless the server is set otherwise.
        """
        ...
