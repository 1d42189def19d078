"""A server with a bot on it: people mention it, follow it and post with hashtags, and what it posts is kept."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from tests.posting.board import Board
from tests.streaming.server import Asked, StreamServer

from howdah.testing import make_account, make_status


class BotTown(StreamServer):
    """The server; the bot is called alice.

    Args:
        software: what it says it is.
        honours: whether it knows an idempotency key again.
    """

    def __init__(self, software: str = "mastodon", *, honours: bool = True) -> None:
        super().__init__(software=software)
        self.board = Board(software, honours=honours)
        self.board.account["source"] = {
            "note": "",
            "fields": [],
            "privacy": "public",
            "sensitive": False,
            "language": "",
        }
        self.on_post = self.posted
        self.bob = make_account("bob")

    def posted(self, asked: Asked, form: dict[str, Any]) -> Any:
        _, document = self.board.answer("POST", asked.path, asked.headers, urlencode(form).encode())
        return document

    def _document(self, asked: Asked) -> tuple[int, Any]:
        one = asked.path.removeprefix("/api/v1/statuses/")
        for status in self.board.statuses:
            if status["id"] == one:
                return 200, status
        if "/accounts/" in asked.path or "/statuses/" in asked.path:
            return self.board.answer("GET", asked.url, asked.headers, b"")
        return super()._document(asked)

    def mention_by(self, account: dict[str, Any], text: str = "<p>@alice hi</p>", **fields: Any) -> str:
        """Mention the bot; gives the ID of the status."""
        status = make_status(text, account=account, **fields)
        self.notify(type="mention", status=status, account=account)
        return str(status["id"])

    def answered(self) -> Counter[str]:
        """How often each status was answered."""
        return Counter(status["in_reply_to_id"] for status in list(self.board.statuses))

    def texts(self) -> list[str]:
        """What the bot has posted."""
        return self.board.texts()
