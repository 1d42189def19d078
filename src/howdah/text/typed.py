"""What a server will find in a text that someone typed: links and mentions, by Mastodon's rules.

Mastodon takes for a link what has a scheme and a host under a top-level domain that it knows, and for a mention a name,
maybe with its server. Texts may be anything at all: nothing here looks back further than a host name is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .words import is_word

LONGEST_URL = 4096
"""Characters of a link, with its host as DNS has it; a longer one is no link."""
LONGEST_DOMAIN = 253
"""Characters of the server in a mention; a longer one makes it none."""
LONGEST_TCO = 40
"""Characters of the name in a link to t.co."""

_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NO_CHARACTERS = "\ufffe\ufeff\uffff"
_SPACES = "\\s\u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_IN_HOST = f"[^{_DIRECTIONS}{_NO_CHARACTERS}{_SPACES}\\x00-\\x20\\x7f!\"#$%&'()*+,\\-./:;<=>?@\\[\\]^_`{{|}}~]"
_LABEL = f"{_IN_HOST}(?:[_-]{{0,{LONGEST_DOMAIN}}}{_IN_HOST}){{0,{LONGEST_DOMAIN}}}"
SCHEMES = "https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini"
"""What links begin with."""
_START = re.compile(
    rf"""
    (?:(?<=[^a-z0-9@\uff20$\#\uff03{_NO_CHARACTERS}])|^)
    (?P<scheme>(?:{SCHEMES})://)?
    (?={_IN_HOST})
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{1,127}}")
_LABEL_ALONE = re.compile(_LABEL)
_SCHEME_AT_END = re.compile(rf"(?:{SCHEMES})\Z", re.IGNORECASE)
_PUNYCODE = re.compile(r"xn--[0-9a-z]+", re.IGNORECASE)
_NO_END_OF_HOST = re.compile(r"[0-9a-z@+-]", re.IGNORECASE)
_IN_PATH = r"[^\s<>()?]"
_IN_PARENTHESES = rf"\((?:{_IN_PATH}+|{_IN_PATH}*\({_IN_PATH}+\){_IN_PATH}*)\)"
_END_OF_PATH = rf"""[^\s()?!*"'「」<>;:=,.$%\[\]~&|@]|{_IN_PARENTHESES}"""
_BEYOND_ASCII = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\ue000-\uf8ff\U00010000-\U0010fffd"
_IN_QUERY = rf"[a-zA-Z0-9!?*'();:&=+$/%\#\[\]\-_.,~|@^{_BEYOND_ASCII}]"
_END_OF_QUERY = rf"[a-zA-Z0-9_&=\#/\-{_BEYOND_ASCII}]"
_AFTER_HOST = re.compile(
    rf"(?::[0-9]+)?(?:/(?:(?:{_IN_PATH}|{_IN_PARENTHESES})*(?:{_END_OF_PATH}))?)?(?:\?{_IN_QUERY}*{_END_OF_QUERY})?"
)
_TCO = re.compile(r"https?://t\.co/([a-z0-9]+)", re.IGNORECASE)

_LETTER = "\u00aa"
_MENTION = re.compile(
    rf"(?<![=/\w{_LETTER}])@(?P<name>[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)"
    rf"(?:@(?P<domain>[\w{_LETTER}]+(?:[.-]+[\w{_LETTER}]+)*))?",
    re.ASCII | re.IGNORECASE,
)
_NO_END_OF_MENTION = re.compile(
    "[@\uff20\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b"
    "\u02bb\u0300-\u036f\u1e00-\u1eff]|://"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text."""

    start: int
    """Where it begins."""
    end: int
    """Where it ends."""


@dataclass(frozen=True, slots=True)
class TypedMention:
    """A mention in a text."""

    start: int
    """Where it begins."""
    end: int
    """Where it ends."""
    local_end: int
    """Where its name without the server ends."""


def find_typed(text: str) -> list[Link | TypedMention]:
    """Find a text's links and mentions, in order; of two that overlap, the one that begins first."""
    every: list[Link | TypedMention] = [*_links(text), *_mentions(text)]
    found: list[Link | TypedMention] = []
    end = 0
    for item in sorted(every, key=lambda item: item.start):
        if item.start >= end:
            found.append(item)
            end = item.end
    return found


def _links(text: str) -> Iterator[Link]:
    position = 0 if "://" in text else len(text)
    while start := _START.search(text, position):
        host = start.end()
        end = _end_of_host(text, host)
        if end is None:
            position = max(_next_start(text, host), start.start() + 1)
            continue
        after = _AFTER_HOST.match(text, end)
        last = after.end() if after else end
        position = last + 1
        # What has no scheme is no link, but what stands in its path is none either.
        if start["scheme"]:
            last = _end_of_tco(text[start.start() : last], start.start(), last)
            if _is_valid(text[start.start() : last], text[host:end]):
                yield Link(start.start(), last)


def _end_of_host(text: str, start: int) -> int | None:
    """Where the host that begins here ends: with the last part that is, or begins with, a top-level domain."""
    run = _HOST.match(text, start)
    if run is None:
        return None
    labels = run[0].split(".")
    position = run.end()
    for index in range(len(labels) - 1, 0, -1):
        position -= len(labels[index])
        end = None if "_" in labels[index - 1] else _end_of_top_level_domain(text, position, labels[index])
        if end is not None:
            return end
        position -= 1
    return None


def _next_start(text: str, start: int) -> int:
    """Where the next host may begin, when there is none here: an underscore alone can make a shorter one right."""
    run = _HOST.match(text, start) or _LABEL_ALONE.match(text, start)
    if run is None or "_" in run[0]:
        return start + 1
    scheme = _SCHEME_AT_END.search(run[0]) if text.startswith("://", run.end()) else None
    return start + scheme.start() if scheme else run.end()


def _end_of_top_level_domain(text: str, start: int, label: str) -> int | None:
    domains, longest = _top_level_domains()
    lower = label[:longest].lower()
    for length in range(len(lower), 1, -1):
        if lower[:length] in domains and not _NO_END_OF_HOST.match(text, start + length):
            return start + length
    punycode = _PUNYCODE.match(text, start)
    return punycode.end() if punycode else None


@cache
def _top_level_domains() -> tuple[frozenset[str], int]:
    """The domains that Mastodon knows, which are those of twitter-text 3.1, and the length of the longest."""
    listed = Path(__file__).with_name("top_level_domains.txt").read_text(encoding="utf-8").split()
    return frozenset(listed), max(map(len, listed))


def _end_of_tco(url: str, start: int, end: int) -> int:
    """Where a link ends that may be to t.co, where names are made of letters and digits."""
    short = _TCO.match(url)
    if short is None:
        return end
    return start if len(short[1]) > LONGEST_TCO else start + short.end()


def _is_valid(url: str, host: str) -> bool:
    """Whether a link has a host that can be, and is not too long."""
    if not url:
        return False
    if host.isascii():
        encoded = len(host)
        possible = all(0 < len(label) < 64 for label in host.split("."))
    else:
        encoded = _length_in_dns(host)
        possible = encoded > 0
    return possible and len(url) + max(0, encoded - len(host)) <= LONGEST_URL


def _length_in_dns(host: str) -> int:
    """How long a host is as DNS has it; 0 if it cannot be there."""
    from stringprep import in_table_a1

    if any(map(in_table_a1, host)):
        return 0
    try:
        return len(host.encode("idna"))
    except UnicodeError:
        return 0


def _mentions(text: str) -> Iterator[TypedMention]:
    if "@" not in text:
        return
    # What is a letter to Mastodon is not to Python: each is made one that both agree on.
    simple = text if text.isascii() else "".join(map(_simple, text))
    for found in _MENTION.finditer(simple):
        domain = found["domain"] or ""
        if len(domain) <= LONGEST_DOMAIN and not _NO_END_OF_MENTION.match(text, found.end()):
            yield TypedMention(found.start(), found.end(), found.end("name"))


def _simple(character: str) -> str:
    if character.isascii():
        return character
    return _LETTER if is_word(character) else " "
