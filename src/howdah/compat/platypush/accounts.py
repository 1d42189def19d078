"""Actions on accounts, and searching."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .arguments import Id, audience, bound, identifier, path, profile_fields, text, words
from .front import Front, done, received
from .host import action
from .shapes import ACCOUNT, LIST, SEARCH, TOKEN, Output, Outputs


class AccountActions(Front):
    """What is done to and with accounts."""

    @action
    def search(
        self,
        query: str,
        type: str | None = None,  # noqa: A002 - the action's own name for it
        min_id: Id | None = None,
        max_id: Id | None = None,
        limit: int = 20,
        offset: int = 0,
        following: bool = False,
        **kwargs: Any,
    ) -> Output:
        """
        Search for accounts, hashtags and statuses.

        It requires the ``read:search`` scope.

        :param query: What to search for.
        :param type: Only ``accounts``, ``hashtags`` or ``statuses``.
        :param min_id: Only what is newer than this ID.
        :param max_id: Only what is older than this ID.
        :param limit: Maximum number of results of each type (default: 20; servers give 40 at most).
        :param offset: Leave out this many results; servers want a ``type`` with it.
        :param following: Only accounts that you follow.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: ``accounts``, ``hashtags`` and ``statuses``.
        """
        return received(
            self._on(kwargs).client.raw.search(
                words(query),
                query_type=type or None,
                following=following or None,
                max_id=bound(max_id),
                min_id=bound(min_id),
                limit=limit or None,
                offset=offset or None,
            ),
            SEARCH,
        )

    @action
    def register_account(
        self,
        username: str,
        email: str,
        password: str,
        locale: str = "en",
        reason: str | None = None,
        **kwargs: Any,
    ) -> Output:
        """
        Register a new account, and agree to the server's rules for it.

        It requires an application's token with the ``write:accounts`` scope.

        :param username: The account's name, without the server.
        :param email: Where the server sends its confirmation.
        :param password: The password to log in with.
        :param locale: Language of that message (default: ``en``).
        :param reason: Why you want an account, where moderators approve them.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The account's ``access_token``, with ``token_type``, ``scope`` and ``created_at``.
        """
        return received(
            self._on(kwargs).client.raw.create_account(
                username=words(username),
                email=words(email),
                password=words(password),
                agreement=True,
                locale=words(locale),
                reason=text(reason),
            ),
            TOKEN,
        )

    @action
    def update_account(
        self,
        discoverable: bool | None = None,
        bot: bool | None = None,
        display_name: str | None = None,
        note: str | None = None,
        avatar: str | None = None,
        header: str | None = None,
        locked: bool | None = None,
        privacy: str | None = None,
        sensitive: bool | None = None,
        language: str | None = None,
        metadata: Iterable[Mapping[str, Any]] | None = None,
        **kwargs: Any,
    ) -> Output:
        """
        Change your own account; what is not given stays as it is.

        It requires the ``write:accounts`` scope.

        :param discoverable: Whether others may be led to the account.
        :param bot: Whether a program runs it.
        :param display_name: The name it goes by.
        :param note: The bio, as plain text.
        :param avatar: Path of a picture.
        :param header: Path of a picture.
        :param locked: Whether you approve followers by hand.
        :param privacy: Visibility of new statuses, unless they say otherwise.
        :param sensitive: Whether the media of new statuses are marked as sensitive.
        :param language: Language of new statuses (ISO 639-1).
        :param metadata: Rows of the profile, each with ``name`` and ``value``; they replace those that are there.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The account.
        """
        return received(
            self._on(kwargs).client.raw.update_credentials(
                discoverable=discoverable,
                bot=bot,
                display_name=text(display_name),
                note=text(note),
                avatar=path(avatar),
                header=path(header),
                locked=locked,
                source_privacy=audience(privacy),
                source_sensitive=sensitive,
                source_language=language,
                fields_attributes=profile_fields(metadata),
            ),
            ACCOUNT,
        )

    @action
    def get_account(self, account_id: Id, **kwargs: Any) -> Output:
        """
        Retrieve an account.

        It requires the ``read:accounts`` scope, where the server wants a token for that.

        :param account_id: The account's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The account.
        """
        return received(self._on(kwargs).client.raw.get_account(identifier(account_id)), ACCOUNT)

    @action
    def get_statuses(
        self,
        account_id: Id,
        min_id: Id | None = None,
        max_id: Id | None = None,
        limit: int = 20,
        offset: int = 0,
        **kwargs: Any,
    ) -> Outputs:
        """
        Retrieve an account's statuses, newest first.

        It requires the ``read:statuses`` scope, where the server wants a token for that.

        :param account_id: The account's ID.
        :param min_id: Only what is newer than this ID, beginning right after it.
        :param max_id: Only what is older than this ID.
        :param limit: Maximum number of results (default: 20; servers give 40 at most).
        :param offset: Leave out this many.
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Statuses.
        """
        return self._page(
            "get_account_statuses",
            kwargs,
            identifier(account_id),
            min_id=bound(min_id),
            max_id=bound(max_id),
            limit=limit,
            offset=offset,
        )

    @action
    def get_followers(
        self,
        account_id: Id,
        max_id: Id | None = None,
        since_id: Id | None = None,
        limit: int = 20,
        offset: int = 0,
        **kwargs: Any,
    ) -> Outputs:
        """
        Retrieve those who follow an account.

        It requires the ``read:accounts`` scope.

        :param account_id: The account's ID.
        :param max_id: Only what comes after this ID, which is one of the server's and no account's; cursors have it.
        :param since_id: Only what comes before this ID, likewise.
        :param limit: Maximum number of results (default: 20; servers give 80 at most).
        :param offset: Leave out this many.
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Accounts.
        """
        return self._page(
            "get_account_followers",
            kwargs,
            identifier(account_id),
            max_id=bound(max_id),
            since_id=bound(since_id),
            limit=limit,
            offset=offset,
        )

    @action
    def get_following(
        self,
        account_id: Id,
        max_id: Id | None = None,
        since_id: Id | None = None,
        limit: int = 20,
        offset: int = 0,
        **kwargs: Any,
    ) -> Outputs:
        """
        Retrieve those whom an account follows.

        It requires the ``read:accounts`` scope.

        :param account_id: The account's ID.
        :param max_id: Only what comes after this ID, which is one of the server's and no account's; cursors have it.
        :param since_id: Only what comes before this ID, likewise.
        :param limit: Maximum number of results (default: 20; servers give 80 at most).
        :param offset: Leave out this many.
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Accounts.
        """
        return self._page(
            "get_account_following",
            kwargs,
            identifier(account_id),
            max_id=bound(max_id),
            since_id=bound(since_id),
            limit=limit,
            offset=offset,
        )

    @action
    def get_featured_lists(
        self,
        account_id: Id,
        max_id: Id | None = None,
        since_id: Id | None = None,
        limit: int = 20,
        offset: int = 0,
        **kwargs: Any,
    ) -> Outputs:
        """
        Retrieve those of your lists that an account is on.

        It requires the ``read:lists`` scope. The server gives them all in one answer: ``max_id``, ``since_id``,
        ``limit`` and ``offset`` change nothing.

        :param account_id: The account's ID.
        :param max_id: Not used.
        :param since_id: Not used.
        :param limit: Not used.
        :param offset: Not used.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Lists.
        """
        del max_id, since_id, limit, offset
        return self._whole("get_account_lists", LIST, kwargs, identifier(account_id))

    @action
    def follow_account(self, account_id: Id, notify: bool = False, reblogs: bool = True, **kwargs: Any) -> Output:
        """
        Follow an account, or change how you follow it.

        It requires the ``write:follows`` scope.

        :param account_id: The account's ID.
        :param notify: Get a notification when it posts (default: False).
        :param reblogs: See what it boosts in your home timeline (default: True).
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Your relationship with the account, and ``success``.
        """
        raw = self._on(kwargs).client.raw
        return done(raw.follow_account(identifier(account_id), reblogs=reblogs, notify=notify))

    @action
    def unfollow_account(self, account_id: Id, **kwargs: Any) -> Output:
        """
        Follow an account no more.

        It requires the ``write:follows`` scope.

        :param account_id: The account's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Your relationship with the account, and ``success``.
        """
        return done(self._on(kwargs).client.raw.unfollow_account(identifier(account_id)))

    @action
    def block_account(self, account_id: Id, **kwargs: Any) -> Output:
        """
        Block an account.

        It requires the ``write:blocks`` scope.

        :param account_id: The account's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Your relationship with the account, and ``success``.
        """
        return done(self._on(kwargs).client.raw.block_account(identifier(account_id)))

    @action
    def unblock_account(self, account_id: Id, **kwargs: Any) -> Output:
        """
        Block an account no more.

        It requires the ``write:blocks`` scope.

        :param account_id: The account's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Your relationship with the account, and ``success``.
        """
        return done(self._on(kwargs).client.raw.unblock_account(identifier(account_id)))

    @action
    def mute_account(self, account_id: Id, **kwargs: Any) -> Output:
        """
        Mute an account, its notifications included.

        It requires the ``write:mutes`` scope.

        :param account_id: The account's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Your relationship with the account, and ``success``.
        """
        return done(self._on(kwargs).client.raw.mute_account(identifier(account_id)))

    @action
    def unmute_account(self, account_id: Id, **kwargs: Any) -> Output:
        """
        Mute an account no more.

        It requires the ``write:mutes`` scope.

        :param account_id: The account's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Your relationship with the account, and ``success``.
        """
        return done(self._on(kwargs).client.raw.unmute_account(identifier(account_id)))

    @action
    def pin_account(self, account_id: Id, **kwargs: Any) -> Output:
        """
        Show an account on your profile; you must follow it.

        It requires the ``write:accounts`` scope.

        :param account_id: The account's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Your relationship with the account, and ``success``.
        """
        return done(self._on(kwargs).client.raw.endorse_account(identifier(account_id)))

    @action
    def unpin_account(self, account_id: Id, **kwargs: Any) -> Output:
        """
        Show an account on your profile no more.

        It requires the ``write:accounts`` scope.

        :param account_id: The account's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Your relationship with the account, and ``success``.
        """
        return done(self._on(kwargs).client.raw.unendorse_account(identifier(account_id)))

    @action
    def set_account_note(self, account_id: Id, note: str, **kwargs: Any) -> Output:
        """
        Set your private note on an account.

        It requires the ``write:accounts`` scope.

        :param account_id: The account's ID.
        :param note: The note; an empty one takes it away.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: Your relationship with the account, and ``success``.
        """
        return done(self._on(kwargs).client.raw.add_account_note(identifier(account_id), words(note)))

    @action
    def get_muted_accounts(
        self, max_id: Id | None = None, since_id: Id | None = None, limit: int = 20, **kwargs: Any
    ) -> Outputs:
        """
        Retrieve the accounts that you mute.

        It requires the ``read:mutes`` scope.

        :param max_id: Only what comes after this ID, which is one of the server's and no account's; cursors have it.
        :param since_id: Only what comes before this ID, likewise.
        :param limit: Maximum number of results (default: 20; servers give 80 at most).
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Accounts.
        """
        return self._page("get_mutes", kwargs, max_id=bound(max_id), since_id=bound(since_id), limit=limit)

    @action
    def get_blocked_accounts(
        self, max_id: Id | None = None, since_id: Id | None = None, limit: int = 20, **kwargs: Any
    ) -> Outputs:
        """
        Retrieve the accounts that you block.

        It requires the ``read:blocks`` scope.

        :param max_id: Only what comes after this ID, which is one of the server's and no account's; cursors have it.
        :param since_id: Only what comes before this ID, likewise.
        :param limit: Maximum number of results (default: 20; servers give 80 at most).
        :param kwargs: ``base_url``/``access_token`` override; ``paged: true`` for cursors, see :meth:`get_page`.
        :return: Accounts.
        """
        return self._page("get_blocks", kwargs, max_id=bound(max_id), since_id=bound(since_id), limit=limit)
