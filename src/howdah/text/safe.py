"""HTML of strangers, made safe by nh3."""

from __future__ import annotations

import re

TAGS = frozenset(
    {
        *(
            "a",
            "b",
            "blockquote",
            "br",
            "code",
            "del",
            "div",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "li",
        ),
        *("ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "small", "span", "strong", "sub", "sup", "table", "tbody"),
        *("td", "th", "thead", "tr", "u", "ul"),
    }
)
"""Elements that show text; none loads anything."""
CLASSES = frozenset({"ellipsis", "h-card", "hashtag", "invisible", "mention", "quote-inline", "u-url"})
"""Classes by which servers tell mentions, hashtags and what is hidden of a link."""
SCHEMES = frozenset({"http", "https", "gemini", "gopher", "ipfs", "ipns", "mailto", "xmpp"})
WITH_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
HIDDEN = frozenset({"iframe", "math", "noembed", "noframes", "noscript", "plaintext", "script", "style", "svg", "xmp"})
"""Elements whose contents are no text."""


def clean_html(html: str, *, images: bool) -> str:
    """HTML without what is not safe to show; see ``howdah.safe_html``.

    Raises:
        ImportError: nh3 is not installed.
    """
    import nh3

    attributes = {"a": {"href"}, "ol": {"start", "reversed"}, "li": {"value"}}
    if images:
        attributes["img"] = {"alt", "src", "title", "width", "height"}
    return nh3.clean(
        html,
        tags={*TAGS, "img"} if images else set(TAGS),
        attributes=attributes,
        attribute_filter=_kept,
        clean_content_tags=set(HIDDEN),
        allowed_classes={"a": set(CLASSES), "p": set(CLASSES), "span": set(CLASSES)},
        link_rel="nofollow noopener noreferrer",
        url_schemes=set(SCHEMES),
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    """An attribute's value, unless it leads to the page's own server, or is a picture without TLS."""
    if (tag, name) == ("img", "src"):
        return value if value.lower().startswith("https://") else None
    return value if name != "href" or WITH_SCHEME.match(value) else None
