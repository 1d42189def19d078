"""Trends as a moderator sees them: also what nobody has looked at yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.operation import D, Section, get, listing, post
from ...core.server import MASTODON, SNAC
from ..references import AdminTagRef, AdminTrendsLinkRef, PreviewCardProviderRef, StatusRef

if TYPE_CHECKING:
    from ...models import AdminPreviewCardProvider, AdminTag, AdminTrendsLink, AdminTrendsStatus


class Trends(Section[D]):
    """What trends, what would if a moderator let it, and whether it may.

    Pages of trends are had by ``offset``: the links that Mastodon gives with them lead to what everybody sees.
    """

    @get("/api/v1/admin/trends/links", scope="admin:read", added="3.5.0", servers=MASTODON, unsure=SNAC)
    def get_trending_links(self, limit: int | None = None, offset: int | None = None) -> list[AdminTrendsLink]:
        """List links that trend or would, reviewed or not.

        Args:
            limit: links per page, at most 20; 10 by default.
            offset: leave out this many from the start.

        Raises:
            ForbiddenError: the token lacks the scope. Without the right role you get what everybody sees.
        """
        ...

    @get("/api/v1/admin/trends/statuses", scope="admin:read", added="3.5.0", servers=MASTODON, unsure=SNAC)
    def get_trending_statuses(self, limit: int | None = None, offset: int | None = None) -> list[AdminTrendsStatus]:
        """List statuses that trend or would, reviewed or not.

        Args:
            limit: statuses per page, at most 40; 20 by default.
            offset: leave out this many from the start.

        Raises:
            ForbiddenError: the token lacks the scope. Without the right role you get what everybody sees.
        """
        ...

    @get(
        "/api/v1/admin/trends/tags",
        scope="admin:read",
        added="3.5.0",
        servers=MASTODON,
        unsure=SNAC,
        changed=("4.0.0: without what moderators need, by mistake", "4.1.0: with it again"),
    )
    def get_trending_hashtags(self, limit: int | None = None, offset: int | None = None) -> list[AdminTag]:
        """List hashtags that trend or would, reviewed or not.

        Args:
            limit: hashtags per page, at most 20; 10 by default.
            offset: leave out this many from the start.

        Raises:
            ForbiddenError: the token lacks the scope. Without the right role you get what everybody sees.
        """
        ...

    @post(
        "/api/v1/admin/trends/links/{link_id}/approve",
        scope="admin:write",
        added="4.2.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def approve_trending_link(self, link_id: AdminTrendsLinkRef) -> AdminTrendsLink:
        """Let a link trend.

        Args:
            link_id: the link, or its ``id``.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such link.
        """
        ...

    @post(
        "/api/v1/admin/trends/links/{link_id}/reject",
        scope="admin:write",
        added="4.2.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def reject_trending_link(self, link_id: AdminTrendsLinkRef) -> AdminTrendsLink:
        """Keep a link from trending.

        Args:
            link_id: the link, or its ``id``.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such link.
        """
        ...

    @post(
        "/api/v1/admin/trends/statuses/{status_id}/approve",
        scope="admin:write",
        added="4.2.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def approve_trending_status(self, status_id: StatusRef) -> AdminTrendsStatus:
        """Let a status trend.

        Args:
            status_id: the status, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such status.
        """
        ...

    @post(
        "/api/v1/admin/trends/statuses/{status_id}/reject",
        scope="admin:write",
        added="4.2.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def reject_trending_status(self, status_id: StatusRef) -> AdminTrendsStatus:
        """Keep a status from trending.

        Args:
            status_id: the status, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such status.
        """
        ...

    @post(
        "/api/v1/admin/trends/tags/{tag_id}/approve",
        scope="admin:write",
        added="4.2.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def approve_trending_hashtag(self, tag_id: AdminTagRef) -> AdminTag:
        """Let a hashtag trend.

        Args:
            tag_id: the hashtag, or its ``id``; not its name.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such hashtag.
        """
        ...

    @post(
        "/api/v1/admin/trends/tags/{tag_id}/reject",
        scope="admin:write",
        added="4.2.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def reject_trending_hashtag(self, tag_id: AdminTagRef) -> AdminTag:
        """Keep a hashtag from trending.

        Args:
            tag_id: the hashtag, or its ``id``; not its name.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such hashtag.
        """
        ...

    @listing(
        "/api/v1/admin/trends/links/publishers",
        scope="admin:read",
        added="4.2.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_trending_publishers(
        self,
        *,
        max_id: PreviewCardProviderRef | None = None,
        since_id: PreviewCardProviderRef | None = None,
        min_id: PreviewCardProviderRef | None = None,
        limit: int | None = None,
    ) -> list[AdminPreviewCardProvider]:
        """List the sites that links lead to, and whether these may trend.

        Args:
            max_id: only sites known for longer than this one.
            since_id: only sites known for less long than this one, from the newest.
            min_id: only sites known for less long than this one, from the oldest.
            limit: sites per page, at most 200; 100 by default.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
        """
        ...

    @post(
        "/api/v1/admin/trends/links/publishers/{publisher_id}/approve",
        scope="admin:write",
        added="4.2.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def approve_trending_publisher(self, publisher_id: PreviewCardProviderRef) -> AdminPreviewCardProvider:
        """Let a site's links trend.

        Args:
            publisher_id: the site, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such site.
        """
        ...

    @post(
        "/api/v1/admin/trends/links/publishers/{publisher_id}/reject",
        scope="admin:write",
        added="4.2.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def reject_trending_publisher(self, publisher_id: PreviewCardProviderRef) -> AdminPreviewCardProvider:
        """Keep a site's links from trending.

        Args:
            publisher_id: the site, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such site.
        """
        ...
