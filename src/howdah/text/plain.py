"""HTML to plain text: a status as the person who wrote it would have typed it.

Servers send what strangers wrote, so the HTML may be anything at all. It is read by two patterns that never look at a
character more than a few times: ``html.parser`` takes minutes for a hostile megabyte on Python before 3.11.14.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Protocol

TOKEN = re.compile(
    r"""
      <!--(?:-?>|.*?(?:--!?>|\Z))                           # a comment
    | <(?:[!?]|/(?![a-z]))[^>]*+>?+                         # a doctype, or what is no tag
    | <(?P<end>/?)(?P<name>[a-z][^\s/>]*+)                  # a tag, with its attributes
      (?P<attributes>(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>]*+))?+)*+)>?+
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE | re.ASCII,
)
ATTRIBUTE = re.compile(r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)|'([^']*+)|([^\s>]*+)))?["']?""", re.ASCII)
SPACE = re.compile(r"\s+", re.ASCII)
HOST = re.compile(r"https?://([^/?#]+)", re.IGNORECASE)
END_OF = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}

PARAGRAPHS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "table"})
"""Elements with a blank line before and after."""
LINES = frozenset({"article", "dd", "details", "div", "dt", "figcaption", "figure", "section", "summary", "tr"})
"""Elements that begin and end a line."""
DEEPEST = 16
"""Quotes and lists nested further are not indented further."""


class Mentioned(Protocol):
    """Someone whom a status mentions; ``howdah.models.Mention`` is one."""

    @property
    def url(self) -> str:
        """The profile's web page."""
        ...

    @property
    def acct(self) -> str:
        """The name, with ``@server`` unless it is this server."""
        ...


def plain_text(html: str, mentions: Iterable[Mentioned] = ()) -> str:
    """Turn a status's HTML into plain text, as a person would write it.

    Paragraphs are separated by a blank line; links are given whole; quotes begin with ``> ``, list items with ``- `` or
    their number. The "RE: ..." that servers put before a quote is left out. Any text is taken; none is refused.

    Args:
        html: what the server sent: a status's ``content``, an account's ``note``.
        mentions: whom the status mentions; people of other servers are then written with their server.
    """
    writer = Writer(names_of(mentions))
    write(html, writer)
    return writer.result()


def names_of(mentions: Iterable[Mentioned]) -> dict[str | tuple[str, str], str]:
    """How people are written, by their profile, and by its host and their name."""
    names: dict[str | tuple[str, str], str] = {}
    for mention in mentions:
        url, acct = getattr(mention, "url", ""), getattr(mention, "acct", "")
        if url and acct:
            names[url] = names[_host(url), acct.partition("@")[0].lower()] = f"@{acct}"
    return names


def write(html: str, writer: Writer) -> None:
    """Give HTML to a writer, element by element."""
    position = 0
    while token := TOKEN.search(html, position):
        writer.text(html[position : token.start()])
        position = token.end()
        name = (token["name"] or "").lower()
        if token["end"]:
            writer.end(name)
        elif name in END_OF:
            over = END_OF[name].search(html, position)
            position = over.start() if over else len(html)
        elif name:
            writer.start(name, _attributes(token["attributes"]))
    writer.text(html[position:])


def without_markup(html: str) -> str:
    """Take the tags out of HTML and leave the rest as it is: what Mastodon searches and filters."""
    parts: list[str] = []
    position = 0
    while token := TOKEN.search(html, position):
        parts.append(html[position : token.start()])
        position = token.end()
        name = (token["name"] or "").lower()
        if name in END_OF and not token["end"]:
            over = END_OF[name].search(html, position)
            position = over.start() if over else len(html)
        elif name == "br" or (name == "p" and token["end"]):
            parts.append("\n")
    return unescaped("".join([*parts, html[position:]])).removesuffix("\n")


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), unescaped("".join(values)))
    return found


def unescaped(text: str) -> str:
    """Text without HTML's ``&...;``."""
    try:
        return unescape(text)
    except ValueError:  # a character number of thousands of digits
        return text


def _host(url: str) -> str:
    found = HOST.match(url)
    return found[1].lower() if found else ""


@dataclass(slots=True)
class _Container:
    """A quote, a list, a list's item or preformatted text, and what its lines begin with."""

    name: str
    first: str = ""
    rest: str = ""
    number: int | None = None
    used: bool = False


@dataclass(slots=True)
class OpenLink:
    """A link that is open."""

    href: str
    start: int
    mention: bool
    hashtag: bool
    shortened: bool = False


class Writer:
    """Writes text line by line as the elements come."""

    def __init__(self, names: dict[str | tuple[str, str], str]) -> None:
        self.names = names
        self.lines: list[str] = []
        self.line: list[str] = []
        self.newlines = 0
        """How many are due before the next text."""
        self.containers: list[_Container] = []
        self.shared = 0
        """How many containers the last line and the next have in common."""
        self.link: OpenLink | None = None
        self.skipped: str | None = None
        """The element that is being left out."""
        self.depth = 0
        """How many of its name are open."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self.skipped is not None:
            if name != self.skipped:
                return
            if name != "p":  # paragraphs do not nest: a new one ends the one that is left out
                self.depth += 1
                return
            self.skipped = None
        classes = attributes.get("class", "").split()
        if "quote-inline" in classes:
            self.skipped, self.depth = name, 1
        elif name in PARAGRAPHS:
            self.separate(2)
            if name == "hr":
                self.put("---")
                self.separate(2)
        elif name in LINES:
            self.separate(1)
        elif name in ("blockquote", "ol", "ul", "li", "pre"):
            self.open(name, attributes)
        else:
            self.start_inline(name, attributes, classes)

    def start_inline(self, name: str, attributes: dict[str, str], classes: list[str]) -> None:
        """An element within a line begins."""
        if name == "br":
            self.break_line()
        elif name == "a":
            self.end_link()
            hashtag = "hashtag" in classes or "tag" in attributes.get("rel", "").split()
            href = attributes.get("href", "").strip()
            self.link = OpenLink(href, len(self.line), "mention" in classes and not hashtag, hashtag)
        elif name == "span" and self.link and not {"invisible", "ellipsis"}.isdisjoint(classes):
            self.link.shortened = True
        elif name == "img":
            self.put(self.escaped(attributes.get("alt", "")))
        elif name in ("td", "th"):
            self.put(" ")

    def end(self, name: str) -> None:
        """An element ends."""
        if self.skipped is not None:
            if name == self.skipped:
                self.depth -= 1
                self.skipped = name if self.depth else None
        elif name == "a":
            self.end_link()
        elif name in PARAGRAPHS:
            self.separate(2)
        elif name in LINES:
            self.separate(1)
        else:
            self.close(name)

    def text(self, source: str) -> None:
        """Text between elements."""
        if not source or self.skipped is not None:
            return
        if self.preformatted:
            first, *others = unescaped(source).split("\n")
            self.put(first)
            for line in others:
                self.break_line()
                self.put(line)
        else:
            self.put(self.escaped(SPACE.sub(" ", unescaped(source))))

    def escaped(self, text: str) -> str:
        """Text as it is to be written."""
        return text

    def put(self, text: str) -> None:
        """Add to the line."""
        if not self.preformatted and text.startswith(" ") and (not self.line or self.line[-1].endswith(" ")):
            text = text[1:]
        if text:
            self.line.append(text)

    @property
    def preformatted(self) -> bool:
        """Whether spaces and line ends count."""
        return bool(self.containers) and self.containers[-1].name == "pre"

    def end_link(self) -> None:
        """Write the link that is open, if one is, as a person would."""
        link, self.link = self.link, None
        if link is None:
            return
        shown = "".join(self.line[link.start :])
        del self.line[link.start :]
        text = shown.strip()
        before = self.line[-1] if self.line else ""
        written = self.written(link, text, before)
        self.put(shown.replace(text, written, 1) if text else shown + written)

    def written(self, link: OpenLink, text: str, before: str) -> str:
        """What stands for a link in plain text."""
        user = text.removeprefix("@").partition("@")[0].lower()
        name = self.names.get(link.href) or self.names.get((_host(link.href), user))
        if name and text.startswith("@"):
            return name
        if name and link.mention and before.endswith("@"):  # Friendica leaves the sign out of the link
            return name[1:]
        if link.mention or link.hashtag or "://" not in link.href:
            return text
        if link.shortened or not text or is_link_to(link.href, text):
            return link.href
        return f"{text} ({link.href})"

    def open(self, name: str, attributes: dict[str, str]) -> None:
        """A quote, a list, a list's item or preformatted text begins."""
        containers = self.containers
        if name == "li" and containers and containers[-1].name == "li":
            self.close("li")
        around = containers[-1] if containers else None
        within = around is not None and around.name == "li"
        self.separate(1 if name == "li" or (within and name in ("ol", "ul")) else 2)
        if len(containers) >= DEEPEST:
            return
        container = _Container(name)
        if name == "blockquote":
            container.first = container.rest = "> "
        elif name == "ol":
            start = attributes.get("start", "")
            container.number = int(start) if start.isdecimal() and len(start) < 9 else 1
        elif name == "li":
            container.first = "- "
            if around is not None and around.number is not None:
                container.first = f"{around.number}. "
                around.number += 1
            container.rest = " " * len(container.first)
        containers.append(container)

    def close(self, name: str) -> None:
        """A quote, a list, a list's item or preformatted text ends, and with it what is open within."""
        if not any(container.name == name for container in self.containers):
            return
        self.flush()
        while self.containers.pop().name != name:
            pass
        self.shared = min(self.shared, len(self.containers))
        within = bool(self.containers) and self.containers[-1].name == "li"
        self.newlines = max(self.newlines, 1 if name == "li" or (within and name in ("ol", "ul")) else 2)

    def separate(self, newlines: int) -> None:
        """End the line, and ask for this many newlines before the next text."""
        self.flush()
        if not self.containers or self.containers[-1].used:
            self.newlines = max(self.newlines, newlines)

    def break_line(self) -> None:
        """End the line, empty or not."""
        self.flush()
        if not self.containers or self.containers[-1].used:
            self.newlines += 1

    def flush(self) -> None:
        """End the line, if there is anything in it."""
        self.end_link()
        text = "".join(self.line).rstrip()
        self.line = []
        if not text:
            return
        if self.lines:
            blank = "".join(container.rest for container in self.containers[: self.shared]).rstrip()
            self.lines += [blank] * (self.newlines - 1)
        start = ""
        for container in self.containers:
            start += container.rest if container.used else container.first
            container.used = True
        self.lines.append(start + text)
        self.newlines = 0
        self.shared = len(self.containers)

    def result(self) -> str:
        """All that was written."""
        self.flush()
        return "\n".join(self.lines)


def is_link_to(href: str, text: str) -> bool:
    """Whether what a link shows is its own address, whole, from its beginning, or in another spelling."""
    shown = _bare(text)
    return bool(shown) and (_bare(href).startswith(shown) or (_host(href) != "" and _host(text) == _host(href)))


def _bare(link: str) -> str:
    return link.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip(".…/")
