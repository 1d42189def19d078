"""Which domains a server blocks and allows: lists of them, drafts, and domains left out of subscriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, delete, get, listing, post, put
from ...core.server import GOTOSOCIAL, SNAC
from ...core.wire import FileLike
from ..references import AdminDomainAllowRef, DomainPermissionRef, DomainPermissionSubscriptionRef

if TYPE_CHECKING:
    from ...models import DomainPermission, DomainPermissionType


class DomainPermissions(Section[D]):
    """Which domains the server blocks and allows."""

    @put(
        "/api/v1/admin/domain_allows/{domain_allow_id}",
        scope="admin:write:domain_allows",
        servers=GOTOSOCIAL,
    )
    def update_domain_allow(
        self,
        domain_allow_id: AdminDomainAllowRef | DomainPermissionRef,
        *,
        obfuscate: bool | None = None,
        public_comment: str | None = None,
        private_comment: str | None = None,
    ) -> DomainPermission:
        """Change an allowed domain; what is not given stays as it is.

        Args:
            domain_allow_id: the allowed domain's entry, or its ID.
            obfuscate: show the domain garbled in public.
            public_comment: why, for everybody.
            private_comment: why, for administrators.

        Raises:
            ClientError: nothing is given.
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such entry.
        """
        ...

    @get("/api/v1/admin/domain_blocks", scope="admin:read:domain_blocks", servers=GOTOSOCIAL)
    def export_domain_blocks(self, *, export: bool = True) -> list[DomainPermission]:
        """List the blocked domains as one shares them: domain and public comment alone.

        Args:
            export: ``False`` gives the entries whole, as ``client.admin.get_domain_blocks`` does.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get("/api/v1/admin/domain_allows", scope="admin:read:domain_allows", servers=GOTOSOCIAL, unsure=SNAC)
    def export_domain_allows(self, *, export: bool = True) -> list[DomainPermission]:
        """List the allowed domains as one shares them: domain and public comment alone.

        Args:
            export: ``False`` gives the entries whole, as ``client.admin.get_domain_allows`` does.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @post("/api/v1/admin/domain_blocks", scope="admin:write:domain_blocks", servers=GOTOSOCIAL, unsure=SNAC)
    def import_domain_blocks(
        self,
        domains: Annotated[FileLike, Wire(place="file")],
        *,
        importing: Annotated[bool, Wire("import", place="query")] = True,
    ) -> list[DomainPermission]:
        """Block every domain of a list, such as another server shares; gives the new entries.

        Args:
            domains: a JSON array of objects with ``domain`` and, if you like, ``obfuscate``, ``public_comment`` and
                ``private_comment``: a path, bytes, a file open in binary mode, or an async iterable of bytes
                (``AsyncClient`` only).
            importing: tells the server that this is a list; leave it.

        Raises:
            UnprocessedError: some could not be blocked; the error names them, the others are blocked.
            ConflictError: the server is still busy with another such action; it can be tried again later.
            ForbiddenError: you are no administrator, or the token lacks the scope.
            FileNotFoundError: a path leads nowhere.
        """
        ...

    @post("/api/v1/admin/domain_allows", scope="admin:write:domain_allows", servers=GOTOSOCIAL, unsure=SNAC)
    def import_domain_allows(
        self,
        domains: Annotated[FileLike, Wire(place="file")],
        *,
        importing: Annotated[bool, Wire("import", place="query")] = True,
    ) -> list[DomainPermission]:
        """Allow every domain of a list, such as another server shares; gives the new entries.

        Args:
            domains: a JSON array of objects with ``domain`` and, if you like, ``obfuscate``, ``public_comment`` and
                ``private_comment``: a path, bytes, a file open in binary mode, or an async iterable of bytes
                (``AsyncClient`` only).
            importing: tells the server that this is a list; leave it.

        Raises:
            UnprocessedError: some could not be allowed; the error names them, the others are allowed.
            ConflictError: the server is still busy with another such action; it can be tried again later.
            ForbiddenError: you are no administrator, or the token lacks the scope.
            FileNotFoundError: a path leads nowhere.
        """
        ...

    @listing(
        "/api/v1/admin/domain_permission_drafts",
        by="id",
        scope="admin:read",
        servers=GOTOSOCIAL,
    )
    def get_domain_permission_drafts(
        self,
        *,
        subscription_id: DomainPermissionSubscriptionRef | None = None,
        domain: str | None = None,
        permission_type: DomainPermissionType | str | None = None,
        max_id: DomainPermissionRef | None = None,
        since_id: DomainPermissionRef | None = None,
        min_id: DomainPermissionRef | None = None,
        limit: int | None = None,
    ) -> list[DomainPermission]:
        """List the blocks and allows that wait for a decision, newest first.

        Args:
            subscription_id: only those from this subscription.
            domain: only those for this domain.
            permission_type: only those that ``block``, or that ``allow``.
            max_id: only drafts older than this one.
            since_id: only drafts newer than this one, from the newest.
            min_id: only drafts newer than this one, from the oldest.
            limit: drafts per page, at most 100; 20 by default.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/domain_permission_drafts/{draft_id}",
        scope="admin:read",
        servers=GOTOSOCIAL,
    )
    def get_domain_permission_draft(self, draft_id: DomainPermissionRef) -> DomainPermission:
        """Fetch one draft of a block or allow.

        Args:
            draft_id: the draft, or its ID.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such draft, or it is accepted or removed.
        """
        ...

    @post(
        "/api/v1/admin/domain_permission_drafts",
        scope="admin:write",
        servers=GOTOSOCIAL,
    )
    def create_domain_permission_draft(
        self,
        domain: str,
        permission_type: DomainPermissionType | str,
        *,
        obfuscate: bool | None = None,
        public_comment: str | None = None,
        private_comment: str | None = None,
    ) -> DomainPermission:
        """Draft a block or allow, which takes effect once it is accepted.

        Args:
            domain: the domain; its subdomains count too.
            permission_type: ``block`` or ``allow``.
            obfuscate: show the domain garbled in public.
            public_comment: why, for everybody.
            private_comment: why, for administrators.

        Raises:
            ConflictError: there is such a draft already.
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/admin/domain_permission_drafts/{draft_id}/accept",
        scope="admin:write",
        servers=GOTOSOCIAL,
        repeat="always",
    )
    def accept_domain_permission_draft(
        self, draft_id: DomainPermissionRef, *, overwrite: bool | None = None
    ) -> DomainPermission:
        """Put a draft in force; gives the block or allow that it has become.

        Args:
            draft_id: the draft, or its ID.
            overwrite: replace the domain's entry of the same type, if there is one.

        Raises:
            ConflictError: the domain has an entry of that type, and it is not to be replaced.
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such draft, or it is accepted or removed.
        """
        ...

    @post(
        "/api/v1/admin/domain_permission_drafts/{draft_id}/remove",
        scope="admin:write",
        servers=GOTOSOCIAL,
        repeat="always",
    )
    def remove_domain_permission_draft(
        self, draft_id: DomainPermissionRef, *, exclude_target: bool | None = None
    ) -> DomainPermission:
        """Throw a draft away; gives it as it was.

        Args:
            draft_id: the draft, or its ID.
            exclude_target: also leave the domain out of drafts to come, as ``create_domain_permission_exclude`` does.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such draft, or it is accepted or removed.
        """
        ...

    @listing(
        "/api/v1/admin/domain_permission_excludes",
        by="id",
        scope="admin:read",
        servers=GOTOSOCIAL,
    )
    def get_domain_permission_excludes(
        self,
        *,
        domain: str | None = None,
        max_id: DomainPermissionRef | None = None,
        since_id: DomainPermissionRef | None = None,
        min_id: DomainPermissionRef | None = None,
        limit: int | None = None,
    ) -> list[DomainPermission]:
        """List the domains that imports and subscriptions leave alone, newest first.

        Args:
            domain: only the entry for this domain.
            max_id: only entries older than this one.
            since_id: only entries newer than this one, from the newest.
            min_id: only entries newer than this one, from the oldest.
            limit: entries per page, at most 100; 20 by default.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/domain_permission_excludes/{exclude_id}",
        scope="admin:read",
        servers=GOTOSOCIAL,
    )
    def get_domain_permission_exclude(self, exclude_id: DomainPermissionRef) -> DomainPermission:
        """Fetch the entry of one domain that imports and subscriptions leave alone.

        Args:
            exclude_id: the entry, or its ID.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such entry.
        """
        ...

    @post(
        "/api/v1/admin/domain_permission_excludes",
        scope="admin:write",
        servers=GOTOSOCIAL,
    )
    def create_domain_permission_exclude(self, domain: str, private_comment: str | None = None) -> DomainPermission:
        """Have imports and subscriptions leave a domain and its subdomains alone.

        It can still be blocked and allowed by hand, and entries in force stay in force.

        Args:
            domain: the domain.
            private_comment: why, for administrators.

        Raises:
            ConflictError: the domain is left alone already.
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @delete(
        "/api/v1/admin/domain_permission_excludes/{exclude_id}",
        scope="admin:write",
        servers=GOTOSOCIAL,
    )
    def delete_domain_permission_exclude(self, exclude_id: DomainPermissionRef) -> DomainPermission:
        """Let imports and subscriptions decide about a domain again; gives the entry as it was.

        Args:
            exclude_id: the entry, or its ID.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such entry.
        """
        ...
