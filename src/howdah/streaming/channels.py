"""What can be streamed: each stream's name, how it is asked for, and which pages hold what it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from ..core.encoding import check_list, segment
from ..core.errors import ConfigurationError

Kind: TypeAlias = Literal["status", "notification", "conversation"]


@dataclass(slots=True, frozen=True)
class Feed:
    """Pages that hold what a stream gives, for what was missed and for servers without streams.

    Attributes:
        key: what its mark is kept under.
        kind: what is on the pages.
        path: where they are.
        query: what they are asked for with.
    """

    key: str
    kind: Kind
    path: str
    query: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True, frozen=True)
class Channel:
    """One stream.

    Attributes:
        name: its name, such as ``hashtag:local:python``.
        wire: what says it over a WebSocket: ``stream``, and ``tag`` or ``list``.
        path: where it is over SSE.
        query: what it is asked for with there.
        feeds: the pages that hold what it gives.
    """

    name: str
    wire: Mapping[str, str]
    path: str
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    feeds: tuple[Feed, ...] = ()

    def feed(self, kind: Kind) -> Feed | None:
        """Its feed of one kind, if it has one."""
        return next((feed for feed in self.feeds if feed.kind == kind), None)

    def is_called(self, name: str | None) -> bool:
        """Whether a server means this stream by a name."""
        return name is not None and name.casefold() == self.name.casefold()


STREAMING: Final = "/api/v1/streaming"
NOTIFICATIONS: Final = "/api/v1/notifications"
NAMES: Final = (
    "user, user:notification, direct, public, public:local, public:remote, each of these three with :media, "
    "hashtag:NAME, hashtag:local:NAME, list:ID"
)


def _user(name: str) -> Channel:
    notifications = Feed("user/notifications" if name == "user" else name, "notification", NOTIFICATIONS)
    home = Feed("user", "status", "/api/v1/timelines/home")
    feeds = (home, notifications) if name == "user" else (notifications,)
    return Channel(name, {"stream": name}, f"{STREAMING}/{name.replace(':', '/')}", feeds=feeds)


def _public(name: str) -> Channel:
    parts = name.split(":")[1:]
    media = parts[-1:] == ["media"]
    where = "".join(part for part in parts if part != "media")
    query = {**({where: "true"} if where else {}), **({"only_media": "true"} if media else {})}
    return Channel(
        name,
        {"stream": name},
        f"{STREAMING}/public{f'/{where}' if where else ''}",
        {"only_media": "true"} if media else {},
        (Feed(name, "status", "/api/v1/timelines/public", query),),
    )


def _hashtag(tag: str, *, local: bool) -> Channel:
    tag = tag.removeprefix("#")
    if not tag:
        raise ConfigurationError("a hashtag has a name")
    wire = "hashtag:local" if local else "hashtag"
    feed = Feed(f"{wire}:{tag}", "status", f"/api/v1/timelines/tag/{segment(tag)}", {"local": "true"} if local else {})
    path = f"{STREAMING}/hashtag{'/local' if local else ''}"
    return Channel(f"{wire}:{tag}", {"stream": wire, "tag": tag}, path, {"tag": tag}, (feed,))


def _list(list_id: str) -> Channel:
    if not list_id:
        raise ConfigurationError("a list has an ID")
    feed = Feed(f"list:{list_id}", "status", f"/api/v1/timelines/list/{segment(list_id)}")
    return Channel(
        f"list:{list_id}", {"stream": "list", "list": list_id}, f"{STREAMING}/list", {"list": list_id}, (feed,)
    )


def _direct() -> Channel:
    feed = Feed("direct", "conversation", "/api/v1/conversations")
    return Channel("direct", {"stream": "direct"}, f"{STREAMING}/direct", feeds=(feed,))


_PUBLIC = frozenset(f"public{where}{media}" for where in ("", ":local", ":remote") for media in ("", ":media"))


def channel(name: str) -> Channel:
    """The stream of a name.

    Raises:
        ConfigurationError: there is none of that name.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        raise ConfigurationError(f"{name!r:.60} is no text: it has half of a character") from None
    kind, _, rest = name.partition(":")
    if name in ("user", "user:notification"):
        return _user(name)
    if name in _PUBLIC:
        return _public(name)
    if name == "direct":
        return _direct()
    if kind == "list":
        return _list(rest)
    if kind == "hashtag":
        local, _, tag = rest.partition(":")
        return _hashtag(tag, local=True) if local == "local" and tag else _hashtag(rest, local=False)
    if name == "user:pleroma_chat":
        return Channel(name, {"stream": name}, f"{STREAMING}/user/pleroma_chat")
    raise ConfigurationError(f"there is no stream {name!r:.60}; there are {NAMES}")


def channels(names: Sequence[Any]) -> tuple[Channel, ...]:
    """The streams of some names, each once.

    Raises:
        ConfigurationError: there is none of a name, or no name at all.
    """
    check_list(names, "streams")
    found = {one.name: one for one in map(channel, names)}
    if not found:
        raise ConfigurationError(f"say what to stream: {NAMES}")
    return tuple(found.values())
