"""Reports to moderators."""

from __future__ import annotations

from typing import Annotated

from .account import Account
from .entity import OPEN, Entity, Id, OptionalTime
from .enums import ReportCategory
from .nulls import NONE_AS_EMPTY


class Report(Entity):
    """Something reported to moderators."""

    id: Id
    """The report."""
    action_taken: bool
    """A moderator has acted on it."""
    action_taken_at: OptionalTime = None
    """When a moderator acted on it; Mastodon 4.0 and GoToSocial."""
    action_taken_comment: str | None = None
    """What the moderator had to say; GoToSocial."""
    category: Annotated[ReportCategory | str | None, OPEN] = None
    """Why it is reported."""
    comment: str | None = None
    """What the reporter had to say."""
    forwarded: bool | None = None
    """It went to the account's own server too."""
    created_at: OptionalTime = None
    """When it was made."""
    status_ids: Annotated[list[Id], NONE_AS_EMPTY] = []
    """Reported statuses."""
    collection_ids: Annotated[list[Id], NONE_AS_EMPTY] = []
    """Reported collections; Mastodon 4.6."""
    rule_ids: Annotated[list[Id], NONE_AS_EMPTY] = []
    """Rules of the server that were broken."""
    target_account: Account | None = None
    """The reported account."""
