"""Web Push."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from .entity import OPEN, Entity, Id
from .enums import NotificationType, PushPolicy


class WebPushAlerts(Entity):
    """Which notifications are pushed; ``None`` where the server does not say."""

    model_config = ConfigDict(populate_by_name=True)

    mention: bool | None = None
    """Someone mentions you."""
    status: bool | None = None
    """Someone whose statuses you are notified of posts; Mastodon 3.3."""
    reblog: bool | None = None
    """Someone boosts you."""
    follow: bool | None = None
    """Someone follows you."""
    follow_request: bool | None = None
    """Someone asks to follow you; Mastodon 3.1."""
    favourite: bool | None = None
    """Someone favourites your status."""
    poll: bool | None = None
    """A poll ends; Mastodon 2.8."""
    update: bool | None = None
    """A status you boosted is edited; Mastodon 3.5."""
    quote: bool | None = None
    """Someone quotes you; Mastodon 4.5."""
    quoted_update: bool | None = None
    """A status you quoted is edited; Mastodon 4.5."""
    admin_sign_up: bool | None = Field(default=None, alias="admin.sign_up")
    """Someone signs up; Mastodon 3.5."""
    admin_report: bool | None = Field(default=None, alias="admin.report")
    """Someone reports something; Mastodon 4.0."""
    pending_favourite: bool | None = Field(default=None, alias="pending.favourite")
    """A favourite waits for your approval; GoToSocial."""
    pending_reblog: bool | None = Field(default=None, alias="pending.reblog")
    """A boost waits for your approval; GoToSocial."""
    pending_reply: bool | None = Field(default=None, alias="pending.reply")
    """A reply waits for your approval; GoToSocial."""
    pleroma_chat_mention: bool | None = Field(default=None, alias="pleroma:chat_mention")
    """Someone writes to you in a chat; Pleroma."""
    pleroma_emoji_reaction: bool | None = Field(default=None, alias="pleroma:emoji_reaction")
    """Someone reacts with an emoji; Pleroma and Akkoma."""


class WebPushSubscription(Entity):
    """An order to push notifications somewhere."""

    id: Id
    """The subscription."""
    endpoint: str
    """Where they are pushed to."""
    standard: bool | None = None
    """They are encrypted by the final standard (RFC 8291), not by its draft; Mastodon 4.4 and GoToSocial."""
    server_key: str | None = None
    """The public half of the server's key, in URL-safe base64."""
    alerts: WebPushAlerts | None = None
    """Which notifications are pushed."""
    policy: Annotated[PushPolicy | str | None, OPEN] = None
    """Whose doings are pushed; Mastodon and GoToSocial."""


class WebPushNotification(Entity):
    """What arrives in a push message."""

    identity = "notification_id"

    access_token: str | None = Field(default=None, repr=False)
    """The token of the subscription; a secret."""
    body: str | None = None
    """What happened; plain text."""
    icon: str | None = None
    """Address of an image to show."""
    notification_id: Id
    """The notification."""
    notification_type: Annotated[NotificationType | str | None, OPEN] = None
    """What kind of notification it is."""
    preferred_locale: str | None = None
    """The language that the person reads."""
    title: str | None = None
    """The headline; plain text."""
