"""Timelines."""

from __future__ import annotations

from .calling import Calls, calls
from .return_types import Status, UserList
from .types_base import IdType, PaginatableList


class Timelines(Calls):
    """Timelines."""

    def timeline(
        self,
        timeline: str = "home",
        max_id: Status | IdType | None = None,
        min_id: Status | IdType | None = None,
        since_id: Status | IdType | None = None,
        limit: int | None = None,
        only_media: bool = False,
        local: bool = False,
        remote: bool = False,
    ) -> PaginatableList[Status]:
        """Fetch a page of any timeline.

        Args:
            timeline: ``home``, ``local``, ``public``, ``tag/name`` or ``list/id``.
            max_id: only what is older than this status, or than this time.
            min_id: the page just after this status, or this time.
            since_id: only what is newer than this status, or than this time; the newest first.
            limit: how many.
            only_media: only what has files.
            local: only what is of this server.
            remote: only what is of other servers.
        """
        bounds: dict[str, object] = {"max_id": max_id, "min_id": min_id, "since_id": since_id, "limit": limit}
        kind, _, name = timeline.partition("/")
        if timeline in ("local", "public"):
            local = local or timeline == "local"
            return self.timeline_public(**bounds, only_media=only_media, local=local, remote=remote)  # type: ignore[arg-type]
        if kind == "tag":
            return self.timeline_hashtag(name, local, only_media=only_media, remote=remote, **bounds)  # type: ignore[arg-type]
        if kind == "list":
            return self.timeline_list(name, only_media=only_media, local=local, remote=remote, **bounds)  # type: ignore[arg-type]
        return self.timeline_home(**bounds, only_media=only_media, local=local, remote=remote)  # type: ignore[arg-type]

    @calls("get_home_timeline", "1.0.0", "3.1.4")
    def timeline_home(
        self,
        max_id: Status | IdType | None = None,
        min_id: Status | IdType | None = None,
        since_id: Status | IdType | None = None,
        limit: int | None = None,
        only_media: bool = False,
        local: bool = False,
        remote: bool = False,
    ) -> PaginatableList[Status]:
        """Fetch a page of the home timeline; the arguments are those of ``timeline``."""
        ...

    @calls("get_public_timeline", "1.0.0", "3.1.4")
    def timeline_public(
        self,
        max_id: Status | IdType | None = None,
        min_id: Status | IdType | None = None,
        since_id: Status | IdType | None = None,
        limit: int | None = None,
        only_media: bool = False,
        local: bool = False,
        remote: bool = False,
    ) -> PaginatableList[Status]:
        """Fetch a page of what is public on this server and those that it knows."""
        ...

    @calls("get_hashtag_timeline", "1.0.0", "3.1.4")
    def timeline_hashtag(
        self,
        hashtag: str,
        local: bool = False,
        max_id: Status | IdType | None = None,
        min_id: Status | IdType | None = None,
        since_id: Status | IdType | None = None,
        limit: int | None = None,
        only_media: bool = False,
        remote: bool = False,
    ) -> PaginatableList[Status]:
        """Fetch a page of what has a hashtag."""
        ...

    @calls("get_list_timeline", "2.1.0", "3.1.4", id="list_id")
    def timeline_list(
        self,
        id: UserList | IdType,
        max_id: Status | IdType | None = None,
        min_id: Status | IdType | None = None,
        since_id: Status | IdType | None = None,
        limit: int | None = None,
        only_media: bool = False,
        local: bool = False,
        remote: bool = False,
    ) -> PaginatableList[Status]:
        """Fetch a page of a list's timeline."""
        ...
