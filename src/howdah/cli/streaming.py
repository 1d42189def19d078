"""``howdah stream``: what happens, as it happens."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.errors import ConfigurationError
from .ending import say
from .naming import named_list
from .times import duration, typed
from .verb import verb

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..client import Client
    from ..streaming.events import StreamEvent
    from ..streaming.stores import FilePositions

NAMES: Mapping[str, Callable[[Client, str], str]] = {
    "user": lambda _client, _of: "user",
    "notifications": lambda _client, _of: "user:notification",
    "public": lambda _client, _of: "public",
    "local": lambda _client, _of: "public:local",
    "direct": lambda _client, _of: "direct",
    "tag": lambda _client, tag: f"hashtag:{tag.removeprefix('#')}",
    "list": lambda client, name: f"list:{named_list(client, name).id}",
}
"""What can be streamed, and what the library calls it."""
OF = frozenset({"tag", "list"})
"""What has to be named."""


class Happened:
    """An event, as it is shown."""

    def __init__(self, event: StreamEvent) -> None:
        self._event = event
        self._name = _spaced(type(event).__name__.removesuffix("Event"))

    def document(self) -> dict[str, Any]:
        """It, for a program; ``position`` is where ``--since`` goes on."""
        from .output import document

        own = {name: document(getattr(self._event, name)) for name in _fields(self._event)}
        return {"event": self._name, "stream": self._event.stream, **own, "position": self._event.position}

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.text import Text

        from ..display.cleaning import clean
        from ..models.entity import Entity
        from .rendering import rendered

        own = {name: getattr(self._event, name) for name in _fields(self._event)}
        entities = [rendered(value) for value in own.values() if isinstance(value, Entity)]
        rest = " ".join(str(value) for value in own.values() if not isinstance(value, Entity))
        if self._name == "update":
            return entities[0]
        return Group(Text.assemble(clean(self._name, "dim"), " ", clean(rest, "dim")), *entities)


@verb("stream", patient=True)
def stream(
    client: Client,
    which: Annotated[
        str,
        typer.Argument(
            metavar="WHICH",
            autocompletion=lambda: list(NAMES),
            help="user, notifications, public, local, direct, tag or list.",
        ),
    ] = "user",
    of: Annotated[str | None, typer.Argument(metavar="NAME", help="The hashtag, or the list's title or ID.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="End after so many events.")] = None,
    length: Annotated[
        timedelta | None,
        typer.Option("--for", parser=typed(duration), metavar="LENGTH", help="End after this long: 30s, 1h."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="POSITION", help="Go on from the position of this event.")
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Keep the position in this file, and go on from it the next time; nothing is missed."
        ),
    ] = None,
) -> Generator[Happened]:
    """Show what happens as it happens, until Ctrl-C; after a lost connection, what was missed comes first."""
    from ..streaming.stores import FilePositions

    if which not in NAMES:
        raise ConfigurationError(f"there is no stream {which!r}; there is {', '.join(NAMES)}")
    if (which in OF) != bool(of):
        raise ConfigurationError(f"which {which}?" if which in OF else f"{which} is one; leave {of!r} out")
    if since is not None and keep is not None:
        raise ConfigurationError("--since and --keep exclude each other")
    name = NAMES[which](client, of or "")
    store = None if keep is None else FilePositions(keep)
    return _events(client, name, store.load() if store is not None else since, store, limit, length)


def _events(
    client: Client,
    name: str,
    since: str | None,
    store: FilePositions | None,
    limit: int | None,
    length: timedelta | None,
) -> Generator[Happened]:
    """The events of a stream; what it tells of itself goes to standard error."""
    import threading

    from ..streaming.events import Connected, Disconnected, Gap

    with client.stream(name, since=since) as events:
        over = threading.Timer(length.total_seconds(), events.close) if length is not None else None
        if over is not None:
            over.daemon = True
            over.start()
        try:
            for event in events:
                if isinstance(event, (Connected, Disconnected, Gap)):
                    say(_told(event), "dim")
                else:
                    yield Happened(event)
                    limit = None if limit is None else limit - 1
                if store is not None:
                    store.save(event.position)
                if limit == 0:
                    return
        finally:
            if over is not None:
                over.cancel()


def _told(event: Any) -> str:
    """What a stream tells of itself."""
    kind = type(event).__name__
    if kind == "Connected":
        return f"streaming over {event.transport}; Ctrl-C ends it"
    if kind == "Gap":
        return f"something was missed that could not be fetched: {event.reason}"
    return f"the connection is lost: {event.reason}"


def _fields(event: StreamEvent) -> list[str]:
    """What an event has of its own."""
    from dataclasses import fields

    return [field.name for field in fields(event) if field.name not in ("stream", "marks", "server")]


def _spaced(name: str) -> str:
    """A class's name as people write it: ``status_update`` of ``StatusUpdate``."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("_")
