"""Lists of domains kept elsewhere, which a server follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, get, listing, patch, post
from ...core.server import GOTOSOCIAL
from ..references import DomainPermissionSubscriptionRef

if TYPE_CHECKING:
    from ...models import DomainBlock, DomainPermissionSubscription, DomainPermissionType


class DomainSubscriptions(Section[D]):
    """Lists of domains kept elsewhere, which the server follows."""

    @listing(
        "/api/v1/admin/domain_permission_subscriptions",
        by="id",
        scope="admin:read",
        servers=GOTOSOCIAL,
    )
    def get_domain_permission_subscriptions(
        self,
        *,
        permission_type: DomainPermissionType | str | None = None,
        max_id: DomainPermissionSubscriptionRef | None = None,
        since_id: DomainPermissionSubscriptionRef | None = None,
        min_id: DomainPermissionSubscriptionRef | None = None,
        limit: int | None = None,
    ) -> list[DomainPermissionSubscription]:
        """List the subscriptions, newest first.

        Args:
            permission_type: only those whose lists ``block``, or ``allow``.
            max_id: only subscriptions older than this one.
            since_id: only subscriptions newer than this one, from the newest.
            min_id: only subscriptions newer than this one, from the oldest.
            limit: subscriptions per page, at most 100; 20 by default.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/domain_permission_subscriptions/preview",
        scope="admin:read",
        servers=GOTOSOCIAL,
    )
    def preview_domain_permission_subscriptions(
        self, permission_type: DomainPermissionType | str
    ) -> list[DomainPermissionSubscription]:
        """List the subscriptions in the order in which they take effect, the highest priority first.

        Args:
            permission_type: those whose lists ``block``, or those whose lists ``allow``.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/domain_permission_subscriptions/{subscription_id}",
        scope="admin:read",
        servers=GOTOSOCIAL,
    )
    def get_domain_permission_subscription(
        self, subscription_id: DomainPermissionSubscriptionRef
    ) -> DomainPermissionSubscription:
        """Fetch one subscription, with what came of fetching its list the last time.

        Args:
            subscription_id: the subscription, or its ID.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such subscription.
        """
        ...

    @post(
        "/api/v1/admin/domain_permission_subscriptions",
        scope="admin:write",
        servers=GOTOSOCIAL,
    )
    def create_domain_permission_subscription(
        self,
        uri: str,
        permission_type: DomainPermissionType | str,
        content_type: str,
        *,
        priority: int | None = None,
        title: str | None = None,
        as_draft: bool | None = None,
        adopt_orphans: bool | None = None,
        remove_retracted: bool | None = None,
        fetch_username: str | None = None,
        fetch_password: str | None = None,
    ) -> DomainPermissionSubscription:
        """Follow a list of domains; the server fetches it again and again, at times of its own.

        Args:
            uri: where the list is.
            permission_type: ``block`` the domains on it, or ``allow`` them.
            content_type: what the list is: ``text/csv``, ``text/plain`` or ``application/json``.
            priority: which list wins where several have a domain, from 0 to 255, the highest first; 0 by default.
            title: what to call it.
            as_draft: let what it brings wait as drafts; true by default.
            adopt_orphans: take over entries for its domains that no subscription owns; false by default.
            remove_retracted: remove entries that the list no longer has; true by default.
            fetch_username: the name to fetch it with, where it is behind HTTP basic authentication.
            fetch_password: the password to fetch it with.

        Raises:
            ConflictError: there is a subscription to this list already.
            ForbiddenError: you are no administrator, or the token lacks the scope.
        """
        ...

    @patch(
        "/api/v1/admin/domain_permission_subscriptions/{subscription_id}",
        scope="admin:write",
        servers=GOTOSOCIAL,
    )
    def update_domain_permission_subscription(
        self,
        subscription_id: DomainPermissionSubscriptionRef,
        *,
        uri: str | None = None,
        content_type: str | None = None,
        priority: int | None = None,
        title: str | None = None,
        as_draft: bool | None = None,
        adopt_orphans: bool | None = None,
        remove_retracted: bool | None = None,
        fetch_username: str | None = None,
        fetch_password: str | None = None,
    ) -> DomainPermissionSubscription:
        """Change a subscription; what is not given stays as it is.

        Args:
            subscription_id: the subscription, or its ID.
            uri: where the list is.
            content_type: what the list is: ``text/csv``, ``text/plain`` or ``application/json``.
            priority: which list wins where several have a domain, from 0 to 255, the highest first.
            title: what to call it.
            as_draft: let what it brings wait as drafts.
            adopt_orphans: take over entries for its domains that no subscription owns.
            remove_retracted: remove entries that the list no longer has.
            fetch_username: the name to fetch it with, where it is behind HTTP basic authentication.
            fetch_password: the password to fetch it with.

        Raises:
            ConflictError: there is another subscription to this list already.
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such subscription.
        """
        ...

    @post(
        "/api/v1/admin/domain_permission_subscriptions/{subscription_id}/remove",
        scope="admin:write",
        servers=GOTOSOCIAL,
        repeat="always",
    )
    def remove_domain_permission_subscription(
        self, subscription_id: DomainPermissionSubscriptionRef, *, remove_children: bool | None = None
    ) -> DomainPermissionSubscription:
        """Follow a list no more; gives the subscription as it was.

        Args:
            subscription_id: the subscription, or its ID.
            remove_children: also remove the entries that it brought; true by default. Kept entries belong to no
                subscription from then on.

        Raises:
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such subscription.
        """
        ...

    @post(
        "/api/v1/admin/domain_permission_subscriptions/{subscription_id}/test",
        scope="admin:write",
        servers=GOTOSOCIAL,
        repeat="always",
    )
    def test_domain_permission_subscription(
        self, subscription_id: DomainPermissionSubscriptionRef
    ) -> list[DomainBlock]:
        """Have the server fetch a list now and tell which domains are on it; none is blocked or allowed.

        Args:
            subscription_id: the subscription, or its ID.

        Raises:
            UnexpectedAnswerError: the list could not be fetched or read; the message has the server's words.
            ForbiddenError: you are no administrator, or the token lacks the scope.
            NotFoundError: no such subscription.
        """
        ...
