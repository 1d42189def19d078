"""Rules that let requests in or keep them out by their HTTP headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, post
from ...core.server import GOTOSOCIAL
from ..references import HeaderFilterRef

if TYPE_CHECKING:
    from ...models import HeaderFilter


class HeaderFilters(Section[D]):
    """Rules that let requests in or keep them out by their HTTP headers; for administrators."""

    @get("/api/v1/admin/header_allows", scope="admin:read", servers=GOTOSOCIAL)
    def get_header_allows(self) -> list[HeaderFilter]:
        """List the rules that let requests in.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get("/api/v1/admin/header_allows/{filter_id}", scope="admin:read", servers=GOTOSOCIAL)
    def get_header_allow(self, filter_id: HeaderFilterRef) -> HeaderFilter:
        """Fetch one rule that lets requests in.

        Args:
            filter_id: the rule, or its ID.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such rule.
        """
        ...

    @post("/api/v1/admin/header_allows", scope="admin:write", servers=GOTOSOCIAL)
    def create_header_allow(self, header: str, regex: str) -> HeaderFilter:
        """Let requests in whose header matches; the server heeds it where it is set to filter by headers.

        Args:
            header: the header's name, such as ``User-Agent``.
            regex: what its value has to match, a regular expression of Go's.

        Raises:
            ClientError: the expression is none.
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @delete("/api/v1/admin/header_allows/{filter_id}", scope="admin:write", servers=GOTOSOCIAL)
    def delete_header_allow(self, filter_id: HeaderFilterRef) -> None:
        """Delete a rule that lets requests in; all is well if it is gone already.

        Args:
            filter_id: the rule, or its ID.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get("/api/v1/admin/header_blocks", scope="admin:read", servers=GOTOSOCIAL)
    def get_header_blocks(self) -> list[HeaderFilter]:
        """List the rules that keep requests out.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get("/api/v1/admin/header_blocks/{filter_id}", scope="admin:read", servers=GOTOSOCIAL)
    def get_header_block(self, filter_id: HeaderFilterRef) -> HeaderFilter:
        """Fetch one rule that keeps requests out.

        Args:
            filter_id: the rule, or its ID.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such rule.
        """
        ...

    @post("/api/v1/admin/header_blocks", scope="admin:write", servers=GOTOSOCIAL)
    def create_header_block(self, header: str, regex: str) -> HeaderFilter:
        """Keep requests out whose header matches; the server heeds it where it is set to filter by headers.

        Args:
            header: the header's name, such as ``User-Agent``.
            regex: what its value has to match, a regular expression of Go's.

        Raises:
            ClientError: the expression is none.
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @delete("/api/v1/admin/header_blocks/{filter_id}", scope="admin:write", servers=GOTOSOCIAL)
    def delete_header_block(self, filter_id: HeaderFilterRef) -> None:
        """Delete a rule that keeps requests out; all is well if it is gone already.

        Args:
            filter_id: the rule, or its ID.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...
