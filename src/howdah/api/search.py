"""Search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import unquote, urlsplit

from ..core.detection import get_server
from ..core.errors import ConfigurationError, NotFoundError
from ..core.fallback import first_supported
from ..core.flow import Flow
from ..core.operation import Operations, Wire, call, get, operation
from ..core.server import GOTOSOCIAL, MASTODON, SNAC
from .accounts import Accounts
from .references import AccountRef
from .statuses import Statuses
from .tags import Tags

if TYPE_CHECKING:
    from ..models import Account, SearchResults, SearchType, Status, Tag

V1_LACKS = ("exclude_unreviewed", "with_relationships")
GIVE_WHAT_IS_THERE = MASTODON | GOTOSOCIAL
"""Asked to resolve a URL, these give what they found there, and nothing that only mentions it."""

_HANDLE = re.compile(r"[^\s@/?#:]+(@[^\s@/?#]+)?")
_ADDRESS = re.compile(r"[^\s@/?#]+\.[^\s@/?#]+/|localhost(:\d+)?/")
"""How a URL without its scheme begins."""


class Search(Operations):
    """Finding accounts, statuses and hashtags."""

    @operation(
        uses=[
            "GET /api/v2/search",
            "GET /api/v1/search",
            "GET /api/v1/accounts/lookup",
            "GET /api/v1/statuses/{id}",
            "GET /api/v1/tags/{name}",
        ],
        auth="optional",
        scope="read:search",
        added="2.4.1",
    )
    def resolve(self, url_or_handle: str) -> Flow[Status | Account | Tag]:
        """Give the status, account or hashtag behind a URL, a handle or a ``#hashtag``, wherever it lives.

        What has a page on this server is found by its address. What is not known here yet is fetched from its own
        server, for which a user's token is needed. Only what has this very address is given, never what merely
        mentions it; where the address redirects, what Mastodon and GoToSocial found there, if it is at the same host.

        Args:
            url_or_handle: a URL as a browser shows it, with or without ``https://``; ``@user``,
                ``@user@example.social`` or ``acct:user@example.social``; or ``#hashtag``.

        Raises:
            ConfigurationError: it is none of these.
            NotFoundError: there is nothing behind it, or nothing that you may see.
            TypeError: it is no text.
        """
        if not isinstance(url_or_handle, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"url_or_handle must be a str, not {type(url_or_handle).__name__} {url_or_handle!r:.60}")
        wanted = url_or_handle.strip()
        if wanted.startswith("#"):
            return (yield from _tag(self, wanted.removeprefix("#")))
        if "://" in wanted or _ADDRESS.match(wanted):
            return (yield from _page(self, wanted if "://" in wanted else f"https://{wanted}"))
        handle = wanted.removeprefix("acct:").removeprefix("@")
        if not _HANDLE.fullmatch(handle):
            raise ConfigurationError(
                f"{wanted!r:.200} is no URL, no handle such as '@user@example.social', no #hashtag"
            )
        return (yield from _account(self, handle))

    @operation(
        uses=["GET /api/v2/search", "GET /api/v1/search"],
        auth="optional",
        scope="read:search",
        added="2.4.1",
        changed=("2.8.0: type, account_id, paging", "3.0.0: exclude_unreviewed", "4.0.0: open to anyone, in part"),
    )
    def search(
        self,
        query: str,
        query_type: SearchType | str | None = None,
        resolve: bool | None = None,
        following: bool | None = None,
        account_id: AccountRef | None = None,
        exclude_unreviewed: bool | None = None,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        *,
        with_relationships: bool | None = None,
        since_id: str | None = None,
    ) -> Flow[SearchResults]:
        """Search for accounts, statuses and hashtags.

        Args:
            query: what to look for: words, a handle such as ``@user@example.social``, or a URL.
            query_type: only ``accounts``, ``hashtags`` or ``statuses``.
            resolve: also ask the server that a handle or URL belongs to; needs a user's token.
            following: only accounts that you follow.
            account_id: only statuses of this account.
            exclude_unreviewed: leave out hashtags that moderators have not looked at (Mastodon, GoToSocial).
            max_id: only results older than this; with ``query_type`` only.
            min_id: only results right after this; with ``query_type`` only.
            limit: results of each kind, at most 40; 20 by default.
            offset: leave out this many results; with ``query_type`` only.
            with_relationships: say how you stand to each account (Pleroma, Akkoma).
            since_id: only results newer than this (Pleroma, Akkoma).

        Raises:
            UnauthorizedError: the server lets only its own people search.
        """
        asked: dict[str, Any] = {
            "q": query,
            "type": query_type,
            "resolve": resolve,
            "following": following,
            "account_id": account_id,
            "exclude_unreviewed": exclude_unreviewed,
            "max_id": max_id,
            "min_id": min_id,
            "limit": limit,
            "offset": offset,
            "with_relationships": with_relationships,
            "since_id": since_id,
        }
        older = {name: value for name, value in asked.items() if name not in V1_LACKS}

        def at(path: str, query: dict[str, Any]) -> Flow[SearchResults]:
            from ..models import SearchResults

            return (yield from call(self.session, "GET", path, SearchResults, query=query))[0]

        return (
            yield from first_supported(
                self.session, "search", lambda: at("/api/v2/search", asked), lambda: at("/api/v1/search", older)
            )
        )

    @get("/api/v1/peers/search", auth="none", added="4.2.0", servers=MASTODON, unsure=SNAC)
    def search_peers(self, query: Annotated[str, Wire("q", blank=True)]) -> list[str]:
        """Find servers that the server knows by the beginning of their domain; ten at most.

        Args:
            query: what the domain begins with.

        Raises:
            NotFoundError: the server does not tell whom it knows.
        """
        ...


def same_tag(name: str, wanted: str) -> bool:
    """Whether two hashtags are the same, however they are capitalised."""
    return name.casefold() == wanted.removeprefix("#").casefold()


def same_page(url: str | None, wanted: str) -> bool:
    """Whether two URLs lead to one page: in other letters, with another fragment or a slash at the end."""
    return url is not None and _normal(url) == _normal(wanted)


def _normal(url: str) -> tuple[str, str, str, str]:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "", "", url, ""
    host = parts.netloc.lower().removesuffix({"https": ":443", "http": ":80"}.get(parts.scheme, ""))
    return parts.scheme, host, unquote(parts.path).rstrip("/"), parts.query


def _tag(owner: Operations, name: str) -> Flow[Tag]:
    """The hashtag of a name: from its own endpoint, or by a search where there is none."""
    if not name:
        raise ConfigurationError("'#' is no hashtag")
    try:
        return (yield from Tags.get_hashtag.flow(owner, name))
    except NotFoundError:
        found = yield from Search.search.flow(owner, f"#{name}", "hashtags")
        for tag in found.hashtags:
            if same_tag(vars(tag).get("name", ""), name):
                return tag
        raise


def _page(owner: Operations, url: str) -> Flow[Status | Account | Tag]:
    """What is behind a URL, here or elsewhere."""
    session = owner.session
    here = yield from _at_home(owner, url)
    if here is not None:
        return here
    remote = session.token is not None
    found = yield from Search.search.flow(owner, url, resolve=remote or None)
    results: list[Status | Account | Tag] = [*found.statuses, *found.accounts, *found.hashtags]
    for result in results:
        if any(same_page(vars(result).get(name), url) for name in ("url", "uri")):
            return result
    if remote and len(results) == 1 and session.path_of(url) is None and _lives_at(results[0], url):
        server = yield from get_server(session)
        if server.family in GIVE_WHAT_IS_THERE:
            return results[0]
    raise NotFoundError(f"{session.host} finds nothing behind {url!r:.200}", status=404)


def _lives_at(result: Status | Account | Tag, url: str) -> bool:
    """Whether something has its home at the host of a URL."""
    homes = {_normal(home)[1] for name in ("url", "uri") if (home := vars(result).get(name))}
    return _normal(url)[1] in homes - {""}


def _at_home(owner: Operations, url: str) -> Flow[Status | Account | Tag | None]:
    """What has its page at a URL, if that is on this server and tells what it is."""
    path = owner.session.path_of(url)
    if path is None:
        return None
    try:
        match [unquote(part) for part in urlsplit(path).path.strip("/").split("/")]:
            case ["tags" | "tag", name]:
                return (yield from Tags.get_hashtag.flow(owner, name))
            case ["users", name]:
                return (yield from Accounts.lookup_account.flow(owner, name))
            case [handle] if handle.startswith("@"):
                return (yield from Accounts.lookup_account.flow(owner, handle.removeprefix("@")))
            case ["notice", status_id] | ["users", _, "statuses", status_id]:
                return (yield from Statuses.get_status.flow(owner, status_id))
            case [handle, status_id] | [handle, "statuses" | "posts", status_id] if handle.startswith("@"):
                return (yield from Statuses.get_status.flow(owner, status_id))
            case _:
                return None
    except NotFoundError:
        return None


def _account(owner: Operations, acct: str) -> Flow[Account]:
    """The account of a handle: by lookup where it is known here, else by asking its server."""
    try:
        return (yield from Accounts.lookup_account.flow(owner, acct))
    except NotFoundError:
        if owner.session.token is None or "@" not in acct:
            raise
    found = yield from Search.search.flow(owner, f"@{acct}", "accounts", resolve=True)
    for account in found.accounts:
        known, home = vars(account), urlsplit(account.url or "").netloc
        if acct.casefold() in (f"{known.get('acct')}".casefold(), f"{known.get('username')}@{home}".casefold()):
            return account
    raise NotFoundError(f"{owner.session.host} finds no account {acct!r:.200}", status=404)
