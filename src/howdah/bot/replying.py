"""What an answer to a status is made of: whom it mentions, and how few may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..models import CredentialAccount, Status, Visibility

WIDEST_FIRST = ("public", "unlisted", "local", "private", "mutuals_only", "list", "direct")
"""Visibilities of all servers, from what everybody sees to what only those mentioned see."""


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
        visibility: who may see it, by default as the account's settings say; no more than may see the status.
        spoiler_text: a content warning instead of the status's own.
        language: its language instead of the status's.
        untag: mention the author alone.
    """
    handles = [status.account.acct, *(() if untag else (mention.acct for mention in status.mentions))]
    mentioned = [f"@{handle}" for handle in dict.fromkeys(handles) if handle not in (me.acct, me.username)]
    return {
        "text": " ".join([*mentioned, text]),
        "in_reply_to_id": status.id,
        "visibility": narrowest(status.visibility, visibility or _privacy_of(me)),
        "spoiler_text": status.spoiler_text if spoiler_text is None else spoiler_text,
        "language": language or status.language,
    }


def _privacy_of(me: CredentialAccount) -> str | None:
    return getattr(vars(me).get("source"), "privacy", None)


def narrowest(theirs: str, wanted: str | None) -> str:
    """The narrower of two visibilities; that of the status where one of them is unknown here."""
    if wanted not in WIDEST_FIRST or theirs not in WIDEST_FIRST:
        return str(theirs)
    return str(max(theirs, wanted, key=WIDEST_FIRST.index))
