"""Somebody who logs in: visits the server's page, fills it in, and follows wherever that leads."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx2
import pytest
from tests.auth.authorization_server import PASSWORD

BROWSER = "browser"


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """What was logged, but for what the browser's own library and the server's log of theirs."""
    formatter = logging.Formatter("%(name)s %(message)s")
    ours = [each for each in caplog.records if each.threadName != BROWSER and not each.name.startswith("authlib")]
    return "\n".join(formatter.format(record) for record in ours)


@dataclass
class Person:
    """Opens a URL as a browser would, in a thread of its own; to be given as ``open_browser``.

    Attributes:
        fields: what they fill in.
        detour: what they open instead of what they are asked to, made of that.
        opened: what they were asked to open.
        pages: the pages that they saw, by status.
        failed: what went wrong for them.
    """

    fields: dict[str, str] = field(
        default_factory=lambda: {"username": "alice", "password": PASSWORD, "decision": "allow"}
    )
    detour: object = None
    opened: list[str] = field(default_factory=list[str])
    pages: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    failed: list[Exception] = field(default_factory=list[Exception])
    last_url: str = ""

    def __call__(self, url: str) -> bool:
        self.opened.append(url)
        self._thread = threading.Thread(target=self._visit, args=(url,), name=BROWSER, daemon=True)
        self._thread.start()
        return True

    def join(self) -> Person:
        """Wait until they have seen the last page."""
        self._thread.join(20)
        assert not self._thread.is_alive()
        return self

    @property
    def page(self) -> str:
        """What the last page says."""
        return text_of(self.pages[-1][1])

    def _visit(self, url: str) -> None:
        try:
            # snac ends kept connections without a word, which a browser would notice.
            unkept = httpx2.Limits(max_keepalive_connections=0)
            with httpx2.Client(trust_env=False, timeout=15, limits=unkept) as browser:
                if callable(self.detour):
                    url = self.detour(url)
                reply = self._see(browser.get(url))
                form = Form(reply.text)
                if reply.status_code < 400 and form.found:
                    filled = {**form.fields, **self.fields}
                    reply = self._see(browser.post(urljoin(url, form.action), data=filled))
                while reply.is_redirect:
                    self.last_url = urljoin(str(reply.url), reply.headers["location"])
                    reply = self._see(browser.get(self.last_url))
        except Exception as error:
            self.failed.append(error)

    def _see(self, reply: httpx2.Response) -> httpx2.Response:
        self.pages.append((reply.status_code, reply.text))
        return reply


class Form(HTMLParser):
    """The form of a page: where it goes, and what it has filled in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action, self.fields, self.found = "", dict[str, str](), False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.action, self.found = given.get("action") or "", True
        elif tag == "input" and given.get("name"):
            self.fields[str(given["name"])] = given.get("value") or ""


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent = tag in ("style", "script", "title")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.said.append(" ".join(data.split()))


def text_of(page: str) -> str:
    """What a page says, without its marks."""
    reader = _Text()
    reader.feed(page)
    return " ".join(reader.said)


def loopback_of(url: str) -> str:
    """Where a login's page is to send the browser."""
    from urllib.parse import parse_qs

    return parse_qs(urlsplit(url).query)["redirect_uri"][0]
