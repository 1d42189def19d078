"""Collections of accounts."""

from __future__ import annotations

from typing import Any

from ...core.encoding import segment
from .calling import Calls, calls
from .identities import unpack_id
from .return_types import (
    Account,
    Collection,
    CollectionItem,
    Collections,
    CollectionWithAccounts,
    WrappedCollection,
    WrappedCollectionItem,
)
from .types_base import EmptyResponse, IdType


class CollectionCalls(Calls):
    """Collections of accounts."""

    def account_collections(
        self, id: Account | IdType, limit: int | None = None, offset: int | None = None
    ) -> Collections:
        """Fetch a page of an account's collections."""
        return self._collections(id, "collections", limit, offset)

    def account_in_collections(
        self, id: Account | IdType | None, limit: int | None = None, offset: int | None = None
    ) -> Collections:
        """Fetch a page of the collections that an account is in."""
        return self._collections(id, "in_collections", limit, offset)

    def _collections(self, id: Any, which: str, limit: int | None, offset: int | None) -> Collections:
        path = f"/api/v1/accounts/{segment(unpack_id(id), 'id')}/{which}"
        return self._request("GET", path, Collections, {"query": {"limit": limit, "offset": offset}}, added="4.6.0")

    @calls("get_collection", "4.6.0", "4.6.0", id="collection_id")
    def collection(self, id: Collection | IdType) -> CollectionWithAccounts:
        """Fetch a collection, with the accounts in it."""
        ...

    @calls("create_collection", "4.6.0", "4.6.0", always=("sensitive", "discoverable"))
    def collection_create(
        self,
        name: str,
        description: str | None = None,
        language: str | None = None,
        tag_name: str | None = None,
        sensitive: bool = False,
        discoverable: bool = False,
        account_ids: list[Account | IdType] | None = None,
    ) -> WrappedCollection:
        """Create a collection."""
        ...

    @calls("delete_collection", "4.6.0", "4.6.0", id="collection_id")
    def collection_delete(self, id: Collection | IdType) -> EmptyResponse:
        """Delete a collection."""
        ...

    @calls("add_collection_item", "4.6.0", "4.6.0", id="collection_id")
    def collection_item_add(self, id: Collection | IdType, account_id: Account | IdType) -> WrappedCollectionItem:
        """Put an account into a collection."""
        ...

    @calls("delete_collection_item", "4.6.0", "4.6.0")
    def collection_item_delete(
        self, collection_id: Collection | IdType, item_id: CollectionItem | IdType
    ) -> EmptyResponse:
        """Take an account out of a collection."""
        ...

    @calls("revoke_collection_item", "4.6.0", "4.6.0")
    def collection_item_revoke(
        self, collection_id: Collection | IdType, item_id: CollectionItem | IdType
    ) -> EmptyResponse:
        """Take yourself out of somebody's collection."""
        ...

    @calls("update_collection", "4.6.0", "4.6.0", id="collection_id")
    def collection_update(
        self,
        id: Collection | IdType,
        name: str | None = None,
        description: str | None = None,
        language: str | None = None,
        tag_name: str | None = None,
        sensitive: bool | None = None,
        discoverable: bool | None = None,
    ) -> WrappedCollection:
        """Change a collection."""
        ...
