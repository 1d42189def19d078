"""Markdown says what the HTML said, and nothing in it is markup by accident."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from howdah.models import Mention, Status
from howdah.testing import make_status
from howdah.text import links, markdown, plain_text

READER = MarkdownIt("commonmark").enable("strikethrough")
BOB = Mention(id="2", username="bob_", acct="bob_@far.example", url="https://far.example/@bob_")
MENTION = '<a href="https://far.example/@bob_" class="u-url mention">@<span>bob_</span></a>'
SHORTENED = (
    '<a href="https://example.org/long_path(x)"><span class="invisible">https://</span>'
    '<span class="ellipsis">example.org/lon</span><span class="invisible">g_path(x)</span></a>'
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<p>one<br>two</p>", "one\\\ntwo"),
        ("<p>one<br></p><p>two</p>", "one\n\ntwo"),
        ("<p>I <em>really</em> <strong>mean</strong> it</p>", "I *really* **mean** it"),
        ("<p><del>that</del> <code>a*b</code></p>", "~~that~~ `a*b`"),
        ("<b>a </b>b<i> c</i>", "**a** b *c*"),
        ("<b></b><b> </b>x", "x"),
        ("<em>a<br>b</em>", "*a*\\\n*b*"),
        ("<em>a<p>b</em>c", "*a*\n\n*b*c"),
        ("<em>a <strong>b</em> c</strong>", "*a **b*** c"),
        ("<em>never ends", "*never ends*"),
        ("<code>a`b</code> <code>`</code>", "``a`b`` `` ` ``"),
        ("2*3*4 [x] &lt;b&gt; `c` ~d~ \\", "2\\*3\\*4 \\[x\\] \\<b\\> \\`c\\` \\~d\\~ \\\\"),
        ("snake_case _x_", "snake_case \\_x\\_"),
        ("<p># a</p><p>- b</p><p>1. c</p><p>+ d</p>", "\\# a\n\n\\- b\n\n1\\. c\n\n\\+ d"),
        ("<p>#tag</p><p>12) e</p><p>=</p>", "#tag\n\n12\\) e\n\n\\="),
        ("<h2>Title</h2>text<hr>more", "## Title\n\ntext\n\n---\n\nmore"),
        ("<ul><li>a</li><li>b<br>c</li></ul>", "- a\n- b\\\n  c"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre><code>def f():\n    `x`\n</code></pre>after", "```\ndef f():\n    `x`\n```\n\nafter"),
        ("<pre>```\nx</pre>", "````\n```\nx\n````"),
        ("<blockquote><pre>a</pre></blockquote>", "> ```\n> a\n> ```"),
        ("<pre>never ends", "```\nnever ends\n```"),
        (f"see {SHORTENED}.", "see <https://example.org/long_path%28x%29>."),
        ("<a href='https://example.org/a_(b)'>the <em>page</em></a>", "[the *page*](https://example.org/a_%28b%29)"),
        ("<a href='https://example.org/'>a]b</a>", "[a\\]b](https://example.org/)"),
        ("<a href='https://example.org/ x>y'>z</a>", "[z](https://example.org/%20x%3Ey)"),
        ("<a href='javascript:alert(1)'>x</a> <a href='javascript://%0aalert(1)'>y</a>", "x y"),
        ("<a href='data://x'>z</a>", "z"),
        (f"{MENTION} hi", "@bob_@far.example hi"),
        ("<a class='mention hashtag' href='https://x.example/tags/a'>#<span>snake_tag</span></a>", "#snake_tag"),
        ("<img class=emoji alt=':blob_cat:' src=x>", ":blob_cat:"),
    ],
)
def test_markdown(html: str, text: str) -> None:
    assert markdown(html, [BOB]) == text


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f"<p>{MENTION} {SHORTENED} {SHORTENED}</p>", ["https://example.org/long_path(x)"]),
        (
            "<a href='https://a.example'>a</a><a href='http://b.example'>b</a>",
            ["https://a.example", "http://b.example"],
        ),
        ("<a class='hashtag' href='https://x.example/tags/a'>#a</a>", []),
        ("<a class='u-url mention' href='https://elsewhere.example/@dan'>@dan</a>", []),
        ("<a href='javascript:x'>a</a><a href='/about'>b</a><a>c</a><a href='javascript://x'>d</a>", []),
        ("<p class='quote-inline'>RE: <a href='https://x.example/1'>x</a></p><p>Look</p>", []),
        ("<a href='https://a.example/?x=1&amp;y=2'>a", ["https://a.example/?x=1&y=2"]),
    ],
)
def test_links(html: str, found: list[str]) -> None:
    assert links(html, [BOB]) == found


def test_a_status_knows_them() -> None:
    sent: dict[str, Any] = make_status(
        f"<p>{MENTION} <b>look</b>: {SHORTENED}</p>",
        mentions=[BOB.model_dump(), BOB.model_dump(), {"id": "3", "username": "dan", "acct": "dan", "url": "x"}],
        tags=[{"name": "cats", "url": "x"}, {"name": "dogs", "url": "y"}, {"name": "cats", "url": "x"}],
    )
    status = Status.model_validate(sent)
    assert status.markdown == "@bob_@far.example **look**: <https://example.org/long_path%28x%29>"
    assert status.links == ["https://example.org/long_path(x)"]
    assert status.mentioned == ["@bob_@far.example", "@dan"]
    assert status.hashtags == ["cats", "dogs"]
    unread = status.model_copy(update={"mentions": [Mention.model_construct(id="4")]})
    assert unread.mentioned == []


PIECES = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="<>&"), max_size=6),
    st.sampled_from(
        ["*", "_", "`", "~", "[", "](x)", "# ", "- ", "1. ", "\\", "!", "&lt;b&gt;", " ", "&amp;amp;", "---"]
    ),
)
INLINE = st.one_of(
    PIECES,
    st.tuples(st.sampled_from(["b", "em", "code", "strong"]), PIECES).map(
        lambda pair: f" <{pair[0]}>{pair[1]}</{pair[0]}> "
    ),
)
PARAGRAPH = st.lists(INLINE, min_size=1, max_size=6).map(lambda pieces: f"<p>{''.join(pieces)}</p>")


def words(html: str) -> str:
    return "".join(plain_text(html).split())


@settings(deadline=None, max_examples=400)
@given(st.lists(PARAGRAPH, max_size=4).map("".join))
def test_a_reader_of_markdown_reads_the_same_words(html: str) -> None:
    assert words(READER.render(markdown(html))) == words(html)


TAGS = [
    "a",
    "a href=https://x.example/",
    "blockquote",
    "br",
    "code",
    "em",
    "h2",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
]
WILD = st.one_of(
    st.text(max_size=5),
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag.split()[0]}>"),
    st.sampled_from(["`", "```", "*", "\n", "<img alt=x>", "@bob"]),
)


@settings(deadline=None)
@given(st.lists(WILD, max_size=30).map("".join))
def test_anything_becomes_markdown(html: str) -> None:
    assert markdown(html).count("<script") == 0
    links(html)
