"""Whatever strangers send, what is shown of it is inert."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.auth.browser import Browser

from howdah import MissingExtraError, safe_html
from howdah.text.safe import SCHEMES, TAGS

REL = 'rel="nofollow noopener noreferrer"'
RUN = "window.hit=1"
ATTACKS = [
    f"<script>{RUN}</script>",
    f"<script src='data:text/javascript,{RUN}'></script>",
    f"<img src=x onerror={RUN}>",
    f"<img src=https://far.example/x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={RUN}&gt;'>",
    f"<svg></p><style><a title='</style><img src=1 onerror={RUN}>'>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<textarea><p title='</textarea><img src=x onerror={RUN}>'>",
    f"<title><p title='</title><img src=x onerror={RUN}>'>",
    f"<xmp><p title='</xmp><img src=x onerror={RUN}>'>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src='javascript:parent.{RUN}'></iframe>",
    f"<object data='data:text/html,<script>{RUN}</script>'></object>",
    f"<embed src='javascript:{RUN}'>",
    f"<a id=press href='javascript:{RUN}'>x</a>",
    f"<a href='java\tscript:{RUN}'>x</a>",
    f"<a href='&#106;avascript&colon;{RUN}'>x</a>",
    f"<a href=' &#1;javascript:{RUN}'>x</a>",
    f"<a href='vbscript:{RUN}'>x</a>",
    f"<a href='data:text/html,<script>{RUN}</script>'>x</a>",
    f"<a href=x onclick={RUN} onmouseover={RUN}>x</a>",
    f"<p style='background:url(javascript:{RUN})' onclick={RUN}>x</p>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<video><source onerror={RUN}></video>",
    f"<body onload={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<style>@import 'javascript:{RUN}';</style><link rel=stylesheet href=//far.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://far.example/'>",
    "<base href=https://far.example/>",
    f"<template><script>{RUN}</script></template>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f"<<img src=x onerror={RUN}>",
    f"<img src=x onerror={RUN}//",
    f"<a href='x'onclick={RUN}//'>x</a>",
    f"<div id=press><a name=cookie></a></div></div></body></html><script>{RUN}</script>",
    f"<select><template><img src=x onerror={RUN}></template></select>",
    f"<img src='https://far.example/\" onerror=\"{RUN}'>",
    f"<p class='mention\" onclick=\"{RUN}'>x</p>",
]


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("", ""),
        ("a &lt; b &amp; c", "a &lt; b &amp; c"),
        ("<p>one<br>two</p>", "<p>one<br>two</p>"),
        ("<p>never ends", "<p>never ends</p>"),
        ("<em>a</p></div>", "<em>a<p></p></em>"),
        (
            '<a href="https://x.example/" target="_blank" title="t">x</a>',
            f'<a href="https://x.example/" title="t" {REL}>x</a>',
        ),
        ('<a href="/about">x</a>', f"<a {REL}>x</a>"),
        ('<a href="//x.example">x</a>', f"<a {REL}>x</a>"),
        ('<a href="?log:out">x</a>', f"<a {REL}>x</a>"),
        ('<a href="#x:y">x</a>', f"<a {REL}>x</a>"),
        ('<a href="mailto:a@x.example">x</a>', f'<a href="mailto:a@x.example" {REL}>x</a>'),
        ("<span class='invisible evil'>x</span>", '<span class="invisible">x</span>'),
        ("<p id=a style='color:red' data-x=1>x</p>", "<p>x</p>"),
        ('<ol start="3" reversed><li value="5">x</li></ol>', '<ol start="3" reversed=""><li value="5">x</li></ol>'),
        ("a<script>b</script>c<style>d</style>e", "ace"),
        ("<img src='https://x.example/1.png' alt='x'>", ""),
        ("<video src='https://x.example/1.mp4'>x</video>", "x"),
    ],
)
def test_what_stays(html: str, safe: str) -> None:
    assert safe_html(html) == safe


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<img src='https://x.example/1' alt=':cat:' onerror=x>", '<img src="https://x.example/1" alt=":cat:">'),
        ("<img src='http://x.example/1.png'>", "<img>"),
        ("<img src='/logout'>", "<img>"),
        ("<img src='data:image/svg+xml,x'>", "<img>"),
    ],
)
def test_pictures_are_shown_if_asked_for(html: str, safe: str) -> None:
    assert safe_html(html, images=True) == safe


ATTRIBUTES = {"href", "rel", "class", "start", "reversed", "value", "src", "alt", "title", "lang", "width", "height"}


class Inspector(HTMLParser):
    """Fails where there is anything that could do something."""

    def __init__(self, *, images: bool) -> None:
        super().__init__()
        self.images = images

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS or (self.images and tag == "img"), tag
        for name, value in attrs:
            assert name in ATTRIBUTES
            if name == "href":
                assert value
                assert value.partition(":")[0].lower() in SCHEMES
            if name == "src":
                assert value
                assert value.startswith("https://")


@pytest.mark.parametrize("images", [False, True])
@pytest.mark.parametrize("html", ATTACKS)
def test_an_attack_leaves_nothing_that_acts(html: str, images: bool) -> None:
    safe = safe_html(html, images=images)
    Inspector(images=images).feed(safe)
    assert safe_html(safe, images=images) == safe


PIECES = st.one_of(
    st.sampled_from(ATTACKS), st.text(max_size=8), st.sampled_from(["<", ">", "'", '"', "</", "<!--", "-->"])
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join), st.booleans())
def test_nor_do_several(html: str, images: bool) -> None:
    Inspector(images=images).feed(safe_html(html, images=images))


def test_nothing_runs_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    parts = [f"<div class=part>{safe_html(html, images=True)}</div>" for html in ATTACKS]
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{''.join(parts)}<p id=end>end</p>", encoding="utf-8")
    browser.driver.get(page.as_uri())
    browser.evaluate(
        "const box = document.createElement('div'); document.body.append(box);"
        "for (const part of document.querySelectorAll('.part')) box.innerHTML += part.innerHTML;"
        "for (const one of document.querySelectorAll('a, p, div')) if (!one.href) one.click();"
    )
    assert browser.evaluate("return window.hit") is None
    assert browser.evaluate("return document.querySelectorAll('body > .part').length") == len(ATTACKS)
    assert browser.evaluate("return document.querySelector('body > #end').textContent") == "end"
    assert browser.driver.current_url == page.as_uri()
    assert [url for url in browser.requested() if "far.example/x.css" in url] == []


def test_a_browser_would_have_run_them(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><body>{ATTACKS[0]}", encoding="utf-8")
    browser.driver.get(page.as_uri())
    assert browser.evaluate("return window.hit") == 1


def test_without_the_extra_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nh3", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'howdah\[html\]'"):
        safe_html("<p>x</p>")
