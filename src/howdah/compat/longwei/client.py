"""``APClient``: longwei's client, on Howdah's."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self, TypeVar, overload

from ...client import AsyncClient
from ...core.rate_headers import read_rate_limit
from ...core.shapes import is_json_array, is_json_object
from ...core.wire import Reply, Request
from .accounts import Accounts
from .calling import no_pagination
from .constants import (
    INSTANCE_TYPE_MASTODON,
    INSTANCE_TYPE_PLEROMA,
    INSTANCE_TYPE_SNAC,
    MAX_ATTACHMENTS_MASTODON,
    MAX_ATTACHMENTS_PLEROMA,
    MAX_ATTACHMENTS_SNAC,
    MAX_REASONABLE_ATT_SIZE,
    MAX_REASONABLE_ATTACHMENTS,
    MAX_REASONABLE_MIME_TYPES,
    MAX_REASONABLE_STATUS_LEN,
)
from .conventions import HttpClient, takes_client
from .decoding import LongweiDecoder
from .enums import SearchType
from .exceptions import ClientError, NotFoundError, RatelimitError, ServerError
from .filters import Filters
from .instance import Instance
from .lists import Lists
from .models import SearchResults
from .notifications import Notifications
from .pleroma import Pleroma
from .refusals import as_longwei_raises
from .statuses import Statuses
from .timelines import Timelines
from .utils import parse_rate_limit_reset
from .version import CLIENT_WEBSITE, USER_AGENT

T = TypeVar("T")

DEFAULT_TIMEOUT = 120
"""Seconds."""
SCOPES = ("read", "write")
"""What longwei asks for when it logs in."""


class APClient(Accounts, Timelines, Statuses, Notifications, Lists, Filters, Instance, Pleroma):
    """A server, and what can be done there, as longwei has it.

    Written for longwei 1.x, a program gives an HTTP client of its own second, or as ``client``; written for 2.x, none.

    Args:
        instance: the server: ``example.social``, or its URL.
        access_token: a token of an account there; without one, only what is public can be seen.
        timeout: seconds; 120 if not given.
        http2: taken and not needed.

    Attributes:
        howdah: the ``howdah.AsyncClient`` that does the work, for what longwei has not.
        instance: the server's URL.
        instance_type: ``Mastodon``, ``Pleroma`` or ``snac``, once ``determine_instance_type`` has found out.
        max_status_len: characters that a status may have.
        max_attachments: files that a status may show.
        max_att_size: bytes that a file may have.
        supported_mime_types: types of files that the server takes.
        ratelimit_limit: requests allowed per window.
        ratelimit_remaining: requests left in this window.
        ratelimit_reset: when the window ends.
        pagination: where the last page leads: ``{"next": {"max_id": ..., "min_id": ...}, "prev": {...}}``.

    Raises:
        ClientError: the address is none, or is plain HTTP to somewhere else than this machine.
    """

    @overload
    def __init__(
        self, instance: str, client: HttpClient, access_token: str | None = None, timeout: int | None = None
    ) -> None: ...
    @overload
    def __init__(
        self,
        instance: str,
        access_token: str | None = None,
        timeout: int | None = None,
        http2: bool = False,
        *,
        client: HttpClient | None = None,
    ) -> None: ...
    @takes_client
    def __init__(
        self,
        instance: str,
        access_token: str | None = None,
        timeout: int | None = None,
        http2: bool = False,
        *,
        client: HttpClient | None = None,
    ) -> None:
        with as_longwei_raises():
            self.howdah = AsyncClient(
                instance,
                access_token,
                client=client,
                timeout=DEFAULT_TIMEOUT if timeout is None else timeout,
                rate_limit="raise",
                on_response=[self._note_ratelimit],
            )
        reading = self.howdah.with_options()
        reading.session = replace(reading.session, decoder=LongweiDecoder())
        self.raw, self.raw_as_longwei = self.howdah.raw, reading.raw
        self.instance = self.howdah.instance
        self.instance_type: str = INSTANCE_TYPE_MASTODON
        self.max_status_len = 500
        self.max_attachments = MAX_ATTACHMENTS_MASTODON
        self.max_att_size = 10_000_000
        self.supported_mime_types: list[str] = []
        self.ratelimit_limit = 300
        self.ratelimit_remaining = 300
        self.ratelimit_reset = datetime.now(UTC)
        self.pagination = no_pagination()

    @overload
    @classmethod
    async def create(
        cls, instance: str, client: HttpClient, access_token: str | None = None, timeout: int | None = None
    ) -> Self: ...
    @overload
    @classmethod
    async def create(
        cls,
        instance: str,
        access_token: str | None = None,
        timeout: int | None = None,
        http2: bool = False,
        *,
        client: HttpClient | None = None,
    ) -> Self: ...
    @classmethod
    @takes_client
    async def create(
        cls,
        instance: str,
        access_token: str | None = None,
        timeout: int | None = None,
        http2: bool = False,
        *,
        client: HttpClient | None = None,
    ) -> Self:
        """Make a client, and find out what kind of server it is for.

        Args:
            instance: the server: ``example.social``, or its URL.
            access_token: a token of an account there.
            timeout: seconds; 120 if not given.
            http2: taken and not needed.
            client: an ``httpx`` or ``httpx2`` client of your own; longwei 1.x has it second.

        Raises:
            ClientError: the address is none, or the server refused.
            NetworkError: no answer came.
        """
        made = cls(instance, access_token, timeout, http2, client=client)
        await made.determine_instance_type()
        return made

    async def close(self) -> None:
        """Close the connections; a client of your own stays open."""
        await self.howdah.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"APClient({self.instance!r}, {self.instance_type})"

    async def determine_instance_type(self) -> None:
        """Find out which kind of server it is, and what it takes."""
        try:
            told = await self._fetch("/api/v2/instance", dict[str, Any])
        except (ClientError, ServerError):
            told = await self._fetch("/api/v1/instance", dict[str, Any])
        version = str(told.get("version", "")).lower()
        if "pleroma" in version:
            self.instance_type, self.max_attachments = INSTANCE_TYPE_PLEROMA, MAX_ATTACHMENTS_PLEROMA
        elif "snac" in version:
            self.instance_type, self.max_attachments = INSTANCE_TYPE_SNAC, MAX_ATTACHMENTS_SNAC
        self._take_limits(told)

    def _take_limits(self, told: Mapping[str, Any]) -> None:
        """Go by the limits that a server tells, as far as they make sense."""
        configuration = _part(told, "configuration")
        statuses, media = _part(configuration, "statuses"), _part(configuration, "media_attachments")
        for name, value, most in (
            ("max_status_len", statuses.get("max_characters"), MAX_REASONABLE_STATUS_LEN),
            ("max_attachments", statuses.get("max_media_attachments"), MAX_REASONABLE_ATTACHMENTS),
            ("max_att_size", media.get("image_size_limit"), MAX_REASONABLE_ATT_SIZE),
        ):
            if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most:
                setattr(self, name, value)
        types = media.get("supported_mime_types")
        if is_json_array(types):
            self.supported_mime_types = [kind for kind in types if isinstance(kind, str)][:MAX_REASONABLE_MIME_TYPES]

    async def search(
        self,
        query: str,
        query_type: SearchType,
        resolve: bool = True,
        following: bool = False,
        account_id: str | None = None,
        exclude_unreviewed: bool = False,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> SearchResults:
        """Search for accounts, hashtags or statuses; a server that has only the older search is asked for less.

        Args:
            query: what to search for.
            query_type: which of the three.
            resolve: look elsewhere, too.
            following: only accounts that you follow.
            account_id: only statuses of this account.
            exclude_unreviewed: no hashtags that the moderators have not looked at.
            max_id: only what is older.
            min_id: only what is newer.
            limit: how many, at most 40.
            offset: leave out this many from the start.
        """
        older = {"q": query, "type": query_type, "resolve": resolve, "limit": limit}
        newer = {
            "following": following or None,
            "account_id": account_id,
            "exclude_unreviewed": exclude_unreviewed or None,
            "max_id": max_id,
            "min_id": min_id,
            "offset": offset,
        }
        try:
            return await self._fetch("/api/v2/search", SearchResults, {**older, **newer})
        except NotFoundError:
            return await self._fetch("/api/v1/search", SearchResults, older)

    async def _fetch(self, path: str, into: type[T], query: Mapping[str, Any] | None = None) -> T:
        """Fetch something that is not one of Howdah's operations as it stands."""
        self.check_budget()
        with as_longwei_raises():
            return await self.howdah.request("GET", path, into=into, query=query or {})

    def check_budget(self) -> None:
        """Refuse a call while the rate limit is known to be spent.

        Raises:
            RatelimitError: it is.
        """
        reset = self.ratelimit_reset
        if self.ratelimit_remaining <= 0 and (reset if reset.tzinfo else reset.replace(tzinfo=UTC)) > datetime.now(UTC):
            raise RatelimitError(
                429,
                message="Rate limited",
                ratelimit_reset=self.ratelimit_reset,
                ratelimit_limit=self.ratelimit_limit,
            )

    def _note_ratelimit(self, _: Request, reply: Reply) -> None:
        said = read_rate_limit(reply.headers, datetime.now(UTC).timestamp())
        if said is None:
            return
        reset = said.reset or parse_rate_limit_reset(reply.headers.get("x-ratelimit-reset"))
        self.ratelimit_limit = self.ratelimit_limit if said.limit is None else said.limit
        self.ratelimit_remaining = self.ratelimit_remaining if said.remaining is None else said.remaining
        self.ratelimit_reset = reset or self.ratelimit_reset

    @overload
    @staticmethod
    async def create_app(
        instance_url: str, client: HttpClient, user_agent: str = ..., client_website: str = ...
    ) -> tuple[str, str]: ...
    @overload
    @staticmethod
    async def create_app(
        instance_url: str, user_agent: str = ..., client_website: str = ..., *, client: HttpClient | None = None
    ) -> tuple[str, str]: ...
    @staticmethod
    @takes_client
    async def create_app(
        instance_url: str,
        user_agent: str = USER_AGENT,
        client_website: str = CLIENT_WEBSITE,
        *,
        client: HttpClient | None = None,
    ) -> tuple[str, str]:
        """Register an application with a server.

        Args:
            instance_url: the server: ``example.social``, or its URL.
            user_agent: the application's name.
            client_website: its web page.
            client: an HTTP client of your own; longwei 1.x has it second.

        Returns:
            The ``client_id`` and the ``client_secret``.
        """
        with as_longwei_raises():
            app = await AsyncClient.create_app(
                instance_url, user_agent, client_website, scopes=SCOPES, timeout=DEFAULT_TIMEOUT, client=client
            )
        return app.client_id, app.client_secret

    @staticmethod
    async def generate_authorization_url(instance_url: str, client_id: str, user_agent: str = USER_AGENT) -> str:
        """The URL of the page on which a person logs in and agrees; nothing is sent.

        Args:
            instance_url: the server: ``example.social``, or its URL.
            client_id: the application's, from ``create_app``.
            user_agent: it goes nowhere.
        """
        with as_longwei_raises():
            return await AsyncClient.generate_authorization_url(instance_url, client_id, user_agent, scopes=SCOPES)

    @overload
    @staticmethod
    async def validate_authorization_code(
        client: HttpClient, instance_url: str, authorization_code: str, client_id: str, client_secret: str
    ) -> str: ...
    @overload
    @staticmethod
    async def validate_authorization_code(
        instance_url: str,
        authorization_code: str,
        client_id: str,
        client_secret: str,
        *,
        client: HttpClient | None = None,
    ) -> str: ...
    @staticmethod
    @takes_client
    async def validate_authorization_code(
        instance_url: str,
        authorization_code: str,
        client_id: str,
        client_secret: str,
        *,
        client: HttpClient | None = None,
    ) -> str:
        """Get a token for the code from the page on which a person logged in.

        Args:
            instance_url: the server: ``example.social``, or its URL.
            authorization_code: the code.
            client_id: the application's, from ``create_app``.
            client_secret: likewise.
            client: an HTTP client of your own; longwei 1.x has it first.
        """
        with as_longwei_raises():
            token = await AsyncClient.validate_authorization_code(
                instance_url, authorization_code, client_id, client_secret, timeout=DEFAULT_TIMEOUT, client=client
            )
        return token.access_token

    @overload
    @staticmethod
    async def get_auth_token(
        instance_url: str,
        username: str,
        password: str,
        client: HttpClient,
        user_agent: str = ...,
        client_website: str = ...,
    ) -> str: ...
    @overload
    @staticmethod
    async def get_auth_token(
        instance_url: str,
        username: str,
        password: str,
        user_agent: str = ...,
        client_website: str = ...,
        *,
        client: HttpClient | None = None,
    ) -> str: ...
    @staticmethod
    @takes_client
    async def get_auth_token(
        instance_url: str,
        username: str,
        password: str,
        user_agent: str = USER_AGENT,
        client_website: str = CLIENT_WEBSITE,
        *,
        client: HttpClient | None = None,
    ) -> str:
        """Get a token for a name and password, where the server takes them; better log in with a code.

        Args:
            instance_url: the server: ``example.social``, or its URL.
            username: name; on Mastodon, the e-mail address.
            password: password.
            user_agent: the name of the application that is registered for it.
            client_website: its web page.
            client: an HTTP client of your own; longwei 1.x has it fourth.
        """
        warnings.warn(
            "get_auth_token() gives the program the password; log in with generate_authorization_url() and "
            "validate_authorization_code()",
            DeprecationWarning,
            stacklevel=3,
        )
        with as_longwei_raises():
            token = await AsyncClient.get_auth_token(
                instance_url,
                username,
                password,
                user_agent,
                client_website,
                scopes=SCOPES,
                timeout=DEFAULT_TIMEOUT,
                client=client,
            )
        return token.access_token


def _part(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = document.get(name)
    return part if is_json_object(part) else {}
