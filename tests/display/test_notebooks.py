"""Statuses, accounts and pages in notebooks: a real browser shows them, and nothing that strangers wrote acts there."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.auth.browser import Browser
from tests.display.hostile_html import CORPUS

from howdah.display import show_remote_images
from howdah.models import Account, Status
from howdah.testing import FakeServer, make_account, make_media, make_status

IMAGES = {"img"}
HARMFUL = {
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "style",
    "form",
    "input",
    "base",
    "meta",
    "svg",
    "math",
    "video",
}


class Visitors(ThreadingHTTPServer):
    """A server that serves one page and notes who asks for anything else."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Visit)
        self.page = ""
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Visit(BaseHTTPRequestHandler):
    server: Visitors

    def do_GET(self) -> None:
        found = self.path == "/"
        if not found and self.path != "/favicon.ico":
            self.server.asked.append(self.path)
        body = self.server.page.encode() if found else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def visitors() -> Iterator[Visitors]:
    with Visitors() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def remote_images() -> Iterator[None]:
    show_remote_images()
    yield
    show_remote_images(False)


def hostile(text: str) -> Status:
    """A status that has the same thing to say everywhere."""
    account = make_account(
        display_name=text,
        username=text,
        acct=text,
        note=text,
        url=text,
        avatar=text,
        avatar_static=text,
        fields=[{"name": text, "value": text, "verified_at": None}],
    )
    made = make_status(
        content=text,
        spoiler_text=text,
        url=text,
        account=account,
        visibility=text,
        media_attachments=[make_media(description=text, url=text, preview_url=text, type=text)],
    )
    made["poll"] = {"id": "1", "expired": False, "multiple": False, "votes_count": 1, "options": [{"title": text}]}
    made["quote"] = {"state": "accepted", "quoted_status": make_status(content=text, account=account)}
    return Status.model_validate({**made, "reblog": {**made}})


def shown(*things: Any) -> str:
    return "\n".join(thing._repr_html_() for thing in things)


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser.found


@pytest.mark.parametrize("text", CORPUS)
def test_only_what_shows_text_is_left(text: str) -> None:
    text = text.format(elsewhere="https://elsewhere.example")
    status = hostile(text)
    for tag, attributes in elements(shown(status, status.account)):
        assert tag not in HARMFUL | IMAGES
        assert not [name for name in attributes if name.startswith("on")]
        assert not (attributes.get("href") or "https:").lower().strip().startswith(("javascript", "data", "vbscript"))


def test_no_script_runs_in_a_browser_and_nothing_is_loaded(browser: Browser, visitors: Visitors) -> None:
    statuses = [hostile(text.format(elsewhere=visitors.url)) for text in CORPUS]
    # One that is harmful where nobody sees to it: the page would notice.
    lure = "<script>window.ready = true</script>"
    cards = shown(*statuses, *(status.account for status in statuses))
    visitors.page = (
        "<!doctype html><meta charset=utf-8><title>notebook</title><script>window.hits = 0; "
        "function hit() { window.hits += 1 }; window.onerror = null</script>"
        f"<main>{cards}</main>{lure}"
    )
    browser.driver.get(visitors.url)
    browser.driver.execute_script("document.querySelectorAll('details').forEach(one => { one.open = true })")
    browser.driver.execute_script("document.querySelectorAll('main *').forEach(one => one.focus())")
    browser.driver.execute_script(
        "document.querySelectorAll('main *').forEach(one => one.dispatchEvent(new MouseEvent('mouseover')))"
    )
    assert browser.driver.execute_script("return window.ready") is True
    assert browser.driver.execute_script("return window.hits") == 0
    assert visitors.asked == []
    # All cards stand side by side: none has broken out of its own, or swallowed another.
    cards_on_top = "return document.querySelectorAll('main > .howdah').length"
    assert browser.driver.execute_script(cards_on_top) == 2 * len(CORPUS)
    assert browser.driver.execute_script("return document.querySelectorAll('main .howdah').length") == 2 * len(CORPUS)


def test_the_page_would_notice(browser: Browser, visitors: Visitors) -> None:
    visitors.page = "<!doctype html><script>window.hits = 0; function hit() { window.hits += 1 }</script>" + CORPUS[3]
    browser.driver.get(visitors.url)
    assert browser.driver.execute_script("return new Promise(done => setTimeout(() => done(window.hits), 200))") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_status_is_shown_as_it_is(browser: Browser, visitors: Visitors, scheme: str) -> None:
    status = Status.model_validate(
        make_status(
            content="<p>An <strong>elephant</strong></p><ul><li>large</li></ul>",
            account=make_account(display_name="Ele Phant", acct="ele@savanna.example"),
            favourites_count=2,
            media_attachments=[make_media(description="an elephant from afar")],
        )
    )
    viewport = "<meta name=viewport content='width=device-width'><meta name=color-scheme content='light dark'>"
    visitors.page = f"<!doctype html><meta charset=utf-8>{viewport}{shown(status)}"
    browser.look(width=390, height=800, scheme=scheme)
    browser.driver.get(visitors.url)
    for said in ("Ele Phant", "@ele@savanna.example", "An elephant", "large", "an elephant from afar", "2 favourites"):
        assert said in browser.text
    assert browser.driver.find_element("css selector", "strong").text == "elephant"
    width = browser.driver.execute_script("return document.documentElement.scrollWidth")
    assert width <= 390
    if folder := os.environ.get("HOWDAH_SHOTS"):
        Path(folder, f"notebook-{scheme}.png").write_bytes(browser.screenshot())


def test_a_warning_hides_what_it_warns_of(browser: Browser, visitors: Visitors) -> None:
    status = Status.model_validate(make_status(content="<p>a mouse</p>", spoiler_text="small animals"))
    visitors.page = f"<!doctype html><meta charset=utf-8>{shown(status)}"
    browser.driver.get(visitors.url)
    assert "small animals" in browser.text
    assert "a mouse" not in browser.text
    browser.driver.find_element("css selector", "summary").click()
    assert "a mouse" in browser.text


def test_remote_images_are_shown_once_they_are_wanted(remote_images: None) -> None:
    account = make_account(avatar_static="https://savanna.example/ele.png")
    media = make_media(type="image", preview_url="https://savanna.example/small.png", description='a "cat"')
    status = Status.model_validate(
        make_status(account=account, media_attachments=[media], content="<img src=https://x>")
    )
    images = [attributes for tag, attributes in elements(shown(status)) if tag == "img"]
    assert [image["src"] for image in images] == [
        "https://savanna.example/ele.png",
        "https://savanna.example/small.png",
    ]
    assert images[1]["alt"] == 'a "cat"'
    assert {image["referrerpolicy"] for image in images} == {"no-referrer"}


def test_without_the_extra_a_status_is_shown_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "nh3", None)
    status = Status.model_validate(make_status(content="<p>1 &lt; 2</p><p><script>hit()</script>x</p>"))
    html = shown(status)
    assert "1 &lt; 2" in html
    assert not [tag for tag, _ in elements(html) if tag in HARMFUL]


def test_a_page_shows_its_items() -> None:
    fake = FakeServer()
    fake.on("GET", "/api/v1/timelines/home").reply(
        [make_status(id=str(number), content=f"<p>number {number}</p>") for number in range(50, 0, -1)],
        headers={"link": '<https://fake.example/api/v1/timelines/home?max_id=1>; rel="next"'},
    )
    page = fake.client().get_home_timeline(limit=50)
    html = page._repr_html_()
    assert html.count('class="howdah"') == 40
    assert "50 items, 10 of them not shown; there is another page" in html
    fake.on("GET", "/api/v1/accounts/1/lists").reply([])
    assert (
        Account.model_validate(make_account(display_name="Ele <Phant>"))._repr_html_().count("Ele &lt;Phant&gt;") == 1
    )


def test_what_could_not_be_read_is_left_out() -> None:
    status = Status.model_validate(make_status())
    for field in ("created_at", "account", "url"):
        del status.__dict__[field]
    assert status._repr_html_().startswith('<div class="howdah"')
