"""The plugin as platypush loads it."""

from __future__ import annotations

from typing import Any

from .accounts import AccountActions
from .arguments import Id, bound, identifier
from .front import received
from .host import action
from .lists import ListActions
from .shapes import NOTIFICATION, Output, Outputs
from .statuses import StatusActions
from .timelines import TimelineActions


class MastodonPlugin(AccountActions, StatusActions, TimelineActions, ListActions):
    """
    Plugin for everything that speaks the API of `Mastodon <https://joinmastodon.org>`_: Mastodon, GoToSocial, Pleroma,
    Akkoma and others.

    It has the actions of the plugin that comes with platypush, and posts notifications and statuses as events while
    they happen, and after an interruption those that were missed.

    To get a token, open ``https://<base_url>/settings/applications`` and create an application with the scopes that you
    need; or let ``howdah login`` do it.
    """

    @action
    def get_notifications(
        self,
        notification_id: Id | None = None,
        min_id: Id | None = None,
        max_id: Id | None = None,
        limit: int = 20,
        **kwargs: Any,
    ) -> Outputs:
        """
        Retrieve your notifications, newest first, or one of them.

        It requires the ``read:notifications`` scope.

        :param notification_id: The ID of the one.
        :param min_id: Only what is newer than this ID, beginning right after it.
        :param max_id: Only what is older than this ID.
        :param limit: Maximum number of results (default: 20; servers give 80 at most).
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Notifications, or a notification.
        """
        if notification_id is None:
            return self._page("get_notifications", kwargs, min_id=bound(min_id), max_id=bound(max_id), limit=limit)
        return received(self._on(kwargs).client.raw.get_notification(identifier(notification_id)), NOTIFICATION)

    @action
    def dismiss_notifications(self, notification_id: Id | None = None, **kwargs: Any) -> Output:
        """
        Dismiss your notifications, or one of them.

        It requires the ``write:notifications`` scope.

        :param notification_id: The ID of the one; all of them by default.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: What the server answers: nothing.
        """
        raw = self._on(kwargs).client.raw
        if notification_id is None:
            return received(raw.clear_notifications())
        return received(raw.dismiss_notification(identifier(notification_id)))
