"""Hashtags: following them and featuring them on your profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.encoding import scalar
from ..core.errors import NotFoundError
from ..core.fallback import first_supported
from ..core.flow import Flow
from ..core.operation import Operations, delete, get, listing, operation, post
from ..core.server import EVERY, GOTOSOCIAL, MASTODON, SNAC
from .references import FeaturedTagRef, HashtagRef

if TYPE_CHECKING:
    from ..models import FeaturedTag, Tag


class Tags(Operations):
    """Hashtags, those that you follow and those that you feature."""

    @get("/api/v1/tags/{hashtag}", auth="optional", added="4.0.0", servers=EVERY - SNAC)
    def get_hashtag(self, hashtag: HashtagRef) -> Tag:
        """Fetch a hashtag: how much it is used, and whether you follow it.

        Args:
            hashtag: the hashtag, without its ``#``.

        Raises:
            NotFoundError: it is no hashtag.
        """
        ...

    @listing("/api/v1/followed_tags", scope="read:follows", added="4.0.0", changed=("4.1.0: paged",))
    def get_followed_hashtags(
        self,
        max_id: str | None = None,
        min_id: str | None = None,
        limit: int | None = None,
        *,
        since_id: str | None = None,
    ) -> list[Tag]:
        """List the hashtags that you follow.

        The bounds are marks of the server's own, not IDs of hashtags; ``walk`` and ``next_page`` handle them.

        Args:
            max_id: only what comes after this mark.
            min_id: only what comes right before this mark.
            limit: hashtags per page, at most 200; 100 by default.
            since_id: only what comes before this mark, from the latest (Mastodon, GoToSocial).
        """
        ...

    @post(
        "/api/v1/tags/{hashtag}/follow",
        scope="write:follows",
        added="4.0.0",
        servers=EVERY - SNAC,
        unsure=SNAC,
        bucket="follow",
        repeat="always",
        changed=("4.1.0: following twice is no error",),
    )
    def follow_hashtag(self, hashtag: HashtagRef) -> Tag:
        """Follow a hashtag: public statuses with it show in your home timeline.

        Args:
            hashtag: the hashtag, without its ``#``.

        Raises:
            NotFoundError: it is no hashtag.
        """
        ...

    @post(
        "/api/v1/tags/{hashtag}/unfollow",
        scope="write:follows",
        added="4.0.0",
        servers=EVERY - SNAC,
        unsure=SNAC,
        repeat="always",
    )
    def unfollow_hashtag(self, hashtag: HashtagRef) -> Tag:
        """Follow a hashtag no longer.

        Args:
            hashtag: the hashtag, without its ``#``.

        Raises:
            NotFoundError: it is no hashtag.
        """
        ...

    @operation(
        uses=["POST /api/v1/tags/{hashtag}/feature", "POST /api/v1/featured_tags"],
        scope="write:accounts",
        added="3.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def feature_hashtag(self, hashtag: HashtagRef) -> Flow[Tag]:
        """Feature a hashtag on your profile; before Mastodon 4.4 by the older endpoint.

        Args:
            hashtag: the hashtag, without its ``#``.

        Raises:
            UnprocessedError: you feature as many as you may, or it is no hashtag.
        """

        def older() -> Flow[Tag]:
            from ..models import Tag

            made = yield from Tags.create_featured_tag.flow(self, hashtag)
            return Tag(name=made.name, url=made.url or "", featuring=True)

        return (yield from first_supported(self.session, "feature", lambda: _feature.flow(self, hashtag), older))

    @operation(
        uses=[
            "POST /api/v1/tags/{hashtag}/unfeature",
            "GET /api/v1/featured_tags",
            "DELETE /api/v1/featured_tags/{featured_tag_id}",
        ],
        scope="write:accounts",
        added="3.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def unfeature_hashtag(self, hashtag: HashtagRef) -> Flow[Tag]:
        """Feature a hashtag no longer; before Mastodon 4.4 by the older endpoint.

        Args:
            hashtag: the hashtag, without its ``#``.

        Raises:
            NotFoundError: you do not feature it (before Mastodon 4.4).
        """

        def older() -> Flow[Tag]:
            from ..models import Tag

            name = scalar(hashtag, "hashtag")
            featured = yield from Tags.get_featured_tags.flow(self)
            found = next((tag for tag in featured if vars(tag).get("name", "").casefold() == name.casefold()), None)
            if found is None:
                raise NotFoundError(f"you do not feature #{name} on {self.session.host}")
            yield from Tags.delete_featured_tag.flow(self, found)
            return Tag(name=found.name, url=found.url or "", featuring=False)

        return (yield from first_supported(self.session, "feature", lambda: _unfeature.flow(self, hashtag), older))

    @get(
        "/api/v1/featured_tags", scope="read:accounts", added="3.0.0", servers=MASTODON | GOTOSOCIAL, hollow=GOTOSOCIAL
    )
    def get_featured_tags(self) -> list[FeaturedTag]:
        """List the hashtags that you feature on your profile; GoToSocial has none."""
        ...

    @post("/api/v1/featured_tags", scope="write:accounts", added="3.0.0", servers=MASTODON, unsure=SNAC)
    def create_featured_tag(self, name: HashtagRef) -> FeaturedTag:
        """Feature a hashtag on your profile, by the older endpoint; ``feature_hashtag`` chooses the right one.

        Args:
            name: the hashtag, without its ``#``.

        Raises:
            UnprocessedError: you feature it already, or as many as you may, or it is no hashtag.
        """
        ...

    @delete(
        "/api/v1/featured_tags/{featured_tag_id}",
        scope="write:accounts",
        added="3.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def delete_featured_tag(self, featured_tag_id: FeaturedTagRef) -> None:
        """Feature a hashtag no longer, by the older endpoint; ``unfeature_hashtag`` chooses the right one.

        Args:
            featured_tag_id: the featured hashtag (of ``get_featured_tags``), or its ID; not the hashtag's own.

        Raises:
            NotFoundError: no such featured hashtag.
        """
        ...

    @get(
        "/api/v1/featured_tags/suggestions",
        scope="read:accounts",
        added="3.0.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_featured_tag_suggestions(self) -> list[Tag]:
        """List the hashtags that you use most and might like to feature, at most 10."""
        ...


@post(
    "/api/v1/tags/{hashtag}/feature",
    scope="write:accounts",
    added="4.4.0",
    servers=MASTODON,
    unsure=SNAC,
    repeat="always",
)
def _feature(self: Operations, hashtag: HashtagRef) -> Tag: ...


@post(
    "/api/v1/tags/{hashtag}/unfeature",
    scope="write:accounts",
    added="4.4.0",
    servers=MASTODON,
    unsure=SNAC,
    repeat="always",
)
def _unfeature(self: Operations, hashtag: HashtagRef) -> Tag: ...
