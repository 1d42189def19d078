"""The command and its subcommands; what a subcommand needs is loaded when it is run."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import __version__
from .accounts import accounts, whoami
from .compat import compat
from .demo import demo
from .ending import CODES
from .login import login, logout
from .sandbox import sandbox

app = typer.Typer(
    name="howdah",
    help="One typed client for every server that speaks the Mastodon client API.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(demo)
app.command(epilog=CODES)(login)
app.command(epilog=CODES)(logout)
app.command(epilog=CODES)(accounts)
app.command(epilog=CODES)(whoami)
app.command(epilog=CODES)(sandbox)
app.add_typer(compat)


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
