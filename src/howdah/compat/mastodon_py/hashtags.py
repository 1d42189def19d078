"""Hashtags: followed, and on your profile."""

from __future__ import annotations

from .calling import Calls, calls
from .return_types import FeaturedTag, Tag
from .types_base import IdType, NonPaginatableList, PaginatableList


class Hashtags(Calls):
    """Hashtags: followed, and on your profile."""

    @calls("create_featured_tag", "3.0.0", "3.0.0")
    def featured_tag_create(self, name: str) -> FeaturedTag:
        """Show a hashtag on your profile; without the ``#``."""
        ...

    @calls("delete_featured_tag", "3.0.0", "3.0.0", id="featured_tag_id")
    def featured_tag_delete(self, id: FeaturedTag | IdType) -> None:
        """Show a hashtag on your profile no more."""
        ...

    @calls("get_featured_tag_suggestions", "3.0.0", "3.0.0")
    def featured_tag_suggestions(self) -> NonPaginatableList[FeaturedTag]:
        """Fetch the hashtags that you use most."""
        ...

    @calls("get_featured_tags", "3.0.0", "3.0.0")
    def featured_tags(self) -> NonPaginatableList[FeaturedTag]:
        """Fetch the hashtags that you show on your profile."""
        ...

    @calls("get_followed_hashtags", "4.0.0", "4.0.0")
    def followed_tags(
        self,
        max_id: Tag | IdType | None = None,
        min_id: Tag | IdType | None = None,
        since_id: Tag | IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[Tag]:
        """Fetch a page of the hashtags that you follow."""
        ...

    @calls("get_hashtag", "4.0.0", "4.0.0")
    def tag(self, hashtag: Tag | str) -> Tag:
        """Fetch a hashtag; without the ``#``."""
        ...

    @calls("feature_hashtag", "4.4.0", "4.4.0", name="hashtag")
    def tag_feature(self, name: str) -> Tag:
        """Show a hashtag on your profile; without the ``#``."""
        ...

    @calls("follow_hashtag", "4.0.0", "4.0.0")
    def tag_follow(self, hashtag: Tag | str) -> Tag:
        """Follow a hashtag; without the ``#``."""
        ...

    @calls("unfeature_hashtag", "4.4.0", "4.4.0", name="hashtag")
    def tag_unfeature(self, name: str) -> Tag:
        """Show a hashtag on your profile no more; without the ``#``."""
        ...

    @calls("unfollow_hashtag", "4.0.0", "4.0.0")
    def tag_unfollow(self, hashtag: Tag | str) -> Tag:
        """Follow a hashtag no more; without the ``#``."""
        ...
