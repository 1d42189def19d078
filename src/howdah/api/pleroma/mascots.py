"""The picture that keeps you company in the web interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, get, put
from ...core.wire import FileLike
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import Mascot


class Mascots(Section[D]):
    """The picture that keeps you company in the web interface."""

    @get("/api/v1/pleroma/mascot", scope="read:accounts", servers=PLEROMAS)
    def get_mascot(self) -> Mascot:
        """Fetch your mascot, which is the server's until you choose another."""
        ...

    @put("/api/v1/pleroma/mascot", scope="write:accounts", servers=PLEROMAS)
    def update_mascot(self, file: Annotated[FileLike, Wire(place="file")]) -> Mascot:
        """Choose a mascot.

        Args:
            file: a picture: a path, bytes, a file open in binary mode, or an async iterable of bytes
                (``AsyncClient`` only).

        Raises:
            ClientError: the file is no picture (415).
            FileNotFoundError: the path leads nowhere.
        """
        ...
