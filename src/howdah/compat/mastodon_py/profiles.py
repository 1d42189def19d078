"""Your profile, as you edit it."""

from __future__ import annotations

from typing import Any

from .calling import Calls, calls
from .files import file_to_send, rows_of
from .return_types import Profile
from .types_base import PathOrFile


class Profiles(Calls):
    """Your profile, as you edit it."""

    @calls("get_profile", "4.6.0", "4.6.0")
    def profile(self) -> Profile:
        """Fetch your profile."""
        ...

    def profile_update(
        self,
        display_name: str | None = None,
        note: str | None = None,
        avatar: PathOrFile | None = None,
        avatar_mime_type: str | None = None,
        header: PathOrFile | None = None,
        header_mime_type: str | None = None,
        locked: bool | None = None,
        bot: bool | None = None,
        discoverable: bool | None = None,
        hide_collections: bool | None = None,
        indexable: bool | None = None,
        show_media: bool | None = None,
        show_media_replies: bool | None = None,
        show_featured: bool | None = None,
        attribution_domains: list[str] | None = None,
        fields: list[tuple[str, str]] | None = None,
        avatar_description: str | None = None,
        header_description: str | None = None,
    ) -> Profile:
        """Change your profile; what is left out stays as it is.

        Args:
            display_name: the name that is shown.
            note: the text about you.
            avatar: a picture, as a path, bytes or a file.
            avatar_mime_type: its type, if it cannot be told.
            header: a picture, as a path, bytes or a file.
            header_mime_type: its type, if it cannot be told.
            locked: whether followers have to be let in.
            bot: whether it is a program's.
            discoverable: whether it may be recommended.
            hide_collections: whether nobody sees whom you follow and who follows you.
            indexable: whether public statuses may be found.
            show_media: whether there is a tab with files.
            show_media_replies: whether files in replies are on it.
            show_featured: whether there is a tab with what you feature.
            attribution_domains: whose pages may name you as their author.
            fields: pairs of a name and a value; they replace those that there are.
            avatar_description: what the avatar shows.
            header_description: what the header shows.
        """
        values: dict[str, Any] = {
            "display_name": display_name,
            "note": note,
            "avatar": file_to_send(avatar, avatar_mime_type),
            "header": file_to_send(header, header_mime_type),
            "avatar_description": avatar_description,
            "header_description": header_description,
            "locked": locked,
            "bot": bot,
            "discoverable": discoverable,
            "hide_collections": hide_collections,
            "indexable": indexable,
            "show_media": show_media,
            "show_media_replies": show_media_replies,
            "show_featured": show_featured,
            "attribution_domains": attribution_domains,
            "fields_attributes": rows_of(fields),
        }
        self._check_version("4.6.0", "4.6.0")
        return self._operate("update_profile", Profile, values)
