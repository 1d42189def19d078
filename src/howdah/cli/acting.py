"""``howdah follow``, ``block``, ``mute``, ``favourite`` and their kin: one thing done to each of several."""

from __future__ import annotations

from collections.abc import Generator
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .naming import named_account, named_status
from .times import duration, typed
from .verb import each, given_things, verb

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..client import Client
    from ..models import Relationship

Accounts = Annotated[
    list[str] | None,
    typer.Argument(metavar="ACCOUNT", help="Handles, URLs or IDs; - or a pipe for standard input, one a line."),
]
Followed = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ACCOUNT", help="Handles, URLs or IDs, or #hashtags; - or a pipe for standard input, one a line."
    ),
]
Statuses = Annotated[
    list[str] | None,
    typer.Argument(metavar="STATUS", help="URLs or IDs; - or a pipe for standard input, one a line."),
]


class Standing:
    """How you stand to an account by now.

    Args:
        name: what the account was called on the command line.
        relationship: what the server says.
    """

    def __init__(self, name: str, relationship: Relationship) -> None:
        self._name = name
        self._relationship = relationship

    def document(self) -> Any:
        """What the server says."""
        from .output import document

        return document(self._relationship)

    def __rich__(self) -> RenderableType:
        from rich.text import Text

        from ..display.cleaning import clean
        from ..display.rendering import relationship_line

        return Text.assemble(clean(self._name, "cyan"), ": ", relationship_line(self._relationship))


def _to_accounts(client: Client, name: str, accounts: list[str] | None, **options: Any) -> Generator[object]:
    """Do to each of several accounts what an operation does."""
    act = getattr(client, f"{name}_account")
    return each(
        f"howdah {name}",
        given_things(accounts, "account"),
        lambda one: Standing(one, act(named_account(client, one), **options)),
    )


def _to_statuses(client: Client, name: str, operation: str, statuses: list[str] | None) -> Generator[object]:
    """Do to each of several statuses what an operation does."""
    act = getattr(client, operation)
    return each(f"howdah {name}", given_things(statuses, "status"), lambda one: act(named_status(client, one)))


@verb("follow", writes=True)
def follow(
    client: Client,
    accounts: Followed = None,
    boosts: Annotated[
        bool | None, typer.Option("--boosts/--no-boosts", help="Whether their boosts show in your home timeline.")
    ] = None,
    notify: Annotated[
        bool | None, typer.Option("--notify/--no-notify", help="Whether you are notified of what they post.")
    ] = None,
    languages: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="CODE", help="Only what they post in this; can be given again."),
    ] = None,
) -> Generator[object]:
    """Follow accounts and hashtags, or change how you follow them."""

    def act(one: str) -> object:
        if one.startswith("#"):
            return client.follow_hashtag(one.removeprefix("#"))
        return Standing(one, client.follow_account(named_account(client, one), boosts, notify, languages))

    return each("howdah follow", given_things(accounts, "account"), act)


@verb("unfollow", writes=True)
def unfollow(client: Client, accounts: Followed = None) -> Generator[object]:
    """Stop following accounts and hashtags."""

    def act(one: str) -> object:
        if one.startswith("#"):
            return client.unfollow_hashtag(one.removeprefix("#"))
        return Standing(one, client.unfollow_account(named_account(client, one)))

    return each("howdah unfollow", given_things(accounts, "account"), act)


@verb("block", writes=True)
def block(client: Client, accounts: Accounts = None) -> Generator[object]:
    """Block accounts: neither of you sees or follows the other."""
    return _to_accounts(client, "block", accounts)


@verb("unblock", writes=True)
def unblock(client: Client, accounts: Accounts = None) -> Generator[object]:
    """Block accounts no longer."""
    return _to_accounts(client, "unblock", accounts)


@verb("mute", writes=True)
def mute(
    client: Client,
    accounts: Accounts = None,
    length: Annotated[
        timedelta | None,
        typer.Option("--for", parser=typed(duration), metavar="LENGTH", help="For how long: 12h, 7d; else for good."),
    ] = None,
    notifications: Annotated[
        bool | None,
        typer.Option(
            "--notifications/--no-notifications", help="Whether to mute notifications from them, too; so it is."
        ),
    ] = None,
) -> Generator[object]:
    """Mute accounts: what they post no longer shows in your timelines."""
    return _to_accounts(client, "mute", accounts, notifications=notifications, duration=length)


@verb("unmute", writes=True)
def unmute(client: Client, accounts: Accounts = None) -> Generator[object]:
    """Mute accounts no longer."""
    return _to_accounts(client, "unmute", accounts)


@verb("favourite", writes=True)
def favourite(client: Client, statuses: Statuses = None) -> Generator[object]:
    """Favourite statuses."""
    return _to_statuses(client, "favourite", "favourite", statuses)


@verb("unfavourite", writes=True)
def unfavourite(client: Client, statuses: Statuses = None) -> Generator[object]:
    """Take favourites back."""
    return _to_statuses(client, "unfavourite", "undo_favourite", statuses)


@verb("boost", writes=True)
def boost(client: Client, statuses: Statuses = None) -> Generator[object]:
    """Boost statuses."""
    return _to_statuses(client, "boost", "reblog", statuses)


@verb("unboost", writes=True)
def unboost(client: Client, statuses: Statuses = None) -> Generator[object]:
    """Take boosts back."""
    return _to_statuses(client, "unboost", "undo_reblog", statuses)


@verb("bookmark", writes=True)
def bookmark(client: Client, statuses: Statuses = None) -> Generator[object]:
    """Bookmark statuses; nobody else sees that."""
    return _to_statuses(client, "bookmark", "bookmark", statuses)


@verb("unbookmark", writes=True)
def unbookmark(client: Client, statuses: Statuses = None) -> Generator[object]:
    """Take bookmarks back."""
    return _to_statuses(client, "unbookmark", "unbookmark", statuses)


@verb("delete", writes=True)
def delete(client: Client, statuses: Statuses = None) -> Generator[object]:
    """Delete statuses of yours; prints them as they were."""
    return _to_statuses(client, "delete", "delete_status", statuses)
