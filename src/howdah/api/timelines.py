"""Timelines: home, public, by hashtag, by list, by link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from ..core.operation import Operations, Wire, listing
from ..core.server import AKKOMA, MASTODON, PLEROMA, SNAC
from .references import Bound, HashtagRef, ListRef

if TYPE_CHECKING:
    from ..models import Status, Visibility


class Timelines(Operations):
    """Statuses as they come in."""

    @listing("/api/v1/timelines/home", by="id", scope="read:statuses")
    def get_home_timeline(
        self,
        max_id: Bound | None = None,
        since_id: Bound | None = None,
        min_id: Bound | None = None,
        limit: int | None = None,
        *,
        local: bool | None = None,
        remote: bool | None = None,
        only_media: bool | None = None,
        with_muted: bool | None = None,
        exclude_visibilities: Sequence[Visibility | str] | None = None,
        reply_visibility: str | None = None,
        offset: int | None = None,
    ) -> list[Status]:
        """List the statuses of the accounts and hashtags you follow, newest first.

        Args:
            max_id: only statuses older than this one.
            since_id: only statuses newer than this one, from the newest.
            min_id: only statuses newer than this one, from the oldest; the one way forward that leaves no gap.
            limit: statuses per page, at most 40; 20 by default.
            local: only statuses from this server (GoToSocial, Pleroma, Akkoma).
            remote: only statuses from other servers (Pleroma, Akkoma).
            only_media: only statuses with media (Pleroma, Akkoma).
            with_muted: also statuses of muted accounts (Pleroma, Akkoma).
            exclude_visibilities: leave out statuses of these visibilities (Pleroma, Akkoma).
            reply_visibility: only replies to accounts you follow (``following``) or to you (``self``; Pleroma, Akkoma).
            offset: leave out this many (Pleroma, Akkoma).

        Raises:
            UnauthorizedError: the token is missing, or belongs to an app.
        """
        ...

    @listing(
        "/api/v1/timelines/public",
        by="id",
        auth="optional",
        scope="read:statuses",
        changed=("2.3.0: only_media", "3.1.4: remote"),
    )
    def get_public_timeline(
        self,
        *,
        local: bool | None = None,
        remote: bool | None = None,
        only_media: bool | None = None,
        max_id: Bound | None = None,
        since_id: Bound | None = None,
        min_id: Bound | None = None,
        limit: int | None = None,
        instance: str | None = None,
        with_muted: bool | None = None,
        exclude_visibilities: Sequence[Visibility | str] | None = None,
        reply_visibility: str | None = None,
        offset: int | None = None,
    ) -> list[Status]:
        """List public statuses that the server knows of, newest first.

        Args:
            local: only statuses from this server.
            remote: only statuses from other servers.
            only_media: only statuses with media.
            max_id: only statuses older than this one.
            since_id: only statuses newer than this one, from the newest.
            min_id: only statuses newer than this one, from the oldest.
            limit: statuses per page, at most 40; 20 by default.
            instance: only statuses from this domain (Pleroma, Akkoma).
            with_muted: also statuses of muted accounts (Pleroma, Akkoma).
            exclude_visibilities: leave out statuses of these visibilities (Pleroma, Akkoma).
            reply_visibility: only replies to accounts you follow (``following``) or to you (``self``; Pleroma, Akkoma).
            offset: leave out this many (Pleroma, Akkoma).

        Raises:
            UnauthorizedError: the server shows this timeline only to its own people.
        """
        ...

    @listing(
        "/api/v1/timelines/tag/{hashtag}",
        by="id",
        auth="optional",
        scope="read:statuses",
        changed=("2.3.0: only_media", "3.4.0: remote"),
    )
    def get_hashtag_timeline(
        self,
        hashtag: HashtagRef,
        *,
        any_tags: Annotated[Sequence[str] | None, Wire("any")] = None,
        all_tags: Annotated[Sequence[str] | None, Wire("all")] = None,
        none_tags: Annotated[Sequence[str] | None, Wire("none")] = None,
        local: bool | None = None,
        remote: bool | None = None,
        only_media: bool | None = None,
        max_id: Bound | None = None,
        since_id: Bound | None = None,
        min_id: Bound | None = None,
        limit: int | None = None,
        with_muted: bool | None = None,
        exclude_visibilities: Sequence[Visibility | str] | None = None,
        offset: int | None = None,
    ) -> list[Status]:
        """List public statuses with a hashtag, newest first.

        Args:
            hashtag: the hashtag, without its ``#``.
            any_tags: also statuses with any of these.
            all_tags: only statuses with all of these as well.
            none_tags: only statuses with none of these.
            local: only statuses from this server.
            remote: only statuses from other servers.
            only_media: only statuses with media.
            max_id: only statuses older than this one.
            since_id: only statuses newer than this one, from the newest.
            min_id: only statuses newer than this one, from the oldest.
            limit: statuses per page, at most 40; 20 by default.
            with_muted: also statuses of muted accounts (Pleroma, Akkoma).
            exclude_visibilities: leave out statuses of these visibilities (Pleroma, Akkoma).
            offset: leave out this many (Pleroma, Akkoma).

        Raises:
            UnauthorizedError: the server shows this timeline only to its own people.
        """
        ...

    @listing("/api/v1/timelines/direct", by="id", scope="read:statuses", servers=PLEROMA | AKKOMA, unsure=SNAC)
    def get_direct_timeline(
        self,
        *,
        max_id: Bound | None = None,
        since_id: Bound | None = None,
        min_id: Bound | None = None,
        limit: int | None = None,
        with_muted: bool | None = None,
        offset: int | None = None,
    ) -> list[Status]:
        """List the direct messages that you wrote or got, newest first; elsewhere ``get_conversations`` does.

        Mastodon dropped it in 3.0, and so did newer Akkoma.

        Args:
            max_id: only statuses older than this one.
            since_id: only statuses newer than this one, from the newest.
            min_id: only statuses newer than this one, from the oldest.
            limit: statuses per page, at most 40; 20 by default.
            with_muted: also statuses of muted accounts.
            offset: leave out this many.

        Raises:
            UnauthorizedError: the token is missing, or belongs to an app.
        """
        ...

    @listing("/api/v1/timelines/list/{list_id}", by="id", scope="read:lists", added="2.1.0")
    def get_list_timeline(
        self,
        list_id: ListRef,
        max_id: Bound | None = None,
        since_id: Bound | None = None,
        min_id: Bound | None = None,
        limit: int | None = None,
        *,
        local: bool | None = None,
        remote: bool | None = None,
        only_media: bool | None = None,
        with_muted: bool | None = None,
        exclude_visibilities: Sequence[Visibility | str] | None = None,
        offset: int | None = None,
    ) -> list[Status]:
        """List the statuses of a list's accounts, newest first.

        Args:
            list_id: the list, or its ID.
            max_id: only statuses older than this one.
            since_id: only statuses newer than this one, from the newest.
            min_id: only statuses newer than this one, from the oldest.
            limit: statuses per page, at most 40; 20 by default.
            local: only statuses from this server (GoToSocial, Pleroma, Akkoma).
            remote: only statuses from other servers (Pleroma, Akkoma).
            only_media: only statuses with media (Pleroma, Akkoma).
            with_muted: also statuses of muted accounts (Pleroma, Akkoma).
            exclude_visibilities: leave out statuses of these visibilities (Pleroma, Akkoma).
            offset: leave out this many (Pleroma, Akkoma).

        Raises:
            NotFoundError: no such list, or it is another account's.
        """
        ...

    @listing(
        "/api/v1/timelines/link",
        by="id",
        auth="optional",
        scope="read:statuses",
        added="4.3.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_link_timeline(
        self,
        url: str,
        max_id: Bound | None = None,
        since_id: Bound | None = None,
        min_id: Bound | None = None,
        limit: int | None = None,
    ) -> list[Status]:
        """List public statuses about a link that is trending, newest first.

        Args:
            url: the link's URL.
            max_id: only statuses older than this one.
            since_id: only statuses newer than this one, from the newest.
            min_id: only statuses newer than this one, from the oldest.
            limit: statuses per page, at most 40; 20 by default.

        Raises:
            NotFoundError: the link is not trending here.
        """
        ...
