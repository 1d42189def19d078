"""Versions, caches and the server's clock."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from ...core.call import build_request, exchange
from ...core.wire import Headers
from .calling import Calls
from .errors import MastodonAPIError, MastodonError, MastodonVersionError
from .refusals import refusals
from .return_types import Instance, InstanceV2
from .versions import SUPPORTED_MASTODON_VERSION, Version, parse_version

OLDEST: Version = (1, 0, 0)
"""What a server is taken for that does not say."""
FIRST_WITH_API_VERSION: Version = (4, 3, 0)
"""Since this version, Mastodon numbers its API by itself."""


class Utility(Calls):
    """Versions, caches and the server's clock."""

    if TYPE_CHECKING:
        mastodon_major: int
        mastodon_minor: int
        mastodon_patch: int
        mastodon_api_version: int
        _version_known: bool

        def _anew(self) -> None: ...

    def retrieve_mastodon_version(self, fail_hard: bool = False) -> str:
        """Ask for the server's version of Mastodon, and remember it.

        Args:
            fail_hard: raise where it cannot be told, instead of taking it for the oldest.

        Raises:
            MastodonVersionError: it cannot be told, and ``fail_hard`` is set.
        """
        try:
            said: str | None = self._request("GET", "/api/v1/instance", Instance).version
            version = parse_version(said or "")
        except MastodonError as error:
            if fail_hard:
                raise MastodonVersionError("the version of Mastodon cannot be told") from error
            said, version = None, OLDEST
        self._set_version(version)
        if version >= FIRST_WITH_API_VERSION:
            self._note_api_version()
        return (said or ".".join(map(str, OLDEST))).partition(" ")[0].partition("+")[0]

    def _note_api_version(self) -> None:
        with suppress(MastodonAPIError, LookupError, TypeError):
            instance: dict[str, Any] = self._request("GET", "/api/v2/instance", InstanceV2)
            self.mastodon_api_version = int(instance["api_versions"]["mastodon"])

    def verify_minimum_version(self, version_str: str, cached: bool = False) -> bool:
        """Find out whether the server has at least a version of Mastodon.

        Args:
            version_str: the version, such as ``4.2.0``.
            cached: go by what it said before, if it has been asked.

        Raises:
            MastodonVersionError: that is no version.
        """
        needed = parse_version(version_str)
        if not (cached and self._version_known):
            self.retrieve_mastodon_version()
        return (self.mastodon_major, self.mastodon_minor, self.mastodon_patch) >= needed

    def clear_caches(self) -> None:
        """Forget what the server has said about itself; it is asked again when that is needed."""
        self._version_known = False
        self._anew()

    @staticmethod
    def get_supported_version() -> str:
        """The newest version of Mastodon whose functions are all here."""
        return SUPPORTED_MASTODON_VERSION

    def get_approx_server_time(self) -> datetime:
        """Ask for the server's time, which has been under way for a moment; without a time zone, in UTC.

        Raises:
            MastodonAPIError: the server does not say.
            MastodonNetworkError: no answer came.
        """
        session = self._client.session
        try:
            with refusals():
                reply = self._client.run(exchange(session, build_request(session, "HEAD", "/")))
            headers = reply.headers
        except MastodonAPIError as error:
            headers = getattr(error.__cause__, "headers", None) or Headers()
        try:
            return parsedate_to_datetime(headers.get("date", "")).astimezone(UTC).replace(tzinfo=None)
        except ValueError:
            raise MastodonAPIError("No server time in response.") from None
