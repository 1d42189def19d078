"""The server's configuration, its figures, and what moderators did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ...core.operation import D, Section, get, post
from ..references import AccountRef
from .servers import MOVED, PLEROMAS

if TYPE_CHECKING:
    from ...models import (
        ModerationLog,
        PleromaConfig,
        PleromaConfigDescription,
        PleromaNeedReboot,
        PleromaStats,
    )


class AdminConfig(Section[D]):
    """The server's configuration, its figures, and what moderators did.

    The configuration can be seen and changed only where it is kept in the database.
    """

    @get("/api/v1/pleroma/admin/config", scope="admin:read", servers=PLEROMAS, moved=MOVED)
    def get_config(self, *, only_db: bool | None = None) -> PleromaConfig:
        """Fetch the server's configuration.

        Args:
            only_db: only what differs from the configuration on disk.

        Raises:
            ClientError: the configuration is not kept in the database.
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/pleroma/admin/config",
        scope="admin:write",
        servers=PLEROMAS,
        repeat="always",
        moved=MOVED,
    )
    def update_config(self, configs: Sequence[Mapping[str, Any]]) -> PleromaConfig:
        """Change the server's configuration; gives what was changed, and whether it takes a restart.

        Args:
            configs: for each setting a mapping with ``group`` (``:pleroma``), ``key`` (``:instance``) and ``value``, in
                the form that ``get_config`` gives; ``None`` within it is Elixir's ``nil``. With ``delete`` it is set
                back, or as much of it as ``subkeys`` name.

        Raises:
            ClientError: the configuration is not kept in the database, or a value cannot be used.
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/pleroma/admin/config/descriptions",
        scope="admin:read",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_config_descriptions(self) -> list[PleromaConfigDescription]:
        """Describe the settings that there are, with what they may be set to.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @get("/api/v1/pleroma/admin/need_reboot", scope="admin:read", servers=PLEROMAS, moved=MOVED)
    def get_need_reboot(self) -> PleromaNeedReboot:
        """Find out whether settings wait for a restart.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @get("/api/v1/pleroma/admin/restart", scope="admin:write", servers=PLEROMAS, moved=MOVED)
    def restart_server(self) -> None:
        """Restart the server.

        Raises:
            ClientError: the configuration is not kept in the database.
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @get("/api/v1/pleroma/admin/stats", scope="admin:read", servers=PLEROMAS, moved=MOVED)
    def get_stats(self, instance: str | None = None) -> PleromaStats:
        """Count the statuses, by who may see them.

        Args:
            instance: only those from this domain.

        Raises:
            ForbiddenError: you lack the right ``statistics_read`` (Akkoma: are no staff), or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/pleroma/admin/moderation_log",
        scope="admin:read",
        servers=PLEROMAS,
        moved=MOVED,
    )
    def get_moderation_log(
        self,
        *,
        search: str | None = None,
        user_id: AccountRef | None = None,
        start_date: datetime | str | None = None,
        end_date: datetime | str | None = None,
        page: int | None = None,
        page_size: int | None = None,
    ) -> ModerationLog:
        """List what moderators and administrators did, the latest first.

        Args:
            search: search in what is said of it.
            user_id: only what this account did, or the account of this ID.
            start_date: nothing before this time.
            end_date: nothing after this time.
            page: the page, from 1.
            page_size: entries per page; 50 by default.

        Raises:
            ForbiddenError: you lack the right ``moderation_log_read`` (Akkoma: are no staff), or the token lacks the
                scope.
        """
        ...
