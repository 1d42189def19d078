"""Versions, caches and the server's clock."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar, cast

from .calling import Calls
from .errors import MastodonAPIError, MastodonError, MastodonIllegalArgumentError, MastodonVersionError
from .return_types import Instance, InstanceV2
from .versions import SUPPORTED_MASTODON_VERSION, Version, mastodon_version, parse_version

T = TypeVar("T")

OLDEST: Version = (1, 0, 0)
"""What a server is taken for that does not say."""
FEEDS = {"public": "live_feeds", "hashtag": "hashtag_feeds", "trending_links": "trending_link_feeds"}
"""Timelines, and what a server calls them where it says who sees them."""


class Utility(Calls):
    """Versions, caches and the server's clock."""

    def _instance(self, path: str, result: type[T]) -> T:
        """What the server says of itself, asked for once."""
        if path not in self._instances:
            self._instances[path] = self._request("GET", path, result)
        return cast(T, self._instances[path])

    def clear_caches(self) -> None:
        """Forget what the server has said of itself, its version included."""
        self._instances.clear()
        self._version_known = False

    def retrieve_mastodon_version(self, fail_hard: bool = False) -> str:
        """Ask for the server's version of Mastodon, and remember it.

        Args:
            fail_hard: raise where it cannot be told, instead of taking it for the oldest.

        Raises:
            MastodonVersionError: it cannot be told, and ``fail_hard`` is set.
        """
        try:
            said = mastodon_version(self._instance("/api/v1/instance/", Instance).version)
            self._set_version(parse_version(said))
        except (MastodonError, AttributeError, TypeError) as error:
            if fail_hard:
                raise MastodonVersionError("Failed to retrieve Mastodon version") from error
            said = ".".join(map(str, OLDEST))
            self._set_version(OLDEST)
        with suppress(MastodonError, AttributeError, KeyError, TypeError, ValueError):
            versions = self._instance("/api/v2/instance/", InstanceV2).api_versions
            self.mastodon_api_version = int(versions["mastodon"])
        return said

    def verify_minimum_version(self, version_str: str, cached: bool = False) -> bool:
        """Whether the server has at least a version of Mastodon.

        Args:
            version_str: such as ``4.3.0``.
            cached: go by what is known, if anything is.
        """
        if not cached or not self._version_known:
            self.retrieve_mastodon_version()
        return (self.mastodon_major, self.mastodon_minor, self.mastodon_patch) >= parse_version(version_str)

    @staticmethod
    def get_supported_version() -> str:
        """The newest version of Mastodon whose functions are all here."""
        return SUPPORTED_MASTODON_VERSION

    def get_approx_server_time(self) -> datetime:
        """The server's clock, less the time that its answer took, as a local time without zone.

        Raises:
            MastodonAPIError: the server does not say.
        """
        said = self._headers("/api/v1/instance").get("date", "")
        try:
            moment = parsedate_to_datetime(said)
        except ValueError as error:
            raise MastodonAPIError("No server time in response.") from error
        return moment.astimezone().replace(tzinfo=None)

    def timeline_is_available(
        self,
        timeline: str = "public",
        local: bool = False,
        remote: bool = False,
        with_auth: bool = False,
        fail_hard: bool = False,
    ) -> bool:
        """Whether the server shows a public timeline.

        Args:
            timeline: ``public``, ``hashtag`` or ``trending_links``.
            local: its local half; with ``remote``, both halves.
            remote: its remote half.
            with_auth: to those who are logged in, not only to everybody.
            fail_hard: raise where this cannot be told, instead of taking it for shown.

        Raises:
            MastodonIllegalArgumentError: there is no such timeline, and ``fail_hard`` is set.
            MastodonAPIError: the server does not say, and ``fail_hard`` is set.
        """
        feed = FEEDS.get(timeline)
        if feed is None:
            if fail_hard:
                raise MastodonIllegalArgumentError(f"Unknown timeline: {timeline}")
            return True
        shown = ("public", "authenticated") if with_auth else ("public",)
        try:
            access = self._instance("/api/v2/instance/", InstanceV2).configuration["timelines_access"][feed]
            here, there = access["local"] in shown, access["remote"] in shown
        except (MastodonError, AttributeError, KeyError, TypeError) as error:
            if fail_hard:
                said = f"Failed to determine timeline availability for '{timeline}'."
                raise MastodonAPIError(said) from error
            return True
        if local == remote:
            return here and there if local else here or there
        return here if local else there
