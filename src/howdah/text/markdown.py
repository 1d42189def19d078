"""HTML to Markdown (CommonMark), for what is shown or posted elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .plain import Mentioned, OpenLink, Writer, is_link_to, names_of, write
from .typed import SCHEMES

MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "code": "`"}
HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}

_SPECIAL = re.compile(r"[\\`*\[\]<>~|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_NAME = re.compile(r"[@#][\w.@-]+")
_SPECIAL_AT_START = re.compile(r"(\s*)(#{1,6}(?=\s|$)|[-+=](?=[\s=-]|$)|\d{1,9}(?=[.)](?:\s|$)))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BACKTICKS = re.compile(r"`+")
_SAFE_LINK = re.compile(rf"(?:{SCHEMES})://", re.IGNORECASE)
_IN_LINK = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C", "\n": "", "\r": ""})


def markdown(html: str, mentions: Iterable[Mentioned] = ()) -> str:
    """Turn a status's HTML into Markdown.

    What reads as markup but was none is escaped. Links that do not lead to a web page (or the like) are left out.

    Args:
        html: what the server sent: a status's ``content``, an account's ``note``.
        mentions: whom the status mentions; people of other servers are then written with their server.
    """
    writer = _MarkdownWriter(names_of(mentions))
    write(html, writer)
    return writer.result()


def links(html: str, mentions: Iterable[Mentioned] = ()) -> list[str]:
    """List where the links in a status's HTML lead, each once, without those to mentioned people and hashtags.

    Args:
        html: what the server sent.
        mentions: whom the status mentions.
    """
    writer = _LinkWriter(names_of(mentions))
    write(html, writer)
    writer.result()
    return list(dict.fromkeys(writer.found))


class _LinkWriter(Writer):
    """Notes links while it writes."""

    def __init__(self, names: dict[str | tuple[str, str], str]) -> None:
        super().__init__(names)
        self.found: list[str] = []

    def written(self, link: OpenLink, text: str, before: str) -> str:
        """Note a link, unless it is what people write without its address."""
        written = super().written(link, text, before)
        if link.href in written and _SAFE_LINK.match(link.href):
            self.found.append(link.href)
        return written


@dataclass(slots=True)
class _Mark:
    """An emphasis that is open."""

    name: str
    start: int
    """Where in the line it begins."""


class _MarkdownWriter(Writer):
    """Writes Markdown line by line as the elements come."""

    def __init__(self, names: dict[str | tuple[str, str], str]) -> None:
        super().__init__(names)
        self.marks: list[_Mark] = []
        self.broken = False
        """The next line goes on with the paragraph."""
        self.fences: list[int] = []
        """The lines with which preformatted texts begin."""

    def start_inline(self, name: str, attributes: dict[str, str], classes: list[str]) -> None:
        """An element within a line begins."""
        if name in MARKS and not self.preformatted:
            self.marks.append(_Mark(name, len(self.line)))
        else:
            super().start_inline(name, attributes, classes)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        super().start(name, attributes)
        if name in HEADINGS and self.skipped is None:
            self.line.append(HEADINGS[name])

    def end(self, name: str) -> None:
        """An element ends."""
        if self.skipped is None and any(mark.name == name for mark in self.marks):
            while True:
                mark = self.marks.pop()
                if self.link and mark.start <= self.link.start:
                    self.end_link()
                self.wrap(mark)
                if mark.name == name:
                    return
        super().end(name)

    def wrap(self, mark: _Mark) -> None:
        """Put signs around what came since an emphasis began."""
        inner = "".join(self.line[mark.start :])
        del self.line[mark.start :]
        words = inner.strip()
        if words:
            sign = MARKS[mark.name]
            if mark.name == "code":
                words = _ESCAPED.sub(r"\1", words)
                sign = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(words)), default=0))
                words = f" {words} " if words.startswith("`") or words.endswith("`") else words
            start = inner[: len(inner) - len(inner.lstrip())]
            inner = f"{start}{sign}{words}{sign}{inner[len(inner.rstrip()) :]}"
        self.put(inner)

    def escaped(self, text: str) -> str:
        """Text in which nothing is markup."""
        text = _SPECIAL.sub(r"\\\g<0>", text)
        if not "".join(self.line).strip():
            text = _SPECIAL_AT_START.sub(_escape_start, text, count=1) if _SPECIAL_AT_START.match(text) else text
        return text

    def written(self, link: OpenLink, text: str, before: str) -> str:
        """What stands for a link in Markdown."""
        plain = _ESCAPED.sub(r"\1", text)
        written = super().written(link, plain, before)
        if _NAME.fullmatch(written) and len(_SPECIAL.findall(written)) < 2:
            return written  # as it is, servers know it again
        if not link.href or link.href not in written:
            return text if written == plain else self.escaped(written)
        if not _SAFE_LINK.match(link.href):
            return text
        address = link.href.translate(_IN_LINK)
        if link.shortened or not text or is_link_to(link.href, plain):
            return f"<{address}>"
        return f"[{text}]({address})"

    def break_line(self) -> None:
        """End the line, empty or not."""
        super().break_line()
        self.broken = not self.preformatted

    def separate(self, newlines: int) -> None:
        """End the line, and ask for this many newlines before the next text."""
        super().separate(newlines)
        self.broken = False

    def flush(self) -> None:
        """End the line, if there is anything in it."""
        self.end_link()
        for mark in reversed(self.marks):
            self.wrap(mark)
            mark.start = 0
        if self.broken and self.newlines == 1 and self.lines and "".join(self.line).strip():
            self.lines[-1] += "\\"
        if self.line:
            self.broken = False
        super().flush()

    def open(self, name: str, attributes: dict[str, str]) -> None:
        """A quote, a list, a list's item or preformatted text begins."""
        depth = len(self.containers)
        super().open(name, attributes)
        if name == "pre" and len(self.containers) > depth:
            self.line.append("```")
            self.flush()
            self.fences.append(len(self.lines) - 1)
            self.newlines = 1

    def close(self, name: str) -> None:
        """A quote, a list, a list's item or preformatted text ends, and with it what is open within."""
        if self.preformatted and any(container.name == name for container in self.containers):
            self.end_fence()
        super().close(name)

    def end_fence(self) -> None:
        """Write the line that ends preformatted text; it is longer than any like it within."""
        self.flush()
        start = self.fences.pop()
        within = (len(run) for line in self.lines[start + 1 :] for run in _BACKTICKS.findall(line))
        fence = "`" * max(3, 1 + max(within, default=0))
        self.lines[start] = self.lines[start].removesuffix("```") + fence
        self.newlines = 1
        self.line.append(fence)
        self.flush()

    def result(self) -> str:
        """All that was written."""
        if self.preformatted:
            self.end_fence()
        return super().result()


def _escape_start(found: re.Match[str]) -> str:
    space, sign = found[1], found[2]
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"
