"""Replies: to everyone in the thread, under its content warning, and no more visible than it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..core.flow import Flow
from ..core.operation import Operations, operation
from ..core.wire import FileLike
from ..text.typed import TypedMention, find_typed
from .accounts import Accounts
from .references import MediaRef, StatusRef
from .statuses import Statuses

if TYPE_CHECKING:
    from ..models import CredentialAccount, QuotePolicy, Status, Visibility

WIDEST_FIRST = ("public", "unlisted", "local", "private", "mutuals_only", "list", "direct")
"""Visibilities of all servers, from what everybody sees to what is seen by those mentioned."""
BELIEVED = 600.0
"""Seconds for which your own account is taken to be as it was."""


class Replies(Operations):
    """Answers to statuses."""

    @operation(
        uses=["POST /api/v1/statuses", "GET /api/v1/accounts/verify_credentials", "GET /api/v1/statuses/{id}"],
        scope="read:accounts write:statuses",
    )
    def reply_to(
        self,
        status: StatusRef,
        text: str,
        *,
        untag: bool = False,
        visibility: Visibility | str | None = None,
        spoiler_text: str | None = None,
        language: str | None = None,
        sensitive: bool | None = None,
        media_ids: Sequence[MediaRef] | None = None,
        media: Sequence[FileLike] | None = None,
        descriptions: Sequence[str | None] | None = None,
        poll_options: Sequence[str] | None = None,
        poll_expires_in: int | timedelta | None = None,
        poll_multiple: bool | None = None,
        poll_hide_totals: bool | None = None,
        quoted_status_id: StatusRef | None = None,
        quote_approval_policy: QuotePolicy | str | None = None,
        content_type: str | None = None,
        local_only: bool | None = None,
        interaction_policy: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
    ) -> Flow[Status]:
        """Answer a status: mention its author and all whom it mentions, but not you, and those already in your text.

        The reply keeps the content warning and the language of what it answers, and is never more visible than that:
        where it would be, by what you ask for or by your account's own settings, it is as visible as the status.

        Args:
            status: the status, or its ID; of a boost, what is boosted.
            text: what you answer, without the mentions.
            untag: mention its author alone.
            visibility: who may see it; by default as your account's settings say, or fewer.
            spoiler_text: another content warning; empty for none.
            language: another language, as an ISO 639-1 code.
            sensitive: hide its media behind a warning.
            media_ids: uploads to show (from ``post_media``).
            media: files to upload first and then show, each as ``post_media`` takes it.
            descriptions: what each of them shows (alt text), in the same order.
            poll_options: the answers of a poll, at least two.
            poll_expires_in: seconds (or a ``timedelta``) until the poll closes; a poll needs it.
            poll_multiple: let people choose several answers.
            poll_hide_totals: hide the counts until the poll closes.
            quoted_status_id: the status that it quotes (Mastodon 4.5, Pleroma, Akkoma).
            quote_approval_policy: who may quote it (Mastodon 4.5).
            content_type: the text's markup (GoToSocial, Pleroma, Akkoma).
            local_only: keep it on this server (GoToSocial); what answers such a status stays there by itself.
            interaction_policy: who may favourite, reply and boost (GoToSocial).
            idempotency_key: what makes it the same post when sent twice, such as the status's ID; one is made if not
                given.

        Raises:
            NotFoundError: there is no such status any more, or you may not see it.
            OutcomeUnknownError: the answer was lost; ``confirm_post`` finds out whether it was posted.
            UnprocessedError: the server takes no such status.
        """
        answered = yield from _fetched(self, status)
        me = yield from _own_account(self)
        people = [_handle(answered.account.acct)] if answered.account.id != me.id else []
        if not untag:
            readable = [mention for mention in answered.mentions if getattr(mention, "acct", "")]
            people += [_handle(mention.acct) for mention in readable if not _is_me(mention, me)]
        mentions = _without(people, text, self.session.host)
        privacy: Visibility | str | None = getattr(getattr(me, "source", None), "privacy", None)
        return (
            yield from Statuses.post_status.flow(
                self,
                " ".join([*mentions, text]).strip(),
                visibility=_narrowest(visibility or privacy, answered.visibility, asked=visibility),
                media_ids=media_ids,
                sensitive=sensitive,
                spoiler_text=(answered.spoiler_text or None) if spoiler_text is None else spoiler_text,
                in_reply_to_id=answered.id,
                language=answered.language or None if language is None else language,
                poll_options=poll_options,
                poll_expires_in=poll_expires_in,
                poll_multiple=poll_multiple,
                poll_hide_totals=poll_hide_totals,
                media=media,
                descriptions=descriptions,
                quoted_status_id=quoted_status_id,
                quote_approval_policy=quote_approval_policy,
                content_type=content_type,
                local_only=answered.local_only or None if local_only is None else local_only,
                interaction_policy=interaction_policy,
                idempotency_key=idempotency_key,
            )
        )


def _fetched(owner: Operations, status: StatusRef) -> Flow[Status]:
    """The status to answer: itself, or what it boosts."""
    found = (yield from Statuses.get_status.flow(owner, status)) if isinstance(status, str) else status
    return found.reblog or found


def _own_account(owner: Operations) -> Flow[CredentialAccount]:
    """Your account, asked for once in a while."""
    session = owner.session
    now = session.clock.monotonic()
    kept: tuple[float, CredentialAccount] | None = session.known.learned.get("own account")
    if kept is not None and now - kept[0] < BELIEVED:
        return kept[1]
    account = yield from Accounts.verify_credentials.flow(owner)
    session.known.learned["own account"] = (now, account)
    return account


def _handle(acct: str) -> str:
    return f"@{acct}"


def _is_me(mention: Any, me: CredentialAccount) -> bool:
    """Whether a mention is of you; snac numbers mentions by their place, so IDs do not tell."""
    return mention.acct in (me.acct, me.username) or (me.url is not None and getattr(mention, "url", None) == me.url)


def _without(people: list[str], text: str, host: str) -> list[str]:
    """Those of some people, each once, whom a text does not mention already."""
    typed = {_full(text[one.start : one.end], host) for one in find_typed(text) if isinstance(one, TypedMention)}
    missing = {_full(person, host): person for person in people}
    return [person for full, person in missing.items() if full not in typed]


def _full(handle: str, host: str) -> str:
    """A handle with its server, in small letters."""
    name, _, domain = handle.removeprefix("@").lower().partition("@")
    return f"{name}@{domain or host.lower()}"


def _narrowest(
    wished: Visibility | str | None, answered: Visibility | str, *, asked: Visibility | str | None
) -> str | None:
    """The visibility of a reply: what is wished, or that of what it answers if fewer see that."""
    if answered == "public":  # nothing is wider; unless asked for, the account's settings decide
        return None if asked is None else str(asked)
    if answered not in WIDEST_FIRST or answered in ("list", "direct"):
        return "direct"
    return str(wished if wished is not None and _width(wished) >= _width(answered) else answered)


def _width(visibility: Visibility | str) -> int:
    """How few see something: its place in the list; of what is unknown, it may be everybody."""
    name = str(visibility).partition(":")[0]
    return WIDEST_FIRST.index(name) if name in WIDEST_FIRST else -1
