"""Deleting old statuses by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from ...core.errors import (
    ActivityPubError,
    ApiError,
    ConfigurationError,
    ForbiddenError,
    GoneError,
    NotFoundError,
    UnauthorizedError,
)
from ...core.flow import Flow
from ...core.operation import Operations, operation
from ..accounts import Accounts
from ..statuses import Statuses
from .deletion_rules import DeletionRule, KeepReason
from .patience import patiently
from .walking import every, next_items

if TYPE_CHECKING:
    from ...models import Status

PAGE = 40
FRESH = 60.0
"""Seconds for which a status is taken to be as it was; one may have been pinned or bookmarked since."""


@dataclass(slots=True)
class CleanUp:
    """What became of your old statuses.

    Attributes:
        dry_run: whether it was only tried: ``deleted`` is then what would have been.
        deleted: the IDs of what was deleted, and of boosts that were undone.
        kept: how many stayed, by why.
        failed: what could not be deleted, and the server's reason, by ID.
        cursor: where to go on, if it ended before the last; give it as ``cursor``.
    """

    dry_run: bool = False
    deleted: list[str] = field(default_factory=list[str])
    kept: Counter[KeepReason] = field(default_factory=Counter[KeepReason])
    failed: dict[str, str] = field(default_factory=dict[str, str])
    cursor: str | None = None


@dataclass(slots=True, frozen=True)
class CleanUpStep:
    """One status, while old ones are deleted.

    Attributes:
        status: which.
        outcome: ``deleted`` (in a dry run, what would be), ``kept`` or ``failed``.
        reason: why it was kept, or what the server said.
        so_far: all until now.
    """

    status: Status
    outcome: Literal["deleted", "kept", "failed"]
    reason: str | None
    so_far: CleanUp


OnStep: TypeAlias = "Callable[[CleanUpStep], object]"


class OldStatuses(Operations):
    """Old statuses, and how to get rid of them."""

    @operation(
        uses=[
            "GET /api/v1/accounts/verify_credentials",
            "GET /api/v1/accounts/{account_id}/statuses",
            "GET /api/v1/statuses/{status_id}",
            "DELETE /api/v1/statuses/{status_id}",
            "POST /api/v1/statuses/{status_id}/unreblog",
        ],
        scope="read:accounts read:statuses write:statuses",
    )
    def delete_old_statuses(
        self,
        rule: DeletionRule,
        *,
        dry_run: bool = False,
        max_deleted: int | None = None,
        cursor: str | None = None,
        on_progress: Callable[[CleanUpStep], object] | None = None,
    ) -> Flow[CleanUp]:
        """Delete those of your statuses that a rule does not keep, the latest first.

        It goes no faster than the server lets you delete (Mastodon: 30 in half an hour), unless your client's
        ``rate_limit`` is ``raise``. It can be interrupted: another call does the rest, and with ``cursor`` (that of the
        result, of the last ``on_progress``, or of the error) it need not look at the first ones again.

        Args:
            rule: which are to go.
            dry_run: delete nothing, and tell what would be.
            max_deleted: stop after so many.
            cursor: where an earlier call ended.
            on_progress: called with each status that was dealt with.

        Raises:
            ConfigurationError: ``max_deleted`` is below 0.
            UnauthorizedError: the token is missing, or belongs to an app.
            ForbiddenError: the token's scopes do not allow it.
            RatelimitError: the limit is spent, and your client does not wait; its ``cursor`` is where to go on.
            NetworkError: no answer came; likewise.
        """
        if max_deleted is not None and max_deleted < 0:
            raise ConfigurationError("max_deleted is not below 0")
        done = CleanUp(dry_run, cursor=cursor)
        try:
            yield from _clean(self, rule, done, max_deleted, on_progress)
        except ActivityPubError as error:
            error.cursor = done.cursor
            raise
        return done


def _clean(owner: Operations, rule: DeletionRule, done: CleanUp, most: int | None, tell: OnStep | None) -> Flow[None]:
    me = yield from Accounts.verify_credentials.flow(owner)
    listing = Accounts.get_account_statuses
    pinned: set[str] = set()
    if rule.keep_pinned:  # not every server says so in the status itself
        pinned = {status.id for status in (yield from every(listing, owner, me.id, pinned=True))}
    now = datetime.fromtimestamp(owner.session.clock.time(), UTC)
    course = listing.course(owner, (me.id,), {"max_id": done.cursor, "limit": PAGE})
    while page := (yield from next_items(course)):
        read = owner.session.clock.time()
        for status in page:
            if most is not None and len(done.deleted) >= most:
                return
            identifier = vars(status).get("id")
            reason = "pinned" if identifier in pinned else rule.reason_to_keep(status, now)
            if identifier is None or reason is not None:
                done.kept[reason or "unreadable"] += 1
                step = CleanUpStep(status, "kept", reason or "unreadable", done)
            else:
                step = yield from _remove(owner, rule, status, read, done)
            done.cursor = identifier or done.cursor
            if tell is not None:
                tell(step)
    done.cursor = None


def _remove(owner: Operations, rule: DeletionRule, status: Status, read: float, done: CleanUp) -> Flow[CleanUpStep]:
    try:
        if not done.dry_run:
            reason = yield from patiently(owner.session, lambda: _delete(owner, rule, status, read))
            if reason is not None:
                done.kept[reason] += 1
                return CleanUpStep(status, "kept", reason, done)
    except (UnauthorizedError, ForbiddenError):
        raise
    except ApiError as error:
        if error.retryable:
            raise
        done.failed[status.id] = str(error)
        return CleanUpStep(status, "failed", str(error), done)
    done.deleted.append(status.id)
    return CleanUpStep(status, "deleted", None, done)


def _delete(owner: Operations, rule: DeletionRule, status: Status, read: float) -> Flow[KeepReason | None]:
    """Delete a status, or undo a boost; what is gone already is as it should be.

    Returns:
        Why it is kept after all, if the rule has come to keep it while the limit was waited for.
    """
    now = owner.session.clock.time()
    try:
        if status.reblog is None and now - read > FRESH:
            status = yield from Statuses.get_status.flow(owner, status.id)
            reason = rule.reason_to_keep(status, datetime.fromtimestamp(now, UTC))
            if reason is not None:
                return reason
        if status.reblog is not None:
            yield from Statuses.undo_reblog.flow(owner, status.reblog)
        else:
            yield from Statuses.delete_status.flow(owner, status.id)
    except (NotFoundError, GoneError):
        pass
    return None
