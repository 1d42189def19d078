"""What an answer to a status is made of: whom it mentions, and how few may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..models import Visibility

if TYPE_CHECKING:
    from ..models import CredentialAccount, Status

NARROWER = (Visibility.PUBLIC, Visibility.UNLISTED, Visibility.PRIVATE, Visibility.DIRECT)


def reply_for(
    status: Status,
    me: CredentialAccount,
    text: str,
    visibility: Visibility | str | None = None,
    spoiler_text: str | None = None,
    language: str | None = None,
    *,
    untag: bool = False,
) -> dict[str, Any]:
    """The arguments of ``post_for`` for an answer.

    Args:
        status: what it answers.
        me: who answers.
        text: what to say.
        visibility: who may see it; no more than may see the status.
        spoiler_text: a content warning instead of the status's own.
        language: its language instead of the status's.
        untag: mention the author alone.
    """
    handles = [status.account.acct, *(() if untag else (mention.acct for mention in status.mentions))]
    mentioned = [f"@{handle}" for handle in dict.fromkeys(handles) if handle not in (me.acct, me.username)]
    return {
        "text": " ".join([*mentioned, text]),
        "in_reply_to_id": status.id,
        "visibility": narrowest(status.visibility, visibility),
        "spoiler_text": status.spoiler_text if spoiler_text is None else spoiler_text,
        "language": language or status.language,
    }


def narrowest(own: Visibility | str, wanted: Visibility | str | None) -> str:
    """The narrower of two visibilities; the status's own where one of them is unknown here."""
    if wanted is None or own not in NARROWER or wanted not in NARROWER:
        return str(own)
    return str(max(own, wanted, key=lambda one: NARROWER.index(Visibility(one))))
