"""Servers that may federate with a server which otherwise federates with none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, listing, post
from ...core.server import GOTOSOCIAL, MASTODON, SNAC
from ..references import AdminDomainAllowRef

if TYPE_CHECKING:
    from ...models import AdminDomainAllow


class DomainAllows(Section[D]):
    """Servers that may federate, where only those may."""

    @listing(
        "/api/v1/admin/domain_allows",
        scope="admin:read:domain_allows",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def get_domain_allows(
        self,
        *,
        max_id: AdminDomainAllowRef | None = None,
        since_id: AdminDomainAllowRef | None = None,
        min_id: AdminDomainAllowRef | None = None,
        limit: int | None = None,
    ) -> list[AdminDomainAllow]:
        """List the allowed domains, the latest first; GoToSocial gives them all at once.

        Args:
            max_id: only entries older than this one (Mastodon).
            since_id: only entries newer than this one, from the newest (Mastodon).
            min_id: only entries newer than this one, from the oldest (Mastodon).
            limit: entries per page, at most 200; 100 by default (Mastodon).

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/domain_allows/{allow_id}",
        scope="admin:read:domain_allows",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def get_domain_allow(self, allow_id: AdminDomainAllowRef) -> AdminDomainAllow:
        """Fetch one allowed domain.

        Args:
            allow_id: the entry, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such entry.
        """
        ...

    @post(
        "/api/v1/admin/domain_allows",
        scope="admin:write:domain_allows",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
        repeat="always",
    )
    def create_domain_allow(
        self,
        domain: str,
        *,
        obfuscate: bool | None = None,
        public_comment: str | None = None,
        private_comment: str | None = None,
    ) -> AdminDomainAllow:
        """Allow a domain to federate.

        Args:
            domain: the domain.
            obfuscate: show it garbled in public (GoToSocial).
            public_comment: why, for everybody (GoToSocial).
            private_comment: why, for moderators (GoToSocial).

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            UnprocessedError: it is no domain.
            ConflictError: the server is still busy with another change that this one touches (GoToSocial).
        """
        ...

    @delete(
        "/api/v1/admin/domain_allows/{allow_id}",
        scope="admin:write:domain_allows",
        added="4.0.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def delete_domain_allow(self, allow_id: AdminDomainAllowRef) -> None:
        """Allow a domain no longer.

        Args:
            allow_id: the entry, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such entry.
            ConflictError: the server is still busy with another change that this one touches (GoToSocial).
        """
        ...
