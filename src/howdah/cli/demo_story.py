"""The demo as it is told in a terminal."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..demo.diary import Diary
from ..demo.reading import Seen
from ..demo.ride import Ride
from ..display.terminal import (
    account_panel,
    clean,
    counted,
    handle,
    handles,
    notification_line,
    status_panel,
    thread_tree,
)

WIDEST = 100
"""Columns beyond which lines are no longer easy to read."""


def tell(console: Console, ride: Ride) -> None:
    """Show what was seen, and what was done for it."""
    console.width = min(console.width, WIDEST)
    seen = ride.seen
    if seen is not None:
        tell_server(console, ride.address or "", seen)
        tell_timeline(console, seen)
        tell_notifications(console, seen)
        tell_thread(console, seen)
        tell_search(console, seen)
    tell_calls(console, ride.diary, ride.seconds)


def heading(console: Console, title: str, note: str = "") -> None:
    """Begin a section."""
    console.print()
    console.print(
        Rule(
            Text.assemble(clean(title, "bold"), clean(f"  {note}" if note else "", "dim")),
            align="left",
            style="bright_black",
        )
    )


def tell_server(console: Console, address: str, seen: Seen) -> None:
    """Where we are, and as whom."""
    who = Text("anonymous", "dim") if seen.me is None else handle(seen.me)
    about = Text.assemble(clean(seen.instance.title, "bold"), "  ", clean(seen.instance.version, "dim"))
    console.print(
        Panel(
            Text.assemble(about, "\n", clean(address, "cyan"), "  as ", who),
            border_style="bright_black",
            padding=(0, 1),
        )
    )


def tell_timeline(console: Console, seen: Seen) -> None:
    """The timeline, page by page."""
    title = "What is public" if seen.me is None else "Home timeline"
    heading(
        console, title, f"{counted(len(seen.statuses), 'status', 'statuses')} on {counted(len(seen.pages), 'page')}"
    )
    names = handles(seen.statuses)
    for number, page in enumerate(seen.pages, 1):
        console.print(Text(f"page {number} of {len(seen.pages)}", "dim"), justify="right")
        for status in page:
            console.print(status_panel(status, names=names))


def tell_notifications(console: Console, seen: Seen) -> None:
    """What happened and concerns whoever looks."""
    if seen.me is None:
        return
    heading(console, "Notifications", str(len(seen.notifications)))
    for notification in seen.notifications:
        console.print(notification_line(notification))


def tell_thread(console: Console, seen: Seen) -> None:
    """A status within its thread, opened."""
    if seen.opened is None or seen.context is None:
        return
    above, below = len(seen.context.ancestors), len(seen.context.descendants)
    heading(console, "A thread", f"opened in the middle: {above} above, {below} below")
    console.print(thread_tree(seen.opened, seen.context))


def tell_search(console: Console, seen: Seen) -> None:
    """Who was found."""
    if not seen.query:
        return
    if seen.found is None:
        heading(console, f"Looking for {seen.query}", "this server lets only its own people search")
        return
    heading(console, f"Looking for {seen.query}", f"{len(seen.found)} found")
    for account in seen.found:
        console.print(account_panel(account))


def tell_calls(console: Console, diary: Diary, seconds: float) -> None:
    """Every call, and how long it took."""
    heading(console, "What was called")
    requests = sum(len(call.exchanges) for call in diary.calls)
    table = Table(box=SIMPLE_HEAD, show_footer=True, pad_edge=False)
    table.add_column("call", f"{counted(len(diary.calls), 'call')}", style="cyan")
    table.add_column("who")
    table.add_column("what for")
    table.add_column("requests", str(requests), justify="right")
    table.add_column("ms", f"{sum(call.ms for call in diary.calls):.0f}", justify="right")
    for call in diary.calls:
        name = f"await {call.name}" if call.client == "AsyncClient" else call.name
        table.add_row(name, clean(call.who), clean(call.what, "dim"), str(len(call.exchanges)), f"{call.ms:.0f}")
    console.print(table)
    console.print(f"All of it took {seconds:.1f} seconds.")
