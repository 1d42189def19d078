"""Threads: several statuses, each an answer to the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from ..core.drafts import ThreadPart
from ..core.encoding import check_list, idempotency_key_of
from ..core.errors import ConfigurationError, OutcomeUnknownError, ThreadError
from ..core.flow import Flow
from ..core.operation import Operations, operation
from .confirmation import Confirmation
from .references import StatusRef
from .statuses import Statuses

if TYPE_CHECKING:
    from ..models import QuotePolicy, Status, Visibility


class Threads(Operations):
    """Several statuses that belong together."""

    @operation(
        uses=[
            "POST /api/v1/statuses",
            "GET /api/v1/accounts/verify_credentials",
            "GET /api/v1/accounts/{id}/statuses",
            "GET /api/v1/conversations",
            "GET /api/v1/timelines/home",
            "GET /api/v1/statuses/{id}/source",
            "GET /api/v1/statuses/{id}/history",
        ],
        scope="read:accounts read:statuses write:statuses",
    )
    def post_thread(
        self,
        parts: Sequence[str | ThreadPart],
        *,
        visibility: Visibility | str | None = None,
        spoiler_text: str | None = None,
        sensitive: bool | None = None,
        language: str | None = None,
        in_reply_to_id: StatusRef | None = None,
        quote_approval_policy: QuotePolicy | str | None = None,
        content_type: str | None = None,
        local_only: bool | None = None,
        idempotency_key: str | None = None,
        resume: ThreadError | None = None,
    ) -> Flow[list[Status]]:
        """Post several statuses, each as an answer to the one before; gives them all.

        Where one cannot be posted, the error says which, has those that are there, and can be gone on from, by the same
        call with ``resume``::

            try:
                statuses = client.post_thread(parts)
            except ThreadError as error:
                ...  # wait, or mend the part that was refused
                statuses = client.post_thread(parts, resume=error)

        A part whose answer was lost is then looked for before it is posted again, so that it is there once.

        Args:
            parts: the texts (``split_text`` makes them of a long one), or what more a part is made of:
                ``{"status": "Look", "media": [Path("elephant.png")], "descriptions": ["An elephant"]}``.
            visibility: who may see them; by default as the account's own settings say.
            spoiler_text: a content warning for all parts that have none of their own.
            sensitive: hide their media behind a warning.
            language: their language, as an ISO 639-1 code.
            in_reply_to_id: the status that the first part answers.
            quote_approval_policy: who may quote them (Mastodon 4.5).
            content_type: the markup of the texts (GoToSocial, Pleroma, Akkoma).
            local_only: keep them on this server (GoToSocial).
            idempotency_key: what makes it the same thread when it is posted twice; each part has its own key of that.
                Mastodon remembers them for an hour.
            resume: the error of the call that this one goes on with; the parts are to be the same, but for those that
                are not posted yet.

        Raises:
            ThreadError: a part could not be posted.
            TypeError: a part is neither a text nor a dict, or has what no part has; nothing is posted.
            ConfigurationError: there are no parts, or not as many as in the call to go on with.
        """
        check_list(parts, "parts")
        fields = [_fields(part) for part in parts]
        if not fields:
            raise ConfigurationError("a thread needs at least one part")
        common: dict[str, Any] = {
            "visibility": visibility,
            "spoiler_text": spoiler_text,
            "sensitive": sensitive,
            "language": language,
            "quote_approval_policy": quote_approval_policy,
            "content_type": content_type,
            "local_only": local_only,
        }
        keys = _keys(len(fields), idempotency_key) if resume is None else resume.keys
        if len(keys) != len(fields):
            raise ConfigurationError(f"the thread to go on with has {len(keys)} parts, not {len(fields)}")
        posted = [] if resume is None else (yield from _posted_before(self, resume))
        for part, key in list(zip(fields, keys, strict=True))[len(posted) :]:
            answered = posted[-1] if posted else in_reply_to_id
            given: dict[str, Any] = {**common, **part, "in_reply_to_id": answered, "idempotency_key": key}
            try:
                posted.append((yield from Statuses.post_status.flow(self, **given)))
            except Exception as error:
                raise ThreadError(posted=posted, keys=keys, error=error) from error
        return posted


def _posted_before(owner: Operations, resume: ThreadError) -> Flow[list[Status]]:
    """What is there already of a thread to go on with, the part included whose answer was lost."""
    posted = list(resume.posted)
    if isinstance(resume.error, OutcomeUnknownError):
        try:
            confirmed = yield from Confirmation.confirm_post.flow(owner, resume.error)
        except Exception as error:  # it is as unknown as before
            raise ThreadError(posted=posted, keys=resume.keys, error=resume.error) from error
        if confirmed.status is not None:
            posted.append(confirmed.status)
    return posted


def _fields(part: str | ThreadPart) -> dict[str, Any]:
    """What a part is made of."""
    if isinstance(part, str):
        return {"status": part}
    if not isinstance(part, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"a part is a text, or a dict of what it is made of, not {part!r:.60}")
    foreign = sorted(part.keys() - ThreadPart.__annotations__.keys())
    if foreign:
        raise TypeError(f"a part has no {foreign[0]!r}; what it may have: {', '.join(ThreadPart.__annotations__)}")
    return {"status": "", **{name: value for name, value in cast("dict[str, Any]", part).items() if value is not None}}


def _keys(count: int, base: str | None) -> list[str]:
    return [idempotency_key_of(f"{base}-{number}" if base else None) for number in range(1, count + 1)]
