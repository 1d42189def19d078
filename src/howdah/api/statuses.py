"""Statuses: posting, reading, changing and deleting them, and what people do with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

from ..core.drafts import PollFields
from ..core.encoding import check_list, file_part, idempotency_key_of, scalar, segment
from ..core.errors import ConfigurationError
from ..core.flow import Flow
from ..core.operation import Operations, Wire, call, delete, get, listing, operation, post, put
from ..core.server import AKKOMA, EVERY, MASTODON, PLEROMA, SNAC
from ..core.shapes import is_array
from ..core.wire import FileLike
from .editing import kept, kept_media, kept_poll
from .media import Media
from .media_limits import check_files, media_limits
from .posting import post_once
from .references import BookmarkFolderRef, ConversationRef, MediaRef, StatusRef

if TYPE_CHECKING:
    from ..models import (
        Account,
        Card,
        Context,
        QuotePolicy,
        Status,
        StatusEdit,
        StatusSource,
        Translation,
        Visibility,
    )

EVERY_BUT_SNAC = EVERY - SNAC


class Statuses(Operations):
    """What people post, and what others do with it."""

    @operation(uses=["POST /api/v1/statuses"], scope="write:statuses")
    def post_status(
        self,
        status: str,
        visibility: Visibility | str | None = None,
        media_ids: Sequence[MediaRef] | None = None,
        sensitive: bool | None = None,
        spoiler_text: str | None = None,
        in_reply_to_id: StatusRef | None = None,
        language: str | None = None,
        poll_options: Sequence[str] | None = None,
        poll_expires_in: int | timedelta | None = None,
        poll_multiple: bool | None = None,
        poll_hide_totals: bool | None = None,
        *,
        media: Sequence[FileLike] | None = None,
        descriptions: Sequence[str | None] | None = None,
        quoted_status_id: Annotated[StatusRef | None, Wire(also="quote_id")] = None,
        quote_approval_policy: QuotePolicy | str | None = None,
        content_type: str | None = None,
        local_only: bool | None = None,
        interaction_policy: Mapping[str, Any] | None = None,
        preview: bool | None = None,
        to: Sequence[str] | None = None,
        expires_in: int | timedelta | None = None,
        in_reply_to_conversation_id: ConversationRef | None = None,
        idempotency_key: str | None = None,
    ) -> Flow[Status]:
        """Post a status.

        It is posted once: after a lost answer it is sent again only where the server is known to notice.

        Args:
            status: its text; may be empty where there is media.
            visibility: who may see it; by default as the account's own settings say.
            media_ids: uploads to show (from ``post_media``).
            sensitive: hide its media behind a warning.
            spoiler_text: a content warning, shown instead of the text until it is opened.
            in_reply_to_id: the status that it answers.
            language: its language, as an ISO 639-1 code; by default as the account's own settings say.
            poll_options: the answers of a poll, at least two.
            poll_expires_in: seconds (or a ``timedelta``) until the poll closes; a poll needs it.
            poll_multiple: let people choose several answers.
            poll_hide_totals: hide the counts until the poll closes.
            media: files to upload first and then show, each as ``post_media`` takes it.
            descriptions: what each of them shows (alt text), in the same order.
            quoted_status_id: the status that it quotes (Mastodon 4.5, Pleroma, Akkoma).
            quote_approval_policy: who may quote it: ``public``, ``followers`` or ``nobody`` (Mastodon 4.5).
            content_type: the text's markup, such as ``text/markdown`` (GoToSocial, Pleroma, Akkoma).
            local_only: keep it on this server (GoToSocial).
            interaction_policy: who may favourite, reply and boost (GoToSocial).
            preview: only show what it would look like (Pleroma, Akkoma).
            to: accounts to address besides those mentioned (Pleroma, Akkoma).
            expires_in: seconds (or a ``timedelta``) until it deletes itself (Pleroma, Akkoma).
            in_reply_to_conversation_id: the conversation that it joins (Pleroma, Akkoma).
            idempotency_key: what makes it the same post when sent twice, such as an RSS entry's ID; one is made if
                not given. Mastodon remembers it for an hour.

        Raises:
            ConfigurationError: it has both a poll and media, a poll without an end or with less than two answers, or
                settings of a poll without answers.
            MediaError: the server does not take these files; see ``post_media``.
            TooManyFilesError: they are more than it shows in a status.
            OutcomeUnknownError: the answer was lost, and the server may or may not have posted it; ``confirm_post``
                finds out which.
            UnprocessedError: the server takes no such status.
        """
        from ..models import Status

        check_poll(poll_options, poll_expires_in, poll_multiple, poll_hide_totals)
        shown = yield from shown_media(self, media_ids, media, descriptions, poll_options)
        body = status_body(
            status=status,
            visibility=visibility,
            media_ids=shown,
            sensitive=sensitive,
            spoiler_text=spoiler_text,
            in_reply_to_id=in_reply_to_id,
            language=language,
            poll_options=poll_options,
            poll_expires_in=poll_expires_in,
            poll_multiple=poll_multiple,
            poll_hide_totals=poll_hide_totals,
            quoted_status_id=quoted_status_id,
            quote_approval_policy=quote_approval_policy,
            content_type=content_type,
            local_only=local_only,
            interaction_policy=interaction_policy,
            preview=preview,
            to=to,
            expires_in=expires_in,
            in_reply_to_conversation_id=in_reply_to_conversation_id,
        )
        key = idempotency_key_of(idempotency_key)
        return (yield from post_once(self.session, Status, body, key, key_given=bool(idempotency_key)))

    @get("/api/v1/statuses/{status_id}", auth="optional", scope="read:statuses")
    def get_status(self, status_id: StatusRef, *, with_muted: bool | None = None) -> Status:
        """Fetch one status.

        Args:
            status_id: the status, or its ID.
            with_muted: also where its author is muted (Pleroma, Akkoma).

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @get(
        "/api/v1/statuses",
        auth="optional",
        scope="read:statuses",
        added="4.3.0",
        servers=MASTODON | PLEROMA | AKKOMA,
        unsure=SNAC,
    )
    def get_statuses(
        self, status_ids: Annotated[Sequence[StatusRef], Wire("id", also="ids")], *, with_muted: bool | None = None
    ) -> list[Status]:
        """Fetch several statuses at once; those that you may not see are left out.

        Args:
            status_ids: the statuses, or their IDs; at most 20 on Mastodon.
            with_muted: also where their authors are muted (Pleroma, Akkoma).
        """
        ...

    @delete("/api/v1/statuses/{status}", scope="write:statuses", servers=EVERY_BUT_SNAC, bucket="delete")
    def delete_status(self, status: StatusRef, *, delete_media: bool | None = None) -> Status:
        """Delete one of your statuses; gives it back with its source in ``text``, for writing it anew.

        Args:
            status: the status, or its ID.
            delete_media: also delete its media at once, instead of keeping them for a redraft (Mastodon 4.4).

        Raises:
            NotFoundError: no such status, or it is not yours.
        """
        ...

    @get("/api/v1/statuses/{status_id}/context", auth="optional", scope="read:statuses")
    def get_status_context(self, status_id: StatusRef) -> Context:
        """Fetch the thread around a status: what it answers, and what answers it.

        Args:
            status_id: the status, or its ID.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @post(
        "/api/v1/statuses/{status_id}/translate",
        auth="app",
        scope="read:statuses",
        added="4.0.0",
        servers=MASTODON | PLEROMA | AKKOMA,
        repeat="always",
    )
    def translate_status(
        self, status_id: StatusRef, lang: str | None = None, *, source_lang: str | None = None
    ) -> Translation:
        """Have the server translate a status.

        Args:
            status_id: the status, or its ID.
            lang: the language to translate into, as a BCP 47 tag; by default your own.
            source_lang: the language to translate from (Akkoma).

        Raises:
            ForbiddenError: the status is not public.
            NotFoundError: no such status, or no translation into that language.
            ServerError: the server has no translation service, or it does not answer.
        """
        ...

    @listing("/api/v1/statuses/{status_id}/reblogged_by", auth="optional", scope="read:statuses")
    def get_reblogged_by(
        self,
        status_id: StatusRef,
        *,
        max_id: str | None = None,
        since_id: str | None = None,
        limit: int | None = None,
    ) -> list[Account]:
        """List the accounts that boosted a status.

        Args:
            status_id: the status, or its ID.
            max_id: only boosts older than this; an ID of the server's own, as page cursors have it.
            since_id: only boosts newer than this.
            limit: accounts per page, at most 80; 40 by default.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @listing("/api/v1/statuses/{status_id}/favourited_by", auth="optional", scope="read:statuses")
    def get_favourited_by(
        self,
        status_id: StatusRef,
        *,
        max_id: str | None = None,
        since_id: str | None = None,
        limit: int | None = None,
    ) -> list[Account]:
        """List the accounts that favourited a status.

        Args:
            status_id: the status, or its ID.
            max_id: only favourites older than this; an ID of the server's own, as page cursors have it.
            since_id: only favourites newer than this.
            limit: accounts per page, at most 80; 40 by default.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @listing(
        "/api/v1/statuses/{status_id}/quotes",
        by="id",
        scope="read:statuses",
        added="4.5.0",
        servers=MASTODON | PLEROMA,
    )
    def get_quotes(
        self,
        status_id: StatusRef,
        *,
        max_id: str | None = None,
        since_id: str | None = None,
        min_id: str | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[Status]:
        """List the statuses that quote one.

        Args:
            status_id: the quoted status, or its ID.
            max_id: only quotes older than this.
            since_id: only quotes newer than this.
            min_id: only quotes right after this (Pleroma).
            offset: leave out this many (Pleroma).
            limit: statuses per page, at most 40; 20 by default.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @post(
        "/api/v1/statuses/{status_id}/quotes/{quoting_status_id}/revoke",
        scope="write:statuses",
        added="4.5.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def revoke_quote(self, status_id: StatusRef, quoting_status_id: StatusRef) -> Status:
        """Take back the leave to quote one of your statuses.

        Args:
            status_id: your status, or its ID.
            quoting_status_id: the status that quotes it, or its ID.

        Raises:
            ForbiddenError: the quoted status is not yours.
        """
        ...

    @post("/api/v1/statuses/{status_id}/favourite", scope="write:favourites", repeat="always")
    def favourite(self, status_id: StatusRef) -> Status:
        """Favourite a status.

        Args:
            status_id: the status, or its ID.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @post("/api/v1/statuses/{status}/unfavourite", scope="write:favourites", repeat="always")
    def undo_favourite(self, status: StatusRef) -> Status:
        """Take back a favourite.

        Args:
            status: the status, or its ID.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @post("/api/v1/statuses/{status_id}/reblog", scope="write:statuses", bucket="post", repeat="always")
    def reblog(self, status_id: StatusRef, visibility: Visibility | str | None = None) -> Status:
        """Boost a status; gives the boost, whose ``reblog`` is the status.

        Args:
            status_id: the status, or its ID.
            visibility: who may see the boost: ``public``, ``unlisted`` or ``private``; by default as the account's own
                settings say.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
            UnprocessedError: it may not be boosted.
        """
        ...

    @post("/api/v1/statuses/{status}/unreblog", scope="write:statuses", bucket="delete", repeat="always")
    def undo_reblog(self, status: StatusRef) -> Status:
        """Take back a boost.

        Args:
            status: the boosted status, or its ID.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @post(
        "/api/v1/statuses/{status_id}/bookmark",
        scope="write:bookmarks",
        added="3.1.0",
        repeat="always",
    )
    def bookmark(self, status_id: StatusRef, *, folder_id: BookmarkFolderRef | None = None) -> Status:
        """Bookmark a status; nobody else can see that.

        Args:
            status_id: the status, or its ID.
            folder_id: the folder to put it in (Pleroma).

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @post("/api/v1/statuses/{status_id}/unbookmark", scope="write:bookmarks", added="3.1.0", repeat="always")
    def unbookmark(self, status_id: StatusRef) -> Status:
        """Take back a bookmark.

        Args:
            status_id: the status, or its ID.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @post(
        "/api/v1/statuses/{status_id}/mute",
        scope="write:mutes",
        added="1.4.2",
        servers=EVERY_BUT_SNAC,
        repeat="always",
    )
    def mute_status(
        self, status_id: StatusRef, *, expires_in: Annotated[int | timedelta | None, Wire(place="query")] = None
    ) -> Status:
        """Stop notifications about a conversation.

        Args:
            status_id: a status of it, or its ID.
            expires_in: seconds (or a ``timedelta``) until they come again (Pleroma, Akkoma).

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @post(
        "/api/v1/statuses/{status_id}/unmute",
        scope="write:mutes",
        added="1.4.2",
        servers=EVERY_BUT_SNAC,
        repeat="always",
    )
    def unmute_status(self, status_id: StatusRef) -> Status:
        """Have notifications about a conversation again.

        Args:
            status_id: a status of it, or its ID.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @post("/api/v1/statuses/{status_id}/pin", scope="write:accounts", added="1.6.0", repeat="always")
    def pin_status(self, status_id: StatusRef) -> Status:
        """Pin one of your statuses to your profile.

        Args:
            status_id: the status, or its ID.

        Raises:
            UnprocessedError: it is not yours, is not public, or there are too many pinned already.
        """
        ...

    @post("/api/v1/statuses/{status_id}/unpin", scope="write:accounts", added="1.6.0", repeat="always")
    def unpin_status(self, status_id: StatusRef) -> Status:
        """Take a status from the top of your profile.

        Args:
            status_id: the status, or its ID.

        Raises:
            NotFoundError: no such status.
        """
        ...

    @operation(
        uses=["PUT /api/v1/statuses/{id}", "GET /api/v1/statuses/{id}", "GET /api/v1/statuses/{id}/source"],
        scope="write:statuses",
        added="3.5.0",
        changed=("4.0.0: language", "4.1.0: media_attributes", "4.5.0: quote_approval_policy"),
    )
    def edit_status(
        self,
        status_id: StatusRef,
        status: str | None = None,
        *,
        media_ids: Sequence[MediaRef] | None = None,
        sensitive: bool | None = None,
        spoiler_text: str | None = None,
        language: str | None = None,
        media_attributes: Sequence[Mapping[str, str]] | None = None,
        poll_options: Sequence[str] | None = None,
        poll_expires_in: int | timedelta | None = None,
        poll_multiple: bool | None = None,
        poll_hide_totals: bool | None = None,
        quote_approval_policy: QuotePolicy | str | None = None,
        content_type: str | None = None,
        to: Sequence[str] | None = None,
    ) -> Flow[Status]:
        """Change one of your statuses; what you do not give stays as it is.

        A poll that has closed opens again for five minutes, for no Mastodon lets it be sent along otherwise; on
        GoToSocial it stays closed.

        Args:
            status_id: the status, or its ID.
            status: its new text.
            media_ids: the uploads it shows from now on; an empty list takes all away.
            sensitive: hide its media behind a warning.
            spoiler_text: its content warning; empty takes it away.
            language: its language, as an ISO 639-1 code.
            media_attributes: new descriptions and focus points of media that it keeps, each with its ``id``.
            poll_options: the answers of its poll; changing them clears the votes, an empty list takes the poll away.
            poll_expires_in: seconds (or a ``timedelta``) until the poll closes.
            poll_multiple: let people choose several answers.
            poll_hide_totals: hide the counts until the poll closes.
            quote_approval_policy: who may quote it (Mastodon 4.5).
            content_type: the text's markup (GoToSocial, Pleroma, Akkoma).
            to: accounts to address besides those mentioned (Pleroma, Akkoma).

        Raises:
            ConfigurationError: it would have settings of a poll without one, or a poll with less than two answers.
            LossyEditError: what you do not give could not be read as the server sent it, and would be lost.
            NotFoundError: no such status, or it is not yours.
            UnprocessedError: the server takes no such change.
        """
        from ..models import Status

        session = self.session
        given: PollFields = {
            "poll_options": poll_options,
            "poll_expires_in": poll_expires_in,
            "poll_multiple": poll_multiple,
            "poll_hide_totals": poll_hide_totals,
        }
        check_list(poll_options, "poll_options")
        current = yield from Statuses.get_status.flow(self, status_id)
        source = yield from Statuses.get_status_source.flow(self, status_id)
        poll = yield from kept_poll(session, current, given)
        _check_edited_poll(poll, given)
        body = status_body(
            status=kept(session, source, "text", "status") if status is None else status,
            media_ids=kept_media(session, current) if media_ids is None else media_ids,
            sensitive=kept(session, current, "sensitive", "sensitive") if sensitive is None else sensitive,
            spoiler_text=kept(session, source, "spoiler_text", "spoiler_text")
            if spoiler_text is None
            else spoiler_text,
            language=kept(session, current, "language", "language") if language is None else language,
            media_attributes=media_attributes,
            quote_approval_policy=quote_approval_policy,
            content_type=kept(session, source, "content_type", "content_type")
            if content_type is None
            else content_type,
            to=to,
            **poll,
        )
        path = f"/api/v1/statuses/{segment(status_id, 'status_id')}"
        edited, _ = yield from call(session, "PUT", path, Status, body=body, bucket="post")
        return edited

    @put(
        "/api/v1/statuses/{status_id}/interaction_policy",
        scope="write:statuses",
        added="4.5.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def update_interaction_policy(
        self, status_id: StatusRef, quote_approval_policy: QuotePolicy | str | None = None
    ) -> Status:
        """Change who may quote one of your statuses.

        Args:
            status_id: the status, or its ID.
            quote_approval_policy: ``public``, ``followers`` or ``nobody``.

        Raises:
            ForbiddenError: the status is not yours.
        """
        ...

    @get(
        "/api/v1/statuses/{status_id}/history",
        auth="optional",
        scope="read:statuses",
        added="3.5.0",
        servers=EVERY_BUT_SNAC,
    )
    def get_status_history(self, status_id: StatusRef) -> list[StatusEdit]:
        """Fetch all versions of a status, oldest first.

        Args:
            status_id: the status, or its ID.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @get("/api/v1/statuses/{status_id}/source", auth="app", scope="read:statuses", added="3.5.0")
    def get_status_source(self, status_id: StatusRef) -> StatusSource:
        """Fetch a status as it was written, for editing.

        Args:
            status_id: the status, or its ID.

        Raises:
            NotFoundError: no such status, or it is private and you may not see it.
        """
        ...

    @get(
        "/api/v1/statuses/{status_id}/card",
        auth="optional",
        scope="read:statuses",
        servers=PLEROMA,
        changed=("2.6.0: a status has its card", "3.0.0: removed"),
    )
    def get_status_card(self, status_id: StatusRef) -> Card:
        """Fetch the preview of a status's link; elsewhere, and on Pleroma too, a status has it as its ``card``.

        Args:
            status_id: the status, or its ID.

        Raises:
            NotFoundError: no such status, or this server gives cards with their statuses only.
        """
        ...


POLL = {
    "poll_options": "options",
    "poll_expires_in": "expires_in",
    "poll_multiple": "multiple",
    "poll_hide_totals": "hide_totals",
}


def check_poll(
    poll_options: Sequence[str] | None, poll_expires_in: int | timedelta | None, *others: bool | None
) -> None:
    """Refuse what makes no poll, before anything is sent.

    Args:
        poll_options: its answers.
        poll_expires_in: how long it is open.
        others: its other settings.

    Raises:
        ConfigurationError: there are settings without answers, less than two answers, or no time to vote.
    """
    check_list(poll_options, "poll_options")
    if poll_options is None:
        if any(value is not None for value in (poll_expires_in, *others)):
            raise ConfigurationError("there are settings of a poll, but no poll: give poll_options")
        return
    if len(poll_options) < 2:
        raise ConfigurationError(f"a poll needs at least two answers, not {len(poll_options)}")
    _check_length(poll_expires_in)


def _check_length(poll_expires_in: int | timedelta | None) -> None:
    length = poll_expires_in.total_seconds() if isinstance(poll_expires_in, timedelta) else poll_expires_in
    if length is not None and length <= 0:
        raise ConfigurationError(f"a poll must be open for more than {length:.0f} s")


def _check_edited_poll(poll: PollFields, given: PollFields) -> None:
    """Refuse an edit that would make no poll; one that is taken away has no settings."""
    settings = (given["poll_expires_in"], given["poll_multiple"], given["poll_hide_totals"])
    if given["poll_options"] is not None and not given["poll_options"]:
        check_poll(None, *settings)
    elif given["poll_options"] is not None or poll["poll_options"] is None:
        check_poll(given["poll_options"], *settings)
    else:
        _check_length(given["poll_expires_in"])


def status_body(**fields: Any) -> dict[str, Any]:
    """What a status is made of, as it goes over the wire.

    Raises:
        ConfigurationError: no server takes such a status.
    """
    for name in ("media_ids", "poll_options", "to"):
        check_list(fields.get(name), name)
    for name in ("in_reply_to_id", "quoted_status_id"):
        if fields.get(name) == "":
            raise ConfigurationError(f"{name} is empty; without it, leave it out")
    fields["quote_id"] = fields.get("quoted_status_id")  # Akkoma and older Pleroma read this; the others ignore it
    poll = {wire_name: fields.pop(name) for name, wire_name in POLL.items() if fields.get(name) is not None}
    if poll.get("options"):
        if fields.get("media_ids"):
            raise ConfigurationError("a status cannot have both a poll and media")
        if "expires_in" not in poll:
            raise ConfigurationError("a poll needs an end: give poll_expires_in, in seconds")
        fields["poll"] = poll
    media_ids: Any = fields.get("media_ids")
    if is_array(media_ids):
        fields["media_ids"] = [scalar(media, "media_ids") for media in media_ids]
    return {name: value for name, value in fields.items() if name not in POLL}


def shown_media(
    owner: Operations,
    media_ids: Sequence[MediaRef] | None,
    media: Sequence[FileLike] | None,
    descriptions: Sequence[str | None] | None,
    poll_options: Sequence[str] | None,
) -> Flow[Sequence[MediaRef] | None]:
    """What a status shows: uploads that there are already, and files, uploaded now.

    Raises:
        ConfigurationError: it has a poll as well, or there is not one description for each file.
    """
    check_list(media_ids, "media_ids")
    if poll_options and media:
        raise ConfigurationError("a status cannot have both a poll and media")
    uploads = yield from _uploads(owner, media, descriptions, len(media_ids or ()))
    return [*(media_ids or []), *uploads] or media_ids


def _uploads(
    owner: Operations, media: Sequence[FileLike] | None, descriptions: Sequence[str | None] | None, others: int
) -> Flow[list[str]]:
    """Upload files one after the other; their IDs, in order. All are looked at before the first is sent.

    Args:
        owner: whose status will show them.
        media: the files.
        descriptions: what each of them shows.
        others: how many more the status will show.
    """
    check_list(media, "media")
    check_list(descriptions, "descriptions")
    if descriptions and len(descriptions) != len(media or ()):
        raise ConfigurationError(f"{len(media or ())} files have {len(descriptions)} descriptions")
    if parts := [file_part(file) for file in media or ()]:
        check_files(owner.session, (yield from media_limits(owner.session)), parts, others)
    uploaded: list[str] = []
    for index, file in enumerate(media or ()):
        description = descriptions[index] if descriptions else None
        attachment = yield from Media.post_media.flow(owner, file, description=description)
        uploaded.append(attachment.id)
    return uploaded
