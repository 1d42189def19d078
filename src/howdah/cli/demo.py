"""``howdah demo``: the main job on real HTTP, with nothing but this machine; or a look around a real server."""

from __future__ import annotations

import json
import os
import sys
import warnings
from typing import Annotated

import typer


def demo(
    server: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Look around this server instead, and write nothing; with the token in HOWDAH_TOKEN, as its owner.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")] = False,
) -> None:
    """See what Howdah does: three people, on a server of their own that lives on this machine only."""
    from rich.console import Console

    from ..core.errors import ActivityPubError, MissingExtraError
    from ..demo.document import document
    from ..demo.ride import Ride
    from .demo_story import tell
    from .show import clean

    ride = Ride(server, os.environ.get("HOWDAH_TOKEN"))
    progress = Console(stderr=True, highlight=False)
    failure: ActivityPubError | None = None
    with progress.status("Saddling up") as spinner, warnings.catch_warnings(record=True) as oddities:
        ride.diary.announce = lambda call: spinner.update(clean(f"{call.who}: {call.what}"))
        try:
            ride.go()
        except ActivityPubError as error:
            failure = error
    if as_json:
        sys.stdout.write(json.dumps(document(ride, failure), indent=2) + "\n")
    elif failure is None:
        tell(Console(highlight=False), ride)
    for oddity in oddities:
        progress.print(clean(f"Note: {oddity.message}", "dim"), soft_wrap=True)
    if failure is not None:
        progress.print(clean(f"howdah demo: {' '.join(str(failure).split())}"), soft_wrap=True)
        raise typer.Exit(2 if isinstance(failure, MissingExtraError) else 1)
