"""What happens on a server, as events of platypush."""

from __future__ import annotations

from typing import Any

from .host import Event


class MastodonEvent(Event):
    """
    Something that happened on a server.

    :param base_url: The server's address.
    """

    def __init__(self, *args: Any, base_url: str, **kwargs: Any) -> None:
        super().__init__(*args, base_url=base_url, **kwargs)


class MastodonNotificationEvent(MastodonEvent):
    """
    A notification for you.

    :param notification_type: What it is about: ``mention``, ``favourite``, ``reblog``, ``follow`` and so on.
    :param notification: The notification, as ``mastodon.get_notifications`` gives it.
    """

    def __init__(self, *args: Any, notification_type: str | None, notification: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, notification_type=notification_type, notification=notification, **kwargs)


class MastodonStatusEvent(MastodonEvent):
    """
    A new status in your home timeline.

    :param status: The status, as ``mastodon.get_status`` gives it.
    """

    def __init__(self, *args: Any, status: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, status=status, **kwargs)


class MastodonStatusEditedEvent(MastodonStatusEvent):
    """
    A status that was in your home timeline was edited.

    :param status: The status as it is now.
    """


class MastodonStatusDeletedEvent(MastodonEvent):
    """
    A status that was in your home timeline was deleted.

    :param status_id: Its ID.
    """

    def __init__(self, *args: Any, status_id: str, **kwargs: Any) -> None:
        super().__init__(*args, status_id=status_id, **kwargs)
