"""Actions on timelines and conversations."""

from __future__ import annotations

from typing import Any

from .arguments import Id, bound, identifier, words
from .front import Front, received
from .host import action
from .shapes import CONVERSATION, Output, Outputs


class TimelineActions(Front):
    """What is read, newest first."""

    @action
    def get_public_timeline(
        self,
        local: bool = False,
        remote: bool = False,
        only_media: bool = False,
        min_id: Id | None = None,
        max_id: Id | None = None,
        limit: int = 20,
        offset: int = 0,
        **kwargs: Any,
    ) -> Outputs:
        """
        Retrieve public statuses that the server knows of.

        It requires the ``read:statuses`` scope, where the server wants a token for that.

        :param local: Only those of this server.
        :param remote: Only those of other servers.
        :param only_media: Only those with media.
        :param min_id: Only what is newer than this ID, beginning right after it.
        :param max_id: Only what is older than this ID.
        :param limit: Maximum number of results (default: 20; servers give 40 at most).
        :param offset: Leave out this many.
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Statuses.
        """
        return self._page(
            "get_public_timeline",
            kwargs,
            local=local,
            remote=remote,
            only_media=only_media,
            min_id=bound(min_id),
            max_id=bound(max_id),
            limit=limit,
            offset=offset,
        )

    @action
    def get_hashtag_timeline(
        self,
        hashtag: str,
        local: bool = False,
        only_media: bool = False,
        min_id: Id | None = None,
        max_id: Id | None = None,
        limit: int = 20,
        offset: int = 0,
        **kwargs: Any,
    ) -> Outputs:
        """
        Retrieve public statuses with a hashtag.

        It requires the ``read:statuses`` scope, where the server wants a token for that.

        :param hashtag: The hashtag, with or without ``#``.
        :param local: Only those of this server.
        :param only_media: Only those with media.
        :param min_id: Only what is newer than this ID, beginning right after it.
        :param max_id: Only what is older than this ID.
        :param limit: Maximum number of results (default: 20; servers give 40 at most).
        :param offset: Leave out this many.
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Statuses.
        """
        return self._page(
            "get_hashtag_timeline",
            kwargs,
            words(hashtag).lstrip("#"),
            local=local,
            only_media=only_media,
            min_id=bound(min_id),
            max_id=bound(max_id),
            limit=limit,
            offset=offset,
        )

    @action
    def get_home_timeline(
        self,
        local: bool = False,
        only_media: bool = False,
        min_id: Id | None = None,
        max_id: Id | None = None,
        limit: int = 20,
        offset: int = 0,
        **kwargs: Any,
    ) -> Outputs:
        """
        Retrieve your home timeline.

        It requires the ``read:statuses`` scope.

        :param local: Only statuses of this server; not every server takes that.
        :param only_media: Only those with media; likewise.
        :param min_id: Only what is newer than this ID, beginning right after it.
        :param max_id: Only what is older than this ID.
        :param limit: Maximum number of results (default: 20; servers give 40 at most).
        :param offset: Leave out this many.
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Statuses; what is boosted is in a boost's ``reblog``.
        """
        return self._page(
            "get_home_timeline",
            kwargs,
            local=local,
            only_media=only_media,
            min_id=bound(min_id),
            max_id=bound(max_id),
            limit=limit,
            offset=offset,
        )

    @action
    def get_list_timeline(
        self,
        list_id: Id,
        min_id: Id | None = None,
        max_id: Id | None = None,
        limit: int = 20,
        offset: int = 0,
        **kwargs: Any,
    ) -> Outputs:
        """
        Retrieve the statuses of those on a list.

        It requires the ``read:lists`` scope.

        :param list_id: The list's ID.
        :param min_id: Only what is newer than this ID, beginning right after it.
        :param max_id: Only what is older than this ID.
        :param limit: Maximum number of results (default: 20; servers give 40 at most).
        :param offset: Leave out this many.
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Statuses.
        """
        return self._page(
            "get_list_timeline",
            kwargs,
            identifier(list_id),
            min_id=bound(min_id),
            max_id=bound(max_id),
            limit=limit,
            offset=offset,
        )

    @action
    def get_bookmarked_statuses(
        self, min_id: Id | None = None, max_id: Id | None = None, limit: int = 20, **kwargs: Any
    ) -> Outputs:
        """
        Retrieve the statuses that you have bookmarked.

        It requires the ``read:bookmarks`` scope.

        :param min_id: Only what was bookmarked after this ID, which is one of the server's and no status's; cursors
            have it.
        :param max_id: Only what was bookmarked before this ID, likewise.
        :param limit: Maximum number of results (default: 20; servers give 40 at most).
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Statuses.
        """
        return self._page("get_bookmarks", kwargs, min_id=bound(min_id), max_id=bound(max_id), limit=limit)

    @action
    def get_favourited_statuses(
        self, min_id: Id | None = None, max_id: Id | None = None, limit: int = 20, **kwargs: Any
    ) -> Outputs:
        """
        Retrieve the statuses that you have favourited.

        It requires the ``read:favourites`` scope.

        :param min_id: Only what was favourited after this ID, which is one of the server's and no status's; cursors
            have it.
        :param max_id: Only what was favourited before this ID, likewise.
        :param limit: Maximum number of results (default: 20; servers give 40 at most).
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Statuses.
        """
        return self._page("get_favourites", kwargs, min_id=bound(min_id), max_id=bound(max_id), limit=limit)

    @action
    def get_conversations(
        self, min_id: Id | None = None, max_id: Id | None = None, limit: int = 20, **kwargs: Any
    ) -> Outputs:
        """
        Retrieve your direct conversations.

        It requires the ``read:statuses`` scope.

        :param min_id: Only those whose last status is newer than this ID.
        :param max_id: Only those whose last status is older than this ID.
        :param limit: Maximum number of results (default: 20; servers give 40 at most).
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Conversations.
        """
        return self._page("get_conversations", kwargs, min_id=bound(min_id), max_id=bound(max_id), limit=limit)

    @action
    def remove_conversation(self, conversation_id: Id, **kwargs: Any) -> Output:
        """
        Take a conversation out of your list of them; its statuses stay.

        It requires the ``write:conversations`` scope.

        :param conversation_id: The conversation's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: What the server answers: nothing.
        """
        return received(self._on(kwargs).client.raw.delete_conversation(identifier(conversation_id)))

    @action
    def mark_conversation_as_read(self, conversation_id: Id, **kwargs: Any) -> Output:
        """
        Mark a conversation as read.

        It requires the ``write:conversations`` scope.

        :param conversation_id: The conversation's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The conversation.
        """
        return received(self._on(kwargs).client.raw.read_conversation(identifier(conversation_id)), CONVERSATION)
