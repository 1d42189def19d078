"""Entities as a person would like to see them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from .cleaning import clean as clean
from .cleaning import clean_line

if TYPE_CHECKING:
    from ..models import Account, Context, MediaAttachment, Notification, Poll, Status

BAR = 24
"""Characters of a poll's longest bar."""
EXCERPT = 60
"""Characters of a status that a notification shows."""
SAID: dict[str, str] = {
    "follow": "follows you",
    "follow_request": "asks to follow you",
    "mention": "mentioned you",
    "reblog": "boosted",
    "favourite": "favourited",
    "status": "posted",
    "poll": "had a poll that has ended",
    "update": "edited",
    "quote": "quoted you",
}


def span(seconds: float) -> str:
    """A length of time in a few characters."""
    for unit, length, longest in (("s", 1, 60), ("min", 60, 3600), ("h", 3600, 2 * 86400)):
        if seconds < longest:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds / 86400:.0f} days"


def ago(moment: datetime) -> str:
    """How long ago something was; what was long ago, with its date."""
    seconds = (datetime.now(UTC) - moment).total_seconds()
    if seconds < 5:
        return "just now"
    return f"{span(seconds)} ago" if seconds < 30 * 86400 else f"on {moment.date()}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def person(account: Account) -> Text:
    """Someone's name and handle."""
    return Text.assemble(clean_line(account.display_name or account.username, "bold default"), " ", handle(account))


def handle(account: Account) -> Text:
    """Someone's handle."""
    return clean_line(f"@{account.acct}", "cyan")


def status_panel(
    status: Status, *, opened: bool = False, names: dict[str, str] | None = None, numbered: bool = False
) -> Panel:
    """A status; a boost shows what it boosts, and by whom.

    Args:
        status: the status.
        opened: show also what a content warning hides.
        names: handles by account ID, to name whom it answers.
        numbered: show its ID, for commands to name it by.
    """
    shown = status.reblog or status
    title = person(shown.account)
    if shown is not status:
        title = Text.assemble(handle(status.account), (" boosted ", "green"), title)
    details = [ago(shown.created_at)]
    if shown.visibility != "public":
        details.append(str(shown.visibility))
    if shown.edited_at is not None:
        details.append("edited")
    if numbered:
        details.append(shown.id)
    return Panel(
        Group(*_body(shown, opened, names or {})),
        title=title,
        title_align="left",
        subtitle=clean(" · ".join(details), "dim"),
        subtitle_align="right",
        border_style="bright_black",
        box=ROUNDED,
        padding=(0, 1),
    )


def _body(status: Status, opened: bool, names: dict[str, str]) -> Iterable[RenderableType]:
    answered = names.get(status.in_reply_to_account_id or "")
    if answered is not None and status.in_reply_to_id is not None:
        yield clean(f"↩ in reply to @{answered}", "dim")
    folded = bool(status.spoiler_text) and not opened
    if status.spoiler_text:
        yield Text.assemble(("⚠ ", "yellow"), clean(status.spoiler_text, "bold yellow"))
    if folded:
        yield Text(f"({counted(len(status.plain_text), 'character')} behind the warning)", "dim")
    elif status.plain_text:
        yield clean(status.plain_text)
    if not folded and status.poll is not None:
        yield poll_table(status.poll)
    for media in status.media_attachments:
        yield media_line(media)
    if not folded and status.quote is not None and status.quote.quoted_status is not None:
        quoted = status.quote.quoted_status
        yield Text.assemble(("❝ ", "green"), handle(quoted.account), " ", excerpt(quoted))
    counts = [
        counted(number, *nouns)
        for number, *nouns in (
            (status.replies_count, "reply", "replies"),
            (status.reblogs_count, "boost"),
            (status.favourites_count, "favourite"),
        )
        if number
    ]
    if counts:
        yield Text(" · ".join(counts), "magenta")


def excerpt(status: Status) -> Text:
    """How a status begins, in quotation marks; only the warning if it has one."""
    text = " ".join((status.spoiler_text or status.plain_text).split())
    return clean(f"“{text[:EXCERPT]}{'…' if len(text) > EXCERPT else ''}”", "italic")


def media_line(media: MediaAttachment) -> Text:
    """A picture or another file: what it is, and its description."""
    original = media.meta.original if media.meta else None
    kind = f"{media.type} {original.width} by {original.height}" if original and original.width else str(media.type)
    described = clean(media.description, "italic") if media.description else Text("(not described)", "dim")
    return Text.assemble(("▣ ", "green"), clean(f"{kind}: ", "green"), described)


def poll_table(poll: Poll) -> Group:
    """A poll's answers with bars and percentages."""
    table = Table.grid(padding=(0, 1))
    voters = poll.voters_count if poll.multiple and poll.voters_count else poll.votes_count
    most = max((option.votes_count or 0 for option in poll.options), default=0)
    for number, option in enumerate(poll.options):
        votes = option.votes_count
        share = (votes or 0) / voters if voters else 0.0
        leads = bool(votes) and votes == most
        colour = "cyan" if leads else "blue"
        table.add_row(
            Text("✓" if number in poll.own_votes else " ", "green"),
            clean(option.title, "bold" if leads else ""),
            ProgressBar(total=1, completed=share, width=BAR, complete_style=colour, finished_style=colour),
            Text("?" if votes is None else f"{share:4.0%}", "bold" if leads else ""),
        )
    counts = counted(poll.votes_count, "vote")
    if poll.expired:
        counts += " · ended"
    elif poll.expires_at is not None:
        counts += f" · ends in {span((poll.expires_at - datetime.now(UTC)).total_seconds())}"
    return Group(table, Text(counts, "dim"))


def handles(statuses: Iterable[Status]) -> dict[str, str]:
    """Handles of everyone who wrote one of these, by account ID."""
    shown = (status.reblog or status for status in statuses)
    return {status.account.id: status.account.acct for status in shown}


def thread_tree(status: Status, context: Context, *, numbered: bool = False) -> Tree:
    """A thread, each answer below what it answers."""
    every = [*context.ancestors, status, *context.descendants]
    names = handles(every)
    top = Tree("", hide_root=True, guide_style="dim")
    nodes: dict[str | None, Tree] = {}
    for one in every:
        above = nodes.get(one.in_reply_to_id, top)
        nodes[one.id] = above.add(
            status_panel(one, opened=True, names=names if above is top else None, numbered=numbered)
        )
    return top


def notification_line(notification: Notification) -> Text:
    """A notification in a line."""
    said = SAID.get(notification.type, str(notification.type))
    line = Text.assemble(person(notification.account), " ", clean(said))
    if notification.status is not None:
        line.append(" ").append_text(excerpt(notification.status))
    return line.append_text(Text(f"  {ago(notification.created_at)}", "dim"))


def account_panel(account: Account, *, numbered: bool = False) -> Panel:
    """Someone's profile; with their ID, for commands to name them by, if that is wanted."""
    parts: list[RenderableType] = [clean(account.plain_note)] if account.note else []
    counts = (
        counted(account.statuses_count, "status", "statuses"),
        counted(account.followers_count, "follower"),
        f"{account.following_count} followed",
    )
    return Panel(
        Group(*parts, Text(" · ".join(counts), "magenta")),
        title=person(account),
        title_align="left",
        subtitle=clean(account.id, "dim") if numbered else None,
        subtitle_align="right",
        border_style="bright_black",
        box=ROUNDED,
        padding=(0, 1),
    )
