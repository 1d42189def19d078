"""``Mastodon``: what programs written for Mastodon.py hold, on a Howdah client."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from copy import copy, deepcopy
from pathlib import PurePath
from typing import Any, NoReturn, Self
from urllib.parse import parse_qsl, urlsplit

from ...auth.secret_files import read_client_secret, read_user_secret
from ...client import Client
from ...core.errors import ConfigurationError, CredentialsError
from ...core.plan import with_query
from ...core.session import normalise_instance
from ...core.wire import Request
from .accounts import Accounts
from .admin import Administration
from .annual_reports import AnnualReports
from .async_refreshes import AsyncRefreshes
from .authentication import Authentication
from .calling import Owner
from .collections import CollectionCalls
from .conversations import Conversations
from .counting import Counting
from .endorsements import Endorsements
from .errors import MastodonIllegalArgumentError
from .favourites import Favourites
from .filters import Filters
from .hashtags import Hashtags
from .instances import Instances
from .lists import Lists
from .media import Media
from .notifications import NotificationCalls
from .paging import Paging
from .polls import Polls
from .preferences import PreferenceCalls
from .profiles import Profiles
from .push import Push
from .refusals import refusals
from .relationships import Relationships
from .reports import Reports
from .searching import Searching
from .sessions import longest, sending
from .statuses import Statuses
from .streaming_endpoints import Streaming
from .suggestions import Suggestions
from .timelines import Timelines
from .trends import Trends
from .utility import Utility
from .versions import MASTODON_PY_VERSION, SUPPORTED_MASTODON_VERSION, Version, check_mode, check_version, parse_version
from .waiting import RateLimits

FEATURE_SETS = ("mainline", "fedibird", "pleroma")
DEFAULT_USER_AGENT = "mastodonpy"
KEPT_WHEN_COPIED = frozenset({"_limits", "_open", "_lock", "_calls", "_results", "session"})
"""What each object makes for itself, and the session, which is the program's."""


class Mastodon(
    Accounts,
    Administration,
    AnnualReports,
    AsyncRefreshes,
    Authentication,
    CollectionCalls,
    Conversations,
    Counting,
    Endorsements,
    Favourites,
    Filters,
    Hashtags,
    Instances,
    Lists,
    Media,
    NotificationCalls,
    Paging,
    Polls,
    PreferenceCalls,
    Profiles,
    Push,
    Relationships,
    Reports,
    Searching,
    Statuses,
    Streaming,
    Suggestions,
    Timelines,
    Trends,
    Utility,
):
    """A server, and an account there, with the functions of Mastodon.py; nothing is sent before the first call.

    Args:
        client_id: the application's ID, or the file that ``create_app`` has written.
        client_secret: its secret, if the ID is given directly.
        access_token: the account's token, or the file that ``log_in`` has written.
        api_base_url: the server, unless a file names it.
        debug_requests: print every request.
        ratelimit_method: what to do when the limit is spent: ``throw``, ``wait``, or ``pace`` calls so that it is not.
        ratelimit_pacefactor: the part of the limit that is used when pacing, at most all of it.
        request_timeout: seconds to wait for a connection, for each read and each write; of a pair, the longer counts.
        mastodon_version: the server's version, instead of asking for it.
        version_check_mode: refuse calls that the server is too old for (``created``), or has changed since
            (``changed``), or none.
        session: a ``requests.Session`` whose proxy, certificates and headers are used, or an ``httpx`` client.
        feature_set: ``mainline``, or what ``fedibird`` or ``pleroma`` have besides.
        user_agent: the program's name; by default the application's, if its file says so.
        lang: the language that the server should answer in, as ISO 639.

    Raises:
        MastodonIllegalArgumentError: an argument makes no sense, or something is missing.
        MastodonVersionError: ``mastodon_version`` is none.
    """

    __SUPPORTED_MASTODON_VERSION = SUPPORTED_MASTODON_VERSION
    __MASTODON_PY_VERSION = MASTODON_PY_VERSION

    def __init__(
        self,
        client_id: str | PurePath | None = None,
        client_secret: str | None = None,
        access_token: str | PurePath | None = None,
        api_base_url: str | None = None,
        debug_requests: bool = False,
        ratelimit_method: str = "wait",
        ratelimit_pacefactor: float = 1.1,
        request_timeout: float = 300,
        mastodon_version: str | None = None,
        version_check_mode: str = "none",
        session: Any = None,
        feature_set: str = "mainline",
        user_agent: str = DEFAULT_USER_AGENT,
        lang: str | None = None,
    ) -> None:
        check_mode(version_check_mode)
        if feature_set not in FEATURE_SETS:
            raise MastodonIllegalArgumentError("Requested invalid feature set")
        self._limits = RateLimits(ratelimit_method, ratelimit_pacefactor)
        self._pacefactor = ratelimit_pacefactor
        self.client_id: str | None = None
        self.client_secret = client_secret
        self.debug_requests = debug_requests
        self.session = session
        self.feature_set = feature_set
        self.user_agent = user_agent
        self.version_check_mode = version_check_mode
        self.mastodon_major, self.mastodon_minor, self.mastodon_patch = 1, 0, 0
        self.mastodon_api_version = 0
        self._version_known = version_check_mode != "none" and mastodon_version is not None
        if self._version_known and mastodon_version is not None:
            self._set_version(parse_version(mastodon_version))
        self._open: Client | None = None
        self._lock = threading.Lock()
        self._calls: dict[Client, int] = {}
        self._results: dict[Any, Owner] = {}
        self._request_timeout = request_timeout
        self._lang = lang
        with refusals():
            self.api_base_url, self._access_token = self._read(client_id, access_token, api_base_url)

    def _read(
        self, client_id: str | PurePath | None, access_token: str | PurePath | None, api_base_url: str | None
    ) -> tuple[str, str | None]:
        """The server and the token, from where they are given."""
        server = normalise_instance(api_base_url, allow_http=True) if api_base_url else None
        client_file = client_id if client_id is not None and os.path.isfile(client_id) else None
        if client_id is not None and client_file is None:
            self.client_id = str(client_id)
            if self.client_secret is None:
                raise MastodonIllegalArgumentError("Specified client id directly, but did not supply secret")
        token = None if access_token is None else str(access_token)
        try:
            if access_token is not None and os.path.isfile(access_token):
                user = read_user_secret(access_token, client_file, instance=server)
                token, server = user.access_token, user.instance
                if self.client_id is None and user.client_id:
                    self.client_id, self.client_secret = user.client_id, user.client_secret
            if client_file is not None:
                app = read_client_secret(client_file, instance=server)
                self.client_id, self.client_secret, server = app.client_id, app.client_secret, app.instance
                if self.user_agent == DEFAULT_USER_AGENT and app.name.isascii() and app.name.isprintable():
                    self.user_agent = app.name or DEFAULT_USER_AGENT
        except CredentialsError:
            raise
        except ConfigurationError:
            server = None
        if server is None:
            raise MastodonIllegalArgumentError("API base URL is required.")
        return server, token

    @property
    def _client(self) -> Client:
        """The client that carries everything out but streams, made when it is first needed."""
        opened = self._open
        if opened is None:
            with self._lock:
                opened = self._opened()
        return opened

    def _opened(self) -> Client:
        """The client, while the lock is held."""
        if self._open is None:
            self._open = self._connect(self._access_token)
        return self._open

    @contextmanager
    def _in_use(self) -> Generator[Client]:
        """The client for one call, which is not closed before that is over, whatever is set meanwhile."""
        with self._lock:
            client = self._opened()
            self._calls[client] = self._calls.get(client, 0) + 1
        try:
            yield client
        finally:
            with self._lock:
                left = self._calls.pop(client) - 1
                if left:
                    self._calls[client] = left
                over = not left and client is not self._open
            if over:
                client.close()

    def _connect(self, token: str | None) -> Client:
        """A client as this is set up now, with a token or none."""
        settings: dict[str, Any] = {**sending(self.session, self.api_base_url)}
        on_request = settings.pop("on_request", ())
        with refusals():
            return Client(
                self.api_base_url,
                token,
                timeout=longest(self._request_timeout),
                rate_limit=self._limits.limiter,
                user_agent=self.user_agent,
                language=self._lang,
                allow_http=True,
                on_request=(*on_request, self._ask_in_language, self._show),
                on_response=(self._limits.answered,),
                **settings,
            )

    def _anew(self) -> None:
        """Make another client for the next call: what it is set up with has changed."""
        with self._lock:
            opened, self._open = self._open, None
            # Not cleared: a call that is beginning may yet put there what is of the client before.
            self._results = {}
            idle = opened is not None and opened not in self._calls
        if opened is not None and idle:
            opened.close()

    def close(self) -> None:
        """Close its connections; the next call opens others. Streams go on until their handles are closed."""
        self._anew()

    def __enter__(self) -> Mastodon:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_open", None) is not None:
            self._anew()

    def __copy__(self) -> Self:
        """Another like it, with connections and a rate limit of its own."""
        made = object.__new__(type(self))
        limits = self._limits.kept_by(self._limits.method, self._pacefactor)
        made.__dict__.update(self.__dict__, _limits=limits, _open=None, _lock=threading.Lock())
        made.__dict__.update(_calls={}, _results={})
        return made

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        made = memo[id(self)] = copy(self)
        for name, value in self.__dict__.items():
            if name not in KEPT_WHEN_COPIED:
                made.__dict__[name] = deepcopy(value, memo)
        return made

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Mastodon has connections and a token, and is not pickled; make another where it is needed")

    def __repr__(self) -> str:
        who = "anonymous" if self._access_token is None else "with a token"
        return f"Mastodon({self.api_base_url!r}, {who})"

    def _ask_in_language(self, request: Request) -> None:
        """Name the language in the query as well, which Mastodon puts before that of the account."""
        if self._lang and "lang" not in dict(parse_qsl(urlsplit(request.url).query)):
            request.url = with_query(request.url, {"lang": self._lang})

    def _show(self, request: Request) -> None:
        if not self.debug_requests:
            return
        sys.stdout.write(f"Mastodon: {request.method} {self._client.session.redact(request.url)}\n")

    @property
    def access_token(self) -> str | None:
        """The account's token; once another is set, calls are made with that."""
        return self._access_token

    @access_token.setter
    def access_token(self, token: str | None) -> None:
        self._access_token = token
        self.__dict__.pop("_logged_in_id", None)
        self._anew()

    @property
    def request_timeout(self) -> float:
        """Seconds to wait for a connection, for each read and each write."""
        return self._request_timeout

    @request_timeout.setter
    def request_timeout(self, seconds: float) -> None:
        self._request_timeout = seconds
        self._anew()

    @property
    def lang(self) -> str | None:
        """The language that the server should answer in; ``set_language`` sets it."""
        return self._lang

    @lang.setter
    def lang(self, lang: str | None) -> None:
        self._lang = lang
        self._anew()

    def set_language(self, lang: str) -> None:
        """Set the language that the server should answer in.

        Args:
            lang: as ISO 639-1, or 639-3 where there is no shorter code.
        """
        self.lang = lang

    @property
    def ratelimit_method(self) -> str:
        """What is done when the limit is spent: ``throw``, ``wait`` or ``pace``."""
        return self._limits.method

    @ratelimit_method.setter
    def ratelimit_method(self, method: str) -> None:
        self._limits = self._limits.kept_by(method, self._pacefactor)
        self._anew()

    @property
    def ratelimit_pacefactor(self) -> float:
        """The part of the limit that is used when pacing, at most all of it."""
        return self._pacefactor

    @ratelimit_pacefactor.setter
    def ratelimit_pacefactor(self, factor: float) -> None:
        self._pacefactor = factor
        self.ratelimit_method = self._limits.method

    @property
    def ratelimit_limit(self) -> int:
        """Calls per window."""
        return self._limits.limit

    @ratelimit_limit.setter
    def ratelimit_limit(self, limit: int) -> None:
        self._limits.limit = limit

    @property
    def ratelimit_remaining(self) -> int:
        """Calls left in this window; at 0, the next call waits for its end, or raises."""
        return self._limits.remaining

    @ratelimit_remaining.setter
    def ratelimit_remaining(self, remaining: int) -> None:
        self._limits.remaining = remaining
        self._limits.set_by_hand()

    @property
    def ratelimit_reset(self) -> float:
        """When the window ends, in seconds since 1970."""
        return self._limits.reset

    @ratelimit_reset.setter
    def ratelimit_reset(self, moment: float) -> None:
        self._limits.reset = moment

    @property
    def ratelimit_lastcall(self) -> float:
        """When the server has last answered, in seconds since 1970."""
        return self._limits.lastcall

    @ratelimit_lastcall.setter
    def ratelimit_lastcall(self, moment: float) -> None:
        self._limits.lastcall = moment

    def _set_version(self, version: Version) -> None:
        self.mastodon_major, self.mastodon_minor, self.mastodon_patch = version
        self._version_known = True

    def _check_version(self, added: str, changed: str) -> None:
        """Refuse a call that the server is too old for, where that is wanted; asks for its version once."""
        if self.version_check_mode == "none":
            return
        if not self._version_known:
            self._version_known = True
            self.retrieve_mastodon_version()
        has = (self.mastodon_major, self.mastodon_minor, self.mastodon_patch)
        check_version(has, self.version_check_mode, added, changed)
