"""Collections: lists of accounts that somebody recommends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..core.operation import Operations, delete, get, listing, patch, post
from ..core.server import MASTODON, SNAC
from .references import AccountRef, CollectionItemRef, CollectionRef

if TYPE_CHECKING:
    from ..models import Collection, CollectionWithAccounts, WrappedCollection, WrappedCollectionItem


class AccountCollections(Operations):
    """Collections of accounts, yours and others', and who is in them."""

    @post("/api/v1/collections", scope="write:collections", added="4.6.0", servers=MASTODON, unsure=SNAC)
    def create_collection(
        self,
        name: str,
        *,
        description: str | None = None,
        language: str | None = None,
        tag_name: str | None = None,
        sensitive: bool | None = None,
        discoverable: bool | None = None,
        account_ids: Sequence[AccountRef] | None = None,
    ) -> WrappedCollection:
        """Make a collection of accounts.

        Args:
            name: what it is called, at most 40 characters.
            description: what it is about, at most 100 characters.
            language: the language of both, as an ISO 639-1 code.
            tag_name: a hashtag that says what it is about, without its ``#``.
            sensitive: it may not be fit for everybody.
            discoverable: show it on your profile, in searches and among suggestions.
            account_ids: who is in it, at most 25; they may have to agree.

        Raises:
            ForbiddenError: an account does not want to be featured, or the token lacks the scope.
            UnprocessedError: something is too long or too many, or you have as many collections as you may.
        """
        ...

    @get(
        "/api/v1/collections/{collection_id}",
        auth="optional",
        scope="read:collections",
        added="4.6.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_collection(self, collection_id: CollectionRef) -> CollectionWithAccounts:
        """Fetch a collection with the accounts that are in it.

        Args:
            collection_id: the collection, or its ID.

        Raises:
            NotFoundError: no such collection.
        """
        ...

    @listing(
        "/api/v1/accounts/{account_id}/collections",
        by="offset",
        within=("Collections", "collections"),
        auth="optional",
        scope="read:collections",
        added="4.6.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_account_collections(
        self, account_id: AccountRef, limit: int | None = None, offset: int | None = None
    ) -> list[Collection]:
        """List the collections that an account made, the latest first.

        Args:
            account_id: the account, or its ID.
            limit: collections per page, at most 80; 40 by default.
            offset: leave out this many from the start.

        Raises:
            NotFoundError: no such account.
        """
        ...

    @listing(
        "/api/v1/accounts/{account_id}/in_collections",
        by="offset",
        within=("Collections", "collections"),
        scope="read:collections",
        added="4.6.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_account_in_collections(
        self, account_id: AccountRef, limit: int | None = None, offset: int | None = None
    ) -> list[Collection]:
        """List the collections that an account is in; you may ask that of your own.

        Args:
            account_id: the account, or its ID.
            limit: collections per page, at most 80; 40 by default.
            offset: leave out this many from the start.

        Raises:
            ForbiddenError: it is somebody else's account.
            NotFoundError: no such account.
        """
        ...

    @patch(
        "/api/v1/collections/{collection_id}",
        scope="write:collections",
        added="4.6.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def update_collection(
        self,
        collection_id: CollectionRef,
        *,
        name: str | None = None,
        description: str | None = None,
        language: str | None = None,
        tag_name: str | None = None,
        sensitive: bool | None = None,
        discoverable: bool | None = None,
    ) -> WrappedCollection:
        """Change a collection of yours; what is not given stays as it is.

        Args:
            collection_id: the collection, or its ID.
            name: what it is called, at most 40 characters.
            description: what it is about, at most 100 characters.
            language: the language of both, as an ISO 639-1 code.
            tag_name: a hashtag that says what it is about, without its ``#``; empty for none.
            sensitive: it may not be fit for everybody.
            discoverable: show it on your profile, in searches and among suggestions.

        Raises:
            ForbiddenError: it is somebody else's.
            NotFoundError: no such collection.
            UnprocessedError: something is too long.
        """
        ...

    @delete(
        "/api/v1/collections/{collection_id}",
        scope="write:collections",
        added="4.6.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def delete_collection(self, collection_id: CollectionRef) -> None:
        """Delete a collection of yours.

        Args:
            collection_id: the collection, or its ID.

        Raises:
            ForbiddenError: it is somebody else's.
            NotFoundError: no such collection.
        """
        ...

    @post(
        "/api/v1/collections/{collection_id}/items",
        scope="write:collections",
        added="4.6.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def add_collection_item(self, collection_id: CollectionRef, account_id: AccountRef) -> WrappedCollectionItem:
        """Add an account to a collection of yours; it may have to agree.

        Args:
            collection_id: the collection, or its ID.
            account_id: the account, or its ID.

        Raises:
            ForbiddenError: the account does not want to be featured, or the collection is somebody else's.
            NotFoundError: no such collection or account.
            UnprocessedError: the account is in it already, or the collection is full.
        """
        ...

    @delete(
        "/api/v1/collections/{collection_id}/items/{item_id}",
        scope="write:collections",
        added="4.6.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def delete_collection_item(self, collection_id: CollectionRef, item_id: CollectionItemRef) -> None:
        """Take an account out of a collection of yours.

        Args:
            collection_id: the collection, or its ID.
            item_id: the account's place in it, or the ID of that; not the account's ID.

        Raises:
            ForbiddenError: the collection is somebody else's.
            NotFoundError: no such collection or place.
        """
        ...

    @post(
        "/api/v1/collections/{collection_id}/items/{item_id}/revoke",
        scope="write:collections",
        added="4.6.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def revoke_collection_item(self, collection_id: CollectionRef, item_id: CollectionItemRef) -> None:
        """Take yourself out of somebody's collection, for good.

        Args:
            collection_id: the collection, or its ID.
            item_id: your place in it, or the ID of that; not your account's ID.

        Raises:
            ForbiddenError: it is somebody else's place.
            NotFoundError: no such collection or place.
        """
        ...
