"""Which of one's own statuses are to go, and why the others stay."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ...core.errors import ConfigurationError

if TYPE_CHECKING:
    from ...models import Status, Visibility

KeepReason: TypeAlias = Literal[
    "unreadable",
    "young",
    "visibility",
    "pinned",
    "bookmarked",
    "favourited",
    "media",
    "poll",
    "reply",
    "boost",
    "hashtag",
    "favourites",
    "reblogs",
]
"""Why a status stays."""


@dataclass(slots=True, frozen=True)
class DeletionRule:
    """Which of your statuses are to go: those that nothing here keeps.

    Where the server does not say what a rule asks for, such as whether you bookmarked a status, or not so that it
    can be read, the status stays.

    Attributes:
        older_than: how old they must be, as a ``timedelta``; or a moment before which they must have been posted.
        visibilities: only statuses with one of these visibilities; of all if not given.
        keep_pinned: keep what is pinned to your profile.
        keep_bookmarked: keep what you bookmarked.
        keep_favourited: keep what you favourited yourself.
        keep_media: keep what has media.
        keep_polls: keep polls.
        keep_replies: keep what answers somebody else.
        keep_boosts: keep your boosts; else they are undone, going by when you boosted.
        keep_hashtags: keep what has one of these hashtags, with or without ``#``.
        fewer_favourites_than: only statuses that so many people have not favourited.
        fewer_reblogs_than: only statuses that so many people have not boosted.

    Raises:
        ConfigurationError: the age is below nothing, or a hashtag or visibility is given alone instead of a list.
    """

    older_than: timedelta | datetime
    visibilities: Collection[Visibility | str] | None = None
    keep_pinned: bool = True
    keep_bookmarked: bool = True
    keep_favourited: bool = False
    keep_media: bool = False
    keep_polls: bool = False
    keep_replies: bool = False
    keep_boosts: bool = False
    keep_hashtags: Collection[str] = ()
    fewer_favourites_than: int | None = None
    fewer_reblogs_than: int | None = None

    def __post_init__(self) -> None:
        if isinstance(self.older_than, timedelta) and self.older_than < timedelta(0):
            raise ConfigurationError("older_than is an age, and not below 0")
        if not isinstance(self.older_than, (timedelta, datetime)):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ConfigurationError(f"older_than is a timedelta or a datetime, not {self.older_than!r:.60}")
        for name, value in (("visibilities", self.visibilities), ("keep_hashtags", self.keep_hashtags)):
            if isinstance(value, str):
                raise ConfigurationError(f"{name} is a list, not {value!r:.60}")

    def posted_before(self, now: datetime) -> datetime:
        """The moment before which they must have been posted."""
        if isinstance(self.older_than, timedelta):
            return now - self.older_than
        return self.older_than if self.older_than.tzinfo else self.older_than.replace(tzinfo=UTC)

    def reason_to_keep(self, status: Status, now: datetime) -> KeepReason | None:
        """Why a status of yours stays; ``None`` if it is to go.

        Args:
            status: the status.
            now: the time now.
        """
        try:
            return next((reason for reason, keeps in _KEEPS.items() if keeps(self, status, now)), None)
        except AttributeError:  # what it goes by could not be read
            return "unreadable"


def _told(status: Status, field: str) -> Any:
    """What the server said of a status; a default in place of what it did not say, or garbled, would delete too much.

    Raises:
        AttributeError: it did not say it, or not all of it can be read.
    """
    if field not in status.model_fields_set or any(path.partition("[")[0] == field for path in status.drift):
        raise AttributeError(field)
    return getattr(status, field)


def _is_boost(status: Status) -> bool:
    return "reblog" in status.model_fields_set | status.drift.keys() and _told(status, "reblog") is not None


def _has_kept_hashtag(rule: DeletionRule, status: Status) -> bool:
    kept = {_plain_name(name) for name in rule.keep_hashtags}
    return bool(kept) and not kept.isdisjoint(_plain_name(tag.name) for tag in _told(status, "tags"))


def _plain_name(hashtag: str) -> str:
    """A hashtag as servers compare it: without accents, width and capitals."""
    letters = unicodedata.normalize("NFKD", hashtag.strip().lstrip("#\uff03").casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _answers_another(status: Status) -> bool:
    """Whether it answers somebody else, be it something that is deleted by now."""
    answered, author = _told(status, "in_reply_to_id"), _told(status, "in_reply_to_account_id")
    return (answered is not None or author is not None) and author != status.account.id


def _at_least(count: int, limit: int | None) -> bool:
    return limit is not None and count >= limit


_Keeps: TypeAlias = "Callable[[DeletionRule, Status, datetime], bool]"
_KEEPS: dict[KeepReason, _Keeps] = {
    "young": lambda rule, status, now: status.created_at >= rule.posted_before(now),
    "visibility": lambda rule, status, _: rule.visibilities is not None and status.visibility not in rule.visibilities,
    "boost": lambda rule, status, _: _is_boost(status) and rule.keep_boosts,
    "pinned": lambda rule, status, _: rule.keep_pinned and status.pinned is True,
    "bookmarked": lambda rule, status, _: rule.keep_bookmarked and status.bookmarked is not False,
    "favourited": lambda rule, status, _: rule.keep_favourited and status.favourited is not False,
    "media": lambda rule, status, _: rule.keep_media and bool(_told(status, "media_attachments")),
    "poll": lambda rule, status, _: rule.keep_polls and _told(status, "poll") is not None,
    "reply": lambda rule, status, _: rule.keep_replies and _answers_another(status),
    "hashtag": lambda rule, status, _: _has_kept_hashtag(rule, status),
    "favourites": lambda rule, status, _: _at_least(status.favourites_count, rule.fewer_favourites_than),
    "reblogs": lambda rule, status, _: _at_least(status.reblogs_count, rule.fewer_reblogs_than),
}
