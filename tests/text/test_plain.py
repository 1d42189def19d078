"""HTML to plain text: what people wrote comes back as they wrote it, and nothing is too hostile to be read."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from howdah.models import Account, Mention, Status
from howdah.text import plain_text

RECORDED = Path(__file__).parents[2].parent / "shared" / "recorded"


@dataclass
class Person:
    url: str
    acct: str


BOB = Person("https://far.example/@bob", "bob@far.example")
SHORTENED = (
    '<a href="https://example.org/a/very/long/path?x=1&amp;y=2" rel="nofollow"><span class="invisible">https://</span>'
    '<span class="ellipsis">example.org/a/very/long</span><span class="invisible">/path?x=1&amp;y=2</span></a>'
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("no markup at all", "no markup at all"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<p>one</p>\n\n  <p>two</p>\n", "one\n\ntwo"),
        ("<p>one<br>two<br/>three<br />four</p>", "one\ntwo\nthree\nfour"),
        ("one<br><br>two<br>", "one\n\ntwo"),
        ("<br><p>one</p><p></p><p> </p>", "one"),
        ("<p>a  b\n\tc\u00a0\u00a0d </p>", "a b c\u00a0\u00a0d"),
        ("<P>a</P><P>b</P>", "a\n\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<h1>Title</h1>text<hr>more", "Title\n\ntext\n\n---\n\nmore"),
        ("<p>I <em>really</em> <strong>mean</strong> <del>that</del></p>", "I really mean that"),
        ("<p>:blobcat: <img class='emoji' alt=':cat:' src='x'></p>", ":blobcat: :cat:"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a b\n1 2"),
    ],
)
def test_paragraphs_and_lines(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;3 &amp; &#39;quotes&#39; &quot;&nbsp;&eacute;&#x1F418;", "<3 & 'quotes' \"\u00a0é🐘"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("AT&T & co", "AT&T & co"),
        ("1 < 2 > 0 <3", "1 < 2 > 0 <3"),
        ("&#" + "9" * 5000 + "; &amp;", "&#" + "9" * 5000 + "; &amp;"),
        ("&#xd800;", "\ufffd"),
    ],
)
def test_entities(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"<p>see {SHORTENED}.</p>", "see https://example.org/a/very/long/path?x=1&y=2."),
        ("<a href='https://example.org/page'>https://example.org/page</a>", "https://example.org/page"),
        ("<a href='https://www.example.org/page'>example.org/pa…</a>", "https://www.example.org/page"),
        ("<a href='https://example.org/%C3%A9'>https://example.org/é</a>", "https://example.org/%C3%A9"),
        ("<a href=https://example.org/>Example.ORG</a>", "https://example.org/"),
        ("read <a href='https://example.org/doc'>the <b>manual</b></a>!", "read the manual (https://example.org/doc)!"),
        ("<a href='https://evil.example/'>https://bank.example/</a>", "https://bank.example/ (https://evil.example/)"),
        ("<a href='https://example.org/'></a>", "https://example.org/"),
        ("<a href='mailto:me@example.org'>me@example.org</a>", "me@example.org"),
        ("<a href='javascript:alert(1)'>press</a> <a href='/about'>here</a> <a>there</a>", "press here there"),
        (
            "<a href='https://a.example/'>one<a href='https://b.example/'>two",
            "one (https://a.example/)two (https://b.example/)",
        ),
        ("x<a href='https://a.example/'> spaced </a>y", "x spaced (https://a.example/) y"),
        ("<p><a href='https://[/'>x</a>", "x (https://[/)"),
    ],
)
def test_links_are_given_whole(html: str, text: str) -> None:
    assert plain_text(html) == text


MASTODON_MENTION = '<span class="h-card"><a href="{}" class="u-url mention">@<span>bob</span></a></span> hi'


@pytest.mark.parametrize(
    ("html", "mentions", "text"),
    [
        (MASTODON_MENTION.format(BOB.url), [], "@bob hi"),
        (MASTODON_MENTION.format(BOB.url), [BOB], "@bob@far.example hi"),
        (MASTODON_MENTION.format("https://here.example/@bob"), [BOB], "@bob hi"),
        (MASTODON_MENTION.format("https://here.example/@bob"), [Person("https://here.example/@bob", "bob")], "@bob hi"),
        (MASTODON_MENTION.format("https://FAR.example/users/bob"), [BOB], "@bob@far.example hi"),
        ("<a class=mention href='https://far.example/@bob'>@bob@far.example</a>", [BOB], "@bob@far.example"),
        ("@<a class=mention href='https://far.example/@bob'>bob</a> hi", [BOB], "@bob@far.example hi"),
        ("<a class=mention href='https://far.example/@bob'>Bob B.</a> hi", [BOB], "Bob B. hi"),
        ("<a class='mention hashtag' rel=tag href='https://x.example/tags/Cats'>#<span>Cats</span></a>", [], "#Cats"),
        ("<a rel='tag nofollow' href='https://x.example/tags/cats'>#cats</a>", [], "#cats"),
        ("#<a class=hashtag href='https://x.example/search?tag=cats'>cats</a>", [], "#cats"),
    ],
)
def test_mentions_and_hashtags(html: str, mentions: list[Person], text: str) -> None:
    assert plain_text(html, mentions) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>To do:</p><ul><li>one</li><li>two</li></ul><p>Done</p>", "To do:\n\n- one\n- two\n\nDone"),
        ("<ul>\n<li>one\n<li>two<br>lines\n</ul>", "- one\n- two\n  lines"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>", "- a\n\n- b\n\n  c"),
        ("<ol><li>a</li><li>b<p>c</p></li></ol>", "1. a\n2. b\n\n   c"),
        ("<ol start=9><li>a<li>b</ol>", "9. a\n10. b"),
        ("<ol start=-x><li>a</ol><ol start=99999999999999><li>a</ol>", "1. a\n\n1. a"),
        ("<li>alone</li>", "- alone"),
        ("<p>She:</p><blockquote><p>one</p><p>two</p></blockquote><p>Yes</p>", "She:\n\n> one\n>\n> two\n\nYes"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
        ("<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n> b"),
        ("<blockquote><ul><li>a</ul></blockquote>", "> - a"),
        ("<ul><li><blockquote>a</blockquote>b</ul>", "- > a\n\n  b"),
        ("</ul></blockquote></li></p>a", "a"),
    ],
)
def test_lists_and_quotes(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<pre><code>def  f():\n\n    return 1 &lt; 2\n</code></pre>after", "def  f():\n\n    return 1 < 2\n\nafter"),
        ("<p>x</p><pre>\n  a\r\n  b\n</pre>", "x\n\n  a\n  b"),
        ("<p>Use <code>a &amp;&amp; b</code></p>", "Use a && b"),
        ("<blockquote><pre>a\nb</pre></blockquote>", "> a\n> b"),
    ],
)
def test_code_keeps_its_shape(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p class="quote-inline">RE: <a href="https://x.example/1">x</a></p><p>Look</p>', "Look"),
        ('<p class="quote-inline">RE: x<p>Look</p>', "Look"),
        (
            'Look<span class="quote-inline"><br><br>RE: <span>a</span> <a href="https://x.example/1">x</a></span>',
            "Look",
        ),
        ("a<script>alert('<p>')</script>b<STYLE>p { }</STYLE >c", "abc"),
        ("a<script>never ends", "a"),
        ("a<!-- x > y -->b<!-->c<!--->d<!doctype html>e<?php f ?>g</>h</ i>j", "abcdeghj"),
        ("a<!-- never ends", "a"),
        ("a<b title='never ends", "a"),
        ("a<b title='>'>b</b >c", "abc"),
    ],
)
def test_what_is_not_text_is_dropped(html: str, text: str) -> None:
    assert plain_text(html) == text


TAGS = ["a", "blockquote", "br", "div", "img", "li", "ol", "p", "pre", "script", "span", "ul"]
ATTRIBUTES = ["", " class=mention", " class='quote-inline'", ' href="https://x.example/"', " start=3", " alt=x", " ="]
PIECES = st.one_of(
    st.text(max_size=5),
    st.sampled_from(["<", ">", "</", "<!--", "-->", "&", "&#", "&amp;", "'", '"', "=", " ", "\n", "@bob", "#tag"]),
    st.tuples(st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)).map(lambda tag: f"<{tag[0]}{tag[1]}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_anything_is_read(html: str) -> None:
    text = plain_text(html, [BOB])
    assert text == text.rstrip()
    assert not re.search(r"[ \t]\n", text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="<&\n\r\t\f\v ", exclude_categories=["Zs", "Cc"]), min_size=1))
def test_text_without_markup_stays_as_it_is(text: str) -> None:
    assert plain_text(text) == text.rstrip()


HOSTILE = [
    *("<", "<a ", "<a b=", '<a b="', "<a b='>", "<a/", "<a\n=", "</a ", "<!--", "<!-->", "<![CDATA[", "<?"),
    *("&", "&#1", "&#99999999999999999999999999", "<p>", "<br>", "<div>x", "<pre>\n", "<script>", "<script></"),
    *("<blockquote>x", "<blockquote><br>", "<ul><li>x", "<li>", "</li>", "<a href=x>x", "<span class=invisible>"),
    *("<a href=https://x.example/>@x</a>", "<p class=quote-inline><p>", "<div class=quote-inline>"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_megabyte_takes_no_longer_than_a_friendly_one(piece: str) -> None:
    html = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    begun = time.perf_counter()
    text = plain_text(html, [BOB])
    assert time.perf_counter() - begun < 10
    assert len(text) < 20_000_000


def test_deep_nesting_ends_in_text() -> None:
    text = plain_text("<blockquote>" * 100_000 + "deep" + "</blockquote>" * 100_000 + "out")
    assert text == "> " * 16 + "deep\n\nout"


def test_one_number_too_long_for_python_is_left_alone() -> None:
    assert plain_text("<p title='&#" + "9" * 1_000_000 + ";'>ok") == "ok"


def status_with(**fields: Any) -> Status:
    account: Any = {"id": "1", "username": "a", "acct": "a", "display_name": "A", "note": "<p>I <b>am</b></p><p>A</p>"}
    return Status.model_construct(account=Account.model_construct(**account), **fields)


def test_status_and_account_know_their_text() -> None:
    mention = Mention(id="2", username="bob", acct=BOB.acct, url=BOB.url)
    status = status_with(content=f"<p>{MASTODON_MENTION.format(BOB.url)}</p>", mentions=[mention])
    assert status.plain_text == "@bob@far.example hi"
    assert status.account.plain_note == "I am\n\nA"


def test_a_mention_that_could_not_be_read_does_no_harm() -> None:
    status = status_with(content="<p>hi</p>", mentions=[Mention.model_construct(id="2")])
    assert status.plain_text == "hi"


def statuses_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every status within a recorded answer."""
    if isinstance(value, dict):
        if "visibility" in value and isinstance(value.get("content"), str) and "mentions" in value:
            yield value
        for inner in value.values():
            yield from statuses_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from statuses_in(inner)


@pytest.mark.skipif(not RECORDED.is_dir(), reason=f"there are no recorded answers in {RECORDED}")
class TestRecordedStatuses:
    @staticmethod
    def texts(name: str) -> set[str]:
        exchanges = json.loads((RECORDED / f"{name}.json").read_bytes())
        return {
            plain_text(status["content"], [Person(mention["url"], mention["acct"]) for mention in status["mentions"]])
            for exchange in exchanges
            for status in statuses_in(exchange["body"])
        }

    @pytest.mark.parametrize("name", ["mastodon-4.x", "gotosocial-0.20", "snac-2.75", "hollo-0.10"])
    def test_no_markup_is_left(self, name: str) -> None:
        texts = self.texts(name)
        assert len(texts) > 3
        for text in texts:
            assert not re.search(r"</?[a-z]+|&[a-z]+;|&#", text), text

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("mastodon-4.x", "#hoot (hashtag toot)"),
            ("mastodon-4.x", "@mastodonpy_test beep beep I'm a jeep"),
            ("mastodon-4.x", "http://example.org/"),
            ("mastodon-4.x", "https://www.youtube.com/watch?v=FAEKjYroiME"),
            ("mastodon-4.x", "yoooooooo"),
            ("gotosocial-0.20", "Hello #fediverse, this is @bob's neighbour https://example.org/page"),
            ("gotosocial-0.20", "@alice hello back"),
            ("snac-2.75", "Hello #fediverse, this is @bob@server.example's neighbour https://example.org/page"),
            ("snac-2.75", "with a picture"),
            ("hollo-0.10", "Hello #fediverse, this is @bob's neighbour https://example.org/page"),
        ],
    )
    def test_reads_as_it_was_typed(self, name: str, text: str) -> None:
        assert text in self.texts(name)
