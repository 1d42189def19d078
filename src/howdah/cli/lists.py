"""``howdah lists``: your lists, and who is on them."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .ending import CODES
from .naming import named_account, named_list
from .verb import each, given_things, verb, when_alone

if TYPE_CHECKING:
    from ..client import Client
    from ..models import Account, UserList

ListArgument = Annotated[str, typer.Argument(metavar="LIST", help="The list's title or ID.")]
TitleArgument = Annotated[str, typer.Argument(metavar="TITLE", help="What it is called.")]
Members = Annotated[
    list[str] | None,
    typer.Argument(metavar="ACCOUNT", help="Handles, URLs or IDs; - or a pipe for standard input, one a line."),
]
ExclusiveOption = Annotated[
    bool | None,
    typer.Option("--exclusive/--not-exclusive", help="Whether what they post stays out of the home timeline."),
]
RepliesOption = Annotated[
    str | None, typer.Option("--replies", metavar="WHICH", help="Which replies it shows: followed, list or none.")
]


@verb("lists")
def show_all(client: Client) -> Iterator[UserList]:
    """Show your lists."""
    return iter(client.get_lists())


@verb("lists show")
def show(client: Client, name: ListArgument) -> Iterator[Account]:
    """Show who is on a list."""
    return iter(client.get_list_accounts.walk(named_list(client, name)))


@verb("lists create", writes=True)
def create(
    client: Client, title: TitleArgument, exclusive: ExclusiveOption = None, replies: RepliesOption = None
) -> UserList:
    """Make a list."""
    return client.create_list(title, replies, exclusive)


@verb("lists change", writes=True)
def change(
    client: Client,
    name: ListArgument,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="What to call it from now on.")] = None,
    exclusive: ExclusiveOption = None,
    replies: RepliesOption = None,
) -> UserList:
    """Change a list's title, or what it shows."""
    chosen = named_list(client, name)
    return client.update_list(chosen, title or chosen.title, replies, exclusive)


@verb("lists delete", writes=True)
def delete(client: Client, name: ListArgument) -> UserList:
    """Delete a list; prints it as it was."""
    chosen = named_list(client, name)
    client.delete_list(chosen)
    return chosen


@verb("lists add", writes=True)
def add(client: Client, name: ListArgument, accounts: Members = None) -> Generator[Account]:
    """Put accounts whom you follow on a list; prints them."""
    return _each_member(client, "add", name, accounts)


@verb("lists remove", writes=True)
def remove(client: Client, name: ListArgument, accounts: Members = None) -> Generator[Account]:
    """Take accounts off a list; prints them."""
    return _each_member(client, "remove", name, accounts)


def _each_member(client: Client, what: str, name: str, accounts: list[str] | None) -> Generator[Account]:
    """Put all of several accounts that can be found on a list at once, or take them off it; give them."""
    chosen = named_list(client, name)

    def found(account: str) -> Account:
        one = named_account(client, account)
        return client.get_account(one) if isinstance(one, str) else one

    members: list[Any] = []
    ended: typer.Exit | None = None
    try:
        members.extend(each(f"howdah lists {what}", given_things(accounts, "account"), found))
    except typer.Exit as error:
        ended = error
    if members:
        act = client.add_list_accounts if what == "add" else client.delete_list_accounts
        act(chosen, members)
        yield from members
    if ended is not None:
        raise ended


lists = typer.Typer(add_completion=False, rich_markup_mode=None, help="See your lists, or change them.", epilog=CODES)
lists.callback(invoke_without_command=True)(when_alone(show_all))
for command, function in {
    "show": show,
    "create": create,
    "change": change,
    "delete": delete,
    "add": add,
    "remove": remove,
}.items():
    lists.command(command, epilog=CODES)(function)
