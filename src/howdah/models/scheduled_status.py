"""Statuses that are posted later."""

from __future__ import annotations

from typing import Annotated, Any, cast

from pydantic import model_validator

from .entity import OPEN, Entity, Id, OptionalTime, Time
from .enums import QuotePolicy, Visibility
from .interaction_policy import InteractionPolicy
from .media import MediaAttachment
from .nulls import NONE_AS_EMPTY
from .status import Status


class ScheduledStatusPoll(Entity):
    """The poll of a status that is posted later."""

    options: list[str] = []
    """The answers to choose from."""
    expires_in: int | None = None
    """How long it will run; seconds."""
    multiple: bool | None = None
    """More than one answer may be chosen."""
    hide_totals: bool | None = None
    """Results are hidden until it ends."""


class ScheduledStatusParams(Entity):
    """What will be posted."""

    text: str | None = None
    """What it will say, as typed."""
    poll: ScheduledStatusPoll | None = None
    """The poll to attach."""
    media_ids: Annotated[list[Id], NONE_AS_EMPTY] = []
    """Media to attach."""
    sensitive: bool | None = None
    """Its media should be hidden until asked for."""
    spoiler_text: str | None = None
    """The content warning."""
    visibility: Annotated[Visibility | str | None, OPEN] = None
    """Who may see it; ``None`` leaves it to the account's setting."""
    in_reply_to_id: Id | None = None
    """The status it will answer."""
    language: str | None = None
    """Its language (ISO 639-1)."""
    application_id: Id | None = None
    """The program it was scheduled with."""
    scheduled_at: OptionalTime = None
    """Always ``None``: the time is the scheduled status's own."""
    idempotency: str | None = None
    """The idempotency key it was scheduled with; Mastodon."""
    with_rate_limit: bool | None = None
    """Of no use to clients; Mastodon."""
    quote_approval_policy: Annotated[QuotePolicy | str | None, OPEN] = None
    """Who may quote it; Mastodon 4.5."""
    quoted_status_id: Id | None = None
    """The status it will quote; Mastodon 4.5."""
    allowed_mentions: Annotated[list[Id], NONE_AS_EMPTY] = []
    """Accounts it may mention, if that is limited; Mastodon."""
    content_type: str | None = None
    """MIME type of the text; GoToSocial."""
    interaction_policy: InteractionPolicy | None = None
    """Who may favourite, answer and boost it; GoToSocial."""
    local_only: bool | None = None
    """Will not leave this server; GoToSocial."""


class ScheduledStatus(Entity):
    """A status that is posted later."""

    id: Id
    """The scheduled status; the status will have an ID of its own."""
    scheduled_at: Time
    """When it will be posted."""
    params: ScheduledStatusParams
    """What will be posted."""
    media_attachments: list[MediaAttachment] = []
    """Files to attach."""
    status: Status | None = None
    """The status itself, where the server answers with that: snac, and whoever posts it at once."""

    @model_validator(mode="before")
    @classmethod
    def _read_status(cls, value: Any) -> Any:
        """snac sends the status as it will be, and its time as that of its creation."""
        if not isinstance(value, dict):
            return value
        sent = cast("dict[str, Any]", value)
        if "scheduled_at" in sent or not {"created_at", "account"} <= sent.keys():
            return sent
        params = {name: sent[name] for name in sent.keys() & ScheduledStatusParams.model_fields.keys()}
        return {**sent, "scheduled_at": sent["created_at"], "params": params, "status": sent}
