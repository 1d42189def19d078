"""Actions on lists, filters and featured hashtags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .arguments import Id, bound, identifier, identifiers, policy, text, texts, words
from .front import Front, received
from .host import action
from .shapes import FEATURED_HASHTAG, FILTER, LIST, Output, Outputs


class ListActions(Front):
    """What is done to lists, filters and featured hashtags."""

    @action
    def get_lists(self, list_id: Id | None = None, **kwargs: Any) -> Outputs:
        """
        Retrieve your lists, or one of them.

        It requires the ``read:lists`` scope.

        :param list_id: The ID of the one.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Lists, or a list.
        """
        if list_id is None:
            return self._whole("get_lists", LIST, kwargs)
        return received(self._on(kwargs).client.raw.get_list(identifier(list_id)), LIST)

    @action
    def create_list(self, title: str, replies_policy: str = "list", **kwargs: Any) -> Output:
        """
        Create a list.

        It requires the ``write:lists`` scope.

        :param title: Its name.
        :param replies_policy: Whose replies it shows: ``none``, ``followed`` (or ``following``) or ``list``.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The list.
        """
        raw = self._on(kwargs).client.raw
        return received(raw.create_list(words(title), replies_policy=policy(replies_policy)), LIST)

    @action
    def update_list(
        self, list_id: Id, title: str | None = None, replies_policy: str | None = None, **kwargs: Any
    ) -> Output:
        """
        Change a list; what is not given stays as it is.

        It requires the ``write:lists`` scope, and ``read:lists`` if no title is given.

        :param list_id: The list's ID.
        :param title: Its new name.
        :param replies_policy: Whose replies it shows: ``none``, ``followed`` (or ``following``) or ``list``.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The list.
        """
        client, known = self._on(kwargs).client, identifier(list_id)
        if title is None:  # servers want one in any case
            title = client.get_list(known).title
        return received(client.raw.update_list(known, words(title), replies_policy=policy(replies_policy)), LIST)

    @action
    def delete_list(self, list_id: Id, **kwargs: Any) -> Output:
        """
        Delete a list.

        It requires the ``write:lists`` scope.

        :param list_id: The list's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: What the server answers: nothing.
        """
        return received(self._on(kwargs).client.raw.delete_list(identifier(list_id)))

    @action
    def get_list_accounts(
        self,
        list_id: Id | None = None,
        min_id: Id | None = None,
        max_id: Id | None = None,
        limit: int = 20,
        **kwargs: Any,
    ) -> Outputs:
        """
        Retrieve the accounts on a list.

        It requires the ``read:lists`` scope.

        :param list_id: The list's ID; there is no answer without one.
        :param min_id: Only what comes before this ID, which is one of the server's and no account's; cursors have it.
        :param max_id: Only what comes after this ID, likewise.
        :param limit: Maximum number of results (default: 20; servers give 80 at most).
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Accounts.
        """
        return self._page(
            "get_list_accounts",
            kwargs,
            identifier(list_id),
            min_id=bound(min_id),
            max_id=bound(max_id),
            limit=limit,
        )

    @action
    def add_accounts_to_list(self, list_id: Id, account_ids: Sequence[Id], **kwargs: Any) -> Output:
        """
        Put accounts on a list; you must follow them.

        It requires the ``write:lists`` scope.

        :param list_id: The list's ID.
        :param account_ids: The accounts' IDs.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: What the server answers: nothing.
        """
        raw = self._on(kwargs).client.raw
        return received(raw.add_list_accounts(identifier(list_id), identifiers(account_ids) or []))

    @action
    def remove_accounts_from_list(self, list_id: Id, account_ids: Sequence[Id], **kwargs: Any) -> Output:
        """
        Take accounts off a list.

        It requires the ``write:lists`` scope.

        :param list_id: The list's ID.
        :param account_ids: The accounts' IDs.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: What the server answers: nothing.
        """
        raw = self._on(kwargs).client.raw
        return received(raw.delete_list_accounts(identifier(list_id), identifiers(account_ids) or []))

    @action
    def get_filters(self, **kwargs: Any) -> Outputs:
        """
        Retrieve your filters.

        It requires the ``read:filters`` scope.

        :param kwargs: ``base_url``/``access_token`` override.
        :return: Filters.
        """
        return self._whole("get_filters", FILTER, kwargs)

    @action
    def create_filter(
        self,
        phrase: str,
        context: Iterable[str],
        irreversible: bool | None = None,
        whole_word: bool | None = None,
        expires_in: int | None = None,
        **kwargs: Any,
    ) -> Output:
        """
        Create a filter.

        It requires the ``write:filters`` scope.

        :param phrase: What to filter.
        :param context: Where: ``home``, ``notifications``, ``public``, ``thread`` or ``account``; at least one.
        :param irreversible: Drop what matches from home and notifications for good.
        :param whole_word: Match whole words only.
        :param expires_in: Seconds until it ends; by default it does not.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The filter.
        """
        return received(
            self._on(kwargs).client.raw.create_filter(
                words(phrase),
                texts(context) or [],
                irreversible=irreversible,
                whole_word=whole_word,
                expires_in=expires_in,
            ),
            FILTER,
        )

    @action
    def update_filter(
        self,
        filter_id: Id,
        phrase: str | None = None,
        context: Iterable[str] | None = None,
        irreversible: bool | None = None,
        whole_word: bool | None = None,
        expires_in: int | None = None,
        **kwargs: Any,
    ) -> Output:
        """
        Change a filter; what is not given stays as it is.

        It requires the ``write:filters`` scope.

        :param filter_id: The filter's ID.
        :param phrase: What to filter.
        :param context: Where: ``home``, ``notifications``, ``public``, ``thread`` or ``account``.
        :param irreversible: Drop what matches from home and notifications for good.
        :param whole_word: Match whole words only.
        :param expires_in: Seconds from now until it ends.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The filter.
        """
        return received(
            self._on(kwargs).client.raw.update_filter(
                identifier(filter_id),
                phrase=text(phrase),
                context=texts(context),
                irreversible=irreversible,
                whole_word=whole_word,
                expires_in=expires_in,
            ),
            FILTER,
        )

    @action
    def remove_filter(self, filter_id: Id, **kwargs: Any) -> Output:
        """
        Delete a filter.

        It requires the ``write:filters`` scope.

        :param filter_id: The filter's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: What the server answers: nothing.
        """
        return received(self._on(kwargs).client.raw.delete_filter(identifier(filter_id)))

    @action
    def get_featured_tags(
        self,
        account_id: Id | None = None,
        max_id: Id | None = None,
        since_id: Id | None = None,
        limit: int = 20,
        offset: int = 0,
        **kwargs: Any,
    ) -> Outputs:
        """
        Retrieve the hashtags on a profile.

        It requires the ``read:accounts`` scope. The server gives them all in one answer: ``max_id``, ``since_id``,
        ``limit`` and ``offset`` change nothing.

        :param account_id: Whose; your own by default.
        :param max_id: Not used.
        :param since_id: Not used.
        :param limit: Not used.
        :param offset: Not used.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Featured hashtags.
        """
        del max_id, since_id, limit, offset
        if account_id is None:
            return self._whole("get_featured_tags", FEATURED_HASHTAG, kwargs)
        return self._whole("get_account_featured_tags", FEATURED_HASHTAG, kwargs, identifier(account_id))

    @action
    def add_featured_tag(self, name: str, **kwargs: Any) -> Output:
        """
        Show a hashtag on your profile.

        It requires the ``write:accounts`` scope.

        :param name: The hashtag, with or without ``#``.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The featured hashtag.
        """
        raw = self._on(kwargs).client.raw
        return received(raw.create_featured_tag(words(name).lstrip("#")), FEATURED_HASHTAG)

    @action
    def remove_featured_tag(self, tag_id: Id, **kwargs: Any) -> Output:
        """
        Show a hashtag on your profile no more.

        It requires the ``write:accounts`` scope.

        :param tag_id: The featured hashtag's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: What the server answers: nothing.
        """
        return received(self._on(kwargs).client.raw.delete_featured_tag(identifier(tag_id)))
