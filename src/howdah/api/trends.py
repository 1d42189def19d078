"""Trends: what many use, share and talk about these days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from ..core.fallback import first_supported
from ..core.flow import Flow
from ..core.operation import Declaration, Listing, Operations, listing
from ..core.paging import Turn
from ..core.server import AKKOMA, EVERY, GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from ..core.session import Session
from ..core.wire import Request

if TYPE_CHECKING:
    from ..models import Account, Status, Tag, TrendsLink

P = ParamSpec("P")
T = TypeVar("T")

OLDER = "/api/v1/trends"
HASHTAGS = Declaration(
    "GET",
    "/api/v1/trends/tags",
    auth="none",
    added="3.0.0",
    servers=EVERY,
    changed=("3.5.0: moved from /api/v1/trends",),
    by="offset",
    hollow=GOTOSOCIAL | PLEROMA | AKKOMA,
    uses=("GET /api/v1/trends/tags", f"GET {OLDER}"),
)


class _Hashtags(Listing[P, T]):
    """A listing at an address of today, or at that of old where a server has only that."""

    def _turn(self, session: Session, request: Request) -> Flow[Turn[T]]:
        older = replace(request, url=request.url.replace(HASHTAGS.path, OLDER, 1))
        newer_turn, older_turn = super()._turn(session, request), super()._turn(session, older)
        return (yield from first_supported(session, "trends", lambda: newer_turn, lambda: older_turn))


def _hashtags(declared: Callable[Concatenate[Trends, P], list[T]]) -> Listing[P, T]:
    return _Hashtags(declared, HASHTAGS)


class Trends(Operations):
    """What many use, share and talk about these days."""

    @_hashtags
    def get_trending_hashtags(self, limit: int | None = None, offset: int | None = None) -> list[Tag]:
        """List the hashtags that trend; GoToSocial, Pleroma and Akkoma have none.

        The endpoint of today is asked first, the one of old where there is none.

        Args:
            limit: hashtags per page, at most 20; 10 by default.
            offset: leave out this many from the start.
        """
        ...

    @listing(
        "/api/v1/trends/statuses",
        by="offset",
        auth="none",
        added="3.5.0",
        servers=MASTODON | GOTOSOCIAL | SNAC,
        hollow=GOTOSOCIAL,
    )
    def get_trending_statuses(self, limit: int | None = None, offset: int | None = None) -> list[Status]:
        """List the statuses that trend; GoToSocial has none.

        Args:
            limit: statuses per page, at most 40; 20 by default.
            offset: leave out this many from the start.
        """
        ...

    @listing(
        "/api/v1/trends/links",
        by="offset",
        auth="none",
        added="3.5.0",
        servers=MASTODON | GOTOSOCIAL,
        hollow=GOTOSOCIAL,
    )
    def get_trending_links(self, limit: int | None = None, offset: int | None = None) -> list[TrendsLink]:
        """List the links that trend; GoToSocial has none.

        Args:
            limit: links per page, at most 20; 10 by default.
            offset: leave out this many from the start.
        """
        ...

    @listing("/api/v1/trends/accounts", by="offset", auth="none", servers=frozenset())
    def get_trending_accounts(self, limit: int | None = None, offset: int | None = None) -> list[Account]:
        """List the accounts that trend. No known server has this; it is asked for all the same.

        ``get_follow_suggestions`` and ``get_directory`` are what servers have.

        Args:
            limit: accounts per page.
            offset: leave out this many from the start.

        Raises:
            NotSupportedError: the server does not have it either.
        """
        ...
