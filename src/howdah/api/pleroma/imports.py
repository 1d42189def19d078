"""Taking over follows, mutes and blocks from another account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from ...core.operation import D, Section, Wire, post
from ...core.wire import FileLike
from .servers import PLEROMAS


class Imports(Section[D]):
    """Taking over whom you follow, mute and block from another account."""

    @post("/api/pleroma/follow_import", scope="write:follows", servers=PLEROMAS, repeat="always")
    def import_follows(
        self,
        accounts: Annotated[Sequence[str] | None, Wire("list", join="\n")] = None,
        *,
        file: Annotated[FileLike | None, Wire("list", place="file")] = None,
    ) -> None:
        """Follow many accounts, which takes the server a while; those that cannot be followed are left out.

        Args:
            accounts: their addresses, as ``foo@example.org``.
            file: instead, a file of them, as Mastodon exports it.

        Raises:
            UnprocessedError: neither is given.
        """
        ...

    @post("/api/pleroma/mutes_import", scope="write:mutes", servers=PLEROMAS, repeat="always")
    def import_mutes(
        self,
        accounts: Annotated[Sequence[str] | None, Wire("list", join="\n")] = None,
        *,
        file: Annotated[FileLike | None, Wire("list", place="file")] = None,
    ) -> None:
        """Mute many accounts, which takes the server a while; those that cannot be muted are left out.

        Args:
            accounts: their addresses, as ``foo@example.org``.
            file: instead, a file of nothing but addresses, each on a line of its own.

        Raises:
            UnprocessedError: neither is given.
        """
        ...

    @post("/api/pleroma/blocks_import", scope="write:blocks", servers=PLEROMAS, repeat="always")
    def import_blocks(
        self,
        accounts: Annotated[Sequence[str] | None, Wire("list", join="\n")] = None,
        *,
        file: Annotated[FileLike | None, Wire("list", place="file")] = None,
    ) -> None:
        """Block many accounts, which takes the server a while; those that cannot be blocked are left out.

        Args:
            accounts: their addresses, as ``foo@example.org``.
            file: instead, a file of nothing but addresses, each on a line of its own.

        Raises:
            UnprocessedError: neither is given.
        """
        ...
