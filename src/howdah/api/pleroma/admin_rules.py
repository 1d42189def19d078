"""The server's rules, as administrators write them; Pleroma only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, delete, get, patch, post
from ...core.server import PLEROMA
from ..references import RuleRef

if TYPE_CHECKING:
    from ...models import PleromaRule


class AdminRules(Section[D]):
    """The server's rules, as administrators write them (newer Pleroma)."""

    @get("/api/v1/pleroma/admin/rules", scope="admin:read", servers=PLEROMA)
    def get_rules(self) -> list[PleromaRule]:
        """List the rules, each with its place among the others.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @post("/api/v1/pleroma/admin/rules", scope="admin:write", servers=PLEROMA)
    def create_rule(self, text: str, *, hint: str | None = None, priority: int | None = None) -> PleromaRule:
        """Add a rule.

        Args:
            text: what it says.
            hint: more words on it.
            priority: its place among the others: the lowest comes first; 0 by default.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
        """
        ...

    @patch(
        "/api/v1/pleroma/admin/rules/{rule_id}",
        scope="admin:write",
        servers=PLEROMA,
        repeat="always",
    )
    def update_rule(
        self, rule_id: RuleRef, *, text: str | None = None, hint: str | None = None, priority: int | None = None
    ) -> PleromaRule:
        """Change a rule; what is not given stays as it is.

        Args:
            rule_id: the rule, or its ID.
            text: what it says.
            hint: more words on it.
            priority: its place among the others: the lowest comes first.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
            NotFoundError: no such rule.
        """
        ...

    @delete("/api/v1/pleroma/admin/rules/{rule_id}", scope="admin:write", servers=PLEROMA)
    def delete_rule(self, rule_id: RuleRef) -> None:
        """Delete a rule.

        Args:
            rule_id: the rule, or its ID.

        Raises:
            ForbiddenError: you do not administer the server, or the token lacks the scope.
            NotFoundError: no such rule.
        """
        ...
