"""Scheduled statuses: what is to be posted later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from ..core.encoding import segment
from ..core.errors import ConfigurationError, PostedAtOnceError
from ..core.flow import Flow
from ..core.operation import Operations, Wire, call, delete, get, listing, operation
from ..core.server import AKKOMA, GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from ..core.session import Session
from ..core.wire import FileLike
from .posting import post_once
from .references import ConversationRef, MediaRef, ScheduledStatusRef, StatusRef
from .statuses import check_poll, shown_media, status_body

if TYPE_CHECKING:
    from ..models import QuotePolicy, ScheduledStatus, Visibility

ALL_BUT_SNAC = MASTODON | GOTOSOCIAL | PLEROMA | AKKOMA
SOONEST = timedelta(minutes=5)
"""How far ahead a status must be scheduled; Mastodon would post an earlier one at once."""
UNDER_WAY = timedelta(seconds=10)
"""How long a request may be under way, and clocks may differ, before it comes too late for its time."""
SAME_TIME = timedelta(minutes=1)
"""How far from the time asked for the time of a status may be that is to be posted then."""


class ScheduledStatuses(Operations):
    """Statuses that wait for their time."""

    @operation(
        uses=["POST /api/v1/statuses"],
        scope="write:statuses",
        added="2.7.0",
        changed=("4.5.0: quoted_status_id, quote_approval_policy",),
    )
    def schedule_status(
        self,
        status: str,
        scheduled_at: datetime,
        visibility: Visibility | str | None = None,
        media_ids: Sequence[MediaRef] | None = None,
        sensitive: bool | None = None,
        spoiler_text: str | None = None,
        in_reply_to_id: StatusRef | None = None,
        language: str | None = None,
        poll_options: Sequence[str] | None = None,
        poll_expires_in: int | timedelta | None = None,
        poll_multiple: bool | None = None,
        poll_hide_totals: bool | None = None,
        *,
        media: Sequence[FileLike] | None = None,
        descriptions: Sequence[str | None] | None = None,
        quoted_status_id: Annotated[StatusRef | None, Wire(also="quote_id")] = None,
        quote_approval_policy: QuotePolicy | str | None = None,
        content_type: str | None = None,
        local_only: bool | None = None,
        interaction_policy: Mapping[str, Any] | None = None,
        to: Sequence[str] | None = None,
        expires_in: int | timedelta | None = None,
        in_reply_to_conversation_id: ConversationRef | None = None,
    ) -> Flow[ScheduledStatus]:
        """Have the server post a status later.

        It is never sent a second time by itself: servers ignore idempotency keys here. On snac it can neither be
        listed nor taken back; before 2.75, snac posts it at once.

        Args:
            status: its text.
            scheduled_at: when to post it, at least five minutes and ten seconds from now; a naive ``datetime`` is UTC.
            visibility: who may see it; by default as the account's own settings say.
            media_ids: uploads to show (from ``post_media``).
            sensitive: hide its media behind a warning.
            spoiler_text: a content warning.
            in_reply_to_id: the status that it answers.
            language: its language, as an ISO 639-1 code.
            poll_options: the answers of a poll, at least two.
            poll_expires_in: seconds (or a ``timedelta``) that the poll is open; a poll needs it.
            poll_multiple: let people choose several answers.
            poll_hide_totals: hide the counts until the poll closes.
            media: files to upload first and then show, each as ``post_media`` takes it.
            descriptions: what each of them shows (alt text), in the same order.
            quoted_status_id: the status that it quotes (Mastodon 4.5, Pleroma, Akkoma).
            quote_approval_policy: who may quote it (Mastodon 4.5).
            content_type: the text's markup (GoToSocial, Pleroma, Akkoma).
            local_only: keep it on this server (GoToSocial).
            interaction_policy: who may favourite, reply and boost (GoToSocial).
            to: accounts to address besides those mentioned (Pleroma, Akkoma).
            expires_in: seconds (or a ``timedelta``) from its posting until it deletes itself (Pleroma, Akkoma).
            in_reply_to_conversation_id: the conversation that it joins (Pleroma, Akkoma).

        Raises:
            ConfigurationError: the time is too near, perhaps only once its media are uploaded or a wait for the rate
                limit is over; a poll with media, without an end, or with less than two answers.
            PostedAtOnceError: the server has posted it at once, as servers do that know no scheduling.
            TypeError: the time is no ``datetime``.
            OutcomeUnknownError: the answer was lost, and the server may or may not have taken it; ``confirm_post``
                finds out which.
            UnprocessedError: the server takes no such status.
        """
        from ..models import ScheduledStatus

        _check_time(self.session, scheduled_at)
        check_poll(poll_options, poll_expires_in, poll_multiple, poll_hide_totals)
        shown = yield from shown_media(self, media_ids, media, descriptions, poll_options)
        body = status_body(
            status=status,
            scheduled_at=scheduled_at,
            visibility=visibility,
            media_ids=shown,
            sensitive=sensitive,
            spoiler_text=spoiler_text,
            in_reply_to_id=in_reply_to_id,
            language=language,
            poll_options=poll_options,
            poll_expires_in=poll_expires_in,
            poll_multiple=poll_multiple,
            poll_hide_totals=poll_hide_totals,
            quoted_status_id=quoted_status_id,
            quote_approval_policy=quote_approval_policy,
            content_type=content_type,
            local_only=local_only,
            interaction_policy=interaction_policy,
            to=to,
            expires_in=expires_in,
            in_reply_to_conversation_id=in_reply_to_conversation_id,
        )
        check = partial(_check_time, self.session, scheduled_at)
        scheduled = yield from post_once(self.session, ScheduledStatus, body, check=check)
        return _not_posted(self.session, scheduled, scheduled_at)

    @listing("/api/v1/scheduled_statuses", by="id", scope="read:statuses", added="2.7.0", hollow=SNAC)
    def get_scheduled_statuses(
        self,
        max_id: ScheduledStatusRef | None = None,
        min_id: ScheduledStatusRef | None = None,
        limit: int | None = None,
        *,
        since_id: ScheduledStatusRef | None = None,
        offset: int | None = None,
    ) -> list[ScheduledStatus]:
        """List your statuses that are still to be posted.

        Args:
            max_id: only those older than this.
            min_id: only those right after this.
            limit: statuses per page, at most 40; 20 by default.
            since_id: only those newer than this.
            offset: leave out this many (Pleroma, Akkoma).
        """
        ...

    @get(
        "/api/v1/scheduled_statuses/{scheduled_status_id}",
        scope="read:statuses",
        added="2.7.0",
        servers=ALL_BUT_SNAC,
        unsure=SNAC,
    )
    def get_scheduled_status(self, scheduled_status_id: ScheduledStatusRef) -> ScheduledStatus:
        """Fetch one of your statuses that are still to be posted.

        Args:
            scheduled_status_id: the scheduled status, or its ID.

        Raises:
            NotFoundError: no such scheduled status, or it has been posted.
        """
        ...

    @operation(
        uses=["PUT /api/v1/scheduled_statuses/{id}"],
        scope="write:statuses",
        added="2.7.0",
        servers=ALL_BUT_SNAC,
        unsure=SNAC,
    )
    def update_scheduled_status(
        self, scheduled_status_id: ScheduledStatusRef, scheduled_at: datetime
    ) -> Flow[ScheduledStatus]:
        """Have a scheduled status posted at another time.

        Args:
            scheduled_status_id: the scheduled status, or its ID.
            scheduled_at: when to post it, at least five minutes and ten seconds from now; a naive ``datetime`` is UTC.

        Raises:
            ConfigurationError: the time is too near, perhaps only once a wait for the rate limit is over.
            PostedAtOnceError: the server has posted it at once.
            TypeError: the time is no ``datetime``.
            NotFoundError: no such scheduled status, or it has been posted.
        """
        from ..models import ScheduledStatus

        _check_time(self.session, scheduled_at)
        path = f"/api/v1/scheduled_statuses/{segment(scheduled_status_id, 'scheduled_status_id')}"
        check = partial(_check_time, self.session, scheduled_at)
        scheduled, _ = yield from call(
            self.session, "PUT", path, ScheduledStatus, body={"scheduled_at": scheduled_at}, check=check
        )
        return _not_posted(self.session, scheduled, scheduled_at)

    @delete(
        "/api/v1/scheduled_statuses/{scheduled_status_id}",
        scope="write:statuses",
        added="2.7.0",
        servers=ALL_BUT_SNAC,
        unsure=SNAC,
    )
    def delete_scheduled_status(self, scheduled_status_id: ScheduledStatusRef) -> None:
        """Have a scheduled status not posted at all.

        Args:
            scheduled_status_id: the scheduled status, or its ID.

        Raises:
            NotFoundError: no such scheduled status, or it has been posted.
        """
        ...


def _check_time(session: Session, moment: datetime) -> None:
    if not isinstance(moment, datetime):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"scheduled_at must be a datetime, not {type(moment).__name__} {moment!r:.60}")
    left = _aware(moment).timestamp() - session.clock.time()
    if left < (SOONEST + UNDER_WAY).total_seconds():
        raise ConfigurationError(
            f"{_aware(moment)} is {left:.0f} s from now, and a status can be scheduled five minutes ahead at the "
            f"earliest, with {UNDER_WAY.seconds} s to get there; the server might have posted it at once"
        )


def _not_posted(session: Session, scheduled: ScheduledStatus, moment: datetime) -> ScheduledStatus:
    """What the server answered, unless that is a status of another time than the one it was to be posted at.

    snac answers with the status as it will be, and with the time when it will be.
    """
    status = scheduled.status
    if status is None:
        return scheduled
    posted_at: datetime | None = getattr(status, "created_at", None)
    if posted_at is not None and abs(posted_at - _aware(moment)) < SAME_TIME:
        return scheduled
    raise PostedAtOnceError(
        f"{session.host} has posted the status at once that was to be posted at {_aware(moment)}", status=status
    )


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
