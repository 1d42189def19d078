"""Your account as a whole: leaving, moving, what it looks like, and whom it asked to follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...core.operation import D, Section, get, listing, post
from ...core.server import GOTOSOCIAL

if TYPE_CHECKING:
    from ...models import Account, Theme


class Accounts(Section[D]):
    """Your account as a whole."""

    @post("/api/v1/accounts/delete", scope="write:accounts", servers=GOTOSOCIAL)
    def delete_account(self, password: str) -> None:
        """Delete your account for good, with everything in it; it goes on after the answer.

        Args:
            password: your password, as a confirmation.

        Raises:
            ForbiddenError: the password is wrong.
        """
        ...

    @post("/api/v1/accounts/alias", scope="write:accounts", servers=GOTOSOCIAL, repeat="always", as_json=True)
    def update_account_aliases(self, also_known_as_uris: Sequence[str]) -> Account:
        """Say which other accounts are you too; an account has to say so before another can move to it.

        ``client.get_account_aliases`` gives those in force.

        Args:
            also_known_as_uris: the ActivityPub URIs of the accounts, such as ``https://example.org/users/ada``. They
                replace those in force; an empty list takes all of them back.

        Raises:
            UnprocessedError: a URI leads to no account, or to this one.
        """
        ...

    @post("/api/v1/accounts/move", scope="write:accounts", servers=GOTOSOCIAL)
    def move_account(self, password: str, moved_to_uri: str) -> None:
        """Move to another account and take the followers along; it goes on after the answer.

        Args:
            password: your password, as a confirmation.
            moved_to_uri: the ActivityPub URI of the account to move to, such as ``https://example.org/users/ada``;
                it has to name this account as one of its aliases.

        Raises:
            UnprocessedError: the other account does not name this one, or has moved itself; or this one has moved to
                yet another.
            ClientError: the password is wrong, or the URI is none.
        """
        ...

    @get("/api/v1/accounts/themes", scope="read:accounts", servers=GOTOSOCIAL)
    def get_themes(self) -> list[Theme]:
        """List the looks that the web page of an account can have.

        ``client.update_credentials(theme=...)`` takes the ``file_name`` of one.
        """
        ...

    @listing("/api/v1/follow_requests/outgoing", scope="read:follows", servers=GOTOSOCIAL)
    def get_outgoing_follow_requests(
        self,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        *,
        since_id: str | None = None,
    ) -> list[Account]:
        """List the accounts that you asked to follow and that have not answered.

        The bounds are IDs of requests, not of accounts; ``walk`` and ``next_page`` handle them.

        Args:
            max_id: only requests older than this one.
            min_id: only requests newer than this one, from the oldest.
            limit: accounts per page, at most 80; 40 by default.
            since_id: only requests newer than this one, from the newest.
        """
        ...
