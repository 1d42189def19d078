"""Notifications: marking them as read, dismissing several, what to be notified of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from ...core.flow import Flow
from ...core.operation import D, Operations, Section, Wire, delete, operation, post, put
from ...core.server import PLEROMA
from ..references import NotificationRef
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import Notification, PleromaResult


class Notifications(Section[D]):
    """What happened and concerns you, read or not."""

    @operation(
        uses=["POST /api/v1/pleroma/notifications/read"],
        scope="write:notifications",
        servers=PLEROMAS,
    )
    def read_notifications(
        self, notification_id: NotificationRef | None = None, *, max_id: NotificationRef | None = None
    ) -> Flow[list[Notification]]:
        """Mark one notification as read, or all up to one; gives those that are read now.

        Args:
            notification_id: the notification, or its ID.
            max_id: instead, the newest of those to mark, or its ID; at most 80 of them are given.

        Raises:
            ClientError: no such notification, or neither argument is given.
        """
        if notification_id is not None:
            return [(yield from _read_notification.flow(self, notification_id))]
        return (yield from _read_notifications_up_to.flow(self, max_id))

    @post(
        "/api/qvitter/statuses/notifications/read",
        scope="write:notifications",
        servers=PLEROMA,
        repeat="always",
    )
    def read_notifications_until(self, latest_id: NotificationRef) -> None:
        """Mark notifications as read in the way of old Pleroma; ``read_notifications`` is for all versions.

        Args:
            latest_id: the newest of those to mark, or its ID.

        Raises:
            NotFoundError: the server is newer.
        """
        ...

    @delete("/api/v1/notifications/destroy_multiple", scope="write:notifications", servers=PLEROMAS)
    def dismiss_notifications(self, ids: Sequence[NotificationRef]) -> None:
        """Dismiss several notifications; they do not come back.

        Args:
            ids: the notifications, or their IDs.
        """
        ...

    @put("/api/pleroma/notification_settings", scope="write:accounts", servers=PLEROMAS)
    def update_notification_settings(
        self,
        *,
        block_from_strangers: Annotated[bool | None, Wire(place="query")] = None,
        hide_notification_contents: Annotated[bool | None, Wire(place="query")] = None,
    ) -> PleromaResult:
        """Change what you are notified of; what is not given stays as it is.

        Args:
            block_from_strangers: nothing from accounts that you do not follow.
            hide_notification_contents: let push messages say only that there is something.
        """
        ...


@post(
    "/api/v1/pleroma/notifications/read",
    scope="write:notifications",
    servers=PLEROMAS,
    repeat="always",
)
def _read_notification(self: Operations, notification_id: Annotated[NotificationRef, Wire("id")]) -> Notification: ...


@post(
    "/api/v1/pleroma/notifications/read",
    scope="write:notifications",
    servers=PLEROMAS,
    repeat="always",
)
def _read_notifications_up_to(self: Operations, max_id: NotificationRef | None = None) -> list[Notification]: ...
