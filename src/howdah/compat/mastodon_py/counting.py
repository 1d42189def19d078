"""What needs no server: how long a status is, what filters leave of statuses, and what a picture looks like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from ...text.length import status_length
from .calling import Calls
from .return_types import Filter, FilterV2, MediaAttachment, Notification, Status
from .types_base import NonPaginatableList, PaginatableList

if TYPE_CHECKING:
    from ... import models


class Counting(Calls):
    """What needs no server: how long a status is, what filters leave of statuses, and what a picture looks like."""

    @staticmethod
    def get_status_length(text: str, spoiler_text: str = "") -> int:
        """Count the characters of a status as Mastodon does: links count for 23, mentions without their server.

        Args:
            text: what is to be posted.
            spoiler_text: its content warning.
        """
        return status_length(text, spoiler_text)

    def filters_apply(
        self,
        objects: PaginatableList[Status] | PaginatableList[Notification],
        filters: NonPaginatableList[Filter] | NonPaginatableList[FilterV2],
        context: str,
    ) -> PaginatableList[Status] | PaginatableList[Notification]:
        """Leave out what filters match, be it to be hidden or warned of.

        Args:
            objects: statuses or notifications.
            filters: what ``filters`` or ``filters_v2`` gave.
            context: where they are to be shown: ``home``, ``notifications``, ``public``, ``thread`` or ``account``.

        Returns:
            What no filter matches, as it was given.
        """
        from ...filtering import filters_apply

        self._check_version("2.4.3", "2.4.3")
        active = [_filter(one) for one in cast("Iterable[dict[str, Any]]", filters)]
        items = cast("list[dict[str, Any]]", objects)
        kept = [item for item in items if filters_apply([_shown(item)], active, context, keep_warned=False)]
        return cast("PaginatableList[Any]", kept)

    def decode_blurhash(
        self,
        media_dict: MediaAttachment,
        out_size: tuple[int, int] = (16, 16),
        size_per_component: bool = True,
        return_linear: bool = True,
    ) -> list[list[list[float]]]:
        """Make the blurred picture that stands for a media attachment: rows of pixels, each of red, green and blue.

        Args:
            media_dict: the attachment.
            out_size: width and height, in pixels.
            size_per_component: they are for each of the picture's components, of which there are 1 to 9 either way.
            return_linear: give amounts of light (about 0 to 1) for calculating with, rather than colours to show (0 to
                255).

        Raises:
            ValueError: what the attachment has is no BlurHash.
        """
        from ...pictures.blurhash import blurhash_components, decode_blurhash

        blurhash: str = media_dict["blurhash"]
        width, height = out_size
        if size_per_component:
            across, down = blurhash_components(blurhash)
            width, height = width * across, height * down
        picture: Any = decode_blurhash(blurhash, width, height, linear=return_linear)
        return cast("list[list[list[float]]]", picture)


def _entity(kind: Any, document: Mapping[str, Any]) -> Any:
    """What Howdah makes of a dict; what is not in there, or cannot be read, is left out without a word."""
    from ...core.decoding import Salvage, Spot, adapter_for

    known = {name: value for name, value in document.items() if value is not None}
    return Salvage().read(kind, adapter_for(kind), known, Spot(kind.__name__, "", {}))


def _filter(document: dict[str, Any]) -> models.Filter | models.FilterV2:
    from ... import models

    kind = models.Filter if document.get("phrase") is not None else models.FilterV2
    return cast("models.Filter | models.FilterV2", _entity(kind, {**document, "id": document.get("id") or ""}))


SEARCHED = ("id", "account", "content", "text", "spoiler_text", "mentions", "poll", "media_attachments")
"""What of a status filters look at; ``reblog`` beside that."""


def _shown(item: dict[str, Any]) -> Any:
    """The part of a status or notification that filters look at."""
    from ... import models

    if "content" in item:
        return _entity(models.Status, _searched(item))
    status: Any = item.get("status")
    part = {"id": item.get("id"), "type": item.get("type"), "status": status and _searched(status)}
    return _entity(models.Notification, part)


def _searched(status: dict[str, Any]) -> dict[str, Any]:
    part = {name: status.get(name) for name in SEARCHED}
    boosted: Any = status.get("reblog")
    return {**part, "reblog": boosted and _searched(boosted)}
