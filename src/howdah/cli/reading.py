"""``howdah timeline``, ``show``, ``thread``, ``search`` and ``notifications``: what there is to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.errors import ConfigurationError
from .naming import named_account, named_list, named_status, named_thing
from .verb import each, given_things, verb

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..client import Client
    from ..models import Account, Context, Notification, SearchResults, Status, Tag

PER_PAGE = 40
"""What most servers give at most on a page."""

LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")]
AllOption = Annotated[bool, typer.Option("--all", help="Everything there is, page after page.")]


@dataclass(frozen=True)
class Timeline:
    """A timeline that can be read.

    Attributes:
        walk: what walks through it, given the client, what it is of, and how many are on a page.
        of: what has to be named with it.
    """

    walk: Callable[[Client, str, int], Iterator[Any]]
    of: str = ""


TIMELINES: Mapping[str, Timeline] = {
    "home": Timeline(lambda client, _, limit: client.get_home_timeline.walk(limit=limit)),
    "local": Timeline(lambda client, _, limit: client.get_public_timeline.walk(local=True, limit=limit)),
    "public": Timeline(lambda client, _, limit: client.get_public_timeline.walk(limit=limit)),
    "tag": Timeline(
        lambda client, tag, limit: client.get_hashtag_timeline.walk(tag.removeprefix("#"), limit=limit), "hashtag"
    ),
    "list": Timeline(
        lambda client, name, limit: client.get_list_timeline.walk(named_list(client, name), limit=limit), "list"
    ),
    "account": Timeline(
        lambda client, name, limit: client.get_account_statuses.walk(named_account(client, name), limit=limit),
        "account",
    ),
    "bookmarks": Timeline(lambda client, _, limit: client.get_bookmarks.walk(limit=limit)),
    "favourites": Timeline(lambda client, _, limit: client.get_favourites.walk(limit=limit)),
}


@verb("timeline")
def timeline(
    client: Client,
    which: Annotated[
        str,
        typer.Argument(
            metavar="WHICH",
            autocompletion=lambda: list(TIMELINES),
            help="home, local, public, tag, list, account, bookmarks or favourites.",
        ),
    ] = "home",
    of: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The hashtag, the list's title or ID, or the account.")
    ] = None,
    limit: LimitOption = 20,
    everything: AllOption = False,
) -> Iterator[Status]:
    """Read a timeline, newest first."""
    chosen = TIMELINES.get(which)
    if chosen is None:
        raise ConfigurationError(f"there is no timeline {which!r}; there is {', '.join(TIMELINES)}")
    if bool(chosen.of) != bool(of):
        raise ConfigurationError(f"which {chosen.of}?" if chosen.of else f"{which} is one; leave {of!r} out")
    walk: Any = chosen.walk(client, of or "", PER_PAGE if everything else min(limit, PER_PAGE))
    return iter(walk if everything else walk.limit(limit))


@verb("show")
def show(
    client: Client,
    things: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WHAT", help="URL of a status, an account or a hashtag; a status's ID; a handle; a #hashtag."
        ),
    ] = None,
) -> object:
    """Show a status, an account or a hashtag, wherever it lives."""
    named = given_things(things, "URL or ID")
    if len(named) == 1:
        return Opened(named_thing(client, named[0]))
    return each("howdah show", named, lambda name: Opened(named_thing(client, name)))


class Opened:
    """Something that was asked for by name, so that no content warning is to hide anything of it."""

    def __init__(self, thing: Status | Account | Tag) -> None:
        self._thing = thing

    def document(self) -> Any:
        """It, for a program."""
        from .output import document

        return document(self._thing)

    def __rich__(self) -> RenderableType:
        from ..display.terminal import status_panel
        from ..models import Status
        from .rendering import rendered

        thing = self._thing
        return status_panel(thing, opened=True, numbered=True) if isinstance(thing, Status) else rendered(thing)


@dataclass
class Thread:
    """A status with what it answers and what answers it."""

    status: Status
    context: Context

    def document(self) -> dict[str, Any]:
        """It, for a program."""
        from .output import document

        return {"status": document(self.status), **document(self.context)}

    def __rich__(self) -> RenderableType:
        from ..display.terminal import thread_tree

        return thread_tree(self.status, self.context, numbered=True)


@verb("thread")
def thread(
    client: Client, status: Annotated[str, typer.Argument(metavar="STATUS", help="URL or ID of any status in it.")]
) -> Thread:
    """Show the thread that a status is in."""
    found = named_status(client, status)
    whole = client.get_status(found) if isinstance(found, str) else found
    return Thread(whole, client.get_status_context(whole))


@verb("search")
def search(
    client: Client,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words, a handle, a #hashtag or a URL.")],
    kind: Annotated[
        str | None,
        typer.Option(
            "--type",
            metavar="KIND",
            autocompletion=lambda: ["accounts", "hashtags", "statuses"],
            help="Only accounts, hashtags or statuses.",
        ),
    ] = None,
    resolve: Annotated[
        bool, typer.Option("--resolve", help="Ask the server that a handle or URL belongs to, too.")
    ] = False,
    limit: LimitOption = 20,
) -> SearchResults:
    """Search for accounts, hashtags and statuses."""
    return client.search(query, kind, resolve=resolve or None, limit=limit)


@verb("notifications")
def notifications(
    client: Client,
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="Only these: mention, follow, favourite, reblog, poll ...; can be given again.",
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", metavar="TYPE", help="All but these; can be given again.")
    ] = None,
    limit: LimitOption = 20,
    everything: AllOption = False,
) -> Iterator[Notification]:
    """Read what happened and concerns you, newest first."""
    walk = client.get_notifications.walk(
        types=types, exclude_types=exclude, limit=PER_PAGE if everything else min(limit, PER_PAGE)
    )
    return iter(walk if everything else walk.limit(limit))


class Myself:
    """Who the token makes you, and where."""

    def __init__(self, instance: str, account: Account) -> None:
        self._instance = instance
        self._account = account

    def document(self) -> dict[str, Any]:
        """It, for a program."""
        from .output import document

        return {"instance": self._instance, "account": document(self._account)}

    def __rich__(self) -> RenderableType:
        from ..display.cleaning import clean_line

        me = self._account
        return clean_line(f"{me.display_name or me.username} (@{me.acct}) on {self._instance}")


@verb("whoami")
def whoami(client: Client) -> Myself:
    """Ask the server who you are there; tells whether the token is still good."""
    return Myself(client.instance, client.verify_credentials())
