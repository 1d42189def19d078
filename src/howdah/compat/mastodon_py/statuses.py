"""Statuses."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from ...api.posting import post_once
from ...core.encoding import idempotency_key_of, segment
from ...core.flow import Flow
from ...core.session import Session
from .calling import Calls, calls
from .deprecation import warn_of
from .errors import MastodonIllegalArgumentError
from .files import data_url
from .identities import SEVERAL, unpack_id
from .return_types import (
    Account,
    Context,
    MediaAttachment,
    Poll,
    PreviewCard,
    ScheduledStatus,
    Status,
    StatusEdit,
    StatusSource,
    Translation,
)
from .types_base import IdType, NonPaginatableList, PaginatableList, PathOrFile

ANYTHING: Any = Any
"""What an answer is decoded into that may be one of several."""
VISIBILITIES = ("private", "public", "unlisted", "direct")
"""Who can see a status."""
QUOTE_POLICIES = ("public", "followers", "nobody")
"""Who can quote a status."""


class Statuses(Calls):
    """Statuses."""

    @calls("get_scheduled_status", "2.7.0", "2.7.0", id="scheduled_status_id")
    def scheduled_status(self, id: ScheduledStatus | IdType) -> ScheduledStatus:
        """Fetch a scheduled status."""
        ...

    @calls("delete_scheduled_status", "2.7.0", "2.7.0", id="scheduled_status_id")
    def scheduled_status_delete(self, id: Status | IdType) -> None:
        """Take a scheduled status back before it is posted."""
        ...

    def scheduled_status_update(self, id: Status | IdType, scheduled_at: datetime) -> ScheduledStatus:
        """Post a scheduled status at another time."""
        path = f"/api/v1/scheduled_statuses/{segment(unpack_id(id), 'id')}"
        body = {"scheduled_at": scheduled_at}
        return self._request("PUT", path, ScheduledStatus, {"body": body}, added="2.7.0")

    @calls("get_scheduled_statuses", "2.7.0", "2.7.0")
    def scheduled_statuses(
        self,
        max_id: Status | IdType | None = None,
        min_id: Status | IdType | None = None,
        since_id: Status | IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[ScheduledStatus]:
        """Fetch a page of your scheduled statuses."""
        ...

    @calls("get_status", "1.0.0", "2.0.0", id="status_id")
    def status(self, id: Status | IdType) -> Status:
        """Fetch a status."""
        ...

    @calls("bookmark", "3.1.0", "3.1.0", id="status_id")
    def status_bookmark(self, id: Status | IdType) -> Status:
        """Bookmark a status; nobody else can see that."""
        ...

    @calls("get_status_context", "1.0.0", "1.0.0", id="status_id")
    def status_context(self, id: Status | IdType) -> Context:
        """Fetch what a status replies to, and what replies to it."""
        ...

    @calls("favourite", "1.0.0", "2.0.0", id="status_id")
    def status_favourite(self, id: Status | IdType) -> Status:
        """Favourite a status."""
        ...

    @calls("get_favourited_by", "1.0.0", "2.1.0", id="status_id")
    def status_favourited_by(self, id: Status | IdType) -> NonPaginatableList[Account]:
        """Fetch who has favourited a status."""
        ...

    @calls("get_status_history", "3.5.0", "3.5.0", id="status_id")
    def status_history(self, id: StatusEdit | IdType) -> NonPaginatableList[StatusEdit]:
        """Fetch a status's versions, the first one first."""
        ...

    @calls("mute_status", "1.4.0", "2.0.0", id="status_id")
    def status_mute(self, id: Status | IdType) -> Status:
        """Get no more notifications of a conversation."""
        ...

    @calls("pin_status", "2.1.0", "2.1.0", id="status_id")
    def status_pin(self, id: Status | IdType) -> Status:
        """Pin a status of yours to your profile."""
        ...

    @calls("revoke_quote", "4.5.0", "4.5.0", id="status_id")
    def status_quote_revoke(self, id: Status | IdType, quoting_status_id: Status | IdType) -> Status:
        """Take a status of yours out of another that quotes it."""
        ...

    @calls("get_quotes", "4.5.0", "4.5.0", id="status_id")
    def status_quotes(
        self,
        id: Status | IdType,
        max_id: Status | IdType | None = None,
        since_id: Status | IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[Status]:
        """Fetch a page of the statuses that quote one."""
        ...

    @calls("get_reblogged_by", "1.0.0", "2.1.0", id="status_id")
    def status_reblogged_by(self, id: Status | IdType) -> NonPaginatableList[Account]:
        """Fetch who has reblogged a status."""
        ...

    @calls("get_status_source", "0.0.0", "0.0.0", id="status_id")
    def status_source(self, id: Status | IdType) -> StatusSource:
        """Fetch what a status was written as, to edit it."""
        ...

    @calls("translate_status", "4.0.0", "4.0.0", id="status_id")
    def status_translate(self, id: Status | IdType, lang: str | None = None) -> Translation:
        """Translate a status, into ``lang`` or your own language."""
        ...

    @calls("unbookmark", "3.1.0", "3.1.0", id="status_id")
    def status_unbookmark(self, id: Status | IdType) -> Status:
        """Bookmark a status no more."""
        ...

    @calls("undo_favourite", "1.0.0", "2.0.0", id="status")
    def status_unfavourite(self, id: Status | IdType) -> Status:
        """Favourite a status no more."""
        ...

    @calls("unmute_status", "1.4.0", "2.0.0", id="status_id")
    def status_unmute(self, id: Status | IdType) -> Status:
        """Get notifications of a conversation again."""
        ...

    @calls("unpin_status", "2.1.0", "2.1.0", id="status_id")
    def status_unpin(self, id: Status | IdType) -> Status:
        """Pin a status no more."""
        ...

    @calls("undo_reblog", "1.0.0", "2.0.0", id="status")
    def status_unreblog(self, id: Status | IdType) -> Status:
        """Reblog a status no more; gives the status itself."""
        ...

    @calls("update_interaction_policy", "4.5.0", "4.5.0", id="status_id")
    def status_update_quote_approval_policy(self, id: Status | IdType, quote_approval_policy: str) -> Status:
        """Set who may quote a status: ``public``, ``followers`` or ``nobody``."""
        ...

    @calls("get_statuses", "4.3.0", "4.3.0", ids="status_ids")
    def statuses(self, ids: list[Status | IdType]) -> list[Status]:
        """Fetch several statuses."""
        ...

    def status_post(
        self,
        status: str,
        in_reply_to_id: Status | IdType | None = None,
        media_ids: list[MediaAttachment | IdType] | None = None,
        sensitive: bool = False,
        visibility: str | None = None,
        spoiler_text: str | None = None,
        language: str | None = None,
        idempotency_key: str | None = None,
        content_type: str | None = None,
        scheduled_at: datetime | None = None,
        poll: Poll | IdType | None = None,
        quote_id: Status | IdType | None = None,
        strict_content_type: bool = False,
        quoted_status_id: Status | IdType | None = None,
        quote_approval_policy: str | None = None,
    ) -> Status | ScheduledStatus:
        """Post a status, or schedule it.

        Args:
            status: the text.
            in_reply_to_id: the status that it replies to.
            media_ids: the files that it shows; one may be given alone.
            sensitive: whether the files are hidden at first.
            visibility: ``public``, ``unlisted``, ``private`` or ``direct``; by default, as the account is set up.
            spoiler_text: what is shown before the text.
            language: as ISO 639; by default, as the account is set up.
            idempotency_key: what makes it the same status when it is posted again.
            content_type: the text's MIME type, on servers that know more than one.
            scheduled_at: when it is to be posted, at least five minutes from now.
            poll: what ``make_poll`` has given.
            quote_id: the status that it quotes, with the feature set ``fedibird``.
            strict_content_type: refuse ``content_type`` unless the feature set is ``pleroma``.
            quoted_status_id: the status that it quotes.
            quote_approval_policy: who may quote it: ``public``, ``followers`` or ``nobody``.

        Returns:
            the status, or the scheduled status.

        Raises:
            MastodonIllegalArgumentError: an argument has no such value, or this feature set does not have it.
            MastodonNetworkError: it may or may not have been posted; the cause tells more.
        """
        self._check_features(quote_id, content_type if strict_content_type else None)
        check_quote_policy(quote_approval_policy)
        values: dict[str, Any] = {
            "status": status,
            "in_reply_to_id": unpack_id(in_reply_to_id),
            "media_ids": ids_of(media_ids),
            "sensitive": sensitive,
            "visibility": checked_visibility(visibility),
            "spoiler_text": spoiler_text,
            "language": language,
            "content_type": content_type,
            "scheduled_at": scheduled_at,
            "poll": poll,
            "quote_id": unpack_id(quote_id),
            "quoted_status_id": unpack_id(quoted_status_id),
            "quote_approval_policy": quote_approval_policy,
        }
        self._check_version("1.0.0", "4.5.0")
        kind: Any = Status if scheduled_at is None else ScheduledStatus
        posted: Status | ScheduledStatus = self._post(kind, values, idempotency_key)
        return posted

    def _post(self, kind: Any, values: dict[str, Any], key: str | None) -> Any:
        def flow(session: Session) -> Flow[Any]:
            body = {name: value for name, value in values.items() if value is not None}
            made_up_key = idempotency_key_of(key)
            posted: Any = yield from post_once(session, ANYTHING, body, made_up_key, key_given=key is not None)
            return posted

        return self._flow(flow, kind)

    def _check_features(self, quote_id: Any, content_type: str | None) -> None:
        if quote_id is not None and self.feature_set != "fedibird":
            raise MastodonIllegalArgumentError(
                "quote_id is only available with feature set fedibird. "
                "For standard Mastodon, use quoted_status_id instead."
            )
        if content_type is not None and self.feature_set != "pleroma":
            raise MastodonIllegalArgumentError("content_type is only available with feature set pleroma")

    def status_reply(
        self,
        to_status: Status | IdType,
        status: str,
        media_ids: list[MediaAttachment | IdType] | None = None,
        sensitive: bool = False,
        visibility: str | None = None,
        spoiler_text: str | None = None,
        language: str | None = None,
        idempotency_key: str | None = None,
        content_type: str | None = None,
        scheduled_at: datetime | None = None,
        poll: Poll | IdType | None = None,
        quote_id: Status | IdType | None = None,
        untag: bool = False,
        strict_content_type: bool = False,
        quoted_status_id: Status | IdType | None = None,
        quote_approval_policy: str | None = None,
    ) -> Status:
        """Reply to a status: to its author and all whom it mentions, as visibly, with its content warning.

        The arguments are those of ``status_post``, but for two.

        Args:
            to_status: the status itself, not its ID.
            status: the text; the mentions are put before it.
            media_ids: the files that it shows.
            sensitive: whether the files are hidden at first.
            visibility: by default, that of the status.
            spoiler_text: by default, that of the status.
            language: as ISO 639.
            idempotency_key: what makes it the same status when it is posted again.
            content_type: the text's MIME type.
            scheduled_at: when it is to be posted.
            poll: what ``make_poll`` has given.
            quote_id: the status that it quotes, with the feature set ``fedibird``.
            untag: reply to the author alone.
            strict_content_type: refuse ``content_type`` unless the feature set is ``pleroma``.
            quoted_status_id: the status that it quotes.
            quote_approval_policy: who may quote it.

        Raises:
            TypeError: ``to_status`` is no status.
        """
        me = self._own_id()
        if not isinstance(to_status, dict):
            raise TypeError("to_status must specify a status dict!")
        answered: Any = to_status
        people = {answered["account"]["id"]: answered["account"]["acct"]}
        if not untag:
            people |= {each["id"]: each["acct"] for each in answered["mentions"] or () if each["id"] not in people}
        mentions = "".join(f"@{acct} " for identity, acct in people.items() if identity != me)
        posted: Any = self.status_post(
            mentions + status,
            in_reply_to_id=answered["id"],
            media_ids=media_ids,
            sensitive=sensitive,
            visibility=answered["visibility"] if visibility is None else visibility,
            spoiler_text=answered["spoiler_text"] if spoiler_text is None else spoiler_text,
            language=language,
            idempotency_key=idempotency_key,
            content_type=content_type,
            scheduled_at=scheduled_at,
            poll=poll,
            quote_id=quote_id,
            strict_content_type=strict_content_type,
            quoted_status_id=quoted_status_id,
            quote_approval_policy=quote_approval_policy,
        )
        return cast(Status, posted)

    @calls("verify_credentials", "1.0.0", "2.1.0")
    def _me(self) -> Account:
        """Fetch your own account."""
        ...

    def _own_id(self) -> str:
        known = self.__dict__.get("_logged_in_id")
        if known is None:
            known = self.__dict__["_logged_in_id"] = str(self._me().id)
        return str(known)

    def toot(self, status: str) -> Status:
        """Post a status of nothing but text.

        Args:
            status: the text.
        """
        return cast(Status, self.status_post(status))

    def status_update(
        self,
        id: Status | IdType,
        status: str,
        spoiler_text: str | None = None,
        sensitive: bool | None = None,
        media_ids: list[MediaAttachment | IdType] | None = None,
        poll: Poll | IdType | None = None,
        media_attributes: list[dict[str, Any]] | None = None,
        quote_approval_policy: str | None = None,
    ) -> Status:
        """Change a status of yours; as in Mastodon.py, the server takes off it what is left out.

        Args:
            id: the status.
            status: the text.
            spoiler_text: what is shown before the text.
            sensitive: whether the files are hidden at first.
            media_ids: the files that it shows.
            poll: what ``make_poll`` has given; it begins anew.
            media_attributes: what ``generate_media_edit_attributes`` has given, to change what is said of the files.
            quote_approval_policy: who may quote it.

        Raises:
            MastodonIllegalArgumentError: the policy is none.
        """
        check_quote_policy(quote_approval_policy)
        # The server takes files off that are not named, described or not.
        described = [unpack_id(attributes) for attributes in media_attributes or ()]
        values: dict[str, Any] = {
            "status": status,
            "spoiler_text": spoiler_text,
            "sensitive": sensitive,
            "media_ids": list(dict.fromkeys([*(ids_of(media_ids) or ()), *described]))
            if described
            else ids_of(media_ids),
            "poll": poll,
            "media_attributes": media_attributes,
            "quote_approval_policy": quote_approval_policy,
        }
        path = f"/api/v1/statuses/{segment(unpack_id(id), 'id')}"
        changed: Status = self._request("PUT", path, Status, {"body": values}, added="3.5.0")
        return changed

    def generate_media_edit_attributes(
        self,
        id: MediaAttachment | IdType,
        description: str | None = None,
        focus: tuple[float, float] | None = None,
        thumbnail: PathOrFile | None = None,
        thumb_mimetype: str | None = None,
    ) -> dict[str, Any]:
        """What ``status_update`` takes to change what is said of a file.

        Args:
            id: the file.
            description: what it shows or says.
            focus: the point that previews keep in sight, from -1 to 1.
            thumbnail: a picture to show instead of a sound or video.
            thumb_mimetype: its type.
        """
        attributes: dict[str, Any] = {"id": unpack_id(id)}
        if description is not None:
            attributes["description"] = description
        if focus is not None:
            if not isinstance(focus, tuple) or len(focus) != 2:  # pyright: ignore[reportUnnecessaryIsInstance, reportUnnecessaryComparison]
                raise MastodonIllegalArgumentError("Focus must be a tuple of two floats between -1 and 1")
            attributes["focus"] = ",".join(str(part) for part in focus)
        if thumbnail is not None:
            attributes["thumbnail"] = data_url(thumbnail, thumb_mimetype)
        return attributes

    @calls("delete_status", "1.0.0", "4.6.0", id="status")
    def status_delete(self, id: Status | IdType, delete_media: bool = None) -> Status:  # type: ignore[assignment]  # noqa: RUF013 # pyright: ignore[reportArgumentType]
        """Delete a status of yours.

        Args:
            id: the status.
            delete_media: delete its files as well, at once.

        Returns:
            the status, with the text that it was written as in ``source``.
        """
        ...

    @calls("reblog", "1.0.0", "2.8.0", id="status_id")
    def _status_reblog(self, id: Status | IdType, visibility: str | None = None) -> Status:
        """Reblog a status."""
        ...

    def status_reblog(self, id: Status | IdType, visibility: str | None = None) -> Status:
        """Reblog a status.

        Args:
            id: the status.
            visibility: who can see that; by default, as the account is set up.

        Returns:
            a status of its own, with the other in ``reblog``.

        Raises:
            ValueError: the visibility is none.
        """
        return self._status_reblog(id, checked_visibility(visibility))

    def status_card(self, id: Status | IdType) -> PreviewCard:
        """Fetch the preview of what a status links to; it is the status's own ``card`` by now.

        Args:
            id: the status.
        """
        warn_of("status_card", "status(id).card")
        return cast(PreviewCard, self.status(id).card)


def ids_of(values: Any) -> list[str] | None:
    """The IDs that a list, or one value alone, stands for; ``None`` in a list is nothing."""
    if values is None:
        return None
    several = values if isinstance(values, SEVERAL) else [values]  # pyright: ignore[reportUnknownVariableType]
    return [unpack_id(value) for value in several if value is not None]  # pyright: ignore[reportUnknownVariableType]


def checked_visibility(visibility: str | None) -> str | None:
    """A visibility, in lower case.

    Raises:
        ValueError: it is none.
    """
    if visibility is None:
        return None
    if visibility.lower() not in VISIBILITIES:
        raise ValueError(f"Invalid visibility value! Acceptable values are {list(VISIBILITIES)}")
    return visibility.lower()


def check_quote_policy(policy: str | None) -> None:
    """Refuse a policy that there is not.

    Raises:
        MastodonIllegalArgumentError: it is none.
    """
    if policy is not None and policy not in QUOTE_POLICIES:
        raise MastodonIllegalArgumentError(f"Invalid quote_approval_policy. Valid values are {list(QUOTE_POLICIES)}")
