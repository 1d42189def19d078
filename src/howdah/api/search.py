"""Search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import unquote, urlsplit

from ..core.errors import NotFoundError
from ..core.fallback import first_supported
from ..core.flow import Flow
from ..core.operation import Operations, Wire, call, get, operation
from ..core.server import MASTODON, SNAC
from .accounts import Accounts
from .references import AccountRef
from .statuses import Statuses
from .tags import Tags

if TYPE_CHECKING:
    from ..models import Account, SearchResults, SearchType, Status, Tag

V1_LACKS = ("exclude_unreviewed", "with_relationships")


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
        server, for which a user's token is needed.

        Args:
            url_or_handle: a URL as a browser shows it, ``@user``, ``@user@example.social``, or ``#hashtag``.

        Raises:
            NotFoundError: there is nothing behind it, or nothing that you may see.
        """
        wanted = url_or_handle.strip()
        if wanted.startswith("#"):
            found = yield from Search.search.flow(self, wanted, "hashtags")
            results: list[Status | Account | Tag] = [tag for tag in found.hashtags if same_tag(tag.name, wanted)]
        elif "://" not in wanted:
            return (yield from _account(self, wanted))
        elif (here := (yield from _at_home(self, wanted))) is not None:
            return here
        else:
            remote = self.session.token is not None
            found = yield from Search.search.flow(self, wanted, resolve=remote or None)
            results = [*found.statuses, *found.accounts, *found.hashtags]
            results.sort(key=lambda result: wanted not in (getattr(result, name, None) for name in ("url", "uri")))
        if not results:
            raise NotFoundError(f"{self.session.host} finds nothing behind {wanted!r:.200}", status=404)
        return results[0]

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
    def search_peers(self, query: Annotated[str, Wire("q")]) -> list[str]:
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


def _account(owner: Operations, handle: str) -> Flow[Account]:
    """The account of a handle: by lookup where it is known here, else by asking its server."""
    acct = handle.removeprefix("@")
    try:
        return (yield from Accounts.lookup_account.flow(owner, acct))
    except NotFoundError:
        if owner.session.token is None or "@" not in acct:
            raise
    found = yield from Search.search.flow(owner, f"@{acct}", "accounts", resolve=True)
    for account in found.accounts:
        home = urlsplit(account.url or "").netloc
        if acct.casefold() in (account.acct.casefold(), f"{account.username}@{home}".casefold()):
            return account
    raise NotFoundError(f"{owner.session.host} finds no account {handle!r:.200}", status=404)
