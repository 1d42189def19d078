"""The pictures of your profile, in the way of Pleroma before 2.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.encoding import file_part
from ...core.flow import Flow
from ...core.operation import D, Section, call, operation
from ...core.session import Session
from ...core.wire import FileLike, FilePart
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import CredentialAccount

PATH = "/api/v1/accounts/update_credentials"
UPDATE = f"PATCH {PATH}"


class ProfileImages(Section[D]):
    """The pictures of your profile.

    Pleroma 2.1 dropped the endpoints of their own that they had; these change them as ``update_credentials`` does.
    """

    @operation(uses=[UPDATE], scope="write:accounts", servers=PLEROMAS)
    def update_avatar(
        self, img: FileLike, filename: str | None = None, mime_type: str | None = None
    ) -> Flow[CredentialAccount]:
        """Change your avatar; gives your account as it is then.

        Args:
            img: a picture: a path, bytes, a file open in binary mode, or an async iterable of bytes
                (``AsyncClient`` only).
            filename: the name to upload it under; by default its own.
            mime_type: its MIME type; told from its first bytes or its name if not given.

        Raises:
            FileNotFoundError: the path leads nowhere.
        """
        return (yield from _update(self.session, "avatar", file_part(img, mime_type, filename)))

    @operation(uses=[UPDATE], scope="write:accounts", servers=PLEROMAS)
    def update_banner(
        self, img: FileLike, filename: str | None = None, mime_type: str | None = None
    ) -> Flow[CredentialAccount]:
        """Change the picture at the top of your profile; gives your account as it is then.

        Args:
            img: a picture: a path, bytes, a file open in binary mode, or an async iterable of bytes
                (``AsyncClient`` only).
            filename: the name to upload it under; by default its own.
            mime_type: its MIME type; told from its first bytes or its name if not given.

        Raises:
            FileNotFoundError: the path leads nowhere.
        """
        return (yield from _update(self.session, "header", file_part(img, mime_type, filename)))

    @operation(uses=[UPDATE], scope="write:accounts", servers=PLEROMAS)
    def update_background(
        self, img: FileLike, filename: str | None = None, mime_type: str | None = None
    ) -> Flow[CredentialAccount]:
        """Change the picture behind your profile; gives your account as it is then.

        Args:
            img: a picture: a path, bytes, a file open in binary mode, or an async iterable of bytes
                (``AsyncClient`` only).
            filename: the name to upload it under; by default its own.
            mime_type: its MIME type; told from its first bytes or its name if not given.

        Raises:
            FileNotFoundError: the path leads nowhere.
        """
        return (yield from _update(self.session, "pleroma_background_image", file_part(img, mime_type, filename)))


def _update(session: Session, name: str, part: FilePart) -> Flow[CredentialAccount]:
    from ...models import CredentialAccount

    account, _ = yield from call(session, "PATCH", PATH, CredentialAccount, files={name: part}, repeat="always")
    return account
