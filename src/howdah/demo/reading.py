"""A look around a server, reading only: the sandbox, or a real one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from ..client import Client
from ..core.errors import ForbiddenError, UnauthorizedError
from ..core.paging import Page
from ..models import Account, Context, InstanceInfo, Notification, Status
from .diary import Diary

MOST_NOTIFICATIONS = 20


@dataclass
class Seen:
    """What there was to see.

    Attributes:
        instance: what the server says of itself.
        me: who looked, if someone with an account did.
        pages: the timeline, page by page: one's own home, or without an account what is public.
        notifications: what happened and concerns one; newest first.
        opened: a status whose thread was read.
        context: that thread.
        query: whom the search was for.
        found: who was found; ``None`` if the server lets only its own people search.
    """

    instance: InstanceInfo
    me: Account | None = None
    pages: list[list[Status]] = field(default_factory=list[list[Status]])
    notifications: list[Notification] = field(default_factory=list[Notification])
    opened: Status | None = None
    context: Context | None = None
    query: str = ""
    found: list[Account] | None = None

    @property
    def statuses(self) -> list[Status]:
        """Every status of the timeline, newest first."""
        return [status for page in self.pages for status in page]


def look_around(
    client: Client,
    diary: Diary,
    who: str = "you",
    *,
    per_page: int,
    most_pages: int,
    query: str | None = None,
    thread: Status | None = None,
) -> Seen:
    """Read what a person would: what the server is, the timeline, the notifications, a thread; and look for someone.

    Args:
        client: whose eyes to look through; with a token, someone's own.
        diary: where to note it.
        who: whose eyes they are, in the diary.
        per_page: statuses per page of the timeline.
        most_pages: how many pages to read.
        query: whom to look for; by default the author of the newest status.
        thread: a status whose thread to read.
    """
    with diary.call("get_instance_info", who, "what the server is"):
        seen = Seen(client.get_instance_info())
    if client.session.token is not None:
        with diary.call("verify_credentials", who, "whose token it is"):
            seen.me = client.verify_credentials()

    timeline = client.get_public_timeline if seen.me is None else client.get_home_timeline
    name = "get_public_timeline" if seen.me is None else "get_home_timeline"
    with diary.call(name, who, "page 1"):
        page: Page[Status] | None = timeline(limit=per_page)
    while page:
        seen.pages.append(list(page))
        if page.cursor is None or len(seen.pages) == most_pages:
            break
        with diary.call(name, who, f"page {len(seen.pages) + 1}"):
            page = page.next_page()

    if seen.me is not None:
        with diary.call("get_notifications", who, "what happened"):
            seen.notifications = list(client.get_notifications.walk(limit=per_page).limit(MOST_NOTIFICATIONS))
    if thread is not None:
        with diary.call("get_status", who, "a status"):
            seen.opened = client.get_status(thread)
        with diary.call("get_status_context", who, "the thread around it"):
            seen.context = client.get_status_context(thread)

    seen.query = query or next((status.account.acct for status in seen.statuses), "")
    if seen.query:
        with diary.call("search", who, f"looking for {seen.query}"), suppress(UnauthorizedError, ForbiddenError):
            seen.found = client.search(seen.query, "accounts", limit=5).accounts
    return seen
