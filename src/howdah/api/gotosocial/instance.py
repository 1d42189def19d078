"""The server as its administrators describe it, and its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, delete, get, patch, post
from ...core.server import GOTOSOCIAL
from ...core.wire import FileLike
from ..mime_types import with_mime_types
from ..references import RuleRef

if TYPE_CHECKING:
    from ...models import DomainBlock, InstanceV1, Rule


class Instance(Section[D]):
    """The server as its administrators describe it."""

    @with_mime_types
    @patch("/api/v1/instance", scope="admin:write", servers=GOTOSOCIAL)
    def update_instance(
        self,
        *,
        title: str | None = None,
        contact_username: str | None = None,
        contact_email: str | None = None,
        short_description: str | None = None,
        description: str | None = None,
        terms: str | None = None,
        custom_css: str | None = None,
        thumbnail: Annotated[FileLike | None, Wire(place="file")] = None,
        thumbnail_mime_type: str | None = None,
        thumbnail_description: str | None = None,
        header: Annotated[FileLike | None, Wire(place="file")] = None,
        header_mime_type: str | None = None,
    ) -> InstanceV1:
        """Change what the server says of itself; what is not given stays as it is.

        Args:
            title: the server's name; at most 40 characters.
            contact_username: whom to turn to, the user name of an administrator.
            contact_email: where to write to.
            short_description: what it is about, in Markdown; at most 500 characters.
            description: the same at length, in Markdown; at most 5000 characters.
            terms: its terms and conditions, in Markdown; at most 5000 characters.
            custom_css: CSS for the server's web pages.
            thumbnail: a picture that stands for it: a path, bytes, a file open in binary mode, or an async iterable of
                bytes (``AsyncClient`` only).
            thumbnail_mime_type: its MIME type; told from its first bytes or its name if not given.
            thumbnail_description: what the thumbnail shows, in words.
            header: a picture for the top of its pages, as ``thumbnail``.
            header_mime_type: its MIME type; told from its first bytes or its name if not given.

        Raises:
            ClientError: nothing is given, or a text is too long.
            ForbiddenError: you are no administrator, or the token lacks the scope.
            FileNotFoundError: a path leads nowhere.
        """
        ...

    @get("/api/v1/instance/domain_allows", auth="optional", servers=GOTOSOCIAL)
    def get_instance_domain_allows(self) -> list[DomainBlock]:
        """List the domains that the server allows by name, as far as it shows them; names may be obscured.

        Raises:
            UnauthorizedError: only the server's own people may see it.
        """
        ...

    @get("/api/v1/admin/instance/rules", scope="admin:read", servers=GOTOSOCIAL)
    def get_rules(self) -> list[Rule]:
        """List the server's rules in their order.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get("/api/v1/admin/instance/rules/{rule_id}", scope="admin:read", servers=GOTOSOCIAL)
    def get_rule(self, rule_id: RuleRef) -> Rule:
        """Fetch one rule.

        Args:
            rule_id: the rule, or its ID.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such rule.
        """
        ...

    @post("/api/v1/admin/instance/rules", scope="admin:write", servers=GOTOSOCIAL)
    def create_rule(self, text: str) -> Rule:
        """Add a rule at the end.

        Args:
            text: the rule, in plain text.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @patch("/api/v1/admin/instance/rules/{rule_id}", scope="admin:write", servers=GOTOSOCIAL)
    def update_rule(self, rule_id: RuleRef, text: str) -> Rule:
        """Change the text of a rule.

        Args:
            rule_id: the rule, or its ID.
            text: the rule, in plain text.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such rule.
        """
        ...

    @delete("/api/v1/admin/instance/rules/{rule_id}", scope="admin:write", servers=GOTOSOCIAL)
    def delete_rule(self, rule_id: RuleRef) -> Rule:
        """Delete a rule; gives it as it was.

        Args:
            rule_id: the rule, or its ID.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such rule.
        """
        ...
