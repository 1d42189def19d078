"""The command and its subcommands; what a subcommand needs is loaded when it is run."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand
from typer.main import get_command

from .. import __version__
from .accounts import accounts
from .demo import demo
from .ending import CODES
from .login import login, logout
from .sandbox import sandbox


class Listed(NamedTuple):
    """A command that is loaded when it is run.

    Attributes:
        home: the module of this package that it is in, and its name there.
        about: what ``howdah --help`` says of it; the first line of what it says of itself.
    """

    home: str
    about: str


COMMANDS: Mapping[str, Listed] = {
    "post": Listed("posting:post", "Post a status, or several as a thread."),
    "reply": Listed(
        "posting:reply",
        "Answer a status, and mention everyone in its thread; never more visible than what is answered.",
    ),
    "upload": Listed("posting:upload", "Upload files, for a status that is posted later; prints their IDs."),
    "delete": Listed("acting:delete", "Delete statuses of yours; prints them as they were."),
    "timeline": Listed("reading:timeline", "Read a timeline, newest first."),
    "show": Listed("reading:show", "Show a status, an account or a hashtag, wherever it lives."),
    "thread": Listed("reading:thread", "Show the thread that a status is in."),
    "search": Listed("reading:search", "Search for accounts, hashtags and statuses."),
    "notifications": Listed("reading:notifications", "Read what happened and concerns you, newest first."),
    "stream": Listed(
        "streaming:stream",
        "Show what happens as it happens, until Ctrl-C; after a lost connection, what was missed comes first.",
    ),
    "favourite": Listed("acting:favourite", "Favourite statuses."),
    "unfavourite": Listed("acting:unfavourite", "Take favourites back."),
    "boost": Listed("acting:boost", "Boost statuses."),
    "unboost": Listed("acting:unboost", "Take boosts back."),
    "bookmark": Listed("acting:bookmark", "Bookmark statuses; nobody else sees that."),
    "unbookmark": Listed("acting:unbookmark", "Take bookmarks back."),
    "follow": Listed("acting:follow", "Follow accounts and hashtags, or change how you follow them."),
    "unfollow": Listed("acting:unfollow", "Stop following accounts and hashtags."),
    "block": Listed("acting:block", "Block accounts: neither of you sees or follows the other."),
    "unblock": Listed("acting:unblock", "Block accounts no longer."),
    "mute": Listed("acting:mute", "Mute accounts: what they post no longer shows in your timelines."),
    "unmute": Listed("acting:unmute", "Mute accounts no longer."),
    "lists": Listed("lists:lists", "See your lists, or change them."),
    "delete-old": Listed(
        "housekeeping:delete_old",
        "Delete your old statuses by rule, as fast as the server lets you; try it with --dry-run first.",
    ),
    "export": Listed("housekeeping:export", "Write what your account has as a CSV file that Mastodon's import takes."),
    "import": Listed(
        "housekeeping:import_", "Add what a CSV file of Mastodon's holds to your account; nothing is taken away."
    ),
    "blocklist": Listed("blocklist:blocklist", "Compare lists of blocked domains, and block what they name."),
    "compat": Listed("compat:compat", "Programs written for other libraries: what the fronts have of what they use."),
    "whoami": Listed("reading:whoami", "Ask the server who you are there; tells whether the token is still good."),
    "api": Listed("api:api", "Make any request, as you, and print what the server answers, as JSON."),
}
"""The commands whose modules are not loaded before they are run."""
SETTINGS: Mapping[str, Any] = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="howdah",
    help="One typed client for every server that speaks the Mastodon client API.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings=dict(SETTINGS),
)
app.command(epilog=CODES)(login)
app.command(epilog=CODES)(logout)
app.command(epilog=CODES)(accounts)
app.command(epilog=CODES)(sandbox)
app.command()(demo)


def show_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"howdah {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """One typed client for every server that speaks the Mastodon client API."""


class Deferred(TyperCommand):
    """A command that is known by name, and loaded when it is run, completed, or asked for its help."""

    def __init__(self, name: str, listed: Listed) -> None:
        super().__init__(name, help=listed.about, rich_markup_mode=None)
        self._home = listed.home

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Go on as the command itself."""
        return load(self._home).make_context(info_name, args, parent, **extra)


def load(home: str) -> Any:
    """The command itself."""
    module, _, name = home.partition(":")
    found = getattr(import_module(f".{module}", __package__), name)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(epilog=CODES, context_settings=dict(SETTINGS))(found)
        found = alone
    return get_command(found)


def run() -> None:
    """Run the command with what it is given, and end the program."""
    group: Any = get_command(app)
    own = dict(group.commands)
    group.commands.clear()
    for name, listed in COMMANDS.items():
        group.add_command(Deferred(name, listed))
    group.commands.update(own)
    group(prog_name="howdah")
