"""Finding out what became of a post whose answer was lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from ..core.errors import ApiError, ConfigurationError, OutcomeUnknownError
from ..core.flow import Flow, Sleep
from ..core.lost_post import LostPost
from ..core.operation import Listing, Operations, call, operation
from ..core.server import TWO_VISIBILITIES, Server
from ..core.wire import Headers
from ..text import plain_text
from .accounts import Accounts
from .conversations import Conversations
from .scheduled_statuses import ScheduledStatuses
from .statuses import Statuses
from .timelines import Timelines

if TYPE_CHECKING:
    from ..models import ScheduledStatus, Status, StatusEdit

MOST_PAGES = 5
"""Pages of statuses that are looked through, at 40 each."""
MOST_SOURCES = 10
"""Statuses whose source is asked for, where their HTML does not tell."""
FIRST_PAUSE = 1.0
"""Seconds until the second look; each further pause is twice as long."""
CLOCK_TOLERANCE = timedelta(seconds=3)
"""How much a server's clock, which tells whole seconds, may seem to go wrong."""
WITHOUT_DATE = timedelta(minutes=1)
"""How much it may go wrong where it does not say what time it is."""


Place: TypeAlias = "Callable[[Operations, str, datetime], Flow[list[Status]]]"
"""Gives an account's statuses since a moment, as seen in one place."""


@dataclass(slots=True, frozen=True)
class ConfirmedPost:
    """What became of a post whose answer was lost; true if it was posted or scheduled.

    Attributes:
        status: the status, if it was posted.
        scheduled: the scheduled status, if it waits for its time.
    """

    status: Status | None = None
    scheduled: ScheduledStatus | None = None

    def __bool__(self) -> bool:
        return self.status is not None or self.scheduled is not None


class Confirmation(Operations):
    """What became of posts whose answer was lost."""

    @operation(
        uses=[
            "GET /api/v1/accounts/verify_credentials",
            "GET /api/v1/accounts/{id}/statuses",
            "GET /api/v1/conversations",
            "GET /api/v1/timelines/home",
            "GET /api/v1/statuses/{id}/source",
            "GET /api/v1/statuses/{id}/history",
            "GET /api/v1/scheduled_statuses",
        ],
        scope="read:accounts read:statuses",
    )
    def confirm_post(self, error: OutcomeUnknownError, *, wait: float = 15.0) -> Flow[ConfirmedPost]:
        """Find out whether a status was posted, or scheduled, though the answer was lost.

        It looks among your statuses since the call, for one with the same text, content warning, visibility, media,
        poll, and status that it answers; of those that were edited since, at their first version. Where it finds none,
        nothing was posted that is still there, and it can safely be posted again::

            try:
                client.post_status(text)
            except OutcomeUnknownError as error:
                if not client.confirm_post(error):
                    client.post_status(text)

        Args:
            error: what ``post_status`` or ``schedule_status`` raised.
            wait: seconds after the call was given up during which the server may still be at it; until then it is
                looked for again and again.

        Raises:
            ConfigurationError: the error is not about a status.
            OutcomeUnknownError: a status from then was edited since, and the server does not tell what it said first,
                so that nobody can know.
            ApiError: the server does not let its statuses be looked at.
            NetworkError: no answer came; nothing is known yet.
        """
        post = error.post
        if post is None:
            raise ConfigurationError("only what post_status or schedule_status has raised can be confirmed")
        clock = self.session.clock
        until = clock.time() + wait
        if post.given_up is not None:
            until = min(until, post.given_up.timestamp() + wait)
        pause = FIRST_PAUSE
        while True:
            unclear: set[str] = set()
            found = yield from _look_for(self, post, unclear)
            left = until - clock.time()
            if not found and unclear and left <= 0:
                raise _unknowable(error, unclear)
            if found or left <= 0:
                return found
            yield Sleep(min(pause, left))
            pause *= 2


def _unknowable(error: OutcomeUnknownError, edited: set[str]) -> OutcomeUnknownError:
    """The error for a post that may be one of some statuses of which nobody can tell what they said first."""
    unknowable = OutcomeUnknownError(
        f"status {', '.join(sorted(edited))} was edited since, and may be the one that was posted; the server does not "
        "tell what it said first",
        method=error.method,
        url=error.url,
        idempotency_key=error.idempotency_key,
    )
    unknowable.post = error.post
    return unknowable


def _look_for(owner: Operations, post: LostPost, unclear: set[str]) -> Flow[ConfirmedPost]:
    """Look once, in all places where a post can be by now."""
    due = post.scheduled_at
    if due is not None:
        scheduled = yield from _scheduled(owner, post)
        if scheduled is not None or due.timestamp() > owner.session.clock.time() + WITHOUT_DATE.total_seconds():
            return ConfirmedPost(scheduled=scheduled)
    return ConfirmedPost(status=(yield from _posted(owner, post, unclear)))


def _posted(owner: Operations, post: LostPost, unclear: set[str]) -> Flow[Status | None]:
    """The status that a post has become; notes the IDs of those of which that cannot be told."""
    from ..models import Account

    session = owner.session
    account, reply = yield from call(session, "GET", "/api/v1/accounts/verify_credentials", Account)
    since = _on_its_clock(max(post.since, post.scheduled_at or post.since), reply.headers, session.clock.time())
    for place in _places(post):
        statuses = yield from place(owner, account.id, since)
        found = yield from _among(owner, statuses, post)
        if found is None:
            found = yield from _among_edited(owner, statuses, post, unclear)
        if found is not None:
            session.known.is_post(found.id, post.key)
            return found
    return None


def _places(post: LostPost) -> Iterator[Place]:
    """Where a post can be seen; not every server lists those that are not public with the account's others."""
    yield _recent
    if post.visibility == "direct":
        yield _direct
    if post.visibility not in ("public", "unlisted"):
        yield _at_home


def _among(owner: Operations, statuses: list[Status], post: LostPost) -> Flow[Status | None]:
    """The first of some statuses that a post can have become."""
    ours = [status for status in _oldest_first(statuses) if _is_free(owner, status.id, post)]
    ours = [status for status in ours if _frame(status, post, owner.session.server)]
    found = next((status for status in ours if _same_text(_text_of(status), post.status)), None)
    return found or (yield from _by_source(owner, ours[:MOST_SOURCES], post))


def _among_edited(owner: Operations, statuses: list[Status], post: LostPost, unclear: set[str]) -> Flow[Status | None]:
    """The first of some statuses that a post can have become before it was edited."""
    for status in _oldest_first(statuses):
        if (
            status.edited_at is None
            or not _is_free(owner, status.id, post)
            or not _place(status, post, owner.session.server)
        ):
            continue
        try:
            versions = yield from Statuses.get_status_history.flow(owner, status.id)
        except ApiError as error:
            if error.retryable:
                raise
            versions = []
        if not versions:
            unclear.add(status.id)
        elif _began_as(versions[0], status, post):
            return status
    return None


def _began_as(version: StatusEdit, status: Status, post: LostPost) -> bool:
    """Whether a first version is a post; its HTML is all there is of it."""
    text, warning = plain_text(version.content, status.mentions), plain_text(version.spoiler_text)
    if not post.status.strip() and not warning:
        return _letters(text) == _letters(post.spoiler_text)
    return _letters(text) == _letters(post.status) and _letters(warning) == _letters(post.spoiler_text)


def _on_its_clock(moment: datetime, headers: Headers, now: float) -> datetime:
    """The earliest time that a server can have given to what was made at a moment of ours."""
    try:
        server_now = parsedate_to_datetime(headers.get("date", ""))
        aware = server_now if server_now.tzinfo else server_now.replace(tzinfo=UTC)
        return moment + (aware - datetime.fromtimestamp(now, UTC)) - CLOCK_TOLERANCE
    except (ValueError, TypeError, IndexError, OverflowError):
        return moment - WITHOUT_DATE


def _recent(owner: Operations, account_id: str, since: datetime) -> Flow[list[Status]]:
    """An account's statuses since a moment."""
    listing = Accounts.get_account_statuses
    turn = yield from listing.flow(owner, account_id, limit=40, exclude_reblogs=True)
    found: list[Status] = []
    for _ in range(MOST_PAGES):
        found += (status for status in turn.items if status.reblog is None and _made(status, since) >= since)
        if turn.next is None or not turn.items or _made(turn.items[-1], since) < since:
            break
        turn = yield from listing.fetch(owner.session, turn.next)
    return found


def _direct(owner: Operations, account_id: str, since: datetime) -> Flow[list[Status]]:
    """Our statuses that end a conversation: not every server lists direct ones with the others."""
    try:
        turn = yield from Conversations.get_conversations.flow(owner, limit=40)
    except ApiError:
        return []
    last = (conversation.last_status for conversation in turn.items)
    return [s for s in last if s is not None and s.account.id == account_id and _made(s, since) >= since]


def _at_home(owner: Operations, account_id: str, since: datetime) -> Flow[list[Status]]:
    """Our statuses on the home timeline."""
    turn = yield from Timelines.get_home_timeline.flow(owner, limit=40)
    own = (status for status in turn.items if status.reblog is None and status.account.id == account_id)
    return [status for status in own if _made(status, since) >= since]


def _made(status: Status, unknown: datetime) -> datetime:
    """When a status was made; where that cannot be read, a given moment."""
    made: datetime = getattr(status, "created_at", unknown)
    return made


def _oldest_first(statuses: list[Status]) -> Iterator[Status]:
    """Statuses in the order in which they were made, each once."""
    by_id = {status.id: status for status in reversed(statuses)}
    epoch = datetime.fromtimestamp(0, UTC)
    yield from sorted(by_id.values(), key=lambda status: _made(status, epoch))


def _is_free(owner: Operations, made_id: str, post: LostPost) -> bool:
    """Whether a status is not known to be another post of ours."""
    return owner.session.known.posted.get(made_id, post.key) == post.key


def _frame(status: Status, post: LostPost, server: Server | None) -> bool:
    """Whether a status is like a post in all but its text."""
    warning, expected = plain_text(status.spoiler_text), post.spoiler_text
    if not post.status.strip() and not warning:
        expected = ""  # Mastodon takes a warning without a text for the text
    poll = tuple(option.title.strip() for option in status.poll.options) if status.poll else ()
    return (
        (_same_text(warning, expected) or _same_text(status.spoiler_text, expected))
        and _place(status, post, server)
        and (len(status.media_attachments) >= post.media if post.media else not status.media_attachments)
        and poll == tuple(option.strip() for option in post.poll_options)
    )


def _place(status: Status, post: LostPost, server: Server | None) -> bool:
    """Whether a status is where a post would be, whatever it says: what no edit can change."""
    visibility = str(getattr(status.visibility, "value", status.visibility))
    same_thread = (status.in_reply_to_id or None) == (post.in_reply_to_id or None)
    return same_thread and _same_visibility(visibility, post.visibility, server)


def _same_visibility(given: str, asked: str | None, server: Server | None) -> bool:
    """Whether a status is as visible as was asked; a silenced account's public posts are unlisted."""
    if server is not None and server.family in TWO_VISIBILITIES:
        asked = {"unlisted": "public", "direct": "private"}.get(asked or "", asked)
    return asked is None or asked.startswith("list:") or given == asked or (asked, given) == ("public", "unlisted")


def _text_of(status: Status) -> str:
    return plain_text(status.content, status.mentions)


def _by_source(owner: Operations, statuses: list[Status], post: LostPost) -> Flow[Status | None]:
    """The first status whose source is a post's text; where there is none to be had, whose letters are."""
    for status in statuses:
        try:
            source = yield from Statuses.get_status_source.flow(owner, status.id)
        except ApiError:
            if _letters(_text_of(status)) == _letters(post.status or post.spoiler_text):
                return status
            continue
        if _same_text(source.text, post.status or post.spoiler_text):
            return status
    return None


def _scheduled(owner: Operations, post: LostPost) -> Flow[ScheduledStatus | None]:
    """The scheduled status that a post has become."""
    listing: Listing[Any, ScheduledStatus] = ScheduledStatuses.get_scheduled_statuses
    turn = yield from listing.flow(owner, limit=40)
    for _ in range(MOST_PAGES):
        for scheduled in turn.items:
            if _is_scheduled(scheduled, post) and _is_free(owner, scheduled.id, post):
                owner.session.known.is_post(scheduled.id, post.key)
                return scheduled
        if turn.next is None or not turn.items:
            break
        turn = yield from listing.fetch(owner.session, turn.next)
    return None


def _is_scheduled(scheduled: ScheduledStatus, post: LostPost) -> bool:
    """Whether a scheduled status is a post."""
    said = scheduled.params
    visibility = str(getattr(said.visibility, "value", said.visibility) or post.visibility or "")
    due: datetime | None = getattr(scheduled, "scheduled_at", None)
    poll = tuple(said.poll.options) if said.poll else ()
    return (
        (due is None or post.scheduled_at is None or abs(due - post.scheduled_at) < timedelta(seconds=1.5))
        and _same_text(said.text or "", post.status)
        and _same_text(said.spoiler_text or "", post.spoiler_text)
        and _same_visibility(visibility, post.visibility, None)
        and (said.in_reply_to_id or None) == (post.in_reply_to_id or None)
        and max(len(said.media_ids), len(scheduled.media_attachments)) == post.media
        and poll == post.poll_options
    )


_REMOTE = re.compile(r"(@[\w.-]*\w)@[\w.-]+\w(?::\d+)?")


def _same_text(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    """A text without what servers change: the form of characters, spaces, the servers of those mentioned."""
    return " ".join(_REMOTE.sub(r"\1", unicodedata.normalize("NFC", text)).split())


def _letters(text: str) -> str:
    """A text's letters and digits alone, or all of it where it has none: what is left when markup is rendered."""
    plain = _plain(text).casefold()
    return re.sub(r"[\W_]+", "", plain) or plain.replace(" ", "")
