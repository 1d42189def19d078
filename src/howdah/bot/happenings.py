"""What a bot's handlers are given: what has happened, and the means to answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from ..api.replies import compose_reply
from ..core.flow import Flow
from ..core.operation import Section, operation
from ..core.wire import FileLike
from .answering import post_for
from .journal import Journal

if TYPE_CHECKING:
    from ..models import Account, CredentialAccount, Notification, Status, Visibility

D = TypeVar("D", covariant=True)

_MENTIONS = re.compile(r"\s*(?:@\S+\s+)*")


class Happening(Section[D]):
    """Something that a handler is to deal with.

    Attributes:
        client: a client to act with: a blocking one for a plain function, an async one for an async function.
        me: the bot's own account.
        key: what tells this from all else that happens; the same when it is given again.
    """

    client: D
    me: CredentialAccount

    def __init__(self, client: D, me: CredentialAccount, journal: Journal, key: str, handler: str) -> None:
        super().__init__(client)
        self.me = me
        self.key = key
        self._journal = journal
        self._handler = handler
        self._posts = 0

    def _next_key(self) -> str:
        self._posts += 1
        return f"howdah-bot {self._handler} {self.key} {self._posts}"

    @operation(uses=["POST /api/v1/statuses"], scope="write:statuses read:statuses")
    def post(
        self,
        text: str,
        visibility: Visibility | str | None = None,
        *,
        spoiler_text: str | None = None,
        language: str | None = None,
        media: Sequence[FileLike] | None = None,
        descriptions: Sequence[str | None] | None = None,
    ) -> Flow[Status]:
        """Post a status, once for this event: a bot that is killed and started again does not post it twice.

        A handler that posts several times must do so in the same order each time that it is given the same event.

        Args:
            text: what it says.
            visibility: who may see it; by default as the account's own settings say.
            spoiler_text: a content warning.
            language: its language, as an ISO 639-1 code.
            media: files to show, each as ``post_media`` takes it.
            descriptions: what each of them shows, in the same order.

        Raises:
            OutcomeUnknownError: nobody can know whether it was posted.
            ApiError: the server does not take it.
        """
        return (
            yield from post_for(
                self,
                self._journal,
                self._next_key(),
                text,
                visibility=visibility,
                spoiler_text=spoiler_text,
                language=language,
                media=media,
                descriptions=descriptions,
            )
        )


class Due(Happening[D]):
    """A scheduled handler is due.

    Attributes:
        at: when it was due, which may be a while ago where the bot was not running.
    """

    def __init__(self, at: datetime, *rest: Any) -> None:
        super().__init__(*rest)
        self.at = at


class AboutStatus(Happening[D]):
    """Something that has a status, which can be answered.

    Attributes:
        status: the status.
        account: who posted it.
    """

    def __init__(self, status: Status, *rest: Any) -> None:
        super().__init__(*rest)
        self.status = status

    @property
    def account(self) -> Account:
        """Who posted it."""
        return self.status.account

    @property
    def text(self) -> str:
        """What it says as plain text, without the mentions that it begins with."""
        return _MENTIONS.sub("", self.status.plain_text + " ", count=1).strip()

    @operation(uses=["POST /api/v1/statuses"], scope="write:statuses read:statuses")
    def reply(
        self,
        text: str,
        *,
        visibility: Visibility | str | None = None,
        spoiler_text: str | None = None,
        language: str | None = None,
        media: Sequence[FileLike] | None = None,
        descriptions: Sequence[str | None] | None = None,
        untag: bool = False,
    ) -> Flow[Status]:
        """Answer it, once: a bot that is killed and started again does not answer twice.

        The answer mentions everyone in it but the bot, has its content warning and language, and is seen by no more
        people than it. A handler that answers several times must do so in the same order each time that it is given
        the same event.

        Args:
            text: what to say, without mentions.
            visibility: who may see it; what is wider than the status itself is made as narrow.
            spoiler_text: a content warning instead of the status's own.
            language: its language instead of the status's, as an ISO 639-1 code.
            media: files to show, each as ``post_media`` takes it.
            descriptions: what each of them shows, in the same order.
            untag: mention the author alone.

        Raises:
            OutcomeUnknownError: nobody can know whether it was posted.
            ApiError: the server does not take it.
        """
        host = self.session.host
        made = compose_reply(
            self.status, self.me, text, host, untag=untag, visibility=visibility, spoiler_text=spoiler_text
        )
        return (
            yield from post_for(
                self,
                self._journal,
                self._next_key(),
                made.status,
                visibility=made.visibility,
                spoiler_text=made.spoiler_text,
                language=made.language if language is None else language,
                local_only=made.local_only,
                in_reply_to_id=self.status.id,
                media=media,
                descriptions=descriptions,
            )
        )


class Tagged(AboutStatus[D]):
    """A public status with a hashtag that the bot looks out for.

    Attributes:
        hashtag: the hashtag, without ``#``.
    """

    def __init__(self, hashtag: str, *rest: Any) -> None:
        super().__init__(*rest)
        self.hashtag = hashtag


class Mention(AboutStatus[D]):
    """Someone mentions the bot.

    Attributes:
        notification: the notification of it.
    """

    def __init__(self, notification: Notification, *rest: Any) -> None:
        super().__init__(*rest)
        self.notification = notification


class Notified(Happening[D]):
    """The bot is notified of something.

    Attributes:
        notification: the notification.
    """

    def __init__(self, notification: Notification, *rest: Any) -> None:
        super().__init__(*rest)
        self.notification = notification

    @property
    def account(self) -> Account:
        """Who did it."""
        return self.notification.account

    @property
    def status(self) -> Status | None:
        """The status that it is about, if it is about one."""
        return self.notification.status


class Follow(Notified[D]):
    """Someone follows the bot; ``account`` is who."""
