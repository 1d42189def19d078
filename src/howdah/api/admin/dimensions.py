"""Figures broken down: by language, program, server and so on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, post
from ...core.server import MASTODON, SNAC

if TYPE_CHECKING:
    from ...models import AdminDimension, DimensionKey


class Dimensions(Section[D]):
    """Figures broken down."""

    @post(
        "/api/v1/admin/dimensions",
        scope="admin:read",
        added="3.5.0",
        servers=MASTODON,
        unsure=SNAC,
        changed=("4.0.0: custom roles",),
        repeat="always",
    )
    def get_dimensions(
        self,
        keys: Sequence[DimensionKey | str],
        start_at: datetime | date | str | None = None,
        end_at: datetime | date | str | None = None,
        limit: int | None = None,
        *,
        tag_servers_id: Annotated[str | None, Wire("tag_servers[id]")] = None,
        tag_languages_id: Annotated[str | None, Wire("tag_languages[id]")] = None,
        instance_accounts_domain: Annotated[str | None, Wire("instance_accounts[domain]")] = None,
        instance_languages_domain: Annotated[str | None, Wire("instance_languages[domain]")] = None,
    ) -> list[AdminDimension]:
        """Break the server's figures down by one or several things.

        Args:
            keys: what to break down by: ``languages``, ``sources``, ``servers``, ``space_usage``,
                ``software_versions``, ``tag_servers``, ``tag_languages``, ``instance_accounts``,
                ``instance_languages``.
            start_at: the first day.
            end_at: the last day.
            limit: rows for each.
            tag_servers_id: for ``tag_servers``, the hashtag's ``id``.
            tag_languages_id: for ``tag_languages``, the hashtag's ``id``.
            instance_accounts_domain: for ``instance_accounts``, the other server's domain.
            instance_languages_domain: for ``instance_languages``, the other server's domain.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            ClientError: a key needs a hashtag or a domain that is not given.
        """
        ...
