"""A small server that people post to: it keeps statuses, and idempotency keys if it is one that does."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from howdah.testing import make_account, make_status


def rendered(text: str) -> str:
    """A text as Mastodon shows it."""
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n")).replace("\n", "<br />")


class Board:
    """What a server has, and what it answers.

    Args:
        software: what it says it is.
        honours: whether it knows an idempotency key again.
        now: what time it is there.
        render: how it makes HTML of a text.
        has_source: whether it tells the source of a status.
    """

    def __init__(
        self,
        software: str = "mastodon",
        *,
        honours: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        render: Callable[[str], str] = rendered,
        has_source: bool = True,
    ) -> None:
        self.software = software
        self.honours = honours
        self.now = now
        self.render = render
        self.has_source = has_source
        self.has_history = True
        self.histories: dict[str, list[dict[str, Any]]] = {}
        self.says_date = True
        self.account = make_account("alice")
        self.statuses: list[dict[str, Any]] = []
        self.scheduled: list[dict[str, Any]] = []
        self.sources: dict[str, str] = {}
        self.keys: dict[str, dict[str, Any]] = {}
        self.posts = 0

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        """The status and JSON of an answer."""
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query))
        path = unquote(parts.path)
        if (method, path) == ("POST", "/api/v1/statuses"):
            key = headers.get("idempotency-key")
            if self.honours and key in self.keys:
                return 200, self.keys[key]
            made = self.post(read_form(headers, body))
            if key:
                self.keys[key] = made
            return 200, made
        if path == "/.well-known/nodeinfo":
            return 200, {"links": [{"rel": "nodeinfo", "href": "/nodeinfo/2.0"}]}
        if path == "/nodeinfo/2.0":
            return 200, {"software": {"name": self.software, "version": "1.0"}}
        if path == "/api/v1/accounts/verify_credentials":
            return 200, self.account
        if path == f"/api/v1/accounts/{self.account['id']}/statuses":
            return 200, self.page([s for s in self.statuses if s["visibility"] != "direct"], query)
        if path == "/api/v1/scheduled_statuses":
            return 200, self.page(self.scheduled, query)
        if path.startswith("/api/v1/statuses/"):
            return self.tell_of(*path.split("/")[-2:])
        if path == "/api/v1/timelines/home":
            return 200, self.page([s for s in self.statuses if s["visibility"] != "direct"], query)
        if path == "/api/v1/conversations":
            direct = [s for s in self.statuses if s["visibility"] == "direct"]
            return 200, [{"id": s["id"], "accounts": [], "unread": False, "last_status": s} for s in direct]
        return 404, {"error": "Record not found"}

    def tell_of(self, status_id: str, what: str) -> tuple[int, Any]:
        """The source or history of a status."""
        if what == "source" and self.has_source:
            return 200, {"id": status_id, "text": self.sources[status_id], "spoiler_text": ""}
        if what == "history" and self.has_history:
            return 200, self.histories[status_id]
        return 404, {"error": "Record not found"}

    def page(self, items: list[dict[str, Any]], query: dict[str, str]) -> list[dict[str, Any]]:
        """Newest first, from where the query says."""
        below = int(query.get("max_id", 1 << 80))
        older = [item for item in reversed(items) if int(item["id"]) < below]
        return older[: int(query.get("limit", 20))]

    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Post or schedule a status."""
        self.posts += 1
        text = form.get("status", "")
        if "scheduled_at" in form:
            params = {name: form.get(name) for name in ("visibility", "spoiler_text", "in_reply_to_id")}
            due = {"id": str(self.posts), "scheduled_at": form["scheduled_at"], "params": {"text": text, **params}}
            self.scheduled.append(due)
            return due
        made = make_status(
            self.render(text),
            id=str((int(self.now().timestamp() * 1000) << 16) + self.posts),
            account=self.account,
            created_at=self.now().isoformat(timespec="milliseconds"),
            visibility=form.get("visibility", "public"),
            spoiler_text=form.get("spoiler_text", ""),
            in_reply_to_id=form.get("in_reply_to_id"),
            media_attachments=[
                {"id": media, "type": "image", "url": "https://fake.example/1.png"}
                for media in form.get("media_ids[]", [])
            ],
        )
        self.statuses.append(made)
        self.sources[made["id"]] = text
        return made

    def edit(self, status: dict[str, Any], text: str) -> None:
        """Edit a status."""
        names = ("content", "spoiler_text", "sensitive", "created_at", "account")
        versions = self.histories.setdefault(status["id"], [{name: status[name] for name in names}])
        status.update(content=self.render(text), edited_at=self.now().isoformat(timespec="milliseconds"))
        versions.append({**{name: status[name] for name in names}, "created_at": status["edited_at"]})
        self.sources[status["id"]] = text

    def headers(self) -> dict[str, str]:
        """What stands above each answer."""
        return {"date": format_datetime(self.now(), usegmt=True)} if self.says_date else {}

    def texts(self) -> list[str]:
        """The sources of all statuses, oldest first."""
        return [self.sources[status["id"]] for status in self.statuses]


def read_form(headers: dict[str, str], body: bytes) -> dict[str, Any]:
    """The fields of a body."""
    if "json" in headers.get("content-type", ""):
        document: dict[str, Any] = json.loads(body)
        return document
    fields: dict[str, Any] = {}
    for name, value in parse_qsl(body.decode(), keep_blank_values=True):
        if name.endswith("[]"):
            fields.setdefault(name, []).append(value)
        else:
            fields[name] = value
    return fields


def shifted(clock: Callable[[], datetime], seconds: float) -> Callable[[], datetime]:
    """A clock that goes wrong by so much."""
    return lambda: clock() + timedelta(seconds=seconds)
