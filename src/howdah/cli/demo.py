"""``howdah demo``: the main job on real HTTP, with nothing but this machine; or a look around a real server."""

from __future__ import annotations

import os
import warnings
from typing import Annotated

import typer

from .accounts import JsonLinesOption, JsonOption, write_json
from .ending import told_in_one_line


def demo(
    server: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Look around this server instead, and write nothing; with the token in HOWDAH_TOKEN, as its owner.",
        ),
    ] = None,
    as_json: JsonOption = False,
    as_jsonl: JsonLinesOption = False,
) -> None:
    """See what Howdah does: three people, on a server of their own that lives on this machine only."""
    from rich.console import Console

    from ..core.errors import ActivityPubError, MissingExtraError, SchemaDriftWarning
    from ..demo.document import document
    from ..demo.ride import Ride
    from ..display.terminal import clean
    from ..models.entity import Entity
    from .demo_story import tell

    ride = Ride(server, os.environ.get("HOWDAH_TOKEN"))
    progress = Console(stderr=True, highlight=False)
    failure: Exception | None = None
    with warnings.catch_warnings(record=True) as oddities:
        warnings.simplefilter("default", SchemaDriftWarning)
        try:
            with progress.status("Saddling up") as spinner:
                ride.diary.announce = lambda call: spinner.update(clean(f"{call.who}: {call.what}"))
                ride.go()
            if not as_json and not as_jsonl:
                tell(Console(highlight=False), ride)
        except ActivityPubError as error:
            failure = error
        except AttributeError as error:
            if not isinstance(error.obj, Entity):
                raise
            failure = error  # a server sent nothing readable where every server sends something
    if as_json or as_jsonl:
        with told_in_one_line("howdah demo"):
            write_json(document(ride, failure), lines=as_jsonl)
    for oddity in oddities:
        progress.print(clean(f"Note: {oddity.message}", "dim"), soft_wrap=True)
    if failure is not None:
        progress.print(clean(f"howdah demo: {' '.join(str(failure).split())}"), soft_wrap=True)
        raise typer.Exit(2 if isinstance(failure, MissingExtraError) else 1)
