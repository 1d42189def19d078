"""Your own profile, preferences and posting defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from ..core.flow import Flow
from ..core.operation import Operations, Wire, delete, get, operation, patch
from ..core.server import EVERY, GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from ..core.wire import FileLike
from .accounts import Accounts
from .mime_types import with_mime_types

if TYPE_CHECKING:
    from ..models import (
        ActorType,
        CredentialAccount,
        MediaAttachment,
        Preferences,
        Profile,
        QuotePolicy,
        Visibility,
    )


class OwnProfile(Operations):
    """Your own profile, and how you want to post and read."""

    @with_mime_types
    @patch(
        "/api/v1/accounts/update_credentials",
        scope="write:accounts",
        added="1.1.1",
        changed=(
            "2.3.0: locked",
            "2.4.0: source_privacy, source_sensitive",
            "2.4.2: source_language",
            "2.7.0: discoverable",
            "4.1.0: hide_collections",
            "4.2.0: indexable",
            "4.4.0: attribution_domains",
            "4.5.0: source_quote_policy",
            "4.6.1: avatar_description, header_description",
        ),
    )
    def update_credentials(
        self,
        *,
        display_name: str | None = None,
        note: str | None = None,
        locked: bool | None = None,
        bot: bool | None = None,
        discoverable: bool | None = None,
        source_privacy: Annotated[Visibility | str | None, Wire("source[privacy]")] = None,
        source_sensitive: Annotated[bool | None, Wire("source[sensitive]")] = None,
        source_language: Annotated[str | None, Wire("source[language]")] = None,
        avatar: Annotated[FileLike | None, Wire(place="file")] = None,
        avatar_mime_type: str | None = None,
        header: Annotated[FileLike | None, Wire(place="file")] = None,
        header_mime_type: str | None = None,
        avatar_description: str | None = None,
        header_description: str | None = None,
        hide_collections: bool | None = None,
        indexable: bool | None = None,
        attribution_domains: Sequence[str] | None = None,
        fields_attributes: Annotated[Sequence[Mapping[str, str]] | None, Wire(indexed=True)] = None,
        source_quote_policy: Annotated[QuotePolicy | str | None, Wire("source[quote_policy]")] = None,
        source_status_content_type: Annotated[str | None, Wire("source[status_content_type]")] = None,
        theme: str | None = None,
        custom_css: str | None = None,
        enable_rss: bool | None = None,
        web_visibility: str | None = None,
        web_layout: str | None = None,
        accepts_chat_messages: bool | None = None,
        no_rich_text: bool | None = None,
        hide_followers: bool | None = None,
        hide_follows: bool | None = None,
        hide_followers_count: bool | None = None,
        hide_follows_count: bool | None = None,
        hide_favorites: bool | None = None,
        show_role: bool | None = None,
        default_scope: Visibility | str | None = None,
        pleroma_settings_store: Mapping[str, Any] | None = None,
        skip_thread_containment: bool | None = None,
        allow_following_move: bool | None = None,
        also_known_as: Sequence[str] | None = None,
        pleroma_background_image: Annotated[FileLike | None, Wire(place="file")] = None,
        pleroma_background_image_mime_type: str | None = None,
        actor_type: ActorType | str | None = None,
        birthday: date | str | None = None,
        show_birthday: bool | None = None,
        status_ttl_days: int | None = None,
        permit_followback: bool | None = None,
        accepts_direct_messages_from: str | None = None,
    ) -> CredentialAccount:
        """Change your profile and how you post unless told otherwise; what is not given stays as it is.

        Args:
            display_name: the name you go by; at most 30 characters on Mastodon.
            note: the bio; at most 500 characters on Mastodon.
            locked: approve followers by hand.
            bot: the account is run by a program.
            discoverable: you want to be found in the directory and in recommendations.
            source_privacy: visibility of your statuses: ``public``, ``unlisted`` or ``private`` (Mastodon, GoToSocial).
            source_sensitive: mark your media as sensitive (Mastodon, GoToSocial).
            source_language: language of your statuses, as an ISO 639-1 code (Mastodon, GoToSocial).
            avatar: a picture: a path, bytes, a file open in binary mode, or an async iterable of bytes
                (``AsyncClient`` only).
            avatar_mime_type: its MIME type; told from its first bytes or its name if not given.
            header: a picture for the top of the profile, as ``avatar``.
            header_mime_type: its MIME type; told from its first bytes or its name if not given.
            avatar_description: what the avatar shows, in words (Mastodon, GoToSocial, Pleroma).
            header_description: what the header shows, in words (Mastodon, GoToSocial, Pleroma).
            hide_collections: hide whom you follow and who follows you (Mastodon, GoToSocial).
            indexable: let your public statuses be searched (Mastodon).
            attribution_domains: sites that may name you as author, at most 10 (Mastodon 4.4).
            fields_attributes: the table on the profile, each row a mapping with ``name`` and ``value``; at most 4 rows
                on Mastodon. It replaces the whole table; one row with both empty clears it.
            source_quote_policy: who may quote your statuses: ``public``, ``followers`` or ``nobody`` (Mastodon 4.5).
            source_status_content_type: the markup of your statuses, such as ``text/markdown`` (GoToSocial).
            theme: file name of the profile's theme; empty for the usual one (GoToSocial).
            custom_css: the profile's own style sheet, at most 5000 characters (GoToSocial).
            enable_rss: publish your public statuses as an RSS feed (GoToSocial).
            web_visibility: least visible statuses on the profile's web page: ``public``, ``unlisted`` or ``none``
                (GoToSocial).
            web_layout: the profile's web page: ``microblog`` or ``gallery`` (GoToSocial).
            accepts_chat_messages: people may chat with you (Pleroma).
            no_rich_text: take formatting out of statuses (Pleroma, Akkoma).
            hide_followers: hide who follows you (Pleroma, Akkoma).
            hide_follows: hide whom you follow (Pleroma, Akkoma).
            hide_followers_count: hide how many follow you (Pleroma, Akkoma).
            hide_follows_count: hide how many you follow (Pleroma, Akkoma).
            hide_favorites: hide what you favourite (Pleroma, Akkoma).
            show_role: show that you are staff (Pleroma, Akkoma).
            default_scope: visibility of your statuses (Pleroma, Akkoma).
            pleroma_settings_store: what clients keep for themselves, by client (Pleroma, Akkoma).
            skip_thread_containment: show threads also where parts of them are hidden from you (Pleroma, Akkoma).
            allow_following_move: follow accounts when they move (Pleroma, Akkoma).
            also_known_as: ActivityPub IDs of your other accounts (Pleroma, Akkoma).
            pleroma_background_image: a picture for the background, as ``avatar`` (Pleroma, Akkoma).
            pleroma_background_image_mime_type: its MIME type; told from its first bytes or its name if not given.
            actor_type: ``Person``, ``Service`` or another kind of ActivityPub actor (Pleroma, Akkoma).
            birthday: date of birth; empty takes it back (Pleroma).
            show_birthday: show the birthday on the profile (Pleroma).
            status_ttl_days: days after which your statuses delete themselves; -1 for never (Akkoma).
            permit_followback: let people whom you follow follow you without asking (Akkoma).
            accepts_direct_messages_from: whose direct messages you take: ``everybody``, ``nobody`` or
                ``people_i_follow`` (Akkoma).

        Raises:
            UnprocessedError: a value is too long or of the wrong kind, or a file is no picture.
            FileNotFoundError: a path leads nowhere.
        """
        ...

    @get("/api/v1/profile", scope="read:accounts", added="4.6.0", servers=MASTODON)
    def get_profile(self) -> Profile:
        """Fetch your profile as you edit it.

        Raises:
            NotSupportedError: the server is older; ``verify_credentials`` has most of it.
        """
        ...

    @with_mime_types
    @patch("/api/v1/profile", scope="write:accounts", added="4.6.0", servers=MASTODON, unsure=SNAC)
    def update_profile(
        self,
        *,
        display_name: str | None = None,
        note: str | None = None,
        avatar: Annotated[FileLike | None, Wire(place="file")] = None,
        avatar_mime_type: str | None = None,
        avatar_description: str | None = None,
        header: Annotated[FileLike | None, Wire(place="file")] = None,
        header_mime_type: str | None = None,
        header_description: str | None = None,
        locked: bool | None = None,
        bot: bool | None = None,
        discoverable: bool | None = None,
        hide_collections: bool | None = None,
        indexable: bool | None = None,
        show_media: bool | None = None,
        show_media_replies: bool | None = None,
        show_featured: bool | None = None,
        attribution_domains: Sequence[str] | None = None,
        fields_attributes: Annotated[Sequence[Mapping[str, str]] | None, Wire(indexed=True)] = None,
    ) -> Profile:
        """Change your profile; what is not given stays as it is.

        Args:
            display_name: the name you go by; at most 30 characters.
            note: the bio; at most 500 characters.
            avatar: a picture: a path, bytes, a file open in binary mode, or an async iterable of bytes
                (``AsyncClient`` only).
            avatar_mime_type: its MIME type; told from its first bytes or its name if not given.
            avatar_description: what the avatar shows, in words.
            header: a picture for the top of the profile, as ``avatar``.
            header_mime_type: its MIME type; told from its first bytes or its name if not given.
            header_description: what the header shows, in words.
            locked: approve followers by hand.
            bot: the account is run by a program.
            discoverable: you want to be found in the directory and in recommendations.
            hide_collections: hide whom you follow and who follows you.
            indexable: let your public statuses be searched.
            show_media: give the profile a tab of media.
            show_media_replies: show media of replies there too.
            show_featured: give the profile a tab of what you feature.
            attribution_domains: sites that may name you as author, at most 10.
            fields_attributes: the table on the profile, each row a mapping with ``name`` and ``value``; at most 4 rows.
                It replaces the whole table; one row with both empty clears it.

        Raises:
            NotSupportedError: the server is older; ``update_credentials`` does most of it.
            UnprocessedError: a value is too long or of the wrong kind, or a file is no picture.
            FileNotFoundError: a path leads nowhere.
        """
        ...

    @delete(
        "/api/v1/profile/avatar",
        scope="write:accounts",
        added="4.2.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def delete_profile_avatar(self) -> CredentialAccount:
        """Remove your avatar; gives your account as it is then."""
        ...

    @delete(
        "/api/v1/profile/header",
        scope="write:accounts",
        added="4.2.0",
        servers=MASTODON | GOTOSOCIAL,
        unsure=SNAC,
    )
    def delete_profile_header(self) -> CredentialAccount:
        """Remove your profile's header picture; gives your account as it is then."""
        ...

    @operation(uses=["GET /api/v1/accounts/verify_credentials"], scope="read:accounts")
    def get_profile_avatar(self) -> Flow[MediaAttachment]:
        """Fetch your avatar as a media attachment.

        No known server has an endpoint of its own for this; it is made from your account. Where the server does not
        number avatars (all but GoToSocial), its ID is its address. Without an avatar it is the server's default one.
        """
        own = yield from Accounts.verify_credentials.flow(self)
        return _picture(own.avatar, own.avatar_static, own.avatar_media_id, own.avatar_description)

    @operation(uses=["GET /api/v1/accounts/verify_credentials"], scope="read:accounts")
    def get_profile_header(self) -> Flow[MediaAttachment]:
        """Fetch your profile's header picture as a media attachment.

        No known server has an endpoint of its own for this; it is made from your account. Where the server does not
        number headers (all but GoToSocial), its ID is its address. Without a header it is the server's default one.
        """
        own = yield from Accounts.verify_credentials.flow(self)
        return _picture(own.header, own.header_static, own.header_media_id, own.header_description)

    @get("/api/v1/preferences", scope="read:accounts", added="2.8.0", servers=EVERY - PLEROMA)
    def get_preferences(self) -> Preferences:
        """Fetch how you want to post and to read, as set on the server."""
        ...


def _picture(url: str, static_url: str, media_id: str | None, description: str | None) -> MediaAttachment:
    from ..models import MediaAttachment, MediaType

    return MediaAttachment(
        id=media_id or url, type=MediaType.IMAGE, url=url, preview_url=static_url, description=description
    )
