"""How each kind of thing looks in a terminal, by the name of its class, so that nothing is loaded to find out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.text import Text

from ..text import plain_text
from . import terminal
from .cleaning import clean, clean_line

if TYPE_CHECKING:
    from ..models import (
        Conversation,
        MediaAttachment,
        Notification,
        Relationship,
        ScheduledStatus,
        SearchResults,
        Tag,
        UserList,
    )

STANDING: Mapping[str, str] = {
    "following": "you follow them",
    "requested": "you asked to follow them",
    "followed_by": "they follow you",
    "blocking": "you block them",
    "muting": "you mute them",
    "notifying": "you are notified of what they post",
    "blocked_by": "they block you",
    "domain_blocking": "you block their server",
}
"""What the flags of a relationship say."""


def drawn(entity: Any) -> RenderableType | None:
    """An entity as a person would like to see it; ``None`` for kinds that have no such picture."""
    for kind in type(entity).__mro__:
        if kind.__name__ in _RENDERERS:
            return _RENDERERS[kind.__name__](entity)
    return None


def drawn_or_told(entity: Any) -> RenderableType:
    """The same, with all its fields where there is no picture."""
    return drawn(entity) or clean(repr(entity))


def all_drawn(items: Iterable[Any]) -> RenderableType:
    """What is on a page, one below the other."""
    return Group(*map(drawn_or_told, items))


def is_lines(seen: RenderableType) -> bool:
    """Whether something is lines, which are not to be broken, for ``grep`` and kin."""
    return isinstance(seen, Text) or (isinstance(seen, Group) and all(map(is_lines, seen.renderables)))


def with_id(line: Text, identity: str | None) -> Text:
    """A line with the ID of what it shows, for commands to name it by."""
    return line.append("  ").append_text(clean_line(identity, "dim")) if identity else line


def _conversation(conversation: Conversation) -> RenderableType:
    people = Text(" ").join(terminal.handle(account) for account in conversation.accounts)
    last = conversation.last_status
    return people if last is None else Group(people, terminal.status_panel(last, numbered=True))


def _notification(notification: Notification) -> Text:
    line = terminal.notification_line(notification)
    return with_id(line, notification.status.id if notification.status is not None else None)


def _tag(tag: Tag) -> Text:
    line = clean_line(f"#{tag.name}", "bold cyan")
    if tag.following:
        line.append("  followed", "green")
    uses = sum(int(day.uses) for day in tag.history)
    return line.append_text(Text(f"  {terminal.counted(uses, 'use')} lately", "dim")) if uses else line


def _user_list(one: UserList) -> Text:
    return with_id(clean_line(one.title, "bold"), one.id)


def relationship_line(standing: Relationship) -> Text:
    """How you stand to somebody, in a line."""
    holds = [said for field, said in STANDING.items() if getattr(standing, field, None)]
    return with_id(Text("; ".join(holds) or "nothing is between you", "green"), standing.id)


def _media(media: MediaAttachment) -> Group:
    url = clean(media.url, "dim") if media.url else Text("(not ready)", "dim")
    return Group(with_id(terminal.media_line(media), media.id), url)


def _scheduled(scheduled: ScheduledStatus) -> Text:
    when = scheduled.scheduled_at.astimezone()
    line = Text.assemble(("scheduled ", "yellow"), f"for {when:%Y-%m-%d %H:%M}: ", clean(scheduled.params.text or ""))
    return with_id(line, scheduled.id)


def _found(results: SearchResults) -> RenderableType:
    parts = [*results.accounts, *results.hashtags, *results.statuses]
    return all_drawn(parts) if parts else Text("Nothing is found.", "dim")


_RENDERERS: dict[str, Callable[[Any], RenderableType]] = {
    "Account": lambda account: terminal.account_panel(account, numbered=True),
    "Announcement": lambda announcement: with_id(clean(plain_text(announcement.content)), announcement.id),
    "Conversation": _conversation,
    "MediaAttachment": _media,
    "Notification": _notification,
    "Relationship": relationship_line,
    "ScheduledStatus": _scheduled,
    "SearchResults": _found,
    "Status": lambda status: terminal.status_panel(status, numbered=True),
    "Tag": _tag,
    "UserList": _user_list,
}
