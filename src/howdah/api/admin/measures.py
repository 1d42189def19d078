"""Figures over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, post
from ...core.server import MASTODON, SNAC

if TYPE_CHECKING:
    from ...models import AdminMeasure, MeasureKey


class Measures(Section[D]):
    """Figures over time."""

    @post(
        "/api/v1/admin/measures",
        scope="admin:read",
        added="3.5.0",
        servers=MASTODON,
        unsure=SNAC,
        changed=("4.0.0: custom roles",),
        repeat="always",
    )
    def get_measures(
        self,
        keys: Sequence[MeasureKey | str],
        start_at: datetime | date | str,
        end_at: datetime | date | str,
        *,
        tag_accounts_id: Annotated[str | None, Wire("tag_accounts[id]")] = None,
        tag_uses_id: Annotated[str | None, Wire("tag_uses[id]")] = None,
        tag_servers_id: Annotated[str | None, Wire("tag_servers[id]")] = None,
        instance_accounts_domain: Annotated[str | None, Wire("instance_accounts[domain]")] = None,
        instance_media_attachments_domain: Annotated[str | None, Wire("instance_media_attachments[domain]")] = None,
        instance_reports_domain: Annotated[str | None, Wire("instance_reports[domain]")] = None,
        instance_statuses_domain: Annotated[str | None, Wire("instance_statuses[domain]")] = None,
        instance_follows_domain: Annotated[str | None, Wire("instance_follows[domain]")] = None,
        instance_followers_domain: Annotated[str | None, Wire("instance_followers[domain]")] = None,
    ) -> list[AdminMeasure]:
        """Count one or several things day by day.

        Args:
            keys: what to count: ``active_users``, ``new_users``, ``interactions``, ``opened_reports``,
                ``resolved_reports``, ``tag_accounts``, ``tag_uses``, ``tag_servers``, ``instance_accounts``,
                ``instance_media_attachments`` (bytes), ``instance_reports``, ``instance_statuses``,
                ``instance_follows``, ``instance_followers``.
            start_at: the first day.
            end_at: the last day.
            tag_accounts_id: for ``tag_accounts``, the hashtag's ``id``.
            tag_uses_id: for ``tag_uses``, the hashtag's ``id``.
            tag_servers_id: for ``tag_servers``, the hashtag's ``id``.
            instance_accounts_domain: for ``instance_accounts``, the other server's domain.
            instance_media_attachments_domain: for ``instance_media_attachments``, the other server's domain.
            instance_reports_domain: for ``instance_reports``, the other server's domain.
            instance_statuses_domain: for ``instance_statuses``, the other server's domain.
            instance_follows_domain: for ``instance_follows``, the other server's domain.
            instance_followers_domain: for ``instance_followers``, the other server's domain.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            ClientError: a key needs a hashtag or a domain that is not given.
        """
        ...
