"""Actions on statuses and their media."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .arguments import Id, audience, identifier, identifiers, path, text, words
from .front import Front, received
from .host import action
from .shapes import MEDIA, STATUS, Output


class StatusActions(Front):
    """What is done to and with statuses."""

    @action
    def publish_status(
        self,
        status: str,
        in_reply_to_id: Id | None = None,
        media_ids: Iterable[Id] | None = None,
        sensitive: bool | None = None,
        spoiler_text: str | None = None,
        visibility: str | None = None,
        **kwargs: Any,
    ) -> Output:
        """
        Publish a status.

        It requires the ``write:statuses`` scope.

        :param status: The text.
        :param in_reply_to_id: ID of the status that it answers.
        :param media_ids: IDs of uploaded media to show with it.
        :param sensitive: Hide the media until they are asked for.
        :param spoiler_text: A warning, behind which the text is hidden.
        :param visibility: ``public``, ``unlisted``, ``private`` or ``direct``; by default as your account is set up.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status.
        """
        return received(
            self._on(kwargs).client.raw.post_status(
                words(status),
                visibility=audience(visibility),
                media_ids=identifiers(media_ids),
                sensitive=sensitive,
                spoiler_text=text(spoiler_text),
                in_reply_to_id=identifier(in_reply_to_id) if in_reply_to_id else None,
            ),
            STATUS,
        )

    @action
    def get_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Retrieve a status.

        It requires the ``read:statuses`` scope, where the server wants a token for that.

        :param status_id: The status's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status.
        """
        return received(self._on(kwargs).client.raw.get_status(identifier(status_id)), STATUS)

    @action
    def remove_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Delete a status of yours.

        It requires the ``write:statuses`` scope.

        :param status_id: The status's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status as it was, with its source in ``text``.
        """
        return received(self._on(kwargs).client.raw.delete_status(identifier(status_id)), STATUS)

    @action
    def add_favourite_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Favourite a status.

        It requires the ``write:favourites`` scope.

        :param status_id: The status's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status.
        """
        return received(self._on(kwargs).client.raw.favourite(identifier(status_id)), STATUS)

    @action
    def remove_favourite_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Take a favourite back.

        It requires the ``write:favourites`` scope.

        :param status_id: The status's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status.
        """
        return received(self._on(kwargs).client.raw.undo_favourite(identifier(status_id)), STATUS)

    @action
    def reblog_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Boost a status.

        It requires the ``write:statuses`` scope.

        :param status_id: The status's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The boost, with the status in ``reblog``.
        """
        return received(self._on(kwargs).client.raw.reblog(identifier(status_id)), STATUS)

    @action
    def undo_reblog_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Take a boost back.

        It requires the ``write:statuses`` scope.

        :param status_id: ID of the status that was boosted.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status.
        """
        return received(self._on(kwargs).client.raw.undo_reblog(identifier(status_id)), STATUS)

    @action
    def bookmark_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Bookmark a status; nobody else can see that.

        It requires the ``write:bookmarks`` scope.

        :param status_id: The status's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status.
        """
        return received(self._on(kwargs).client.raw.bookmark(identifier(status_id)), STATUS)

    @action
    def undo_bookmark_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Take a bookmark back.

        It requires the ``write:bookmarks`` scope.

        :param status_id: The status's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status.
        """
        return received(self._on(kwargs).client.raw.unbookmark(identifier(status_id)), STATUS)

    @action
    def mute_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Get no more notifications of a thread.

        It requires the ``write:mutes`` scope.

        :param status_id: ID of a status in it.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status.
        """
        return received(self._on(kwargs).client.raw.mute_status(identifier(status_id)), STATUS)

    @action
    def unmute_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Get notifications of a thread again.

        It requires the ``write:mutes`` scope.

        :param status_id: ID of a status in it.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status.
        """
        return received(self._on(kwargs).client.raw.unmute_status(identifier(status_id)), STATUS)

    @action
    def pin_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Pin a status of yours to your profile.

        It requires the ``write:accounts`` scope.

        :param status_id: The status's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status.
        """
        return received(self._on(kwargs).client.raw.pin_status(identifier(status_id)), STATUS)

    @action
    def unpin_status(self, status_id: Id, **kwargs: Any) -> Output:
        """
        Unpin a status of yours from your profile.

        It requires the ``write:accounts`` scope.

        :param status_id: The status's ID.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The status.
        """
        return received(self._on(kwargs).client.raw.unpin_status(identifier(status_id)), STATUS)

    @action
    def upload_media(
        self, file: str, description: str | None = None, thumbnail: str | None = None, **kwargs: Any
    ) -> Output:
        """
        Upload a file to show with a status, and wait until it can be.

        It requires the ``write:media`` scope.

        :param file: Path of the file.
        :param description: What it shows, for those who cannot see it.
        :param thumbnail: Path of a picture to show in its place, for audio and video.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The media; ``media_ids`` of :meth:`publish_status` takes its ``id``.
        """
        media = self._on(kwargs).client.raw.post_media(
            path(file) or "", description=text(description), thumbnail=path(thumbnail)
        )
        return received(media, MEDIA)

    @action
    def update_media(
        self,
        media_id: Id,
        file: str | None = None,
        description: str | None = None,
        thumbnail: str | None = None,
        **kwargs: Any,
    ) -> Output:
        """
        Change uploaded media that no status shows yet; what is not given stays as it is.

        It requires the ``write:media`` scope.

        :param media_id: The media's ID.
        :param file: Path of another file to show; not every server takes one.
        :param description: What it shows.
        :param thumbnail: Path of another picture to show in its place.
        :param kwargs: ``base_url``/``access_token`` override.
        :return: The media.
        """
        media = self._on(kwargs).client.raw.update_media(
            identifier(media_id), text(description), thumbnail=path(thumbnail), file=path(file)
        )
        return received(media, MEDIA)
