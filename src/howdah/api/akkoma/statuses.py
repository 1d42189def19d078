"""Translating statuses and reacting to them, in Akkoma's own ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...core.operation import D, Section, Wire, get, put
from ...core.server import AKKOMA
from ..references import EmojiRef, StatusRef

if TYPE_CHECKING:
    from ...models import AkkomaTranslation, AkkomaTranslationLanguages, Status


class Statuses(Section[D]):
    """Translating statuses and reacting to them."""

    @get(
        "/api/v1/statuses/{status_id}/translations/{language}",
        scope="read:statuses",
        servers=AKKOMA,
    )
    def translate_status(
        self, status_id: StatusRef, language: str, *, from_language: Annotated[str | None, Wire("from")] = None
    ) -> AkkomaTranslation:
        """Translate a status in the way of older Akkoma; ``client.translate_status`` is the newer one.

        Args:
            status_id: the status, or its ID.
            language: the code of the language to translate it to.
            from_language: the code of the language it is in; found out if not given.

        Raises:
            ClientError: the server does not translate.
            NotFoundError: no such status, or you may not see it.
        """
        ...

    @get("/api/v1/akkoma/translation/languages", scope="read:statuses", servers=AKKOMA)
    def get_translation_languages(self) -> AkkomaTranslationLanguages:
        """List the languages that statuses can be translated from and to; none where the server does not translate."""
        ...

    @put(
        "/api/v1/statuses/{status_id}/emoji_reactions/{emoji}",
        scope="write:statuses",
        servers=AKKOMA,
    )
    def add_reaction(self, status_id: StatusRef, emoji: EmojiRef) -> Status:
        """React to a status, in the way of Fedibird; ``client.pleroma`` has a way that can be taken back, too.

        Args:
            status_id: the status, or its ID.
            emoji: the emoji: a character, a custom one, or the shortcode of that.

        Raises:
            ClientError: there is no such emoji, or no such status.
        """
        ...
