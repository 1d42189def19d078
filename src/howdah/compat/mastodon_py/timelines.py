"""Timelines."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from .calling import Calls, calls
from .errors import MastodonAPIError, MastodonIllegalArgumentError
from .identities import unpack_id
from .return_types import InstanceV2, Status, UserList
from .types_base import IdType, PaginatableList


class Timelines(Calls):
    """Timelines."""

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
        """Fetch a page of what has a hashtag; without the ``#``."""
        ...

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
        """Fetch a page of the home timeline."""
        ...

    @calls("get_link_timeline", "0.0.0", "0.0.0")
    def timeline_link(
        self,
        url: str,
        local: bool = False,
        max_id: Status | IdType | None = None,
        min_id: Status | IdType | None = None,
        since_id: Status | IdType | None = None,
        limit: int | None = None,
        only_media: bool = False,
        remote: bool = False,
    ) -> PaginatableList[Status]:
        """Fetch a page of what is public and links to an address that trends."""
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
        asked: dict[str, Any] = {"max_id": max_id, "min_id": min_id, "since_id": since_id, "limit": limit}
        asked |= {"only_media": only_media, "local": local or timeline == "local", "remote": remote}
        kind, _, name = timeline.partition("/")
        if timeline in ("local", "public"):
            return self.timeline_public(**asked)
        if kind == "tag" and name:
            return self.timeline_hashtag(name, **asked)
        if kind == "list" and name:
            return self.timeline_list(name, **asked)
        if timeline == "home":
            return self.timeline_home(**asked)
        given = {field: unpack_id(value) for field, value in asked.items() if value}
        page: PaginatableList[Status] = self._request(
            "GET", f"/api/v1/timelines/{quote(timeline)}", PaginatableList[Status], {"query": given}
        )
        return page

    def timeline_local(
        self,
        max_id: Status | IdType | None = None,
        min_id: Status | IdType | None = None,
        since_id: Status | IdType | None = None,
        limit: int | None = None,
        only_media: bool = False,
    ) -> PaginatableList[Status]:
        """Fetch a page of what is public and of this server."""
        return self.timeline_public(max_id, min_id, since_id, limit, only_media, local=True)

    def timeline_is_available(
        self,
        timeline: str = "public",
        local: bool = False,
        remote: bool = False,
        with_auth: bool = False,
        fail_hard: bool = False,
    ) -> bool:
        """Find out whether a server shows a timeline, as far as it says (Mastodon 4.5); one that it says nothing of is.

        Args:
            timeline: ``public``, ``local``, ``hashtag`` or ``tag/name``.
            local: its statuses of this server.
            remote: those of other servers; by default either will do.
            with_auth: it will do if it is shown to those who are logged in.
            fail_hard: raise where it cannot be told.

        Raises:
            MastodonIllegalArgumentError: it is another timeline, and ``fail_hard`` is set.
            MastodonAPIError: the server does not say, and ``fail_hard`` is set.
        """
        feeds = FEEDS.get(timeline.partition("/")[0])
        if feeds is None:
            if fail_hard:
                raise MastodonIllegalArgumentError(f"Unknown timeline: {timeline}")
            return True
        try:
            instance: dict[str, Any] = self._request("GET", "/api/v2/instance", InstanceV2)
            access = instance["configuration"]["timelines_access"][feeds]
            enough = {"public", "authenticated"} if with_auth else {"public"}
            shown = {part: access[part] in enough for part in ("local", "remote")}
        except (MastodonAPIError, LookupError, TypeError) as error:
            if fail_hard:
                message = f"Failed to determine timeline availability for {timeline!r}."
                raise MastodonAPIError(message) from error
            return True
        asked = [part for part, wanted in (("local", local or timeline == "local"), ("remote", remote)) if wanted]
        return all(shown[part] for part in asked) if asked else any(shown.values())


FEEDS = {"public": "live_feeds", "local": "live_feeds", "hashtag": "hashtag_feeds", "tag": "hashtag_feeds"}
"""What a server calls timelines where it says who may see them."""
