"""What all actions go through: a connection, the answer in its documented shape, and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from ...core.encoding import check_list
from ...core.paging import Page, Walk
from ...core.response import Response
from ...settings import ClientSettings
from ...transports import Verify
from .connections import Connection, Connections, as_sent
from .host import RunnablePlugin, action
from .shapes import ACCOUNT, AS_SENT, CONVERSATION, NOTIFICATION, STATUS, Output, Outputs, Shape, shaped
from .watching import EVENTS, Watch

LISTINGS: Mapping[str, Shape] = {
    "get_account_followers": ACCOUNT,
    "get_account_following": ACCOUNT,
    "get_account_statuses": STATUS,
    "get_blocks": ACCOUNT,
    "get_bookmarks": STATUS,
    "get_conversations": CONVERSATION,
    "get_favourites": STATUS,
    "get_hashtag_timeline": STATUS,
    "get_home_timeline": STATUS,
    "get_list_accounts": ACCOUNT,
    "get_list_timeline": STATUS,
    "get_mutes": ACCOUNT,
    "get_notifications": NOTIFICATION,
    "get_public_timeline": STATUS,
}
"""The listings that come in pages, and what is in them."""
USUAL_LIMIT = 20


class Front(RunnablePlugin):
    """A plugin that holds clients."""

    def __init__(
        self,
        base_url: str,
        access_token: str | None = None,
        events: Sequence[str] = ("notifications",),
        timeout: float | None = 30.0,
        verify: Verify = True,
        allow_http: bool = False,
        **kwargs: Any,
    ) -> None:
        """
        :param base_url: Address of the server: ``https://example.social``, or ``example.social``.
        :param access_token: A token of an account there; it goes to that server and nowhere else. Without one, only
            what is public can be seen, and there are no events.
        :param events: What to post on the bus as it happens: ``notifications``, ``statuses`` (of the home timeline),
            both, or ``[]`` for nothing. Default: ``notifications``.
        :param timeout: Seconds to wait for a connection, and for each read and write (default: 30).
        :param verify: ``False`` to trust any certificate, or the path of a file or folder of certificate authorities.
        :param allow_http: Allow plain HTTP to a server other than this machine; the token is then visible on the way.
        :param kwargs: What all plugins of platypush take: ``disable_monitor`` for no events at all, ``logging`` and
            so on.
        """
        super().__init__(**kwargs)
        check_list(events, "events")
        for name in set(events) - set(EVENTS):
            raise ValueError(f"there are no events named {name!r}, only {' and '.join(EVENTS)}")
        settings: ClientSettings = {"timeout": timeout, "verify": verify, "allow_http": allow_http}
        self._connections = Connections(base_url, access_token, settings)
        self._watch = Watch(self, self._connections, events if access_token else ())

    def main(self) -> None:
        """Post events until the plugin is stopped."""
        self._watch.run()

    def stop(self) -> None:
        """Close all connections, which ends the events."""
        self._connections.close()
        super().stop()

    @action
    def get_page(self, cursor: str, **kwargs: Any) -> Output:
        """
        Retrieve the page that a cursor stands for.

        Actions that list something give cursors with ``paged: true``: the output is then
        ``{"items": [...], "next": "<cursor>", "previous": "<cursor>"}``, and so is this action's.

        :param cursor: ``next`` or ``previous`` of such an output. It can be stored; it holds no token.
        :param kwargs: ``base_url``/``access_token`` override, as for the action that gave the cursor.
        :return: ``items``, and the cursors ``next`` and ``previous``, which are ``null`` where there is nothing.
        """
        name = str(cursor).partition(" ")[0]
        if name not in LISTINGS:
            raise ValueError(f"{cursor!r:.100} is not a cursor; paged=True gives them")
        listing: Any = getattr(self._on(kwargs).listings, name)
        return _paged(listing.resume(cursor), LISTINGS[name])

    def _on(self, overrides: Mapping[str, Any]) -> Connection:
        """The connection that an action is to use."""
        return self._connections.to(overrides)

    def _page(self, name: str, overrides: dict[str, Any], /, *args: Any, **kwargs: Any) -> Outputs:
        """One page of a listing, or of what comes after ``offset`` items of it."""
        paged, offset = overrides.pop("paged", False), kwargs.pop("offset", None)
        listing: Any = getattr(self._on(overrides).listings, name)
        kwargs = {key: value for key, value in kwargs.items() if value}
        if not offset:
            page: Page[Any] = listing(*args, **kwargs)
            return _paged(page, LISTINGS[name]) if paged else _items(page, LISTINGS[name])
        if paged:
            raise ValueError("give an offset or follow the cursors, not both")
        if offset < 0:
            raise ValueError(f"offset must be 0 or more, not {offset}")
        walk: Walk[Any] = listing.walk(*args, **kwargs).limit(offset + kwargs.get("limit", USUAL_LIMIT))
        items = list(islice(walk, offset, None))
        if "min_id" in kwargs:
            items.reverse()  # a page begins with the newest
        return _items(items, LISTINGS[name])

    def _whole(self, name: str, shape: Shape, overrides: dict[str, Any], /, *args: Any) -> Outputs:
        """A list that the server gives in one answer; as a page, it is the only one."""
        paged = overrides.pop("paged", False)
        items: list[Output] = shaped(shape, as_sent(getattr(self._on(overrides).client.raw, name)(*args)))
        return {"items": items, "next": None, "previous": None} if paged else items


def _items(items: list[Any], shape: Shape) -> list[Output]:
    return [shaped(shape, item) for item in items]


def _paged(page: Page[Any], shape: Shape) -> Output:
    return {"items": _items(page, shape), "next": page.cursor, "previous": page.previous_cursor}


def received(response: Response[Any], shape: Shape = AS_SENT) -> Output:
    """What a server answered, in its documented shape."""
    if not response.body or response.status >= 400:  # gone already, by an attempt whose answer was lost
        return {}
    answer: Output = shaped(shape, as_sent(response))
    return answer


def done(response: Response[Any]) -> Output:
    """What a server answered to an action that only reported success before."""
    return {**received(response), "success": True}
